"""Settings and recordings in, what they hold out: the commands about what attrcheck asks of the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attrcheck.console import clean_exit, print_bytes, printable, say, wrong_usage
from attrcheck.errors import InputError
from attrcheck.work_cli import Form

if TYPE_CHECKING:
    from attrcheck.fixtures import Fixture
    from attrcheck.settings import Settings

__all__ = ["SettingsFile", "app", "settings_of"]

app = typer.Typer()

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
    settings: SettingsFile = None,
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
        found = settings_of(settings)
        rows = found.shown()
        widths = [max(len(text) for text in column) for column in zip(*((r.name, r.shown) for r in rows), strict=True)]
        there = "" if found.file and found.file.exists() else " (not there; attrcheck config --example prints one)"
        lines = [f"file: {found.file}{there}"]
        lines += [f"{row.name:<{widths[0]}}  {row.shown:<{widths[1]}}  {row.origin}" for row in rows]
        print_bytes("".join(f"{line}\n" for line in lines).encode())


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
        from attrcheck.recording import Origin

        if warc is not None:
            if not warc.name.endswith((".warc", ".warc.gz")):
                raise wrong_usage(f"{warc} is not named as web archives are: end it in .warc.gz or .warc.")
            check_writable(warc, replace=force)
        found = list_fixtures(folder)
        print_bytes((_as_json(found) if form is Form.JSON else _as_text(found)).encode("utf8", "replace"))
        if warc is not None:
            from attrcheck.warc import to_warc

            compressed = warc.name.endswith(".gz")
            write_whole(warc, to_warc(found, name=warc.name, now=datetime.now(UTC), compressed=compressed))
            whole = [one.exchange for one in found if one.exchange is not None and not one.fault]
            captures = sum(exchange.origin is Origin.RECORDED for exchange in whole)
            say(
                f"wrote {_count(captures, 'capture')} and {_count(len(whole) - captures, 'metadata record')} "
                f"of what no server sent to {warc}"
            )
        for one in found:
            if one.fault:
                say(one.fault)
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
        groups.setdefault(f"{exchange.origin}{note}", []).append(
            f"  {exchange.method} {exchange.status} {len(exchange.body):>10,} bytes  {exchange.retrieved_at}  "
            f"{printable(exchange.url)}"
        )
    lines = [line for title, rows in groups.items() for line in (title, *rows)]
    faults = sum(bool(one.fault) for one in found)
    verified = f"{faults} cannot be used" if faults else "all digests are right"
    return "\n".join((*lines, f"{_count(len(found), 'exchange')}, {size:,} bytes; {verified}.", ""))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


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
            }
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
