"""A small article with links, and the web round it: what each address would answer, in the documented shapes.

Everything in it is invented; the shapes are those of the services' documentation.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from attrcheck.article.html.page import from_html
from attrcheck.article.model import Article
from attrcheck.evidence.services.crossref import works_url
from attrcheck.evidence.services.gdelt import printed_url
from attrcheck.evidence.services.wayback import captures_url, nearest_url
from attrcheck.evidence.services.wikidata import entities_url, labels_url, search_url, wikipedia_url
from attrcheck.web.exchange import Exchange, Origin, write_exchange

URL = "https://herald.example/2024/05/14/harbour-wall"
ASKED_AT = "2024-05-15T09:30:00Z"
_MINUTES = "https://council.example/minutes/12"
_LETTER = "https://port.example/letters/7.html"

_HEAD = (
    '<!doctype html><html lang="en"><head><title>Harbour wall to be raised</title>'
    f'<link rel="canonical" href="{URL}"><meta property="article:published_time" content="2024-05-14">'
    '<meta name="author" content="Nora Lunt"></head><body><article><h1>Harbour wall to be raised</h1>'
)
_TAIL = (
    f'<p>Port director Tomas Reik wrote, <a href="{_LETTER}">in a letter to residents</a>, that the old pumps were '
    "“in a far worse state than anybody … on the council had been told”.</p>"
    "<p>A study by Lindqvist University found that two in three cellars near the quay flood every spring.</p>"
    "<p>The work begins in autumn, when the last of the summer's visitors have left the quay for the year.</p>"
    "</article></body></html>"
)
PAGE = (
    f"{_HEAD}<p>“The wall will be raised by two metres before the winter storms come back,” Ilse Brandt, the mayor of "
    f'Harlow Bay, <a href="{_MINUTES}">told the council</a> on Monday evening.</p>{_TAIL}'
)
_FIRST_PAGE = PAGE.replace("by two metres", "by one metre")


def article() -> Article:
    """Return the article."""
    return from_html(PAGE, url=URL)


def _page(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>'
        f"{body}</article></body></html>"
    )


def _snapshot(url: str, stamp: str) -> object:
    closest = {
        "available": True,
        "url": f"http://web.archive.org/web/{stamp}/{url}",
        "timestamp": stamp,
        "status": "200",
    }
    return {"url": url, "archived_snapshots": {"closest": closest}}


def _item(id_: str) -> dict[str, object]:
    return {"snaktype": "value", "datavalue": {"value": {"id": id_}, "type": "wikibase-entityid"}}


def _time(day: str, precision: int) -> dict[str, object]:
    value = {"time": f"+{day}T00:00:00Z", "precision": precision}
    return {"snaktype": "value", "datavalue": {"value": value, "type": "time"}}


def _text(value: str) -> dict[str, dict[str, str]]:
    return {"en": {"language": "en", "value": value}}


_BRANDT = {
    "id": "Q101",
    "labels": _text("Ilse Brandt"),
    "descriptions": _text("politician in Harlow Bay"),
    "claims": {
        "P31": [{"mainsnak": _item("Q5"), "rank": "normal"}],
        "P39": [
            {
                "mainsnak": _item("Q201"),
                "rank": "preferred",
                "qualifiers": {"P580": [_time("2021-11-00", 10)], "P582": [{"snaktype": "novalue"}]},
            },
            {
                "mainsnak": _item("Q202"),
                "rank": "normal",
                "qualifiers": {"P580": [_time("2005-00-00", 9)], "P582": [_time("2013-05-04", 11)]},
            },
            {"mainsnak": {"snaktype": "somevalue"}, "rank": "normal"},
            {"mainsnak": _item("Q203"), "rank": "deprecated"},
        ],
        "P856": [
            {"mainsnak": {"snaktype": "value", "datavalue": {"value": "https://www.brandt.example/"}}, "rank": "normal"}
        ],
    },
    "sitelinks": {"enwiki": {"site": "enwiki", "title": "Ilse Brandt"}},
}
_PAINTER = {
    "id": "Q102",
    "labels": _text("Ilse Brandt"),
    "descriptions": _text("painter (1871–1932)"),
    "claims": {"P31": [{"mainsnak": _item("Q5"), "rank": "normal"}]},
    "sitelinks": {},
}
_BRANDT_PHRASE = "raised by two metres before the winter storms"
_PUMPS_PHRASE = "in a far worse state than anybody"


def _seen(title: str, domain: str, stamp: str) -> dict[str, str]:
    return {
        "url": f"https://{domain}/story",
        "title": title,
        "seendate": stamp,
        "domain": domain,
        "language": "English",
        "sourcecountry": "Norway",
    }


def answers() -> dict[str, tuple[int, str, str]]:
    """Return what each address answers: status, content type, body."""
    day = article().date
    markup = {
        URL: PAGE,
        _MINUTES: _page(
            "Minutes of the council",
            "The mayor said: “The wall shall be raised by two metres before the winter storms come back, if the region "
            "pays its share.” The council took note of it and went on to the next matter.",
            "The meeting was closed at ten in the evening after a short debate about the lamps in Quay Street.",
        ),
        f"https://web.archive.org/web/20240514120000id_/{_MINUTES}": _page(
            "Minutes of the council",
            "The mayor said: “The wall will be raised by two metres before the winter storms come back.” The council "
            "took note of it and went on to the next matter of the long evening.",
        ),
        f"https://web.archive.org/web/20240516101010id_/{_LETTER}": _page(
            "A letter to residents",
            "Dear neighbours, the pumps are in a far worse state than anybody who is not an engineer and has a seat "
            "on the council had been told, and we are sorry for it. They will be mended in the autumn of this year.",
        ),
        f"https://web.archive.org/web/20240514060000id_/{URL}": _FIRST_PAGE,
        f"https://web.archive.org/web/20240520060000id_/{URL}": PAGE.replace("visitors", "guests"),
        f"https://web.archive.org/web/20240601060000id_/{URL}": PAGE,
    }
    services: dict[str, object] = {
        nearest_url(_MINUTES, day): _snapshot(_MINUTES, "20240514120000"),
        nearest_url(_LETTER, day): _snapshot(_LETTER, "20240516101010"),
        captures_url(URL): [
            ["timestamp", "original", "statuscode", "digest"],
            ["20240514060000", URL, "200", "FIRST"],
            ["20240514180000", URL, "-", "FIRST"],
            ["20240520060000", URL, "200", "SECOND"],
            ["20240601060000", URL, "200", "THIRD"],
        ],
        search_url("Ilse Brandt"): {"search": [{"id": "Q101", "label": "Ilse Brandt"}, {"id": "Q102"}], "success": 1},
        entities_url(["Q101", "Q102"]): {"entities": {"Q101": _BRANDT, "Q102": _PAINTER}, "success": 1},
        labels_url(["Q201", "Q202"]): {
            "entities": {
                "Q201": {"id": "Q201", "labels": _text("mayor of Harlow Bay")},
                "Q202": {"id": "Q202", "labels": _text("member of the regional council")},
            }
        },
        search_url("Tomas Reik"): {"search": [], "success": 1},
        wikipedia_url("Tomas Reik"): {
            "pages": [
                {
                    "id": 7,
                    "key": "Port_of_Harlow_Bay",
                    "title": "Port of Harlow Bay",
                    "excerpt": "its director <span>Tomas</span>",
                    "description": "Port in the north",
                }
            ]
        },
        printed_url(_BRANDT_PHRASE, date.fromisoformat(day)): {
            "articles": [
                _seen("Wall to rise , says mayor", "north.example", "20240513T190000Z"),
                _seen("Wall to rise, says mayor | Coast Post", "coast.example", "20240514T050000Z"),
                _seen("Harbour wall to be raised", "herald.example", "20240514T060000Z"),
            ]
        },
        works_url("Lindqvist University cellars quay flood spring"): {
            "status": "ok",
            "message": {
                "items": [
                    {
                        "DOI": "10.5555/cellars",
                        "title": ["Cellars and <i>spring</i> floods"],
                        "author": [{"family": "Okker"}, {"name": "Quay Study Group"}],
                        "issued": {"date-parts": [[2024, 1]]},
                        "container-title": ["Journal of Coastal Cellars"],
                        "URL": "https://doi.org/10.5555/cellars",
                    },
                    {"DOI": "10.5555/none", "title": [], "issued": {"date-parts": [[None]]}},
                ]
            },
        },
    }
    found = {url: (200, "text/html; charset=utf-8", body) for url, body in markup.items()}
    found |= {url: (200, "application/json", json.dumps(body)) for url, body in services.items()}
    found[_LETTER] = (404, "text/html", _page("Not here", "Nothing."))
    found[printed_url(_PUMPS_PHRASE, date.fromisoformat(day))] = (
        200,
        "text/html",
        "The specified phrase is too short.",
    )
    return found


def write_world(folder: Path) -> None:
    """Write the answers into `folder`, for --replay."""
    for url, (status, media, body) in answers().items():
        headers = (("content-type", media),)
        write_exchange(
            Exchange("GET", url, status, headers, body.encode(), ASKED_AT, Origin.DOCUMENTATION, "Invented."), folder
        )
