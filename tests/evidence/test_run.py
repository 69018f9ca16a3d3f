"""The evidence of a checklist as a whole: what is found, what is not, how it breaks off and how it is replayed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from attrcheck.article.html.page import from_html
from attrcheck.checklist.findings import Evidence, Lookup
from attrcheck.checklist.model import Checklist
from attrcheck.errors import FetchError, NotRecordedError, Trouble
from attrcheck.evidence.gather import Gathering
from attrcheck.evidence.pacing import PacedClient, instant_clock
from attrcheck.evidence.run import with_evidence
from attrcheck.evidence.services.websearch import brave_url, searxng_url
from attrcheck.formats import json as as_json
from attrcheck.pipeline import check
from attrcheck.reader.model import Reader
from attrcheck.settings import Settings
from attrcheck.web.fetch import Page, get
from attrcheck.web.network import Network
from attrcheck.web.recording import RecordingTransport, ReplayTransport
from tests.support import evidence_world as world


@pytest.fixture(scope="module")
def checklist(reader: Reader) -> Checklist:
    """Return the checklist of the small article."""
    return check(world.article(), reader)


def _answering(world_of: Mapping[str, tuple[int, str, str]], late: int = 0):  # type: ignore[no-untyped-def]
    """Return what answers from `world_of`; each request is late by as many steps as its address tells, times `late`."""

    async def get(url: str, _headers: Mapping[str, str]) -> Page:
        for _ in range(late and (len(url) * late) % 17):
            await asyncio.sleep(0)
        if url not in world_of:
            raise NotRecordedError(f"nothing answers {url}")
        status, media, body = world_of[url]
        if status != 200:
            raise FetchError(f"{url} is not there", "check it.", trouble=Trouble.GONE, status=status)
        return Page(url, url, status, media, body.encode(), world.ASKED_AT)

    return get


def _gathered(checklist: Checklist, get: object, settings: Settings | None = None) -> Checklist:
    async def main() -> Checklist:
        gathering = Gathering(checklist, PacedClient(get, clock=instant_clock()), settings=settings)  # type: ignore[arg-type]  # made here
        await gathering.run()
        return gathering.checklist

    return asyncio.run(main())


def _lines(checklist: Checklist) -> list[str]:
    return [f"{one.lookup}: {one.finding} <{one.url}>" for item in checklist.items for one in item.evidence]


COPY = "https://web.archive.org/web"
COPIES = "The article has 3 archived copies that differ, from 2024-05-14 to 2024-06-01."
FOUND = [
    "cited_link: The cited page holds: “The wall shall be raised by two metres before the winter storms come back”. It "
    "has “shall” where the article has “will”. <https://council.example/minutes/12>",
    "cited_link: The Wayback Machine has a copy of the cited page of 2024-05-14, the nearest to the article's date. "
    "The "
    f"copy holds these words verbatim. <{COPY}/20240514120000/https://council.example/minutes/12>",
    "identity: Wikidata lists Ilse Brandt: politician in Harlow Bay. Offices held on 2024-05-14, the article's date: "
    "mayor "
    "of Harlow Bay (since 2021-11, no end given). Held at other times: member of the regional council (2005 to "
    "2013-05-04). The article gives the role “mayor of Harlow Bay”. <https://www.wikidata.org/wiki/Q101>",
    "identity: Official website of Ilse Brandt: https://www.brandt.example/ (the link searches it for the statement). "
    "<https://www.google.com/search?q=site%3Abrandt.example%20%22raised%20by%20two%20metres%20before%20the%20winter"
    "%20storms%22>",
    "identity: Wikipedia has a page on Ilse Brandt: “Ilse Brandt”. <https://en.wikipedia.org/wiki/Ilse_Brandt>",
    "identity: Wikidata lists Ilse Brandt: painter (1871–1932). Wikidata records no office. The article gives the role "
    "“mayor of Harlow Bay”. <https://www.wikidata.org/wiki/Q102>",
    "first_printed: The oldest news page that GDELT lists with these words: “Wall to rise, says mayor”, north.example, "
    "seen 2024-05-13 19:00 UTC, and 1 copy of it later. GDELT lists 3 outlets with them, in 2 texts (pages with nearly "
    "the same headline count as one). <https://north.example/story>",
    "first_printed: The next text: “Harbour wall to be raised”, herald.example, seen 2024-05-14 06:00 UTC. "
    "<https://herald.example/story>",
    f"article_copies: {COPIES} The statement changed between the copies of 2024-05-14 18:00 UTC and 2024-05-20 06:00 "
    "UTC. The earlier holds: “The wall will be raised by one metre before the winter storms come back”. It has “one "
    f"metre” where the article has “two metres”. <{COPY}/20240514180000/{world.URL}>",
    "article_copies: The later, of 2024-05-20 06:00 UTC, holds these words verbatim. "
    f"<{COPY}/20240520060000/{world.URL}>",
    "cited_link: The cited link is dead (HTTP 404). <https://port.example/letters/7.html>",
    "cited_link: The Wayback Machine has a copy of the cited page of 2024-05-16, the nearest to the article's date. "
    "The "
    "copy holds these words. It has “who is not an engineer and has a seat” where the article has “…”. "
    f"<{COPY}/20240516101010/https://port.example/letters/7.html>",
    "identity: Wikidata lists nobody and nothing that goes by “Tomas Reik”, which does not mean that there is no such "
    "source. Wikipedia's search lists: “Port of Harlow Bay” (Port in the north). "
    "<https://en.wikipedia.org/wiki/Port_of_Harlow_Bay>",
    f"article_copies: {COPIES} Each holds these words verbatim. <{COPY}/20240601060000/{world.URL}>",
    f"article_copies: {COPIES} Each holds these words verbatim. <{COPY}/20240601060000/{world.URL}>",
    "studies: Crossref lists “Cellars and spring floods” by Okker, Quay Study Group (Journal of Coastal Cellars, 2024)."
    " <https://doi.org/10.5555/cellars>",
]
NOT_DONE = (
    "without result: who printed “in a far worse state than anybody” first: GDELT gave no result: "
    "The specified phrase is too short.",
)


def test_the_evidence_of_a_small_article(checklist: Checklist) -> None:
    """Every look-up tells what it found and where, judges nothing, and names what it could not do."""
    found = _gathered(checklist, _answering(world.answers()))
    assert _lines(found) == FOUND
    assert found.not_done == NOT_DONE
    assert [item.check for item in found.items] == [item.check for item in checklist.items]
    assert {one.retrieved_at for item in found.items for one in item.evidence} <= {world.ASKED_AT, ""}
    assert [replace(item, evidence=()) for item in found.items] == list(checklist.items)


def test_in_which_order_answers_come_makes_no_difference(checklist: Checklist) -> None:
    """The same checklist results, byte by byte, however late each answer is."""
    written = {as_json.write(_gathered(checklist, _answering(world.answers(), late))) for late in range(4)}
    assert len(written) == 1


def test_every_failure_is_a_line_and_stops_nothing(checklist: Checklist) -> None:
    """Where nothing answers, each look-up says so, and the rows stay."""
    found = _gathered(checklist, _answering({}))
    assert len(found.items) == len(checklist.items)
    assert [line.partition(": nothing answers")[0] for line in found.not_done] == [
        "without result: the cited link https://council.example/minutes/12",
        "without result: the archived copy of the cited link https://council.example/minutes/12",
        "without result: the cited link https://port.example/letters/7.html",
        "without result: the archived copy of the cited link https://port.example/letters/7.html",
        "without result: who “Ilse Brandt” is",
        "without result: who “Tomas Reik” is",
        "without result: who printed “raised by two metres before the winter storms” first",
        "without result: who printed “in a far worse state than anybody” first",
        "without result: the archived copies of the article",
        "without result: the study “Lindqvist University cellars quay flood spring”",
    ]


def test_what_failed_for_the_same_reason_is_one_line(checklist: Checklist) -> None:
    """A reason is told once, with all that was not looked up for it; hosts that nobody knows are one reason."""

    async def get(url: str, _headers: Mapping[str, str]) -> Page:
        host = httpx.URL(url).host
        if host in ("council.example", "port.example"):
            raise FetchError(f"{host} is closed to all", "ask them.", trouble=Trouble.DENIED, status=403)
        if host == "archive.org":
            raise FetchError("The archive is closed today", "wait.", trouble=Trouble.DENIED, status=403)
        raise FetchError(f"No address was found for the host {host}", "look.", trouble=Trouble.UNKNOWN_HOST)

    assert _gathered(checklist, get).not_done == (
        "without result: the cited link https://council.example/minutes/12: council.example is closed to all",
        "without result: 2 look-ups: The archive is closed today. Not looked up: the archived copy of the cited link "
        "https://council.example/minutes/12; the archived copy of the cited link https://port.example/letters/7.html",
        "without result: the cited link https://port.example/letters/7.html: port.example is closed to all",
        "without result: 6 look-ups: No address was found for the host www.wikidata.org; No address was found for the "
        "host api.gdeltproject.org; No address was found for the host web.archive.org; No address was found for the "
        "host api.crossref.org. Not looked up: who “Ilse Brandt” is; who “Tomas Reik” is; who printed “raised by two "
        "metres before the winter storms” first; who printed “in a far worse state than anybody” first; the archived "
        "copies of the article; the study “Lindqvist University cellars quay flood spring”",
    )


def test_what_was_found_before_a_break_is_kept(checklist: Checklist) -> None:
    """A run that is broken off leaves what it has, and says how much is missing."""
    answers = _answering(world.answers())

    async def get(url: str, headers: Mapping[str, str]) -> Page:
        if "gdeltproject" in url:
            await asyncio.Event().wait()
        page: Page = await answers(url, headers)
        return page

    async def main() -> Checklist:
        steps: list[tuple[int, int]] = []
        clock = instant_clock()
        gathering = Gathering(
            checklist, PacedClient(get, clock=clock), progress=lambda done, total: steps.append((done, total))
        )
        run = asyncio.ensure_future(gathering.run())
        while steps[-1:] != [(6, 8)]:
            await asyncio.sleep(0.001)
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)
        return gathering.checklist

    found = asyncio.run(main())
    assert _lines(found) == [line for line in FOUND if not line.startswith("first_printed")]
    assert found.not_done == ("without result: 2 of 8 look-ups: the run was broken off; run it again to go on",)


def test_services_of_the_user_s_own_are_asked_where_they_are_set(checklist: Checklist) -> None:
    """With keys, fact-checks and the web are searched; the key goes to its service only."""
    one = replace(checklist, items=checklist.items[:1])
    query = '"raised by two metres before the winter storms" "Ilse Brandt"'
    asked: list[tuple[str, Mapping[str, str]]] = []
    review = {
        "publisher": {"name": "Checkers"},
        "url": "https://checkers.example/1",
        "reviewDate": "2024-05-20T00:00:00Z",
        "textualRating": "Missing context",
    }
    claim = {"text": "The wall will rise by two metres.", "claimant": "I. Brandt", "claimReview": [review]}
    hit = {"url": "https://blog.example/wall", "title": "The <b>wall</b>", "description": "two metres", "content": "c"}

    async def get(url: str, headers: Mapping[str, str]) -> Page:
        asked.append((url, headers))
        body: object = {"claims": [claim]}
        if url in (brave_url(query), searxng_url("https://searx.example", query)):
            body = {"web": {"results": [hit]}, "results": [hit]}
        elif "factchecktools" not in url:
            raise FetchError("no", "no.", trouble=Trouble.DENIED, status=403)
        return Page(url, url, 200, "application/json", json.dumps(body).encode(), world.ASKED_AT)

    for settings, name, extract in (
        (Settings(google_key="GKEY", brave_key="BKEY"), "Brave", "two metres"),
        (Settings(google_key="GKEY", searxng="https://searx.example"), "SearXNG", "c"),
    ):
        asked.clear()
        (item,) = _gathered(one, get, settings).items
        assert [evidence for evidence in item.evidence if evidence.lookup in (Lookup.FACT_CHECKS, Lookup.WEB)] == [
            Evidence(
                Lookup.FACT_CHECKS,
                "A fact-check by Checkers of 2024-05-20 is about a claim by I. Brandt: “The wall will rise by "
                "two metres.”. Its rating: “Missing context”.",
                "https://checkers.example/1",
                "“raised by two metres before the winter storms Ilse Brandt” with the claims of published fact-checks, "
                "by Google's index",
                world.ASKED_AT,
            ),
            Evidence(
                Lookup.WEB,
                f"{name} lists “The wall”: {extract}",
                "https://blog.example/wall",
                f"the query {query}",
                world.ASKED_AT,
            ),
        ]
        keyed = {url.partition("?")[0] for url, headers in asked if "GKEY" in url or "BKEY" in (url, *headers.values())}
        ours = {"https://factchecktools.googleapis.com/v1alpha1/claims:search"}
        assert keyed == ours | ({"https://api.search.brave.com/res/v1/web/search"} if name == "Brave" else set())


def test_a_paper_is_known_by_its_doi(reader: Reader) -> None:
    """One that is linked or named is looked up by it; who does not list it says no more than that."""
    linked = '<a href="https://doi.org/10.5555%2Fcellars-2">A study by Lindqvist University</a>'
    article = from_html(world.PAGE.replace("A study by Lindqvist University", linked), url=world.URL)
    whole = check(article, reader)
    one = replace(whole, items=tuple(item for item in whole.items if "doi.org" in item.cited_link))
    work = {"DOI": "10.5555/cellars-2", "title": ["Cellars"], "author": [{"family": "Okker"}]}
    url = "https://api.crossref.org/works/10.5555%2Fcellars-2"
    compared = "the DOI 10.5555/cellars-2 with Crossref's list"
    listed = Page(url, url, 200, "application/json", json.dumps({"message": work}).encode(), world.ASKED_AT)
    refusal = FetchError("no", "no.", trouble=Trouble.GONE, status=404)
    for answer, finding in (
        (listed, "By Crossref, the DOI 10.5555/cellars-2 is that of “Cellars” by Okker."),
        (refusal, "Crossref has no work with the DOI 10.5555/cellars-2; other agencies give DOIs as well."),
    ):

        async def get(asked: str, _headers: Mapping[str, str], answer: Page | FetchError = answer) -> Page:
            if asked == url and isinstance(answer, Page):
                return answer
            raise answer if isinstance(answer, FetchError) else refusal

        (item,) = _gathered(one, get).items
        asked_at = world.ASKED_AT if answer is listed else ""
        assert item.evidence[-1] == Evidence(
            Lookup.STUDIES, finding, "https://doi.org/10.5555/cellars-2", compared, asked_at
        )


def test_recordings_answer_as_the_network_did(
    checklist: Checklist, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run from recordings gives what the world gave, twice the same, without a connection and without waiting."""
    world.write_world(tmp_path)
    network = Network(Settings(cache=tmp_path / "cache"), replay=tmp_path)
    written = []
    for _ in range(2):
        found = with_evidence(checklist, network)
        written.append(as_json.write(found))
    assert _lines(found) == FOUND
    assert written[0] == written[1]
    assert not (tmp_path / "cache").exists()
    assert capsys.readouterr().err == ""


def test_what_was_recorded_is_replayed_to_the_same_bytes(checklist: Checklist, tmp_path: Path) -> None:
    """What servers sent, and how one failed, is recorded; with them gone, the checklist is the same."""
    answers = world.answers()

    async def answer(request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        if "council.example" in url and "archive" not in url:
            raise FetchError("council.example did not answer in time", "try later.", trouble=Trouble.TIMEOUT)
        status, media, body = answers.get(url, (500, "text/plain", "down"))
        return httpx.Response(status, headers={"content-type": media}, stream=httpx.ByteStream(body.encode()))

    now = datetime(2024, 5, 15, tzinfo=UTC)
    recorder = RecordingTransport(httpx.MockTransport(answer), tmp_path, now=lambda: now)

    async def main(transport: httpx.AsyncBaseTransport) -> Checklist:
        async with httpx.AsyncClient(transport=transport) as client:

            async def ask(url: str, headers: Mapping[str, str]) -> Page:
                return await get(url, client, headers=headers)

            gathering = Gathering(checklist, PacedClient(ask, clock=instant_clock()))
            await gathering.run()
            return gathering.checklist

    recorded = asyncio.run(main(recorder))
    assert (
        "without result: the cited link https://council.example/minutes/12: council.example did not answer in time"
        in (recorded.not_done)
    )
    replayed = asyncio.run(main(ReplayTransport(tmp_path)))
    assert as_json.write(replayed) == as_json.write(recorded)
