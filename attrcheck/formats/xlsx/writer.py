"""A checklist in, an Excel workbook out: to filter, to choose from lists, to follow links; no cell is a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from attrcheck.checklist import COLUMNS, FOUND, HUMAN, MERGED, Checklist, Row, Sheet, Status, Verdict, cut, guarded, of
from attrcheck.errors import OutputError
from attrcheck.formats.xlsx.appearance import dress
from attrcheck.formats.xlsx.reader import LISTS, checklist_page, take

__all__ = ["write", "write_sheet"]

#: Excel's limits: characters of a cell and of a link, links of a worksheet, rows.
_LONGEST_CELL, _LONGEST_LINK, _MOST_LINKS, _MOST_ROWS = 32_767, 2_079, 65_000, 1_048_575
#: Characters that XML cannot hold or would change, and what looks like Excel's own way to write them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_LINK = re.compile(r"https?://[^\s<>\"]+", re.I)
_LINKED = (
    *("evidence_url", "cited_link", "passage_link", "article_url"),
    *(column for column in COLUMNS if column.startswith("search_")),
    *FOUND,
)
_NUMBERS = {"confidence": "0.00", "paragraph": "0", "start": "0", "end": "0"}
_FIGURE = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d\d)?")
#: Widths of columns, in characters; others have _WIDTH.
_WIDTHS = {
    "id": 13,
    "status": 14,
    "verdict": 25,
    "evidence_url": 30,
    "notes": 40,
    "checked_by": 14,
    "checked_on": 12,
    "priority": 9,
    "source_role": 30,
    "source_kind": 13,
    "cue": 16,
    "act": 12,
    "form": 10,
    "statement": 60,
    "context": 60,
    "questions": 50,
    "confidence": 11,
    "paragraph": 10,
    "start": 8,
    "end": 8,
    "article_date": 12,
    "old_statement": 60,
    **dict.fromkeys(FOUND, 40),
}
_WIDTH = 22
#: Columns whose text flows over several lines; links stay on one, or every row would be a page high.
_WRAPPED = (
    *("notes", "source", "source_name", "source_role", "cue"),
    *("statement", "context", "questions", "old_statement"),
)


def write(*checklists: Checklist) -> bytes:
    """Return the checklists as a workbook."""
    return write_sheet(of(*checklists))


def write_sheet(sheet: Sheet) -> bytes:
    """Return `sheet` as a workbook; one that came from a workbook keeps its looks, its comments and its other pages.

    Raises OutputError where what a person wrote is longer than a cell of Excel's, or the rows are too many.
    """
    if len(sheet.rows) > _MOST_ROWS:
        raise OutputError(f"a workbook holds {_MOST_ROWS:,} rows, and this checklist has more. Write it as .csv.")
    if sheet.book:
        book = take(sheet.book)
        page = _beside(book, sheet)
    else:
        book = Workbook()
        page = book.worksheets[0]
        page.title = "checklist"
        _fill(page, sheet)
    _offer_choices(book, page, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _beside(book: Workbook, sheet: Sheet) -> Worksheet:
    """Return a worksheet with `sheet`, in the place and the looks of that which was its checklist in `book`."""
    old = checklist_page(book)
    title = old.title
    page: Worksheet = book.create_sheet(index=book.index(old))
    _fill(page, sheet)
    dress(page, old, sheet)
    book.remove(old)
    page.title = title
    book.active = page
    if LISTS in book.sheetnames:
        book.remove(book[LISTS])
    return page


def _fill(page: Worksheet, sheet: Sheet) -> None:
    styles = _styles(page)
    links = 0
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, _WIDTH)
        cell = page.cell(1, number)
        _dress(cell, styles["typed head" if column in HUMAN or column in sheet.own else "head"])
        _put(cell, column)
    for place, row in enumerate(sheet.rows, start=2):
        for number, column in enumerate(sheet.columns, start=1):
            words = _fitting(row, column, place, sheet)
            flows = column in _WRAPPED or column in sheet.own
            if not words:
                # An empty cell of a person's still flows when they write into it.
                if column in HUMAN or column in sheet.own:
                    _dress(page.cell(place, number), styles["flowing"])
                continue
            cell = page.cell(place, number)
            if column in _NUMBERS and _FIGURE.fullmatch(words):
                cell.value = float(words) if "." in words else int(words)
                _dress(cell, styles[_NUMBERS[column]])
                continue
            link = _link_of(words) if column in _LINKED and links < _MOST_LINKS else ""
            if link:
                cell.hyperlink = link
                links += 1
            _dress(cell, styles[("flowing" if flows else "top") + (" link" if link else "")])
            _put(cell, words)
    page.freeze_panes = "D2"
    page.auto_filter.ref = f"A1:{get_column_letter(max(len(sheet.columns), 1))}{len(sheet.rows) + 1}"


def _link_of(words: str) -> str:
    """Return the web address that `words` end with, "" for none, and for one that is too long for a workbook."""
    found = _LINK.search(words)
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
        **{form: {"alignment": top, "number_format": form} for form in _NUMBERS.values()},
    }
    styles = {}
    for name, said in parts.items():
        # The package's stubs do not know of a cell's whole style.
        model: Any = Cell(page, row=1, column=1)
        for part, value in said.items():
            setattr(model, part, value)
        styles[name] = model._style
    return styles


def _dress(cell: Any, style: StyleArray) -> None:
    cell._style = copy(style)


def _put(cell: Cell | MergedCell, words: str) -> None:
    """Write `words` into `cell` as text and nothing else, whatever they look like."""
    # A text that begins with an apostrophe and a formula could be a guarded one: it gets one apostrophe more.
    words = guarded(words) if words.startswith("'") else words
    escaped = _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", words)
    cell.value = escaped
    cell.data_type = "s"
    if guarded(words) != words or words.startswith("'"):
        cell.quotePrefix = True


def _fitting(row: Row, column: str, place: int, sheet: Sheet) -> str:
    words = row[column]
    if 8 * len(words) < _LONGEST_CELL:
        return words
    if len(words.encode("utf-16-le", "surrogatepass")) // 2 + 7 * len(_UNWRITABLE.findall(words)) < _LONGEST_CELL:
        return words
    if column in HUMAN or column in sheet.own or column == MERGED:
        raise OutputError(
            f"row {place}, column {column!r}: a cell of a workbook holds {_LONGEST_CELL:,} characters, and this one "
            "has more. Write the checklist as .csv, which has no limit."
        )
    return cut(words)


def _offer_choices(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    """Give status and verdict their drop-down lists, which let other values pass."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    choices: Sequence[tuple[str, Sequence[str]]] = (("status", list(Status)), ("verdict", list(Verdict)))
    for number, (column, known) in enumerate(choices, start=1):
        letter = get_column_letter(number)
        for place, choice in enumerate(known, start=1):
            lists.cell(place, number, str(choice))
        if column not in sheet.columns:
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
