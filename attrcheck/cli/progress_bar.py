"""An input's name in, what shows how far its reading and its look-ups are out: a bar on a terminal, else lines."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

from attrcheck.cli.console import printable, say

__all__ = ["holding", "looking_up", "reading"]

#: Seconds between two lines of progress where there is no terminal.
_LINE_EVERY = 10.0


def reading(name: str) -> Callable[[int, int], None]:
    """Return a function that reports on standard error, once a second, how far the reading of `name` is."""
    began = last = time.monotonic()
    live = sys.stderr.isatty()

    def report(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        # On a terminal the line is written over; elsewhere each is a new one, and few are enough.
        wait = 1.0 if live else 3.0 if last == began else _LINE_EVERY
        if now - last >= wait or (done >= total and last > began):
            last = now
            then = ", making the checklist" if done >= total else ""
            typer.echo(
                f"{chr(13) if live else ''}attrcheck: {name}: {done / total:.0%} read{then}", err=True, nl=not live
            )
            if live and done >= total:
                typer.echo(err=True)

    return report


def holding(name: str) -> Callable[[int, int], None]:
    """Return a function that reports on standard error, every ten seconds, how many rows of `name` were held."""
    last = time.monotonic()

    def report(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _LINE_EVERY:
            last = time.monotonic()
            say(f"{name}: {done} of {total} rows held against the material")

    return report


@contextmanager
def looking_up(name: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows on standard error how many look-ups are done: a bar on a terminal, else lines."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(f"looking up {printable(name)}", total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)
        return
    last = time.monotonic()

    def report(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _LINE_EVERY:
            last = time.monotonic()
            say(f"{name}: {done} of {total} look-ups done")

    yield report
