"""How the network is reached in, the HTTP client of a run out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

import httpx

from attrcheck.version import __version__
from attrcheck.web.event_loop import run_to_end
from attrcheck.web.moments import utc_now
from attrcheck.web.network import Network
from attrcheck.web.recording import RecordingTransport, ReplayTransport
from attrcheck.web.transports import SafeTransport

__all__ = ["Connect", "make_client", "with_client"]

_Result = TypeVar("_Result")
#: What makes the client for a run.
Connect = Callable[[], httpx.AsyncClient]
#: Seconds for each of connecting, sending and one read.
_PHASE_SECONDS = 10.0


def make_client(network: Network, *, now: Callable[[], datetime] = utc_now) -> httpx.AsyncClient:
    """Return the client that reaches `network`: live, recording with the time of `now`, or from recordings.

    A proxy of http://, https:// or socks5h:// looks hosts up itself, so that only private addresses given as such are
    refused; for one of socks5:// they are looked up here.
    """
    contact = " ".join(network.settings.contact.split())
    operator = f" ({contact})" if contact else ""
    headers = {
        "User-Agent": f"attrcheck/{__version__}{operator} httpx/{httpx.__version__}",
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "identity",
        "Accept-Language": "en,*;q=0.5",
    }
    transport = _transport(network, now)
    return httpx.AsyncClient(
        transport=transport, headers=headers, timeout=_PHASE_SECONDS, follow_redirects=False, trust_env=False
    )


def _transport(network: Network, now: Callable[[], datetime]) -> httpx.AsyncBaseTransport:
    if network.replay is not None:
        return ReplayTransport(network.replay)
    safe = SafeTransport(allow_private=network.allow_private, proxy=network.settings.proxy)
    return RecordingTransport(safe, network.record, now=now) if network.record is not None else safe


def with_client(connect: Connect, use: Callable[[httpx.AsyncClient], Awaitable[_Result]]) -> _Result:
    """Return what `use` makes of a client of its own, for code that does not wait for coroutines itself."""

    async def used() -> _Result:
        async with connect() as client:
            return await use(client)

    return run_to_end(used())
