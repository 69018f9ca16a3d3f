"""A claim in, links to the account and the post that it is from out."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from attrcheck.searches.claim import Claim
from attrcheck.searches.sites import SiteKind
from attrcheck.searches.strategies.strategy import (
    TELEGRAM,
    Links,
    ask_engine,
    at_site,
    named,
    speaks_of,
    telegram_channel,
    told_of,
    web_day,
)
from attrcheck.searches.words import any_of, search_data
from attrcheck.sources import SourceKind

__all__ = ["posted"]

_POST_BEFORE, _POST_AFTER = timedelta(days=30), timedelta(days=2)
_HANDLE = re.compile(r"@([A-Za-z0-9_]{3,32})\b")
_HANDLE_PATH = re.compile(r"/(?:s/)?@?([A-Za-z][A-Za-z0-9_]{2,31})(?:/|$)")
_NO_HANDLES = frozenset({"hashtag", "home", "i", "intent", "joinchat", "search", "share", "status", "addstickers", "s"})


def posted(want: Claim) -> Links:
    """Look where it was posted: in the channel or account if its handle is known, else all over the place."""
    about = told_of(want)
    if want.source.kind is not SourceKind.POST and not speaks_of("post", about):
        return
    platforms: dict[str, str] = search_data()["platforms"]
    places = [platforms[m.group().lower()] for m in any_of(tuple(platforms)).finditer(about)]
    handle = _handle(want, about)
    exact = (f'"{want.phrase}"',) if want.phrase else want.keys
    is_channel = want.site is not None and want.site.domain.startswith(TELEGRAM)
    if is_channel and not places:
        places = [platforms["telegram"]]
    if speaks_of("x", about) or not places:
        day = web_day(want)
        days = (day - _POST_BEFORE, day + _POST_AFTER) if day else (None, None)
        # A platform posts nothing itself.
        by = () if want.site is not None and want.site.kind is SiteKind.PLATFORM else want.name
        of = (f"from:{handle}",) if handle else by
        label = named(want, "The post", "The post by {who}") if of else "The post"
        yield ask_engine(want, "x", label, (*of, *exact), days)
        if handle:
            account = f"https://twitter.com/{handle}/status/*"
            yield ask_engine(want, "wayback", f"Archived posts of {handle}", (account,))
    for place in dict.fromkeys(places):
        if place == platforms["telegram"] and handle:
            yield from telegram_channel(want, handle, "" if want.tongue else want.sites.language)
        elif place == platforms["telegram"] and want.site and is_channel:
            yield from at_site(want, want.site, "", ())
        else:
            yield ask_engine(
                want, "google", f"The post on {place}", (f"site:{place}", *(exact if want.phrase else want.about))
            )


def _handle(want: Claim, about: str) -> str:
    """Return the account's handle, if the article's link or its words tell it."""
    parts = urlsplit(want.cited)
    if (parts.hostname or "").removeprefix("www.").removeprefix("mobile.") in ("x.com", "twitter.com", "t.me"):
        match = _HANDLE_PATH.match(parts.path)
        if match and match[1].lower() not in _NO_HANDLES:
            return match[1]
    match = _HANDLE.search(about)
    return match[1] if match else ""
