"""Who the source of each attribution is: readable cases, hostile input, and rules that hold for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrcheck.article.model import Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.reader.reading import Entity, EntityKind, Reading
from attrcheck.sources.identify import identify
from attrcheck.sources.source import Source, SourceKind
from tests.support.marked import Drawn, drawn, entities_of, indirect, styled_cases

_CASES = tuple(styled_cases("sources.toml"))


def _row(source: Source) -> str:
    return " | ".join((source.kind, source.name, source.role, source.affiliation)).rstrip(" |")


@pytest.mark.parametrize(("about", "style", "line"), [pytest.param(*case, id=case[2][:60]) for case in _CASES])
def test_a_source_is_named_as_the_case_says(about: str, style: str, line: str) -> None:
    """Each line of cases/sources.toml gives its sources' kind, name, role and affiliation."""
    marked, listed, wanted = re.fullmatch(r"(.*) \{(.*)\} => (.*)", line).groups()  # type: ignore[union-attr]  # a malformed case shall fail
    text, spans = drawn(marked)
    answers = identify(from_text(text), Reading((), entities_of(text, listed)), list(map(indirect, spans)))
    assert " & ".join(map(_row, answers)) == wanted, f"{about}, {style}"


@pytest.mark.parametrize("kind", list(SourceKind))
def test_every_kind_has_cases_that_fire_and_cases_that_do_not(kind: SourceKind) -> None:
    """Each kind has 25 cases or more in which it fires, in four styles, and ten in which another does."""
    cases = [(style, line.split(" => ")[1]) for about, style, line in _CASES if about == kind]
    fires = [wanted for _, wanted in cases if wanted.split(" ")[0] == kind]
    assert {style for style, _ in cases} == {"british", "american", "agency", "translated"}
    assert len(fires) >= 25
    assert len(cases) - len(fires) >= 10


def _spoken(text: str, *mentions: str, entities: str = "") -> tuple[Source, ...]:
    """Return the sources that `mentions`, each at its last place in `text`, are said to be."""
    places = [Span(text.rindex(m), text.rindex(m) + len(m)) for m in mentions]
    attributions = [indirect(Drawn((place,))) for place in places]
    return identify(from_text(text), Reading((), entities_of(text, entities)), attributions)


def test_a_resolved_source_tells_where_its_name_stands() -> None:
    """A bare last name gives the span of the full name, its own words as mention, and no candidates."""
    text = "Mayor Ann Lee won. Lee thanked voters."
    (source,) = _spoken(text, "Lee", entities="person: Ann Lee")
    assert source == Source(SourceKind.PERSON, "Ann Lee", "Mayor", "", "Lee", Span(6, 13), (), 0.92, "last name")


def test_a_pronoun_between_two_people_shows_both() -> None:
    """Where two people are nearly as likely, the source names one and shows the other."""
    text = "Robin Lee and Sasha Cole met. Yesterday, he said no."
    (source,) = _spoken(text, "he", entities="person: Robin Lee, Sasha Cole")
    assert set(source.candidates) == {"Robin Lee", "Sasha Cole"}
    assert source.candidates[0] == source.name
    assert source.confidence < 1


def test_a_pronoun_follows_the_sex_that_the_article_tells() -> None:
    """An honorific outweighs nearness."""
    text = "Mrs. Lee met Mr. Cole. Mr. Cole left. She said no."
    (source,) = _spoken(text, "She", entities="person: Lee, Cole")
    assert (source.kind, source.name) == (SourceKind.PERSON, "Lee")


def test_rows_of_one_person_share_a_name() -> None:
    """Full name, bare name, title and pronoun of one person give one name."""
    text = "Former mayor Ann Lee spoke. Ms. Lee said no. “No,” she added. The former mayor left."
    sources = _spoken(text, "Ann Lee", "Ms. Lee", "she", "The former mayor", entities="person: Ann Lee, Lee")
    assert [source.name for source in sources] == ["Ann Lee"] * 4


def test_a_byline_is_no_source() -> None:
    """A name in the byline is not what a bare name or pronoun in the text stands for."""
    text = "Storm Hits Coast\n\nBy Ann Lee\n\nThe storm came. She said no.\n"
    (source,) = _spoken(text, "She", entities="person: Ann Lee")
    assert (source.kind, source.name, source.resolved_to) == (SourceKind.PERSON, "She", None)


def test_a_source_of_two_hundred_words_goes_by_its_beginning() -> None:
    """The name is cut to 25 words and the mention is whole."""
    mention = "a guard of the house " + "that stood by the river " * 40
    (source,) = _spoken(f"It was {mention}.", mention)
    assert len(source.name.split()) == 25
    assert source.mention == mention.strip()
    assert source.kind is SourceKind.ROLE


def test_several_pieces_of_a_source_make_one_mention() -> None:
    """A source in pieces keeps the words of all, and the first names it."""
    text = "Ann Lee, on Monday, herself"
    attribution = indirect(
        Drawn(
            (
                Span(0, 7),
                Span(20, 27),
            )
        )
    )
    (source,) = identify(from_text(text), Reading((), ()), [attribution])
    assert source == Source(SourceKind.PERSON, "Ann Lee", "", "", "Ann Lee herself", None, (), 0.92, "full name")


def test_an_article_without_attributions_has_no_sources() -> None:
    """Nothing in, nothing out."""
    assert identify(from_text(""), Reading((), ()), ()) == ()


_WORDS = st.sampled_from(
    [
        "Ann",
        "Lee",
        "he",
        "She",
        "who",
        "it",
        "they",
        "I",
        "we",
        "the",
        "a",
        "senator",
        "Sen.",
        "Mr.",
        "of",
        "and",
        ",",
        ".",
        "“",
        "”",
        "(",
        ")",
        "'s",
        "said",
        "report",
        "ministry",
        "Reuters",
        "sources",
        "(WHO)",
        "anonymous",
        "al-",
        "von",
        "\n\n",
        "O'Brien",
        "Путин",
        "习近平",
        "’",
        "document",
        "published",
        "by",
        "28",
        "percent",
        "Telegram",
        "channel",
    ]
)
_SPANS = st.lists(
    st.builds(lambda start, length: Span(start, start + length), st.integers(0, 120), st.integers(0, 60)), max_size=3
)


@settings(deadline=None, max_examples=150)
@given(
    text=st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=60).map(" ".join)),
    rows=st.lists(st.tuples(_SPANS, _SPANS, _SPANS), max_size=6),
    entities=st.lists(st.tuples(_SPANS, st.sampled_from(EntityKind)), max_size=4),
)
def test_any_text_and_attributions_give_sources_within_bounds(
    text: str,
    rows: list[tuple[list[Span], list[Span], list[Span]]],
    entities: list[tuple[list[Span], EntityKind]],
) -> None:
    """Every attribution gets one source within the text; nobody, the press and an untold author have no name."""
    article = from_text(text)
    found = tuple(Entity(span, kind) for spans, kind in entities for span in spans)
    sources = identify(article, Reading((), found), [indirect(Drawn(tuple(s), tuple(c), tuple(t))) for s, c, t in rows])
    assert len(sources) == len(rows)
    for source in sources:
        assert not (source.name and source.kind is SourceKind.NONE)
        assert source.name or source.kind in (SourceKind.NONE, SourceKind.AUTHOR, SourceKind.OUTLET)
        if source.resolved_to is not None:
            assert 0 <= source.resolved_to.start < source.resolved_to.end <= len(article.text)
        assert not source.candidates or (source.candidates[0] == source.name and len(source.candidates) > 1)
        assert 0 <= source.confidence <= 1


def test_a_photo_credit_is_no_source() -> None:
    """A name in a caption's credit is not what a pronoun in the text stands for."""
    text = "(Photo: Ann Lee/Harbour Agency)\n\nThe storm came. She said no.\n"
    (source,) = _spoken(text, "She")
    assert (source.kind, source.name, source.resolved_to) == (SourceKind.PERSON, "She", None)


def test_an_article_in_which_nobody_has_a_name_still_tells_its_sources_apart() -> None:
    """Without a single name each source goes by its own words and kind."""
    text = "a guard said one thing, the court another; critics sighed, leaked minutes showed a third, sources a fourth."
    mentions = ("a guard", "the court", "critics", "leaked minutes", "sources")
    kinds = ("role", "organisation", "vague", "document", "anonymous")
    assert [(s.kind, s.name) for s in _spoken(text, *mentions)] == list(zip(kinds, mentions, strict=True))


def test_a_person_between_two_hundred_words_is_found_at_the_beginning() -> None:
    """A source that goes on for 200 words after a name is that person."""
    mention = "Ann Lee, the mayor, " + "who came by the river " * 40
    (source,) = _spoken(f"So said {mention}.", mention, entities="person: Ann Lee")
    assert (source.kind, source.name, source.role) == (SourceKind.PERSON, "Ann Lee", "mayor")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It fell,”\n\nAnn Lee said.\n\n“Nobody was there at all.”", "Ann Lee"),
        ("“It fell,”\n\nMs Lee told the court.\n\n“Nobody was there at all.”", "Lee"),
        ("“It fell,” Ann Lee said.\n\n“Nobody was there at all.”", "Ann Lee"),
        ("“It fell,” Ann Lee said.\n\nThe mayor left.\n\n“Nobody was there at all.”", ""),
        ("“It fell.”\n\nAnn Lee left.\n\n“Nobody was there at all.”", ""),
        ("“It fell,”\n\nAnn Lee said.\n\nIt rained.\n\n“Nobody was there at all.”", ""),
    ],
)
def test_somebody_goes_on_behind_a_line_that_says_who_spoke(text: str, name: str) -> None:
    """A quotation may be parted from its own verb by a line's end: “…,” / Lee said. / “…”."""
    who = next((found for found in ("Ann Lee", "Lee") if found in text), "")
    cut = text.index("”") + 1
    place, said = Span(text.index(who), text.index(who) + len(who)), Span(0, cut)
    later = Span(text.rindex("“"), len(text))
    verb = next(Span(text.index(v), text.index(v) + len(v)) for v in ("said", "told", "left") if v in text)
    first = Attribution((place,), (verb,), (said,), Act.STATEMENT, Form.DIRECT, 1.0)
    second = Attribution((), (), (later,), Act.STATEMENT, Form.DIRECT, 0.5)
    sources = identify(from_text(text), Reading((), entities_of(text, "person: Ann Lee, Lee")), [first, second])
    assert sources[1].name == name
