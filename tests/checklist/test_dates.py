"""Days are the same however people and programs of any country spell them, and nothing else is a day."""

from __future__ import annotations

from datetime import date

import pytest

from attrcheck.checklist.dates import days, iso_day
from attrcheck.checklist.history import is_same_cell

DAY = date(2026, 11, 13)


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-11-13", "13.11.2026", "13/11/26", "11/13/2026", "2026/11/13", "2026. 11. 13.", "13-11-2026 00:00"),
        *("2026-11-13T00:00:00.000Z", "11/13/2026 12:00:00 AM", "20261113", "46339", "46339.0"),
        *(
            "13 Nov 2026",
            "Nov 13, 2026",
            "November 13th, 2026",
            "13-Nov-26",
            "Friday, 13 November 2026",
            "13 NOV. 2026",
        ),
        *(
            "13. November 2026",
            "13 de noviembre de 2026",
            "13 novembre 2026",
            "vendredi 13 novembre 2026",
            "2026 Nov 13",
        ),
        *("13 ноября 2026 г.", "13. marraskuuta 2026", "2026. november 13.", "13 Kasım 2026", "13 ΝΟΕΜΒΡΊΟΥ 2026"),
        *("2026年11月13日", "2026년 11월 13일"),
    ],
)
def test_a_day_in_any_spelling_is_that_day(cell: str) -> None:
    """Orders of other countries, months' names, counted days and midnight all say the same day."""
    assert days(cell) == {DAY}
    assert is_same_cell("checked_on", cell, "2026-11-13")


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "",
            "soon",
            "13",
            "2026",
            "Nov 2026",
            "31 Nov 2026",
            "13 Nov 2026 by phone",
            "asked 13 Nov 2026",
            "2026-11-13 14:30",
        ),
        *("46339.5", "12345", "13 Nov Dec 2026", "0000-01-01", "13 Nov 99999"),
    ],
)
def test_what_says_more_or_less_is_no_day(cell: str) -> None:
    """A cell that says anything beside a day, or no whole one, is compared as the words that it is."""
    assert days(cell) == set()
    assert not is_same_cell("checked_on", cell, "2026-11-13")


def test_a_day_that_may_be_two_is_either() -> None:
    """Where the order of day and month is not known, the cell is the same as either, and none on its own."""
    assert days("04/03/2026") == {date(2026, 3, 4), date(2026, 4, 3)}
    assert (iso_day("04/03/2026"), iso_day("04/13/2026"), iso_day("04.03.2026")) == ("", "2026-04-13", "2026-03-04")


def test_days_in_columns_of_peoples_own() -> None:
    """A deadline that a spreadsheet spells anew is the same; versions and figures are not taken for days."""
    assert is_same_cell("deadline", "2026-11-13", "13 November 2026")
    assert is_same_cell("deadline", "2026-11-13", "13.11.2026")
    assert not is_same_cell("edition", "1.2.3", "1 2 3")
    assert not is_same_cell("words", "46339", "2026-11-13")
    assert not is_same_cell("notes", "2026-11-13", "13.11.2026")
