"""A checklist and how the network is reached in, the checklist with evidence out: the clients, the cache, the pace."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from attrcheck.evidence.cache import Cache
from attrcheck.evidence.gather import Gathering
from attrcheck.evidence.lookups.table import Planned, plan_for, with_any_key
from attrcheck.evidence.pacing import Clock, Pace, PacedClient, instant_clock
from attrcheck.evidence.subjects import subject_of
from attrcheck.web import Network, Page, get, make_client, run_to_end

if TYPE_CHECKING:
    from attrcheck.checklist import Checklist
    from attrcheck.settings import Settings

__all__ = ["look_up", "planned", "with_evidence"]


def with_evidence(
    checklist: Checklist,
    network: Network | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Checklist:
    """Return `checklist` with what look-ups found for each item; those that failed are in its `not_done`.

    Without a `network` nothing that the user has set is used, and no service that needs a key is used. `progress` is
    called with the number of look-ups that are done and of all. What was answered before Ctrl-C is in the cache for
    the next run.
    """
    found, broken_off = look_up(checklist, network or Network(), progress=progress)
    if broken_off:
        raise KeyboardInterrupt
    return found


def look_up(
    checklist: Checklist, network: Network, *, progress: Callable[[int, int], None] | None = None
) -> tuple[Checklist, bool]:
    """Return `checklist` with the evidence that was found, and whether a person broke the run off before its end."""
    settings = network.settings
    live = network.replay is None
    pace = Pace(settings.requests_at_once, seconds_between=settings.seconds_between, identified=bool(settings.contact))
    cache = Cache(settings.cache) if network.cached and live and network.record is None else None
    gathering: Gathering | None = None

    async def gather() -> None:
        nonlocal gathering
        # The user's own search engine may well be on the user's own machine.
        async with make_client(network) as client, make_client(replace(network, allow_private=True)) as own:

            async def ask(url: str, headers: Mapping[str, str]) -> Page:
                is_own = bool(settings.searxng) and url.startswith(f"{settings.searxng}/")
                return await get(url, own if is_own else client, headers=headers)

            paced = PacedClient(ask, pace=pace, clock=Clock() if live else instant_clock(), cache=cache)
            chosen = settings if live else with_any_key(settings)
            gathering = Gathering(checklist, paced, settings=chosen, progress=progress)
            await gathering.run()

    broken_off = False
    try:
        run_to_end(gather())
    except KeyboardInterrupt:
        broken_off = True
    return (gathering.checklist if gathering else checklist), broken_off


def planned(checklists: Sequence[Checklist], settings: Settings) -> tuple[Planned, ...]:
    """Return what looking `checklists` up would send to whom, before anything is sent."""
    subjects = [subject_of(item, one.article) for one in checklists for item in one.items]
    return plan_for(subjects, settings)
