"""A sheet and a filter in, its rows out: some of them, in an order, with some columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from attrcheck.checklist.assignment import is_of
from attrcheck.checklist.columns import MERGED
from attrcheck.checklist.held import Outcome
from attrcheck.checklist.model import Checklist, Status, Verdict
from attrcheck.checklist.priority import Priority
from attrcheck.checklist.readings import of_a_part
from attrcheck.checklist.row_filter import Order, RowFilter
from attrcheck.checklist.sheet import Row, Sheet, article_of, as_sheet
from attrcheck.checklist.state import Mark, fold_choice, marks_of, status_of
from attrcheck.checklist.summary import UNNAMED
from attrcheck.reader import Act, Form
from attrcheck.sources import SourceKind

__all__ = ["choose", "choose_items", "is_named", "pick_columns", "unknown_words"]

#: Column -> the words that ask for a value of it; a word that means several values is a row of its own.
_FACETS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    *(("status", str(one), (str(one),)) for one in Status),
    *(("source_kind", str(one), (str(one),)) for one in SourceKind),
    ("source_kind", "unnamed", tuple(map(str, UNNAMED))),
    ("source_kind", "named", tuple(str(one) for one in SourceKind if one not in UNNAMED)),
    *(("form", str(one), (str(one),)) for one in Form),
    *(("act", str(one), (str(one),)) for one in Act),
    *(("priority", str(one), (str(one),)) for one in Priority),
    *((MERGED, str(one), (str(one),)) for one in Mark),
    *(("verdict", str(one), (str(one),)) for one in Verdict),
    *(("against_outcome", fold_choice(one), (fold_choice(one),)) for one in Outcome),
    ("checked_by", "unsigned", ("",)),
)
_WORDS = {word: (column, values) for column, word, values in _FACETS}


def unknown_words(words: Sequence[str]) -> str:
    """Return a message about the first of `words` that asks for no rows, "" for none."""
    wrong = next((word for word in words if word not in _WORDS), "")
    return f"{wrong!r} names no rows. Use some of: {', '.join(_WORDS)}." if wrong else ""


def is_named(row: Row, words: Sequence[str], *, every: bool) -> bool:
    """Tell whether `row` is one that `words` ask for.

    With `every`, words about one column are alternatives and each column counts; else one word is enough.
    """
    accepted: dict[str, set[str]] = {}
    for word in words:
        column, values = _WORDS[word]
        accepted.setdefault(column, set()).update(values)
    found = [not _values(row, column).isdisjoint(values) for column, values in accepted.items()]
    return all(found) if every else any(found)


def _values(row: Row, column: str) -> set[str]:
    if column == MERGED:
        return set(marks_of(row))
    return {status_of(row) if column == "status" else fold_choice(row[column])}


def choose(sheet: Sheet, row_filter: RowFilter, *, keep: Callable[[Row], bool] = lambda _: False) -> Sheet:
    """Return `sheet` with those rows that `row_filter` lets pass or `keep` tells to keep, in its order."""
    rows = [
        row
        for row in sheet.rows
        if keep(row)
        or (
            is_named(row, row_filter.only, every=True)
            and _figure(row, "confidence", 1.0) >= row_filter.confidence
            and (not row_filter.person or is_of(row, row_filter.person))
        )
    ]
    if len(rows) < len(sheet.rows):
        rows = [replace(row, cells={**row.cells, "reading": of_a_part(row["reading"])}) for row in rows]
    if row_filter.order is Order.TEXT:
        articles = {one: place for place, one in enumerate(dict.fromkeys(map(article_of, rows)))}
        rows.sort(key=lambda row: (articles[article_of(row)], _text_order(row)))
    elif row_filter.order is not None:
        rows.sort(key=_KEYS[row_filter.order])
    return replace(sheet, rows=tuple(rows))


def choose_items(checklist: Checklist, row_filter: RowFilter) -> Checklist:
    """Return `checklist` with those items that `row_filter` lets pass, in its order."""
    items = {item.id: item for item in checklist.items}
    rows = choose(as_sheet(checklist), row_filter).rows
    return replace(checklist, items=tuple(replace(items[row["id"]], reading=row["reading"]) for row in rows))


def pick_columns(sheet: Sheet, columns: Sequence[str]) -> Sheet:
    """Return `sheet` with `columns` only, in that order."""
    return replace(sheet, columns=tuple(dict.fromkeys(columns)))


def _figure(row: Row, column: str, otherwise: float) -> float:
    try:
        return float(row[column])
    except ValueError:
        return otherwise


def _place(value: str, values: Sequence[str]) -> int:
    return values.index(value) if value in values else len(values)


def _text_order(row: Row) -> tuple[float, float, float]:
    return (_figure(row, "paragraph", 0), _figure(row, "start", 0), -_figure(row, "end", 0))


_KEYS: dict[Order, Callable[[Row], Any]] = {
    Order.PRIORITY: lambda row: _place(row["priority"], list(Priority)),
    Order.CONFIDENCE: lambda row: -_figure(row, "confidence", 0),
    Order.SOURCE: lambda row: (row["source_name"] or row["source"]).casefold(),
    Order.KIND: lambda row: _place(row["source_kind"], list(SourceKind)),
    Order.STATUS: lambda row: _place(status_of(row), list(Status)),
}
