"""Sentences: where they end, and where a full stop ends none."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.article.model import Span
from attrcheck.article.sentences import abbreviations, sentence_ends, sentences_of

#: Texts with "|" where a sentence begins.
CASES = [
    "It rained. |It was late.",
    "“It rained.” |He left! |Why? |Nobody knew… |So it went.",
    "Mr. Smith met Sen. Lee, Gov. Ray and Dr. J. R. Poe on Jan. 5.",
    "The U.S. Senate and the U.K. Treasury agreed.",
    "He lives in the U.S. |He likes it.",
    "Acme Inc. rose, and Acme Corp. Holdings fell.",
    "It grew by 1.5 million, i.e. a lot, etc. and so on.",
    "One line\n|Another line",
    "She asked “why?” and left.",
    "He said (it rained.) |“Yes.”",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_they_end(case: str) -> None:
    """A sentence ends at its mark, and abbreviations, initials and numbers end none."""
    text = case.replace("|", "")
    marked = "".join(
        f"|{c}" if i in {s.end for s in sentence_ends(text, 0, len(text))} else c for i, c in enumerate(text)
    )
    assert marked == case


@pytest.mark.parametrize("word", sorted(abbreviations()))
def test_every_abbreviation_is_one_in_a_sentence_only(word: str) -> None:
    """Each abbreviation ends no sentence before a name, and the same letters in a longer word do."""
    for text, ends in ((f"Then {word.title()}. Smithson came.", 0), (f"Then xq{word}. Smithson came.", 1)):
        assert len(list(sentence_ends(text, 0, len(text)))) == ends


@given(st.text(alphabet='aB.!? \n"”…', max_size=80))
def test_ends_lie_in_order_and_in_bounds(text: str) -> None:
    """Whatever the text, ends come in order, in bounds, and hold a mark or a line's end."""
    found = list(sentence_ends(text, 0, len(text)))
    assert all(0 <= span.start < span.end <= len(text) and text[span.start] in ".!?…\n" for span in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_sentences_are_given_whole_and_without_blanks() -> None:
    """Every sentence of a span is yielded from its first to its last mark, one without a full stop too."""
    text = "  It rained. Mr. Lee left!  “Why?” he asked\nNobody knew "
    assert [span.of(text) for span in sentences_of(text, Span(0, len(text)))] == [
        "It rained.",
        "Mr. Lee left!",
        "“Why?” he asked",
        "Nobody knew",
    ]
    assert list(sentences_of(text, Span(0, 2))) == []
