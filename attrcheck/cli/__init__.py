"""The words of a command line in, printed output and an exit code out."""

from __future__ import annotations

import gc

__all__ = ["main"]


def main() -> None:
    """Run the command of `sys.argv` in a process of its own, and exit with its code."""
    # Nearly all that a run makes is kept until its end. Looking for garbage among it as often as Python does, and once
    # more before the memory goes back all at once, takes a tenth of the time that the seed's checklist takes.
    gc.set_threshold(50_000, 20, 20)
    try:
        from attrcheck.cli.app import app

        app(prog_name="attrcheck")
    finally:
        gc.freeze()
