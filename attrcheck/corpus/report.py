"""The folder of a corpus in, how far it is, or all of its parts as one file, out."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attrcheck.corpus.manifest import Manifest, manifest_of
from attrcheck.corpus.options import library
from attrcheck.corpus.parts import ARTICLES, STATEMENTS, Figures, figures_of, schema_of
from attrcheck.corpus.places import Folder
from attrcheck.errors import OutputError
from attrcheck.files import writing_whole

__all__ = ["CorpusStatus", "corpus_status", "merge_corpus"]


@dataclass(frozen=True, slots=True)
class CorpusStatus:
    """How far a corpus is: `parts` of `of` that are to be, with their figures.

    `failures` counts failed articles by the kind of failure; `doubles` are articles whose id another one has.
    """

    parts: int
    of: int
    figures: Figures
    failures: tuple[tuple[str, int], ...]
    doubles: int
    manifest: Manifest

    @property
    def is_done(self) -> bool:
        """Whether every part is there."""
        return self.parts >= self.of


def corpus_status(output: str | Path) -> CorpusStatus:
    """Return how far the corpus in the folder `output` is; InputError where there is none."""
    folder = Folder(str(output))
    manifest = manifest_of(folder)
    names = folder.names(ARTICLES, ".parquet")
    figures, failures, ids = Figures(), Counter[str](), array("Q")
    for name in names:
        figures += figures_of(folder, name)
        table = _table(folder, ARTICLES, name, ["article_id", "error_kind"])
        failures.update(filter(None, table["error_kind"].to_pylist()))
        ids.extend(_short(one) for one in table["article_id"].to_pylist())
    doubles = len(ids) - len(set(ids))
    return CorpusStatus(len(names), manifest.parts, figures, tuple(failures.most_common()), doubles, manifest)


def _short(article_id: str) -> int:
    return int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=8).digest(), "big")


def _table(folder: Folder, table: str, name: str, columns: list[str] | None = None) -> Any:
    parquet = library("pyarrow.parquet")
    with folder.opened(f"{table}/{name}") as file:
        return parquet.read_table(file, columns=columns, use_threads=False)


def merge_corpus(output: str | Path, path: str | Path, *, articles: bool = False, replace: bool = False) -> int:
    """Write the statements of the corpus in `output`, or with `articles` those, as one Parquet file; return its rows.

    Raises OutputError where parts are missing yet, or `path` is there and `replace` is false.
    """
    folder, target = Folder(str(output)), Path(path)
    manifest = manifest_of(folder)
    names = folder.names(ARTICLES, ".parquet")
    if len(names) < manifest.parts:
        there = f"{len(names):,} of {manifest.parts:,} parts"
        raise OutputError(f"{output} has {there}. Run the same attrcheck corpus command again first.")
    if target.exists() and not replace:
        raise OutputError(
            f"{target} is there already and is left as it is. Name another file, or overwrite it with --force."
        )
    if not target.parent.is_dir():
        raise OutputError(f"the folder {target.parent} does not exist. Make it with: mkdir -p '{target.parent}'")
    return _write(target, ARTICLES if articles else STATEMENTS, folder, names)


def _write(target: Path, table: str, folder: Folder, names: list[str]) -> int:
    parquet = library("pyarrow.parquet")
    rows = 0
    with writing_whole(target) as file, parquet.ParquetWriter(file, schema_of(table), compression="zstd") as writer:
        for part in _gathered(folder, table, names):
            writer.write_table(part)
            rows += part.num_rows
    return rows


#: Rows of a row group of a merged file at least.
_GROUP = 100_000


def _gathered(folder: Folder, table: str, names: list[str]) -> Iterator[Any]:
    """Yield the rows of all parts, those of several small ones together."""
    arrow = library("pyarrow")
    held: list[Any] = []
    for name in names:
        held.append(_table(folder, table, name).replace_schema_metadata(None))
        if sum(part.num_rows for part in held) >= _GROUP:
            yield arrow.concat_tables(held)
            held = []
    if held:
        yield arrow.concat_tables(held)
