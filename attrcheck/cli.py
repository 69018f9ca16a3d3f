"""A command line in, a checklist out: parses, calls the pipeline, prints, and sets the exit code."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attrcheck.errors import AttrcheckError, InputError
from attrcheck.version import VERSION

if TYPE_CHECKING:
    from attrcheck.article import Article
    from attrcheck.checklist import Checklist

__all__ = ["app"]

_USAGE, _INTERRUPTED = 2, 130
#: Bytes of an input; a book has about a million.
_LARGEST = 50_000_000

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")

app = typer.Typer(
    name="attrcheck",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Find every attributed statement in an article, and who is said to have said it, as a checklist to verify.",
    epilog="Exit codes: 0 done, 2 wrong usage, 3 input unreadable or output unwritable, 4 network, 130 interrupted.",
)


class Format(StrEnum):
    """What a checklist can be written as."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def _say(message: str) -> None:
    typer.echo(f"attrcheck: {message}", err=True)


@contextmanager
def _clean_exit() -> Iterator[None]:
    """Turn every foreseen failure into a message and an exit code, and never into a traceback."""
    # A stream that was closed before we began is None.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf8")  # noqa: SIM115, PTH123  # open until the end
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf8")  # noqa: SIM115, PTH123
    try:
        yield
        sys.stdout.flush()
    except AttrcheckError as error:
        _say(str(error))
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        _say("interrupted.")
        raise typer.Exit(_INTERRUPTED) from None
    except BrokenPipeError:
        # The reader of our output has gone, as `| head` does: that is no failure. Python would flush again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _say(f"the output could not be written: {error.strerror}. Free some space, or name a file with -o.")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(AttrcheckError.exit_code) from None


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"attrcheck {VERSION}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def _is_url(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def _read_bytes(name: str) -> bytes:
    """Return the bytes of the file `name`, or of standard input for "-"; InputError says why it cannot."""
    if name == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed. Name a file, or pipe the article in.")
        if sys.stdin.isatty():
            _say("reading from the terminal; paste the article, then press Ctrl-D on a line of its own.")
        data = sys.stdin.buffer.read(_LARGEST + 1)
    else:
        path = Path(name)
        if not name:
            raise InputError("an input is empty. Name a file, a web address, or - for standard input.")
        try:
            with path.open("rb") as file:
                data = file.read(_LARGEST + 1)
        except FileNotFoundError:
            raise InputError(
                f"there is no file {name}. Check the spelling; a web address begins with https://"
            ) from None
        except IsADirectoryError:
            raise InputError(f"{name} is a folder. Name the articles in it, such as {path / '*.txt'}") from None
        except OSError as error:
            raise InputError(f"{name} could not be read: {error.strerror}.") from None
    if len(data) > _LARGEST:
        raise InputError(f"{name} is larger than {_LARGEST // 1_000_000} MB. Split it into articles.")
    return data


def _progress(name: str) -> Callable[[int, int], None]:
    """Return a function that reports on standard error, once a second, how far the reading of `name` is."""
    began = last = time.monotonic()
    live = sys.stderr.isatty()

    def report(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        # On a terminal the line is written over; elsewhere it is a new one, and one in ten seconds is enough.
        wait = 1.0 if live or last == began else 10.0
        if now - last >= wait or (done >= total and last > began):
            last = now
            then = ", making the checklist" if done >= total else ""
            typer.echo(
                f"{chr(13) if live else ''}attrcheck: {name}: {done / total:.0%} read{then}", err=True, nl=not live
            )
            if live and done >= total:
                typer.echo(err=True)

    return report


def _format(chosen: Format | None, output: Path | None) -> Format:
    if chosen is not None:
        return chosen
    if output is None:
        return Format.TABLE if sys.stdout.isatty() else Format.CSV
    try:
        return {".csv": Format.CSV, ".json": Format.JSON, ".txt": Format.TABLE}[output.suffix.lower()]
    except KeyError:
        _say(f"what {output} should hold cannot be told from its name. Use .csv, .json or .txt, or give --format.")
        raise typer.Exit(_USAGE) from None


def _rendered(checklists: Sequence[Checklist], form: Format, *, several: bool) -> bytes:
    from attrcheck.exports import csv, json

    written = csv.write(*checklists) if form is Format.CSV else json.write(*checklists, several=several)
    return written.encode("utf8", "surrogatepass")


def _table(checklists: Sequence[Checklist], *, terminal: bool) -> bytes:
    import shutil

    from attrcheck.exports import table

    width = max(shutil.get_terminal_size((100, 24)).columns, 60)
    colour = terminal and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    # A file is UTF-8; a terminal gets what it can show.
    encoding = (sys.stdout.encoding or "utf8") if terminal else "utf8"
    return table.write(*checklists, width=width, colour=colour).encode(encoding, "replace")


def _print(content: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _check_usage(inputs: Sequence[str], output: Path | None, record: Path | None, replay: Path | None) -> None:
    """Leave with the exit code for wrong usage where the options contradict each other."""
    wrong = ""
    if record is not None and replay is not None:
        wrong = "--record and --replay exclude each other: leave one out."
    elif (record or replay) and not any(map(_is_url, inputs)):
        wrong = "--record and --replay concern web addresses, and no input is one."
    elif output is not None and output.exists() and any(Path(n).exists() and output.samefile(n) for n in inputs):
        wrong = f"{output} is an input. Name another output, or the article would be lost."
    if wrong:
        _say(wrong)
        raise typer.Exit(_USAGE)


def _deliver(
    done: Sequence[Checklist], form: Format, output: Path | None, *, replace: bool, quiet: bool, several: bool
) -> None:
    """Write the checklists to `output` and show their table, or print them where there is no output."""
    from attrcheck.files import write_whole

    if output is not None:
        content = _table(done, terminal=False) if form is Format.TABLE else _rendered(done, form, several=several)
        write_whole(output, content, replace=replace)
        _say(f"wrote {sum(len(one.items) for one in done)} rows to {output}")
    elif form is not Format.TABLE:
        content = _rendered(done, form, several=several)
        # An article's escape codes must not reach the terminal; a pipe gets its words as they are.
        _print(_CONTROL.sub(b"?", content) if sys.stdout.isatty() else content)
    if (output is not None and not quiet) or (output is None and form is Format.TABLE):
        _print(_table(done, terminal=True))
        return
    for line in [line for one in done for line in one.not_done]:
        _say(line)


@app.command()
def check(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="A .txt, .md or .html file, a URL, or - .")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the checklist here: .csv, .json or .txt.")
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option("-f", "--format", help="Default: by the output's name; else table, or CSV to a pipe."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output file.")] = False,
    force_language: Annotated[
        bool, typer.Option("--force-language", help="Go on with an article that is not in English.")
    ] = False,
    record: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep what the network answers in this folder.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Answer from this folder; open no connection.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and local addresses too.")
    ] = False,
    contact: Annotated[
        str, typer.Option(envvar="ATTRCHECK_CONTACT", help="Your e-mail or page, told to the sites that are asked.")
    ] = "",
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Read with this model, not the one shipped.")
    ] = None,
    threads: Annotated[int, typer.Option(min=0, help="Processor threads; 0 for one a core.")] = 0,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="With -o: show no table.")] = False,
) -> None:
    """Find the attributed statements of each INPUT and write them as a checklist."""
    with _clean_exit():
        chosen = _format(form, output)
        _check_usage(inputs, output, record, replay)
        from attrcheck.files import check_writable
        from attrcheck.pages import from_bytes
        from attrcheck.pipeline import check as check_article
        from attrcheck.reader import Reader

        inputs = list(dict.fromkeys(inputs))
        if output is not None:
            check_writable(output, replace=force)
            if any(
                name != "-" and Path(name).exists() and output.exists() and output.samefile(name) for name in inputs
            ):
                _say(f"{output} is an input. Name another output, or the article would be lost.")
                raise typer.Exit(_USAGE)
        if (record or replay) and not any(map(_is_url, inputs)):
            _say("--record and --replay concern web addresses, and no input is one.")
            raise typer.Exit(_USAGE)
        reader: Reader | None = None
        done: list[Checklist] = []
        failures: list[AttrcheckError] = []

        def load(name: str) -> Article:
            if not _is_url(name):
                return from_bytes(_read_bytes(name), name="standard input" if name == "-" else name)
            from attrcheck.fetch import fetch, make_client

            with make_client(record=record, replay=replay, allow_private=allow_private, contact=contact) as client:
                page = fetch(name, client)
            return from_bytes(page.body, name=name, url=page.final_url, content_type=page.content_type)

        for name in inputs:
            try:
                article = load(name)
                reader = reader or Reader(model, threads=threads)
                done.append(check_article(article, reader, force_language=force_language, progress=_progress(name)))
            except AttrcheckError as error:
                if len(inputs) == 1:
                    raise
                _say(f"{name}: {error}")
                failures.append(error)
        if done:
            _deliver(done, chosen, output, replace=force, quiet=quiet, several=len(inputs) > 1)
        if failures:
            raise typer.Exit(failures[0].exit_code)


if __name__ == "__main__":
    app()
