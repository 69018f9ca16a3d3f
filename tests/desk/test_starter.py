"""A file that starts the desk by double click, on each system."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from attrcheck.desk.starter import starter, write_starter
from attrcheck.errors import OutputError
from tests.support.command_line import attrcheck

WORDS = ["-P", "-m", "attrcheck.cli", "desk", "--folder"]
#: Folders with what shells, batch files and desktop entries take for something else.
ODD = [
    "/home/ana/Documents/attrcheck",
    "/srv/Ana's work",
    '/srv/a "b" $HOME `id` \\ c',
    "/srv/100% é & <b> ; |",
    "/srv/%USERNAME%",
]


def _entry_words(content: str) -> list[str]:
    """Return what a desktop starts by a desktop entry, as its specification has it read."""
    (line,) = re.findall(r"^Exec=(.*)$", content, re.M)
    line = re.sub(r"\\(.)", lambda match: {"s": " ", "n": "\n", "t": "\t", "r": "\r"}.get(match[1], match[1]), line)
    words = re.findall(r'"((?:\\.|[^"\\])*)"', line)
    assert " ".join(f'"{word}"' for word in words) == line
    assert not re.search(r"%(?!%)", line.replace("%%", ""))
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in words]


@pytest.mark.parametrize("folder", ODD)
def test_each_system_reads_its_starter_as_it_is_meant(folder: str) -> None:
    """The words that macOS and Linux start are the command's, whatever the folder is called."""
    python = "/opt/my python/bin/python3"
    name, script = starter(Path(folder), system="darwin", python=python)
    assert (name, script[:10]) == ("attrcheck desk.command", b"#!/bin/sh\n")
    assert shlex.split(script.decode().splitlines()[-1]) == ["exec", python, *WORDS, folder]
    name, entry = starter(Path(folder), system="linux", python=python)
    assert (name, entry[:16]) == ("attrcheck-desk.desktop", b"[Desktop Entry]\n")
    assert _entry_words(entry.decode()) == [python, *WORDS, folder]


def test_windows_reads_its_starter_as_it_is_meant() -> None:
    """A batch file has its own ends of lines, UTF-8, quotes round each word, and no variables in names."""
    python = r"C:\Users\Zoë\100% mine\python.exe"
    name, batch = starter(Path("D:/Ana & Ben/%TEMP%"), system="win32", python=python)
    assert name == "attrcheck desk.cmd"
    lines = batch.decode("utf8").split("\r\n")
    assert lines[0] == "@echo off"
    assert lines.index("chcp 65001 >nul") < len(lines) - 3
    assert '"C:\\Users\\Zoë\\100%% mine\\python.exe" "-P" "-m" "attrcheck.cli" "desk" "--folder"' in lines[4]
    assert lines[4].endswith('%%TEMP%%"')
    assert lines[5:] == ["if errorlevel 1 pause", ""]
    assert "\n" not in batch.decode("utf8").replace("\r\n", "")


def test_a_starter_starts(tmp_path: Path) -> None:
    """The script of macOS, which other systems' shells can run too, runs the program that it names with its words."""
    script = write_starter(tmp_path / "my work", tmp_path, system="darwin", python="/bin/echo")
    told = subprocess.run([str(script)], capture_output=True, check=True, text=True)
    assert told.stdout == f"{' '.join(WORDS)} {tmp_path / 'my work'}\n"
    python = write_starter(tmp_path / "my work", tmp_path, system="darwin").read_text(encoding="utf8")
    assert shlex.split(python.splitlines()[-1])[1] == sys.executable


def test_only_a_starter_is_written_over(tmp_path: Path) -> None:
    """The command writes the starter and writes it over; another file of its name stays, and no folder is invented."""
    made = attrcheck("desk", "--make-starter", "--into", tmp_path, "--folder", tmp_path / "work")
    (path,) = tmp_path.iterdir()
    assert (made.returncode, path.stat().st_mode & 0o111) == (0, 0o111)
    assert str(path).encode() in made.stderr
    assert attrcheck("desk", "--make-starter", "--into", tmp_path, "--folder", tmp_path / "other").returncode == 0
    assert "other" in path.read_text(encoding="utf8")
    path.write_text("mine", encoding="utf8")
    refused = attrcheck("desk", "--make-starter", "--into", tmp_path)
    assert (refused.returncode, path.read_text(encoding="utf8")) == (3, "mine")
    assert attrcheck("desk", "--make-starter", "--into", tmp_path / "nowhere").returncode == 3
    with pytest.raises(OutputError, match="line break"):
        starter(Path("a\nb"), system="linux", python="python")
