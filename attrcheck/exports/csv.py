"""A checklist in, CSV out, and back: one row an item, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from attrcheck.checklist import Checklist
from attrcheck.errors import InputError
from attrcheck.sheets import COLUMNS, Sheet, guarded, of, unguarded

__all__ = ["COLUMNS", "read", "write", "write_sheet"]


def write(*checklists: Checklist) -> str:
    """Return the checklists as one CSV (RFC 4180); a search cell holds its label, a colon and its URL."""
    return write_sheet(of(*checklists))


def write_sheet(sheet: Sheet) -> str:
    """Return `sheet` as CSV (RFC 4180), each cell guarded against being run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guarded(column) for column in sheet.columns])
    writer.writerows([guarded(row[column]) for column in sheet.columns] for row in sheet.rows)
    return out.getvalue()


def read(text: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a checklist that `write` wrote, each cell as it was before it was guarded.

    Raises InputError where a column of the contract is missing.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise InputError(f"this is not a checklist: column {missing[0]!r} is missing. Name a CSV that attrcheck wrote.")
    return tuple({column: unguarded(cell or "") for column, cell in row.items() if column} for row in reader)
