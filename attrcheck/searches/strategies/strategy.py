"""What every search strategy shares: links, days, labels, sites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import quote

from attrcheck.searches.claim import PHRASE, Claim
from attrcheck.searches.engines import Query, Search, make_search
from attrcheck.searches.sites import Site
from attrcheck.searches.words import rarity, search_data, words_pattern

__all__ = [
    "FIRST_GDELT_YEAR",
    "NEWS_AFTER",
    "NEWS_BEFORE",
    "TELEGRAM",
    "Searches",
    "Strategy",
    "any_site",
    "ask_engine",
    "at_site",
    "label_for",
    "listed",
    "mentions_topic",
    "on_site",
    "source_context",
    "telegram_channel",
    "web_day",
    "window",
]

Searches = Iterator[Search | None]
Strategy = Callable[[Claim], Searches]
#: Days before and after the article in which news of what it reports is likely, and a post that it quotes.
NEWS_BEFORE, NEWS_AFTER = timedelta(days=14), timedelta(days=15)
#: Before the first year no date bounds a search: pages about its news were published later, if at all.
_FIRST_WEB_YEAR, FIRST_GDELT_YEAR = 1995, 2017
#: Key words beside the name, where others have translated it in their own way.
_TRANSLATED_KEYS = 4
TELEGRAM = "t.me/"


def mentions_topic(topic: str, text: str) -> bool:
    """Tell whether `text` has a word that data/searches.toml lists for `topic`."""
    return bool(words_pattern(tuple(search_data()["words"][topic])).search(text))


def ask_engine(
    claim: Claim,
    engine: str,
    label: str,
    terms: Sequence[str],
    days: tuple[date | None, date | None] = (None, None),
    lang: str = "",
) -> Search | None:
    """Return the link, None where the engine was removed or there is nothing to ask."""
    known = claim.sites.engines.get(engine)
    return make_search(known, label, Query(terms, *days, lang)) if known else None


def label_for(claim: Claim, plain: str, with_name: str) -> str:
    """Return the label with what the source is called in it, or the plain one for a source that is nobody."""
    return with_name.replace("{who}", claim.called) if claim.who else plain


def source_context(claim: Claim) -> str:
    """Return what the article says of the source and of how it spoke, outside the statement."""
    source = claim.source
    return f"{claim.frame} {source.mention} {source.name} {source.role}"


def web_day(claim: Claim) -> date | None:
    """Return the article's day, None before the web."""
    return claim.day if claim.day and claim.day.year >= _FIRST_WEB_YEAR else None


def window(claim: Claim) -> tuple[date | None, date | None]:
    """Return the days between which news of it is likely."""
    day = web_day(claim)
    return (day - NEWS_BEFORE, day + NEWS_AFTER) if day else (None, None)


def any_site(domains: Sequence[str]) -> str:
    """Return the term that asks for pages of `domains` only."""
    return " OR ".join(f"site:{domain}" for domain in domains)


def listed(domains: Sequence[str]) -> str:
    """Return `domains` as a list in words: "a.org, b.org and c.org"."""
    return " and ".join((", ".join(domains[:-1]), domains[-1]) if len(domains) > 1 else domains)


def at_site(claim: Claim, site: Site, label: str, terms: Sequence[str]) -> Searches:
    """Search one site, or open a channel's own pages; `label` says who, with the site's domain added."""
    if site.domain.startswith(TELEGRAM):
        yield from telegram_channel(claim, site.domain.removeprefix(TELEGRAM), site.language)
        return
    # Its own name stands on every page of it.
    own = {name.lower() for name in site.names}
    kept = [term for term in terms if term.lower().strip('"') not in own]
    domains = (site.domain, *site.also)
    if kept:
        yield ask_engine(claim, "google", f"{label}, on {listed(domains)}", (any_site(domains), *kept))


def telegram_channel(claim: Claim, handle: str, language: str) -> Searches:
    """Open a Telegram channel as it was then, and as it is, whose page shows the newest posts only.

    It is searched for the rarest word where its posts are in the searches' language.
    """
    if day := web_day(claim):
        page = f"{day:%Y%m%d}/https://t.me/s/{handle}"
        yield ask_engine(claim, "wayback_near", f"The channel {handle} as archived around {day}", (page,))
    words = re.findall(r"[^\W\d_]{3,}", " ".join(claim.keys)) if language == claim.sites.language else []
    if words:
        word = max(words, key=rarity)
        yield ask_engine(claim, "telegram", f"Posts of {handle} with “{word}”", (f"{handle}?q={quote(word)}",))
    else:
        yield ask_engine(claim, "telegram", f"The channel {handle}", (handle,))
    if not day:
        yield ask_engine(claim, "wayback", f"Archived copies of the channel {handle}", (f"https://t.me/s/{handle}*",))


def on_site(claim: Claim) -> tuple[str, ...]:
    """Return the terms for the source's own site: its exact words in their language, key words in another's."""
    is_own_language = claim.site is not None and claim.site.language in ("", "en", claim.sites.language)
    if is_own_language and len(claim.phrase.split()) >= PHRASE:
        return (f'"{claim.phrase}"',)
    return (*claim.keys[:_TRANSLATED_KEYS], *claim.nearby[:1]) if claim.language else claim.keys
