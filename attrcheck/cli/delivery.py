"""Checklists and where they go in, a file or printed text out, with an exit code for --fail-on."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from attrcheck.checklist import RowFilter
from attrcheck.cli.console import NAMED_PROBLEM, print_bytes, printable, say
from attrcheck.cli.messages import report_merge
from attrcheck.formats import Format
from attrcheck.wording import counted

if TYPE_CHECKING:
    from attrcheck.checklist import Checklist, Row, Sheet
    from attrcheck.formats import Caution, FileShape, View

__all__ = ["Output", "deliver"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Where the checklists go, None for standard output, in which format, and with which rows and columns.

    With `view` what is written is no checklist but what that tells of it. `original` is the Word document that comments
    are put in, None for a new one.
    """

    path: Path | None
    form: Format
    row_filter: RowFilter
    columns: tuple[str, ...]
    fail_on: tuple[str, ...]
    excel: bool
    several: bool
    force: bool
    quiet: bool
    caution: Caution
    view: View | None = None
    original: Path | None = None

    @property
    def merges(self) -> bool:
        """Tell whether a file that is there is merged into, or comes to be there."""
        return self.path is not None and self.form.is_read and not self.force

    @property
    def is_there(self) -> bool:
        """Tell whether the file is there already."""
        return self.path is not None and self.path.is_file()

    @property
    def shape(self) -> FileShape:
        """Return how the file is written."""
        from attrcheck.formats import FileShape

        return FileShape(self.form, self.excel, self.several, self.original.read_bytes() if self.original else b"")

    def check_writable(self) -> None:
        """Raise OutputError where the file cannot be written, or what is there not be merged into."""
        if self.path is None:
            return
        from attrcheck.files import check_writable
        from attrcheck.formats import check_mergeable

        read = self.merges and self.is_there
        check_writable(self.path, replace=self.force or read)
        check_mergeable(self.path, self.caution, read=read)


def deliver(checklists: Sequence[Checklist], output: Output) -> None:
    """Write the checklists to the file of `output` and show their table, or print them where there is no file."""
    from attrcheck.checklist import as_sheet, choose_items
    from attrcheck.formats import save

    chosen = [choose_items(one, output.row_filter) for one in checklists]
    merged = None
    if output.path is None and output.form is not Format.TABLE:
        print_bytes(_rendered(chosen, output))
    elif output.path is not None and output.merges:
        merged = _merge_into(output.path, checklists, output)
    elif output.path is not None:
        for notice in save(output.path, _rendered(chosen, output), replace=output.force, caution=output.caution):
            say(notice)
        say(f"wrote {counted(sum(len(one.items) for one in chosen), 'row')} to {output.path}")
    if (output.path is not None and not output.quiet) or (output.path is None and output.form is Format.TABLE):
        print_bytes(_table(chosen, terminal=True), coloured=True)
    else:
        for line in [line for one in checklists for line in one.not_done]:
            say(line)
    if output.fail_on:
        _fail_on(merged or as_sheet(*chosen), output.fail_on)


def _rendered(checklists: Sequence[Checklist], output: Output) -> bytes:
    if output.view is not None:
        from attrcheck.checklist import as_sheet
        from attrcheck.formats import report_bytes, report_form

        return report_bytes(as_sheet(*checklists), report_form(output.path), output.view)
    if output.form is Format.TABLE:
        return _table(checklists, terminal=False)
    from attrcheck.formats import rendered

    return rendered(checklists, output.shape, columns=output.columns)


def _table(checklists: Sequence[Checklist], *, terminal: bool) -> bytes:
    import shutil

    width = max(shutil.get_terminal_size((100, 24)).columns, 60)
    colour = terminal and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    # A file is UTF-8; a terminal gets what it can show.
    encoding = (sys.stdout.encoding or "utf8") if terminal else "utf8"
    table: str = Format.TABLE.writer.write(*checklists, width=width, colour=colour)
    return table.encode(encoding, "replace")


def _merge_into(path: Path, checklists: Sequence[Checklist], output: Output) -> Sheet:
    """Write the checklists to `path`, merged into the one that is there or comes to be there, and return it."""
    from attrcheck.checklist import MERGED, Mark, choose, marks_of, pick_columns
    from attrcheck.formats import merge_into

    def finish(sheet: Sheet) -> Sheet:
        is_first = MERGED not in sheet.columns

        def was_there(row: Row) -> bool:
            return not is_first and Mark.NEW not in marks_of(row)

        whole = choose(sheet, output.row_filter, keep=was_there)
        return pick_columns(whole, output.columns) if is_first and output.columns else whole

    # All rows, also those that the filter takes out later: or old rows would look as if the article had them no more.
    merged = merge_into(path, checklists, shape=output.shape, caution=output.caution, finish=finish)
    report_merge(merged, path)
    return merged.sheet


def _fail_on(sheet: Sheet, words: Sequence[str]) -> None:
    """Leave with exit code 1 where rows that nobody has dealt with are of a sort that `words` name."""
    from attrcheck.checklist import is_named, progress

    found = [row for row in progress(sheet).open_rows if is_named(row, words, every=False)]
    if not found:
        return
    say(f"{counted(len(found), 'row is', 'rows are')} of a sort that --fail-on names:")
    for row in found:
        who = printable(row["source_name"] or row["source"]) or "nobody"
        say(f"{row['id']} (paragraph {row['paragraph']}, {row['source_kind']}) {who}: {printable(row['statement'])}")
    raise typer.Exit(NAMED_PROBLEM)
