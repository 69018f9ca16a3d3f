"""A checklist in, JSON Lines out: an object a row, with the CSV's columns as its keys."""

from __future__ import annotations

import json
import re

from attrcheck.checklist import KNOWN, Checklist, Row, Sheet, as_sheet

__all__ = ["write", "write_sheet"]

#: A number as JSON spells it, short enough that no reader rounds it.
_NUMBER = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d{1,14})?")


def write(*checklists: Checklist) -> str:
    """Return the checklists as JSON Lines."""
    return write_sheet(as_sheet(*checklists))


def write_sheet(sheet: Sheet) -> str:
    """Return `sheet` as JSON Lines; confidence, paragraph, start and end are numbers, all else is text."""
    return "".join(_line(row, sheet.columns) for row in sheet.rows)


def _line(row: Row, columns: tuple[str, ...]) -> str:
    cells = (f"{json.dumps(column, ensure_ascii=False)}: {_value(row[column], column)}" for column in columns)
    return "{" + ", ".join(cells) + "}\n"


def _value(cell: str, column: str) -> str:
    if column in KNOWN and KNOWN[column].number and _NUMBER.fullmatch(cell):
        return cell
    return json.dumps(cell, ensure_ascii=False)
