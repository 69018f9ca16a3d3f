"""`python -m tests.benchmarks.corpus_speed`: prints how fast corpora are read, by one worker, by two, and in a loop.

The articles are paragraphs of the seed article in an order of their own, some 300 words each, one in a hundred of them
broken. All ways to read them take turns in one run, since machines are noisy, and the best of several turns counts; so
do the seconds that the processors were at work, of which other work on the machine takes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.checkout import CHILD, ROOT, SEED
from tests.support.corpora import articles, page, written

_COMMAND = (sys.executable, "-m", "attrcheck.cli", "corpus")
_SAMPLE_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took: seconds, those of processors, and the peak memory in MB of its driver and of one that reads.

    `output` is how many bytes of Parquet it made.
    """

    seconds: float
    processor: float
    driver: float
    reader: float
    words: int
    articles: int
    output: int


def _corpus(count: int) -> list[dict[str, str]]:
    """Return so many articles of the seed's paragraphs."""
    paragraphs = [one for one in SEED.read_text(encoding="utf8").split("\n\n") if len(one.split()) > 30]
    made = []
    for number in range(count):
        chance = random.Random(number)
        text = "\n\n".join(chance.sample(paragraphs, 4)) if number % 100 != 99 else ""
        made.append({"title": f"Story {number}", "url": f"https://paper.example/{number}", "text": text})
    return made


def _memory(pid: int) -> float:
    """Return the peak memory of a process in MB, 0 where it has gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def _children(of: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(of)], capture_output=True, text=True, check=False)
    return [int(line) for line in listed.stdout.split()]


def _watch(run: subprocess.Popen[bytes], peaks: dict[str, float]) -> None:
    while run.poll() is None:
        peaks["driver"] = max(peaks["driver"], _memory(run.pid))
        peaks["reader"] = max([peaks["reader"], *map(_memory, _children(run.pid))])
        time.sleep(_SAMPLE_EVERY)


def _run(inputs: Path, how: Sequence[str]) -> Run:
    """Read `inputs` in this way, and return what that took."""
    with tempfile.TemporaryDirectory() as output:
        began, before = time.monotonic(), os.times()
        run = subprocess.Popen([*_COMMAND, str(inputs), "-o", output, *how], env=CHILD, stderr=subprocess.PIPE)
        peaks = {"driver": 0.0, "reader": 0.0}
        watcher = threading.Thread(target=_watch, args=(run, peaks))
        watcher.start()
        _out, said = run.communicate()
        watcher.join()
        seconds, after = time.monotonic() - began, os.times()
        if run.returncode:
            sys.exit(said.decode())
        status = subprocess.run(
            [*_COMMAND, "status", output, "--format", "json"], env=CHILD, capture_output=True, check=True
        )
        size = sum(part.stat().st_size for part in Path(output).rglob("*.parquet"))
    figures: Mapping[str, int] = json.loads(status.stdout)
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(seconds, processor, peaks["driver"], peaks["reader"], figures["words"], figures["articles"], size)


def _speeds(folder: Path, count: int, turns: int) -> None:
    """Print words a second of a plain loop, of one worker and of two."""
    corpus = folder / "news.jsonl"
    corpus.write_bytes(written(corpus.name, _corpus(count)))
    ways = {"plain loop": ("--shards", "1/1"), "1 worker": ("--workers", "1"), "2 workers": ("--workers", "2")}
    found: dict[str, list[Run]] = {name: [] for name in ways}
    for _ in range(turns):
        for name, how in ways.items():
            found[name].append(_run(corpus, (*how, "--part-size", "0.1")))
    best = {name: min(runs, key=lambda run: run.seconds) for name, runs in found.items()}
    loop = best["plain loop"]
    for name, run in best.items():
        processor = min(one.processor for one in found[name])
        print(
            f"{name:10} {run.words / run.seconds:6.0f} words and {run.articles / run.seconds:5.1f} articles a second, "
            f"{loop.seconds / run.seconds:4.2f} times the loop; {run.words / processor:5.0f} words a processor's second"
        )


def _memories(folder: Path, counts: Sequence[int]) -> None:
    """Print the peak memory on corpora of several sizes, of short articles."""
    for count in counts:
        corpus = folder / f"short-{count}.jsonl"
        corpus.write_bytes(written(corpus.name, articles(count)))
        run = _run(corpus, ("--workers", "2", "--part-size", "0.1"))
        print(f"{count:5} articles: {run.driver:4.0f} MB in the driver, {run.reader:4.0f} MB in a process that reads")


def _kinds(folder: Path, count: int) -> None:
    """Print articles a second of the same articles as text, as pages, and as pages of a WARC file, and their output.

    They are those that the reader is trained on: what repeats itself, as the seed's paragraphs here, takes less room.
    """
    made = [{"title": one["id"], "url": f"https://paper.example/{one['id']}", "text": one["text"]} for one in _marked()]
    made = made[:count]
    pages = [{"url": one["url"], "html": page(one)} for one in made]
    for name, rows in (("text.jsonl", made), ("pages.jsonl", pages), ("pages.warc.gz", made), ("text.parquet", made)):
        path = folder / name
        path.write_bytes(written(name, rows))
        run = _run(path, ("--shards", "1/1"))
        print(
            f"{name:14} {run.articles / run.seconds:5.1f} articles a second, {run.articles / run.processor:5.1f} "
            f"a second of a processor, {path.stat().st_size / run.articles / 1000:4.1f} kB each, "
            f"{run.output / run.articles / 1000:4.1f} kB of output each"
        )


def _marked() -> list[dict[str, str]]:
    lines = (ROOT / "attrcheck" / "training" / "data" / "articles.train.jsonl").read_text(encoding="utf8").splitlines()
    return [json.loads(line) for line in lines]


def _start(folder: Path) -> None:
    """Print how long a corpus of one article takes: the start of all processes."""
    corpus = folder / "one.jsonl"
    corpus.write_bytes(written(corpus.name, articles(1)))
    for name, how in (("plain loop", ("--shards", "1/1")), ("2 workers", ("--workers", "2"))):
        runs = [_run(corpus, how) for _ in range(3)]
        print(
            f"start, {name:10} {min(run.seconds for run in runs):5.1f} s, of a processor "
            f"{min(run.processor for run in runs):5.1f} s"
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--memory", default="500,2000,8000", help="sizes of the corpora whose peak memory is measured")
    parser.add_argument("--only", default="start,speed,kinds,memory")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "start" in chosen.only:
            _start(folder)
        if "speed" in chosen.only:
            _speeds(folder, chosen.articles, chosen.turns)
        if "kinds" in chosen.only:
            _kinds(folder, chosen.articles // 4)
        if "memory" in chosen.only:
            _memories(folder, [int(size) for size in chosen.memory.split(",") if size])


if __name__ == "__main__":
    main()
