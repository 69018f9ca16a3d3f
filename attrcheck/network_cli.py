"""Settings and recordings in, what they hold out: the commands about what attrcheck asks of the network."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attrcheck.console import clean_exit, print_bytes, printable, say, wrong_usage
from attrcheck.counts import counted
from attrcheck.errors import InputError
from attrcheck.intake import Run, checklists_of, is_url
from attrcheck.work_cli import Form

if TYPE_CHECKING:
    from attrcheck.fixtures import Fixture
    from attrcheck.settings import Settings

__all__ = ["CONTACT", "SettingsFile", "app", "settings_of"]

app = typer.Typer()

CONTACT = "Your e-mail or page, told to the sites that are asked; or set ATTRCHECK_CONTACT."

#: The option of every command that reads the settings.
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="Your settings; attrcheck config shows them.")
]


def settings_of(path: Path | None, given: Mapping[str, object] | None = None) -> Settings:
    """Return the settings in force, after warning on standard error of what is amiss with them."""
    from attrcheck.settings import read_settings

    settings = read_settings(path, given=given)
    for warning in settings.warnings:
        say(warning)
    return settings


@app.command()
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


@app.command()
def record(
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="Pages with articles.")],
    into: Annotated[
        Path, typer.Option("--into", "--record", metavar="DIR", help="Keep what the network answers in this folder.")
    ],
    page_only: Annotated[
        bool, typer.Option("--page-only", help="Record the pages, and not what --evidence looks up for them.")
    ] = False,
    settings_file: SettingsFile = None,
    contact: Annotated[str | None, typer.Option(help=CONTACT)] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and local addresses too.")
    ] = False,
    force_language: Annotated[
        bool, typer.Option("--force-language", help="Go on with an article that is not in English.")
    ] = False,
) -> None:
    """Record each URL and all that its checklist looks up, so that attrcheck check can replay them offline."""
    with clean_exit():
        wrong = next((url for url in urls if not is_url(url)), None)
        if wrong is not None:
            raise wrong_usage(f"{wrong} is no web address: there is nothing to record. One begins with https://")
        settings = settings_of(settings_file, {"contact": contact})
        run = Run(
            settings,
            record=into,
            allow_private=allow_private,
            force_language=force_language,
            evidence=not page_only,
        )
        done, failures = checklists_of(tuple(dict.fromkeys(urls)), run)
        from attrcheck.fixtures import list_fixtures

        for checklist in done:
            for line in checklist.not_done:
                say(line)
        say(f"{into} holds {counted(len(list_fixtures(into)), 'exchange')}; attrcheck fixtures {into} lists them.")
        replayed = ("attrcheck", "check", *urls, "--replay", str(into)) + (() if page_only else ("--evidence",))
        say(f"to replay: {shlex.join(replayed)}")
        if failures:
            raise typer.Exit(failures[0].exit_code)


@app.command()
def fixtures(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that --record made.")],
    form: Annotated[Form, typer.Option("-f", "--format", help="How to list them.")] = Form.TEXT,
    warc: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Export them as .warc.gz or .warc, for the tools of web archives."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the exported file.")] = False,
) -> None:
    """List the recordings in DIR, verify them, and export them; exit code 3 where one is damaged."""
    with clean_exit():
        from attrcheck.files import check_writable, write_whole
        from attrcheck.fixtures import list_fixtures

        if warc is not None:
            if not warc.name.endswith((".warc", ".warc.gz")):
                raise wrong_usage(f"{warc} is not named as web archives are: end it in .warc.gz or .warc.")
            check_writable(warc, replace=force)
        found = list_fixtures(folder)
        print_bytes((_as_json(found) if form is Form.JSON else _as_text(found)).encode("utf8", "replace"))
        if warc is not None:
            from attrcheck.warc import is_capture, to_warc

            compressed = warc.name.endswith(".gz")
            write_whole(warc, to_warc(found, name=warc.name, now=datetime.now(UTC), compressed=compressed))
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
        size += len(exchange.body)
        note = f": {printable(exchange.note)}" if exchange.note else ""
        answer = f"{exchange.status:3} {len(exchange.body):>10,} bytes"
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
    import hashlib
    import json

    rows = []
    for one in found:
        row: dict[str, str | int] = {"file": one.name, "fault": one.fault}
        if one.exchange is not None:
            row |= {
                "method": one.exchange.method,
                "url": one.exchange.url,
                "status": one.exchange.status,
                "bytes": len(one.exchange.body),
                "sha256": hashlib.sha256(one.exchange.body).hexdigest(),
                "retrieved_at": one.exchange.retrieved_at,
                "origin": one.exchange.origin.value,
                "note": one.exchange.note,
                "failure": one.exchange.failure.problem if one.exchange.failure else "",
            }
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
