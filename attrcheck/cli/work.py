"""Checklists in, work on them out: the commands that merge, count and convert what people have filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attrcheck.checklist import Order, RowFilter
from attrcheck.cli.console import NAMED_PROBLEM, clean_exit, print_bytes, say, wrong_usage
from attrcheck.cli.messages import list_open_rows, progress_report, report_merge
from attrcheck.cli.options import (
    CHECKLIST,
    MIN_CONFIDENCE,
    ONLY,
    REPORT_FORMAT,
    SORT,
    TABLE_ENDINGS,
    Excel,
    Force,
    IgnoreLock,
    MergeAnyway,
    ReportFormat,
    check_usage,
    misplaced_options,
    split_words,
    unknown_columns,
    unknown_rows,
)
from attrcheck.formats import Format, endings, format_of
from attrcheck.wording import counted

if TYPE_CHECKING:
    from attrcheck.checklist import Merged, Sheet
    from attrcheck.formats import Answer, Caution, FileShape

__all__ = ["app"]

app = typer.Typer()
#: The panel of `attrcheck --help` where these commands stand.
_PANEL = "Work on checklists"
#: Bytes of a Word document with answers.
_LARGEST_DOCUMENT = 200_000_000


#: What can be made from a checklist alone.
_MADE = [form for form in Format if not form.traits.needs_article]


def _form(path: Path, *, of: Path | None = None) -> Format:
    """Return the format of `path`; only where it is made `of` JSON, which holds the article's text, a page's."""
    form = format_of(path)
    if form is Format.DOCX:
        raise wrong_usage(
            f"a document such as {path} needs the article's text, which a checklist does not hold. Make it with: "
            f"attrcheck check ARTICLE -o {path}; or tell of the work with: attrcheck report CHECKLIST -o {path}."
        )
    if form is Format.HTML and of is not None and format_of(of) is Format.JSON:
        return form
    if form is Format.HTML:
        raise wrong_usage(
            f"a page such as {path} needs the article's text, which only a checklist in .json holds. Make it with: "
            f"attrcheck check ARTICLE -o {path}; then open the checklist on it, as CSV."
        )
    if form not in _MADE:
        raise wrong_usage(f"what {path} should hold cannot be told from its name. Use {endings(_MADE)}.")
    return form


@app.command(rich_help_panel=_PANEL)
def merge(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A checklist that people have worked in.")],
    new: Annotated[
        list[Path], typer.Argument(metavar="NEW...", help="Newer ones, colleagues' copies, or parts of it.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write to FILE, which may be one of them. Default: print CSV."
        ),
    ] = None,
    base: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The checklist that all were copied from: what was emptied since then stays empty."
        ),
    ] = None,
    excel: Excel = False,
    force: Force = False,
    merge_anyway: MergeAnyway = False,
    ignore_lock: IgnoreLock = False,
) -> None:
    """Merge checklists; what people typed in any is kept, and contradictions are marked and told."""
    with clean_exit():
        from attrcheck.formats import Caution, FileShape

        caution = Caution(merge_anyway=merge_anyway, ignore_lock=ignore_lock or force)
        form = Format.CSV if output is None else _form(output)
        check_usage(misplaced_options(form, excel=excel))
        from attrcheck.formats import load

        paths = tuple(path for path in (old, *new) if not _is_document(path))
        documents = tuple(path for path in (old, *new) if _is_document(path))
        check_usage("" if paths else f"name the checklist that {old} answers to: its rows are in that.")
        copies = Copies(paths, load(base) if base is not None else None, _answers(documents))
        onto = [place for place, path in enumerate(copies.paths) if output is not None and _is_same(output, path)]
        if output is not None and onto and form.is_read:
            _merge_onto(output, copies, at=onto[0], shape=FileShape(form, excel), caution=caution)
        else:
            _merge_apart(output, copies, replaces=force, shape=FileShape(form, excel), caution=caution)


@dataclass(frozen=True, slots=True)
class Copies:
    """The checklists to merge, the oldest first, the one that all were copied from, if it is named, and answers.

    `answers` are those to the comments of Word documents, each with its document.
    """

    paths: tuple[Path, ...]
    base: Sheet | None
    answers: tuple[tuple[Path, tuple[Answer, ...]], ...] = ()

    def merged(self, sheets: Sequence[Sheet], *, anyway: bool) -> Merged:
        """Return what merging `sheets`, which stand for the paths, gives; notices are those of all steps."""
        from attrcheck.checklist import merge as merge_sheets
        from attrcheck.checklist import tally
        from attrcheck.errors import InputError
        from attrcheck.formats import answered

        merged = tally(sheets[0])
        notices: list[str] = []
        for sheet, path in zip(sheets[1:], self.paths[1:], strict=True):
            try:
                merged = merge_sheets(merged.sheet, sheet, base=self.base, anyway=anyway)
            except InputError as error:
                raise InputError(
                    f"{path} and {self.paths[0]}: {error} Merge them all the same with --merge-anyway."
                ) from None
            notices += merged.notices
        for path, answers in self.answers:
            copy, unknown = answered(merged.sheet, answers)
            if unknown:
                notices.append(
                    f"{path}: {counted(len(unknown), 'comment is', 'comments are')} of rows that are not there"
                )
            merged = merge_sheets(merged.sheet, copy, anyway=True)
        return replace(merged, notices=tuple(dict.fromkeys(notices)))


def _is_document(path: Path) -> bool:
    return format_of(path) is Format.DOCX


def _answers(paths: Sequence[Path]) -> tuple[tuple[Path, tuple[Answer, ...]], ...]:
    """Return the answers to the comments of each document, after saying how many they are."""
    from attrcheck.files import read_some
    from attrcheck.formats import answers_in

    found = []
    for path in paths:
        data = read_some(
            str(path), most=_LARGEST_DOCUMENT, missing="Check the spelling.", folder="Name a document in it."
        )
        answers = answers_in(data, name=str(path))
        say(f"{path}: {counted(len(answers), 'answer')}")
        found.append((path, answers))
    return tuple(found)


def _merge_onto(output: Path, copies: Copies, *, at: int, shape: FileShape, caution: Caution) -> None:
    """Merge `copies` into `output`, which is the one of them at the place `at`.

    It is read while it is held, so that two who merge into it at once both arrive.
    """
    from attrcheck.checklist import Sheet
    from attrcheck.files import check_writable
    from attrcheck.formats import load, save_merged

    others = {place: load(path) for place, path in enumerate(copies.paths) if place != at}
    check_writable(output, replace=True)

    def combine(there: Sheet) -> Merged:
        sheets = [others.get(place, there) for place in range(len(copies.paths))]
        return copies.merged(sheets, anyway=caution.merge_anyway)

    merged = save_merged(
        output, next(iter(others.values()), Sheet((), ())), shape=shape, caution=caution, combine=combine
    )
    notices = [notice for sheet in others.values() for notice in sheet.notices]
    notices += [_left_out(copies.paths[place], sheet.all_lost) for place, sheet in others.items() if sheet.all_lost]
    report_merge(replace(merged, notices=(*notices, *merged.notices)), output)


def _merge_apart(output: Path | None, copies: Copies, *, replaces: bool, shape: FileShape, caution: Caution) -> None:
    """Write what merging `copies` gives to another file `output`, or print it."""
    from attrcheck.files import check_writable
    from attrcheck.formats import left_behind, load, render, save

    sheets = [load(path) for path in copies.paths]
    if output is not None:
        check_writable(output, replace=replaces)
    merged = copies.merged(sheets, anyway=caution.merge_anyway)
    content = render(merged.sheet, shape)
    for notice in [notice for sheet in sheets for notice in sheet.notices]:
        say(notice)
    for path, sheet in zip(copies.paths, sheets, strict=True):
        lost = left_behind(sheet, merged.sheet, shape.form)
        if lost:
            say(_left_out(path, lost))
    if output is None:
        print_bytes(content)
        for notice in merged.notices:
            say(notice)
    else:
        kept = save(output, content, replace=replaces, caution=caution)
        report_merge(replace(merged, notices=(*kept, *merged.notices)), output)


def _load(path: Path) -> Sheet:
    """Return the sheet in the file `path`, after saying what was read by a guess."""
    from attrcheck.formats import load

    sheet = load(path)
    for notice in sheet.notices:
        say(notice)
    return sheet


def _is_same(output: Path, path: Path) -> bool:
    return output.exists() and path.exists() and output.samefile(path)


def _left_out(path: Path, lost: Sequence[str]) -> str:
    return f"{path}: what it holds beside its cells was left out: {', '.join(lost)}"


@app.command(rich_help_panel=_PANEL)
def progress(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help=CHECKLIST)],
    require_done: Annotated[
        bool, typer.Option("--require-done", help="End with exit code 1 where a row is neither done nor skipped.")
    ] = False,
    form: Annotated[ReportFormat, typer.Option("-f", "--format", help=REPORT_FORMAT)] = ReportFormat.TEXT,
) -> None:
    """Show how far the work on each FILE is: by status, verdict, source and person."""
    with clean_exit():
        from attrcheck.checklist import progress as count

        found = [(path, count(_load(path))) for path in files]
        print_bytes(progress_report(found, form))
        undone = [(path, one.open_rows) for path, one in found if one.open_rows]
        if require_done and undone:
            for path, rows in undone:
                list_open_rows(path, rows)
            raise typer.Exit(NAMED_PROBLEM)


@app.command(rich_help_panel=_PANEL)
def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help=CHECKLIST)],
    target: Annotated[Path, typer.Argument(metavar="OUT", help=f"The file to write: {endings(_MADE)}.")],
    only: Annotated[str, typer.Option(metavar="WORDS", help=ONLY)] = "",
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help=MIN_CONFIDENCE)] = 0.0,
    sort: Annotated[Order | None, typer.Option(help=SORT)] = None,
    columns: Annotated[
        str, typer.Option(metavar="NAMES", help=f"These columns only, in this order ({TABLE_ENDINGS}).")
    ] = "",
    give_to: Annotated[
        str,
        typer.Option(
            "--assign", metavar="NAMES", help="Give each open row to one of these people, in a column “assigned”."
        ),
    ] = "",
    person: Annotated[
        str, typer.Option(metavar="NAME", help="Rows that are given to NAME, or that NAME checked.")
    ] = "",
    excel: Excel = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite OUT.")] = False,
    ignore_lock: Annotated[
        bool, typer.Option("--ignore-lock", help="Write OUT though a spreadsheet program has it open.")
    ] = False,
) -> None:
    """Write the checklist IN as OUT, in the format that its name stands for."""
    with clean_exit():
        from attrcheck.checklist import assign, choose, pick_columns
        from attrcheck.files import check_writable
        from attrcheck.formats import Caution, FileShape, left_behind, render, save

        form, names = _form(target, of=source), split_words(columns)
        check_usage(
            f"{target} is the input. Name another output." if _is_same(target, source) else "",
            misplaced_options(form, columns=names, excel=excel),
            unknown_rows(split_words(only)),
        )
        check_writable(target, replace=force)
        sheet = _load(source)
        lost = left_behind(sheet, sheet, form)
        if lost:
            say(_left_out(source, lost))
        people = [name.strip() for name in give_to.split(",") if name.strip()]
        sheet = assign(sheet, people) if people else sheet
        # Columns that people added may be chosen too, so only the file says which there are.
        check_usage(unknown_columns(names, own=sheet.own))
        spelt = {column.casefold(): column for column in sheet.own}
        names = tuple(spelt.get(name, name) for name in names)
        sheet = choose(sheet, RowFilter(split_words(only), min_confidence, sort, person))
        content = render(pick_columns(sheet, names) if names else sheet, FileShape(form, excel))
        for notice in save(target, content, replace=force, caution=Caution(ignore_lock=ignore_lock or force)):
            say(notice)
        say(f"wrote {counted(len(sheet.rows), 'row')} to {target}")


@app.command(rich_help_panel=_PANEL)
def schema() -> None:
    """Print the JSON Schema of checklists in .json; its $defs/row is that of a line of .jsonl."""
    with clean_exit():
        from attrcheck.files import data_text

        print_bytes(data_text("checklist.schema.json").encode("utf8"))
