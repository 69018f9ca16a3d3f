"""A host name in, the public addresses that it leads to out, looked up in a limited time."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

from attrcheck.errors import FetchError, Trouble

__all__ = ["Resolve", "addresses_of", "check_name", "is_private_name", "is_public", "resolve"]

#: Maps a host and a port to addresses; raises OSError or UnicodeError where there is none.
Resolve = Callable[[str, int], Iterable[str]]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
#: For the protocols of providers; not every Python knows that.
_ASSIGNED = ipaddress.ip_network("192.0.0.0/24")
#: Where clouds keep what only their machines may know.
_METADATA = (ipaddress.ip_network("169.254.0.0/16"), ipaddress.ip_network("fd00:ec2::/32"))
_MOST_ADDRESSES = 4
#: Characters of a host's name that messages show.
_LONGEST_SHOWN = 100
#: Ends of names that no public name server knows.
_INNER = (".local", ".localhost", ".internal", ".intranet", ".lan", ".corp", ".home", ".home.arpa", ".onion")
#: Lookups that have not come back: a thread cannot be stopped, so there are never more than these. Seconds until a
#: lookup that waits for its turn looks again.
_PENDING, _PAUSE = threading.BoundedSemaphore(16), 0.05


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, whatever IPv6 form an IPv4 address is wrapped in."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = (
            ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        )
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip not in _ASSIGNED and ip.is_global and not ip.is_multicast and not ip.is_reserved


def _holds_secrets(address: str) -> bool:
    """Tell whether clouds answer there with a machine's credentials, which nobody means by a private address."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return any(ip.version == network.version and ip in network for network in _METADATA)


def _private(host: str, found: Iterable[str]) -> FetchError:
    leads = f" leads to {', '.join(found)}, which" if found else ""
    return FetchError(
        f"{host}{leads} is not on the public internet, so it was not fetched",
        "if you mean a machine of your own network, add --allow-private.",
        trouble=Trouble.PRIVATE,
    )


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses that this computer knows for `host`."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)]


async def _resolved(host: str, port: int, resolve: Resolve) -> list[str] | Exception:
    """Return the addresses of `host`, each once, or why there are none."""
    while not _PENDING.acquire(blocking=False):
        await asyncio.sleep(_PAUSE)
    loop = asyncio.get_running_loop()
    result: asyncio.Future[list[str] | Exception] = loop.create_future()

    def settle(found: list[str] | Exception) -> None:
        if not result.done():
            result.set_result(found)

    def ask() -> None:
        try:
            found: list[str] | Exception = list(dict.fromkeys(resolve(host, port)))
        except (OSError, UnicodeError) as error:
            found = error
        finally:
            _PENDING.release()
        # The loop may be closed by the time that the system has its answer.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, found)

    # The system's resolver cannot be given a limit, and a thread that is no daemon would hold up the end.
    threading.Thread(target=ask, daemon=True).start()
    return await result


async def addresses_of(
    host: str, port: int, *, seconds: float, resolve: Resolve = resolve, allow_private: bool
) -> list[str]:
    """Return the addresses of `host` that may be connected to, four at most; waits `seconds` for them, no longer.

    Raises FetchError where there is no address, no answer in time, or none that is public; with `allow_private`, where
    all are those of a cloud's secrets.
    """
    shown = host if len(host) <= _LONGEST_SHOWN else f"{host[:_LONGEST_SHOWN]}…"
    try:
        found = await asyncio.wait_for(_resolved(host, port, resolve), seconds)
    except TimeoutError:
        raise FetchError(
            f"No address was found for the host {shown} in time",
            "check that this computer is online, and try again.",
            trouble=Trouble.TIMEOUT,
        ) from None
    if isinstance(found, Exception) or not found:
        raise FetchError(
            f"No address was found for the host {shown}",
            "check how it is spelt, and that this computer is online.",
            trouble=Trouble.UNKNOWN_HOST,
        ) from (found if isinstance(found, Exception) else None)
    allowed = [a for a in found if is_public(a) or (allow_private and not _holds_secrets(a))]
    if not allowed and allow_private:
        raise FetchError(
            f"{shown} leads to where a cloud's machines keep their secrets, so it was not fetched",
            "no article is there.",
            trouble=Trouble.PRIVATE,
        )
    if not allowed:
        raise _private(host, found[:_MOST_ADDRESSES])
    return allowed[:_MOST_ADDRESSES]


def check_name(host: str) -> None:
    """Refuse, by its name alone, a host that is this computer or a private address: a proxy looks up the rest."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        raise _private(host, ())
    try:
        address = str(ipaddress.ip_address(name))
    except ValueError:
        try:
            # "2130706433", "0x7f.1" and "127.1" are addresses to most programs.
            address = socket.inet_ntoa(socket.inet_aton(name))
        except OSError:
            return
    if not is_public(address):
        raise _private(host, ())


def is_private_name(host: str) -> bool:
    """Tell whether `host` is, by its name alone, a private address or on a network of its own."""
    name = host.strip("[]").rstrip(".").lower()
    try:
        check_name(name)
    except FetchError:
        return True
    return name.endswith(_INNER) or not ("." in name or ":" in name)
