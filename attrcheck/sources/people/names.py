"""Mentions of people in, the key of each out: given and last name, alike for one person however the name is written.

Particles, hyphens, initials, patronymics and second surnames come and go between two mentions of one person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.text.lexicon import lexicon

__all__ = ["Named", "first_sex", "is_movement", "name_keys", "suffixless", "surname_forms", "written"]


def first_sex(word: str) -> int:
    """Return 1 for a man's given name in lower case, -1 for a woman's, 0 for neither."""
    return lexicon().has("people.first_male", word) - lexicon().has("people.first_female", word)


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a person; `role` is the title or apposition beside it, `modifies` when a noun follows it.

    `also` is the apposition behind a name that has a title before it, `nickname` what it holds in quotation marks;
    `whole` is the full name where the last one stands behind the next name only: "[Gary] and Lynette Oleson".
    """

    span: Span
    parts: tuple[str, ...]
    honorific: int
    role: Span | None
    modifies: bool
    also: Span | None = None
    nickname: str = ""
    whole: str = ""

    @property
    def roles(self) -> tuple[Span, ...]:
        """The title and the apposition."""
        return tuple(role for role in (self.role, self.also) if role is not None)

    @property
    def begins(self) -> int:
        """Where the name begins, or a title before it."""
        return min(self.span.start, *(role.start for role in self.roles)) if self.roles else self.span.start


_MOVEMENT = re.compile(r"\w{4}(?:ism|ists)\Z")


def is_movement(low: str) -> bool:
    """Tell whether a word is a doctrine or those who hold it, by its look: "anarchism", "anarcho-syndicalists"."""
    return _MOVEMENT.search(low) is not None


def suffixless(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a name without "Jr." and the like, unless nothing else is there."""
    sets = lexicon().sets
    return tuple(part for part in parts if part not in sets["people.suffixes"]) or tuple(parts)


_WRITTEN = re.compile(r"\w+(?:[.'’\-]\w+)*")


#: Letters that no accent parts from the plain ones.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


def _folded(word: str) -> str:
    """Return lower-case `word` without accents: "García" is Garcia in the next sentence."""
    apart = unicodedata.normalize("NFD", word.lower().translate(_STROKES))
    return "".join(c for c in apart if not unicodedata.combining(c))


def _initial(part: str) -> bool:
    return all(len(letter) == 1 for letter in part.rstrip(".").split("."))


def written(text: str, named: Named) -> str:
    """Return the words of a name as they stand, particles among them, in small letters and without accents."""
    found = [_folded(match.group()) for match in _WRITTEN.finditer(text, named.span.start, named.span.end)]
    return " ".join(suffixless(found)).removesuffix("'s").removesuffix("’s")


def surname_forms(text: str, mentions: Iterable[Named]) -> dict[str, str]:
    """Return, by how else the last name of a person may stand alone, the last name: "de wolff", "hargreave moss".

    Only people named with more than that have such forms.
    """
    particles = lexicon().sets["people.particles"]
    full = [(written(text, named).split(), named) for named in mentions if len(named.parts) > 1]
    full = [(found, named) for found, named in full if len(found) > 1 and found[0] not in particles]
    last_names = {found[-1] for found, _ in full} - {middle for found, _ in full for middle in found[1:-1]}
    forms: dict[str, str] = {}
    for found, named in full:
        last, first = found[-1], len(found) - 1
        while first > 1 and found[first - 1] in particles:
            first -= 1
        others = [" ".join(found[first:])] if first < len(found) - 1 else []
        lead, dash, rest = last.partition("-")
        if dash:
            others += [last.replace("-", " "), *([rest] if lead in particles else [])]
        middle = found[first - 1] if first > 1 and named.nickname != found[first - 1] else ""
        if middle and not _initial(middle) and not first_sex(middle) and middle not in particles:
            others += [f"{middle} {' '.join(found[first:])}", *([middle] if middle not in last_names else [])]
        inner = (at for at in range(1, first) if found[at] in particles and found[at - 1] not in particles)
        others += [" ".join(found[at : _surname_end(found, at)]) for at in inner]  # "De la Cruz" López
        for form in others:
            forms.setdefault(form, last)
    return forms


def _surname_end(found: Sequence[str], start: int) -> int:
    """Return where the surname ends that begins with the particle found[start]: behind its first other word."""
    particles = lexicon().sets["people.particles"]
    return next((at + 1 for at in range(start, len(found)) if found[at] not in particles), len(found))


def name_keys(text: str, mentions: Sequence[Named]) -> list[tuple[str, ...]]:
    """Return for each mention its first and last name, or its only one, in small letters.

    A suffix such as "Jr." is part of the first name where the article has the name without it too: father and son.
    """
    bare = [tuple(map(_folded, suffixless(named.parts))) for named in mentions]
    forms = surname_forms(text, mentions)
    plain = {(b[0], b[-1]) for named, b in zip(mentions, bare, strict=True) if len(b) == len(named.parts) > 1}
    same = _one_person(text, mentions, bare)
    keys: list[tuple[str, ...]] = []
    for named, parts in zip(mentions, bare, strict=True):
        alone = forms.get(written(text, named))
        if alone is not None:
            keys.append((alone,))
            continue
        if len(parts) == 1 or (parts[0], parts[-1]) in same:
            keys.append(same.get((parts[0], parts[-1]), parts))  # "Bob Lee" is Robert “Bob” Lee
            continue
        suffix = " ".join(part for part in named.parts if part in lexicon().sets["people.suffixes"])
        both = bool(suffix) and (parts[0], parts[-1]) in plain
        keys.append((f"{parts[0]} {suffix}" if both else parts[0], parts[-1]))
    return keys


#: What stands between father and son: "Ken[ and ]Kenneth Lee".
_TOGETHER = lazily(r"[^.!?\n]{1,40}")


#: Behind the name of somebody who is told of for the first time: "Ken Lee[, a] plumber", "Ken Lee[, 34,]".
_INTRODUCED = lazily(r",? (?:an?|one of|aged|\(?\d\d[,)])\b|, \d\d\b")
#: The first pronoun of the sentence behind a name.
_HE_OR_SHE = lazily(r"[^.!?\n]{0,120}?\b(?:(he|him|his)|she|her)\b", re.I)


def _is_kin(text: str, named: Named) -> bool:
    """Tell whether somebody is told of as a relative: "his grandfather, [Kenneth Lee]"."""
    lex = lexicon()
    told = {word.lower() for role in named.roles for word in role.of(text).split()}
    return any(lex.has("people.of_somebody", low) and not lex.has("people.lawyers", low) for low in told)


def _sex_behind(text: str, mentions: Iterable[Named]) -> int:
    """Return what the pronouns behind a name tell of its sex: > 0 male, < 0 female."""
    found = (_HE_OR_SHE.match(text, named.span.end) for named in mentions)
    return sum(1 if pronoun[1] else -1 for pronoun in found if pronoun is not None)


def _are_two(
    text: str,
    mentions: Sequence[Named],
    bare: Sequence[tuple[str, ...]],
    short: Sequence[str],
    longer: tuple[str, str],
) -> bool:
    """Tell whether somebody and another of the same last name and a longer given name are two people.

    They are named side by side, are each introduced or a relative, or have other initials: "Ken A. Lee", "Kenneth B.
    Lee".
    """
    middles = {parts[1] for parts in bare if len(parts) > 2 and (parts[0], parts[-1]) == longer}
    if len(short) > 2 and middles - {short[1]}:
        return True
    one, other = (
        [named for named, parts in zip(mentions, bare, strict=True) if (parts[0], parts[-1]) == pair]
        for pair in ((short[0], short[-1]), longer)
    )
    if any(_is_kin(text, named) for named in (*one, *other)) or _sex_behind(text, one) * _sex_behind(text, other) < 0:
        return True
    if all(any(_INTRODUCED.match(text, named.span.end) for named in both) for both in (one, other)):
        return True
    pairs = zip(pairwise(mentions), pairwise(bare), strict=True)
    given = {short[0], longer[0]}
    return any(
        {one[0], other[0]} == given and _TOGETHER.fullmatch(text, first.span.end, second.span.start)
        for (first, second), (one, other) in pairs
    )


def _one_person(
    text: str, mentions: Sequence[Named], bare: Sequence[tuple[str, ...]]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return, by a given and last name that only stand for another pair, that pair: nickname, initials, patronymic."""
    full = dict.fromkeys((b[0], b[-1]) for b in bare if len(b) > 1)
    same = {(m.nickname, b[-1]): (b[0], b[-1]) for m, b in zip(mentions, bare, strict=True) if m.nickname}
    for parts in bare:
        first, last = parts[0], parts[-1]
        if len(parts) > 1 and _initial(first):
            fuller = [key for key in full if key[1] == last and key[0][0] == first[0] and not _initial(key[0])]
            if len(fuller) == 1:
                same[first, last] = fuller[0]
        if len(parts) == 2 and lexicon().has("people.before_given", first):
            given = [key for key in full if key[0] == last and key[0] != key[1]]
            if len(given) == 1:
                same[first, last] = given[0]  # "Don Leandro" is Leandro Ibarra
        longer = [key for key in full if key[1] == last and lexicon().has("people.short_given", f"{first}={key[0]}")]
        if len(parts) > 1 and len(longer) == 1 and not _are_two(text, mentions, bare, parts, longer[0]):
            same[first, last] = longer[0]  # "Ken Lee" is Kenneth Lee
        for middle in parts[1:-1]:
            if (first, middle) in full and not _initial(middle):
                same[first, middle] = (first, last)  # "Ivan Petrovich" Sidorov, "Ana García" Pérez
    return same
