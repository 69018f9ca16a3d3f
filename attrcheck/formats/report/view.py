"""What a checklist is told as, and in which form a file is: values only, as the command line loads them at once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

__all__ = ["REPORTS", "View", "report_form"]

#: By the ending of a file's name, the module of this folder that writes it.
_WRITERS = {".html": "html", ".htm": "html", ".docx": "docx", ".md": "markdown", ".markdown": "markdown"}
#: The usual endings, for a message.
REPORTS = ".html, .docx or .md"


class View(StrEnum):
    """What a checklist is told as: its problems first, or the people to call."""

    PROBLEMS = "problems"
    PEOPLE = "people"


def report_form(path: Path | None) -> str:
    """Return what a report at `path` is written as, "" where its name tells nothing of the kind; None is printed."""
    return "markdown" if path is None else _WRITERS.get(path.suffix.lower(), "")
