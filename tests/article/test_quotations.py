"""Quotations: which runs of a text stand between quotation marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrcheck.article.model import Span
from attrcheck.article.quotations import MARKS, find_quotations
from attrcheck.article.text.plain_text import from_text
from tests.support.checkout import SEED


def quoted(text: str) -> list[str]:
    """Return each quotation, its pieces joined by " / ", an unclosed one with "…" after it."""
    article = from_text(text)
    found = find_quotations(article.text, [p.span for p in article.paragraphs])
    return [" / ".join(s.of(article.text) for s in q.spans) + ("" if q.closed else "…") for q in found]


#: A text -> its quotations, "…" after one that is never closed.
CASES = {
    "curly": ("“Yes,” he said. “No.”", ["“Yes,”", "“No.”"]),
    "straight": ('"A," he said, "B."', ['"A,"', '"B."']),
    "single": ("'Quite so,' he said.", ["'Quite so,'"]),
    "single with apostrophes": ("‘I don’t mind,’ she said. ‘It’s fine.’", ["‘I don’t mind,’", "‘It’s fine.’"]),
    "possessives": ("The users' views are Mr Jones's; the dogs’ bark.", []),
    "possessive inside": ("‘The users’ views matter,’ she said.", ["‘The users’ views matter,’"]),
    "elisions": ("In the '90s, ’tis said, rock 'n' roll got 'em. ‘Twas ‘90s.", []),
    "inches and feet": ('A 6" pipe, a 5\'10" man, 6\' 2" tall.', []),
    "inches inside": ('"The 6" pipe is fine," he said.', ['"The 6" pipe is fine,"']),
    "year at the end": ('It began "in 2020" and "ended".', ['"in 2020"', '"ended"']),
    "primes": ("At 5′ 7″ he said “tall”.", ["“tall”"]),
    "nested single": ("“He said ‘go’ to me,” she said.", ["“He said ‘go’ to me,”"]),
    "nested same": ("“They are “states in conflict” now.”", ["“They are “states in conflict” now.”"]),
    "nested straight": ('"He shouted "Go!" twice."', ['"He shouted "Go!" twice."']),
    "straight in curly": ('“He said "yes" loudly.”', ['“He said "yes" loudly.”']),
    "curly in straight": ('"He said “yes” loudly."', ['"He said “yes” loudly."']),
    "brackets and dashes": ('Word—“one”—(“two”) ["three"] –"four"', ["“one”", "“two”", '"three"', '"four"']),
    "german": ("„Gut“, sagte er. »Ja«, so ›sie‹.", ["„Gut“", "»Ja«", "›sie‹"]),
    "polish and swedish": ("„Tak”, said he. ”Ja”, sade hon.", ["„Tak”", "”Ja”"]),
    "french": ("« Oui », dit-il. «Non» ‹peut-être›", ["« Oui »", "«Non»", "‹peut-être›"]),
    "french with no-break spaces": (
        "«\u00a0Oui\u202f», dit-il, et «\u00a0non\u00a0».",
        ["«\u00a0Oui\u202f»", "«\u00a0non\u00a0»"],
    ),
    "cjk": ("他说「你好『再见』吧」。＂Wide,＂ he said.", ["「你好『再见』吧」", "＂Wide,＂"]),
    "latex": ("``So it is,'' he said. ``Not 'quite'.''", ["``So it is,''", "``Not 'quite'.''"]),
    "closed by an opening mark": ("“I will go,“ he said. “And then.”", ["“I will go,“", "“And then.”"]),
    "doubled by mistake": ("““Go,” he said.", ["“Go,”"]),
    "reopened": ("“One.\n\n“Two.\n\n“Three,” she said. “Four.”", ["“One. / “Two. / “Three,”", "“Four.”"]),
    "reopened single": ("‘One.\n\n‘Two,’ he said.", ["‘One. / ‘Two,’"]),
    "reopened after words": ("He said: “One.\n\n“Two.”", ["“One. / “Two.”"]),
    "not reopened": ('He said: "One.\n\nTwo. Three." She said "four".', ['"One. / Two. Three."', '"four"']),
    "not reopened, curly": ("“One.\n\nTwo,” he said. “Three.”", ["“One. / Two,”", "“Three.”"]),
    "not reopened, with a paragraph between": ('"One.\n\nTwo.\n\nThree," he said.', ['"One. / Two. / Three,"']),
    "not closed before another opens": ('"One.\n\nTwo. "Three," he said.', ['"One.…', '"Three,"']),
    "not closed behind what is said": (
        "“I love it, she said, and smiled.\n\nBen left.\n\nIt is dead,” he said.",
        ["“I love it, she said, and smiled.…"],
    ),
    "not closed but by an inch": ('"One.\n\nTwo is 3" long.', ['"One.…']),
    "not closed for too long": ('"One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive," he said.', ['"One.…']),
    "never closed": ("“Never closed, he said. “Closed one.” And more.", ["“Never closed, he said.…", "“Closed one.”"]),
    "never closed, straight": ('"Never closed, he said. "Closed." More.', ['"Never closed, he said.…', '"Closed."']),
    "never closed, other marks": ('“Never closed and "closed" and ‘so’.', ["“Never closed and…", '"closed"', "‘so’"]),
    "unclosed ends with its paragraph": ("He said: “one\n\nTwo “three”", ["“one…", "“three”"]),
    "stray single": ("'Stray he said.\n\n“Next.”", ["“Next.”"]),
    "stray closing": ("It was his.” Then “next”.", ["“next”"]),
    "marks alone": ('" “ ‘ «', []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_marks_pair_as_a_reader_pairs_them(text: str, expected: list[str]) -> None:
    """Each kind of mark pairs with its own, and what is no quotation mark opens nothing."""
    assert quoted(text) == expected


def test_seed_article() -> None:
    """Every quotation of the seed article is found whole, marks included."""
    found = quoted(SEED.read_text(encoding="utf-8"))
    starts = [text[:24] for text in found]
    assert starts == [
        "“revolutionary activitie",
        "“color revolutions”",
        "“the social networks bea",
        "“Black Spiders”",
        "“Strategic Communication",
        "“to initiate systematic ",
        "“It is a separate milita",
        "“Rumors about the resign",
        "“genocide by Tokayev and",
        "“protect the rights and ",
        "“The goal of the project",
        "“positive content.”",
        "“disinformation and extr",
        "“New Eastern Outlook”",
    ]
    assert found[6].endswith("“conflict situations”).”")
    assert all(text.endswith("”") for text in found)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from([*sorted(MARKS), *"as 6,.(—\n"]), max_size=80))
def test_spans_lie_in_paragraphs_and_in_order(text: str) -> None:
    """Whatever the text, each piece lies in one paragraph, begins with its mark, and none overlap."""
    article = from_text(text)
    bounds = [p.span for p in article.paragraphs]
    found = find_quotations(article.text, bounds)
    spans = [span for quotation in found for span in quotation.spans]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(any(b.start <= s.start < s.end <= b.end for b in bounds) for s in spans)
    assert all(s.of(article.text).startswith(q.mark) for q in found for s in q.spans)


@pytest.mark.parametrize("unit", ['"', "“", " “a ”b", '"a ', "“a ", "‘a ", "s' b", "“a\n\n", "„a “b ", '5" "', "``a "])
def test_many_marks_cost_time_in_proportion(unit: str) -> None:
    """Thousands of marks, paired or not, are read in one pass: each character belongs to one quotation at most."""
    text = unit * 2_000
    article = from_text(text)
    spans = [s for q in find_quotations(article.text, [p.span for p in article.paragraphs]) for s in q.spans]
    assert sum(span.end - span.start for span in spans) <= len(text)


def test_inner_takes_the_outer_marks_off() -> None:
    """The words of a quotation come without its marks, its paragraphs joined by a space."""
    text = "“One.\n\n“Two,” she said."
    quotation = find_quotations(text, [Span(0, 5), Span(7, 24)])[0]
    assert quotation.inner(text) == "One. Two,"
