"""No row under a wrong name: what leads to one, as readable cases of it and of what only looks so."""

from __future__ import annotations

import re
import tomllib
from collections import Counter

import pytest

from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.reading import Reading
from attrcheck.sources.identify import identify
from attrcheck.sources.source import Source
from tests.support.checkout import CASES
from tests.support.marked import drawn, entities_of, indirect, styled_cases

_CASES = tuple(styled_cases("who_said_it.toml"))


def _row(source: Source) -> str:
    return " | ".join((source.kind, source.name, source.role, source.affiliation)).rstrip(" |")


@pytest.mark.parametrize(("about", "line"), [pytest.param(a, line, id=f"{a}: {line[:60]}") for a, _, line in _CASES])
def test_a_statement_stands_under_the_name_that_the_case_says(about: str, line: str) -> None:
    """Each line gives its sources' kind, name, role and affiliation."""
    marked, listed, wanted = re.fullmatch(r"(.*) \{(.*)\} => (.*)", line).groups()  # type: ignore[union-attr]  # a malformed case shall fail
    text, spans = drawn(marked.replace(r"\n", "\n"))
    answers = identify(from_text(text), Reading((), entities_of(text, listed)), list(map(indirect, spans)))
    assert " & ".join(map(_row, answers)) == wanted, about


def test_each_way_to_a_wrong_name_has_five_cases_or_more() -> None:
    """A kind of failure is more than the text that showed it."""
    kinds = tomllib.loads((CASES / "who_said_it.toml").read_text(encoding="utf8"))
    counts = Counter(about for about, _, _ in _CASES)
    assert {about: counts[about] for about in kinds if counts[about] < 5} == {}
