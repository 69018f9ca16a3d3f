"""The scripts of a page in, the data out that they hold for the page's own program, whatever framework made it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrcheck.article.html.linked_data import parsed

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = ["page_state"]

#: Types of scripts whose text is JSON, and of those that are programs.
_JSON = re.compile(r"^application/(?:[\w.+-]*\+)?json\b", re.I)
_PROGRAMS = frozenset(
    {"", "text/javascript", "application/javascript", "module", "text/ecmascript", "application/x-javascript"}
)
#: "Fusion.globalContent={…", "window.__STATE__ = JSON.parse("…", "self.__next_f.push([1,"…": where data begins.
_ASSIGNED = re.compile(
    r"(?:=|\breturn|\bpush\(|:)\s*(?P<value>[{\[])|\bJSON\.parse\(\s*(?P<text>[\"'])|=\s*(?P<raw>\")(?=[{\[\\])"
)
_SINGLE = re.compile(r"'((?:[^'\\]|\\.)*)'", re.S)
#: What programs write for nothing, and JSON cannot hold.
_NOTHING = re.compile(r"(?<=[:,\[])\s*(?:undefined|void 0|NaN|!0|!1)\s*(?=[,}\]])")
#: Characters of a script below which it holds no article, and values of one script that are looked at.
_SHORT = 100
_MOST_VALUES = 60
#: Values of one array of references that are taken up, and how deep.
_MOST_TAKEN = 50_000
_DEEPEST = 40
_LINE = re.compile(r"^[0-9a-f]+:(?:T[0-9a-f]+,)?", re.M)


def page_state(soup: BeautifulSoup) -> Iterator[object]:
    """Yield the values that the page's scripts hold as JSON, or assign to something."""
    streamed: list[str] = []
    for script in soup.find_all("script"):
        kind = str(script.get("type") or "").strip().lower()
        text = script.get_text()
        if _JSON.match(kind) and "ld+json" not in kind:
            value = parsed(text)
            yield _taken_up(value) if _is_references(value) else value
        elif kind in _PROGRAMS and len(text) > _SHORT:
            yield from _assigned(text, streamed)
    yield from _lines("".join(streamed))


def _assigned(program: str, streamed: list[str]) -> Iterator[object]:
    """Yield the objects and lists that a program assigns; those inside one that was read are not read again.

    Pieces of a stream, which other scripts go on with, are put behind those in `streamed`.
    """
    text = _NOTHING.sub("null", program)
    reader = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(_MOST_VALUES):
        found = _ASSIGNED.search(text, at)
        if found is None:
            break
        at = found.end()
        start = found.start(found.lastgroup or 0)
        single = _SINGLE.match(text, start) if found["text"] == "'" else None
        try:
            value, end = (_unescaped(single[1]), single.end()) if single else reader.raw_decode(text, start)
        except (ValueError, RecursionError):  # no JSON, but what a program writes
            continue
        at = end
        if isinstance(value, str):
            value = parsed(value)
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str):
            streamed.append(value[1])
        elif value is not None:
            yield value


def _unescaped(text: str) -> str:
    """Return a text in single quotation marks without what escapes its signs."""
    return str(
        json.loads('"' + text.replace("\\'", "'").replace('"', '\\"').replace('\\\\"', '\\"') + '"', strict=False)
    )


def _lines(stream: str) -> Iterator[object]:
    """Yield the values of a stream of numbered lines of JSON, as React's server components come."""
    for line in stream.splitlines():
        value = parsed(_LINE.sub("", line)) if "{" in line or "[" in line else None
        if value is not None:
            yield value


def _is_references(value: object) -> bool:
    """Tell whether a list holds its own parts by their places, as Nuxt's data and SvelteKit's do."""
    return (
        isinstance(value, list)
        and len(value) > 2
        and isinstance(value[0], (list, dict))
        and _refers(value[0], len(value))
    )


def _refers(value: object, size: int) -> bool:
    parts = list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, list) else []
    places = [part for part in parts if not isinstance(part, str)]
    return bool(places) and all(type(part) is int and -8 < part < size for part in places)


def _taken_up(values: object) -> object:
    """Return what the first value of such a list means, each place taken for what stands there."""
    if not isinstance(values, list):
        return None
    left = [_MOST_TAKEN]

    def at(place: object, depth: int) -> object:
        left[0] -= 1
        if type(place) is not int or not 0 <= place < len(values) or depth > _DEEPEST or left[0] < 0:
            return None
        value = values[place]
        if isinstance(value, dict):
            return {key: at(part, depth + 1) for key, part in value.items()}
        if isinstance(value, list) and value and isinstance(value[0], str):
            # A kind, such as "Reactive" or "Date", and what is of it.
            return (
                at(value[1], depth + 1)
                if len(value) > 1 and type(value[1]) is int
                else (value[1] if len(value) > 1 else None)
            )
        return [at(part, depth + 1) for part in value] if isinstance(value, list) else value

    return at(0, 0)
