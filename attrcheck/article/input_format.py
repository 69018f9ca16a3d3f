"""The input formats: one entry a format says how its files and answers are told, and what reads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import cast

from attrcheck.article.documents.archives import files_of
from attrcheck.article.model import Article

__all__ = ["INPUT_FORMATS", "LARGEST_INPUT", "READABLE_TYPES", "SIGNATURES", "InputFormat", "input_endings"]

#: Bytes of an input that are read from whoever gives them; a book has about a million.
LARGEST_INPUT = 50_000_000
#: A PDF may have other bytes before those that say what it is.
_PDF_HEAD = 1024
#: Bytes that are looked at for how a file opens.
_HEAD = 65_536
_ZIP = b"PK\x03\x04"
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*){0,50}+<(?:(?:!doctype\s+html|html|head|body)\b|"
    r"(?:a|article|b|blockquote|center|div|dl|em|figure|font|h[1-6]|header|i|img|main|ol|p|pre|section|span|strong|table|ul)(?:\s[^<>]{0,2000})?>)"
    r"|(?=(?:[^<]{0,5000}<p(?:\s[^<>]{0,2000})?>(?:(?!</p>).){0,5000}</p>){2})",
    re.I | re.S,
)

#: Lines such as "From: …", of which one is a mail's or an .mhtml file's; or the line between the mails of an mbox file.
_MAIL = re.compile(
    rb"\s{0,9}(?:From [^\n]{1,200}\n)?(?:[!-9;-~]{1,76}:[^\n]{0,4000}\n(?:[ \t][^\n]{0,4000}\n)*){0,80}?"
    rb"(?:MIME-Version|Content-Type|Content-Transfer-Encoding|Message-ID|Received|Return-Path|X-Mailer):",
    re.I,
)
_PLIST = re.compile(rb"bplist00|\s{0,9}(?:<\?xml[^>]{0,200}>\s*)?<!DOCTYPE plist")


def _root(*names: str) -> re.Pattern[str]:
    """Return the pattern of XML whose root element has one of the names, or one in any namespace that has it."""
    return re.compile(
        r"\s*(?:<\?xml[^>]*>\s*)?(?><\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>\s*){0,50}+"
        rf"<(?:[\w-]+:)?(?:{'|'.join(names)})\b",
        re.S,
    )


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A format that articles come in; its bytes tell it, else media type or ending, else the `start` of its text.

    `reads` names the function that makes its `Article`, or several: of bytes (data, name=, url=) where `signature`,
    which stands in the first `head` bytes, or the pattern `opens` tell it; of text (text, url=) where neither does.
    A ZIP archive is told by a file in it, whose name the pattern `part` matches. `types` are its media types, `word`
    is what others that mean it have in them; `endings` are those of its files, the usual one first.
    """

    endings: tuple[str, ...]
    types: tuple[str, ...]
    reads: str
    signature: bytes = b""
    head: int = 0
    part: str = ""
    opens: re.Pattern[bytes] | None = None
    word: str = ""
    start: re.Pattern[str] | None = None
    declares_encoding: bool = False

    @property
    def of_bytes(self) -> bool:
        """Whether it is read from bytes, not from text."""
        return bool(self.signature) or self.opens is not None

    def holds(self, data: bytes) -> bool:
        """Tell whether `data` has the signature, or opens as the format does."""
        if self.opens is not None and self.opens.match(data, 0, _HEAD):
            return True
        if not self.signature or self.signature not in data[: self.head or len(self.signature)]:
            return False
        return not self.part or any(re.fullmatch(self.part, file) for file in files_of(data))

    def is_named(self, media: str, suffix: str) -> bool:
        """Tell whether a media type, or the ending of a file's name where there is none, is that of this format."""
        if self.signature:
            return False
        return media in self.types or bool(self.word and self.word in media) if media else suffix in self.endings

    def reader(self) -> Callable[..., Article | tuple[Article, ...]]:
        """Return the function that reads it, loaded now."""
        return cast("Callable[..., Article | tuple[Article, ...]]", resolve_name(f"attrcheck.article.{self.reads}"))


_JSON_START = re.compile(r'\s*(?:\[\s*)?\{\s*(?:"[^"\n]{1,80}"\s*:|\})|\s*\[\s*(?:\]|\[\s*["{\d])')
_SUBTITLES = re.compile(
    r"\s*(?:WEBVTT\b|\d{1,6}[ \t]*\n\s*\d{1,3}:\d\d:\d\d[,.;]\d{1,3}\s*-->"
    r"|\d{1,2}:\d\d:\d\d\.\d{3},\d{1,2}:\d\d:\d\d\.\d{3}\n)"
)
#: Templates, references and categories tell wikitext, wherever they stand.
_WIKITEXT = re.compile(
    r"(?!\s*<)(?=.{0,60000}?(?:<ref(?:\s+name\s*=|>\s*(?:\{\{|\[?https?:))|\[\[Category:"
    r"|\{\{\s*(?:cite |infobox|reflist|short description)))",
    re.I | re.S,
)
#: In the order in which they are listed; text that is none of the others is plain text.
INPUT_FORMATS = (
    InputFormat((".txt", ".text"), ("text/plain", ""), "text.pasted:read_pasted", declares_encoding=True),
    InputFormat((".md", ".markdown"), ("text/markdown",), "text.markdown:from_markdown", word="markdown"),
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
        "documents.docx:read_docx",
        signature=_ZIP,
        part=r"word/document[^/]*\.xml",
    ),
    InputFormat(
        (".odt",),
        ("application/vnd.oasis.opendocument.text",),
        "documents.opendocument:read_opendocument",
        signature=_ZIP,
        part=r"content\.xml",
    ),
    InputFormat(
        (".fodt",),
        ("application/vnd.oasis.opendocument.text-flat-xml",),
        "documents.opendocument:read_flat_opendocument",
        start=_root("document"),
    ),
    InputFormat(
        (".epub",),
        ("application/epub+zip",),
        "documents.epub:read_epub",
        signature=_ZIP,
        part=r"META-INF/container\.xml",
    ),
    InputFormat((".rtf",), ("application/rtf", "text/rtf"), "documents.rtf:read_rtf", signature=b"{\\rtf"),
    InputFormat((".pdf",), ("application/pdf",), "pdf.document:read_pdf", signature=b"%PDF", head=_PDF_HEAD),
    InputFormat(
        (".eml", ".mhtml", ".mht", ".mbox"),
        ("message/rfc822", "multipart/related", "application/x-mimearchive"),
        "documents.mail:read_mail",
        opens=_MAIL,
    ),
    InputFormat(
        (".json", ".jsonl", ".ndjson"),
        ("application/json", "application/jsonl", "application/x-ndjson"),
        "documents.json_article:read_json",
        start=_JSON_START,
    ),
    InputFormat(
        (".xml", ".rss", ".atom"),
        ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml"),
        "documents.feed:read_feed",
        start=_root("rss", "feed", "RDF"),
    ),
    InputFormat(
        (".nitf", ".newsml"),
        ("application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml", "application/nitf+xml"),
        "documents.news_xml:read_news_xml",
        start=_root("nitf", "newsItem", "newsMessage", "NewsML", "NewsItem", "packageItem", "knowledgeItem"),
    ),
    InputFormat(
        (".wiki", ".mediawiki", ".wikitext"),
        ("text/x-wiki",),
        "documents.wikitext:read_wikitext",
        start=_WIKITEXT,
    ),
    InputFormat(
        (".srt", ".vtt", ".sbv"),
        ("text/vtt", "application/x-subrip"),
        "documents.subtitles:read_subtitles",
        start=_SUBTITLES,
    ),
    InputFormat(
        (".warc.gz", ".warc"),
        ("application/warc", "application/gzip"),
        "documents.web_archive:read_warc",
        signature=b"\x1f\x8b",
        opens=re.compile(rb"WARC/\d"),
    ),
    InputFormat((".webarchive",), ("application/x-webarchive",), "documents.web_archive:read_webarchive", opens=_PLIST),
)
#: The media types of pages that can be read, and the first bytes of those that come under a type that says nothing.
READABLE_TYPES = frozenset(media for form in INPUT_FORMATS for media in form.types)
SIGNATURES = tuple({form.signature: None for form in INPUT_FORMATS if form.signature})


def input_endings() -> str:
    """Return the usual endings for a message: ".txt, .md, .html, .docx or .pdf"."""
    *most, last = (form.endings[0] for form in INPUT_FORMATS)
    return f"{', '.join(most)} or {last}"
