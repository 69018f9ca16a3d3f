"""The floors under the shipped model's figures, on the project's own articles that it was not trained on."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from attrcheck.reader.model import Reader
from attrcheck.training.fragments import torn_counts
from attrcheck.training.predict import predict
from attrcheck.training.prepare import read_rows
from attrcheck.training.score import score
from tests.support.checkout import ROOT

ARTICLES = Path(str(resources.files("attrcheck.training") / "data")) / "articles.dev.jsonl"


FLOORS = tomllib.loads((ROOT / "tests" / "benchmarks" / "floors.toml").read_text(encoding="utf8"))["f1"]
ROWS = list(read_rows(ARTICLES))
#: Torn spans in a hundred attributions, at most.
MOST_TORN = 1.0


@pytest.fixture(scope="module")
def predicted(reader: Reader) -> dict[str, Any]:
    """Return what the shipped model finds in the articles, by their ids."""
    return {row["id"]: row["attributions"] for row in predict(ROWS, reader)}


def test_the_shipped_model_reaches_its_floors(predicted: dict[str, Any]) -> None:
    """No measure is under its floor; a floor falls only with a line in the changelog."""
    figures = score(ROWS, predicted)
    assert {name: figures[name].f1 for name, floor in FLOORS.items() if figures[name].f1 < floor} == {}


def test_rows_are_whole(predicted: dict[str, Any]) -> None:
    """What a person marks is never torn, and what the model finds next to never."""
    marked = {row["id"]: row["annotations"][0]["attributions"] for row in ROWS}
    assert torn_counts(ROWS, marked).total() == 0
    assert 100 * torn_counts(ROWS, predicted).total() <= MOST_TORN * sum(map(len, predicted.values()))
