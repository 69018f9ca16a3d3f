"""The formats of a checklist: one entry a format says how its files end, and which modules write and read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any, Self

__all__ = ["FileShape", "Format", "endings", "format_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What is known of a format.

    `endings` are those of its files, the usual one first. `writer` is the module of this room that writes it, `reader`
    the one that reads it again, "" where none does. A file of it has `magic` in its first bytes, or its text begins
    with one of `begins`; a text that begins otherwise is CSV. `options` are the fields of a FileShape that its writer
    knows. What `needs_article` cannot be made from a sheet that lacks the article's text; what `is_table` has columns
    to choose from.
    """

    endings: tuple[str, ...] = ()
    writer: str = ""
    reader: str = ""
    magic: bytes = b""
    begins: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    needs_article: bool = False
    is_table: bool = False
    is_filled_in: bool = False


class Format(StrEnum):
    """What a checklist can be written as."""

    traits: Traits

    def __new__(cls, name: str, traits: Traits = Traits()) -> Self:
        """Return the format `name`."""
        form = str.__new__(cls, name)
        form._value_, form.traits = name, traits
        return form

    TABLE = "table", Traits(endings=(".txt",), writer="table", needs_article=True)
    CSV = (
        "csv",
        Traits(endings=(".csv",), writer="csv", reader="csv", is_table=True, is_filled_in=True),
    )
    XLSX = (
        "xlsx",
        Traits(
            endings=(".xlsx",),
            writer="xlsx.writer",
            reader="xlsx.reader",
            magic=b"PK",
            is_table=True,
            is_filled_in=True,
        ),
    )
    # It is a ZIP archive as a workbook of Excel's is: its reader stands behind the bytes that only it begins with.
    ODS = (
        "ods",
        Traits(
            endings=(".ods",),
            writer="ods.writer",
            reader="ods.reader",
            magic=b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            is_table=True,
            is_filled_in=True,
        ),
    )
    JSON = (
        "json",
        Traits(endings=(".json",), writer="json", reader="json", begins=("{", "["), options=("several",)),
    )
    JSONL = "jsonl", Traits(endings=(".jsonl",), writer="jsonl", reader="json", is_table=True)
    MD = "md", Traits(endings=(".md", ".markdown"), writer="markdown")
    # Hypothes.is opens files that end in .json only, so annotations may too.
    ANNOTATIONS = (
        "annotations",
        Traits(endings=(".jsonld", ".annotations", ".annotations.json"), writer="annotations"),
    )
    DOCX = ("docx", Traits(endings=(".docx",), writer="docx.writer", options=("original",), needs_article=True))
    HTML = (
        "html",
        Traits(endings=(".html", ".htm"), writer="html.page", needs_article=True, is_filled_in=True),
    )

    @property
    def ending(self) -> str:
        """Return how the names of its files end."""
        return self.traits.endings[0]

    @property
    def is_read(self) -> bool:
        """Tell whether its files are read again, so that there is something to merge into."""
        return bool(self.traits.reader)

    @property
    def writer(self) -> Any:
        """Return the module that writes it: `write(*checklists)`, `write_sheet(sheet)` unless it needs the article."""
        return import_module(f"attrcheck.formats.{self.traits.writer}")

    @property
    def reader(self) -> Any:
        """Return the module that reads it: `read(content)`."""
        return import_module(f"attrcheck.formats.{self.traits.reader}")


@dataclass(frozen=True, slots=True)
class FileShape:
    """How a file is written: `excel` puts a byte-order mark before CSV, `several` makes JSON an array in any case.

    `original` is the Word document that the article was read from, in which comments are put.
    """

    form: Format
    excel: bool = False
    several: bool = False
    original: bytes = field(default=b"", repr=False)

    @property
    def options(self) -> dict[str, bool | bytes]:
        """Return what its format's writer is to know of it."""
        return {name: getattr(self, name) for name in self.form.traits.options}


def format_of(path: Path) -> Format | None:
    """Return the format that the name of `path` stands for, None for none."""
    name = path.name.lower()
    for form in Format:
        if any(name.endswith(ending) for ending in form.traits.endings if ending.count(".") > 1):
            return form
    return next((form for form in Format if path.suffix.lower() in form.traits.endings), None)


def endings(forms: Iterable[Format], word: str = "or") -> str:
    """Return the endings of `forms` for a message: those that people fill in first, what a terminal shows last.

    `word` stands before the last, with "," nothing but that.
    """
    ordered = sorted(forms, key=lambda form: (form is Format.TABLE, not form.traits.is_filled_in))
    *names, last = (form.ending for form in ordered)
    return f"{', '.join(names)}{word if word == ',' else f' {word}'} {last}"
