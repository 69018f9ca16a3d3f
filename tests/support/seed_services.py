"""What invented services answer about the seed article: shapes as their documentation gives them, contents our own.

No server ever sent any of it. Ids, addresses and outlets are invented; of the people and bodies that the article names,
no more is said than is commonly known, and none of it is copied from the services.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urldefrag, urlsplit

from tests.generate import seed_page as make_seed_page

#: When all of it plays.
ASKED_AT = "2022-01-16T09:05:00Z"

_PESKOV_WORDS = "the social networks bear just as much evil as good"
_REPORT_WORDS = "to initiate systematic changes of a political nature"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and after which documentation or for what purpose it was written."""

    note: str
    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/json; charset=utf-8"})


def reply(url: str) -> Reply | None:
    """Return what `url` answers, None where nothing is written for it."""
    url = urldefrag(url).url
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query, keep_blank_values=True).items()}
    for prefix, answer in _SERVICES:
        if url.startswith(prefix):
            return answer(asked)
    return _PAGES.get(url)


def _json(service: str, content: object) -> Reply:
    return Reply(
        f"Written after the documentation of {service}; contents invented.", json.dumps(content, indent=1).encode()
    )


def _page(note: str, title: str, *paragraphs: str, status: int = 200) -> Reply:
    """Return a page of our own writing."""
    head = (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{html.escape(title)}</title></head>\n'
    )
    body = "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in paragraphs)
    markup = (
        f"{head}<body>\n<main><article>\n<h1>{html.escape(title)}</h1>\n{body}\n</article></main>\n</body>\n</html>\n"
    )
    return Reply(f"{note} The page is of our own writing.", markup.encode(), status, _HTML)


_HTML = {"content-type": "text/html; charset=utf-8"}


# Wikidata and Wikipedia


@dataclass(frozen=True, slots=True)
class _Entity:
    """An entry of Wikidata's: `offices` by the office's id with their first and last day as (time, precision)."""

    label: str
    description: str
    is_a: str
    offices: tuple[tuple[str, str, tuple[str, int] | None, tuple[str, int] | None], ...] = ()
    website: str = ""
    page: str = ""


_HUMAN = "Q5"
_ENTITIES = {
    "Q900000001": _Entity(
        "Dmitry Peskov",
        "Russian diplomat and press secretary",
        _HUMAN,
        (
            ("Q900000101", "preferred", ("+2012-05-22T00:00:00Z", 11), None),
            ("Q900000102", "normal", ("+2008-00-00T00:00:00Z", 9), ("+2012-00-00T00:00:00Z", 9)),
            ("Q900000103", "deprecated", ("+1999-01-01T00:00:00Z", 11), None),
        ),
        "https://kremlin.example/",
        "Dmitry Peskov",
    ),
    "Q900000002": _Entity("Dmitry Peskov", "ice hockey player (an invented namesake)", _HUMAN),
    "Q900000003": _Entity("Roman Protasevich", "Belarusian journalist", _HUMAN, page="Roman Protasevich"),
    "Q900000004": _Entity("NEXTA", "media outlet on Telegram", "Q900000201", (), "https://nexta.example/", "NEXTA"),
    "Q900000005": _Entity("Nexta", "village (an invented namesake)", "Q900000202"),
    "Q900000006": _Entity(
        "United States Department of State",
        "executive department of the federal government of the United States",
        "Q900000203",
        (),
        "https://state.example/",
        "United States Department of State",
    ),
}
_OFFICES = {
    "Q900000101": "Press Secretary of the President of Russia",
    "Q900000102": "press secretary of the Prime Minister of Russia",
}
#: The names that are asked for, and the entries that go by them.
_NAMES = {
    "Dmitry Peskov": ("Q900000001", "Q900000002"),
    "Roman Protasevich": ("Q900000003",),
    "NEXTA": ("Q900000004", "Q900000005"),
    "US Department of State": ("Q900000006",),
}


def _wikidata(asked: Mapping[str, str]) -> Reply:
    service = "Wikidata's API (wbsearchentities, wbgetentities)"
    if asked["action"] == "wbsearchentities":
        name = asked["search"]
        found = []
        for id_ in _NAMES.get(name, ()):
            entity = _ENTITIES[id_]
            alias = entity.label.casefold() != name.casefold()
            match = {"type": "alias" if alias else "label", "language": "en", "text": name}
            found.append({"id": id_, "label": entity.label, "description": entity.description, "match": match})
        return _json(service, {"searchinfo": {"search": name}, "search": found, "success": 1})
    entities: dict[str, dict[str, object]] = {}
    for id_ in asked["ids"].split("|"):
        known = _ENTITIES.get(id_)
        labels = {"en": {"language": "en", "value": known.label if known else _OFFICES.get(id_, id_)}}
        entities[id_] = {"type": "item", "id": id_, "labels": labels}
        if known and "claims" in asked["props"]:
            entities[id_] |= {
                "descriptions": {"en": {"language": "en", "value": known.description}},
                "claims": _claims(known),
                "sitelinks": {"enwiki": {"site": "enwiki", "title": known.page, "badges": []}} if known.page else {},
            }
    return _json(service, {"entities": entities, "success": 1})


def _claims(entity: _Entity) -> dict[str, object]:
    claims: dict[str, object] = {"P31": [_claim("P31", _item(entity.is_a))]}
    if entity.offices:
        claims["P39"] = [
            _claim("P39", _item(id_), rank) | {"qualifiers": _term(start, end)}
            for id_, rank, start, end in entity.offices
        ]
    if entity.website:
        claims["P856"] = [_claim("P856", {"value": entity.website, "type": "string"})]
    return claims


def _claim(name: str, value: Mapping[str, object], rank: str = "normal") -> dict[str, object]:
    snak = {"snaktype": "value", "property": name, "datavalue": value}
    return {"mainsnak": snak, "type": "statement", "rank": rank}


def _item(id_: str) -> dict[str, object]:
    return {"value": {"entity-type": "item", "numeric-id": int(id_[1:]), "id": id_}, "type": "wikibase-entityid"}


def _term(start: tuple[str, int] | None, end: tuple[str, int] | None) -> dict[str, object]:
    snaks: dict[str, object] = {}
    for name, moment in (("P580", start), ("P582", end)):
        if moment is not None:
            time, precision = moment
            value = {
                "time": time,
                "timezone": 0,
                "before": 0,
                "after": 0,
                "precision": precision,
                "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
            }
            snaks[name] = [{"snaktype": "value", "property": name, "datavalue": {"value": value, "type": "time"}}]
    return snaks


def _wikipedia(asked: Mapping[str, str]) -> Reply:
    service = "Wikimedia's REST API (search/page)"
    if "NEXTA" not in asked["q"]:
        return _json(service, {"pages": []})
    page = {
        "id": 900000001,
        "key": "NEXTA",
        "title": "NEXTA",
        "excerpt": '<span class="searchmatch">NEXTA</span> is an outlet on <span class="searchmatch">Telegram</span>',
        "matched_title": None,
        "description": "media outlet on Telegram",
        "thumbnail": None,
    }
    return _json(service, {"pages": [page]})


# GDELT


def _gdelt(asked: Mapping[str, str]) -> Reply:
    service = "GDELT's DOC 2.0 API"
    query = asked["query"]
    if "protect the rights" in query:
        note = f"Written after reports on {service}: an error in plain words under HTTP 200."
        return Reply(
            note, b"The specified phrase is too short.\n", headers={"content-type": "text/html; charset=utf-8"}
        )
    if "evil as good" in query:
        pages = (
            ("20220110T131500Z", "agency.example", "Kremlin : social networks bring as much evil as good"),
            ("20220110T141500Z", "morning.example", "Kremlin: Social networks bring as much evil as good | Morning"),
            ("20220110T160000Z", "evening.example", "Kremlin: social networks bring as much evil as good"),
            ("20220111T070000Z", "weekly.example", "What the Kremlin makes of Telegram"),
            ("20220115T093000Z", "news.example", "The Role that Social and Media Platforms Played"),
        )
        return _json(service, {"articles": [_article(*page) for page in pages]})
    if "influencers to create" in query:
        return _json(
            service, {"articles": [_article("20220104T101500Z", "courier.example", "Grants for Tajik bloggers")]}
        )
    return _json(service, {})


def _article(seen: str, domain: str, title: str) -> dict[str, str]:
    return {
        "url": f"https://{domain}/{seen[:8]}/story",
        "url_mobile": "",
        "title": title,
        "seendate": seen,
        "socialimage": "",
        "domain": domain,
        "language": "English",
        "sourcecountry": "United Kingdom",
    }


# The Wayback Machine

_FIRST, _AGAIN, _SECOND, _LAST = "20220115101112", "20220115141516", "20220115181920", "20220116060708"
_TOPIC = "https://news.example/topics/nexta?page=1&sort=new"
_REPORT = "https://library.example/strategic-communication"
_PERSON = "https://kremlin.example/people/dmitry-peskov"
_GRANTS, _PROGRAMME = "https://grants.example/tajikistan", "https://grants.example/programmes/tajikistan-2022"
_COPIES = {_TOPIC: "20220108203040", _REPORT: "20211130121314"}


def _copy(stamp: str, url: str) -> str:
    return f"https://web.archive.org/web/{stamp}id_/{url}"


def _nearest(asked: Mapping[str, str]) -> Reply:
    url = asked["url"]
    closest = {}
    if url in _COPIES:
        stamp = _COPIES[url]
        shown = f"http://web.archive.org/web/{stamp}/{url}"
        closest = {"closest": {"status": "200", "available": True, "url": shown, "timestamp": stamp}}
    return _json("the Wayback Machine's availability API", {"url": url, "archived_snapshots": closest})


def _captures(asked: Mapping[str, str]) -> Reply:
    listed = (
        (_FIRST, "200", _digest(_copy(_FIRST, make_seed_page.URL))),
        (_AGAIN, "-", _digest(_copy(_FIRST, make_seed_page.URL))),
        (_SECOND, "200", _digest(_copy(_SECOND, make_seed_page.URL))),
        (_LAST, "200", _digest(_copy(_LAST, make_seed_page.URL))),
    )
    rows: list[Sequence[str]] = []
    if asked["url"] == make_seed_page.URL:
        rows = [("timestamp", "original", "statuscode", "digest")]
        rows += [(stamp, make_seed_page.URL, status, digest) for stamp, status, digest in listed]
    return _json("the Wayback Machine's CDX server", rows)


def _digest(url: str) -> str:
    """Return the digest that the archive tells of what it has at `url`: SHA-1 in base 32."""
    return base64.b32encode(hashlib.sha1(_PAGES[url].body, usedforsecurity=False).digest()).decode("ascii")


# Fact-checks


def _factchecks(asked: Mapping[str, str]) -> Reply | None:
    """Return what Google's index answers, for two queries only: without a key most users ask it nothing."""
    service = "the Google Fact Check Tools API (claims:search)"
    if "CSTO" in asked["query"] and "contingent" in asked["query"]:
        return _json(service, {})
    if "evil as good" not in asked["query"]:
        return None
    review = {
        "publisher": {"name": "Check Desk (invented)", "site": "checkdesk.example"},
        "url": "https://checkdesk.example/2022/01/what-the-kremlin-said-of-social-networks",
        "title": "What the Kremlin said of social networks",
        "reviewDate": "2022-01-13T00:00:00Z",
        "textualRating": "Missing context",
        "languageCode": "en",
    }
    claim = {
        "text": "The Kremlin called social networks evil",
        "claimant": "Social media posts",
        "claimDate": "2022-01-11T00:00:00Z",
        "claimReview": [review],
    }
    return _json(service, {"claims": [claim]})


_SERVICES = (
    ("https://www.wikidata.org/w/api.php?", _wikidata),
    ("https://en.wikipedia.org/w/rest.php/v1/search/page?", _wikipedia),
    ("https://api.gdeltproject.org/api/v2/doc/doc?", _gdelt),
    ("https://archive.org/wayback/available?", _nearest),
    ("https://web.archive.org/cdx/search/cdx?", _captures),
    ("https://factchecktools.googleapis.com/v1alpha1/claims:search?", _factchecks),
)


# Pages


def _earlier() -> bytes:
    """Return the article's page as the earliest copy has it, with one quotation in other words."""
    return make_seed_page.page().replace(_PESKOV_WORDS, "the social networks bear more evil than good").encode()


def _retitled() -> bytes:
    """Return the article's page as a later copy has it, with another title and the same statements."""
    return make_seed_page.page().replace("The Role that Social", "What Role Social").encode()


_PAGES = {
    _PERSON: _page(
        "A cited page that holds the words altered.",
        "Press Secretary Dmitry Peskov answers questions",
        "On Monday the Press Secretary took questions on the part that the Internet and social media had played.",
        "Asked about Kazakhstan, he said: “The social networks bring at least as much evil as good.”",
        "He did not name any network, and said that each country finds its own answer.",
    ),
    _TOPIC: _page(
        "A soft 404: what it says is not there, the status says is.",
        "Page not found",
        "What you are looking for may have moved. Try the search, or begin at the front page.",
    ),
    _copy(_COPIES[_TOPIC], _TOPIC): _page(
        "An archived copy of a page that is not there any more.",
        "NEXTA: all our stories",
        "For two days our readers have told us that the news from Almaty is covered by the NEXTA Telegram Channel more "
        "than by anyone else.",
        "Telephone lines were down in the city, and agencies were slow.",
    ),
    _REPORT: _page("A dead link.", "404 Not Found", "There is no such document here.", status=404),
    _copy(_COPIES[_REPORT], _REPORT): _page(
        "An archived copy that holds the words verbatim.",
        "Strategic Communication and Public Affairs: a reader",
        "The second part of this reader is on operations in peacetime.",
        f"In such operations, the authors write, social media serve {_REPORT_WORDS}. They give no example.",
        "The third part has exercises.",
    ),
    _GRANTS: Reply(
        "A cited link that has moved.",
        b"",
        301,
        {"content-type": "text/html", "location": "/programmes/tajikistan-2022"},
    ),
    _PROGRAMME: _page(
        "Where a cited link has moved to.",
        "Democratic institutions and civil society: a call for proposals",
        "Proposals are due in March. The primary target audience of the project is Tajik youth from 15 to 35 years.",
        "The goal of the project is to strengthen the capacity of independent bloggers and social media influencers to "
        "create content that can effectively counter disinformation, propaganda, and extremism.",
    ),
    _copy(_FIRST, make_seed_page.URL): Reply(
        "An archived copy of the seed page in which one quotation has other words; "
        "made by tests/generate/seed_page.py.",
        _earlier(),
        headers=_HTML,
    ),
    _copy(_SECOND, make_seed_page.URL): Reply(
        "An archived copy of the seed page under another title; made by tests/generate/seed_page.py.",
        _retitled(),
        headers=_HTML,
    ),
    _copy(_LAST, make_seed_page.URL): Reply(
        "An archived copy of the seed page; made by tests/generate/seed_page.py.",
        make_seed_page.page().encode(),
        headers=_HTML,
    ),
}
