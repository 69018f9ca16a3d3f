"""A folder of work in, a file out that starts its desk by double click, as this system wants such files."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import platformdirs

from attrcheck.errors import OutputError
from attrcheck.files import check_writable, write_whole

__all__ = ["default_place", "starter", "write_starter"]

#: How each starter's name ends, by what Python calls the system; others have that of Linux.
_NAMES = {"win32": "attrcheck desk.cmd", "darwin": "attrcheck desk.command", "linux": "attrcheck-desk.desktop"}
_MARK = "attrcheck desk --make-starter"


def default_place() -> Path:
    """Return this person's desktop, or home where there is none."""
    desktop = platformdirs.user_desktop_path()
    return desktop if desktop.is_dir() else Path.home()


def write_starter(folder: Path, place: Path, *, system: str = sys.platform, python: str = sys.executable) -> Path:
    """Write the starter for the desk of `folder` into the folder `place`, and return it.

    An older starter is written over; OutputError where something else is there.
    """
    name, content = starter(folder.expanduser().absolute(), system=system, python=python)
    path = place / name
    is_older = path.is_file() and _MARK.encode() in path.read_bytes()[:500]
    if path.exists() and not is_older:
        raise OutputError(f"{path} is there already, and no starter of attrcheck. Name another folder with --into.")
    check_writable(path, replace=True)
    write_whole(path, content)
    path.chmod(0o755)
    return path


def starter(folder: Path, *, system: str, python: str) -> tuple[str, bytes]:
    """Return the name and the content of the starter for the desk of `folder` on `system`."""
    # -P: what lies beside the starter is no module of ours.
    words = [python, "-P", "-m", "attrcheck.cli", "desk", "--folder", str(folder)]
    if any(character in word for word in words for character in "\r\n"):
        raise OutputError("a starter cannot name a folder with a line break in its name. Choose another.")
    name = _NAMES.get(system, _NAMES["linux"])
    if system == "win32":
        return name, _batch(words).encode("utf8")
    return name, (_script(words) if system == "darwin" else _entry(words)).encode("utf8")


def _batch(words: Sequence[str]) -> str:
    """Return a batch file; a window shows what goes wrong until a key is pressed."""
    command = " ".join(f'"{word.replace("%", "%%")}"' for word in words)
    lines = ("@echo off", f"rem {_MARK}", "chcp 65001 >nul", "title attrcheck desk", command, "if errorlevel 1 pause")
    return "".join(f"{line}\r\n" for line in lines)


def _script(words: Sequence[str]) -> str:
    return f"#!/bin/sh\n# {_MARK}\nexec {shlex.join(words)}\n"


def _entry(words: Sequence[str]) -> str:
    """Return a desktop entry; in its strings a backslash is doubled, also one that guards a character within quotes."""
    command = " ".join(_quoted(word) for word in words)
    lines = (
        "[Desktop Entry]",
        f"# {_MARK}",
        "Type=Application",
        "Version=1.5",
        "Name=attrcheck desk",
        "Comment=Check who said what in an article",
        f"Exec={command}",
        "Terminal=true",
        "Categories=Office;",
    )
    return "".join(f"{line}\n" for line in lines)


def _quoted(word: str) -> str:
    guarded = "".join(f"\\{c}" if c in '"`$\\' else c for c in word)
    return f'"{guarded}"'.replace("\\", "\\\\").replace("%", "%%")
