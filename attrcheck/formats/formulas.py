"""A cell in, the same cell guarded against being run as a formula out, and back."""

from __future__ import annotations

import re

__all__ = ["guarded", "unguarded"]

#: What a spreadsheet takes for a formula, behind blanks and behind apostrophes that already guard it.
_SIGN = r"=+\-@＝＋－＠"
_WHOLE = rf"'*[^\S\t\r\n]*[{_SIGN}\t\r\n]"
#: What a program takes for one that parts cells at other characters than the file does; quotation marks may be the
#: cell's own, which are doubled, and then stand for nothing.
_PART = rf"'*(?:[^\S\t\r\n]|\")*[{_SIGN}]"
_BEHIND = r"(?<=[;|\t\r\n])"
#: Behind a comma only where the file is parted otherwise: "Thanks, @ann" is no formula in most files.
_FORMULA = re.compile(rf"\A(?={_WHOLE})|{_BEHIND}(?={_PART})|(?<=,)(?='{_PART})")
_FORMULA_ANYWHERE = re.compile(rf"\A(?={_WHOLE})|(?:{_BEHIND}|(?<=,))(?={_PART})")
_GUARD = re.compile(rf"\A'(?={_WHOLE})|(?:{_BEHIND}|(?<=,))'(?={_PART})")


def guarded(cell: str, *, commas: bool = False) -> str:
    """Return `cell` with an apostrophe before whatever a spreadsheet could take for a formula.

    That is the cell itself, and what stands in it behind a separator of another program's; with `commas`, as in a file
    that is parted by something else, behind a comma too.
    """
    return (_FORMULA_ANYWHERE if commas else _FORMULA).sub("'", cell)


def unguarded(cell: str) -> str:
    """Return `cell` as it was before it was guarded."""
    return _GUARD.sub("", cell) if "'" in cell else cell
