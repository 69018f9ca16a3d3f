"""Search terms in, addresses of search pages out: every engine's URL template, filled and kept short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import quote

from attrcheck.files import read_data
from attrcheck.passages import LONGEST_URL

__all__ = ["SearchLink", "ask"]


@dataclass(frozen=True, slots=True)
class SearchLink:
    """A link for a human to open: what it looks for, and its URL of under 2,000 characters."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class _Engine:
    """A search page's address as a template; data/engines.toml says what its fields mean."""

    name: str
    url: str
    words: int = 100
    since: str = ""
    until: str = ""
    window: str = ""
    raw: bool = False


@cache
def _engines() -> Mapping[str, _Engine]:
    data = read_data("engines")
    return {key: _Engine(**fields) for key, fields in data.items()}


def ask(
    engine: str, label: str, terms: Sequence[str], since: date | None = None, until: date | None = None
) -> SearchLink | None:
    """Return the link that asks `engine` for `terms`, as many of the first as it takes; None for nothing to ask."""
    with_dates, kept = _engines()[engine], [term for term in terms if term]
    bounds = [with_dates.since.format(date=since)] if since and with_dates.since else []
    bounds += [with_dates.until.format(date=until)] if until and with_dates.until else []
    while kept:
        query = " ".join((*kept, *bounds))
        encoded = quote(query, safe="%/:=&?~+!$,;'@()*[]" if with_dates.raw else "")
        url = with_dates.url.replace("{query}", encoded)
        if since and until:
            url += with_dates.window.format(
                since=since, until=until, since_compact=f"{since:%Y%m%d}", until_compact=f"{until:%Y%m%d}"
            )
        if len(query.split()) <= with_dates.words and len(url) < LONGEST_URL:
            return SearchLink(f"{label} ({with_dates.name})", url)
        kept = _shortened(kept)
    return None


def _shortened(terms: list[str]) -> list[str]:
    """Return `terms` without the last, or the only one without its last word."""
    if len(terms) > 1:
        return terms[:-1]
    words = terms[0].strip('"').split()[:-1]
    return [f'"{" ".join(words)}"'] if words else []
