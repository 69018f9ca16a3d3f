"""Makes documents of the other formats for tests, each of the same short article."""

from __future__ import annotations

import gzip
import io
import plistlib

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.support.word_files import zipped

#: A headline, a byline and three paragraphs, the first of them with a link.
TITLE = "Weir at Oxley shut for a month"
BYLINE = "By Iris Vane, 4 March 2025"
URL = "https://board.example/note"
BODY = (
    "The weir at Oxley will be shut for a month, the river board said on Tuesday, after divers found a crack.",
    "“Nobody told the mill,” said Ada Penrose, who owns it. “We heard of it from the ducks.”",
    "The board did not answer questions about the mill, and a spokesman said that none was planned.",
)
LINKED = "the river board said"


def html_body(tag: str = "p") -> str:
    """Return the paragraphs as HTML."""
    first = BODY[0].replace(LINKED, f'<a href="{URL}">{LINKED}</a>')
    return "".join(f"<{tag}>{paragraph}</{tag}>" for paragraph in (first, *BODY[1:]))


def page() -> str:
    """Return the article as a page."""
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{TITLE}</title></head><body><main><article>"
        f"<h1>{TITLE}</h1><p>{BYLINE}</p>{html_body()}</article></main></body></html>"
    )


def warc(*pages: tuple[str, str, bytes], compressed: bool = True, status: str = "200 OK") -> bytes:
    """Return a WARC file of the pages, each an address, a content type and a body."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    for url, content_type, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n")))
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return out.getvalue()


def webarchive(markup: str, *, binary: bool = True) -> bytes:
    """Return Safari's archive of a page."""
    main = {
        "WebResourceData": markup.encode(),
        "WebResourceURL": "https://paper.example/weir",
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
    }
    fmt = plistlib.FMT_BINARY if binary else plistlib.FMT_XML
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=fmt)


_SPACES = " ".join(
    f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for key, name in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("meta", "meta"))
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def odt_text(body: str = "", styles: str = "") -> str:
    """Return the XML in which an OpenDocument text holds `body`, the article's where it is empty."""
    link = f'<text:a xlink:href="{URL}">{LINKED}</text:a>'
    article = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in BODY).replace(LINKED, link)
    return (
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>"
        + (body or f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>{BYLINE}</text:p>{article}')
        + "</office:text></office:body>"
    )


def odt(body: str = "", styles: str = "", creator: str = "") -> bytes:
    """Return an .odt file."""
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:d {_SPACES}>{odt_text(body, styles)}</office:d>".encode(),
            "meta.xml": f"<office:document-meta {_SPACES}><office:meta><meta:initial-creator>{creator}"
            "</meta:initial-creator></office:meta></office:document-meta>".encode(),
        }
    )  # fmt: skip


def fodt(body: str = "", styles: str = "") -> bytes:
    """Return an .fodt file."""
    start = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{start}<office:document {_SPACES}>{odt_text(body, styles)}</office:document>".encode()


def rtf(body: str) -> bytes:
    """Return an .rtf file of the marks `body`, its letters beyond ASCII escaped."""
    escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in body)
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}}"
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{{\colortbl;\red0\green0\blue0;}}{escaped}}}".encode("ascii")


def rtf_article() -> bytes:
    """Return the article as .rtf."""
    field = rf'{{\field{{\*\fldinst{{HYPERLINK "{URL}"}}}}{{\fldrslt{{\ul {LINKED}}}}}}}'
    first = BODY[0].replace(LINKED, field)
    return rtf("\n".join(f"{line}\\par" for line in (rf"\b\fs40 {TITLE}\b0\fs24", BYLINE, first, *BODY[1:])))


def epub(*chapters: str, creator: str = "Iris Vane") -> bytes:
    """Return an .epub of the chapters' markup, each a body."""
    items = "".join(
        f'<item id="c{at}" href="text/c{at}.xhtml" media-type="application/xhtml+xml"/>' for at in range(len(chapters))
    )
    order = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>{TITLE}</dc:title><dc:creator>{creator}</dc:creator><dc:date>2025-03-04T00:00:00Z</dc:date>"
        f"</metadata>"
        '<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'{items}</manifest><spine><itemref idref="n"/>{order}</spine></package>'
    )
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        b'<rootfile full-path="OEBPS/package.opf"/></rootfiles></container>',
        "OEBPS/package.opf": package.encode(),
        "OEBPS/nav.xhtml": b"<html><body><p>Contents of the book, which is a list.</p></body></html>",
    }
    for at, chapter in enumerate(chapters):
        text = (
            f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
            f"<body>{chapter}</body></html>"
        )
        files[f"OEBPS/text/c{at}.xhtml"] = text.encode()
    return zipped(files)


def gzipped(data: bytes) -> bytes:
    """Return `data` as one gzip member that says nothing of when it was made."""
    return gzip.compress(data, mtime=0)
