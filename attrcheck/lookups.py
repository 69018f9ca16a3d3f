"""A checklist and the options of a run in, the checklist with evidence out: the client, the cache, the progress bar."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from attrcheck.console import printable, say
from attrcheck.evidence.asking import Asker, Clock, Pace, instant_clock
from attrcheck.evidence.cache import Cache
from attrcheck.evidence.gathering import Gathering, Services
from attrcheck.fetch import Page, get_async, make_async_client

if TYPE_CHECKING:
    from attrcheck.checklist import Checklist
    from attrcheck.settings import Settings
    from attrcheck.sites import Sites

__all__ = ["Network", "with_evidence"]

#: Seconds between two lines of progress where there is no terminal.
_LINE_EVERY = 10.0


@dataclass(frozen=True, slots=True)
class Network:
    """How a run reaches the network: the settings, the folders of --record and --replay, and what it may and keeps."""

    settings: Settings
    record: Path | None = None
    replay: Path | None = None
    allow_private: bool = False
    cached: bool = True


def with_evidence(
    checklist: Checklist, network: Network, *, name: str, sites: Sites | None = None
) -> tuple[Checklist, bool]:
    """Return `checklist` with the evidence that was found, and whether a person broke the run off before its end.

    `name` is what progress on standard error calls it.
    """
    settings = network.settings
    live = network.replay is None
    if live and not settings.contact:
        say(
            "no contact is set, so Wikidata and Wikipedia are asked more slowly. "
            "Set it with --contact, or in the settings."
        )
    pace = Pace(settings.requests_at_once, seconds_between=settings.seconds_between, identified=bool(settings.contact))
    cache = Cache(settings.cache) if network.cached and live and network.record is None else None
    connect = partial(
        make_async_client,
        replay=network.replay,
        record=network.record,
        contact=settings.contact,
        proxy=settings.proxy,
    )
    gathering: Gathering | None = None

    async def gather(progress: Callable[[int, int], None]) -> None:
        nonlocal gathering
        async with AsyncExitStack() as stack:
            client = await stack.enter_async_context(connect(allow_private=network.allow_private))
            # The user's own search engine may well be on the user's own machine.
            own = await stack.enter_async_context(connect(allow_private=True))

            async def get(url: str, headers: Mapping[str, str]) -> Page:
                is_own = bool(settings.searxng) and url.startswith(f"{settings.searxng}/")
                return await get_async(url, own if is_own else client, headers=headers)

            asker = Asker(get, pace=pace, clock=Clock() if live else instant_clock(), cache=cache)
            gathering = Gathering(
                checklist, asker, services=_services(settings, live=live), sites=sites, progress=progress
            )
            await gathering.run()

    broken_off = False
    with _progress(name) as progress:
        try:
            asyncio.run(gather(progress))
        except KeyboardInterrupt:
            broken_off = True
    return (gathering.checklist if gathering else checklist), broken_off


def _services(settings: Settings, *, live: bool) -> Services:
    """Return the services to ask; recordings answer whatever the key, and those that hold no answer are not asked."""
    if live:
        return Services(settings.google_key, settings.brave_key, settings.searxng)
    any_key = "replayed"
    return Services(
        settings.google_key or any_key,
        settings.brave_key or ("" if settings.searxng else any_key),
        settings.searxng,
    )


@contextmanager
def _progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows on standard error how many look-ups are done: a bar on a terminal, else lines."""
    if sys.stderr.isatty():
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(f"looking up {printable(name)}", total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)
        return
    last = time.monotonic()

    def report(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _LINE_EVERY:
            last = time.monotonic()
            say(f"{name}: {done} of {total} look-ups done")

    yield report
