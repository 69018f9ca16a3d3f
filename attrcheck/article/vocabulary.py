"""What pages are made of beside their articles: names and lines that tell it, from attrcheck/data/pages.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from attrcheck.files import read_data

__all__ = ["Names", "names"]


@dataclass(frozen=True, slots=True)
class Names:
    """What tells the parts of a page: element names, words of class, id or role, whole lines, and notices of walls."""

    blocks: frozenset[str]

    unread: frozenset[str]
    struck: frozenset[str]
    hidden_names: frozenset[str]
    aside_elements: frozenset[str]
    aside_names: frozenset[str]
    aside_parts: frozenset[str]
    aside_stems: tuple[str, ...]
    aside_loose: frozenset[str]
    boxes: frozenset[str]
    comments: tuple[str, ...]
    unmeant: tuple[str, ...]
    note_parts: frozenset[str]
    standfirst_parts: frozenset[str]
    labels: frozenset[str]
    closing: tuple[str, ...]
    closers: tuple[str, ...]
    waiting: tuple[str, ...]
    calls: tuple[str, ...]
    counted: frozenset[str]
    others: tuple[str, ...]
    photo_credits: tuple[str, ...]
    bios: tuple[str, ...]
    trades: frozenset[str]
    messages: tuple[str, ...]
    teasers: tuple[str, ...]
    promotions: tuple[str, ...]
    corrections: tuple[str, ...]
    cards: frozenset[str]
    nobodies: frozenset[str]
    outlets: frozenset[str]
    walls: tuple[str, ...]
    whole_walls: frozenset[str]
    unfolding: tuple[str, ...]
    consent: tuple[str, ...]
    says: tuple[str, ...]


@cache
def names() -> Names:
    """Return the names that attrcheck/data/pages.toml lists."""
    data = read_data("pages")
    return Names(
        blocks=frozenset(data["elements"]["blocks"].split()),
        unread=frozenset(data["elements"]["unread"].split()),
        struck=frozenset(data["elements"]["struck"].split()),
        hidden_names=frozenset(data["elements"]["hidden"].split()),
        aside_elements=frozenset(data["asides"]["elements"].split()),
        aside_names=frozenset(data["asides"]["names"].split()),
        aside_parts=frozenset(data["asides"]["parts"].split()),
        aside_stems=tuple(data["asides"]["stems"].split()),
        aside_loose=frozenset(data["asides"]["loose"].split()),
        boxes=frozenset(data["asides"]["boxes"].split()),
        comments=tuple(data["asides"]["comments"].split()),
        unmeant=tuple(data["asides"]["unmeant"].split()),
        note_parts=frozenset(data["parts"]["notes"].split()),
        standfirst_parts=frozenset(data["parts"]["standfirst"].split()),
        labels=frozenset(data["lines"]["labels"]),
        closing=tuple(data["lines"]["closing"]),
        closers=tuple(data["lines"]["closers"]),
        waiting=tuple(data["lines"]["waiting"]),
        calls=tuple(data["lines"]["calls"]),
        counted=frozenset(data["lines"]["counted"].split()),
        others=tuple(data["lines"]["others"]),
        photo_credits=tuple(data["lines"]["photo_credits"]),
        bios=tuple(data["lines"]["bios"]),
        trades=frozenset(data["lines"]["trades"].split()),
        messages=tuple(data["lines"]["messages"]),
        teasers=tuple(data["lines"]["teasers"]),
        promotions=tuple(data["lines"]["promotions"]),
        corrections=tuple(data["lines"]["corrections"]),
        cards=frozenset(data["parts"]["cards"].split()),
        nobodies=frozenset(data["metadata"]["nobodies"]),
        outlets=frozenset(data["metadata"]["outlets"].split()),
        walls=tuple(data["walls"]["notices"]),
        whole_walls=frozenset(data["walls"]["whole"]),
        unfolding=tuple(data["parts"]["unfolding"]),
        consent=tuple(data["walls"]["consent"]),
        says=tuple(data["lines"]["says"].split()),
    )
