"""An article's statements in, its archived copies out: between which of them each changed, appeared or went away."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from attrcheck.checklist import Evidence, Found, Lookup, Missed
from attrcheck.comparison import Comparison, Match, compare, describe, normalised
from attrcheck.errors import FetchError, InputError, NetworkError, Trouble
from attrcheck.evidence.lookups.results import not_found
from attrcheck.evidence.pacing import PacedClient
from attrcheck.evidence.page_texts import error_words, read_texts
from attrcheck.evidence.services.responses import host_of, missed
from attrcheck.evidence.services.wayback import MOST_CAPTURES, PRIVATE, Capture, captures_url, read_captures
from attrcheck.evidence.subjects import Subject
from attrcheck.web import Page, is_private_name
from attrcheck.wording import counted

__all__ = ["copies_evidence"]

#: Copies that are read, how many of them are spread over all, and failures of the archive that end it.
_MOST_READ, _SPREAD, _MOST_FAILED = 8, 4, 2
#: A page that has none of so many statements is hardly the article. A page that goes to and fro may change often.
_TELLING, _MOST_CHANGES = 3, 8
_COMPARED = "the statement, as it stands in the article that was read, with its archived copies"


@dataclass(frozen=True, slots=True)
class _Reading:
    """How each statement stands on what was captured, in the order of the subjects, and when the archive sent it.

    `wording` is the same in words, with one form for marks that look alike: where it differs, the statement does.
    """

    results: tuple[Comparison, ...]
    wording: tuple[str, ...]
    retrieved_at: str


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy whose words are known: its number among those that are listed, oldest first, and its reading."""

    number: int
    capture: Capture
    reading: _Reading


#: By the version of a copy, its reading; None where the archive did not give it, or not that copy.
_Readings = Mapping[str, _Reading | None]


async def copies_evidence(subjects: Sequence[Subject], client: PacedClient) -> Found:
    """Return between which archived copies of their article each statement changed, or that it did not."""
    url = subjects[0].article_url
    if is_private_name(host_of(url)):
        return Found(not_done=(Missed("the archived copies of the article", PRIVATE),))
    try:
        captures = read_captures(await client.get(captures_url(url)))
    except NetworkError as error:
        return not_found("the archived copies of the article", error)
    listed = [capture for capture in captures if not capture.is_gone]
    if not listed:
        return Found(not_done=(Missed("the article in archived copies", "the Wayback Machine lists none"),))
    readings, not_done = await _read_copies(listed, subjects, client)
    known = _known(listed, readings)
    if not known:
        return Found(not_done=tuple(not_done))
    about, each = _about(captures, listed, readings)
    found = []
    for number, subject in enumerate(subjects):
        first, *rest = list(_changes(number, known, listed)) or [_finding(known[-1], number, each)]
        found += [(subject.id, one) for one in (replace(first, finding=f"{about} {first.finding}"), *rest)]
    return Found(tuple(found), tuple(not_done))


async def _read_copies(
    listed: Sequence[Capture], subjects: Sequence[Subject], client: PacedClient
) -> tuple[_Readings, list[Missed]]:
    """Return the readings of the copies that say most, and those that were not read."""
    readings: dict[str, _Reading | None] = {}
    not_done: list[Missed] = []
    failed = 0
    while failed < _MOST_FAILED and len(readings) < _MOST_READ and (capture := _next(listed, readings)) is not None:
        readings[capture.version] = None
        try:
            page = await client.get(capture.raw_url)
            readings[capture.version] = await asyncio.to_thread(_read, page, capture, subjects)
        except (NetworkError, InputError) as error:
            not_done.append(missed(f"the archived copy {capture.url}", error))
            is_missing = isinstance(error, FetchError) and error.trouble is Trouble.GONE
            failed += isinstance(error, NetworkError) and not is_missing
    left = len({capture.version for capture in listed} - set(readings))
    if failed == _MOST_FAILED and left:
        more = counted(left, "more archived copy", "more archived copies")
        not_done.append(
            Missed(f"{more} of the article", f"not asked for, as the archive failed to give {failed} others")
        )
    return readings, not_done


def _next(listed: Sequence[Capture], readings: _Readings) -> Capture | None:
    """Return the copy to read next, None where all were read.

    First come the oldest and the newest; then the middle one of the longest row that is left; then, of the rows between
    copies in which a statement differs, so that each halves the time in which it changed.
    """
    if not readings or listed[-1].version not in readings:
        return listed[-1 if readings else 0]
    rows: list[list[int]] = []
    for number, capture in enumerate(listed):
        if capture.version in readings:
            continue
        if rows and rows[-1][-1] == number - 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    known = _known(listed, readings)

    def worth(row: Sequence[int]) -> tuple[bool, int]:
        at = bisect_left(known, row[0], key=lambda copy: copy.number)
        differ = 0 < at < len(known) and known[at - 1].reading.wording != known[at].reading.wording
        return differ and len(readings) >= _SPREAD, len(row)

    row = max(rows, key=worth, default=None)
    return listed[row[len(row) // 2]] if row else None


def _known(listed: Sequence[Capture], readings: _Readings) -> list[_Copy]:
    """Return each copy that was read or is the same as one that was; of a row of the same ones, the two at its ends."""
    known = [
        _Copy(number, capture, reading)
        for number, capture in enumerate(listed)
        if (reading := readings.get(capture.version)) is not None
    ]
    around = zip([None, *known], known, [*known[1:], None], strict=False)
    return [
        copy
        for before, copy, after in around
        if not (before and after and before.reading is copy.reading is after.reading)
    ]


def _read(page: Page, capture: Capture, subjects: Sequence[Subject]) -> _Reading:
    """Return how the statements stand on `page`; raises InputError where it is not that copy of the article."""
    if page.final_url.partition("id_/")[0] != capture.raw_url.partition("id_/")[0]:
        raise InputError(f"the archive leads to another, {page.final_url}")
    texts = read_texts(page)
    wrong = error_words(page, texts)
    if wrong:
        raise InputError(f"it looks like an error page ({wrong})")
    results = tuple(compare(subject.statement, texts.whole_tokens, subject.frame) for subject in subjects)
    if len(results) >= _TELLING and all(result.match is Match.NOT_FOUND for result in results):
        raise InputError("it has none of the statements, so it may be another page than the article")
    return _Reading(results, tuple(normalised(describe(result, "")) for result in results), page.retrieved_at)


def _about(captures: Sequence[Capture], listed: Sequence[Capture], readings: _Readings) -> tuple[str, str]:
    """Return how many copies there are, differ and were read, and what to call those that were read."""
    versions = len({capture.version for capture in listed})
    read = sum(reading is not None for reading in readings.values())
    if len(listed) == 1:
        sentence, each = f"The article has one archived copy, of {listed[0].moment}.", "It"
    else:
        more = "at least " if len(captures) >= MOST_CAPTURES else ""
        kind = (
            f"{len(listed)} archived copies, all the same"
            if versions == 1
            else f"{versions} archived copies that differ"
        )
        sentence = f"The article has {more}{kind}, from {listed[0].day} to {listed[-1].day}"
        sentence += "." if read == versions else f"; {read} of them {'was' if read == 1 else 'were'} read."
        each = "Each" if read == versions else "That" if read == 1 else "Each of these"
    last = captures[-1]
    if last.is_gone:
        sentence += (
            f" The archive's last capture, of {last.moment}, is of a page that is not there (HTTP {last.status})."
        )
    return sentence, each


def _changes(number: int, known: Sequence[_Copy], listed: Sequence[Capture]) -> Iterator[Evidence]:
    """Yield two findings for each change of the statement of this number: the copy before it and the one after."""
    changes = [pair for pair in pairwise(known) if pair[0].reading.wording[number] != pair[1].reading.wording[number]]
    for before, after in changes[:_MOST_CHANGES]:
        was, is_ = (copy.reading.results[number].match for copy in (before, after))
        what = "appeared" if was is Match.NOT_FOUND else "went away" if is_ is Match.NOT_FOUND else "changed"
        unread = len({capture.version for capture in listed[before.number + 1 : after.number]})
        between = f", between which {counted(unread, 'more was', 'more were')} not read" if unread else ""
        dated = (
            f"The statement {what} between the copies of {before.capture.moment} and {after.capture.moment}{between}."
        )
        yield _finding(before, number, f"{dated} The earlier")
        yield _finding(after, number, f"The later, of {after.capture.moment},")
    if len(changes) > _MOST_CHANGES:
        more = counted(len(changes) - _MOST_CHANGES, "more change")
        yield _finding(known[-1], number, f"After {more} the last, of {known[-1].capture.moment},")


def _finding(copy: _Copy, number: int, called: str) -> Evidence:
    """Return how the statement of this number stands in `copy`, which is `called` so."""
    result = copy.reading.results[number]
    return Evidence(
        Lookup.ARTICLE_COPIES,
        describe(result, called),
        copy.capture.url,
        _COMPARED,
        copy.reading.retrieved_at,
        result.differences,
    )
