"""Augmentation: names, frames and quotation marks change, and every span keeps its words."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.files import read_data
from attrcheck.training.augment import Marked, recast, restyle, swap_names
from tests.support.marked import drawn_once

_MARKS = {"source": "S", "cue": "C", "content": "T"}


def _marked(notation: str, *people: str) -> Marked:
    """Return the text with its one attribution, marked as [S:source] [C:cue] [T:content]; `people` are names in it."""
    text, drawing = drawn_once(notation)
    spans = {role: [[span.start, span.end] for span in getattr(drawing, role)] for role in _MARKS}
    entities: list[list[Any]] = [
        [found.start(), found.end(), "PERSON"] for name in people for found in re.finditer(rf"\b{name}\b", text)
    ]
    return Marked(text, [spans], entities)


def _notation(marked: Marked) -> str:
    """Return the text with the marks of its first attribution."""
    edges = [
        (place, end, "]" if end else f"[{_MARKS[role]}:")
        for role, spans in marked.attributions[0].items()
        for span in spans
        for end, place in enumerate(span)
    ]
    text = marked.text
    for place, _, mark in sorted(edges, key=lambda edge: (edge[0], -edge[1]), reverse=True):
        text = text[:place] + mark + text[place:]
    return text


def _words(marked: Marked) -> dict[str, list[str]]:
    return {role: [marked.text[s:e] for s, e in spans] for role, spans in marked.attributions[0].items()}


def test_a_name_is_exchanged_everywhere_for_the_same() -> None:
    """First and last name change together, alone and in capitals, and the spans move along."""
    before = _marked("[S:Ann Lee] [C:said] [T:Lee would go]. LEE left.", "Ann Lee", "Lee", "LEE")
    after = swap_names(before, random.Random(3))
    given, family = after.text.split()[:2]
    assert (given in read_data("augment")["names"]["given"], "Lee" in after.text) == (True, False)
    assert _words(after) == {"source": [f"{given} {family}"], "cue": ["said"], "content": [f"{family} would go"]}
    assert after.text.endswith(f"{family.upper()} left.")
    assert after.entities is not None
    assert {after.text[start:end] for start, end, _ in after.entities} >= {f"{given} {family}", family.upper()}


def test_what_is_no_name_stays() -> None:
    """Words outside the entities, and entities of other kinds, stay as they are."""
    marked = _marked("[S:The mayor] [C:said] [T:it was Lee].")
    assert swap_names(marked, random.Random(1)) == marked


@pytest.mark.parametrize(
    "sentence",
    [
        "[S:Ann Lee] [C:said] [T:that the bridge was closed].",
        "[S:Ann Lee] [C:said] [T:the bridge was closed].",
        "[T:The bridge was closed], [S:Ann Lee] [C:said].",
        "[C:According to] [S:Ann Lee], [T:the bridge was closed].",
    ],
)
def test_a_reported_clause_gets_other_frames(sentence: str) -> None:
    """A sentence that is one plain attribution is set in every frame with its own clause, and a full stop or none."""
    seen = set()
    for seed in range(400):
        after = recast(_marked(sentence, "Ann Lee"), random.Random(seed), share=1.0)
        seen.add(_notation(after))
        words = _words(after)
        assert len(words["content"]) == 1
        assert words["content"][0].lower().removeprefix("that ") == "the bridge was closed"
        assert words["source"] in ([], ["Ann Lee"]) or "Ann Lee" not in after.text
    assert {
        "[C:According to] [S:Ann Lee], [T:the bridge was closed].",
        "[T:The bridge was closed][C::] [S:Ann Lee]",
        "[C:It is believed] [T:that the bridge was closed].",
        "[S:Many users] [C:say] [T:that the bridge was closed].",
    } <= seen


def test_a_quotation_gets_other_frames() -> None:
    """A sentence that is a quotation and who said it is set in other frames, its words untouched."""
    seen = set()
    for seed in range(400):
        after = recast(_marked("[T:“It is late,”] [S:Ann Lee] [C:said].", "Ann Lee"), random.Random(seed), share=1.0)
        seen.add(_notation(after))
        assert "It is late" in "".join(_words(after)["content"])
    assert {"[S:Ann Lee][C::] [T:“It is late.”]", "[T:“It is late.”] [C:—] [S:Ann Lee]", "[T:“It is late.”]"} <= seen


@pytest.mark.parametrize(
    "sentence",
    [
        "[S:She] [C:said] [T:that the bridge was closed].",
        "On Monday [S:Ann Lee] [C:said] [T:that the bridge was closed].",
        "[S:Ann Lee] [C:said] [T:that “the bridge” was closed].",
        "[S:Ann Lee] [C:said] [T:much].",
    ],
)
def test_other_sentences_stay(sentence: str) -> None:
    """Pronouns, sentences with more in them, mixed quotations and fragments are not recast."""
    marked = _marked(sentence, "Ann Lee")
    assert recast(marked, random.Random(1), share=1.0) == marked


def test_frames_without_a_full_stop_are_whole_lines() -> None:
    """Inside a paragraph every frame ends its sentence."""
    for seed in range(200):
        marked = _marked("[S:Ann Lee] [C:said] [T:that the bridge was closed]. Nobody came.", "Ann Lee")
        after = recast(marked, random.Random(seed), share=1.0)
        assert re.search(r"closed.*\. Nobody came\.$", after.text)


@given(st.integers(), st.text(max_size=20))
def test_what_follows_moves_along(seed: int, rest: str) -> None:
    """After any change the attributions behind it hold the words that they held."""
    marked = _marked("[S:Ann Lee] [C:said] [T:that the bridge was closed].", "Ann Lee")
    text = f"{marked.text}\n\nBob thinks so. {rest}"
    start = len(marked.text) + 2
    second = {
        "source": [[start, start + 3]],
        "cue": [[start + 4, start + 10]],
        "content": [[start + 11, start + 13]],
    }
    both = Marked(text, [*marked.attributions, second], marked.entities)
    chance = random.Random(seed)
    after = swap_names(recast(both, chance, share=1.0), chance)
    held = {role: [after.text[s:e] for s, e in spans] for role, spans in after.attributions[1].items()}
    assert held == {"source": ["Bob"], "cue": ["thinks"], "content": ["so"]}


def test_every_frame_is_whole() -> None:
    """Each frame has a content with its slot, and its marks are balanced."""
    for kind, frames in read_data("augment")["frames"].items():
        for frame in frames:
            slot = "Q" if kind.startswith("direct") else "P"
            assert re.search(rf"\{{[^}}]*\b{slot}\b[^}}]*\}}", frame), frame
            assert [frame.count(mark) for mark in "[({"] == [frame.count(mark) for mark in "])}"], frame


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
