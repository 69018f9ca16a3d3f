"""A sheet in, whom to call out: each person and body that it names, with what they are said to have said, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from attrcheck.checklist.sheet import Row, Sheet, article_of, in_order
from attrcheck.checklist.state import Mark, marks_of

__all__ = ["READ_BACK", "Change", "Person", "people_of", "with_read_back"]

#: The columns of when statements were read back to whom they belong, and by whom: own columns of one of their rows.
READ_BACK = ("read back on", "read back by")
#: What stands between what was filled in of a person in two places.
_BETWEEN = " / "
#: Kinds of sources that nobody can call.
_NOBODY = frozenset({"none", "author"})


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to call: the name or what the article calls them, the role, what they are, and their rows in order.

    `read_back` is what was filled in of them, a cell for each of READ_BACK; rows that are gone may have it.
    """

    name: str
    role: str
    kind: str
    rows: tuple[Row, ...]
    read_back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a cell of READ_BACK is now where people are listed, and what it was when that list was written."""

    cell: str
    before: str = ""

    @property
    def is_none(self) -> bool:
        """Tell whether nobody has changed it."""
        return self.cell == self.before


def people_of(sheet: Sheet) -> tuple[Person, ...]:
    """Return the people and bodies of `sheet`, in the order in which they first speak; rows that are gone are left out.

    Those with the same name and kind are one.
    """
    return tuple(filter(None, map(_person, _groups(sheet.rows))))


def with_read_back(
    sheet: Sheet, filled_in: Mapping[tuple[str, str], tuple[Change, ...]]
) -> tuple[Sheet, tuple[tuple[str, str], ...]]:
    """Return `sheet` with what was `filled_in` of people, by their names and kinds, and those that no row is of.

    It goes to the row that has such a cell already, else to the first. What was typed in a row meanwhile stays: beside
    what was filled in, of which a notice tells, or in place of what was only cleared.
    """
    groups = {_key(person.name, person.kind): group for group in _groups(sheet.rows) if (person := _person(group))}
    cells: dict[int, dict[str, str]] = {}
    notices = list(sheet.notices)
    for key, changes in filled_in.items():
        for column, change in zip(READ_BACK, changes, strict=True):
            holder = _holder(groups.get(_key(*key), ()), column)
            if holder is None or change.is_none or holder[column] == change.cell:
                continue
            if holder[column] in ("", change.before):
                others = (row for row in groups[_key(*key)] if change.before and row[column] == change.before)
                for row in others:
                    cells.setdefault(id(row), {})[column] = ""
                cells.setdefault(id(holder), {})[column] = change.cell
            elif change.cell and change.cell not in holder[column].split(_BETWEEN):
                cells.setdefault(id(holder), {})[column] = f"{holder[column]}{_BETWEEN}{change.cell}"
                notices.append(f"{key[0]}: {column} is {holder[column]!r} in the rows and {change.cell!r} beside them")
    unknown = tuple(key for key in filled_in if _key(*key) not in groups)
    if not cells:
        return sheet, unknown
    rows = (replace(row, cells={**row.cells, **cells[id(row)]}) if id(row) in cells else row for row in sheet.rows)
    added = in_order([*sheet.columns, *READ_BACK])
    return replace(sheet, columns=added, rows=tuple(rows), notices=tuple(notices)), unknown


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows of each source that can be called, article by article in their order."""
    groups: dict[tuple[str, str], list[Row]] = {}
    articles = {name: number for number, name in enumerate(dict.fromkeys(map(article_of, rows)))}
    for row in sorted(rows, key=lambda row: (articles[article_of(row)], _place(row))):
        if row["source_kind"] not in _NOBODY:
            groups.setdefault(_key(_name(row), row["source_kind"]), []).append(row)
    return list(groups.values())


def _person(group: Sequence[Row]) -> Person | None:
    """Return who the rows of `group` are of, None where all of them are gone."""
    rows = tuple(row for row in group if Mark.GONE not in marks_of(row))
    if not rows:
        return None
    return Person(
        name=_name(rows[0]) or "Nobody named",
        role=next((row["source_role"] for row in rows if row["source_role"]), ""),
        kind=rows[0]["source_kind"],
        rows=rows,
        read_back=tuple(next((row[column] for row in group if row[column]), "") for column in READ_BACK),
    )


def _holder(group: Sequence[Row], column: str) -> Row | None:
    """Return the row that holds what was filled in, or is to: the first that has it, else the first not gone."""
    standing = (row for row in group if Mark.GONE not in marks_of(row))
    return next((row for row in group if row[column]), None) or next(standing, None)


def _key(name: str, kind: str) -> tuple[str, str]:
    return " ".join(name.casefold().split()), kind


def _name(row: Row) -> str:
    return row["source_name"] or row["source"]


def _place(row: Row) -> int:
    """Return where `row` begins in its article; rows of which that is not known come last."""
    return int(row["start"]) if row["start"].isdigit() else 10**12
