"""Names as articles write them in, domains out: who can be searched where, shipped and of a newsroom's own.

The shipped names stand in data/sites.toml and the engines in data/engines.toml. A newsroom's own file adds names and
engines, replaces and removes engines, says which come first, and sets the language and region of the searches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from attrcheck.files import read_data
from attrcheck.searches.engines import Engine
from attrcheck.searches.words import RARE, fold, rarity, search_data
from attrcheck.sources import SourceKind

__all__ = ["OwnEngine", "Site", "SiteKind", "Sites", "shipped_engines", "shipped_entries", "shipped_sites", "sites_of"]

_LONGEST_NAME = 8


class SiteKind(StrEnum):
    """What a site belongs to; a channel is an account on a platform."""

    OUTLET = "outlet"
    AGENCY = "agency"
    GOVERNMENT = "government"
    PARLIAMENT = "parliament"
    COURT = "court"
    BODY = "body"
    ORGANISATION = "organisation"
    PLATFORM = "platform"
    CHANNEL = "channel"
    POLLSTER = "pollster"
    JOURNAL = "journal"
    FACT_CHECKER = "fact_checker"


#: Their names are often parts of longer ones, which are somebody else's ("Florida Department of State").
_PUBLIC = frozenset({SiteKind.GOVERNMENT, SiteKind.PARLIAMENT, SiteKind.COURT})


@dataclass(frozen=True, slots=True)
class Site:
    """Names that articles use and the domain that they stand for; country as ISO 3166-1 or "", language as ISO 639-1.

    `domain` may go on with a path; `also` are further domains. A channel's is t.me/ and its handle.
    """

    names: tuple[str, ...]
    domain: str
    kind: SiteKind
    country: str = ""
    language: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnEngine:
    """An engine that a newsroom adds to every row of certain kinds of source: its key and its links' label."""

    key: str
    label: str
    kinds: tuple[SourceKind, ...] = tuple(SourceKind)


_NAME_WORD = re.compile(r"[^\W_]+(?:[.'’&+-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
#: What may stand between two words of a name.
_GLUE = frozenset({"", "/", "&", "-"})
_Key = tuple[str, ...]


def _words_of(text: str) -> list[tuple[str, int, int]]:
    """Return the words of `text` without their possessive ending, each with its place."""
    found = []
    for match in _NAME_WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        found.append((word.replace("’", "'"), match.start(), match.start() + len(word)))
    return found


def _key(name: str) -> _Key:
    words = [word for word, _, _ in _words_of(name)]
    return tuple(words[1:] if len(words) > 1 and words[0].lower() == "the" else words)


def _is_common(key: _Key) -> bool:
    """Tell whether the name is a word that stands in many sentences without being that name."""
    return len(key) == 1 and (len(key[0]) < 3 or (rarity(key[0]) < RARE and not key[0].isupper()))


@dataclass(frozen=True, slots=True)
class Sites:
    """Where to search: sites by name, engines by key, those that come first, and the searches' language and region."""

    names: Mapping[_Key, Site]
    folded: Mapping[_Key, Site]
    engines: Mapping[str, Engine]
    own: tuple[OwnEngine, ...] = ()
    first: tuple[str, ...] = ()
    language: str = "en"
    region: str = "US"

    def find(self, name: str) -> Site | None:
        """Return the site of what is called `name` as a whole, whatever it is called besides ("Time magazine")."""
        key = _key(fold(name)[:200])
        while key:
            site = self.names.get(key)
            if site is None and not _is_common(key):
                site = self.folded.get(tuple(word.casefold() for word in key))
            if site is not None or key[-1].lower() not in _descriptors():
                return site
            key = key[:-1]
        return None

    def within(self, text: str) -> Site | None:
        """Return the first site that `text` names, by its longest name; a common word counts before "magazine"."""
        return next(self.all_within(text), None)

    def all_within(self, text: str) -> Iterator[Site]:
        """Yield the sites that `text` names, in text order; names count as articles write them, in capitals."""
        if text.isupper():
            return
        words = _words_of(text)
        at = 0
        while at < len(words):
            count = self._name_at(text, words, at)
            if count:
                yield self.names[tuple(word for word, _, _ in words[at : at + count])]
            at += count or 1

    def _name_at(self, text: str, words: Sequence[tuple[str, int, int]], at: int) -> int:
        """Return how many words the longest name that begins at `at` has, 0 for none."""
        longest = 1
        while longest < min(_LONGEST_NAME, len(words) - at) and _glued(text, words, at + longest):
            longest += 1
        for count in range(longest, 0, -1):
            key = tuple(word for word, _, _ in words[at : at + count])
            site = self.names.get(key)
            if site is None:
                continue
            after = words[at + count][0].lower() if at + count < len(words) and count < longest + 1 else ""
            if _is_common(key) and after not in _descriptors():
                continue
            before = words[at - 1][0] if at and _glued(text, words, at) else ""
            is_part = before[:1].isupper() and before.lower() not in _leads()
            return 0 if is_part and site.kind in _PUBLIC else count
        return 0


def _glued(text: str, words: Sequence[tuple[str, int, int]], at: int) -> bool:
    """Tell whether the word at `at` may go on with a name that the word before it belongs to."""
    before, _, end = words[at - 1]
    gap = text[end : words[at][1]].strip()
    return gap in _GLUE or (gap == "." and ("." in before or len(before) == 1))


@cache
def _descriptors() -> frozenset[str]:
    return frozenset(search_data()["names"]["descriptors"])


@cache
def _leads() -> frozenset[str]:
    return frozenset(search_data()["names"]["leads"])


def sites_of(
    entries: Iterable[Site],
    engines: Mapping[str, Engine],
    *,
    own: tuple[OwnEngine, ...] = (),
    first: tuple[str, ...] = (),
    language: str = "en",
    region: str = "US",
) -> Sites:
    """Return the value that searches are made with; of two entries with one name the first counts."""
    names: dict[_Key, Site] = {}
    folded: dict[_Key, Site] = {}
    for site in entries:
        for name in site.names:
            key = _key(fold(name))
            names.setdefault(key, site)
            if not _is_common(key):
                folded.setdefault(tuple(word.casefold() for word in key), site)
    local = {key: _localised(engine, language, region) for key, engine in engines.items()}
    return Sites(names, folded, local, own, first, language, region)


def _localised(engine: Engine, language: str, region: str) -> Engine:
    return replace(engine, url=engine.url.replace("{language}", language).replace("{region}", region))


@cache
def shipped_engines() -> Mapping[str, Engine]:
    """Return the engines of data/engines.toml by their keys."""
    return {key: Engine(**fields) for key, fields in read_data("engines").items()}


@cache
def shipped_entries() -> tuple[Site, ...]:
    """Return the sites of data/sites.toml."""
    return tuple(
        Site(**{**row, "names": tuple(row["names"]), "kind": SiteKind(row["kind"]), "also": tuple(row.get("also", ()))})
        for row in read_data("sites")["site"]
    )


@cache
def shipped_sites() -> Sites:
    """Return what the package ships, for searches in English from the United States."""
    return sites_of(shipped_entries(), shipped_engines())
