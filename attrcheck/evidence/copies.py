"""An article in, its archived copies out: when it was captured, and whether a statement is the same in each."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from attrcheck.addresses import is_private_name
from attrcheck.errors import InputError, NetworkError
from attrcheck.evidence.answers import host_of, problem_of
from attrcheck.evidence.asking import Asker
from attrcheck.evidence.comparing import Comparison, Match, compare
from attrcheck.evidence.subjects import Subject
from attrcheck.evidence.telling import tell
from attrcheck.evidence.texts import Texts, read_texts
from attrcheck.evidence.wayback import MOST_CAPTURES, PRIVATE, Capture, captures_url, read_captures
from attrcheck.findings import Evidence, Found, Lookup

__all__ = ["copies_evidence"]


async def copies_evidence(subjects: Sequence[Subject], url: str, asker: Asker) -> Found:
    """Return how the statements of the article at `url` stand in its first and its last archived copy."""
    if is_private_name(host_of(url)):
        return Found(not_done=(f"the archived copies of the article: {PRIVATE}",))
    try:
        captures = read_captures(await asker.ask(captures_url(url)))
    except NetworkError as error:
        return Found(not_done=(f"the archived copies of the article: {problem_of(error)}",))
    if not captures:
        return Found(not_done=("the article in archived copies: the Wayback Machine lists none",))
    read: list[tuple[Capture, Texts, str]] = []
    not_done: list[str] = []
    for capture in dict.fromkeys((captures[0], captures[-1])):
        try:
            page = await asker.ask(capture.raw_url)
            texts = await asyncio.to_thread(read_texts, page)
        except (NetworkError, InputError) as error:
            not_done.append(f"the archived copy {capture.url}: {problem_of(error)}")
        else:
            read.append((capture, texts, page.retrieved_at))
    found = [(subject.id, _told(subject, read, len(captures))) for subject in subjects] if read else []
    return Found(tuple(found), tuple(not_done))


def _told(subject: Subject, read: Sequence[tuple[Capture, Texts, str]], count: int) -> Evidence:
    """Return how the statement stands in the copies that were read, of `count` that differ."""
    results = [compare(subject.statement, texts.whole_words) for _, texts, _ in read]
    days = [capture.day for capture, _, _ in read]
    (first, *_), (last, *_) = read[0], read[-1]
    more = "at least " if count >= MOST_CAPTURES else ""
    copies = (
        f"The article has {more}{count} archived copies that differ"
        if count > 1
        else "The article has one archived copy"
    )
    if len(read) == 1:
        told = f"{copies}. {tell(results[0], f'That of {days[0]}')}"
    elif _is_same(results[0], results[-1]):
        told = f"{copies}. {tell(results[0], f'Each of the first ({days[0]}) and the last ({days[-1]})')}"
    else:
        told = (
            f"{copies}. The statement does not read the same in the first and the last, so something changed "
            f"between {days[0]} and {days[-1]}. "
            f"{tell(results[0], f'The first ({days[0]})')} {tell(results[-1], f'The last ({days[-1]})')}"
        )
    shown = first if results[0].match is not Match.VERBATIM else last
    differences = results[0].differences if shown is first else results[-1].differences
    return Evidence(
        Lookup.ARTICLE_COPIES,
        told,
        shown.url,
        "the statement, as it stands in the article that was read, with its archived copies",
        read[-1][2],
        differences,
    )


def _is_same(one: Comparison, other: Comparison) -> bool:
    return (one.match, one.passage, one.differences) == (other.match, other.passage, other.differences)
