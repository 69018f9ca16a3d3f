"""An HTTP request in, its decoded answer out: from a checked address, within limits of time and size."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from attrcheck.addresses import Resolve, check_name, look_up, resolve
from attrcheck.errors import FetchError, InputError, Trouble
from attrcheck.inflation import BodyError, Inflater, OversizeError
from attrcheck.recording import redacted

__all__ = ["BUDGET", "AsyncSafeTransport", "Budget", "SafeTransport", "broken"]

#: The name under which a request's extensions hold its `Budget`.
BUDGET = "attrcheck.budget"
#: Seconds and bytes of a request that brings no budget.
_TOTAL_SECONDS = 30.0
#: Bytes that a connection may send before the body begins, however many answers of the 1xx kind they are.
_HEADER_BYTES = 200_000
#: Characters of what the protocol's reader says, which may hold a whole header.
_SHOWN = 150
#: Headers that are not handed on: cookies are not kept, and the body comes decoded.
_DROPPED = frozenset({b"set-cookie", b"set-cookie2", b"content-encoding", b"content-length", b"transfer-encoding"})


#: Maps a host, a port and a number of seconds to the addresses that may be connected to.
_Addresses = Callable[[str, int, float], list[str]]


@dataclass(frozen=True, slots=True)
class Budget:
    """What one request may cost: the moment, by the transport's clock, when it must be over, and bytes of body."""

    ends: float
    max_bytes: int = 10_000_000


class _Meter:
    """What is left of a request's time, and of the bytes of its headers."""

    def __init__(self, budget: Budget, clock: Callable[[], float]) -> None:
        self.max_bytes = budget.max_bytes
        self._ends = budget.ends
        self._clock = clock
        self.in_headers = True
        self._header_bytes = 0

    def left(self, timeout: float | None = None) -> float:
        """Return the seconds that a step may take, the whole time and its own `timeout` allowing."""
        left = self._ends - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole time allowed is over")
        return left if timeout is None else min(timeout, left)

    def passing(self, data: bytes) -> bytes:
        """Return `data`, unless the headers grow too long by them."""
        if self.in_headers:
            self._header_bytes += len(data)
            if self._header_bytes > _HEADER_BYTES:
                raise httpcore.RemoteProtocolError("its headers do not end")
        return data


class _MeteredStream(httpcore.NetworkStream):
    """A connection that gives up when its whole time is over, however steadily bytes drip in."""

    def __init__(self, inner: httpcore.NetworkStream, meter: _Meter) -> None:
        self._inner = inner
        self._meter = meter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._meter.passing(self._inner.read(max_bytes, self._meter.left(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._meter.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._meter.left(timeout))
        return _MeteredStream(secured, self._meter)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _AsyncMeteredStream(httpcore.AsyncNetworkStream):
    """The same for asynchronous connections."""

    def __init__(self, inner: httpcore.AsyncNetworkStream, meter: _Meter) -> None:
        self._inner = inner
        self._meter = meter

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._meter.passing(await self._inner.read(max_bytes, self._meter.left(timeout)))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._inner.write(buffer, self._meter.left(timeout))

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        secured = await self._inner.start_tls(ssl_context, server_hostname, self._meter.left(timeout))
        return _AsyncMeteredStream(secured, self._meter)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _CheckedBackend(httpcore.NetworkBackend):
    """Resolves a host name once, checks its addresses and connects to one that was checked."""

    def __init__(self, inner: httpcore.NetworkBackend, addresses: _Addresses, meter: _Meter) -> None:
        self._inner = inner
        self._addresses = addresses
        self._meter = meter

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError("no address answered")
        for address in self._addresses(host, port, self._meter.left(timeout)):
            seconds = self._meter.left(timeout)
            try:
                stream = self._inner.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _MeteredStream(stream, self._meter)
        # The host that was connected to is the page's, or the proxy's.
        raise broken(failure, host) from failure


class _AsyncCheckedBackend(httpcore.AsyncNetworkBackend):
    """The same for asynchronous connections; the lookup waits in a thread."""

    def __init__(self, inner: httpcore.AsyncNetworkBackend, addresses: _Addresses, meter: _Meter) -> None:
        self._inner = inner
        self._addresses = addresses
        self._meter = meter

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        failure: Exception = httpcore.ConnectError("no address answered")
        for address in await asyncio.to_thread(self._addresses, host, port, self._meter.left(timeout)):
            seconds = self._meter.left(timeout)
            try:
                stream = await self._inner.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _AsyncMeteredStream(stream, self._meter)
        # The host that was connected to is the page's, or the proxy's.
        raise broken(failure, host) from failure


def broken(error: Exception, host: str) -> FetchError:
    """Return what a failed connection, in httpcore's or httpx's terms, means for the user."""
    if isinstance(error, httpcore.TimeoutException | httpx.TimeoutException):
        return FetchError(f"{host} did not answer in time", "try again later.", trouble=Trouble.TIMEOUT)
    # httpcore wraps what it maps. The context is no help: it may be the failure of the request before.
    for cause in (*error.args, error.__cause__):
        if isinstance(cause, ssl.SSLError):
            reason = (getattr(cause, "reason", "") or str(cause)).replace("_", " ").lower()
            why = getattr(cause, "verify_message", "") or reason
            problem = f"{host} could not prove who it is (TLS: {why.rstrip('.')})"
            return FetchError(problem, "check the address and this computer's clock.", trouble=Trouble.TLS)
    if isinstance(error, httpcore.ProxyError | httpx.ProxyError):
        problem = f"The proxy would not ask {host} ({error})"
        return FetchError(problem, "check the proxy's address and its password.", trouble=Trouble.PROXY)
    if isinstance(error, httpcore.ConnectError | httpx.ConnectError):
        problem = f"{host} refused the connection or could not be reached"
        return FetchError(problem, "try again later.", trouble=Trouble.REFUSED)
    if isinstance(error, httpcore.NetworkError | httpx.NetworkError):
        return FetchError(f"{host} cut the connection", "try again.", trouble=Trouble.BROKEN)
    detail = str(error).rstrip(".")
    detail = detail if len(detail) <= _SHOWN else f"{detail[:_SHOWN]}…"
    return FetchError(f"{host} did not answer in proper HTTP ({detail})", "try again.", trouble=Trouble.BROKEN)


@contextmanager
def _telling(url: httpx.URL) -> Iterator[None]:
    """Raise what goes wrong with the connection or the body as the FetchErrors that they mean."""
    try:
        yield
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
        raise broken(error, url.host) from error
    except BodyError as error:
        trouble = Trouble.SIZE if isinstance(error, OversizeError) else Trouble.CODING
        raise FetchError(f"{redacted(str(url))} was not read", f"{error}.", trouble=trouble) from error


class _Body(httpx.SyncByteStream):
    """A response's body, decoded; closing it closes the connection."""

    def __init__(
        self, response: httpcore.Response, pool: httpcore.ConnectionPool, meter: _Meter, url: httpx.URL
    ) -> None:
        self._response = response
        self._pool = pool
        self._meter = meter
        self._url = url

    def __iter__(self) -> Iterator[bytes]:
        with _telling(self._url):
            inflater = _inflater(self._response, self._meter.max_bytes)
            for chunk in self._response.iter_stream():
                # One read may hold thousands of chunks of a single byte.
                self._meter.left()
                yield from inflater.feed(chunk)
            yield inflater.finish()

    def close(self) -> None:
        self._response.close()
        self._pool.close()


class _AsyncBody(httpx.AsyncByteStream):
    """The same for asynchronous responses."""

    def __init__(
        self, response: httpcore.Response, pool: httpcore.AsyncConnectionPool, meter: _Meter, url: httpx.URL
    ) -> None:
        self._response = response
        self._pool = pool
        self._meter = meter
        self._url = url

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _telling(self._url):
            inflater = _inflater(self._response, self._meter.max_bytes)
            async for chunk in self._response.aiter_stream():
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


class _Sender:
    """What the two transports share: the options, and how a request is put in httpcore's terms."""

    def __init__(self, *, allow_private: bool, proxy: str, resolve: Resolve, clock: Callable[[], float]) -> None:
        self._allow_private = allow_private
        self._proxy = _proxy(proxy) if proxy else None
        self._resolve = resolve
        self._clock = clock
        self._ssl: ssl.SSLContext | None = None

    def addresses(self, host: str, port: int, seconds: float) -> list[str]:
        """Return the addresses to connect to; a proxy looks the page's host up itself, and may be a private one."""
        allowed = self._allow_private or self._proxy is not None
        return look_up(host, port, seconds=seconds, resolve=self._resolve, allow_private=allowed)

    def meter(self, request: httpx.Request) -> _Meter:
        """Return what measures `request` against its budget."""
        budget = request.extensions.get(BUDGET)
        if not isinstance(budget, Budget):
            budget = Budget(ends=self._clock() + _TOTAL_SECONDS)
        return _Meter(budget, self._clock)

    def pool_options(self, request: httpx.Request) -> dict[str, Any]:
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

    def prepared(self, request: httpx.Request) -> httpcore.Request:
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


def _proxy(address: str) -> httpcore.Proxy:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise InputError(f"The proxy's address is none ({error}): give one such as http://127.0.0.1:8080") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise InputError("The proxy's address does not begin with http:// or https://: give one of those.")
    auth = (url.username, url.password) if url.userinfo else None
    secured = httpx.create_ssl_context() if url.scheme == "https" else None
    return httpcore.Proxy(str(url.copy_with(userinfo=b"")), auth=auth, ssl_context=secured)


class SafeTransport(httpx.BaseTransport):
    """Connects to public addresses only (unless `allow_private`), to the very address that was checked.

    The host name stays in the TLS handshake and in the Host header, cookies are dropped, the body comes decoded.
    With a `proxy` only names that are private by themselves are refused. `resolve` maps a host and port to
    addresses, `backend` opens connections, `clock` tells seconds. Raises FetchError for whatever goes wrong.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        proxy: str = "",
        resolve: Resolve = resolve,
        clock: Callable[[], float] = time.monotonic,
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._sender = _Sender(allow_private=allow_private, proxy=proxy, resolve=resolve, clock=clock)
        self._backend = backend or httpcore.SyncBackend()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to `request`, its body not read yet."""
        prepared = self._sender.prepared(request)
        meter = self._sender.meter(request)
        backend = _CheckedBackend(self._backend, self._sender.addresses, meter)
        # A pool of its own: the backend knows when this request must be over.
        pool = httpcore.ConnectionPool(**self._sender.pool_options(request), network_backend=backend)
        with _telling(request.url):
            response = pool.handle_request(prepared)
        meter.in_headers = False
        return httpx.Response(
            response.status, headers=_headers(response), stream=_Body(response, pool, meter, request.url)
        )


class AsyncSafeTransport(httpx.AsyncBaseTransport):
    """The same as `SafeTransport` for asynchronous clients, under asyncio."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        proxy: str = "",
        resolve: Resolve = resolve,
        clock: Callable[[], float] = time.monotonic,
        backend: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._sender = _Sender(allow_private=allow_private, proxy=proxy, resolve=resolve, clock=clock)
        self._backend = backend or httpcore.AnyIOBackend()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to `request`, its body not read yet."""
        prepared = self._sender.prepared(request)
        meter = self._sender.meter(request)
        backend = _AsyncCheckedBackend(self._backend, self._sender.addresses, meter)
        pool = httpcore.AsyncConnectionPool(**self._sender.pool_options(request), network_backend=backend)
        with _telling(request.url):
            response = await pool.handle_async_request(prepared)
        meter.in_headers = False
        return httpx.Response(
            response.status, headers=_headers(response), stream=_AsyncBody(response, pool, meter, request.url)
        )
