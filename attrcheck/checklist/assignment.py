"""A sheet and the names of people in, the sheet with its open rows given out to them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from attrcheck.checklist.sheet import Row, Sheet, article_of
from attrcheck.checklist.state import is_done

__all__ = ["ASSIGNED", "assign", "is_of"]

#: The column that says who is to check a row, one of people's own.
ASSIGNED = "assigned"


def assign(sheet: Sheet, names: Sequence[str]) -> Sheet:
    """Return `sheet` with each open row that nobody has given to one of `names`, as many to each as can be.

    Rows of one source in one article go to one person, who has to ask that source only once.
    """
    groups: dict[object, list[int]] = {}
    for place, row in enumerate(sheet.rows):
        if not row[ASSIGNED].strip() and not is_done(row):
            groups.setdefault((article_of(row), (row["source_name"] or row["source"]).casefold()), []).append(place)
    load = Counter({name: sum(row[ASSIGNED].strip() == name for row in sheet.rows) for name in names})
    whose: dict[int, str] = {}
    for places in sorted(groups.values(), key=len, reverse=True):
        name = min(names, key=lambda one: load[one])
        load[name] += len(places)
        whose |= dict.fromkeys(places, name)
    rows = [
        replace(row, cells={**row.cells, ASSIGNED: whose[place]}) if place in whose else row
        for place, row in enumerate(sheet.rows)
    ]
    return replace(sheet, columns=tuple(dict.fromkeys((*sheet.columns, ASSIGNED))), rows=tuple(rows))


def is_of(row: Row, name: str) -> bool:
    """Tell whether `row` is given to the person called `name`, or was checked by them."""
    people = [row[ASSIGNED], *row["checked_by"].split(",")]
    return name.strip().casefold() in (person.strip().casefold() for person in people)
