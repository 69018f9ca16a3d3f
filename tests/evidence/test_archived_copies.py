"""How a statement stands in an article's archived copies: which of them are asked for, and between which it changed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from attrcheck.checklist.findings import Difference, Found, Missed
from attrcheck.errors import FetchError, NetworkError, Trouble
from attrcheck.evidence.lookups.archived_copies import copies_evidence
from attrcheck.evidence.pacing import PacedClient, instant_clock
from attrcheck.evidence.services.wayback import captures_url
from attrcheck.evidence.subjects import Subject
from attrcheck.web.fetch import Page

URL = "https://herald.example/lamps"
SAID = "“the lamps in Quay Street will burn until midnight”"
PLANNED = "that the old ferry would be sold before the spring tides"
NOBODY = "that a second bakery had asked for the corner shop by the chapel"
PROSE = (
    "The council met for two hours on a wet evening and took its time over the matter of the lamps, which had been "
    "put off twice before. Neighbours filled the benches and some stood along the wall by the door."
)
GONE = FetchError("it is not there", "check it.", trouble=Trouble.GONE, status=404)
LATE = FetchError("web.archive.org did not answer in time", "try later.", trouble=Trouble.TIMEOUT)


def _subject(id_: str, statement: str) -> Subject:
    return Subject(id=id_, statement=statement, quotations=(statement,), article_url=URL, day="2024-05-14")


SUBJECTS = [_subject("lamps", SAID), _subject("ferry", PLANNED), _subject("bakery", NOBODY)]


def _markup(*statements: str, title: str = "Lamps") -> str:
    body = "".join(f"<p>{one}</p>" for one in (PROSE, *(f"It was said {words}." for words in statements)))
    return f"<!doctype html><html><head><title>{title}</title></head><body><article>{body}</article></body></html>"


def _raw(stamp: str) -> str:
    return f"https://web.archive.org/web/{stamp}id_/{URL}"


def _shown(stamp: str) -> str:
    return f"https://web.archive.org/web/{stamp}/{URL}"


@dataclass
class Archive:
    """The listed captures as (stamp, status, digest), what their pages are, and what was asked for."""

    rows: Sequence[tuple[str, str, str]]
    pages: Mapping[str, str | NetworkError]
    led: Mapping[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def get(self, url: str, _headers: Mapping[str, str]) -> Page:
        """Answer as the archive would."""
        if url == captures_url(URL):
            table = [["timestamp", "original", "statuscode", "digest"], *([s, URL, *rest] for s, *rest in self.rows)]
            return Page(url, url, 200, "application/json", json.dumps(table).encode(), "2024-07-01T00:00:00Z")
        stamp = url.removeprefix("https://web.archive.org/web/")[:14]
        self.asked.append(stamp)
        page = self.pages[stamp]
        if isinstance(page, NetworkError):
            raise page
        return Page(url, self.led.get(stamp, url), 200, "text/html", page.encode(), "2024-07-01T00:00:00Z")

    def found(self, subjects: Sequence[Subject] = SUBJECTS) -> Found:
        """Return what is found of `subjects`."""
        return asyncio.run(copies_evidence(subjects, PacedClient(self.get, clock=instant_clock())))


def _findings(found: Found, id_: str) -> list[tuple[str, str]]:
    return [(one.finding, one.url) for of, one in found.evidence if of == id_]


def test_each_change_is_dated_by_the_copies_on_either_side() -> None:
    """What changed twice is told twice, each time with both copies; what a capture lacks is a line, and stops none."""
    first = _markup(SAID.replace("midnight", "ten"), PLANNED, NOBODY)
    second = _markup(SAID.replace("until midnight", "all night"), PLANNED)
    third = _markup(SAID, PLANNED)
    archive = Archive(
        [
            ("20240514060000", "200", "A"),
            ("20240514180000", "-", "A"),
            ("20240515060000", "200", "B"),
            ("20240516060000", "200", "SOFT"),
            ("20240517060000", "200", "MISSING"),
            ("20240518060000", "200", "C"),
            ("20240520060000", "200", "D"),
            ("20240601000000", "404", "N"),
        ],
        {
            "20240514060000": first,
            "20240515060000": second,
            "20240516060000": _markup("nothing", title="404: page not found"),
            "20240517060000": GONE,
            "20240518060000": third,
            "20240520060000": third.replace("wet", "rainy"),
        },
    )
    found = archive.found()
    about = (
        "The article has 6 archived copies that differ, from 2024-05-14 to 2024-05-20; 4 of them were read. "
        "The archive's last capture, of 2024-06-01 00:00 UTC, is of a page that is not there (HTTP 404). "
    )
    assert _findings(found, "lamps") == [
        (
            f"{about}The statement changed between the copies of 2024-05-14 18:00 UTC and 2024-05-15 06:00 UTC. The "
            "earlier holds: “the lamps in Quay Street will burn until ten”. It has “ten” where the article has "
            "“midnight”.",
            _shown("20240514180000"),
        ),
        (
            "The later, of 2024-05-15 06:00 UTC, holds: “the lamps in Quay Street will burn all night”. It has "
            "“all night” where the article has “until midnight”.",
            _shown("20240515060000"),
        ),
        (
            "The statement changed between the copies of 2024-05-15 06:00 UTC and 2024-05-18 06:00 UTC, between which "
            "2 more were not read. The earlier holds: “the lamps in Quay Street will burn all night”. It has “all "
            "night” where the article has “until midnight”.",
            _shown("20240515060000"),
        ),
        ("The later, of 2024-05-18 06:00 UTC, holds these words verbatim.", _shown("20240518060000")),
    ]
    assert [one.differences for id_, one in found.evidence if id_ == "lamps"] == [
        (Difference("midnight", "ten"),),
        (Difference("until midnight", "all night"),),
        (Difference("until midnight", "all night"),),
        (),
    ]
    assert _findings(found, "ferry") == [
        (f"{about}Each of these holds these words verbatim.", _shown("20240520060000"))
    ]
    assert _findings(found, "bakery") == [
        (
            f"{about}The statement went away between the copies of 2024-05-14 18:00 UTC and 2024-05-15 06:00 UTC. The "
            "earlier holds these words verbatim.",
            _shown("20240514180000"),
        ),
        ("The later, of 2024-05-15 06:00 UTC, was not found to hold these words.", _shown("20240515060000")),
    ]
    assert set(found.not_done) == {
        Missed(f"the archived copy {_shown('20240516060000')}", "it looks like an error page (“404: page not found”)"),
        Missed(f"the archived copy {_shown('20240517060000')}", "it is not there"),
    }
    assert archive.asked == ["20240514060000", *archive.asked[1:]]
    assert sorted(archive.asked) == sorted(archive.pages)


@pytest.mark.parametrize("changed", range(1, 60))
def test_eight_copies_date_a_change_among_sixty(changed: int) -> None:
    """Whenever a statement appeared, eight copies of sixty are asked for, and three at most stay open between two."""
    stamps = [f"202405{1 + number // 24:02}{number % 24:02}0000" for number in range(60)]
    without, with_it = _markup(PLANNED), _markup(PLANNED, SAID)
    archive = Archive(
        [(stamp, "200", stamp) for stamp in stamps],
        {stamp: with_it if number >= changed else without for number, stamp in enumerate(stamps)},
    )
    (before, _, _), (after, _, _) = (
        (one.url[28:42], one.url, one.finding) for id_, one in archive.found().evidence if id_ == "lamps"
    )
    assert len(archive.asked) == 8
    assert stamps.index(before) < changed <= stamps.index(after)
    assert stamps.index(after) - stamps.index(before) <= 3


def test_copies_that_are_the_same_are_asked_for_once() -> None:
    """By their digests; what went back to what it was shows in a copy that need not be asked for."""
    now, then = _markup(SAID), _markup(PLANNED)
    archive = Archive(
        [(f"2024051{number}000000", "200", "AB"[number == 3]) for number in range(6)],
        {"20240510000000": now, "20240513000000": then},
    )
    found = archive.found(SUBJECTS[:1])
    assert archive.asked == ["20240510000000", "20240513000000"]
    assert [url for _, url in _findings(found, "lamps")] == [
        _shown(stamp) for stamp in ("20240512000000", "20240513000000", "20240513000000", "20240514000000")
    ]


def test_other_quotation_marks_are_no_change() -> None:
    """A copy with straight marks, and hyphens of another kind, says the same; so does one that lacks words alike."""
    odd = "“the mayor’s lamps – all ten – will burn until midnight”"
    archive = Archive(
        [("20240510000000", "200", "A"), ("20240511000000", "200", "B")],
        {
            "20240510000000": _markup(odd.replace("ten", "nine")),
            "20240511000000": _markup(odd.replace("ten", "nine").replace("’", "'").replace("“", '"').replace("”", '"')),
        },
    )
    (first,) = _findings(archive.found([_subject("lamps", odd)]), "lamps")
    assert first[0].endswith(
        "Each holds: “the mayor's lamps – all nine – will burn until midnight”. It has “nine” where "
        "the article has “ten”."
    )


def test_a_page_that_goes_to_and_fro_does_not_fill_the_sheet() -> None:
    """Of a hundred changes eight are told, and that there are more."""
    stamps = [f"202405{1 + number // 24:02}{number % 24:02}0000" for number in range(101)]
    archive = Archive(
        [(stamp, "200", "AB"[number % 2]) for number, stamp in enumerate(stamps)],
        {stamp: _markup((SAID, PLANNED)[number % 2]) for number, stamp in enumerate(stamps)},
    )
    findings = _findings(archive.found(SUBJECTS[:1]), "lamps")
    assert len(archive.asked) == 2
    assert len(findings) == 17
    assert findings[-1] == (
        "After 92 more changes the last, of 2024-05-05 04:00 UTC, holds these words verbatim.",
        _shown(stamps[-1]),
    )


@pytest.mark.parametrize(
    ("rows", "pages", "expected"),
    [
        (
            [("20240514000000", "200", "A")],
            {"20240514000000": _markup(SAID)},
            "The article has one archived copy, of 2024-05-14 00:00 UTC. It holds these words verbatim.",
        ),
        (
            [("20240514000000", "200", "A"), ("20240601000000", "200", "A")],
            {"20240514000000": _markup(SAID)},
            "The article has 2 archived copies, all the same, from 2024-05-14 to 2024-06-01. Each holds these words "
            "verbatim.",
        ),
        (
            [("20240514000000", "200", "A"), ("20240601000000", "200", "B")],
            {"20240514000000": _markup(SAID), "20240601000000": _markup(SAID, PLANNED)},
            "The article has 2 archived copies that differ, from 2024-05-14 to 2024-06-01. Each holds these words "
            "verbatim.",
        ),
        (
            [("20240514000000", "200", "A"), ("20240601000000", "200", "B")],
            {"20240514000000": LATE, "20240601000000": _markup(SAID)},
            "The article has 2 archived copies that differ, from 2024-05-14 to 2024-06-01; 1 of them was read. That "
            "holds these words verbatim.",
        ),
    ],
)
def test_what_did_not_change_is_one_line(
    rows: Sequence[tuple[str, str, str]], pages: Mapping[str, str | NetworkError], expected: str
) -> None:
    """However many copies there are, and whichever of them was read."""
    found = Archive(rows, pages).found(SUBJECTS[:1])
    assert [finding for finding, _ in _findings(found, "lamps")] == [expected]


def test_a_page_without_the_article_is_compared_with_nothing() -> None:
    """A capture of a wall before the article, or one that leads to another day's, makes no statement go away."""
    whole = _markup(SAID, PLANNED, NOBODY)
    archive = Archive(
        [(f"2024051{number}000000", "200", str(number)) for number in range(4)],
        {
            "20240510000000": whole,
            "20240511000000": _markup("sign in to read on"),
            "20240512000000": whole,
            "20240513000000": whole,
        },
        {"20240512000000": _raw("20240513000000")},
    )
    found = archive.found()
    assert [finding.partition("; ")[2] for _, finding in ((id_, one.finding) for id_, one in found.evidence)] == [
        "2 of them were read. Each of these holds these words verbatim."
    ] * 3
    assert set(found.not_done) == {
        Missed(
            f"the archived copy {_shown('20240511000000')}",
            "it has none of the statements, so it may be another page than the article",
        ),
        Missed(
            f"the archived copy {_shown('20240512000000')}", f"the archive leads to another, {_raw('20240513000000')}"
        ),
    }


def test_walls_before_the_first_days_copies_do_not_use_up_all_that_are_asked_for() -> None:
    """Where the oldest copies cannot be read, those in the middle are asked for next, and not one after the other."""
    stamps = [f"202405{number + 1:02}000000" for number in range(20)]
    wall, whole = _markup("sign in to read on"), _markup(SAID, PLANNED, NOBODY)
    archive = Archive(
        [(stamp, "200", stamp) for stamp in stamps],
        {stamp: wall if number < 8 else whole for number, stamp in enumerate(stamps)},
    )
    found = archive.found()
    assert [stamps.index(stamp) for stamp in archive.asked] == [0, 19, 10, 5, 15, 3, 8, 13]
    assert len(found.not_done) == 3
    assert {one.finding for _, one in found.evidence} == {
        "The article has 20 archived copies that differ, from 2024-05-01 to 2024-05-20; 5 of them were read. Each of "
        "these holds these words verbatim."
    }


def test_an_archive_that_does_not_answer_is_left_alone() -> None:
    """After two copies that it failed to give no more are asked for, which is told."""
    stamps = [f"202405{day}000000" for day in range(10, 30)]
    archive = Archive([(stamp, "200", stamp) for stamp in stamps], dict.fromkeys(stamps, LATE))
    assert archive.found() == Found(
        not_done=(
            *(Missed(f"the archived copy {_shown(stamp)}", LATE.problem) for stamp in (stamps[0], stamps[-1])),
            Missed("18 more archived copies of the article", "not asked for, as the archive failed to give 2 others"),
        )
    )


def test_an_archive_without_the_article_says_so() -> None:
    """No copy, only copies of its not being there, and no answer are told apart."""
    none = Found(not_done=(Missed("the article in archived copies", "the Wayback Machine lists none"),))
    assert Archive([], {}).found() == Archive([("20240514000000", "404", "N")], {}).found() == none

    async def get(_url: str, _headers: Mapping[str, str]) -> Page:
        raise NetworkError("nothing answers")

    silent = asyncio.run(copies_evidence(SUBJECTS, PacedClient(get, clock=instant_clock())))
    assert silent == Found(not_done=(Missed("the archived copies of the article", "nothing answers"),))
