"""A source's name in, who or what may be meant out: Wikidata's candidates, their offices, websites and pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from attrcheck.checklist import Evidence, Found, Lookup
from attrcheck.errors import NetworkError
from attrcheck.evidence.lookups.results import for_each, not_found
from attrcheck.evidence.pacing import PacedClient
from attrcheck.evidence.services.responses import host_of
from attrcheck.evidence.services.wikidata import (
    MOST_IDS,
    Cover,
    Office,
    WikidataItem,
    covers,
    entities_url,
    labels_url,
    read_candidates,
    read_entities,
    read_labels,
    read_wikipedia,
    search_url,
    wikipedia_url,
)
from attrcheck.evidence.subjects import Subject

__all__ = ["identity_evidence"]

_MOST_CANDIDATES, _MOST_OFFICES = 3, 6


async def identity_evidence(subjects: Sequence[Subject], client: PacedClient) -> Found:
    """Return who goes by the name that all `subjects` share, and beside it the office that the article gives each."""
    name = subjects[0].name
    try:
        candidates, retrieved_at = await _candidates(name, client)
        labels = await _labels(candidates, client)
        if not candidates:
            return for_each(subjects, await _on_wikipedia(name, retrieved_at, client))
    except NetworkError as error:
        return not_found(f"who “{name}” is", error)
    alike = [one for one in candidates if one.is_human == subjects[0].is_person]
    found = []
    for subject in subjects:
        for entity in (alike or candidates)[:_MOST_CANDIDATES]:
            found += [(subject.id, one) for one in _findings(entity, subject, labels, retrieved_at)]
        left = len(alike or candidates) - _MOST_CANDIDATES
        if left > 0:
            more = Evidence(
                Lookup.IDENTITY,
                f"Wikidata lists {left} more of that name.",
                f"https://www.wikidata.org/w/index.php?search={quote(name, safe='')}",
                f"the name “{name}” with Wikidata's labels and aliases",
                retrieved_at,
            )
            found.append((subject.id, more))
    return Found(tuple(found))


async def _candidates(name: str, client: PacedClient) -> tuple[list[WikidataItem], str]:
    """Return what goes by `name`, in the search's order, and when Wikidata said so."""
    answer = await client.get(search_url(name))
    ids = read_candidates(answer)
    if not ids:
        return [], answer.retrieved_at
    answer = await client.get(entities_url(ids))
    entities = {entity.id: entity for entity in read_entities(answer)}
    return [entities[id_] for id_ in ids if id_ in entities], answer.retrieved_at


async def _labels(entities: Iterable[WikidataItem], client: PacedClient) -> dict[str, str]:
    """Return the names of the offices of `entities`, by id."""
    ids = list(dict.fromkeys(office.id for entity in entities for office in entity.offices))[:MOST_IDS]
    return read_labels(await client.get(labels_url(ids))) if ids else {}


async def _on_wikipedia(name: str, retrieved_at: str, client: PacedClient) -> list[Evidence]:
    """Return that Wikidata knows nobody of that name, and what Wikipedia's search lists instead."""
    pages = read_wikipedia(await client.get(wikipedia_url(name)))
    listed = "; ".join(f"“{title}”{f' ({about})' if about else ''}" for title, about, _ in pages)
    compared = f"the name “{name}” with Wikidata's labels and aliases, and with Wikipedia's text"
    finding = (
        f"Wikidata lists nobody and nothing that goes by “{name}”, which does not mean that there is no such source."
    )
    if not pages:
        finding = f"{finding} Wikipedia's search lists no page for it."
        return [Evidence(Lookup.IDENTITY, finding, f"{_SEARCH}{quote(name, safe='')}", compared, retrieved_at)]
    finding = f"{finding} Wikipedia's search lists: {listed}."
    return [Evidence(Lookup.IDENTITY, finding, pages[0][2], compared, retrieved_at)]


_SEARCH = "https://en.wikipedia.org/w/index.php?fulltext=1&search="


def _findings(entity: WikidataItem, subject: Subject, labels: dict[str, str], retrieved_at: str) -> Iterable[Evidence]:
    """Yield what is known of one candidate: who it is with its offices, its website, its page."""
    called = entity.label or entity.id
    about = f"{called}: {entity.description}." if entity.description else f"{called}."
    offices = _offices(entity.offices, subject.day, labels) if entity.is_human else ""
    role = f" The article gives the role “{subject.role}”." if subject.role and subject.is_person else ""
    compared = f"the name “{subject.name}” with Wikidata's labels and aliases"
    if subject.is_person and subject.role:
        compared += ", and the role beside the offices held (P39)"
    yield Evidence(Lookup.IDENTITY, f"Wikidata lists {about}{offices}{role}", entity.url, compared, retrieved_at)
    site = host_of(entity.website)
    if site:
        words = f'"{subject.phrase}"' if subject.phrase else " ".join(subject.keys[:5])
        search = f"https://www.google.com/search?q={quote(f'site:{site} {words}'.strip(), safe='')}"
        finding = f"Official website of {called}: {entity.website} (the link searches it for the statement)."
        yield Evidence(Lookup.IDENTITY, finding, search, "Wikidata's official website (P856)", retrieved_at)
    if entity.wikipedia_page:
        finding = f"Wikipedia has a page on {called}: “{entity.wikipedia}”."
        yield Evidence(Lookup.IDENTITY, finding, entity.wikipedia_page, "Wikidata's link to Wikipedia", retrieved_at)


def _offices(offices: Sequence[Office], day: str, labels: dict[str, str]) -> str:
    """Return the offices as a sentence or two, those that cover `day` first."""
    if not offices:
        return " Wikidata records no office."
    if not day:
        return f" Offices held: {_listed(offices, labels)}."
    groups = {cover: [office for office in offices if covers(office, day) is cover] for cover in Cover}
    sentences = [
        f"Offices held on {day}, the article's date: {_listed(groups[Cover.YES], labels) or 'none recorded'}.",
        f"Perhaps held then, as dates are missing or imprecise: {_listed(groups[Cover.UNCLEAR], labels)}."
        if groups[Cover.UNCLEAR]
        else "",
        f"Held at other times: {_listed(groups[Cover.NO], labels)}." if groups[Cover.NO] else "",
    ]
    return " " + " ".join(filter(None, sentences))


def _listed(offices: Sequence[Office], labels: dict[str, str]) -> str:
    shown = [f"{labels.get(office.id, office.id)} ({_term(office)})" for office in offices[:_MOST_OFFICES]]
    more = len(offices) - _MOST_OFFICES
    return "; ".join((*shown, *([f"{more} more"] if more > 0 else [])))


def _term(office: Office) -> str:
    if not office.start and not office.end and not office.ended:
        return "dates not given"
    if office.end or office.ended:
        return f"{office.start or 'start not given'} to {office.end or 'an unknown day'}"
    return f"since {office.start}, no end given"
