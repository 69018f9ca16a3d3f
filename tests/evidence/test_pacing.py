"""How addresses are asked: paced, once each, again where that may help, from the cache; no test waits."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from attrcheck.errors import FetchError, NetworkError, Trouble
from attrcheck.evidence.cache import Cache
from attrcheck.evidence.pacing import Clock, Pace, PacedClient
from attrcheck.web.fetch import Page

NOW = datetime(2024, 5, 15, 9, 30, tzinfo=UTC)


class Seconds:
    """A clock that moves on when somebody waits: the sleeper who is to wake first is woken when all sleep."""

    def __init__(self) -> None:
        self.now, self._slept = 0.0, 0
        self._sleepers: list[tuple[float, int, asyncio.Event]] = []

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has moved on so far."""
        woken = asyncio.Event()
        self._slept += 1
        self._sleepers.append((self.now + seconds, self._slept, woken))
        await woken.wait()

    async def run(self, work: Awaitable[object]) -> None:
        """Do `work` to its end."""
        task = asyncio.ensure_future(work)
        while not task.done():
            for _ in range(50):
                await asyncio.sleep(0)
            if not task.done():
                assert self._sleepers, "everybody waits for nothing"
                self._sleepers.sort()
                wake, _, woken = self._sleepers.pop(0)
                self.now = max(self.now, wake)
                woken.set()
        task.result()

    def clock(self) -> Clock:
        """Return it as the client wants it."""
        return Clock(now=lambda: self.now, sleep=self.sleep, today=lambda: NOW)


def _page(url: str, body: bytes = b"yes", retrieved_at: str = "") -> Page:
    return Page(url, url, 200, "text/plain", body, retrieved_at)


class Site:
    """What answers: after so many seconds, with what `reply` gives; notes when each request began and how many ran."""

    def __init__(self, seconds: Seconds, takes: float, reply: Callable[[str, int], Page] | None = None) -> None:
        self._seconds = seconds
        self._takes = takes
        self._reply = reply or (lambda url, _number: _page(url))
        self.began: list[tuple[float, str]] = []
        self.running = self.most = 0

    async def get(self, url: str, _headers: Mapping[str, str]) -> Page:
        """Answer."""
        self.began.append((self._seconds.now, url))
        number = len(self.began)
        self.running += 1
        self.most = max(self.most, self.running)
        await self._seconds.sleep(self._takes)
        self.running -= 1
        return self._reply(url, number)


def _run(seconds: Seconds, work: Callable[[], Awaitable[object]]) -> None:
    async def main() -> None:
        await seconds.run(asyncio.ensure_future(work()))

    asyncio.run(main())


def test_five_hundred_links_to_one_host_are_paced() -> None:
    """One begins a second, two run at once at most, however long each takes."""
    for takes, most, last in ((0.1, 1, 499.0), (5.0, 2, 1245.0 + 1.0)):
        seconds = Seconds()
        site = Site(seconds, takes)
        client = PacedClient(site.get, clock=seconds.clock())

        async def main(client: PacedClient = client) -> None:
            await asyncio.gather(*(client.get(f"https://one.example/{number}") for number in range(500)))

        _run(seconds, main)
        times = [began for began, _ in site.began]
        assert (len(times), site.most, times[-1]) == (500, most, last)
        assert all(later - earlier >= 1.0 for earlier, later in pairwise(times))


def test_hosts_share_three_places_and_a_slow_one_keeps_none_from_the_others() -> None:
    """Three requests run at once over all hosts, and who waits for a slow host's turn takes no place."""
    seconds = Seconds()
    site = Site(seconds, 1.0)
    client = PacedClient(site.get, clock=seconds.clock())
    urls = [f"https://api.gdeltproject.org/{number}" for number in range(3)]
    urls += [f"https://h{number}.example/" for number in range(6)]

    async def main() -> None:
        await asyncio.gather(*map(client.get, urls))

    _run(seconds, main)
    began = {url: at for at, url in site.began}
    assert site.most == 3
    assert [began[url] for url in urls[:3]] == [0.0, 5.5, 11.0]
    assert max(began[url] for url in urls[3:]) <= 2.0


def test_an_unidentified_client_asks_wikimedia_more_slowly() -> None:
    """Ten requests a minute are for those who do not say who they are."""
    for identified, second in ((True, 1.0), (False, 6.0)):
        seconds = Seconds()
        site = Site(seconds, 0.0)
        client = PacedClient(site.get, pace=Pace(identified=identified), clock=seconds.clock())

        async def main(client: PacedClient = client) -> None:
            await asyncio.gather(*(client.get(f"https://www.wikidata.org/{number}") for number in range(2)))

        _run(seconds, main)
        assert [at for at, _ in site.began] == [0.0, second]


def _refusing(times: int, wait: float | None, trouble: Trouble = Trouble.THROTTLED) -> Callable[[str, int], Page]:
    def reply(url: str, number: int) -> Page:
        if number <= times:
            raise FetchError("too many requests", "wait", trouble=trouble, status=429, wait=wait)
        return _page(url)

    return reply


@pytest.mark.parametrize(
    ("times", "wait", "began"),
    [
        (2, 30.0, [0.0, 30.0, 60.0]),  # the server's own wait
        (2, None, [0.0, 5.0, 15.0]),  # ours, which doubles
        (3, 0.0, [0.0, 0.0, 0.0]),  # three tries, then it is told
        (3, 121.0, [0.0]),  # nobody waits so long
    ],
)
def test_a_server_that_asks_to_wait_is_asked_again(times: int, wait: float | None, began: list[float]) -> None:
    """Retry-After is honoured up to two minutes; without it the wait doubles; after three tries it is an error."""
    seconds = Seconds()
    site = Site(seconds, 0.0, _refusing(times, wait))
    client = PacedClient(site.get, clock=seconds.clock())
    outcomes: list[str] = []

    async def main() -> None:
        try:
            outcomes.append((await client.get("https://one.example/")).url)
        except FetchError as error:
            outcomes.append(error.problem)

    _run(seconds, main)
    assert [at for at, _ in site.began] == began
    assert outcomes == ["https://one.example/" if times < 3 else "too many requests"]


def test_a_host_that_asks_to_wait_is_left_alone_by_all() -> None:
    """The wait is the host's: other addresses there wait as well, those elsewhere do not."""
    seconds = Seconds()
    site = Site(seconds, 0.0, _refusing(1, 40.0))
    client = PacedClient(site.get, clock=seconds.clock())

    async def main() -> None:
        await asyncio.gather(
            *map(client.get, ("https://one.example/a", "https://one.example/b", "https://two.example/"))
        )

    _run(seconds, main)
    began = sorted((url, at) for at, url in site.began)
    assert began == [
        ("https://one.example/a", 0.0),
        ("https://one.example/a", 41.0),
        ("https://one.example/b", 40.0),
        ("https://two.example/", 0.0),
    ]


def test_a_host_that_asks_for_too_long_a_wait_is_not_asked_again() -> None:
    """Nobody waits more than two minutes; what else was to be asked there is told so at once."""
    seconds = Seconds()
    site = Site(seconds, 0.0, _refusing(9, 600.0))
    client = PacedClient(site.get, clock=seconds.clock())
    outcomes: list[str] = []

    async def main() -> None:
        for url in ("https://one.example/a", "https://one.example/b"):
            try:
                await client.get(url)
            except NetworkError as error:
                outcomes.append(str(error))

    _run(seconds, main)
    assert site.began == [(0.0, "https://one.example/a")]
    assert outcomes == [
        "too many requests: wait",
        "one.example asks to wait 600 seconds, which is longer than a run waits: try again later",
    ]


def test_what_cannot_pass_is_not_tried_again() -> None:
    """A page that is gone, and a host that is unknown, are asked once."""
    seconds = Seconds()
    site = Site(seconds, 0.0, _refusing(9, None, Trouble.GONE))
    client = PacedClient(site.get, clock=seconds.clock())

    async def main() -> None:
        with pytest.raises(FetchError):
            await client.get("https://one.example/")

    _run(seconds, main)
    assert len(site.began) == 1


def test_a_host_that_is_unknown_is_asked_once_for_all_its_pages() -> None:
    """Without a network nobody waits for a host's next turn to hear the same again."""
    seconds = Seconds()
    site = Site(seconds, 0.0, _refusing(9, None, Trouble.UNKNOWN_HOST))
    client = PacedClient(site.get, clock=seconds.clock())
    outcomes: list[str] = []

    async def one(url: str) -> None:
        try:
            await client.get(url)
        except FetchError as error:
            outcomes.append(error.problem)

    async def main() -> None:
        await asyncio.gather(*(one(f"https://archive.org/{number}") for number in range(30)))

    _run(seconds, main)
    assert site.began == [(0.0, "https://archive.org/0")]
    assert (outcomes, seconds.now) == (["too many requests"] * 30, 0.0)


def test_an_answer_that_only_asks_to_wait_is_asked_for_again() -> None:
    """Some services say so under HTTP 200; three times is an error that names the host."""
    seconds = Seconds()
    site = Site(seconds, 0.0, lambda url, number: _page(url, b"wait" if number < 4 else b"yes"))
    client = PacedClient(site.get, clock=seconds.clock())

    async def main() -> None:
        with pytest.raises(NetworkError, match=r"one\.example still asks to wait after 3 requests"):
            await client.get("https://one.example/", is_throttled=lambda page: page.body == b"wait")
        found = await client.get("https://one.example/2", is_throttled=lambda page: page.body == b"wait")
        assert found == _page("https://one.example/2", retrieved_at="2024-05-15T09:30:00Z")

    _run(seconds, main)
    assert [at for at, _ in site.began] == [0.0, 5.0, 15.0, 35.0]


def test_an_address_is_asked_once_in_a_run() -> None:
    """Who asks for the same, or for another place on the same page, waits for the same answer."""
    seconds = Seconds()
    site = Site(seconds, 2.0)
    client = PacedClient(site.get, clock=seconds.clock())

    async def main() -> None:
        await client.get("https://one.example/#top")
        await asyncio.gather(*(client.get(f"https://one.example/#{number}") for number in range(3)))

    _run(seconds, main)
    assert site.began == [(0.0, "https://one.example/")]


def test_answers_are_held_up_to_a_size() -> None:
    """Of many large answers the oldest are let go of, and asked again if they are wanted again."""
    seconds = Seconds()
    site = Site(seconds, 0.0, lambda url, _number: _page(url, bytes(10_000_000)))
    client = PacedClient(site.get, clock=seconds.clock())
    urls = [f"https://one.example/{number}" for number in range(7)]

    async def main() -> None:
        for url in (*urls, urls[-1], urls[1], urls[0]):
            await client.get(url)

    _run(seconds, main)
    assert [url for _, url in site.began] == [*urls, urls[0]]


def test_answers_are_kept_for_a_day_and_keys_are_not_written(tmp_path: Path) -> None:
    """A later run is answered from the folder, byte by byte, until the answer is a day old; failures are not kept."""
    url = "https://one.example/search?q=a&key=TOPSECRET"
    asked: list[int] = []
    for hours in (0, 23, 24):
        seconds = Seconds()
        site = Site(seconds, 0.0, lambda url, _number: _page(url, b"\xff\x00"))
        now = NOW + timedelta(hours=hours)
        clock = Clock(now=lambda s=seconds: s.now, sleep=seconds.sleep, today=lambda now=now: now)  # type: ignore[misc]  # mypy infers no lambda with a default
        client = PacedClient(site.get, clock=clock, cache=Cache(tmp_path, now=lambda now=now: now))  # type: ignore[misc]  # likewise

        async def main(client: PacedClient = client) -> None:
            assert (await client.get(url)).body == b"\xff\x00"

        _run(seconds, main)
        asked.append(len(site.began))
    assert asked == [1, 0, 1]
    (file,) = (tmp_path / "answers").iterdir()
    assert "TOPSECRET" not in file.read_text() + file.name


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a folder has other rights")
def test_nobody_else_reads_what_was_asked(tmp_path: Path) -> None:
    """The folder of answers is its user's alone, also where an earlier run left it open."""
    (tmp_path / "answers").mkdir(mode=0o755)
    Cache(tmp_path).put(_page("https://one.example/", retrieved_at="2024-05-15T09:00:00Z"))
    assert (tmp_path / "answers").stat().st_mode & 0o777 == 0o700


def test_a_damaged_or_old_cache_counts_as_none(tmp_path: Path) -> None:
    """Files that are broken, of another format or too old are removed at the opening; what is not ours stays."""
    cache = Cache(tmp_path, now=lambda: NOW)
    page = _page("https://one.example/", retrieved_at="2024-05-15T09:00:00Z")
    cache.put(page)
    folder = tmp_path / "answers"
    (good,) = folder.iterdir()
    (folder / "mine.json").write_text("{}")
    fields = json.loads(good.read_text())
    for number, wrong in enumerate(
        (
            "",
            "[]",
            "{}",
            json.dumps({**fields, "format": "attrcheck answer 0"}),
            json.dumps({**fields, "body": "é"}),
            json.dumps({**fields, "retrieved_at": "2024-05-14T09:29:59Z"}),
            json.dumps({**fields, "retrieved_at": "2024-05-15T09:31:00Z"}),
        )
    ):
        (folder / f"{number:064}.json").write_text(wrong)
    assert Cache(tmp_path, now=lambda: NOW).get(page.url) == page
    assert sorted(folder.iterdir()) == sorted([good, folder / "mine.json"])
    assert Cache(tmp_path / "none", now=lambda: NOW).get(page.url) is None
