"""A checklist in, JSON out, and back, also from JSON Lines: every span with its offsets and its text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrcheck.checklist import (
    COLUMNS,
    HUMAN,
    ITEM_KEYS,
    MARKS,
    Checklist,
    Row,
    Sheet,
    arrange,
    article_of,
    article_of_head,
    bare_item,
    head_object,
    item_cells,
    item_object,
)
from attrcheck.errors import InputError
from attrcheck.version import __version__

__all__ = ["read", "write", "write_sheet"]

_NOT_THERE = "the article's text and the places in it: this was made from a sheet, which does not hold them"
#: What an article is known by.
_NAMES = ("title", "url", "date")

_TOO_DEEP = "this is no checklist: its JSON is nested deeper than any. Name a file that attrcheck wrote."


def write(*checklists: Checklist, several: bool = False) -> str:
    """Return one checklist as a JSON object, or any number as an array where `several` is true or there are more.

    Offsets count characters of `article.text`.
    """
    wholes = [
        _whole(head_object(one), [item_object(item, one.article.text) for item in one.items]) for one in checklists
    ]
    return _text(wholes, several=several)


def _text(wholes: Sequence[Mapping[str, Any]], *, several: bool) -> str:
    shaped = wholes if several or len(wholes) != 1 else wholes[0]
    return json.dumps(shaped, ensure_ascii=False, indent=2) + "\n"


def write_sheet(sheet: Sheet, *, several: bool = False) -> str:
    """Return `sheet` as JSON: one object, or an array where `several` is true or there are more articles.

    A row that came from no JSON becomes an item without spans, in an article without text.
    """
    heads = [dict(head) for head in sheet.heads if "made_by" in head]
    items: list[list[dict[str, Any]]] = [[] for _ in heads]
    places = {article_of_head(head): place for place, head in reversed(list(enumerate(heads)))}
    bare = {article_of_head(head): head for head in sheet.heads if "made_by" not in head}
    last: int | None = None
    for row in sheet.rows:
        article = {key: row[f"article_{key}"] for key in (*_NAMES, "file")}
        place = places.get(article_of(row))
        if place is None and row.item is None and last is not None and not any(article.values()):
            place = last
        if place is None:
            place = places[article_of(row)] = len(heads)
            heads.append(_head(article))
            items.append([])
            bare.pop(article_of(row), None)
        last = place
        items[place].append(_item(row, sheet, heads[place]["article"]))
    for head in bare.values():
        if article_of_head(head) not in places:
            heads.append(_head(head["article"]))
            items.append([])
    return _text([_whole(head, group) for head, group in zip(heads, items, strict=True)], several=several)


def _head(article: Mapping[str, Any]) -> dict[str, Any]:
    whole = {"title": "", "author": "", "date": "", "url": "", "language": "", "file": "", "text": "", **article}
    return {
        "article": whole,
        "made_by": {"name": "attrcheck", "version": __version__, "model": ""},
        "not_done": [_NOT_THERE],
    }


def _whole(head: Mapping[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    whole = {**head, "items": items}
    # What was not done stands last, as it does in a new file.
    return {key: whole[key] for key in sorted(whole, key=lambda key: key == "not_done")}


def _item(row: Row, sheet: Sheet, article: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON item of `row`; a cell that its shape cannot say stands under "cells"."""
    item = dict(row.item) if row.item is not None else bare_item(row.cells)
    old_cells = item.pop("cells", {})
    item |= {column: row[column] for column in HUMAN}
    for column in sheet.columns:
        if column not in ITEM_KEYS or column in MARKS:
            said = item.get(column)
            if column not in COLUMNS and (
                said is None or (said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)) != row[column]
            ):
                item[column] = row[column]
    said_by_it = item_cells(item, article)
    cells = {
        column: row[column]
        for column in dict.fromkeys((*COLUMNS, *sheet.columns, *old_cells))
        if column in row.cells and row[column] != said_by_it.get(column, "")
    }
    return {**item, **({"cells": cells} if cells else {})}


def read(text: str) -> Sheet:
    """Return the sheet in the JSON or JSON Lines `text`; InputError says why it is none."""
    try:
        # The decoder looks no further than the first value, so that many lines are not taken for one value.
        first, end = json.JSONDecoder().raw_decode(text.lstrip()) if text.strip() else ({}, 0)
    except RecursionError:
        raise InputError(_TOO_DEEP) from None
    except ValueError as error:
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
            return _from_objects((f"row {number}", row) for number, row in enumerate(rows, start=1))
        return _from_wholes(first if isinstance(first, list) else [first])
    return _from_objects(_json_lines(text))


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


def _json_lines(text: str) -> Iterator[tuple[str, Any]]:
    """Yield the value of each line of `text` that is not empty, and before it what messages call the line."""
    # Only a line feed ends a line: a statement may hold other separators.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            # Figures stay as they are spelt.
            value = json.loads(line, parse_float=str, parse_int=str)
        except RecursionError:
            raise InputError(f"line {number}: {_TOO_DEEP}") from None
        except ValueError as error:
            raise InputError(f"line {number} is no JSON, or breaks off ({error}). Take a copy that is whole.") from None
        yield f"line {number}", value


def _from_objects(objects: Iterable[tuple[str, Any]]) -> Sheet:
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
