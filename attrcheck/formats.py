"""A file's name in, the format out that a checklist is written in there. Light, for the command line."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

__all__ = ["ENDINGS", "WRITTEN_ONLY", "Format", "named"]


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
WRITTEN_ONLY = (Format.TABLE, Format.MD, Format.ANNOTATIONS, Format.HTML)
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
