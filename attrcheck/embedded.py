"""A page whose text only its scripts hold in, that text as HTML out: JSON-LD's articleBody, or a framework's data."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrcheck.blocks import words_of
from attrcheck.metadata import linked_data, parsed, walk

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = ["embedded_html"]

#: Keys under which frameworks and content systems keep the text of one paragraph.
_TEXT_KEYS = ("content", "text", "html", "body", "value", "children")
_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|blockquote)\b", re.I)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_HEADER = re.compile(r"head(?:er|ing)|title|h[2-6]", re.I)
_SENTENCE = re.compile(r"[.!?…][\"”’)]?(?:\s|<|$)")
_FEWEST_WORDS = 20


def _as_html(text: str) -> str:
    """Return text with or without markup as HTML, its lines as paragraphs where it has none."""
    if _MARKUP.search(text):
        return text
    return "".join(f"<p>{html.escape(html.unescape(line))}</p>" for line in text.splitlines() if line.strip())


def _weight(markup: str) -> int:
    """Return how many words of sentences the markup holds, 0 for what is no running text."""
    text = _TAG.sub(" ", markup)
    words = len(words_of(text))
    return words if words >= _FEWEST_WORDS and len(_SENTENCE.findall(text)) * 60 >= words else 0


def _listed(items: list[Any]) -> str:
    """Return a list of a content system's blocks as HTML, "" where it is no such list."""
    parts: list[str] = []
    for item in items:
        said = (
            next((item[key] for key in _TEXT_KEYS if isinstance(item.get(key), str)), "")
            if isinstance(item, dict)
            else item
        )
        if isinstance(said, str) and said.strip():
            kind = str(item.get("type") or item.get("__typename") or "") if isinstance(item, dict) else ""
            heading = _HEADER.fullmatch(kind) is not None
            parts.append(said if _MARKUP.search(said) else f"<h2>{said}</h2>" if heading else f"<p>{said}</p>")
    return "".join(parts)


def _candidates(data: object) -> Iterator[str]:
    for thing in walk(data):
        for value in thing.values():
            if isinstance(value, str):
                yield _as_html(value)
            elif isinstance(value, list) and len(value) > 1:
                yield _listed(value)


def embedded_html(soup: BeautifulSoup) -> str:
    """Return the article that the page's scripts hold, as HTML, "" where they hold none."""
    bodies = [thing.get("articleBody") for thing in linked_data(soup)]
    best = max((_as_html(body) for body in bodies if isinstance(body, str)), key=_weight, default="")
    if _weight(best):
        return best
    scripts = soup.find_all("script", type=re.compile(r"^application/json$", re.I))
    found = (markup for script in scripts for markup in _candidates(parsed(script.get_text())))
    best = max(found, key=_weight, default="")
    return best if _weight(best) else ""
