"""Counts: a number agrees with what it counts."""

from __future__ import annotations

import pytest

from attrcheck.wording import counted


@pytest.mark.parametrize(
    ("number", "words", "told"),
    [
        (0, ("row",), "0 rows"),
        (1, ("row",), "1 row"),
        (2, ("row",), "2 rows"),
        (1, ("row is", "rows are"), "1 row is"),
        (12_345, ("row is", "rows are"), "12,345 rows are"),
    ],
)
def test_a_number_agrees_with_its_noun(number: int, words: tuple[str, ...], told: str) -> None:
    """One of a thing is singular, any other number plural, and thousands are parted."""
    assert counted(number, *words) == told
