"""SOCKS5 proxies, played by a server on this machine: what they are told, and what becomes of what they say."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import httpx
import pytest
import trustme

from attrcheck.errors import FetchError, InputError, Trouble
from attrcheck.settings import Settings
from attrcheck.web.client import make_client, with_client
from attrcheck.web.fetch import Limits, Page, get
from attrcheck.web.network import Network
from attrcheck.web.transports import SafeTransport
from tests.support.hostile_server import (
    PUBLIC,
    Listener,
    Server,
    breaking,
    dripping,
    leading_to,
    looking_up,
    page,
    squeezed,
)

SHORT = Limits(total_seconds=0.3)


class Proxy(Listener):
    """A SOCKS5 proxy on a port of 127.0.0.1 that leads everywhere to `server`, and notes what it was told.

    It wants `login`, where there is one, answers `reply` to each host, and says its words byte by byte; one that
    is `silent` says nothing at the step of that name: "greeting", "login" or "host".
    """

    def __init__(
        self,
        server: Server,
        *,
        login: tuple[str, str] | None = None,
        reply: Callable[[str], int] = lambda _host: 0,
        bound: bytes = b"\x01" + bytes(6),
        silent: str = "",
    ) -> None:
        super().__init__()
        self._server = server
        self._login = login
        self._reply = reply
        self._bound = bound
        self._silent = silent
        self.hosts: list[tuple[str, str, int]] = []
        self.logins: list[tuple[str, str]] = []

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                if self._is_led(connection):
                    with socket.create_connection(("127.0.0.1", self._server.port)) as onward:
                        back = threading.Thread(target=_pump, args=(onward, connection), daemon=True)
                        back.start()
                        _pump(connection, onward)
                        back.join()
            except (OSError, EOFError):
                return

    def _is_led(self, connection: socket.socket) -> bool:
        """Shake hands, and tell whether the client is to be led on."""
        _version, count = _read(connection, 2)
        methods = _read(connection, count)
        method = 2 if self._login else 0
        self._say(connection, "greeting", bytes([5, method if method in methods else 255]))
        if method not in methods:
            return False
        if self._login:
            name = _read(connection, _read(connection, 2)[1]).decode()
            self.logins.append((name, _read(connection, _read(connection, 1)[0]).decode()))
            wrong = self.logins[-1] != self._login
            self._say(connection, "login", bytes([1, wrong]))
            if wrong:
                return False
        kind = _read(connection, 4)[3]
        if kind == 3:
            host = _read(connection, _read(connection, 1)[0]).decode()
        else:
            family, size = (socket.AF_INET, 4) if kind == 1 else (socket.AF_INET6, 16)
            host = socket.inet_ntop(family, _read(connection, size))
        [port] = struct.unpack("!H", _read(connection, 2))
        self.hosts.append(("name" if kind == 3 else "address", host, port))
        reply = self._reply(host)
        self._say(connection, "host", bytes([5, reply, 0]) + self._bound)
        return not reply

    def _say(self, connection: socket.socket, step: str, words: bytes) -> None:
        if step == self._silent:
            self._over.wait(20)
            raise EOFError
        for at in range(len(words)):
            connection.sendall(words[at : at + 1])


def _read(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = connection.recv(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def _pump(source: socket.socket, target: socket.socket) -> None:
    """Pass on what `source` says until one of the two is gone."""
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)


def _body(url: str, proxy: str, limits: Limits | None = None) -> bytes:
    """Return what `url` answers through `proxy`."""
    connect = partial(make_client, Network(Settings(proxy=proxy)))
    return with_client(connect, partial(get, url, limits=limits)).body


def _got(url: str, transport: SafeTransport) -> Page:
    return with_client(lambda: httpx.AsyncClient(transport=transport, trust_env=False), partial(get, url))


def _error(url: str, proxy: str, limits: Limits | None = None) -> FetchError:
    with pytest.raises(FetchError) as caught:
        _body(url, proxy, limits)
    return caught.value


@pytest.mark.parametrize("bound", [b"\x01" + bytes(6), b"\x04" + bytes(18), b"\x03\x07inner.x\0\0"])
def test_a_proxy_that_looks_hosts_up_is_given_their_names(bound: bytes) -> None:
    """With socks5h:// the name goes to the proxy, and nothing is looked up here, redirects and .onion names alike."""
    plays = {"/": leading_to("http://shop.onion/next"), "/next": page(b"Hi")}
    with Server(plays) as server, Proxy(server, bound=bound) as proxy:
        assert _body("http://a.example/", f"socks5h://127.0.0.1:{proxy.port}") == b"Hi"
    assert proxy.hosts == [("name", "a.example", 80), ("name", "shop.onion", 80)]
    assert "Host: a.example\r\n" in server.requests[0]


def test_a_proxy_that_does_not_is_given_an_address_that_was_checked() -> None:
    """With socks5:// hosts are looked up here, and the next address is tried where the proxy cannot reach the first."""

    def found(host: str, port: int) -> list[str]:
        return ["2600::1", PUBLIC] if host.endswith(".example") else list(looking_up(host, port))

    with Server({"*": page(b"Hi")}) as server, Proxy(server, reply=lambda host: 4 * (":" in host)) as proxy:
        transport = SafeTransport(proxy=f"socks5://127.0.0.1:{proxy.port}", resolve=found)
        assert _got("http://a.example:81/", transport).body == b"Hi"
    assert proxy.hosts == [("address", "2600::1", 81), ("address", PUBLIC, 81)]
    assert "Host: a.example:81\r\n" in server.requests[0]


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
@pytest.mark.parametrize(
    "url", ["http://localhost/", "http://127.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://2130706433/"]
)
def test_private_hosts_do_not_reach_the_proxy(url: str, scheme: str) -> None:
    """What is private by its looks is refused with both schemes."""
    with Server({"*": page(b"Hi")}) as server, Proxy(server) as proxy:
        error = _error(url, f"{scheme}://127.0.0.1:{proxy.port}")
        assert proxy.hosts == []
    assert error.trouble is Trouble.PRIVATE


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1"])
def test_a_name_that_leads_to_a_private_address_is_refused_where_it_is_looked_up_here(address: str) -> None:
    """With socks5:// the check is the same as without a proxy."""
    with Server({"*": page(b"Hi")}) as server, Proxy(server) as proxy:
        transport = SafeTransport(
            proxy=f"socks5://127.0.0.1:{proxy.port}",
            resolve=lambda host, port: [address] if host == "a.example" else looking_up(host, port),
        )
        with pytest.raises(FetchError) as caught:
            _got("http://a.example/", transport)
        assert proxy.hosts == []
    assert caught.value.trouble is Trouble.PRIVATE


def test_name_and_password_are_given() -> None:
    """They are unescaped, and given to the proxy alone."""
    with Server({"*": page(b"Hi")}) as server, Proxy(server, login=("de sk", "s3cr@t")) as proxy:
        assert _body("http://a.example/", f"socks5h://de%20sk:s3cr%40t@127.0.0.1:{proxy.port}") == b"Hi"
    assert proxy.logins == [("de sk", "s3cr@t")]
    assert "s3cr" not in server.requests[0]


@pytest.mark.parametrize(
    ("login", "why"),
    [
        ("", "it wants a name and a password"),
        ("desk:wr0ng@", "it does not take this name and password"),
    ],
)
def test_a_proxy_that_wants_another_login_is_told(login: str, why: str) -> None:
    """What it wants is said, the password is not."""
    with Server({}) as server, Proxy(server, login=("desk", "s3cret")) as proxy:
        error = _error("http://a.example/", f"socks5h://{login}127.0.0.1:{proxy.port}")
    assert error.trouble is Trouble.PROXY
    assert str(error) == f"The proxy would not ask a.example ({why}): check the proxy's address and its password."


@pytest.mark.parametrize(
    ("reply", "trouble", "problem"),
    [
        (1, Trouble.PROXY, "The proxy would not ask a.example (it failed)"),
        (2, Trouble.PROXY, "The proxy would not ask a.example (its rules forbid it)"),
        (3, Trouble.REFUSED, "a.example refused the connection or could not be reached"),
        (5, Trouble.REFUSED, "a.example refused the connection or could not be reached"),
        (99, Trouble.PROXY, "The proxy would not ask a.example (for no reason that is known)"),
    ],
)
def test_a_proxy_that_refuses_says_why(reply: int, trouble: Trouble, problem: str) -> None:
    """A host that it cannot reach is the host's trouble, everything else the proxy's."""
    with Server({}) as server, Proxy(server, reply=lambda _host: reply) as proxy:
        error = _error("http://a.example/", f"socks5h://127.0.0.1:{proxy.port}")
    assert (error.trouble, error.problem) == (trouble, problem)


@pytest.mark.parametrize("step", ["greeting", "login", "host"])
def test_a_proxy_that_falls_silent_is_given_up(step: str) -> None:
    """The whole time holds for it as well."""
    with Server({}) as server, Proxy(server, login=("desk", "s3cret"), silent=step) as proxy:
        began = time.monotonic()
        error = _error("http://a.example/", f"socks5h://desk:s3cret@127.0.0.1:{proxy.port}", SHORT)
    assert time.monotonic() - began < 5
    assert (error.trouble, error.problem) == (Trouble.TIMEOUT, "The proxy 127.0.0.1 did not answer in time")


def test_a_proxy_that_is_none_is_told() -> None:
    """A port where something else answers, hangs up or is closed is no SOCKS5 proxy."""
    for greeting, problem in (
        (b"SSH-2.0-OpenSSH_9.6\r\n", "The proxy would not ask a.example (it does not speak SOCKS5)"),
        (b"\x05", "The proxy 127.0.0.1 did not answer in time"),
    ):
        with Server({}, greeting=greeting) as other:
            error = _error("http://a.example/", f"socks5h://127.0.0.1:{other.port}", SHORT)
        assert error.problem == problem
    error = _error("http://a.example/", f"socks5h://127.0.0.1:{other.port}")
    assert error.trouble is Trouble.PROXY
    assert str(error) == (
        "The proxy 127.0.0.1 refused the connection or could not be reached: check that it runs, and its address."
    )


def test_limits_hold_behind_a_proxy() -> None:
    """A drip, a bomb and a reset come to what they come to without a proxy."""
    ok = b"HTTP/1.1 200 OK\r\n\r\n"
    bomb = page(squeezed(50_000_000, wbits=31), "Content-Encoding: gzip")
    plays = {"/drip": dripping(ok, b"a"), "/bomb": bomb, "/reset": breaking(b"")}
    with Server(plays) as server, Proxy(server) as proxy:
        troubles = [
            _error(f"http://a.example{path}", f"socks5h://127.0.0.1:{proxy.port}", limits).trouble
            for path, limits in (("/drip", SHORT), ("/bomb", None), ("/reset", None))
        ]
    assert troubles == [Trouble.TIMEOUT, Trouble.SIZE, Trouble.BROKEN]


def test_the_certificate_is_the_hosts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """TLS is spoken with the page's host through the proxy, under the host's own name."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("a.example").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with Server({"*": page(b"Hi")}, tls=context) as server, Proxy(server) as proxy:
        address = f"socks5h://127.0.0.1:{proxy.port}"
        assert _body("https://a.example/", address) == b"Hi"
        assert _error("https://b.example/", address).trouble is Trouble.TLS


@pytest.mark.parametrize("proxy", ["socks4://127.0.0.1:1080", "socks5://", f"socks5://{'a' * 256}:b@127.0.0.1"])
def test_what_is_no_socks5_proxy_is_refused(proxy: str) -> None:
    """An older version, no host and a name that has no room are refused at once."""
    with pytest.raises(InputError, match="The proxy's"):
        make_client(Network(Settings(proxy=proxy)))
