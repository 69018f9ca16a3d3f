from .docx.answers import Answer, answered, answers_in
from .format import FileShape, Format, endings, format_of
from .output import merge_into, rendered, write
from .report.view import REPORTS, View, report_form
from .report.write import report_bytes
from .storage import Caution, check_mergeable, left_behind, load, render, save, save_merged

__all__ = [
    "REPORTS",
    "Answer",
    "Caution",
    "FileShape",
    "Format",
    "View",
    "answered",
    "answers_in",
    "check_mergeable",
    "endings",
    "format_of",
    "left_behind",
    "load",
    "merge_into",
    "render",
    "rendered",
    "report_bytes",
    "report_form",
    "save",
    "save_merged",
    "write",
]
