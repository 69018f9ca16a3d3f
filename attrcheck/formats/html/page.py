"""Checklists in, one self-contained page out, to read the articles and work through their rows in a browser."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import resources
from string import Template
from typing import Any

from attrcheck.checklist import (
    COLUMNS,
    CORRECTED,
    FOUND,
    HELD,
    HUMAN,
    ITEM_KEYS,
    KNOWN,
    MARKS,
    NEEDED,
    READ_BACK,
    ArticleName,
    Checklist,
    Mark,
    Row,
    Sheet,
    Status,
    Verdict,
    article_from_object,
    article_of,
    article_of_head,
    date_words,
    evidence_of,
    item_cells,
    marks_of,
    plain_words,
    whole_sheet,
)
from attrcheck.errors import InputError
from attrcheck.formats.html.marks import blocks, is_in

__all__ = ["connected_page", "content_policy", "json_block", "static_text", "write", "write_sheet"]

#: The page's own program, one module in parts that build on each other, and its style sheets.
_PROGRAM = (
    *("dom", "rows", "history", "store", "sheet", "upload"),
    *("article", "evidence", "editor", "parts", "list", "people", "sources", "class", "paper", "main"),
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
    return write_sheet(whole_sheet(*checklists))


def write_sheet(sheet: Sheet) -> str:
    """Return `sheet` as the same page, with what people typed in it; InputError where it lacks the articles' texts."""
    return _written(_page(sheet), _PROGRAM, _STYLES)


def connected_page(sheet: Sheet, desk: Mapping[str, Any]) -> str:
    """Return the same page for a server: it keeps there what is typed, under the addresses that `desk` names."""
    program = (*_PROGRAM[:-1], "connection", "desk", _PROGRAM[-1])
    return _written({**_page(sheet), "desk": desk}, program, (*_STYLES, "desk"), connects="'self'")


def _written(page: Mapping[str, Any], parts: Sequence[str], styles: Sequence[str], *, connects: str = "'none'") -> str:
    """Return the HTML of the data `page`, the `parts` of its program, which may connect to `connects`, and styles."""
    parser = static_text("vendor/papaparse.min.js")
    program = "\n".join(static_text(f"{part}.js") for part in parts)
    style = "\n".join(static_text(f"{part}.css") for part in styles)
    names = [_clean(one["title"] or one["file"]) or "Untitled article" for one in page["articles"]]
    return Template(static_text("page.html")).substitute(
        policy=html.escape(content_policy(scripts=(parser, program), styles=(style,), connects=connects)),
        title=html.escape(names[0] if len(names) == 1 else f"{len(names)} articles"),
        style=style,
        data=json_block(page),
        parser=parser,
        program=program,
    )


def static_text(name: str) -> str:
    """Return the text of one of the page's parts."""
    return (resources.files("attrcheck.formats.html") / "static" / name).read_text(encoding="utf8")


def content_policy(*, scripts: Sequence[str], styles: Sequence[str], connects: str = "'none'") -> str:
    """Return a content security policy under which exactly these scripts and styles have effect, and nothing loads.

    Scripts may ask `connects` for data.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src 'none'",
            f"connect-src {connects}",
            *(f"{door} 'none'" for door in ("base-uri", "form-action", "trusted-types")),
            "require-trusted-types-for 'script'",
        )
    )


def _hash(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode("utf8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def json_block(page: object) -> str:
    """Return `page` as JSON that no HTML parser takes for anything but text."""
    written = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _clean(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _page(sheet: Sheet) -> dict[str, Any]:
    rows: dict[ArticleName, list[Row]] = {article_of_head(head): [] for head in sheet.heads}
    for row in sheet.rows:
        if article_of(row) not in rows:
            raise InputError("a page needs the article's text, which this checklist does not hold.")
        rows[article_of(row)].append(row)
    articles = [_article(head, rows[article_of_head(head)]) for head in sheet.heads]
    read = {cells["id"]: cells for one in articles for cells in one.pop("read")}
    number = Counter(row["id"] for row in sheet.rows)
    return {
        "columns": COLUMNS,
        "found": FOUND,
        "held": HELD,
        "human": HUMAN,
        "read_back": READ_BACK,
        "corrected": CORRECTED,
        "needed": NEEDED,
        "marks": MARKS,
        "labels": {name: column.label for name, column in KNOWN.items() if column.label},
        "statuses": list(Status),
        "verdicts": list(Verdict),
        "dates": date_words(),
        "articles": articles,
        # Of rows that a person has split, each goes with the others.
        "typed": [_filled(row) for row in sheet.rows if number[row["id"]] > 1 or _is_typed(row, read.get(row["id"]))],
    }


def _article(head: Mapping[str, Any], rows: Sequence[Row]) -> dict[str, Any]:
    """Return an article with those of its rows that stand in its text; `read` are their cells as they were read."""
    article = article_from_object(head["article"])
    firsts: dict[str, Row] = {}
    for row in rows:
        firsts.setdefault(row["id"], row)
    marked = [
        (row, row.item)
        for row in firsts.values()
        if row.item is not None and Mark.GONE not in marks_of(row) and is_in(row.item, article.text)
    ]
    read = [_as_read(row, item, head["article"]) for row, item in marked]
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
        "blocks": blocks(article, [item for _, item in marked]),
        "rows": [_row(item, cells) for (_, item), cells in zip(marked, read, strict=True)],
        "summary": _summary(head.get("summary", {})),
        "not_done": head.get("not_done", []),
        "made_by": f"attrcheck {head['made_by']['version']}",
        "read": read,
    }


def _as_read(row: Row, item: Mapping[str, Any], article: Mapping[str, Any]) -> dict[str, str]:
    """Return the cells of `row` as attrcheck read them, whatever people have made of them since."""
    read = {key: value for key, value in item.items() if key in ITEM_KEYS and key not in (*MARKS, "cells")}
    cells = item_cells({**read, **dict.fromkeys(HUMAN, ""), "status": str(Status.TODO)}, article)
    return {**cells, "id": row["id"], **{column: row[column] for column in (*FOUND, *HELD)}}


def _filled(row: Row) -> dict[str, str]:
    return {column: cell for column, cell in row.cells.items() if cell}


def _is_typed(row: Row, read: Mapping[str, str] | None) -> bool:
    """Tell whether a person, or a merge, has changed `row` since it was read, or added it."""
    return read is None or _filled(row) != {column: cell for column, cell in read.items() if cell}


def _key(*names: str) -> str:
    """Return the name under which a browser keeps what is typed about an article, also after it has been read again."""
    return hashlib.sha256("\x1f".join(names).encode("utf8", "surrogatepass")).hexdigest()[:16]


def _sketch(text: str) -> list[int]:
    """Return a few numbers made of the words of `text`, most of which another version of it shares."""
    words = plain_words(text).split()
    runs = {" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))} if words else set()
    digests = (hashlib.sha256(run.encode("utf8", "surrogatepass")).digest() for run in runs)
    return sorted(int.from_bytes(digest[:4], "big") for digest in digests)[:_SKETCHED]


def _row(item: Mapping[str, Any], cells: Mapping[str, str]) -> dict[str, Any]:
    """Return the cells of the contract as they were read, then those of evidence and of the material, and the rest."""
    return {
        "cells": [cells[column] for column in (*COLUMNS, *FOUND, *HELD)],
        "reason": item["priority_reason"],
        "nested_in": item["nested_in"] or "",
        "candidates": item["source"]["candidates"],
        "evidence": evidence_of(item),
        "against": item.get("against"),
    }


def _summary(summary: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {("nobody" if name == "none" else name): number for name, number in summary.get("kinds", {}).items()}
    sources = [{**one, "forms": list(one["forms"].items())} for one in summary.get("sources", ())]
    return {
        "kinds": kinds,
        "forms": summary.get("forms", {}),
        "sources": sources,
        "warnings": summary.get("warnings", []),
    }
