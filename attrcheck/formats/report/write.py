"""A sheet and a path in, the report or the call sheet in the format of the path's name out."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from pathlib import Path

from attrcheck.checklist import Sheet
from attrcheck.formats.report.call_sheet import call_sheet
from attrcheck.formats.report.problems import report_of

__all__ = ["REPORTS", "View", "report_bytes", "report_form"]

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


def report_bytes(sheet: Sheet, form: str, view: View = View.PROBLEMS) -> bytes:
    """Return `sheet` told as `view`, in a form that `report_form` names."""
    paper = call_sheet(sheet) if view is View.PEOPLE else report_of(sheet)
    content: bytes = import_module(f"attrcheck.formats.report.{form}").write_paper(paper)
    return content
