"""A checklist and how the network is reached in, the checklist with evidence out: the clients, the cache, the pace."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from attrcheck.evidence.cache import Cache
from attrcheck.evidence.gather import Gathering, Services
from attrcheck.evidence.pacing import Asker, Clock, Pace, instant_clock
from attrcheck.web import Network, Page, get_async, make_async_client

if TYPE_CHECKING:
    from attrcheck.checklist import Checklist
    from attrcheck.searches import Sites
    from attrcheck.settings import Settings

__all__ = ["look_up", "with_evidence"]


def with_evidence(
    checklist: Checklist,
    network: Network | None = None,
    *,
    sites: Sites | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Checklist:
    """Return `checklist` with what look-ups found for each item; those that failed are in its `not_done`.

    Without a `network` nothing that the user has set is used, and no service that needs a key is asked. `progress` is
    told how many look-ups of how many are done. What was answered before Ctrl-C is in the cache for the next run.
    """
    found, broken_off = look_up(checklist, network or Network(), sites=sites, progress=progress)
    if broken_off:
        raise KeyboardInterrupt
    return found


def look_up(
    checklist: Checklist,
    network: Network,
    *,
    sites: Sites | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Checklist, bool]:
    """Return `checklist` with the evidence that was found, and whether a person broke the run off before its end."""
    settings = network.settings
    live = network.replay is None
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

    async def gather() -> None:
        nonlocal gathering
        async with AsyncExitStack() as stack:
            client = await stack.enter_async_context(connect(allow_private=network.allow_private))
            # The user's own search engine may well be on the user's own machine.
            own = await stack.enter_async_context(connect(allow_private=True))

            async def get(url: str, headers: Mapping[str, str]) -> Page:
                is_own = bool(settings.searxng) and url.startswith(f"{settings.searxng}/")
                return await get_async(url, own if is_own else client, headers=headers)

            asker = Asker(get, pace=pace, clock=Clock() if live else instant_clock(), cache=cache)
            services = _services(settings, live=live)
            gathering = Gathering(checklist, asker, services=services, sites=sites, progress=progress)
            await gathering.run()

    broken_off = False
    try:
        _complete(gather())
    except KeyboardInterrupt:
        broken_off = True
    return (gathering.checklist if gathering else checklist), broken_off


def _complete(main: Coroutine[Any, Any, None]) -> None:
    """Run `main` to its end, in a thread of its own where a loop runs already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(main)
        return
    stop: Callable[[], object] = main.close

    async def stoppable() -> None:
        nonlocal stop
        task = asyncio.ensure_future(main)
        stop = partial(asyncio.get_running_loop().call_soon_threadsafe, task.cancel)
        await asyncio.wait([task])
        if not task.cancelled():
            task.result()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(asyncio.run, stoppable())
        try:
            done.result()
        except KeyboardInterrupt:
            # Where all was done just then, there is nothing left to stop.
            with suppress(RuntimeError):
                stop()
            raise


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
