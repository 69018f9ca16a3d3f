"""Web archives: WARC files, attrcheck's own among them, and Safari's."""

from __future__ import annotations

import plistlib
import re

import pytest

from attrcheck.article.load import from_bytes
from attrcheck.errors import InputError, NoArticleError
from tests.article.test_page import texts
from tests.support.documents import BODY, BYLINE, TITLE, gzipped, page, warc, webarchive

ADDRESS = "https://paper.example/weir"
PAGE = (ADDRESS, "text/html; charset=utf-8", page().encode())
IMAGE = ("https://paper.example/a.png", "image/png", b"\x89PNG")
FRONT = ("https://paper.example/", "text/html", b"<html><body><nav><a href='/a'>News</a></nav></body></html>")


@pytest.mark.parametrize("compressed", [True, False])
@pytest.mark.parametrize("pages", [(PAGE,), (IMAGE, PAGE), (FRONT, PAGE), (PAGE, PAGE)], ids=len)
def test_the_page_of_an_archive_is_read_with_its_address(
    pages: tuple[tuple[str, str, bytes], ...], compressed: bool
) -> None:
    """The first page that holds an article is read, whatever stands before it."""
    article = from_bytes(warc(*pages, compressed=compressed), name="a.warc.gz")
    assert texts(article) == [TITLE, BYLINE, *BODY]
    assert article.url == ADDRESS


def test_other_pages_of_an_archive_are_named() -> None:
    """What else an archive holds is told in `not_done`."""
    article = from_bytes(warc(PAGE, FRONT, ("https://paper.example/b", "text/html", page().encode())), name="a.warc")
    assert article.not_done == (
        "the archive holds other pages, which were not read: https://paper.example/, https://paper.example/b",
    )


@pytest.mark.parametrize("binary", [True, False])
def test_an_archive_of_safari_is_read(binary: bool) -> None:
    """A .webarchive is read as its page, in both forms of property lists."""
    article = from_bytes(webarchive(page(), binary=binary), name="a.webarchive")
    assert texts(article) == [TITLE, BYLINE, *BODY]
    assert article.url == ADDRESS


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (warc(IMAGE), NoArticleError, "holds no page with an article"),
        (warc(FRONT), NoArticleError, "holds no page with an article (1 pages)"),
        (warc(PAGE, status="404 Not Found"), NoArticleError, "holds no page with an article"),
        (gzipped(b"Plain text."), InputError, "is a gzip archive and no WARC"),
        (b"WARC/1.0\r\nContent-Length: x\r\n\r\n", InputError, "a.warc"),
        (
            plistlib.dumps({"URL": "https://paper.example/weir"}),
            InputError,
            "give the web address in it: https://paper",
        ),
        (plistlib.dumps({"a": 1}), InputError, "is a property list without a page"),
        (plistlib.dumps(["a"], fmt=plistlib.FMT_BINARY), InputError, "is a property list without a page"),
        (b"bplist00" + b"\xff" * 40, InputError, "is a property list that is damaged"),
        (
            plistlib.dumps({"WebMainResource": {"WebResourceData": b"x", "WebResourceMIMEType": "image/png"}}),
            InputError,
            "holds no page but image/png",
        ),
    ],
)
def test_archives_without_an_article_are_refused(data: bytes, error: type[InputError], message: str) -> None:
    """An archive without an article's page, and what only looks like an archive, is refused with what it is."""
    with pytest.raises(error, match=re.escape(message)):
        from_bytes(data, name="a.warc")
