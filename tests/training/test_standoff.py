"""Stand-off annotation: marks are taken from their texts and put to them again, and never to others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attrcheck.training.__main__ import app
from attrcheck.training.standoff import with_texts, without_texts

_WHOLE = "It was late.\n\n“It is open,” Ann said.\n\nNobody came."
_MARKS = [{"annotator": "own", "attributions": [{"source": [[14, 17]], "cue": [[18, 22]], "content": [[0, 13]]}]}]
_TEXTS = {"wiki-1": "Another.", "wiki-2": _WHOLE}


@pytest.mark.parametrize("straight", [False, True])
def test_marks_find_their_text_again(straight: bool) -> None:
    """What is apart holds no word of the text, and together with the corpus is the article as it was, marks and all."""
    text = _WHOLE.replace("“", '"').replace("”", '"')[14:37] if straight else _WHOLE[14:37]
    article = {"id": "wiki-2.1", "text": text, "annotations": _MARKS}
    (mark,) = without_texts([article], _TEXTS)
    assert "Ann" not in json.dumps(mark)
    assert list(with_texts([mark], _TEXTS)) == [article]


def test_another_text_gets_no_marks() -> None:
    """Where the corpus has another edition of the text, or lacks it, its marks are left out."""
    (mark,) = without_texts([{"id": "a", "text": _WHOLE, "annotations": _MARKS}], _TEXTS)
    assert list(with_texts([mark], {"wiki-2": _WHOLE.replace("open", "shut")})) == []
    assert list(with_texts([mark], {})) == []


def test_an_article_of_no_corpus_is_named() -> None:
    """An article that stands nowhere in the texts cannot be taken apart."""
    with pytest.raises(KeyError, match="town-1"):
        list(without_texts([{"id": "town-1", "text": "Nowhere.", "annotations": []}], _TEXTS))


def test_the_commands_undo_each_other(tmp_path: Path) -> None:
    """`apart` and `join` are each the other's way back; `join` says how many articles have their text."""
    texts, articles, marks = (tmp_path / name for name in ("texts.jsonl", "articles.jsonl", "marks.jsonl"))
    texts.write_text("".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in _TEXTS.items()))
    articles.write_text(json.dumps({"id": "a", "text": _WHOLE, "annotations": _MARKS}) + "\n")
    marks.write_text(CliRunner().invoke(app, ["apart", str(articles), str(texts)]).stdout)
    joined = CliRunner().invoke(app, ["join", str(marks), str(texts)])
    assert json.loads(joined.stdout) == json.loads(articles.read_text())
    assert "1 of 1 articles have their text" in joined.stderr
