from .format import ENDINGS, WRITTEN_ONLY, Format, Shape, SheetFormat, format_of, named
from .output import merge_into, rendered, write
from .storage import Caution, check_mergeable, load, render, save, save_merged

__all__ = [
    "ENDINGS",
    "WRITTEN_ONLY",
    "Caution",
    "Format",
    "Shape",
    "SheetFormat",
    "check_mergeable",
    "format_of",
    "load",
    "merge_into",
    "named",
    "render",
    "rendered",
    "save",
    "save_merged",
    "write",
]
