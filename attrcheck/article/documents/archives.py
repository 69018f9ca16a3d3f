"""The bytes of a ZIP archive in, its parts out, none larger than a document's; archives of other things are refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from attrcheck.errors import InputError

__all__ = ["CHECKLIST", "USE_CHECKLIST", "Archive", "files_of", "open_archive", "refuse_archive", "refuse_checklist"]

#: Bytes of text that one part of a document may hold, and all its parts together, once inflated.
_LARGEST_PART = 20_000_000
_LARGEST_WHOLE = 400_000_000
_MOST_FILES = 10_000
_TEXTS = (".xml", ".rels", ".html", ".htm", ".xhtml", ".opf")
#: What archives are that hold no article which attrcheck reads, by the beginning of the name of a file in them.
_OTHERS = (
    ("xl/", "a spreadsheet", "open it there, and save the articles in it as files, or the text of a cell as .txt"),
    ("ppt/", "a presentation", "export it as .pdf and give that"),
    ("Index/", "a Pages, Numbers or Keynote document", "export it as .docx or .pdf there and give that"),
    ("content.xml", "an OpenDocument file that is no text", "export it as .pdf and give that"),
    ("archive/", "a WACZ web archive", "unpack it and give the .warc.gz file in its folder “archive”"),
)
CHECKLIST = "a checklist that attrcheck wrote"
USE_CHECKLIST = "see how far it is with “attrcheck progress”, or make it another format with “attrcheck convert”"
#: Parts of a workbook that hold its cells, and what each holds where the workbook is a checklist.
_CELLS = re.compile(r"xl/sharedStrings\.xml|xl/worksheets/[^/]+\.xml|content\.xml")
_CHECKLIST_CELLS = tuple(b">%s</" % name for name in (b"id", b"status", b"verdict", b"statement"))
_INSTEAD = "unpack it, or save or export what is in it as .docx, .pdf or .txt, and give that"


class Archive:
    """An open ZIP archive, whose parts are read without ever inflating to more than a document's size."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self.files = tuple(archive.namelist())

    def read(self, part: str) -> bytes:
        """Return the bytes of a part, none where there is no such part; raises InputError where it is damaged."""
        if part not in self.files:
            return b""
        try:
            with self._archive.open(part) as file:
                data = file.read(_LARGEST_PART + 1)
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
            # What zipfile and its decoders raise on wrong bytes.
            raise InputError(
                f"{self._name} is damaged and cannot be read: open it in the program that made it, save it anew and "
                "give that."
            ) from None
        if len(data) > _LARGEST_PART:
            raise _too_large(self._name)
        return data


@contextmanager
def open_archive(data: bytes, name: str) -> Iterator[Archive]:
    """Open an archive of a size that a document has; InputError says why another one is not."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise InputError(
            f"{name} is a ZIP archive or document that is damaged: open it in the program that made it, save it anew "
            "and give that."
        ) from None
    with archive:
        infos = archive.infolist()
        largest = max((info.file_size for info in infos if info.filename.lower().endswith(_TEXTS)), default=0)
        whole = sum(info.file_size for info in infos)
        if len(infos) > _MOST_FILES or whole > _LARGEST_WHOLE or largest > _LARGEST_PART:
            raise _too_large(name)
        if any(info.flag_bits & 1 for info in infos):
            raise InputError(f"{name} is protected by a password: save it without one and give that.")
        yield Archive(archive, name)


def _too_large(name: str) -> InputError:
    return InputError(f"{name} inflates to more than a document holds. Save its text as a .txt file and give that.")


@lru_cache(maxsize=2)
def files_of(data: bytes) -> tuple[str, ...]:
    """Return the names of the files in a ZIP archive, none where it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(archive.namelist()[:_MOST_FILES])
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ()


def refuse_checklist(archive: Archive, name: str) -> None:
    """Raise InputError where a workbook is a checklist, whichever program saved it."""
    for part in filter(_CELLS.fullmatch, archive.files):
        cells = archive.read(part)
        is_sheet = part != "content.xml" or b"<office:spreadsheet" in cells
        if is_sheet and all(cell in cells for cell in _CHECKLIST_CELLS):
            raise InputError(f"{name} is {CHECKLIST}, and no article that attrcheck reads: {USE_CHECKLIST}.")


def refuse_archive(data: bytes, name: str) -> InputError:
    """Return the error that says what a ZIP archive is that no format is told by."""
    with open_archive(data, name) as archive:
        refuse_checklist(archive, name)
        for start, what, instead in _OTHERS:
            if any(file.startswith(start) for file in archive.files):
                return InputError(f"{name} is {what}, and no article that attrcheck reads: {instead}.")
    return InputError(f"{name} is a ZIP archive, which attrcheck cannot read: {_INSTEAD}.")
