"""A phrase of a statement in, the news pages that printed it first out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from attrcheck.checklist import Evidence, Found, Lookup
from attrcheck.comparison import quoted
from attrcheck.errors import NetworkError
from attrcheck.evidence.lookups.results import for_each, not_found
from attrcheck.evidence.pacing import PacedClient
from attrcheck.evidence.services import gdelt
from attrcheck.evidence.subjects import Subject
from attrcheck.wording import counted

__all__ = ["printed_evidence"]

#: Texts that are shown of those that printed the words, the oldest first.
_MOST_TEXTS = 3
#: GDELT answers officially for so long.
_COVERED = timedelta(days=92)


async def printed_evidence(subjects: Sequence[Subject], client: PacedClient) -> Found:
    """Return which news pages have the phrase that all `subjects` share, oldest first, copies of a text as one."""
    phrase, day = subjects[0].phrase, subjects[0].day
    about = date.fromisoformat(day) if day else None
    try:
        answer = await client.get(gdelt.printed_url(phrase, about), is_throttled=gdelt.is_throttled)
        pages = gdelt.read_printed(answer)
    except NetworkError as error:
        return not_found(f"who printed “{phrase}” first", error)
    compared = f"the phrase “{phrase}” with the text of news pages that GDELT has read"
    covered = _coverage(day, answer.retrieved_at)
    if not pages:
        finding = f"GDELT lists no news page with these words.{covered}"
        url = gdelt.printed_url(phrase, about, readable=True)
        return for_each(subjects, [Evidence(Lookup.FIRST_PRINTED, finding, url, compared, answer.retrieved_at)])
    groups = gdelt.oldest_texts(pages)
    outlets = len({page.domain for page in pages})
    more = "at least " if len(pages) >= gdelt.MOST_PAGES else ""
    count = f"GDELT lists {more}{counted(outlets, 'outlet')} with them"
    if len(pages) > 1:
        count += f", in {counted(len(groups), 'text')} (pages with nearly the same headline count as one)"
    found = []
    for number, group in enumerate(groups[:_MOST_TEXTS]):
        first = group[0]
        copies = f", and {counted(len(group) - 1, 'copy', 'copies')} of it later" if len(group) > 1 else ""
        place = "The oldest news page that GDELT lists with these words" if number == 0 else "The next text"
        finding = f"{place}: {quoted(first.title)}, {first.domain}, seen {first.seen} UTC{copies}."
        finding = f"{finding} {count}.{covered}" if number == 0 else finding
        found.append(Evidence(Lookup.FIRST_PRINTED, finding, first.url, compared, answer.retrieved_at))
    return for_each(subjects, found)


def _coverage(day: str, retrieved_at: str) -> str:
    """Return a warning where the article is older than what GDELT answers for, by the day on which it answered."""
    if not day:
        return " The article has no date: the last three months were searched."
    try:
        answered = date.fromisoformat(retrieved_at[:10])
    except ValueError:
        return ""
    if answered - date.fromisoformat(day) <= _COVERED:
        return ""
    return " The article is older than the three months that GDELT answers for: earlier pages may be missing."
