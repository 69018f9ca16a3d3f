"""A claim in, links into the web and its news out, a function for each place where it may be found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urldefrag

from attrcheck.reader import Act
from attrcheck.searches.claim import PHRASE, Claim
from attrcheck.searches.languages import country_of, language_of
from attrcheck.searches.naming import is_former, is_plural
from attrcheck.searches.sites import SiteKind
from attrcheck.searches.strategies.strategy import (
    FIRST_GDELT_YEAR,
    NEWS_AFTER,
    NEWS_BEFORE,
    Links,
    any_site,
    ask_engine,
    at_site,
    listed,
    named,
    on_site,
    speaks_of,
    web_day,
    window,
)
from attrcheck.searches.words import fold, rarity, search_data
from attrcheck.sources import SourceKind

__all__ = [
    "after",
    "archived",
    "exact",
    "fact_checks",
    "first",
    "foreign",
    "holder",
    "identity",
    "news",
    "office",
    "official",
    "oldest",
    "own",
    "own_story",
    "own_words",
    "second_index",
    "subject",
    "translated",
]

#: Characters of a role that tell an office rather than a life.
_LONGEST_ROLE = 80
#: Characters at a statement's beginning in which its subject stands.
_SUBJECT = 80
#: An index of short claims finds nothing for many words, and nor does a list of news that has each of them.
_FACT_CHECK_WORDS, _LISTED_WORDS = 7, 5
#: Characters of a statement that are given to be translated, or to an engine that reads whole sentences, and words.
_SENTENCE, _SENTENCE_WORDS = 300, 25


def exact(want: Claim) -> Links:
    """Look for the very words, or for the statement's key words."""
    if not want.phrase:
        yield ask_engine(want, "google", named(want, "This statement", "What {who} said about this"), want.words)
    else:
        label = "These words" if len(want.phrase.split()) < PHRASE else "These exact words"
        yield ask_engine(want, "google", named(want, label, label + " with {who}"), (*want.words, *_beside(want)))


def _beside(want: Claim) -> Sequence[str]:
    """Return what few words, or nobody's, are found beside: names that they were said of before other words."""
    words = len(want.phrase.split())
    if words >= PHRASE and want.who:
        return ()
    others = sorted((key for key in want.keys if key not in want.phrase), key=lambda key: key[0].islower())
    return others[: min(3, max(0, 8 - words))]


def news(want: Claim) -> Links:
    """Look in the news round the article's date."""
    days = window(want)
    label = f"News of it around {web_day(want)}" if days[0] else "News of it"
    exact = want.phrase and not want.tongue
    terms = (f'"{want.short or want.phrase}"', *want.name, *_beside(want)) if exact else want.about
    yield ask_engine(want, "google_news", label, terms, days)


def fact_checks(want: Claim) -> Links:
    """Look for what fact-checkers wrote of it."""
    terms: list[str] = []
    words = 0
    for term in (*(name.replace('"', "") for name in want.name), *want.keys) or want.phrase.split():
        words += len(term.split())
        if words <= _FACT_CHECK_WORDS or not terms:
            # The query stands in the address's path, where a slash would part it.
            terms.append(term.replace("/", " ").strip())
    yield ask_engine(want, "fact_checks", "Fact-checks of it", terms)


def first(want: Claim) -> Links:
    """Look for whoever had it before the article; a named source's report in other words is no trail to follow."""
    day, is_phrase = web_day(want), len(want.phrase.split()) >= PHRASE
    if not is_phrase and want.source.kind in (SourceKind.PERSON, SourceKind.ROLE, SourceKind.ORGANISATION):
        return
    plain = want.keys if want.source.kind is SourceKind.AUTHOR else want.about
    terms = (f'"{want.phrase}"', *(() if want.who else _beside(want))) if is_phrase else plain
    if day:
        yield ask_engine(want, "google", f"Who had it before {day}", terms, (None, day))
    else:
        yield ask_engine(want, "duckduckgo", "Who else has it", terms)


def oldest(want: Claim) -> Links:
    """List the news that has it, the oldest first: who began, and who only repeats."""
    day = web_day(want)
    if day and day.year >= FIRST_GDELT_YEAR:
        terms = [term for term in (*want.name, *want.keys) if not any(map(str.isdigit, term))]
        plain = [word for word in " ".join(terms).replace('"', "").split() if word.isalpha() and len(word) > 2]
        phrase = re.sub(r"[^\w\s]", " ", want.short or want.phrase)
        rarest = sorted(plain, key=rarity, reverse=True)[:_LISTED_WORDS]
        is_phrase = len(phrase.split()) >= PHRASE
        terms = [f'"{" ".join(phrase.split())}"'] if is_phrase else [word for word in plain if word in rarest]
        yield ask_engine(
            want, "gdelt", "News that has it, oldest first", terms, (day - 2 * NEWS_BEFORE, day + NEWS_AFTER)
        )


def second_index(want: Claim) -> Links:
    """Ask another index for the same in other words, or in the article's where they are no quotation."""
    words = fold(want.statement[:_SENTENCE]).removeprefix("that ").split()
    if len(words) < PHRASE:
        words = [*fold(want.frame.replace("…", "")[:_SENTENCE]).rstrip(" .").split(), *words]
    words = words[:_SENTENCE_WORDS]
    yield ask_engine(want, "bing", "The same in other words", want.about if want.phrase else words)


def after(want: Claim) -> Links:
    """Look for what came of an intention or a decree."""
    if want.attribution.act in (Act.INTENTION, Act.DECREE) and (day := web_day(want)):
        yield ask_engine(want, "google_news", f"What came of it after {day}", want.about, (day, None))


def foreign(want: Claim) -> Links:
    """Look among pages in the source's own language."""
    code, known = language_of(want.tongue)
    # A page in another language has the names and the numbers, if anything, as they stand here.
    if known:
        label = named(want, f"Pages in {known['name']}", f"Pages in {known['name']} with {{who}}")
        label = f"Pages in {known['name']} with “{want.native}”" if want.native else label
        lang = "" if known["engine"] != "google_language" else code
        yield ask_engine(want, known["engine"], label, want.foreign, lang=lang)


def translated(want: Claim) -> Links:
    """Give the words in the source's own language, to search for."""
    code, known = language_of(want.tongue)
    if known:
        said = fold(want.statement[:_SENTENCE]).removeprefix("that ")
        words = (want.phrase if len(want.phrase.split()) >= PHRASE else said,)
        yield ask_engine(want, "translate", f"The words in {known['name']}, to search for", words, lang=code)


def official(want: Claim) -> Links:
    """Look on the sites of the public bodies of the source's country, where it is one and its own is not known."""
    source = want.source
    about = f"{source.mention} {source.name} {source.role} {source.affiliation}"
    domains = search_data()["public"].get(country_of(about)) if speaks_of("public", about) else None
    if domains and want.site is None:
        terms: Sequence[str] = want.foreign if want.tongue else want.words
        if want.tongue and not want.native:
            terms = " ".join((*want.foreign, *want.keys)).split()
        label = f"What public bodies publish on this, on {listed(domains)}"
        yield ask_engine(want, "google", label, (any_site(domains), *dict.fromkeys(terms)))


def identity(want: Claim) -> Links:
    """Look who the source is."""
    if want.who:
        yield ask_engine(want, "wikipedia", f"About {want.called}", (want.who,))


def office(want: Claim) -> Links:
    """Look which offices the source held, and whether the one told was theirs that year."""
    role = fold(want.source.role)
    if want.who and want.source.name and role:
        yield ask_engine(want, "wikidata", f"Which offices {want.called} held and when", (want.who,))
        # Who held it formerly, did not that year.
        if want.day and len(role) <= _LONGEST_ROLE and not is_former(role):
            terms = (*want.name, *role.split(), str(want.day.year))
            yield ask_engine(want, "google", f"The office of {want.called} in {want.day.year}", terms)


def holder(want: Claim) -> Links:
    """Look who held a position that year."""
    if want.who and want.called != "the source" and not is_plural(want.source.mention):
        year = (str(want.day.year),) if want.day else ()
        label = f"Who was {want.called}{' in ' + year[0] if year else ''}"
        # "The council spokesman" is anybody's without the council's name.
        is_nameless = all(term.strip('"')[0].islower() for term in want.name)
        where = [key for key in want.keys if key[0].isupper()][:1] if is_nameless else []
        yield ask_engine(want, "google", label, (*want.name, *where, *year, "name"))


def own_words(want: Claim) -> Links:
    """Look where the source itself publishes: on its known site, or for a release and the site's address."""
    if want.site is not None and want.site.kind is SiteKind.PLATFORM:
        return
    if want.site is not None:
        is_office = want.source.kind in (SourceKind.PERSON, SourceKind.ROLE)
        theirs = "What {who} said about this" if is_office else "What {who} publishes on this"
        label = named(want, "What its source publishes on this", theirs)
        by = [term.strip('"') if want.tongue else term for term in want.name] if is_office else []
        # What officials abroad say, their country's agency has in English.
        agency = language_of(want.tongue)[1].get("agency") if is_office else None
        site = replace(want.site, also=(*want.site.also, agency)) if agency else want.site
        yield from at_site(want, site, label, (*by, *on_site(want)))
    elif want.who and want.source.kind is SourceKind.ORGANISATION:
        terms = (*want.name, "statement", "OR", "release", *want.keys[:5])
        yield ask_engine(want, "google", f"A statement or release by {want.called}", terms)
        yield ask_engine(want, "wikidata", f"The official website of {want.called}", (want.who,))


def own_story(want: Claim) -> Links:
    """Look for an outlet's own story."""
    if want.site is not None:
        yield from at_site(want, want.site, f"The story of {want.called} itself", on_site(want))
    elif want.who:
        yield ask_engine(want, "google", f"The story of {want.called} itself", (*want.name, *want.keys))


def subject(want: Claim) -> Links:
    """Look on the site of the body that a statement of nobody's is about, or that was named last before a quotation."""
    bodies = [*want.sites.all_within(want.statement[:_SUBJECT])]
    if want.source.kind is SourceKind.NONE and want.phrase:
        bodies += reversed([*want.sites.all_within(want.before)])
    for site in bodies:
        if site.kind not in (SiteKind.PLATFORM, SiteKind.OUTLET, SiteKind.JOURNAL):
            yield from at_site(want, site, "What the body in question says", want.keys)
            return


def archived(want: Claim) -> Links:
    """Look for copies of the page that the article links."""
    if want.cited:
        yield ask_engine(want, "wayback", "Archived copies of the page linked here", (urldefrag(want.cited).url,))


def own(want: Claim) -> Links:
    """Ask the newsroom's own engines."""
    terms = want.words if len(want.phrase.split()) >= PHRASE else want.about
    for own in want.sites.own:
        if want.source.kind in own.kinds:
            yield ask_engine(want, own.key, own.label, terms, window(want))
