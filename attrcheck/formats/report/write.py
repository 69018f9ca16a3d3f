"""A sheet in, the report or the call sheet on it out, in one of their forms."""

from __future__ import annotations

from importlib import import_module

from attrcheck.checklist import Sheet
from attrcheck.formats.report.call_sheet import call_sheet
from attrcheck.formats.report.problems import report_of
from attrcheck.formats.report.view import View

__all__ = ["report_bytes"]


def report_bytes(sheet: Sheet, form: str, view: View = View.PROBLEMS) -> bytes:
    """Return `sheet` told as `view`, in a form that `report_form` names."""
    paper = call_sheet(sheet) if view is View.PEOPLE else report_of(sheet)
    content: bytes = import_module(f"attrcheck.formats.report.{form}").write_paper(paper)
    return content
