"""The bytes of any file or page in, its `Article` out: the table of input formats."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from attrcheck.article.docx import ZIP, read_docx
from attrcheck.article.encoding import decode
from attrcheck.article.html.page import declared_encoding, from_html
from attrcheck.article.language import language_of
from attrcheck.article.markdown import from_markdown
from attrcheck.article.model import Article
from attrcheck.article.pdf.document import PDF, read_pdf
from attrcheck.article.plain_text import from_text, unwrap

__all__ = ["from_bytes"]

_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
#: Bytes in which a PDF says that it is one; some have others before it.
_PDF_HEAD = 1024


def from_bytes(data: bytes, *, name: str, url: str = "", content_type: str = "") -> Article:
    """Return the article in a file's or response's bytes: HTML, Markdown, plain text, PDF or .docx.

    The first bytes tell PDF and .docx; the content type, the name and the first tag tell the others.
    Raises InputError for what is empty or no text, and NoArticleError for a page without an article.
    """
    if data.startswith(ZIP):
        return _told(read_docx(data, name=name, url=url))
    if PDF in data[:_PDF_HEAD]:
        return _told(read_pdf(data, name=name, url=url))
    media = content_type.partition(";")[0].strip().lower()
    suffix = PurePath(name).suffix.lower() if not media else ""
    is_html = "html" in media or suffix in {".html", ".htm", ".xhtml"}
    is_markdown = "markdown" in media or suffix in {".md", ".markdown"}
    decoded = decode(
        data, name=name, declared=declared_encoding(data, content_type) if is_html or not is_markdown else ""
    )
    if is_html or (not is_markdown and _HTML_START.match(decoded.text)):
        article = from_html(decoded.text, url=url)
    else:
        article = from_markdown(decoded.text, url=url) if is_markdown else from_text(unwrap(decoded.text), url=url)
    return _told(article, decoded.not_done)


def _told(article: Article, not_done: tuple[str, ...] = ()) -> Article:
    """Return the article with its language; what its words tell comes first, for pages are often wrong about it."""
    language = language_of(article.text) or article.language
    return replace(article, language=language, not_done=(*not_done, *article.not_done))
