"""An RSS or Atom feed in, the `Article` of each of its entries out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.html.blocks import parse_html, read_blocks
from attrcheck.article.model import Article
from attrcheck.article.text.bylines import clean_author, find_date
from attrcheck.article.urls import absolute_url
from attrcheck.errors import InputError, NoArticleError

__all__ = ["read_feed"]

_MOST_ENTRIES = 200
#: Words that an entry has where it holds an article and not a summary that leads to one.
_FEWEST_WORDS = 60


def read_feed(text: str, *, url: str = "") -> tuple[Article, ...]:
    """Return the articles that a feed holds whole; NoArticleError says where those are that it only sums up.

    Raises InputError for XML that is no feed.
    """
    import feedparser  # noqa: PLC0415 (only feeds need it)

    # The text is decoded already, whatever encoding it declares.
    headers = {"content-type": "application/xml; charset=utf-8"}
    data = text.encode("utf-8", "replace")
    feed = feedparser.parse(data, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        raise InputError(
            "this is an XML file of a kind that attrcheck does not know: save or export its text as a .txt file and "
            "give that."
        )
    entries = feed.entries[:_MOST_ENTRIES]
    if not entries:
        raise NoArticleError("the feed holds no entries: give the address of an article.")
    language = str(feed.feed.get("language", ""))[:2].lower()
    found = list(_articles(entries, url, language))
    if not found:
        first = next((link for entry in entries if (link := _link(entry, url))), "")
        more = f", such as {first}" if first else ""
        raise NoArticleError(f"the feed holds summaries and no article: give the address of one{more}.")
    return tuple(found)


def _articles(entries: list[Any], url: str, language: str) -> Iterator[Article]:
    alone = len(entries) == 1
    for entry in entries:
        link = _link(entry, url)
        blocks = read_blocks(parse_html(_markup(entry)), link or url)
        words = sum(len(block.text.split()) for block in blocks)
        if not blocks or (words < _FEWEST_WORDS and not alone):
            continue
        names = [str(one.get("name", "")) for one in entry.get("authors", [])] or [str(entry.get("author", ""))]
        known = Known(
            title=" ".join(parse_html(str(entry.get("title", ""))[:2000]).get_text(" ").split()),
            author=", ".join(dict.fromkeys(filter(None, (clean_author(_name(name)) for name in names)))),
            date=_day(entry),
            url=link or url,
            language=language,
        )
        yield assemble(blocks, known)


def _markup(entry: Any) -> str:
    """Return the longest of the texts of an entry, as HTML."""
    texts = [*entry.get("content", []), entry.get("summary_detail", {})]
    longest: Any = max(texts, key=lambda text: len(str(text.get("value", ""))), default={})
    value = str(longest.get("value", ""))
    if longest.get("type") != "text/plain" or "<p" in value:
        return value
    return "".join(f"<p>{html.escape(line)}</p>" for line in value.split("\n"))


def _name(said: str) -> str:
    """Return the name in "desk@gazette.example (Ann Lee)"."""
    inside = re.fullmatch(r"\S+@\S+\s*\((.{1,120})\)", said.strip())
    return inside[1] if inside else said


def _link(entry: Any, url: str) -> str:
    return absolute_url(str(entry.get("link", "")), url)


def _day(entry: Any) -> str:
    """Return the day on which the entry was published, as its writer's clock had it."""
    for key in ("published", "updated", "created"):
        said = str(entry.get(key, ""))
        dated = find_date(said)
        if dated:
            return dated[0]
        moment = entry.get(f"{key}_parsed")
        if moment:
            return date(*moment[:3]).isoformat()
    return ""
