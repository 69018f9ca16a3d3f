"""A checklist and material in, the checklist with how each statement stands in the material out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from attrcheck.checklist import Checklist, Item
from attrcheck.material.gathering import Material
from attrcheck.material.speakers import Speakers
from attrcheck.material.standing import Scene, held
from attrcheck.reader import Reader

__all__ = ["hold"]


def hold(
    checklist: Checklist,
    material: Material,
    reader: Reader,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Checklist:
    """Return `checklist` with how each of its statements stands in `material`, and what of that could not be read.

    `reader` tells who speaks in documents that are no transcripts. `progress` is called with the number of statements
    that are done and of all.
    """
    scene = Scene(checklist.article, material.index, Speakers(material.documents, reader))
    items: list[Item] = []
    for item in checklist.items:
        items.append(replace(item, held=held(item, scene)))
        if progress:
            progress(len(items), len(checklist.items))
    return replace(checklist, items=tuple(items), not_done=(*checklist.not_done, *material.not_done))
