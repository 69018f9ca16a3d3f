"""The words of a command line in, printed output and an exit code out."""

from __future__ import annotations

from attrcheck.cli.app import app

__all__ = ["app"]
