"""A Markdown file's text in; out, what the fields on top of it say of the article, and the text below them."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import tomli

from attrcheck.article.assembly import Known
from attrcheck.article.text.bylines import clean_author, find_date
from attrcheck.article.urls import absolute_url
from attrcheck.files import read_data

__all__ = ["read_front_matter"]

#: YAML between lines of dashes (or dashes and dots), TOML between lines of plus signs.
_YAML = re.compile(r"---[ \t]*(?:yaml)?[ \t]*\n(?P<fields>.*?)\n?^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<fields>.*?)\n?^\+\+\+[ \t]*(?:\n|\Z)", re.S | re.M)
#: JSON on top, up to a closing brace at a line's beginning.
_JSON = re.compile(r"(?:;;;[ \t]*\n)?(?P<fields>\{\s*\".*?^\})[ \t]*\n(?:;;;[ \t]*(?:\n|\Z))?", re.S | re.M)
#: Pandoc's title block, and MultiMarkdown's fields without a fence.
_PANDOC = re.compile(r"%[ \t]?(?P<title>[^\n]*)\n(?:%[ \t]?(?P<author>[^\n]*)\n)?(?:%[ \t]?(?P<date>[^\n]*)\n)?")
_BARE = re.compile(
    r"(?:(?:title|author|authors|date|source|url|published|byline|tags|subtitle|description)[ \t]*:[^\n]*\n){2,}\n",
    re.I,
)
_LARGEST = 64_000
_NAMES = ("name", "full_name", "title")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")


def read_front_matter(text: str, url: str = "") -> tuple[Known, str]:
    """Return what the fields say, and the text without them; the whole text where there are none."""
    for pattern, read in ((_YAML, _yaml), (_TOML, _toml), (_JSON, _json)):
        match = pattern.match(text)
        if match and len(match["fields"]) <= _LARGEST:
            fields = read(match["fields"])
            if fields is not None:
                return _known(fields, url), text[match.end() :]
    bare = _BARE.match(text)
    if bare:
        return _known(_lines(bare.group()), url), text[bare.end() :]
    block = _PANDOC.match(text)
    if block:
        return _known({key: said for key, said in block.groupdict().items() if said}, url), text[block.end() :]
    return Known(url=url), text


def _yaml(text: str) -> dict[str, Any] | None:
    """Return the fields of YAML, as well as can be read of what a person mistyped; None for a rule and a paragraph."""
    import yaml  # noqa: PLC0415 (only front matter needs it)

    try:
        fields = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (it makes strings, lists and dictionaries only)
    except (yaml.YAMLError, RecursionError, ValueError):
        fields = _lines(text)
    return fields if isinstance(fields, dict) and fields else None


def _toml(text: str) -> dict[str, Any] | None:
    try:
        return tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError):
        return _lines(text.replace("=", ":")) or None


def _json(text: str) -> dict[str, Any] | None:
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, dict) else None


def _lines(text: str) -> dict[str, Any]:
    pairs = (line.partition(":") for line in text.split("\n") if ":" in line and line[:1].isalpha())
    return {key.strip(): value.strip(" \t\"'") for key, _, value in pairs}


def _known(fields: dict[str, Any], url: str) -> Known:
    said = {str(key).strip().lower().replace("-", "_"): value for key, value in list(fields.items())[:200]}
    authors = next((found for key in _names("author") if (found := _people(said.get(key)))), [])
    days = (_day(said.get(key)) for key in _names("date"))
    addresses = (absolute_url(_text(said.get(key)), "") for key in _names("url"))
    titles = (" ".join(_plain(_text(said.get(key))).split()) for key in _names("title"))
    return Known(
        title=next(filter(None, titles), ""),
        author=", ".join(dict.fromkeys(authors)),
        date=next(filter(None, days), ""),
        url=url or next(filter(None, addresses), ""),
        language=_text(said.get("lang") or said.get("language"))[:2].lower(),
    )


@cache
def _names(kind: str) -> tuple[str, ...]:
    return tuple(read_data("documents")["front_matter"][kind].split())


def _text(value: Any) -> str:
    """Return the text of a value, of the first of several, or of the name in an object."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, dict):
        return next((found for key in _NAMES if (found := _text(value.get(key)))), "")
    return value.strip() if isinstance(value, str) else ""


def _people(value: Any) -> list[str]:
    each: Sequence[Any] = value[:20] if isinstance(value, list) else [value]
    return [name for one in each if (name := clean_author(_plain(_text(one))))]


def _day(value: Any) -> str:
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    dated = find_date(_text(value)[:100])
    return dated[0] if dated else ""


def _plain(text: str) -> str:
    """Return a field's text without the marks of links in it."""
    return _LINK.sub(r"\1", _WIKI.sub(r"\1", text)).strip(" \"'")
