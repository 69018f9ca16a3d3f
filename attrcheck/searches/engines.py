"""Search terms in, addresses of search pages out: every engine's URL template, filled and kept short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from attrcheck.article import LONGEST_URL

__all__ = ["Engine", "Query", "Search", "SearchLink", "make_search"]


@dataclass(frozen=True, slots=True)
class SearchLink:
    """A link for a human to open: what it looks for, and its URL of under 2,000 characters."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Engine:
    """A search page's address as a template; data/engines.toml says what its fields mean."""

    name: str
    url: str
    words: int = 100
    web: bool = False
    since: str = ""
    until: str = ""
    window: str = ""
    raw: bool = False
    unquoted: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for: terms, the best first, the days that bound it, and the language of the pages."""

    terms: Sequence[str]
    since: date | None = None
    until: date | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """A link with its engine and what it asks: words and days in no order, by which two that ask the same are known."""

    link: SearchLink
    engine: Engine
    question: frozenset[str]


def make_search(engine: Engine, label: str, query: Query) -> Search | None:
    """Return the link that asks `engine`, for as many of the first terms as it takes; None for nothing to ask."""
    kept, since, until = [term for term in query.terms if term], query.since, query.until
    bounds = [engine.since.format(date=since)] if since and engine.since else []
    bounds += [engine.until.format(date=until)] if until and engine.until else []
    while kept:
        words = " ".join((*kept, *bounds))
        words = words.replace('"', "") if engine.unquoted else words
        encoded = quote(words, safe="%/:=&?~+!$,;'@()*[]" if engine.raw else "")
        # A query that holds braces is filled in last, so that it stays as it is.
        url = engine.url.replace("{lang}", query.lang).replace("{query}", encoded)
        if since and until:
            url += engine.window.format(
                since=since, until=until, since_compact=f"{since:%Y%m%d}", until_compact=f"{until:%Y%m%d}"
            )
        if len(words.split()) <= engine.words and len(url) < LONGEST_URL:
            index = "the web" if engine.web else engine.url
            question = frozenset((index, query.lang, *words.lower().replace('"', " ").split()))
            return Search(SearchLink(f"{label} ({engine.name})", url), engine, question)
        kept = _shortened(kept)
    return None


def _shortened(terms: list[str]) -> list[str]:
    """Return `terms` without the last, or the only one without its last word."""
    if len(terms) > 1:
        return terms[:-1]
    words = terms[0].strip('"').split()[:-1]
    return [f'"{" ".join(words)}"'] if words else []
