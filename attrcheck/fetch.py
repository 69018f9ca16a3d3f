"""A URL in, its `Page` out: one polite, safe GET with limits on time, size, redirects and addresses."""

from __future__ import annotations

import ipaddress
import os
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpcore
import httpx

from attrcheck.errors import NetworkError
from attrcheck.recording import RecordingTransport, ReplayTransport, inflated
from attrcheck.version import VERSION

__all__ = ["Limits", "Page", "SafeTransport", "fetch", "is_public", "make_client"]

_READABLE = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
_SAVE = "Open it in a browser, save the article's text as a .txt file and give that to attrcheck."
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PHASE_SECONDS = 10.0
_TOTAL_SECONDS = 30.0
_MOST_ADDRESSES = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost: bytes once inflated, seconds in all, redirects to follow."""

    max_bytes: int = 10_000_000
    total_seconds: float = _TOTAL_SECONDS
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


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, whatever IPv6 form an IPv4 address is wrapped in."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = (
            ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        )
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class _TimedStream(httpcore.NetworkStream):
    """A connection that gives up reading when its whole time is over, however steadily bytes drip in."""

    def __init__(self, inner: httpcore.NetworkStream, ends: float, clock: Callable[[], float]) -> None:
        self._inner = inner
        self._ends = ends
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._ends - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole time allowed is over")
        return self._inner.read(max_bytes, left if timeout is None else min(timeout, left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, timeout), self._ends, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _CheckedBackend(httpcore.NetworkBackend):
    """Resolves a host name once, checks its addresses and connects to one that was checked."""

    def __init__(
        self,
        inner: httpcore.NetworkBackend,
        *,
        allow_private: bool,
        total_seconds: float,
        resolve: Callable[[str, int], Iterable[str]],
        clock: Callable[[], float],
    ) -> None:
        self._inner = inner
        self._allow_private = allow_private
        self._total_seconds = total_seconds
        self._resolve = resolve
        self._clock = clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        ends = self._clock() + self._total_seconds
        found = list(dict.fromkeys(self._resolve(host, port)))
        allowed = [address for address in found if self._allow_private or is_public(address)]
        if not allowed:
            raise NetworkError(
                f"{host} leads to {', '.join(found) or 'no address'}, which is not on the public internet, so it was "
                "not fetched. If you mean a machine of your own network, add --allow-private."
            )
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in allowed[:_MOST_ADDRESSES]:
            try:
                stream = self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, ends, self._clock)
        raise failure or httpcore.ConnectError("no address answered")


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NetworkError(
            f"No address was found for the host {host}: check how it is spelt, and that this computer is online."
        ) from error
    return [str(entry[4][0]) for entry in found]


@contextmanager
def _as_httpx(request: httpx.Request) -> Iterator[None]:
    """Raise httpcore's errors as the httpx errors of the same names."""
    try:
        yield
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        kind = getattr(httpx, type(error).__name__, httpx.TransportError)
        raise kind(str(error), request=request) from error


class _Body(httpx.SyncByteStream):
    """A response's body with errors in httpx's terms."""

    def __init__(self, response: httpcore.Response, request: httpx.Request) -> None:
        self._response = response
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx(self._request):
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class SafeTransport(httpx.BaseTransport):
    """Connects to public addresses only (unless `allow_private`), to the very address that was checked.

    The host name stays in the TLS handshake and in the Host header. `resolve` maps a host and port to addresses,
    `backend` opens connections, `clock` tells seconds.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        total_seconds: float = _TOTAL_SECONDS,
        backend: httpcore.NetworkBackend | None = None,
        resolve: Callable[[str, int], Iterable[str]] = _resolve,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        checked = _CheckedBackend(
            backend or httpcore.SyncBackend(),
            allow_private=allow_private,
            total_seconds=total_seconds,
            resolve=resolve,
            clock=clock,
        )
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), max_keepalive_connections=0, network_backend=checked
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to `request`, its body not read yet."""
        url = request.url
        raw = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        if not isinstance(request.stream, httpx.SyncByteStream):
            raise TypeError("a SafeTransport sends synchronous requests only")
        sent = httpcore.Request(
            request.method, raw, headers=request.headers.raw, content=request.stream, extensions=request.extensions
        )
        with _as_httpx(request):
            response = self._pool.handle_request(sent)
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response, request))

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


def _now() -> datetime:
    return datetime.now(UTC)


def make_client(
    *,
    replay: Path | None = None,
    record: Path | None = None,
    allow_private: bool = False,
    contact: str = "",
    now: Callable[[], datetime] = _now,
) -> httpx.Client:
    """Return the client for every request of a run: live, recording into `record`, or answering from `replay`.

    `contact` is the operator's own address or page, for the User-Agent. With `replay` nothing is looked up.
    """
    transport: httpx.BaseTransport
    if replay is not None:
        transport = ReplayTransport(replay)
    else:
        transport = SafeTransport(allow_private=allow_private)
        if record is not None:
            transport = RecordingTransport(transport, record, now=now)
    operator = f" ({' '.join(contact.split())})" if contact.strip() else ""
    headers = {
        "User-Agent": f"attrcheck/{VERSION}{operator} httpx/{httpx.__version__}",
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "identity",
        "Accept-Language": "en,*;q=0.5",
    }
    return httpx.Client(
        transport=transport, headers=headers, timeout=_PHASE_SECONDS, follow_redirects=False, trust_env=False
    )


def fetch(
    url: str, client: httpx.Client, *, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic
) -> Page:
    """Return the page at `url`, redirects followed; raises NetworkError that says what to do for everything else."""
    limits = limits or Limits()
    ends = clock() + limits.total_seconds
    at = url
    for _hop in range(limits.redirects + 1):
        request = _request(at, client, url)
        try:
            response = client.send(request, stream=True)
        except httpx.TransportError as error:
            raise _failure(error, at) from error
        try:
            body = b"".join(_timely(response, limits, ends, clock))
        except httpx.TransportError as error:
            raise _failure(error, at) from error
        except ValueError as error:
            raise NetworkError(f"{at} was not read: {error}. {_SAVE}") from error
        finally:
            response.close()
        if response.next_request is not None:
            at = str(response.next_request.url.copy_with(fragment=None))
            continue
        content_type = response.headers.get("content-type", "")
        _check(response, at, content_type.partition(";")[0].strip().lower())
        retrieved_at = bytes(response.extensions.get("retrieved_at", b"")).decode("ascii")
        at = str(httpx.URL(at).copy_with(userinfo=b""))
        return Page(url, at, response.status_code, content_type, body, retrieved_at)
    raise NetworkError(f"{url} redirects more than {limits.redirects} times, the last time to {at}. {_SAVE}")


def _request(at: str, client: httpx.Client, first: str) -> httpx.Request:
    came = f" (where {first} leads)" if at != first else ""
    try:
        parsed = httpx.URL(at)
    except httpx.InvalidURL as error:
        raise NetworkError(
            f"{at}{came} is not a web address ({error}): give one such as https://example.org/page"
        ) from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise NetworkError(f"{at}{came} is not a web address: give one that begins with http:// or https://")
    return client.build_request("GET", parsed)


def _timely(response: httpx.Response, limits: Limits, ends: float, clock: Callable[[], float]) -> Iterator[bytes]:
    coding = response.headers.get("content-encoding", "")
    # An answer that was made in memory has been read and decoded.
    read = response.is_stream_consumed
    chunks = [response.content] if read else response.iter_raw()
    for chunk in inflated(chunks, "" if read else coding, limit=limits.max_bytes):
        if clock() > ends:
            raise httpx.ReadTimeout("the whole time allowed is over")
        yield chunk


def _failure(error: httpx.TransportError, at: str) -> NetworkError:
    """Return what a failed connection means for the user."""
    host = httpx.URL(at).host
    if isinstance(error, httpx.TimeoutException):
        return NetworkError(f"{host} did not answer in time: try again later. If it stays so: {_SAVE}")
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            why = getattr(cause, "verify_message", "") or getattr(cause, "reason", "") or cause
            return NetworkError(
                f"{host} could not prove who it is (TLS: {why}): check the address and this computer's clock. {_SAVE}"
            )
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectError):
        proxied = any(os.environ.get(name) for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"))
        proxy = " attrcheck does not use the proxy that is set here." if proxied else ""
        return NetworkError(f"{host} refused the connection or could not be reached: try again later.{proxy} {_SAVE}")
    return NetworkError(f"{host} broke off ({type(error).__name__}: {error}): try again. If it stays so: {_SAVE}")


def _check(response: httpx.Response, at: str, media: str) -> None:
    """Raise NetworkError for an answer that is no page to read."""
    status = response.status_code
    if status in {401, 402, 403, 407, 451}:
        raise NetworkError(f"{at} is not given to programs or without a login (HTTP {status}). {_SAVE}")
    if status in {404, 410}:
        raise NetworkError(
            f"{at} is not there (HTTP {status}): check the address, or look for an archived copy at "
            f"https://web.archive.org/web/*/{at}"
        )
    if status == 429:
        wait = response.headers.get("retry-after", "").strip()
        when = f"in {wait} seconds" if wait.isdigit() else f"after {wait}" if wait else "in some minutes"
        raise NetworkError(f"{at} was asked for too often (HTTP 429): try again {when}.")
    if status >= 500:
        raise NetworkError(f"{httpx.URL(at).host} has a fault of its own (HTTP {status}): try again later. {_SAVE}")
    if status != 200:
        raise NetworkError(f"{at} answered HTTP {status}, not a page: check the address. {_SAVE}")
    if media not in _READABLE:
        raise NetworkError(f"{at} is not a page but {media}: download it, save its text as a .txt file and give that.")
