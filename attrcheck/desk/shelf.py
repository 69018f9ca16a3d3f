"""A checklist's file in, the material that its article is held against out: copies in a folder beside it."""

from __future__ import annotations

import threading
from pathlib import Path, PurePath

from attrcheck.desk.folder import MATERIAL, plain_name
from attrcheck.errors import InputError, OutputError
from attrcheck.files import write_whole

__all__ = ["Shelf"]

#: Files that an article may be held against, and characters of an ending.
_MOST, _LONGEST_ENDING = 200, 12
#: Two windows that give files of one name at once keep both.
_PUTTING = threading.Lock()


class Shelf:
    """The material of the article in the file `work`; its folder is there while it holds any."""

    def __init__(self, work: Path) -> None:
        self.path = work.with_name(f"{work.stem}{MATERIAL}")

    def files(self) -> list[Path]:
        """Return the files, by name."""
        if not self.path.is_dir():
            return []
        return sorted(path for path in self.path.iterdir() if path.is_file() and not path.name.startswith("."))

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` under `name`, or one like it where that is taken; the same file twice is one.

        Raises OutputError where it cannot be written; what was there is then as it was.
        """
        if not data:
            raise InputError(f"{name or 'the file'} is empty.")
        with _PUTTING:
            files = self.files()
            if any(path.stat().st_size == len(data) and path.read_bytes() == data for path in files):
                return
            if len(files) >= _MOST:
                raise InputError(f"an article is held against {_MOST} files at most. Remove one first.")
            try:
                self.path.mkdir(mode=0o700, exist_ok=True)
            except OSError as error:
                raise OutputError(f"the folder {self.path} could not be made: {error.strerror}.") from None
            write_whole(self._free(name), data)

    def _free(self, name: str) -> Path:
        """Return a file that is not there yet, called after `name`, of which no folder counts."""
        given = PurePath(name.replace("\\", "/").rstrip("/"))
        ending = given.suffix.lower()
        ending = ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= _LONGEST_ENDING else ""
        stem = plain_name(given.stem if ending else given.name)
        taken = {path.name.casefold() for path in self.path.iterdir()}
        free, number = f"{stem}{ending}", 2
        while free.casefold() in taken:
            free, number = f"{stem} {number}{ending}", number + 1
        return self.path / free

    def remove(self, name: str) -> None:
        """Remove the file that is called `name`, and the folder with the last one."""
        found = next((path for path in self.files() if path.name == name), None)
        if found is None:
            raise InputError("this file is not there any more.")
        try:
            found.unlink()
            if not any(self.path.iterdir()):
                self.path.rmdir()
        except OSError as error:
            raise OutputError(f"{found} could not be removed: {error.strerror}.") from None
