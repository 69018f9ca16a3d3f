"""The columns of a checklist: one entry a column says all that the formats need to know of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from attrcheck.checklist.findings import Lookup

__all__ = [
    "COLUMNS",
    "FOUND",
    "HUMAN",
    "ITEM_KEYS",
    "MERGED",
    "NEEDED",
    "OLD_STATEMENT",
    "OURS",
    "SEARCHES",
    "evidence_of",
    "found_cells",
    "item_cells",
    "lookup_of",
]

_GAP = " […] "
#: How many searches a row has room for.
SEARCHES = 7
#: The columns in their order; a contract with everyone who keeps such files.
COLUMNS = (
    *("id", "status", "verdict", "evidence_url", "notes", "checked_by", "checked_on"),
    *("priority", "source", "source_name", "source_role", "source_kind", "cue", "act", "form", "statement", "context"),
    *("questions", "cited_link", "passage_link"),
    *(f"search_{number}" for number in range(1, SEARCHES + 1)),
    *("confidence", "paragraph", "start", "end", "article_title", "article_url", "article_date"),
)
#: The columns that a person fills in.
HUMAN = ("status", "verdict", "evidence_url", "notes", "checked_by", "checked_on")
#: The columns of evidence, one a look-up, behind the contract's; only a checklist that was looked up has them.
FOUND = tuple(f"found_{lookup.value}" for lookup in Lookup)
#: What a merge marks, and the words that a marked row had before; only merged files have these two columns.
MERGED, OLD_STATEMENT = "merged", "old_statement"
OURS = frozenset((*COLUMNS, *FOUND, MERGED, OLD_STATEMENT))
#: Without these a file cannot be told to be a checklist, nor its rows be found again.
NEEDED = ("id", *HUMAN, "source", "cue", "statement")
#: What the JSON of an item holds under names of its own; a test keeps this in step with formats.json.
ITEM_KEYS = frozenset(
    (
        *("id", "source", "cue", "statement", "act", "form", "confidence", "continues", "nested_in", "paragraph"),
        *("context", "priority", "priority_reason", "questions", "cited_link", "passage_link", "links", "cells"),
        *("evidence", *FOUND, *HUMAN, MERGED, OLD_STATEMENT),
    )
)


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


def found_cells(evidence: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return the cells of look-ups, findings and URLs: a line a finding, its URL at the end; none without evidence."""
    lines: dict[str, list[str]] = {}
    for lookup, finding, url in evidence:
        lines.setdefault(f"found_{lookup}", []).append(f"{' '.join(finding.split())} {url}".strip())
    return {column: "\n".join(lines.get(column, ())) for column in FOUND} if lines else {}
