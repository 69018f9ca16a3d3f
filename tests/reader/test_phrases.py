"""Whole phrases: a chunk never ends with "in the", inside a bracket, a number or a name."""

from __future__ import annotations

import numpy as np
import pytest

from attrcheck.article import Span
from attrcheck.reader.model import Reader
from attrcheck.reader.phrases import after_address, complete
from attrcheck.reader.tagging import Chunk
from attrcheck.reader.wordpieces import ROLE_LABELS, encode
from tests.support.marked import drawn_once

#: What the labels make of a text, and what is left of it; words in {braces} are likely to be part of it.
CONTENTS = {
    "[T:the bridge would be open in] the spring.": "the bridge would be open in the spring",
    "[T:the bridge would be open in] {the spring}.": "the bridge would be open in the spring",
    "[T:the bridge would be open whose]. Nobody knew.": "the bridge would be open",
    "[T:the toll fell by 4]0 cents on Monday": "the toll fell by 40",
    "[T:the toll fell by 4].5 per cent": "the toll fell by 4.5",
    "[T:the Labour-]led council agreed": "the Labour-led",
    "[T:the town (which has two bridges] and one ferry) would pay": "the town (which has two bridges and one ferry)",
    "[T:the town (which] has two bridges. It said so": "the town",
    "[T:it was what they had asked for], he said": "it was what they had asked for",
    "[T:that the sea came in]. It rained.": "that the sea came in",
    "[T:the farm was his]. It rained.": "the farm was his",
    "[T:the farm was his] {farm}.": "the farm was his farm",
    "[T:which tap he had left on]” she said": "which tap he had left",
    "[T:the road was closed for] the day": "the road was closed for the day",
    "[T:the hill was the]. It rained.": "the hill was",
    "[T:the ferry sails] at noon": "the ferry sails",
    "[T:the ferry sails] {at noon}": "the ferry sails",
    "[T:the ferry sails but] nobody knew.": "the ferry sails",
    "[T:the ferry sails and] {the bus runs}.": "the ferry sails and the bus runs",
}
SOURCES = {
    "[S:A clerk of the] court said": "A clerk of the court",
    "[S:Gov]. Ames said": "Gov. Ames",
    "[S:Brig]. Ames said": "Brig. Ames",
    "[S:Cmdr.] Ames said": "Cmdr. Ames",
    "[S:Maj]. Ames said": "Maj. Ames",
    "[S:Another former] server said": "Another former server",
    "[S:Ann J.] Lee said": "Ann J. Lee",
    "[S:her] said": "her",
    "[S:Ann]'s sister said": "Ann",
}
CUES = {"[C:according to] Ann": "according to", "[C:made the] claim that": "made the claim"}


def _completed(marked: str, label: str, reader: Reader) -> str:
    """Return what is left of the one chunk that `marked` draws, a word in braces being likely to be part of it."""
    likely = [part.partition("}")[0] for part in marked.split("{")[1:]]
    text, spans = drawn_once(marked.replace("{", "").replace("}", ""))
    (span,) = getattr(spans, label)
    pieces = encode(text, [Span(0, len(text))], reader.tokenizer)
    roles = np.zeros((len(pieces), len(ROLE_LABELS)), dtype=np.float64)
    for words in likely:
        start = text.index(words)
        low, high = np.searchsorted(pieces.starts, (start, start + len(words)))
        roles[low:high, ROLE_LABELS.index(f"I-{label}")] = 0.4
    low, high = np.searchsorted(pieces.starts, (span.start, span.end)).tolist()
    (chunk,) = complete([Chunk(label, low, high, 1.0)], roles, pieces, text)
    return text[pieces.starts[chunk.start] : pieces.ends[chunk.end - 1]]


@pytest.mark.parametrize(("marked", "whole"), CONTENTS.items())
def test_a_content_ends_with_its_phrase(marked: str, whole: str, reader: Reader) -> None:
    """A content goes on to the end of its phrase, or gives up the words that lead nowhere."""
    assert _completed(marked, "content", reader) == whole


@pytest.mark.parametrize(("marked", "whole"), SOURCES.items())
def test_a_source_ends_with_its_name(marked: str, whole: str, reader: Reader) -> None:
    """A source goes on to the noun or the name that it leads to."""
    assert _completed(marked, "source", reader) == whole


@pytest.mark.parametrize(("marked", "whole"), CUES.items())
def test_a_cue_may_end_with_a_preposition(marked: str, whole: str, reader: Reader) -> None:
    """A cue ends with "to", but not with "the"."""
    assert _completed(marked, "cue", reader) == whole


def test_nothing_takes_what_another_chunk_has(reader: Reader) -> None:
    """A content that cannot go on, because a cue follows, gives up its last words."""
    text = "that the road was closed the, said Ann"
    pieces = encode(text, [Span(0, len(text))], reader.tokenizer)
    roles = np.zeros((len(pieces), len(ROLE_LABELS)), dtype=np.float64)
    found = [Chunk("content", 0, 6, 1.0), Chunk("cue", 6, 8, 1.0)]
    content, cue = complete(found, roles, pieces, text)
    assert (content.end, cue) == (5, found[1])


def test_words_that_lead_nowhere_are_no_chunk(reader: Reader) -> None:
    """A content of which nothing would be left is left out."""
    text = "to. Ann said"
    pieces = encode(text, [Span(0, len(text))], reader.tokenizer)
    roles = np.zeros((len(pieces), len(ROLE_LABELS)), dtype=np.float64)
    assert complete([Chunk("content", 0, 1, 1.0)], roles, pieces, text) == ()


def test_pieces_of_one_phrase_are_left(reader: Reader) -> None:
    """A chunk that ends with "of" is whole where the next one of its kind goes on there."""
    text = "of the flood, said Ann"
    pieces = encode(text, [Span(0, len(text))], reader.tokenizer)
    roles = np.zeros((len(pieces), len(ROLE_LABELS)), dtype=np.float64)
    found = (Chunk("content", 0, 1, 1.0), Chunk("content", 1, 3, 1.0))
    assert complete(found, roles, pieces, text) == found


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("Ann Lee. Lee, a clerk", ["Ann Lee", "Lee, a clerk"]),
        ("Gov. Ann Lee of St. Ives", ["Gov. Ann Lee of St. Ives"]),
        ("J. R. Hale", ["J. R. Hale"]),
        ("Const. Ann Lee of Fen", ["Const. Ann Lee of Fen"]),
        ("Warner Bros. Discovery", ["Warner Bros. Discovery"]),
    ],
)
def test_a_source_stays_within_its_sentence(source: str, parts: list[str], reader: Reader) -> None:
    """Labels that run on over a full stop are two sources; an abbreviation ends no sentence."""
    text = f"Yes, said {source}, said no."
    pieces = encode(text, [Span(0, len(text))], reader.tokenizer)
    low, high = np.searchsorted(pieces.starts, (10, 10 + len(source))).tolist()
    roles = np.zeros((len(pieces), len(ROLE_LABELS)), dtype=np.float64)
    found = complete([Chunk("source", low, high, 1.0)], roles, pieces, text)
    assert [text[pieces.starts[one.start] : pieces.ends[one.end - 1]] for one in found] == parts


@pytest.mark.parametrize(
    ("text", "source", "left"),
    [
        ("He told Fen.hu, Ann Lee said.", "hu, Ann Lee", "Ann Lee"),
        ("It rained. Ann Lee said.", "Ann Lee", "Ann Lee"),
        ("Fen.hu said.", "hu", "hu"),
    ],
)
def test_a_source_does_not_begin_inside_a_web_address(text: str, source: str, left: str, reader: Reader) -> None:
    """What the labels leave of one before a source is no part of it, unless it is all that they have."""
    pieces = encode(text, [Span(0, len(text))], reader.tokenizer)
    start = text.index(source)
    low, high = np.searchsorted(pieces.starts, (start, start + len(source))).tolist()
    chunk = after_address(Chunk("source", low, high, 1.0), pieces, text)
    assert text[pieces.starts[chunk.start] : pieces.ends[chunk.end - 1]] == left
