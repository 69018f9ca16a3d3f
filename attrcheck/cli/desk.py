"""A folder in, its desk out: the commands for people without a shell, and for their assistants."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from attrcheck.cli.console import clean_exit, say, wrong_usage
from attrcheck.cli.inputs import sites_of
from attrcheck.cli.options import SettingsFile, settings_of
from attrcheck.version import install_command

__all__ = ["app"]

app = typer.Typer()
#: The panel of `attrcheck --help` where these commands stand.
_PANEL = "Without a shell"


def _check_installed(extra: str, *modules: str) -> None:
    """Leave with a message where the packages of an extra are missing."""
    if not all(map(find_spec, modules)):
        raise wrong_usage(f"this needs a few more packages. Install them with: {install_command(extra)}")


@app.command(rich_help_panel=_PANEL)
def desk(
    folder: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep the work here. Default: attrcheck in your documents.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Listen at this port; 0 for the last, or any.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
    make_starter: Annotated[
        bool, typer.Option("--make-starter", help="Make a file that starts the desk by double click, and end.")
    ] = False,
    into: Annotated[
        Path | None, typer.Option(metavar="DIR", help="With --make-starter: put it here. Default: your desktop.")
    ] = None,
    settings_file: SettingsFile = None,
) -> None:
    """Open a page in the browser to check articles and work on them; only this machine reaches it."""
    with clean_exit():
        _check_installed("desk", "starlette", "uvicorn")
        from attrcheck import desk as room
        from attrcheck.web import Network

        if into is not None and not make_starter:
            raise wrong_usage("--into concerns --make-starter.")
        place = folder or room.default_folder()
        if make_starter:
            say(
                f"wrote {room.write_starter(place, into or room.default_place())}; a double click on it starts the desk"
            )
            return
        settings = settings_of(settings_file)
        sites = sites_of(settings.sites)
        options = room.DeskOptions(
            folder=place, port=port, opens_browser=not no_browser, network=Network(settings), sites=sites
        )
        room.serve(options, say)


@app.command(rich_help_panel=_PANEL)
def mcp() -> None:
    """Serve assistants that speak the Model Context Protocol, over standard input and output; nothing is sent."""
    with clean_exit():
        _check_installed("mcp", "mcp")
        from attrcheck.desk import serve_assistants

        serve_assistants()
