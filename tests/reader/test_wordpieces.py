"""Word pieces: offsets, words and surface features."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from attrcheck.article.model import Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.model import Reader
from attrcheck.reader.wordpieces import combined_features, encode


@pytest.fixture(scope="module")
def tokenizer(reader: Reader) -> Tokenizer:
    """Return the shipped model's tokenizer."""
    return reader.tokenizer


def test_pieces_know_words_case_breaks_and_quotations(tokenizer: Tokenizer) -> None:
    """Each piece has its characters, its word, its letter case, the break before it and whether it is quoted."""
    text = 'NATO unquestioningly said: "Go."\n\nYes'
    pieces = encode(text, [Span(0, 32), Span(34, 37)], tokenizer)
    rows = [
        (text[s:e], word, *features)
        for s, e, word, features in zip(
            pieces.starts.tolist(), pieces.ends.tolist(), pieces.words.tolist(), pieces.features.tolist(), strict=True
        )
    ]
    assert rows == [
        ("NATO", 0, 2, 2, 0),
        ("un", 1, 0, 1, 0),
        ("quest", 1, 0, 0, 0),
        ("ion", 1, 0, 0, 0),
        ("ingly", 1, 0, 0, 0),
        ("said", 2, 0, 1, 0),
        (":", 3, 3, 0, 0),
        ('"', 4, 3, 1, 1),
        ("Go", 5, 1, 0, 1),
        (".", 6, 3, 0, 1),
        ('"', 7, 3, 0, 1),
        ("Yes", 8, 1, 2, 0),
        ("", 9, 3, 0, 0),
    ]


def test_features_combine_into_one_number() -> None:
    """Every combination of feature values has a number of its own, the last feature varying fastest."""
    table = np.array(
        [[case, gap, quoted] for case in range(4) for gap in range(3) for quoted in range(2)], dtype=np.uint8
    )
    assert combined_features(table).tolist() == list(range(24))


@given(text=st.text(max_size=300))
def test_pieces_lie_in_order_within_their_paragraphs(tokenizer: Tokenizer, text: str) -> None:
    """Pieces of any text follow each other, and each lies within one paragraph."""
    article = from_text(text)
    spans = [p.span for p in article.readable]
    pieces = encode(article.text, spans, tokenizer)
    starts, ends = pieces.starts.tolist(), pieces.ends.tolist()
    assert starts == sorted(starts)
    assert all(any(p.start <= s <= e <= p.end for p in spans) for s, e in zip(starts, ends, strict=True))
    assert np.all(np.diff(pieces.words) >= 0)


def test_unknown_symbols_are_left_out(reader: Reader) -> None:
    """An emoji is no piece, what follows it still opens the paragraph, and a text of emoji alone has no pieces."""
    text = "🙂 Ann 🌉 left."
    pieces = encode(text, [Span(0, len(text))], reader.tokenizer)
    assert [text[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True)] == ["Ann", "left", "."]
    assert pieces.opens_paragraph.tolist() == [True, False, False]
    assert len(encode("🙂🌉", [Span(0, 2)], reader.tokenizer)) == 0
