"""A host to reach through a SOCKS5 proxy in, what to send to the proxy out; its answers are read to the byte."""

from __future__ import annotations

import ipaddress
import struct
from collections.abc import Generator
from dataclasses import dataclass, field

from attrcheck.errors import FetchError, InputError, Trouble

__all__ = ["LONGEST", "Socks", "handshake"]

#: The most bytes of a name, a password or a host in the protocol.
LONGEST = 255
_VERSION = b"\x05"
_OPEN, _PASSWORD, _NONE = 0, 2, 255
_IPV4, _NAME, _IPV6 = 1, 3, 4
#: The replies of a proxy that could not reach the host, and of one that refused to (RFC 1928, section 6).
_UNREACHED = {3, 4, 5, 6}
_REFUSALS = {1: "it failed", 2: "its rules forbid it", 7: "it cannot connect", 8: "it does not know such addresses"}


@dataclass(frozen=True, slots=True)
class Socks:
    """A SOCKS5 proxy; with `looks_up` it is given the names of hosts, as Tor must be, and else their addresses."""

    host: str
    port: int
    looks_up: bool
    username: str = ""
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if max(len(self.username.encode()), len(self.password.encode())) > LONGEST:
            raise InputError(f"The proxy's name or password is longer than {LONGEST} bytes: SOCKS5 has no room for it.")


def _refused(host: str, why: str) -> FetchError:
    problem = f"The proxy would not ask {host} ({why})"
    return FetchError(problem, "check the proxy's address and its password.", trouble=Trouble.PROXY)


def _address(host: str) -> bytes:
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        name = host.encode("ascii", "replace")
        if len(name) > LONGEST:
            raise _refused(f"{host[:40]}…", "the host's name is too long") from None
        return bytes([_NAME, len(name)]) + name
    return bytes([_IPV4 if ip.version == 4 else _IPV6]) + ip.packed


def handshake(proxy: Socks, host: str, port: int) -> Generator[tuple[bytes, int], bytes, None]:
    """Yield what to send to the proxy with the number of bytes to read then, and take those, until `host` is reached.

    Raises FetchError where the proxy does not speak SOCKS5, asks for a password or will not or cannot connect.
    """
    host = host.strip("[]")
    offered = bytes([_OPEN, _PASSWORD]) if proxy.username else bytes([_OPEN])
    answer = yield _VERSION + bytes([len(offered)]) + offered, 2
    if answer[:1] != _VERSION:
        raise _refused(host, "it does not speak SOCKS5")
    if answer[1] == _PASSWORD and proxy.username:
        name, password = proxy.username.encode(), proxy.password.encode()
        answer = yield bytes([1, len(name)]) + name + bytes([len(password)]) + password, 2
        if answer[1]:
            raise _refused(host, "it does not take this name and password")
    elif answer[1] != _OPEN:
        raise _refused(host, "it wants a name and a password" if answer[1] == _NONE else "it wants another login")
    answer = yield _VERSION + b"\x01\x00" + _address(host) + struct.pack("!H", port), 4
    if answer[1] in _UNREACHED:
        problem = f"{host} refused the connection or could not be reached"
        raise FetchError(problem, "try again later.", trouble=Trouble.REFUSED)
    if answer[:1] != _VERSION or answer[1]:
        raise _refused(host, _REFUSALS.get(answer[1], "for no reason that is known"))
    # The address that the proxy itself connects from is nothing to us, but the page begins behind it.
    size = {_IPV4: 4, _IPV6: 16}.get(answer[3], 0)
    if answer[3] == _NAME:
        size = (yield b"", 1)[0]
    yield b"", size + 2
