"""An article in, the turns of a transcript out, told by their speakers' labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from attrcheck.article import Article, Paragraph, Span
from attrcheck.files import read_data
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import length, trimmed

__all__ = ["is_apart", "is_headed", "labelled_turns"]

#: How sure a row is whose source is a speaker's label; how many labels make a transcript, and how often one that is
#: not in capitals comes back in it.
_LABEL_CONFIDENCE, _LEAST_LABELS, _RETURNS = 0.8, 2, 3
#: A speaker's label at the beginning of a paragraph.
_LABEL = re.compile(
    r"[\"“]?(?P<who>[A-Z](?:[A-Z0-9.’'&-]|,?[ ](?=[A-Z0-9])){1,70}|[A-Z](?:[\w.’'-]|[ ](?=\w)){0,38})"
    r"(?: ?[(\[][^()\[\]\n]{1,60}[)\]]){0,2}(?P<cue>:)\s+(?=\S)"
)
#: In an interview of an open wiki: "((Ann Lee)) I sat on it."
_BRACKETED = re.compile(r"\(\((?P<who>[A-Z][^()\n]{0,40})\)\)\s*(?=\S)")
#: And who answers there may have initials alone: "AL It was late."
_INITIALS = re.compile(r"(?!US |UK |UN |EU )(?P<who>[A-Z]{2,4}) (?=[A-Z\"“])")
#: In the record of a congress a full stop ends it: "Mr. HALE of Ohio. I rise".
_CHAIRED = re.compile(
    r"(?P<who>(?:(?:Mr|Mrs|Ms|Dr)\. (?:[A-Z][A-Z’'-]+ ?)+(?:of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?)|"
    r"The (?:[A-Z]{4,} ?){1,4}(?:pro tempore)?)(?: \([^()\n]{1,40}\))?(?P<cue>\.)\s+(?=[A-Z])"
)
#: Question and answer, with a full stop: "Q. Why? A. It was late."
_ASKED = re.compile(r"(?P<who>[QA])(?P<cue>\.)\s+(?=[A-Z“\"\d])")
#: Labels that are nobody's but in turns.
_IN_TURNS = frozenset({"question", "answer"})
#: One post alone is somebody's, in a live blog behind its time.
_POST = re.compile(
    r"(?:\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{3,4})?[\s:|–—-]+)?(?P<who>@\w{2,30})(?P<cue>:)\s+(?=\S)"
)
_FORWARDED_FROM = r"(?P<cue>Forwarded (?:message )?from) (?P<who>[A-Z@][^:\n]{1,60}?)"
_FORWARDED = re.compile(_FORWARDED_FROM + r":\s+(?=\S)")
#: And in a line of its own.
_FORWARDED_BELOW = re.compile(_FORWARDED_FROM + r":?\s*")
#: A heading in the line of what it heads.
_HEAD = re.compile(r"\W*(?P<label>\w[\w .'’]{0,30}):\s+")


@cache
def _no_speakers() -> frozenset[str]:
    return frozenset(read_data("language")["labels"]["others"])


def labelled_turns(article: Article) -> Iterator[tuple[Span, Linked]]:
    """Yield the paragraphs of a transcript that begin with their speaker's label ("MAYOR BROWN: …"), and who says what.

    One label alone makes no transcript; one in small letters has to come back, but for those of a recording's turns.
    """
    text = article.text
    for form in (_POST, _FORWARDED):
        for alone in article.readable:
            if match := form.match(text, alone.span.start, alone.span.end):
                yield alone.span, _turn(match, alone.span, text)
    for heading, below in pairwise(article.readable):
        if match := _FORWARDED_BELOW.fullmatch(text, heading.span.start, heading.span.end):
            yield below.span, _turn(match, below.span, text, below.span.start)
    bracketed = list(_bracketed_turns(article))
    if bracketed:
        yield from bracketed
        return
    labelled = ((p, match) for p in article.readable if (match := _label_at(text, p.span)))
    found = list(_without_initials(labelled))
    counts = _counted(match["who"] for _, match in found)
    timed = {match["who"] for paragraph, match in found if paragraph.place}
    turns = {who for who in counts if who.lower() in _IN_TURNS and counts[who] > 1}
    labels = {who for who in counts if who.lower() not in _no_speakers()} | (turns if len(turns) > 1 else set())
    back = {who for who in labels if counts[who] > 1}
    asked = len(back) > 1 and 2 * sum(counts[who] for who in back) > sum(1 for _ in article.readable)
    looks = {who for who in labels if _is_chaired(who) and len(who) > 1}
    # Question and answer and little else, or the record of a house.
    returns = 2 if asked or len(looks) >= _LEAST_LABELS else _RETURNS
    speakers = looks | {who for who in labels if counts[who] >= returns or who in timed}
    if sum(counts[who] for who in speakers) < _LEAST_LABELS:
        return
    for paragraph, match in found:
        if match["who"] in speakers:
            yield paragraph.span, _turn(match, paragraph.span, text)


def _without_initials(
    labels: Iterable[tuple[Paragraph, re.Match[str]]],
) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    """Yield `labels` without an "A." that opens them or follows another: it is of a name, "A. Smith and Sons said"."""
    before = ""
    for paragraph, match in labels:
        if match.re is not _ASKED or match["who"] == "Q" or before not in ("", "A"):
            yield paragraph, match
        before = match["who"]


def _bracketed_turns(article: Article) -> Iterator[tuple[Span, Linked]]:
    """Yield the paragraphs of an interview with labels in double parentheses.

    An answer goes on in the paragraphs up to the next label, the last one does not; where only those who ask have one,
    a question does not. No label comes back where they are no speakers'.
    """
    text, spans = article.text, [paragraph.span for paragraph in article.readable]
    labels = {at: label for at, span in enumerate(spans) if (label := _BRACKETED.match(text, span.start, span.end))}
    behind = {at + 1: spans[at + 1] for at in labels if at + 1 < len(spans)}
    answers = {at: _INITIALS.match(text, span.start, span.end) for at, span in behind.items()}
    initials = Counter(answer["who"] for answer in answers.values() if answer)
    labels |= {at: answer for at, answer in answers.items() if answer and initials[answer["who"]] > 1}
    found = {at: label for at, label in sorted(labels.items()) if label["who"].lower() not in _no_speakers()}
    counts = Counter(label["who"] for label in found.values())
    if max(counts.values(), default=0) < _LEAST_LABELS:
        return
    several = len(counts) > 1
    begins = list(found)
    for at, following in zip(begins, [*begins[1:], *(at + 1 for at in begins[-1:])], strict=True):
        stop = following if several and not spans[at].of(text).rstrip().endswith("?") else at + 1
        pieces = (Span(found[at].end(), spans[at].end), *spans[at + 1 : stop])
        content = tuple(trimmed(piece, text) for piece in pieces)
        turn = Linked((Span(*found[at].span("who")),), (), content, _LABEL_CONFIDENCE)
        yield from ((home, turn) for home in spans[at:stop])


def _counted(labels: Iterable[str]) -> Counter[str]:
    """Return how often each label stands, with those that it shortens or that shorten it: "Marta Roe" and "Roe"."""
    alone = Counter(labels)
    whole = Counter(alone)
    for one in alone:
        words = one.split(" ")
        for other in (" ".join(words[at:]) for at in range(1, len(words))):
            if other in alone and other.lower() not in _no_speakers():
                whole[one] += alone[other]
                whole[other] += alone[one]
    return whole


def _label_at(text: str, paragraph: Span) -> re.Match[str] | None:
    forms = (_CHAIRED, _ASKED, _LABEL)
    return next((match for form in forms if (match := form.match(text, paragraph.start, paragraph.end))), None)


def _is_chaired(who: str) -> bool:
    """Tell whether a label is one by its look: in capitals, but for its title and place ("Mr. HALE of Ohio")."""
    lead = r"^(?:(?:The )?(?:Rt\.? )?Hon\. )?(?:(?:Mr|Mrs|Ms|Dr)\. |The |Sir |Dame |Lord |Lady |Baroness )?"
    bare = re.sub(rf"{lead}|(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?| pro tempore)$", "", who)
    return bare.isupper()


def _turn(match: re.Match[str], paragraph: Span, text: str, start: int = -1) -> Linked:
    content = trimmed(Span(start if start >= 0 else match.end(), paragraph.end), text)
    return Linked((Span(*match.span("who")),), (Span(*match.span("cue")),), (content,), _LABEL_CONFIDENCE)


def is_apart(one: Linked, turn: Linked | None) -> bool:
    """Tell whether a row is another than the turn of a transcript that it stands in: a smaller one with its own cue."""
    if turn is None:
        return True
    smaller = 2 * sum(map(length, one.content)) < sum(map(length, turn.content))
    return bool(one.source and one.cue) and one.cue != turn.cue and smaller


def is_headed(one: Linked, paragraph: Span, text: str) -> bool:
    """Tell whether a row of a `paragraph` is what the author says under a heading of its own ("Conclusion: …")."""
    head = _HEAD.match(text, paragraph.start, one.content[0].start + 1)
    if head is None or head.end() < one.content[0].start or head["label"].lower() not in _no_speakers():
        return False
    return all(span.end <= head.end("label") for span in (*one.source, *one.cue))
