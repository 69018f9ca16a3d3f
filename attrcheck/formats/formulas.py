"""A cell in, the same cell guarded against being run as a formula out, and back."""

from __future__ import annotations

import re

__all__ = ["guarded", "unguarded"]

#: What a spreadsheet takes for a formula, behind blanks and behind apostrophes that already guard it.
_FORMULA = re.compile(r"'*[^\S\t\r\n]*[=+\-@＝＋－＠\t\r\n]")


def guarded(cell: str) -> str:
    """Return `cell` with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return `cell` as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
