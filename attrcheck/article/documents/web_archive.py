"""The bytes of a web archive in (.warc, .warc.gz, Safari's .webarchive), the `Article` of the page in it out."""

from __future__ import annotations

import io
import plistlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from xml.parsers.expat import ExpatError

from attrcheck.article.encoding import decode
from attrcheck.article.html.page import from_html
from attrcheck.article.model import Article
from attrcheck.article.pdf.document import read_pdf
from attrcheck.article.urls import absolute_url
from attrcheck.errors import InputError, NoArticleError

__all__ = ["read_warc", "read_webarchive"]

#: Bytes of a page, bytes of all that is unpacked, and records that are looked at.
_LARGEST_PAGE = 50_000_000
_LARGEST_WHOLE = 500_000_000
_MOST_RECORDS = 50_000
#: Pages beside the first whose addresses are named, and that are held at all.
_MOST_NAMED = 5
_MOST_PAGES = 200
_PAGES = ("text/html", "application/xhtml+xml", "application/pdf")


@dataclass(frozen=True, slots=True)
class _Saved:
    """A page of an archive: its address, its content type and its bytes."""

    url: str
    content_type: str
    data: bytes


def read_warc(data: bytes, *, name: str, url: str = "") -> Article:
    """Return the article of the first page in a WARC file that holds one; the other pages are named in `not_done`.

    Raises InputError for a file that is damaged or another gzip archive, NoArticleError where no page is an article's;
    `name` is what messages call it.
    """
    if data.startswith(b"\x1f\x8b") and not _unpacked_start(data).startswith(b"WARC/"):
        raise InputError(f"{name} is a gzip archive and no WARC: unpack it, and give attrcheck what is in it.")
    article: Article | None = None
    others: list[str] = []
    for page in _pages(data, name):
        if article is not None:
            others.append(page.url)
            continue
        try:
            article = _read(page, name, url)
        except InputError:
            others.append(page.url)
    if article is None:
        raise NoArticleError(f"{name} holds no page with an article ({len(others)} pages). Give one that does.")
    named = ", ".join(others[:_MOST_NAMED]) + (" …" if len(others) > _MOST_NAMED else "")
    note = (f"the archive holds other pages, which were not read: {named}",) if others else ()
    return replace(article, not_done=(*article.not_done, *note))


def _read(page: _Saved, name: str, url: str) -> Article:
    if "pdf" in page.content_type:
        return read_pdf(page.data, name=name, url=page.url or url)
    return from_html(page.data, url=page.url or url, content_type=page.content_type)


def _unpacked_start(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(data[:4096], 64)
    except zlib.error:
        return b""


def _pages(data: bytes, name: str) -> Iterator[_Saved]:
    """Yield the pages that servers sent, each address once."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 (only web archives need it)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 (as above)

    seen: set[str] = set()
    whole = 0
    records = iter(ArchiveIterator(io.BytesIO(data)))
    for _ in range(_MOST_RECORDS):
        try:
            record = next(records, None)
            if record is None or len(seen) >= _MOST_PAGES:
                return
            page = _page(record)
        except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError, AttributeError, TypeError):
            # What warcio lets through where a file breaks off or its lengths are wrong.
            if seen:
                return
            raise InputError(f"{name} is damaged and holds no page that could be read: save the page anew.") from None
        if page is None:
            continue
        whole += len(page.data)
        if whole > _LARGEST_WHOLE:
            raise InputError(f"{name} inflates to more than {_LARGEST_WHOLE // 10**6} MB. Give a smaller archive.")
        if page.url not in seen:
            seen.add(page.url)
            yield page


def _page(record: Any) -> _Saved | None:  # warcio has no types
    """Return the page of a record, None for a record of another kind."""
    if record.rec_type not in {"response", "resource"}:
        return None
    headers = record.http_headers
    if record.rec_type == "response" and (headers is None or headers.get_statuscode() != "200"):
        return None
    source = headers if headers is not None else record.rec_headers
    content_type = str(source.get_header("Content-Type") or "")
    if not content_type.lower().startswith(_PAGES):
        return None
    body = record.content_stream().read(_LARGEST_PAGE)
    return _Saved(str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"), content_type, body)


def read_webarchive(data: bytes, *, name: str, url: str = "") -> Article:
    """Return the article of the page that Safari saved as a .webarchive.

    Raises InputError for a file that is damaged or holds no page, NoArticleError for a page without an article.
    """
    try:
        saved = plistlib.loads(data)
    except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, OverflowError, RecursionError, TypeError,
            AttributeError, IndexError, MemoryError):  # fmt: skip # what plistlib lets through on wrong bytes
        raise InputError(f"{name} is a property list that is damaged: save the page anew in Safari.") from None
    main = saved.get("WebMainResource") if isinstance(saved, dict) else None
    page = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(page, bytes) or not isinstance(main, dict):
        link = saved.get("URL") if isinstance(saved, dict) else None
        instead = f"give the web address in it: {link}" if isinstance(link, str) else "give the page or text itself"
        raise InputError(f"{name} is a property list without a page: {instead}")
    where = absolute_url(str(main.get("WebResourceURL", "")), "")
    kind = str(main.get("WebResourceMIMEType", "text/html"))
    charset = str(main.get("WebResourceTextEncodingName", ""))
    if "html" not in kind:
        raise InputError(f"{name} holds no page but {kind[:60]}: save that file itself, and give it to attrcheck.")
    decoded = decode(page, name=name, declared=charset)
    article = from_html(decoded.text, url=where or url)
    return replace(article, not_done=(*decoded.not_done, *article.not_done))
