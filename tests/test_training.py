"""Training: targets, windows, styles of quotation marks, scores, and the exported network."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from attrcheck.pieces import ROLE_LABELS, combined_features
from attrcheck.reader import Reader
from attrcheck.training.__main__ import app
from attrcheck.training.predict import predict
from attrcheck.training.prepare import IGNORED, cut, encode_rows, restyle
from attrcheck.training.score import score, table

TEXT = "Ann Lee said it was “very late” in Rome."
ROW = {
    "id": "one",
    "text": TEXT,
    "annotations": [{"attributions": [{"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 31]]}]}],
}
SILVER = {"one": {"entities": [[0, 7, "PERSON"], [35, 39, "LOCATION"], [8, 12, "TITLE"]]}}


def test_targets_mark_roles_entities_and_links(reader: Reader) -> None:
    """Each piece has its role and entity, each content piece its cue, each cue its source."""
    (example,) = encode_rows([ROW], SILVER, reader.tokenizer)
    words = [TEXT[s:e] for s, e in zip(example.pieces.starts, example.pieces.ends, strict=True)]
    assert list(zip(words, (ROLE_LABELS[role] for role in example.roles), strict=True)) == [
        ("Ann", "B-source"),
        ("Lee", "I-source"),
        ("said", "B-cue"),
        ("it", "B-content"),
        ("was", "I-content"),
        ("“", "I-content"),
        ("very", "I-content"),
        ("late", "I-content"),
        ("”", "I-content"),
        ("in", "O"),
        ("Rome", "O"),
        (".", "O"),
    ]
    assert example.entities.tolist() == [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0]
    assert example.cue_of.tolist() == [IGNORED] * 3 + [2] * 6 + [IGNORED] * 3
    assert example.source_of.tolist() == [IGNORED, IGNORED, 0] + [IGNORED] * 9


def test_windows_point_within_themselves(reader: Reader) -> None:
    """A pointer's target is counted from the window's start, after [CLS]; one outside the window is [CLS] itself."""
    (example,) = encode_rows([ROW], {}, reader.tokenizer)
    first, second, third = cut(example, 5, None)
    assert [window.cue_of.tolist() for window in (first, second, third)] == [
        [IGNORED, IGNORED, IGNORED, 3, 3],
        [0, 0, 0, 0, IGNORED],
        [IGNORED, IGNORED],
    ]
    assert first.source_of.tolist() == [IGNORED, IGNORED, 1, IGNORED, IGNORED]
    assert set(first.entities.tolist()) == {IGNORED}


def test_windows_cover_an_article_once(reader: Reader) -> None:
    """At any phase the windows of an article hold each piece once."""
    (example,) = encode_rows([{**ROW, "text": TEXT * 40}], {}, reader.tokenizer)
    for seed in range(20):
        parts = [window.ids for window in cut(example, 50, random.Random(seed), blank=0.5)]
        assert np.concatenate(parts).tolist() == example.pieces.ids.tolist()
        assert max(map(len, parts)) <= 50


@pytest.mark.parametrize(
    ("style", "restyled"),
    [
        ("straight", 'He said "it\'s late," and left.'),
        ("curly", "He said “it’s late,” and left."),
        ("single", "He said ‘it’s late,’ and left."),
        ("angle", "He said «it’s late,» and left."),
    ],
)
def test_quotation_marks_change_their_style(style: str, restyled: str) -> None:
    """Marks take another house style, apostrophes stay, and the text keeps its length."""
    assert restyle("He said “it’s late,” and left.", style) == restyled


def _row(text: str, *attributions: dict[str, list[list[int]]]) -> dict[str, object]:
    return {"id": "a", "text": text, "annotations": [{"attributions": list(attributions)}]}


GOLD = _row(
    'Ann said "it was late". Bob thinks so.',
    {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 22]]},
    {"source": [[24, 27]], "cue": [[28, 34]], "content": [[35, 37]]},
)


def test_a_perfect_prediction_scores_a_hundred() -> None:
    """Predicting the gold gives 100 on every measure, and punctuation at the edges does not count."""
    same = [
        {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 23]]},
        {"source": [[24, 27]], "cue": [[28, 34]], "content": [[35, 38]]},
    ]
    assert {f.f1 for f in score([GOLD], {"a": same}).values()} == {100.0}


def test_scores_count_what_is_wrong() -> None:
    """A missed attribution, a wrong source and a shortened content cost what they should."""
    figures = score([GOLD], {"a": [{"source": [[24, 27]], "cue": [[4, 8]], "content": [[9, 16]]}]})
    assert {name: round(f.f1, 1) for name, f in figures.items()} == {
        "detect": 66.7,
        "sourced": 0.0,
        "exact": 0.0,
        "quoted": 100.0,
        "source": 66.7,
        "cue": 66.7,
        "content": 66.7,
    }


def test_several_annotators_count_as_their_mean() -> None:
    """An article with several annotations counts once, as the mean over them."""
    empty = {**GOLD, "annotations": [GOLD["annotations"][0], {"attributions": []}]}  # type: ignore[index]  # a JSON row
    mine = {"a": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 22]]}]}
    detect = score([empty], mine)["detect"]
    assert (detect.precision, detect.recall) == (50.0, 50.0)


def test_nothing_predicted_scores_nothing() -> None:
    """Articles without a prediction score 0, and the table has a line a measure."""
    figures = score([GOLD], {})
    assert {f.f1 for f in figures.values()} == {0.0}
    assert len(table(figures).splitlines()) == 8


def test_predict_prints_the_checklist_for_the_scorer(reader: Reader) -> None:
    """Each text gives one object with spans, kind, name, role, act, form and confidence."""
    text = "Mayor Alice Brown said the old bridge would be closed until May."
    (row,) = predict([{"id": "x", "text": text}], reader)
    (one,) = row["attributions"]
    confidence = one.pop("confidence")
    assert 0.5 < confidence <= 1
    assert {**row, "attributions": [one]} == {
        "id": "x",
        "attributions": [
            {
                "source": [[0, 17]],
                "cue": [[18, 22]],
                "content": [[23, 63]],
                "kind": "person",
                "name": "Alice Brown",
                "role": "Mayor",
                "act": "statement",
                "form": "indirect",
            }
        ],
    }


def test_the_command_predicts_scores_and_holds_floors(tmp_path: Path) -> None:
    """The commands work from files, and a floor that is not reached is named and ends with exit code 1."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(ROW) + "\n", encoding="utf8")
    runner = CliRunner()
    predicted = runner.invoke(app, ["predict", str(gold)])
    (tmp_path / "predicted.jsonl").write_text(predicted.stdout, encoding="utf8")
    floors = tmp_path / "floors.toml"
    floors.write_text("[f1]\ndetect = 100.1\ncue = 1.0\n", encoding="utf8")
    result = runner.invoke(app, ["score", str(gold), str(tmp_path / "predicted.jsonl"), "--floors", str(floors)])
    assert (predicted.exit_code, result.exit_code) == (0, 1)
    assert "detect is 100.0, its floor 100.1" in result.stderr
    assert "cue is" not in result.stderr


def test_the_exported_network_is_the_trained_one(tmp_path: Path, reader: Reader) -> None:
    """The graph that is written for the runtime computes what the network computes."""
    torch = pytest.importorskip("torch", reason="the training extra is not installed")
    onnx = pytest.importorskip("onnx", reason="the training extra is not installed")
    import onnxruntime

    from attrcheck.training.export import build_graph
    from attrcheck.training.model import ReaderNetwork, Shape

    torch.manual_seed(0)
    network = ReaderNetwork(Shape(layers=2)).eval()
    for features in network.features:
        torch.nn.init.normal_(features.weight)
    onnx.save(build_graph(network), str(tmp_path / "float.onnx"))
    (example,) = encode_rows([ROW], {}, reader.tokenizer)
    ids, marks = example.pieces.ids[None], example.pieces.features[None].astype(np.int64)
    session = onnxruntime.InferenceSession(str(tmp_path / "float.onnx"))
    roles, entities, links = session.run(
        ["roles", "entities", "links"], {"ids": ids, "features": combined_features(example.pieces.features)[None]}
    )
    with torch.no_grad():
        expected = network(torch.from_numpy(ids), torch.from_numpy(marks), torch.ones(ids.shape))
    assert np.allclose(roles, expected.roles.softmax(-1), atol=1e-5)
    assert np.allclose(entities, expected.entities.softmax(-1), atol=1e-5)
    content, cue = links[0, :, :128], links[0, :, 128:256]
    assert np.allclose(content @ cue.T * 128**-0.5, expected.cue_of[0], atol=1e-4)


def test_the_shipped_model_is_small(reader: Reader) -> None:
    """The model file fits the package: at most 25 MB."""
    assert reader.file.stat().st_size <= 25_000_000
