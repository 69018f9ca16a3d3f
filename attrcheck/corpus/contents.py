"""A shard in, its records out, whatever kind of file they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.corpus.kinds import KINDS
from attrcheck.corpus.places import open_file
from attrcheck.corpus.records import LONGEST_RECORD, ErrorKind, Failure, Record
from attrcheck.corpus.shards import Shard

__all__ = ["file_records", "records_of"]


def records_of(shard: Shard) -> Iterator[Record]:
    """Yield the records of `shard`, a last one with the failure where the rest of its file cannot be read.

    Raises OSError where the file cannot be reached now, and may be later.
    """
    kind = KINDS[shard.kind]
    if kind.is_container and shard.files[0].size == 0:
        name = shard.files[0].name
        yield Record(name, name, failure=Failure(ErrorKind.EMPTY, "the file is empty."))
        return
    yield from kind.reader()(shard)


def file_records(shard: Shard) -> Iterator[Record]:
    """Yield each file of `shard` as a record."""
    for file in shard.files:
        if file.size > LONGEST_RECORD:
            message = f"the file is larger than {LONGEST_RECORD // 1_000_000} MB: split it into articles."
            yield Record(file.name, file.name, is_file=True, failure=Failure(ErrorKind.TOO_LONG, message))
            continue
        with open_file(file.url) as opened:
            yield Record(file.name, file.name, data=opened.read(), is_file=True)
