"""The project's own marked articles: every row stands in its text, and none stands in both parts."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from attrcheck.reader.cues import Act
from attrcheck.reader.wordpieces import KIND_LABELS
from attrcheck.training.prepare import read_rows

_DATA = Path(str(resources.files("attrcheck.training") / "data"))
_PARTS = ("train", "dev")
_SETS = ("articles", "news", "opinion", "mixed")


@pytest.mark.parametrize("part", _PARTS)
@pytest.mark.parametrize("name", _SETS)
def test_every_mark_stands_on_words(name: str, part: str) -> None:
    """Each span of a row begins and ends at a character that is no blank, in the text, and rows know kind and act."""
    wrong = []
    for row in read_rows(_DATA / f"{name}.{part}.jsonl"):
        for annotation in row["annotations"]:
            for one in annotation["attributions"]:
                spans = [span for role in ("source", "cue", "content") for span in one[role]]
                words = [row["text"][start:end] for start, end in spans]
                known = one["kind"] in KIND_LABELS and one["act"] in set(Act)
                if not known or any(not word or word != word.strip() for word in words):
                    wrong.append((row["id"], words))
    assert wrong == []


@pytest.mark.parametrize("name", _SETS)
def test_no_article_is_in_both_parts(name: str) -> None:
    """What is measured on was never trained on: one article in five is kept apart."""
    train, dev = ({str(row["id"]) for row in read_rows(_DATA / f"{name}.{part}.jsonl")} for part in _PARTS)
    assert train & dev == set()
    assert 0.15 < len(dev) / len(train | dev) < 0.25
