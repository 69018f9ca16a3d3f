"""The bytes of any file or page in, its `Article` out, or the several articles that it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from attrcheck.article.encoding import declared_encoding, decode, with_mended_letters
from attrcheck.article.input_format import INPUT_FORMATS, InputFormat
from attrcheck.article.language import language_of
from attrcheck.article.model import Article
from attrcheck.article.refusals import refuse_bytes, refuse_text
from attrcheck.article.text.joining import join_articles
from attrcheck.article.urls import is_web_address
from attrcheck.url_secrets import without_secrets

__all__ = ["articles_from_bytes", "from_bytes", "from_fields", "in_file"]


def from_bytes(data: bytes, *, name: str, url: str = "", content_type: str = "") -> Article:
    """Return the article in a file's or response's bytes, in any of the input formats; several are joined to one.

    The first bytes tell documents, mails and archives; the content type, the name and the start of the text tell the
    others. The article keeps the name of its file, by which its rows are known again; a web address is none. Raises
    InputError for what is empty, no text, or no article but something else, which it names, and NoArticleError for a
    page without an article.
    """
    whole = join_articles(articles_from_bytes(data, name=name, url=url, content_type=content_type))
    return in_file((whole,), _file_of(name))[0]


def articles_from_bytes(data: bytes, *, name: str, url: str = "", content_type: str = "") -> tuple[Article, ...]:
    """Return each article in the bytes by itself: one, but for feeds, exports and lists of articles."""
    return in_file(_read_all(data, name, url, content_type), _file_of(name))


def _file_of(name: str) -> str:
    """Return what the file called `name` is called without its folders, "" for a web address."""
    return "" if is_web_address(name) else PurePath(name).name


def in_file(articles: Sequence[Article], file: str) -> tuple[Article, ...]:
    """Return `articles` with the name of their `file`, a number behind it from the second on."""
    names = (f"{file} ({number})" if number > 1 and file else file for number in range(1, len(articles) + 1))
    return tuple(replace(article, file=name) for article, name in zip(articles, names, strict=True))


def _read_all(data: bytes, name: str, url: str, content_type: str) -> tuple[Article, ...]:
    media = content_type.partition(";")[0].strip().lower()
    suffix = PurePath(name).suffix.lower() if not media else ""
    form = _told_by_bytes(data) or _named(media, suffix)
    if form.of_bytes:
        return _read(form.reader()(data, name=name, url=url))
    refuse_bytes(data, name)
    declared = declared_encoding(data, content_type) if form.declares_encoding else ""
    decoded = with_mended_letters(decode(data, name=name, declared=declared))
    is_xml = decoded.text.lstrip()[:5] == "<?xml"
    if form is INPUT_FORMATS[0] or is_xml or (form.start and not form.start.match(decoded.text)):
        form = next((one for one in INPUT_FORMATS if one.start and one.start.match(decoded.text)), form)
    refuse_text(decoded.text, name, media=media, is_told=form is not INPUT_FORMATS[0])
    return _read(form.reader()(decoded.text, url=url), decoded.not_done)


def from_fields(fields: Mapping[str, object], *, text: str = "") -> Article:
    """Return the article of `text`, with what the fields of a JSON object or of a table's row tell of it.

    Without `text` a field holds it, as all others under any name known for it; NoArticleError where none does.
    """
    # Loaded here, as the formats' readers are: no other article waits for it.
    from attrcheck.article.documents.json_article import article_of_fields

    return _read(article_of_fields(fields, text))[0]


def _told_by_bytes(data: bytes) -> InputFormat | None:
    return next((form for form in INPUT_FORMATS if form.holds(data)), None)


def _named(media: str, suffix: str) -> InputFormat:
    """Return the format that a media type, or the ending of a file's name, stands for; plain text for another."""
    return next((form for form in reversed(INPUT_FORMATS) if form.is_named(media, suffix)), INPUT_FORMATS[0])


def _read(found: Article | tuple[Article, ...], not_done: tuple[str, ...] = ()) -> tuple[Article, ...]:
    """Return each article with its language, and without the secrets of whoever had its address or made its links.

    What its words tell of the language comes first, for pages are often wrong about it.
    """
    return tuple(
        replace(
            one,
            language=language_of(one.text) or one.language,
            url=without_secrets(one.url),
            links=tuple(replace(link, url=without_secrets(link.url)) for link in one.links),
            not_done=(*not_done, *one.not_done),
        )
        for one in (found if isinstance(found, tuple) else (found,))
    )
