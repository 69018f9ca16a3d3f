"""A URL in, its `Page` out: one polite, safe GET with limits on time, size, redirects and addresses."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx

from attrcheck.connections import Budget, broken
from attrcheck.errors import FetchError, Trouble
from attrcheck.recorders import AsyncRecordingTransport, RecordingTransport, ReplayTransport
from attrcheck.recording import REDACTED, redacted, secrets_of
from attrcheck.transports import BUDGET, AsyncSafeTransport, SafeTransport
from attrcheck.version import VERSION

__all__ = [
    "Limits",
    "Page",
    "fetch",
    "fetch_async",
    "get",
    "get_async",
    "make_async_client",
    "make_client",
    "may_be_archived",
    "seconds_to_wait",
]

_READABLE = frozenset(
    {
        *("", "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
#: First bytes of the documents that a type which says nothing may hide: PDF, and the ZIP archive that .docx is.
_UNTOLD = "application/octet-stream"
_DOCUMENTS = (b"%PDF", b"PK\x03\x04")
_SAVE = "Open it in a browser, save the article's text as a .txt file and give that to attrcheck"
#: Seconds for each of connecting, sending and one read.
_PHASE_SECONDS = 10.0
_SHOWN = 300
_LAST_PORT = 65_535
#: Characters of a refusal's own words that are kept, and the kinds of answers that have some.
_MOST_ANSWER = 2_000
_WORDED = frozenset({"text/plain", "application/json"})
#: What httpx raises for an address that is none, which it does for redirects as well.
_NO_URL = (httpx.InvalidURL, ValueError)
_FAILURES = (httpx.TransportError, *_NO_URL)
#: What an archived copy cannot help with.
_HOPELESS = frozenset({Trouble.ADDRESS, Trouble.PRIVATE, Trouble.PROXY, Trouble.TYPE})


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


def _now() -> datetime:
    return datetime.now(UTC)


def _client_options(contact: str) -> dict[str, Any]:
    operator = f" ({' '.join(contact.split())})" if contact.strip() else ""
    headers = {
        "User-Agent": f"attrcheck/{VERSION}{operator} httpx/{httpx.__version__}",
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "identity",
        "Accept-Language": "en,*;q=0.5",
    }
    return {"headers": headers, "timeout": _PHASE_SECONDS, "follow_redirects": False, "trust_env": False}


def make_client(
    *,
    replay: Path | None = None,
    record: Path | None = None,
    allow_private: bool = False,
    contact: str = "",
    proxy: str = "",
    now: Callable[[], datetime] = _now,
) -> httpx.Client:
    """Return the client for every request of a run: live, recording into `record`, or answering from `replay`.

    `contact` is the operator's own address or page, for the User-Agent; `proxy` an http://, https:// or
    socks5h:// address, which then looks hosts up, so that only private addresses given as such are refused, or one of
    socks5://, for which they are looked up here. With `replay` nothing is looked up.
    """
    transport: httpx.BaseTransport
    if replay is not None:
        transport = ReplayTransport(replay)
    else:
        transport = SafeTransport(allow_private=allow_private, proxy=proxy)
        if record is not None:
            transport = RecordingTransport(transport, record, now=now)
    return httpx.Client(transport=transport, **_client_options(contact))


def make_async_client(
    *,
    replay: Path | None = None,
    record: Path | None = None,
    allow_private: bool = False,
    contact: str = "",
    proxy: str = "",
    now: Callable[[], datetime] = _now,
) -> httpx.AsyncClient:
    """Return the same as `make_client` for asynchronous requests, under asyncio."""
    transport: httpx.AsyncBaseTransport
    if replay is not None:
        transport = ReplayTransport(replay)
    else:
        transport = AsyncSafeTransport(allow_private=allow_private, proxy=proxy)
        if record is not None:
            transport = AsyncRecordingTransport(transport, record, now=now)
    return httpx.AsyncClient(transport=transport, **_client_options(contact))


class _Visit:
    """A URL's way over its redirects: `request` says what to ask next, `page` takes the answer. It asks nothing."""

    def __init__(
        self,
        url: str,
        client: httpx.Client | httpx.AsyncClient,
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
        came = f" (where {_shown(self._first)} leads)" if self._at != self._first else ""
        url = _web_address(self._at, came)
        # What is meant for one site, as a key, is not told to the next.
        own = _origin(url) == _origin(httpx.URL(self._first))
        return self._client.build_request(
            "GET", url, headers=self._headers if own else {}, extensions={BUDGET: self._budget}
        )

    def page(self, response: httpx.Response) -> Page | None:
        """Return the page that `response` is, None for a redirect, which is to be asked next."""
        retrieved_at = bytes(response.extensions.get("retrieved_at", b"")).decode("ascii")
        if response.has_redirect_location:
            self._redirect(response.headers["location"])
            return None
        _check(response, self._at, retrieved_at)
        at = str(httpx.URL(self._at).copy_with(userinfo=b"", fragment=None))
        content_type = response.headers.get("content-type", "")
        return Page(self._first, at, response.status_code, content_type, response.content, retrieved_at)

    def failure(self, error: Exception) -> FetchError:
        """Return what it means that httpx, or another transport than attrcheck's, fails with one of `_FAILURES`."""
        if isinstance(error, httpx.TransportError):
            return broken(error, httpx.URL(self._at).host)
        problem = f"{_shown(self._at)} leads to what is not a web address ({error})"
        return FetchError(problem, "check the address.", trouble=Trouble.ADDRESS)

    def _redirect(self, location: str) -> None:
        self._left -= 1
        try:
            self._at = str(httpx.URL(self._at).join(location).copy_with(userinfo=b"", fragment=None))
        except _NO_URL:
            self._at = location
        if self._left < 0:
            problem = (
                f"{_shown(self._first)} redirects more than {self._limits.redirects} times, "
                f"the last time to {_shown(self._at)}"
            )
            raise FetchError(problem, "it may want cookies or a login.", trouble=Trouble.REDIRECTS)


def get(
    url: str,
    client: httpx.Client,
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
            response = client.send(visit.request())
        except _FAILURES as error:
            raise visit.failure(error) from error
        page = visit.page(response)
        if page is not None:
            return page


async def get_async(
    url: str,
    client: httpx.AsyncClient,
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Page:
    """Return the same as `get` with an asynchronous client."""
    visit = _Visit(url, client, headers=headers, limits=limits, clock=clock)
    while True:
        try:
            response = await client.send(visit.request())
        except _FAILURES as error:
            raise visit.failure(error) from error
        page = visit.page(response)
        if page is not None:
            return page


def fetch(
    url: str, client: httpx.Client, *, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic
) -> Page:
    """Return the page to read at `url`, redirects followed.

    Raises FetchError that says what to do for everything else: what `get` raises, and what is no page.
    """
    try:
        return _readable(get(url, client, limits=limits, clock=clock))
    except FetchError as error:
        raise _advised(error, url) from error


async def fetch_async(
    url: str, client: httpx.AsyncClient, *, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic
) -> Page:
    """Return the same as `fetch` with an asynchronous client."""
    try:
        return _readable(await get_async(url, client, limits=limits, clock=clock))
    except FetchError as error:
        raise _advised(error, url) from error


def may_be_archived(error: FetchError) -> bool:
    """Tell whether an archived copy may help where the page itself failed with `error`."""
    return error.trouble not in _HOPELESS


def _readable(page: Page) -> Page:
    """Return `page`; raises FetchError where it is a file of another kind."""
    media = _media(page.content_type)
    if media not in _READABLE and not (media == _UNTOLD and page.body.startswith(_DOCUMENTS)):
        problem = f"{_shown(page.final_url)} is not a page but {media[:80]}"
        raise FetchError(problem, "download it, save its text as a .txt file and give that.", trouble=Trouble.TYPE)
    return page


def _advised(error: FetchError, url: str) -> FetchError:
    """Return `error` with what else the reader of an article can do."""
    if not may_be_archived(error):
        return error
    remedy = (
        f"{error.remedy} {_SAVE}, or add --archived to read the newest archived copy "
        f"(https://web.archive.org/web/*/{redacted(url)})."
    )
    return FetchError(
        error.problem, remedy, trouble=error.trouble, status=error.status, wait=error.wait, answer=error.answer
    )


def _shown(url: str) -> str:
    """Return `url` as messages show it: without keys, and of a length that can be read."""
    with suppress(ValueError):
        url = redacted(url)
    return url if len(url) <= _SHOWN else f"{url[:_SHOWN]}…"


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _web_address(url: str, came: str) -> httpx.URL:
    shown = _shown(url)
    try:
        parsed = httpx.URL(url)
    except _NO_URL as error:
        problem = f"{shown}{came} is not a web address ({error})"
        raise FetchError(problem, "give one such as https://example.org/page", trouble=Trouble.ADDRESS) from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        problem = f"{shown}{came} is not a web address"
        raise FetchError(problem, "give one that begins with http:// or https://", trouble=Trouble.ADDRESS)
    if parsed.port is not None and not 0 < parsed.port <= _LAST_PORT:
        problem = f"{shown}{came} is not a web address (there is no port {parsed.port})"
        raise FetchError(problem, "give one such as https://example.org/page", trouble=Trouble.ADDRESS)
    return parsed


def seconds_to_wait(retry_after: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks to wait, None where it says nothing that can be done.

    >>> seconds_to_wait("120", datetime.now(UTC))
    120.0
    """
    value = retry_after.strip()[:60]
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())


def _in_words(seconds: float) -> str:
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        # Two hours and more are told in hours, and so on: nobody wants 7 minutes in seconds.
        if seconds >= 2 * size:
            return f"{-(-seconds // size):.0f} {name}s"
    return f"{-(-seconds // 1):.0f} second{'' if -(-seconds // 1) == 1 else 's'}"


def _media(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _own_words(response: httpx.Response) -> str:
    """Return the beginning of a refusal that is plain text or JSON, without what the request kept secret."""
    if _media(response.headers.get("content-type", "")) not in _WORDED:
        return ""
    text = response.content.decode("utf-8", "replace")
    for secret in sorted(secrets_of(response.request), key=len, reverse=True):
        text = text.replace(secret, REDACTED)
    return text[:_MOST_ANSWER]


def _check(response: httpx.Response, at: str, retrieved_at: str) -> None:
    """Raise FetchError for an answer that is no success."""
    status = response.status_code
    if 200 <= status < 300:
        return
    now = datetime.fromisoformat(retrieved_at) if retrieved_at else _now()
    wait = seconds_to_wait(response.headers.get("retry-after", ""), now)
    later = f"try again in {_in_words(wait)}." if wait else "try again later."
    url = _shown(at)
    host = httpx.URL(at).host
    trouble, problem, remedy = Trouble.STATUS, f"{url} answered HTTP {status}, not a page", "check the address."
    if status == 451:
        trouble, problem = Trouble.DENIED, f"{url} is withheld for legal reasons where you are (HTTP 451)"
        remedy = "look for another copy."
    elif status == 407:
        trouble, problem = Trouble.PROXY, "The proxy asks who you are (HTTP 407)"
        remedy = "put name and password into its address, as in http://name:password@proxy.example:8080"
    elif status in {401, 402, 403}:
        trouble, problem = Trouble.DENIED, f"{url} is not given to programs or without a login (HTTP {status})"
        remedy = "it may open in a browser."
    elif status in {404, 410}:
        trouble, problem = Trouble.GONE, f"{url} is not there (HTTP {status})"
    elif status == 429:
        trouble, problem, remedy = Trouble.THROTTLED, f"{host} was asked for too often (HTTP 429)", later
    elif status >= 500:
        trouble, problem, remedy = Trouble.FAULT, f"{host} has a fault of its own (HTTP {status})", later
    raise FetchError(problem, remedy, trouble=trouble, status=status, wait=wait, answer=_own_words(response))
