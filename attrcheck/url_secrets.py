"""A web address in, the same without what would let others in out: gifts, sessions, signatures and keys."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import SplitResult, quote, unquote_plus, urlsplit, urlunsplit

from attrcheck.files import read_data

__all__ = ["is_secret", "without_secrets"]

#: A session in the path, as Java's and Microsoft's servers put it.
_PATH_SESSION = re.compile(r";[a-z_]*sess[a-z_]*=[^/;?]*|/\(S\([a-z0-9]{16,}\)\)(?=/)", re.I)
#: The words of a parameter's name: share_token, shareToken, X-Share-Token.
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
#: A value that is a year, a number, or the session of a parliament, and one that nobody would type.
_PLAIN = re.compile(r"[\d./-]{1,10}|(?:19|20)\d\d[A-Za-z]{0,4}")
_ODD = re.compile(r"(?=.{6,})(?:(?=.*\d)(?=.*[A-Za-z])|(?=.*[a-z][A-Z]))[^\s]+|[^\s-]{10,}")
#: Addresses in addresses are looked into this deep.
_DEEPEST = 3


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(read_data("secrets")[kind])


def is_secret(name: str, value: str) -> bool:
    """Tell whether the parameter `name` of an address, with this `value`, lets whoever has it in."""
    plain = name.casefold()
    if plain in _names("names"):
        return True
    words = {word.casefold() for word in _WORDS.findall(name)} | {plain}
    if words & _names("words"):
        return not words & _names("harmless")
    return plain in _names("doubtful") and not _PLAIN.fullmatch(value) and bool(_ODD.fullmatch(value))


def without_secrets(url: str, *, depth: int = 0) -> str:
    """Return `url` without user name, password and parameters that are secret, also those of addresses in it.

    What has none, and what is no web address, comes back as it is.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https"):
        return url
    safe = _safe(parts, depth)
    return urlunsplit(safe) if safe != parts else url


def _safe(parts: SplitResult, depth: int) -> SplitResult:
    fragment = parts.fragment if ":~:" in parts.fragment or "=" not in parts.fragment else _query(parts.fragment, depth)
    return parts._replace(
        netloc=parts.netloc.rpartition("@")[2],
        path=_PATH_SESSION.sub("", parts.path),
        query=_query(parts.query, depth),
        fragment=fragment,
    )


def _query(query: str, depth: int) -> str:
    """Return `query` without its secret parameters, letter by letter what is left of it."""
    kept: list[str] = []
    for sign, part in re.findall("(^|[&;])([^&;]*)", query):
        name, _, value = part.partition("=")
        if not is_secret(unquote_plus(name), unquote_plus(value)):
            kept += [sign if kept else "", _without_inner(part, value, depth)]
    return "".join(kept)


def _without_inner(part: str, value: str, depth: int) -> str:
    """Return the parameter `part` without the secrets of the address that its `value` is, if it is one."""
    inner = unquote_plus(value)
    safe = without_secrets(inner, depth=depth + 1) if depth < _DEEPEST and "://" in inner else inner
    if safe == inner:
        return part
    return part[: len(part) - len(value)] + quote(safe, safe="" if "%" in value else "/:?=")
