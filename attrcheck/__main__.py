"""`python -m attrcheck` does what the command does, also where the folder of commands is not searched."""

from __future__ import annotations

from attrcheck.cli import main

if __name__ == "__main__":
    main()
