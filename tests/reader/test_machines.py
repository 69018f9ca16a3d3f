"""What the reader finds is the same on every processor."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.benchmarks.machines import Machine, digests, played, playing
from tests.generate.network_bits import PINNED, rendered

#: Ends with an error where numpy finds what neither of the two older processors has.
_LACKS_AVX512 = "import sys; from numpy._core._multiarray_umath import __cpu_features__ as f; sys.exit(f['AVX512F'])"


def test_the_network_says_the_same_to_the_last_bit() -> None:
    """So it is on any processor, with any onnxruntime; `python -m tests.generate.network_bits` pins a new model."""
    assert rendered() == PINNED.read_text(encoding="utf8")


@pytest.mark.skipif("PLAYED_CPU" in os.environ, reason="another processor is played already")
def test_other_processors_kernels_give_the_same_files(tmp_path: Path) -> None:
    """The seed's CSV, JSON and page are byte-equal where the libraries take a processor for an older one."""
    interpreter = playing(tmp_path)
    if interpreter is None:
        pytest.skip("needs Linux on x86-64, a C compiler and objdump")
    here = digests(Machine([sys.executable], {}), 1)
    for cpu in ("SandyBridge", "Haswell"):
        machine = played(cpu, interpreter)
        assert machine.run("-c", _LACKS_AVX512) == 0
        assert digests(machine, 1) == here, cpu
