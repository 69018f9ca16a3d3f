from .caution import Caution
from .docx.answers import Answer, answered, answers_in
from .format import FileShape, Format, endings, format_of
from .html.page import connected_page, content_policy, json_block, static_text
from .output import merge_into, rendered, write
from .reading import read_sheet
from .report.view import REPORTS, View, report_form
from .report.write import report_bytes
from .storage import check_mergeable, left_behind, load, render, save, save_merged

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
    "connected_page",
    "content_policy",
    "endings",
    "format_of",
    "json_block",
    "left_behind",
    "load",
    "merge_into",
    "read_sheet",
    "render",
    "rendered",
    "report_bytes",
    "report_form",
    "save",
    "save_merged",
    "static_text",
    "write",
]
