"""A shard of a table in (Parquet, CSV), a record a row out."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any, TextIO

from attrcheck.corpus.options import library
from attrcheck.corpus.places import open_file
from attrcheck.corpus.records import ErrorKind, Failure, Record
from attrcheck.corpus.shards import Shard

__all__ = ["count_csv", "count_parquet", "csv_records", "parquet_records"]

#: Bytes of a CSV file by which its encoding and what parts its cells are told.
_HEAD = 65_536
#: Rows of Parquet that are held at once.
_BATCH = 64
_DAMAGED = (csv.Error, EOFError, zlib.error, gzip.BadGzipFile, UnicodeError)


def parquet_records(shard: Shard) -> Iterator[Record]:
    """Yield the rows of `shard`, each known by its number from 0."""
    (file,) = shard.files
    arrow = library("pyarrow")
    at = shard.start
    with open_file(file.url) as opened:
        try:
            for number, row in _parquet_rows(opened, shard):
                at = number + 1
                yield Record(file.name, f"{file.name}#{number}", row)
        except (arrow.ArrowException, UnicodeError, OverflowError) as error:
            failure = Failure(ErrorKind.FILE, f"the Parquet file is damaged: {error}")
            yield Record(file.name, f"{file.name}#{at}", failure=failure)


def _parquet_rows(opened: Any, shard: Shard) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield number and cells of the rows of `shard`, of the row groups that hold some of them."""
    parquet = library("pyarrow.parquet").ParquetFile(opened, buffer_size=1 << 20)
    columns = _columns_to_read(parquet.schema_arrow)
    stop = parquet.metadata.num_rows if shard.stop < 0 else shard.stop
    at = 0
    for group in range(parquet.num_row_groups):
        rows = parquet.metadata.row_group(group).num_rows
        if at < stop and at + rows > shard.start:
            number = at
            for batch in parquet.iter_batches(_BATCH, [group], columns, use_threads=False):
                wanted = batch.slice(max(0, shard.start - number), max(0, min(len(batch), stop - number)))
                first = number + max(0, shard.start - number)
                yield from enumerate(wanted.to_pylist()[: max(0, stop - first)], first)
                number += len(batch)
        at += rows


def _columns_to_read(schema: Any) -> list[str]:
    """Return the names of columns that may tell something of an article: a vector of figures does not."""
    types = library("pyarrow.types")
    return [
        field.name
        for field in schema
        if not (hasattr(field.type, "value_type") and types.is_floating(field.type.value_type))
    ]


def count_parquet(url: str) -> int:
    """Return how many rows a Parquet file has, 0 for one that is damaged."""
    arrow = library("pyarrow")
    with open_file(url) as opened:
        try:
            return int(library("pyarrow.parquet").ParquetFile(opened).metadata.num_rows)
        except arrow.ArrowException:
            return 0


def csv_records(shard: Shard) -> Iterator[Record]:
    """Yield the rows of `shard`, each known by its number from 0 below the row of names."""
    (file,) = shard.files
    number = shard.start - 1
    try:
        for number, row in _csv_rows(file.url, shard.start, shard.stop):
            place = f"{file.name}#{number}"
            if None in row:
                message = "the row has more cells than there are columns: a quotation mark may be missing."
                yield Record(file.name, place, failure=Failure(ErrorKind.BROKEN, message))
            else:
                yield Record(file.name, place, row)
    except _DAMAGED as error:
        place = f"{file.name}#{number + 1}"
        yield Record(file.name, place, failure=Failure(ErrorKind.FILE, f"the rest of the file cannot be read: {error}"))


def _csv_rows(url: str, start: int = 0, stop: int = -1) -> Iterator[tuple[int, dict[Any, Any]]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with open_file(url) as opened:
        unpacked = gzip.open(opened) if url.lower().endswith(".gz") else opened  # noqa: SIM115  # closes with `opened`
        head = unpacked.read(_HEAD)
        unpacked.seek(0)
        text = io.TextIOWrapper(unpacked, _encoding(head), errors="replace", newline="")
        yield from enumerate(islice(_reader(text, head), start, None if stop < 0 else stop), start)


def _reader(text: TextIO, head: bytes) -> csv.DictReader[str]:
    """Return the rows of a table by its row of names, whichever mark parts the cells."""
    names = head.split(b"\n", 1)[0]
    delimiter = max((b",", b";", b"\t"), key=names.count)
    return csv.DictReader(text, delimiter=delimiter.decode(), restval="")


def _encoding(head: bytes) -> str:
    """Return UTF-8, or where the head of a file is not, the encoding of Western Windows."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < _HEAD)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def count_csv(url: str) -> int:
    """Return how many rows a CSV file has; of a damaged one, those before the damage, and one for the message."""
    count = 0
    try:
        for _ in _csv_rows(url):
            count += 1
    except _DAMAGED:
        return count + 1
    return count
