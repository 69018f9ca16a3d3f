"""A claim in, links to papers out: studies, laws, court files, polls, records, and sayings of the dead."""

from __future__ import annotations

import re
from urllib.parse import unquote

from attrcheck.searches.claim import PHRASE, Claim
from attrcheck.searches.languages import country_of
from attrcheck.searches.sites import SiteKind
from attrcheck.searches.strategies.strategy import (
    Searches,
    ask_engine,
    at_site,
    mentions_topic,
    on_site,
    source_context,
    web_day,
)
from attrcheck.searches.words import rarity, search_data, words_pattern
from attrcheck.sources import SourceKind

__all__ = ["doi_of", "filed", "funded", "historic", "is_historic", "results", "surveyed", "title_words", "written"]

#: Characters of a statement in which it may name the country that it is about.
_BEGINNING = 1_000
#: Wikiquote's search asks for each word, and sayings change on their way.
_SAYING_WORDS = 3
#: Words that a list of works is asked for.
_TITLE_WORDS = 12
_MONEY = re.compile(r"[$€£¥]|\b[mbtr]{1,2}illion\b")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>|\\^`{}]{1,200}")


def doi_of(claim: Claim) -> str:
    """Return the DOI that is named beside the statement or that its link leads to, "" for none."""
    doi = _DOI.search(f"{source_context(claim)} {unquote(claim.cited)}")
    return doi.group().rstrip(".,;:)]'’”") if doi else ""


def title_words(claim: Claim) -> tuple[str, ...]:
    """Return the title of a study, or what of the statement its title and authors may have: numbers are findings."""
    if claim.title:
        return (claim.title,)
    numbers = set(search_data()["numbers"]["words"])
    likely = (word for word in claim.loose if not word[:1].isdigit() and not set(word.lower().split("-")) <= numbers)
    return tuple(likely)[:_TITLE_WORDS]


def is_historic(claim: Claim) -> bool:
    """Tell whether a person is quoted who is dead, or known for sayings that were put into their mouth."""
    names = words_pattern(tuple(search_data()["historic"]["names"]), case=True)
    is_dead = bool(names.fullmatch(claim.who)) or mentions_topic("historic", claim.frame)
    return bool(claim.who) and is_dead and claim.source.kind is SourceKind.PERSON


def historic(claim: Claim) -> Searches:
    """Look for the sayings of the dead where their sources are given, and in print."""
    terms = (f'"{claim.phrase}"',) if len(claim.phrase.split()) >= PHRASE else claim.about
    if is_historic(claim):
        rarest = sorted(claim.keys, key=rarity, reverse=True)[:_SAYING_WORDS]
        keys = [key for key in claim.keys if key in rarest]
        yield ask_engine(claim, "wikiquote", f"What {claim.called} said, with sources", (*claim.name, *keys))
        yield ask_engine(claim, "books", "The words in print", terms)
    elif (claim.day and not web_day(claim)) or mentions_topic("book", claim.frame):
        yield ask_engine(claim, "books", "The same in print", terms)


def surveyed(claim: Claim) -> Searches:
    """Look for a poll on the pollster's own site, and among others of its time."""
    # A "poll of analysts" about a company's profit asks no public.
    is_finance = mentions_topic("results", claim.statement[:_BEGINNING])
    if not mentions_topic("poll", source_context(claim)) or is_finance or claim.source.kind is SourceKind.POST:
        return
    pollster = next((s for s in claim.sites.all_within(source_context(claim)) if s.kind is SiteKind.POLLSTER), None)
    if pollster is not None:
        yield from at_site(claim, pollster, "The poll itself", claim.keys)
    else:
        yield ask_engine(
            claim, "google", "The poll itself", (*claim.about, "methodology", "OR", "crosstabs", "OR", "sample")
        )
    words = [key for key in claim.keys if not any(c.isdigit() for c in key)]
    yield ask_engine(claim, "wikipedia", "Other polls of the time", ("opinion", "polling", *words[:4]))


def filed(claim: Claim) -> Searches:
    """Look for what was filed in court among the court's own files."""
    if mentions_topic("court", source_context(claim)):
        engine = search_data()["courts"].get(claim.country)
        if engine:
            # All of the words must be there: names and numbers are, the article's own words may not be.
            names = [term.strip('"') for term in (*claim.name, *claim.keys) if term.strip('"')[0].isupper()]
            terms = [f'"{claim.phrase}"'] if len(claim.phrase.split()) >= PHRASE else names[:4] or list(claim.keys[:4])
            yield ask_engine(claim, engine, "The court's files", terms)
        else:
            yield ask_engine(claim, "google", "The court's document", ("filetype:pdf", "judgment", *claim.about))


def funded(claim: Claim) -> Searches:
    """Look for a sum among the grants and contracts that the country's public bodies list."""
    about = f"{claim.frame} {claim.statement[:_BEGINNING]}"
    if mentions_topic("funding", about) and _MONEY.search(about):
        lists = search_data()["grants"].get(country_of(about) or claim.country)
        if lists:
            places = " OR ".join(f"site:{place}" for place in lists)
            yield ask_engine(claim, "google", "Lists of public grants and contracts", (places, *claim.keys))


def results(claim: Claim) -> Searches:
    """Look for a company's own figures, in what it files and publishes."""
    if claim.source.kind is SourceKind.ORGANISATION and mentions_topic("results", claim.statement[:_BEGINNING]):
        if claim.country == "US":
            yield ask_engine(claim, "edgar", "The company's filings", (*claim.name, *claim.keys[:2]))
        year = (str(claim.day.year),) if claim.day else ()
        terms = (*claim.name, *year, "results", "OR", "report", "OR", "investors", *claim.keys[:4])
        yield ask_engine(claim, "google", "The company's own figures", terms)


def written(claim: Claim) -> Searches:
    """Look for studies among papers, for laws where they are published, for reports as files on their makers' sites."""
    about = source_context(claim)
    is_document = claim.source.kind is SourceKind.DOCUMENT
    doi = doi_of(claim)
    if doi:
        yield ask_engine(claim, "doi", "The paper itself", (doi,))
    if mentions_topic("study", about):
        by = claim.source.kind is SourceKind.PERSON
        yield ask_engine(claim, "scholar", f"Studies that name {claim.called}" if by else "The study", claim.about)
        if is_document:
            yield ask_engine(claim, "crossref", "The study's record", title_words(claim))
        if claim.site is not None and claim.site.kind is SiteKind.JOURNAL:
            yield from at_site(claim, claim.site, "The study", claim.keys)
        return
    if not is_document and (claim.source.kind is SourceKind.POST or not mentions_topic("report", claim.frame)):
        return
    if mentions_topic("law", f"{claim.source.mention} {claim.source.name}"):
        place = search_data()["laws"].get(claim.country)
        if place:
            yield ask_engine(claim, "google", f"Its text, on {place}", (f"site:{place}", *claim.about))
    if claim.site is not None and claim.site.kind not in (SiteKind.CHANNEL, SiteKind.PLATFORM):
        terms = (f'"{claim.title}"',) if claim.title else on_site(claim)
        yield from at_site(claim, claim.site, "The document", terms)
    exact = len(claim.phrase.split()) >= PHRASE and not claim.language
    words = (f'"{claim.phrase}"',) if exact else ()
    # The title must be there; its maker may go by another name in its own language.
    titled = (*claim.name[:1], *(term.strip('"') for term in claim.name[1:2]))
    named = titled if claim.title else claim.name[:2] if exact else claim.about
    yield ask_engine(claim, "google", "The document as a file", ("filetype:pdf", *named, *words))
