"""Words and bytes in, the terminal's streams and the exit code out: what every command does alike."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from attrcheck.errors import AttrcheckError

__all__ = ["NAMED_PROBLEM", "USAGE", "clean_exit", "print_bytes", "printable", "say", "wrong_usage"]

#: Exit codes: the problem that was asked for was found; the command was called wrongly; a person stopped it.
NAMED_PROBLEM, USAGE, _INTERRUPTED = 1, 2, 130
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")


def say(message: str) -> None:
    """Print `message` on standard error."""
    typer.echo(f"attrcheck: {message}", err=True)


def wrong_usage(message: str) -> typer.Exit:
    """Print `message` and return what to raise for it."""
    say(message)
    return typer.Exit(USAGE)


def printable(words: str) -> str:
    """Return `words` on one line, without what could rewrite a terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in " ".join(words.split()))


def print_bytes(content: bytes, *, coloured: bool = False) -> None:
    """Print `content`; unless it is `coloured` by us, an article's escape codes do not reach a terminal."""
    sys.stdout.flush()
    sys.stdout.buffer.write(_CONTROL.sub(b"?", content) if sys.stdout.isatty() and not coloured else content)
    sys.stdout.buffer.flush()


@contextmanager
def clean_exit() -> Iterator[None]:
    """Turn every foreseen failure into a message and an exit code, and never into a traceback."""
    # A stream that was closed before we began is None.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf8")  # noqa: SIM115, PTH123  # open until the end
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf8")  # noqa: SIM115, PTH123
    try:
        yield
        sys.stdout.flush()
    except AttrcheckError as error:
        say(str(error))
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        say("interrupted.")
        raise typer.Exit(_INTERRUPTED) from None
    except BrokenPipeError:
        # The reader of our output has gone, as `| head` does: that is no failure. Python would flush again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        instead = (
            "Give it a shorter name" if error.errno == errno.ENAMETOOLONG else "Free some space, or name a file with -o"
        )
        say(f"the output could not be written: {error.strerror}. {instead}.")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(AttrcheckError.exit_code) from None
