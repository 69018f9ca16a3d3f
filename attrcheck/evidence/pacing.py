"""Addresses in, answers out: paced for each host, requested again where that may help, and kept between runs."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urldefrag, urlsplit

from attrcheck.errors import FetchError, NetworkError, OutputError, Trouble
from attrcheck.evidence.cache import Cache
from attrcheck.web import Page, stamp, utc_now

__all__ = ["Clock", "Get", "Pace", "PacedClient", "instant_clock"]

#: Sends one request with these headers, as web.get does; raises NetworkError.
Get = Callable[[str, Mapping[str, str]], Awaitable[Page]]
#: Requests for one address in all, seconds before the second one, and the longest wait that is honoured.
_TRIES, _FIRST_WAIT, _LONGEST_WAIT = 3, 5.0, 120.0
#: Bytes of answers that are held for the same request made again; the oldest go first.
_HELD = 64_000_000
#: Troubles that may pass.
_PASSING = frozenset({Trouble.THROTTLED, Trouble.FAULT, Trouble.TIMEOUT, Trouble.BROKEN})
_WIKIMEDIA = ("wikidata.org", "wikipedia.org")
#: Hosts that need more time between two requests than others, and one request at once: GDELT names 5 seconds, the
#: Wayback Machine bears about 24 requests a minute.
_SLOW = {"api.gdeltproject.org": 5.5, "web.archive.org": 2.5, "archive.org": 2.5}
#: Wikimedia gives 10 requests a minute to those who do not say who they are.
_UNIDENTIFIED = 6.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How hard other people's machines are worked: requests at once in all and at one host, seconds between two there.

    `identified` is whether the operator's contact is sent; those who hide it are to go slower.
    """

    at_once: int = 3
    at_once_at_host: int = 2
    seconds_between: float = 1.0
    identified: bool = True

    def between(self, host: str) -> float:
        """Return the seconds from one request to `host` to the next."""
        slowest = _SLOW.get(host, 0.0)
        if not self.identified and host.endswith(_WIKIMEDIA):
            slowest = _UNIDENTIFIED
        return max(self.seconds_between, slowest)

    def together(self, host: str) -> int:
        """Return how many requests `host` may be sent at once."""
        return 1 if host in _SLOW else self.at_once_at_host


@dataclass(frozen=True, slots=True)
class Clock:
    """What gives the seconds, what waits for some, and what gives the day and hour."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    today: Callable[[], datetime] = utc_now


def instant_clock() -> Clock:
    """Return a clock whose waits take no time, for answers from recordings, which do not tire."""
    passed = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal passed
        passed += seconds
        await asyncio.sleep(0)

    return Clock(now=lambda: passed, sleep=sleep)


@dataclass(slots=True)
class _Host:
    """A host's turns: its requests at once, the one that waits for the next turn, and when that is.

    `closed` is why it gets no more requests, None where it does.
    """

    slots: asyncio.Semaphore
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    closed: NetworkError | None = None


class PacedClient:
    """Gets addresses by `get` for one run: each once, at the `pace`, from the `cache` where that has it.

    Where nothing is to be kept, as when recordings answer or are made, there is no cache. `not_kept` says why it could
    not be written, "" where it could.
    """

    def __init__(
        self, get: Get, *, pace: Pace | None = None, clock: Clock | None = None, cache: Cache | None = None
    ) -> None:
        self._get = get
        self._pace = pace or Pace()
        self._clock = clock or Clock()
        self._cache = cache
        self.not_kept = ""
        self._at_once = asyncio.Semaphore(self._pace.at_once)
        self._hosts: dict[str, _Host] = {}
        self._requests: dict[str, asyncio.Task[Page]] = {}
        self._held: deque[tuple[str, int]] = deque()

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        is_throttled: Callable[[Page], bool] = lambda _page: False,
    ) -> Page:
        """Return what `url` answers, whatever its fragment, with one request however often this is called.

        `is_throttled` is true of an answer that only asks to wait. Raises NetworkError, after three tries where the
        trouble may pass.
        """
        url = urldefrag(url).url
        if url not in self._requests:
            self._requests[url] = asyncio.ensure_future(self._hold(url, self._answer(url, headers or {}, is_throttled)))
        return await asyncio.shield(self._requests[url])

    async def _hold(self, url: str, answer: Awaitable[Page]) -> Page:
        """Return `answer`, and let go of the oldest where more is held than there is room for."""
        page = await answer
        while self._held and sum(size for _, size in self._held) + len(page.body) > _HELD:
            del self._requests[self._held.popleft()[0]]
        self._held.append((url, len(page.body)))
        return page

    async def _answer(self, url: str, headers: Mapping[str, str], is_throttled: Callable[[Page], bool]) -> Page:
        kept = self._cache.get(url) if self._cache else None
        if kept is not None:
            return kept
        host = (urlsplit(url).hostname or "").lower()
        at = self._hosts.setdefault(host, _Host(asyncio.Semaphore(self._pace.together(host))))
        problem = NetworkError(f"{host} still asks to wait after {_TRIES} requests: try again later")
        for number in range(_TRIES):
            wait = _FIRST_WAIT * 2**number
            try:
                page = await self._in_turn(at, host, url, headers)
            except FetchError as error:
                if error.trouble is Trouble.UNKNOWN_HOST:
                    # Nobody need wait for a turn at a host that is not there.
                    at.closed = error
                if error.trouble not in _PASSING:
                    raise
                problem, wait = error, wait if error.wait is None else error.wait
                if wait > _LONGEST_WAIT:
                    at.closed = NetworkError(
                        f"{host} asks to wait {wait:.0f} seconds, which is longer than a run waits: try again later"
                    )
                    break
            else:
                if not is_throttled(page):
                    self._keep(page)
                    return page
            at.free_at = self._clock.now() + wait
        raise problem

    def _keep(self, page: Page) -> None:
        """Put `page` into the cache; one that cannot be written, as on a full disk, costs no look-up."""
        if self._cache is None:
            return
        try:
            self._cache.put(page)
        except OutputError as error:
            self.not_kept = str(error)
            self._cache = None

    async def _in_turn(self, at: _Host, host: str, url: str, headers: Mapping[str, str]) -> Page:
        """Ask `url` when it is its host's turn."""
        async with at.slots:
            # Only a request whose turn has come takes one of the places for all hosts.
            async with at.turn:
                # The host may have asked for more time meanwhile.
                while at.closed is None and (wait := at.free_at - self._clock.now()) > 0:
                    await self._clock.sleep(wait)
                if at.closed is not None:
                    raise at.closed
                await self._at_once.acquire()
                at.free_at = self._clock.now() + self._pace.between(host)
            try:
                page = await self._get(url, headers)
            finally:
                self._at_once.release()
        return replace(page, retrieved_at=page.retrieved_at or stamp(self._clock.today()))

    async def close(self) -> None:
        """Stop the requests that still run."""
        for task in self._requests.values():
            task.cancel()
        await asyncio.gather(*self._requests.values(), return_exceptions=True)
