"""Text copied from printed pages in; out, the same without their numbers and running heads, its headline whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrcheck.article.text.bylines import find_date, read_byline
from attrcheck.article.words import ends_sentence
from attrcheck.files import read_data

__all__ = ["with_whole_headline", "without_page_breaks"]

_NUMBER = re.compile(r"\W{0,3}(?:page|p\.)?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\W{0,3}$", re.I)
_DIGITS = re.compile(r"\d+")
_LONG_HEAD = 14
#: Lines and characters of a headline that is broken into lines, at most.
_HEADLINE_LINES = 3
_HEADLINE_WIDTH = 75
_SHORT_HEADLINE = 20


def without_page_breaks(text: str) -> str:
    """Return the text without what stands between two pages of it: numbers, and the lines above and below them."""
    lines = text.replace("\f", "\n\n").split("\n")
    blocks = list(_blocks(lines))
    seen = Counter(_key(lines[at]) for start, end in blocks for at in range(start, end))
    breaks = [(start, end) for start, end in blocks[1:-1] if _is_break(lines[start:end], seen)]
    if len(breaks) == 1 and breaks[0][1] - breaks[0][0] == 1:
        return text  # one number by itself may be anything
    if not breaks:
        return text if "\f" not in text else "\n".join(lines)
    kept: list[str] = []
    at = 0
    for start, end in breaks:
        kept += lines[at:start]
        at = end
        following = next((line for line in lines[end:] if line.strip()), "")
        while kept and not kept[-1].strip():
            kept.pop()
        # A sentence that goes on behind the break is one paragraph.
        if kept and not ends_sentence(kept[-1].rstrip()) and following[:1].islower():
            at += next(number for number, line in enumerate(lines[end:]) if line.strip())
        else:
            kept.append("")
    return "\n".join([*kept, *lines[at:]])


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of lines between blank ones."""
    start = 0
    for at in range(len(lines) + 1):
        if at == len(lines) or not lines[at].strip():
            if at > start:
                yield start, at
            start = at + 1


def _key(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.casefold().split()))


def _is_break(block: Sequence[str], seen: Counter[str]) -> bool:
    """Tell whether a block holds a page's number, and beside it nothing but heads that come back or have a date."""
    numbers = [line for line in block if _NUMBER.match(line.strip())]
    heads = [line for line in block if line not in numbers]
    returning = [line for line in heads if seen[_key(line)] > 1]
    if not numbers and len(returning) < len(block):
        return False
    if len(block) > 3 or (not heads and len(numbers) > 1):
        return False
    return all(
        len(line.split()) <= _LONG_HEAD and not ends_sentence(line.strip()) and (line in returning or find_date(line))
        for line in heads
    )


def with_whole_headline(text: str) -> str:
    """Return the text with its headline on one line, where it is broken into two or three."""
    lines = text.split("\n")
    first = next(_blocks(lines), None)
    if first is None or not 2 <= first[1] - first[0] <= _HEADLINE_LINES or first[1] >= len(lines) - 1:
        return text
    head = [line.strip() for line in lines[first[0] : first[1]]]
    if any(ends_sentence(line) or len(line) > _HEADLINE_WIDTH or read_byline(line) or find_date(line) for line in head):
        return text
    if not all(_goes_on(line, following) for line, following in pairwise(head)):
        return text
    return "\n".join([*lines[: first[0]], " ".join(head), *lines[first[1] :]])


def _goes_on(line: str, following: str) -> bool:
    """Tell whether a headline's line goes on in the following one."""
    last = line.rsplit(maxsplit=1)[-1].lower().strip("“”\"'")
    return len(line) >= _SHORT_HEADLINE and (
        following[:1].islower()
        or last in read_data("pasted")["labels"]["open"].split()
        or line.endswith((",", "-", "–", "—"))
    )
