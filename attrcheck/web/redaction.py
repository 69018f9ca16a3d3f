"""An address or a request in, the same without its secrets out."""

from __future__ import annotations

from urllib.parse import quote, quote_plus

import httpx

from attrcheck.url_secrets import is_secret, without_secrets

__all__ = ["REDACTED", "redacted", "secrets_of"]

REDACTED = "REDACTED"
#: Headers of a request that hold no secret; whatever stands in another is one.
_PLAIN_HEADERS = frozenset(
    {"host", "user-agent", "accept", "accept-encoding", "accept-language", "connection", "content-type"}
)
#: Characters of the shortest secret that is taken out of answers: shorter ones stand there by chance.
_SHORTEST_SECRET = 6


def redacted(url: str) -> str:
    """Return `url` without fragment and user name, and with the value of every key and token taken out.

    Raises ValueError for what is no URL.
    """
    try:
        parsed = httpx.URL(url).copy_with(fragment=None, userinfo=b"")
    except httpx.InvalidURL as error:
        raise ValueError(str(error)) from error
    items = parsed.params.multi_items()
    safe: list[tuple[str, str | int | float | bool | None]] = [(key, _safe(key, value)) for key, value in items]
    if safe != items:
        parsed = parsed.copy_with(params=httpx.QueryParams(safe))
    return without_secrets(str(parsed)) if ";" in parsed.path or "/(" in parsed.path else str(parsed)


def _safe(key: str, value: str) -> str:
    """Return `value` without the secret that it is, or that the address has which it is."""
    return REDACTED if value != REDACTED and is_secret(key, value) else without_secrets(value)


def secrets_of(request: httpx.Request) -> set[str]:
    """Return what `request` holds that nobody else is to read: keys, passwords and the values of uncommon headers."""
    found = {value for key, value in request.url.params.multi_items() if is_secret(key, value)}
    found |= {request.url.password}
    for name, value in request.headers.items():
        if name.lower() not in _PLAIN_HEADERS:
            found |= {value, *value.split()}
    long = [secret for secret in found if len(secret) >= _SHORTEST_SECRET]
    return {form for secret in long for form in (secret, quote(secret, safe=""), quote_plus(secret))}
