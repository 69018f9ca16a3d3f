"""An OpenDocument spreadsheet's bytes in, what its checklist's worksheet holds out, with what is lost of it named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from lxml import etree

from attrcheck.checklist import COLUMNS, KNOWN, Sheet
from attrcheck.errors import InputError
from attrcheck.formats import csv
from attrcheck.formats.formulas import unguarded
from attrcheck.formats.ods.names import NAMESPACES, named
from attrcheck.formats.records import SWALLOWED, TOP, sheet_of_records, whole_lines
from attrcheck.formats.worksheets import COPY, chosen, together

__all__ = ["read"]

#: A spreadsheet that unpacks to more bytes or cells than this is no checklist; columns that a spreadsheet has.
_UNPACKED, _MOST_CELLS, _MOST_COLUMNS = 500_000_000, 5_000_000, 16_384
#: How a workbook writes characters that XML cannot hold.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_Cells = list[etree._Element | None]


def read(data: bytes) -> Sheet:
    """Return the sheet in the OpenDocument spreadsheet `data`; InputError says why it is none."""
    tables = _tables(data)
    pages = chosen(tables, _names)
    sheet, copies = together({_title(page): partial(_sheet_of, page) for page in pages})
    left = [table for table in tables if table not in pages or _title(table) in copies]
    others = [table for table in left if any(_rows(table))]
    lost = [f"the worksheet {_title(table)!r}" for table in others]
    lost += dict.fromkeys(what for page in pages if page not in left for what in _lost(page))
    notices = [f"the worksheet {title!r} {COPY}" for title in copies]
    return replace(sheet, lost=tuple(lost), notices=(*sheet.notices, *notices))


def _sheet_of(page: etree._Element) -> Sheet:
    """Return the sheet in the worksheet `page`."""
    rows = list(_rows(page))
    header = [_shown(cell, "") for cell in (rows[0] if rows else [])]
    plain = [name.strip().casefold() for name in header]
    width = max(map(len, rows), default=0)
    plain += [""] * (width - len(plain))
    records = [[_shown(cell, column) for cell, column in zip(row, plain, strict=False)] for row in rows[1:]]
    swallowed = whole_lines((header, *records))
    if swallowed:
        return replace(csv.read(swallowed), notices=(SWALLOWED,))
    return sheet_of_records(header, iter(records))


def _tables(data: bytes) -> list[etree._Element]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED:
                raise InputError("this workbook is too large for a checklist.")
            content = archive.read("content.xml")
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, ValueError):
        raise InputError("this is no spreadsheet, or a damaged or locked one. Save it again, or as CSV.") from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"this is no spreadsheet, or a damaged one ({error}). Save it again, or as CSV.") from None
    tables: list[etree._Element] = tree.findall("office:body/office:spreadsheet/table:table", NAMESPACES)
    if not tables:
        raise InputError("this file has no worksheet.")
    return tables


def _rows(table: etree._Element) -> Iterator[_Cells]:
    """Yield the cells of each row of `table` that is not blank; a row or cell that stands for many comes as often.

    Blank ones stand for a million at the end of most worksheets, and are left out.
    """
    count = 0
    for row in table.iter(named("table:table-row")):
        cells: _Cells = []
        for cell in row.iterchildren(named("table:table-cell"), named("table:covered-table-cell")):
            times = min(int(cell.get(named("table:number-columns-repeated"), "1")), _MOST_COLUMNS)
            cells += [cell if len(cell) or cell.get(named("office:value-type")) else None] * times
        while cells and cells[-1] is None:
            cells.pop()
        times = int(row.get(named("table:number-rows-repeated"), "1")) if cells else 0
        count += len(cells) * times
        if count > _MOST_CELLS:
            raise InputError("this workbook is too large for a checklist.")
        for _ in range(times):
            yield cells


def _names(table: etree._Element) -> set[str]:
    """Return those of a checklist's columns that the first rows of `table` name."""
    tops = (row for row, _ in zip(_rows(table), range(TOP), strict=False))
    return max(
        (set(COLUMNS) & {_shown(cell, "").strip().casefold() for cell in row} for row in tops), key=len, default=set()
    )


def _shown(cell: etree._Element | None, column: str) -> str:
    """Return `cell` as text: dates in ISO 8601, whole numbers without a point."""
    if cell is None:
        return ""
    kind = cell.get(named("office:value-type"), "string")
    if kind == "date":
        return str(cell.get(named("office:date-value"), "")).removesuffix("T00:00:00").replace("T", " ")
    if kind == "boolean":
        return str(cell.get(named("office:boolean-value"), "")).upper()
    if kind in ("float", "percentage", "currency"):
        return _figure(cell.get(named("office:value"), ""), column)
    words = "\n".join(_words(part) for part in cell.iterchildren(named("text:p")))
    return unguarded(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), words))


def _figure(figure: str, column: str) -> str:
    try:
        value = float(figure)
    except ValueError:
        return figure
    if column in KNOWN and KNOWN[column].number == "0.00":
        return f"{value:.2f}"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _words(part: etree._Element) -> str:
    """Return the text of a paragraph, with the blanks that it spells as elements."""
    words = part.text or ""
    for child in part:
        if child.tag == named("text:s"):
            words += " " * min(int(child.get(named("text:c"), "1")), 1_000_000)
        elif child.tag == named("text:tab"):
            words += "\t"
        elif child.tag == named("text:line-break"):
            words += "\n"
        elif child.tag != named("office:annotation"):
            words += _words(child)
        words += child.tail or ""
    return words


def _lost(page: etree._Element) -> Iterator[str]:
    """Yield what `page` has that its cells do not say."""
    cells = list(page.iter(named("table:table-cell")))
    if any(cell.get(named("table:formula")) for cell in cells):
        yield "formulas, of which the values stay"
    if page.find(".//office:annotation", NAMESPACES) is not None:
        yield "comments"
    if any(cell.get(named("table:number-columns-spanned"), "1") != "1" for cell in cells):
        yield "merged cells"
    if page.get(named("table:protected")) == "true":
        yield "protection"
    if page.find("table:shapes", NAMESPACES) is not None:
        yield "pictures or charts"
    if page.get(named("table:style-name"), "") != "attrcheck":
        yield "colours, widths and other looks"


def _title(table: etree._Element) -> str:
    return str(table.get(named("table:name"), ""))
