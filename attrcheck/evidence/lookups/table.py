"""The table of look-ups: what of a subject each looks up, and by which function; subjects in, the work to do out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from attrcheck.checklist import Found, Lookup
from attrcheck.evidence.lookups.archived_copies import copies_evidence
from attrcheck.evidence.lookups.cited_link import cited_evidence
from attrcheck.evidence.lookups.fact_checks import fact_check_evidence
from attrcheck.evidence.lookups.first_printed import printed_evidence
from attrcheck.evidence.lookups.identity import identity_evidence
from attrcheck.evidence.lookups.studies import study_evidence
from attrcheck.evidence.lookups.web_pages import web_evidence
from attrcheck.evidence.pacing import PacedClient
from attrcheck.evidence.subjects import Subject
from attrcheck.settings import Settings

__all__ = ["LOOKUPS", "Job", "LookupEntry", "Planned", "jobs_for", "plan_for", "with_any_key"]

#: One look-up, for all items that share what is looked up.
Job = Callable[[], Awaitable[Found]]


@dataclass(frozen=True, slots=True)
class LookupEntry:
    """A look-up: what `key` gives of a subject, unless that is empty, `look` looks up for all who share it.

    It asks the services in `to`, and `sends` are the words that they get of a subject. `needs` are the names of
    settings of which one must be set, such as a key; `look` takes their values by name.
    """

    lookup: Lookup
    key: Callable[[Subject], Hashable]
    look: Callable[..., Awaitable[Found]]
    to: str
    sends: Callable[[Subject], str]
    needs: tuple[str, ...] = ()


#: In the order of `Lookup`.
LOOKUPS = (
    LookupEntry(
        Lookup.CITED_LINK,
        lambda subject: subject.link,
        cited_evidence,
        to="the page itself, and the Wayback Machine",
        sends=lambda subject: subject.link,
    ),
    LookupEntry(
        Lookup.IDENTITY,
        lambda subject: subject.name and (subject.name, subject.is_person),
        identity_evidence,
        to="Wikidata and Wikipedia",
        sends=lambda subject: subject.name,
    ),
    LookupEntry(
        Lookup.FIRST_PRINTED,
        lambda subject: subject.phrase,
        printed_evidence,
        to="GDELT",
        sends=lambda subject: f"“{subject.phrase}”{f', {subject.day}' if subject.day else ''}",
    ),
    LookupEntry(
        Lookup.ARTICLE_COPIES,
        lambda subject: subject.article_url,
        copies_evidence,
        to="the Wayback Machine",
        sends=lambda subject: subject.article_url,
    ),
    LookupEntry(
        Lookup.FACT_CHECKS,
        lambda subject: subject.query,
        fact_check_evidence,
        to="Google",
        sends=lambda subject: subject.query,
        needs=("google_key",),
    ),
    LookupEntry(
        Lookup.STUDIES,
        lambda subject: subject.doi or subject.study,
        study_evidence,
        to="Crossref",
        sends=lambda subject: subject.doi or subject.study,
    ),
    LookupEntry(
        Lookup.WEB,
        lambda subject: subject.query,
        web_evidence,
        to="your search service",
        sends=lambda subject: subject.query,
        needs=("brave_key", "searxng"),
    ),
)


def jobs_for(subjects: Sequence[Subject], client: PacedClient, settings: Settings) -> Iterator[Job]:
    """Yield what is to be looked up about `subjects`; what several of them share is one job."""
    for entry, groups in _grouped(subjects, settings):
        needed = {name: getattr(settings, name) for name in entry.needs}
        yield from (partial(entry.look, group, client, **needed) for group in groups)


def _grouped(subjects: Sequence[Subject], settings: Settings) -> Iterator[tuple[LookupEntry, list[list[Subject]]]]:
    """Yield each look-up that is set up, with the subjects that share what it looks up."""
    for entry in LOOKUPS:
        if entry.needs and not any(getattr(settings, name) for name in entry.needs):
            continue
        groups: dict[Hashable, list[Subject]] = {}
        for subject in subjects:
            if key := entry.key(subject):
                groups.setdefault(key, []).append(subject)
        yield entry, list(groups.values())


@dataclass(frozen=True, slots=True)
class Planned:
    """What a look-up would do: what it looks up, the services that it asks, and the words that they get."""

    subject: str
    to: str
    sent: tuple[str, ...]


def plan_for(subjects: Sequence[Subject], settings: Settings) -> tuple[Planned, ...]:
    """Return what looking `subjects` up would send to whom; look-ups with nothing to look up are left out."""
    return tuple(
        Planned(entry.lookup.subject, entry.to, tuple(dict.fromkeys(entry.sends(group[0]) for group in groups)))
        for entry, groups in _grouped(subjects, settings)
        if groups
    )


def with_any_key(settings: Settings) -> Settings:
    """Return `settings` with some key for each look-up that needs one, for recordings, which answer whatever the key.

    Where they hold no answer, such a look-up finds nothing.
    """
    lacking = [entry for entry in LOOKUPS if entry.needs and not any(getattr(settings, name) for name in entry.needs)]
    keys: dict[str, Any] = {entry.needs[0]: "replayed" for entry in lacking}
    return replace(settings, **keys)
