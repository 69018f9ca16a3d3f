"""What a corpus is made of in, `manifest.json` out; an output that was made of something else is not gone on with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attrcheck.corpus.options import CorpusOptions
from attrcheck.corpus.places import Folder
from attrcheck.corpus.shards import Input
from attrcheck.errors import InputError, OutputError
from attrcheck.version import __version__

__all__ = ["MANIFEST", "Manifest", "manifest_of", "read_manifest"]

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made the rows: version and model, inputs, options, bytes of a part, and how many parts there are to be."""

    version: str
    model: str
    inputs: tuple[Mapping[str, Any], ...]
    options: Mapping[str, Any]
    part_size: int
    parts: int = 0

    @classmethod
    def of(cls, inputs: Sequence[Input], options: CorpusOptions, *, model: str, part_size: int) -> Manifest:
        """Return the manifest of a run, its parts not counted yet."""
        return cls(__version__, model, tuple(one.as_json() for one in inputs), options.as_json(), part_size)

    @property
    def salt(self) -> str:
        """What beside its files makes a part another one."""
        return json.dumps([self.version, self.model, self.options], sort_keys=True)

    def differences(self, other: Manifest) -> list[str]:
        """Return what differs in the `other` one, in words."""
        said = [
            f"{name} was {mine}, and is {theirs}"
            for name, mine, theirs in (
                ("attrcheck's version", self.version, other.version),
                ("the model", self.model[:12], other.model[:12]),
                ("--part-size", self.part_size, other.part_size),
            )
            if mine != theirs
        ]
        before, now = _flat(self.options), _flat(other.options)
        said += [f"{key} was {before.get(key)!r}, and is {now[key]!r}" for key in now if before.get(key) != now[key]]
        then = {one["given"]: one for one in self.inputs}
        here = {one["given"]: one for one in other.inputs}
        said += [f"{given} was an input" for given in then if given not in here]
        said += [f"{given} was no input" for given in here if given not in then]
        changed = [given for given in here if given in then and here[given] != then[given]]
        said += [f"{given} changed ({_size(then[given])} then, {_size(here[given])} now)" for given in changed]
        return said

    def write(self, folder: Folder) -> None:
        """Write it to the output `folder`."""
        content = {
            "made_by": {"name": "attrcheck", "version": self.version, "model": self.model},
            "inputs": list(self.inputs),
            "options": self.options,
            "part_size": self.part_size,
            "parts": self.parts,
        }
        folder.write(
            MANIFEST, f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode("utf8", "backslashreplace")
        )


def _flat(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options by the names that the command has for them."""
    flat: dict[str, Any] = {}
    for key, value in options.items():
        flat |= value if isinstance(value, dict) else {key: value}
    return {f"--{key.replace('_', '-')}": value for key, value in flat.items()}


def _size(one: Mapping[str, Any]) -> str:
    return f"{one['files']:,} files of {one['bytes']:,} bytes"


def read_manifest(folder: Folder) -> Manifest | None:
    """Return the manifest in `folder`, None where there is none; OutputError where it is not attrcheck's."""
    content = folder.read(MANIFEST)
    if content is None:
        return None
    try:
        said = json.loads(content)
        made_by = said["made_by"]
        return Manifest(
            made_by["version"],
            made_by["model"],
            tuple(said["inputs"]),
            said["options"],
            said["part_size"],
            said["parts"],
        )
    except (ValueError, KeyError, TypeError):
        raise OutputError(
            f"{folder.given}/{MANIFEST} is damaged, or not attrcheck's. Name another folder with -o."
        ) from None


def manifest_of(folder: Folder) -> Manifest:
    """Return the manifest in `folder`; InputError where there is none."""
    manifest = read_manifest(folder)
    if manifest is None:
        raise InputError(f"{folder.given} holds no {MANIFEST}: name a folder that `attrcheck corpus … -o` wrote.")
    return manifest
