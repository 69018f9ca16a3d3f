"""The folder of a model in, its files and the digest that names it out, without loading it."""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path

from attrcheck.errors import ModelError

__all__ = ["model_digest", "model_folder", "network_file"]


def model_folder(folder: Path | None = None) -> Path:
    """Return `folder`, or where the model stands that is part of the package."""
    return folder or Path(str(resources.files("attrcheck") / "data" / "model"))


def network_file(folder: Path | None = None) -> Path:
    """Return the file of the network in `folder`."""
    return model_folder(folder) / "model.onnx"


def model_digest(folder: Path | None = None) -> str:
    """Return the SHA-256 of the network in `folder`, in hexadecimal digits; ModelError where there is none."""
    file = network_file(folder)
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(
            f"no reader model could be loaded from {file.parent}: {error.strerror}. "
            "Reinstall attrcheck, or name a folder that `python -m attrcheck.training export` wrote."
        ) from None
