"""The kinds of input files: one row a kind says by which endings it is told, how it is cut and what reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pkgutil import resolve_name
from typing import Any, cast

from attrcheck.article import INPUT_FORMATS

__all__ = ["KINDS", "Cut", "Kind", "kind_of"]


class Cut(Enum):
    """How a large file is cut into shards: at any byte, by counted records, or not at all: several make one."""

    BYTES = "bytes"
    RECORDS = "records"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: `reads` names the function that yields the records of a shard, `counts` one that counts a file's.

    `is_container` is whether a file holds a corpus, so that it fails as a file and not as an article.
    """

    name: str
    endings: tuple[str, ...]
    cut: Cut
    reads: str
    counts: str = ""
    is_container: bool = True

    def reader(self) -> Callable[..., Iterator[Any]]:
        """Return the function that yields the records of a shard, loaded now."""
        return cast("Callable[..., Iterator[Any]]", resolve_name(f"attrcheck.corpus.{self.reads}"))

    def count(self, url: str) -> int:
        """Return how many records the file at `url` holds."""
        return cast("Callable[[str], int]", resolve_name(f"attrcheck.corpus.{self.counts}"))(url)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("parquet", (".parquet", ".pq"), Cut.RECORDS, "tables:parquet_records", "tables:count_parquet"),
        Kind("jsonl", (".jsonl", ".ndjson"), Cut.BYTES, "lines:line_records"),
        Kind("jsonl.gz", (".jsonl.gz", ".ndjson.gz"), Cut.RECORDS, "lines:packed_records", "lines:count_packed"),
        Kind("csv", (".csv", ".tsv"), Cut.RECORDS, "tables:csv_records", "tables:count_csv"),
        Kind("csv.gz", (".csv.gz", ".tsv.gz"), Cut.RECORDS, "tables:csv_records", "tables:count_csv"),
        Kind("warc.gz", (".warc.gz",), Cut.BYTES, "web_records:page_records"),
        Kind("wet.gz", (".wet.gz",), Cut.BYTES, "web_records:text_records"),
        Kind(
            "files",
            tuple(ending for form in INPUT_FORMATS for ending in form.endings),
            Cut.FILES,
            "contents:file_records",
            is_container=False,
        ),
    )
}


def kind_of(name: str) -> Kind | None:
    """Return the kind of the file called `name`, None where its ending tells none."""
    lowered = name.lower()
    return next((kind for kind in KINDS.values() if lowered.endswith(kind.endings)), None)
