"""Records of cells under a header in, a sheet out, wherever they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from attrcheck.checklist import Row, Sheet, arrange
from attrcheck.errors import InputError

__all__ = ["SWALLOWED", "TOP", "Grid", "sheet_of_records", "whole_lines"]


@dataclass(frozen=True, slots=True)
class Grid:
    """A worksheet as text: a header, the rows under it, and in which row of the worksheet each stands.

    `numbers` are those of the columns, from 1; such as are empty are left out. `lost` is what the workbook holds
    beside the cells and no other can, `beside` what another workbook can.
    """

    header: tuple[str, ...]

    rows: tuple[tuple[str, ...], ...]
    places: tuple[int, ...]
    numbers: tuple[int, ...]
    lost: tuple[str, ...]
    beside: tuple[str, ...]


#: So many rows from the top a header is looked for.
TOP = 5
#: What is said of a file that a program opened with another separator than its own, and saved.
SWALLOWED = "a program had opened it as lines of raw CSV, with another separator; it is read as the CSV that it was"


def sheet_of_records(header: Sequence[str], records: Iterator[Sequence[str]], grid: Grid | None = None) -> Sheet:
    """Return the sheet of `records` of cells under `header`; cells beyond it make columns of their own.

    Where the records are those of a worksheet, `grid` is that.
    """
    places = grid.places if grid else repeat(0)
    placed = [(p, r) for p, r in zip(places, records, strict=False) if any(c.strip() for c in r)]
    whole = [record for _, record in placed]
    if not _is_header(header) and any(map(_is_header, whole[:TOP])):
        above = next((cell for cell in header if cell.strip()), "")
        raise InputError(f"the header is not at the top: {above!r} stands above it. Take that out.")
    width = max([len(header), *map(len, whole)])
    header = [*header, *[""] * (width - len(header))]
    numbers = grid.numbers if grid else range(1, width + 1)
    used = [n for n in range(width) if header[n].strip() or any(len(r) > n and r[n] for r in whole)]
    names, ordered = arrange([header[n] if header[n].strip() else f"column {numbers[n]}" for n in used])
    rows = []
    for place, record in placed:
        cells = {name: record[n] if n < len(record) else "" for name, n in zip(names, used, strict=True)}
        rows.append(Row(cells, place=place))
    return Sheet(ordered, tuple(rows))


def whole_lines(records: Iterable[Sequence[str]]) -> str:
    """Return the CSV that `records` are lines of, "" where they are none.

    Such a file is what becomes of CSV with commas where a program parted it at semicolons.
    """
    lines = iter(records)
    header = next(lines, ())
    first = next((cell for cell in header if cell.strip()), "")
    return "".join(map(_line, (header, *lines))) if _is_header(first.split(",")) else ""


def _line(cells: Sequence[str]) -> str:
    return ";".join(cells).rstrip(";") + "\n"


def _is_header(cells: Iterable[object]) -> bool:
    return {"id", "status"} <= {str(cell).strip().casefold() for cell in cells}
