"""The command line: its commands, its version, its exit codes."""

from __future__ import annotations

from typing import Annotated

import typer

from attrcheck.cli import check, corpus, desk, report, web, work
from attrcheck.version import __version__

__all__ = ["app"]

app = typer.Typer(
    name="attrcheck",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Find every attributed statement in an article, and its source, and make them a checklist to verify.",
    epilog=(
        "Exit codes: 0 done; 1 --fail-on or --require-done found rows; 2 the command line was wrong; 3 an input could "
        "not be read, or the output not be written; 4 the network, or the folder of --replay, did not answer; "
        "130 interrupted."
    ),
)
for commands in (check.app, desk.app, work.app, report.app, web.app):
    app.add_typer(commands)
app.add_typer(corpus.app, name="corpus")


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"attrcheck {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass
