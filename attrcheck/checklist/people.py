"""A sheet in, whom to call out: each person and body that it names, with what they are said to have said, in order."""

from __future__ import annotations

from dataclasses import dataclass

from attrcheck.checklist.sheet import Row, Sheet
from attrcheck.checklist.state import Mark, marks_of

__all__ = ["Person", "people_of"]

#: Kinds of sources that nobody can call.
_NOBODY = frozenset({"none", "author"})


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to call: the name or what the article calls them, the role, what they are, and their rows in order."""

    name: str
    role: str
    kind: str
    rows: tuple[Row, ...]


def people_of(sheet: Sheet) -> tuple[Person, ...]:
    """Return the people and bodies of `sheet`, in the order in which they first speak; rows that are gone are left out.

    Those with the same name and kind are one.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    rows = [row for row in sheet.rows if Mark.GONE not in marks_of(row) and row["source_kind"] not in _NOBODY]
    for row in sorted(rows, key=_place):
        name = row["source_name"] or row["source"]
        groups.setdefault((name.casefold(), row["source_kind"]), []).append(row)
    return tuple(
        Person(
            name=group[0]["source_name"] or group[0]["source"] or "Nobody named",
            role=next((row["source_role"] for row in group if row["source_role"]), ""),
            kind=group[0]["source_kind"],
            rows=tuple(group),
        )
        for group in groups.values()
    )


def _place(row: Row) -> int:
    """Return where `row` begins in its article; rows of which that is not known come last."""
    return int(row["start"]) if row["start"].isdigit() else 10**12
