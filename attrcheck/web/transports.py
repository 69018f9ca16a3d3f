"""An HTTP request in, its decoded answer out: from a checked address, within limits of time and size."""

from __future__ import annotations

import ssl
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from attrcheck.errors import FetchError, InputError, Trouble
from attrcheck.web.compression import BodyError, Inflater, OversizeError
from attrcheck.web.connections import Budget, CheckedBackend, Meter, Route
from attrcheck.web.failures import broken
from attrcheck.web.hosts import Resolve, check_name, resolve
from attrcheck.web.redaction import redacted
from attrcheck.web.socks import Socks

__all__ = ["BUDGET", "SafeTransport"]

#: The name under which a request's extensions hold its `Budget`.
BUDGET = "attrcheck.budget"
#: Seconds and bytes of a request that brings no budget.
_TOTAL_SECONDS = 30.0
_SOCKS = ("socks5", "socks5h")
_SOCKS_PORT = 1080
#: Headers that are not handed on: cookies are not kept, and the body comes decoded.
_DROPPED = frozenset({b"set-cookie", b"set-cookie2", b"content-encoding", b"content-length", b"transfer-encoding"})


@contextmanager
def _as_fetch_errors(url: httpx.URL) -> Iterator[None]:
    """Raise what goes wrong with the connection or the body as the FetchErrors that they mean."""
    try:
        yield
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
        raise broken(error, url.host) from error
    except BodyError as error:
        trouble = Trouble.SIZE if isinstance(error, OversizeError) else Trouble.CODING
        raise FetchError(f"{redacted(str(url))} was not read", f"{error}.", trouble=trouble) from error


class _Body(httpx.AsyncByteStream):
    """A response's body, decoded; closing it closes the connection."""

    def __init__(
        self, response: httpcore.Response, pool: httpcore.AsyncConnectionPool, meter: Meter, url: httpx.URL
    ) -> None:
        self._response = response
        self._pool = pool
        self._meter = meter
        self._url = url

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _as_fetch_errors(self._url):
            inflater = _inflater(self._response, self._meter.max_bytes)
            async for chunk in self._response.aiter_stream():
                # One read may hold thousands of chunks of a single byte.
                self._meter.left()
                for piece in inflater.feed(chunk):
                    yield piece
            yield inflater.finish()

    async def aclose(self) -> None:
        await self._response.aclose()
        await self._pool.aclose()


def _inflater(response: httpcore.Response, limit: int) -> Inflater:
    codings = [value.decode("latin-1") for name, value in response.headers if name.lower() == b"content-encoding"]
    return Inflater(", ".join(codings), limit=limit)


def _headers(response: httpcore.Response) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in response.headers if name.lower() not in _DROPPED]


def _proxy(address: str) -> httpcore.Proxy | Socks:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise InputError(f"The proxy's address is none ({error}): give one such as http://127.0.0.1:8080") from error
    if url.scheme not in {"http", "https", *_SOCKS} or not url.host:
        raise InputError(
            "The proxy's address does not begin with http://, https://, socks5:// or socks5h://: give one of those."
        )
    if url.scheme in _SOCKS:
        looks_up = url.scheme == "socks5h"
        return Socks(url.host, url.port or _SOCKS_PORT, looks_up, username=url.username, password=url.password)
    auth = (url.username, url.password) if url.userinfo else None
    secured = httpx.create_ssl_context() if url.scheme == "https" else None
    return httpcore.Proxy(str(url.copy_with(userinfo=b"")), auth=auth, ssl_context=secured)


class SafeTransport(httpx.AsyncBaseTransport):
    """Connects to public addresses only (unless `allow_private`), to the very address that was checked.

    The host name stays in the TLS handshake and in the Host header, cookies are dropped, the body comes decoded.
    A `proxy` of http://, https:// or socks5h:// looks names up itself, so that only those private by themselves
    are refused; with one of socks5:// they are looked up and checked here. `resolve` maps a host and port to
    addresses, `backend` opens connections, `clock` gives seconds. Raises FetchError for whatever goes wrong.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        proxy: str = "",
        resolve: Resolve = resolve,
        clock: Callable[[], float] = time.monotonic,
        backend: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        route = _proxy(proxy) if proxy else None
        self._proxy = route if isinstance(route, httpcore.Proxy) else None
        self._allow_private = allow_private
        self._clock = clock
        self._route = Route(
            resolve=resolve,
            allow_private=allow_private,
            socks=route if isinstance(route, Socks) else None,
            by_http_proxy=self._proxy is not None,
        )
        self._backend = backend or httpcore.AnyIOBackend()
        self._ssl: ssl.SSLContext | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to `request`, its body not read yet."""
        prepared = self._prepared(request)
        meter = self._meter(request)
        # A pool of its own: the backend knows when this request must be over.
        backend = CheckedBackend(self._backend, self._route, meter)
        pool = httpcore.AsyncConnectionPool(**self._pool_options(request), network_backend=backend)
        with _as_fetch_errors(request.url):
            response = await pool.handle_async_request(prepared)
        meter.in_headers = False
        return httpx.Response(
            response.status, headers=_headers(response), stream=_Body(response, pool, meter, request.url)
        )

    def _meter(self, request: httpx.Request) -> Meter:
        """Return what measures `request` against its budget."""
        budget = request.extensions.get(BUDGET)
        if not isinstance(budget, Budget):
            budget = Budget(ends=self._clock() + _TOTAL_SECONDS)
        return Meter(budget, self._clock)

    def _pool_options(self, request: httpx.Request) -> dict[str, Any]:
        """Return the options of the pool of connections that is made for `request` alone."""
        # The certificates take long to load: once, and where they are needed.
        if request.url.scheme == "https" and self._ssl is None:
            self._ssl = httpx.create_ssl_context()
        return {
            "ssl_context": self._ssl,
            "proxy": self._proxy,
            "max_connections": 1,
            "max_keepalive_connections": 0,
        }

    def _prepared(self, request: httpx.Request) -> httpcore.Request:
        """Return `request` in httpcore's terms; raises FetchError where its name alone is reason to refuse it."""
        url = request.url
        if self._proxy is not None and not self._allow_private:
            check_name(url.host)
        return httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions={"timeout": request.extensions.get("timeout", {})},
        )
