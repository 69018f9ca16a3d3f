"""The version of attrcheck, the one place that has it, and how its extras are installed."""

from __future__ import annotations

from importlib import import_module

__all__ = ["__version__", "install_command"]

__version__ = "0.1.0"


def install_command(extra: str) -> str:
    """Return the command that installs what an extra needs, one by one: it works wherever attrcheck came from."""
    metadata = import_module("importlib.metadata")  # only who lacks an extra waits for it
    try:
        told = [one.partition(";") for one in metadata.requires("attrcheck") or ()]
    except metadata.PackageNotFoundError:  # run from its folder
        told = []
    needed = [name.strip() for name, _, when in told if f"extra=='{extra}'" in when.replace('"', "'").replace(" ", "")]
    return "python -m pip install " + (" ".join(f'"{name}"' for name in needed) or f'-e ".[{extra}]"')
