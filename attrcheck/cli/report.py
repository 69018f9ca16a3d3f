"""A checklist in, a report on it out: the command for whoever answers for the article."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attrcheck.cli.console import clean_exit, print_bytes, say
from attrcheck.cli.options import CHECKLIST, check_usage
from attrcheck.formats import View

__all__ = ["app"]

app = typer.Typer()


@app.command(rich_help_panel="Work on checklists")
def report(
    source: Annotated[Path, typer.Argument(metavar="CHECKLIST", help=CHECKLIST)],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write to FILE (.html, .docx, .md). Default: print Markdown."
        ),
    ] = None,
    view: Annotated[
        View, typer.Option("--view", help="The problems first, or the people to call with their statements.")
    ] = View.PROBLEMS,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
) -> None:
    """Tell the problems of CHECKLIST first, or whom to call: a page for whoever answers for the article."""
    with clean_exit():
        from attrcheck.files import check_writable, write_whole
        from attrcheck.formats import REPORTS, load, report_bytes, report_form

        form = report_form(output)
        check_usage(f"what {output} should hold cannot be told from its name. Use {REPORTS}." if not form else "")
        if output is not None:
            check_writable(output, replace=force)
        sheet = load(source)
        for notice in sheet.notices:
            say(notice)
        content = report_bytes(sheet, form, view)
        if output is None:
            print_bytes(content)
        else:
            write_whole(output, content, replace=force)
            say(f"wrote the report to {output}")
