"""A command line in, a checklist out: parses, calls the pipeline, prints, and sets the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from attrcheck.article import input_endings, is_web_address
from attrcheck.checklist import Order, RowFilter
from attrcheck.cli.console import clean_exit, wrong_usage
from attrcheck.cli.delivery import Output, deliver
from attrcheck.cli.inputs import Run, checklists_of, is_url, loading_reader
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
    TABLE_ENDINGS,
    check_usage,
    misplaced_options,
    settings_of,
    split_words,
    unknown_columns,
    unknown_rows,
)
from attrcheck.formats import Format, View, endings, format_of
from attrcheck.reader import thread_settings

__all__ = ["app"]

app = typer.Typer()
#: The endings that the help shows of all.
_FIRST_ENDINGS = ", ".join(endings(Format).split(", ")[:3])


def _format(chosen: Format | None, output: Path | None) -> Format:
    if chosen is not None:
        return chosen
    if output is None:
        return Format.TABLE if sys.stdout.isatty() else Format.CSV
    form = format_of(output)
    if form is None:
        raise wrong_usage(
            f"what {output} should hold cannot be told from its name. Use {endings(Format)}, or give --format."
        )
    return form


def _wrong_network(inputs: Sequence[str], record: Path | None, replay: Path | None, *, evidence: bool) -> str:
    """Return a message where the options about the network contradict each other, "" where they do not."""
    if record is not None and replay is not None:
        return "--record and --replay exclude each other: leave one out."
    if (record or replay) and not evidence and not any(map(is_url, inputs)):
        return (
            "--record and --replay concern web addresses and --evidence, and no input is an address: "
            "add --evidence, or leave them out."
        )
    return ""


def _wrong_material(inputs: Sequence[str], against: Sequence[str]) -> str:
    """Return a message where an article would be held against itself, or what is named as material is not there."""
    for name in against:
        if is_url(name):
            continue
        if name == "-":
            return "--against needs files, folders or web addresses: standard input may be an article."
        if not Path(name).exists():
            return f"there is no file or folder {name}, which --against names. Check the spelling."
        if any(Path(one).exists() and Path(one).samefile(name) for one in inputs):
            return f"--against names {name}, which is the article. Name what it is to be held against."
    return ""


def _wrong_address(inputs: Sequence[str], address: str) -> str:
    """Return a message where --url cannot be the address of the only input, "" where it can."""
    if not address:
        return ""
    if not is_web_address(address):
        return f"--url needs a whole web address, such as https://paper.example/article, and not {address!r}."
    if len(inputs) != 1 or is_url(inputs[0]):
        return "--url tells the address of one file, or of standard input: name that input alone."
    return ""


def _wrong_output(inputs: Sequence[str], output: Path | None) -> str:
    """Return a message where `output` is one of the inputs, "" where it is not."""
    if output is not None and output.exists() and any(Path(n).exists() and output.samefile(n) for n in inputs):
        return f"{output} is an input. Name another output, or the article would be lost."
    return ""


def _wrong_view(view: View | None, form: Format | None, output: Path | None) -> str:
    """Return a message where `view` cannot be written as is asked, "" where it can."""
    from attrcheck.formats import REPORTS, report_form

    if view is None:
        return ""
    if form is not None:
        return f"--view {view} is no checklist, and takes no --format: name a {REPORTS} file with -o."
    return "" if report_form(output) else f"--view {view} is written to a {REPORTS} file, and {output} is none."


def _word_document(inputs: Sequence[str]) -> Path | None:
    """Return the only input where it is a Word document, None where it is not."""
    path = Path(inputs[0])
    return path if len(inputs) == 1 and path.suffix.lower() == ".docx" and path.is_file() else None


def _wrong_rows(output: Output) -> str:
    """Return a message where the options about rows and columns contradict the rest, "" where it can."""
    words = unknown_rows((*output.row_filter.only, *output.fail_on)) or unknown_columns(output.columns)
    wrong = words or misplaced_options(output.form, columns=output.columns)
    if not wrong and output.columns and output.merges and output.is_there:
        wrong = f"--columns is for a new file: {output.path} is there and keeps its columns."
    wrong = wrong or misplaced_options(output.form, excel=output.excel)
    if not wrong and output.form in (Format.XLSX, Format.DOCX) and output.path is None and sys.stdout.isatty():
        wrong = "such a file cannot be shown here: name one with -o."
    if not wrong and output.form is Format.DOCX and output.several:
        wrong = "a Word document holds one article: name one input, or write a .xlsx or .html file."
    return wrong


#: The options of `check`, by the panel of its help where they stand.
_output = partial(typer.Option, rich_help_panel="Output")
_rows = partial(typer.Option, rich_help_panel="Which rows")
_web = partial(typer.Option, rich_help_panel="Web and evidence")
_reader = partial(typer.Option, rich_help_panel="Reader")


@app.command(
    epilog="Examples: attrcheck check article.html -o checklist.html; attrcheck check article.docx -o checklist.xlsx"
)
def check(
    context: typer.Context,
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help=f"A {input_endings()} file, a URL, or - for standard input."),
    ],
    output: Annotated[
        Path | None,
        _output(
            *("-o", "--output"),
            metavar="FILE",
            help=f"Write to FILE; its name decides the format: {_FIRST_ENDINGS} … A checklist there is merged into.",
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
        _output(metavar="NAMES", help=f"These columns only, in this order, as source,statement ({TABLE_ENDINGS})."),
    ] = "",
    excel: Annotated[bool, _output("--excel", help=EXCEL)] = False,
    view: Annotated[
        View | None,
        _output("--view", help="Not a checklist: the problems, or the people to call (FILE: .md, .html or .docx)."),
    ] = None,
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
    against: Annotated[
        list[str] | None,
        _web(
            "--against",
            metavar="PATH",
            help="Hold each row against a transcript, report, recording's text … of yours: a file, a folder or a URL; "
            "give it again for more.",
        ),
    ] = None,
    url: Annotated[
        str,
        _web("--url", metavar="URL", help="The web address of the article in the file: its links start there."),
    ] = "",
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
        chosen = Format.MD if view is not None else _format(form, output)
        check_usage(_wrong_view(view, form, output))
        named = tuple(against or ())
        check_usage(_wrong_network((*inputs, *named), record, replay, evidence=evidence))
        check_usage(_wrong_output((*inputs, *named), output), _wrong_material(inputs, named))
        check_usage(_wrong_address(inputs, url))
        # Before numpy is loaded, which would start threads of its own: only the network has enough to compute for them.
        os.environ.update(thread_settings(threads or 1))
        with loading_reader(model, threads=threads, ahead=context.obj) as reader:
            from attrcheck.formats import Caution
            from attrcheck.web import Network

            inputs = list(dict.fromkeys(inputs))
            target = Output(
                path=output,
                form=chosen,
                row_filter=RowFilter(only=split_words(only), confidence=min_confidence, order=sort),
                columns=split_words(columns),
                fail_on=split_words(fail_on),
                excel=excel,
                several=len(inputs) > 1,
                force=force,
                quiet=quiet,
                caution=Caution(merge_anyway=merge_anyway, ignore_lock=ignore_lock or force),
                view=view,
                original=_word_document(inputs) if chosen is Format.DOCX else None,
            )
            check_usage(_wrong_rows(target))
            target.check_writable()
            settings = settings_of(settings_file, {"contact": contact, "sites": sites})
            run = Run(
                Network(settings, record=record, replay=replay, allow_private=allow_private, cached=not no_cache),
                force_language=force_language,
                archived=archived,
                address=url,
                evidence=evidence,
                against=named,
                joined=chosen is Format.JSON and len(inputs) == 1,  # one input is one object, whatever it holds
                row_filter=target.row_filter,
            )
            done, failures = checklists_of(inputs, run, reader)
            if done:
                deliver(done, target)
            if failures:
                raise typer.Exit(failures[0].exit_code)
