"""A workbook that people worked in and its new worksheet in, the look and the remarks of the old one on the new out."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from attrcheck.checklist import KNOWN, Sheet
from attrcheck.formats.xlsx.reader import cells_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["dress"]


def dress(page: Worksheet, old: Worksheet, sheet: Sheet) -> None:
    """Give `page`, on which `sheet` is written, the widths, colours, comments and links of the worksheet `old`.

    Columns are known by their headers, rows by their `place`. Rows that a filter hid are shown again, and each is as
    high as its text: a file does not say which heights a person chose.
    """
    cells = cells_of(old)
    header = next(row for row in cells.values() if any(cell.value is not None for cell in row.values()))
    was = _columns(header)
    at = {column: was[column] for column in sheet.columns if column in was}
    _widths(page, old, {number: at.get(column, 0) for number, column in enumerate(sheet.columns, start=1)})
    rows = [header, *(cells.get(row.place, {}) for row in sheet.rows)]

    for place, row in enumerate(rows, start=1):
        for number, column in enumerate(sheet.columns, start=1):
            cell = row.get(at.get(column, 0))
            if cell is not None:
                _look(cell, page.cell(place, number))
    page.sheet_view.zoomScale = old.sheet_view.zoomScale


def _columns(header: Mapping[int, Any]) -> dict[str, int]:
    """Return the number of each column under the cells `header`, by the name that it has in a sheet."""
    numbers: dict[str, int] = {}
    for number, cell in header.items():
        name = str(cell.value or "")
        plain = "_".join(name.split()).casefold()
        numbers.setdefault(plain if plain in KNOWN else name, number)
    return numbers


def _widths(page: Worksheet, old: Worksheet, was: dict[int, int]) -> None:
    # A file may say of several columns at once how wide they are.
    wide = {number: one for one in old.column_dimensions.values() for number in range(one.min or 0, (one.max or 0) + 1)}
    for number, before in was.items():
        dimension = wide.get(before)
        if dimension is not None and (dimension.customWidth or dimension.hidden):
            new = page.column_dimensions[get_column_letter(number)]
            new.width, new.hidden = dimension.width, dimension.hidden


def _look(old: Any, new: Any) -> None:
    """Give the cell `new` the look of the cell `old`, its comment, and its link where the words are the same."""
    if old.has_style:
        # Both are in one book, so that the numbers of its styles hold: copying styles as values takes far longer. The
        # package's stubs do not know of them.
        style = copy(old._style)
        style.numFmtId, style.quotePrefix = (new._style.numFmtId, new._style.quotePrefix) if new.has_style else (0, 0)
        new._style = style
    if old.comment is not None:
        new.comment = Comment(old.comment.text, old.comment.author, old.comment.height, old.comment.width)
    if old.hyperlink is not None and new.hyperlink is None and old.hyperlink.target and new.value == old.value:
        new.hyperlink = old.hyperlink.target
