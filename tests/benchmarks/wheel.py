"""Builds the wheel, installs it in a new environment without the checkout, and uses it: its desk, its assistants.

Usage: python -m tests.benchmarks.wheel [FOLDER]. It needs `pip`, and an index to install from; FOLDER is where the
environment is made, a temporary one unless it is named. Exit code 1 where something does not work.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.checkout import ROOT
from tests.support.desks import TOWN_TEXT, Address


def made(home: Path) -> Path:
    """Return the program `attrcheck` of a new environment in which the wheel is installed with its extras."""
    wheels = home / "wheels"
    _run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", wheels, ROOT)
    (wheel,) = wheels.glob("*.whl")
    _run(sys.executable, "-m", "venv", home / "env")
    programs = home / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    _run(programs / "python", "-m", "pip", "install", "-q", f"{wheel}[desk,mcp]")
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
    return programs / "attrcheck"


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, stderr=subprocess.DEVNULL)


def used(program: Path, home: Path) -> bool:
    """Tell whether a desk of `program` starts, reads an article, keeps a verdict, and has it after the next start."""
    folder = home / "work"
    env = {**os.environ, "XDG_STATE_HOME": str(home / "state"), "ATTRCHECK_SETTINGS": os.devnull}
    env.pop("PYTHONPATH", None)
    for number in range(2):
        began = time.monotonic()
        command = [str(program), "desk", "--folder", str(folder), "--no-browser"]
        process = subprocess.Popen(command, env=env, cwd=home, stderr=subprocess.PIPE, text=True)
        assert process.stderr
        found = re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]+)/", process.stderr.readline())
        assert found
        at = Address(int(found[1]), found[2])
        assert b"Check an article" in at.ask("").body
        print(f"start {number + 1}: page after {time.monotonic() - began:.2f} s")
        work = at.check(TOWN_TEXT)
        row = at.ask(f"api/works/{work}/rows").json["rows"][0]
        if not number:
            at.ask(f"api/works/{work}/rows", {"rows": [{**row, "verdict": "misquoted"}]})
        assert b"connectDesk" in at.ask(f"work/{work}").body
        at.ask("api/stop", {})
        process.communicate(timeout=30)
    asked = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a", "version": "1"}}
    hello = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": asked}) + "\n"
    told = subprocess.run(
        [str(program), "mcp"], env=env, cwd=home, input=hello, capture_output=True, check=True, text=True
    )
    return row["verdict"] == "misquoted" and '"serverInfo"' in told.stdout


def main() -> int:
    """Run, and print what was made and whether it works."""
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        works = used(made(home), home)
    print("works without the checkout" if works else "does not work")
    return not works


if __name__ == "__main__":
    sys.exit(main())
