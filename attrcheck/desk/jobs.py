"""Work that takes long in, its progress out: two threads do it, one thing at a time each, and any can be stopped."""

from __future__ import annotations

import queue
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from attrcheck.errors import AttrcheckError

__all__ = ["Job", "JobState", "Jobs", "Lane", "Outcome", "Stopped"]

#: So many finished ones are remembered, and so many may wait.
_REMEMBERED, _MOST_WAITING = 100, 100


class Lane(StrEnum):
    """What keeps the machine busy, and what waits for the network: neither waits for the other."""

    READING = "reading"
    LOOKING_UP = "looking up"


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    LEFT = "left"
    """attrcheck was closed before it was done."""


class Stopped(Exception):  # noqa: N818  # it is no error: a person wanted it
    """A person stopped the job."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job did: the ids and titles of the articles that it made or changed, and what the person should know."""

    works: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()


#: What a job does, given what to call with how much is done and of how much.
Task = Callable[[Callable[[int, int], None]], Outcome]


@dataclass(slots=True)
class Job:
    """One thing to do: `done` of `total` is how far it is, `message` why it failed."""

    name: str
    lane: Lane
    task: Task
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    state: JobState = JobState.WAITING
    done: int = 0
    total: int = 0
    message: str = ""
    retry: str = ""
    outcome: Outcome = Outcome()
    is_stopped: bool = False

    def as_object(self) -> dict[str, Any]:
        """Return the job as JSON tells it."""
        return {
            "id": self.id,
            "name": self.name,
            "doing": self.lane.value,
            "state": self.state.value,
            "done": self.done,
            "total": self.total,
            "message": self.message,
            "retry": self.retry,
            "works": [{"id": work_id, "title": title} for work_id, title in self.outcome.works],
            "notices": list(self.outcome.notices),
        }

    def report(self, done: int, total: int) -> None:
        """Note how far it is; raise Stopped where a person wants no more of it."""
        if self.is_stopped:
            raise Stopped
        self.done, self.total = done, total


class Jobs:
    """The jobs of a desk; `explain` says of an error what people read, and which way round it there is, "" for none."""

    def __init__(self, explain: Callable[[AttrcheckError], tuple[str, str]]) -> None:
        self._explain = explain
        self._jobs: dict[str, Job] = {}
        self._queues: Mapping[Lane, queue.Queue[Job]] = {lane: queue.Queue() for lane in Lane}
        for lane in Lane:
            threading.Thread(target=self._work, args=(lane,), daemon=True, name=f"attrcheck {lane}").start()

    def all(self) -> list[Job]:
        """Return the jobs that are remembered, the oldest first."""
        return list(self._jobs.values())

    def get(self, job_id: str) -> Job | None:
        """Return a job by its id, None for none."""
        return self._jobs.get(job_id)

    @property
    def is_full(self) -> bool:
        """Tell whether so many are waiting that no more are taken."""
        return sum(job.state is JobState.WAITING for job in self.all()) >= _MOST_WAITING

    def remember(self, job: Job) -> None:
        """Take up `job` without doing it."""
        finished = [one.id for one in self.all() if one.state not in (JobState.WAITING, JobState.RUNNING)]
        for old in finished[: max(0, len(finished) - _REMEMBERED)]:
            self._jobs.pop(old, None)
        self._jobs[job.id] = job

    def start(self, job: Job) -> Job:
        """Do `job` when those before it are done."""
        job.state, job.message, job.retry, job.is_stopped = JobState.WAITING, "", "", False
        self.remember(job)
        self._queues[job.lane].put(job)
        return job

    def drop(self, job: Job) -> None:
        """Stop `job`, or forget it where it is not being done."""
        job.is_stopped = True
        if job.state is not JobState.RUNNING:
            job.state = JobState.STOPPED
            self._jobs.pop(job.id, None)

    def _work(self, lane: Lane) -> None:
        while True:
            job = self._queues[lane].get()
            if not job.is_stopped:
                self._do(job)

    def _do(self, job: Job) -> None:
        job.state = JobState.RUNNING
        try:
            job.outcome = job.task(job.report)
            job.state = JobState.DONE
        except Stopped:
            job.state = JobState.STOPPED
        except AttrcheckError as error:
            job.message, job.retry = self._explain(error)
            job.state = JobState.FAILED
        except Exception as error:  # whatever one article does, the desk goes on
            job.message = f"this could not be read: an unforeseen {type(error).__name__}. Please report it."
            job.state = JobState.FAILED
