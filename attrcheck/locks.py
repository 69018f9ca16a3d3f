"""A file's path in, the right to write it out: one run of attrcheck at a time, and no spreadsheet program beside it."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrcheck.errors import OutputError

__all__ = ["check_free", "locked"]

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


_PAUSE = 0.05
#: File systems of networks may have no locks; then a file is written without one rather than not at all.
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL)


@contextmanager
def locked(path: Path, *, wait: float = 10.0) -> Iterator[None]:
    """Hold `path` for writing: another run that needs it waits for so many seconds, then gets OutputError.

    The lock is the system's, on a file beside `path`, and ends with the process, however that ends.
    """
    place = path.resolve()
    lock = place.with_name(f".{place.name}.attrcheck-lock")
    until = time.monotonic() + wait
    while (handle := _take(lock, path)) is None:
        if time.monotonic() >= until:
            raise OutputError(
                f"another run of attrcheck is writing {path}. Nothing was changed; wait for it to end and try again."
            )
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        if sys.platform == "win32":
            os.close(handle)
            with _whatever():
                lock.unlink(missing_ok=True)
        else:
            # While it is held: who takes it next finds another file of this name, and looks again.
            lock.unlink(missing_ok=True)
            os.close(handle)


@contextmanager
def _whatever() -> Iterator[None]:
    try:
        yield
    except OSError:
        return


def _take(lock: Path, path: Path) -> int | None:
    """Return the handle of the lock, or None where another holds it."""
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(
            f"{path} could not be written: {error.strerror}. Nothing was changed; name a file in a folder of yours."
        ) from error
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return handle
        os.close(handle)
        return None
    if sys.platform != "win32" and not _is_still(handle, lock):
        os.close(handle)
        return None
    return handle


def _is_still(handle: int, lock: Path) -> bool:
    """Tell whether `lock` is the file that `handle` is of: who held it before may have removed it meanwhile."""
    try:
        there = lock.stat()
    except FileNotFoundError:
        return False
    return os.path.samestat(os.fstat(handle), there)


def check_free(path: Path, *, ignore_lock: bool = False) -> None:
    """Raise OutputError where `path` may not be written to, or a spreadsheet program has it open.

    LibreOffice and Excel put a file beside the one they have open; `ignore_lock` passes over it.
    """
    if not path.exists():
        return
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise OutputError(f"{path} is read-only and is left as it is. Allow writing to it, or name another file.")
    place = path.resolve()
    for folder, name in {(place.parent, place.name), (path.parent, path.name)}:
        for lock in (folder / f".~lock.{name}#", folder / f"~${name}"):
            if lock.exists() and not ignore_lock:
                raise OutputError(
                    f"{path} is open in a spreadsheet program{_holder(lock)}, which would overwrite what is merged. "
                    f"Close it there first. If it is not open, remove {lock}, or go on with --ignore-lock."
                )


def _holder(lock: Path) -> str:
    """Return by whom LibreOffice says that the file is open."""
    try:
        content = lock.read_bytes()[:500].decode("utf8", "replace") if lock.name.startswith(".~lock.") else ""
    except OSError:
        return ""
    who = next((part.strip() for part in content.split(",") if part.strip()), "")
    return f" ({who})" if who.isprintable() and who else ""
