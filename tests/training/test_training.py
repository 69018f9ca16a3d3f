"""Training: targets, windows, scores, calibration, and the exported network."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from attrcheck.article.model import Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.calibration import has_calibration
from attrcheck.reader.linking import Scores
from attrcheck.reader.model import Reader
from attrcheck.reader.reading import Linked
from attrcheck.reader.wordpieces import ENTITY_LABELS, KIND_LABELS, ROLE_LABELS, combined_features
from attrcheck.training.__main__ import app
from attrcheck.training.analyse import Group, analyse
from attrcheck.training.analyse import table as analysis_table
from attrcheck.training.calibrate import Report, calibrate, fit
from attrcheck.training.predict import predict
from attrcheck.training.prepare import IGNORED, OTHERS, OWN, Changes, annotators, as_annotated_by, cut, encode_rows
from attrcheck.training.score import score, table

TEXT = "Ann Lee said it was “very late” in Rome."
ROW = {
    "id": "one",
    "text": TEXT,
    "annotations": [{"attributions": [{"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 31]]}]}],
}
SILVER = {"one": {"entities": [[0, 7, "PERSON"], [35, 39, "LOCATION"], [8, 12, "TITLE"]]}}


def test_targets_mark_roles_entities_and_links(reader: Reader) -> None:
    """Each piece has its role and entity, each content piece its cue, each cue its act and source."""
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
    assert example.acts.tolist() == [IGNORED, IGNORED, 0] + [IGNORED] * 9


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


def test_annotators_are_told_apart_and_at_times_withheld(reader: Reader) -> None:
    """Each annotator has a number from 1 up, in order of name; some windows are told nobody's."""
    rows = [{**ROW, "annotations": [{"annotator": name, "attributions": []}]} for name in ("zoe", "ann", "zoe")]
    assert annotators(rows) == ("ann", "zoe")
    examples = list(encode_rows(rows, {}, reader.tokenizer))
    assert [example.annotator for example in examples] == [2, 1, 2]
    numbers = {window.annotator for window in cut(examples[0], 1, random.Random(1), changes=Changes(unsigned=0.5))}
    assert numbers == {0, 2}


def test_windows_cover_an_article_once(reader: Reader) -> None:
    """At any phase the windows of an article hold each piece once."""
    (example,) = encode_rows([{**ROW, "text": TEXT * 40}], {}, reader.tokenizer)
    for seed in range(20):
        parts = [window.ids for window in cut(example, 50, random.Random(seed), changes=Changes())]
        assert np.concatenate(parts).tolist() == example.pieces.ids.tolist()
        assert max(map(len, parts)) <= 50


def _row(text: str, *attributions: Mapping[str, object]) -> dict[str, Any]:
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


@pytest.mark.parametrize("mark", ["doubt", "nested"])
def test_what_is_in_doubt_or_nested_counts_neither_way(mark: str) -> None:
    """A gold row so marked is no miss, and what pairs up with it is no false one."""
    (annotation,) = GOLD["annotations"]
    first, second = annotation["attributions"]
    gold = {**GOLD, "annotations": [{"attributions": [first, {**second, mark: True}]}]}
    for found in ([first], [first, second]):
        figures = score([gold], {"a": found})
        assert (figures["detect"].f1, figures["exact"].f1) == (100.0, 100.0)


def test_several_annotators_count_as_their_mean() -> None:
    """An article with several annotations counts once, as the mean over them."""
    empty = {**GOLD, "annotations": [GOLD["annotations"][0], {"attributions": []}]}
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


def test_a_floor_falls_only_with_a_flag(tmp_path: Path) -> None:
    """Pinning writes floors half a point under the figures, and lowers one only where that is asked for."""
    gold, floors = tmp_path / "gold.jsonl", tmp_path / "floors.toml"
    gold.write_text(json.dumps(ROW) + "\n", encoding="utf8")
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text(json.dumps({"id": "one", **ROW["annotations"][0]}) + "\n", encoding="utf8")  # type: ignore[dict-item]  # a JSON row
    score_again = ["score", str(gold), str(predicted), "--floors", str(floors), "--pin"]
    runner = CliRunner()
    assert runner.invoke(app, score_again).exit_code == 0
    pinned = floors.read_text(encoding="utf8")
    assert pinned.splitlines()[:2] == ["[f1]", "detect = 99.5"]
    predicted.write_text(json.dumps({"id": "one", "attributions": []}) + "\n", encoding="utf8")
    refused = runner.invoke(app, score_again)
    assert (refused.exit_code, floors.read_text(encoding="utf8")) == (1, pinned)
    assert "add --lower" in refused.stderr
    assert runner.invoke(app, [*score_again, "--lower"]).exit_code == 0
    assert "detect = 0.0" in floors.read_text(encoding="utf8")


def test_a_calibration_says_what_the_truth_was() -> None:
    """Rows of equal scores get the share of them that was true, and surer rows more."""
    span = (Span(0, 1),)
    scores = [Scores(0.9, cue=0.9, to_cue=0.9, source=0.9, to_source=0.9), Scores(0.5, cue=0.5, to_cue=0.5)]
    linked = [Linked(span, span, span, 0.0, one) for one in scores for _ in range(200)]
    truth = [float(number % 10 < 9) for number in range(200)] + [float(number % 10 < 3) for number in range(200)]
    calibration = fit(linked, truth)
    assert [round(calibration.confidence(one), 2) for one in scores] == [0.9, 0.3]


def test_confidence_is_told_on_articles_left_out(reader: Reader, tmp_path: Path) -> None:
    """The command prints precision and recall by confidence, and writes the calibration if asked."""
    said = "Mayor Alice Brown said the old bridge would be closed until May."
    wants = "The council wants a new bridge."
    row = {"source": [[0, 17]], "cue": [[18, 22]], "content": [[23, 63]]}
    rows = [_row(f"{said}\n\n{wants}", row), _row(f"{said}\n\n{wants} Nobody came.", row), _row(said, row)]
    rows = [{**one, "id": str(number)} for number, one in enumerate(rows)]
    _, result = calibrate(rows, reader)
    assert result.missed == 0
    assert [round(share, 4) for share in result.at(0.0)] == [0.6, 1.0]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf8")
    model = tmp_path / "model"
    shutil.copytree(reader.file.parent, model)
    (model / "calibration.json").unlink()
    printed = CliRunner().invoke(app, ["calibrate", str(gold), "--model", str(model), "--write"])
    assert printed.exit_code == 0
    assert "expected calibration error" in printed.stdout
    assert has_calibration(model)


def test_analysis_counts_each_group(reader: Reader) -> None:
    """Each form, act and kind has how many are annotated, found, sourced and exact, and how many found are right."""
    text = "Mayor Alice Brown said the old bridge would be closed until May. The council wants a new bridge."
    row = _row(
        text,
        {"source": [[0, 17]], "cue": [[18, 22]], "content": [[23, 63]]},
        {"source": [[0, 17]], "cue": [[77, 82]], "content": [[77, 95]]},
    )
    groups = analyse([row], reader)
    assert groups["act: statement"] == Group(gold=1, found=1, sourced=1, exact=1, predicted=1, right=1)
    assert groups["act: intention"] == Group(gold=1, found=1, sourced=0, exact=0, predicted=1, right=1)
    assert groups["form: indirect"] == Group(gold=2, found=2, sourced=1, exact=1, predicted=2, right=2)
    assert groups["kind: person"].gold == 2
    assert analysis_table(groups).splitlines()[1].split()[1:] == ["intention", "1", "100.0", "0.0", "0.0", "1", "100.0"]


def test_the_calibration_error_is_the_gap_to_the_truth() -> None:
    """Rows that are told at 90 % and true at 50 %, half of all, cost 20 points."""
    result = Report(np.array([0.9, 0.9, 0.1, 0.1]), np.array([1.0, 0.0, 0.0, 0.2]), missed=1.0)
    assert result.error == pytest.approx(0.2)
    assert [round(share, 4) for share in result.at(0.5)] == [0.5, 0.4545]
    assert result.at(0.95) == (0.0, 0.0)


def test_an_unfinished_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """A run that was cut after an epoch and started again ends with the weights of one that was not cut."""
    torch = pytest.importorskip("torch", reason="the training extra is not installed")
    from attrcheck.training.train import Recipe, train

    rows, recipe = [{**ROW, "text": TEXT * 20}], Recipe(epochs=2, window=60, batch=2)
    whole = train(rows, SILVER, tmp_path / "whole", recipe=recipe)
    cut_short = tmp_path / "cut"
    cut_short.mkdir()
    after_one = tmp_path / "whole" / "epoch-1.pt"
    shutil.copyfile(after_one, cut_short / "checkpoint.pt")
    first, resumed, finished = (
        torch.load(path, weights_only=True)["network"]
        for path in (after_one, train(rows, SILVER, cut_short, recipe=recipe), whole)
    )
    assert all(torch.equal(resumed[name], weights) for name, weights in finished.items())
    assert not all(torch.equal(first[name], weights) for name, weights in finished.items())
    with pytest.raises(SystemExit, match="other settings"):
        train(rows, SILVER, cut_short, recipe=Recipe(epochs=3, window=60, batch=2))


def test_the_exported_network_is_the_trained_one(tmp_path: Path, reader: Reader) -> None:
    """What is written computes what the network does, asked for one's labels, and is read back as it was written."""
    torch = pytest.importorskip("torch", reason="the training extra is not installed")
    onnx = pytest.importorskip("onnx", reason="the training extra is not installed")
    import onnxruntime

    from attrcheck.training.batches import sample
    from attrcheck.training.export import build_graph, export
    from attrcheck.training.exported import exported_network
    from attrcheck.training.model import ReaderNetwork, Shape

    torch.manual_seed(0)
    network = ReaderNetwork(Shape(layers=2, annotators=2)).eval()
    for weights in (*network.features.parameters(), network.annotators.weight, network.notions):
        torch.nn.init.normal_(weights, std=0.1)
    file = tmp_path / "model.onnx"
    batches = sample([TEXT, TEXT * 20], 2)
    onnx.save(build_graph(network, batches, annotator=2), str(file))
    about = {one.key: one.value for one in onnx.load(str(file)).metadata_props}
    assert about["own"] == "true"
    network_of_others = export(network, tmp_path / "others", batches, annotator=1, own=False)
    assert not Reader(network_of_others.parent).read(from_text(str(ROW["text"]))).own
    assert reader.read(from_text(str(ROW["text"]))).own
    again = exported_network(file)
    (example,) = encode_rows([ROW], {}, reader.tokenizer)
    ids, marks = example.pieces.ids[None].astype(np.int64), example.pieces.features[None].astype(np.int64)
    names = ["roles", "entities", "acts", "kinds"]
    *said, links = onnxruntime.InferenceSession(str(file)).run(
        [*names, "links"], {"ids": ids, "features": combined_features(example.pieces.features)[None]}
    )
    with torch.no_grad():
        inputs = torch.from_numpy(ids), torch.from_numpy(marks), torch.ones(ids.shape)
        trained, read_back = network(*inputs, torch.tensor([2])), again(*inputs)
    for name, probabilities in zip(names, said, strict=True):
        assert np.allclose(probabilities, getattr(read_back, name).softmax(-1), atol=0.03)
        assert np.allclose(probabilities, getattr(trained, name).softmax(-1), atol=0.03)
    content, cue = links[0, :, :128], links[0, :, 128:256]
    assert np.allclose(content @ cue.T * 128**-0.5, read_back.cue_of[0], atol=0.05)


def test_a_network_learns_from_another(tmp_path: Path) -> None:
    """A teacher is a checkpoint of the same notions, or an exported model, which tells of the own notion alone."""
    torch = pytest.importorskip("torch", reason="the training extra is not installed")
    pytest.importorskip("onnx", reason="the training extra is not installed")
    from attrcheck.training.batches import collate, sample
    from attrcheck.training.export import export
    from attrcheck.training.model import base_tokenizer
    from attrcheck.training.train import Origin, Recipe, lesson_of, load_checkpoint, load_network, train

    rows = [*as_annotated_by(OTHERS, [ROW]), *as_annotated_by(OWN, [ROW])]
    small = Recipe(epochs=1, window=60, batch=2, layers=2)
    teacher = train([ROW], SILVER, tmp_path / "teacher", recipe=small)
    with pytest.raises(SystemExit, match="a network of 1 notions was given where articles are of 2"):
        train(rows, SILVER, tmp_path / "other", recipe=small, origin=Origin(teachers=(teacher,)))
    exported = export(load_checkpoint(teacher), tmp_path / "exported", sample([TEXT], 0))
    student = train(rows, SILVER, tmp_path / "student", recipe=small, origin=Origin(teachers=(exported,)))
    assert load_checkpoint(student).shape.annotators == 2
    again = train(rows, SILVER, tmp_path / "again", recipe=small, origin=Origin(model=exported))
    assert load_checkpoint(again).shape.annotators == 2
    examples = encode_rows(rows, SILVER, base_tokenizer(), {OTHERS: 1, OWN: 2})
    batch = collate([window for example in examples for window in cut(example, 60, None)])
    network, taught = load_checkpoint(student), load_network(exported)
    with torch.no_grad():
        said = network(batch.ids, batch.features, batch.attention, batch.annotator)
        theirs = taught(batch.ids, batch.features, batch.attention)
    lessons = [float(lesson_of(said, theirs, batch, Recipe(), notion=notion)) for notion in (None, 1, 2, 3)]
    assert min(lessons[:3]) > 0
    assert lessons[1] != lessons[2]
    assert lessons[3] == 0.0


def _mpnet(folder: Path) -> Path:
    """Write a small encoder of random weights as its makers name them, and return its folder."""
    torch = pytest.importorskip("torch", reason="the training extra is not installed")
    from safetensors.torch import save_file

    width, inner, heads = 24, 48, 12
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (30527, width),
        "embeddings.position_embeddings.weight": (514, width),
        "encoder.relative_attention_bias.weight": (32, heads),
    }
    linear = {f"attention.attn.{part}": (width, width) for part in "qkvo"}
    linear |= {"intermediate.dense": (inner, width), "output.dense": (width, inner)}
    for layer in range(2):
        for name, shape in linear.items():
            shapes[f"encoder.layer.{layer}.{name}.weight"] = shape
            shapes[f"encoder.layer.{layer}.{name}.bias"] = shape[:1]
    norms = ["embeddings.LayerNorm"]
    norms += [f"encoder.layer.{layer}.{part}.LayerNorm" for layer in range(2) for part in ("attention", "output")]
    shapes |= {f"{name}.{kind}": (width,) for name in norms for kind in ("weight", "bias")}
    folder.mkdir()
    torch.manual_seed(0)
    save_file({name: torch.randn(shape) * 0.1 for name, shape in shapes.items()}, str(folder / "model.safetensors"))
    told = {"model_type": "mpnet", "hidden_size": width, "num_hidden_layers": 2, "num_attention_heads": heads}
    told |= {"intermediate_size": inner, "relative_attention_num_buckets": 32, "layer_norm_eps": 1e-5}
    (folder / "config.json").write_text(json.dumps(told), encoding="utf8")
    return folder


def test_a_larger_encoder_can_teach(tmp_path: Path) -> None:
    """An MPNet's pieces are BERT's four further on; it teaches a smaller network, also what nobody has marked."""
    torch = pytest.importorskip("torch", reason="the training extra is not installed")
    from safetensors.torch import load_file

    from attrcheck.training.export import build_graph
    from attrcheck.training.model import large_weights
    from attrcheck.training.train import Origin, Recipe, average, load_checkpoint, train

    folder = _mpnet(tmp_path / "mpnet")
    shape, weights = large_weights(folder)
    words = weights["embeddings.word_embeddings.weight"]
    theirs = load_file(str(folder / "model.safetensors"))["embeddings.word_embeddings.weight"]
    assert (shape.width, shape.layers, shape.buckets, words.shape[0]) == (24, 2, 32, 30522)
    assert torch.equal(words[2023], theirs[2027])
    assert torch.equal(words[101], theirs[0])

    rows = [*as_annotated_by(OTHERS, [ROW]), *as_annotated_by(OWN, [ROW])]
    large = Recipe(epochs=1, window=60, batch=2)
    teacher = train(rows, SILVER, tmp_path / "teacher", recipe=large, origin=Origin(large=folder))
    network = load_checkpoint(teacher)
    assert network.shape.buckets == 32
    with pytest.raises(SystemExit, match="too large"):
        build_graph(network, [])
    average([teacher, teacher], tmp_path / "mean.pt")
    assert load_checkpoint(tmp_path / "mean.pt").shape == network.shape
    small = Recipe(epochs=1, window=60, batch=2, layers=2, taught_share=1.0, lessons=("roles", "entities cue_of"))
    plain = train(rows, SILVER, tmp_path / "plain", recipe=Recipe(epochs=1, window=60, batch=2, layers=2))
    both = Origin(model=plain, teachers=(teacher, plain))
    student = train(rows, SILVER, tmp_path / "student", recipe=small, origin=both)
    assert load_checkpoint(student).shape.width == 384
    (folder / "config.json").write_text("{}", encoding="utf8")
    with pytest.raises(SystemExit, match="no MPNet"):
        large_weights(folder)


def test_pieces_ahead_and_behind_have_biases_of_their_own() -> None:
    """Near distances have a bucket each, farther ones share, and all beyond 128 pieces have the last."""
    pytest.importorskip("torch", reason="the training extra is not installed")
    from attrcheck.training.model import distances

    found = distances(300, 32)
    assert [int(found[0, ahead]) for ahead in (0, 1, 7, 8, 128, 299)] == [0, 17, 23, 24, 31, 31]
    assert [int(found[behind, 0]) for behind in (1, 7, 8, 128, 299)] == [1, 7, 8, 15, 15]


def test_windows_of_others_can_be_asked_for_the_own_notion(reader: Reader) -> None:
    """They have no target but names, which are the same whoever marks."""
    pytest.importorskip("torch", reason="the training extra is not installed")
    from attrcheck.training.train import Recipe, epoch_batches

    rows = [*as_annotated_by(OTHERS, [ROW]), *as_annotated_by(OWN, [ROW])]
    recipe = Recipe(batch=8, taught_share=1.0, own_times=1, changes=Changes(0, 0, 0, 0, 0))
    (batch,) = epoch_batches(rows, SILVER, reader.tokenizer, recipe, 0)
    assert batch.annotator.tolist() == [2, 2]
    marked = [int((roles > 0).sum()) for roles in batch.roles]
    assert sorted(marked)[0] == 0 < sorted(marked)[1]
    assert all(int((entities > 0).sum()) for entities in batch.entities)


def test_texts_that_nobody_annotated_are_asked_for_the_own_notion(reader: Reader) -> None:
    """They have no target at all, and an epoch takes the share of them that is asked for."""
    pytest.importorskip("torch", reason="the training extra is not installed")
    from attrcheck.training.train import Recipe, epoch_batches

    plain = [{"id": f"plain-{number}", "text": ROW["text"], "annotations": []} for number in range(30)]
    rows = [*as_annotated_by(OTHERS, [ROW]), *as_annotated_by(OWN, [ROW]), *plain]

    def windows(share: float) -> list[tuple[int, int]]:
        recipe = Recipe(batch=8, own_times=1, plain_share=share, changes=Changes(0, 0, 0, 0, 0))
        batches = epoch_batches(rows, SILVER, reader.tokenizer, recipe, 0)
        heads = ("roles", "entities", "acts", "kinds", "cue_of", "source_of")
        return [
            (int(annotator), sum(int((getattr(batch, name)[place] >= 0).sum()) for name in heads))
            for batch in batches
            for place, annotator in enumerate(batch.annotator)
        ]

    every = windows(1.0)
    assert sorted(number for number, _ in every) == [1] + [2] * 31
    assert sorted(number for number, targets in every if targets) == [1, 2]
    assert len(windows(0.0)) == 2
    assert 2 < len(windows(0.5)) < 32


def test_products_may_be_of_bfloat16(reader: Reader) -> None:
    """What a network says then is nearly what it says else, and in float32 all the same."""
    torch = pytest.importorskip("torch", reason="the training extra is not installed")

    from attrcheck.training.model import ReaderNetwork, Shape
    from attrcheck.training.train import Recipe, epoch_batches, outputs_of

    torch.manual_seed(0)
    network = ReaderNetwork(Shape(layers=2, annotators=1)).eval()
    batch = next(epoch_batches([ROW], SILVER, reader.tokenizer, Recipe(batch=1), 0))
    with torch.no_grad():
        whole, half = (outputs_of(network, batch, half=half).roles for half in (False, True))
    assert half.dtype == torch.float32
    assert 0 < (whole - half).abs().max() < 0.02 * whole.abs().max()


def test_runs_are_averaged(tmp_path: Path) -> None:
    """The mean of two runs is a checkpoint like theirs, each weight half way between the two."""
    torch = pytest.importorskip("torch", reason="the training extra is not installed")
    from attrcheck.training.model import ReaderNetwork, Shape
    from attrcheck.training.train import average, load_checkpoint

    networks = [ReaderNetwork(Shape(layers=2, annotators=2)) for _ in range(2)]
    for number, network in enumerate(networks):
        torch.save({"network": network.state_dict()}, tmp_path / f"{number}.pt")
    average([tmp_path / "0.pt", tmp_path / "1.pt"], tmp_path / "mean.pt")
    mean = load_checkpoint(tmp_path / "mean.pt").state_dict()
    for name, value in mean.items():
        both = [network.state_dict()[name] for network in networks]
        assert torch.allclose(value, (both[0] + both[1]) / 2), name


def test_a_statement_without_a_cue_points_to_its_source(reader: Reader) -> None:
    """The first piece of the source is the target where a row has no cue, and none where it has no source either."""
    labelled = {"source": [[0, 3]], "cue": [], "content": [[9, 22]]}
    (example,) = encode_rows([_row(GOLD["text"], labelled)], {}, reader.tokenizer)
    assert set(example.cue_of[example.roles >= ROLE_LABELS.index("B-content")].tolist()) == {0}
    (example,) = encode_rows([_row(GOLD["text"], {**labelled, "source": []})], {}, reader.tokenizer)
    assert set(example.cue_of[example.roles >= ROLE_LABELS.index("B-content")].tolist()) == {-1}


def test_rows_in_doubt_teach_nothing(reader: Reader) -> None:
    """Pieces of a doubtful row have no target, and a row inside another's content leaves it whole."""
    doubtful = {"source": [[24, 27]], "cue": [[28, 34]], "content": [[35, 37]], "doubt": True}
    nested = {"source": [[10, 12]], "cue": [[13, 16]], "content": [[17, 21]], "nested": True}
    outer = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 22]], "kind": "person", "name": "Ann"}
    (example,) = encode_rows([_row(GOLD["text"], outer, doubtful, nested)], {}, reader.tokenizer)
    labels = {
        reader.tokenizer.id_to_token(int(piece)): int(role)
        for piece, role in zip(example.pieces.ids, example.roles, strict=True)
    }
    assert (labels["bob"], labels["thinks"], labels["ann"], labels["late"]) == (-100, -100, 1, 6)
    assert set(example.kinds.tolist()) == {-100, KIND_LABELS.index("person")}
    assert example.entities.tolist().count(ENTITY_LABELS.index("B-PERSON")) == 1


def test_the_shipped_model_is_small(reader: Reader) -> None:
    """The model file fits the package: at most 25 MB."""
    assert reader.file.stat().st_size <= 25_000_000
