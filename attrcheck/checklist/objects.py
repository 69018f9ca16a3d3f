"""Checklists in, the objects of their JSON out, and the cells of such an object; no text of JSON is written or read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrcheck.article import Article, Link, Paragraph, ParagraphKind, Span
from attrcheck.checklist.columns import COLUMNS, CONTRACT, FOUND, HELD, HUMAN, KNOWN, MARKS, SEARCHES, Column
from attrcheck.checklist.model import Checklist, Item
from attrcheck.checklist.summary import Summary, summarise
from attrcheck.errors import InputError

__all__ = [
    "ITEM_KEYS",
    "article_from_object",
    "bare_item",
    "evidence_of",
    "found_cells",
    "head_object",
    "item_cells",
    "item_object",
    "lookup_of",
]


def _blank_item() -> dict[str, Any]:
    """Return a JSON item that says nothing, with the keys that each has, in the order in which they are written."""
    return {
        "id": "",
        "source": {
            "spans": [],
            "mention": "",
            "name": "",
            "role": "",
            "affiliation": "",
            "kind": "",
            "resolved_to": None,
            "candidates": [],
        },
        "cue": {"spans": []},
        "statement": {"text": "", "spans": []},
        "act": "",
        "form": "",
        "confidence": None,
        "continues": False,
        "nested_in": None,
        "paragraph": None,
        "context": "",
        "ground": "",
        "priority": "",
        "priority_reason": "",
        "questions": [],
        "cited_link": "",
        "passage_link": "",
        "links": [],
        "reading": "",
        **dict.fromkeys(HUMAN, ""),
    }


#: What a JSON item has in any case; other columns may have come later than the file.
_ALWAYS = frozenset(_blank_item()) - {"reading", "ground"}
#: What a JSON article has in any case.
_NAMES = frozenset({"title", "url", "date"})
#: The columns in the order in which a file that is no checklist is refused for want of them.
_BY_WEIGHT = sorted(CONTRACT, key=lambda column: {"statement": 0, "cue": 1}.get(column.keys[0], 2))
#: What a JSON item holds under names of its own; other keys are columns of people's.
ITEM_KEYS = frozenset(
    (
        *_ALWAYS,
        *(column.keys[0] for column in CONTRACT if not column.in_article),
        *("reading", "ground", "evidence", "against", *FOUND, *HELD, *MARKS, "cells"),
    )
)


def item_object(item: Item, text: str) -> dict[str, Any]:
    """Return the JSON object of `item` of an article with this `text`; offsets count characters of it."""
    attribution, source = item.attribution, item.source
    whole = _blank_item()
    whole["source"] |= {
        "spans": _spans(attribution.source, text),
        "affiliation": source.affiliation,
        "resolved_to": _spans([source.resolved_to], text)[0] if source.resolved_to else None,
        "candidates": list(source.candidates),
        "confidence": source.confidence,
    }
    whole["cue"]["spans"] = _spans(attribution.cue, text)
    whole["statement"]["spans"] = _spans(attribution.content, text)
    whole["continues"] = attribution.continues
    whole["nested_in"] = item.nested_in or None
    whole["priority_reason"] = item.priority_reason
    whole["links"] = [{"label": link.label, "url": link.url} for link in item.searches]
    for column in CONTRACT:
        if column.path:
            _put(whole, column, column.value(item))
    if item.evidence:
        whole["evidence"] = [one.fields() for one in item.evidence]
    if item.held is not None:
        whole["against"] = item.held.fields()
    return whole


def bare_item(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return the JSON object of a row that came from no JSON: without places, and with what its `cells` can say."""
    whole = _blank_item()
    for column in CONTRACT:
        if column.path and column.spelling.value is not None:
            _put(whole, column, column.spelling.value(cells.get(column.name, "")))
    links = [cells.get(f"search_{number}", "").partition(": ") for number in range(1, SEARCHES + 1)]
    whole["links"] = [{"label": label, "url": url} for label, _, url in links if url]
    return whole


def head_object(checklist: Checklist) -> dict[str, Any]:
    """Return the JSON object of `checklist` without its items."""
    return {
        "article": _article(checklist.article),
        "made_by": {"name": "attrcheck", "version": checklist.made_by.version, "model": checklist.made_by.model},
        "summary": _summary(summarise(checklist)),
        "not_done": list(checklist.not_done),
    }


def item_cells(item: Mapping[str, Any], article: Mapping[str, Any]) -> dict[str, str]:
    """Return the cells of a JSON item of the JSON `article`.

    Raises KeyError or TypeError, as they come, where the item has not the shape that attrcheck writes.
    """
    cells = {column.name: _cell(column, article if column.in_article else item) for column in _BY_WEIGHT}
    cells |= found_cells((lookup_of(one), one["finding"], one["url"]) for one in evidence_of(item) if lookup_of(one))
    cells |= _held_cells(item.get("against"))
    for key, value in item.items():
        if key not in ITEM_KEYS or key in MARKS:
            cells[key] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    cells |= item.get("cells", {})
    if not all(isinstance(cell, str) for cell in cells.values()):
        wrong = next(column for column, cell in cells.items() if not isinstance(cell, str))
        raise TypeError(wrong)
    found = [column for group in (FOUND, HELD) if any(column in cells for column in group) for column in group]
    return {**dict.fromkeys((*COLUMNS, *found), ""), **cells}


def _held_cells(against: Any) -> dict[str, str]:
    """Return the cells of how a statement stands in the material, none where that is not known."""
    if not isinstance(against, dict):
        return {}
    keys = {column: KNOWN[column].keys[-1] for column in HELD}
    return {column: words for column, key in keys.items() if isinstance(words := against.get(key), str)}


def evidence_of(item: Mapping[str, Any]) -> list[Any]:
    """Return what look-ups brought to a JSON item; something else that a person put there is the one member."""
    evidence = item.get("evidence")
    return evidence if isinstance(evidence, list) else [] if not evidence else [evidence]


def lookup_of(finding: Any) -> str:
    """Return the look-up of a member of an item's evidence, "" for what no look-up brought."""
    keys = ("lookup", "finding", "url")
    is_finding = isinstance(finding, dict) and all(isinstance(finding.get(key), str) for key in keys)
    return finding["lookup"] if is_finding and f"found_{finding['lookup']}" in FOUND else ""


def found_cells(evidence: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return the cells of look-ups, findings and URLs: a line a finding, its URL at the end; none without evidence."""
    lines: dict[str, list[str]] = {}
    for lookup, finding, url in evidence:
        lines.setdefault(f"found_{lookup}", []).append(f"{' '.join(finding.split())} {url}".strip())
    return {column: "\n".join(lines.get(column, ())) for column in FOUND} if lines else {}


def _put(whole: dict[str, Any], column: Column, value: Any) -> None:
    *outer, last = column.keys
    for key in outer:
        whole = whole[key]
    whole[last] = value


def _cell(column: Column, value: Any) -> str:
    always = _NAMES if column.in_article else _ALWAYS
    if column.keys[0] not in always and column.keys[0] not in value:
        return ""
    for key in column.keys:
        value = value[key]
    return column.spelling.cell(value)


def _spans(spans: Sequence[Span], text: str) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "text": span.of(text)} for span in spans]


def _article(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "author": article.author,
        "date": article.date,
        "url": article.url,
        "language": article.language,
        "file": article.file,
        "text": article.text,
        "paragraphs": [_paragraph(one) for one in article.paragraphs],
        "links": [{"start": link.span.start, "end": link.span.end, "url": link.url} for link in article.links],
    }


def _paragraph(one: Paragraph) -> dict[str, Any]:
    place = {"place": one.place} if one.place else {}
    return {"start": one.span.start, "end": one.span.end, "kind": one.kind.value, "number": one.number, **place}


def article_from_object(whole: Mapping[str, Any]) -> Article:
    """Return the article of a JSON checklist's `article`; one that lacks paragraphs has a line of its text for each.

    Raises InputError where its text is missing, or something in it is not as attrcheck writes it.
    """
    try:
        text: str = whole["text"]
        lines = re.finditer(r"[^\n]+", text)
        paragraphs = (
            tuple(map(_read_paragraph, whole["paragraphs"]))
            if "paragraphs" in whole
            else tuple(
                Paragraph(Span(*line.span()), ParagraphKind.BODY, number) for number, line in enumerate(lines, start=1)
            )
        )
        links = tuple(Link(_read_span(one), str(one["url"])) for one in whole.get("links", ()))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"this is not a checklist: its article is damaged ({error}).") from None
    if not text.strip():
        raise InputError("this checklist was made from a sheet, which does not hold the article's text.")
    ends = [0, *(end for one in paragraphs for end in (one.span.start, one.span.end)), len(text)]
    if ends != sorted(ends):
        raise InputError("this is not a checklist: the paragraphs of its article are not in order.")
    return Article(
        text=text,
        paragraphs=paragraphs,
        links=links,
        title=str(whole.get("title", "")),
        author=str(whole.get("author", "")),
        date=str(whole.get("date", "")),
        url=str(whole.get("url", "")),
        language=str(whole.get("language", "")),
        file=str(whole.get("file", "")),
    )


def _read_paragraph(one: Mapping[str, Any]) -> Paragraph:
    return Paragraph(_read_span(one), ParagraphKind(one["kind"]), int(one["number"]), str(one.get("place", "")))


def _read_span(one: Mapping[str, Any]) -> Span:
    return Span(int(one["start"]), int(one["end"]))


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
