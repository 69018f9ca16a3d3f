"""A command line in, a checklist out: parses, calls the pipeline, prints, and sets the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attrcheck.checklist import Order, RowFilter
from attrcheck.cli.console import NAMED_PROBLEM, clean_exit, print_bytes, printable, say, wrong_usage
from attrcheck.cli.inputs import Run, checklists_of, is_url
from attrcheck.cli.messages import tell
from attrcheck.cli.options import (
    ALLOW_PRIVATE,
    ARCHIVED,
    CONTACT,
    EXCEL,
    FORCE,
    FORCE_LANGUAGE,
    IGNORE_LOCK,
    MIN_CONFIDENCE,
    ONLY,
    SETTINGS,
    SORT,
    listed,
    settings_of,
    unknown_columns,
)
from attrcheck.formats import ENDINGS, WRITTEN_ONLY, Format, named
from attrcheck.wording import counted

if TYPE_CHECKING:
    from attrcheck.checklist import Checklist, Sheet
    from attrcheck.formats import Caution

__all__ = ["app"]

app = typer.Typer()


def _format(chosen: Format | None, output: Path | None) -> Format:
    if chosen is not None:
        return chosen
    if output is None:
        return Format.TABLE if sys.stdout.isatty() else Format.CSV
    form = named(output)
    if form is None:
        raise wrong_usage(f"what {output} should hold cannot be told from its name. Use {ENDINGS}, or give --format.")
    return form


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of the rows and of the output."""

    wanted: RowFilter
    columns: tuple[str, ...]
    fail_on: tuple[str, ...]
    excel: bool
    force: bool
    quiet: bool
    caution: Caution


def _rendered(checklists: Sequence[Checklist], form: Format, ask: _Asked, *, several: bool) -> bytes:
    if form is Format.TABLE:
        return _table(checklists, terminal=False)
    from attrcheck.formats import rendered

    return rendered(checklists, form, columns=ask.columns, excel=ask.excel, several=several)


def _table(checklists: Sequence[Checklist], *, terminal: bool) -> bytes:
    import shutil

    from attrcheck.formats import table

    width = max(shutil.get_terminal_size((100, 24)).columns, 60)
    colour = terminal and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    # A file is UTF-8; a terminal gets what it can show.
    encoding = (sys.stdout.encoding or "utf8") if terminal else "utf8"
    return table.write(*checklists, width=width, colour=colour).encode(encoding, "replace")


def _check_usage(
    inputs: Sequence[str], output: Path | None, record: Path | None, replay: Path | None, *, evidence: bool
) -> None:
    """Leave with the exit code for wrong usage where the options contradict each other."""
    wrong = ""
    if record is not None and replay is not None:
        wrong = "--record and --replay exclude each other: leave one out."
    elif (record or replay) and not evidence and not any(map(is_url, inputs)):
        wrong = (
            "--record and --replay concern web addresses and --evidence, and no input is an address: "
            "add --evidence, or leave them out."
        )
    elif output is not None and output.exists() and any(Path(n).exists() and output.samefile(n) for n in inputs):
        wrong = f"{output} is an input. Name another output, or the article would be lost."
    if wrong:
        raise wrong_usage(wrong)


def _check_asked(ask: _Asked, form: Format, output: Path | None) -> None:
    """Leave with the exit code for wrong usage where what is asked of rows and columns cannot be."""
    from attrcheck.checklist import unknown_words

    wrong = unknown_words((*ask.wanted.only, *ask.fail_on)) or unknown_columns(ask.columns)
    if not wrong and ask.columns and form not in (Format.CSV, Format.XLSX, Format.JSONL):
        wrong = "--columns concerns .csv, .xlsx and .jsonl; other formats hold all there is."
    elif not wrong and ask.columns and output is not None and _merges(output, form, ask):
        wrong = f"--columns is for a new file: {output} is there and keeps its columns."
    elif not wrong and ask.excel and form is not Format.CSV:
        wrong = "--excel concerns .csv only."
    elif not wrong and form is Format.XLSX and output is None and sys.stdout.isatty():
        wrong = "a workbook cannot be shown here: name a file with -o."
    if wrong:
        raise wrong_usage(wrong)


def _merges(output: Path, form: Format, ask: _Asked) -> bool:
    """Tell whether `output` is a file to merge into, which is one that is read again."""
    return output.is_file() and not ask.force and form not in WRITTEN_ONLY


def _deliver(done: Sequence[Checklist], form: Format, output: Path | None, ask: _Asked, *, several: bool) -> None:
    """Write the checklists to `output` and show their table, or print them where there is no output."""
    from attrcheck.checklist import choose_items, of
    from attrcheck.formats import save

    chosen = [choose_items(one, ask.wanted) for one in done]
    written = of(*chosen)
    if output is None and form is not Format.TABLE:
        print_bytes(_rendered(chosen, form, ask, several=several))
    elif output is not None and form not in WRITTEN_ONLY and not ask.force:
        written = _merge_into(output, done, form, ask, several=several)
    elif output is not None:
        save(output, _rendered(chosen, form, ask, several=several), replace=ask.force, caution=ask.caution)
        say(f"wrote {counted(len(written.rows), 'row')} to {output}")
    if (output is not None and not ask.quiet) or (output is None and form is Format.TABLE):
        print_bytes(_table(chosen, terminal=True), coloured=True)
    else:
        for line in [line for one in done for line in one.not_done]:
            say(line)
    _fail_on(written, ask.fail_on)


def _merge_into(output: Path, done: Sequence[Checklist], form: Format, ask: _Asked, *, several: bool) -> Sheet:
    """Write the checklists to `output`, merged into the one that is there or comes to be there, and return it."""
    from attrcheck.checklist import MERGED, choose, pick_columns
    from attrcheck.formats import Shape, SheetFormat, merge_into

    def finish(sheet: Sheet) -> Sheet:
        first = MERGED not in sheet.columns
        whole = choose(sheet, ask.wanted, keep=lambda row: not first and "new" not in row[MERGED].split("; "))
        return pick_columns(whole, ask.columns) if first and ask.columns else whole

    shape = Shape(SheetFormat(form), ask.excel, several)
    # All rows, also those that are not wanted: or old rows would look as if the article had them no more.
    merged = merge_into(output, done, shape=shape, caution=ask.caution, finish=finish)
    tell(merged, output)
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


#: The options of `check`, by the panel of its help where they stand.
_output = partial(typer.Option, rich_help_panel="Output")
_rows = partial(typer.Option, rich_help_panel="Which rows")
_web = partial(typer.Option, rich_help_panel="Web and evidence")
_reader = partial(typer.Option, rich_help_panel="Reader")


@app.command(
    epilog="Examples: attrcheck check article.html -o checklist.html; attrcheck check article.docx -o checklist.xlsx"
)
def check(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="A .txt, .md, .html, .docx or .pdf file, a URL, or - for standard input."),
    ],
    output: Annotated[
        Path | None,
        _output(
            *("-o", "--output"),
            metavar="FILE",
            help="Write to FILE; its name decides the format: .csv, .xlsx, .html … A checklist there is merged into.",
        ),
    ] = None,
    form: Annotated[
        Format | None,
        _output(
            *("-f", "--format"), help="Default: by the name of FILE; without -o a table on a terminal, CSV to a pipe."
        ),
    ] = None,
    columns: Annotated[
        str,
        _output(metavar="NAMES", help="These columns only, in this order, as source,statement (.csv, .xlsx, .jsonl)."),
    ] = "",
    excel: Annotated[bool, _output("--excel", help=EXCEL)] = False,
    quiet: Annotated[bool, _output("-q", "--quiet", help="With -o: show no table.")] = False,
    force: Annotated[bool, _output("--force", help=FORCE)] = False,
    merge_anyway: Annotated[
        bool,
        _output("--merge-anyway", help="Merge into FILE though it is the checklist of another article."),
    ] = False,
    ignore_lock: Annotated[bool, _output("--ignore-lock", help=IGNORE_LOCK)] = False,
    only: Annotated[str, _rows(metavar="WORDS", help=ONLY)] = "",
    min_confidence: Annotated[float, _rows(min=0, max=1, help=MIN_CONFIDENCE)] = 0.0,
    sort: Annotated[Order | None, _rows(help=SORT)] = None,
    fail_on: Annotated[
        str,
        _rows(metavar="WORDS", help="End with exit code 1 where open rows are of one of these sorts, as none,vague."),
    ] = "",
    evidence: Annotated[
        bool,
        _web(
            "--evidence",
            help="Look each row up: the link that the article cites, who the source is, who printed it first …",
        ),
    ] = False,
    archived: Annotated[bool, _web("--archived", help=ARCHIVED)] = False,
    contact: Annotated[str | None, _web(metavar="ADDRESS", help=CONTACT)] = None,
    sites: Annotated[
        Path | None,
        _web(metavar="FILE", help="Search your own sites and search engines too: a TOML file."),
    ] = None,
    record: Annotated[
        Path | None,
        _web(metavar="DIR", help="Keep what the network answers in this folder."),
    ] = None,
    replay: Annotated[
        Path | None,
        _web(metavar="DIR", help="Answer from this folder; open no connection."),
    ] = None,
    no_cache: Annotated[
        bool,
        _web("--no-cache", help="With --evidence: ask again what was asked within a day, and keep no answers."),
    ] = False,
    allow_private: Annotated[bool, _web("--allow-private", help=ALLOW_PRIVATE)] = False,
    settings_file: Annotated[
        Path | None,
        _web("--settings", metavar="FILE", help=SETTINGS),
    ] = None,
    force_language: Annotated[bool, _reader("--force-language", help=FORCE_LANGUAGE)] = False,
    model: Annotated[
        Path | None,
        _reader(metavar="DIR", help="Read with this model, not the one shipped."),
    ] = None,
    threads: Annotated[int, _reader(min=0, help="Processor threads; 0 for one a core.")] = 0,
) -> None:
    """Find the attributed statements of each INPUT and make them one checklist."""
    with clean_exit():
        chosen = _format(form, output)
        _check_usage(inputs, output, record, replay, evidence=evidence)
        from attrcheck.files import check_writable
        from attrcheck.formats import Caution, check_mergeable
        from attrcheck.web import Network

        ask = _Asked(
            wanted=RowFilter(only=listed(only), confidence=min_confidence, order=sort),
            columns=listed(columns),
            fail_on=listed(fail_on),
            excel=excel,
            force=force,
            quiet=quiet,
            caution=Caution(merge_anyway=merge_anyway, ignore_lock=ignore_lock or force),
        )
        _check_asked(ask, chosen, output)
        inputs = list(dict.fromkeys(inputs))
        if output is not None:
            merges = _merges(output, chosen, ask)
            check_writable(output, replace=force or merges)
            check_mergeable(output, ask.caution, read=merges)
        settings = settings_of(settings_file, {"contact": contact, "sites": sites})
        run = Run(
            Network(settings, record=record, replay=replay, allow_private=allow_private, cached=not no_cache),
            force_language=force_language,
            archived=archived,
            evidence=evidence,
            wanted=ask.wanted,
            model=model,
            threads=threads,
        )
        done, failures = checklists_of(inputs, run)
        if done:
            _deliver(done, chosen, output, ask, several=len(inputs) > 1)
        if failures:
            raise typer.Exit(failures[0].exit_code)
