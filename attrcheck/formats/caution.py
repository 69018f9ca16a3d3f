"""How careful a merge is: values only, as the command line loads them before anything is read."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Caution"]


@dataclass(frozen=True, slots=True)
class Caution:
    """What a merge may pass over, and how long it waits for another run, in seconds."""

    merge_anyway: bool = False
    ignore_lock: bool = False
    wait: float = 10.0
