"""A shard of JSON Lines in, a record a line out; a line that is damaged costs itself."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, cast

from attrcheck.corpus.places import open_file
from attrcheck.corpus.records import LONGEST_RECORD, ErrorKind, Failure, Record
from attrcheck.corpus.shards import Shard

__all__ = ["count_packed", "line_records", "packed_records"]

_DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile)


def line_records(shard: Shard) -> Iterator[Record]:
    """Yield the lines that begin in the bytes of `shard`, each known by the byte where it begins."""
    (file,) = shard.files
    with open_file(file.url) as opened:
        at = shard.start
        if at:  # a line that begins before is the shard's before
            opened.seek(at - 1)
            at += _line(opened)[1] - 1
        stop = file.size if shard.stop < 0 else shard.stop
        while at < stop:
            line, length = _line(opened)
            if not length:
                return
            yield from _record(line, file.name, at)
            at += length


def _line(file: BinaryIO) -> tuple[bytes | None, int]:
    """Return the next line and its length; None for one that is far too long."""
    line = file.readline(LONGEST_RECORD)
    length = len(line)
    if length < LONGEST_RECORD or line.endswith(b"\n"):
        return line, length
    while line and not line.endswith(b"\n"):
        line = file.readline(LONGEST_RECORD)
        length += len(line)
    return None, length


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    line, length = _line(file)
    while length:
        yield line
        line, length = _line(file)


def _record(line: bytes | None, name: str, at: int) -> Iterator[Record]:
    place = f"{name}#{at}"
    if line is None:
        message = f"the line has more than {LONGEST_RECORD // 1_000_000} MB."
        yield Record(name, place, failure=Failure(ErrorKind.TOO_LONG, message))
        return
    if not line.strip().removeprefix(b"\xef\xbb\xbf"):
        return
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # both of JSON and of UTF-8
        yield Record(name, place, failure=Failure(ErrorKind.BROKEN, f"the line is no JSON: {error}"))
        return
    if isinstance(fields, dict):
        yield Record(name, place, fields)
    else:
        yield Record(name, place, failure=Failure(ErrorKind.BROKEN, "the line is JSON, but no object."))


def packed_records(shard: Shard) -> Iterator[Record]:
    """Yield the lines of a packed file whose numbers, from 0, are those of `shard`."""
    (file,) = shard.files
    stop = None if shard.stop < 0 else shard.stop
    with open_file(file.url) as opened, gzip.open(opened) as unpacked:
        number = shard.start
        try:
            for line in islice(_lines(cast(BinaryIO, unpacked)), shard.start, stop):
                yield from _record(line, file.name, number)
                number += 1
        except _DAMAGED as error:
            failure = Failure(ErrorKind.FILE, f"the file breaks off or is damaged: {error}")
            yield Record(file.name, f"{file.name}#{number}", failure=failure)


def count_packed(url: str) -> int:
    """Return how many lines a packed file holds; of a damaged one, those before the damage, and one for the message."""
    count = 0
    with open_file(url) as opened, gzip.open(opened) as unpacked:
        try:
            for _ in _lines(cast(BinaryIO, unpacked)):
                count += 1
        except _DAMAGED:
            return count + 1
    return count
