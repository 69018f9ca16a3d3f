"""A saved checklist's bytes in, its sheet out, in whichever format that is read, whatever program saved it last."""

from __future__ import annotations

from dataclasses import replace

from attrcheck.article import decode
from attrcheck.checklist import Sheet
from attrcheck.errors import InputError
from attrcheck.formats.format import Format

__all__ = ["read_sheet"]


def read_sheet(data: bytes, *, name: str) -> Sheet:
    """Return the checklist that `data` holds, known by its content; `name` is what messages call it.

    Raises InputError, with the column at fault where it is one, where `data` is no checklist.
    """
    for form in Format:
        if form.traits.magic and data.startswith(form.traits.magic):
            return _named(_read(name, form, data), name)
    text, encoding, has_mark, notices = _text(data, name)
    is_lines = name.lower().endswith(Format.JSONL.ending)
    begun = (form for form in Format if text.lstrip()[:1] in form.traits.begins)
    sheet = _read(name, Format.JSONL if is_lines else next(begun, Format.CSV), text)
    dialect = replace(sheet.dialect, encoding=encoding, has_mark=has_mark)
    return replace(_named(sheet, name, notices), dialect=dialect)


def _named(sheet: Sheet, name: str, notices: tuple[str, ...] = ()) -> Sheet:
    """Return `sheet` with its notices behind the name of its file, and before them others that have it."""
    return replace(sheet, notices=(*notices, *(f"{name}: {notice}" for notice in sheet.notices)))


def _read(name: str, form: Format, content: str | bytes) -> Sheet:
    try:
        sheet: Sheet = form.reader.read(content)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    return sheet


def _text(data: bytes, name: str) -> tuple[str, str, bool, tuple[str, ...]]:
    """Return the text of `data`, in which encoding and with which mark it is written again, and what was a guess."""
    if not data.strip(b" \t\r\n") and not name.lower().endswith(Format.JSONL.ending):
        raise InputError(f"{name} is empty, and no checklist. Name a file that attrcheck wrote.")
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data.decode(encoding, "surrogatepass" if len(data) % 2 == 0 else "replace")[1:], encoding, True, ()
    for encoding, first in (("utf-16-le", data[1:4:2]), ("utf-16-be", data[0:4:2])):
        if len(data) > 4 and first == b"\0\0":
            return data.decode(encoding, "replace"), encoding, False, ()
    try:
        text = data.decode("utf8", "surrogatepass")
    except UnicodeDecodeError:
        read = decode(data, name=name)
        # Of the old encodings only the program knows which, that saved it: it knows UTF-8 by its mark.
        return read.text, "utf8", True, tuple(f"{name}: {note}" for note in read.not_done)
    return text.removeprefix("\ufeff"), "utf8", text.startswith("\ufeff"), ()
