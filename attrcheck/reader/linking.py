"""Chunks and weighted links in, triples out: which contents belong to which cue, and which cue to which source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attrcheck.reader.tagging import Chunk
from attrcheck.reader.wordpieces import NO_CASE, Pieces

__all__ = ["Pairs", "Scores", "Triple", "link", "link_mass"]

#: A further piece of a statement points to its cue with at least this share of its weight; less is a stray.
_FURTHER = 0.8
#: A source that the labels leave out goes on over pieces that are likelier than this to be inside one.
_INSIDE = 0.1
_I_SOURCE = 2
#: The word piece of a full stop.
_FULL_STOP = 1012
#: So many marks may stand between a speaker's label and what is said.
_LABEL_MARKS = 3


@dataclass(frozen=True, slots=True)
class Pairs:
    """Links between pieces, as arrays of one length: from piece, to piece (-1 for none) and weight."""

    origins: NDArray[np.int32]
    targets: NDArray[np.int32]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scores:
    """How sure the network is of a triple's parts, each in [0, 1]; 0 where there is no such part."""

    content: float
    cue: float = 0.0
    to_cue: float = 0.0
    source: float = 0.0
    to_source: float = 0.0


@dataclass(frozen=True, slots=True)
class Triple:
    """One attribution as chunks of pieces."""

    source: Chunk | None
    cue: Chunk | None
    contents: tuple[Chunk, ...]
    scores: Scores


def _numbered(runs: Sequence[Chunk], count: int) -> NDArray[np.int32]:
    """Return for each of `count` pieces the number of the run that holds it, -1 for none."""
    numbers = np.full(count, -1, dtype=np.int32)
    for number, run in enumerate(runs):
        numbers[run.start : run.end] = number
    return numbers


def link_mass(pairs: Pairs, origins: Sequence[Chunk], targets: Sequence[Chunk], count: int) -> list[dict[int, float]]:
    """Return for each of `origins` the link weight that goes to each of `targets`, by index.

    -1 stands for "none here", and -2 - piece for a piece that is in none of them; `count` is the number of pieces.
    """
    from_chunk = _numbered(origins, count)[pairs.origins]
    to_chunk = _numbered(targets, count)[pairs.targets] if count else pairs.targets
    to_chunk = np.where(pairs.targets < 0, -1, np.where(to_chunk < 0, -2 - pairs.targets, to_chunk))
    counts = from_chunk >= 0
    width = len(targets) + count + 2
    keys = from_chunk[counts].astype(np.int64) * width + to_chunk[counts] + count + 2
    found, places = np.unique(keys, return_inverse=True)
    sums = np.bincount(places, weights=pairs.weights[counts], minlength=len(found))
    mass: list[dict[int, float]] = [{} for _ in origins]
    for key, total in zip(found.tolist(), sums.tolist(), strict=True):
        mass[key // width][key % width - count - 2] = total
    return mass


def _grown(piece: int, cue: Chunk, roles: NDArray[np.float64], pieces: Pieces) -> Chunk:
    """Return the source that begins at the word of `piece`, which no label marks, clear of its `cue`."""
    start, end = piece, piece + 1
    words, opens = pieces.words, pieces.opens_paragraph
    while start > 0 and words[start - 1] == words[piece]:
        start -= 1
    while end < len(words) and not opens[end] and not cue.start <= end < cue.end:
        if words[end] != words[end - 1] and roles[end, _I_SOURCE] <= _INSIDE:
            break
        end += 1
    return Chunk("source", start, end, float(roles[start:end, 1:3].sum(axis=1).mean()))


def _source_of(
    cue: Chunk, mass: dict[int, float], sources: Sequence[Chunk], zones: NDArray[np.int32]
) -> tuple[int, float]:
    """Return the target with most weight in the zone of the cue, as `link_mass` numbers them, and its share."""
    zone = zones[cue.start]
    near = {
        target: weight
        for target, weight in mass.items()
        if target == -1 or zones[sources[target].start if target >= 0 else -2 - target] == zone
    }
    best = max(near, key=near.__getitem__, default=-1)
    return best, near.get(best, 0.0) / (sum(near.values()) or 1.0)


def _of_sentence(cue: Chunk, sources: Sequence[Chunk], best: int, pieces: Pieces) -> Chunk:
    """Return the source numbered `best`, or the one that goes on from it in the sentence of the cue.

    In "said Ann Lee. Lee, a clerk, added" labels that run on over the full stop point to their first piece.
    """
    source, after = sources[best], sources[best + 1 : best + 2]
    follows = bool(after) and after[0].start - source.end == 1 and cue.start >= after[0].end
    goes_on = follows and pieces.ids[source.end] == _FULL_STOP
    return after[0] if goes_on else source


def _speaker_of(content: Chunk, sources: Sequence[Chunk], pieces: Pieces) -> Chunk | None:
    """Return the source that is the label of a `content` without a cue ("MAYOR BROWN: …"): only marks part the two."""
    for source in reversed(sources):
        gap = slice(source.end, content.start)
        marks, opens = pieces.features[gap, 0] == NO_CASE, pieces.opens_paragraph[gap]
        if 0 < len(marks) <= _LABEL_MARKS and marks.all() and not opens.any():
            return source
    return None


def _uncued(source: Chunk, parts: Sequence[tuple[Chunk, float]]) -> Triple:
    """Return the triple of the contents that point to a source itself, each with the share of its weight."""
    contents = tuple(content for content, _ in parts)
    scores = Scores(
        content=min(content.probability for content in contents),
        source=source.probability,
        to_source=min(share for _, share in parts),
    )
    return Triple(source, None, contents, scores)


def link(
    found: Sequence[Chunk],
    roles: NDArray[np.float64],
    to_cue: Pairs,
    to_source: Pairs,
    pieces: Pieces,
    zones: NDArray[np.int32],
) -> list[Triple]:
    """Return the triples of the chunks `found`, of pieces with role probabilities `roles` (n, 7).

    Each content goes to the cue that most of it points to, or to a source where it has no cue, each cue to the source
    that its first piece points to, found or not, and nothing to a cue in another of the `zones`. A further piece of a
    statement that only half points to its cue is left out.
    """
    count = len(pieces)
    sources, cues, contents = ([c for c in found if c.label == role] for role in ("source", "cue", "content"))
    owned: dict[int, list[tuple[Chunk, float]]] = {}
    spoken: dict[int, list[tuple[Chunk, float]]] = {}
    triples: list[Triple] = []
    for content, mass in zip(contents, link_mass(to_cue, contents, [*cues, *sources], count), strict=True):
        whole = sum(weight for target, weight in mass.items() if target >= -1) or 1.0
        near = [c for c in mass if c >= len(cues) or (c >= 0 and zones[cues[c].start] == zones[content.start])]
        owner = max(near, key=mass.__getitem__, default=None)
        if owner is None:
            speaker = _speaker_of(content, sources, pieces)
            triples.append(Triple(speaker, None, (content,), Scores(content.probability)))
        elif owner < len(cues):
            owned.setdefault(owner, []).append((content, mass[owner] / whole))
        else:
            spoken.setdefault(owner - len(cues), []).append((content, mass[owner] / whole))
    triples += (_uncued(sources[number], parts) for number, parts in spoken.items())
    owners = [cues[number] for number in sorted(owned)]
    firsts = [Chunk("cue", cue.start, cue.start + 1, cue.probability) for cue in owners]
    by_cue = zip(sorted(owned), owners, link_mass(to_source, firsts, sources, count), strict=True)
    for number, cue, mass in by_cue:
        best, share = _source_of(cue, mass, sources, zones)
        source = _of_sentence(cue, sources, best, pieces) if best >= 0 else None
        if best < -1 and not cue.start <= -2 - best < cue.end:
            source = _grown(-2 - best, cue, roles, pieces)
        parts = owned[number]
        main = max(parts, key=lambda part: part[1] * (part[0].end - part[0].start))
        kept = [part for part in parts if part is main or part[1] >= _FURTHER]
        scores = Scores(
            content=min(chunk.probability for chunk, _ in kept),
            cue=cue.probability,
            to_cue=min(share for _, share in kept),
            source=source.probability if source else 0.0,
            to_source=share,
        )
        triples.append(Triple(source, cue, tuple(chunk for chunk, _ in kept), scores))
    return triples
