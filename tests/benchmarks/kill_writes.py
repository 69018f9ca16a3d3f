"""Merges into a checklist in a child process and kills it at a random moment, again and again; prints what was left.

Usage: python -m tests.benchmarks.kill_writes FOLDER TIMES SEED. The last line counts files found old, new and broken.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from attrcheck.formats.caution import Caution
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.storage import load, render, save_merged
from tests.support.sheets import TOWN, sheet_with, typed


def main() -> None:
    """Run, and print a line of JSON's kind: old, new, broken, left over."""
    folder, times, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    path = folder / "list.csv"
    said = [(source, cue, f"{statement}, part {number}") for number in range(60) for source, cue, statement in TOWN]
    old = render(typed(sheet_with(said), {0: {"verdict": "misquoted"}}), FileShape(Format.CSV))
    newer = sheet_with([*said, ("Eve Ray", "added", "nothing at all was ever decided")])

    def write() -> None:
        save_merged(path, newer, shape=FileShape(Format.CSV), caution=Caution())

    path.write_bytes(old)
    began = time.monotonic()
    write()
    longest = (time.monotonic() - began) * 1.5
    new = path.read_bytes()
    found = {"old": 0, "new": 0, "broken": 0}
    for _ in range(times):
        path.write_bytes(old)
        child = os.fork()
        if not child:
            write()
            os._exit(0)
        # The moment is random within the time that a write takes, and the kill comes early or just too late.
        signal.sigtimedwait([signal.SIGUSR1], chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        left = path.read_bytes()
        found["old" if left == old else "new" if left == new else "broken"] += 1
        load(path)
    write()
    left_over = sorted(one.name for one in folder.iterdir() if one != path)
    sys.stdout.write(f"{found['old']} old, {found['new']} new, {found['broken']} broken, left over: {left_over}\n")


if __name__ == "__main__":
    main()
