"""The input formats: one entry a format says how its files and answers are told, and what reads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import cast

from attrcheck.article.model import Article

__all__ = ["INPUT_FORMATS", "READABLE_TYPES", "SIGNATURES", "InputFormat", "input_endings"]

#: A PDF may have other bytes before those that say what it is.
_PDF_HEAD = 1024
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A format that articles come in; it is told by `signature`, else by media type or ending, else by its `start`.

    `reads` names the function that makes its `Article`: of bytes (data, name=, url=) where there is a signature, of
    text (text, url=) where there is none. `types` are its media types, `word` is what others that mean it have in them;
    `endings` are those of its files, the usual one first. The signature stands in the first `head` bytes.
    """

    endings: tuple[str, ...]
    types: tuple[str, ...]
    reads: str
    signature: bytes = b""
    head: int = 0
    word: str = ""
    start: re.Pattern[str] | None = None
    declares_encoding: bool = False

    def holds(self, data: bytes) -> bool:
        """Tell whether `data` has the signature."""
        return bool(self.signature) and self.signature in data[: self.head or len(self.signature)]

    def is_named(self, media: str, suffix: str) -> bool:
        """Tell whether a media type, or the ending of a file's name where there is none, is that of this format."""
        return bool(self.word) and self.word in media if media else not self.signature and suffix in self.endings

    def reader(self) -> Callable[..., Article]:
        """Return the function that reads it, loaded now."""
        return cast("Callable[..., Article]", resolve_name(f"attrcheck.article.{self.reads}"))


#: In the order in which they are listed; text that is none of the others is plain text.
INPUT_FORMATS = (
    InputFormat((".txt", ".text"), ("text/plain", ""), "plain_text:from_wrapped_text", declares_encoding=True),
    InputFormat((".md", ".markdown"), ("text/markdown",), "markdown:from_markdown", word="markdown"),
    InputFormat(
        (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml"),
        "html.page:from_html",
        word="html",
        start=_HTML_START,
        declares_encoding=True,
    ),
    InputFormat(
        (".docx",),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        "docx:read_docx",
        signature=b"PK\x03\x04",
    ),
    InputFormat((".pdf",), ("application/pdf",), "pdf.document:read_pdf", signature=b"%PDF", head=_PDF_HEAD),
)
#: The media types of pages that can be read, and the first bytes of those that come under a type that says nothing.
READABLE_TYPES = frozenset(media for form in INPUT_FORMATS for media in form.types)
SIGNATURES = tuple(form.signature for form in INPUT_FORMATS if form.signature)


def input_endings() -> str:
    """Return the usual endings for a message: ".txt, .md, .html, .docx or .pdf"."""
    *most, last = (form.endings[0] for form in INPUT_FORMATS)
    return f"{', '.join(most)} or {last}"
