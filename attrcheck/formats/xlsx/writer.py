"""A checklist in, an Excel workbook out: to filter, to choose from lists, to follow links; no cell is a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from attrcheck.checklist import KNOWN, MERGED, Checklist, Column, Row, Sheet, Status, Verdict, as_sheet, cut_cell
from attrcheck.errors import OutputError
from attrcheck.formats.formulas import guarded, unguarded
from attrcheck.formats.sheet_view import in_view
from attrcheck.formats.worksheets import parted
from attrcheck.formats.xlsx.appearance import dress, in_place
from attrcheck.formats.xlsx.call_sheet import add_call_sheet, has_call_sheet
from attrcheck.formats.xlsx.reader import LISTS, checklist_page, take
from attrcheck.formats.xlsx.view import FittingRow, height_of, set_up_print

__all__ = ["write", "write_sheet"]

#: Excel's limits: characters of a cell and of a link, links of a worksheet, rows.
_LONGEST_CELL, _LONGEST_LINK, _MOST_LINKS, _MOST_ROWS = 32_767, 2_079, 65_000, 1_048_575
#: Characters that XML cannot hold or would change, and what looks like Excel's own way to write them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_LINK = re.compile(r"https?://[^\s<>\"]+", re.I)
_FILE_LINK = re.compile(r"(?:https?|file)://[^\s<>\"]+", re.I)
_FIGURE = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d\d)?")
#: The columns with drop-down lists, and what these offer.
_CHOICES: Mapping[str, Sequence[str]] = {"status": list(Status), "verdict": list(Verdict)}
#: What holds for a column of people's own.
_OWN = Column("", wraps=True, is_human=True)


def write(*checklists: Checklist) -> bytes:
    """Return the checklists as a workbook."""
    return write_sheet(as_sheet(*checklists))


def write_sheet(sheet: Sheet) -> bytes:
    """Return `sheet` as a workbook; one that came from a workbook keeps its looks, its comments and its other pages.

    Raises OutputError where what a person wrote is longer than a cell of Excel's, or the rows are too many.
    """
    if len(sheet.rows) > _MOST_ROWS:
        raise OutputError(f"a workbook holds {_MOST_ROWS:,} rows, and this checklist has more. Write it as .csv.")
    book = take(sheet.book) if sheet.book else Workbook()
    left = [] if sheet.book else book.worksheets
    if LISTS in book.sheetnames:
        book.remove(book[LISTS])
    pages = [_page(book, title, part) for title, part in parted(sheet)]
    for page in left:
        book.remove(page)
    book.active = pages[0]
    # A workbook of somebody's own gets none, nor one with a worksheet for each of many articles.
    if not sheet.book or has_call_sheet(book):
        add_call_sheet(book, sheet if len(pages) == 1 else replace(sheet, rows=()))
    _add_choices(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _page(book: Workbook, title: str, sheet: Sheet) -> Worksheet:
    """Return a new worksheet with `sheet`, in the place and the looks of that called `title` in the book of `sheet`.

    With no title that is the one which looks most like a checklist.
    """
    old = None
    if sheet.book:
        old = (book[title] if title in book.sheetnames else None) if title else checklist_page(book)
    if old is None:
        page: Worksheet = book.create_sheet()
        sheet = replace(sheet, columns=in_view(sheet.columns))
        _fill(page, sheet)
        set_up_print(page, sheet)
    else:
        page = book.create_sheet(index=book.index(old))
        sheet = replace(sheet, columns=in_place(old, sheet, is_part=bool(title)))
        _fill(page, sheet)
        dress(page, old, sheet)
        title = old.title
        book.remove(old)
    page.title = title or "checklist"
    _offer_choices(page, sheet)
    return page


def _fill(page: Worksheet, sheet: Sheet) -> None:
    styles = _styles(page)
    columns = [KNOWN.get(name, _OWN) for name in sheet.columns]
    wide = [(name, column.width) for name, column in zip(sheet.columns, columns, strict=True) if column.wraps]
    links = 0
    for number, (name, column) in enumerate(zip(sheet.columns, columns, strict=True), start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
        cell = page.cell(1, number)
        _dress(cell, styles["typed head" if column.is_human else "head"])
        _put(cell, name)
    for place, row in enumerate(sheet.rows, start=2):
        for number, (name, column) in enumerate(zip(sheet.columns, columns, strict=True), start=1):
            words = _fitting(row, name, place, column)
            if not words:
                # An empty cell of a person's still flows when they write into it.
                if column.is_human:
                    _dress(page.cell(place, number), styles["flowing"])
                continue
            cell = page.cell(place, number)
            if column.number and _FIGURE.fullmatch(words):
                cell.value = float(words) if "." in words else int(words)
                _dress(cell, styles[column.number])
                continue
            link = (
                _link_of(words, _FILE_LINK if column.is_file else _LINK)
                if column.is_link and links < _MOST_LINKS
                else ""
            )
            if link:
                cell.hyperlink = link
                links += 1
            _dress(cell, styles[("flowing" if column.wraps else "top") + (" link" if link else "")])
            _put(cell, words)
        page.row_dimensions[place] = FittingRow(page, index=place, ht=height_of(row, wide))
    page.freeze_panes = "D2"
    page.auto_filter.ref = f"A1:{get_column_letter(max(len(sheet.columns), 1))}{len(sheet.rows) + 1}"


def _link_of(words: str, form: re.Pattern[str]) -> str:
    """Return the address of this `form` that `words` end with, "" for none, or one too long for a workbook."""
    found = form.search(words)
    fits = found and len(found[0]) <= _LONGEST_LINK and found.end() == len(words)
    return _UNWRITABLE.sub("", found[0]) if found and fits else ""


def _styles(page: Worksheet) -> dict[str, StyleArray]:
    """Return the styles of the workbook of `page` by what they are for.

    A workbook looks for the same one among all that it has each time that a cell is given a part of one.
    """
    top, flowing = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
    head, linked = Font(bold=True), Font(color="0B5394", underline="single")
    typed = PatternFill("solid", fgColor="FFF8E1")
    parts: dict[str, dict[str, object]] = {
        "top": {"alignment": top},
        "top link": {"alignment": top, "font": linked},
        "flowing": {"alignment": flowing},
        "flowing link": {"alignment": flowing, "font": linked},
        "head": {"alignment": top, "font": head},
        "typed head": {"alignment": top, "font": head, "fill": typed},
        **{c.number: {"alignment": top, "number_format": c.number} for c in KNOWN.values() if c.number},
    }
    styles = {}
    for name, parts_of_style in parts.items():
        # The package's stubs do not know of a cell's whole style.
        model: Any = Cell(page, row=1, column=1)
        for part, value in parts_of_style.items():
            setattr(model, part, value)
        styles[name] = model._style
    return styles


def _dress(cell: Any, style: StyleArray) -> None:
    cell._style = copy(style)


def _put(cell: Cell | MergedCell, words: str) -> None:
    """Write `words` into `cell` as text and nothing else, whatever they look like."""
    # What looks like guarded text is guarded once more, or it would lose an apostrophe when it is read.
    words = guarded(words) if unguarded(words) != words else words
    escaped = _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", words)
    cell.value = escaped
    cell.data_type = "s"
    if guarded(words) != words or words.startswith("'"):
        cell.quotePrefix = True


def _fitting(row: Row, name: str, place: int, column: Column) -> str:
    words = row[name]
    if 8 * len(words) < _LONGEST_CELL:
        return words
    if len(words.encode("utf-16-le", "surrogatepass")) // 2 + 7 * len(_UNWRITABLE.findall(words)) < _LONGEST_CELL:
        return words
    if column.is_human or name == MERGED:
        raise OutputError(
            f"row {place}, column {name!r}: a cell of a workbook holds {_LONGEST_CELL:,} characters, and this one "
            "has more. Write the checklist as .csv, which has no limit."
        )
    return cut_cell(words)


def _has_own(page: Worksheet, number: int) -> bool:
    """Tell whether somebody has given the column `number` a drop-down list of their own."""
    offered = page.data_validations.dataValidation
    return any(area.min_col <= number <= area.max_col for one in offered for area in one.sqref.ranges)


def _add_choices(book: Workbook) -> None:
    """Add the hidden worksheet with the choices of the drop-down lists."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for number, known in enumerate(_CHOICES.values(), start=1):
        for place, choice in enumerate(known, start=1):
            lists.cell(place, number, str(choice))


def _offer_choices(page: Worksheet, sheet: Sheet) -> None:
    """Give status and verdict their drop-down lists, which let other values pass."""
    for number, (column, known) in enumerate(_CHOICES.items(), start=1):
        letter = get_column_letter(number)
        if column not in sheet.columns or _has_own(page, sheet.columns.index(column) + 1):
            continue
        offered = DataValidation(
            type="list",
            formula1=f"{LISTS}!${letter}$1:${letter}${len(known)}",
            allow_blank=True,
            showErrorMessage=False,
        )
        at = get_column_letter(sheet.columns.index(column) + 1)
        offered.add(f"{at}2:{at}{max(len(sheet.rows) + 1, 2)}")
        page.add_data_validation(offered)
