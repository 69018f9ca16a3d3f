"""A URL in, its `Page` out: one polite, safe GET with limits on time, size, redirects and addresses."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from attrcheck.article import READABLE_TYPES, SIGNATURES
from attrcheck.errors import FetchError, Trouble
from attrcheck.web.connections import Budget
from attrcheck.web.failures import broken, check_status, media_type, shown_url, with_advice
from attrcheck.web.transports import BUDGET

__all__ = ["Limits", "Page", "fetch", "get"]

#: The type of which only the first bytes tell what it is.
_UNKNOWN_TYPE = "application/octet-stream"
_LAST_PORT = 65_535
#: What httpx raises for an address that is none, which it does for redirects as well.
_NO_URL = (httpx.InvalidURL, ValueError)
_FAILURES = (httpx.TransportError, *_NO_URL)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost: bytes once inflated, seconds in all, redirects to follow."""

    max_bytes: int = 10_000_000
    total_seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Page:
    """What a URL answered: `final_url` after redirects, `retrieved_at` as YYYY-MM-DDThh:mm:ssZ ("" for just now)."""

    url: str
    final_url: str
    status: int
    content_type: str
    body: bytes
    retrieved_at: str = ""


class _Visit:
    """A URL's way over its redirects: `request` is what to send next, `page` takes the answer. It sends nothing."""

    def __init__(
        self,
        url: str,
        client: httpx.AsyncClient,
        *,
        headers: Mapping[str, str] | None,
        limits: Limits | None,
        clock: Callable[[], float],
    ) -> None:
        self._first = url
        self._at = url
        self._client = client
        self._headers = headers or {}
        self._limits = limits or Limits()
        self._left = self._limits.redirects
        self._budget = Budget(clock() + self._limits.total_seconds, self._limits.max_bytes)

    def request(self) -> httpx.Request:
        """Return the next request; raises FetchError where it would go to no web address."""
        origin = f" (where {shown_url(self._first)} leads)" if self._at != self._first else ""
        url = _web_address(self._at, origin)
        # What is meant for one site, as a key, is not sent to the next.
        own = _origin(url) == _origin(httpx.URL(self._first))
        return self._client.build_request(
            "GET", url, headers=self._headers if own else {}, extensions={BUDGET: self._budget}
        )

    def page(self, response: httpx.Response) -> Page | None:
        """Return the page that `response` is, None for a redirect, which is to be followed."""
        retrieved_at = bytes(response.extensions.get("retrieved_at", b"")).decode("ascii")
        if response.has_redirect_location:
            self._redirect(response.headers["location"])
            return None
        check_status(response, self._at, retrieved_at)
        at = str(httpx.URL(self._at).copy_with(userinfo=b"", fragment=None))
        content_type = response.headers.get("content-type", "")
        return Page(self._first, at, response.status_code, content_type, response.content, retrieved_at)

    def failure(self, error: Exception) -> FetchError:
        """Return what it means that httpx, or another transport than attrcheck's, fails with one of `_FAILURES`."""
        if isinstance(error, httpx.TransportError):
            return broken(error, httpx.URL(self._at).host)
        problem = f"{shown_url(self._at)} leads to what is not a web address ({error})"
        return FetchError(problem, "check the address.", trouble=Trouble.ADDRESS)

    def _redirect(self, location: str) -> None:
        self._left -= 1
        try:
            self._at = str(httpx.URL(self._at).join(location).copy_with(userinfo=b"", fragment=None))
        except _NO_URL:
            self._at = location
        if self._left < 0:
            problem = (
                f"{shown_url(self._first)} redirects more than {self._limits.redirects} times, "
                f"the last time to {shown_url(self._at)}"
            )
            raise FetchError(problem, "it may want cookies or a login.", trouble=Trouble.REDIRECTS)


async def get(
    url: str,
    client: httpx.AsyncClient,
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Page:
    """Return whatever lies at `url`, as JSON, redirects followed.

    `headers` go to the host of `url` only. Raises FetchError for a status that is no success, a failed
    connection, and an answer over the limits; NotRecordedError where a replay does not hold it.
    """
    visit = _Visit(url, client, headers=headers, limits=limits, clock=clock)
    while True:
        try:
            response = await client.send(visit.request())
        except _FAILURES as error:
            raise visit.failure(error) from error
        page = visit.page(response)
        if page is not None:
            return page


async def fetch(
    url: str, client: httpx.AsyncClient, *, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic
) -> Page:
    """Return the page to read at `url`, redirects followed.

    Raises FetchError that says what to do for everything else: what `get` raises, and what is no page.
    """
    try:
        return _readable(await get(url, client, limits=limits, clock=clock))
    except FetchError as error:
        raise with_advice(error, url) from error


def _readable(page: Page) -> Page:
    """Return `page`; raises FetchError where it is a file of another kind."""
    media = media_type(page.content_type)
    if media not in READABLE_TYPES and not (media == _UNKNOWN_TYPE and page.body.startswith(SIGNATURES)):
        problem = f"{shown_url(page.final_url)} is not a page but {media[:80]}"
        raise FetchError(problem, "download it, save its text as a .txt file and give that.", trouble=Trouble.TYPE)
    return page


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _web_address(url: str, origin: str) -> httpx.URL:
    shown = shown_url(url)
    try:
        parsed = httpx.URL(url)
    except _NO_URL as error:
        problem = f"{shown}{origin} is not a web address ({error})"
        raise FetchError(problem, "give one such as https://example.org/page", trouble=Trouble.ADDRESS) from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        problem = f"{shown}{origin} is not a web address"
        raise FetchError(problem, "give one that begins with http:// or https://", trouble=Trouble.ADDRESS)
    if parsed.port is not None and not 0 < parsed.port <= _LAST_PORT:
        problem = f"{shown}{origin} is not a web address (there is no port {parsed.port})"
        raise FetchError(problem, "give one such as https://example.org/page", trouble=Trouble.ADDRESS)
    return parsed
