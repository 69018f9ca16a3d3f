"""The measure of names against silver coreference: what is counted, what is right, and how it is shown."""

from __future__ import annotations

import pytest

from attrcheck.article.model import Span
from attrcheck.reader.reading import Reading
from attrcheck.training.names import measure, same_name, table
from tests.support.marked import drawn, entities_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sen. Ann B. Lee", "Ann Lee", True),
        ("Ann Lee Jr.", "Ann Lee", True),
        ("Mr. Ann Lee", "Ann Lee's", True),
        ("Bob Lee", "Ann Lee", False),
        ("Ann Cole", "Ann Lee", False),
        ("Lee", "Ann Lee", False),
        ("", "", False),
    ],
)
def test_names_are_one_person_s_by_first_and_last(one: str, other: str, same: bool) -> None:
    """Titles, initials, suffixes and the possessive do not part a name; another first or last name, or none, does."""
    assert same_name(one, other) is same


def _row(marked: str) -> dict[str, object]:
    text, spans = drawn(marked)
    roles = [
        {role: [[s.start, s.end] for s in part] for role, part in zip(("source", "cue", "content"), one, strict=True)}
        for one in spans
    ]
    return {"id": "a", "text": text, "annotations": [{"attributions": roles}]}


def _silver(text: str, names: str, *chains: tuple[str, ...]) -> dict[str, dict[str, object]]:
    """Return the silver of one article: its people, and chains of mentions, each the next one in the text."""
    people = [[e.span.start, e.span.end, "PERSON"] for e in entities_of(text, f"person: {names}")]
    spans = []
    for chain in chains:
        at, found = 0, []
        for mention in chain:
            at = text.index(mention, at)
            found.append([at, at + len(mention)])
            at += len(mention)
        spans.append(found)
    return {"a": {"entities": people, "coreference": spans}}


_TEXT = (
    "Ann Lee came. [S:She] [C:said] [T:yes]. "
    "Bob Cole left. [S2:Cole] [C2:said] [T2:no]. [S3:A guard] [C3:said] [T3:so]."
)
_NAMES = "Ann Lee, Bob Cole"


def test_pronouns_and_last_names_that_a_chain_names_are_counted() -> None:
    """A source that is a pronoun or last name is counted, with its chain's full name; a description is not."""
    row = _row(_TEXT)
    silver = _silver(str(row["text"]), _NAMES, ("Ann Lee", "She"), ("Bob Cole", "Cole"), ("A guard",))
    found = list(measure([row], silver, lambda article: Reading((), entities_of(article.text, f"person: {_NAMES}"))))
    assert [(one.mention, one.group, one.silver, one.found.name, one.right) for one in found] == [
        ("She", "he/she", ("Ann Lee",), "Ann Lee", True),
        ("Cole", "last name", ("Bob Cole",), "Bob Cole", True),
    ]
    assert found[0].span == Span(14, 17)


def test_a_wrong_name_is_counted_and_listed() -> None:
    """Where the silver names somebody else, the mention is wrong, and the table shows both names."""
    row = _row(_TEXT)
    silver = _silver(str(row["text"]), _NAMES, ("She", "Bob Cole"), ("Bob Cole", "Cole"))
    found = list(measure([row], silver, lambda article: Reading((), entities_of(article.text, f"person: {_NAMES}"))))
    assert table(found, show=5).splitlines() == [
        "              of  right      %",
        "he/she         1      0    0.0",
        "last name      1      1  100.0",
        "all            2      1   50.0",
        "a\t14-17\tShe\tours: Ann Lee\tsilver: Bob Cole",
    ]


def test_what_cannot_be_compared_is_left_out() -> None:
    """An article without silver, and a chain without a full name, count nothing, and an empty table says so."""
    row = _row(_TEXT)
    assert list(measure([row], {}, lambda _: Reading((), ()))) == []
    nameless = _silver(str(row["text"]), "Lee", ("She", "A guard"))
    assert list(measure([row], nameless, lambda _: Reading((), ()))) == []
    assert table([]).splitlines()[-1].split() == ["all", "0", "0", "0.0"]
