"""An Excel workbook's bytes in, what its checklist's worksheet holds out, with what no checklist can hold named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from attrcheck.checklist import COLUMNS, KNOWN, Book, Sheet, with_read_back
from attrcheck.errors import InputError
from attrcheck.formats import csv
from attrcheck.formats.formulas import unguarded
from attrcheck.formats.records import SWALLOWED, TOP, Grid, sheet_of_records, whole_lines
from attrcheck.formats.worksheets import COPY, chosen, together
from attrcheck.formats.xlsx.call_sheet import filled_in, is_call_sheet
from attrcheck.formats.xlsx.view import FittingRow

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.packaging.relationship import Relationship
    from openpyxl.worksheet.worksheet import Worksheet

    AnyCell: TypeAlias = Cell | MergedCell

__all__ = ["LISTS", "cells_of", "checklist_page", "is_kept", "read", "take"]

#: The worksheet with the choices of the drop-down lists.
LISTS = "lists"
#: How a workbook writes characters that XML cannot hold.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: A workbook that unpacks to more than this is no checklist.
_UNPACKED = 500_000_000


def take(book: Book) -> Workbook:
    """Return the workbook `book` for the caller to change, read anew where somebody has taken it already."""
    opened, book.opened = book.opened, None
    return opened or _opened(book.data)


def _opened(data: bytes, *, values: bool = False) -> Workbook:
    """Return the workbook `data`, with `values` those that its formulas had last in their place."""
    from openpyxl import load_workbook

    with _links_by_id(), _ranges_unfilled(), _heights_told_apart():
        return load_workbook(io.BytesIO(data), data_only=values)


@contextmanager
def _links_by_id() -> Iterator[None]:
    """Let openpyxl find the target of a link by its id: it looks through all links of a worksheet for each of them."""
    from openpyxl.packaging.relationship import RelationshipList

    # The package's stubs do not know what this module imports.
    excel: Any = import_module("openpyxl.reader.excel")

    class ById(RelationshipList):
        def __init__(self, all_of_them: RelationshipList) -> None:
            super().__init__(all_of_them)
            self.by_id = {one.Id: one for one in reversed(all_of_them)}

        def get(self, key: str) -> Relationship:
            return self.by_id[key]

    original = excel.get_dependents
    excel.get_dependents = lambda archive, filename: ById(original(archive, filename))
    try:
        yield
    finally:
        excel.get_dependents = original


@contextmanager
def _ranges_unfilled() -> Iterator[None]:
    """Let openpyxl make no cells for ranges: it makes one for each place of a merged or linked range, may be billions.

    A merged range is known by its corners; the link of a range is its first cell's.
    """
    from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

    # The package's stubs do not know of this class.
    reader: Any = import_module("openpyxl.worksheet._reader").WorksheetReader
    originals = reader.bind_merged_cells, reader.bind_hyperlinks

    def bind_merged_cells(self: Any) -> None:
        found = self.parser.merged_cells
        self.ws.merged_cells = MultiCellRange([CellRange(one.ref) for one in found.mergeCell] if found else [])

    def bind_hyperlinks(self: Any) -> None:
        for link in self.parser.hyperlinks.hyperlink:
            link.ref = link.ref.partition(":")[0]
        originals[1](self)

    reader.bind_merged_cells, reader.bind_hyperlinks = bind_merged_cells, bind_hyperlinks
    try:
        yield
    finally:
        reader.bind_merged_cells, reader.bind_hyperlinks = originals


@contextmanager
def _heights_told_apart() -> Iterator[None]:
    """Let openpyxl tell a row that somebody gave a height from one that a program fitted to its words."""
    # The package's stubs do not know of this class.
    reader: Any = import_module("openpyxl.worksheet._reader").WorksheetReader
    original = reader.bind_row_dimensions

    def bind_row_dimensions(self: Any) -> None:
        original(self)
        for number, said in self.parser.row_dimensions.items():
            if said.get("customHeight") not in ("1", "true"):
                self.ws.row_dimensions[int(number)].__class__ = FittingRow

    reader.bind_row_dimensions = bind_row_dimensions
    try:
        yield
    finally:
        reader.bind_row_dimensions = original


def _checked(data: bytes) -> tuple[Workbook, list[str]]:
    """Return the workbook `data` and the names of its parts; InputError where it is none, or has no worksheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            parts = archive.namelist()
    except zipfile.BadZipFile:
        raise InputError("this is no workbook, or a damaged one. Save it as .xlsx again, or as CSV.") from None
    if unpacked > _UNPACKED:
        raise InputError("this workbook is too large for a checklist.")
    try:
        book = _opened(data)
    except Exception as error:  # openpyxl raises whatever a damaged part makes its code meet
        raise InputError(f"this is no workbook, or a damaged one ({error}). Save it again, or as CSV.") from None
    if not book.worksheets:
        raise InputError("this workbook has no worksheet.")
    return book, parts


def _read_page(page: Worksheet, data: bytes) -> Grid:
    """Return what the worksheet `page` of the workbook `data` holds."""
    lost, beside = _lost_from(page), []
    placed = cells_of(page)
    cells = [cell for row in placed.values() for cell in row.values()]
    values: dict[str, object] = {}
    if any(cell.data_type == "f" for cell in cells):
        kept = _opened(data, values=True)[page.title]
        values = {cell.coordinate: kept[cell.coordinate].value for cell in cells if cell.data_type == "f"}
        lost.append("formulas, of which the values stay")
    if any(cell.comment for cell in cells):
        beside.append("comments")
    if any(_hides_a_link(cell) for cell in cells):
        beside.append("links behind other words")
    filled = {place: row for place, row in placed.items() if any(cell.value is not None for cell in row.values())}
    numbers = sorted({number for row in filled.values() for number, cell in row.items() if cell.value is not None})
    top = next(iter(filled), 0)
    header = tuple(_shown(filled[top].get(number), "", values) for number in numbers) if filled else ()
    plain = [name.strip().casefold() for name in header]
    rows = {
        place: tuple(_shown(row.get(n), name, values) for n, name in zip(numbers, plain, strict=True))
        for place, row in filled.items()
        if place != top
    }
    return Grid(
        header=header,
        rows=tuple(rows.values()),
        places=tuple(rows),
        numbers=tuple(numbers),
        lost=tuple(lost),
        beside=tuple(beside),
    )


def cells_of(page: Worksheet) -> dict[int, dict[int, AnyCell]]:
    """Return the cells that `page` has, by their rows and columns, in order.

    The package's own way to them makes a cell for every place up to the last one, of which there may be billions.
    """
    rows: dict[int, dict[int, AnyCell]] = {}
    for (row, column), cell in sorted(page._cells.items(), key=lambda one: one[0]):
        rows.setdefault(row, {})[column] = cell
    return rows


def checklist_page(book: Workbook) -> Worksheet:
    """Return the worksheet of `book` whose first rows name most of a checklist's columns."""
    return max(book.worksheets, key=lambda page: len(_names(page)))


def _names(page: Worksheet) -> set[str]:
    """Return those of a checklist's columns that the first rows of `page` name."""
    rows = page.iter_rows(max_row=TOP, values_only=True)
    return max((set(COLUMNS) & {str(cell).strip().casefold() for cell in row} for row in rows), key=len, default=set())


def _shown(cell: AnyCell | None, column: str, values: Mapping[str, object]) -> str:
    """Return `cell` as text: dates in ISO 8601, whole numbers without a point, the value in `values` of a formula."""
    if cell is None:
        return ""
    value = values.get(cell.coordinate) if cell.data_type == "f" else cell.value
    value = cell.value if value is None else value
    if value is None:
        return ""
    if isinstance(value, str):
        return unguarded(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float | int):
        if column in KNOWN and KNOWN[column].number == "0.00":
            return f"{value:.2f}"
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    return str(value)


def _lost_from(page: Worksheet) -> list[str]:
    """Return what `page` has that belongs to places in it, and would not fit when rows move."""
    has = {
        "conditional formatting": bool(list(page.conditional_formatting)),
        "merged cells": bool(page.merged_cells.ranges),
        "tables": bool(page.tables),
        "drop-down lists of its users' own": any(
            LISTS not in str(one.formula1) and not is_kept(one) for one in page.data_validations.dataValidation
        ),
    }
    return [name for name, is_there in has.items() if is_there]


def is_kept(offered: Any) -> bool:
    """Tell whether the drop-down list `offered` is people's own and means the same wherever rows and columns go."""
    source = str(offered.formula1)
    lasting = source.startswith('"') or ("!" in source and "$" in source)
    return offered.type == "list" and LISTS not in source and lasting


def _is_ours(page: Worksheet) -> bool:
    """Tell whether `page` holds the choices of the drop-down lists, or nothing."""
    return (
        page.title == LISTS
        or is_call_sheet(page)
        or all(cell.value is None for row in cells_of(page).values() for cell in row.values())
    )


def _hides_a_link(cell: AnyCell) -> bool:
    if cell.hyperlink is None or not cell.hyperlink.target:
        return False
    name = str(cell.value or "")
    # Programs spell an address anew when they save it: what is escaped, and a slash at its end, do not count.
    return cell.hyperlink.target not in name and _bare(cell.hyperlink.target) not in _bare(name)


def _bare(address: str) -> str:
    return re.sub(r"%[0-9a-fA-F]{2}|[^A-Za-z0-9]", "", address)


def _sheet_of(grid: Grid) -> Sheet:
    return sheet_of_records(grid.header, iter(grid.rows), grid)


def read(data: bytes) -> Sheet:
    """Return the sheet in the workbook `data`; InputError says why it is none."""
    book, parts = _checked(data)
    pages = chosen(book.worksheets, _names)
    grids = {page.title: _read_page(page, data) for page in pages}
    swallowed = whole_lines((grids[pages[0].title].header, *grids[pages[0].title].rows))
    if swallowed:
        return replace(csv.read(swallowed), notices=(SWALLOWED,))
    sheet, copies = together({title: partial(_sheet_of, grid) for title, grid in grids.items()})
    sheet, unknown = with_read_back(sheet, filled_in(book, lambda cell, name: _shown(cell, name, {})))
    read_ones = [grid for title, grid in grids.items() if title not in copies]
    left = [page for page in book.worksheets if not _is_ours(page) and (page not in pages or page.title in copies)]
    lost = [*(what for grid in read_ones for what in grid.lost)]
    if any(part.startswith(("xl/media/", "xl/charts/")) for part in parts):
        lost.append("pictures or charts")
    beside = [*(f"the worksheet {page.title!r}" for page in left), *(one for grid in read_ones for one in grid.beside)]
    lost += [f"who read statements back to {name!r}, of whom no row is" for name, _kind in unknown]
    return replace(
        sheet,
        lost=tuple(dict.fromkeys(lost)),
        beside=tuple(dict.fromkeys(beside)),
        book=Book(data, book),
        notices=(*sheet.notices, *(f"the worksheet {title!r} {COPY}" for title in copies)),
    )
