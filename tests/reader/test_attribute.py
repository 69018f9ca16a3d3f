"""Attributions: whole statements, their form and act, and quotation marks that nobody owns."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.article.model import Article, Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribute import attribute
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.reader.linking import Scores
from attrcheck.reader.reading import Linked, Reading
from tests.support.marked import attributions_of, unmarked


def _span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def _attributed(text: str, *linked: tuple[str, str, list[str]]) -> tuple[Article, tuple[Attribution, ...]]:
    """Return the attributions of `text`, where each of `linked` is source, cue and contents as parts of it."""
    article = from_text(text)
    rows = tuple(
        Linked(
            source=(_span(text, source),) if source else (),
            cue=(_span(text, cue),) if cue else (),
            content=tuple(_span(text, part) for part in contents),
            confidence=0.9,
        )
        for source, cue, contents in linked
    )
    return article, attribute(article, Reading(rows, ()))


def _contents(text: str, *linked: tuple[str, str, list[str]]) -> list[list[str]]:
    article, found = _attributed(text, *linked)
    return [[span.of(article.text) for span in one.content] for one in found]


def test_a_content_that_cuts_a_quotation_is_closed_at_its_marks() -> None:
    """A content that holds most of a quotation holds all of it, marks included."""
    text = 'Ann said: "We will not go there again, ever."'
    assert _contents(text, ("Ann", "said", ["We will not go there again"])) == [['"We will not go there again, ever."']]


def test_a_content_does_not_reach_into_a_neighbours_quotation() -> None:
    """A content of which a stray word lies in the next quotation ends before it."""
    text = 'Ann said the old bridge would never be closed to cars. "Nonsense, all of it," said Bob.'
    linked = ("Ann", "said", ['the old bridge would never be closed to cars. "Nonsense'])
    assert _contents(text, linked)[0] == ["the old bridge would never be closed to cars."]


def test_a_content_never_takes_a_cue_or_a_source() -> None:
    """Closing a quotation stops where another attribution begins."""
    text = 'Ann said "We will go, he said, and not come back."'
    found = _contents(text, ("Ann", "said", ["We will go"]), ("he", "said, and", ["not come back."]))
    assert found == [["We will go"], ["not come back."]]


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (['"We will not go there again, ever."'], Form.DIRECT),
        (["they had “no intention” of going"], Form.MIXED),
        (["they would go"], Form.INDIRECT),
        (["‘Never,’", "‘not again’"], Form.DIRECT),
    ],
)
def test_form_tells_quoted_from_reported(content: list[str], form: Form) -> None:
    """A content is direct where all of its words are quoted, mixed where some are, else indirect."""
    text = f"Ann said: {' Bob added '.join(content)}"
    _, found = _attributed(text, ("Ann", "said", content))
    assert [one.form for one in found] == [form]


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("said", "it was late", Act.STATEMENT),
        ("believes", "it was late", Act.BELIEF),
        (":", "it was late", Act.STATEMENT),
        ("in", "it was late", Act.OTHER),
        ("in", '"it was late"', Act.STATEMENT),
    ],
)
def test_act_follows_the_cue(cue: str, content: str, act: Act) -> None:
    """The cue's words tell the act; a colon and a quotation state; an unknown cue tells nothing."""
    _, found = _attributed(f"Ann {cue} {content}", ("Ann", cue, [content]))
    assert [one.act for one in found] == [act]


UNOWNED = {
    "straight": 'It was late. "Nobody knows what happened here." It rained.',
    "curly": "It was late. “Nobody knows what happened here.” It rained.",
    "single": "It was late. ‘Nobody knows what happened here.’ It rained.",
    "apostrophes": "It was late. 'Nobody knows what happened here.' It rained.",
    "guillemets": "It was late. «Nobody knows what happened here.» It rained.",
    "low": "It was late. „Nobody knows what happened here.“ It rained.",
}


@pytest.mark.parametrize("style", UNOWNED)
def test_a_quotation_nobody_owns_is_a_row(style: str) -> None:
    """A quoted run of four words or more that no attribution covers is a row with its marks, whatever their style."""
    article, found = _attributed(UNOWNED[style])
    (one,) = found
    assert (one.source, one.cue, one.act, one.form) == ((), (), Act.STATEMENT, Form.DIRECT)
    assert one.content[0].of(article.text)[1:-1] == "Nobody knows what happened here."


@pytest.mark.parametrize(
    "text",
    [
        "He drove to the “very same place” again.",
        "She read “The Old Man and the Sea” again.",
        'She sang a song called "you and me and them" there.',
        'The report "Strategic Communication and Public Affairs" is out.',
        "It was 6' 2\" tall and 5' 1\" wide, the boys' own fathers' door.",
        "Nothing is quoted here.",
        "They all came in the end, and sang “The Ferry to the Far Shore.”",
        "He wrote in “Papers on Sunken Towns for Ann B. Moss.” It is long.",
        "Moss, A. and Hale, B. 1995. “The bells of the drowned harbour towns,” in: Bells.",
        "The board named the pier that had burnt twice “the long new pier”.",
        'It asks for {"place": "https://ferry.example/over-the-sound"} first.',
        "Fen is governed under the “one street, two mayors” rule since then.",
        "They sell a mug with the words “i am the harbour cat” on it.",
        "The expression “going down like a ferry” has outlived the ferry.",
        "The name comes from Latin and means “given a comb too many”, which it has.",
    ],
)
def test_titles_names_and_short_runs_are_no_rows(text: str) -> None:
    """A quoted run of up to three words, a title or a name is no statement."""
    assert _attributed(text)[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "He is known as a “friend to all and enemy to none” there.",
        "The “longest siege of any harbour ever” might be over.",
        "The firm was paid for the “steady removal of old mud” and left.",
    ],
)
def test_quoted_words_that_tell_something_are_a_row(text: str) -> None:
    """What is quoted as somebody's view is no name of a thing."""
    assert len(_attributed(text)[1]) == 1


@pytest.mark.parametrize(("source", "rows"), [("", 0), ("the press", 1)])
def test_a_name_that_nobody_gives_is_no_statement(source: str, rows: int) -> None:
    """A quoted name of up to three words is a row only where somebody is said to use it."""
    text = "By the press the unit is nicknamed “Black Gulls” now."
    assert (
        len(
            _attributed(
                text.replace("By the", f"By {'the' if source else 'a'}"), (source, "is nicknamed", ["“Black Gulls”"])
            )[1]
        )
        == rows
    )


@pytest.mark.parametrize(
    "text", ["He read it. “I Love You All.” She wept.", "He read it. “Go Home Now. We Are Full.” She wept."]
)
def test_words_in_capitals_that_somebody_says_are_a_row(text: str) -> None:
    """What has two sentences, or tells of oneself, is no title, though each word has a capital."""
    assert len(_attributed(text)[1]) == 1


def test_an_owned_quotation_is_no_second_row() -> None:
    """A quotation that an attribution holds is not a row again."""
    text = 'Ann said: "We will not go there again."'
    assert len(_attributed(text, ("Ann", "said", ['"We will not go there again."']))[1]) == 1


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ('"At noon or after," Ann said, "we left."', ['"At noon or after,"', '"we left."']),
        ('Ann said "we left." "It was late by then."', ['"we left."', '"It was late by then."']),
        ("Ann said we left. “It was late by then.”", ["we left.", "“It was late by then.”"]),
    ],
)
def test_a_quotation_belongs_to_the_attribution_beside_it(text: str, contents: list[str]) -> None:
    """A first half before its source, and whole sentences right behind what was said, are no rows of their own."""
    article, linked = unmarked(text.replace("Ann", "[S:Ann]").replace("said", "[C:said]"))
    spans = (_span(article.text, contents[-1] if contents[0].startswith('"At') else contents[0]),)
    (one,) = attributions_of(article, replace(linked, content=spans))
    assert [span.of(article.text) for span in one.content] == contents


@pytest.mark.parametrize(
    "text",
    [
        "Ann said we left. “It was late by then,” and nobody else came.",
        "Ann said we left. It rained. “It was late by then.”",
        "Ann said we left.\n\n“It was late by then.”",
        "Ann hoped we left. “It was late by then.”",
        "Ann said we left. And “it was late by then.”",
    ],
)
def test_other_quotations_stay_alone(text: str) -> None:
    """A quotation in another paragraph, after another sentence, inside one or after a thought is a row of its own."""
    cue = "hoped" if "hoped" in text else "said"
    found = _attributed(text, ("Ann", cue, ["we left"]))[1]
    assert [(bool(one.source), len(one.content)) for one in found] == [(True, 1), (False, 1)]


def test_a_quotation_over_paragraphs_is_one_row() -> None:
    """A quotation that reopens in each paragraph and closes in the last is one statement in pieces."""
    parts = "“The first of three parts.\n\n“The second of three parts.\n\n“The third of three parts.”"
    text = f"It was late.\n\n{parts}\n\nIt rained."
    assert _contents(text) == [
        ["“The first of three parts.", "“The second of three parts.", "“The third of three parts.”"]
    ]


def test_later_paragraphs_of_a_quotation_join_their_attribution() -> None:
    """Where the first paragraph of a quotation is attributed, the others belong to the same source."""
    text = "Ann said: “The first of two parts.\n\n“The second of two parts.”"
    assert _contents(text, ("Ann", "said", ["“The first of two parts."])) == [
        ["“The first of two parts.", "“The second of two parts.”"]
    ]


def test_paragraphs_that_no_mark_reopens_are_of_one_statement() -> None:
    """A quotation that goes on in the next paragraph and is closed there is whole, though its rest was read apart."""
    text = 'The worm, Ann said, "will come back.\n\nIt will then go on for a year". It rained.'
    rest = ("", "", ['It will then go on for a year"'])
    assert _contents(text, ("Ann", "said", ["The worm", '"will come back.']), rest) == [
        ["The worm", '"will come back.', 'It will then go on for a year"']
    ]


@pytest.mark.parametrize(
    ("linked", "rows"),
    [
        (["“Nobody came until it was noon, or later.”"], [["“It sank.", "“Nobody came until it was noon, or later.”"]]),
        (
            ["“It sank.", "“Nobody came until it was noon, or later.”"],
            [["“It sank.", "“Nobody came until it was noon, or later.”"]],
        ),
        (["noon, or later"], [["“It sank.", "“Nobody came until it was noon, or later.”"]]),
    ],
)
def test_a_quotation_of_nobody_has_all_its_paragraphs(linked: list[str], rows: list[list[str]]) -> None:
    """A short paragraph at the head of a quotation, which nobody was read to say, is no less said than the rest."""
    text = "The log has this:\n\n“It sank.\n\n“Nobody came until it was noon, or later.”\n\nIt rained."
    assert _contents(text, *(("", "", [part]) for part in linked)) == rows


def test_a_paragraph_that_somebody_else_says_is_not_taken() -> None:
    """What is left open may have lost its mark: the next paragraph is whose it is said to be."""
    text = "The log has this:\n\n“It sank in the night, or so they say.\n\n“Nobody came until noon,” Ben said."
    other = ("Ben", "said", ["“Nobody came until noon,”"])
    first = ("", "", ["“It sank in the night, or so they say."])
    article, found = _attributed(text, first, other)
    assert [span.of(article.text) for one in found for span in one.source] == ["Ben"]


def test_a_paragraph_of_a_quotation_with_a_source_stays_with_it() -> None:
    """What somebody else is said to say within a quotation is not taken from them."""
    text = 'Ann said: "It came back.\n\nBen says it will go on for a year". It rained.'
    other = ("Ben", "says", ["it will go on for a year"])
    assert _contents(text, ("Ann", "said", ['"It came back.']), other) == [
        ['"It came back.'],
        ["it will go on for a year"],
    ]


@pytest.mark.parametrize(
    ("text", "content", "rows"),
    [
        (
            "The council has an ambitious plan to widen the old harbour before the next winter.",
            "to widen the old harbour before the next winter",
            0,
        ),
        (
            "They so guide the boats as to spare the pier and all of its lamps.",
            "as to spare the pier and all of its lamps",
            0,
        ),
        (
            "Their fall opened a way into the valley and the towns behind it.",
            "a way into the valley and the towns behind it",
            0,
        ),
        (
            "Why has nobody ever looked for the bell in the old harbour? It is deep.",
            "Why has nobody ever looked for the bell in the old harbour?",
            1,
        ),
        (
            "The ferry never came back from its trip across the sound. It is deep.",
            "The ferry never came back from its trip across the sound.",
            1,
        ),
        (
            "She left “to widen the old harbour before the next winter”.",
            "“to widen the old harbour before the next winter”",
            1,
        ),
    ],
)
def test_a_piece_of_a_sentence_that_nobody_says_is_no_row(text: str, content: str, rows: int) -> None:
    """Where the reader links neither source nor cue to it, only what is quoted or a whole sentence is a statement."""
    article = from_text(text)
    linked = Linked((), (), (_span(text, content),), 0.5, scores=Scores(0.8, 0.0, 0.0, 0.0, 0.0))
    assert len(attribute(article, Reading((linked,), ()))) == rows


def test_an_unbalanced_mark_costs_its_own_paragraph_only() -> None:
    """A mark without a partner loses nothing of the paragraphs that follow."""
    text = 'It was "late, they thought.\n\nIt rained. "Nobody knows what happened here." So it was.'
    assert ['"Nobody knows what happened here."'] in _contents(text)


def test_the_models_guess_tells_the_act_of_an_unknown_cue() -> None:
    """The words of a cue decide its act, the model where none of them is known, and a bare quotation states."""
    article, linked = unmarked("[S:Ann] [C:frobnicated] [T:that it was late].")
    (one,) = attributions_of(article, replace(linked, act=Act.BELIEF))
    assert one.act is Act.BELIEF
    article, linked = unmarked("[S:Ann] [C:said] [T:that it was late].")
    (one,) = attributions_of(article, replace(linked, act=Act.BELIEF))
    assert one.act is Act.STATEMENT


@pytest.mark.parametrize(
    ("inner", "nested"),
    [
        ("[S:The mayor] [C:told me] [T:that the bridge was closed].", True),
        ("[S:I] [C:said] [T:that the bridge was closed].", False),
        ("[S:The mayor] [C:likes] [T:all of the new bridges].", False),
        ("[S:The mayor] [C:said] [T:so].", False),
    ],
)
def test_what_a_speaker_says_that_others_said_is_a_row_inside_a_row(inner: str, nested: bool) -> None:
    """Inside a quotation, others' words are rows of their own; the speaker's own, thoughts and fragments are not."""
    article, one = unmarked(f"“{inner}” Ann said.")
    text = article.text
    outer = Linked(
        (Span(text.index("Ann"), text.index("Ann") + 3),),
        (Span(text.index("said."), text.index("said.") + 4),),
        (Span(0, text.index("Ann") - 1),),
        0.9,
    )
    found = attribute(article, Reading((outer,), (), (replace(one, confidence=0.8),)))
    assert len(found) == 1 + nested
    assert found[0].content == outer.content
    assert [row.confidence for row in found[1:]] == [0.8] * nested


@pytest.mark.parametrize(
    "text",
    [
        "[S:Ann] [C:said], [T:“The dam is old.] Bob told me it was new. Nobody who saw it by day would say so.”",
        "[S:The report] [C:claims] [T:“From any page] a voice may be heard, as from afar, that tells us to go.”",
    ],
)
def test_a_quotation_is_whole_with_whoever_begins_it(text: str) -> None:
    """A statement that begins where a quotation does has all of it, and no second row of nobody has the rest."""
    article, linked = unmarked(text)
    (row,) = attributions_of(article, linked)
    assert row.content[0].of(article.text).endswith("”")
    assert row.source == linked.source


def test_a_quotation_that_another_row_begins_in_is_apart() -> None:
    """What begins within a quotation does not take it over."""
    article, linked = unmarked("“The dam is old. [S:Bob] [C:told] me [T:it was new]. Nobody who saw it would say so.”")
    assert [row.source for row in attributions_of(article, linked)] == [(), linked.source]


def test_a_surveys_further_figures_are_offered() -> None:
    """Sentences with figures and no cue that follow a survey's finding are rows of its source, marked and unsure."""
    text = (
        "[S:A poll by Harbour Research] [C:found] [T:that 40 percent wanted the bridge]. A third of them were fishers. "
        "Most were over 50, or 61 percent.\n\nAmong women, 12 percent agreed. It rained. Only 3 percent minded."
    )
    article, linked = unmarked(text)
    found = attributions_of(article, linked)
    assert [(row.content[0].of(article.text), row.continues, row.confidence) for row in found] == [
        ("that 40 percent wanted the bridge", False, 0.9),
        ("A third of them were fishers.", True, 0.2),
        ("Most were over 50, or 61 percent.", True, 0.2),
        ("Among women, 12 percent agreed.", True, 0.2),
    ]
    assert {row.source for row in found} == {linked.source}
    assert {row.cue for row in found[1:]} == {()}


@pytest.mark.parametrize(
    "text",
    [
        "[S:The mayor] [C:found] [T:that 40 percent wanted the bridge]. A third of them were fishers.",
        "[S:A poll] [C:found] [T:that 40 percent wanted the bridge]. Nobody was asked about fish.",
        "[S:A poll] [C:was wanted] [T:by 40 percent].\n\nIt rained.\n\nA third of them were fishers.",
    ],
)
def test_other_sentences_do_not_go_on(text: str) -> None:
    """Other sources, sentences without a figure, and what stands further off are not offered."""
    article, linked = unmarked(text)
    assert not any(row.continues for row in attributions_of(article, linked))


@given(
    st.lists(
        st.sampled_from(['"', "“", "”", "‘", "’", "'", "«", "»", "„", "a", "word", " ", ". ", "\n\n"]), max_size=60
    )
)
def test_contents_stay_within_the_text(parts: list[str]) -> None:
    """Whatever the marks, contents lie in bounds, in order and within paragraphs, and do not overlap."""
    article = from_text("".join(parts))
    found = attribute(article, Reading((), ()))
    spans = [span for one in found for span in one.content]
    assert all(any(p.span.start <= s.start < s.end <= p.span.end for p in article.paragraphs) for s in spans)
    ordered = sorted(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(ordered))


@pytest.mark.parametrize(
    ("marked", "rows"),
    [
        (
            "[S:Ann] [C:said] [T:that when asked, Moss had replied: “It is none of yours.”]",
            [("Moss", "had replied")],
        ),
        ("[S:Ann] [C:told] the court [T:that he shouted, “Get out of my boat.”]", [("he", "shouted")]),
        ("[S:Ann] [C:said] [T:Moss told her: “It is none of yours.”]", [("Moss", "told her")]),
        ("[S:Ann] [C:said] [T:that the sign read “Get out of my boat”].", []),
        ("[S:Ann] [C:said] [T:that it was “none of their own business”].", []),
        ("Moss [C:said] [T:“It is none of yours at all.”]", []),
    ],
)
def test_a_quotation_within_what_is_told_is_of_whoever_it_names(marked: str, rows: list[tuple[str, str]]) -> None:
    """Of the words that somebody reports in full, the one who is to have said them is named right before."""
    article, linked = unmarked(marked)
    found = attribute(article, Reading((linked,), ()))
    inner = [(one.source[0].of(article.text), one.cue[0].of(article.text)) for one in found if one.source][1:]
    assert inner == rows


@pytest.mark.parametrize(
    ("text", "part", "sure", "kept"),
    [
        (
            "It rained. The weir by the mill is full of rust and mud.",
            "The weir by the mill is full of rust and mud",
            0.4,
            0,
        ),
        (
            "It rained. The weir by the mill is full of rust and mud.",
            "The weir by the mill is full of rust and mud",
            0.7,
            1,
        ),
        (
            "The plan is to shut it by noon and open it again at night.",
            "to shut it by noon and open it again at night",
            0.7,
            0,
        ),
        (
            "Ann asks:\n\nWho is to pay for a new weir at the mill? She left.",
            "Who is to pay for a new weir at the mill",
            0.4,
            1,
        ),
        (
            "She swore. The weir by the mill is full of rust, and mud.”",
            "The weir by the mill is full of rust, and mud.”",
            0.4,
            1,
        ),
    ],
)
def test_a_sentence_of_nobody_is_a_row_where_the_network_is_sure(text: str, part: str, sure: float, kept: int) -> None:
    """Without a source, a verb and quotation marks no more is known than what the network makes of it."""
    article = from_text(text)
    found = attributions_of(article, Linked((), (), (_span(text, part),), sure))
    assert len(found) == kept
