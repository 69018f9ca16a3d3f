"""A host and a port in, a connection to a checked address out, by a proxy or not, within a whole time."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Any

import httpcore

from attrcheck.errors import FetchError, Trouble
from attrcheck.web.failures import broken
from attrcheck.web.hosts import Resolve, addresses_of, check_name
from attrcheck.web.socks import Socks, handshake

__all__ = ["Budget", "CheckedBackend", "Meter", "Route"]

#: Bytes that a connection may send before the body begins, however many answers of the 1xx kind they are.
_HEADER_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Budget:
    """What one request may cost: the moment, by the transport's clock, when it must be over, and bytes of body."""

    ends: float
    max_bytes: int = 10_000_000


class Meter:
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

    def check_headers(self, data: bytes) -> bytes:
        """Return `data`, unless the headers grow too long by them."""
        if self.in_headers:
            self._header_bytes += len(data)
            if self._header_bytes > _HEADER_BYTES:
                raise httpcore.RemoteProtocolError("its headers do not end")
        return data


class _MeteredStream(httpcore.AsyncNetworkStream):
    """A connection that gives up when its whole time is over, however steadily bytes drip in."""

    def __init__(self, inner: httpcore.AsyncNetworkStream, meter: Meter) -> None:
        self._inner = inner
        self._meter = meter

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._meter.check_headers(await self._inner.read(max_bytes, self._meter.left(timeout)))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._inner.write(buffer, self._meter.left(timeout))

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        secured = await self._inner.start_tls(ssl_context, server_hostname, self._meter.left(timeout))
        return _MeteredStream(secured, self._meter)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


@dataclass(frozen=True, slots=True)
class Route:
    """How hosts are reached: what looks them up, whether private ones are meant, and the SOCKS5 proxy, if any.

    With `by_http_proxy` the host that is connected to is that proxy's, and never a page's.
    """

    resolve: Resolve
    allow_private: bool
    socks: Socks | None = None
    by_http_proxy: bool = False

    async def targets(self, host: str, port: int, seconds: float) -> list[str]:
        """Return what to connect to for `host`: addresses that were checked, or its name where a proxy looks it up."""
        if self.by_http_proxy:
            return await self.proxy_addresses(host, port, seconds)
        if self.socks is not None and self.socks.looks_up:
            if not self.allow_private:
                check_name(host)
            return [host]
        return await addresses_of(host, port, seconds=seconds, resolve=self.resolve, allow_private=self.allow_private)

    async def proxy_addresses(self, host: str, port: int, seconds: float) -> list[str]:
        """Return the addresses of the proxy on `host`, which may be private ones."""
        try:
            return await addresses_of(host, port, seconds=seconds, resolve=self.resolve, allow_private=True)
        except FetchError as error:
            if error.trouble is Trouble.TIMEOUT:
                raise
            problem = f"No address was found for the proxy {host}"
            raise FetchError(problem, "check how its name is spelt.", trouble=Trouble.PROXY) from error

    def failed(self, error: Exception, host: str) -> FetchError:
        """Return what it means that the connection to `host`, or to the proxy on the way there, failed."""
        proxy = self.socks.host if self.socks else host if self.by_http_proxy else ""
        if not proxy:
            return broken(error, host)
        problem = broken(error, f"The proxy {proxy}").problem
        if isinstance(error, httpcore.TimeoutException):
            return FetchError(problem, "try again later.", trouble=Trouble.TIMEOUT)
        return FetchError(problem, "check that it runs, and its address.", trouble=Trouble.PROXY)


async def _shake_hands(stream: httpcore.AsyncNetworkStream, steps: Generator[tuple[bytes, int], bytes, None]) -> None:
    """Send to a proxy what `steps` yield, and give them as many bytes of its answer as they ask for."""
    request, size = next(steps)
    while True:
        if request:
            await stream.write(request)
        answer = b""
        while len(answer) < size:
            answer += _received(await stream.read(size - len(answer)))
        try:
            request, size = steps.send(answer)
        except StopIteration:
            return


def _received(data: bytes) -> bytes:
    if not data:
        raise httpcore.ReadError("it hung up")
    return data


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Resolves a host name once, checks its addresses and connects to one that was checked."""

    def __init__(self, inner: httpcore.AsyncNetworkBackend, route: Route, meter: Meter) -> None:
        self._inner = inner
        self._route = route
        self._meter = meter

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 (the backend's signature)
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 (likewise)
    ) -> httpcore.AsyncNetworkStream:
        """Return a connection to `host`, which lasts as long as the request may."""
        targets = await self._route.targets(host, port, self._meter.left(timeout))
        socks = self._route.socks
        if socks is None:
            return await self._opened(targets, port, host, timeout)
        failure: FetchError | None = None
        for target in targets:
            proxies = await self._route.proxy_addresses(socks.host, socks.port, self._meter.left(timeout))
            stream = await self._opened(proxies, socks.port, host, timeout)
            try:
                await _shake_hands(stream, handshake(socks, target, port))
            except (httpcore.TimeoutException, httpcore.NetworkError) as error:
                await stream.aclose()
                raise self._route.failed(error, host) from error
            except FetchError as error:
                await stream.aclose()
                if error.trouble is not Trouble.REFUSED:
                    raise
                failure = error
            else:
                return stream
        raise failure or broken(httpcore.ConnectError("no address"), host)

    async def _opened(
        self, addresses: Iterable[str], port: int, host: str, timeout: float | None
    ) -> httpcore.AsyncNetworkStream:
        failure: Exception = httpcore.ConnectError("no address answered")
        for address in addresses:
            seconds = self._meter.left(timeout)
            try:
                stream = await self._inner.connect_tcp(address, port, seconds)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _MeteredStream(stream, self._meter)
        raise self._route.failed(failure, host) from failure
