"""What services answer, in every shape that their documentation and their users report."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from attrcheck.errors import FetchError, NetworkError, Trouble
from attrcheck.evidence.services import crossref, factchecks, gdelt, wayback, websearch, wikidata
from attrcheck.evidence.services.responses import problem_of
from attrcheck.evidence.services.wikidata import Cover, Office, covers
from attrcheck.web.fetch import Page


def _answer(body: object) -> Page:
    raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return Page("https://service.example/", "https://service.example/", 200, "application/json", raw)


_READERS: tuple[Callable[[Page], object], ...] = (
    wikidata.read_candidates,
    wikidata.read_entities,
    wikidata.read_labels,
    wikidata.read_wikipedia,
    gdelt.read_printed,
    lambda page: wayback.read_nearest(page, "https://a.example/"),
    wayback.read_captures,
    factchecks.read_factchecks,
    crossref.read_works,
    websearch.read_brave,
    websearch.read_searxng,
)


@pytest.mark.parametrize("read", _READERS)
@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("The specified phrase is too short.", " gave no result: The specified phrase is too short."),
        ("<html><body>502 Bad Gateway</body></html>", " gave no result"),
        ('{"search": [', " gave no result"),
        ("[" * 100_000, " gave no result"),
    ],
)
def test_what_is_no_json_is_an_error_in_the_service_s_own_words(
    read: Callable[[Page], object], body: str, message: str
) -> None:
    """Plain words under HTTP 200 are told, markup is not."""
    with pytest.raises(NetworkError) as caught:
        read(_answer(body))
    assert str(caught.value).endswith(message)


@pytest.mark.parametrize("read", [reader for reader in _READERS if reader is not wayback.read_captures])
def test_an_error_object_is_an_error(read: Callable[[Page], object]) -> None:
    """An object that holds an error has no results, and says why."""
    with pytest.raises(NetworkError, match="answered with an error: Too many values"):
        read(_answer({"error": {"code": "toomanyvalues", "info": "Too many values"}}))
    with pytest.raises(NetworkError, match="answered with an error: API key not valid"):
        read(_answer({"error": {"code": 400, "message": "API key not valid"}}))
    with pytest.raises(NetworkError, match="something else than a JSON object"):
        read(_answer([1, 2]))


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ('{"error": {"code": 400, "message": "API key not valid."}}', ": API key not valid."),
        ('{"error": {"detail": "The plan is used up."}}', ": The plan is used up."),
        ('{"error": "no"}', ": no"),
        ('{"message": "Not found"}', ": Not found"),
        ('{"other": 1}', ""),
        ("Please limit requests to one every 5 seconds.", ": Please limit requests to one every 5 seconds."),
        ("<html>", ""),
        ("", ""),
    ],
)
def test_a_refusal_is_told_in_the_service_s_own_words(answer: str, message: str) -> None:
    """What came with an error's status says more than the status."""
    error = FetchError("x answered HTTP 400", "check it.", trouble=Trouble.STATUS, status=400, answer=answer)
    assert problem_of(error) == f"x answered HTTP 400{message}"


@pytest.mark.parametrize("read", _READERS)
@pytest.mark.parametrize(
    "body",
    [
        {"search": [None, 7, {"id": 5}, {}], "entities": [], "pages": {"a": 1}, "articles": None, "claims": ["x"]},
        {"entities": {"Q1": None, "Q2": {"missing": ""}}, "message": [], "web": "no", "results": [{"url": 1}]},
        {"message": {"items": [{"DOI": 1, "title": None}, {"DOI": "10/1", "title": [None]}]}, "archived_snapshots": []},
        {"claims": [{"claimReview": [{"publisher": [], "url": None}]}], "archived_snapshots": {"closest": 1}},
    ],
)
def test_wrong_types_count_as_nothing(read: Callable[[Page], object], body: object) -> None:
    """A field of another type than documented is read as missing, never with a crash."""
    try:
        found = read(_answer(body))
    except NetworkError:
        return
    assert not found or all(getattr(one, "id", "") != "Q2" for one in found)  # type: ignore[attr-defined]  # each reader gives its own sequence


def _snak(value: object, kind: str = "value") -> dict[str, object]:
    return {"snaktype": kind, "datavalue": {"value": value}} if kind == "value" else {"snaktype": kind}


def _day(day: str, precision: object) -> dict[str, object]:
    return _snak({"time": day, "precision": precision})


def test_an_entity_is_read_whatever_its_claims_lack() -> None:
    """Unknown and missing values, ranks, vague dates and lost qualifiers give what is known and no more."""

    def position(id_: str, rank: str = "normal", **qualifiers: object) -> dict[str, object]:
        return {"mainsnak": _snak({"id": id_}), "rank": rank, "qualifiers": qualifiers}

    claims = {
        "P31": [{"mainsnak": _snak({"id": "Q5"}), "rank": "normal"}],
        "P39": [
            position("Q1", P580=[_day("+2005-00-00T00:00:00Z", 9)], P582=[_day("+2009-03-00T00:00:00Z", 10)]),
            position("Q2", P580=[_day("+2009-03-04T00:00:00Z", 11)], P582=[_snak(None, "somevalue")]),
            position("Q3", P580=[_day("+1900-00-00T00:00:00Z", 8)], P582=[_snak(None, "novalue")]),
            {"mainsnak": _snak({"id": "Q4"}), "rank": "normal"},
            position("Q5", rank="deprecated"),
            {"mainsnak": _snak(None, "somevalue"), "rank": "normal"},
            {"mainsnak": _snak(None, "novalue"), "rank": "normal"},
            position("Q6", P580=[_day("-0044-03-15T00:00:00Z", 11)], P582=[_day("+2010-01-01T00:00:00Z", None)]),
            position("P7"),
        ],
        "P856": [
            {"mainsnak": _snak("https://old.example/"), "rank": "normal"},
            {"mainsnak": _snak("https://new.example/"), "rank": "preferred"},
            {"mainsnak": _snak("javascript:alert(1)"), "rank": "preferred"},
        ],
    }
    answer = _answer({"entities": {"Q9": {"labels": {}, "claims": claims}, "Q10": {"id": "Q10", "missing": ""}}})
    assert wikidata.read_entities(answer) == (
        wikidata.WikidataItem(
            id="Q9",
            label="",
            description="",
            is_human=True,
            offices=(
                Office("Q1", "2005", "2009-03"),
                Office("Q2", "2009-03-04", "", ended=True),
                Office("Q3", "", ""),
                Office("Q4", "", ""),
                Office("Q6", "", ""),
            ),
            website="https://new.example/",
            wikipedia="",
        ),
    )


@pytest.mark.parametrize(
    ("start", "end", "ended", "cover"),
    [
        ("2020", "2024", False, Cover.YES),
        ("2020", "", False, Cover.YES),
        ("2020", "", True, Cover.UNCLEAR),
        ("", "2024", False, Cover.UNCLEAR),
        ("", "", False, Cover.UNCLEAR),
        ("2022", "2024", False, Cover.UNCLEAR),
        ("2022-03", "2024", False, Cover.UNCLEAR),
        ("2022-03-15", "2022-03-15", False, Cover.YES),
        ("2022-03-16", "", False, Cover.NO),
        ("2019", "2022-03-14", False, Cover.NO),
        ("2023", "", False, Cover.NO),
        ("2019", "2021", False, Cover.NO),
    ],
)
def test_an_office_covers_a_day_as_far_as_its_dates_tell(start: str, end: str, ended: bool, cover: Cover) -> None:
    """A year may hold the day on either side of a change, and is unclear then."""
    assert covers(Office("Q1", start, end, ended), "2022-03-15") is cover


def test_candidates_keep_the_search_s_order_once_each() -> None:
    """An id that stands there twice, and one that is none, counts once and not at all."""
    found = [{"id": "Q3"}, {"id": "Q1"}, {"id": "Q3"}, {"id": "L5"}, {"label": "no id"}]
    assert wikidata.read_candidates(_answer({"search": found})) == ("Q3", "Q1")
    assert wikidata.read_candidates(_answer({"search": [], "success": 1})) == ()


def test_pages_of_wikipedia_are_listed_without_their_markup() -> None:
    """The excerpt, which is HTML, is not read; a page without a key has no address."""
    pages = [
        {"key": "A_b?", "title": "A b?", "excerpt": "<span class='x'>a</span>", "description": None},
        {"title": "lost"},
    ]
    assert wikidata.read_wikipedia(_answer({"pages": pages})) == (("A b?", "", "https://en.wikipedia.org/wiki/A_b%3F"),)


def _printed(title: str, domain: str, seen: str) -> dict[str, str]:
    return {"url": f"https://{domain}/1", "title": title, "seendate": seen, "domain": domain}


def test_news_pages_are_oldest_first_and_copies_count_once() -> None:
    """Headlines with the outlet's name or another order of words stand over one text."""
    pages = gdelt.read_printed(
        _answer(
            {
                "articles": [
                    _printed("Wall to rise , says mayor | Coast Post", "b.example", "20240514T050000Z"),
                    _printed("Wall to rise, says mayor", "a.example", "20240513T190000Z"),
                    _printed("Quite another matter", "c.example", "20240512T000000Z"),
                    _printed("Undated", "d.example", "soon"),
                    _printed("", "e.example", "20240515T000000Z"),
                    _printed("", "f.example", "20240516T000000Z"),
                ]
            }
        )
    )
    assert [[(one.domain, one.seen, one.title) for one in group] for group in gdelt.oldest_texts(pages)] == [
        [("c.example", "2024-05-12 00:00", "Quite another matter")],
        [
            ("a.example", "2024-05-13 19:00", "Wall to rise, says mayor"),
            ("b.example", "2024-05-14 05:00", "Wall to rise, says mayor | Coast Post"),
        ],
        [("e.example", "2024-05-15 00:00", "")],
        [("f.example", "2024-05-16 00:00", "")],
    ]
    assert gdelt.read_printed(_answer({})) == ()


def test_a_search_of_news_is_bounded_by_the_article_s_day() -> None:
    """A year before and a month after, within the index; without a day the service's own bounds hold."""
    assert gdelt.printed_url("a b", date(2017, 3, 1)).endswith(
        "query=%22a%20b%22&mode=artlist&format=json&maxrecords=250&sort=DateAsc"
        "&startdatetime=20170101000000&enddatetime=20170401235959"
    )
    assert "startdatetime" not in gdelt.printed_url("a b", None)
    assert gdelt.is_throttled(_answer("Please limit requests to one every 5 seconds or contact …"))
    assert not gdelt.is_throttled(_answer({"articles": []}))


def test_an_empty_object_is_not_never_archived() -> None:
    """The Wayback Machine answers {} when it is asked too often, and an empty list of snapshots when it has none."""
    url = "https://a.example/x"
    assert wayback.is_throttled(_answer({}))
    with pytest.raises(NetworkError, match="did not tell whether it has a copy"):
        wayback.read_nearest(_answer({}), url)
    assert wayback.read_nearest(_answer({"archived_snapshots": {}}), url) is None
    closest = {"available": True, "timestamp": "20240102030405", "status": "200", "url": "http://x"}
    capture = wayback.read_nearest(_answer({"archived_snapshots": {"closest": closest}}), f"{url}#part")
    assert capture == wayback.Capture("20240102030405", url)
    assert capture is not None
    assert (capture.day, capture.url, capture.raw_url) == (
        "2024-01-02",
        f"https://web.archive.org/web/20240102030405/{url}",
        f"https://web.archive.org/web/20240102030405id_/{url}",
    )
    assert wayback.read_nearest(_answer({"archived_snapshots": {"closest": {**closest, "status": "404"}}}), url) is None


def test_captures_are_read_by_their_header() -> None:
    """Rows of another length and stamps that are none are left out; an empty answer lists none."""
    rows = [["original", "timestamp"], ["https://a.example/", "20240102030405"], ["x"], ["y", "2024"], None]
    assert wayback.read_captures(_answer(rows)) == (wayback.Capture("20240102030405", "https://a.example/"),)
    assert wayback.read_captures(_answer("")) == wayback.read_captures(_answer([])) == ()


def test_captures_that_repeat_others_are_what_those_are() -> None:
    """One that repeats a page is a page, one that repeats its being gone is that, and one of a redirect is neither."""
    rows = [
        ("20240101000000", "200", "A"),
        ("20240102000000", "-", "A"),
        ("20240103000000", "-", "LED"),
        ("20240104000000", "410", "N"),
        ("20240105000000", "-", "N"),
    ]
    url = "https://a.example/"
    table = [["timestamp", "original", "statuscode", "digest"], *([stamp, url, *rest] for stamp, *rest in rows)]
    assert wayback.read_captures(_answer(table)) == (
        wayback.Capture("20240101000000", url, "A", "200"),
        wayback.Capture("20240102000000", url, "A", "200"),
        wayback.Capture("20240104000000", url, "N", "410"),
        wayback.Capture("20240105000000", url, "N", "410"),
    )


def test_fact_checks_are_read_review_by_review() -> None:
    """A claim may have several reviews, and a review no rating, day or publisher's name."""
    answer = _answer(
        {
            "claims": [
                {
                    "text": "It rains.",
                    "claimReview": [
                        {
                            "publisher": {"name": "Checkers", "site": "checkers.example"},
                            "url": "https://checkers.example/1",
                            "reviewDate": "2024-01-02T03:04:05Z",
                            "textualRating": "Half true",
                        },
                        {"publisher": {"site": "other.example"}, "url": "https://other.example/2"},
                        {"publisher": {"name": "No address"}},
                    ],
                }
            ]
        }
    )
    assert factchecks.read_factchecks(answer) == (
        factchecks.FactCheck("It rains.", "", "Checkers", "Half true", "2024-01-02", "https://checkers.example/1"),
        factchecks.FactCheck("It rains.", "", "other.example", "", "", "https://other.example/2"),
    )
    assert factchecks.read_factchecks(_answer({})) == ()


def test_works_without_title_or_year_are_read_as_far_as_they_go() -> None:
    """A null date is no year, an empty title no work, and markup in a title no part of it."""
    items = [
        {"DOI": "10.5/1", "title": [], "issued": {"date-parts": [[2020]]}},
        {"DOI": "10.5/2", "title": ["On &amp; <i>off</i>"], "issued": {"date-parts": [[None]]}, "author": [{}]},
        {
            "DOI": "10.5/3",
            "title": ["Late"],
            "issued": {"date-parts": []},
            "container-title": ["J"],
            "URL": "https://x",
        },
    ]
    assert crossref.read_works(_answer({"message": {"items": items}})) == (
        crossref.Work("On & off", (), 0, "", "https://doi.org/10.5/2"),
        crossref.Work("Late", (), 0, "J", "https://x"),
    )


def test_hits_of_the_web_are_addresses_with_plain_words() -> None:
    """Marks of what matched are taken off, and what is no web address is left out."""
    hits = [
        {"url": "https://a.example/", "title": "<strong>A</strong>", "description": "x &lt; y", "content": "z"},
        {"url": "javascript:alert(1)", "title": "B"},
    ]
    assert websearch.read_brave(_answer({"web": {"results": hits}})) == (
        websearch.Hit("https://a.example/", "A", "x < y"),
    )
    assert websearch.read_searxng(_answer({"results": hits})) == (websearch.Hit("https://a.example/", "A", "z"),)
