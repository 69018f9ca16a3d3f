"""A trained network in, the reader's ONNX file out, which says the same to the last bit on every processor.

Whatever is summed up is a whole number of few bits, so that the order of a sum, which differs by processor, does not
matter. All else is one operation on one number at a time, which IEEE 754 has rounded the same everywhere; no operator
is asked that approximates what it computes, but where its result is rounded so that this does not show: to one of 256
values for inputs that have few, none of which is near to falling otherwise, or from the last digits of a double to a
float. The network is written operator by operator, since no exporter knows this.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import copyfile
from typing import Any, Self

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from attrcheck.reader.wordpieces import ACT_LABELS, ENTITY_LABELS, FEATURE_SIZES, KIND_LABELS, ROLE_LABELS
from attrcheck.training.batches import Batch
from attrcheck.training.integers import LEAST, Floats, Grid, grid, whole
from attrcheck.training.model import Layer, ReaderNetwork, base_vocabulary, padding

__all__ = ["HEADS", "MIDDLE", "ROUNDER", "build_graph", "export"]

_MICROSOFT = "com.microsoft"
#: The heads of an exported file in its order, with the parts of each.
HEADS = {
    "roles": ("roles",),
    "entities": ("entities",),
    "acts": ("acts",),
    "kinds": ("kinds",),
    "links": ("content_to", "cue_from", "cue_to", "source_from"),
}
#: What the middle of a grid is called where its numbers are unsigned bytes.
MIDDLE = 128
#: The spread of what a norm is given, in steps of its grid; sums are exact for spreads up to 80 times this.
_SPREAD = 512
#: For its variance that is rounded again, to this many steps: squares of up to three times the spread add up exactly.
_COARSE = 8
#: Heron's steps to a square root; the first is from a line.
_ROOT_STEPS = 3
#: Keys and values of attention have 7 bits, for the same reason as `integers` has its pairs.
_SEVEN = 63
#: The largest share that attention gives is 255, that of a score which is this number; the least is 0.
_TOP_SCORE = 160
#: A step of those scores, in nats.
_NATS = 1 / 25.3
#: Neurons are computed with after rounding to 1/64: so much is left behind the point beside this number in a float.
ROUNDER = 1.5 * 2**17
#: The neurons whose range is within the grid of a layer's neurons; the few others are cut.
_WITHIN = 0.995
#: The extremes of queries and keys that are left out of their ranges.
_EXTREME = 0.0005
#: How near to the border of two roundings a value may come, in steps.
_CLEARANCE = 2e-4


class _Graph:
    """The nodes and weights of a graph under construction; `add` returns the name of a node's output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, TensorProto] = {}
        #: Where the graph's numbers have another unit than the network's, by name; `exported` undoes that.
        self.units: dict[str, float | list[float]] = {}

    def weight(self, name: str, values: NDArray[Any]) -> str:
        self.weights[name] = numpy_helper.from_array(np.asarray(values, order="C"), name)
        return name

    def floats(self, name: str, values: Floats | float) -> str:
        return self.weight(name, np.asarray(values, dtype=np.float32))

    def byte(self, name: str, value: int) -> str:
        return self.weight(name, np.asarray(value, dtype=np.uint8))

    def add(self, operator: str, inputs: Sequence[str], name: str, *, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [name], name=f"{name}_node", domain=domain, **attributes))
        return name

    def split(self, value: str, sizes: dict[str, int], *, axis: int) -> None:
        """Cut `value` along `axis` into parts of these names and sizes."""
        lengths = self.weight(f"{value}.sizes", np.array(list(sizes.values()), dtype=np.int64))
        self.nodes.append(helper.make_node("Split", [value, lengths], list(sizes), name=f"{value}.split", axis=axis))

    def shaped(self, value: str, name: str, *sizes: int) -> str:
        return self.add("Reshape", [value, self.weight(f"{name}.shape", np.array(sizes, dtype=np.int64))], name)

    def affine(self, value: str, name: str, factor: Floats, summand: Floats) -> str:
        """Return the name of `value` times `factor` plus `summand`, one operation after the other."""
        product = self.add("Mul", [value, self.floats(f"{name}.mul", factor)], f"{name}.product")
        return self.add("Add", [product, self.floats(f"{name}.add", summand)], name)

    def bytes(self, value: str, *, signed: bool = False) -> str:
        """Return the name of `value` rounded to bytes, unsigned ones unless it is `signed`."""
        zero = self.weight("zero.signed", np.zeros((), dtype=np.int8)) if signed else self.byte("zero.unsigned", 0)
        return self.add("QuantizeLinear", [value, self.floats("one", 1), zero], f"{value}.bytes")

    def product(self, numbers: str, name: str, weight: Floats, inputs: Floats, unit: Floats | float) -> str:
        """Return the name of the product of `numbers`, bytes, and a matrix, in `unit` a one.

        `weight` (n, m) is for a step of each input; `inputs` (pieces, n) are examples of them, from -128 to 127.
        """
        told = whole(weight, inputs.T @ inputs / len(inputs))
        self.weight(f"{name}.int8", told.values)
        scale = self.floats(f"{name}.scale", told.scale * unit)
        middle = self.byte("middle", MIDDLE)
        given = [numbers, f"{name}.int8", self.floats("one", 1), scale, middle]
        return self.add("MatMulIntegerToFloat", given, f"{name}.product", domain=_MICROSOFT)


class _Norm:
    """A layer norm that is about to be written: what is summed up before it stands in `total`, in steps of `unit`."""

    def __init__(self, graph: _Graph, name: str, total: str, unit: float, norm: nn.LayerNorm) -> None:
        self.gamma, self.beta = _values(norm.weight), _values(norm.bias)
        self.graph, self.name = graph, name
        graph.units |= {name: unit, f"{name}.gamma": _told(self.gamma), f"{name}.beta": _told(self.beta)}
        self.normed = self._normed(total)

    def _normed(self, total: str) -> str:
        """Return the name of the total less its mean, in units of its spread."""
        graph, name, width = self.graph, self.name, len(self.gamma)
        axis = graph.weight("last", np.array([-1], dtype=np.int64))
        steps = graph.add("Round", [total], f"{name}.steps")
        summed = graph.add("ReduceSum", [steps, axis], f"{name}.sum", keepdims=1)
        mean = graph.add("Mul", [summed, graph.floats("share", 1 / width)], f"{name}.mean")
        apart = graph.add("Sub", [steps, mean], f"{name}.apart")
        less = graph.add("Mul", [apart, graph.floats("coarse", 1 / _COARSE)], f"{name}.less")
        coarse = graph.add("Round", [less], f"{name}.coarse")
        squares = graph.add("Mul", [coarse, coarse], f"{name}.squares")
        square = graph.add("ReduceSum", [squares, axis], f"{name}.square", keepdims=1)
        # No square root is asked for: processors have fast ones that differ.
        usual = math.sqrt(width) * _SPREAD / _COARSE
        line = graph.add("Mul", [square, graph.floats("root.slope", 0.5 / usual)], f"{name}.line")
        root = graph.add("Add", [line, graph.floats("root.start", 0.5 * usual)], f"{name}.root0")
        for step in range(1, _ROOT_STEPS + 1):
            other = graph.add("Div", [square, root], f"{name}.other{step}")
            both = graph.add("Add", [root, other], f"{name}.both{step}")
            root = graph.add("Mul", [both, graph.floats("half", 0.5)], f"{name}.root{step}")
        scale = graph.floats("root.width", math.sqrt(width) / _COARSE)
        return graph.add("Mul", [apart, graph.add("Div", [scale, root], f"{name}.scale")], f"{name}.normed")

    def bytes(self, on: Grid) -> str:
        """Return the name of what is normed, as bytes on a grid."""
        summand = (self.beta - on.centre) / on.step + MIDDLE
        return self.graph.bytes(self.graph.affine(self.normed, f"{self.name}.grid", self.gamma / on.step, summand))

    def skipped(self, unit: float, bias: Floats) -> str:
        """Return the name of what is normed plus the `bias` of the net beside it, in steps of the next `unit`."""
        return self.graph.affine(self.normed, f"{self.name}.skip", self.gamma * unit, (self.beta + bias) * unit)


def _values(parameter: Tensor) -> Floats:
    return parameter.detach().cpu().double().numpy()


def _told(values: Floats) -> list[float]:
    """Return `values` with the eight digits that a float32 has."""
    return [float(f"{value:.8g}") for value in values]


def _joined(parts: Sequence[nn.Module]) -> tuple[Floats, Floats]:
    """Return the weights (n, m) and the bias (m,) of linear nets side by side."""
    nets = [part for part in parts if isinstance(part, nn.Linear)]
    return np.concatenate([_values(p.weight).T for p in nets], axis=1), np.concatenate([_values(p.bias) for p in nets])


class _Examples:
    """Windows on their way through the network, layer by layer."""

    def __init__(self, network: ReaderNetwork, batches: Sequence[Batch], annotator: int) -> None:
        self._real = [batch.attention.bool() for batch in batches]
        self._masks = [padding(batch.attention) for batch in batches]
        hook = network.norm.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
        seen: list[Tensor] = []
        asked = [torch.full_like(batch.annotator, annotator) for batch in batches]
        with torch.no_grad():
            self._states = [network.embed(b.ids, b.features, a) for b, a in zip(batches, asked, strict=True)]
        hook.remove()
        self.unit = _unit(self._pieces(seen))

    def _pieces(self, values: Sequence[Tensor]) -> NDArray[np.float32]:
        """Return the rows (pieces, n) of `values` that are no padding."""
        return torch.cat([value[real] for value, real in zip(values, self._real, strict=True)]).numpy()

    @property
    def states(self) -> NDArray[np.float32]:
        """Return what the next layer is given (pieces, width)."""
        return self._pieces(self._states)

    def through(self, layer: Layer) -> dict[str, NDArray[np.float32]]:
        """Run the windows through `layer`; return what its nets and norms are given, and make, by name."""
        given: dict[str, list[Tensor]] = {}
        hooks = []
        for name, part in layer.named_children():

            def hook(_: nn.Module, inputs: tuple[Tensor, ...], output: Tensor, name: str = name) -> None:
                given.setdefault(name, []).append(inputs[0])
                if name in {"query", "key", "value"}:
                    given.setdefault(f"{name} made", []).append(output)

            hooks.append(part.register_forward_hook(hook))
        with torch.no_grad():
            self._states = [layer(x, mask) for x, mask in zip(self._states, self._masks, strict=True)]
        for one in hooks:
            one.remove()
        return {name: self._pieces(values) for name, values in given.items() if name != "dropout"}


def _unit(totals: NDArray[np.float32]) -> float:
    """Return how many steps a one has in which a norm is given its `totals` (pieces, n)."""
    return _SPREAD / float(np.median(totals.std(axis=-1)))


def _clear(values: Floats) -> bool:
    """Return whether all `values` are rounded the same by processors that differ in their last digits."""
    return bool((np.abs(values - np.floor(values) - 0.5) > _CLEARANCE).all())


@cache
def _score_step() -> tuple[float, float]:
    """Return a step of attention's scores, in nats, and that of its shares, where no rounding is in doubt."""
    step = _NATS
    while True:
        scores = (np.arange(_TOP_SCORE + 1) - 255) * step
        shares = 1 / (1 + np.exp(-scores))
        unit = float(np.float32(shares[-1] / 255))
        if _clear(shares[:-1] / unit):
            return step, unit
        step *= 1.0001


def _neuron_step(low: float, high: float) -> tuple[float, int]:
    """Return step and zero of the bytes that hold neurons from `low` to `high`, of which no rounding is in doubt."""
    inputs = np.arange(-64 * 12, 64 * math.ceil(high + 1)) / 64
    gelu = inputs * (1 + np.array([math.erf(x / math.sqrt(2)) for x in inputs])) / 2
    step = (high - low) / 254
    while not _clear(gelu / float(np.float32(step))):
        step *= 1.0001
    return float(np.float32(step)), round(-low / step)


@dataclass(frozen=True, slots=True)
class _Attention:
    """What a one of a layer's queries, keys and values stands for, each (attended,), and what these are apart from 0.

    A key's middle adds the same to all scores of a query, and a value's to all sums: neither is computed with. A one of
    a score is `score` in units of what attention takes.
    """

    query: Floats
    key: Floats
    value: Floats
    key_middle: Floats
    value_middle: Floats
    score: float

    @classmethod
    def of(cls, queries: Floats, keys: Floats, values: Floats) -> Self:
        """Return what suits such `queries`, `keys` and `values` (pieces, attended)."""
        reach = np.maximum(np.quantile(np.abs(queries), 1 - _EXTREME, axis=0), LEAST)
        low, high = np.quantile(keys, _EXTREME, axis=0), np.quantile(keys, 1 - _EXTREME, axis=0)
        key_reach = np.maximum((high - low) / 2, LEAST)
        # Query times key has the same unit in all of a layer: what matters is the error of a score, in nats.
        score = float((reach * key_reach).max()) / (127 * _SEVEN)
        query = np.sqrt(score * (reach / 127) / (key_reach / _SEVEN))
        least, most = values.min(axis=0), values.max(axis=0)
        value = np.maximum((most - least) / 2, LEAST) / _SEVEN
        return cls(query, score / query, value, (low + high) / 2, (least + most) / 2, score)


def _with_one(parts: Floats, heads: int, one: float) -> Floats:
    """Return `parts` (…, attended) with one more number after each head's, which is `one`."""
    split = parts.reshape(*parts.shape[:-1], heads, -1)
    return np.concatenate([split, np.full((*split.shape[:-1], 1), one)], axis=-1).reshape(*parts.shape[:-1], -1)


def _add_shares(graph: _Graph, query: str, key: str, name: str, score: float) -> str:
    """Write the shares (b, heads, n, n) in which a query takes from each key, as bytes; `score` is a one's, in nats.

    So far below 0 the sigmoid is the exponential function, but for a share of exp(-3.7), and it has a table of bytes.
    """
    step, share = _score_step()
    scale, one = graph.floats(f"{name}.score.scale", score / step), graph.floats("one", 1)
    given = [query, key, one, scale, graph.byte("middle", MIDDLE)]
    scores = graph.add("MatMulIntegerToFloat", given, f"{name}.score", domain=_MICROSOFT)
    best = graph.add("ReduceMax", [scores], f"{name}.best", axes=[-1], keepdims=1)
    behind = graph.add("Sub", [scores, best], f"{name}.behind")
    top = graph.byte("score.top", _TOP_SCORE)
    behind = graph.add("QuantizeLinear", [behind, one, top], f"{name}.behind.bytes")
    steps = [graph.floats("score.step", step), graph.byte("score.zero", 255)]
    steps += [graph.floats("share.step", share), graph.byte("zero.unsigned", 0)]
    return graph.add("QLinearSigmoid", [behind, *steps], f"{name}.shares", domain=_MICROSOFT)


def _add_attention(graph: _Graph, layer: Layer, norm: _Norm, name: str, seen: dict[str, NDArray[np.float32]]) -> _Norm:
    """Write a layer up to its first norm, and return that."""
    heads, width = layer.heads, layer.query.out_features // layer.heads
    unit, size = _unit(seen["norm_attention"]), heads * width
    (joined, bias), (mix, mix_bias) = _joined([layer.query, layer.key, layer.value]), _joined([layer.mix])
    inputs, on = grid(seen["query"], joined), grid(seen["mix"], mix)
    a_one = _Attention.of(*(seen[f"{part} made"] for part in ("query", "key", "value")))
    graph.units |= {f"{name}.{part}": _told(getattr(a_one, part)) for part in ("query", "key", "value")}

    # Each head's values have one more, which is always 1: its sum is that of the shares.
    weight = np.concatenate([joined[:, : 2 * size], _with_one(joined[:, 2 * size :], heads, 0.0)], axis=1)
    apart = bias - np.concatenate([np.zeros(size), a_one.key_middle, a_one.value_middle])
    bias = np.concatenate([apart[: 2 * size], _with_one(apart[2 * size :], heads, 1.0)])
    units = np.concatenate([1 / a_one.query, 1 / a_one.key, _with_one(1 / a_one.value, heads, 1.0)])
    numbers, skipped = norm.bytes(inputs), norm.skipped(unit, mix_bias + on.centre @ mix)
    examples = inputs.numbers(seen["query"])
    made = graph.product(numbers, f"{name}.qkv", weight * inputs.step[:, None], examples, units)
    shift = graph.floats(f"{name}.qkv.bias", (bias + inputs.centre @ weight) * units)
    made = graph.add("Add", [made, shift], f"{name}.qkv")
    query, key, value = (f"{name}.{part}" for part in ("query", "key", "value"))
    graph.split(made, {query: size, key: size, value: size + heads}, axis=2)
    bounds = [graph.floats("least", -_SEVEN), graph.floats("most", _SEVEN)]
    key, value = (graph.bytes(graph.add("Clip", [one, *bounds], f"{one}.cut"), signed=True) for one in (key, value))
    shifted = [query, graph.floats("one", 1), graph.byte("middle", MIDDLE)]
    query = graph.shaped(graph.add("QuantizeLinear", shifted, f"{query}.bytes"), f"{query}.heads", 0, -1, heads, width)
    query = graph.add("Transpose", [query], f"{name}.query.turned", perm=[0, 2, 1, 3])
    # Turned before it is parted by heads, which is faster.
    key = graph.add("Transpose", [key], f"{name}.key.turned", perm=[0, 2, 1])
    key = graph.shaped(key, f"{name}.key.heads", 0, heads, width, -1)
    value = graph.shaped(value, f"{name}.value.heads", 0, -1, heads, width + 1)
    value = graph.add("Transpose", [value], f"{name}.value.turned", perm=[0, 2, 1, 3])

    shares = _add_shares(graph, query, key, name, a_one.score / math.sqrt(width))
    summed = graph.add("MatMulInteger", [shares, value], f"{name}.summed")
    summed = graph.add("Cast", [summed], f"{name}.sums", to=TensorProto.FLOAT)
    graph.split(summed, {f"{name}.weighed": width, f"{name}.weight": 1}, axis=3)
    # Not the product with 1 / weight: where onnxruntime optimises it makes this of it, with another last digit.
    mixed = graph.add("Div", [f"{name}.weighed", f"{name}.weight"], f"{name}.mean")
    mixed = graph.add("Transpose", [mixed], f"{name}.mean.turned", perm=[0, 2, 1, 3])
    mixed = graph.shaped(mixed, f"{name}.mean.joined", 0, -1, size)
    middle = (a_one.value_middle - on.centre) / on.step + MIDDLE
    mixed = graph.bytes(graph.affine(mixed, f"{name}.mixed", a_one.value / on.step, middle))
    made = graph.product(mixed, f"{name}.mix", mix * on.step[:, None], on.numbers(seen["mix"]), unit)
    total = graph.add("Add", [made, skipped], f"{name}.attended.total")
    return _Norm(graph, f"{name}.attended", total, unit, layer.norm_attention)


def _add_neurons(graph: _Graph, layer: Layer, norm: _Norm, name: str, seen: dict[str, NDArray[np.float32]]) -> _Norm:
    """Write a layer from its first norm to its second, and return that."""
    unit = _unit(seen["norm_output"])
    (up, up_bias), (down, down_bias) = _joined([layer.up]), _joined([layer.down])
    step, zero = _neuron_step(float(seen["down"].min()), float(np.quantile(seen["down"].max(axis=0), _WITHIN)))
    size = len(down)
    on = Grid(np.full(size, (MIDDLE - zero) * step), np.full(size, step))
    inputs = grid(seen["up"], up)
    numbers = norm.bytes(inputs)
    skipped = norm.skipped(unit, down_bias + on.centre @ down)
    product = graph.product(numbers, f"{name}.up", up * inputs.step[:, None], inputs.numbers(seen["up"]), 1.0)
    bias = up_bias + inputs.centre @ up + ROUNDER
    shifted = graph.add("Add", [product, graph.floats(f"{name}.up.bias", bias)], f"{name}.up.shifted")
    rounded = graph.add("Sub", [shifted, graph.floats("rounder", ROUNDER)], f"{name}.up.rounded")
    made = graph.add("Gelu", [rounded], f"{name}.neurons", domain=_MICROSOFT)
    steps = [graph.floats(f"{name}.neuron.step", step), graph.byte(f"{name}.neuron.zero", zero)]
    made = graph.add("QuantizeLinear", [made, *steps], f"{name}.neurons.bytes")
    product = graph.product(made, f"{name}.down", down * step, on.numbers(seen["down"]), unit)
    total = graph.add("Add", [product, skipped], f"{name}.out.total")
    return _Norm(graph, f"{name}.out", total, unit, layer.norm_output)


def _add_embedding(graph: _Graph, network: ReaderNetwork, annotator: int, unit: float) -> str:
    """Write the sum of a piece's embeddings, its words' kept as int8 with a scale for each; return its name."""
    words = _values(network.words.weight)
    scale = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-12) / 127
    graph.weight("words.int8", np.rint(words / scale).astype(np.int8))
    graph.floats("words.scale", scale * unit)
    whole_rows = graph.add("Gather", ["words.int8", "ids"], "words.rows")
    cast = graph.add("Cast", [whole_rows], "words.cast", to=TensorProto.FLOAT)
    found = graph.add("Mul", [cast, graph.add("Gather", ["words.scale", "ids"], "words.scales")], "words.found")
    # One row for each combination of feature values, the last feature varying fastest.
    rows = np.zeros((1, network.shape.width))
    for table in network.features:
        rows = (rows[:, None, :] + _values(table.weight)[None, :, :]).reshape(-1, network.shape.width)
    features = graph.add("Gather", [graph.floats("features.table", rows * unit), "features"], "feature")
    asked = _values(network.annotators.weight)[annotator]
    table = graph.floats("positions", (_values(network.positions.weight) + asked) * unit)
    start = graph.weight("start", np.zeros(1, dtype=np.int64))
    length = graph.add("Shape", ["ids"], "length", start=1, end=2)
    position = graph.add("Slice", [table, start, length], "position")
    return graph.add("Add", [graph.add("Add", [found, features], "marked"), position], "embedded.total")


def _add_heads(graph: _Graph, network: ReaderNetwork, annotator: int, norm: _Norm, states: Floats) -> dict[str, int]:
    """Write the heads on what the last layer makes, `states` for example; return how many numbers each gives."""
    joined = {name: _joined([getattr(network, part) for part in parts]) for name, parts in HEADS.items()}
    if annotator:
        joined["roles"][0][:] += _values(network.notions)[annotator].T
    weight = np.concatenate([weight for weight, _ in joined.values()], axis=1)
    bias = np.concatenate([bias for _, bias in joined.values()])
    inputs = grid(states, weight)
    product = graph.product(norm.bytes(inputs), "heads", weight * inputs.step[:, None], inputs.numbers(states), 1.0)
    made = graph.add("Add", [product, graph.floats("heads.bias", bias + inputs.centre @ weight)], "heads")
    sizes = {name: weight.shape[1] for name, (weight, _) in joined.items()}
    graph.split(made, {name if name == "links" else f"{name}.logits": size for name, size in sizes.items()}, axis=2)
    for name in sizes:
        if name != "links":
            # What differs by processor is so far behind a float's last digit that it is rounded away.
            exact = graph.add("Cast", [f"{name}.logits"], f"{name}.exact", to=TensorProto.DOUBLE)
            chances = graph.add("Softmax", [exact], f"{name}.chances", axis=-1)
            graph.add("Cast", [chances], name, to=TensorProto.FLOAT)
    return sizes


def build_graph(
    network: ReaderNetwork, batches: Sequence[Batch], annotator: int = 0, *, own: bool = True
) -> onnx.ModelProto:
    """Return the graph of `network`, asked for the labels of `annotator`, 0 for nobody's in particular.

    `batches` show what its parts are given, which their grids are made for. `own` tells the reader whether the labels
    follow attrcheck's own guideline.

    Inputs are ids and features (b, n), int64, the features combined into one number; outputs are the
    probabilities roles (b, n, 7), entities (b, n, 9), acts (b, n, 5) and kinds (b, n, 10), and links
    (b, n, 4 * 128), the four projections whose products score the links. All windows of a batch have the same length.
    """
    if network.shape.buckets:
        raise SystemExit("this network is a teacher, too large for the reader: train a smaller one with --teacher")
    graph = _Graph()
    network.eval()
    examples = _Examples(network, batches, annotator)
    total = _add_embedding(graph, network, annotator, examples.unit)
    norm = _Norm(graph, "embedded", total, examples.unit, network.norm)
    for index, layer in enumerate(network.layers):
        assert isinstance(layer, Layer)
        name, seen = f"layer{index}", examples.through(layer)
        norm = _add_attention(graph, layer, norm, name, seen)
        norm = _add_neurons(graph, layer, norm, name, seen)
    sizes = _add_heads(graph, network, annotator, norm, examples.states)
    made = helper.make_graph(
        graph.nodes,
        "reader",
        [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"]) for n in ("ids", "features")],
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["batch", "length", s]) for n, s in sizes.items()],
        list(graph.weights.values()),
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
    model = helper.make_model(made, opset_imports=opsets, producer_name="attrcheck")
    model.ir_version = 9
    labels = {"roles": ROLE_LABELS, "entities": ENTITY_LABELS, "acts": ACT_LABELS, "kinds": KIND_LABELS}
    about = {**labels, "features": FEATURE_SIZES, "link": network.shape.link, "own": own, "units": graph.units}
    helper.set_model_props(model, {name: json.dumps(value) for name, value in about.items()})
    return model


def export(
    network: ReaderNetwork, folder: Path, batches: Sequence[Batch], *, annotator: int = 0, own: bool = True
) -> Path:
    """Write `network`, asked for the labels of `annotator`, to `folder` with its vocabulary; return the model's path.

    `batches` show what its parts are given. `own` tells the reader whether the labels follow attrcheck's own guideline.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "model.onnx"
    onnx.save(build_graph(network, batches, annotator, own=own), str(target))
    copyfile(base_vocabulary(), folder / "vocab.txt")
    return target
