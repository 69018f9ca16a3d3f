"""How quotations compare with pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.checklist.findings import Difference
from attrcheck.comparison.quotation import Comparison, Match, compare
from attrcheck.comparison.tokens import tokenize
from attrcheck.comparison.wording import describe, quoted

PAGE = tokenize(
    "On Monday the mayor said: “The landlord is not permitted to enter the flat without asking, and that’s final.” "
    "He added that colour was well-known in the U.S. and cost $5 million, a 3.5 % share. The big river floods each "
    "spring, which the town has always known.\n\nNobody had \xad ex\xadpected it — or so they said at a café."
)


def _description(quotation: str) -> str:
    return describe(compare(quotation, PAGE), "The page")


VERBATIM = "The page holds these words verbatim."
MISSING = "The page was not found to hold these words."


@pytest.mark.parametrize(
    "quotation",
    [
        "“The landlord is not permitted to enter the flat without asking, and that's final.”",
        "the landlord is not permitted",
        "that’s final",
        "was well‑known in the U.S.",  # another hyphen
        "cost $5\xa0million",
        "Nobody had expected it – or so they said",
        "nobody had expected it - or so they said at a cafe\u0301",
        "[T]he landlord is not permitted",
        "‘On Monday the mayor said’",
        "ﬂoods each spring",  # a ligature
        "that`s final",
        "that´s final",
    ],
)
def test_the_same_words_in_other_dress_are_verbatim(quotation: str) -> None:
    """Quotation marks, hyphens, blanks, soft hyphens, ligatures and a bracketed capital make no other word."""
    assert _description(quotation) == VERBATIM


@pytest.mark.parametrize(
    ("quotation", "description"),
    [
        (
            "the landlord is permitted to enter the flat",
            "The page holds: “The landlord is not permitted to enter the flat”. It has “not”, which the article lacks.",
        ),
        (
            "color was well-known in the U.K.",
            "The page holds: “colour was well-known in the U.S.”. It has “U.S.” where the article has “U.K.”.",
        ),
        (
            "cost $6 million",
            "The page holds: “cost $5 million”. It has “$5 million” where the article has “$6 million”.",
        ),
        (
            "The big bad river floods every spring, which the town has known",
            "The page holds: “The big river floods each spring, which the town has always known”. It has no “bad”, "
            "which the article has; “each” where the article has “every”; “always”, which the article lacks.",
        ),
        (
            "a 35 % share",
            "The page holds: “a 3.5 % share”. It has “3.5” where the article has “35”.",
        ),
    ],
)
def test_an_altered_quotation_is_shown_word_by_word(quotation: str, description: str) -> None:
    """Tokens changed, put in and left out are named, beside the page's own words."""
    assert _description(quotation) == description


@pytest.mark.parametrize(
    ("quotation", "description"),
    [
        (
            "the landlord is … permitted",
            "The page holds these words. It has “not” where the article has “…”.",
        ),
        (
            "the landlord ... to enter the flat . . . and that's final",
            "The page holds these words. It has “is not permitted” where the article has “...”; "
            "“without asking” where the article has “. . .”.",
        ),
        (
            "[The owner of it] is not permitted to enter [it] without asking",
            "The page holds these words. It has “the flat” where the article has “[it]”. "
            "“[The owner of it]”, the article's own, was not compared.",
        ),
        (
            "is not permi[tting us] to enter",
            "The page holds these words. It has “permitted” where the article has “permi[tting us]”.",
        ),
        (
            "permitted to enter [the flat] without asking",
            "The page holds these words. In the same sentence stands before them “The landlord is not”.",
        ),
        ("[The landlord] is not permitted", VERBATIM),
        ("the big river [floods]", VERBATIM),
        ("the flat [sic] without asking (sic)", VERBATIM),
        (
            "[We are] not permitted to enter",
            "The page holds these words. “[We are]”, the article's own, was not compared.",
        ),
        (
            "is not permitted to enter [the hall] [or yard]",
            "The page holds these words. “[the hall] [or yard]”, the article's own, was not compared.",
        ),
        (
            "floods [not] each spring",
            "The page holds these words. It has nothing where the article has “[not]”.",
        ),
        ("The landlord […] permitted", "The page holds these words. It has “not” where the article has “[…]”."),
    ],
)
def test_what_an_ellipsis_or_a_bracket_stands_for_is_shown(quotation: str, description: str) -> None:
    """Tokens left out or put in by the quoter come with what the page has in that place."""
    if quotation.startswith("The landlord […]"):
        description = description.replace("“not”", "“is not”")
    assert _description(quotation) == description


@pytest.mark.parametrize(
    ("quotation", "description"),
    [
        (
            "the flat without asking … the landlord",
            "The page holds each part of it, but not in this order or not near each other: "
            "“the flat without asking”, “the landlord”.",
        ),
        (
            "the mayor resigned at dawn in tears … cost $5 million",
            "The page holds “cost $5 million”; not found there: “the mayor resigned at dawn in tears”.",
        ),
        (
            "“He added that colour … nothing of the kind was ever “uttered” by them",
            "The page holds “He added that colour”; not found there: “nothing of the kind was ever ‘uttered’ by them”.",
        ),
        ("nothing of the kind was ever uttered by them", MISSING),
        ("crime", MISSING),
        ("“…”", MISSING),
        ("", MISSING),
    ],
)
def test_what_is_not_there_as_a_whole_is_not_called_so(quotation: str, description: str) -> None:
    """Parts out of order, parts that are missing and quotations without words are told apart."""
    assert _description(quotation) == description


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("he said “the road is wet today", "“he said ‘the road is wet today’”"),
        ("“The road is very”, he said, “so wet today”", "“‘The road is very’, he said, ‘so wet today’”"),
        ('"The road" is very "wet today"', "“‘The road’ is very ‘wet today’”"),
        ("the „road“ is «very» »wet« ’cause of rain today", "“the ‘road’ is ‘very’ ‘wet’ ’cause of rain today”"),
        ("the road’s wet; “so” it said, “rain today", "“the road’s wet; ‘so’ it said, ‘rain today’”"),
    ],
)
def test_quotation_marks_within_a_passage_come_in_pairs(page: str, shown: str) -> None:
    """A passage that begins or ends inside a page's quotation opens or closes it; apostrophes stay."""
    assert quoted(page) == shown


def test_a_page_quoted_in_part_is_shown_with_its_marks_in_pairs() -> None:
    """Also where the words that match end just before the closing mark."""
    page = tokenize("He said that “the river floods more each spring” and left.")
    assert describe(compare("that “the river floods less each spring”", page), "The page") == (
        "The page holds: “that ‘the river floods more each spring’”. It has “more” where the article has “less”."
    )


def test_the_nearest_part_does_not_hide_one_that_leads_on() -> None:
    """Of several places of a middle part, one from which the rest is near is found, be it not the first."""
    page = tokenize("we won " + "x " * 30 + "the day " + "x " * 60 + "the day " + "x " * 60 + "in the end of it")
    assert compare("we won … the day … in the end", page).match is Match.SHORTENED


def test_a_long_quotation_is_compared_as_it_stands() -> None:
    """More words than can be aligned are still verbatim where the page has them all."""
    long = " ".join(f"word{number}" for number in range(3_000))
    assert compare(long, tokenize(f"before {long} after")).match is Match.VERBATIM
    assert compare(f"{long} not", tokenize(f"before {long} after")).match is Match.NOT_FOUND


def test_parts_that_lie_far_apart_are_no_shortened_quotation() -> None:
    """An ellipsis leaves out a hundred words at most."""
    for between, match in ((100, Match.SHORTENED), (101, Match.APART)):
        page = tokenize("we won " + " ".join(f"w{n}" for n in range(between)) + " the day")
        assert compare("we won … the day", page).match is match


def test_capitals_and_punctuation_are_told_apart_from_words() -> None:
    """Tokens that match with other capitals or marks are shown as the page has them."""
    assert _description("the Landlord is not permitted; to enter") == (
        "The page holds these words with other capitals or punctuation: “The landlord is not permitted to enter”."
    )

    assert _description("in the US") == "The page holds these words with other capitals or punctuation: “in the U.S.”."


def test_the_occurrence_that_fits_best_is_taken() -> None:
    """Of several places with the same words, the one with the same marks is shown, near the other parts."""
    page = tokenize("A LONG day. Then, a long day … it was. " + "x " * 300 + "a long day, and it was good.")
    assert compare("a long day", page) == Comparison(
        Match.VERBATIM, passage="a long day", parts=("a long day",), marks_differ=False
    )
    assert compare("a long day … it was good", page).left_out == (Difference("…", "and"),)


_WORDS = st.lists(
    st.text(st.characters(categories=("L", "Nd"), exclude_characters="ıİſ"), min_size=1, max_size=8),
    min_size=1,
    max_size=40,
)


@given(before=_WORDS, said=_WORDS, after=_WORDS)
def test_identical_words_are_always_verbatim(before: list[str], said: list[str], after: list[str]) -> None:
    """Whatever stands round them, the very words of a page are verbatim, or their sense turns on what stands there."""
    page = tokenize(" ".join((*before, *said, *after)))
    found = compare(f"“{' '.join(said)}”", page)
    expected = Match.SHORTENED if found.lead or found.tail else Match.VERBATIM
    assert (found.match, found.marks_differ, found.differences, found.left_out) == (expected, False, (), ())


@pytest.mark.parametrize(
    ("quotation", "page"),
    [
        ("five million euros on the fifth of March", "We paid €5 million on March 5, and that was it."),
        ("twenty-five per cent of 1,200 homes", "It was 25% of twelve hundred homes."),
        ("we cannot and will not organise it", "We can’t and won’t organize it."),
        ("it cost £2.3m", "It cost two point three million pounds."),
        ("since nineteen eighty-four", "We have been here since 1984."),
        ("I think the board was right", "I, uh, I think the, the board was right."),
        (
            "concerning the healthcare of well-known people",
            "It was con-\ncerning the health care of well-known people.",
        ),
    ],
)
def test_spelling_numbers_and_stammers_are_told_and_change_no_word(quotation: str, page: str) -> None:
    """Figures and words for them, British and American, short forms and sounds are the same words spelt otherwise."""
    found = compare(quotation, tokenize(page))
    assert (found.match, found.differences, found.marks_differ, bool(found.spelt)) == (Match.VERBATIM, (), True, True)


@pytest.mark.parametrize(
    ("quotation", "page", "beside"),
    [
        ("… permitted to close", "The ferry is not permitted to close its ramp.", ("The ferry is not", "")),
        ("permitted to close its ramp", "It’s never been permitted to close its ramp.", ("It’s never been", "")),
        ("the ramp is safe", "If the river is low, the ramp is safe.", ("If the river is low", "")),
        ("the ramp is safe", "I am told that the ramp is safe. I doubt it.", ("I am told that", "")),
        ("the ramp is safe", "Is it true that the ramp is safe?", ("Is it true that", "")),
        ("we will raise fares", "We will raise fares only if the council asks.", ("", "only if the council asks")),
        ("we will raise fares", "We cannot wait, so we will raise fares.", ("", "")),
        ("we will raise fares", "We will raise fares and see if it helps.", ("", "")),
    ],
)
def test_what_the_sense_turns_on_is_shown_where_it_was_cut_off(
    quotation: str, page: str, beside: tuple[str, str]
) -> None:
    """A denial or a condition in the sentence round the words is shown, and one in another clause is not."""
    found = compare(quotation, tokenize(page))
    expected = Match.SHORTENED if any(beside) else Match.VERBATIM
    assert (found.match, found.lead, found.tail) == (expected, *beside)


def test_what_the_article_says_itself_was_not_cut_off() -> None:
    """A denial that the article puts before the quotation is none that it left out."""
    page = tokenize("The ferry is not permitted to close its ramp.")
    assert compare("permitted to close", page, "The ferry was not").match is Match.VERBATIM


@given(said=_WORDS, at=st.integers(0, 39), swapped=st.booleans())
def test_a_changed_word_is_never_verbatim(said: list[str], at: int, swapped: bool) -> None:
    """A word that the page has not, in place of another or beside it, is never taken for the same."""
    at %= len(said)
    changed = [*said[:at], "zzqx", *said[at + swapped :]]
    if "zzqx" not in " ".join(said).casefold():
        assert compare(" ".join(changed), tokenize(" ".join(said))).match not in (Match.VERBATIM, Match.SHORTENED)


@given(text=st.text(alphabet="ab…[].,'’- ’“”$5\n", max_size=60), page=st.text(max_size=80))
def test_any_text_compares(text: str, page: str) -> None:
    """No quotation and no page, however odd, stops the comparison, and what is told has words of both only."""
    words = tokenize(page)
    found = compare(text, words)
    assert "".join(found.passage.split()) in "".join(page.split())
    assert describe(found, "The page").startswith("The page ")


def test_a_long_page_is_read_in_steps_that_grow_with_it_alone() -> None:
    """A page of a million marks, brackets or letters is compared; anything that backtracks would not come back."""
    assert compare("a … b " * 1_000, tokenize("a b " * 100_000)).match in (Match.VERBATIM, Match.APART)
    assert compare("…" * 500_000, tokenize("a b " * 100)).match is Match.NOT_FOUND
    for evil in ("[ ", ". ", "a", "a'", "A.", "[a", "1,", "-5", "…"):
        page = tokenize(evil * 100_000)
        assert compare(evil * 5_000, page).match in set(Match)
        assert compare(f"never {evil} seen anywhere in it", page).match in (
            Match.NOT_FOUND,
            Match.PARTLY,
            Match.ALTERED,
        )
