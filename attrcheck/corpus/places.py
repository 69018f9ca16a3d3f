"""Paths, patterns and addresses in, the files that they name out, opened, read and written whole wherever they are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import uuid4

from attrcheck.corpus.options import library
from attrcheck.errors import InputError, OutputError

__all__ = ["Folder", "InputFile", "files_of", "open_file"]

#: What file systems call the mark by which a changed file is known.
_MARKS = ("mtime", "ETag", "etag", "md5Hash", "LastModified", "last_modified", "updated", "created")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file of the corpus: its name as it was typed, where it opens from, its size, and a mark that changes with it.

    `is_named` is whether it was named itself, and is no file of a folder.
    """

    name: str
    url: str
    size: int
    mark: str
    is_named: bool = False


def open_file(url: str) -> BinaryIO:
    """Return the file at `url`, opened to read bytes."""
    return cast(BinaryIO, library("fsspec").open(url, "rb").open())


def files_of(given: str) -> list[InputFile]:
    """Return the files that a path, folder, pattern or address names, in the order of their names.

    Raises InputError where there is none.
    """
    system, path = _system_of(given)
    if any(sign in given for sign in "*?["):
        found = {key: info for key, info in system.glob(path, detail=True).items() if info["type"] == "file"}
    elif system.isdir(path):
        found = system.find(path, detail=True)
    elif system.exists(path):
        return [_file(system, path, system.info(path), given)]
    else:
        raise InputError(
            f"there is no file {given}. Check the spelling; a folder or a pattern such as news/*.jsonl does too."
        )
    if not found:
        raise InputError(f"{given} names no file. Check the spelling.")
    return [_file(system, key, found[key]) for key in sorted(found) if not _is_hidden(key, path)]


def _is_hidden(path: str, folder: str) -> bool:
    return any(part.startswith(".") for part in path.removeprefix(folder).split("/"))


def _system_of(given: str) -> tuple[Any, str]:
    try:
        system, path = library("fsspec.core").url_to_fs(given)
    except ImportError as error:  # s3fs, gcsfs: it says which one
        raise InputError(f"{given} cannot be opened: {error}") from None
    except ValueError as error:
        raise InputError(f"{given} cannot be opened: {error}. Use a path, s3://, gs:// or file://") from None
    return system, path


def _is_local(system: Any) -> bool:
    protocol = system.protocol
    return "file" in ((protocol,) if isinstance(protocol, str) else protocol)


def _file(system: Any, path: str, info: dict[str, Any], given: str = "") -> InputFile:
    url = str(system.unstrip_protocol(path))
    name = given or (_beside(path) if _is_local(system) else url)
    mark = next((str(info[key]) for key in _MARKS if info.get(key)), "")
    return InputFile(name, url, int(info["size"] or 0), mark, bool(given))


def _beside(path: str) -> str:
    """Return a path as seen from the folder where the run is, where it lies in it."""
    place = Path(path)
    here = Path.cwd()
    return place.relative_to(here).as_posix() if place.is_relative_to(here) else place.as_posix()


class Folder:
    """A folder of the output, on this machine or elsewhere; a file in it is written whole or not at all."""

    def __init__(self, given: str) -> None:
        self._system, self._path = _system_of(given)
        self._is_local = _is_local(self._system)
        self.given = given
        self.url = str(self._system.unstrip_protocol(self._path))

    def names(self, folder: str = "", ending: str = "") -> list[str]:
        """Return the names of the files in `folder` that have this ending."""
        self._system.invalidate_cache()
        place = self._place(folder)
        if not self._system.isdir(place):
            return []
        found = (str(one).rstrip("/").rpartition("/")[2] for one in self._system.ls(place, detail=False))
        return sorted(name for name in found if name.endswith(ending) and not name.startswith("."))

    def has(self, name: str) -> bool:
        """Tell whether there is a file called `name`."""
        self._system.invalidate_cache()
        return bool(self._system.exists(self._place(name)))

    def read(self, name: str) -> bytes | None:
        """Return the content of the file called `name`, None where there is none."""
        try:
            return cast(bytes, self._system.cat_file(self._place(name)))
        except FileNotFoundError:
            return None

    def opened(self, name: str) -> BinaryIO:
        """Return the file called `name`, opened to read bytes."""
        return cast(BinaryIO, self._system.open(self._place(name), "rb"))

    def write(self, name: str, content: bytes) -> None:
        """Write the file called `name`; a file that is there is replaced."""
        place = self._place(name)
        try:
            if not self._is_local:  # an object appears when all of it is there
                self._system.makedirs(place.rpartition("/")[0], exist_ok=True)
                self._system.pipe_file(place, content)
                return
            _write_local(Path(place), Path(self._place(".unfinished")) / uuid4().hex, content)
        except OSError as error:
            raise OutputError(
                f"{place} could not be written: {error.strerror or error}. Free some space, or name another place."
            ) from error

    def move(self, names: Sequence[str], folder: str) -> None:
        """Move the files called `names` to `folder` in this one, under the same names."""
        for name in names:
            target = self._place(f"{folder}/{name}")
            self._system.makedirs(target.rpartition("/")[0], exist_ok=True)
            self._system.mv(self._place(name), target)

    def clean(self) -> None:
        """Remove what killed processes left half-written; no other process may be writing."""
        leftovers = self._place(".unfinished")
        if self._is_local and self._system.isdir(leftovers):
            self._system.rm(leftovers, recursive=True)

    def _place(self, name: str) -> str:
        return f"{self._path.rstrip('/')}/{name}".rstrip("/")


def _write_local(path: Path, temporary: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary.parent.mkdir(parents=True, exist_ok=True)
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except FileNotFoundError:
        if not path.exists():  # another process that made the same part cleaned up behind itself
            raise
    finally:
        temporary.unlink(missing_ok=True)
