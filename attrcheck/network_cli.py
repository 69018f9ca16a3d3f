"""Settings and recordings in, what they hold out: the commands about what attrcheck asks of the network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attrcheck.console import clean_exit, print_bytes, say

if TYPE_CHECKING:
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
