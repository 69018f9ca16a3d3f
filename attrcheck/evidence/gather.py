"""A checklist and what asks the network in, the checklist with evidence out; a look-up that fails stops no other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from attrcheck.article import is_web_address
from attrcheck.checklist import Checklist, Evidence, Found, Missed
from attrcheck.evidence.lookups.archived_copies import copies_evidence
from attrcheck.evidence.lookups.cited_link import cited_evidence
from attrcheck.evidence.lookups.fact_checks import published_factchecks
from attrcheck.evidence.lookups.first_printed import first_printed
from attrcheck.evidence.lookups.identity import identity_evidence
from attrcheck.evidence.lookups.studies import studies
from attrcheck.evidence.lookups.web_pages import web_pages
from attrcheck.evidence.pacing import Asker
from attrcheck.evidence.subjects import Subject, subject_of
from attrcheck.searches import Sites, shipped_sites
from attrcheck.wording import counted

__all__ = ["Gathering", "Services"]


@dataclass(frozen=True, slots=True)
class Services:
    """The services that need a key or an address of the user's own, "" for those not to be asked."""

    google_key: str = ""
    brave_key: str = ""
    searxng: str = ""


#: One look-up, for all items that share what is looked up.
_Job = Callable[[], Awaitable[Found]]


class Gathering:
    """The evidence of a checklist while it is looked up; `checklist` has what was found, also when that breaks off.

    `progress` is told how many look-ups of how many are done.
    """

    def __init__(
        self,
        checklist: Checklist,
        asker: Asker,
        *,
        services: Services | None = None,
        sites: Sites | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._checklist = checklist
        self._asker = asker
        self._progress = progress or (lambda _done, _total: None)
        places = sites or shipped_sites()
        subjects = [subject_of(item, checklist.article, places) for item in checklist.items]

        self._jobs = _jobs(subjects, checklist.article.url, asker, services or Services())
        self._found: dict[int, Found] = {}

    async def run(self) -> None:
        """Look everything up, as many things at once as the asker allows."""
        self._progress(0, len(self._jobs))
        try:
            await asyncio.gather(*(self._do(number, job) for number, job in enumerate(self._jobs)))
        finally:
            await self._asker.close()

    async def _do(self, number: int, job: _Job) -> None:
        self._found[number] = await job()
        self._progress(len(self._found), len(self._jobs))

    @property
    def checklist(self) -> Checklist:
        """The checklist with the evidence so far, and with what was not done."""
        found: dict[str, list[Evidence]] = {}
        not_done: list[Missed] = []
        for number in sorted(self._found):
            not_done += self._found[number].not_done
            for id_, evidence in self._found[number].evidence:
                found.setdefault(id_, []).append(evidence)
        missing = len(self._jobs) - len(self._found)
        if missing:
            left = f"{missing} of {len(self._jobs)} look-ups"
            not_done.append(Missed(left, "the run was broken off; run it again to go on"))
        items = tuple(replace(item, evidence=tuple(found.get(item.id, ()))) for item in self._checklist.items)
        told = tuple(f"without result: {line}" for line in _lines(not_done))
        kept = (f"answers were not kept for the next run: {self._asker.not_kept}",) if self._asker.not_kept else ()
        return replace(self._checklist, items=items, not_done=(*self._checklist.not_done, *told, *kept))


def _lines(not_done: Iterable[Missed]) -> Iterator[str]:
    """Yield a line for each reason, with all that was not looked up for it; hosts that nobody knows are one reason."""
    groups: dict[str, list[Missed]] = {}
    for one in dict.fromkeys(not_done):
        groups.setdefault("" if one.unreachable else one.why, []).append(one)
    for group in groups.values():
        whys = "; ".join(dict.fromkeys(one.why for one in group))
        whats = "; ".join(one.what for one in group)
        several = f"{counted(len(group), 'look-up')}: {whys.rstrip('.')}. Not looked up: {whats}"
        yield several if len(group) > 1 else f"{whats}: {whys}"


def _jobs(subjects: Sequence[Subject], url: str, asker: Asker, services: Services) -> list[_Job]:
    """Return what is to be looked up, in the order of `Lookup`; what several items share is one look-up."""
    jobs: list[_Job] = []

    def add(key: Callable[[Subject], Hashable], look: Callable[..., Awaitable[Found]], *options: object) -> None:
        groups: dict[Hashable, list[Subject]] = {}
        for subject in subjects:
            if key(subject):
                groups.setdefault(key(subject), []).append(subject)
        jobs.extend(partial(look, group, *options) for group in groups.values())

    add(lambda one: one.link, cited_evidence, asker)
    add(lambda one: one.name and (one.name, one.is_person), identity_evidence, asker)
    add(lambda one: one.phrase, first_printed, asker)
    if subjects and is_web_address(url):
        jobs.append(partial(copies_evidence, subjects, url, asker))
    if services.google_key:
        add(lambda one: one.query, published_factchecks, services.google_key, asker)
    add(lambda one: one.doi or one.study, studies, asker)
    if services.brave_key or services.searxng:
        add(lambda one: one.query, web_pages, services.brave_key, services.searxng, asker)
    return jobs
