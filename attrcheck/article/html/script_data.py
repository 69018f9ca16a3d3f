"""A page whose text only its scripts hold in, that text as HTML out: JSON-LD's articleBody, or a framework's data."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attrcheck.article.html.authors import authors_of
from attrcheck.article.html.dates import day_of
from attrcheck.article.html.element_names import stands_aside
from attrcheck.article.html.linked_data import linked_data, walk
from attrcheck.article.html.page_state import page_state
from attrcheck.article.words import words_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = ["Embedded", "embedded_article"]

#: Keys under which frameworks and content systems keep the text of one paragraph.
_TEXT_KEYS = ("content", "text", "html", "body", "value", "children")
#: … those of a list or a table, of who said a quotation, and beside the text, what is said of the article.
_POINT_KEYS = ("items", "rows", "children", "content")
_SPEAKER_KEYS = ("attribution", "cite", "credit", "speaker")
_TITLE_KEYS = ("headline", "title", "headlines")
_STANDFIRST_KEYS = ("dek", "standfirst", "strapline", "subheadline", "subtitle")
_AUTHOR_KEYS = ("authors", "author", "byline", "credits")
_DATE_KEYS = (
    *("display_date", "first_publish_date", "datePublished", "publishedAt", "published_at", "publishDate"),
    *("publish_date", "published", "firstPublished", "publicationDate", "date"),
)
#: Keys under which an object keeps the one that counts of several titles, and writers.
_MAIN_KEYS = ("basic", "main", "text", "by", "rendered")
#: A text that breaks off is an extract, and words of one at most.
_CUT_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*(?:</p>)?\s*$")
_LONG_EXTRACT = 100
_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|blockquote)\b", re.I)
_ESCAPED = re.compile(r"&lt;(?:p|div|br|h[1-6]|ul|ol|blockquote)\b", re.I)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_HEADER = re.compile(r"head(?:er|ing)|title|h[2-6]", re.I)
_SENTENCE = re.compile(r"[.!?…][\"”’)]?(?:\s|<|$)")
_FEWEST_WORDS = 20


def _as_html(text: str) -> str:
    """Return text with or without markup as HTML, its lines as paragraphs where it has none."""
    if _MARKUP.search(text):
        return text
    if _ESCAPED.search(text):
        return html.unescape(text)
    return "".join(f"<p>{html.escape(html.unescape(line))}</p>" for line in text.splitlines() if line.strip())


def _weight(markup: str) -> int:
    """Return how many words of sentences the markup holds, 0 for what is no running text."""
    text = _TAG.sub(" ", markup)
    words = len(words_of(text))
    return words if words >= _FEWEST_WORDS and len(_SENTENCE.findall(text)) * 60 >= words else 0


def _is_text(thing: object) -> bool:
    return isinstance(thing, str) and bool(thing.strip())


def _points(rows: list[Any]) -> str:
    """Return the points of a list, or the rows of a table, as HTML, "" where they are neither."""
    if rows and all(map(_is_text, rows)):
        return f"<ul>{_tagged('li', rows)}</ul>"
    if rows and all(isinstance(row, list) and all(map(_is_text, row)) for row in rows):
        return f"<table>{_tagged('tr', [_tagged('td', row) for row in rows])}</table>"
    return ""


def _tagged(name: str, parts: Iterable[str]) -> str:
    return "".join(f"<{name}>{part}</{name}>" for part in parts)


def _block(item: object) -> str:
    """Return a content system's block as HTML, "" for what is no text or stands beside the article."""
    if isinstance(item, str):
        return item if _MARKUP.search(item) else f"<p>{item}</p>" if item.strip() else ""
    if not isinstance(item, dict):
        return ""
    kind = str(item.get("type") or item.get("__typename") or "")
    if stands_aside(kind):
        return ""
    said = next((item[key] for key in _TEXT_KEYS if _is_text(item.get(key))), "")
    if not said:
        return "".join(_points(rows) for rows in map(item.get, _POINT_KEYS) if isinstance(rows, list))
    if _MARKUP.search(said):
        return str(said)
    if _HEADER.fullmatch(kind):
        return f"<h2>{said}</h2>"
    speaker = next((item[key] for key in _SPEAKER_KEYS if _is_text(item.get(key))), "")
    return f"<blockquote><p>{said}</p><p>{speaker}</p></blockquote>" if speaker else f"<p>{said}</p>"


@dataclass(frozen=True, slots=True)
class Embedded:
    """An article that a page's scripts hold: its HTML, and what is said of it there ("" for unknown)."""

    markup: str
    title: str = ""
    author: str = ""
    standfirst: str = ""
    date: str = ""

    @property
    def html(self) -> str:
        """The standfirst and the text."""
        return (f"<p>{self.standfirst}</p>" if self.standfirst else "") + self.markup


def _main(said: object) -> object:
    """Return the one that counts of several titles or writers, where an object holds them."""
    return next((said[key] for key in _MAIN_KEYS if said.get(key)), said) if isinstance(said, dict) else said


def _about(thing: dict[str, Any], keys: Iterable[str]) -> str:
    """Return what an object says of itself as text under one of the keys, "" for nothing."""
    return next((str(said) for said in (_main(thing.get(key)) for key in keys) if _is_text(said)), "")


def _candidates(data: object) -> Iterator[Embedded]:
    for thing in walk(data):
        for value in thing.values():
            is_list = isinstance(value, list) and len(value) > 1
            markup = _as_html(value) if isinstance(value, str) else "".join(map(_block, value)) if is_list else ""
            if markup:
                author = next((said for said in (_main(thing.get(key)) for key in _AUTHOR_KEYS) if said), "")
                yield Embedded(
                    markup,
                    _about(thing, _TITLE_KEYS) if is_list else "",
                    authors_of(author),
                    _about(thing, _STANDFIRST_KEYS) if is_list else "",
                    day_of(_about(thing, _DATE_KEYS)),
                )


def embedded_article(soup: BeautifulSoup) -> Embedded | None:
    """Return the article that the page's scripts hold, None where they hold none; an extract is none."""
    bodies = [thing.get("articleBody") for thing in linked_data(soup)]
    texts = (_as_html(body) for body in bodies if isinstance(body, str))
    best = max((text for text in texts if not _is_extract(text)), key=_weight, default="")
    if _weight(best):
        return Embedded(best)
    found = (candidate for value in page_state(soup) for candidate in _candidates(value))
    held = max(found, key=lambda candidate: _weight(candidate.markup), default=None)
    return held if held is not None and _weight(held.markup) else None


def _is_extract(markup: str) -> bool:
    return _CUT_OFF.search(markup) is not None and len(words_of(_TAG.sub(" ", markup))) <= _LONG_EXTRACT
