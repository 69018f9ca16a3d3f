"""Checklists and a path in, a file out in the format of its name; a checklist that is there is merged into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrcheck.checklist import Checklist, Sheet, as_sheet, pick_columns, whole_sheet
from attrcheck.errors import OutputError
from attrcheck.files import check_writable
from attrcheck.formats.caution import Caution
from attrcheck.formats.format import FileShape, Format, endings, format_of
from attrcheck.formats.storage import as_bytes, render, save, save_merged

if TYPE_CHECKING:
    from attrcheck.checklist import Merged

__all__ = ["merge_into", "rendered", "write"]


def write(
    checklist: Checklist | Sequence[Checklist],
    path: str | Path,
    *,
    replace: bool = False,
    original: str | Path | None = None,
) -> tuple[str, ...]:
    """Write `checklist`, or several as one, to `path` and return what the user should know of it.

    The name of `path` tells the format, as with `attrcheck check -o`. A .csv, .xlsx, .json or .jsonl file that is there
    is merged into, so that what people typed stays; with `replace` any file is written over. A .docx file is the
    article with comments: in the Word document `original`, where that is named. Raises OutputError where the name tells
    no format, the file is of another article, or something else is there.
    """
    path, several = Path(path), not isinstance(checklist, Checklist)
    checklists = (checklist,) if isinstance(checklist, Checklist) else tuple(checklist)
    form = format_of(path)
    if form is None:
        raise OutputError(f"what {path} should hold cannot be told from its name. Use {endings(Format)}.")
    merges = form.is_read and not replace
    check_writable(path, replace=replace or merges)
    shape = FileShape(form, several=several, original=Path(original).read_bytes() if original else b"")
    if merges:
        return merge_into(path, checklists, shape=shape, caution=Caution()).notices
    return save(path, rendered(checklists, shape), replace=replace, caution=Caution(ignore_lock=replace))


def rendered(checklists: Sequence[Checklist], shape: FileShape, *, columns: Sequence[str] = ()) -> bytes:
    """Return the content of a file of all `checklists`, with these `columns` only if any are named."""
    if columns:
        return render(pick_columns(as_sheet(*checklists), columns), shape)
    if shape.form is Format.CSV:
        return render(as_sheet(*checklists), shape)
    return as_bytes(shape.form.writer.write(*checklists, **shape.options))


def merge_into(
    path: Path,
    checklists: Sequence[Checklist],
    *,
    shape: FileShape,
    caution: Caution,
    finish: Callable[[Sheet], Sheet] = lambda sheet: sheet,
) -> Merged:
    """Write `checklists` to `path`, merged into the one that is there or comes to be there, after `finish`."""
    # JSON keeps more than the cells.
    new = (whole_sheet if shape.form is Format.JSON else as_sheet)(*checklists)
    return save_merged(path, new, shape=shape, caution=caution, finish=finish)
