"""What is wanted in, links to papers out: studies, laws, court files, polls, records, and sayings of the dead."""

from __future__ import annotations

import re
from urllib.parse import unquote

from attrcheck.searches.claim import PHRASE, Claim
from attrcheck.searches.languages import country_of
from attrcheck.searches.sites import SiteKind
from attrcheck.searches.strategies.strategy import Links, ask_engine, at_site, on_site, speaks_of, told_of, web_day
from attrcheck.searches.words import any_of, rarity, search_data
from attrcheck.sources import SourceKind

__all__ = ["doi_of", "filed", "funded", "historic", "is_historic", "results", "surveyed", "titling", "written"]

#: Characters of a statement in which it may name the country that it is about.
_BEGINNING = 1_000
#: Wikiquote's search asks for each word, and sayings change on their way.
_SAYING_WORDS = 3
#: Words that a list of works is asked for.
_TITLING_WORDS = 12
_MONEY = re.compile(r"[$€£¥]|\b[mbtr]{1,2}illion\b")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>|\\^`{}]{1,200}")


def doi_of(want: Claim) -> str:
    """Return the DOI that is named beside the statement or that its link leads to, "" for none."""
    doi = _DOI.search(f"{told_of(want)} {unquote(want.cited)}")
    return doi.group().rstrip(".,;:)]'’”") if doi else ""


def titling(want: Claim) -> tuple[str, ...]:
    """Return the title of a study, or what its title and authors may have of what is told: numbers are its findings."""
    if want.title:
        return (want.title,)
    numbers = set(search_data()["numbers"]["words"])
    told = (word for word in want.loose if not word[:1].isdigit() and not set(word.lower().split("-")) <= numbers)
    return tuple(told)[:_TITLING_WORDS]


def is_historic(want: Claim) -> bool:
    """Tell whether a person is quoted who is dead, or known for sayings that were put into their mouth."""
    names = any_of(tuple(search_data()["historic"]["names"]), case=True)
    told = bool(want.who) and (bool(names.fullmatch(want.who)) or speaks_of("historic", want.frame))
    return told and want.source.kind is SourceKind.PERSON


def historic(want: Claim) -> Links:
    """Look for the sayings of the dead where their sources are told, and in print."""
    terms = (f'"{want.phrase}"',) if len(want.phrase.split()) >= PHRASE else want.about
    if is_historic(want):
        rarest = sorted(want.keys, key=rarity, reverse=True)[:_SAYING_WORDS]
        keys = [key for key in want.keys if key in rarest]
        yield ask_engine(want, "wikiquote", f"What {want.called} said, with sources", (*want.name, *keys))
        yield ask_engine(want, "books", "The words in print", terms)
    elif (want.day and not web_day(want)) or speaks_of("book", want.frame):
        yield ask_engine(want, "books", "The same in print", terms)


def surveyed(want: Claim) -> Links:
    """Look for a poll on the pollster's own site, and among others of its time."""
    # A "poll of analysts" about a company's profit asks no public.
    is_finance = speaks_of("results", want.statement[:_BEGINNING])
    if not speaks_of("poll", told_of(want)) or is_finance or want.source.kind is SourceKind.POST:
        return
    pollster = next((s for s in want.sites.all_within(told_of(want)) if s.kind is SiteKind.POLLSTER), None)
    if pollster is not None:
        yield from at_site(want, pollster, "The poll itself", want.keys)
    else:
        yield ask_engine(
            want, "google", "The poll itself", (*want.about, "methodology", "OR", "crosstabs", "OR", "sample")
        )
    words = [key for key in want.keys if not any(c.isdigit() for c in key)]
    yield ask_engine(want, "wikipedia", "Other polls of the time", ("opinion", "polling", *words[:4]))


def filed(want: Claim) -> Links:
    """Look for what was filed in court among the court's own files."""
    if speaks_of("court", told_of(want)):
        engine = search_data()["courts"].get(want.country)
        if engine:
            # All of the words must be there: names and numbers are, the article's own words may not be.
            names = [term.strip('"') for term in (*want.name, *want.keys) if term.strip('"')[0].isupper()]
            terms = [f'"{want.phrase}"'] if len(want.phrase.split()) >= PHRASE else names[:4] or list(want.keys[:4])
            yield ask_engine(want, engine, "The court's files", terms)
        else:
            yield ask_engine(want, "google", "The court's document", ("filetype:pdf", "judgment", *want.about))


def funded(want: Claim) -> Links:
    """Look for a sum among the grants and contracts that the country's public bodies list."""
    told = f"{want.frame} {want.statement[:_BEGINNING]}"
    if speaks_of("funding", told) and _MONEY.search(told):
        lists = search_data()["grants"].get(country_of(told) or want.country)
        if lists:
            places = " OR ".join(f"site:{place}" for place in lists)
            yield ask_engine(want, "google", "Lists of public grants and contracts", (places, *want.keys))


def results(want: Claim) -> Links:
    """Look for a company's own figures, in what it files and publishes."""
    if want.source.kind is SourceKind.ORGANISATION and speaks_of("results", want.statement[:_BEGINNING]):
        if want.country == "US":
            yield ask_engine(want, "edgar", "The company's filings", (*want.name, *want.keys[:2]))
        year = (str(want.day.year),) if want.day else ()
        terms = (*want.name, *year, "results", "OR", "report", "OR", "investors", *want.keys[:4])
        yield ask_engine(want, "google", "The company's own figures", terms)


def written(want: Claim) -> Links:
    """Look for studies among papers, for laws where they are published, for reports as files on their makers' sites."""
    about = told_of(want)
    is_document = want.source.kind is SourceKind.DOCUMENT
    doi = doi_of(want)
    if doi:
        yield ask_engine(want, "doi", "The paper itself", (doi,))
    if speaks_of("study", about):
        by = want.source.kind is SourceKind.PERSON
        yield ask_engine(want, "scholar", f"Studies that name {want.called}" if by else "The study", want.about)
        if is_document:
            yield ask_engine(want, "crossref", "The study's record", titling(want))
        if want.site is not None and want.site.kind is SiteKind.JOURNAL:
            yield from at_site(want, want.site, "The study", want.keys)
        return
    if not is_document and (want.source.kind is SourceKind.POST or not speaks_of("report", want.frame)):
        return
    if speaks_of("law", f"{want.source.mention} {want.source.name}"):
        place = search_data()["laws"].get(want.country)
        if place:
            yield ask_engine(want, "google", f"Its text, on {place}", (f"site:{place}", *want.about))
    if want.site is not None and want.site.kind not in (SiteKind.CHANNEL, SiteKind.PLATFORM):
        terms = (f'"{want.title}"',) if want.title else on_site(want)
        yield from at_site(want, want.site, "The document", terms)
    exact = len(want.phrase.split()) >= PHRASE and not want.tongue
    words = (f'"{want.phrase}"',) if exact else ()
    # The title must be there; its maker may go by another name in its own language.
    titled = (*want.name[:1], *(term.strip('"') for term in want.name[1:2]))
    named = titled if want.title else want.name[:2] if exact else want.about
    yield ask_engine(want, "google", "The document as a file", ("filetype:pdf", *named, *words))
