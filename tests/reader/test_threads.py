"""Threads: as many as were asked for, those of numerical libraries among them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from attrcheck.reader.threads import thread_settings
from tests.support.checkout import CHILD


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how many threads a process has")
def test_numpy_computes_with_as_many_threads_as_it_is_told() -> None:
    """In these settings a process that multiplies matrices has one thread, on however many cores."""
    code = (
        "import numpy; from pathlib import Path; a = numpy.ones((300, 300)); a @ a; "
        "print(Path('/proc/self/status').read_text().split('Threads:')[1].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=CHILD | thread_settings(1), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "1"
