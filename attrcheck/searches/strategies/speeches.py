"""What is wanted in, links to speeches out: what was said to an outlet, on air, to an audience, or before a house."""

from __future__ import annotations

import re
from functools import cache

from attrcheck.searches.claim import PHRASE, Claim
from attrcheck.searches.strategies.strategy import Links, ask_engine, at_site, named, speaks_of, told_of, window
from attrcheck.searches.words import any_of, fold, search_data

__all__ = ["recorded", "spoken"]

#: The archive of television begins then.
_FIRST_TV_YEAR = 2009


@cache
def _told() -> re.Pattern[str]:
    name = r"[A-Z0-9][\w’'.&-]*"
    words = "|".join(search_data()["told"]["words"])
    not_names = "|".join(search_data()["told"]["not_names"])
    ends = "|".join(search_data()["told"]["ends"])
    return re.compile(
        rf"\b(?:{words}) (?P<the>the )?"
        rf"(?P<outlet>{name}(?: (?:of |of the )?(?!(?:{not_names})\b){name}){{0,5}}(?: (?:{ends})\b)?)"
    )


def spoken(want: Claim) -> Links:
    """Look for what was said on air or before an audience, and for the outlet that it was said to."""
    told = _told().search(want.frame)
    outlet = fold(told["outlet"]).strip(" .'") if told else ""
    site = None
    if outlet:
        site = want.sites.find(outlet) or want.sites.within(outlet)
        called = (told["the"] or "") + outlet if told else outlet
        label = named(want, f"What {called} was told", f"What {{who}} told {called}")
        if site is not None and site != want.site:
            yield from at_site(want, site, label, want.about)
        elif site is None:
            yield ask_engine(want, "google", label, (f'"{outlet}"', *want.about))
    on_air = bool(outlet) and bool(any_of(tuple(search_data()["broadcasters"]["names"]), case=True).search(outlet))
    if not on_air and (not speaks_of("speech", want.frame) or (outlet and site)):
        return
    words = (f'"{want.short or want.phrase}"',) if len(want.phrase.split()) >= PHRASE else want.loose[:6]
    said = words if len(want.phrase.split()) >= PHRASE else want.keys[:6]
    transcript = ask_engine(want, "google", "A transcript of it", ("transcript", *want.name, *said))
    if not on_air:
        yield transcript
    yield ask_engine(want, "youtube", named(want, "Video of it", "Video of {who}"), (outlet, *want.loose[:10]))
    days = window(want)
    if "radio" not in outlet.lower() and (days[0] is None or days[0].year >= _FIRST_TV_YEAR):
        yield ask_engine(want, "tv_news", "Television clips of it", words, days)
    if on_air:
        yield transcript


def recorded(want: Claim) -> Links:
    """Look in the record of the house or court where it was said."""
    for record in search_data()["record"]:
        if any_of(tuple(record["words"]), case=True).search(f"{told_of(want)} {want.source.affiliation}"):
            exact = (f'"{want.short or want.phrase}"',) if len(want.phrase.split()) >= PHRASE else want.keys[:5]
            yield ask_engine(want, record["engine"], record["label"], exact)
