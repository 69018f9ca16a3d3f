"""A sheet in, annotations out: W3C Web Annotations as JSON-LD, and the same rows as Hypothes.is imports them."""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from attrcheck.checklist import (
    GAP,
    MERGED,
    SEARCHES,
    ArticleName,
    Checklist,
    Mark,
    Row,
    Sheet,
    Status,
    article_of,
    article_of_head,
    fold_choice,
    marks_of,
    plain_words,
    status_of,
    whole_sheet,
)
from attrcheck.formats import markdown
from attrcheck.version import __version__

__all__ = ["write", "write_sheet"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Names (RFC 9562, version 5) are made in it: of annotations, and of articles that have no address.
_SPACE = uuid.UUID("6c1f6f0e-52a4-4a0e-9d0c-3f8f6f5f2a11")
#: Characters on either side of a quotation, as Hypothes.is keeps them.
_AROUND = 32
#: Words of a text by which it is named, where it has neither address nor title.
_NAMING = 40
#: Whose annotations a person chooses when importing; the account that imports them becomes their author.
_USER = {"user": "acct:attrcheck@attrcheck.invalid", "user_info": {"display_name": "attrcheck"}}
_SOFTWARE = {"type": "Software", "name": f"attrcheck {__version__}"}
_WEB = re.compile(r"https?://[^\s/]\S*", re.I)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of an article with those round them, and their place in its text where that is known."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    place: tuple[int, int] | None = None


def write(*checklists: Checklist) -> str:
    """Return the checklists as one collection of annotations."""
    return write_sheet(whole_sheet(*checklists))


def write_sheet(sheet: Sheet) -> str:
    """Return `sheet` as a W3C AnnotationCollection, an annotation a row, with the same rows for Hypothes.is beside it.

    Processors of JSON-LD pass over the key "annotations", and Hypothes.is reads no other. Only rows of articles that
    have a web address stand under it: others have no page to be shown on.
    """
    texts = {article_of_head(head): str(head["article"].get("text", "")) for head in sheet.heads}
    sources = _sources(sheet, texts)
    seen: Counter[str] = Counter()
    items, imports = [], []
    for row in sheet.rows:
        source = sources[article_of(row)]
        pieces = _pieces(row, texts.get(article_of(row), ""))
        items.append(_annotation(row, source, pieces, seen))
        if _WEB.match(source):
            imports.append(_import(row, source, pieces, texts.get(article_of(row), "")))
    name = _name("collection", *sorted(sources.values()))
    page = f"{name}#page"
    collection = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "; ".join(dict.fromkeys(title for title, *_ in sources if title)) or "Checklist",
        "generator": _SOFTWARE,
        "total": len(items),
        "first": {"id": page, "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items},
        "last": page,
        "annotations": imports,
    }
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def _name(*parts: str) -> str:
    return uuid.uuid5(_SPACE, "\x1f".join(parts).encode("utf8", "replace").decode("utf8")).urn


def _sources(sheet: Sheet, texts: Mapping[ArticleName, str]) -> dict[ArticleName, str]:
    """Return the address of each article, or a name that is made from its title, its beginning, or its rows."""
    rows: dict[ArticleName, list[Row]] = {name: [] for name in texts}
    for row in sheet.rows:
        rows.setdefault(article_of(row), []).append(row)
    sources = {}
    for name, its in rows.items():
        title, url, _ = name
        beginning = " ".join(texts.get(name, "").split()[:_NAMING])
        known = plain_words(title) or plain_words(beginning) or " ".join(sorted(row["id"] for row in its))
        sources[name] = _address(url) or _name("article", known)
    return sources


def _address(url: str) -> str:
    """Return `url` with what an IRI may not hold escaped, or "" where it is no web address."""
    url = url.strip()
    return quote(url.encode("utf8", "replace"), safe="%/:?#[]@!$&'()*+,;=-._~") if _WEB.fullmatch(url) else ""


def _pieces(row: Row, text: str) -> tuple[_Piece, ...]:
    """Return the pieces of the statement of `row`: from its spans, or from its cells where it has none in `text`."""
    spans = [(s["start"], s["end"], s["text"]) for s in (row.item or {}).get("statement", {}).get("spans", ())]
    if spans and all(text[start:end] == words for start, end, words in spans):
        return tuple(
            _Piece(words, text[max(0, start - _AROUND) : start], text[end : end + _AROUND], (start, end))
            for start, end, words in spans
        )
    context = row["context"].removeprefix("… ").removesuffix(" …")
    pieces = [words for words in row["statement"].split(GAP) if words.strip()]
    return tuple(_in_context(words, context, _place(row) if len(pieces) == 1 else None) for words in pieces)


def _in_context(words: str, context: str, place: tuple[int, int] | None) -> _Piece:
    if context.count(words) != 1:
        return _Piece(words, place=place)
    at = context.index(words)
    behind = context[at + len(words) :]
    return _Piece(words, context[max(0, at - _AROUND) : at], behind[:_AROUND], place)


def _place(row: Row) -> tuple[int, int] | None:
    """Return where the cells of `row` say that its statement stands, as long as nobody has taken it out."""
    start, end = row["start"], row["end"]
    are_offsets = re.fullmatch(r"\d{1,12}", start) and re.fullmatch(r"\d{1,12}", end) and int(start) < int(end)
    return (int(start), int(end)) if are_offsets and Mark.GONE not in marks_of(row) else None


def _quote(piece: _Piece) -> dict[str, Any]:
    around = {"prefix": piece.prefix, "suffix": piece.suffix}
    return {"type": "TextQuoteSelector", "exact": piece.exact, **{key: words for key, words in around.items() if words}}


def _annotation(row: Row, source: str, pieces: Sequence[_Piece], seen: Counter[str]) -> dict[str, Any]:
    known = row["id"].strip() or row["statement"]
    seen[known] += 1
    targets: list[dict[str, Any]] = []
    for piece in pieces:
        selectors = [_quote(piece)]
        if piece.place:
            selectors.append({"type": "TextPositionSelector", "start": piece.place[0], "end": piece.place[1]})
        targets.append({"type": "SpecificResource", "source": source, "selector": selectors})
    judged = bool(row["verdict"].strip())
    person = {"type": "Person", "name": row["checked_by"].strip()}
    return {
        "id": _name("item", known, *([str(seen[known])] if seen[known] > 1 else [])),
        "type": "Annotation",
        "motivation": "assessing" if judged else "questioning",
        "creator": person if judged and person["name"] else _SOFTWARE,
        "generator": _SOFTWARE,
        **({"dcterms:identifier": row["id"].strip()} if row["id"].strip() else {}),
        "body": [*_bodies(row, person)],
        "target": targets or source,
    }


def _bodies(row: Row, person: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    yield _textual("\n".join(_lines(row, _one_line, _plain_link)), "commenting")
    if row["notes"].strip():
        yield {**_textual(row["notes"], "commenting"), **({"creator": person} if person["name"] else {})}
    if _address(row["evidence_url"]):
        yield {"type": "SpecificResource", "source": _address(row["evidence_url"]), "purpose": "linking"}
    for tag in _tags(row):
        yield {"type": "TextualBody", "value": tag, "purpose": "tagging"}


def _textual(words: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": words, "format": "text/plain", "purpose": purpose}


def _tags(row: Row) -> list[str]:
    """Return what a row is, as "name:value"; what only a person sets stands there once one has."""
    cells = [("source", row["source_kind"]), ("form", row["form"]), ("act", row["act"])]
    if status_of(row) != Status.TODO:
        cells.append(("status", row["status"]))
    cells.append(("verdict", row["verdict"]))
    cells += [(MERGED, mark) for mark in marks_of(row) if mark != Mark.NEW]
    return [f"{name}:{fold_choice(cell)}" for name, cell in cells if cell.strip()]


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _plain_link(label: str, url: str) -> str:
    return f"{_one_line(label)}: {_address(url)}" if _address(url) else ""


def _lines(row: Row, plain: Callable[[str], str], link: Callable[[str, str], str]) -> Iterator[str]:
    """Yield the lines that say who said it, what to ask and where to search; `plain` and `link` spell the parts."""
    who = dict.fromkeys((plain(row["source_name"] or row["source"]) or "nobody named", plain(row["source_role"])))
    kind = f" ({plain(row['source_kind'])})" if row["source_kind"] not in ("", "none") else ""
    yield f"Said by {', '.join(filter(None, who))}{kind}"
    words = [f"“{plain(row[column])}”" for column in ("source", "cue") if row[column].strip()]
    if words:
        yield f"In the article: {' '.join(words)}"
    if row["ground"].strip():
        yield f"How they know: {plain(row['ground'])}"
    if row["against_outcome"].strip():
        held = (row["against_outcome"], row["against_detail"], row["against_place"])
        yield f"\nAgainst the material: {' · '.join(plain(words) for words in held if words)}"
    questions = [question for question in row["questions"].split("\n") if question.strip()]
    if questions:
        yield "\nTo ask:\n"
        yield from (f"- {plain(question)}" for question in questions)
    links = [link("cited there", row["cited_link"])]
    for number in range(1, SEARCHES + 1):
        label, _, url = row[f"search_{number}"].rpartition(": ")
        links.append(link(label, url))
    if any(links):
        yield "\nTo search:\n"
        yield from (f"- {one}" for one in links if one)


def _import(row: Row, source: str, pieces: Sequence[_Piece], text: str) -> dict[str, Any]:
    """Return `row` as Hypothes.is exports and imports annotations: with one target, and Markdown that it shows.

    Of a statement in several pieces the words from the first to the last are quoted, or the first where the article's
    text is not there. No position is given: it would count the characters of the page and not of the article.
    """
    lines = [*_lines(row, markdown.escape, markdown.web_link)]
    typed = [(name, row[name.replace(" ", "_")]) for name in ("verdict", "notes", "checked by", "checked on")]
    lines[:0] = [f"{name}: {markdown.escape(words)}\n" for name, words in typed if words.strip()]
    evidence = _address(row["evidence_url"])
    if evidence:
        lines.insert(0, f"evidence: {markdown.web_link(evidence, evidence)}\n")
    first, last = (pieces[0], pieces[-1]) if pieces else (_Piece(""), _Piece(""))
    if first.place and last.place and text:
        first = _Piece(text[first.place[0] : last.place[1]], first.prefix, last.suffix)
    return {
        **_USER,
        "uri": source,
        "document": {"title": [row["article_title"]]} if row["article_title"] else {},
        "text": "\n".join(lines),
        "tags": _tags(row),
        "target": [{"source": source, **({"selector": [_quote(first)]} if first.exact else {})}],
    }
