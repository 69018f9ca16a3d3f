"""Checklists and a path in, a file out in the format of its name; a checklist that is there is merged into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from attrcheck.checklist import Checklist, Merged, Sheet, of, pick_columns
from attrcheck.errors import OutputError
from attrcheck.files import check_writable
from attrcheck.formats import annotations as web_annotations
from attrcheck.formats import json
from attrcheck.formats.format import ENDINGS, WRITTEN_ONLY, Format, Shape, SheetFormat, named
from attrcheck.formats.html import page as html
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import Caution, render, save, save_merged

__all__ = ["merge_into", "rendered", "write"]


def write(checklist: Checklist | Sequence[Checklist], path: str | Path, *, replace: bool = False) -> tuple[str, ...]:
    """Write `checklist`, or several as one, to `path` and return what the user should know of it.

    The name of `path` tells the format, as with `attrcheck check -o`. A .csv, .xlsx, .json or .jsonl file that is there
    is merged into, so that what people typed stays; with `replace` any file is written over. Raises OutputError where
    the name tells no format, the file is of another article, or something else is there.
    """
    path, several = Path(path), not isinstance(checklist, Checklist)
    checklists = (checklist,) if isinstance(checklist, Checklist) else tuple(checklist)
    form = named(path)
    if form is None:
        raise OutputError(f"what {path} should hold cannot be told from its name. Use {ENDINGS}.")
    merges = form not in WRITTEN_ONLY and not replace
    check_writable(path, replace=replace or merges)
    if merges:
        shape = Shape(SheetFormat(form), several=several)
        return merge_into(path, checklists, shape=shape, caution=Caution()).notices
    content = rendered(checklists, form, several=several)
    save(path, content, replace=replace, caution=Caution(ignore_lock=replace))
    return ()


def rendered(
    checklists: Sequence[Checklist],
    form: Format,
    *,
    columns: Sequence[str] = (),
    excel: bool = False,
    several: bool = False,
) -> bytes:
    """Return the content of a file of all `checklists`, with these `columns` if any are named; else as `Shape` says."""
    if form is Format.TABLE:
        from attrcheck.formats.table import write as write_table  # noqa: PLC0415 (slow to import, and only tables need it)

        return write_table(*checklists).encode("utf8", "replace")
    if form is Format.JSON:
        return json.write(*checklists, several=several).encode("utf8", "surrogatepass")
    if form is Format.ANNOTATIONS:
        return web_annotations.write(*checklists).encode("utf8", "surrogatepass")
    if form is Format.HTML:
        return html.write(*checklists).encode("utf8")
    sheet = of(*checklists)
    return render(pick_columns(sheet, columns) if columns else sheet, Shape(SheetFormat(form), excel))


def merge_into(
    path: Path,
    checklists: Sequence[Checklist],
    *,
    shape: Shape,
    caution: Caution,
    finish: Callable[[Sheet], Sheet] = lambda sheet: sheet,
) -> Merged:
    """Write `checklists` to `path`, merged into the one that is there or comes to be there, after `finish`."""
    new = of(*checklists)
    if shape.form is SheetFormat.JSON:
        whole = json.write(*checklists, several=shape.several)
        new = read_sheet(whole.encode("utf8", "surrogatepass"), name="the new checklist")
    return save_merged(path, new, shape=shape, caution=caution, finish=finish)
