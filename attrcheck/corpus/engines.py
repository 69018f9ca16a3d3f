"""Shards in, what came of each out, in whatever order they are done: read here one by one, or by Dask's workers."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from attrcheck.corpus.options import CorpusOptions, library
from attrcheck.corpus.parts import Figures
from attrcheck.corpus.places import Folder
from attrcheck.corpus.shards import Shard
from attrcheck.corpus.supervision import make_part, reading
from attrcheck.errors import AttrcheckError, InputError
from attrcheck.reader import model_digest
from attrcheck.version import __version__

__all__ = ["Job", "Outcome", "on_cluster", "on_this_machine", "one_by_one"]

#: Shards that a worker has waiting, so that it is never idle.
_WAITING = 2
#: So often is a shard given to another worker where the one that has it is lost.
_LOSSES = 10
#: Where Dask's pages of figures listen: on this machine alone.
_NOBODY = "127.0.0.1:0"


@dataclass(frozen=True, slots=True)
class Job:
    """One shard to read, with all that it takes: any process that can import attrcheck may do it, and twice."""

    shard: Shard
    options: CorpusOptions
    output: str
    part: str
    made_by: tuple[str, str]

    def run(self) -> Outcome:
        """Read the shard and write its part."""
        try:
            if self.made_by != (__version__, model_digest(self.options.model)):
                raise InputError(
                    f"a worker has another attrcheck ({__version__}) or another model than this machine. "
                    f"Install attrcheck {self.made_by[0]} there."
                )
            return Outcome(self, make_part(self.shard, self.options, Folder(self.output), self.part))
        except AttrcheckError as error:
            return Outcome(self, problem=str(error))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: the figures of its part, or why there is none."""

    job: Job
    figures: Figures = field(default_factory=Figures)
    problem: str = ""


def _run(job: Job) -> Outcome:
    return job.run()


def one_by_one(jobs: Iterable[Job]) -> Iterator[Outcome]:
    """Do the jobs one after the other; no engine is needed."""
    with reading():
        yield from map(_run, jobs)


def on_this_machine(jobs: Iterable[Job], workers: int) -> Iterator[Outcome]:
    """Do the jobs on a cluster of `workers` of this machine, 0 for one a core.

    Its workers are threads of this process, each of which has a process that reads: a script needs no
    `if __name__ == "__main__"`, and whatever an article does, it does to that process.
    """
    distributed = library("distributed")
    # Or Dask looks which way the internet lies, though all of this stays in one process.
    library("distributed.comm.inproc").global_manager._ip = "127.0.0.1"
    workers = workers or _cores()
    with _quiet(), ExitStack() as stack:
        cluster = stack.enter_context(
            distributed.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=False,
                dashboard_address=_NOBODY,
                worker_dashboard_address=_NOBODY,
                scheduler_kwargs={"dashboard": False},
                memory_limit=0,
                silence_logs=False,
            )
        )
        client = stack.enter_context(distributed.Client(cluster))
        stack.enter_context(reading())
        yield from _spread(client, jobs, workers)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def on_cluster(jobs: Iterable[Job], address: str) -> Iterator[Outcome]:
    """Do the jobs on the Dask cluster whose scheduler is at `address`; InputError where it cannot be reached."""
    distributed = library("distributed")
    try:
        client = distributed.Client(address)
    except (OSError, ValueError, TypeError, RuntimeError) as error:  # the latter where TLS is asked for, or is not
        raise InputError(
            f"no Dask scheduler answers at {address} ({error}). Start one with `dask scheduler`, and workers with "
            f"`dask worker {address} --nthreads 1 --nworkers auto`."
        ) from None
    with _quiet(), client:
        workers = len(client.nthreads())
        if not workers:
            raise InputError(f"the cluster at {address} has no workers. Start some: dask worker {address} --nthreads 1")
        yield from _spread(client, jobs, workers)


@contextmanager
def _quiet() -> Iterator[None]:
    """Have Dask keep to itself what it says of itself; what concerns a person is said here."""
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    before = [logger.level for logger in loggers]
    with library("dask").config.set({"distributed.scheduler.allowed-failures": _LOSSES}):
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        try:
            yield
        finally:
            for logger, level in zip(loggers, before, strict=True):
                logger.setLevel(level)


def _spread(client: Any, jobs: Iterable[Job], workers: int) -> Iterator[Outcome]:
    """Have the workers do the jobs, a few of which wait for each of them, and yield each outcome when it is there."""
    distributed = library("distributed")
    waiting = iter(jobs)
    asked: dict[Any, Job] = {}

    def ask(job: Job) -> Any:
        future = client.submit(_run, job, pure=False)
        asked[future.key] = job
        return future

    done = distributed.as_completed([ask(job) for job in islice(waiting, workers * _WAITING)])
    for future in done:
        job = asked.pop(future.key)
        if future.cancelled():
            raise InputError("the Dask scheduler went away. Start it, and run the same command again: parts are kept.")
        error = future.exception()
        yield future.result() if error is None else Outcome(job, problem=f"its worker failed, or was lost: {error}")
        for following in islice(waiting, 1):
            done.add(ask(following))
