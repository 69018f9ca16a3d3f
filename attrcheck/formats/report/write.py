"""A sheet and a path in, the report in the format of the path's name out."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from attrcheck.checklist import Sheet
from attrcheck.formats.report.problems import report_of

__all__ = ["REPORTS", "report_bytes", "report_form"]

#: By the ending of a file's name, the module of this folder that writes it.
_WRITERS = {".html": "html", ".htm": "html", ".docx": "docx", ".md": "markdown", ".markdown": "markdown"}
#: The usual endings, for a message.
REPORTS = ".html, .docx or .md"


def report_form(path: Path) -> str:
    """Return what a report at `path` is written as, "" where its name tells nothing of the kind."""
    return _WRITERS.get(path.suffix.lower(), "")


def report_bytes(sheet: Sheet, form: str) -> bytes:
    """Return the report on `sheet` in a form that `report_form` names."""
    content: bytes = import_module(f"attrcheck.formats.report.{form}").write_report(report_of(sheet))
    return content
