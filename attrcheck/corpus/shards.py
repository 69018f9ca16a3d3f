"""Inputs in, a plan out: which shards there are, the same for every process that asks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from attrcheck.corpus.kinds import KINDS, Cut, Kind, kind_of
from attrcheck.corpus.places import InputFile, files_of
from attrcheck.errors import InputError
from attrcheck.wording import counted

__all__ = ["Input", "Shard", "inputs_of", "part_size_of", "shards_of"]

#: Bytes of a part at least and at most, and parts that a corpus is to have.
_SMALLEST, _LARGEST, _PARTS = 1 << 18, 1 << 24, 1_000
#: Files of a folder that make a shard: so many on an average, and at most. Where one ends hangs on the names of its own
#: files, so that a file more or less changes one shard and no other.
_FILES, _MOST_FILES = 64, 256
#: A page of a folder is so many times as long as its text.
_MARKUP = 8


@dataclass(frozen=True, slots=True)
class Input:
    """What a person named: the words, the files that it stands for, and how many others were passed over."""

    given: str
    files: tuple[InputFile, ...]
    passed_over: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it for the manifest, the files by their number, size and digest."""
        marks = json.dumps([[file.name, file.size, file.mark] for file in self.files]).encode("utf8", "surrogatepass")
        size = sum(file.size for file in self.files)
        return {
            "given": self.given,
            "files": len(self.files),
            "bytes": size,
            "digest": hashlib.sha256(marks).hexdigest(),
        }


@dataclass(frozen=True, slots=True)
class Shard:
    """What one task reads: `files`, or of the one file bytes or records from `start` up to `stop`, -1 for all."""

    kind: str
    files: tuple[InputFile, ...]
    start: int = 0
    stop: int = -1

    @property
    def name(self) -> str:
        """What messages call it."""
        first = self.files[0].name
        if len(self.files) > 1:
            return f"{first} and {counted(len(self.files) - 1, 'file')} more"
        what = "bytes" if KINDS[self.kind].cut is Cut.BYTES else "records"
        return first if self.stop < 0 else f"{first}, {what} {self.start:,} to {self.stop:,}"

    def part(self, salt: str) -> str:
        """Return the name of its part of the output: another one for other files, ranges, and options, the `salt`."""
        files = [[file.name, file.size, file.mark] for file in self.files]
        words = json.dumps([self.kind, files, self.start, self.stop, salt]).encode("utf8", "surrogatepass")
        return f"part-{hashlib.sha256(words).hexdigest()[:24]}.parquet"


def inputs_of(given: Sequence[str], *, without: str = "") -> list[Input]:
    """Return what each of the words `given` stands for; a file that two of them name is the first one's.

    What lies in the folder at the address `without`, which is the output, is none.

    Raises InputError for a name that names nothing, or nothing that can be read.
    """
    seen: set[str] = set()
    inputs = []
    for words in given:
        found = [file for file in files_of(words) if file.url not in seen]
        if without:
            found = [file for file in found if not file.url.startswith(f"{without.rstrip('/')}/")]
        seen.update(file.url for file in found)
        read = tuple(file for file in found if file.is_named or kind_of(file.name))
        if found and not read:
            raise InputError(
                f"{words} holds {counted(len(found), 'file')}, and none that attrcheck reads. "
                "Name Parquet, JSON Lines, CSV or WARC files, or a folder of articles."
            )
        inputs.append(Input(words, read, len(found) - len(read)))
    return inputs


def part_size_of(inputs: Sequence[Input]) -> int:
    """Return how many bytes make a part: a power of two, so that a corpus that grows a little keeps its parts."""
    whole = sum(file.size for one in inputs for file in one.files)
    size = _SMALLEST
    while size < _LARGEST and size * _PARTS < whole:
        size *= 2
    return size


def shards_of(inputs: Sequence[Input], part_size: int) -> Iterator[Shard]:
    """Yield the shards of all inputs, of about `part_size` bytes each."""
    for one in inputs:
        for kind, files in groupby(one.files, key=lambda file: kind_of(file.name) or KINDS["files"]):
            if kind.cut is Cut.FILES:
                yield from _groups(kind, files, part_size)
            else:
                for file in files:
                    yield from _ranges(kind, file, part_size)


def _groups(kind: Kind, files: Iterator[InputFile], part_size: int) -> Iterator[Shard]:
    group: list[InputFile] = []
    size = 0
    for file in files:
        ends = hashlib.sha256(file.name.encode("utf8", "surrogatepass")).digest()[0] % _FILES == 0
        group.append(file)
        size += file.size
        if ends or len(group) >= _MOST_FILES or size >= part_size * _MARKUP:
            yield Shard(kind.name, tuple(group))
            group, size = [], 0
    if group:
        yield Shard(kind.name, tuple(group))


def _ranges(kind: Kind, file: InputFile, part_size: int) -> Iterator[Shard]:
    """Yield the shards of a file: one where it is small or its records cannot be counted."""
    if file.size <= part_size:
        yield Shard(kind.name, (file,))
        return
    if kind.cut is Cut.BYTES:
        for start in range(0, file.size, part_size):
            yield Shard(kind.name, (file,), start, min(start + part_size, file.size))
        return
    count = kind.count(file.url)
    step = max(1, count * part_size // file.size)
    for start in range(0, count, step):
        yield Shard(kind.name, (file,), start, min(start + step, count))
    if not count:
        yield Shard(kind.name, (file,))
