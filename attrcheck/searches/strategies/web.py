"""A claim in, links into the web and its news out, a function for each place where it may be found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urldefrag

from attrcheck.reader import Act
from attrcheck.searches.claim import PHRASE, Claim
from attrcheck.searches.languages import country_of, page_language
from attrcheck.searches.naming import is_former, is_plural
from attrcheck.searches.sites import SiteKind
from attrcheck.searches.strategies.strategy import (
    FIRST_GDELT_YEAR,
    NEWS_AFTER,
    NEWS_BEFORE,
    Searches,
    any_site,
    ask_engine,
    at_site,
    label_for,
    listed,
    mentions_topic,
    on_site,
    web_day,
    window,
)
from attrcheck.searches.words import fold, rarity, search_data
from attrcheck.sources import Nature, SourceKind

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


def exact(claim: Claim) -> Searches:
    """Look for the very words, or for the statement's key words."""
    if not claim.phrase:
        yield ask_engine(claim, "google", label_for(claim, "This statement", "What {who} said about this"), claim.words)
    else:
        label = "These words" if len(claim.phrase.split()) < PHRASE else "These exact words"
        yield ask_engine(
            claim, "google", label_for(claim, label, label + " with {who}"), (*claim.words, *_beside(claim))
        )


def _beside(claim: Claim) -> Sequence[str]:
    """Return what few words, or nobody's, are found beside: names that they were said of before other words."""
    words = len(claim.phrase.split())
    if words >= PHRASE and claim.who:
        return ()
    others = sorted((key for key in claim.keys if key not in claim.phrase), key=lambda key: key[0].islower())
    return others[: min(3, max(0, 8 - words))]


def news(claim: Claim) -> Searches:
    """Look in the news round the article's date."""
    days = window(claim)
    label = f"News of it around {web_day(claim)}" if days[0] else "News of it"
    exact = claim.phrase and not claim.language
    terms = (f'"{claim.short or claim.phrase}"', *claim.name, *_beside(claim)) if exact else claim.about
    yield ask_engine(claim, "google_news", label, terms, days)


def fact_checks(claim: Claim) -> Searches:
    """Look for what fact-checkers wrote of it."""
    terms: list[str] = []
    words = 0
    for term in (*(name.replace('"', "") for name in claim.name), *claim.keys) or claim.phrase.split():
        words += len(term.split())
        if words <= _FACT_CHECK_WORDS or not terms:
            # The query stands in the address's path, where a slash would part it.
            terms.append(term.replace("/", " ").strip())
    yield ask_engine(claim, "fact_checks", "Fact-checks of it", terms)


def first(claim: Claim) -> Searches:
    """Look for whoever had it before the article; a named source's report in other words is no trail to follow."""
    day, is_phrase = web_day(claim), len(claim.phrase.split()) >= PHRASE
    if not is_phrase and claim.source.kind in (SourceKind.PERSON, SourceKind.ROLE, SourceKind.ORGANISATION):
        return
    plain = claim.keys if claim.source.kind is SourceKind.AUTHOR else claim.about
    terms = (f'"{claim.phrase}"', *(() if claim.who else _beside(claim))) if is_phrase else plain
    if day:
        yield ask_engine(claim, "google", f"Who had it before {day}", terms, (None, day))
    else:
        yield ask_engine(claim, "duckduckgo", "Who else has it", terms)


def oldest(claim: Claim) -> Searches:
    """List the news that has it, the oldest first: who began, and who only repeats."""
    day = web_day(claim)
    if day and day.year >= FIRST_GDELT_YEAR:
        terms = [term for term in (*claim.name, *claim.keys) if not any(map(str.isdigit, term))]
        plain = [word for word in " ".join(terms).replace('"', "").split() if word.isalpha() and len(word) > 2]
        phrase = re.sub(r"[^\w\s]", " ", claim.short or claim.phrase)
        rarest = sorted(plain, key=rarity, reverse=True)[:_LISTED_WORDS]
        is_phrase = len(phrase.split()) >= PHRASE
        terms = [f'"{" ".join(phrase.split())}"'] if is_phrase else [word for word in plain if word in rarest]
        yield ask_engine(
            claim, "gdelt", "News that has it, oldest first", terms, (day - 2 * NEWS_BEFORE, day + NEWS_AFTER)
        )


def second_index(claim: Claim) -> Searches:
    """Ask another index for the same in other words, or in the article's where they are no quotation."""
    words = fold(claim.statement[:_SENTENCE]).removeprefix("that ").split()
    if len(words) < PHRASE:
        words = [*fold(claim.frame.replace("…", "")[:_SENTENCE]).rstrip(" .").split(), *words]
    words = words[:_SENTENCE_WORDS]
    yield ask_engine(claim, "bing", "The same in other words", claim.about if claim.phrase else words)


def after(claim: Claim) -> Searches:
    """Look for what came of an intention or a decree."""
    if claim.attribution.act in (Act.INTENTION, Act.DECREE) and (day := web_day(claim)):
        yield ask_engine(claim, "google_news", f"What came of it after {day}", claim.about, (day, None))


def foreign(claim: Claim) -> Searches:
    """Look among pages in the source's own language."""
    code, known = page_language(claim.language)
    # A page in another language has the names and the numbers, if anything, as they stand here.
    if known:
        label = label_for(claim, f"Pages in {known['name']}", f"Pages in {known['name']} with {{who}}")
        label = f"Pages in {known['name']} with “{claim.native}”" if claim.native else label
        lang = "" if known["engine"] != "google_language" else code
        yield ask_engine(claim, known["engine"], label, claim.foreign, lang=lang)


def translated(claim: Claim) -> Searches:
    """Give the words in the source's own language, to search for."""
    code, known = page_language(claim.language)
    if known:
        said = fold(claim.statement[:_SENTENCE]).removeprefix("that ")
        words = (claim.phrase if len(claim.phrase.split()) >= PHRASE else said,)
        yield ask_engine(claim, "translate", f"The words in {known['name']}, to search for", words, lang=code)


def official(claim: Claim) -> Searches:
    """Look on the sites of the public bodies of the source's country, where it is one and its own is not known."""
    source = claim.source
    about = f"{source.mention} {source.name} {source.role} {source.affiliation}"
    domains = search_data()["public"].get(country_of(about)) if mentions_topic("public", about) else None
    if domains and claim.site is None:
        terms: Sequence[str] = claim.foreign if claim.language else claim.words
        if claim.language and not claim.native:
            terms = " ".join((*claim.foreign, *claim.keys)).split()
        label = f"What public bodies publish on this, on {listed(domains)}"
        yield ask_engine(claim, "google", label, (any_site(domains), *dict.fromkeys(terms)))


def identity(claim: Claim) -> Searches:
    """Look who the source is."""
    if claim.who:
        yield ask_engine(claim, "wikipedia", f"About {claim.called}", (claim.who,))


def office(claim: Claim) -> Searches:
    """Look which offices the source held, and whether the one that the article gives was theirs that year."""
    role = fold(claim.source.role)
    if claim.who and claim.source.name and role:
        yield ask_engine(claim, "wikidata", f"Which offices {claim.called} held and when", (claim.who,))
        # Who held it formerly, did not that year.
        if claim.day and len(role) <= _LONGEST_ROLE and not is_former(role):
            terms = (*claim.name, *role.split(), str(claim.day.year))
            yield ask_engine(claim, "google", f"The office of {claim.called} in {claim.day.year}", terms)


def holder(claim: Claim) -> Searches:
    """Look who held a position that year."""
    if claim.who and claim.called != "the source" and not is_plural(claim.source.mention):
        year = (str(claim.day.year),) if claim.day else ()
        label = f"Who was {claim.called}{' in ' + year[0] if year else ''}"
        # "The council spokesman" is anybody's without the council's name.
        is_nameless = all(term.strip('"')[0].islower() for term in claim.name)
        where = [key for key in claim.keys if key[0].isupper()][:1] if is_nameless else []
        yield ask_engine(claim, "google", label, (*claim.name, *where, *year, "name"))


def own_words(claim: Claim) -> Searches:
    """Look where the source itself publishes: on its known site, or for a release and the site's address."""
    if claim.site is not None and claim.site.kind is SiteKind.PLATFORM:
        return
    if claim.site is not None:
        is_office = claim.source.kind.nature is Nature.PERSON
        theirs = "What {who} said about this" if is_office else "What {who} publishes on this"
        label = label_for(claim, "What its source publishes on this", theirs)
        by = [term.strip('"') if claim.language else term for term in claim.name] if is_office else []
        # What officials abroad say, their country's agency has in English.
        agency = page_language(claim.language)[1].get("agency") if is_office else None
        site = replace(claim.site, also=(*claim.site.also, agency)) if agency else claim.site
        yield from at_site(claim, site, label, (*by, *on_site(claim)))
    elif claim.who and claim.source.kind is SourceKind.ORGANISATION:
        terms = (*claim.name, "statement", "OR", "release", *claim.keys[:5])
        yield ask_engine(claim, "google", f"A statement or release by {claim.called}", terms)
        yield ask_engine(claim, "wikidata", f"The official website of {claim.called}", (claim.who,))


def own_story(claim: Claim) -> Searches:
    """Look for an outlet's own story."""
    if claim.site is not None:
        yield from at_site(claim, claim.site, f"The story of {claim.called} itself", on_site(claim))
    elif claim.who:
        yield ask_engine(claim, "google", f"The story of {claim.called} itself", (*claim.name, *claim.keys))


def subject(claim: Claim) -> Searches:
    """Look on the site of the body that a statement of nobody's is about, or that was named last before a quotation."""
    bodies = [*claim.sites.all_within(claim.statement[:_SUBJECT])]
    if claim.source.kind is SourceKind.NONE and claim.phrase:
        bodies += reversed([*claim.sites.all_within(claim.before)])
    for site in bodies:
        if site.kind not in (SiteKind.PLATFORM, SiteKind.OUTLET, SiteKind.JOURNAL):
            yield from at_site(claim, site, "What the body in question says", claim.keys)
            return


def archived(claim: Claim) -> Searches:
    """Look for copies of the page that the article links."""
    if claim.cited:
        yield ask_engine(claim, "wayback", "Archived copies of the page linked here", (urldefrag(claim.cited).url,))


def own(claim: Claim) -> Searches:
    """Ask the newsroom's own engines."""
    terms = claim.words if len(claim.phrase.split()) >= PHRASE else claim.about
    for own in claim.sites.own:
        if claim.source.kind in own.kinds:
            yield ask_engine(claim, own.key, own.label, terms, window(claim))
