"""A fetched page in, its texts out for comparing: the article on it, and all that it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrcheck.article import from_bytes, language_of
from attrcheck.comparison import Comparison, Match, Tokens, compare, quoted, tokenize
from attrcheck.errors import InputError
from attrcheck.files import read_data
from attrcheck.web import Page

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = ["Texts", "error_words", "read_texts"]

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
#: A heading of more words is none of an error page.
_LONGEST_NOTICE = 12
_FOUND = (Match.VERBATIM, Match.SHORTENED)
_ORDER = (Match.VERBATIM, Match.SHORTENED, Match.ALTERED, Match.APART, Match.PARTLY, Match.NOT_FOUND)


@dataclass(frozen=True)
class Texts:
    """The main text of a page, all of its text, its headings, and the language that its words are in ("" unknown)."""

    main: str
    whole: str
    headings: tuple[str, ...]
    language: str

    @cached_property
    def main_tokens(self) -> Tokens:
        """The words of the main text."""
        return tokenize(self.main)

    @cached_property
    def whole_tokens(self) -> Tokens:
        """The words of all text."""
        return tokenize(self.whole)

    def compare(self, quotation: str, frame: str = "") -> tuple[Comparison, bool]:
        """Return how `quotation`, round which the article has `frame`, stands here, and whether in the main text."""
        inside = compare(quotation, self.main_tokens, frame)
        if inside.match in _FOUND or self.whole == self.main:
            return inside, True
        anywhere = compare(quotation, self.whole_tokens, frame)
        if _ORDER.index(anywhere.match) < _ORDER.index(inside.match):
            return anywhere, False
        return inside, True


def read_texts(page: Page) -> Texts:
    """Return the texts of `page`; raises InputError where it holds none that can be read."""
    is_markup = "html" in page.content_type.lower() or page.body.lstrip()[:1] == b"<"
    try:
        article = from_bytes(page.body, name=page.final_url, url=page.final_url, content_type=page.content_type)
    except InputError:
        if not is_markup:
            raise
        main = ""
    else:
        main = article.text
    if not is_markup:
        return Texts(main, main, (), language_of(main))
    soup = _soup(page)
    whole = "\n".join(soup.stripped_strings)
    if not whole:
        raise InputError(f"{page.final_url} shows no text")
    headings = [" ".join(tag.get_text(" ").split()) for tag in soup.find_all(["title", "h1"])]
    return Texts(main or whole, whole, tuple(filter(None, headings)), language_of(main or whole))


def _soup(page: Page) -> BeautifulSoup:
    from bs4 import BeautifulSoup  # noqa: PLC0415 (slow to import, and only pages need it)

    declared = _CHARSET.search(page.content_type)
    soup = BeautifulSoup(page.body, "lxml", from_encoding=declared[1] if declared else None)
    for tag in soup.find_all(["script", "style", "noscript", "template"]):
        tag.decompose()
    return soup


def error_words(page: Page, texts: Texts) -> str:
    """Return what shows that `page` is an error page although it answers as if it were none, "" where nothing does.

    That is the heading, or the address of a site's front page where the link was to a page of it.
    """
    notices = re.compile(
        "|".join(rf"\b{re.escape(words)}\b" for words in read_data("evidence")["missing"]["words"]), re.I
    )
    for heading in texts.headings:
        if len(heading.split()) <= _LONGEST_NOTICE and notices.search(heading):
            return quoted(heading)
    linked, final = urlsplit(page.url), urlsplit(page.final_url)
    if linked.path.strip("/") and not final.path.strip("/") and not final.query:
        return "the site's front page"
    return ""
