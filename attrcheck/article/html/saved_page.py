"""A saved page in, the address that it was saved from out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrcheck.article.urls import is_web_address

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = ["saved_from"]

#: What browsers, SingleFile and HTTrack write at the top of the pages that they save.
_IN_COMMENT = (
    re.compile(r"<!--\s*saved from url=\(\d+\)(?P<url>\S+)", re.I),
    re.compile(r"\bPage saved with SingleFile\s+url:\s*(?P<url>\S+)", re.I),
    re.compile(r"<!--\s*Mirrored from (?P<url>\S+) by HTTrack", re.I),
)
#: Characters at a page's top in which they stand.
_TOP = 10_000
#: What Save Page WE and WebScrapBook put into elements.
_ELEMENTS = (
    ("meta", "name", "savepage-url", "content"),
    ("html", "data-scrapbook-source", True, "data-scrapbook-source"),
)


def saved_from(markup: str, soup: BeautifulSoup) -> str:
    """Return the address that a program which saves pages noted in the page, "" for none."""
    found = [match["url"] for pattern in _IN_COMMENT if (match := pattern.search(markup[:_TOP]))]
    for name, key, value, holds in _ELEMENTS:
        tag = soup.find(name, attrs={key: value})
        found += [str(tag.get(holds))] if tag is not None else []
    addresses = (url if "://" in url else f"https://{url}" for url in found)
    return next((url for url in addresses if is_web_address(url) and "." in url), "")
