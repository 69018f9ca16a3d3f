"""A checklist in, JSON out: every span with its offsets and its text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from attrcheck.article import Article, Span
from attrcheck.checklist import Checklist, Item
from attrcheck.searches import SearchLink
from attrcheck.summary import Summary, summarise

__all__ = ["write"]


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
