"""A sheet in, how a worksheet shows it out: the heights of its rows, its print set-up at first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties

from attrcheck.checklist import Row, Sheet
from attrcheck.formats.sheet_view import FIRST

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["FittingRow", "height_of", "set_up_print"]

#: Points of a line, and of the highest row that Excel has; so much of a column's width a line of words fills.
_LINE, _HIGHEST, _FILLED = 15.0, 409.0, 0.92


class FittingRow(RowDimension):
    """A row as high as its text, which grows when somebody writes more into it; one of a set height would not."""

    @property
    def customHeight(self) -> bool:  # noqa: N802  # the package calls it so
        """Tell that nobody has chosen its height."""
        return False


def height_of(row: Row, wide: Sequence[tuple[str, float]]) -> float:
    """Return the points that the highest cell of `row` takes, of the columns that wrap, each with its width."""
    lines = max((_lines(row[column], width * _FILLED) for column, width in wide), default=1)
    return min(_HIGHEST, lines * _LINE)


def _lines(words: str, width: float) -> int:
    return sum(max(1, math.ceil(len(line) / max(width, 1))) for line in words.split("\n"))


def set_up_print(page: Worksheet, sheet: Sheet) -> None:
    """Let `page` be printed on wide paper, its first columns on one page's width, the header on each page."""
    setup: Any = page.page_setup
    setup.orientation, setup.fitToWidth, setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    if sheet.columns[: len(FIRST)] == FIRST:
        page.print_area = f"A1:{get_column_letter(len(FIRST))}{len(sheet.rows) + 1}"
