"""The command line: its commands, its version, its exit codes."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from attrcheck.cli import check
from attrcheck.version import __version__

__all__ = ["app"]


class _Commands(TyperGroup):
    """The commands; `check`, for which people wait, does not wait for the others to be loaded."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of that name, None where there is none."""
        if cmd_name not in self.commands:
            self._load_others()
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands, in the order of the help."""
        self._load_others()
        return super().list_commands(ctx)

    def _load_others(self) -> None:
        from attrcheck.cli import corpus, desk, report, web, work

        others = typer.Typer()
        for commands in (desk.app, work.app, report.app, web.app):
            others.add_typer(commands)
        others.add_typer(corpus.app, name="corpus")
        self.commands.update(get_group(others).commands)


app = typer.Typer(
    name="attrcheck",
    cls=_Commands,
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
app.add_typer(check.app)


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
