"""A path and its content in, a whole file out, never half of one; and the package's own data files, read once."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO, cast

import tomli

from attrcheck.errors import InputError, OutputError

__all__ = ["PART", "check_writable", "data_text", "read_data", "read_some", "write_whole", "writing_whole"]

#: How the name of a file ends that is not written whole yet.
PART = ".attrcheck-part"


def data_text(name: str) -> str:
    """Return the text of the package's data/`name`."""
    return (resources.files("attrcheck") / "data" / name).read_text(encoding="utf8")


@cache
def read_data(name: str) -> dict[str, Any]:
    """Return the package's data/`name`.toml."""
    return tomli.loads(data_text(f"{name}.toml"))


def check_writable(path: Path, *, replace: bool) -> None:
    """Raise OutputError where `path` cannot be written, or is there already and `replace` is false."""
    folder = path.parent
    if path.is_dir():
        raise OutputError(f"{path} is a folder. Name a file in it, such as {path / 'checklist.csv'}.")
    if not folder.is_dir():
        raise OutputError(f"the folder {folder} does not exist. Make it with: mkdir -p '{folder}'")
    if path.exists() and not path.is_file():
        raise OutputError(
            f"{path} is no ordinary file and is left as it is. Name a file, or print to it with: > {path}"
        )
    if path.exists() and not replace:
        raise OutputError(
            f"{path} is there already and is left as it is. Name another file, or overwrite it with --force."
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"nothing can be written in {folder}. Name a file in a folder of yours.")


def write_whole(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write `content` to a temporary file beside `path`, then rename it; OutputError leaves `path` as it was.

    A link stays a link, and what it leads to is written. Where `replace` is false, a file that has come to be there
    meanwhile stays.
    """
    with writing_whole(path, replace=replace) as file:
        file.write(content)


@contextmanager
def writing_whole(path: Path, *, replace: bool = True) -> Iterator[BinaryIO]:
    """Do the same with what is written, piece by piece, to the file that this gives; what fails leaves `path` alone."""
    path = path.resolve()
    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=PART, delete=False) as file:
            temporary = Path(file.name)
            yield cast(BinaryIO, file)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        temporary.chmod(mode)
        if replace:
            temporary.replace(path)
        else:
            path.hardlink_to(temporary)
    except OSError as error:
        instead = "give it a shorter name" if error.errno == errno.ENAMETOOLONG else "free some space"
        raise OutputError(
            f"{path} could not be written: {error.strerror}. Nothing was changed; {instead} or name another place."
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def read_some(name: str, *, most: int, missing: str, folder: str) -> bytes:
    """Return the first `most` bytes of the file called `name`; one more says that it is longer.

    Raises InputError where it cannot be read: `missing` and `folder` say what to do where there is none, or a folder.
    """
    try:
        with Path(name).open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise InputError(f"there is no file {name}. {missing}") from None
    except IsADirectoryError:
        raise InputError(f"{name} is a folder. {folder}") from None
    except OSError as error:
        raise InputError(f"{name} could not be read: {error.strerror}.") from None
