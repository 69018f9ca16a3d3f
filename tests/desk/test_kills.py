"""A desk that is killed: what it said that it keeps is there after the next start."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.kill_desk import killed


def test_a_killed_desk_loses_nothing_that_it_kept(tmp_path: Path) -> None:
    """Killed while three windows type and an article comes in, it has every row and article that it had taken."""
    kept, articles, lost = killed(tmp_path / "work", 1, seed=7)
    assert (articles, lost) == (1, [])
    assert kept
