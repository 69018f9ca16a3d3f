"""What an article says of a study in, the works that it may be out, as Crossref has them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import quote

from attrcheck.evidence.services.responses import (
    leading_numbers,
    object_at,
    objects_at,
    read_object,
    text_at,
    texts_at,
    with_query,
)
from attrcheck.web import Page

__all__ = ["Work", "read_works", "readable_url", "work_url", "works_url"]

_MOST = 3
_TAG = re.compile(r"<[^<>]{0,100}>")


@dataclass(frozen=True, slots=True)
class Work:
    """A published work; strings are "" and `year` 0 for unknown, `authors` are the family names of the first few."""

    title: str
    authors: tuple[str, ...]
    year: int
    journal: str
    url: str


def works_url(query: str) -> str:
    """Return the address that searches works by their bibliographic words."""
    return with_query(
        "https://api.crossref.org/works",
        **{"query.bibliographic": query, "rows": str(_MOST), "select": "DOI,title,author,issued,container-title,URL"},
    )


def work_url(doi: str) -> str:
    """Return the address of what Crossref has on the one work with this DOI."""
    return f"https://api.crossref.org/works/{quote(doi, safe='')}"


def readable_url(query: str) -> str:
    """Return the address of the page where a person searches for the same."""
    return with_query("https://search.crossref.org/search/works", q=query, from_ui="yes")


def read_works(answer: Page) -> tuple[Work, ...]:
    """Return the works of an answer, or its one work, that have a title; raises NetworkError for an error."""
    message = object_at(read_object(answer, "Crossref"), "message")
    found = []
    for item in objects_at(message, "items") if "items" in message else (message,):
        title = next(iter(texts_at(item, "title")), "")
        doi = text_at(item, "DOI")
        if not title or not doi:
            continue
        parts = object_at(item, "issued").get("date-parts")
        issued = leading_numbers(parts[0]) if isinstance(parts, list) and parts else ()
        names = [text_at(author, "family") or text_at(author, "name") for author in objects_at(item, "author")]
        found.append(
            Work(
                title=_plain(title),
                authors=tuple(filter(None, names))[:3],
                year=issued[0] if issued else 0,
                journal=_plain(next(iter(texts_at(item, "container-title")), "")),
                url=text_at(item, "URL") or f"https://doi.org/{doi}",
            )
        )
    return tuple(found)


def _plain(title: str) -> str:
    """Return a title without the markup that publishers leave in it."""
    return html.unescape(_TAG.sub("", title))
