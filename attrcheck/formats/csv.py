"""A checklist in, CSV out, and back: one row an item, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from attrcheck.checklist import COLUMNS, MERGED, OLD_STATEMENT, Checklist, Sheet, as_sheet
from attrcheck.errors import InputError
from attrcheck.formats.formulas import guarded, unguarded
from attrcheck.formats.records import TOP, sheet_of_records

__all__ = ["read", "write", "write_sheet"]

_DELIMITERS = ",;\t|"
#: Cells may be longer than the csv module expects, up to a whole file.
_LONGEST_CELL = 2**31 - 1


def write(*checklists: Checklist, excel: bool = False) -> str:
    """Return the checklists as one CSV (RFC 4180); a search cell holds its label, a colon and its URL."""
    return write_sheet(as_sheet(*checklists), excel=excel)


def write_sheet(sheet: Sheet, *, excel: bool = False) -> str:
    """Return `sheet` as CSV (RFC 4180), each cell guarded against being run as a formula.

    It begins with a byte-order mark for `excel`, and where the sheet's own file did.
    """
    out = io.StringIO(newline="")
    out.write("\ufeff" if excel or sheet.bom else "")
    writer = csv.writer(out)
    writer.writerow([guarded(column) for column in sheet.columns])
    writer.writerows([guarded(row[column]) for column in sheet.columns] for row in sheet.rows)
    return out.getvalue()


def read(text: str) -> Sheet:
    """Return the sheet in the CSV `text`, with whatever delimiter and quotation marks; InputError where it is none."""
    named = re.match(r"sep=(.)\r?\n", text)
    text = text[named.end() :] if named else text
    csv.field_size_limit(_LONGEST_CELL)
    known = {*COLUMNS, MERGED, OLD_STATEMENT}

    def score(dialect: tuple[str, str]) -> int:
        rows = islice(_records(text, *dialect, strict=False), TOP)
        return max((len(known & {name.strip().casefold() for name in row}) for row in rows), default=0)

    def odd(dialect: tuple[str, str]) -> float:
        try:
            widths = [len(record) for record in _records(text, *dialect, strict=True)]
        except InputError:
            return math.inf
        return sum(width != widths[0] for width in widths)

    candidates = [(d, q) for q in ('"', "'") for d in ((named[1],) if named else ()) + tuple(_DELIMITERS)]
    best = max(map(score, candidates))
    candidates = [dialect for dialect in candidates if score(dialect) == best]
    # Where the header has no quotation marks, the rows tell which ones the file uses.
    fitting = (dialect for dialect in candidates if odd(dialect) == 0)
    delimiter, quote = next(fitting, candidates[0])
    records = _records(text, delimiter, quote, strict=True)
    header = next(records, [])
    whole = [[unguarded(cell) for cell in record] for record in records]
    sheet = sheet_of_records([unguarded(name) for name in header], iter(whole))
    breaks_off = whole and len(whole[-1]) < len(header) and not text.endswith(("\n", "\r"))
    notice = "the last line has fewer cells than the header: the file may break off there"
    return replace(sheet, notices=(notice,) if breaks_off else ())


def _records(text: str, delimiter: str, quote: str, *, strict: bool) -> Iterator[list[str]]:
    """Yield the records of `text` that are not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote, strict=strict)
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                f"line {reader.line_num} is damaged or the file breaks off there ({error}). Take a copy that is whole."
            ) from None
        if any(cell.strip() for cell in record):
            yield record
