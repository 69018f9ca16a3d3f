"""What every search strategy shares: links, days, labels, sites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import quote

from attrcheck.searches.claim import PHRASE, Claim
from attrcheck.searches.engines import Asked, Query, ask
from attrcheck.searches.sites import Site
from attrcheck.searches.words import any_of, rarity, search_data

__all__ = [
    "FIRST_GDELT_YEAR",
    "NEWS_AFTER",
    "NEWS_BEFORE",
    "TELEGRAM",
    "Links",
    "Strategy",
    "any_site",
    "ask_engine",
    "at_site",
    "listed",
    "named",
    "on_site",
    "speaks_of",
    "telegram_channel",
    "told_of",
    "web_day",
    "window",
]

Links = Iterator[Asked | None]
Strategy = Callable[[Claim], Links]
#: Days before and after the article in which news of what it reports is likely, and a post that it quotes.
NEWS_BEFORE, NEWS_AFTER = timedelta(days=14), timedelta(days=15)
#: Before the first year no date bounds a search: pages about its news were published later, if at all.
_FIRST_WEB_YEAR, FIRST_GDELT_YEAR = 1995, 2017
#: Key words beside the name, where others have translated it in their own way.
_TRANSLATED_KEYS = 4
TELEGRAM = "t.me/"


def speaks_of(topic: str, text: str) -> bool:
    """Tell whether `text` has a word of the topic."""
    return bool(any_of(tuple(search_data()["words"][topic])).search(text))


def ask_engine(
    want: Claim,
    engine: str,
    label: str,
    terms: Sequence[str],
    days: tuple[date | None, date | None] = (None, None),
    lang: str = "",
) -> Asked | None:
    """Return the link, None where the engine was removed or there is nothing to ask."""
    known = want.sites.engines.get(engine)
    return ask(known, label, Query(terms, *days, lang)) if known else None


def named(want: Claim, plain: str, named: str) -> str:
    """Return the label with what the source is called in it, or the plain one for a source that is nobody."""
    return named.replace("{who}", want.called) if want.who else plain


def told_of(want: Claim) -> str:
    """Return all that the article says of the source and of how it was said."""
    source = want.source
    return f"{want.frame} {source.mention} {source.name} {source.role}"


def web_day(want: Claim) -> date | None:
    """Return the article's day, None before the web."""
    return want.day if want.day and want.day.year >= _FIRST_WEB_YEAR else None


def window(want: Claim) -> tuple[date | None, date | None]:
    """Return the days between which news of it is likely."""
    day = web_day(want)
    return (day - NEWS_BEFORE, day + NEWS_AFTER) if day else (None, None)


def any_site(domains: Sequence[str]) -> str:
    """Return the term that asks for pages of `domains` only."""
    return " OR ".join(f"site:{domain}" for domain in domains)


def listed(domains: Sequence[str]) -> str:
    """Return `domains` as a list in words: "a.org, b.org and c.org"."""
    return " and ".join((", ".join(domains[:-1]), domains[-1]) if len(domains) > 1 else domains)


def at_site(want: Claim, site: Site, label: str, terms: Sequence[str]) -> Links:
    """Search one site, or open a channel's own pages; `label` says who, with the site's domain added."""
    if site.domain.startswith(TELEGRAM):
        yield from telegram_channel(want, site.domain.removeprefix(TELEGRAM), site.language)
        return
    # Its own name stands on every page of it.
    own = {name.lower() for name in site.names}
    kept = [term for term in terms if term.lower().strip('"') not in own]
    domains = (site.domain, *site.also)
    if kept:
        yield ask_engine(want, "google", f"{label}, on {listed(domains)}", (any_site(domains), *kept))


def telegram_channel(want: Claim, handle: str, language: str) -> Links:
    """Open a Telegram channel as it was then, and as it is, whose page shows the newest posts only.

    It is searched for the rarest word where its posts are in the searches' language.
    """
    if day := web_day(want):
        page = f"{day:%Y%m%d}/https://t.me/s/{handle}"
        yield ask_engine(want, "wayback_near", f"The channel {handle} as archived around {day}", (page,))
    words = re.findall(r"[^\W\d_]{3,}", " ".join(want.keys)) if language == want.sites.language else []
    if words:
        word = max(words, key=rarity)
        yield ask_engine(want, "telegram", f"Posts of {handle} with “{word}”", (f"{handle}?q={quote(word)}",))
    else:
        yield ask_engine(want, "telegram", f"The channel {handle}", (handle,))
    if not day:
        yield ask_engine(want, "wayback", f"Archived copies of the channel {handle}", (f"https://t.me/s/{handle}*",))


def on_site(want: Claim) -> tuple[str, ...]:
    """Return the terms for the source's own site: its exact words in their language, key words in another's."""
    is_own_language = want.site is not None and want.site.language in ("", "en", want.sites.language)
    if is_own_language and len(want.phrase.split()) >= PHRASE:
        return (f'"{want.phrase}"',)
    return (*want.keys[:_TRANSLATED_KEYS], *want.nearby[:1]) if want.tongue else want.keys
