"""The command line, run in this process, or in one of its own where what is tested is a process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

from typer.testing import CliRunner

from attrcheck.cli.app import app
from tests.support.checkout import CHILD

__all__ = ["attrcheck", "attrcheck_process"]

_COMMAND = (sys.executable, "-m", "attrcheck.cli")


def attrcheck(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in this process: the same streams and exit codes, without the start of another."""
    known = {**CHILD, **(environment or {})}
    missing: dict[str, str | None] = dict.fromkeys(name for name in os.environ if name not in known)
    words = [str(argument) for argument in arguments]
    with chdir(cwd or Path.cwd()):
        result = CliRunner().invoke(app, words, input=stdin, env={**missing, **known}, prog_name="attrcheck")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return subprocess.CompletedProcess(words, result.exit_code, result.stdout_bytes, result.stderr_bytes)


def attrcheck_process(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    command = [*_COMMAND, *map(str, arguments)]
    known = CHILD | dict(environment or {})
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, timeout=120, check=False, env=known)
