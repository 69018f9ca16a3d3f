"""A URL in, its `Article` out: the live page's or, where that fails and it is wanted, the newest archived copy's."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from urllib.parse import quote

import httpx

from attrcheck.article import Article
from attrcheck.errors import FetchError, NoArticleError, Trouble
from attrcheck.fetch import Page, fetch, get, may_be_archived
from attrcheck.pages import from_bytes
from attrcheck.recording import redacted

__all__ = ["read"]

_AVAILABLE = "https://archive.org/wayback/available?url="
_RAW = re.compile(r"https?://web\.archive\.org/web/(\d{14})id_/(https?:/.+)", re.I)
_STAMP = re.compile(r"\d{14}")
_BY_HAND = "look for another copy by hand, save the article's text as a .txt file and give that to attrcheck."


def read(url: str, client: httpx.Client, *, archived: bool = False) -> Article:
    """Return the article at `url`, with `archived` the newest archived copy's where the page fails or holds none.

    The article keeps its own URL, and its `not_done` says which copy was read. Raises FetchError and NoArticleError.
    """
    try:
        page = fetch(url, client)
    except FetchError as error:
        if not archived or not may_be_archived(error):
            raise
        return _from_archive(url, client, error.problem)
    try:
        return from_bytes(page.body, name=url, url=page.final_url, content_type=page.content_type)
    except NoArticleError as error:
        if not archived:
            raise NoArticleError(f"{error} Or add --archived to read the newest archived copy.") from error
    return _from_archive(url, client, f"{redacted(url)} holds no article that could be found")


def _from_archive(url: str, client: httpx.Client, problem: str) -> Article:
    """Return the article of the newest archived copy of `url`, which itself has the `problem`."""
    try:
        copy = _newest(url, client)
    except FetchError as error:
        told = f"{problem}, and its archived copy was not read either ({error.problem})"
        raise FetchError(told, _BY_HAND, trouble=error.trouble, status=error.status, wait=error.wait) from error
    page = copy.page
    article = from_bytes(page.body, name=url, url=copy.original, content_type=page.content_type)
    note = f"{problem}: read from the archived copy of {copy.day}, {copy.url}"
    return replace(article, not_done=(note, *article.not_done))


@dataclass(frozen=True, slots=True)
class _Copy:
    """An archived copy: its time stamp YYYYMMDDhhmmss, the address that was captured, and what was captured."""

    stamp: str
    original: str
    page: Page

    @property
    def day(self) -> str:
        return f"{self.stamp[:4]}-{self.stamp[4:6]}-{self.stamp[6:8]}"

    @property
    def url(self) -> str:
        return f"https://web.archive.org/web/{self.stamp}/{self.original}"


def _newest(url: str, client: httpx.Client) -> _Copy:
    """Return the newest archived copy of `url` as the site sent it; raises FetchError where there is none."""
    asked = redacted(url)
    stamp = _stamp(get(f"{_AVAILABLE}{quote(asked, safe='')}", client).body)
    if not stamp:
        raise FetchError("the Wayback Machine knows of none", _BY_HAND, trouble=Trouble.GONE)
    page = get(f"https://web.archive.org/web/{stamp}id_/{asked}", client)
    # A capture may lead on to that of the address where the site redirected to.
    led = _RAW.fullmatch(page.final_url)
    if led is None:
        raise FetchError("the Wayback Machine led away from it", _BY_HAND, trouble=Trouble.REDIRECTS)
    return _Copy(led[1], led[2], page)


def _stamp(answer: bytes) -> str:
    """Return the time stamp of the copy that the archive's answer names, "" where it says that there is none.

    Raises FetchError where it does not say: throttled, it answers `{}`, and that is not "never archived".
    """
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError):
        said = None
    found = said.get("archived_snapshots") if isinstance(said, dict) else None
    if not isinstance(found, dict):
        problem = "the Wayback Machine did not say whether it has one, which it does when it is asked too often"
        raise FetchError(problem, "try again in some minutes.", trouble=Trouble.THROTTLED)
    closest = found.get("closest")
    if not isinstance(closest, dict) or closest.get("available") is not True:
        return ""
    stamp, status = str(closest.get("timestamp")), str(closest.get("status"))
    return stamp if _STAMP.fullmatch(stamp) and status.startswith("2") else ""
