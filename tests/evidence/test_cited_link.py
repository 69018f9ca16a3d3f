"""What is found at the link that an article cites, and at archived copies: pages of every odd sort."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

import pytest

from attrcheck.checklist.findings import Found, Missed
from attrcheck.errors import FetchError, NetworkError, Trouble
from attrcheck.evidence.lookups.archived_copies import copies_evidence
from attrcheck.evidence.lookups.cited_link import cited_evidence
from attrcheck.evidence.pacing import PacedClient, instant_clock
from attrcheck.evidence.services.wayback import nearest_url
from attrcheck.evidence.subjects import Subject
from attrcheck.web.fetch import Page

LINK = "https://council.example/minutes/12?part=2"
SAID = "“the lamps in Quay Street will burn until midnight”"
PROSE = (
    "The council met for two hours on a wet evening and took its time over the matter of the lamps, which had been "
    "put off twice before. Neighbours filled the benches and some stood along the wall by the door."
)


def _subject(*quotations: str, keys: tuple[str, ...] = (), link: str = LINK, day: str = "2024-05-14") -> Subject:
    statement = " ".join(quotations)
    return Subject(
        id="id1", statement=statement, quotations=quotations, keys=keys, link=link, article_url=link, day=day
    )


def _markup(title: str, *paragraphs: str, around: str = "") -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article>"
        f"<footer>{around}</footer></body></html>"
    )


def _page(body: str | bytes, *, led: str = LINK, media: str = "text/html; charset=utf-8") -> Page:
    raw = body.encode() if isinstance(body, str) else body
    return Page(LINK, led, 200, media, raw, "2024-05-15T00:00:00Z")


def _found(subject: Subject, answers: Mapping[str, Page | NetworkError]) -> Found:
    async def get(asked: str, _headers: Mapping[str, str]) -> Page:
        answer = answers.get(asked)
        if isinstance(answer, Page):
            return answer
        raise answer or NetworkError("nothing answers")

    async def main() -> Found:
        client = PacedClient(get, clock=instant_clock())
        return await cited_evidence([subject], client)

    return asyncio.run(main())


def _live(subject: Subject, page: Page | NetworkError) -> str:
    """Return what is told of the live page."""
    none = Page("", "", 200, "", b'{"archived_snapshots": {}}')
    found = _found(subject, {LINK: page, nearest_url(LINK, subject.day): none})
    return found.evidence[0][1].finding


@pytest.mark.parametrize(
    ("page", "finding"),
    [
        (_page(_markup("Minutes", PROSE, f"It was said: {SAID}.")), "The cited page holds these words verbatim."),
        (
            _page(_markup("Minutes", PROSE, f"It was said: {SAID}."), led="https://council.example/archive/12"),
            "The cited link leads to https://council.example/archive/12 now. The cited page holds these words "
            "verbatim.",
        ),
        (
            _page(_markup("Minutes", PROSE, around=f"Reader mail: {SAID}, they say.")),
            "The cited page holds these words verbatim. They stand outside its main text.",
        ),
        (
            _page(_markup("Page not found | Council", PROSE)),
            "The cited link answers with what looks like an error page (“Page not found | Council”).",
        ),
        (
            _page(_markup("Welcome", PROSE), led="https://council.example/"),
            "The cited link answers with what looks like an error page (the site's front page).",
        ),
        (
            _page(
                _markup(
                    "Protokoll",
                    "Der Rat hat gestern lange über die Lampen in der Straße am Hafen gesprochen, und niemand war "
                    "mit dem Ergebnis zufrieden. Die Lampen sollen nun bis Mitternacht brennen, wie es früher war.",
                )
            ),
            "The cited page was not found to hold these words. The cited page is in another language (de), in which "
            "the words would be others.",
        ),
        (
            _page("Minutes of the council\n\n" + PROSE + "\n\nIt was said: " + SAID, media="text/plain"),
            "The cited page holds these words verbatim.",
        ),
        (
            _page(_markup("Minutes", PROSE.replace("wet", "caf\xe9")).encode("latin-1"), media="text/html"),
            "The cited page was not found to hold these words.",
        ),
        (_page(b"", media="text/html"), "What it holds was not read: "),
        (_page(b"\x89PNG\r\n\x1a\n" + bytes(100), media="image/png"), "What it holds was not read: "),
        (
            FetchError("it is gone", "look elsewhere.", trouble=Trouble.GONE, status=410),
            "The cited link is dead (HTTP 410).",
        ),
        (
            FetchError("council.example is not given to programs (HTTP 403)", "log in.", trouble=Trouble.DENIED),
            "The cited link was not read: council.example is not given to programs (HTTP 403).",
        ),
        (NetworkError("nothing answers"), "The cited link was not read."),
    ],
)
def test_what_the_cited_link_leads_to(page: Page | NetworkError, finding: str) -> None:
    """Alive, moved, an error page under HTTP 200, dead, refused, in another language or unreadable: each is told."""
    found = _live(_subject(SAID), page)
    assert found == finding if finding.endswith((".", ")")) else found.startswith(finding)


def test_two_quotations_are_told_one_by_one() -> None:
    """Each is named, with how it stands."""
    page = _page(_markup("Minutes", PROSE, f"It was said: {SAID}."))
    assert _live(_subject(SAID, "“we were never asked about it”"), page) == (
        "“the lamps in Quay Street will burn until midnight”: The cited page holds these words verbatim. "
        "“we were never asked about it”: The cited page was not found to hold these words."
    )


@pytest.mark.parametrize(
    ("keys", "finding"),
    [
        (
            ("lamps", "Neighbours", "benches", "budget"),
            "The article gives this in its own words. The cited page holds 3 of the statement's 4 key words near each "
            "other: "
            "“… over the matter of the lamps, which had been put off twice before. Neighbours filled the benches "
            "and some stood along the …”.",
        ),
        (
            ("harbour", "budget", "lamps"),
            "The article gives this in its own words. The cited page was not found to hold most of the statement's key "
            "words near each other: harbour, budget, lamps.",
        ),
        ((), ""),
    ],
)
def test_a_statement_in_other_words_is_looked_for_by_its_key_words(keys: tuple[str, ...], finding: str) -> None:
    """The passage that has most of them is shown; where none has half, that is told."""
    found = _found(_subject(keys=keys), {LINK: _page(_markup("Minutes", PROSE))})
    assert [one.finding for _, one in found.evidence] == ([finding] if finding else [])


def test_an_archived_copy_is_read_only_where_the_live_page_does_not_settle_it() -> None:
    """It is named in any case; an archive that does not answer is a line."""
    answer = json.dumps(
        {"archived_snapshots": {"closest": {"available": True, "timestamp": "20240514000000", "status": "200"}}}
    )
    nearest = {nearest_url(LINK, "2024-05-14"): Page("", "", 200, "", answer.encode(), "2024-05-15T00:00:01Z")}
    copy = "The Wayback Machine has a copy of the cited page of 2024-05-14, the nearest to the article's date."
    settled = _found(_subject(SAID), {LINK: _page(_markup("Minutes", PROSE, SAID)), **nearest})
    assert [one.finding for _, one in settled.evidence] == ["The cited page holds these words verbatim.", copy]
    assert settled.not_done == ()
    open_ = _found(_subject(SAID), {LINK: _page(_markup("Minutes", PROSE)), **nearest})
    assert [one.finding for _, one in open_.evidence] == ["The cited page was not found to hold these words.", copy]
    assert open_.not_done == (
        Missed(f"the archived copy https://web.archive.org/web/20240514000000/{LINK}", "nothing answers"),
    )


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "10.1.2.3", "[fd00::1]", "wiki.corp", "intranet"])
def test_the_archive_is_not_told_of_private_addresses(host: str) -> None:
    """Neither a cited link nor the article itself is looked for there; that is a line."""
    link = f"http://{host}/minutes"
    asked: list[str] = []

    async def get(url: str, _headers: Mapping[str, str]) -> Page:
        asked.append(url)
        return Page(url, url, 200, "text/plain", f"{PROSE} {SAID}".encode())

    async def main() -> tuple[Found, Found]:
        client = PacedClient(get, clock=instant_clock())
        subjects = [_subject(SAID, link=link)]
        return await cited_evidence(subjects, client), await copies_evidence(subjects, client)

    cited, copies = asyncio.run(main())
    assert asked == [link]
    assert [one.finding for _, one in cited.evidence] == ["The cited page holds these words verbatim."]
    why = "its address is a private one, which the archive is not told of"
    assert cited.not_done == (Missed(f"the archived copy of the cited link {link}", why),)
    assert copies == Found(not_done=(Missed("the archived copies of the article", why),))


def test_a_place_on_a_page_is_no_other_page_to_the_archive() -> None:
    """The link to all archived copies has no fragment."""
    none = Page("", "", 200, "", b'{"archived_snapshots": {}}')
    page = _page(_markup("Minutes", PROSE, SAID))
    found = _found(_subject(SAID, link=f"{LINK}#lamps"), {LINK: page, nearest_url(LINK, "2024-05-14"): none})
    assert found.evidence[1][1].url == f"https://web.archive.org/web/*/{LINK}"
