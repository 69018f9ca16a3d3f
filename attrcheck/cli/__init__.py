"""The words of a command line in, printed output and an exit code out."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future

    from attrcheck.reader import Reader

__all__ = ["main"]

#: Options with which `check` reads otherwise, or not at all.
_OTHERWISE = ("--model", "--threads", "--help", "-h")


def main() -> None:
    """Run the command of `sys.argv` in a process of its own, and exit with its code."""
    # Nearly all that a run makes is kept until its end. Looking for garbage among it as often as Python does, and once
    # more before the memory goes back all at once, takes a tenth of the time that the seed's checklist takes.
    gc.set_threshold(100_000, 20, 20)
    try:
        with _reader_ahead(sys.argv[1:]) as reader:
            from attrcheck.cli.app import app

            app(prog_name="attrcheck", obj=reader)
    finally:
        gc.freeze()


@contextmanager
def _reader_ahead(words: Sequence[str]) -> Iterator[Future[Reader] | None]:
    """Yield the shipped reader, which loads, where `words` are a check that reads with it; None where they are not.

    Nothing takes as long to load, and all else, the command line's own library first, is loaded meanwhile.
    """
    if words[:1] != ["check"] or any(word.startswith(_OTHERWISE) for word in words):
        yield None
        return
    from concurrent.futures import ThreadPoolExecutor

    from attrcheck.reader import thread_settings

    os.environ.update(thread_settings(1))  # before numpy is loaded
    from attrcheck.reader import Reader

    with ThreadPoolExecutor(1) as loader:
        yield loader.submit(Reader)
