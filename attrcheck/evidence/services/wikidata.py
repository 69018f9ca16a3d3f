"""A name in, the people and bodies that go by it out, as Wikidata has them: description, offices held, website."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from attrcheck.evidence.services.responses import object_at, objects_at, read_object, text_at, with_query
from attrcheck.web import Page

__all__ = [
    "Cover",
    "Office",
    "WikidataItem",
    "covers",
    "entities_url",
    "labels_url",
    "read_candidates",
    "read_entities",
    "read_labels",
    "read_wikipedia",
    "search_url",
    "wikipedia_url",
]

_API = "https://www.wikidata.org/w/api.php"
#: The API takes no more ids in one request.
MOST_IDS = 50
_MOST_CANDIDATES = 7
_INSTANCE_OF, _HUMAN, _POSITION, _START, _END, _WEBSITE = "P31", "Q5", "P39", "P580", "P582", "P856"
_ID = re.compile(r"Q[1-9]\d{0,11}")
_TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T")
_YEAR, _MONTH, _DAY = 9, 10, 11


class Cover(StrEnum):
    """Whether an office was held on a day, as far as its dates say."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Office:
    """A position held (P39): its id, and its first and last day as YYYY, YYYY-MM or YYYY-MM-DD, "" for not given.

    `ended` is true where it is known to have ended on a day that nobody knows.
    """

    id: str
    start: str
    end: str
    ended: bool = False


@dataclass(frozen=True, slots=True)
class WikidataItem:
    """What goes by a name: strings are "" where Wikidata has none; `wikipedia` is the English page's title."""

    id: str
    label: str
    description: str
    is_human: bool
    offices: tuple[Office, ...]
    website: str
    wikipedia: str

    @property
    def url(self) -> str:
        """The entity's page."""
        return f"https://www.wikidata.org/wiki/{self.id}"

    @property
    def wikipedia_page(self) -> str:
        """The address of the English Wikipedia's page, "" where there is none."""
        return f"https://en.wikipedia.org/wiki/{quote(self.wikipedia.replace(' ', '_'))}" if self.wikipedia else ""


def search_url(name: str) -> str:
    """Return the address that lists what goes by `name`."""
    return with_query(
        _API, action="wbsearchentities", search=name, language="en", type="item", limit=str(_MOST_CANDIDATES),
        format="json",
    )  # fmt: skip


def entities_url(ids: Iterable[str]) -> str:
    """Return the address of what Wikidata has on at most 50 entities, as far as it is used here.

    Names that are the same in all languages are given as such only, so that English falls back on them.
    """
    return with_query(
        _API, action="wbgetentities", ids="|".join(ids), props="labels|descriptions|claims|sitelinks", languages="en",
        sitefilter="enwiki", languagefallback="1",
        format="json",
    )  # fmt: skip


def labels_url(ids: Iterable[str]) -> str:
    """Return the address that names at most 50 entities."""
    return with_query(
        _API,
        action="wbgetentities",
        ids="|".join(ids),
        props="labels",
        languages="en",
        languagefallback="1",
        format="json",
    )


def wikipedia_url(name: str) -> str:
    """Return the address that searches the English Wikipedia for `name`."""
    return with_query("https://en.wikipedia.org/w/rest.php/v1/search/page", q=name, limit="3")


def read_candidates(answer: Page) -> tuple[str, ...]:
    """Return the ids that an answer to `search_url` lists; raises NetworkError for an error."""
    found = objects_at(read_object(answer, "Wikidata"), "search")
    return tuple(dict.fromkeys(one["id"] for one in found if _ID.fullmatch(text_at(one, "id"))))[:_MOST_CANDIDATES]


def read_labels(answer: Page) -> dict[str, str]:
    """Return the English names of an answer to `labels_url`, by id; raises NetworkError for an error."""
    entities = object_at(read_object(answer, "Wikidata"), "entities")
    return {id_: label for id_, one in entities.items() if (label := text_at(object_at(one, "labels", "en"), "value"))}


def read_entities(answer: Page) -> tuple[WikidataItem, ...]:
    """Return the entities of an answer to `entities_url`, without missing ones; raises NetworkError for an error."""
    entities = object_at(read_object(answer, "Wikidata"), "entities")
    return tuple(_entity(id_, one) for id_, one in entities.items() if isinstance(one, dict) and "missing" not in one)


def _entity(id_: str, entity: Mapping[str, Any]) -> WikidataItem:
    claims = object_at(entity, "claims")
    sites = [_value(claim) for claim in _best(claims, _WEBSITE)]
    return WikidataItem(
        id=id_,
        label=text_at(object_at(entity, "labels", "en"), "value"),
        description=text_at(object_at(entity, "descriptions", "en"), "value"),
        is_human=any(text_at(_value(claim), "id") == _HUMAN for claim in _best(claims, _INSTANCE_OF)),
        offices=tuple(office for claim in _kept(claims, _POSITION) if (office := _office(claim)) is not None),
        website=next((site for site in sites if isinstance(site, str) and site.startswith(("http:", "https:"))), ""),
        wikipedia=text_at(object_at(entity, "sitelinks", "enwiki"), "title"),
    )


def _kept(claims: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the statements under `name` that are not deprecated."""
    return [claim for claim in objects_at(claims, name) if claim.get("rank") != "deprecated"]


def _best(claims: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the statements under `name`, the preferred ones first."""
    return sorted(_kept(claims, name), key=lambda claim: claim.get("rank") != "preferred")


def _value(claim: Mapping[str, Any]) -> Any:
    """Return what a statement says, None where it is "unknown" or "none", which have no value."""
    snak = object_at(claim, "mainsnak")
    return object_at(snak, "datavalue").get("value") if snak.get("snaktype") == "value" else None


def _office(claim: Mapping[str, Any]) -> Office | None:
    id_ = text_at(_value(claim), "id")
    if not _ID.fullmatch(id_):
        return None
    qualifiers = object_at(claim, "qualifiers")
    ends = objects_at(qualifiers, _END)
    ended = any(snak.get("snaktype") == "somevalue" for snak in ends)
    return Office(id_, _day(objects_at(qualifiers, _START)), _day(ends), ended)


def _day(snaks: Iterable[Mapping[str, Any]]) -> str:
    """Return the first date of `snaks` as precisely as it is known: YYYY, YYYY-MM or YYYY-MM-DD, "" for none."""
    for snak in snaks:
        value = object_at(snak, "datavalue", "value") if snak.get("snaktype") == "value" else {}
        match = _TIME.match(text_at(value, "time"))
        precision = value.get("precision")
        if match and isinstance(precision, int) and precision >= _YEAR:
            year, month, day = match.groups()
            if precision >= _DAY and day != "00" and month != "00":
                return f"{year}-{month}-{day}"
            return f"{year}-{month}" if precision >= _MONTH and month != "00" else year
    return ""


def covers(office: Office, day: str) -> Cover:
    """Tell whether `office` was held on `day` (YYYY-MM-DD); an end that is not given leaves it held."""
    if (office.start and day[: len(office.start)] < office.start) or (
        office.end and day[: len(office.end)] > office.end
    ):
        return Cover.NO
    # "2005" may be before the day or after it.
    vague = any(len(known) < len(day) and day.startswith(known) for known in (office.start, office.end) if known)
    return Cover.UNCLEAR if vague or not office.start or office.ended else Cover.YES


def read_wikipedia(answer: Page) -> tuple[tuple[str, str, str], ...]:
    """Return title, description and URL of the pages that a Wikipedia search lists; raises NetworkError for an error.

    The excerpts, which are HTML, are left alone.
    """
    pages = objects_at(read_object(answer, "Wikipedia"), "pages")
    return tuple(
        (
            text_at(page, "title"),
            text_at(page, "description"),
            f"https://en.wikipedia.org/wiki/{quote(text_at(page, 'key'))}",
        )
        for page in pages
        if text_at(page, "title") and text_at(page, "key")
    )
