"""An article and its checklist in, flat rows out: a row of the articles, and a row for each statement."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from attrcheck.article import Article, Span
from attrcheck.corpus.records import Failure
from attrcheck.files import read_data
from attrcheck.searches import SiteKind, fold, shipped_sites

if TYPE_CHECKING:
    from attrcheck.checklist import Checklist, Item, MadeBy

__all__ = [
    "ARTICLE_COLUMNS",
    "STATEMENT_COLUMNS",
    "Place",
    "Row",
    "Rows",
    "article_row",
    "failed_record",
    "statement_rows",
    "words_key",
]

Row = dict[str, Any]
#: The columns of both tables and their types in Parquet; unknown is null.
ARTICLE_COLUMNS = {
    "article_id": "string",
    "file": "string",
    "url": "string",
    "domain": "string",
    "outlet": "string",
    "title": "string",
    "author": "string",
    "published": "date32",
    "language": "string",
    "text_sha256": "string",
    "words": "int32",
    "statements": "int32",
    "ok": "bool",
    "error_kind": "string",
    "error": "string",
    "notes": "string",
    "seconds": "float32",
}
#: Characters of context on either side.
_AROUND = 240
_WORD = re.compile(r"\w+")
#: What a statement may begin with without being another one.
_OPENING = "that "


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article comes from: its id, its file, the fields that stand beside it, and its address."""

    id: str
    file: str
    fields: Mapping[str, Any]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """What came of a record: the rows of its articles, and those of their statements."""

    articles: tuple[Row, ...]
    statements: tuple[Row, ...] = ()


def words_key(text: str) -> str:
    """Return the words of a statement in small letters, without marks and a first "that": the same wherever printed.

    >>> words_key("that “the bridge is closed” …") == words_key("The bridge is closed")
    True
    """
    return " ".join(_WORD.findall(fold(text).casefold())).removeprefix(_OPENING)


def _before(item: Item, text: str, paragraph: Span) -> str:
    start = max(paragraph.start, item.attribution.content[0].start - _AROUND)
    return " ".join(text[start : item.attribution.content[0].start].split())


def _after(item: Item, text: str, paragraph: Span) -> str:
    end = max(item.attribution.content[-1].end, min(paragraph.end, item.attribution.content[-1].end + _AROUND))
    return " ".join(text[item.attribution.content[-1].end : end].split())


@dataclass(frozen=True, slots=True)
class _Told:
    """What the cells of a statement are made of."""

    place: Place
    article: Article
    item: Item
    nth: int
    paragraph: Span
    made_by: str


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the statements: its type in Parquet, and its cell."""

    type: str
    cell: Callable[[_Told], Any]


_STATEMENTS = {
    "article_id": _Column("string", lambda told: told.place.id),
    "statement_id": _Column("string", lambda told: told.item.id),
    "nth": _Column("int32", lambda told: told.nth),
    "source": _Column("string", lambda told: told.item.source.mention),
    "name": _Column("string", lambda told: told.item.source.name),
    "role": _Column("string", lambda told: told.item.source.role),
    "kind": _Column("string", lambda told: told.item.source.kind.value),
    "issuer": _Column("string", lambda told: told.item.source.affiliation),
    "cue": _Column("string", lambda told: told.item.cue),
    "act": _Column("string", lambda told: told.item.attribution.act.value),
    "form": _Column("string", lambda told: told.item.attribution.form.value),
    "ground": _Column("string", lambda told: told.item.ground),
    "statement": _Column("string", lambda told: told.item.statement),
    "statement_key": _Column("string", lambda told: words_key(told.item.statement)),
    "statement_words": _Column("int32", lambda told: len(words_key(told.item.statement).split())),
    "context_before": _Column("string", lambda told: _before(told.item, told.article.text, told.paragraph)),
    "context_after": _Column("string", lambda told: _after(told.item, told.article.text, told.paragraph)),
    "confidence": _Column("float32", lambda told: told.item.attribution.confidence),
    "paragraph": _Column("int32", lambda told: told.item.paragraph),
    "spans": _Column("string", lambda told: " ".join(f"{s.start}-{s.end}" for s in told.item.attribution.content)),
    "nested_in": _Column("string", lambda told: told.item.nested_in),
    "candidates": _Column("string", lambda told: " | ".join(told.item.source.candidates)),
    "cited_link": _Column("string", lambda told: told.item.cited_link),
    "made_by": _Column("string", lambda told: told.made_by),
}
STATEMENT_COLUMNS = {name: column.type for name, column in _STATEMENTS.items()}


def statement_rows(place: Place, checklist: Checklist) -> list[Row]:
    """Return the rows of a checklist's items, in the order of the text."""
    article, made_by = checklist.article, _maker(checklist.made_by)
    items = sorted(checklist.items, key=lambda item: (item.attribution.content[0], item.id))
    rows = []
    for nth, item in enumerate(items, 1):
        at = item.attribution.content[0].start
        around = next((p.span for p in article.paragraphs if p.span.start <= at < p.span.end), Span(at, at))
        told = _Told(place, article, item, nth, around, made_by)
        rows.append({name: _cell(column.cell(told)) for name, column in _STATEMENTS.items()})
    return rows


def _maker(made_by: MadeBy) -> str:
    return f"attrcheck {made_by.version}, model {made_by.model[:12]}"


def article_row(
    place: Place,
    article: Article | None = None,
    *,
    statements: int = 0,
    failure: Failure | None = None,
    language: str = "",
    seconds: float = 0.0,
) -> Row:
    """Return the row of an article, or of what should have been one and has a `failure`."""
    url = (article.url if article else "") or place.url
    domain = _domain(url)
    row = dict.fromkeys(ARTICLE_COLUMNS) | {
        "article_id": place.id,
        "file": place.file,
        "url": url,
        "domain": domain,
        "outlet": _told_outlet(place.fields) or _outlet(domain),
        "language": language,
        "words": len(article.text.split()) if article else 0,
        "statements": statements,
        "ok": failure is None,
        "error_kind": failure.kind.value if failure else None,
        "error": failure.message if failure else None,
        "seconds": round(seconds, 3),
    }
    if article:
        row |= {
            "title": article.title,
            "author": article.author,
            "published": _day(article.date),
            "language": article.language or language,
            "text_sha256": hashlib.sha256(article.text.encode("utf8", "surrogatepass")).hexdigest(),
            "notes": "\n".join(article.not_done),
        }
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: Any) -> Any:
    """Return a cell: None for what is unknown, and no half of a character, which Parquet cannot hold."""
    if not isinstance(value, str):
        return value
    return value.encode("utf8", "replace").decode("utf8") or None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _domain(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _told_outlet(fields: Mapping[str, Any]) -> str:
    """Return the outlet that stands beside an article, under any of the names that programs give it."""
    lowered = {str(key).lower(): value for key, value in fields.items()}
    told = (lowered.get(key) for key in _outlet_names())
    return next((value.strip() for value in told if isinstance(value, str) and value.strip()), "")


@cache
def _outlet_names() -> tuple[str, ...]:
    return tuple(read_data("documents")["json"]["outlet"].split())


@cache
def _outlets() -> Mapping[str, str]:
    """Return the outlets that attrcheck knows, by their domain."""
    known = shipped_sites().names.values()
    news = (site for site in known if site.kind in (SiteKind.OUTLET, SiteKind.AGENCY))
    return {domain: site.names[0] for site in news for domain in (site.domain, *site.also)}


def _outlet(domain: str) -> str:
    """Return the outlet that a domain, or the one that it is a part of, belongs to, "" for none that is known."""
    labels = domain.split(".")
    parts = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((_outlets()[part] for part in parts if part in _outlets()), "")


def failed_record(id_: str, file: str, failure: Failure, *, seconds: float = 0.0) -> Rows:
    """Return the row of a record of which nothing more is known than its failure."""
    return Rows((article_row(Place(id_, file, {}), failure=failure, seconds=seconds),))
