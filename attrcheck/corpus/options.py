"""What a person asks for in, values that say how a corpus is read and where that runs out."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from attrcheck.errors import InputError
from attrcheck.version import install_command

__all__ = ["Columns", "CorpusOptions", "Engine", "Share", "library"]

#: What each library of the extra is needed for.
_NEEDED_FOR = {
    "pyarrow": "writes the Parquet files of a corpus",
    "fsspec": "finds and opens the files of a corpus",
    "distributed": "spreads a corpus over workers",
}


def library(name: str) -> Any:
    """Return the library `name` of the extra, or the module in it; InputError says how to install it.

    s3fs and gcsfs, which some addresses need, are their users' to install.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        top = name.partition(".")[0]
        if error.name not in (top, "dask"):
            raise
        raise InputError(
            f"{top}, which {_NEEDED_FOR[top]}, is not installed. Install it with: {install_command('corpus')}"
        ) from None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns, or keys of JSON, that hold an article's parts; those left out are told by their names.

    `text` is plain text, `html` a page; of an article that has both, `text` is read. `id` names the articles.
    """

    id: str = ""
    url: str = ""
    date: str = ""
    text: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusOptions:
    """How articles are read; what makes other rows is kept in the manifest.

    An article of more than `max_chars` characters, or that takes more than `timeout` seconds or `memory` GB, gets a row
    that says so. `part_size` are bytes of the inputs that make one part of the output, 0 for a choice by their size.
    """

    columns: Columns = field(default_factory=Columns)
    max_chars: int = 500_000
    timeout: float = 600.0
    memory: float = 4.0
    force_language: bool = False
    model: Path | None = None
    part_size: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return the options that make other rows; the model stands in the manifest by its digest."""
        return {
            "columns": asdict(self.columns),
            "max_chars": self.max_chars,
            "force_language": self.force_language,
        }


@dataclass(frozen=True, slots=True)
class Share:
    """The part `number`, from 1, of `of` equal ones of a corpus: what one job of an array does."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Share:
        """Return the share that is written as 3/64; InputError for something else."""
        found = re.fullmatch(r"\s*(\d{1,7})\s*/\s*(\d{1,7})\s*", text)
        if not found or not 1 <= int(found[1]) <= int(found[2]):
            raise InputError(f"--shards needs a share such as 3/64, counted from 1, and not {text!r}.")
        return cls(int(found[1]), int(found[2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Where the shards of a corpus are read.

    On a Dask cluster whose scheduler has the address `cluster`; else by `workers` of this machine, 0 for one a core.
    With a `share`, as 3/64, only that part of the shards is read, one after the other and without Dask. `retry` makes
    parts anew that hold what another run may read: files that failed, articles whose workers died or took too long.
    """

    workers: int = 0
    cluster: str = ""
    share: str = ""
    retry: bool = False
