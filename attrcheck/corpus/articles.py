"""A record in, the rows of its articles and of their statements out; what fails is a row too."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from attrcheck.article import (
    Article,
    articles_from_bytes,
    foreign_language,
    from_fields,
    from_html,
    is_binary,
    is_web_address,
    language_of,
)
from attrcheck.corpus.options import Columns, CorpusOptions
from attrcheck.corpus.records import ErrorKind, Failure, Record
from attrcheck.corpus.rows import Place, Rows, article_row, statement_rows
from attrcheck.errors import AttrcheckError, InputError, LanguageError, NoArticleError
from attrcheck.files import read_data
from attrcheck.pipeline import check
from attrcheck.reader import Reader

__all__ = ["read_record"]

#: Under which names `Columns` hands on what it names, and where a whole page stands if nothing else is said.
_URL, _DATE, _HTML = "url", "date_publish", "html"
_PAGE_STARTS = (b"<!doctype html", b"<html")


def read_record(record: Record, reader: Reader, options: CorpusOptions) -> Rows:
    """Return the rows of what `record` holds: of one article, but for feeds and exports."""
    began = time.perf_counter()
    place = Place(record.id(options.columns), record.file, record.fields, record.url or _url(record, options))
    try:
        articles = _articles(record, options)
    except Exception as error:  # whatever one article does, the others are read
        language = error.language if isinstance(error, _ForeignError) else ""
        seconds = time.perf_counter() - began
        return Rows((article_row(place, failure=_failure(error), language=language, seconds=seconds),))
    found = Rows(())
    for number, article in enumerate(articles, 1):
        here = place if number == 1 else Place(f"{place.id}#{number}", place.file, place.fields, place.url)
        one = _read(here, article, reader, options, began)
        found = Rows(found.articles + one.articles, found.statements + one.statements)
        began = time.perf_counter()
    return found


def _read(place: Place, article: Article, reader: Reader, options: CorpusOptions, began: float) -> Rows:
    try:
        _refuse_long(article.text, options)
        checklist = check(article, reader, force_language=options.force_language)
        statements = tuple(statement_rows(place, checklist))
    except Exception as error:  # as above
        return Rows((article_row(place, article, failure=_failure(error), seconds=time.perf_counter() - began),))
    row = article_row(place, checklist.article, statements=len(statements), seconds=time.perf_counter() - began)
    return Rows((row,), statements)


class _ArticleError(Exception):
    """A failure that no error of the package stands for."""

    def __init__(self, kind: ErrorKind, message: str) -> None:
        super().__init__(message)
        self.failure = Failure(kind, message)


class _ForeignError(LanguageError):
    """The article is in another `language`, which was asked before anything was parsed."""

    def __init__(self, language: str) -> None:
        super().__init__(f"the article is in another language than English ({language}): attrcheck reads English only.")
        self.language = language


def _failure(error: Exception) -> Failure:
    """Return what an error says as the failure of an article."""
    if isinstance(error, _ArticleError):
        return error.failure
    if isinstance(error, MemoryError):
        return Failure(ErrorKind.MEMORY, "reading it took more memory than is allowed: allow more with --memory.")
    kinds = ((LanguageError, ErrorKind.LANGUAGE), (NoArticleError, ErrorKind.NO_ARTICLE))
    kind = next((kind for sort, kind in kinds if isinstance(error, sort)), ErrorKind.UNREADABLE)
    if isinstance(error, AttrcheckError):
        return Failure(kind, str(error))
    return Failure(ErrorKind.INTERNAL, f"{type(error).__name__}: {error}. Please report it, with the article.")


def _url(record: Record, options: CorpusOptions) -> str:
    """Return the address that stands beside an article, whether or not that can be read."""
    told = _said(record.fields, options.columns.url or _URL)
    return told if is_web_address(told) else ""


def _articles(record: Record, options: CorpusOptions) -> tuple[Article, ...]:
    if record.failure:
        raise _ArticleError(record.failure.kind, record.failure.message)
    if record.data is not None:
        return _of_bytes(record, record.data, options)
    return (_of_fields(record, options),)


def _of_bytes(record: Record, data: bytes, options: CorpusOptions) -> tuple[Article, ...]:
    if not data.strip():
        raise _ArticleError(ErrorKind.EMPTY, "there is nothing in it.")
    is_page = "html" in record.content_type or data[:1000].lstrip()[:20].lower().startswith(_PAGE_STARTS)
    try:
        if is_page:
            _refuse_foreign_page(data, record.content_type, options)
        # What a site calls its page is no file's name, whose ending would tell how to read it.
        name = record.file if record.is_file else record.url or record.place
        return articles_from_bytes(data, name=name, url=record.url, content_type=record.content_type)
    except (LanguageError, NoArticleError):
        raise
    except InputError as error:
        if b"\0" in data[:65_536]:
            raise _ArticleError(ErrorKind.BINARY, str(error)) from None
        raise


def _of_fields(record: Record, options: CorpusOptions) -> Article:
    columns = options.columns
    fields = _named(record.fields, columns)
    texts, page = _texts(fields, columns), _said(fields, columns.html or _HTML)
    for text in texts:
        _refuse_text(text, options)
    wants_page = bool(columns.html) and not columns.text
    if page.strip() and (wants_page or not texts):
        return _of_page(page, fields, options)
    if texts or any(isinstance(value, list | dict) for value in fields.values()):
        return from_fields(fields, text=_said(fields, columns.text))
    raise _ArticleError(ErrorKind.EMPTY, "there is no text in it." if fields else "the row is empty.")


def _named(row: Mapping[str, Any], columns: Columns) -> dict[str, Any]:
    """Return the cells of a row, those for address and day under names by which they are known."""
    fields = {str(key): _plain(value) for key, value in row.items()}
    wanted = [name for name in (columns.text, columns.html) if name]
    if wanted and not any(name in fields for name in wanted):
        there = ", ".join(fields) or "none"
        raise _ArticleError(ErrorKind.BROKEN, f"there is no column {wanted[0]!r}; there are {there}.")
    told = {name: fields.get(column, "") for name, column in ((_URL, columns.url), (_DATE, columns.date)) if column}
    return fields | told


def _texts(fields: Mapping[str, Any], columns: Columns) -> list[str]:
    """Return the texts of a row: what stands in the column for it, else in those of the usual names."""
    names = [columns.text] if columns.text else [key for key in fields if key.lower() in _text_names()]
    return [text for name in names if (text := _said(fields, name)).strip()]


def _of_page(page: str, fields: Mapping[str, Any], options: CorpusOptions) -> Article:
    """Return the article of a page that is a cell, with what the other cells tell where the page does not."""
    if is_binary(page):
        raise _ArticleError(ErrorKind.BINARY, "it is a binary file, not text.")
    data = page.encode("utf8", "replace")
    _refuse_foreign_page(data, "text/html; charset=utf-8", options)
    url = _said(fields, _URL)
    article = from_html(data, url=url, content_type="text/html; charset=utf-8")
    beside = {key: value for key, value in fields.items() if key.lower() not in _text_names() and key != _HTML}
    told = from_fields(beside, text=article.text)
    return replace(
        article,
        title=article.title or told.title,
        author=article.author or told.author,
        date=article.date or told.date,
        url=article.url or told.url,
        language=language_of(article.text) or article.language,
    )


def _said(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name) if name else None
    return value if isinstance(value, str) else ""


@cache
def _text_names() -> frozenset[str]:
    return frozenset(read_data("documents")["json"]["text"].split())


def _plain(value: Any) -> Any:
    """Return a cell as JSON would hold it: dates as text, bytes as the text that they are."""
    if isinstance(value, bytes):
        return value.decode("utf8", "replace")
    return value.isoformat() if hasattr(value, "isoformat") else value


def _refuse_text(text: str, options: CorpusOptions) -> None:
    """Refuse, before it is parsed, a text that is too long, binary or in another language."""
    _refuse_long(text, options)
    if is_binary(text):
        raise _ArticleError(ErrorKind.BINARY, "it is a binary file, not text.")
    language = "" if options.force_language or "<" in text else language_of(text)
    if language not in ("", "en"):
        raise _ForeignError(language)


def _refuse_long(text: str, options: CorpusOptions) -> None:
    if len(text) > options.max_chars:
        message = f"it has {len(text):,} characters, and --max-chars allows {options.max_chars:,}."
        raise _ArticleError(ErrorKind.TOO_LONG, message)


def _refuse_foreign_page(page: bytes, content_type: str, options: CorpusOptions) -> None:
    """Refuse a page whose paragraphs are not English before it is parsed, which takes a hundred times as long."""
    language = "" if options.force_language else foreign_language(page, content_type=content_type)
    if language:
        raise _ForeignError(language)
