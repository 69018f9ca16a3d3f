"""A query in, pages of the open web out, from Brave's API with the user's key or from the user's own SearXNG."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from attrcheck.evidence.services.responses import object_at, objects_at, read_object, text_at, with_query
from attrcheck.web import Page

__all__ = ["Hit", "brave_url", "read_brave", "read_searxng", "searxng_url"]

_MOST = 5
_TAG = re.compile(r"</?\w[^<>]{0,100}>")


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that a search engine lists, with the engine's own extract of it."""

    url: str
    title: str
    extract: str


def brave_url(query: str) -> str:
    """Return the address that searches with Brave; the key goes into the header X-Subscription-Token."""
    return with_query("https://api.search.brave.com/res/v1/web/search", q=query, count=str(_MOST))


def searxng_url(base: str, query: str) -> str:
    """Return the address that searches with the SearXNG at `base`."""
    return with_query(f"{base.rstrip('/')}/search", q=query, format="json")


def read_brave(answer: Page) -> tuple[Hit, ...]:
    """Return the pages of Brave's answer; raises NetworkError for an error."""
    return _hits(objects_at(object_at(read_object(answer, "Brave"), "web"), "results"), "description")


def read_searxng(answer: Page) -> tuple[Hit, ...]:
    """Return the pages of SearXNG's answer; raises NetworkError for an error."""
    return _hits(objects_at(read_object(answer, "SearXNG"), "results"), "content")


def _hits(results: tuple[object, ...], extract: str) -> tuple[Hit, ...]:
    return tuple(
        Hit(text_at(result, "url"), _plain(text_at(result, "title")), _plain(text_at(result, extract)))
        for result in results
        if text_at(result, "url").startswith(("http://", "https://"))
    )[:_MOST]


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))
