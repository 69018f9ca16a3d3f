"""A checklist and a paced client in, the checklist with evidence out; a look-up that fails stops no other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from attrcheck.checklist import Checklist, Evidence, Found, Missed
from attrcheck.evidence.lookups.table import Job, jobs_for
from attrcheck.evidence.pacing import PacedClient
from attrcheck.evidence.subjects import subject_of
from attrcheck.settings import Settings
from attrcheck.wording import counted

__all__ = ["WITHOUT_RESULT", "Gathering"]

#: How a line of what was not done begins that tells of look-ups.
WITHOUT_RESULT = "without result: "


class Gathering:
    """The evidence of a checklist while it is looked up; `checklist` has what was found, also when that breaks off.

    Services that need a key or an address are asked where `settings` have it. `progress` is called with the number of
    look-ups that are done and of all.
    """

    def __init__(
        self,
        checklist: Checklist,
        client: PacedClient,
        *,
        settings: Settings | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._checklist = checklist
        self._client = client
        self._progress = progress or (lambda _done, _total: None)
        subjects = [subject_of(item, checklist.article) for item in checklist.items]
        self._jobs = list(jobs_for(subjects, client, settings or Settings()))
        self._found: dict[int, Found] = {}

    async def run(self) -> None:
        """Look everything up, as many things at once as the client allows."""
        self._progress(0, len(self._jobs))
        try:
            await asyncio.gather(*(self._do(number, job) for number, job in enumerate(self._jobs)))
        finally:
            await self._client.close()

    async def _do(self, number: int, job: Job) -> None:
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
        missed = tuple(f"{WITHOUT_RESULT}{line}" for line in _lines(not_done))
        kept = (f"answers were not kept for the next run: {self._client.not_kept}",) if self._client.not_kept else ()
        return replace(self._checklist, items=items, not_done=(*self._checklist.not_done, *missed, *kept))


def _lines(not_done: Iterable[Missed]) -> Iterator[str]:
    """Yield a line for each reason, with all that was not looked up for it; hosts that nobody knows are one reason."""
    groups: dict[str, list[Missed]] = {}
    for missed in dict.fromkeys(not_done):
        groups.setdefault("" if missed.unreachable else missed.why, []).append(missed)
    for group in groups.values():
        whys = "; ".join(dict.fromkeys(missed.why for missed in group))
        whats = "; ".join(missed.what for missed in group)
        several = f"{counted(len(group), 'look-up')}: {whys.rstrip('.')}. Not looked up: {whats}"
        yield several if len(group) > 1 else f"{whats}: {whys}"
