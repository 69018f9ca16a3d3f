"""What is exported says the same on every processor: whole numbers are summed up, and nothing else is in doubt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from attrcheck.training.__main__ import app
from attrcheck.training.integers import Grid, grid, whole

TEXT = "Ann Lee said it was “very late” in Rome. The mayor, Bob Moss, denied that the bridge was unsafe."

#: Operators whose result IEEE 754 gives, or that only move numbers.
_ONE_AT_A_TIME = {"Add", "Sub", "Mul", "Div", "Round", "Clip", "Cast", "QuantizeLinear", "ReduceMax"}
_MOVES = {"Gather", "Shape", "Slice", "Split", "Reshape", "Transpose"}


def test_inputs_lie_on_grids_of_bytes() -> None:
    """Each input has its own middle and step; its numbers stay within a byte, and stand for what they were."""
    chance = np.random.default_rng(1)
    inputs = chance.normal(size=(500, 4)) * [1.0, 10.0, 0.1, 0.0] + [0.0, 5.0, -3.0, 2.0]
    weight = chance.normal(size=(4, 3))
    on = grid(inputs, weight)
    numbers = on.numbers(inputs)
    assert np.abs(numbers).max() <= 128
    assert np.array_equal(numbers, np.rint(numbers))
    assert (np.abs(numbers * on.step + on.centre - inputs) <= on.step / 2 + 1e-6).all()
    assert Grid(np.zeros(1), np.ones(1)).numbers(np.array([[1e9], [-1e9]])).tolist() == [[127.0], [-128.0]]


def test_weights_are_whole_and_no_two_neighbours_exceed_16_bits() -> None:
    """Two products of bytes and weights that a processor may add in 16 bits fit; errors are made good by later rows."""
    chance = np.random.default_rng(2)
    weight = chance.standard_t(3, size=(96, 40))
    inputs = chance.normal(size=(3000, 12)) @ chance.normal(size=(12, 96)) + 0.3 * chance.normal(size=(3000, 96))
    told = whole(weight, inputs.T @ inputs / len(inputs))
    values = told.values.astype(int)
    for sign in (1, -1):
        one = np.maximum(values * sign, 0)
        assert (one[0::2] + one[1::2]).max() <= 128
    exact = inputs @ weight
    error = np.abs(inputs @ (values * told.scale) - exact).mean() / np.abs(exact).mean()
    plain = np.abs(inputs @ (np.rint(weight / told.scale) * told.scale) - exact).mean() / np.abs(exact).mean()
    assert error < 0.5 * plain


def test_nothing_in_the_graph_hangs_on_the_processor() -> None:
    """Sums are of whole numbers, and what is approximated is rounded so that it does not show."""
    torch = pytest.importorskip("torch", reason="the training extra is not installed")
    onnx = pytest.importorskip("onnx", reason="the training extra is not installed")
    from attrcheck.training.batches import sample
    from attrcheck.training.export import build_graph
    from attrcheck.training.model import ReaderNetwork, Shape

    torch.manual_seed(0)
    graph = build_graph(ReaderNetwork(Shape(layers=1)), sample([TEXT * 9], 0)).graph
    stored = {one.name: onnx.numpy_helper.to_array(one) for one in graph.initializer}
    makers = {output: node for node in graph.node for output in node.output}
    for node in graph.node:
        if node.op_type in _ONE_AT_A_TIME | _MOVES:
            continue
        if node.op_type == "ReduceSum":
            (before,) = (makers[name] for name in node.input if name in makers)
            rounded = makers[before.input[0]] if before.op_type == "Mul" else before
            assert rounded.op_type == "Round"
        elif node.op_type in {"MatMulInteger", "MatMulIntegerToFloat"}:
            assert len(node.input) <= 5  # no bias: a processor may add it without rounding the product first
        elif node.op_type == "Gelu":
            # The argument is on a grid of 1/64, and the result a byte far from where it would be another one.
            name = node.output[0]
            step, zero = stored[name.replace("neurons", "neuron.step")], stored[name.replace("neurons", "neuron.zero")]
            inputs = torch.arange(-64 * 40, 64 * 200, dtype=torch.float64) / 64
            results = (torch.nn.functional.gelu(inputs) / float(step) + float(zero)).numpy()
            within = results[(results > -0.5) & (results < 255)]
            assert np.abs(within - np.floor(within) - 0.5).min() > 1e-4
        elif node.op_type == "QLinearSigmoid":
            step, share = float(stored[node.input[1]]), float(stored[node.input[3]])
            results = 1 / (1 + np.exp((255 - np.arange(160)) * step)) / share
            assert np.abs(results - np.floor(results) - 0.5).min() > 1e-4
            assert results.max() < 255.5
        else:
            assert node.op_type == "Softmax", node.op_type
            assert makers[node.input[0]].op_type == "Cast"


def test_a_checkpoint_is_exported_by_a_command(tmp_path: Path) -> None:
    """`export` takes texts that show what the network is given, and writes a model that reads."""
    torch = pytest.importorskip("torch", reason="the training extra is not installed")
    from attrcheck.article.text.plain_text import from_text
    from attrcheck.reader.model import Reader
    from attrcheck.training.model import ReaderNetwork, Shape
    from attrcheck.training.train import write_network

    torch.manual_seed(0)
    write_network(ReaderNetwork(Shape(layers=1, annotators=2)), tmp_path / "one.pt")
    texts = tmp_path / "texts.jsonl"
    texts.write_text(json.dumps({"id": "a", "text": TEXT * 4}) + "\n", encoding="utf8")
    folder = tmp_path / "model"
    command = ["export", str(tmp_path / "one.pt"), str(folder), str(texts), "--annotator", "2"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert Reader(folder).read(from_text(TEXT)).own
    plain, fused = (_said(folder, level) for level in ("ORT_DISABLE_ALL", "ORT_ENABLE_ALL"))
    assert all((one == other).all() for one, other in zip(plain, fused, strict=True)), "onnxruntime rewrites the graph"


def _said(folder: Path, level: str) -> list[Any]:
    """Return what the network in `folder` says of a text, at that level of onnxruntime's optimisation."""
    import onnxruntime

    from attrcheck.article import Span
    from attrcheck.reader.wordpieces import OUTPUTS, encode, load_tokenizer, window

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = getattr(onnxruntime.GraphOptimizationLevel, level)
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    pieces = encode(TEXT, [Span(0, len(TEXT))], load_tokenizer(folder / "vocab.txt"))
    return list(session.run(OUTPUTS, window(pieces, 0, len(pieces))))


def test_a_file_of_another_kind_is_not_read_back(tmp_path: Path) -> None:
    """A model that tells no units, as those of before whole numbers, is refused with what can be done."""
    pytest.importorskip("torch", reason="the training extra is not installed")
    onnx = pytest.importorskip("onnx", reason="the training extra is not installed")
    from attrcheck.training.exported import exported_network

    nothing = onnx.helper.make_graph([], "reader", [], [])
    onnx.save(onnx.helper.make_model(nothing), str(tmp_path / "old.onnx"))
    with pytest.raises(SystemExit, match="no model that this version's `export` wrote"):
        exported_network(tmp_path / "old.onnx")
