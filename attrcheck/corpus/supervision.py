"""A shard in, its part of the output out, whatever its articles do to the process that reads them."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from attrcheck.corpus.options import CorpusOptions
from attrcheck.corpus.parts import Figures, write_part
from attrcheck.corpus.places import Folder
from attrcheck.corpus.records import ErrorKind, Failure
from attrcheck.corpus.rows import Row, Rows, failed_record
from attrcheck.corpus.shards import Shard
from attrcheck.corpus.tasks import Begun, Finished, Task, Unreachable
from attrcheck.errors import InputError
from attrcheck.reader import thread_settings

__all__ = ["make_part", "reading"]

#: So often is a record tried that the process died of: once could be chance.
_TRIES = 2
#: So often does it die without a record begun, before the rest of the file is given up.
_STARTS = 4
#: Seconds that a process may take to start, and to find where it goes on in a file.
_START = 300


class _Process:
    """A process that reads, one task at a time."""

    def __init__(self) -> None:
        path = os.pathsep.join((str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", ""))).rstrip(os.pathsep)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "attrcheck.corpus.reading_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **thread_settings(1), "PYTHONPATH": path},  # one worker uses one core
        )
        self._tasks, self._answers = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        self.is_late = False

    def send(self, task: Task) -> bool:
        """Send `task`, and tell whether the process was there to take it."""
        try:
            pickle.dump(task, self._tasks)
            self._tasks.flush()
        except OSError:
            return False
        return True

    def receive(self, seconds: float) -> Any:
        """Return the next answer, None where the process dies, or is killed because it takes longer than `seconds`."""
        timer = threading.Timer(seconds, self._end_late)
        timer.daemon = True
        timer.start()
        try:
            return pickle.load(self._answers)  # noqa: S301  # from a process of our own
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        finally:
            timer.cancel()

    def _end_late(self) -> None:
        self.is_late = True
        self.end()

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()

    def cause_of_death(self) -> str:
        """Wait for the end of the process and return what it died of."""
        code = self._process.wait()
        for stream in (self._tasks, self._answers):
            with suppress(OSError):  # what was not sent yet
                stream.close()
        if code >= 0:
            return f"exit code {code}"
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"


class _Pool:
    """The processes of this one that read: those that wait for a task, and all that live."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Process] = []
        self._living: set[_Process] = set()
        self.endings = 0

    def begin(self, task: Task, *, endings: int) -> _Process:
        """Return a process that has begun `task`: one that waits, or a new one.

        Raises InputError where all were ended since there were so many `endings`: nobody waits for the task any more.
        """
        while True:
            with self._lock:
                if self.endings != endings:
                    raise InputError("the run was broken off.")
                process = self._idle.pop() if self._idle else None
                is_new = process is None
                process = process or _Process()
                self._living.add(process)
            if process.send(task) or is_new:
                return process
            self.bury(process)

    def let_wait(self, process: _Process) -> None:
        """Keep `process`, which has no task any more, for the next one."""
        with self._lock:
            self._idle.append(process)

    def bury(self, process: _Process) -> str:
        """Return what `process` died of."""
        with self._lock:
            self._living.discard(process)
        return process.cause_of_death()

    def end(self) -> None:
        """End all processes at once."""
        with self._lock:
            self.endings += 1
            self._idle.clear()
            living = list(self._living)
        for process in living:
            process.end()
            self.bury(process)


_pool = _Pool()


@contextmanager
def reading() -> Iterator[None]:
    """Let parts be made, and at the end, however it comes, end all processes of this one that read."""
    try:
        yield
    finally:
        _pool.end()


@dataclass(slots=True)
class _Progress:
    """How far a shard is: its rows, how many of its records are done, and what is being read."""

    articles: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    done: int = 0
    begun: Begun | None = None

    def add(self, rows: Rows) -> None:
        """Add the rows of the record that was read."""
        self.articles += rows.articles
        self.statements += rows.statements
        self.done += 1
        self.begun = None


def make_part(shard: Shard, options: CorpusOptions, folder: Folder, name: str) -> Figures:
    """Read `shard` and write its part of the output, called `name`.

    A record that the reading process dies of twice, or takes too long over, is a row with the failure, and the others
    are read on. Raises InputError where a file cannot be reached, which another run may try again; nothing is written
    then.
    """
    progress = _Progress()
    deaths, endings = 0, _pool.endings
    is_done = False
    while not is_done:
        began, before = time.monotonic(), progress.done
        process = _pool.begin(Task(shard, progress.done, options), endings=endings)
        is_done = _follow(process, progress, shard, options)
        if is_done:
            _pool.let_wait(process)
            break
        cause = _pool.bury(process)
        deaths = deaths + 1 if progress.done == before else 1
        if deaths >= (_TRIES if progress.begun else _STARTS) or process.is_late:
            failure = _failure_of(process, cause, options)
            is_done = progress.begun is None
            _give_up(progress, shard, failure, seconds=time.monotonic() - began)
            deaths = 0
    return write_part(folder, name, progress.articles, progress.statements)


def _follow(process: _Process, progress: _Progress, shard: Shard, options: CorpusOptions) -> bool:
    """Take the answers of `process`, and tell whether it came to the end of the shard and still lives."""
    progress.begun = None
    allowed = options.timeout + _START
    while True:
        answer = process.receive(allowed)
        allowed = options.timeout
        if isinstance(answer, Begun):
            progress.begun = answer
        elif isinstance(answer, Rows):
            progress.add(answer)
        elif isinstance(answer, Unreachable):
            _pool.let_wait(process)
            raise InputError(f"{shard.name} could not be read: {answer.message}.")
        else:
            return isinstance(answer, Finished)


def _failure_of(process: _Process, cause: str, options: CorpusOptions) -> Failure:
    if process.is_late:
        return Failure(
            ErrorKind.TIMEOUT, f"reading it took more than {options.timeout:g} seconds: allow more with --timeout."
        )
    hint = "perhaps for want of memory" if cause in ("SIGKILL", "SIGABRT") else "its reader has a fault"
    return Failure(ErrorKind.KILLED, f"the process that read it died of it twice ({cause}; {hint}).")


def _give_up(progress: _Progress, shard: Shard, failure: Failure, *, seconds: float) -> None:
    """Add the row of the record that cannot be read; without one, the row of the rest of the file."""
    begun = progress.begun
    if begun is not None:
        progress.add(failed_record(begun.id, begun.file, failure, seconds=seconds))
        return
    file = shard.files[0].name
    place = f"{file}#{shard.start}+{progress.done}"
    rest = Failure(ErrorKind.FILE, f"the rest of {shard.name} was not read: {failure.message}")
    progress.add(failed_record(place, file, rest, seconds=seconds))
