"""A sheet in, JSON out: each row as the JSON item that it came from, with what its cells say now."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from attrcheck.saved import ITEM_KEYS, item_cells
from attrcheck.sheets import COLUMNS, HUMAN, MERGED, OLD_STATEMENT, SEARCHES, Row, Sheet
from attrcheck.version import VERSION

__all__ = ["write_sheet"]

_NOT_THERE = "the article's text and the places in it: this was made from a sheet, which does not hold them"


def write_sheet(sheet: Sheet, *, several: bool = False) -> str:
    """Return `sheet` as JSON: one object, or an array where `several` is true or there are more articles.

    A row that came from no JSON becomes an item without spans, in an article without text.
    """
    heads = [dict(head) for head in sheet.heads if "made_by" in head]
    items: list[list[dict[str, Any]]] = [[] for _ in heads]
    places = {_article_of(head["article"]): place for place, head in reversed(list(enumerate(heads)))}
    bare = {_article_of(head["article"]): head for head in sheet.heads if "made_by" not in head}
    last: int | None = None
    for row in sheet.rows:
        article = {key: row[f"article_{key}"] for key in ("title", "url", "date")}
        place = places.get(_article_of(article))
        if place is None and row.item is None and last is not None and not any(article.values()):
            place = last
        if place is None:
            place = places[_article_of(article)] = len(heads)
            heads.append(_head(article))
            items.append([])
            bare.pop(_article_of(article), None)
        last = place
        items[place].append(_item(row, sheet, heads[place]["article"]))
    for head in bare.values():
        if _article_of(head["article"]) not in places:
            heads.append(_head(head["article"]))
            items.append([])
    wholes = [_whole(head, group) for head, group in zip(heads, items, strict=True)]
    shaped = wholes[0] if len(wholes) == 1 and not several else wholes
    return json.dumps(shaped, ensure_ascii=False, indent=2) + "\n"


def _article_of(article: Mapping[str, Any]) -> tuple[str, str]:
    return article["title"], article["url"]


def _head(article: Mapping[str, Any]) -> dict[str, Any]:
    whole = {"title": "", "author": "", "date": "", "url": "", "language": "", "text": "", **article}
    return {
        "article": whole,
        "made_by": {"name": "attrcheck", "version": VERSION, "model": ""},
        "not_done": [_NOT_THERE],
    }


def _whole(head: Mapping[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    whole = {**head, "items": items}
    # What was not done stands last, as it does in a new file.
    return {key: whole[key] for key in sorted(whole, key=lambda key: key == "not_done")}


def _bare_item(row: Row) -> dict[str, Any]:
    links = [row[f"search_{number}"].partition(": ") for number in range(1, SEARCHES + 1)]
    # What is no such figure stays as a cell.
    confidence = re.fullmatch(r"0(\.[0-9]+)?|1(\.0+)?", row["confidence"])
    paragraph = re.fullmatch(r"[0-9]{1,9}", row["paragraph"])
    return {
        "id": row["id"],
        "source": {
            "spans": [],
            "mention": row["source"],
            "name": row["source_name"],
            "role": row["source_role"],
            "affiliation": "",
            "kind": row["source_kind"],
            "resolved_to": None,
            "candidates": [],
        },
        "cue": {"spans": []},
        "statement": {"text": row["statement"], "spans": []},
        "act": row["act"],
        "form": row["form"],
        "confidence": float(confidence[0]) if confidence else None,
        "continues": False,
        "nested_in": None,
        "paragraph": int(paragraph[0]) if paragraph else None,
        "context": row["context"],
        "priority": row["priority"],
        "priority_reason": "",
        "questions": row["questions"].split("\n") if row["questions"] else [],
        "cited_link": row["cited_link"],
        "passage_link": row["passage_link"],
        "links": [{"label": label, "url": url} for label, _, url in links if url],
        **{column: row[column] for column in HUMAN},
    }


def _item(row: Row, sheet: Sheet, article: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON item of `row`; a cell that its shape cannot say stands under "cells"."""
    item = dict(row.item) if row.item is not None else _bare_item(row)
    old_cells = item.pop("cells", {})
    item |= {column: row[column] for column in HUMAN}
    for column in sheet.columns:
        if column not in ITEM_KEYS or column in (MERGED, OLD_STATEMENT):
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
