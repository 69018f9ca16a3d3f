"""JSON as scrapers and sites write articles in (one, a list, or one a line) in, each one's `Article` out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.html.blocks import parse_html, read_blocks
from attrcheck.article.model import Article
from attrcheck.article.text.bylines import clean_author, find_date
from attrcheck.article.text.plain_text import read_text
from attrcheck.article.urls import absolute_url
from attrcheck.errors import InputError, NoArticleError
from attrcheck.files import read_data

__all__ = ["article_of_fields", "read_json"]

_MOST = 200
_MOST_NAMED = 12
_MOST_PARAGRAPHS = 10_000
_DEEPEST = 4
_FEWEST_WORDS = 12
_TAG = re.compile(r"<(?:p|div|h[1-6]|br|ul|ol|blockquote|article)\b[^<>]{0,500}>", re.I)
_SAVE = "save the article's text as a .txt file and give that to attrcheck"


def read_json(text: str, *, url: str = "") -> tuple[Article, ...]:
    """Return the articles that JSON or JSON Lines hold, with the title, author, date and address that stand beside.

    Raises InputError for JSON that is damaged, or that holds a checklist or no article.
    """
    found = list(islice(_articles(_values(text)), _MOST + 1))
    if len(found) > _MOST:
        raise InputError(f"the JSON holds more than {_MOST} articles: give attrcheck a part of it.")
    if not found:
        raise InputError(f"the JSON holds no article with a text that attrcheck knows by its name: {_SAVE}.")
    return tuple(_article(fields, _text_of(fields), url) for fields in found)


def article_of_fields(fields: Mapping[str, Any], text: str = "") -> Article:
    """Return the article of `text`, or else of a field, with what `fields` tell of it; NoArticleError for none."""
    lowered = {str(key).lower(): held for key, held in fields.items()}
    text = text or _text_of(lowered)
    if not text:
        raise NoArticleError("no field holds an article's text under a name that attrcheck knows.")
    return _article(lowered, text, "")


def _values(text: str) -> Iterator[Any]:
    """Yield what the JSON holds, or what each line of it does."""
    try:
        yield json.loads(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].rstrip().endswith("}"):
            raise InputError(f"the JSON is damaged ({error.msg} in line {error.lineno}): {_SAVE}.") from None
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except (json.JSONDecodeError, RecursionError):
                raise InputError(f"line {number} of the JSON Lines is damaged: mend it, or {_SAVE}.") from None
    except RecursionError:
        raise InputError(f"the JSON is nested too deeply: {_SAVE}.") from None


def _articles(values: Iterable[Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects that hold an article's text."""
    for value in values:
        if isinstance(value, list) and depth < _DEEPEST:
            yield from _articles(value, depth + 1)
        if not isinstance(value, dict):
            continue
        if {"id", "status", "verdict"} <= set(value) or {"made_by", "items"} <= set(value):
            raise InputError(
                "this is a checklist that attrcheck wrote, and no article: see how far it is with “attrcheck progress”."
            )
        fields = {str(key).lower(): held for key, held in value.items()}
        if _text_of(fields):
            yield fields
        elif depth < _DEEPEST:
            held = [fields[key] for key in _names("lists") if isinstance(fields.get(key), (list, dict))]
            inner = fields.get("article")
            yield from _articles([*held, *([inner] if isinstance(inner, dict) else [])], depth + 1)


@cache
def _names(kind: str) -> tuple[str, ...]:
    return tuple(read_data("documents")["json"][kind].split())


def _text_of(fields: dict[str, Any]) -> str:
    """Return an article's text; of several that is the longest, for some programs keep a teaser as text."""
    texts = (_said(fields.get(key), joint="\n\n") for key in _names("text"))
    return max((text for text in texts if len(text.split()) >= _FEWEST_WORDS), key=len, default="")


def _said(value: Any, joint: str = ", ") -> str:
    """Return the text of a value: a string, a list of them, or an object that holds it under a known name."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        most = _MOST_PARAGRAPHS if "\n" in joint else _MOST_NAMED
        return joint.join(filter(None, (_said(one, joint) for one in value[:most] if not isinstance(one, list))))
    if isinstance(value, dict):
        held = (value.get(key) for key in _names("inner"))
        return next((said for one in held if isinstance(one, (str, list)) and (said := _said(one, joint))), "")
    return ""


def _first(fields: dict[str, Any], kind: str) -> str:
    return next((said for key in _names(kind) if (said := _said(fields.get(key)))), "")


def _article(fields: dict[str, Any], text: str, url: str) -> Article:
    dated = find_date(_first(fields, "date")[:60])
    author = clean_author(_first(fields, "author"))
    known = Known(
        title=_plain(_first(fields, "title")),
        author=author,
        date=dated[0] if dated else "",
        url=absolute_url(_first(fields, "url"), url) or url,
        language=_first(fields, "language")[:2].lower(),
    )
    if _TAG.search(text):
        blocks = read_blocks(parse_html(text), known.url)
        if not blocks:
            raise NoArticleError(f"the JSON holds an article without text: {_SAVE}.")
        return assemble(blocks, known)
    return read_text(text, known)


def _plain(title: str) -> str:
    """Return a title without the tags and entities that sites keep in it."""
    if "<" not in title and "&" not in title:
        return " ".join(title.split())
    return " ".join(parse_html(title[:2000]).get_text(" ").split())
