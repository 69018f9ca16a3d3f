"""A checklist in, JSON Lines out, and back: an object a row, with the CSV's columns as its keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from attrcheck.checklist import COLUMNS, Checklist, Row, Sheet, arrange, of
from attrcheck.errors import InputError

__all__ = ["from_objects", "json_lines", "write", "write_sheet"]

_FIGURES = ("confidence", "paragraph", "start", "end")
#: A number as JSON spells it, short enough that no reader rounds it.
_NUMBER = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d{1,14})?")


def write(*checklists: Checklist) -> str:
    """Return the checklists as JSON Lines."""
    return write_sheet(of(*checklists))


def write_sheet(sheet: Sheet) -> str:
    """Return `sheet` as JSON Lines; confidence, paragraph, start and end are numbers, all else is text."""
    return "".join(_line(row, sheet.columns) for row in sheet.rows)


def _line(row: Row, columns: tuple[str, ...]) -> str:
    cells = (f"{json.dumps(column, ensure_ascii=False)}: {_value(row[column], column)}" for column in columns)
    return "{" + ", ".join(cells) + "}\n"


def _value(cell: str, column: str) -> str:
    if column in _FIGURES and _NUMBER.fullmatch(cell):
        return cell
    return json.dumps(cell, ensure_ascii=False)


def json_lines(text: str) -> Iterator[tuple[str, Any]]:
    """Yield the value of each line of `text` that is not empty, and before it what messages call the line."""
    # Only a line feed ends a line: a statement may hold other separators.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            # Figures stay as they are spelt.
            value = json.loads(line, parse_float=str, parse_int=str)
        except (ValueError, RecursionError) as error:
            raise InputError(f"line {number} is no JSON, or breaks off ({error}). Take a copy that is whole.") from None
        yield f"line {number}", value


def from_objects(objects: Iterable[tuple[str, Any]]) -> Sheet:
    """Return the sheet of `objects`, a row each; before each stands what messages call it."""
    rows: list[dict[str, str]] = []
    columns: dict[str, None] = {}
    for place, one in objects:
        if not isinstance(one, dict):
            raise InputError(f"this is not a checklist: {place} is not an object.")
        cells = {
            key: cell if isinstance(cell, str) else "" if cell is None else json.dumps(cell, ensure_ascii=False)
            for key, cell in one.items()
        }
        if not rows:
            arrange(list(cells))
        missing = [column for column in columns if column in COLUMNS and column not in cells]
        if missing:
            raise InputError(f"{place}: column {missing[0]!r} is missing.")
        rows.append(cells)
        columns |= dict.fromkeys(cells)
    names, ordered = arrange(list(columns or COLUMNS))
    renamed = dict(zip(columns or COLUMNS, names, strict=True))
    return Sheet(ordered, tuple(Row({renamed[key]: cell for key, cell in row.items()}) for row in rows))
