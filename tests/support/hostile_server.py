"""A web server that behaves badly in one of many ways, and what a request to it cost.

`python -m tests.support.hostile_server` prints the seconds and the memory of each case.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import httpcore
import httpx

from attrcheck.errors import FetchError, Trouble
from attrcheck.web.fetch import Limits, Page, get
from attrcheck.web.hosts import resolve
from attrcheck.web.recording import RecordingTransport, ReplayTransport
from attrcheck.web.transports import SafeTransport

#: What a server sends, piece by piece; the event is set when the test is over.
Play = Callable[[threading.Event], Iterator[bytes]]

PUBLIC = "93.184.215.14"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
LIMITS = Limits(max_bytes=1_000_000, total_seconds=20)
SHORT = Limits(max_bytes=1_000_000, total_seconds=0.3)


class ResetConnection(Exception):  # noqa: N818 (nothing has gone wrong: it is what the server does)
    """Raised by a play to end its connection with a reset."""


class Listener:
    """Takes connections on a port of 127.0.0.1 and serves each in a thread of its own until it is left."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        # A close alone would leave the thread waiting, and its port open, for one connection more.
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        """Serve a connection and close it."""
        raise NotImplementedError


class Server(Listener):
    """Serves `plays` by path on a port of 127.0.0.1, "*" for every other path, and keeps the heads of requests.

    It speaks TLS with a context for it, and says a `greeting` before it is asked.
    """

    def __init__(self, plays: Mapping[str, Play], *, tls: ssl.SSLContext | None = None, greeting: bytes = b"") -> None:
        super().__init__()
        self._plays = plays
        self._tls = tls
        self._greeting = greeting
        self.requests: list[str] = []

    def _serve(self, connection: socket.socket) -> None:
        # A client that turns away is what most of these plays lead to.
        with connection:
            try:
                connection.sendall(self._greeting)
                stream = self._tls.wrap_socket(connection, server_side=True) if self._tls else connection
                with stream:
                    self._answer(stream)
            except OSError:
                return

    def _answer(self, stream: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            more = stream.recv(65_536)
            if not more:
                return
            head += more
        self.requests.append(head.decode("latin-1"))
        path = head.split(b" ", 2)[1].decode("latin-1")
        try:
            for piece in self._plays.get(path, self._plays.get("*", nothing))(self._over):
                stream.sendall(piece)
        except ResetConnection:
            stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def saying(*pieces: bytes) -> Play:
    """Return the play that sends `pieces` and closes."""
    return lambda _over: iter(pieces)


def nothing(_over: threading.Event) -> Iterator[bytes]:
    """Close at once."""
    return iter(())


def page(body: bytes, *headers: str, status: str = "200 OK") -> Play:
    """Return the play of an answer with its right length."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
    return saying("\r\n".join(lines).encode("latin-1") + body)


def leading_to(location: str) -> Play:
    """Return the play of a redirect."""
    return page(b"", f"Location: {location}", status="302 Found")


def dripping(start: bytes, piece: bytes) -> Play:
    """Return the play that sends `start`, and then `piece` a hundred times a second."""

    def play(over: threading.Event) -> Iterator[bytes]:
        yield start
        while not over.wait(0.01):
            yield piece

    return play


def endless(start: bytes, piece: bytes) -> Play:
    """Return the play that sends `start`, and then `piece` as fast as it is taken."""

    def play(over: threading.Event) -> Iterator[bytes]:
        yield start
        while not over.is_set():
            yield piece

    return play


def silent(start: bytes) -> Play:
    """Return the play that sends `start` and then holds the connection."""

    def play(over: threading.Event) -> Iterator[bytes]:
        yield start
        over.wait(20)

    return play


def breaking(start: bytes) -> Play:
    """Return the play that sends `start` and then resets the connection."""

    def play(_over: threading.Event) -> Iterator[bytes]:
        yield start
        raise ResetConnection

    return play


def squeezed(size: int, *, wbits: int) -> bytes:
    """Return `size` zero bytes compressed: 31 is gzip, 15 is deflate, -15 is deflate without its head."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return packer.compress(bytes(size)) + packer.flush()


class Towards(httpcore.AnyIOBackend):
    """Connects to the server whatever address is asked for, and notes which."""

    def __init__(self, port: int, connected: list[str]) -> None:
        self._port = port
        self._connected = connected

    async def connect_tcp(
        self,
        host: str,
        port: int,  # noqa: ARG002 (the backend's signature)
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Note the address and connect to the server."""
        self._connected.append(host)
        return await super().connect_tcp("127.0.0.1", self._port, timeout, local_address, socket_options)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What asking came to: a page or an error, the addresses connected to, seconds, and bytes held at the most."""

    result: Page | FetchError
    connected: tuple[str, ...]
    seconds: float
    peak: int


def looking_up(host: str, port: int) -> list[str]:
    """Return a public address for names under .example; what is an address already stays what it is."""
    return [PUBLIC] if host.endswith(".example") else resolve(host, port)


@dataclass(frozen=True, slots=True)
class Asking:
    """How to ask: within `limits`, looking hosts up by `looking_up`, and recording into `folder`.

    Every host is `server`; where there is none, `folder` is replayed.
    """

    server: Server | None
    limits: Limits = LIMITS
    folder: Path | None = None
    looking_up: Callable[[str, int], Iterable[str]] = looking_up

    async def page(self, url: str, connected: list[str]) -> Page:
        """Return what `url` answers; notes the addresses that were connected to."""
        transport: httpx.AsyncBaseTransport
        if self.server is None and self.folder is not None:
            transport = ReplayTransport(self.folder)
        else:
            port = self.server.port if self.server else 0
            transport = SafeTransport(resolve=self.looking_up, backend=Towards(port, connected))
            transport = RecordingTransport(transport, self.folder) if self.folder else transport
        async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
            return await get(url, client, limits=self.limits)

    def outcome(self, url: str) -> Outcome:
        """Return what asking for `url` comes to and costs."""
        connected: list[str] = []
        result: Page | FetchError
        tracemalloc.start()
        began = time.monotonic()
        try:
            result = asyncio.run(self.page(url, connected))
        except FetchError as error:
            result = error
        finally:
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        seconds = time.monotonic() - began
        return Outcome(result, tuple(connected), seconds, peak)


@dataclass(frozen=True, slots=True)
class Case:
    """A way to behave badly: what is served, and how the FetchError begins that it comes to."""

    name: str
    plays: Mapping[str, Play]
    trouble: Trouble
    problem: str

    @property
    def limits(self) -> Limits:
        """Short where the case ends by them."""
        return SHORT if self.trouble is Trouble.TIMEOUT else LIMITS


def _refused(name: str, play: Play, trouble: Trouble, problem: str) -> Case:
    return Case(name, {"*": play}, trouble, problem)


_LATE = (Trouble.TIMEOUT, "a.example did not answer in time")
_CUT = (Trouble.BROKEN, "a.example cut the connection")
_NO_HTTP = (Trouble.BROKEN, "a.example did not answer in proper HTTP (")
_NO_WEB = (Trouble.ADDRESS, "http://a.example/ leads to what is not a web address (")
_LOOP = (Trouble.REDIRECTS, "http://a.example/ redirects more than 5 times, the last time to http://a.example/")
_LARGE = (Trouble.SIZE, "http://a.example/ was not read: the body is larger than 1000000 bytes.")
_GZIP = OK + b"Content-Encoding: gzip\r\n\r\n"
_CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
_FOUND = b"HTTP/1.1 302 Found\r\n"
_BOMB = squeezed(50_000_000, wbits=31)


def _coded(coding: str, problem: str, body: bytes) -> tuple[Play, Trouble, str]:
    return page(body, f"Content-Encoding: {coding}"), Trouble.CODING, f"http://a.example/ was not read: {problem}"


def _elsewhere(name: str, location: str, host: str, leads: str = "") -> Case:
    found = f" leads to {leads}, which" if leads else ""
    return _refused(f"redirect to {name}", leading_to(location), Trouble.PRIVATE, f"{host}{found} is not on the public")


def _no_web(location: str, shown: str = "") -> Case:
    problem = f"{shown or location} (where http://a.example/ leads) is not a web address"
    return _refused(f"redirect to {location[:20]}", leading_to(location), Trouble.ADDRESS, problem)


CASES = (
    _refused("headers that drip", dripping(b"HTTP/1.1 200 OK\r\nX-Drip: ", b"a"), *_LATE),
    _refused("no answer", silent(b""), *_LATE),
    _refused("headers that stop", silent(OK), *_LATE),
    _refused("a body that drips", dripping(OK + b"\r\n", b"<p>"), *_LATE),
    _refused("a body that stops", silent(OK + b"Content-Length: 99\r\n\r\n<p>"), *_LATE),
    _refused("a gzip body that drips nothing", dripping(_GZIP, squeezed(0, wbits=31)), *_LATE),
    _refused("endless empty gzip members", endless(_GZIP, squeezed(0, wbits=31) * 500), *_LATE),
    _refused("slow 1xx answers", dripping(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"), *_LATE),
    _refused("an endless body", endless(OK + b"\r\n", b"<p>again</p>" * 5000), *_LARGE),
    _refused("an endless body of chunks", endless(_CHUNKED, b"400\r\n" + b"a" * 1024 + b"\r\n"), *_LARGE),
    _refused("single bytes in chunks without end", endless(_CHUNKED, b"1\r\na\r\n" * 2000), *_LATE),
    _refused("a false small length", saying(OK + b"Content-Length: 9" + b"9" * 17 + b"\r\n\r\n<p>"), *_NO_HTTP),
    _refused("a gzip bomb", page(_BOMB, "Content-Encoding: gzip"), *_LARGE),
    _refused("a gzip bomb of many members", page(squeezed(40_000, wbits=31) * 60, "Content-Encoding: gzip"), *_LARGE),
    _refused("a deflate bomb", page(squeezed(50_000_000, wbits=15), "Content-Encoding: deflate"), *_LARGE),
    _refused("a bare deflate bomb", page(squeezed(50_000_000, wbits=-15), "Content-Encoding: deflate"), *_LARGE),
    _refused(
        "a gzip in a gzip",
        *_coded("gzip, gzip", "the body is in the coding 'gzip, gzip', which was not asked for", _BOMB),
    ),
    _refused("brotli", *_coded("br", "the body is in the coding 'br', which was not asked for", b"\x8b\x03\x80")),
    _refused("zstd", *_coded("zstd", "the body is in the coding 'zstd', which was not asked for", b"(\xb5/\xfd")),
    _refused("a gzip that is none", *_coded("gzip", "the body is damaged: Error -3", b"<p>plain</p>")),
    _refused("a gzip cut short", *_coded("gzip", "the body is damaged: its compressed data are cut short", _BOMB[:99])),
    Case(
        "a redirect to itself",
        {"*": leading_to("/")},
        *_LOOP,
    ),
    Case(
        "redirects in a circle",
        {"/": leading_to("/2"), "/2": leading_to("/3"), "/3": leading_to("/")},
        *_LOOP,
    ),
    _refused(
        "a redirect with an endless body", endless(b"HTTP/1.1 302 F\r\nLocation: /x\r\n\r\n", b"a" * 9000), *_LARGE
    ),
    _refused(
        "a redirect to nowhere", page(b"", status="302 Found"), Trouble.STATUS, "http://a.example/ answered HTTP 302"
    ),
    _elsewhere("127.0.0.1", "http://127.0.0.1:22/", "127.0.0.1", "127.0.0.1"),
    _elsewhere("the cloud's metadata", "http://169.254.169.254/latest/", "169.254.169.254", "169.254.169.254"),
    _elsewhere("[::1]", "http://[::1]/", "::1", "::1"),
    _elsewhere("a wrapped address", "http://[::ffff:127.0.0.1]/", "::ffff:127.0.0.1", "::ffff:127.0.0.1"),
    _elsewhere("a decimal address", "http://2130706433/", "2130706433", "127.0.0.1"),
    _elsewhere("a short address", "http://127.1/", "127.1", "127.0.0.1"),
    _elsewhere("a hexadecimal address", "http://0x7f000001/", "0x7f000001", "127.0.0.1"),
    _elsewhere("0.0.0.0", "http://0.0.0.0/", "0.0.0.0", "0.0.0.0"),  # noqa: S104 (an address to be refused)
    _elsewhere("a private network", "//10.0.0.1/admin", "10.0.0.1", "10.0.0.1"),
    _elsewhere("a number in octal", "http://017700000001/", "017700000001", "127.0.0.1"),
    _elsewhere("an address behind a user's name", "http://a.example@127.0.0.1/", "127.0.0.1", "127.0.0.1"),
    _elsewhere("a wrapped hexadecimal address", "http://[::ffff:7f00:1]/", "::ffff:7f00:1", "::ffff:127.0.0.1"),
    _elsewhere("an old wrapped address", "http://[::127.0.0.1]/", "::127.0.0.1", "::127.0.0.1"),
    _elsewhere("a translated address", "http://[64:ff9b::10.0.0.1]/", "64:ff9b::10.0.0.1", "64:ff9b::a00:1"),
    _elsewhere("an address in 6to4", "http://[2002:a00:1::1]/", "2002:a00:1::1", "2002:a00:1::1"),
    _elsewhere("an address in Teredo", "http://[2001:0:7f00:1::]/", "2001:0:7f00:1::", "2001:0:7f00:1::"),
    _elsewhere("a unique local address", "http://[fd00::1]/", "fd00::1", "fd00::1"),
    _elsewhere("a carrier's network", "http://100.64.0.1/", "100.64.0.1", "100.64.0.1"),
    _elsewhere("a multicast address", "http://224.0.0.1/", "224.0.0.1", "224.0.0.1"),
    _no_web("file:///etc/passwd", "file:/etc/passwd"),
    _no_web("ftp://a.example/x"),
    _no_web("gopher://a.example:70/_x"),
    _no_web("ws://a.example/x"),
    _no_web("http://a.example:99999/"),
    _no_web("http://a.example:0/"),
    _no_web("unix:///var/run/docker.sock", "unix:/var/run/docker.sock"),
    _refused("a redirect to javascript:", leading_to("javascript:alert(1)"), *_NO_WEB),
    _refused("a redirect to data:", leading_to("data:text/html,hello"), *_NO_WEB),
    _refused("a redirect to a broken address", leading_to("http://[::1"), *_NO_HTTP),
    _refused("a redirect to octal numbers", leading_to("http://0177.0.0.01/"), *_NO_HTTP),
    _refused("a redirect of 90 KB", leading_to("/" + "a" * 90_000), *_NO_HTTP),
    _refused(
        "a redirect to digits of another width",
        leading_to("http://１２７.0.0.1/".encode().decode("latin-1")),
        *_NO_HTTP,
    ),
    _refused("a redirect to wrong punycode", leading_to("http://xn--99999999999999999.example/"), *_NO_WEB),
    _refused(
        "a redirect to a label of 70 letters",
        leading_to(f"http://{'a' * 70}.test/"),
        Trouble.UNKNOWN_HOST,
        "No address",
    ),
    _refused(
        "a redirect to 1,000 labels", leading_to(f"http://{'a.' * 1000}test/"), Trouble.UNKNOWN_HOST, "No address"
    ),
    _refused("two redirects at once", page(b"", "Location: /1", "Location: /2", status="302 F"), *_LOOP),
    _refused("a redirect to nothing", leading_to(""), *_LOOP),
    _refused("a length that is too long", saying(OK + b"Content-Length: 99\r\n\r\n<p>Hi</p>"), *_NO_HTTP),
    _refused("a negative length", saying(OK + b"Content-Length: -1\r\n\r\n<p>Hi</p>"), *_NO_HTTP),
    _refused("two lengths", saying(OK + b"Content-Length: 3\r\nContent-Length: 9\r\n\r\n<p>Hi</p>"), *_NO_HTTP),
    _refused("chunks of garbage", saying(_CHUNKED + b"<p>Hi</p>\r\n"), *_NO_HTTP),
    _refused("a chunk of 16 exabytes", saying(_CHUNKED + b"ffffffffffffffff\r\n<p>Hi</p>"), *_NO_HTTP),
    _refused("an endless chunk header", endless(_CHUNKED + b"1;", b"a" * 9000), *_NO_HTTP),
    _refused("chunks without an end", saying(_CHUNKED + b"3\r\n<p>\r\n"), *_NO_HTTP),
    _refused("endless trailers", endless(_CHUNKED + b"0\r\n", b"X-Trailer: again\r\n" * 500), *_NO_HTTP),
    _refused("a trailer of 1 MB", saying(_CHUNKED + b"0\r\nX-Trailer: " + b"a" * 1_000_000 + b"\r\n\r\n"), *_NO_HTTP),
    _refused("chunks with long extensions", endless(_CHUNKED, (b"1;" + b"e" * 60_000 + b"\r\na\r\n") * 4), *_LATE),
    _refused("a gzip for the way", saying(OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + _BOMB[:999]), *_NO_HTTP),
    _refused("an endless name in a gzip", endless(_GZIP + b"\x1f\x8b\x08\x08" + bytes(6), b"a" * 60_000), *_LATE),
    _refused(
        "200 codings",
        page(b"", f"Content-Encoding: {'gzip, ' * 200}br"),
        Trouble.CODING,
        "http://a.example/ was not read: the body is in the coding 'gzip, gzip",
    ),
    _refused("closing at once", nothing, *_NO_HTTP),
    _refused("closing amid the headers", saying(b"HTTP/1.1 200 OK\r\nContent-"), *_NO_HTTP),
    _refused("a reset at once", breaking(b""), *_CUT),
    _refused("a reset amid the headers", breaking(b"HTTP/1.1 200 OK\r\nContent-"), *_CUT),
    _refused("a reset amid the body", breaking(OK + b"Content-Length: 99\r\n\r\n<p>"), *_CUT),
    _refused("a header of 1 MB", saying(OK + b"X-Long: " + b"a" * 1_000_000 + b"\r\n\r\n"), *_NO_HTTP),
    _refused("10,000 headers", saying(OK + b"X-More: and more\r\n" * 10_000 + b"\r\n"), *_NO_HTTP),
    _refused("endless headers", endless(OK, b"X-More: and more\r\n" * 500), *_NO_HTTP),
    _refused("endless 1xx answers", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100), *_NO_HTTP),
    _refused("a header without a colon", saying(OK + b"no colon here\r\n\r\n"), *_NO_HTTP),
    _refused("a null byte in a header", saying(OK + b"X-Null: a\0b\r\n\r\n"), *_NO_HTTP),
    _refused("HTTP/0.9", saying(b"<html><p>Hi</p></html>"), *_NO_HTTP),
    _refused("no HTTP at all", saying(b"SSH-2.0-OpenSSH_9.6\r\n"), *_NO_HTTP),
    _refused("a status of two digits", saying(b"HTTP/1.1 20 OK\r\n\r\n"), *_NO_HTTP),
    _refused("another protocol", saying(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"), *_NO_HTTP),
)


def main() -> None:
    """Print what each case costs, and the most of all."""
    outcomes: list[Outcome] = []
    late: list[float] = []
    others: list[float] = []
    for case in CASES:
        with Server(case.plays) as server:
            outcome = Asking(server, case.limits).outcome("http://a.example/")
        outcomes.append(outcome)
        (late if case.limits is SHORT else others).append(outcome.seconds)
        cost = f"{outcome.seconds:6.2f} s {outcome.peak / 1e6:7.2f} MB"
        print(f"{case.name:40} {cost}  {outcome.result}")  # noqa: T201 (what the command is for)
    print(  # noqa: T201 (what the command is for)
        f"{len(CASES)} cases. Where {SHORT.total_seconds} s are the limit, the most was {max(late):.2f} s; elsewhere "
        f"{max(others):.2f} s, with {LIMITS.total_seconds} s allowed. The most memory was "
        f"{max(one.peak for one in outcomes) / 1e6:.2f} MB, with {LIMITS.max_bytes / 1e6} MB of body allowed."
    )


if __name__ == "__main__":
    main()
