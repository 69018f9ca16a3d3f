"""A checklist in, an Excel workbook out: to filter, to choose from lists, to follow links; no cell is a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from attrcheck.checklist import Checklist, Status, Verdict
from attrcheck.errors import OutputError
from attrcheck.exports.dressing import dress
from attrcheck.saved import LISTS, checklist_page
from attrcheck.sheets import COLUMNS, FOUND, HUMAN, MERGED, Row, Sheet, guarded, of

__all__ = ["write", "write_sheet"]

#: Excel's limits: characters of a cell and of a link, links of a worksheet, rows.
_LONGEST_CELL, _LONGEST_LINK, _MOST_LINKS, _MOST_ROWS = 32_767, 2_079, 65_000, 1_048_575
_CUT = " […]"
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
        book = load_workbook(io.BytesIO(sheet.book))
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
    top, flowing = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
    typed, head = PatternFill("solid", fgColor="FFF8E1"), Font(bold=True)
    linked = Font(color="0B5394", underline="single")
    links = 0
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, _WIDTH)
        cell = page.cell(1, number)
        _put(cell, column)
        cell.font, cell.alignment = head, top
        if column in HUMAN or column in sheet.own:
            cell.fill = typed
    for place, row in enumerate(sheet.rows, start=2):
        for number, column in enumerate(sheet.columns, start=1):
            words = _fitting(row, column, place, sheet)
            if not words:
                # An empty cell of a person's still flows when they write into it.
                if column in HUMAN or column in sheet.own:
                    page.cell(place, number).alignment = flowing
                continue
            cell = page.cell(place, number)
            if column in _NUMBERS and _FIGURE.fullmatch(words):
                cell.value = float(words) if "." in words else int(words)
                cell.number_format = _NUMBERS[column]
            else:
                _put(cell, words)
            cell.alignment = flowing if column in _WRAPPED or column in sheet.own else top
            found = _LINK.search(words) if column in _LINKED and links < _MOST_LINKS else None
            if found and len(found[0]) <= _LONGEST_LINK and found.end() == len(words):
                cell.hyperlink = _UNWRITABLE.sub("", found[0])
                cell.font = linked
                links += 1
    page.freeze_panes = "D2"
    page.auto_filter.ref = f"A1:{get_column_letter(max(len(sheet.columns), 1))}{len(sheet.rows) + 1}"


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
    if len(words.encode("utf-16-le", "surrogatepass")) // 2 + 7 * len(_UNWRITABLE.findall(words)) < _LONGEST_CELL:
        return words
    if column in HUMAN or column in sheet.own or column == MERGED:
        raise OutputError(
            f"row {place}, column {column!r}: a cell of a workbook holds {_LONGEST_CELL:,} characters, and this one "
            "has more. Write the checklist as .csv, which has no limit."
        )
    return words[: _LONGEST_CELL // 8] + _CUT


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
