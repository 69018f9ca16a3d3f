"""What the reader finds is the same on every processor."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.benchmarks.machines import Machine, digests, played_at_full_speed
from tests.generate.network_bits import PINNED, rendered


def test_the_network_says_the_same_to_the_last_bit() -> None:
    """So it is on any processor, with any onnxruntime; `python -m tests.generate.network_bits` pins a new model."""
    assert rendered() == PINNED.read_text(encoding="utf8")


@pytest.mark.parametrize("cpu", ["SandyBridge", "Haswell"])
def test_other_processors_kernels_give_the_same_files(cpu: str, tmp_path: Path) -> None:
    """The seed's CSV, JSON and page are byte-equal where the libraries take a processor for an older one."""
    if "PLAYED_CPU" in os.environ:
        pytest.skip("another processor is played already, and no compiler survives that")
    machine = played_at_full_speed(cpu, tmp_path)
    if machine is None:
        pytest.skip("needs a C compiler and a processor that lets Linux answer CPUID")
    assert digests(machine, 1) == digests(Machine([sys.executable], {}), 1)
