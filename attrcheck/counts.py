"""A number and what it counts in, words out: "1 row", "2 rows"."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: int, one: str, several: str = "") -> str:
    """Return `number`, with its thousands parted, before `one` or `several`, which is `one` with an s where left out.

    >>> counted(1, "row"), counted(0, "row"), counted(2500, "row is", "rows are")
    ('1 row', '0 rows', '2,500 rows are')
    """
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"
