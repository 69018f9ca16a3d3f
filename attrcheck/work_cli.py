"""Checklists in, work on them out: the commands that merge, count and convert what people have filled in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attrcheck.console import NAMED_PROBLEM, clean_exit, print_bytes, printable, say, wrong_usage
from attrcheck.counts import counted
from attrcheck.orders import Order, Wanted

if TYPE_CHECKING:
    from attrcheck.merging import Merged, Progress
    from attrcheck.saving import SheetFormat
    from attrcheck.sheets import Row

__all__ = [
    "EXCEL",
    "FORCE",
    "IGNORE_LOCK",
    "MIN_CONFIDENCE",
    "ONLY",
    "SORT",
    "app",
    "listed",
    "tell",
    "unknown_columns",
]

app = typer.Typer()

#: So many open rows, and so many sources, are named one by one.
_NAMED = 20
_WIDTH = 24

#: What the options say that several commands have.
FORCE = "Start FILE anew and drop what is there."
EXCEL = "Begin the CSV with a mark, so that Excel opens it by double click."
IGNORE_LOCK = "Write FILE though a spreadsheet program has it open."
ONLY = "Rows of these sorts only, as unnamed,direct; a wrong word lists all."
MIN_CONFIDENCE = "Rows that are at least so sure only."
SORT = "The order of the rows."

#: The panel of `attrcheck --help` where these commands stand.
_PANEL = "Work on checklists"

_Sure = Annotated[bool, typer.Option("--force", help=FORCE)]
_Anyway = Annotated[bool, typer.Option("--merge-anyway", help="Merge though they are of different articles.")]
_Locked = Annotated[bool, typer.Option("--ignore-lock", help=IGNORE_LOCK)]
_Excel = Annotated[bool, typer.Option("--excel", help=EXCEL)]


class Form(StrEnum):
    """What progress is told as."""

    TEXT = "text"
    JSON = "json"


def listed(words: str) -> tuple[str, ...]:
    """Return the words of an option that takes several, split at commas."""
    return tuple(word for word in (word.strip().casefold() for word in words.split(",")) if word)


def unknown_columns(columns: Sequence[str], *, own: Sequence[str] = ()) -> str:
    """Return a message about the first of `columns` that a checklist with people's `own` does not have, "" for none."""
    from attrcheck.sheets import COLUMNS, FOUND, MERGED, OLD_STATEMENT

    known = (*COLUMNS, *FOUND, MERGED, OLD_STATEMENT, *(column.casefold() for column in own))
    unknown = next((column for column in columns if column not in known), "")
    return f"there is no column {unknown!r}. Use some of: {', '.join((*COLUMNS, *FOUND, *own))}." if unknown else ""


def tell(merged: Merged, output: Path) -> None:
    """Say on standard error what a merge did."""
    for notice in merged.notices:
        say(notice)
    if not merged.kept and not merged.gone and not merged.changed:
        say(f"wrote {counted(len(merged.sheet.rows), 'row')} to {output}")
        return
    marked = {"new": merged.new, "changed": merged.changed, "gone": merged.gone, "in conflict": merged.conflicts}
    told = ", ".join(f"{number} {name}" for name, number in marked.items() if number) or "nothing new"
    say(f"merged into {output}: {counted(merged.kept, 'row')} kept, {told}")


def _form(path: Path) -> SheetFormat:
    from attrcheck.saving import format_of

    form = format_of(path)
    if path.suffix.lower() in (".html", ".htm"):
        raise wrong_usage(
            f"a page such as {path} needs the article's text, which a checklist does not hold. Make it with: "
            f"attrcheck check ARTICLE -o {path}; then open the checklist on it, as CSV."
        )
    if form is None:
        raise wrong_usage(
            f"what {path} should hold cannot be told from its name. Use .csv, .xlsx, .json, .jsonl, .md or .jsonld."
        )
    return form


@app.command(rich_help_panel=_PANEL)
def merge(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A checklist that people have worked in.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="A newer one, or a colleague's copy.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write to FILE, which may be OLD or NEW. Default: print CSV."
        ),
    ] = None,
    excel: _Excel = False,
    force: _Sure = False,
    merge_anyway: _Anyway = False,
    ignore_lock: _Locked = False,
) -> None:
    """Merge two checklists; what people typed in either is kept, and contradictions stand in the notes."""
    with clean_exit():
        from attrcheck.errors import InputError
        from attrcheck.files import check_writable
        from attrcheck.merging import merge as merge_sheets
        from attrcheck.saving import WRITTEN_ONLY, Caution, Shape, SheetFormat, load, render, save, save_merged

        caution = Caution(merge_anyway=merge_anyway, ignore_lock=ignore_lock or force)
        form = SheetFormat.CSV if output is None else _form(output)
        if excel and form is not SheetFormat.CSV:
            raise wrong_usage("--excel concerns .csv only.")
        onto = [path for path in (old, new) if output is not None and _is_same(output, path)]
        if output is not None and onto and form not in WRITTEN_ONLY:
            # The file is read while it is held, so that two who merge into it at once both arrive.
            other = new if onto[0] == old else old
            sheet = load(other)
            check_writable(output, replace=True)
            shape = Shape(form, excel)
            merged = save_merged(output, sheet, shape=shape, caution=caution, older=other == old)
            left_out = [_left_out(other, sheet.all_lost)] if sheet.all_lost else []
            tell(replace(merged, notices=(*sheet.notices, *left_out, *merged.notices)), output)
            return
        older, newer = load(old), load(new)
        if output is not None:
            check_writable(output, replace=force)
        try:
            merged = merge_sheets(older, newer, anyway=merge_anyway)
        except InputError as error:
            raise InputError(f"{new} and {old}: {error} Merge them all the same with --merge-anyway.") from None
        content = render(merged.sheet, Shape(form, excel))
        for notice in (*older.notices, *newer.notices):
            say(notice)
        for path, one in ((old, older), (new, newer)):
            lost = one.lost if form is SheetFormat.XLSX and one.book is merged.sheet.book else one.all_lost
            if lost:
                say(_left_out(path, lost))
        if output is None:
            print_bytes(content)
            return
        save(output, content, replace=force, caution=caution)
        tell(merged, output)


def _is_same(output: Path, path: Path) -> bool:
    return output.exists() and path.exists() and output.samefile(path)


def _left_out(path: Path, lost: Sequence[str]) -> str:
    return f"{path}: what it holds beside its cells was left out: {', '.join(lost)}"


@app.command(rich_help_panel=_PANEL)
def progress(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="A checklist: .csv, .xlsx, .json or .jsonl.")],
    require_done: Annotated[
        bool, typer.Option("--require-done", help="End with exit code 1 where a row is neither done nor skipped.")
    ] = False,
    form: Annotated[Form, typer.Option("-f", "--format", help="Text for people, or JSON.")] = Form.TEXT,
) -> None:
    """Show how far the work on each FILE is: by status, verdict, source and person."""
    with clean_exit():
        import json

        from attrcheck.merging import progress as count
        from attrcheck.saving import load

        counted = []
        for path in files:
            sheet = load(path)
            for notice in sheet.notices:
                say(notice)
            counted.append((path, count(sheet)))
        if form is Form.JSON:
            whole = [_figures(path, one) for path, one in counted]
            shown = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
        else:
            shown = "\n".join(_shown(path, one) for path, one in counted)
        encoding = "utf8" if form is Form.JSON else sys.stdout.encoding or "utf8"
        print_bytes(shown.encode(encoding, "backslashreplace"))
        undone = [(path, one.open_rows) for path, one in counted if one.open_rows]
        if require_done and undone:
            for path, rows in undone:
                _name(path, rows)
            raise typer.Exit(NAMED_PROBLEM)


def _name(path: Path, rows: Sequence[Row]) -> None:
    say(f"{path}: {counted(len(rows), 'row is', 'rows are')} not done:")
    for row in rows[:_NAMED]:
        who = printable(row["source_name"] or row["source"]) or "nobody"
        say(f"{printable(row['id'])} {who}: {printable(row['statement'])}")
    if len(rows) > _NAMED:
        say(f"and {len(rows) - _NAMED} more")


def _figures(path: Path, one: Progress) -> dict[str, object]:
    return {
        "file": str(path),
        "rows": one.rows,
        "done": one.done,
        "changed": one.changed,
        "gone": one.gone,
        "statuses": dict(one.statuses),
        "verdicts": dict(one.verdicts),
        "sources": {name: {"done": done, "rows": rows} for name, done, rows in one.sources},
        "people": dict(one.people),
        "open": [row["id"] for row in one.open_rows],
    }


def _shown(path: Path, one: Progress) -> str:
    """Return the figures of a file as text with a bar for each source."""
    share = f" ({one.done / one.rows:.0%})" if one.rows else ""
    lines = [f"{path}: {one.done} of {one.rows} done{share}"]
    if one.changed:
        lines.append(f"  {one.changed} changed in the article: check again, then clear the cell in the column merged")
    if one.gone:
        lines.append(f"  {one.gone} gone from the article, not counted")
    for title, pairs in (("status", one.statuses), ("verdict", one.verdicts), ("person", one.people)):
        if pairs:
            lines.append(f"  {title}")
            lines += [f"    {_fixed(name)} {number:>5}" for name, number in pairs]
    if one.sources:
        lines.append("  source")
        lines += [f"    {_fixed(name)} {done:>5} of {rows}" for name, done, rows in one.sources[:_NAMED]]
        rest = one.sources[_NAMED:]
        if rest:
            done, rows = sum(two[1] for two in rest), sum(two[2] for two in rest)
            lines.append(f"    {_fixed(f'{len(rest)} more')} {done:>5} of {rows}")
    return "\n".join(lines) + "\n"


def _fixed(name: str) -> str:
    """Return `name` in the width of its column."""
    plain = printable(name)
    return (plain if len(plain) <= _WIDTH else plain[: _WIDTH - 1] + "…").ljust(_WIDTH)


@app.command(rich_help_panel=_PANEL)
def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A checklist: .csv, .xlsx, .json or .jsonl.")],
    target: Annotated[
        Path, typer.Argument(metavar="OUT", help="The file to write: .csv, .xlsx, .json, .jsonl, .md or .jsonld.")
    ],
    only: Annotated[str, typer.Option(metavar="WORDS", help=ONLY)] = "",
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help=MIN_CONFIDENCE)] = 0.0,
    sort: Annotated[Order | None, typer.Option(help=SORT)] = None,
    columns: Annotated[
        str, typer.Option(metavar="NAMES", help="These columns only, in this order (.csv, .xlsx, .jsonl).")
    ] = "",
    excel: _Excel = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite OUT.")] = False,
    ignore_lock: Annotated[
        bool, typer.Option("--ignore-lock", help="Write OUT though a spreadsheet program has it open.")
    ] = False,
) -> None:
    """Write the checklist IN as OUT, in the format that its name stands for."""
    with clean_exit():
        from attrcheck.files import check_writable
        from attrcheck.saving import Caution, Shape, SheetFormat, load, render, save
        from attrcheck.selection import choose, pick_columns, unknown_words

        form = _form(target)
        names = listed(columns)
        wrong = unknown_words(listed(only))
        if target.exists() and source.exists() and target.samefile(source):
            wrong = f"{target} is the input. Name another output."
        elif names and form not in (SheetFormat.CSV, SheetFormat.XLSX, SheetFormat.JSONL):
            wrong = "--columns concerns .csv, .xlsx and .jsonl; other formats hold all there is."
        elif excel and form is not SheetFormat.CSV:
            wrong = "--excel concerns .csv only."
        if wrong:
            raise wrong_usage(wrong)
        check_writable(target, replace=force)
        sheet = load(source)
        for notice in sheet.notices:
            say(notice)
        lost = sheet.lost if form is SheetFormat.XLSX else sheet.all_lost
        if lost:
            say(_left_out(source, lost))
        # Columns that people added may be chosen too, so only the file tells which there are.
        wrong = unknown_columns(names, own=sheet.own)
        if wrong:
            raise wrong_usage(wrong)
        spelt = {column.casefold(): column for column in sheet.own}
        names = tuple(spelt.get(name, name) for name in names)
        sheet = choose(sheet, Wanted(listed(only), min_confidence, sort))
        content = render(pick_columns(sheet, names) if names else sheet, Shape(form, excel))
        save(target, content, replace=force, caution=Caution(ignore_lock=ignore_lock or force))
        say(f"wrote {counted(len(sheet.rows), 'row')} to {target}")


@app.command(rich_help_panel=_PANEL)
def schema() -> None:
    """Print the JSON Schema of checklists in .json; its $defs/row is that of a line of .jsonl."""
    with clean_exit():
        from attrcheck.files import data_text

        print_bytes(data_text("checklist.schema.json").encode("utf8"))
