"""Rows in, a part of the output out, written whole; and what the parts that are there say of themselves."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from attrcheck.corpus.options import library
from attrcheck.corpus.places import Folder
from attrcheck.corpus.records import ErrorKind
from attrcheck.corpus.rows import ARTICLE_COLUMNS, STATEMENT_COLUMNS, Row
from attrcheck.errors import OutputError

__all__ = ["ARTICLES", "STATEMENTS", "Figures", "figures_of", "schema_of", "write_part"]

#: The folders of the output; a part is done when its articles are there, which are written last.
ARTICLES, STATEMENTS = "articles", "statements"
_COLUMNS: Mapping[str, Mapping[str, str]] = {ARTICLES: ARTICLE_COLUMNS, STATEMENTS: STATEMENT_COLUMNS}
_RETRIABLE = (ErrorKind.FILE, ErrorKind.KILLED, ErrorKind.TIMEOUT, ErrorKind.MEMORY, ErrorKind.INTERNAL)
#: Under this key a part's articles carry their figures.
_KEY = b"attrcheck"


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted: articles, those of them that failed, files that failed, statements, words and seconds.

    `retriable` are failures that another run, or one with more time or memory, may not have.
    """

    articles: int = 0
    failed: int = 0
    failed_files: int = 0
    retriable: int = 0
    statements: int = 0
    words: int = 0
    seconds: float = 0.0

    def __add__(self, other: Figures) -> Figures:
        """Return the figures of both."""
        return Figures(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @classmethod
    def of(cls, articles: Iterable[Row]) -> Figures:
        """Return the figures of the rows of articles."""
        rows = list(articles)
        return cls(
            articles=len(rows),
            failed=sum(not row["ok"] for row in rows),
            failed_files=sum(row["error_kind"] == ErrorKind.FILE for row in rows),
            retriable=sum(row["error_kind"] in _RETRIABLE for row in rows),
            statements=sum(row["statements"] for row in rows),
            words=sum(row["words"] for row in rows),
            seconds=round(sum(row["seconds"] for row in rows), 3),
        )


def schema_of(table: str) -> Any:
    """Return the Arrow schema of the articles or the statements."""
    arrow = library("pyarrow")
    types = {"string": arrow.string(), "int32": arrow.int32(), "float32": arrow.float32(), "bool": arrow.bool_()}
    types["date32"] = arrow.date32()
    return arrow.schema([(name, types[kind]) for name, kind in _COLUMNS[table].items()])


def write_part(folder: Folder, name: str, articles: Sequence[Row], statements: Sequence[Row]) -> Figures:
    """Write the part called `name`, its articles last, and return its figures."""
    figures = Figures.of(articles)
    folder.write(f"{STATEMENTS}/{name}", _packed(STATEMENTS, statements))
    folder.write(f"{ARTICLES}/{name}", _packed(ARTICLES, articles, {_KEY: json.dumps(asdict(figures)).encode()}))
    return figures


def _packed(table: str, rows: Sequence[Row], told: Mapping[bytes, bytes] | None = None) -> bytes:
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    content = io.BytesIO()
    schema = schema_of(table).with_metadata(told)
    parquet.write_table(arrow.Table.from_pylist(list(rows), schema=schema), content, compression="zstd")
    return content.getvalue()


def figures_of(folder: Folder, name: str) -> Figures:
    """Return the figures of the part called `name`; OutputError where attrcheck did not write it whole."""
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    try:
        with folder.opened(f"{ARTICLES}/{name}") as file:
            told = parquet.read_schema(file).metadata or {}
        return Figures(**json.loads(told[_KEY]))
    except (arrow.ArrowException, OSError, KeyError, ValueError, TypeError):
        place = f"{folder.given}/{ARTICLES}/{name}"
        raise OutputError(f"{place} is no part that attrcheck wrote, or is damaged. Remove it and run again.") from None
