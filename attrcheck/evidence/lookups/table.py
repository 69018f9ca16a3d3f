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

__all__ = ["LOOKUPS", "Job", "LookupEntry", "jobs_for", "with_any_key"]

#: One look-up, for all items that share what is looked up.
Job = Callable[[], Awaitable[Found]]


@dataclass(frozen=True, slots=True)
class LookupEntry:
    """A look-up: what `key` gives of a subject, unless that is empty, `look` looks up for all who share it.

    `needs` are the names of settings of which one must be set, such as a key; `look` takes their values by name.
    """

    lookup: Lookup
    key: Callable[[Subject], Hashable]
    look: Callable[..., Awaitable[Found]]
    needs: tuple[str, ...] = ()


#: In the order of `Lookup`.
LOOKUPS = (
    LookupEntry(Lookup.CITED_LINK, lambda subject: subject.link, cited_evidence),
    LookupEntry(Lookup.IDENTITY, lambda subject: subject.name and (subject.name, subject.is_person), identity_evidence),
    LookupEntry(Lookup.FIRST_PRINTED, lambda subject: subject.phrase, printed_evidence),
    LookupEntry(Lookup.ARTICLE_COPIES, lambda subject: subject.article_url, copies_evidence),
    LookupEntry(Lookup.FACT_CHECKS, lambda subject: subject.query, fact_check_evidence, needs=("google_key",)),
    LookupEntry(Lookup.STUDIES, lambda subject: subject.doi or subject.study, study_evidence),
    LookupEntry(Lookup.WEB, lambda subject: subject.query, web_evidence, needs=("brave_key", "searxng")),
)


def jobs_for(subjects: Sequence[Subject], client: PacedClient, settings: Settings) -> Iterator[Job]:
    """Yield what is to be looked up about `subjects`; what several of them share is one job."""
    for entry in LOOKUPS:
        needed = {name: getattr(settings, name) for name in entry.needs}
        if needed and not any(needed.values()):
            continue
        groups: dict[Hashable, list[Subject]] = {}
        for subject in subjects:
            if key := entry.key(subject):
                groups.setdefault(key, []).append(subject)
        yield from (partial(entry.look, group, client, **needed) for group in groups.values())


def with_any_key(settings: Settings) -> Settings:
    """Return `settings` with some key for each look-up that needs one, for recordings, which answer whatever the key.

    Where they hold no answer, such a look-up finds nothing.
    """
    lacking = [entry for entry in LOOKUPS if entry.needs and not any(getattr(settings, name) for name in entry.needs)]
    keys: dict[str, Any] = {entry.needs[0]: "replayed" for entry in lacking}
    return replace(settings, **keys)
