"""A phrase in, the news pages that printed it out, oldest first, as GDELT's index has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz

from attrcheck.evidence.services.responses import objects_at, read_object, text_at, with_query
from attrcheck.web import Page

__all__ = ["MOST_PAGES", "Printed", "is_throttled", "oldest_texts", "printed_url", "read_printed"]

#: The API lists no more pages.
MOST_PAGES = 250
#: The index begins here, and is searched so long before and after the article.
_FIRST_DAY = date(2017, 1, 1)
_BEFORE, _AFTER = timedelta(days=365), timedelta(days=31)
#: Headlines that are so alike, in per cent, stand over copies of one text.
_SAME_HEADLINE = 90.0
_SEEN = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)\d\dZ")
_THROTTLED = b"Please limit requests"


@dataclass(frozen=True, slots=True)
class Printed:
    """A news page: when GDELT first saw it ("YYYY-MM-DD hh:mm"), and its outlet's domain, language and country."""

    url: str
    title: str
    seen: str
    domain: str
    language: str
    country: str


def printed_url(phrase: str, day: date | None, *, readable: bool = False) -> str:
    """Return the address that lists pages with `phrase`, oldest first, round `day`, or of the last three months.

    The list is JSON, or a page where it is to be `readable` by people.
    """
    bounds = {}
    if day is not None:
        since, until = max(_FIRST_DAY, day - min(_BEFORE, day - date.min)), day + min(_AFTER, date.max - day)
        bounds = {"startdatetime": f"{since:%Y%m%d}000000", "enddatetime": f"{until:%Y%m%d}235959"}
    return with_query(
        "https://api.gdeltproject.org/api/v2/doc/doc",
        query=f'"{phrase}"',
        mode="artlist",
        format="html" if readable else "json",
        maxrecords=str(MOST_PAGES),
        sort="DateAsc",
        **bounds,
    )


def is_throttled(answer: Page) -> bool:
    """Tell whether the service asks to wait, which it does in plain words and sometimes under HTTP 200."""
    return answer.body.lstrip().startswith(_THROTTLED)


def read_printed(answer: Page) -> tuple[Printed, ...]:
    """Return the pages of an answer, oldest first; raises NetworkError with the service's words where it gives none."""
    found = []
    for page in objects_at(read_object(answer, "GDELT"), "articles"):
        seen = _SEEN.fullmatch(text_at(page, "seendate"))
        if text_at(page, "url") and seen:
            year, month, day, hour, minute = seen.groups()
            found.append(
                Printed(
                    url=text_at(page, "url"),
                    title=_tidy(text_at(page, "title")),
                    seen=f"{year}-{month}-{day} {hour}:{minute}",
                    domain=text_at(page, "domain"),
                    language=text_at(page, "language"),
                    country=text_at(page, "sourcecountry"),
                )
            )
    return tuple(sorted(found, key=lambda one: (one.seen, one.url)))


def _tidy(title: str) -> str:
    """Return a headline without the blanks that GDELT puts before marks."""
    return re.sub(r" (?=[,.:;?!’'%)](?:\s|$))", "", title)


def oldest_texts(pages: Sequence[Printed]) -> tuple[tuple[Printed, ...], ...]:
    """Return `pages` in groups of nearly the same headline, the oldest page and the oldest group first."""
    groups: list[list[Printed]] = []
    for page in pages:
        head = _bare(page.title)
        for group in groups:
            if head and fuzz.token_sort_ratio(head, _bare(group[0].title)) >= _SAME_HEADLINE:
                group.append(page)
                break
        else:
            groups.append([page])
    return tuple(map(tuple, groups))


def _bare(title: str) -> str:
    """Return a headline as it is compared: in lower case, words alone, without the outlet's name behind a bar."""
    return " ".join(re.findall(r"\w+", re.split(r" [|–—] ", title)[0].lower()))
