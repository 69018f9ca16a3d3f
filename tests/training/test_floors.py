"""The floors under the shipped model's figures, on the project's own articles that it was not trained on."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

from attrcheck.reader.model import Reader
from attrcheck.training.predict import predict
from attrcheck.training.prepare import read_rows
from attrcheck.training.score import score
from tests.support.checkout import ROOT

ARTICLES = Path(str(resources.files("attrcheck.training") / "data")) / "articles.dev.jsonl"


def test_the_shipped_model_reaches_its_floors(reader: Reader) -> None:
    """No measure is under its floor; a floor falls only with a line in the changelog."""
    floors = tomllib.loads((ROOT / "tests" / "benchmarks" / "floors.toml").read_text(encoding="utf8"))["f1"]
    rows = list(read_rows(ARTICLES))
    figures = score(rows, {row["id"]: row["attributions"] for row in predict(rows, reader)})
    assert {name: figures[name].f1 for name, floor in floors.items() if figures[name].f1 < floor} == {}
