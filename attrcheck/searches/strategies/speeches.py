"""A claim in, links to speeches out: what was said to an outlet, on air, to an audience, or before a house."""

from __future__ import annotations

import re
from functools import cache

from attrcheck.searches.claim import PHRASE, Claim
from attrcheck.searches.strategies.strategy import (
    Searches,
    ask_engine,
    at_site,
    label_for,
    mentions_topic,
    source_context,
    window,
)
from attrcheck.searches.words import fold, search_data, words_pattern

__all__ = ["recorded", "spoken"]

#: The archive of television begins then.
_FIRST_TV_YEAR = 2009


@cache
def _said_to() -> re.Pattern[str]:
    name = r"[A-Z0-9][\w’'.&-]*"
    words = "|".join(search_data()["said_to"]["words"])
    not_names = "|".join(search_data()["said_to"]["not_names"])
    ends = "|".join(search_data()["said_to"]["ends"])
    return re.compile(
        rf"\b(?:{words}) (?P<the>the )?"
        rf"(?P<outlet>{name}(?: (?:of |of the )?(?!(?:{not_names})\b){name}){{0,5}}(?: (?:{ends})\b)?)"
    )


def spoken(claim: Claim) -> Searches:
    """Look for what was said on air or before an audience, and for the outlet that it was said to."""
    match = _said_to().search(claim.frame)
    outlet = fold(match["outlet"]).strip(" .'") if match else ""
    site = None
    if outlet:
        site = claim.sites.find(outlet) or claim.sites.within(outlet)
        called = (match["the"] or "") + outlet if match else outlet
        label = label_for(claim, f"What {called} was told", f"What {{who}} told {called}")
        if site is not None and site != claim.site:
            yield from at_site(claim, site, label, claim.about)
        elif site is None:
            yield ask_engine(claim, "google", label, (f'"{outlet}"', *claim.about))
    on_air = bool(outlet) and bool(
        words_pattern(tuple(search_data()["broadcasters"]["names"]), case=True).search(outlet)
    )
    if not on_air and (not mentions_topic("speech", claim.frame) or (outlet and site)):
        return
    words = (f'"{claim.short or claim.phrase}"',) if len(claim.phrase.split()) >= PHRASE else claim.loose[:6]
    said = words if len(claim.phrase.split()) >= PHRASE else claim.keys[:6]
    transcript = ask_engine(claim, "google", "A transcript of it", ("transcript", *claim.name, *said))
    if not on_air:
        yield transcript
    yield ask_engine(claim, "youtube", label_for(claim, "Video of it", "Video of {who}"), (outlet, *claim.loose[:10]))
    days = window(claim)
    if "radio" not in outlet.lower() and (days[0] is None or days[0].year >= _FIRST_TV_YEAR):
        yield ask_engine(claim, "tv_news", "Television clips of it", words, days)
    if on_air:
        yield transcript


def recorded(claim: Claim) -> Searches:
    """Look in the record of the house or court where it was said."""
    for record in search_data()["record"]:
        if words_pattern(tuple(record["words"]), case=True).search(
            f"{source_context(claim)} {claim.source.affiliation}"
        ):
            exact = (f'"{claim.short or claim.phrase}"',) if len(claim.phrase.split()) >= PHRASE else claim.keys[:5]
            yield ask_engine(claim, record["engine"], record["label"], exact)
