"""A saved checklist's bytes in, its sheet out: CSV, XLSX, JSON or JSON Lines, whatever program saved it last."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from attrcheck.article import decode
from attrcheck.checklist import Sheet
from attrcheck.errors import InputError
from attrcheck.formats.csv import from_csv
from attrcheck.formats.json import from_json
from attrcheck.formats.xlsx.reader import from_xlsx

__all__ = ["read_sheet"]


def read_sheet(data: bytes, *, name: str) -> Sheet:
    """Return the checklist that `data` holds, told by its content; `name` is what messages call it.

    Raises InputError, with the column at fault where it is one, where `data` is no checklist.
    """
    if data.startswith(b"PK"):
        return _told(name, from_xlsx, data)
    text, bom, notices = _text(data, name)
    if name.lower().endswith(".jsonl") or text.lstrip()[:1] in ("{", "["):
        sheet = _told(name, from_json, text)
    else:
        sheet = _told(name, from_csv, text)
    return replace(sheet, notices=(*notices, *(f"{name}: {notice}" for notice in sheet.notices)), bom=bom)


def _told(name: str, read: Any, content: Any) -> Sheet:
    try:
        sheet: Sheet = read(content)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    return sheet


def _text(data: bytes, name: str) -> tuple[str, bool, tuple[str, ...]]:
    """Return the text of `data`, whether it began with a byte-order mark, and what was a guess."""
    if not data.strip(b" \t\r\n") and not name.lower().endswith(".jsonl"):
        raise InputError(f"{name} is empty, and no checklist. Name a file that attrcheck wrote.")
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data.decode(encoding, "surrogatepass" if len(data) % 2 == 0 else "replace")[1:], True, ()
    for encoding, first in (("utf-16-le", data[1:4:2]), ("utf-16-be", data[0:4:2])):
        if len(data) > 4 and first == b"\0\0":
            return data.decode(encoding, "replace"), False, ()
    try:
        text = data.decode("utf8", "surrogatepass")
    except UnicodeDecodeError:
        read = decode(data, name=name)
        return read.text, False, tuple(f"{name}: {note}" for note in read.not_done)
    return text.removeprefix("\ufeff"), text.startswith("\ufeff"), ()
