"""What a process that reads is told, and what it answers: a task in, a word for each record out."""

from __future__ import annotations

from dataclasses import dataclass

from attrcheck.corpus.options import CorpusOptions
from attrcheck.corpus.shards import Shard

__all__ = ["Begun", "Finished", "Task", "Unreachable"]


@dataclass(frozen=True, slots=True)
class Task:
    """Read the records of `shard` from the one called `first`, counted from 0."""

    shard: Shard
    first: int
    options: CorpusOptions


@dataclass(frozen=True, slots=True)
class Begun:
    """A record is being read: its file, and the id of its article."""

    file: str
    id: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The file of the shard cannot be reached now."""

    message: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The shard has no more records."""
