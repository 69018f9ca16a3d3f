"""A kind of source is one row in each place that must know it."""

from __future__ import annotations

import pytest

from attrcheck.checklist.facts import question_data
from attrcheck.searches.links import STRATEGIES
from attrcheck.searches.naming import is_plural
from attrcheck.sources.source import Naming, SourceKind
from tests.support.checkout import ROOT


def test_every_kind_has_its_searches() -> None:
    """The table of searches has a row for each kind, in the kinds' own order, and none of them is empty or twice."""
    assert sorted(STRATEGIES, key=list(SourceKind).index) == list(SourceKind)
    assert [kind for kind, row in STRATEGIES.items() if not row or len(set(row)) < len(row)] == []


def test_every_kind_has_its_questions() -> None:
    """Each kind is named by questions of its own."""
    named = {kind for question in question_data()["question"] for kind in question.get("kinds", ())}
    assert named == set(SourceKind)


def test_what_is_not_named_is_called_something() -> None:
    """A label has words for each kind that goes by no name, and takes the name of each that does."""
    assert [kind for kind in SourceKind if bool(kind.called) is (kind.naming is Naming.NAMED)] == []


def test_the_readme_tells_every_kind() -> None:
    """README explains each kind by its value."""
    readme = (ROOT / "README.md").read_text("utf8")
    assert [kind for kind in SourceKind if f"`{kind}`" not in readme] == []


@pytest.mark.parametrize(
    ("mention", "plural"),
    [
        ("sources close to the talks", True),
        ("a source close to the talks", False),
        ("analysts at Lark & Co", True),
        ("policemen", True),
        ("people briefed on the matter, who asked for silence", True),
        ("this sources' editor", False),
        ("residents within the zone", True),
        ("the press", False),
        ("the campus", False),
        ("another of the officials", False),
        ("of officials", False),
        ("", False),
    ],
)
def test_a_plural_is_one_everywhere(mention: str, plural: bool) -> None:  # a case's answer
    """Labels, questions and the summary's warnings agree on who is several people."""
    assert is_plural(mention) is plural
