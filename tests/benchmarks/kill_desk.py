"""Kills a desk at random moments while windows type, again and again; prints whether anything that was kept is lost.

Usage: python -m tests.benchmarks.kill_desk TIMES [SEED]. What a desk has said that it keeps must be there after the
next start, whatever it was doing: reading articles, merging rows, writing. Exit code 1 where something is not.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import threading
from http.client import HTTPException
from pathlib import Path

from attrcheck.formats.storage import load
from tests.support.desks import TOWN_TEXT, Address, start_desk

#: Windows that type at once, and seconds until a desk is killed, at most.
_WINDOWS, _LONGEST = 3, 0.6


class Typing:
    """Windows that type numbers into the notes of rows of their own, and know what the desk said that it keeps."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.rows = rows
        self.sent = [0] * len(rows)
        self.kept = [0] * len(rows)

    def type_on(self, at: Address, work: str, place: int, stop: threading.Event) -> None:
        """Type on in one row until the desk is gone."""
        while not stop.is_set():
            self.sent[place] += 1
            row = {**self.rows[place], "notes": str(self.sent[place]), "checked_by": f"window {place}"}
            try:
                answer = at.ask(f"api/works/{work}/rows", {"rows": [row]})
            except (OSError, HTTPException):
                return
            if answer.status == 200:
                self.kept[place] = self.sent[place]


def killed(folder: Path, times: int, seed: int) -> tuple[int, int, list[str]]:
    """Kill the desk of `folder` so often; return how many rows and articles were kept, and what was lost."""
    chance = random.Random(seed)
    lost: list[str] = []
    process, at = start_desk(folder)
    work = at.check()
    typing = Typing(at.ask(f"api/works/{work}/rows").json["rows"])
    orders = 0
    for number in range(times):
        stop = threading.Event()
        windows = [threading.Thread(target=typing.type_on, args=(at, work, place, stop)) for place in range(_WINDOWS)]
        for window in windows:
            window.start()
        title = f"Bridge {number}"
        accepted = at.ask("api/works", {"text": TOWN_TEXT, "title": title}).status == 202
        orders += accepted
        # The moment is random, and the windows go on until then.
        stop.wait(chance.uniform(0, _LONGEST))
        process.kill()
        process.communicate()
        stop.set()
        for window in windows:
            window.join()
        process, at = start_desk(folder)
        lost += _lost(at, work, typing, folder)
        if accepted and not _is_there(at, title):
            lost.append(f"{title} is neither in the folder nor waiting")
    process.kill()
    process.communicate()
    return sum(typing.kept), orders, lost


def _lost(at: Address, work: str, typing: Typing, folder: Path) -> list[str]:
    """Return which rows have less than the desk said that it kept, and which files cannot be read."""
    rows = at.ask(f"api/works/{work}/rows").json["rows"]
    lost = []
    for place, (kept, sent) in enumerate(zip(typing.kept, typing.sent, strict=True)):
        notes = rows[place].get("notes", "0")
        # What was sent and not answered may be there or not.
        if place < _WINDOWS and not any(kept <= int(line) <= sent for line in notes.split("\n")):
            lost.append(f"row {place} has {notes!r}, none of {kept} to {sent}")
    for path in folder.glob("*.json"):
        json.loads(path.read_bytes())
        load(path)
    typing.rows = rows
    return lost


def _is_there(at: Address, title: str) -> bool:
    """Tell whether an article that was taken is in the folder, or is offered to be read again."""
    works = [work["title"] for work in at.ask("api/works").json["works"]]
    return title in works or any(job["name"] == title for job in at.ask("api/jobs").json["jobs"])


def main() -> int:
    """Run, and print a line."""
    times, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as home:
        kept, orders, lost = killed(Path(home) / "work", times, seed)
    sys.stdout.write(f"killed {times} times: {kept} rows and {orders} articles were kept, {len(lost)} lost\n")
    sys.stdout.writelines(f"{line}\n" for line in lost)
    return bool(lost)


if __name__ == "__main__":
    sys.exit(main())
