"""Thinning: heads and neurons that others can stand in for go, and what is left says nearly the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attrcheck.training.__main__ import app

torch = pytest.importorskip("torch")

TEXT = "Ann Lee said it was “very late” in Rome. The mayor, Bob Moss, denied that the bridge was unsafe."


def test_inputs_that_others_can_stand_in_for_go_first() -> None:
    """An input that is the sum of two others, and a constant one, go without any loss; then the one that does least."""
    from attrcheck.training.thinning import removal

    torch.manual_seed(1)
    one, two, small = torch.randn(3, 4000, dtype=torch.float64)
    inputs = torch.stack([one, one + two, two, small * 0.1, torch.full_like(one, 3.0), torch.ones_like(one)], dim=1)
    weight = torch.tensor([[1.0, 2.0, 3.0, 1.0, 0.5, 0.25]])
    moments = inputs.T @ inputs / len(inputs)
    left = removal(moments, weight, 2)
    assert len(left.losses) == 3
    assert max(left.losses[:2]) < 0.01 < left.losses[2] < 0.02
    assert left.places[-1] == 5
    assert 3 not in left.places
    assert torch.allclose(inputs[:, left.places] @ left.weight.T, inputs @ weight.double().T, atol=0.5)
    # All that the constant said is in its weight now.
    assert left.weight[0, -1] == pytest.approx(0.25 + 1.5, abs=0.05)


def test_whole_groups_go() -> None:
    """Of three groups of two inputs the one stays that the output hangs on."""
    from attrcheck.training.thinning import removal

    torch.manual_seed(1)
    inputs = torch.cat([torch.randn(2000, 6, dtype=torch.float64), torch.ones(2000, 1, dtype=torch.float64)], dim=1)
    weight = torch.tensor([[0.1, 0.0, 0.0, 2.0, 0.1, 0.1, 1.0]])
    left = removal(inputs.T @ inputs / len(inputs), weight, 1, group=2)
    assert left.places.tolist() == [2, 3, 6]
    assert removal(inputs.T @ inputs / len(inputs), weight, 2, together=3).places.tolist()[-1] == 6


def test_a_thinned_network_has_the_share_that_was_asked_for(tmp_path: Path) -> None:
    """`thin` writes a checkpoint with fewer heads and neurons; it is exported like any other, and read back."""
    from attrcheck.training.batches import sample
    from attrcheck.training.export import export
    from attrcheck.training.exported import exported_network
    from attrcheck.training.model import ReaderNetwork, Shape
    from attrcheck.training.train import load_network, write_network

    torch.manual_seed(1)
    before = tmp_path / "before.pt"
    write_network(ReaderNetwork(Shape(layers=2, heads=4, head_width=32, inner=96)), before)
    texts = tmp_path / "texts.jsonl"
    texts.write_text(json.dumps({"id": "a", "text": TEXT * 8}) + "\n", encoding="utf8")
    target = tmp_path / "thin.pt"
    done = CliRunner().invoke(app, ["thin", str(before), str(target), str(texts), "--work", "0.5"])
    assert done.exit_code == 0, done.output
    thin = load_network(target)
    assert all(heads <= 4 and inner in {32, 64, 96} for heads, inner in thin.shape.kept)
    sizes = [
        sum(part.numel() for name, part in network.layers.named_parameters() if "norm" not in name)
        for network in (load_network(before), thin)
    ]
    assert 0.3 < sizes[1] / sizes[0] < 0.55
    file = export(thin, tmp_path / "model", sample([TEXT * 8], 0))
    again = exported_network(file)
    assert again.shape.kept == thin.shape.kept
    ids = torch.randint(1000, 2000, (1, 9))
    given = (ids, torch.zeros(1, 9, 3, dtype=torch.long), torch.ones(1, 9))
    with torch.no_grad():
        assert torch.allclose(again(*given).roles, thin(*given).roles, atol=0.05)
