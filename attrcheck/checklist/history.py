"""A row's cells and its record of who typed what in, what stands in each cell now and what contradicts what out.

A merge has to know what a person changed, and not only what stands there: a cell that is empty was never filled in,
or was emptied again. So each row carries its history, in a column of its own: a change a line, which says the column,
the value, who and when as far as the row tells, and which changes of this column it was made in knowledge of. What a
spreadsheet has changed since is told by comparing the cells with what the history says stands in them.

To merge copies is to unite their histories: that is the same in whatever order, and however often. Then the changes
of a column that no other one knows of are its last ones. Of one person's the newest counts; where two people's differ,
notes, names and addresses stand together, and anything else is a contradiction, until somebody types a value or clears
the mark, which is a change in knowledge of all of them. A file without histories counts as if all of its cells had
been typed at once; there, a row that is signed and yet open tells of a verdict that was taken back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from attrcheck.checklist.columns import CONTRADICTIONS, CORRECTED, HISTORY, HUMAN, KNOWN, MERGED
from attrcheck.checklist.dates import days, iso_day
from attrcheck.checklist.ids import is_id
from attrcheck.checklist.model import Status
from attrcheck.checklist.readings import is_as_read, reading_note
from attrcheck.checklist.sheet import Row
from attrcheck.checklist.state import Mark, fold_choice, marks_of

__all__ = [
    "ROW",
    "SPLIT_OFF",
    "Change",
    "Standing",
    "changes_of",
    "contradictions",
    "history_cell",
    "is_same_cell",
    "marked_cells",
    "split_off",
    "standing",
]

#: Columns in which what several people wrote stands together.
_TOGETHER = {"notes": "\n", "evidence_url": "\n", "checked_by": ", "}
_CHOICES = ("status", "verdict")
#: The name under which a history says how people made a row what it is; no sheet has such a column.
ROW = "row"
SPLIT_OFF = "split off"


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that a person filled in: `after` are the names of the changes that it was made in knowledge of.

    `who` and `when` are "" where the row does not tell; `value` is None for a cell that is again as attrcheck read it.
    """

    column: str
    value: str | None
    when: str = ""
    who: str = ""
    after: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the same name for the same change in whatever spelling; the page makes it in the same way."""
        value = "\0" if self.value is None else _folded(self.column, self.value)
        return _hashed("\x1f".join((self.column, value, self.when, _blanks(self.who), *sorted(self.after))))


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a cell, None where it is as attrcheck read it, and the changes that contradict each other."""

    value: str | None
    rivals: tuple[Change, ...] = ()


def _hashed(text: str) -> str:
    number = 5381
    for character in text:
        number = (number * 33 + ord(character)) % 4294967296
    return f"{number:08x}"


def _blanks(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def _folded(column: str, value: str) -> str:
    """Return `value` without what programs may change in it."""
    if column in _CHOICES:
        choice = fold_choice(value)
        return "" if choice == Status.TODO else choice
    meant = _days(column, value)
    return meant.pop().isoformat() if len(meant) == 1 else _blanks(value)


def _days(column: str, cell: str) -> set[date]:
    """Return the days that a cell of `column` may mean, in a column of people's own only what can be nothing else."""
    if column == "checked_on":
        return days(cell)
    return set() if column in KNOWN else days(cell, loose=False)


def is_same_cell(column: str, one: str | None, other: str | None) -> bool:
    """Tell whether two cells of `column` say the same, whatever programs have made of them."""
    if one is None or other is None:
        return one is other
    if _days(column, one) & _days(column, other):
        return True
    return _folded(column, one) == _folded(column, other)


def _read(cell: str) -> set[Change]:
    """Return the changes that a cell of the column "history" holds; a line that was cut or spoilt is passed over."""
    changes = set()
    for line in cell.split("\n"):
        try:
            said: Any = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if not isinstance(said, list) or len(said) != 5 or not isinstance(said[4], list):
            continue
        when, who, column, value, after = said
        if all(isinstance(one, str) for one in (when, who, column, *after)) and isinstance(value, str | None):
            changes.add(Change(column, value, when, who, tuple(sorted(after))))
    return changes


def split_off(row: Row) -> frozenset[str]:
    """Return the names of the changes by which people split `row` off from another, none where nobody did."""
    if f'"{ROW}","{SPLIT_OFF}' not in row[HISTORY]:
        return frozenset()
    return frozenset(
        one.name
        for one in _read(row[HISTORY])
        if one.column == ROW and not one.after and (one.value or "").startswith(SPLIT_OFF)
    )


def history_cell(changes: Iterable[Change]) -> str:
    """Return `changes` as the cell of the column "history" holds them, the earliest first."""
    ordered = sorted(_named(changes).values(), key=lambda one: (one.when, len(one.after), one.column, one.name))
    return "\n".join(
        json.dumps(
            [one.when, one.who, one.column, one.value, list(one.after)], ensure_ascii=False, separators=(",", ":")
        )
        for one in ordered
    )


def _named(changes: Iterable[Change]) -> dict[str, Change]:
    """Return `changes` by their names, of several spellings always the same one: that which all understand, if any."""

    def key(one: Change) -> tuple[bool, str, str]:
        value = one.value or ""
        return value != _folded(one.column, value), value, one.who

    return {one.name: one for one in sorted(changes, key=key, reverse=True)}


def _last(changes: Iterable[Change], column: str) -> list[Change]:
    """Return the changes of `column` that no other one was made in knowledge of, in an order of their own."""
    its = _named(one for one in changes if one.column == column)
    known = {name for one in its.values() for name in one.after}
    return sorted((one for name, one in its.items() if name not in known), key=lambda one: (one.when, one.name))


def _is_older(one: Change, other: Change) -> bool:
    """Tell whether the same person made `other` at a later day, or on one day at a later time."""
    if not one.who.strip() or _person(one) != _person(other):
        return False
    length = len(one.when) if len(one.when) == len(other.when) else len("2026-01-01")
    return bool(one.when) and one.when[:length] < other.when[:length]


def _person(change: Change) -> str:
    return _blanks(change.who).casefold()


def _newest(last: Sequence[Change]) -> list[Change]:
    """Return of the `last` changes each person's newest."""
    return [one for one in last if not any(_is_older(one, other) for other in last)]


def _counting(last: Sequence[Change]) -> list[Change]:
    """Return the `last` changes that count: each person's newest, and no first blank against another's work."""
    newest = _newest(last)
    people = [_person(one) for one in newest if one.value and _folded(one.column, one.value)]
    return [
        one
        for one in newest
        if one.after or one.value is None or _folded(one.column, one.value) or _person(one) in people
    ] or newest


def standing(changes: Iterable[Change], column: str) -> Standing:
    """Return what stands in a cell of `column` after `changes`."""
    return _judged(changes)[column] if column in _CHOICES else _alone(changes, column)


def _judged(changes: Iterable[Change]) -> dict[str, Standing]:
    """Return what stands in status and verdict, which are one judgement: never one person's beside another's.

    They contradict each other too where nobody has given both of them or seen the other one.
    """
    changes = tuple(changes)
    last = {column: _newest(_last(changes, column)) for column in _CHOICES}
    stands = {column: _alone(changes, column) for column in _CHOICES}
    people = {_person(one) for changes in last.values() for one in changes}
    agree = not people or any(_agrees(person, last, stands) for person in people)
    if agree and not any(one.rivals for one in stands.values()):
        return stands
    rivals = {column: _different(column, changes) for column, changes in last.items()}
    chosen = max((one for changes in last.values() for one in changes), key=lambda one: (one.when, _person(one)))
    given = {
        column: [one.value for one in _different(column, [c for c in changes if _person(c) == _person(chosen)])]
        for column, changes in last.items()
    }
    if not _person(chosen) or any(len(values) > 1 for values in given.values()):
        # Of several copies that one person gave, or nobody, it is not known which status belongs to which verdict.
        given = {column: [""] if len(rivals[column]) > 1 else [] for column in _CHOICES}
    return {
        column: Standing(
            values[0] if values else stands[column].value, rivals[column] if len(rivals[column]) > 1 else ()
        )
        for column, values in given.items()
    }


def _agrees(person: str, last: Mapping[str, Sequence[Change]], stands: Mapping[str, Standing]) -> bool:
    """Tell whether what `stands` in each column is what `person` gave there, or what they gave nothing against."""
    for column, changes in last.items():
        given = [one.value for one in changes if _person(one) == person]
        if given and not any(is_same_cell(column, value, stands[column].value) for value in given):
            return False
    return True


def _different(column: str, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return `changes` of `column` without those that say what one before them does."""
    different: list[Change] = []
    for one in changes:
        if not any(is_same_cell(column, one.value, other.value) for other in different):
            different.append(one)
    return tuple(different)


def _alone(changes: Iterable[Change], column: str) -> Standing:
    """Return what stands in a cell of `column` whatever stands in the others."""
    last = _counting(_last(changes, column))
    if not last:
        return Standing("" if column in HUMAN else None)
    different = _different(column, last)
    if len(different) == 1:
        # A day that is spelt so that all understand it comes before one that may be another.
        clear = next((one.value for one in last if one.value is not None and len(_days(column, one.value)) == 1), None)
        if clear is not None and len(last) > 1 and clear.strip().isdigit():
            # The number by which a spreadsheet counts a day is nothing to read where others have spelt it.
            clear = _folded(column, clear)
        return Standing(different[0].value if clear is None else clear)
    if column in _TOGETHER:
        return Standing(_together([one.value or "" for one in different], _TOGETHER[column]))
    if column == "checked_on":
        return Standing(max((one.value or "" for one in different), key=lambda cell: _folded(column, cell)))
    if column == MERGED:
        return Standing(str(Mark.CHANGED))
    return Standing(different[-1].value, different)


def _together(values: Sequence[str], between: str) -> str:
    """Return what several people wrote as one text, without what stands in another's already."""
    whole = ""
    for value in values:
        if not value or any(_goes_on(other, value, between) for other in (*values, whole) if other != value):
            continue
        whole = f"{whole}{between}{value}" if whole and whole != value else value
    return whole


def _goes_on(text: str, other: str, between: str) -> bool:
    """Tell whether `text` is `other` with something added behind it, or holds it among other parts."""
    if text.startswith(other) and not text[len(other) :][:1].isalnum():
        return True
    return f"{between}{other}{between}" in f"{between}{text}{between}"


def next_change(changes: Iterable[Change], column: str, value: str | None, *, when: str = "", who: str = "") -> Change:
    """Return the change of `column` to `value` that is made in knowledge of `changes`."""
    return Change(column, value, when, who, tuple(one.name for one in _last(changes, column)))


def changes_of(row: Row, own: Sequence[str], base: frozenset[Change] = frozenset()) -> frozenset[Change]:
    """Return the history of `row` with what was typed since, in what people fill in or correct and in their `own`.

    `base` is that of the copy that it was made from, where it says nothing itself.
    """
    changes = _read(row[HISTORY])
    is_first = not changes and not base
    changes |= set() if changes else base
    note = reading_note(row["reading"])
    who, day = _blanks(row["checked_by"]), iso_day(row["checked_on"])
    marks = marks_of(row)
    # What a person added has no other words than those that people typed.
    is_own = not is_id(row["id"])
    cleared = MERGED in row.cells and Mark.CONFLICT not in marks
    new = set()
    for column in (*HUMAN, *own, *CORRECTED):
        if column not in row.cells:
            continue
        value: str | None = row[column]
        if column in CORRECTED:
            as_read = is_as_read(note, column, row[column])
            if as_read is None and not is_own:
                continue
            value = None if as_read else value
        now = standing(changes, column)
        stood = now.value if column in CORRECTED and not is_own else now.value or ""
        if not is_same_cell(column, value, stood) or (now.rivals and cleared):
            new.add(next_change(changes, column, value, when=day, who=who))
    if MERGED in row.cells:
        was_changed = standing(changes, MERGED).value == Mark.CHANGED
        if was_changed != (Mark.CHANGED in marks):
            mark = "" if was_changed else str(Mark.CHANGED)
            by = (day, who) if was_changed else ("", "")
            new.add(next_change(changes, MERGED, mark, when=by[0], who=by[1]))
    if is_first and who and not fold_choice(row["verdict"]) and not _folded("status", row["status"]):
        new |= {Change(column, "", day, who) for column in _CHOICES if column in row.cells}
    return frozenset(changes | new | _stood_by(row, changes, new, when=day, who=who))


def _stood_by(row: Row, changes: Set[Change], new: Set[Change], *, when: str, who: str) -> set[Change]:
    """Return the other half of a judgement of which `new` has one: who changes the status stands by the verdict.

    A half that is in conflict waits for somebody to settle it.
    """
    given = {one.column for one in new} & set(_CHOICES)
    stood: set[Change] = set()
    for column in _CHOICES:
        if not given or column in given or column not in row.cells or standing(changes, column).rivals:
            continue
        last = _last(changes, column)
        if not (who and len(last) == 1 and _person(last[0]) == who.casefold()):
            stood.add(next_change(changes, column, row[column], when=when, who=who))
    return stood


def contradictions(changes: Iterable[Change], columns: Sequence[str]) -> str:
    """Return what people say against each other in `columns`, a line a column, "" where they agree."""
    lines = []
    for column in columns:
        rivals = standing(changes, column).rivals
        said = (f"{_blanks(one.value or '') or 'nothing'}{_signed(one)}" for one in rivals)
        lines += [f"{column}: {' | '.join(said)}"] if rivals else []
    return "\n".join(lines)


def _signed(change: Change) -> str:
    by = ", ".join(filter(None, (_blanks(change.who), change.when[:10])))
    return f" ({by})" if by else ""


def marked_cells(cells: Mapping[str, str], changes: frozenset[Change], own: Sequence[str]) -> dict[str, str]:
    """Return `cells` with what stands in each after `changes`, with those and what contradicts what."""
    columns = (*HUMAN, *own, *CORRECTED)
    typed = {column: standing(changes, column).value for column in columns}
    now = {column: value for column, value in typed.items() if value is not None}
    if is_same_cell("status", now["status"], Status.TODO):
        now["status"] = str(Status.TODO)
    return {**cells, **now, CONTRADICTIONS: contradictions(changes, columns), HISTORY: history_cell(changes)}
