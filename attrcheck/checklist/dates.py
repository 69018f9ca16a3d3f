"""A cell in, the days that it may mean out, however people and spreadsheet programs of any country spell them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from attrcheck.files import read_data

__all__ = ["date_words", "days", "iso_day"]

#: Midnight, which programs put behind a day that has no time; any other time says more than the day.
_MIDNIGHT = re.compile(r"(?:[ T]+|, )(?:0?0:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?|12:00(?::00)? ?AM)\s*$", re.I)
_NUMBERS = re.compile(r"\s*(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})\.?\s*")
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)\s*")
#: The number of a day as spreadsheets count them, and the day 0: it stands where a column has lost its format.
_SERIAL, _DAY_ZERO = re.compile(r"\s*([45]\d{4})(?:[.,]0+)?\s*"), date(1899, 12, 30)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|e|º|ª)(?![^\W\d_])")
#: "2026年11月12日", "2026년 11월 12일".
_EASTERN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")


@cache
def date_words() -> dict[str, Any]:
    """Return the number of each month's name, folded, and the words of a day that say nothing of which it is."""
    said = read_data("dates")
    months = {word: number for number, words in enumerate(said["months"], start=1) for word in words.split()}
    return {"months": months, "passed": [*said["weekdays"].split(), *said["particles"].split()]}


def days(cell: str, *, loose: bool = True) -> set[date]:
    """Return the days that `cell` may mean; only where it is `loose` may a year have two figures, and a number be one.

    "04/03/2026" may mean two. A cell that says anything beside a day means none.
    """
    text = _EASTERN.sub(r"\1-\2-\3", _MIDNIGHT.sub("", cell))
    if match := _NUMBERS.fullmatch(text):
        found = _of_numbers(*match.groups(), is_dotted="." in text.strip(" ."))
    elif loose and (match := _COMPACT.fullmatch(text)):
        found = iter([(int(match[1]), int(match[2]), int(match[3]))])
    elif loose and (match := _SERIAL.fullmatch(text)):
        return {_DAY_ZERO + timedelta(int(match[1]))}
    else:
        found = _of_words(text)
    known = (_day(*one) for one in found if loose or not _has_short_year(text))
    return {one for one in known if one}


def iso_day(cell: str, *, loose: bool = True) -> str:
    """Return the day that `cell` means as ISO 8601 spells it, "" where it may mean two or none."""
    meant = days(cell, loose=loose)
    return meant.pop().isoformat() if len(meant) == 1 else ""


def _has_short_year(text: str) -> bool:
    return not re.search(r"\d{4}", text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) <= 2 else 0)


def _of_numbers(first: str, second: str, third: str, *, is_dotted: bool) -> Iterator[tuple[int, int, int]]:
    """Yield the days that three figures may mean; where points part them, nobody puts the month first."""
    if len(first) == 4:
        yield int(first), int(second), int(third)
    else:
        yield _year(third), int(second), int(first)
        if not is_dotted:
            yield _year(third), int(first), int(second)


def _of_words(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the day of a text with one month's name and two figures, "12 Nov 2026" or "Nov. 12th, 2026"."""
    words = date_words()
    folded = unicodedata.normalize("NFC", _ORDINAL.sub("", text.casefold())).replace("ς", "σ")
    parts = [part for part in re.split(r"[\s,./’'-]+", folded) if part and part not in words["passed"]]
    months = [words["months"][part] for part in parts if part in words["months"]]
    figures = [part for part in parts if re.fullmatch(r"\d{1,4}", part)]
    if len(parts) != 3 or len(months) != 1 or len(figures) != 2 or parts[2] not in figures:
        return
    day, year = reversed(figures) if len(figures[0]) == 4 else figures
    yield _year(year), months[0], int(day)
