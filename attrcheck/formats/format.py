"""The formats of a checklist: one entry a format says how its files end, how it is written and how it is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

__all__ = ["ENDINGS", "WRITTEN_ONLY", "Format", "Shape", "SheetFormat", "format_of", "named"]


class Format(StrEnum):
    """What a checklist can be written as."""

    TABLE = "table"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    ANNOTATIONS = "annotations"
    HTML = "html"


#: What is written and never read again, so that there is nothing to merge into.
WRITTEN_ONLY: tuple[str, ...] = (Format.TABLE, Format.MD, Format.ANNOTATIONS, Format.HTML)
#: The endings that name a format, for a message.
ENDINGS = ".csv, .xlsx, .html, .json, .jsonl, .md, .jsonld or .txt"
_ENDINGS = {
    **{f".{form}": form for form in Format if form is not Format.TABLE},
    ".htm": Format.HTML,
    ".markdown": Format.MD,
    ".jsonld": Format.ANNOTATIONS,
    ".txt": Format.TABLE,
}


def named(path: Path) -> Format | None:
    """Return the format that the name of `path` stands for, None for none."""
    # Hypothes.is opens files that end in .json only, so annotations may too.
    if path.name.lower().endswith(".annotations.json"):
        return Format.ANNOTATIONS
    return _ENDINGS.get(path.suffix.lower())


class SheetFormat(StrEnum):
    """What a sheet can be written as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "md"
    ANNOTATIONS = "annotations"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file is written: `excel` puts a byte-order mark before CSV, `several` makes JSON an array in any case."""

    form: SheetFormat
    excel: bool = False
    several: bool = False


def format_of(path: Path) -> SheetFormat | None:
    """Return the format that the name of `path` stands for, None for none that a sheet has."""
    form = named(path)
    return next((one for one in SheetFormat if one.value == form), None)
