"""A coroutine in, its result out, from code that does not wait for coroutines itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

__all__ = ["run_to_end"]

_Result = TypeVar("_Result")


def run_to_end(main: Coroutine[Any, Any, _Result]) -> _Result:
    """Return the result of `main`; in a thread of its own where a loop runs already, as in a notebook.

    Ctrl-C cancels `main` and raises KeyboardInterrupt.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(main)
    stop: Callable[[], object] = main.close

    async def stoppable() -> _Result:
        nonlocal stop
        task = asyncio.ensure_future(main)
        stop = partial(asyncio.get_running_loop().call_soon_threadsafe, task.cancel)
        await asyncio.wait([task])
        return task.result()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(asyncio.run, stoppable())
        try:
            return done.result()
        except KeyboardInterrupt:
            # Where all was done just then, there is nothing left to stop.
            with suppress(RuntimeError):
                stop()
            raise
