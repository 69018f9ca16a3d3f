"""A sheet and a path in, a file out that keeps what people wrote in the one that was there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

# By its name only: what merges is loaded where something is merged.
from attrcheck import checklist
from attrcheck.checklist import Sheet
from attrcheck.errors import InputError, OutputError
from attrcheck.files import PART, read_some, write_whole, writing_whole
from attrcheck.formats.caution import Caution
from attrcheck.formats.csv import EXCEL, written_lines
from attrcheck.formats.format import FileShape, Format, format_of
from attrcheck.formats.reading import read_sheet
from attrcheck.locks import check_free, locked

__all__ = ["as_bytes", "check_mergeable", "left_behind", "load", "render", "save", "save_merged"]

#: A checklist's file is read as a whole; one of this size has a million rows.
_LARGEST = 1_000_000_000
#: So often a file is read again that somebody else has changed while it was merged.
_TRIES = 3


def render(sheet: Sheet, shape: FileShape) -> bytes:
    """Return `sheet` as the content of a file."""
    return b"".join(_parts(sheet, shape))


def _parts(sheet: Sheet, shape: FileShape) -> Iterator[bytes]:
    """Yield the same in pieces: CSV line by line, since that of a book is larger than all that was read of it."""
    if shape.form is not Format.CSV:
        yield as_bytes(shape.form.writer.write_sheet(sheet, **shape.options))
        return
    dialect = EXCEL if shape.excel else sheet.dialect
    for line in written_lines(sheet, dialect):
        yield line.encode(dialect.encoding, "surrogatepass")


def as_bytes(content: str | bytes) -> bytes:
    """Return what a format's module wrote as the content of a file."""
    return content if isinstance(content, bytes) else content.encode("utf8", "surrogatepass")


def load(path: Path) -> Sheet:
    """Return the checklist in the file `path`; InputError says why it cannot be read."""
    if format_of(path) is Format.HTML:
        raise InputError(
            f"{path} is a page: what is typed on it stays in the browser. Download the CSV there, and name that."
        )
    return read_sheet(_bytes(path), name=str(path))


def _bytes(path: Path) -> bytes:
    data = read_some(str(path), most=_LARGEST, missing="Check the spelling.", folder="Name a checklist in it.")
    if len(data) > _LARGEST:
        raise InputError(f"{path} is too large for a checklist.")
    return data


def check_mergeable(path: Path, caution: Caution, *, read: bool = True) -> None:
    """Raise OutputError where the file `path` is there and cannot be written or, with `read`, merged into."""
    check_free(path, ignore_lock=caution.ignore_lock)
    if read and path.exists():
        _existing(path, _bytes(path))


def _existing(path: Path, data: bytes) -> Sheet:
    try:
        return read_sheet(data, name=str(path))
    except InputError as error:
        raise OutputError(
            f"{path} is there already and cannot be merged into. {error} It is left as it is; "
            "name another file, or overwrite it with --force."
        ) from None


def save(path: Path, content: bytes, *, replace: bool, caution: Caution) -> tuple[str, ...]:
    """Write `content` to `path` and nothing that was there before; with `replace`, over it.

    Where people had worked on the checklist that was there, a copy of it stays, which the notice returned names.
    """
    with locked(path, wait=caution.wait):
        check_free(path, ignore_lock=caution.ignore_lock)
        _clear(path)
        copy = _keep_work(path, content) if replace and path.exists() else None
        write_whole(path, content, replace=replace)
    return (f"people had worked on {path.name}: the file as it was is {copy}",) if copy else ()


def _keep_work(path: Path, content: bytes) -> Path | None:
    """Keep a copy of the checklist at `path`, called after the day of its last change, where people worked on it."""
    data = _bytes(path)
    form = format_of(path)
    if data != content and form is Format.DOCX and _is_answered(data, path):
        return keep_copy(path, data, f"of-{date.fromtimestamp(path.stat().st_mtime).isoformat()}")
    if data == content or form is None or not form.is_read:
        return None
    try:
        sheet = read_sheet(data, name=str(path))
    except InputError:
        return None
    if not any(checklist.is_worked_on(row) for row in sheet.rows):
        return None
    return keep_copy(path, data, f"of-{date.fromtimestamp(path.stat().st_mtime).isoformat()}")


def _is_answered(data: bytes, path: Path) -> bool:
    """Tell whether people answered to comments in the Word document `data`."""
    from attrcheck.formats.docx.answers import answers_in

    try:
        return bool(answers_in(data, name=str(path)))
    except InputError:
        return False


def save_merged(
    path: Path,
    new: Sheet,
    *,
    shape: FileShape,
    caution: Caution,
    finish: Callable[[Sheet], Sheet] = lambda sheet: sheet,
    combine: Callable[[Sheet], checklist.Merged] | None = None,
) -> checklist.Merged:
    """Write to `path` what merging `new` into the checklist there gives, after `finish`, or `new` where none is there.

    With `combine`, what that gives for the checklist there is written.

    Raises OutputError where the file is no checklist, is one of another article, is read-only, or is open elsewhere;
    the file is then as it was. What a file holds and the new one cannot stays in a copy, which a notice names.
    """
    with locked(path, wait=caution.wait):
        check_free(path, ignore_lock=caution.ignore_lock)
        _clear(path)
        if not path.exists():
            whole = finish(new)
            with writing_whole(path, replace=False) as file:
                file.writelines(_parts(whole, shape))
            return checklist.Merged(whole, kept=0, new=len(whole.rows), changed=0, gone=0, conflicts=0)
        for _ in range(_TRIES):
            data = _bytes(path)
            old = _existing(path, data)
            try:
                merged = combine(old) if combine else checklist.merge(old, new, anyway=caution.merge_anyway)
            except InputError as error:
                raise OutputError(
                    f"{path} is left as it is: {error} Name another file; or add these rows to it with "
                    "--merge-anyway; or drop what is there with --force."
                ) from None
            whole = finish(merged.sheet)
            content = render(whole, shape)
            notices = [*old.notices, *merged.notices]
            lost = left_behind(old, merged.sheet, shape.form)
            if lost:
                notices.append(
                    f"a checklist cannot hold {', '.join(lost)}: the file as it was is {keep_copy(path, data)}"
                )
            # Programs that lock nothing, as those that keep folders in step, may have written in between.
            if _bytes(path) == data:
                if content != data:
                    write_whole(path, content)
                return checklist.tally(whole, notices)
    raise OutputError(f"{path} is being changed by another program. Nothing was changed; try again when it is done.")


def left_behind(old: Sheet, new: Sheet, form: Format) -> tuple[str, ...]:
    """Return what `old` holds beside its cells and `new`, which was made of it, does not where it is written as `form`.

    A workbook that is written as one again keeps most of it.
    """
    return old.lost if form is Format.XLSX and new.book is old.book else old.all_lost


def keep_copy(path: Path, data: bytes, called: str = "before-merge") -> Path:
    """Keep `data` in a new file beside `path` and return its path; one that has the same content will do."""
    number = 1
    while True:
        middle = called if number == 1 else f"{called}-{number}"
        copy = path.with_name(f"{path.stem}.{middle}{path.suffix}")
        if not copy.exists():
            write_whole(copy, data, replace=False)
            return copy
        if copy.is_file() and copy.read_bytes() == data:
            return copy
        number += 1


def _clear(path: Path) -> None:
    """Remove what a run that was killed has left beside `path`; nobody else writes it while we hold it."""
    place = path.resolve()
    for left in place.parent.iterdir():
        if left.name.startswith(f".{place.name}.") and left.name.endswith(PART):
            left.unlink(missing_ok=True)
