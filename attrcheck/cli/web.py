"""Settings and recordings in, what they hold out: the commands about what attrcheck asks of the network."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attrcheck.cli.console import clean_exit, print_bytes, printable, say, wrong_usage
from attrcheck.cli.inputs import Run, checklists_of, is_url, loading_reader
from attrcheck.cli.options import (
    ALLOW_PRIVATE,
    ARCHIVED,
    CONTACT,
    FORCE_LANGUAGE,
    REPORT_FORMAT,
    ReportFormat,
    SettingsFile,
    settings_of,
)
from attrcheck.errors import InputError
from attrcheck.wording import counted

if TYPE_CHECKING:
    from attrcheck.web import Fixture

__all__ = ["app"]

app = typer.Typer()
#: The panel of `attrcheck --help` where these commands stand.
_PANEL = "Web and settings"


@app.command(rich_help_panel=_PANEL)
def record(
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="A page with an article.")],
    into: Annotated[
        Path, typer.Option("--into", "--record", metavar="DIR", help="Keep what the network answers in this folder.")
    ],
    page_only: Annotated[
        bool, typer.Option("--page-only", help="Record the page only, and not what --evidence looks up for it.")
    ] = False,
    archived: Annotated[bool, typer.Option("--archived", help=ARCHIVED)] = False,
    contact: Annotated[str | None, typer.Option(metavar="ADDRESS", help=CONTACT)] = None,
    settings_file: SettingsFile = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help=ALLOW_PRIVATE)] = False,
    force_language: Annotated[bool, typer.Option("--force-language", help=FORCE_LANGUAGE)] = False,
) -> None:
    """Record each URL and all that its checklist looks up, so that check --replay needs no connection."""
    with clean_exit():
        wrong = next((url for url in urls if not is_url(url)), None)
        if wrong is not None:
            raise wrong_usage(
                f"{wrong} is no web address: there is nothing to record. Write it in full, beginning with https://"
            )
        from attrcheck.web import Network

        settings = settings_of(settings_file, {"contact": contact})
        run = Run(
            Network(settings, record=into, allow_private=allow_private),
            force_language=force_language,
            archived=archived,
            evidence=not page_only,
        )
        with loading_reader() as reader:
            done, failures = checklists_of(tuple(dict.fromkeys(urls)), run, reader)
        from attrcheck.web import list_fixtures

        for checklist in done:
            for line in checklist.not_done:
                say(line)
        say(f"{into} holds {counted(len(list_fixtures(into)), 'exchange')}; attrcheck fixtures {into} lists them.")
        options = [word for word, on in (("--evidence", not page_only), ("--archived", archived)) if on]
        say(f"to replay: {shlex.join(('attrcheck', 'check', *urls, '--replay', str(into), *options))}")
        if failures:
            raise typer.Exit(failures[0].exit_code)


@app.command(rich_help_panel=_PANEL)
def fixtures(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that record or --record made.")],
    form: Annotated[ReportFormat, typer.Option("-f", "--format", help=REPORT_FORMAT)] = ReportFormat.TEXT,
    warc: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Export them to FILE (.warc.gz or .warc), for the tools of web archives."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="With --warc: overwrite FILE.")] = False,
) -> None:
    """List the recordings in DIR, verify and export them; exit code 3 where one is damaged."""
    with clean_exit():
        from attrcheck.files import check_writable, writing_whole
        from attrcheck.web import iter_fixtures, list_fixtures

        if warc is not None:
            if not warc.name.endswith((".warc", ".warc.gz")):
                raise wrong_usage(f"{warc} is not named as web archives are: end it in .warc.gz or .warc.")
            check_writable(warc, replace=force)
            from attrcheck.web import is_capture, write_warc

            with writing_whole(warc) as out:
                compressed = warc.name.endswith(".gz")
                found = write_warc(
                    iter_fixtures(folder), out, name=warc.name, now=datetime.now(UTC), compressed=compressed
                )
        else:
            found = list_fixtures(folder)
        print_bytes((_as_json(found) if form is ReportFormat.JSON else _as_text(found)).encode("utf8", "replace"))
        if warc is not None:
            whole = [one.exchange for one in found if one.exchange is not None and not one.fault]
            captures = counted(sum(map(is_capture, whole)), "capture")
            others = counted(sum(not is_capture(one) for one in whole), "metadata record")
            say(f"wrote {captures} to {warc}, and {others} of what no server sent")
        for one in found:
            if one.fault:
                say(printable(one.fault))
        if any(one.fault for one in found):
            raise typer.Exit(InputError.exit_code)


def _as_text(found: Sequence[Fixture]) -> str:
    """Return the recordings, each kind and note a group, and their sum."""
    groups: dict[str, list[str]] = {}
    size = 0
    for one in found:
        exchange = one.exchange
        if exchange is None:
            groups.setdefault("damaged", []).append(f"  {printable(one.name)}")
            continue
        size += one.size
        note = f": {printable(exchange.note)}" if exchange.note else ""
        answer = f"{exchange.status:3} {one.size:>10,} bytes"
        if exchange.failure is not None:
            answer = f"failed: {exchange.failure.trouble}".ljust(len(answer))
        groups.setdefault(f"{exchange.origin}{note}", []).append(
            f"  {exchange.method} {answer}  {exchange.retrieved_at}  {printable(exchange.url)}"
        )
    lines = [line for title, rows in groups.items() for line in (title, *rows)]
    faults = sum(bool(one.fault) for one in found)
    verified = f"{faults} cannot be used" if faults else "all digests are right"
    return "\n".join((*lines, f"{counted(len(found), 'exchange')}, {size:,} bytes; {verified}.", ""))


def _as_json(found: Sequence[Fixture]) -> str:
    """Return the recordings as a JSON list, with the fault of each, "" for none."""
    import json

    rows = []
    for one in found:
        row: dict[str, str | int] = {"file": one.name, "fault": one.fault}
        if one.exchange is not None:
            row |= {
                "method": one.exchange.method,
                "url": one.exchange.url,
                "status": one.exchange.status,
                "bytes": one.size,
                "sha256": one.sha256,
                "retrieved_at": one.exchange.retrieved_at,
                "origin": one.exchange.origin.value,
                "note": one.exchange.note,
                "failure": one.exchange.failure.problem if one.exchange.failure else "",
            }
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


@app.command(rich_help_panel=_PANEL)
def config(
    settings_file: SettingsFile = None,
    example: Annotated[
        bool, typer.Option("--example", help="Print a settings file to begin with, every line a comment.")
    ] = False,
) -> None:
    """Show the settings in force and where each came from; keys are masked."""
    with clean_exit():
        from attrcheck.settings import EXAMPLE

        if example:
            print_bytes(EXAMPLE.encode())
            return
        found = settings_of(settings_file)
        rows = found.shown()
        widths = [max(len(text) for text in column) for column in zip(*((r.name, r.shown) for r in rows), strict=True)]
        there = "" if found.file and found.file.exists() else " (not there; attrcheck config --example prints one)"
        lines = [f"file: {found.file}{there}"]
        lines += [f"{row.name:<{widths[0]}}  {row.shown:<{widths[1]}}  {row.origin}" for row in rows]
        print_bytes("".join(f"{line}\n" for line in lines).encode())
