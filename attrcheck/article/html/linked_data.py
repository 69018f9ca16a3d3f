"""A page's JSON out of its scripts in, the objects in it out, however carelessly they were written."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from attrcheck.files import read_data

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = ["described_articles", "linked_data", "parsed", "types_of", "walk"]

#: Values of one JSON document that are looked at; a page's own data has some thousands.
_MOST_VALUES = 200_000
#: Characters of broken JSON-LD that are mended; a page's own has some thousands.
_MOST_BROKEN = 200_000
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)


def walk(data: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of parsed JSON, the outer before the inner."""
    queue = deque([data])
    left = _MOST_VALUES
    while queue and left:
        left -= 1
        value = queue.popleft()
        if isinstance(value, dict):
            yield value
            queue.extend(value.values())
        elif isinstance(value, list):
            queue.extend(value)


def parsed(text: str) -> object:
    """Return the JSON value in `text`, None where it holds none."""
    try:
        return json.loads(_WRAPPING.sub("", text.strip()).strip(), strict=False)
    except (ValueError, RecursionError):  # no JSON, or nested beyond all reason
        return None


def _mended(text: str) -> object:
    """Return the JSON value that careless JSON means: with commas too many, quotation marks or brackets too few."""
    from json_repair import repair_json  # noqa: PLC0415 (few pages need it)

    text = _WRAPPING.sub("", text.strip()).strip()
    if not text.startswith(("{", "[")) or len(text) > _MOST_BROKEN:
        return None
    try:
        return repair_json(text, return_objects=True, skip_json_loads=True)
    except (ValueError, RecursionError):  # beyond repair
        return None


def linked_data(soup: BeautifulSoup) -> list[dict[str, Any]]:
    """Return the objects of the page's JSON-LD, of one script after the other."""
    scripts = soup.find_all("script", type=re.compile(r"ld\+json", re.I))
    texts = [script.get_text() for script in scripts]
    values = (value if (value := parsed(text)) is not None else _mended(text) for text in texts)
    return [thing for value in values for thing in walk(value)]


def types_of(thing: dict[str, Any]) -> set[str]:
    """Return the types that an object says it has."""
    said = thing.get("@type")
    return {str(name) for name in said} if isinstance(said, list) else {str(said or "")}


def described_articles(things: Iterable[dict[str, Any]], url: str) -> list[dict[str, Any]]:
    """Return the articles, posts and reports among `things`, the one at `url` first."""
    wanted = read_data("pages")["metadata"]["types"]
    found = [thing for thing in things if any(name.endswith(tuple(wanted)) for name in types_of(thing))]
    path = urlsplit(url).path.rstrip("/")

    def is_here(thing: dict[str, Any]) -> bool:
        main = thing.get("mainEntityOfPage")
        places = [main.get("@id") if isinstance(main, dict) else main, thing.get("url"), thing.get("@id")]
        return bool(path) and any(urlsplit(str(place)).path.rstrip("/") == path for place in places if place)

    return sorted(found, key=lambda thing: not is_here(thing))
