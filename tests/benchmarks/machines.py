"""Prints whether other processors and other versions of onnxruntime give the same checklists, byte for byte.

Usage: python -m tests.benchmarks.machines [--cpu NAME …] [--python PATH …] [--texts N]

Each CPU is played by Debian's qemu-x86_64 (package qemu-user), some hundred times slower than this machine; each PATH
is an interpreter whose environment holds attrcheck with another onnxruntime. The texts are the seed article, then
hostile ones, the articles of tests/data/cases/local_news.toml and the passages of registers.toml, the shortest first,
as many of them as N says. Ends with exit code 1 where any file differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.support.checkout import CASES, CHILD, ROOT, SEED

CPUS = ("Haswell", "EPYC-Rome", "Skylake-Server")
_FORMATS = ("csv", "json", "html")
_HOSTILE = (
    "“" * 500 + "”" * 500 + " Ann said it was late.",
    "ANN SAID IT WAS LATE. " * 40,
    "Ann said: " + "“It is late,” " * 200,
    "a" * 5_000 + " said Ann.\n\n" + "😀 Bob said so. " * 50,
)


def texts() -> Iterator[str]:
    """Yield the texts, the seed article first, then the shortest."""
    yield SEED.read_text(encoding="utf8")
    news = tomllib.loads((CASES / "local_news.toml").read_text(encoding="utf8"))
    registers = tomllib.loads((CASES / "registers.toml").read_text(encoding="utf8"))
    others = [*_HOSTILE, *(one["text"] for one in news.values()), *(one["cases"] for one in registers.values())]
    yield from sorted(others, key=len)


def write_digests(count: int, target: Path) -> None:
    """Write to `target` the digest of each file that attrcheck makes of the first `count` texts."""
    from attrcheck import Reader, check, from_text, write

    reader, digests = Reader(threads=1), {}
    with tempfile.TemporaryDirectory() as folder:
        for number, text in zip(range(count), texts(), strict=False):
            checklist = check(from_text(text), reader, force_language=True)
            for ending in _FORMATS:
                file = Path(folder) / f"{number}.{ending}"
                write(checklist, file)
                digests[file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    target.write_text(json.dumps(digests), encoding="utf8")


def _digests(command: list[str], count: int) -> dict[str, str]:
    """Return the digests that `command`, an interpreter, makes."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "digests.json"
        module = ["-m", "tests.benchmarks.machines", "--texts", str(count), "--write", str(target)]
        subprocess.run([*command, *module], check=True, env=CHILD, cwd=ROOT, stderr=subprocess.DEVNULL)
        digests: dict[str, str] = json.loads(target.read_text(encoding="utf8"))
        return digests


def main() -> int:
    """Print a line a machine; return 1 where one differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cpu", action="append", help=f"default, without --python: {', '.join(CPUS)}")
    parser.add_argument("--python", action="append", default=[], type=Path)
    parser.add_argument("--texts", type=int, default=31)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        write_digests(asked.texts, asked.write)
        return 0
    here = _digests([sys.executable], asked.texts)
    print(f"{platform.machine()}, {os.cpu_count()} cores: {len(here)} files of {len(here) // len(_FORMATS)} texts")
    cpus = asked.cpu or (() if asked.python else CPUS)
    others = {str(path): [str(path)] for path in asked.python}
    others |= {cpu: ["qemu-x86_64", "-cpu", cpu, sys.executable] for cpu in cpus}
    differs = False
    for name, command in others.items():
        there = _digests(command, asked.texts)
        wrong = [file for file, digest in here.items() if there.get(file) != digest]
        differs |= bool(wrong)
        print(f"{name}: {len(here) - len(wrong)} of {len(here)} files byte-equal", *wrong)
    return int(differs)


if __name__ == "__main__":
    sys.exit(main())
