"""The lines or paragraphs of a mail in; out, those that its writer wrote, and what the fields above them say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from attrcheck.article.text.bylines import clean_author, find_date
from attrcheck.article.words import ends_sentence
from attrcheck.files import read_data

__all__ = ["MailHead", "mail_author", "mail_subject", "read_mail_lines"]

_FIELD = re.compile(r"\W{0,4}(?P<name>[A-Za-z][A-Za-z-]{1,14})\W{0,2}:\**\s*(?P<value>.*)$", re.S)
#: The fields on one line, as they stand where a mail program parts them by nothing but line breaks.
_RUN = re.compile(
    r"\W{0,4}From:\s*(?P<from>.{1,200}?)\s*\b(?:Sent|Date):\s*(?P<date>.{1,80}?)\s*\bTo:\s.{0,2000}?"
    r"\bSubject:\s*(?P<subject>.{0,300})$",
    re.S,
)
_MARKER = re.compile(r"[\s>_*-]*(?P<words>[A-Za-z][A-Za-z ]{3,40}?)\s*:?[\s_*-]*$")
_ADDRESS = re.compile(r"\s*[<\[(]?(?:mailto:)?[\w.+'-]+@[\w.-]+[>\])]?\s*(?:\[mailto:[^\]]*\]>?)?")
_SIGNATURE = re.compile(r"\s*--\s?$")
#: Words above the fields of another mail, up to which that one is what the mail is about.
_SHORT_NOTE = 60
#: Lines and words of a name and address under a letter, words of such a line, and of a notice on how to treat mail.
_LONG_SIGNATURE = 12
_LONG_BLOCK = 80
_LONG_LINE = 12
_LONG_NOTICE = 250


@dataclass(frozen=True, slots=True)
class MailHead:
    """What the fields above a mail say ("" for unknown): subject, sender's name and day of sending (YYYY-MM-DD)."""

    title: str = ""
    author: str = ""
    date: str = ""


@cache
def _data() -> dict[str, frozenset[str]]:
    mail = read_data("pasted")["mail"]
    lists = {key: frozenset(mail[key]) for key in ("markers", "closings", "notices")}
    return lists | {key: frozenset(mail[key].split()) for key in ("telling", "fields", "prefixes")}


def mail_subject(said: str) -> str:
    """Return the subject without what programs put before it: "Fwd: [EXT] Ferries" is "Ferries"."""
    words = "|".join(sorted(_data()["prefixes"], key=len, reverse=True))
    return re.sub(rf"^(?:\s*(?:\[(?:{words})\]|(?:{words})\s*:))+", "", " ".join(said.split()), flags=re.I).strip()


def mail_author(said: str) -> str:
    """Return the sender's name, "" where there is none but an address: "Hallam, Petra <p@a.example>" is one."""
    name = _ADDRESS.sub(" ", said).split("[mailto:")[0].strip(" \t\"'<>;,")
    name = re.sub(r"\s*(?:\([^()]*\)|\bvia\b.*|\bon behalf of\b.*|\|.*)$", "", name)
    last, comma, first = name.partition(", ")
    if comma and len(last.split()) <= 2 and len(first.split()) <= 2:
        name = f"{first} {last}"
    return clean_author(name) if len(name.split()) > 1 else ""


def read_mail_lines(lines: Sequence[str], head: MailHead | None = None) -> tuple[list[int], MailHead]:
    """Return the places of the lines that the mail's writer wrote, and what its fields say, `head` where none is known.

    Left out are the fields, signatures, and notices on how to treat a mail. Where hardly more than a note stands above
    another mail that is passed on, it is that one whose fields count.
    """
    known = head or MailHead()
    kept: list[int] = []
    words = at = 0
    while at < len(lines):
        found = _fields_at(lines, at)
        if found is not None:
            fields, end = found
            if words <= _SHORT_NOTE and (known == MailHead() or at > 0 or head is None):
                known = MailHead(fields.title or known.title, fields.author, fields.date or known.date)
            at = end
        elif _is_marker(lines[at]) or _is_notice(lines[at]):
            at += 1
        elif end := _signature_end(lines, at):
            at = end
        else:
            kept.append(at)
            words += len(lines[at].split())
            at += 1
    return kept, known


def _fields_at(lines: Sequence[str], at: int) -> tuple[MailHead, int] | None:
    """Return what the fields that begin at a line say, and the place behind them; None where none begin there."""
    run = _RUN.match(lines[at])
    if run:
        return _head(run["from"], run["date"], run["subject"]), at + 1
    found: dict[str, str] = {}
    end, last = at, ""
    while end < len(lines):
        field = _FIELD.match(lines[end].strip().lstrip("> "))
        name = field["name"].lower() if field else ""
        if field and name in _data()["fields"] and name not in found:
            found[name], last = field["value"].strip(" *\t"), name
        elif not lines[end].strip() and found and end + 1 < len(lines) and _names_field(lines[end + 1], found):
            pass  # a blank line between the fields, as copying from some programs makes
        elif last in {"to", "cc", "bcc"} and re.match(r"\s+\S.*@|\s*\S.{0,60}[;<].*@", lines[end]):
            pass  # more addresses
        else:
            break
        end += 1
    telling = _data()["telling"].intersection(found)
    if len(found) < 2 or len(telling) < 2 or not {"from", "subject"} & telling:
        return None
    return _head(found.get("from", ""), found.get("sent") or found.get("date", ""), found.get("subject", "")), end


def _names_field(line: str, found: dict[str, str]) -> bool:
    field = _FIELD.match(line.strip().lstrip("> "))
    return field is not None and field["name"].lower() in _data()["fields"] - set(found)


def _head(sender: str, day: str, subject: str) -> MailHead:
    dated = find_date(day)
    return MailHead(mail_subject(subject), mail_author(sender), dated[0] if dated else "")


def _is_marker(line: str) -> bool:
    """Tell whether the line says that another mail follows."""
    match = _MARKER.match(line)
    return match is not None and " ".join(match["words"].lower().split()) in _data()["markers"]


def _is_notice(line: str) -> bool:
    said = " ".join(line.casefold().replace("’", "'").split())
    return len(said.split()) <= _LONG_NOTICE and any(notice in said for notice in _data()["notices"])


def _signature_end(lines: Sequence[str], at: int) -> int:
    """Return the place behind the signature that begins at a line, 0 where none does."""
    line = lines[at].strip()
    is_mark = int(_SIGNATURE.match(lines[at]) is not None)
    if not is_mark and line.casefold().rstrip(",.! ") not in _data()["closings"]:
        return 0
    end = at + 1
    while end < len(lines) and not _fields_at(lines, end) and not _is_marker(lines[end]):
        is_long = len(lines[end].split()) > _LONG_LINE or ends_sentence(lines[end].strip())
        if is_long and not is_mark and not _is_notice(lines[end]):
            break
        end += 1
    written = [line for line in lines[at + 1 : end] if line.strip() and not _is_notice(line)]
    # Two dashes may also part one half of a text from the other.
    is_short = len(written) <= _LONG_SIGNATURE and sum(len(line.split()) for line in written) <= _LONG_BLOCK
    return end if is_short else (at + 1) * is_mark
