"""What a page says of when it was published in, the day out, as the page's own readers see it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrcheck.article.text.bylines import find_date

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

    from attrcheck.article.html.marked import Marked

__all__ = ["Published", "dateline_day", "day_of", "guessed_day", "published_day", "shown_instead", "spans_days"]

#: Characters of a line that dates a page, of a paragraph, and of what stands before and after a dateline's date.
_LONG_LINE = 120
_LONG_PLACE = 70
#: Elements behind the headline among which the one with the date is.
_NEAR = 40
_MOST_TIMES = 200
#: Elements that hold paragraphs.
_HOLDERS = frozenset({"article", "body", "div", "header", "hgroup", "main", "section"})
#: Attributes that hold a date.
_SAYING = ("datetime", "content", "data-datetime", "data-timestamp", "data-date", "title")
_AGE = re.compile(r"\s*\d{1,3}\s+(?:day|week|month|year)s?\s*", re.I)
_ISO_DATE = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
#: An ISO date with its time in universal time, which may be the next day or the last one where the paper is.
_UNIVERSAL = re.compile(r"\s*\d{4}-?\d{2}-?\d{2}[T ]\d{2}:?\d{2}.*(?:Z|[+-]00:?00|UTC|GMT)\s*", re.I)
#: Seconds or milliseconds since 1970, in this century.
_STAMP = re.compile(r"\s*(1\d{9})(?:\d{3})?\s*")
#: "/2021/03/30/", "/2021/3/30/slug", "/2021-03-30-slug", "/20210330/": the day in an address.
_DATED_PATH = re.compile(
    r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?=/|$)"
    r"|[/_-]((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)"
    r"|[/_-]((?:19|20)\d{2})(\d{2})(\d{2})(?=[/._-]|$)"
)
#: Words before a date that is not that of publication.
_LATER = re.compile(
    r"\b(?:updat|modif|amend|edited|chang|revis|correct|archiv|retriev|access|captur)\w*[^.]{0,40}$", re.I
)
_UPDATED = re.compile(r"\W{0,5}(?:updated|modified)\b", re.I)
#: What a dateline has before its date, "NARROW BAY (Wire) -", and what after it, "/Wire/ --".
_PLACE = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*[\s,/().–—-]*|[(/][\w .]+[)/][\s,–—-]*){1,8}")
_PLACE_END = re.compile(r"[,)/–—-]\s*$")
_DATELINE_END = re.compile(r"\s*(?:/[^/]{1,40}/|\([^()]{1,40}\))?\s*(?:--|[-–—:])\s")


@dataclass(frozen=True, slots=True)
class Published:
    """When a page was published: the day, another that is days from it, and whether it is that of universal time."""

    day: str = ""
    other: str = ""
    is_universal: bool = False


def day_of(said: object) -> str:
    """Return the day of a date in any of the forms of metadata, as the page's own clock has it; "" for none."""
    text = str(said or "")[:80]
    stamp = _STAMP.fullmatch(text)
    if stamp is not None:
        return datetime.datetime.fromtimestamp(int(stamp[1]), tz=datetime.UTC).date().isoformat()
    iso = _ISO_DATE.match(text)
    if iso is None:
        found = find_date(text)
        return found[0] if found else ""
    return _calendar(iso.groups())


def _calendar(parts: Iterable[str]) -> str:
    """Return the day that year, month and day make, "" where no calendar has it."""
    try:
        return datetime.date(*map(int, parts)).isoformat()
    except ValueError:
        return ""


def _day_of_address(url: str) -> str:
    """Return the day that the path of an address names, "" for none."""
    found = _DATED_PATH.search(urlsplit(url).path)
    return _calendar(part for part in found.groups() if part) if found else ""


def _said_on(tag: Tag) -> str:
    said = next((tag.get(key) for key in _SAYING if tag.get(key)), None)
    return day_of(said or tag.get_text(" "))


def _times(soup: BeautifulSoup, marked: Marked) -> Iterator[Tag]:
    """Yield the elements that mark the date of publication, and the time element between headline and text.

    A date that the article speaks of, and the age of a site, "11 years", are none.
    """
    yield from marked.dates[:1]
    heading = soup.find("h1")
    for tag in islice(heading.find_all_next(["time", "p"]), _NEAR) if heading else ():
        if tag.name == "p" and tag.find("time") is None and len(tag.get_text()) > _LONG_LINE:
            return
        if tag.name == "time" and not _AGE.fullmatch(tag.get_text()) and not _is_spoken_of(tag):
            yield tag
            return


def _is_spoken_of(time: Tag) -> bool:
    """Tell whether a time element stands in a text that is no headline and no byline."""
    parent = time.parent
    if parent is None:
        return False
    if parent.name in _HOLDERS:
        return sum(len(text.strip()) for text in parent.find_all(string=True, recursive=False)) > _LONG_LINE
    return len(parent.get_text()) > _LONG_LINE


def _one_day_apart(first: str, second: str) -> int:
    if not first or not second:
        return 0
    return abs((datetime.date.fromisoformat(first) - datetime.date.fromisoformat(second)).days)


def shown_instead(day: str, lines: Iterable[str]) -> str:
    """Return the day beside `day`, that of universal time, that a line of the page shows; else `day` itself."""
    for line in lines:
        found = find_date(line[: 2 * _LONG_LINE])
        is_later = found and (_LATER.search(line[: found[1]]) or _UPDATED.match(line[found[2] :]))
        if found and not is_later and _one_day_apart(found[0], day) == 1:
            return found[0]
    return day


def published_day(
    soup: BeautifulSoup, marked: Marked, *, linked: object, said: Sequence[str], addresses: Iterable[str]
) -> Published:
    """Return when the page was published: what its JSON-LD says, `linked`, before its meta elements, `said`.

    Then come marked elements, its addresses, and at last what stands in an element of the class "date".
    """
    times = list(_times(soup, marked))
    paths = [_day_of_address(url) for url in addresses]
    titled = [_said_on(tag) for tag in marked.titled[:1]]
    days = [day for day in (day_of(linked), *map(day_of, said), *map(_said_on, times), *paths, *titled) if day]
    if not days:
        return Published()
    source = next((text for text in (linked, *said, *(tag.get("datetime") for tag in times)) if day_of(text)), "")
    is_universal = day_of(source) == days[0] and bool(_UNIVERSAL.fullmatch(str(source)))
    day = shown_instead(days[0], (tag.get_text(" ") for tag in times)) if is_universal else days[0]
    other = next((one for one in days[1:] if _one_day_apart(day, one) > 2), "")
    return Published(day, other, is_universal and day == days[0])


def dateline_day(paragraph: str) -> str:
    """Return the day of a dateline, as in "NARROW BAY, March 30, 2021 /Wire/ -- Drivers …", "" for none."""
    found = find_date(paragraph[: 2 * _LONG_PLACE])
    if found is None:
        return ""
    before, after = paragraph[: found[1]], paragraph[found[2] :]
    is_place = not before or (_PLACE.fullmatch(before) is not None and _PLACE_END.search(before) is not None)
    return found[0] if is_place and len(before) <= _LONG_PLACE and _DATELINE_END.match(after) else ""


def spans_days(soup: BeautifulSoup) -> bool:
    """Tell whether a page without a headline has messages of several days, so that none of these dates it."""
    days = {str(tag["datetime"])[:10] for tag in soup.find_all("time", datetime=True, limit=_MOST_TIMES)}
    return len(days) > 1 and soup.find("h1") is None


def guessed_day(markup: str, url: str, lines: Iterable[str]) -> str:
    """Return the day that htmldate takes for that of publication, "" for none, or where the page says it of a change.

    `lines` are those of the page. A year alone makes no day, and a day far down in the text is none of these.
    """
    from htmldate import find_date as guess  # noqa: PLC0415 (slow to import, and few pages need it)

    short = [(line, found) for line in lines if len(line) <= _LONG_LINE and (found := find_date(line))]
    for extensive in (False, True):
        day = guess(markup, extensive_search=extensive, original_date=True, url=url or None) or ""
        places = [line[: found[1]] for line, found in short if found[0] == day]
        if places and all(_LATER.search(place) or "(@" in place for place in places):
            return ""
        if day and (not extensive or places or (day in markup and not day.endswith("-01-01"))):
            return day
    return ""
