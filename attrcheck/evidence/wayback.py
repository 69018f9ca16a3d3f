"""A page's address in, its archived copies out: the one nearest a day, and every capture that differs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urldefrag

from attrcheck.errors import NetworkError
from attrcheck.evidence.answers import address, part, read_json, read_object, words
from attrcheck.fetch import Page

__all__ = [
    "MOST_CAPTURES",
    "PRIVATE",
    "Capture",
    "captures_url",
    "is_throttled",
    "nearest_url",
    "read_captures",
    "read_nearest",
]

#: More captures than these are not listed.
MOST_CAPTURES = 1_000
#: Why an archive is not asked about some addresses.
PRIVATE = "its address is a private one, which the archive is not told of"
_STAMP = re.compile(r"\d{14}")


@dataclass(frozen=True, slots=True)
class Capture:
    """An archived copy: its time stamp YYYYMMDDhhmmss, and the address that was captured."""

    stamp: str
    original: str

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


def nearest_url(url: str, day: str) -> str:
    """Return the address that names the copy of `url` nearest `day` (YYYY-MM-DD), or the newest where that is ""."""
    stamp = {"timestamp": day.replace("-", "")} if day else {}
    return address("https://archive.org/wayback/available", url=urldefrag(url).url, **stamp)


def is_throttled(answer: Page) -> bool:
    """Tell whether an answer to `nearest_url` is the empty one that stands for "too many requests"."""
    return answer.body.strip() == b"{}"


def read_nearest(answer: Page, url: str) -> Capture | None:
    """Return the copy of `url` that an answer names, None where there is none.

    Raises NetworkError where the archive does not tell, which is not the same as never archived.
    """
    found = read_object(answer, "the Wayback Machine")
    if not isinstance(found.get("archived_snapshots"), dict):
        raise NetworkError("the Wayback Machine did not tell whether it has a copy: it is asked too often")
    closest = part(found, "archived_snapshots", "closest")
    stamp = words(closest, "timestamp")
    failed = words(closest, "status").startswith(("3", "4", "5"))
    if not _STAMP.fullmatch(stamp) or closest.get("available") is not True or failed:
        return None
    return Capture(stamp, urldefrag(url).url)


def captures_url(url: str) -> str:
    """Return the address that lists the captures of `url`, oldest first, without those like the one before."""
    return address(
        "https://web.archive.org/cdx/search/cdx",
        url=urldefrag(url).url,
        output="json",
        fl="timestamp,original",
        filter="statuscode:200",
        collapse="digest",
        limit=str(MOST_CAPTURES),
    )


def read_captures(answer: Page) -> tuple[Capture, ...]:
    """Return the captures of an answer to `captures_url`; raises NetworkError where the archive gives none of it."""
    if not answer.body.strip():
        return ()
    rows = read_json(answer, "the Wayback Machine")
    if not isinstance(rows, list):
        raise NetworkError("the Wayback Machine answered with something else than a list of captures")
    head = rows[0] if rows and isinstance(rows[0], list) else []
    if not {"timestamp", "original"} <= {name for name in head if isinstance(name, str)}:
        return ()
    stamp, original = head.index("timestamp"), head.index("original")
    found = [row for row in rows[1:] if isinstance(row, list) and len(row) == len(head)]
    captures = [
        Capture(row[stamp], row[original])
        for row in found
        if isinstance(row[stamp], str) and _STAMP.fullmatch(row[stamp]) and isinstance(row[original], str)
    ]
    return tuple(sorted(captures, key=lambda capture: capture.stamp))
