"""An annotated article in, the same in another style out: sentences recast, names swapped, quotation marks restyled."""

from __future__ import annotations

import itertools
import random
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from attrcheck.article.model import Span
from attrcheck.article.quotations import find_quotations
from attrcheck.article.sentences import sentences_of
from attrcheck.article.text.plain_text import from_text
from attrcheck.files import read_data

__all__ = ["Marked", "recast", "restyle", "swap_names"]

Spans = list[list[int]]
_ROLES = ("source", "cue", "content")
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|you|who|which|that|this|his|her|their|its|my|our)\b", re.I)
_SOURCE_WORDS = 12
_OPENING, _CLOSING = ("“", '"', "''"), ("”", '"', "''")
_NAME_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, its attributions (source, cue, content and what else is known) and its entities ([start, end, kind])."""

    text: str
    attributions: list[dict[str, Any]]
    entities: list[list[Any]] | None


@dataclass(frozen=True, slots=True)
class _Segment:
    """Words of the new text, the range of the old text that they stand for (-1: none), and their new role."""

    text: str
    start: int = -1
    end: int = -1
    role: str = ""


@dataclass(frozen=True, slots=True)
class _Edit:
    """An old range, what stands there now, and the number of the attribution that it holds anew (-1: none)."""

    start: int
    end: int
    segments: tuple[_Segment, ...]
    attribution: int = -1


def _rebuilt(marked: Marked, edits: Iterable[_Edit]) -> Marked:
    """Return `marked` with the `edits` made, which do not overlap, and every span moved along."""
    segments: list[_Segment] = []
    owners: list[int] = []
    place = 0
    for edit in (*sorted(edits, key=lambda one: one.start), _Edit(len(marked.text), len(marked.text), ())):
        kept = _Segment(marked.text[place : edit.start], place, edit.start)
        segments += (kept, *edit.segments)
        owners += (-1, *[edit.attribution] * len(edit.segments))
        place = edit.end
    starts = list(itertools.accumulate((len(one.text) for one in segments), initial=0))
    old = sorted((one.start, one, begin) for one, begin in zip(segments, starts, strict=False) if one.end > one.start)
    firsts = [start for start, *_ in old]

    def moved(offset: int, *, ends: bool) -> int | None:
        index = bisect_right(firsts, offset - ends) - 1
        if index < 0 or offset > old[index][1].end - (not ends):
            return None
        start, one, begin = old[index]
        if len(one.text) == one.end - one.start:
            return begin + offset - start
        return begin + (len(one.text) if ends else 0)

    def span(old_span: Sequence[int]) -> list[list[int]]:
        low, high = moved(old_span[0], ends=False), moved(old_span[1], ends=True)
        return [[low, high]] if low is not None and high is not None and low < high else []

    anew: dict[int, dict[str, Spans]] = {}
    for index, (one, owner) in enumerate(zip(segments, owners, strict=True)):
        if one.role and one.text:
            spans = anew.setdefault(owner, {role: [] for role in _ROLES})[one.role]
            if spans and spans[-1][1] == starts[index]:
                spans[-1][1] = starts[index + 1]
            else:
                spans.append([starts[index], starts[index + 1]])
    return Marked(
        "".join(one.text for one in segments),
        [
            anew.get(number)
            or {**attribution, **{role: [new for one in attribution[role] for new in span(one)] for role in _ROLES}}
            for number, attribution in enumerate(marked.attributions)
        ],
        None
        if marked.entities is None
        else [[*new, kind] for start, end, kind in marked.entities for new in span((start, end))],
    )


@cache
def _names(kind: str) -> tuple[str, ...]:
    return tuple(read_data("augment")["names"][kind].split())


def swap_names(marked: Marked, chance: random.Random) -> Marked:
    """Return `marked` with every person's name exchanged for one drawn at random, the same for the same name."""
    people = [(s, e) for s, e, kind in marked.entities or () if kind == "PERSON"]
    given: dict[str, str] = {}
    family: dict[str, str] = {}
    for start, end in people:
        words = [match.group().lower() for match in _NAME_WORD.finditer(marked.text, start, end)]
        if len(words) > 1:
            for word in words[:-1]:
                given.setdefault(word, chance.choice(_names("given")))
            family.setdefault(words[-1], chance.choice(_names("family")))
    edits = {}
    for start, end in people:
        for match in _NAME_WORD.finditer(marked.text, start, end):
            word = match.group()
            known = given if word.lower() in given and word.lower() not in family else family
            new = known.setdefault(word.lower(), chance.choice(_names("family")))
            if word[0].isupper():
                text = new.upper() if word.isupper() else new
                edits[match.start()] = _Edit(*match.span(), (_Segment(text, *match.span()),))
    return _rebuilt(marked, edits.values())


@cache
def _frames(kind: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the frames of a kind, each as (text, role) pairs; S, Q and P stand in them for themselves."""
    marks = {"[": "source", "(": "cue", "{": "content"}
    frames = []
    for frame in read_data("augment")["frames"][kind]:
        parts = []
        for piece in re.findall(r"\[[^]]*\]|\([^)]*\)|\{[^}]*\}|[^\[({]+", frame):
            role = marks.get(piece[0], "")
            parts.append((piece[1:-1] if role else piece, role))
        frames.append(tuple(parts))
    return tuple(frames)


def _fitting(kind: str, *, line: bool) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the frames of a kind; those without a mark at their end only where the sentence is a whole line."""
    return tuple(frame for frame in _frames(kind) if line or frame[-1][0].endswith((".", ".”")))


def _filled(frame: Sequence[tuple[str, str]], slots: dict[str, _Segment]) -> tuple[_Segment, ...]:
    """Return the segments of `frame` with its slots filled and a capital letter at its beginning."""
    segments: list[_Segment] = []
    for text, role in frame:
        for piece in re.split(r"\b([SQP])\b", text):
            slot = slots.get(piece)
            if slot:
                segments.append(_Segment(slot.text, slot.start, slot.end, role))
            elif piece:
                segments.append(_Segment(piece, role=role))
    for index, one in enumerate(segments):
        if any(c.isalpha() for c in one.text):
            letter = next(i for i, c in enumerate(one.text) if c.isalpha())
            capital = one.text[:letter] + one.text[letter].upper() + one.text[letter + 1 :]
            segments[index] = _Segment(capital, one.start, one.end, one.role)
            break
    return tuple(segments)


def _trimmed(text: str, start: int, end: int, characters: str) -> tuple[int, int]:
    while start < end and text[start] in characters:
        start += 1
    while start < end and text[end - 1] in characters:
        end -= 1
    return start, end


def _slots(marked: Marked, attribution: dict[str, Any], sentence: Span) -> tuple[str, dict[str, _Segment]] | None:
    """Return the kind of frame and its slots where source, cue and one piece of content are the whole sentence."""
    if any(len(attribution[role]) != 1 for role in _ROLES):
        return None
    spans = sorted(attribution[role][0] for role in _ROLES)
    if spans[0][0] < sentence.start or spans[-1][1] > sentence.end:
        return None
    text = marked.text
    edges = [sentence.start, *(edge for one in spans for edge in one), sentence.end]
    if any(any(c.isalnum() for c in text[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True)):
        return None
    (low, high), (first, last) = attribution["source"][0], attribution["content"][0]
    low, high = _trimmed(text, low, high, " ,")
    if not low < high or len(text[low:high].split()) > _SOURCE_WORDS or _PRONOUN.match(text, low):
        return None
    name = text[low:high]
    proper = {start for start, *_ in marked.entities or ()}
    article = re.match(r"(?:The|A|An|Some|Many|Several|One|Two)\b", name)
    slots = {"S": _Segment(name[0].lower() + name[1:] if article else name, low, high)}
    low, high = _trimmed(text, first, last, " ,.:;")
    if text[low:high].startswith(_OPENING) and text[low:high].endswith(_CLOSING):
        low, high = _trimmed(text, low, high, " ,.“”\"'")
        if any(mark in text[low:high] for mark in _OPENING) or high - low < 3:
            return None
        slots["Q"] = _Segment(text[low:high], low, high)
        return "direct", slots
    if any(mark in text[low:high] for mark in _OPENING):
        return None
    if text[low:high].startswith("that "):
        low += 5
    elif low != sentence.start and not _clausal(text[low:high]):
        return None
    clause = text[low:high]
    if len(clause.split()) < 4:
        return None
    if low == sentence.start and low not in proper and not clause.startswith("I ") and not clause[:2].isupper():
        clause = clause[0].lower() + clause[1:]
    slots["P"] = _Segment(clause, low, high)
    return "indirect", slots


def _clausal(words: str) -> bool:
    """Tell whether the words can stand after "said": they begin as a clause with its own subject does."""
    begins = r"(?:the|a|an|he|she|it|they|we|there|this|these|his|her|their|its|some|many|most|[A-Z]\w+)\s"
    verbs = r"\b(?:is|are|was|were|has|have|had|will|would|could|should|can|may|might|must|did|does|do)\b"
    return bool(re.match(begins, words) and re.search(verbs, words))


def recast(marked: Marked, chance: random.Random, *, share: float) -> Marked:
    """Return `marked` with about `share` of the sentences that are one plain attribution set in another frame.

    Frames: data/augment.toml. A sentence that is longer than its attribution, or that has two, stays as it is.
    """
    firsts: dict[int, set[int]] = {}
    for number, attribution in enumerate(marked.attributions):
        for role in _ROLES:
            for start, _ in attribution[role]:
                firsts.setdefault(start, set()).add(number)
    starts = sorted(firsts)
    edits = []
    paragraphs = from_text(marked.text).paragraphs
    for sentence in (one for paragraph in paragraphs for one in sentences_of(marked.text, paragraph.span)):
        here = starts[bisect_right(starts, sentence.start - 1) : bisect_right(starts, sentence.end - 1)]
        numbers = set().union(*(firsts[start] for start in here)) if here else set()
        if len(numbers) != 1 or chance.random() >= share:
            continue
        number = numbers.pop()
        if marked.attributions[number].get("doubt") or marked.attributions[number].get("nested"):
            continue
        found = _slots(marked, marked.attributions[number], sentence)
        if not found:
            continue
        kind, slots = found
        draw = chance.random()
        if kind == "direct":
            kind = "direct_unowned" if draw < 0.05 else kind
        else:
            kind = "unnamed" if draw < 0.2 else "impersonal" if draw < 0.35 else kind
        alone = {marked.text[sentence.start - 1 : sentence.start], marked.text[sentence.end : sentence.end + 1]}
        frame = chance.choice(_fitting(kind, line=alone <= {"", "\n"}))
        edits.append(_Edit(sentence.start, sentence.end, _filled(frame, slots), number))
    return _rebuilt(marked, edits) if edits else marked


def restyle(text: str, style: str) -> str:
    """Return `text` with its quotation marks in another house style; its length stays the same."""
    if style == "straight":
        return text.translate(str.maketrans("“”„‘’", '"""\'\''))
    pairs = {"curly": ("“", "”"), "single": ("‘", "’"), "angle": ("«", "»"), "apostrophe": ("'", "'")}
    if style not in pairs:
        return text
    opening, closing = pairs[style]
    characters = list(text)
    for quotation in find_quotations(text, [p.span for p in from_text(text).paragraphs]):
        if quotation.mark not in '"“':
            continue
        for span in quotation.spans:
            characters[span.start] = opening
            if characters[span.end - 1] in '"”':
                characters[span.end - 1] = closing
    return "".join(characters)
