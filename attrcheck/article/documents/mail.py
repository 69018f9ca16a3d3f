"""The bytes of a mail in, its `Article` out, or of several; or of a page that a browser saved as one (.mhtml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import islice

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.documents.mail_text import MailHead, mail_author, mail_subject, read_mail_lines
from attrcheck.article.encoding import Decoded, decode
from attrcheck.article.html.blocks import parse_html, read_blocks
from attrcheck.article.html.page import from_html
from attrcheck.article.model import Article
from attrcheck.article.text.plain_text import read_text
from attrcheck.errors import InputError, NoArticleError

__all__ = ["read_mail"]

_MBOX = re.compile(rb"(?:\A|\n\r?\n)From [^\n]{3,200}\d{4}[^\n]{0,20}\r?\n(?=[!-9;-~]{1,76}:)")
#: XML's first line, which some mails have before their HTML.
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_MOST_PARTS = 2_000
_MOST_MAILS = 200
#: Attachments that are named one by one.
_MOST_NAMED = 10
_TEXTS = ("text/html", "text/plain")


def read_mail(data: bytes, *, name: str, url: str = "") -> Article | tuple[Article, ...]:
    """Return the article of a mail (.eml), each one's of a file of mails (.mbox), or a saved page's (.mhtml).

    A mail's subject, sender and day are title, author and date; what is attached is named in `not_done`. Raises
    InputError for a file that cannot be read, NoArticleError for one without text; `name` is what messages call it.
    """
    starts = [found.end() for found in islice(_MBOX.finditer(data), _MOST_MAILS + 1)] if data[:5] == b"From " else []
    if len(starts) > _MOST_MAILS:
        raise InputError(f"{name} holds more than {_MOST_MAILS} mails: save those with articles one by one.")
    if len(starts) < 2:
        return _read_one(data[starts[0] :] if starts else data, name, url)
    ends = [*(found.start() for found in islice(_MBOX.finditer(data), 1, None)), len(data)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        try:
            found.append(_read_one(data[start:end], name, url))
        except NoArticleError:
            continue
    if not found:
        raise NoArticleError(f"{name} holds mails without text. Save what is attached to them and give that.")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a mail: its media type, the name of its file, where it was saved from, and its content."""

    media: str
    file: str
    location: str
    message: Message

    @property
    def data(self) -> bytes:
        """Its bytes."""
        content = self.message.get_payload(decode=True)
        return content if isinstance(content, bytes) else b""

    def decoded(self, name: str) -> Decoded:
        """Return its text."""
        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", str(self.message.get("Content-Type", "")), re.I)
        return decode(self.data, name=name, declared=charset[1] if charset else "")


def _read_one(data: bytes, name: str, url: str) -> Article:
    try:
        message = message_from_bytes(data.lstrip())
        parts = list(islice(_parts(message), _MOST_PARTS))
    except RecursionError:
        raise InputError(f"{name} is a mail inside too many others: save the innermost one and give that.") from None
    saved = next((p for p in parts if p.media == "text/html" and p.location and not p.file), None)
    if saved is not None and _is_page(message):
        where = _web(saved.location) or _web(_field(message, "Snapshot-Content-Location"))
        return from_html(saved.data, url=url or where, content_type=str(saved.message.get("Content-Type", "")))
    texts = [part for part in parts if part.media in _TEXTS and not part.file and part.data.strip()]
    attached = tuple(part.file or part.media for part in parts if part not in texts and not part.location)
    body = next((part for media in _TEXTS for part in texts if part.media == media), None)
    if body is None:
        what = f": it only carries {', '.join(attached[:_MOST_NAMED])}" if attached else ""
        raise NoArticleError(f"{name} is a mail without text{what}. Save what is attached and give that.")
    return _article(message, body, attached, name, url)


def _article(message: Message, body: _Part, attached: Sequence[str], name: str, url: str) -> Article:
    """Return the article of a mail's text, with what its fields say and the names of what was not read."""
    decoded = body.decoded(name)
    head = MailHead(
        mail_subject(_field(message, "Subject")), mail_author(_field(message, "From")), _day(_field(message, "Date"))
    )
    if body.media == "text/html":
        blocks = read_blocks(parse_html(_DECLARATION.sub("", decoded.text)), url)
        kept, head = read_mail_lines([block.text for block in blocks], head)
        if not kept:
            raise NoArticleError(f"{name} is a mail without text. Save what is attached and give that.")
        article = assemble((blocks[at] for at in kept), _known(head, url))
    else:
        lines = _unflowed(decoded.text, str(body.message.get("Content-Type", ""))).split("\n")
        kept, head = read_mail_lines(lines, head)
        if not any(lines[at].strip() for at in kept):
            raise NoArticleError(f"{name} is a mail without text. Save what is attached and give that.")
        article = read_text("\n".join(lines[at] for at in kept), _known(head, url))
    notes = tuple(f"{file}, which is attached to the mail, was not read" for file in attached[:_MOST_NAMED])
    more = len(attached) - _MOST_NAMED
    return replace(
        article,
        not_done=(
            *decoded.not_done,
            *notes,
            *([f"{more} more files are attached and were not read"] if more > 0 else []),
        ),
    )


def _known(head: MailHead, url: str) -> Known:
    return Known(title=head.title, author=head.author, date=head.date, url=url)


def _parts(message: Message) -> Iterator[_Part]:
    for part in message.walk():
        if part.is_multipart():
            continue
        disposition = str(part.get("Content-Disposition", "")).lower()
        try:
            file = str(part.get_filename() or "")
        except (LookupError, ValueError, TypeError):  # names in encodings that are none
            file = "a file"
        is_attached = disposition.startswith("attachment") or bool(file)
        location = str(part.get("Content-Location", "")) or str(part.get("Content-ID", ""))
        yield _Part(part.get_content_type(), (file or "a file") if is_attached else "", location, part)


def _is_page(message: Message) -> bool:
    """Tell whether the message is a page that a browser or Word saved, and no mail that was sent."""
    if message.get("Snapshot-Content-Location") or "saved by" in _field(message, "From").lower():
        return True
    return not any(message.get(field) for field in ("To", "Received", "Message-ID", "Return-Path"))


def _web(location: str) -> str:
    return location.strip() if location.strip().lower().startswith(("http://", "https://")) else ""


def _field(message: Message, name: str) -> str:
    """Return a field's text, its encoded words decoded."""
    said = str(message.get(name, ""))[:4000]
    try:
        return " ".join(str(make_header(decode_header(said))).split())
    except (MessageError, LookupError, ValueError):
        return " ".join(said.split())


def _day(said: str) -> str:
    """Return the day on which a mail was sent, as its sender's clock had it."""
    try:
        return parsedate_to_datetime(said).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _unflowed(text: str, content_type: str) -> str:
    """Return plain text with the lines joined that its mail program broke, a blank at their end (RFC 3676)."""
    text = text.replace("\r\n", "\n")
    if not re.search(r"format\s*=\s*\"?flowed", content_type, re.I):
        return text
    return re.sub(r"(?<!\n--)(?<!\A--) \n(?!\s|>)", " ", text)
