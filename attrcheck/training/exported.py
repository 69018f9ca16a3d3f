"""A file that `export` wrote in, the network out that it was made of, but for what rounding took."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from attrcheck.reader.wordpieces import FEATURE_SIZES
from attrcheck.training.export import HEADS, MIDDLE, ROUNDER
from attrcheck.training.integers import Floats, Grid
from attrcheck.training.model import ReaderNetwork, Shape

__all__ = ["exported_network"]


class _File:
    """The weights and units of an exported file, by name."""

    def __init__(self, path: Path) -> None:
        model = onnx.load(str(path))
        told = {one.key: one.value for one in model.metadata_props}
        if "units" not in told:
            raise SystemExit(
                f"{path} is no model that this version's `export` wrote; one of before 2026-11-30 is read by the "
                "version of its day, whose `thin --work 1` writes it as a checkpoint"
            )
        self._units = json.loads(told["units"])
        self._stored = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}

    def __contains__(self, name: str) -> bool:
        return name in self._stored

    def __getitem__(self, name: str) -> Floats:
        values: Floats = self._stored[name].astype(np.float64)
        return values

    def unit(self, name: str) -> Floats:
        return np.asarray(self._units[name], dtype=np.float64)

    def matrix(self, name: str) -> Floats:
        return self[f"{name}.int8"] * self[f"{name}.scale"]

    def grid(self, norm: str) -> Grid:
        """Return the grid on which what a norm makes is rounded."""
        gamma, factor = self.unit(f"{norm}.gamma"), self[f"{norm}.grid.mul"]
        step = np.divide(gamma, factor, out=np.ones_like(gamma), where=factor != 0)
        return Grid(self.unit(f"{norm}.beta") - (self[f"{norm}.grid.add"] - MIDDLE) * step, step)

    def beside(self, norm: str, after: str) -> Floats:
        """Return the bias of the net beside which what a norm makes is skipped, to the norm `after`."""
        return self[f"{norm}.skip.add"] / self.unit(after) - self.unit(f"{norm}.beta")


def exported_network(path: Path) -> ReaderNetwork:
    """Return the network that was exported to `path`, of nobody's notion in particular but the one it was asked for.

    It says what the one that was exported said, but for what rounding took, and keys and values of attention whose
    bias is another. SystemExit tells of a file that `export` did not write.
    """
    file = _File(path)
    unit = file.unit("embedded")
    own: dict[str, Floats] = {"words.weight": file.matrix("words") / unit, "positions.weight": file["positions"] / unit}
    # What the first values of all features give together is put into the first table.
    table = (file["features.table"] / unit).reshape(*FEATURE_SIZES, -1)
    for index in range(len(FEATURE_SIZES)):
        rows = np.moveaxis(table, index, 0).reshape(FEATURE_SIZES[index], -1, table.shape[-1])[:, 0]
        own[f"features.{index}.weight"] = rows - (table[0, 0, 0] if index else 0)
    own |= _norm(file, "embedded", "norm")
    norm = "embedded"
    kept: list[tuple[int, int]] = []
    while f"layer{len(kept)}.qkv.int8" in file:
        name = f"layer{len(kept)}"
        parts = _attention(file, name, norm) | _neurons(file, name)
        own |= {f"layers.{len(kept)}.{part}": values for part, values in parts.items()}
        kept.append((int(file[f"{name}.value.heads.shape"][2]), len(parts["up.bias"])))
        norm = f"{name}.out"
    own |= _heads(file, norm)
    network = ReaderNetwork(Shape(layers=len(kept), kept=tuple(kept)))
    network.load_state_dict({name: torch.tensor(values).float() for name, values in own.items()}, strict=False)
    network.eval()
    return network


def _norm(file: _File, there: str, here: str) -> dict[str, Floats]:
    return {f"{here}.weight": file.unit(f"{there}.gamma"), f"{here}.bias": file.unit(f"{there}.beta")}


def _attention(file: _File, name: str, norm: str) -> dict[str, Floats]:
    """Return the weights of a layer's attention, which is given what `norm` makes, and of the norm after it."""
    heads, width = (int(size) for size in file[f"{name}.value.heads.shape"][2:])
    given = file.grid(norm)
    joined = np.vstack([file.matrix(f"{name}.qkv") / given.step[:, None], file[f"{name}.qkv.bias"]])
    query, key, value = np.split(joined, [heads * (width - 1), 2 * heads * (width - 1)], axis=1)
    value = value.reshape(-1, heads, width)[:, :, :-1].reshape(len(joined), -1)
    parts: dict[str, Floats] = {}
    for part, made in (("query", query), ("key", key), ("value", value)):
        weight, bias = made[:-1] * file.unit(f"{name}.{part}"), made[-1] * file.unit(f"{name}.{part}")
        parts |= {f"{part}.weight": weight.T, f"{part}.bias": bias - given.centre @ weight}
    after = f"{name}.attended"
    step = file.unit(f"{name}.value") / file[f"{name}.mixed.mul"]
    weight = file.matrix(f"{name}.mix") / file.unit(after) / step[:, None]
    centre = (MIDDLE - file[f"{name}.mixed.add"]) * step
    parts |= {"mix.weight": weight.T, "mix.bias": file.beside(norm, after) - centre @ weight}
    return parts | _norm(file, after, "norm_attention")


def _neurons(file: _File, name: str) -> dict[str, Floats]:
    """Return the weights of a layer's neurons, and of the norm after them."""
    norm, after = f"{name}.attended", f"{name}.out"
    given, step = file.grid(norm), file[f"{name}.neuron.step"]
    up = file.matrix(f"{name}.up") / given.step[:, None]
    down = file.matrix(f"{name}.down") / file.unit(after) / step
    centre = (MIDDLE - file[f"{name}.neuron.zero"]) * step
    parts = {"up.weight": up.T, "up.bias": file[f"{name}.up.bias"] - ROUNDER - given.centre @ up}
    parts |= {"down.weight": down.T, "down.bias": file.beside(norm, after) - centre * down.sum(axis=0)}
    return parts | _norm(file, after, "norm_output")


def _heads(file: _File, norm: str) -> dict[str, Floats]:
    """Return the weights of the heads, which are given what `norm` makes."""
    given = file.grid(norm)
    weight = file.matrix("heads") / given.step[:, None]
    bias = file["heads.bias"] - given.centre @ weight
    parts: dict[str, Floats] = {}
    first = 0
    for (_, names), size in zip(HEADS.items(), file["heads.sizes"].astype(int), strict=True):
        for name, columns in zip(names, np.split(np.arange(first, first + size), len(names)), strict=True):
            parts |= {f"{name}.weight": weight[:, columns].T, f"{name}.bias": bias[columns]}
        first += size
    return parts
