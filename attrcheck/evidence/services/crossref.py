"""What is told of a study in, the works that it may be out, as Crossref has them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import quote

from attrcheck.evidence.services.responses import address, numbers, objects, part, read_object, words, words_in
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
    return address(
        "https://api.crossref.org/works",
        **{"query.bibliographic": query, "rows": str(_MOST), "select": "DOI,title,author,issued,container-title,URL"},
    )


def work_url(doi: str) -> str:
    """Return the address that tells of the one work with this DOI."""
    return f"https://api.crossref.org/works/{quote(doi, safe='')}"


def readable_url(query: str) -> str:
    """Return the address of the page where a person searches for the same."""
    return address("https://search.crossref.org/search/works", q=query, from_ui="yes")


def read_works(answer: Page) -> tuple[Work, ...]:
    """Return the works of an answer, or its one work, that have a title; raises NetworkError for an error."""
    message = part(read_object(answer, "Crossref"), "message")
    found = []
    for item in objects(message, "items") if "items" in message else (message,):
        title = next(iter(words_in(item, "title")), "")
        doi = words(item, "DOI")
        if not title or not doi:
            continue
        parts = part(item, "issued").get("date-parts")
        issued = numbers(parts[0]) if isinstance(parts, list) and parts else ()
        names = [words(author, "family") or words(author, "name") for author in objects(item, "author")]
        found.append(
            Work(
                title=_plain(title),
                authors=tuple(filter(None, names))[:3],
                year=issued[0] if issued else 0,
                journal=_plain(next(iter(words_in(item, "container-title")), "")),
                url=words(item, "URL") or f"https://doi.org/{doi}",
            )
        )
    return tuple(found)


def _plain(title: str) -> str:
    """Return a title without the markup that publishers leave in it."""
    return html.unescape(_TAG.sub("", title))
