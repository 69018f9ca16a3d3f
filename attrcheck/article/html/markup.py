"""Markup with common faults in, markup that a parser reads as its writer meant it out."""

from __future__ import annotations

import re
from html.entities import html5

__all__ = ["repaired"]

#: Marks and letters that publishing systems write as entities, and whose names no word or parameter begins with.
_MARKS = [
    "ldquo",
    "rdquo",
    "lsquo",
    "rsquo",
    "sbquo",
    "bdquo",
    "lsaquo",
    "rsaquo",
    "laquo",
    "raquo",
    "mdash",
    "ndash",
    "hellip",
    "nbsp",
    "bull",
]
_UNENDED = re.compile(rf"&({'|'.join(_MARKS)})(?![;=])")
#: An entity that was escaped a second time: "&amp;ldquo;", "&amp;#8217;"; no sign that markup itself is made of.
_TWICE = re.compile(r"&amp;(#\d{2,6}|#x[0-9a-f]{2,5}|[a-z][a-z0-9]{1,30});", re.I)
_SIGNS = frozenset({"lt", "gt", "#60", "#62", "#x3c", "#x3e"})
#: What shows markup as text, or is none.
_APART = re.compile(
    r"(<(?:code|pre|script|style|textarea|xmp)\b.*?(?:</(?:code|pre|script|style|textarea|xmp)>|\Z)|<[^<>]*>)",
    re.I | re.S,
)
#: The end that somebody meant for a comment.
_MEANT_END = re.compile(r"--\s+>|--!>|(?<!-)->|\n|(?=<)")


def repaired(markup: str) -> str:
    """Return the markup, mended: entities without an end or escaped twice, a comment without an end."""
    markup = _UNENDED.sub(r"&\1;", _with_ended_comment(markup))
    if not _TWICE.search(markup):
        return markup
    # Every second part is a tag, or shows markup as text.
    parts = _APART.split(markup)
    return "".join(part if at % 2 else _TWICE.sub(_once, part) for at, part in enumerate(parts))


def _once(escaped: re.Match[str]) -> str:
    name = escaped[1]
    is_known = name.startswith("#") or f"{name};" in html5
    return f"&{name};" if is_known and name.lower() not in _SIGNS else escaped[0]


def _with_ended_comment(markup: str) -> str:
    """End a comment that would swallow all that follows it where its writer must have meant it to end."""
    start = markup.rfind("<!--")
    if start < 0 or markup.find("-->", start + 2) >= 0:
        return markup
    end = _MEANT_END.search(markup, start + 4)
    return markup[:start] + (markup[end.end() :] if end else "")
