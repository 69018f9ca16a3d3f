"""A workbook that people worked in and its new worksheet in, the look and the remarks of the old one on the new out."""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, Any, cast

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.dimensions import RowDimension

from attrcheck.checklist import FOUND, HELD, HUMAN, KNOWN, MARKS, Sheet
from attrcheck.formats.xlsx.reader import cells_of, is_kept
from attrcheck.formats.xlsx.view import FittingRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["dress", "in_place"]


def dress(page: Worksheet, old: Worksheet, sheet: Sheet) -> None:
    """Give `page`, on which `sheet` is written, the widths, colours, comments and links of the worksheet `old`.

    Columns are known by their headers, rows by their `place`. Rows that a filter hid are shown again; one that somebody
    gave a height, or whose words are as they were, stays as high. Frozen panes, print set-up, protection and drop-down
    lists stay.
    """
    cells = cells_of(old)
    header = _header(cells)
    was = _columns(header)
    at = {column: was[column] for column in sheet.columns if column in was}
    _widths(page, old, {number: at.get(column, 0) for number, column in enumerate(sheet.columns, start=1)})
    wrapped = [(n, at[c]) for n, c in enumerate(sheet.columns, start=1) if c in at and _wraps(c)]
    rows = [header, *(cells.get(row.place, {}) for row in sheet.rows)]

    for place, row in enumerate(rows, start=1):
        for number, column in enumerate(sheet.columns, start=1):
            cell = row.get(at.get(column, 0))
            if cell is not None:
                _look(cell, page.cell(place, number))
        before = sheet.rows[place - 2].place if place > 1 else min(cells)
        _keep_height(page, place, old.row_dimensions.get(before), is_same=_is_as_it_was(page, place, row, wrapped))
    _keep_set_up(page, old)
    _keep_lists(page, old, {before: sheet.columns.index(column) + 1 for column, before in at.items()})


def in_place(old: Worksheet, sheet: Sheet, *, is_part: bool) -> tuple[str, ...]:
    """Return the columns of `sheet` in the order of the worksheet `old`, those that it lacks behind them.

    Where `sheet` `is_part` of what is read together, columns of other parts come only with what people typed in them,
    or what was looked up.
    """
    was = _columns(_header(cells_of(old)))
    last = len(was) and max(was.values()) + 1
    passed = {*KNOWN} - {*HUMAN, *MARKS, *FOUND, *HELD, "article_file"} if is_part else set()
    columns = [
        column
        for column in sheet.columns
        if column in was or (column not in passed and (not is_part or column in MARKS or _is_filled(sheet, column)))
    ]
    return tuple(sorted(columns, key=lambda column: was.get(column, last)))


def _is_filled(sheet: Sheet, column: str) -> bool:
    return any(row[column] for row in sheet.rows)


def _wraps(column: str) -> bool:
    return column not in KNOWN or KNOWN[column].wraps


def _header(cells: Mapping[int, Mapping[int, Any]]) -> Mapping[int, Any]:
    return next((row for row in cells.values() if any(cell.value is not None for cell in row.values())), {})


def _is_as_it_was(page: Worksheet, place: int, row: Mapping[int, Any], pairs: Iterable[tuple[int, int]]) -> bool:
    """Tell whether the cells of the row `place` say what those of the old `row` do, column by column of `pairs`."""
    return all(page.cell(place, now).value == getattr(row.get(was), "value", None) for now, was in pairs)


def _keep_height(page: Worksheet, place: int, was: Any, *, is_same: bool) -> None:
    """Give the row `place` the height that it `was` given by hand, or that it had while its words are the same."""
    if was is None or not was.height:
        return
    by_hand = not isinstance(was, FittingRow)
    if by_hand or is_same:
        kind = RowDimension if by_hand else FittingRow
        page.row_dimensions[place] = kind(page, index=place, ht=was.height)


def _keep_set_up(page: Worksheet, old: Worksheet) -> None:
    """Give `page` the frozen panes, the view, the print set-up and the protection of the worksheet `old`."""
    page.freeze_panes = old.freeze_panes
    page.sheet_view.zoomScale = old.sheet_view.zoomScale
    page.sheet_view.showGridLines = old.sheet_view.showGridLines
    # The package's stubs know few of these by their types.
    new, was = cast("Any", page), cast("Any", old)
    for part in ("page_setup", "page_margins", "print_options", "HeaderFooter", "protection"):
        setattr(new, part, copy(getattr(was, part)))
    new.page_setup._parent = new
    new.sheet_properties.pageSetUpPr = copy(was.sheet_properties.pageSetUpPr)
    new.sheet_properties.tabColor = copy(was.sheet_properties.tabColor)
    new.print_title_rows, new.print_title_cols = was.print_title_rows, was.print_title_cols
    if was.print_area:
        # Rows may have come; those behind the last print nothing.
        areas = (re.sub(r"\d+$", str(page.max_row), area) for area in str(was.print_area).split(","))
        new.print_area = [area.rpartition("!")[2].replace("$", "") for area in areas]


def _keep_lists(page: Worksheet, old: Worksheet, now: Mapping[int, int]) -> None:
    """Give the columns of `page` the drop-down lists that people gave them on `old`, down to the last row."""
    for one in old.data_validations.dataValidation:
        columns = {now[n] for area in one.sqref.ranges for n in range(area.min_col, area.max_col + 1) if n in now}
        if is_kept(one) and columns:
            kept = copy(one)
            letters = [get_column_letter(number) for number in sorted(columns)]
            kept.sqref = MultiCellRange(" ".join(f"{letter}2:{letter}{max(page.max_row, 2)}" for letter in letters))
            page.add_data_validation(kept)


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
