"""A row in, where the work on it stands out: its marks, its status, whether it is done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from attrcheck.checklist.columns import HISTORY, HUMAN, MERGED
from attrcheck.checklist.model import Status, Verdict
from attrcheck.checklist.sheet import Row

__all__ = ["Mark", "fold_choice", "is_done", "is_worked_on", "marks_of", "status_of", "unknown_choices"]


class Mark(StrEnum):
    """What a merge says of a row, beside choices that stand in no list."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    CONFLICT = "conflict"


def marks_of(row: Row) -> list[str]:
    """Return the marks that merges have left on `row`."""
    return [mark for mark in row[MERGED].split("; ") if mark]


def fold_choice(cell: str) -> str:
    """Return a status or verdict as the lists spell it, whatever its case, blanks and hyphens."""
    return re.sub(r"[\s\-]+", "_", cell.strip().casefold())


def status_of(row: Row) -> str:
    """Return the status of `row`, that of a new one where none is given."""
    return fold_choice(row["status"]) or Status.TODO


def is_done(row: Row) -> bool:
    """Tell whether nothing is left to do on `row`.

    A row marked as changed is not done before a person has cleared the mark: its verdict is about other words; and one
    in conflict not before somebody has settled that.
    """
    is_open = {Mark.CHANGED, Mark.CONFLICT}.intersection(marks_of(row))
    return status_of(row) in (Status.DONE, Status.SKIPPED, Status.NOT_A_STATEMENT) and not is_open


def is_worked_on(row: Row) -> bool:
    """Tell whether a person has filled in something of `row`, or something was merged into it."""
    typed = any(row[column].strip() for column in HUMAN if column != "status")
    return typed or status_of(row) != Status.TODO or bool(row[MERGED] or row[HISTORY])


def unknown_choices(row: Row) -> tuple[str, ...]:
    """Return a mark for a status and a verdict of `row` that stands in no list."""
    lists: tuple[tuple[str, Iterable[str]], ...] = (("status", Status), ("verdict", Verdict))
    return tuple(
        f"unknown {column}"
        for column, known in lists
        if row[column].strip() and fold_choice(row[column]) not in set(known)
    )
