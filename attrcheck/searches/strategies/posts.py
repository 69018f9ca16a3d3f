"""A claim in, links to the account and the post that it is from out."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from attrcheck.searches.claim import Claim
from attrcheck.searches.sites import SiteKind
from attrcheck.searches.strategies.strategy import (
    TELEGRAM,
    Searches,
    ask_engine,
    at_site,
    label_for,
    mentions_topic,
    source_context,
    telegram_channel,
    web_day,
)
from attrcheck.searches.words import search_data, words_pattern
from attrcheck.sources import SourceKind

__all__ = ["posted"]

_POST_BEFORE, _POST_AFTER = timedelta(days=30), timedelta(days=2)
_HANDLE = re.compile(r"@([A-Za-z0-9_]{3,32})\b")
_HANDLE_PATH = re.compile(r"/(?:s/)?@?([A-Za-z][A-Za-z0-9_]{2,31})(?:/|$)")
_NO_HANDLES = frozenset({"hashtag", "home", "i", "intent", "joinchat", "search", "share", "status", "addstickers", "s"})


def posted(claim: Claim) -> Searches:
    """Look where it was posted: in the channel or account if its handle is known, else all over the place."""
    about = source_context(claim)
    if claim.source.kind is not SourceKind.POST and not mentions_topic("post", about):
        return
    platforms: dict[str, str] = search_data()["platforms"]
    places = [platforms[m.group().lower()] for m in words_pattern(tuple(platforms)).finditer(about)]
    handle = _handle(claim, about)
    exact = (f'"{claim.phrase}"',) if claim.phrase else claim.keys
    is_channel = claim.site is not None and claim.site.domain.startswith(TELEGRAM)
    if is_channel and not places:
        places = [platforms["telegram"]]
    if mentions_topic("x", about) or not places:
        day = web_day(claim)
        days = (day - _POST_BEFORE, day + _POST_AFTER) if day else (None, None)
        # A platform posts nothing itself.
        by = () if claim.site is not None and claim.site.kind is SiteKind.PLATFORM else claim.name
        of = (f"from:{handle}",) if handle else by
        label = label_for(claim, "The post", "The post by {who}") if of else "The post"
        yield ask_engine(claim, "x", label, (*of, *exact), days)
        if handle:
            account = f"https://twitter.com/{handle}/status/*"
            yield ask_engine(claim, "wayback", f"Archived posts of {handle}", (account,))
    for place in dict.fromkeys(places):
        if place == platforms["telegram"] and handle:
            yield from telegram_channel(claim, handle, "" if claim.language else claim.sites.language)
        elif place == platforms["telegram"] and claim.site and is_channel:
            yield from at_site(claim, claim.site, "", ())
        else:
            yield ask_engine(
                claim, "google", f"The post on {place}", (f"site:{place}", *(exact if claim.phrase else claim.about))
            )


def _handle(claim: Claim, about: str) -> str:
    """Return the account's handle, if the article's link or its words tell it."""
    parts = urlsplit(claim.cited)
    if (parts.hostname or "").removeprefix("www.").removeprefix("mobile.") in ("x.com", "twitter.com", "t.me"):
        match = _HANDLE_PATH.match(parts.path)
        if match and match[1].lower() not in _NO_HANDLES:
            return match[1]
    match = _HANDLE.search(about)
    return match[1] if match else ""
