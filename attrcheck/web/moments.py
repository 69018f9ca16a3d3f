"""A moment in, the text out by which recordings and kept answers say when something was retrieved, and back."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["read_stamp", "stamp", "utc_now"]

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Return `moment` as YYYY-MM-DDThh:mm:ssZ.

    >>> stamp(datetime(2026, 1, 31, 12, tzinfo=UTC))
    '2026-01-31T12:00:00Z'
    """
    return moment.astimezone(UTC).strftime(_FORM)


def read_stamp(text: str) -> datetime:
    """Return the moment that `stamp` wrote; raises ValueError for another text."""
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)
