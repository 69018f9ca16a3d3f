"""Files: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from attrcheck.errors import OutputError
from attrcheck.files import check_writable, write_whole


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    """Writing leaves the file, whole, and no temporary one."""
    target = tmp_path / "list.csv"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"list.csv": b"two"}


def test_a_failed_write_keeps_the_old_file(tmp_path: Path) -> None:
    """Where the new content cannot be put in place, the old one stays and no temporary file is left."""
    target = tmp_path / "list.csv"
    target.mkdir()
    (target / "inside").write_bytes(b"old")
    with pytest.raises(OutputError, match="Nothing was changed"):
        write_whole(target, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["list.csv"]
    assert (target / "inside").read_bytes() == b"old"


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    """A rewritten file may be read by those who could read it before."""
    target = tmp_path / "list.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_whole(target, b"new")
    assert target.stat().st_mode & 0o777 == 0o640


def test_places_that_cannot_be_written_are_refused_early(tmp_path: Path) -> None:
    """A folder, a missing folder and an existing file are refused, each with what to do next."""
    (tmp_path / "old.csv").write_bytes(b"old")
    for path, message in (
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "x.csv", "mkdir -p"),
        (tmp_path / "old.csv", "--force"),
    ):
        with pytest.raises(OutputError, match=message):
            check_writable(path, replace=False)
    check_writable(tmp_path / "old.csv", replace=True)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Writing to a link writes what it leads to."""
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write_whole(tmp_path / "link.csv", b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_things_that_are_no_files_are_left_alone(tmp_path: Path) -> None:
    """A pipe in the file system is refused, with force too."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="no ordinary file"):
        check_writable(tmp_path / "pipe", replace=True)


def test_a_file_that_came_meanwhile_stays(tmp_path: Path) -> None:
    """Without replacing, a file that somebody else wrote since the check is kept."""
    (tmp_path / "list.csv").write_bytes(b"theirs")
    with pytest.raises(OutputError, match="Nothing was changed"):
        write_whole(tmp_path / "list.csv", b"ours", replace=False)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"list.csv": b"theirs"}
