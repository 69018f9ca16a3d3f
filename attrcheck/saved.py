"""A saved checklist's bytes in, its sheet out: CSV, XLSX, JSON or JSON Lines, whatever program saved it last."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, repeat
from typing import Any

from attrcheck.article import decode
from attrcheck.books import TOP, Page, read_page
from attrcheck.errors import InputError
from attrcheck.sheets import (
    COLUMNS,
    FOUND,
    HUMAN,
    MERGED,
    OLD_STATEMENT,
    SEARCHES,
    Row,
    Sheet,
    arrange,
    found_cells,
    unguarded,
)

__all__ = ["ITEM_KEYS", "evidence_of", "item_cells", "lookup_of", "read_sheet"]

#: What the JSON of an item holds under names of its own; a test keeps this in step with exports.json.
ITEM_KEYS = frozenset(
    (
        *("id", "source", "cue", "statement", "act", "form", "confidence", "continues", "nested_in", "paragraph"),
        *("context", "priority", "priority_reason", "questions", "cited_link", "passage_link", "links", "cells"),
        *("evidence", *FOUND, *HUMAN, MERGED, OLD_STATEMENT),
    )
)
_GAP = " […] "
#: What an article is known by.
_NAMES = ("title", "url", "date")
_DELIMITERS = ",;\t|"
#: Cells may be longer than the csv module expects, up to a whole file.
_LONGEST_CELL = 2**31 - 1


def read_sheet(data: bytes, *, name: str) -> Sheet:
    """Return the checklist that `data` holds, told by its content; `name` is what messages call it.

    Raises InputError, with the column at fault where it is one, where `data` is no checklist.
    """
    if data.startswith(b"PK"):
        return _told(name, _from_xlsx, data)
    text, bom, notices = _text(data, name)
    if name.lower().endswith(".jsonl") or text.lstrip()[:1] in ("{", "["):
        sheet = _told(name, _from_json, text)
    else:
        sheet = _told(name, _from_csv, text)
    return replace(sheet, notices=(*notices, *(f"{name}: {notice}" for notice in sheet.notices)), bom=bom)


def _told(name: str, read: Any, content: Any) -> Sheet:
    try:
        sheet: Sheet = read(content)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    return sheet


def _text(data: bytes, name: str) -> tuple[str, bool, tuple[str, ...]]:
    """Return the text of `data`, whether it began with a byte-order mark, and what was a guess."""
    if not data.strip(b" \t\r\n") and not name.lower().endswith(".jsonl"):
        raise InputError(f"{name} is empty, and no checklist. Name a file that attrcheck wrote.")
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data.decode(encoding, "surrogatepass" if len(data) % 2 == 0 else "replace")[1:], True, ()
    for encoding, first in (("utf-16-le", data[1:4:2]), ("utf-16-be", data[0:4:2])):
        if len(data) > 4 and first == b"\0\0":
            return data.decode(encoding, "replace"), False, ()
    try:
        text = data.decode("utf8", "surrogatepass")
    except UnicodeDecodeError:
        read = decode(data, name=name)
        return read.text, False, tuple(f"{name}: {note}" for note in read.not_done)
    return text.removeprefix("\ufeff"), text.startswith("\ufeff"), ()


def _sheet(header: Sequence[str], records: Iterator[Sequence[str]], page: Page | None = None) -> Sheet:
    """Return the sheet of `records` of cells under `header`; cells beyond it make columns of their own.

    Where the records are those of a worksheet, `page` is that.
    """
    places = page.places if page else repeat(0)
    placed = [(p, r) for p, r in zip(places, records, strict=False) if any(c.strip() for c in r)]
    whole = [record for _, record in placed]
    if not _is_header(header) and any(map(_is_header, whole[:TOP])):
        above = next((cell for cell in header if cell.strip()), "")
        raise InputError(f"the header is not at the top: {above!r} stands above it. Take that out.")
    width = max([len(header), *map(len, whole)])
    header = [*header, *[""] * (width - len(header))]
    numbers = page.numbers if page else range(1, width + 1)
    used = [n for n in range(width) if header[n].strip() or any(len(r) > n and r[n] for r in whole)]
    names, ordered = arrange([header[n] if header[n].strip() else f"column {numbers[n]}" for n in used])
    rows = []
    for place, record in placed:
        cells = {name: record[n] if n < len(record) else "" for name, n in zip(names, used, strict=True)}
        rows.append(Row(cells, place=place))
    return Sheet(ordered, tuple(rows))


def _is_header(cells: Iterable[object]) -> bool:
    return {"id", "status"} <= {str(cell).strip().casefold() for cell in cells}


def _from_csv(text: str) -> Sheet:
    told = re.match(r"sep=(.)\r?\n", text)
    text = text[told.end() :] if told else text
    csv.field_size_limit(_LONGEST_CELL)
    known = {*COLUMNS, MERGED, OLD_STATEMENT}

    def score(dialect: tuple[str, str]) -> int:
        rows = islice(_records(text, *dialect, strict=False), TOP)
        return max((len(known & {name.strip().casefold() for name in row}) for row in rows), default=0)

    def odd(dialect: tuple[str, str]) -> float:
        try:
            widths = [len(record) for record in _records(text, *dialect, strict=True)]
        except InputError:
            return math.inf
        return sum(width != widths[0] for width in widths)

    candidates = [(d, q) for q in ('"', "'") for d in ((told[1],) if told else ()) + tuple(_DELIMITERS)]
    best = max(map(score, candidates))
    candidates = [dialect for dialect in candidates if score(dialect) == best]
    # Where the header has no quotation marks, the rows tell which ones the file uses.
    fitting = (dialect for dialect in candidates if odd(dialect) == 0)
    delimiter, quote = next(fitting, candidates[0])
    records = _records(text, delimiter, quote, strict=True)
    header = next(records, [])
    whole = [[unguarded(cell) for cell in record] for record in records]
    sheet = _sheet([unguarded(name) for name in header], iter(whole))
    breaks_off = whole and len(whole[-1]) < len(header) and not text.endswith(("\n", "\r"))
    notice = "the last line has fewer cells than the header: the file may break off there"
    return replace(sheet, notices=(notice,) if breaks_off else ())


def _records(text: str, delimiter: str, quote: str, *, strict: bool) -> Iterator[list[str]]:
    """Yield the records of `text` that are not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote, strict=strict)
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                f"line {reader.line_num} is damaged or the file breaks off there ({error}). Take a copy that is whole."
            ) from None
        if any(cell.strip() for cell in record):
            yield record


def _from_xlsx(data: bytes) -> Sheet:
    page = read_page(data)
    sheet = _sheet(page.header, iter(page.rows), page)
    return replace(sheet, lost=page.lost, beside=page.beside, book=page.book)


def evidence_of(item: Mapping[str, Any]) -> list[Any]:
    """Return what look-ups brought to a JSON item; something else that a person put there is the one member."""
    evidence = item.get("evidence")
    return evidence if isinstance(evidence, list) else [] if not evidence else [evidence]


def lookup_of(one: Any) -> str:
    """Return the look-up of a member of an item's evidence, "" for what no look-up brought."""
    said = isinstance(one, dict) and all(isinstance(one.get(key), str) for key in ("lookup", "finding", "url"))
    return one["lookup"] if said and f"found_{one['lookup']}" in FOUND else ""


def item_cells(item: Mapping[str, Any], article: Mapping[str, Any]) -> dict[str, str]:
    """Return the cells of a JSON item of the JSON `article`.

    Raises KeyError or TypeError, as they come, where the item has not the shape that attrcheck writes.
    """
    statement = item["statement"]
    spans = statement["spans"]
    cue = item["cue"]
    cells = {
        "id": item["id"],
        **{column: item[column] for column in HUMAN},
        "priority": item["priority"],
        "source": item["source"]["mention"],
        "source_name": item["source"]["name"],
        "source_role": item["source"]["role"],
        "source_kind": item["source"]["kind"],
        "cue": _GAP.join(" ".join(span["text"].split()) for span in cue["spans"]),
        "act": item["act"],
        "form": item["form"],
        "statement": statement["text"],
        "context": item["context"],
        "questions": "\n".join(item["questions"]),
        "cited_link": item["cited_link"],
        "passage_link": item["passage_link"],
        **{
            f"search_{number}": f"{link['label']}: {link['url']}"
            for number, link in enumerate(item["links"][:SEARCHES], start=1)
        },
        "confidence": f"{item['confidence']:.2f}" if item["confidence"] is not None else "",
        "paragraph": str(item["paragraph"]) if item["paragraph"] is not None else "",
        "start": str(spans[0]["start"]) if spans else "",
        "end": str(spans[-1]["end"]) if spans else "",
        "article_title": article["title"],
        "article_url": article["url"],
        "article_date": article["date"],
        **found_cells((lookup_of(one), one["finding"], one["url"]) for one in evidence_of(item) if lookup_of(one)),
    }
    for key, value in item.items():
        if key not in ITEM_KEYS or key in (MERGED, OLD_STATEMENT):
            cells[key] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    cells |= item.get("cells", {})
    if not all(isinstance(cell, str) for cell in cells.values()):
        wrong = next(column for column, cell in cells.items() if not isinstance(cell, str))
        raise TypeError(wrong)
    found = FOUND if any(column in cells for column in FOUND) else ()
    return {**dict.fromkeys((*COLUMNS, *found), ""), **cells}


def _from_json(text: str) -> Sheet:
    try:
        # The decoder looks no further than the first value, so that lines of values are told from one.
        first, end = json.JSONDecoder().raw_decode(text.lstrip()) if text.strip() else ({}, 0)
    except (ValueError, RecursionError) as error:
        raise InputError(f"this is no JSON, or breaks off ({error}). Take a copy that is whole.") from None
    if isinstance(first, dict) and "@context" in first:
        raise InputError("these are annotations, which are written and never read. Take the checklist itself.")
    rest = text.lstrip()[end:].strip()
    if isinstance(first, list) or (isinstance(first, dict) and "items" in first and not rest):
        if rest:
            raise InputError("something follows the JSON. Take a copy that is whole.")
        if isinstance(first, list) and first and isinstance(first[0], dict) and "id" in first[0]:
            # Figures stay as they are spelt.
            rows = json.loads(text, parse_float=str, parse_int=str)
            return _from_rows((f"row {number}", row) for number, row in enumerate(rows, start=1))
        return _from_wholes(first if isinstance(first, list) else [first])
    return _from_rows(_lines(text))


def _from_wholes(wholes: Sequence[Any]) -> Sheet:
    rows, heads = [], []
    for number, whole in enumerate(wholes, start=1):
        where = f"checklist {number}" if len(wholes) > 1 else "the checklist"
        if not isinstance(whole, dict) or not isinstance(whole.get("items"), list):
            raise InputError(f"this is not a checklist: 'items' is missing in {where}.")
        for place, item in enumerate(whole["items"], start=1):
            try:
                cells = item_cells(item, whole["article"])
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                key = error.args[0] if error.args else error
                raise InputError(
                    f"this is not a checklist: {key!r} is missing or of the wrong kind in item {place} of {where}."
                ) from None
            rows.append(Row(cells, item))
        heads.append({key: value for key, value in whole.items() if key != "items"})
        article = heads[-1].get("article")
        if not isinstance(article, dict) or not all(isinstance(article.get(key), str) for key in _NAMES):
            raise InputError(f"this is not a checklist: 'article' is missing or of the wrong kind in {where}.")
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    _, ordered = arrange([*COLUMNS, *(column for column in columns if column not in COLUMNS)])
    return Sheet(ordered, tuple(rows), tuple(heads))


def _lines(text: str) -> Iterator[tuple[str, Any]]:
    """Yield the value of each line of `text` that is not empty, and before it what messages call the line."""
    # Only a line feed ends a line: a statement may hold other separators.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            # Figures stay as they are spelt.
            value = json.loads(line, parse_float=str, parse_int=str)
        except (ValueError, RecursionError) as error:
            raise InputError(f"line {number} is no JSON, or breaks off ({error}). Take a copy that is whole.") from None
        yield f"line {number}", value


def _from_rows(objects: Iterable[tuple[str, Any]]) -> Sheet:
    """Return the sheet of `objects`, a row each; before each stands what messages call it."""
    rows: list[dict[str, str]] = []
    columns: dict[str, None] = {}
    for place, one in objects:
        if not isinstance(one, dict):
            raise InputError(f"this is not a checklist: {place} is not an object.")
        cells = {
            key: cell if isinstance(cell, str) else "" if cell is None else json.dumps(cell, ensure_ascii=False)
            for key, cell in one.items()
        }
        if not rows:
            arrange(list(cells))
        missing = [column for column in columns if column in COLUMNS and column not in cells]
        if missing:
            raise InputError(f"{place}: column {missing[0]!r} is missing.")
        rows.append(cells)
        columns |= dict.fromkeys(cells)
    names, ordered = arrange(list(columns or COLUMNS))
    renamed = dict(zip(columns or COLUMNS, names, strict=True))
    return Sheet(ordered, tuple(Row({renamed[key]: cell for key, cell in row.items()}) for row in rows))
