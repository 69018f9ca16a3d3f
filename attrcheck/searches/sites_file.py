"""A newsroom's TOML file in, `Sites` out: its own sites and engines, those it removes or puts first, its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from string import Formatter
from typing import Any
from urllib.parse import urlsplit

from attrcheck.article import is_web_address
from attrcheck.searches.engines import Engine
from attrcheck.searches.sites import OwnEngine, Site, SiteKind, Sites, shipped_engines, shipped_entries, sites_of
from attrcheck.sources import SourceKind
from attrcheck.tomlfile import Place, TomlFile, read_toml
from attrcheck.wording import instead_of

__all__ = ["read_sites"]

_LONGEST_TEMPLATE, _LONGEST_TEXT, _MOST_ROWS = 500, 80, 5_000
_KEYS = {
    "": ("language", "region", "remove", "first", "site", "engine"),
    "site": ("names", "domain", "kind", "country", "language", "also"),
    "engine": ("key", "name", "url", "label", "kinds", "words", "since", "until"),
}
_NEEDED = {"site": ("names", "domain", "kind"), "engine": ("key", "name", "url")}
_LANGUAGE, _COUNTRY, _KEY = re.compile(r"[a-z]{2}"), re.compile(r"[A-Z]{2}"), re.compile(r"[a-z][a-z0-9_]{0,39}")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,61}(?:/[\w.~/-]{0,100})?")


def read_sites(data: bytes, *, name: str) -> Sites:
    """Return the shipped sites and engines with those of a newsroom's TOML file, which `name` is called in messages.

    Raises InputError with the line at fault for what is no TOML, an unknown key, a missing one, a template that is no
    web address or has not one {query} after its host, and a domain, kind, language or engine that there is not.
    """
    file = read_toml(data, name=name, is_a="list of sites")
    settings = file.values
    _check_keys(file, "", 0, settings)
    entries = tuple(_site(file, number, row) for number, row in _rows(file, settings, "site"))
    engines, own = dict(shipped_engines()), []
    keys: set[str] = set()
    for number, row in _rows(file, settings, "engine"):
        key, engine, added = _engine(file, number, row)
        if key in keys:
            raise file.refuse(("engine", number, "key"), f"there are two engines “{key}”. Give one another key.")
        keys.add(key)
        engines[key] = engine
        own += added
    first = _engine_keys(file, settings, "first", engines)
    for key in _engine_keys(file, settings, "remove", engines):
        if key in first:
            raise file.refuse(("", 0, "first"), f"“{key}” is among “remove” too. Take it out of one of the two.")
        del engines[key]
    return sites_of(
        (*entries, *shipped_entries()),
        engines,
        own=tuple(one for one in own if one.key in engines),
        first=first,
        language=_code(file, ("", 0, "language"), settings.get("language", "en"), _LANGUAGE, "en"),
        region=_code(file, ("", 0, "region"), settings.get("region", "US"), _COUNTRY, "US"),
    )


def _check_keys(file: TomlFile, table: str, number: int, row: Mapping[str, Any]) -> None:
    file.check_keys(table, number, row, _KEYS[table])
    for key in _NEEDED.get(table, ()):
        if key not in row:
            raise file.refuse((table, number, ""), f"this [[{table}]] needs “{key}”. Add it.")


def _rows(file: TomlFile, settings: Mapping[str, Any], table: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    rows = settings.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or len(rows) > _MOST_ROWS:
        raise file.refuse((table, 0, ""), f"write each {table} under a line [[{table}]], {_MOST_ROWS} at most.")
    for number, row in enumerate(rows):
        _check_keys(file, table, number, row)
        yield number, row


def _text(file: TomlFile, place: Place, value: object, longest: int = _LONGEST_TEXT) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > longest or not value.isprintable():
        raise file.refuse(place, f"“{place[2]}” must be a text of 1 to {longest} characters in one line.")
    return value.strip()


def _texts(file: TomlFile, place: Place, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise file.refuse(place, f"“{place[2]}” must be a list of texts in square brackets.")
    return tuple(_text(file, place, one) for one in value)


def _code(file: TomlFile, place: Place, value: object, shape: re.Pattern[str], example: str) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise file.refuse(place, f"“{place[2]}” must be a code of two letters, such as “{example}”.")
    return value


def _engine_keys(
    file: TomlFile, settings: Mapping[str, Any], key: str, engines: Mapping[str, Engine]
) -> tuple[str, ...]:
    keys = _texts(file, ("", 0, key), settings.get(key, []))
    for engine in keys:
        if engine not in engines:
            raise file.refuse(("", 0, key), f"there is no engine “{engine}”{instead_of(engine, tuple(engines))}")
    return tuple(dict.fromkeys(keys))


def _site(file: TomlFile, number: int, row: Mapping[str, Any]) -> Site:
    def place(key: str) -> Place:
        return ("site", number, key)

    names = _texts(file, place("names"), row["names"])
    if not names or not all(any(c.isalnum() for c in name) for name in names):
        raise file.refuse(place("names"), "“names” must hold a name, as articles write it.")
    domain = _domain(file, place("domain"), row["domain"])
    others = row.get("also", [])
    if not isinstance(others, list):
        raise file.refuse(place("also"), "“also” must be a list of domains in square brackets.")
    also = tuple(_domain(file, place("also"), one) for one in others)
    kinds = tuple(kind.value for kind in SiteKind)
    if row["kind"] not in kinds:
        raise file.refuse(place("kind"), f"there is no kind “{row['kind']}”; known are {', '.join(kinds)}.")
    country = _code(file, place("country"), row["country"], _COUNTRY, "US") if "country" in row else ""
    language = _code(file, place("language"), row["language"], _LANGUAGE, "en") if "language" in row else ""
    return Site(names, domain, SiteKind(row["kind"]), country, language, also)


def _domain(file: TomlFile, place: Place, value: object) -> str:
    domain = _text(file, place, value, 200)
    if not _DOMAIN.fullmatch(domain):
        raise file.refuse(place, f"“{domain}” is no domain. Write it like herald.example, without https://.")
    return domain


def _engine(file: TomlFile, number: int, row: Mapping[str, Any]) -> tuple[str, Engine, list[OwnEngine]]:
    """Return the engine with its key, and the link that it adds to rows where it replaces no shipped one."""

    def place(key: str) -> Place:
        return ("engine", number, key)

    key, name = _text(file, place("key"), row["key"]), _text(file, place("name"), row["name"])
    if not _KEY.fullmatch(key):
        raise file.refuse(place("key"), "“key” must be small letters, digits and _, such as “our_archive”.")
    url = _text(file, place("url"), row["url"], _LONGEST_TEMPLATE)
    shipped = shipped_engines().get(key)
    wrong = _wrong_template(url, with_lang=shipped is not None and "{lang}" in shipped.url)
    if wrong:
        raise file.refuse(place("url"), f"{wrong} Write it like https://archive.example/search?q={{query}}")
    words = row.get("words", 100)
    if not isinstance(words, int) or isinstance(words, bool) or not 1 <= words <= 100:
        raise file.refuse(place("words"), "“words” must be a number from 1 to 100.")
    bounds = {side: _text(file, place(side), row[side]) for side in ("since", "until") if side in row}
    for side, template in bounds.items():
        if _slots(template) != ["date"]:
            raise file.refuse(place(side), f"“{side}” must have the slot {{date}} once, as in “after:{{date}}”.")
    known = {kind.value: kind for kind in SourceKind}
    kinds = _texts(file, place("kinds"), row.get("kinds", [*known]))
    if not kinds:
        raise file.refuse(place("kinds"), "“kinds” is empty, so no row would ask this engine. Name a kind.")
    for kind in kinds:
        if kind not in known:
            raise file.refuse(place("kinds"), f"there is no kind of source “{kind}”{instead_of(kind, tuple(known))}")
    for own in ("label", "kinds"):
        if key in shipped_engines() and own in row:
            raise file.refuse(place(own), f"“{own}” is for engines of your own; “{key}” is here already.")
    label = _text(file, place("label"), row.get("label", f"It in {name}"))
    engine = Engine(name, url, words=words, since=bounds.get("since", ""), until=bounds.get("until", ""))
    if shipped is not None:
        # What is asked of it stays as it is.
        return key, replace(engine, web=shipped.web, raw=shipped.raw, unquoted=shipped.unquoted), []
    return key, engine, [OwnEngine(key, label, tuple(known[kind] for kind in kinds))]


def _has_port(url: str) -> bool:
    """Tell whether the port of `url` is one, or is left out."""
    try:
        port = urlsplit(url).port
    except ValueError:
        return False
    return port != 0


def _slots(template: str) -> list[str]:
    """Return the names of a template's slots, or a wrong one where its braces do not match."""
    try:
        parts = [part for part in Formatter().parse(template) if part[1] is not None]
    except ValueError:
        return ["?"]
    return ["?" if spec or turn else field or "?" for _, field, spec, turn in parts]


def _wrong_template(url: str, *, with_lang: bool) -> str:
    """Return what is wrong with an engine's address, "" for nothing."""
    slots = _slots(url)
    if "query" not in slots:
        return "the template has no {query} for the words to search for."
    known = {"query", "language", "region"} | ({"lang"} if with_lang else set())
    if slots.count("query") > 1 or set(slots) - known or "{{" in url or "}}" in url:
        return "the template may have {query} once, {language} and {region}, and no other braces."
    filled = re.sub(r"\{\w+\}", "x", url)
    if not is_web_address(filled) or not urlsplit(filled).hostname:
        return "the template is no http or https address."
    if not url.isascii() or "@" in urlsplit(filled).netloc or not _has_port(filled):
        return "the template's host must be plain: no user name, a port below 65536, and no letters beyond a to z."
    after_host = url.partition("://")[2]
    if not all("{" not in part for part in (after_host.partition("/")[0], url.partition("://")[0])):
        return "the template's host must stand before its slots, with a slash after it."
    return ""
