"""A checklist in, JSON out, and back: every span with its offsets and its text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from attrcheck.article import Article, Span
from attrcheck.checklist import (
    COLUMNS,
    HUMAN,
    ITEM_KEYS,
    MERGED,
    OLD_STATEMENT,
    SEARCHES,
    Checklist,
    Item,
    Row,
    Sheet,
    Summary,
    arrange,
    item_cells,
    summarise,
)
from attrcheck.errors import InputError
from attrcheck.formats.jsonl import from_objects, json_lines
from attrcheck.searches import SearchLink
from attrcheck.version import __version__

__all__ = ["from_json", "write", "write_sheet"]

_NOT_THERE = "the article's text and the places in it: this was made from a sheet, which does not hold them"
#: What an article is known by.
_NAMES = ("title", "url", "date")


def _spans(spans: Sequence[Span], text: str) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "text": span.of(text)} for span in spans]


def _links(links: Sequence[SearchLink]) -> list[dict[str, str]]:
    return [{"label": link.label, "url": link.url} for link in links]


def _item(item: Item, text: str) -> dict[str, Any]:
    attribution, source = item.attribution, item.source
    return {
        "id": item.id,
        "source": {
            "spans": _spans(attribution.source, text),
            "mention": source.mention,
            "name": source.name,
            "role": source.role,
            "affiliation": source.affiliation,
            "kind": source.kind,
            "resolved_to": _spans([source.resolved_to], text)[0] if source.resolved_to else None,
            "candidates": list(source.candidates),
            "confidence": source.confidence,
        },
        "cue": {"spans": _spans(attribution.cue, text)},
        "statement": {"text": item.statement, "spans": _spans(attribution.content, text)},
        "act": attribution.act,
        "form": attribution.form,
        "confidence": attribution.confidence,
        "continues": attribution.continues,
        "nested_in": item.nested_in or None,
        "paragraph": item.paragraph,
        "context": item.context,
        "priority": item.priority,
        "priority_reason": item.priority_reason,
        "questions": list(item.questions),
        "cited_link": item.cited_link,
        "passage_link": item.passage_link,
        "links": _links(item.searches),
        **item.check.fields(),
        **({"evidence": [one.fields() for one in item.evidence]} if item.evidence else {}),
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "author": article.author,
        "date": article.date,
        "url": article.url,
        "language": article.language,
        "text": article.text,
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "kinds": {
            "named": summary.named,
            "unnamed": summary.unnamed,
            "vague": summary.vague,
            "none": summary.nobody,
        },
        "forms": {"direct": summary.direct, "mixed": summary.mixed, "indirect": summary.indirect},
        "warnings": list(summary.warnings),
        "sources": [
            {
                "name": one.name,
                "kind": one.kind,
                "role": one.role,
                "statements": one.statements,
                "acts": dict(one.acts),
                "forms": dict(one.forms),
                "first_paragraph": one.first,
                "last_paragraph": one.last,
                "items": list(one.items),
            }
            for one in summary.sources
        ],
    }


def _whole(checklist: Checklist) -> dict[str, Any]:
    return {
        "article": _article(checklist.article),
        "made_by": {"name": "attrcheck", "version": checklist.made_by.version, "model": checklist.made_by.model},
        "summary": _summary(summarise(checklist)),
        "items": [_item(item, checklist.article.text) for item in checklist.items],
        "not_done": list(checklist.not_done),
    }


def write(*checklists: Checklist, several: bool = False) -> str:
    """Return one checklist as a JSON object, or any number as an array where `several` is true or there are more.

    Offsets count characters of `article.text`.
    """
    wholes = [_whole(checklist) for checklist in checklists]
    shaped = wholes if several or len(wholes) != 1 else wholes[0]
    return json.dumps(shaped, ensure_ascii=False, indent=2) + "\n"


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
        items[place].append(_saved_item(row, sheet, heads[place]["article"]))
    for head in bare.values():
        if _article_of(head["article"]) not in places:
            heads.append(_head(head["article"]))
            items.append([])
    wholes = [_saved_whole(head, group) for head, group in zip(heads, items, strict=True)]
    shaped = wholes[0] if len(wholes) == 1 and not several else wholes
    return json.dumps(shaped, ensure_ascii=False, indent=2) + "\n"


def _article_of(article: Mapping[str, Any]) -> tuple[str, str]:
    return article["title"], article["url"]


def _head(article: Mapping[str, Any]) -> dict[str, Any]:
    whole = {"title": "", "author": "", "date": "", "url": "", "language": "", "text": "", **article}
    return {
        "article": whole,
        "made_by": {"name": "attrcheck", "version": __version__, "model": ""},
        "not_done": [_NOT_THERE],
    }


def _saved_whole(head: Mapping[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
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


def _saved_item(row: Row, sheet: Sheet, article: Mapping[str, Any]) -> dict[str, Any]:
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


def from_json(text: str) -> Sheet:
    """Return the sheet in the JSON or JSON Lines `text`; InputError says why it is none."""
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
            return from_objects((f"row {number}", row) for number, row in enumerate(rows, start=1))
        return _from_wholes(first if isinstance(first, list) else [first])
    return from_objects(json_lines(text))


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
