"""`python -m tests.benchmarks.corpus_kills`: kills workers, drivers and nodes of corpora, and counts what is lost.

A run is killed with SIGKILL at so many moments, spread over the time that an undisturbed one takes, and run again where
its driver died. The rows are then held against those of a plain loop that nobody killed: none missing, none twice.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.checkout import CHILD
from tests.support.corpora import articles, write_corpus

_COMMAND = (sys.executable, "-m", "attrcheck.cli", "corpus")
_SCHEDULER = "tcp://127.0.0.1:18786"


@dataclass(frozen=True, slots=True)
class Bench:
    """The corpus, where outputs go, and how it is read."""

    folder: Path
    corpus: Path
    how: tuple[str, ...] = ()

    def start(self, output: str) -> subprocess.Popen[bytes]:
        """Start a run."""
        command = [*_COMMAND, str(self.corpus), "-o", str(self.folder / output), "--part-size", "0.002", *self.how]
        return subprocess.Popen(command, env=CHILD, stderr=subprocess.PIPE)

    def finish(self, output: str) -> None:
        """Run to the end."""
        run = self.start(output)
        _out, said = run.communicate()
        if run.returncode:
            sys.exit(said.decode())

    def rows(self, output: str) -> Counter[str]:
        """Return the rows of both tables, each with how often it is there, without the seconds that it took."""
        import pyarrow.parquet as pq

        found: Counter[str] = Counter()
        for part in (self.folder / output).glob("*/part-*.parquet"):
            for row in pq.read_table(part).to_pylist():
                row.pop("seconds", None)
                found[f"{part.parent.name} {row}"] += 1
        return found


def _children(of: int) -> list[int]:
    """Return the processes that a process started."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(of)], capture_output=True, text=True, check=False)
    return [int(line) for line in listed.stdout.split()]


def _kill_worker(run: subprocess.Popen[bytes]) -> bool:
    """Kill one of the processes that read for `run`, as soon as there is one, and tell whether there was."""
    while not (workers := _children(run.pid)) and run.poll() is None:
        time.sleep(0.05)
    if workers:
        os.kill(random.Random(workers[0]).choice(workers), signal.SIGKILL)
    return bool(workers)


def _kill_driver(run: subprocess.Popen[bytes]) -> bool:
    """Kill the driver, and tell whether it was still there."""
    is_there = run.poll() is None
    run.kill()
    return is_there


def _kill_at(bench: Bench, output: str, after: float, kill: Callable[[subprocess.Popen[bytes]], bool]) -> bool:
    """Run, kill after so many seconds, run on, and tell whether there was something to kill."""
    run = bench.start(output)
    time.sleep(after)
    hit = run.poll() is None and kill(run)
    _out, said = run.communicate()
    if run.returncode not in (0, -signal.SIGKILL):
        print(said.decode())
    if run.returncode:
        bench.finish(output)
    return hit


def _seconds(bench: Bench, output: str) -> float:
    began = time.monotonic()
    bench.finish(output)
    return time.monotonic() - began


def _kill_all(bench: Bench, victim: str, moments: int, kill: Callable[[subprocess.Popen[bytes]], bool]) -> None:
    """Kill at all moments and print what was lost."""
    whole = min(_seconds(bench, f"{victim}-whole-{number}") for number in range(2))
    expected = bench.rows("loop")
    lost = twice = runs = 0
    for moment in range(moments):
        after, hit = whole * (moment + 0.5) / moments, False
        while not hit:  # a run that was done before is run again, and killed earlier
            output = f"{victim}-{runs}"
            runs += 1
            hit = _kill_at(bench, output, after, kill)
            found = bench.rows(output)
            lost += sum((expected - found).values())
            twice += sum((found - expected).values())
            after /= 2
    print(
        f"{victim:8} killed at {moments} moments within {whole:.1f} s: "
        f"{lost} of {sum(expected.values())} rows lost, {twice} twice or others"
    )


@contextmanager
def _cluster() -> Iterator[Callable[[subprocess.Popen[bytes]], bool]]:
    """Start a Dask cluster of two nodes on the loopback; give what kills one of them and starts another for it."""
    port = _SCHEDULER.rpartition(":")[2]
    head = [sys.executable, "-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]
    node = [
        sys.executable,
        "-m",
        "dask",
        "worker",
        _SCHEDULER,
        "--nthreads",
        "1",
        "--no-dashboard",
        "--host",
        "127.0.0.1",
    ]
    running: list[subprocess.Popen[bytes]] = []

    def start(command: list[str]) -> None:
        running.append(
            subprocess.Popen(
                command, env=CHILD, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        )

    def kill(_run: subprocess.Popen[bytes]) -> bool:
        victim = running.pop(1)
        os.killpg(victim.pid, signal.SIGKILL)
        victim.wait()
        start(node)
        return True

    start(head)
    start(node)
    start(node)
    try:
        time.sleep(8)
        yield kill
    finally:
        for process in running:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def main() -> None:
    """Print a line for each kind of process that is killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=30)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--victims", default="worker,driver,node")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = write_corpus(folder / "news.jsonl", articles(chosen.articles))
        Bench(folder, corpus, ("--shards", "1/1")).finish("loop")
        here = Bench(folder, corpus, ("--workers", "2"))
        if "worker" in chosen.victims:
            _kill_all(here, "worker", chosen.moments, _kill_worker)
        if "driver" in chosen.victims:
            _kill_all(here, "driver", chosen.moments, _kill_driver)
        if "node" in chosen.victims:
            with _cluster() as kill:
                _kill_all(Bench(folder, corpus, ("--cluster", _SCHEDULER)), "node", chosen.moments, kill)


if __name__ == "__main__":
    main()
