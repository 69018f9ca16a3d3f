"""What stands for an article in a file, before anything is read of it, and why there may be none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from attrcheck.corpus.options import Columns

__all__ = ["LONGEST_RECORD", "ErrorKind", "Failure", "Record"]

#: Bytes of one article's file, page or line.
LONGEST_RECORD = 50_000_000


class ErrorKind(StrEnum):
    """Why an article, or what should have been one, has no statements; a row of the articles says so."""

    EMPTY = "empty"
    """There is no text in it."""
    TOO_LONG = "too_long"
    """It has more characters than are allowed."""
    BINARY = "binary"
    """It is no text."""
    LANGUAGE = "language"
    """It is not in English."""
    NO_ARTICLE = "no_article"
    """It was read and holds no article."""
    BROKEN = "broken"
    """The line, row or record of it is damaged."""
    UNREADABLE = "unreadable"
    """It is of a kind that is not read, or is damaged."""
    FILE = "file"
    """The whole file, or the rest of it, could not be read."""
    KILLED = "killed"
    """The process that read it died of it, twice."""
    TIMEOUT = "timeout"
    """It took longer than is allowed."""
    MEMORY = "memory"
    """It took more memory than is allowed."""
    INTERNAL = "internal"
    """attrcheck has a fault: the message says which."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no article: its kind and what a person can do."""

    kind: ErrorKind
    message: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a file holds for an article: the `fields` of a row, or the bytes of a page or file.

    `place` is the file's name and where in it the record stands; `failure` is why it holds nothing; `content_type` and
    `url` are those of bytes that came from the web, and `is_file` is whether the bytes are a whole file.
    """

    file: str
    place: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    data: bytes | None = None
    content_type: str = ""
    url: str = ""
    is_file: bool = False
    failure: Failure | None = None

    def id(self, columns: Columns) -> str:
        """Return the id of its article: what stands in the column for it, or its place."""
        told = self.fields.get(columns.id) if columns.id else None
        return self.place if told is None or not str(told).strip() else str(told).strip()
