"""How the network is reached in, the HTTP client of a run out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from attrcheck.version import __version__
from attrcheck.web.failures import utc_now
from attrcheck.web.recording import AsyncRecordingTransport, RecordingTransport, ReplayTransport
from attrcheck.web.transports import AsyncSafeTransport, SafeTransport

__all__ = ["make_async_client", "make_client"]

#: Seconds for each of connecting, sending and one read.
_PHASE_SECONDS = 10.0


def _client_options(contact: str) -> dict[str, Any]:
    operator = f" ({' '.join(contact.split())})" if contact.strip() else ""
    headers = {
        "User-Agent": f"attrcheck/{__version__}{operator} httpx/{httpx.__version__}",
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
    now: Callable[[], datetime] = utc_now,
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
    now: Callable[[], datetime] = utc_now,
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
