"""An article in, the turns of a transcript out, told by their speakers' labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from attrcheck.article import Article, Span
from attrcheck.files import read_data
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import length, trimmed

__all__ = ["is_apart", "labelled_turns"]

#: How sure a row is whose source is a speaker's label; how many labels make a transcript, and how often one that is
#: not in capitals comes back in it.
_LABEL_CONFIDENCE, _LEAST_LABELS, _RETURNS = 0.8, 2, 3
#: A speaker's label at the beginning of a paragraph.
_LABEL = re.compile(r"[\"“]?(?P<who>[A-Z](?:[\w.’'-]|[ ](?=\w)){0,38})(?P<cue>:)\s+(?=\S)")


@cache
def _no_speakers() -> frozenset[str]:
    return frozenset(read_data("language")["labels"]["others"])


def labelled_turns(article: Article) -> Iterator[tuple[Span, Linked]]:
    """Yield the paragraphs of a transcript that begin with their speaker's label ("MAYOR BROWN: …"), and who says what.

    One label alone makes no transcript; one in small letters has to come back, but for those of a recording's turns.
    """
    text = article.text
    found = [(p, match) for p in article.readable if (match := _LABEL.match(text, p.span.start, p.span.end))]
    counts = Counter(match["who"] for _, match in found)
    timed = {match["who"] for paragraph, match in found if paragraph.place}
    labels = {who for who in counts if who.lower() not in _no_speakers()}
    speakers = {who for who in labels if (who.isupper() and len(who) > 1) or counts[who] >= _RETURNS or who in timed}
    if sum(counts[who] for who in speakers) < _LEAST_LABELS:
        return
    for paragraph, match in found:
        if match["who"] in speakers:
            content = trimmed(Span(match.end(), paragraph.span.end), text)
            who, cue = Span(*match.span("who")), Span(*match.span("cue"))
            yield paragraph.span, Linked((who,), (cue,), (content,), _LABEL_CONFIDENCE)


def is_apart(one: Linked, turn: Linked | None) -> bool:
    """Tell whether a row is another than the turn of a transcript that it stands in: a smaller one with its own cue."""
    if turn is None:
        return True
    smaller = 2 * sum(map(length, one.content)) < length(turn.content[0])
    return bool(one.source and one.cue) and one.cue != turn.cue and smaller
