"""A page's address in, its archived copies out: the one nearest a day, every capture, and the newest copy itself."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urldefrag

from attrcheck.errors import FetchError, NetworkError, Trouble
from attrcheck.evidence.services.responses import object_at, read_json, read_object, text_at, with_query
from attrcheck.web import Page, redacted

__all__ = [
    "MOST_CAPTURES",
    "PRIVATE",
    "Capture",
    "captures_url",
    "is_throttled",
    "nearest_url",
    "newest_copy",
    "read_captures",
    "read_nearest",
]

#: More captures than these are not listed.
MOST_CAPTURES = 5_000
#: Why the archive gets no question about some addresses.
PRIVATE = "its address is a private one, which the archive is not told of"
_STAMP = re.compile(r"\d{14}")
_RAW = re.compile(r"https?://web\.archive\.org/web/(\d{14})id_/(https?:/.+)", re.I)
_BY_HAND = "look for another copy by hand, save the article's text as a .txt file and give that to attrcheck."
#: The statuses of captures that are listed, and the one of a capture that repeats another.
_PAGE, _GONE, _REPEATED = "200", ("404", "410"), "-"


@dataclass(frozen=True, slots=True)
class Capture:
    """An archived copy: its time stamp YYYYMMDDhhmmss, and the address that was captured.

    `digest` is that of what was captured, "" where the archive does not say; `status` the site's HTTP status then.
    """

    stamp: str
    original: str
    digest: str = ""
    status: str = _PAGE

    @property
    def url(self) -> str:
        """The copy as the archive shows it."""
        return f"https://web.archive.org/web/{self.stamp}/{self.original}"

    @property
    def raw_url(self) -> str:
        """The copy as the site sent it."""
        return f"https://web.archive.org/web/{self.stamp}id_/{self.original}"

    @property
    def day(self) -> str:
        """The day of the copy, YYYY-MM-DD."""
        return f"{self.stamp[:4]}-{self.stamp[4:6]}-{self.stamp[6:8]}"

    @property
    def moment(self) -> str:
        """The day and time of the copy, YYYY-MM-DD hh:mm UTC."""
        return f"{self.day} {self.stamp[8:10]}:{self.stamp[10:12]} UTC"

    @property
    def version(self) -> str:
        """What copies have in common that are the same, byte for byte."""
        return self.digest or self.stamp

    @property
    def is_gone(self) -> bool:
        """Whether the site answered the archive that the page is not there."""
        return self.status in _GONE


def nearest_url(url: str, day: str) -> str:
    """Return the address that names the copy of `url` nearest `day` (YYYY-MM-DD), or the newest where that is ""."""
    stamp = {"timestamp": day.replace("-", "")} if day else {}
    return with_query("https://archive.org/wayback/available", url=urldefrag(url).url, **stamp)


def is_throttled(answer: Page) -> bool:
    """Tell whether an answer to `nearest_url` is the empty one that stands for "too many requests"."""
    return answer.body.strip() == b"{}"


def read_nearest(answer: Page, url: str) -> Capture | None:
    """Return the copy of `url` that an answer names, None where there is none.

    Raises NetworkError where the archive does not say, which is not the same as never archived.
    """
    found = read_object(answer, "the Wayback Machine")
    if not isinstance(found.get("archived_snapshots"), dict):
        raise NetworkError("the Wayback Machine did not tell whether it has a copy: it is asked too often")
    closest = object_at(found, "archived_snapshots", "closest")
    stamp = text_at(closest, "timestamp")
    failed = text_at(closest, "status").startswith(("3", "4", "5"))
    if not _STAMP.fullmatch(stamp) or closest.get("available") is not True or failed:
        return None
    return Capture(stamp, urldefrag(url).url)


async def newest_copy(url: str, get: Callable[[str], Awaitable[Page]], *, problem: str) -> tuple[Capture, Page]:
    """Return the newest archived copy of `url` and its page as the site sent it, both had by `get`.

    Raises FetchError, which names the `problem` of `url` itself too, where there is no copy or it cannot be had.
    """
    try:
        return await _newest(url, get)
    except FetchError as error:
        both = f"{problem}, and its archived copy was not read either ({error.problem})"
        raise FetchError(both, _BY_HAND, trouble=error.trouble, status=error.status, wait=error.wait) from error


async def _newest(url: str, get: Callable[[str], Awaitable[Page]]) -> tuple[Capture, Page]:
    safe = redacted(url)
    answer = await get(nearest_url(safe, ""))
    try:
        nearest = read_nearest(answer, safe)
    except NetworkError as error:
        raise FetchError(str(error), _BY_HAND, trouble=Trouble.THROTTLED) from error
    if nearest is None:
        raise FetchError("the Wayback Machine knows of none", _BY_HAND, trouble=Trouble.GONE)
    page = await get(nearest.raw_url)
    # A capture may lead on to that of the address where the site redirected to.
    final = _RAW.fullmatch(page.final_url)
    if final is None:
        raise FetchError("the Wayback Machine led away from it", _BY_HAND, trouble=Trouble.REDIRECTS)
    return Capture(final[1], final[2]), page


def captures_url(url: str) -> str:
    """Return the address that lists the captures of `url`, oldest first: of pages, and of their not being there."""
    return with_query(
        "https://web.archive.org/cdx/search/cdx",
        url=urldefrag(url).url,
        output="json",
        fl="timestamp,original,statuscode,digest",
        filter=f"statuscode:({'|'.join((_PAGE, *_GONE, _REPEATED))})",
        limit=str(MOST_CAPTURES),
    )


def read_captures(answer: Page) -> tuple[Capture, ...]:
    """Return the captures of an answer to `captures_url`; raises NetworkError where the archive gives none of it.

    A capture that repeats another has that one's status; repeated redirects are left out.
    """
    if not answer.body.strip():
        return ()
    rows = read_json(answer, "the Wayback Machine")
    if not isinstance(rows, list):
        raise NetworkError("the Wayback Machine answered with something else than a list of captures")
    head = rows[0] if rows and isinstance(rows[0], list) else []
    names = [name if isinstance(name, str) else "" for name in head]
    found = (dict(zip(names, row, strict=True)) for row in rows[1:] if isinstance(row, list) and len(row) == len(names))
    captures = sorted(filter(None, map(_capture, found)), key=lambda capture: capture.stamp)
    statuses = {capture.digest: capture.status for capture in captures if capture.status != _REPEATED}
    first_hand = (
        replace(capture, status=statuses.get(capture.digest, "")) if capture.status == _REPEATED else capture
        for capture in captures
    )
    return tuple(capture for capture in first_hand if capture.status == _PAGE or capture.is_gone)


def _capture(row: Mapping[str, object]) -> Capture | None:
    """Return the capture of a row, by the names of its columns, None where it is none."""
    stamp, original = text_at(row, "timestamp"), text_at(row, "original")
    if not _STAMP.fullmatch(stamp) or not original:
        return None
    return Capture(stamp, original, text_at(row, "digest"), text_at(row, "statuscode") or _PAGE)
