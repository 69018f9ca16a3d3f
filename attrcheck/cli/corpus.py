"""The words after `attrcheck corpus` in, a corpus as Parquet, how far it is, or one file of it, out."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from attrcheck.cli.console import clean_exit, print_bytes, printable, say, wrong_usage
from attrcheck.cli.options import FORCE_LANGUAGE, REPORT_FORMAT, ReportFormat
from attrcheck.errors import AttrcheckError
from attrcheck.wording import counted

if TYPE_CHECKING:
    from attrcheck.corpus import CorpusReport, CorpusStatus, Figures

__all__ = ["app"]

#: What `attrcheck corpus` does where no other of its commands is named.
_DEFAULT = "check"
#: Shards that failed and are named one by one, and seconds between two lines of progress.
_MOST_NAMED, _LINE_EVERY = 20, 10.0


class _WithDefault(TyperGroup):
    """Commands of which one need not be named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the name of the default command before words that begin with none."""
        return list(super().parse_args(ctx, args if args and args[0] in self.commands else [_DEFAULT, *args]))


app = typer.Typer(
    cls=_WithDefault,
    no_args_is_help=True,
    help="Read a corpus of articles and write its statements as Parquet, with `status` and `merge`.",
)
_input = "Input"
_engine = "Where it runs"
_limits = "Limits"


@app.command(
    _DEFAULT,
    epilog="Examples: attrcheck corpus news/*.jsonl.gz -o out; attrcheck corpus s3://bucket/crawl/ -o s3://bucket/out "
    "--cluster tcp://head:8786. Then: attrcheck corpus status out; attrcheck corpus merge out -o statements.parquet. "
    "Exit codes: 0 done; 2 the command line was wrong; 3 a file or a shard could not be read, or the output not be "
    "written; 130 interrupted. Articles that fail are rows, and no failure.",
)
def check(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="IN...",
            help="Parquet, JSON Lines, CSV, WARC and WET files (.gz too), folders of articles, patterns, s3:// and gs://.",
        ),
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="OUT", help="A folder; parts that are there are kept.")
    ],
    id_: Annotated[
        str, typer.Option("--id", metavar="COLUMN", help="Names the articles.", rich_help_panel=_input)
    ] = "",
    url: Annotated[str, typer.Option(metavar="COLUMN", help="Their addresses.", rich_help_panel=_input)] = "",
    date: Annotated[str, typer.Option(metavar="COLUMN", help="Days of publication.", rich_help_panel=_input)] = "",
    text: Annotated[str, typer.Option(metavar="COLUMN", help="Plain text.", rich_help_panel=_input)] = "",
    html: Annotated[str, typer.Option(metavar="COLUMN", help="Whole pages.", rich_help_panel=_input)] = "",
    workers: Annotated[
        int,
        typer.Option(min=0, help="Workers on this machine, a core each; 0 for one a core.", rich_help_panel=_engine),
    ] = 0,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="A Dask scheduler, as tcp://HOST:8786.", rich_help_panel=_engine)
    ] = "",
    shards: Annotated[
        str,
        typer.Option(metavar="I/N", help="Only this share, as 3/64: for job arrays.", rich_help_panel=_engine),
    ] = "",
    part_size: Annotated[
        float,
        typer.Option(min=0, metavar="MB", help="Input that makes a part; 0 to choose.", rich_help_panel=_engine),
    ] = 0,
    changed: Annotated[
        bool, typer.Option("--changed", help="Go on though inputs or options changed.", rich_help_panel=_engine)
    ] = False,
    retry: Annotated[
        bool,
        typer.Option("--retry", help="Make parts with failures of files or workers anew.", rich_help_panel=_engine),
    ] = False,
    max_chars: Annotated[int, typer.Option(min=1, help="Characters of an article.", rich_help_panel=_limits)] = 500_000,
    timeout: Annotated[
        float, typer.Option(min=1, metavar="SECONDS", help="Time for one article.", rich_help_panel=_limits)
    ] = 600,
    memory: Annotated[
        float, typer.Option(min=0.5, metavar="GB", help="Memory of a worker (Linux).", rich_help_panel=_limits)
    ] = 4,
    force_language: Annotated[
        bool, typer.Option("--force-language", help=FORCE_LANGUAGE, rich_help_panel=_limits)
    ] = False,
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Read with this model.", rich_help_panel=_limits)
    ] = None,
) -> None:
    """Read every article of IN and write a row a statement and a row an article to the folder OUT, as Parquet.

    A run that broke off goes on where it was. `attrcheck corpus status OUT` says how far it is, `attrcheck corpus
    merge OUT -o FILE` makes one file of it.
    """
    with clean_exit():
        if shards and (cluster or workers):
            raise wrong_usage("--shards reads its share here, one after the other: leave out --cluster and --workers.")
        if cluster and workers:
            raise wrong_usage("--cluster has its own workers: leave out --workers.")
        from attrcheck.corpus import Columns, CorpusOptions, Engine, check_corpus

        report = check_corpus(
            inputs,
            output,
            options=CorpusOptions(
                columns=Columns(id=id_, url=url, date=date, text=text, html=html),
                max_chars=max_chars,
                timeout=timeout,
                memory=memory,
                force_language=force_language,
                model=model.absolute() if model else None,
                part_size=int(part_size * 1_000_000),
            ),
            engine=Engine(workers=workers, cluster=cluster, share=shards, retry=retry),
            changed=changed,
            progress=_progress(),
        )
        _say(report, output)
        if not report.is_whole:
            raise typer.Exit(AttrcheckError.exit_code)


def _progress() -> Callable[[CorpusReport, int], None]:
    """Return a function that says from time to time how far the corpus is."""
    last = began = time.monotonic()

    def report(now: CorpusReport, done: int) -> None:
        nonlocal last
        if time.monotonic() - last < _LINE_EVERY or done == now.parts:
            return
        last = time.monotonic()
        fresh = max(1, done - now.kept)
        left = (now.parts - done) * (last - began) / fresh
        say(f"{done:,} of {counted(now.parts, 'part')}, {_counts(now.figures)}; about {_duration(left)} left")

    return report


def _duration(seconds: float) -> str:
    return f"{seconds / 3600:.1f} hours" if seconds >= 7200 else f"{seconds / 60:.0f} minutes"


def _counts(figures: Figures) -> str:
    statements = counted(figures.statements, "statement")
    return f"{counted(figures.articles, 'article')} ({figures.failed:,} failed), {statements}"


def _say(report: CorpusReport, output: str) -> None:
    for note in report.notes:
        say(note)
    for problem in report.problems[:_MOST_NAMED]:
        say(printable(problem))
    if len(report.problems) > _MOST_NAMED:
        say(f"and {len(report.problems) - _MOST_NAMED:,} more")
    if report.problems:
        say(f"{counted(len(report.problems), 'shard')} failed: run the same command again to try them again.")
    if report.figures.failed_files:
        files = counted(report.figures.failed_files, "file")
        say(f"{files} could not be read to the end: see error_kind 'file' in {output.rstrip('/')}/articles")
    kept = f" ({counted(report.kept, 'part was', 'parts were')} there)" if report.kept else ""
    say(f"{_counts(report.figures)} in {output}{kept}")


@app.command()
def status(
    output: Annotated[str, typer.Argument(metavar="OUT", help="A folder that attrcheck corpus wrote.")],
    form: Annotated[ReportFormat, typer.Option("-f", "--format", help=REPORT_FORMAT)] = ReportFormat.TEXT,
) -> None:
    """Say how far the corpus in OUT is, what was counted, and which articles failed for what."""
    with clean_exit():
        from attrcheck.corpus import corpus_status

        found = corpus_status(output)
        print_bytes(_as_json(found) if form is ReportFormat.JSON else _as_text(found, output).encode("utf8"))


def _as_json(found: CorpusStatus) -> bytes:
    import json
    from dataclasses import asdict

    figures = {
        "parts": found.parts,
        "of": found.of,
        **asdict(found.figures),
        "failures": dict(found.failures),
        "doubles": found.doubles,
        "made_by": {"version": found.manifest.version, "model": found.manifest.model},
    }
    return f"{json.dumps(figures, indent=2)}\n".encode()


def _as_text(found: CorpusStatus, output: str) -> str:
    figures = found.figures
    lines = [
        f"{output}: {found.parts:,} of {counted(found.of, 'part')}",
        f"  {figures.articles:>12,} articles, {figures.words:,} words, {figures.seconds:,.0f} seconds of one core",
        f"  {figures.statements:>12,} statements",
        f"  {figures.failed:>12,} articles failed",
        *(f"  {number:>14,} {kind}" for kind, number in found.failures),
    ]
    if found.doubles:
        lines.append(f"  {found.doubles:>12,} articles have the id of another one: name a better column with --id")
    if not found.is_done:
        lines.append("  run the same attrcheck corpus command again to go on")
    return "\n".join(lines) + "\n"


@app.command()
def merge(
    folder: Annotated[str, typer.Argument(metavar="OUT", help="A folder that attrcheck corpus wrote.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="One Parquet file.")],
    articles: Annotated[bool, typer.Option("--articles", help="The articles, not the statements.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
) -> None:
    """Make one Parquet file of the parts in OUT, once all of them are there."""
    with clean_exit():
        from attrcheck.corpus import merge_corpus

        rows = merge_corpus(folder, output, articles=articles, replace=force)
        say(f"wrote {counted(rows, 'row')} to {output}")
