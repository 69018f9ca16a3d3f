"""What mentions stand for: last names, pronouns, acronyms, "the ministry", with the span, candidates and confidence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import attrcheck
from attrcheck.article.model import Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.files import read_data
from attrcheck.reader.reading import Reading
from attrcheck.sources.identify import identify
from attrcheck.sources.source import Source
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
    code = "".join(file.read_text(encoding="utf8") for file in sorted(room.glob("*.py")))
    ways = read_data("ways")["ways"]
    assert {way for way in ways if f'"{way}"' not in code and not way.startswith("pronoun ")} == set()
    assert all(0 <= rate <= 1 for rate in ways.values())
