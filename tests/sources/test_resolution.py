"""What mentions stand for: last names, pronouns, acronyms, "the ministry", with the span, candidates and confidence."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import attrcheck
from attrcheck.article.model import Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.files import read_data
from attrcheck.reader.reading import Entity, EntityKind, Reading
from attrcheck.sources.identify import identify
from attrcheck.sources.source import Source, SourceKind, as_read, found_by
from tests.support.marked import Drawn, drawn, entities_of, indirect, styled_cases

_CASES = tuple(styled_cases("mentions.toml"))


def _read(marked: str, listed: str) -> tuple[str, tuple[Source, ...]]:
    """Return the text without its marks and the source of each attribution they draw; " / " parts paragraphs."""
    text, spans = drawn(marked.replace(" / ", "\n\n"))
    return text, identify(from_text(text), Reading((), entities_of(text, listed)), list(map(indirect, spans)))


def _told(source: Source, text: str) -> str:
    """Return the name, or candidates parted by ?, a ! where nobody was found, and < before what was resolved to."""
    name = " ? ".join(source.candidates) or source.name or "-"
    unknown = " !" if source.confidence == 0 else ""
    return name + unknown + (f" < {source.resolved_to.of(text)}" if source.resolved_to else "")


@pytest.mark.parametrize(("about", "style", "line"), [pytest.param(*case, id=case[2][:60]) for case in _CASES])
def test_a_mention_stands_for_what_the_case_says(about: str, style: str, line: str) -> None:
    """Each line of cases/mentions.toml gives whom its sources stand for, who else may be meant, and where that is."""
    marked, listed, wanted = re.fullmatch(r"(.*) \{(.*)\} => (.*)", line).groups()  # type: ignore[union-attr]  # a malformed case shall fail
    text, sources = _read(marked, listed)
    assert " & ".join(_told(source, text) for source in sources) == wanted, f"{about}, {style}"


@pytest.mark.parametrize("about", sorted({about for about, _, _ in _CASES}))
def test_every_way_to_mention_has_cases_in_four_styles(about: str) -> None:
    """Each group of cases is written in British, American, agency and translated English."""
    assert {style for group, style, _ in _CASES if group == about} == {"british", "american", "agency", "translated"}


def test_confidence_falls_with_doubt() -> None:
    """A full name is sure, a last name nearly, one of two namesakes less, and a pronoun for nobody is not at all."""
    people = "person: Helen Marsh, Peter Marsh, Dale Rowan, Marsh, Rowan"
    lines = (
        "[S:Dale Rowan] [C:said] [T:no].",
        "Dale Rowan came. [S:Rowan] [C:said] [T:no].",
        "Helen Marsh met Peter Marsh. [S:Marsh] [C:said] [T:no].",
        "[S:She] [C:said] [T:no].",
    )
    sure = [_read(line, people)[1][0].confidence for line in lines]
    assert sure[0] >= sure[1] > sure[2] > sure[3] == 0.0


def test_a_word_that_is_elsewhere_a_seat_is_less_surely_somebody() -> None:
    """Of "MP for Torvik" and "the Torvik councillor" a Torvik who speaks may be the town."""
    lines = (
        "Torvik came. [S:Torvik] [C:said] [T:no].",
        "The MP for Torvik came. [S:Torvik] [C:said] [T:no].",
        "A Torvik councillor came. [S:Torvik] [C:said] [T:no].",
    )
    alone, *seats = (_read(line, "person: Torvik")[1][0].confidence for line in lines)
    assert all(confidence < alone for confidence in seats)


def test_an_office_told_in_a_sentence_is_less_sure_than_one_beside_the_name() -> None:
    """Who "is the mayor" in a sentence is the mayor most likely, whom a title calls so surely."""
    lines = (
        "Ann Lee, the mayor of Hull, came. [S:The mayor] [C:said] [T:no].",
        "Ann Lee is the mayor of Hull. [S:The mayor] [C:said] [T:no].",
    )
    beside, told = (_read(line, "person: Ann Lee")[1][0] for line in lines)
    assert (beside.name, told.name) == ("Ann Lee", "Ann Lee")
    assert told.confidence < 0.8 < beside.confidence


#: Ways in which a name is found that sound alike and are not equally sure.
_WAYS = (
    ("[S:The river authority] [C:said] [T:no].", "", "noun with more"),
    ("[S:A court in Hull] [C:said] [T:no].", "", "noun with more"),
    ("[S:Police] [C:said] [T:no].", "", "noun with more"),
    ("[S:The ministry] [C:said] [T:no].", "", "noun alone"),
    ("[S:Its press office] [C:said] [T:no].", "", "noun alone"),
    ("[S:The Rowan government] [C:said] [T:no].", "", "noun with a name"),
    ("[S:Rowan police] [C:said] [T:no].", "", "noun with a name"),
    ("[S:Halters] [C:said] [T:no].", "organization: Halters", "body of one word"),
    ("[S:Rowan student groups] [C:said] [T:no].", "", "nouns with a name"),
    ("[S:Mrs Rowan] [C:said] [T:no].", "person: Rowan", "titled name"),
    ("[S:His wife Mary] [C:said] [T:no].", "person: Mary", "titled name"),
    ("[S:Their neighbour, Rowan,] [C:said] [T:no].", "person: Rowan", "titled name"),
    ("[S:Rowan] [C:said] [T:no].", "person: Rowan", "only name"),
    ("[S:Rowan from the bakery] [C:said] [T:no].", "person: Rowan", "only name"),
)


@pytest.mark.parametrize(("marked", "listed", "way"), [pytest.param(*case, id=case[0]) for case in _WAYS])
def test_a_name_tells_in_which_way_it_was_found(marked: str, listed: str, way: str) -> None:
    """A body that is told apart by a word beside its noun is surer than one by its noun alone, and so on."""
    (source,) = _read(marked, listed)[1]
    assert source.way == way


def test_a_name_found_in_a_way_that_is_often_wrong_is_not_a_confident_one() -> None:
    """What the ways of the cases are worth falls on either side of four in five, also as the reader reads them."""
    worth = {way: read_data("ways")["ways"][way] * 0.97 for _, _, way in _WAYS}
    assert {way for way, sure in worth.items() if sure < 0.8} == {"noun alone", "nouns with a name", "only name"}


def test_the_reader_s_doubt_of_a_kind_leaves_a_full_name_and_halves_a_noun() -> None:
    """A full name is plain whatever the reader makes of its kind; a noun is a body as far as the reader sees one."""
    full = as_read(found_by(Source(SourceKind.PERSON, "Dale Rowan"), "full name"), 1.0, "")
    noun = as_read(found_by(Source(SourceKind.ORGANISATION, "the ministry"), "noun alone"), 1.0, "")
    assert (full.confidence > 0.8, noun.confidence < 0.5) == (True, True)


def test_a_long_article_of_pronouns_is_read_in_linear_time_and_memory() -> None:
    """Thousands of pronouns after one name are all that person."""
    text = "Dale Rowan came. " + "[S:He] [C:said] [T:no]. " + "He said no. " * 3000
    _, sources = _read(text, "person: Dale Rowan")
    assert [source.name for source in sources] == ["Dale Rowan"]


def test_thousands_of_descriptions_are_read_in_linear_time() -> None:
    """A description that takes somebody up looks back a little way only, however many people and ages there are."""
    told = "Ann Lee{} came, {}. The 24-year-old left. The Lees ate. "
    text = "".join(told.format("abcdefghij"[i % 10], i % 90) for i in range(1000))
    spans = [Span(m.start(), m.end()) for m in re.finditer("The 24-year-old|The Lees", text)]
    sources = identify(from_text(text), Reading((), ()), [indirect(Drawn((span,))) for span in spans])
    assert len(sources) == len(spans)


def test_every_way_to_find_a_name_has_a_rate_that_is_used() -> None:
    """Each row of data/ways.toml is a way that a module of the room names, and its rate is a chance."""
    room = Path(attrcheck.__file__).parent / "sources"
    code = "".join(file.read_text(encoding="utf8") for file in sorted(room.rglob("*.py")))
    ways = read_data("ways")["ways"]
    assert {way for way in ways if f'"{way}"' not in code and not way.startswith("pronoun ")} == set()
    assert all(0 <= rate <= 1 for rate in ways.values())


def test_a_name_between_two_descriptions_is_the_persons() -> None:
    """Where the reader sees a person, a source names one whose description goes on behind the name."""
    text, spans = drawn("[S:Its founder, 81-year-old Dot Roe, a former teacher,] [C:said] [T:no].")
    (source,) = identify(
        from_text(text),
        Reading((), entities_of(text, "person: Dot Roe")),
        [replace(indirect(one), kind="person") for one in spans],
    )
    assert (source.kind, source.name) == (SourceKind.PERSON, "Dot Roe")


@pytest.mark.parametrize(
    ("marked", "seen", "name"),
    [
        ("Hale Trust got the draft. [S:It] [C:said] [T:no].", "document", "draft"),
        ("Hale Trust got a report on the flood. [S:It] [C:said] [T:no].", "document", "report on the flood"),
        ("The open letter came. Hale Trust was hurt. [S:It] [C:said] [T:no].", "document", "open letter"),
        ("Hale Trust got the draft. [S:It] [C:said] [T:no].", "organisation", "Hale Trust"),
        ("Hale Trust met. [S:It] [C:said] [T:no].", "document", "Hale Trust"),
    ],
)
def test_it_is_the_paper_told_of_last_where_the_reader_sees_a_paper(marked: str, seen: str, name: str) -> None:
    """What a body wrote is not the body, but without a paper there is nothing else to take up."""
    text, spans = drawn(marked)
    said = [replace(indirect(one), kind=seen) for one in spans]
    (source,) = identify(from_text(text), Reading((), entities_of(text, "organization: Hale Trust")), said)
    assert source.name.removeprefix("the ").removeprefix("The ").removeprefix("a ") == name


@pytest.mark.parametrize(("kind", "wanted"), [("organisation", "organisation"), ("person", "person"), ("", "person")])
def test_a_name_of_one_word_is_what_the_reader_sees_speak(kind: str, wanted: str) -> None:
    """Of somebody whom the article tells one word of, the reader knows best whether that is a body."""
    text, spans = drawn("It was late. [S:Anterra] [C:said] [T:no].")
    (source,) = identify(
        from_text(text),
        Reading((), entities_of(text, "person: Anterra")),
        [replace(indirect(one), kind=kind) for one in spans],
    )
    assert (str(source.kind), source.name) == (wanted, "Anterra")


@pytest.mark.parametrize(("seen", "wanted"), [("OOP", "organisation"), ("OP", "person"), ("PPP", "person")])
def test_a_name_is_what_it_is_seen_as_oftener(seen: str, wanted: str) -> None:
    """Where the reader takes a name for a body twice and for a person once, it is a body's."""
    text, spans = drawn("Cassava is new. " * (len(seen) - 1) + "[S:Cassava] [C:says] [T:no].")
    starts = [match.start() for match in re.finditer("Cassava", text)]
    kinds = {"O": EntityKind.ORGANIZATION, "P": EntityKind.PERSON}
    entities = tuple(Entity(Span(at, at + 7), kinds[kind]) for at, kind in zip(starts, seen, strict=True))
    (source,) = identify(from_text(text), Reading((), entities), list(map(indirect, spans)))
    assert (str(source.kind), source.name) == (wanted, "Cassava")


@pytest.mark.parametrize(
    ("marked", "seen", "wanted"),
    [
        ("According to a report from [S:the Bank of Hull], [T:no].", "document", "a report from the Bank of Hull"),
        ("According to a study by [S:Bank of Hull], [T:no].", "document", "a study by Bank of Hull"),
        (
            "It came, in the annual report of [S:the Bank of Hull], [T:no].",
            "document",
            "the annual report of the Bank of Hull",
        ),
        ("According to [S:a report from the Bank of Hull], [T:no].", "document", "a report from the Bank of Hull"),
        ("According to a report from [S:the Bank of Hull], [T:no].", "organisation", "Bank of Hull"),
        ("According to a loan from [S:the Bank of Hull], [T:no].", "organisation", "Bank of Hull"),
    ],
)
def test_a_paper_is_told_by_its_noun_where_the_reader_sees_a_paper(marked: str, seen: str, wanted: str) -> None:
    """Whose paper it is, is no more than half of what it is called."""
    text, spans = drawn(marked)
    said = [replace(indirect(one), kind=seen) for one in spans]
    (source,) = identify(from_text(text), Reading((), entities_of(text, "organization: Bank of Hull")), said)
    assert (str(source.kind), source.name) == (seen, wanted)
