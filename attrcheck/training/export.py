"""A trained network in, the reader's ONNX file out: weights kept as int8, computed with as float, no padding mask.

The graph is written operator by operator, because the fused ones (Attention, BiasGelu) are what makes the runtime fast
and no exporter finds all of them in a traced network. SkipLayerNormalization is slower than its parts.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from attrcheck.reader.wordpieces import ACT_LABELS, ENTITY_LABELS, FEATURE_SIZES, KIND_LABELS, ROLE_LABELS
from attrcheck.training.model import Layer, ReaderNetwork, base_tokenizer

__all__ = ["build_graph", "export"]

_MICROSOFT = "com.microsoft"


class _Graph:
    """The nodes and weights of a graph under construction; `add` returns the name of a node's output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[TensorProto] = []

    def weight(self, name: str, values: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def folded(self, name: str, values: NDArray[np.float32], axis: int) -> None:
        """Keep `values` as int8, with a scale for all that lie along `axis`."""
        scale = np.maximum(np.abs(values).max(axis=axis, keepdims=True), 1e-12) / 127
        self.weight(f"{name}.int8", np.rint(values / scale).astype(np.int8))
        self.weight(f"{name}.scale", scale.astype(np.float32))

    def matrix(self, name: str, values: NDArray[np.float32]) -> str:
        """Keep a matrix as int8 with a scale for each column, unfolded to float once, when the file is loaded.

        What is computed is float: the same on every processor but for the last digits, which int8 products are not.
        """
        self.folded(name, values, axis=0)
        cast = self.add("Cast", [f"{name}.int8"], f"{name}.cast", to=TensorProto.FLOAT)
        return self.add("Mul", [cast, f"{name}.scale"], name)

    def rows(self, name: str, values: NDArray[np.float32], indices: str) -> str:
        """Look rows up in a table that is kept as int8 with a scale for each row, unfolding only those."""
        self.folded(name, values, axis=1)
        whole = self.add("Gather", [f"{name}.int8", indices], f"{name}.rows")
        cast = self.add("Cast", [whole], f"{name}.cast", to=TensorProto.FLOAT)
        scales = self.add("Gather", [f"{name}.scale", indices], f"{name}.scales")
        return self.add("Mul", [cast, scales], f"{name}.found")

    def add(self, operator: str, inputs: list[str], name: str, *, domain: str = "", **attributes: object) -> str:
        node = helper.make_node(operator, inputs, [name], name=f"{name}_node", domain=domain, **attributes)
        self.nodes.append(node)
        return name


def _values(parameter: torch.Tensor) -> NDArray[np.float32]:
    return parameter.detach().cpu().float().numpy()


def _combined_features(network: ReaderNetwork) -> NDArray[np.float32]:
    """Return one row for each combination of feature values, the last feature varying fastest."""
    rows = np.zeros((1, network.shape.width), dtype=np.float32)
    for table in network.features:
        rows = (rows[:, None, :] + _values(table.weight)[None, :, :]).reshape(-1, network.shape.width)
    return rows


def _add_layer(graph: _Graph, layer: Layer, x: str, name: str) -> str:
    parts = (layer.query, layer.key, layer.value)
    joined = graph.matrix(f"{name}.qkv", np.concatenate([_values(p.weight).T for p in parts], axis=1))
    joined_bias = graph.weight(f"{name}.qkv.bias", np.concatenate([_values(p.bias) for p in parts]))
    mixed = graph.add("Attention", [x, joined, joined_bias], f"{name}.mixed", domain=_MICROSOFT, num_heads=layer.heads)
    out = graph.add("MatMul", [mixed, graph.matrix(f"{name}.mix", _values(layer.mix.weight).T)], f"{name}.mix.out")

    def normed(value: str, skip: str, norm: torch.nn.LayerNorm, bias: torch.Tensor, label: str) -> str:
        biased = graph.add("Add", [value, graph.weight(f"{label}.bias", _values(bias))], f"{label}.biased")
        total = graph.add("Add", [biased, skip], f"{label}.total")
        weights = [
            graph.weight(f"{label}.gamma", _values(norm.weight)),
            graph.weight(f"{label}.beta", _values(norm.bias)),
        ]
        return graph.add("LayerNormalization", [total, *weights], label, epsilon=norm.eps, axis=-1)

    x = normed(out, x, layer.norm_attention, layer.mix.bias, f"{name}.attended")
    up = graph.add("MatMul", [x, graph.matrix(f"{name}.up", _values(layer.up.weight).T)], f"{name}.up.out")
    bias = graph.weight(f"{name}.up.bias", _values(layer.up.bias))
    inner = graph.add("BiasGelu", [up, bias], f"{name}.inner", domain=_MICROSOFT)
    down = graph.add("MatMul", [inner, graph.matrix(f"{name}.down", _values(layer.down.weight).T)], f"{name}.down.out")
    return normed(down, x, layer.norm_output, layer.down.bias, f"{name}.out")


def build_graph(network: ReaderNetwork, annotator: int = 0, *, own: bool = True) -> onnx.ModelProto:
    """Return the graph of `network`, asked for the labels of `annotator`, 0 for nobody's in particular.

    `own` tells the reader whether these follow attrcheck's own guideline.

    Inputs are ids and features (b, n), int64, the features combined into one number; outputs are the
    probabilities roles (b, n, 7), entities (b, n, 9), acts (b, n, 5) and kinds (b, n, 10), and links
    (b, n, 4 * 128), the four projections whose products score the links. All windows of a batch have the same length.
    """
    if network.shape.buckets:
        raise SystemExit("this network is a teacher, too large for the reader: train a smaller one with --teacher")
    graph = _Graph()
    asked = _values(network.annotators.weight)[annotator]
    words = graph.rows("words", _values(network.words.weight), "ids")
    features = graph.add("Gather", [graph.weight("features.table", _combined_features(network)), "features"], "feature")
    length = graph.add(
        "Slice",
        [
            graph.weight("positions", _values(network.positions.weight) + asked),
            graph.weight("zero", np.zeros(1, dtype=np.int64)),
            graph.add("Shape", ["ids"], "length", start=1, end=2),
        ],
        "position",
    )
    total = graph.add("Add", [graph.add("Add", [words, features], "marked"), length], "placed")
    x = graph.add(
        "LayerNormalization",
        [
            total,
            graph.weight("norm", _values(network.norm.weight)),
            graph.weight("norm.bias", _values(network.norm.bias)),
        ],
        "embedded",
        epsilon=network.norm.eps,
        axis=-1,
    )
    for index, layer in enumerate(network.layers):
        assert isinstance(layer, Layer)
        x = _add_layer(graph, layer, x, f"layer{index}")
    heads = {
        "roles": [network.roles],
        "entities": [network.entities],
        "acts": [network.acts],
        "kinds": [network.kinds],
        "links": [network.content_to, network.cue_from, network.cue_to, network.source_from],
    }
    for name, parts in heads.items():
        keep = graph.weight if name == "roles" else graph.matrix
        values = np.concatenate([_values(p.weight).T for p in parts], axis=1)
        if name == "roles" and annotator:
            values += _values(network.notions)[annotator].T
        weight = keep(f"{name}.weight", values)
        bias = graph.weight(f"{name}.bias", np.concatenate([_values(p.bias) for p in parts]))
        product = graph.add("MatMul", [x, weight], f"{name}.product")
        if name == "links":
            graph.add("Add", [product, bias], name)
        else:
            graph.add("Softmax", [graph.add("Add", [product, bias], f"{name}.logits")], name, axis=-1)
    labels = {"roles": ROLE_LABELS, "entities": ENTITY_LABELS, "acts": ACT_LABELS, "kinds": KIND_LABELS}
    sizes = {**{name: len(values) for name, values in labels.items()}, "links": 4 * network.shape.link}
    made = helper.make_graph(
        graph.nodes,
        "reader",
        [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"]) for n in ("ids", "features")],
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["batch", "length", s]) for n, s in sizes.items()],
        graph.weights,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
    model = helper.make_model(made, opset_imports=opsets, producer_name="attrcheck")
    model.ir_version = 9
    about = {**labels, "features": FEATURE_SIZES, "link": network.shape.link, "own": own}
    helper.set_model_props(model, {name: json.dumps(value) for name, value in about.items()})
    return model


def export(network: ReaderNetwork, folder: Path, *, annotator: int = 0, own: bool = True) -> Path:
    """Write `network`, asked for the labels of `annotator`, to `folder` with its tokenizer; return the model's path.

    `own` tells the reader whether these follow attrcheck's own guideline.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "model.onnx"
    onnx.save(build_graph(network.eval(), annotator, own=own), str(target))
    base_tokenizer().save(str(folder / "tokenizer.json"))
    return target
