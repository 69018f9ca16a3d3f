"""A checklist in, CSV out, and back: one row an item, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from attrcheck.checklist import COLUMNS, MARKS, Checklist, Dialect, Row, Sheet, as_sheet
from attrcheck.errors import InputError
from attrcheck.formats.formulas import guarded, unguarded
from attrcheck.formats.records import SWALLOWED, TOP, sheet_of_records, whole_lines

__all__ = ["EXCEL", "read", "write", "write_sheet", "written_lines"]

_DELIMITERS = ",;\t|"
#: Cells may be longer than the csv module expects, up to a whole file.
_LONGEST_CELL = 2**31 - 1
#: What a cell is quoted for, and how a line is written that would be blank.
_PARTS, _EMPTY = re.compile(r'[,;\t|"\r\n\ufeff]|\A | \Z'), '""'
#: The one spelling that every Excel opens by double click, whatever separates the lists of its country.
EXCEL = Dialect("\t", "utf-16-le", has_mark=True)


def write(*checklists: Checklist) -> str:
    """Return the checklists as one CSV (RFC 4180); a search cell holds its label, a colon and its URL."""
    return write_sheet(as_sheet(*checklists))


def write_sheet(sheet: Sheet) -> str:
    """Return `sheet` as CSV, each cell guarded against being run as a formula.

    It is parted as the sheet's own file was, and begins with a mark where that did.
    """
    return "".join(written_lines(sheet, sheet.dialect))


def written_lines(sheet: Sheet, dialect: Dialect) -> Iterator[str]:
    """Yield the lines of the same in this dialect: of a long checklist a file need not be made in one piece."""
    commas = dialect.delimiter != ","
    yield "\ufeff" * dialect.has_mark
    header = Row(dict(zip(sheet.columns, sheet.columns, strict=True)))
    for row in chain((header,), sheet.rows):
        line = dialect.delimiter.join(_quoted(guarded(row[column], commas=commas)) for column in sheet.columns)
        yield f"{line or _EMPTY}\r\n"


def _quoted(cell: str) -> str:
    """Return `cell` in quotation marks where any program's separator stands in it, whatever this file's is.

    LibreOffice's import parts cells at tabs, commas and semicolons at once.
    """
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if _PARTS.search(cell) else cell


def read(text: str) -> Sheet:
    """Return the sheet in the CSV `text`, with whatever delimiter and quotation marks; InputError where it is none."""
    named = re.match(r"sep=(.)\r?\n", text)
    text = text[named.end() :] if named else text
    csv.field_size_limit(_LONGEST_CELL)
    swallowed = _swallowed(text) if text.startswith('"') else ""
    if swallowed:
        return replace(read(swallowed), notices=(SWALLOWED,))
    delimiter, quote = _parted(text, (named[1],) if named else ())
    records = _records(text, delimiter, quote, strict=True)
    header = next(records, [])
    whole = [[unguarded(cell) for cell in record] for record in records]
    sheet = sheet_of_records([unguarded(name) for name in header], iter(whole))
    breaks_off = whole and len(whole[-1]) < len(header) and not text.endswith(("\n", "\r"))
    notice = "the last line has fewer cells than the header: the file may break off there"
    return replace(sheet, notices=(notice,) if breaks_off else (), dialect=Dialect(delimiter))


def _swallowed(text: str) -> str:
    """Return the CSV that the lines of the CSV `text` are cells of, "" where they are none."""
    found = (whole_lines(_records(text, delimiter, '"', strict=False)) for delimiter in _DELIMITERS)
    return next(filter(None, found), "")


def _parted(text: str, named: tuple[str, ...]) -> tuple[str, str]:
    """Return the delimiter and the quotation mark of the CSV `text`; the delimiter may be `named` in it."""
    known = {*COLUMNS, *MARKS}

    def score(dialect: tuple[str, str]) -> int:
        rows = islice(_records(text, *dialect, strict=False), TOP)
        return max((len(known & {name.strip().casefold() for name in row}) for row in rows), default=0)

    def odd(dialect: tuple[str, str]) -> float:
        try:
            widths = [len(record) for record in _records(text, *dialect, strict=True)]
        except InputError:
            return math.inf
        return sum(width != widths[0] for width in widths)

    candidates = [(d, q) for q in ('"', "'") for d in named + tuple(_DELIMITERS)]
    best = max(map(score, candidates))
    candidates = [dialect for dialect in candidates if score(dialect) == best]
    # Where the header has no quotation marks, the rows tell which ones the file uses.
    fitting = (dialect for dialect in candidates if odd(dialect) == 0)
    return next(fitting, candidates[0])


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
