"""Linter, formatter and type checker have nothing to say."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.checkout import ROOT


@pytest.mark.parametrize(
    "command", ["ruff check .", "ruff format --check .", "mypy"], ids=["linter", "formatter", "types"]
)
def test_the_checks_pass(command: str) -> None:
    """The whole package and its tests pass ruff and mypy."""
    result = subprocess.run(
        [sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout if result.returncode else "") == (0, ""), result.stderr
