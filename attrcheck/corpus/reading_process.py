"""Tasks on standard input, the rows of each record on standard output: the process that reads, and may die of it.

It reads one record after the other on one core. What started it knows at which record it is, and starts another one
behind that if this one dies.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from attrcheck.corpus.articles import read_record
from attrcheck.corpus.contents import records_of
from attrcheck.corpus.records import ErrorKind, Failure
from attrcheck.corpus.rows import Rows, failed_record
from attrcheck.corpus.tasks import Begun, Finished, Task, Unreachable
from attrcheck.errors import AttrcheckError
from attrcheck.reader import Reader

__all__ = ["main"]

#: Seconds without a task after which the process ends by itself.
_IDLE = 120


def _limit_memory(most: float) -> None:
    """Have the system refuse this process more than so many GB, where it can."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 (only some systems have it)

    _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = int(most * 1e9)
    resource.setrlimit(resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(hard, limit), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _receive(source: BinaryIO, tasks: queue.SimpleQueue[Task]) -> None:
    """Hand on tasks until whoever sends them has gone; then nobody needs this process any more."""
    try:
        while True:
            tasks.put(pickle.load(source))  # noqa: S301  # from the process that started this one
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _serve(tasks: queue.SimpleQueue[Task], send: Callable[[Any], None]) -> None:
    readers = _Readers()
    while True:
        try:
            task = tasks.get(timeout=_IDLE)
        except queue.Empty:
            return
        _limit_memory(task.options.memory)
        try:
            for answer in _answers(task, readers):
                send(answer)
        except (OSError, AttrcheckError) as error:
            send(Unreachable(getattr(error, "strerror", None) or str(error)))
        else:
            send(Finished())


class _Readers:
    """The reader of the model that was asked for last."""

    def __init__(self) -> None:
        self._model: Path | None = None
        self._reader: Reader | None = None

    def of(self, model: Path | None) -> Reader:
        """Return the reader of `model`, loaded once."""
        if self._reader is None or self._model != model:
            self._model, self._reader = model, Reader(model, threads=1)
        return self._reader


def _answers(task: Task, readers: _Readers) -> Iterator[Begun | Rows]:
    """Yield what is to be said of each record of a task."""
    reader = readers.of(task.options.model)
    file = task.shard.files[0].name
    number = task.first
    try:
        for record in islice(records_of(task.shard), task.first, None):
            yield Begun(record.file, record.id(task.options.columns))
            yield read_record(record, reader, task.options)
            number += 1
    except OSError:
        raise
    except Exception as error:  # a fault in what reads the file: its rest is a row
        failure = Failure(
            ErrorKind.FILE, f"the rest of {task.shard.name} was not read: {type(error).__name__}: {error}"
        )
        yield failed_record(f"{file}#{task.shard.start}+{number}", file, failure)


def main() -> None:
    """Serve whoever started the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started this process
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer

    def send(answer: Any) -> None:
        pickle.dump(answer, answers)
        answers.flush()

    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, tasks), daemon=True).start()
    try:
        _serve(tasks, send)
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
