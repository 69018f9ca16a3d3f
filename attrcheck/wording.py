"""A number and what it counts in, words out: "1 row", "2 rows"."""

from __future__ import annotations

from difflib import get_close_matches

__all__ = ["counted", "instead_of"]


def counted(number: int, one: str, several: str = "") -> str:
    """Return `number`, with its thousands parted, before `one` or `several`, which is `one` with an s where left out.

    >>> counted(1, "row"), counted(0, "row"), counted(2500, "row is", "rows are")
    ('1 row', '0 rows', '2,500 rows are')
    """
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def instead_of(word: str, known: tuple[str, ...]) -> str:
    """Return what to say after an unknown word: the nearest of the `known` ones, or all of them."""
    near = get_close_matches(word, known, 1)
    return f"; did you mean “{near[0]}”?" if near else f"; known are {', '.join(known)}."
