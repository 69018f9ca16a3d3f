"""A transcript with the times at which it was spoken in, as programs type recordings, its `Article` out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from attrcheck.article.documents.subtitles import Cue, from_cues
from attrcheck.article.model import Article

__all__ = ["read_timed"]

_TIME = r"[\[(]?(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d{2})(?:[.,]\d{1,3})?[\])]?"
_NAME = r"(?P<who>[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,4}?)"
#: "[00:01:23] ADA PENROSE: It was so.", "0:12 It was so.", "0:12" with the words below.
_BEFORE = re.compile(
    rf"{_TIME}(?:\s*[-–—]\s*\d{{1,3}}:\d{{2}}(?::\d{{2}})?)?(?:\s+|$)(?:{_NAME}\s*:\s+(?=\S))?(?P<said>.*)$"
)
#: "Ada Penrose  0:12" and "Speaker 1 (00:12):", with the words below or behind.
_BEHIND = re.compile(rf"{_NAME}\s*[,|·–-]?\s+{_TIME}\s*:?(?:\s+(?P<said>\S.*))?$")
#: Times that a transcript has at least, and of how many of its lines, one in so many.
_FEWEST = 3
_ONE_IN = 6
#: Seconds into a recording at which its first words are spoken, at most: without names, and with them.
_LATE = 60
_LATE_NAMED = 900


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A time in seconds, the speaker and the words that stand on its line."""

    start: float
    speaker: str
    said: str


def read_timed(text: str, *, url: str = "") -> Article | None:
    """Return the article of a transcript whose lines have times that go up, None for another text."""
    lines = text.split("\n")
    stamps = [_stamp(line.strip()) for line in lines]
    times = [stamp.start for stamp in stamps if stamp]
    written = sum(bool(line.strip()) for line in lines)
    if (
        len(times) < _FEWEST
        or len(times) * _ONE_IN < written
        or any(after < before for before, after in pairwise(times))
    ):
        return None
    # A recording begins at its beginning; the entries of a live blog have times of day.
    named = sum(bool(stamp.speaker) for stamp in stamps if stamp)
    if times[0] > (_LATE_NAMED if named * 2 >= len(times) else _LATE):
        return None
    cues = list(_cues(lines, stamps))
    return from_cues(iter(cues), url, "a transcript") if cues else None


def _stamp(line: str) -> _Stamp | None:
    for pattern in (_BEFORE, _BEHIND):
        match = pattern.match(line)
        if match:
            start = int(match["hours"] or 0) * 3600 + int(match["minutes"]) * 60 + int(match["seconds"])
            return _Stamp(start, (match["who"] or "").strip(), (match["said"] or "").strip())
    return None


def _cues(lines: Sequence[str], stamps: Sequence[_Stamp | None]) -> Iterator[Cue]:
    """Yield what is spoken from one time to the next; what stands above the first is its own."""
    words: list[str] = []
    now = _Stamp(0.0, "", "")
    for line, stamp in zip([*lines, ""], [*stamps, _Stamp(0.0, "", "")], strict=True):
        if stamp is None:
            words.append(line.strip())
            continue
        said = " ".join(" ".join((now.said, *words)).split())
        if said:
            # A name alone on the time's line is the speaker's.
            yield Cue(said, now.speaker, changes=bool(now.speaker), start=now.start, end=now.start)
        now, words = stamp, []
