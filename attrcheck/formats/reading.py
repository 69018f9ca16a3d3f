"""A saved checklist's bytes in, its sheet out, in whichever format that is read, whatever program saved it last."""

from __future__ import annotations

from dataclasses import replace

from attrcheck.article import decode
from attrcheck.checklist import Sheet
from attrcheck.errors import InputError
from attrcheck.formats.format import Format

__all__ = ["read_sheet"]

_SAVE = "Save it as .xlsx, .ods or .csv, and name that."
#: So many bytes at its start say of which kind a ZIP archive is.
_HEAD = 120
#: The file of a document of old Office programs, and what one holds that is locked with a password.
_OLD_OFFICE, _LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
#: Names that archives of other spreadsheet programs hold near their ends, and what such a file is.
_ARCHIVES = {
    b"xl/workbook.bin": "a binary workbook (.xlsb)",
    b"Index/Document.iwa": "a Numbers spreadsheet",
    b"word/document.xml": "a Word document",
}


def read_sheet(data: bytes, *, name: str) -> Sheet:
    """Return the checklist that `data` holds, known by its content; `name` is what messages call it.

    Raises InputError, with the column at fault where it is one, where `data` is no checklist.
    """
    _check_kind(data, name)
    for form in (Format.ODS, Format.XLSX):
        if form.traits.magic in data[: _HEAD if form is Format.ODS else 2]:
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


def _check_kind(data: bytes, name: str) -> None:
    """Raise InputError where `data` is a file of another kind that people take for a checklist, or save one as."""
    if data.startswith(_OLD_OFFICE) and _LOCKED in data:
        raise InputError(f"{name} is locked with a password. Save it without one, and name that.")
    if data.startswith(_OLD_OFFICE):
        raise InputError(f"{name} is a workbook of an old program (.xls). {_SAVE}")
    if data.startswith(b"PK"):
        kind = next((kind for part, kind in _ARCHIVES.items() if part in data), "")
        if kind and b"xl/workbook.xml" not in data:
            raise InputError(f"{name} is {kind}. {_SAVE}")
    if data.startswith((b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"7z\xbc\xaf")):
        raise InputError(f"{name} is no spreadsheet, and no checklist. {_SAVE}")


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
        try:
            read = decode(data, name=name)
        except InputError:
            raise InputError(f"{name} is no text, and no checklist. {_SAVE}") from None
        # Of the old encodings only the program knows which, that saved it: it knows UTF-8 by its mark.
        return read.text, "utf8", True, tuple(f"{name}: {note}" for note in read.not_done)
    return text.removeprefix("\ufeff"), "utf8", text.startswith("\ufeff"), ()
