"""A document of the material: its article, and for a place in its text the page or time and a link that opens there."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urldefrag

from attrcheck.article import Article, Paragraph, Span, is_web_address

__all__ = ["Document"]

#: Words at either end of a passage by which a browser finds it, and characters of one that is named whole.
_END_WORDS, _WHOLE = 5, 120
#: Files that browsers show as text, in which they find a passage.
_SHOWN_AS_TEXT = (".html", ".htm", ".xhtml", ".txt", ".mhtml")
_EDGES = " \t\n\r\"“”„«»‘’',;:.…"


@dataclass(frozen=True)
class Document:
    """One document: what it is called, where it is, and its text; `copies` are others with the same text."""

    name: str
    address: str
    article: Article
    copies: tuple[str, ...] = ()

    @cached_property
    def _ends(self) -> list[int]:
        return [paragraph.span.end for paragraph in self.article.paragraphs]

    @cached_property
    def _pages(self) -> list[int]:
        return [start for start, _ in self.article.pages]

    def paragraph_number(self, at: int) -> int:
        """Return the number, from 0, of the paragraph in which the character `at` stands, or that behind it."""
        return min(bisect_right(self._ends, at), len(self._ends) - 1)

    def paragraph(self, at: int) -> Paragraph:
        """Return that paragraph."""
        return self.article.paragraphs[self.paragraph_number(at)]

    def page(self, at: int) -> int:
        """Return the number of the page on which the character `at` stands, 0 where the document has no pages."""
        if not self.article.pages:
            return 0
        return self.article.pages[max(0, bisect_right(self._pages, at) - 1)][1]

    def place(self, at: int) -> str:
        """Return "page 12" or the time of the recording at which the character `at` stands, "" for neither."""
        page = self.page(at)
        return f"page {page}" if page else self.paragraph(at).place if self.article.paragraphs else ""

    def link(self, span: Span) -> str:
        """Return an address that opens the document at `span`: its page, its time, or the words themselves."""
        if not self.address:
            return ""
        url = urldefrag(self.address).url
        page, time = self.page(span.start), _seconds(self.place(span.start))
        if page:
            return f"{url}#page={page}"
        if time is not None:
            return f"{url}#t={time}"
        if is_web_address(url) or url.lower().endswith(_SHOWN_AS_TEXT):
            return f"{url}#:~:text={self._directive(span)}"
        return url

    def _directive(self, span: Span) -> str:
        """Return the text directive for `span`, of which a part in one paragraph is enough."""
        end = min(span.end, self.paragraph(span.start).span.end)
        words = self.article.text[span.start : end].strip(_EDGES).split()
        whole = " ".join(words)
        if len(whole) <= _WHOLE or len(words) <= 2 * _END_WORDS:
            return _encoded(whole)
        return f"{_encoded(' '.join(words[:_END_WORDS]))},{_encoded(' '.join(words[-_END_WORDS:]))}"


def _seconds(place: str) -> int | None:
    match = re.fullmatch(r"(\d+):(\d\d):(\d\d)", place)
    return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3]) if match else None


def _encoded(text: str) -> str:
    # A hyphen and a comma have meanings of their own in a text directive.
    return quote(text, safe="!$'()*/:;?@_.~", errors="replace").replace("-", "%2D")


def address_of(path: Path) -> str:
    """Return the address by which a browser opens the file `path`."""
    return path.resolve().as_uri()
