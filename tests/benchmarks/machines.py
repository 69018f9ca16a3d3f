"""Prints whether other processors and other versions of onnxruntime give the same checklists, byte for byte.

Usage: python -m tests.benchmarks.machines [--cpu NAME …] [--python PATH …] [--texts N] [--emulate]

Each CPU is played at full speed (Linux on x86-64, with a C compiler and objdump): copies of the libraries that compute
ask processor.c beside this file what processor there is, and choose the kernels of the CPU that is named. Elsewhere,
and with --emulate, it is played by Debian's qemu-x86_64 (package qemu-user), some hundred times slower. Each PATH is an
interpreter whose environment holds attrcheck with another onnxruntime; with --suite the CPUs run the tests instead.
The texts are the seed article, then hostile ones, the articles of tests/data/cases/local_news.toml and the passages of
registers.toml, the shortest first, as many of them as N says. Ends with exit code 1 where any file differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import venv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.checkout import CASES, CHILD, ROOT, SEED

CPUS = ("SandyBridge", "Haswell", "EPYC-Rome", "Skylake-Server")
#: The packages whose libraries choose by the processor how they compute what a checklist hangs on.
_ASKING = ("numpy", "numpy.libs", "onnxruntime", "tokenizers", "pypdfium2_raw")
_PLAYER = "processor.so"
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

    reader, made = Reader(threads=1), {}
    with tempfile.TemporaryDirectory() as folder:
        for number, text in zip(range(count), texts(), strict=False):
            checklist = check(from_text(text), reader, force_language=True)
            for ending in _FORMATS:
                file = Path(folder) / f"{number}.{ending}"
                write(checklist, file)
                made[file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    target.write_text(json.dumps(made), encoding="utf8")


@dataclass(frozen=True, slots=True)
class Machine:
    """How an interpreter runs on a machine: `command` with the variables `environment`."""

    command: list[str]
    environment: dict[str, str]

    def run(self, *arguments: str, quiet: bool = True) -> int:
        """Run the interpreter with `arguments` and return its exit code."""
        # Which kernels numpy's BLAS takes is the processor's to say here.
        ours = {name: value for name, value in CHILD.items() if not name.startswith("OPENBLAS_")}
        errors = subprocess.DEVNULL if quiet else None
        command = [*self.command, *arguments]
        return subprocess.run(command, check=False, env=ours | self.environment, cwd=ROOT, stderr=errors).returncode


def playing(folder: Path) -> Path | None:
    """Make an environment like this one in `folder` whose libraries take the processor for the one that is played.

    Returns its interpreter, None where none can be made.
    """
    compiler = shutil.which("cc")
    if (sys.platform, platform.machine()) != ("linux", "x86_64") or not compiler or not shutil.which("objdump"):
        return None
    venv.create(folder, symlinks=True)
    source = Path(__file__).with_name("processor.c")
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", folder / _PLAYER, source], check=True)
    packages = Path(sysconfig.get_path("platlib"))
    copies = Path(sysconfig.get_path("platlib", "venv", {"base": str(folder), "platbase": str(folder)}))
    for package in filter(Path.exists, map(packages.joinpath, _ASKING)):
        shutil.copytree(package, copies / package.name, ignore=shutil.ignore_patterns("__pycache__"))
    for library in copies.rglob("*.so*"):
        _let_ask_the_player(library)
    # What is looked up after the copies, the editable ones among it.
    (copies / "others.pth").write_text(f"import site; site.addsitedir({str(packages)!r})\n", encoding="utf8")
    return folder / "bin" / "python"


def _let_ask_the_player(library: Path) -> None:
    """Write INT 0xA2, which processor.c answers, over each CPUID instruction of `library`."""
    code, start = bytearray(library.read_bytes()), 0
    command = ["objdump", "-hd", "-j.text", "--no-show-raw-insn", str(library)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as told:
        for line in told.stdout or ():
            if b" .text " in line:
                _, _, _, address, _, offset, *_ = line.split()
                start = int(offset, 16) - int(address, 16)
            elif line.rstrip().endswith(b"cpuid"):
                place = start + int(line.split(b":")[0], 16)
                assert code[place : place + 2] == b"\x0f\xa2", library
                code[place : place + 2] = b"\xcd\xa2"
    if told.returncode:
        raise SystemExit(f"objdump cannot read {library}")
    library.write_bytes(code)


def played(cpu: str, interpreter: Path) -> Machine:
    """Return the machine on which the `interpreter` that `playing` made takes the processor for `cpu`."""
    # The C library asks before anything is preloaded; its mathematics hangs on these.
    without = "-AVX2,-FMA,-FMA4" if cpu == "SandyBridge" else ""
    player = interpreter.parents[1] / _PLAYER
    return Machine(
        [str(interpreter)],
        {"LD_PRELOAD": str(player), "PLAYED_CPU": cpu, "GLIBC_TUNABLES": f"glibc.cpu.hwcaps={without}"},
    )


def _emulated(cpu: str) -> Machine:
    return Machine(["qemu-x86_64", "-cpu", cpu, sys.executable], {})


def digests(machine: Machine, count: int) -> dict[str, str]:
    """Return by file the digests that `machine` makes of the first `count` texts."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "digests.json"
        if code := machine.run("-m", "tests.benchmarks.machines", "--texts", str(count), "--write", str(target)):
            raise SystemExit(f"{shlex.join(machine.command)} ended with exit code {code}")
        made: dict[str, str] = json.loads(target.read_text(encoding="utf8"))
        return made


def _compare(machines: Mapping[str, Machine], count: int) -> bool:
    """Print of each machine how many files are as here; return whether all are."""
    here = digests(Machine([sys.executable], {}), count)
    print(f"{platform.machine()}, {os.cpu_count()} cores: {len(here)} files of {len(here) // len(_FORMATS)} texts")
    same = True
    for name, machine in machines.items():
        there = digests(machine, count)
        wrong = [file for file, digest in here.items() if there.get(file) != digest]
        same &= not wrong
        print(f"{name}: {len(here) - len(wrong)} of {len(here)} files byte-equal", *wrong, flush=True)
    return same


def main() -> int:
    """Print a line a machine; return 1 where one differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cpu", action="append", help=f"default, without --python: {', '.join(CPUS)}")
    parser.add_argument("--python", action="append", default=[], type=Path)
    parser.add_argument("--texts", type=int, default=31)
    parser.add_argument("--emulate", action="store_true")
    parser.add_argument("--suite", action="store_true")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        write_digests(asked.texts, asked.write)
        return 0
    cpus = asked.cpu or (() if asked.python else CPUS)
    with tempfile.TemporaryDirectory() as folder:
        machines = {str(path): Machine([str(path)], {}) for path in asked.python}
        interpreter = playing(Path(folder)) if cpus and not asked.emulate else None
        machines |= {cpu: played(cpu, interpreter) if interpreter else _emulated(cpu) for cpu in cpus}
        if asked.suite:
            return max(machine.run("-m", "pytest", "-q", quiet=False) for machine in machines.values())
        return int(not _compare(machines, asked.texts))


if __name__ == "__main__":
    sys.exit(main())
