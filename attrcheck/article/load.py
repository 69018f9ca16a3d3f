"""The bytes of any file or page in, its `Article` out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from attrcheck.article.encoding import decode
from attrcheck.article.html.page import declared_encoding
from attrcheck.article.input_format import INPUT_FORMATS
from attrcheck.article.language import language_of
from attrcheck.article.model import Article

__all__ = ["from_bytes"]


def from_bytes(data: bytes, *, name: str, url: str = "", content_type: str = "") -> Article:
    """Return the article in a file's or response's bytes: HTML, Markdown, plain text, PDF or .docx.

    The first bytes tell PDF and .docx; the content type, the name and the first tag tell the others.
    Raises InputError for what is empty or no text, and NoArticleError for a page without an article.
    """
    for form in INPUT_FORMATS:
        if form.holds(data):
            return _with_language(form.reader()(data, name=name, url=url))
    media = content_type.partition(";")[0].strip().lower()
    suffix = PurePath(name).suffix.lower() if not media else ""
    form = next((one for one in reversed(INPUT_FORMATS) if one.is_named(media, suffix)), INPUT_FORMATS[0])
    declared = declared_encoding(data, content_type) if form.declares_encoding else ""
    decoded = decode(data, name=name, declared=declared)
    if form is INPUT_FORMATS[0]:
        form = next((one for one in INPUT_FORMATS if one.start and one.start.match(decoded.text)), form)
    return _with_language(form.reader()(decoded.text, url=url), decoded.not_done)


def _with_language(article: Article, not_done: tuple[str, ...] = ()) -> Article:
    """Return the article with its language; what its words tell comes first, for pages are often wrong about it."""
    language = language_of(article.text) or article.language
    return replace(article, language=language, not_done=(*not_done, *article.not_done))
