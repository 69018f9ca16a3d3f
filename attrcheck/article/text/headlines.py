"""The parts on top of a document in, what is known of it out, with the headline that no style or size tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attrcheck.article.assembly import Known, Part
from attrcheck.article.text.bylines import is_label, read_byline
from attrcheck.article.words import ends_sentence

__all__ = ["headline_at", "with_headline"]

#: Lines on top among which the headline stands, words that it has at least and at most.
_NEAR_TOP = 6
_SHORTEST = 3
_LONGEST = 30
#: Words of a paragraph of running text at least.
_RUNNING = 12


def with_headline(parts: Sequence[Part], known: Known) -> Known:
    """Return what is known with the headline, where the top of the document has a line that is one."""
    at = -1 if known.title else headline_at([part.text for part in parts[: _NEAR_TOP + 1]])
    return replace(known, title=parts[at].text) if at >= 0 else known


def headline_at(lines: Sequence[str]) -> int:
    """Return the place of the headline among the first lines of a document, -1 for none.

    It is the first line that is no sentence, byline, date or label such as "Press release", with running text below.
    """
    for at, line in enumerate(lines[:_NEAR_TOP]):
        words = len(line.split())
        if read_byline(line) or is_label(line):
            continue
        if words >= _RUNNING and ends_sentence(line):
            return -1
        is_short = (
            _SHORTEST <= words <= _LONGEST and not line.endswith((".", ";", ",", ":")) and line[0] not in "\"“«„'‘•"
        )
        if is_short and (len(lines) <= at + 1 or any(len(rest.split()) >= _RUNNING for rest in lines[at + 1 :])):
            return at
    return -1
