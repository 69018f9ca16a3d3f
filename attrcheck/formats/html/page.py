"""Checklists in, one self-contained HTML page out, to read the articles and work through their rows in a browser."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from importlib import resources
from string import Template
from typing import Any

from attrcheck.checklist import (
    COLUMNS,
    CORRECTED,
    FOUND,
    HELD,
    HUMAN,
    KNOWN,
    MARKS,
    NEEDED,
    Checklist,
    Item,
    Row,
    Status,
    Summary,
    Verdict,
    as_sheet,
    date_words,
    plain_words,
    summarise,
)
from attrcheck.formats.html.marks import blocks

__all__ = ["write"]

#: The page's own program, one module in parts that build on each other, and its style sheets.
_PROGRAM = (
    *("dom", "rows", "history", "store", "sheet", "upload"),
    *("article", "evidence", "editor", "parts", "list", "sources", "class", "paper", "main"),
)
_STYLES = ("base", "article", "list", "sources", "layout", "paper")
#: Characters that could end the block of data, or that a script may not hold.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
#: Characters of a text without title and address that its page's typed cells are kept under.
_BEGINNING = 2000
#: Words of each run that a sketch of a text is made of, and how many runs it keeps.
_RUN, _SKETCHED = 4, 64


def write(*checklists: Checklist) -> str:
    """Return the checklists as one page that opens no connection and runs no script but its own."""
    parser = _read("vendor/papaparse.min.js")
    program = "\n".join(_read(f"{part}.js") for part in _PROGRAM)
    style = "\n".join(_read(f"{part}.css") for part in _STYLES)
    names = [_clean(one.article.title or one.article.file) or "Untitled article" for one in checklists]
    return Template(_read("page.html")).substitute(
        policy=html.escape(_policy(scripts=(parser, program), styles=(style,))),
        title=html.escape(names[0] if len(names) == 1 else f"{len(names)} articles"),
        style=style,
        data=_as_data(_page(checklists)),
        parser=parser,
        program=program,
    )


def _read(name: str) -> str:
    return (resources.files("attrcheck.formats.html") / "static" / name).read_text(encoding="utf8")


def _policy(*, scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return a content security policy under which exactly these scripts and styles have effect, and nothing loads."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            *(f"{door} 'none'" for door in ("img-src", "connect-src", "base-uri", "form-action", "trusted-types")),
            "require-trusted-types-for 'script'",
        )
    )


def _hash(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode("utf8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _as_data(page: object) -> str:
    """Return `page` as JSON that no HTML parser takes for anything but text."""
    written = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _clean(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _page(checklists: Sequence[Checklist]) -> dict[str, Any]:
    return {
        "columns": COLUMNS,
        "found": FOUND,
        "held": HELD,
        "human": HUMAN,
        "corrected": CORRECTED,
        "needed": NEEDED,
        "marks": MARKS,
        "labels": {name: column.label for name, column in KNOWN.items() if column.label},
        "statuses": list(Status),
        "verdicts": list(Verdict),
        "dates": date_words(),
        "articles": [_article(one) for one in checklists],
    }


def _article(checklist: Checklist) -> dict[str, Any]:
    article = checklist.article
    return {
        "key": _key(article.url or article.file or article.title or article.text[:_BEGINNING]),
        "old_key": _key(
            *((article.title, article.url) if article.title or article.url else (article.text[:_BEGINNING],))
        ),
        "about": {"title": article.title, "url": article.url, "file": article.file, "sketch": _sketch(article.text)},
        "title": article.title,
        "author": article.author,
        "date": article.date,
        "url": article.url,
        "file": article.file,
        "blocks": blocks(checklist),
        "rows": [_row(item, row) for item, row in zip(checklist.items, as_sheet(checklist).rows, strict=True)],
        "summary": _summary(summarise(checklist)),
        "not_done": checklist.not_done,
        "made_by": f"attrcheck {checklist.made_by.version}",
    }


def _key(*names: str) -> str:
    """Return the name under which a browser keeps what is typed about an article, also after it has been read again."""
    return hashlib.sha256("\x1f".join(names).encode("utf8", "surrogatepass")).hexdigest()[:16]


def _sketch(text: str) -> list[int]:
    """Return a few numbers made of the words of `text`, most of which another version of it shares."""
    words = plain_words(text).split()
    runs = {" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))} if words else set()
    digests = (hashlib.sha256(run.encode("utf8", "surrogatepass")).digest() for run in runs)
    return sorted(int.from_bytes(digest[:4], "big") for digest in digests)[:_SKETCHED]


def _row(item: Item, row: Row) -> dict[str, Any]:
    """Return the cells of the contract, then those of evidence and of the material, and what they leave out."""
    return {
        "cells": [row[column] for column in (*COLUMNS, *FOUND, *HELD)],
        "reason": item.priority_reason,
        "nested_in": item.nested_in,
        "candidates": item.source.candidates,
        "evidence": [one.fields() for one in item.evidence],
        "against": item.held.fields() if item.held is not None else None,
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "kinds": {name: getattr(summary, name) for name in ("named", "unnamed", "vague", "nobody")},
        "forms": {name: getattr(summary, name) for name in ("direct", "mixed", "indirect")},
        "sources": [asdict(one) for one in summary.sources],
        "warnings": summary.warnings,
    }
