"""Makes fixtures/seed/evidence/: what the look-ups of the seed's checklist ask, answered by invented services.

What comes of it stands in tests/data/cases/seed_evidence.txt.

Run it from the repository's root after a change of what is asked or answered: python -m tests.generate.seed_evidence
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Mapping
from pathlib import Path

import httpx

from attrcheck.article.load import from_bytes
from attrcheck.checklist.model import Checklist
from attrcheck.errors import NotRecordedError
from attrcheck.evidence.gather import Gathering
from attrcheck.evidence.pacing import PacedClient, instant_clock
from attrcheck.pipeline import check
from attrcheck.reader.model import Reader
from attrcheck.settings import Settings
from attrcheck.web.exchange import Exchange, Origin, write_exchange
from attrcheck.web.fetch import Page, get
from tests.generate import seed_page as make_seed_page
from tests.support.checkout import CASES
from tests.support.seed_services import ASKED_AT, reply

FOLDER = make_seed_page.FOLDER / "evidence"
FOUND = CASES / "seed_evidence.txt"
NOTE = "Made by tests/generate/seed_evidence.py; no server ever sent it."


class _Services(httpx.AsyncBaseTransport):
    """Answers as the invented services do, and writes each exchange into `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the invented answer; NotRecordedError where there is none."""
        url = str(request.url)
        made = reply(url)
        if made is None:
            raise NotRecordedError(f"nothing is written for {url}")
        headers = tuple(made.headers.items())
        note = f"{made.note} {NOTE}"
        write_exchange(
            Exchange("GET", url, made.status, headers, made.body, ASKED_AT, Origin.DOCUMENTATION, note), self._folder
        )
        return httpx.Response(
            made.status, headers=headers, content=made.body, extensions={"retrieved_at": ASKED_AT.encode()}
        )


def looked_up(reader: Reader, folder: Path) -> Checklist:
    """Return the checklist of the seed page with its evidence, and write into `folder` what was asked for it."""
    page = make_seed_page.exchange()
    article = from_bytes(page.body, name=page.url, url=page.url, content_type=dict(page.headers)["content-type"])
    checklist = check(article, reader)

    async def gathered() -> Checklist:
        async with httpx.AsyncClient(transport=_Services(folder)) as client:

            async def ask(url: str, headers: Mapping[str, str]) -> Page:
                return await get(url, client, headers=headers)

            paced = PacedClient(ask, clock=instant_clock())
            gathering = Gathering(checklist, paced, settings=Settings(google_key="invented"))
            await gathering.run()
            return gathering.checklist

    return asyncio.run(gathered())


def rendered(checklist: Checklist) -> str:
    """Return what was found for each row of `checklist`, and what was not done, as text."""
    lines = []
    for item in checklist.items:
        lines += [f"{item.source.name or 'nobody'} ({item.source.kind}): {item.statement}"]
        for one in item.evidence:
            lines += [f"  {one.lookup}: {one.finding}", f"    {one.url}", f"    compared: {one.compared}"]
        lines += [""]
    return "\n".join((*lines, *checklist.not_done, ""))


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOUND.write_text(rendered(looked_up(Reader(), FOLDER)), encoding="utf8")
