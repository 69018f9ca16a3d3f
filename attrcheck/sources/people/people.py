"""Mentions of people in, `People` out: each mention joined to its person under the fullest name and role."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.sources.people.names import Named, first_sex, name_keys, suffixless
from attrcheck.sources.roles.role_phrases import tells_nobody
from attrcheck.sources.text.lexicon import Words, lexicon, noun_phrase
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["People", "Person", "join_mentions", "share_surnames", "title_of"]


@dataclass(slots=True, eq=False)
class Person:
    """One person: `names` seen so far, roles the article gives, and evidence of sex (> 0 male, < 0 female).

    `weights` says of each role how much it tells; `clipped` are those of a headline that the article gives in full.
    """

    name: str
    span: Span
    roles: list[tuple[Span, ...]] = field(default_factory=list)
    weights: dict[tuple[Span, ...], int] = field(default_factory=dict)
    sex: int = 0
    clipped: frozenset[tuple[Span, ...]] = frozenset()

    @property
    def is_but_a_word(self) -> bool:
        """Tell whether a name of one word is all that the article tells of them: that may be no person at all."""
        return " " not in self.name and not self.roles and not self.sex

    @property
    def is_elected(self) -> bool:
        """Tell whether a role is an office that is elected or held for life."""
        return _ELECTED in self.weights.values()

    @property
    def is_untold(self) -> bool:
        """Tell whether the article gives no role, or none but "a friend"."""
        return all(self.weights.get(role, 0) == _PASSING for role in self.roles)

    def role(self) -> tuple[Span, ...]:
        """Return the longest role that the article gives, each of its pieces up to 80 characters or, failing that, 160.

        Those come first that tell most: an office before a trade, a trade before "a friend"; then those that no
        headline clips.
        """
        roles = [role for role in self.roles if _length(role) <= 160]
        roles = [role for role in roles if all(part.end - part.start <= 80 for part in role)] or roles
        return max(roles, key=lambda role: (*self.telling(role), _length(role)), default=())

    def telling(self, role: tuple[Span, ...]) -> tuple[int, bool]:
        """Return how much one of the roles tells, and whether it is no headline's clipped one."""
        return self.weights.get(role, 0), role not in self.clipped


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


@dataclass(frozen=True, slots=True)
class People:
    """The article's people: mentions in text order, the person of each, and others nearly as likely."""

    mentions: tuple[Named, ...]
    persons: tuple[Person, ...]
    others: tuple[tuple[str, ...], ...]
    starts: tuple[int, ...]

    def within(self, span: Span) -> range:
        """Return the indexes of the mentions that share a character with `span`."""
        low = bisect_left(self.starts, span.start)
        if low and self.mentions[low - 1].span.end > span.start:
            low -= 1
        return range(low, bisect_left(self.starts, span.end))


def _tidy(text: str) -> str:
    return " ".join(text.split())


#: What parts those of a list, who are no couple: "Roe, Hale and Ann Lee".
_IN_LIST = (", ", " and ", " & ")


def share_surnames(text: str, mentions: Sequence[Named]) -> list[Named]:
    """Return `mentions` with the last name that a couple share given to the first of them too: "Gary and Ann Lee"."""
    found = list(mentions)
    surnames = {suffixless(named.parts)[-1] for named in mentions if len(named.parts) > 1}
    for at, (first, second) in enumerate(pairwise(mentions)):
        gap = text[first.span.end : second.span.start] if second.span.start - first.span.end < 6 else ""
        last = suffixless(second.parts)
        alone = any(not role.of(text).endswith("s") for role in first.roles)  # no "parents Gary and Ann Lee"
        listed = at > 0 and text[mentions[at - 1].span.end : first.span.start] in _IN_LIST
        if gap not in (" and ", " & ") or alone or listed or first.modifies or len(first.parts) > 1 or len(last) != 2:
            continue
        if first.parts[0] not in surnames and first_sex(last[0]):
            parted = _tidy(second.span.of(text)).partition(" ")
            whole = f"{_tidy(first.span.of(text))} {parted[2]}"
            found[at] = replace(first, parts=(first.parts[0], last[-1]), whole=whole)
    return found


def _is_inside(role: Span, roles: Iterable[Sequence[Span]]) -> bool:
    """Tell whether `role` stands in one of `roles` and is somebody else's: "the brother of [commander] Max Lee"."""
    return any(part.start < role.start and role.end <= part.end for parts in roles for part in parts)


_ELECTED, _LEADING, _PLAIN, _PASSING = 2, 1, 0, -1


def _noun_of(page: TextIndex, role: Span) -> tuple[Words, str]:
    """Return the words of a role before what tells more of it, and its noun: "[nephew] of the chairwoman"."""
    found = page.words(role.start, role.end)
    phrase = found[: noun_phrase(found)]
    of = next((at for at, word in enumerate(phrase) if at and word.low == "of"), len(phrase))  # "Chief of Staff"
    return phrase, phrase[of - 1].low if phrase else ""


def _weight(page: TextIndex, role: Span) -> int:
    """Return how much a role tells of somebody: what "mayor", "club's chairman", "plumber" and "friend" tell."""
    lex = lexicon()
    phrase, head = _noun_of(page, role)
    if {lex.short.get(word.low, word.low) for word in phrase} & lex.sets["people.elected"]:
        return _ELECTED
    past = any(lex.has("people.status", word.low) for word in phrase)
    if not past and any(lex.has(f"people.{kind}", head) for kind in ("offices_of", "placed", "heads")):
        return _LEADING
    return _PASSING if lex.has("people.passing", head) else _PLAIN


def _sex_of_role(page: TextIndex, named: Named) -> int:
    """Return what the role beside a name tells of somebody's sex: 2 for "spokesman", -2 for "her sister"."""
    head = _noun_of(page, named.role)[1] if named.role is not None and not named.modifies else ""
    return 2 * (lexicon().has("people.male", head) - lexicon().has("people.female", head))


def _given_sex(key: Sequence[str], *, new: bool) -> int:
    """Return what a given name tells of somebody's sex where it is `new`: it tells no more the second time."""
    return first_sex(key[0].split()[0]) if new and len(key) > 1 else 0


def _called(text: str, named: Named) -> str:
    return named.whole or _tidy(named.span.of(text))


def join_mentions(page: TextIndex, mentions: Sequence[Named]) -> People:
    """Give every mention its person: the same first and last name, else a bare last or first name met before it."""
    persons: dict[tuple[str, ...], Person] = {}
    by_part: dict[str, list[tuple[str, ...]]] = {}
    keys = name_keys(page.text, mentions)
    for named, key in zip(mentions, keys, strict=True):
        if len(key) == 2:
            name = _called(page.text, named)
            person = persons.get(key)
            if person is None:
                persons[key] = Person(name, named.span)
                for part in dict.fromkeys(key):
                    by_part.setdefault(part, []).append(key)
            elif _better(name, person.name):
                person.name, person.span = name, named.span
    counts = Counter(keys)
    reporting, relatives = _only_reporting(page, mentions, keys), _relatives(page, mentions, keys)
    husbands = _by_surname(mentions, keys)
    title_before = [title_of(page, named) for named in mentions]
    titles = set(zip(title_before, keys, strict=True))
    last_seen: dict[tuple[str, ...], int] = {}
    chosen: list[Person] = []
    known: set[tuple[Person, tuple[str, ...]]] = set()
    given = set[Person]()
    others: list[tuple[str, ...]] = []
    for index, (named, own) in enumerate(zip(mentions, keys, strict=True)):
        key, rivals = own, tuple[str, ...]()
        if len(key) == 1:
            options = _without_relatives(by_part.get(key[0], []), key[0], relatives, last_seen.keys())
            surnamed = [o for o in options if o[-1] == key[0]]
            options = [o for o in surnamed or options if o not in reporting] or surnamed or options
            options = options[:12]
            # "Team Lee", once, is no namesake of Ann Lee; whoever was named first is nobody's namesake.
            options = [o for o in options if counts[o] > 1 or o is options[0] or first_sex(o[0].split()[0])]
            title = title_before[index]
            agreeing = [o for o in options if first_sex(o[0].split()[0]) * (named.honorific or husbands[key[0]]) >= 0]
            agreeing = agreeing if named.honorific or _is_new_title(title, options, titles) else options
            seen = _titled_alike([o for o in agreeing if o in last_seen], title, titles)
            if agreeing:
                best = max(seen, key=lambda o: last_seen[o]) if seen else agreeing[0]
                rivals = tuple(persons[o].name for o in agreeing if o != best)[:3]
                key = best
            elif key not in persons:
                persons[key] = Person(_called(page.text, named), named.span)
            elif _better(name := _called(page.text, named), persons[key].name):
                persons[key].name, persons[key].span = name, named.span
        person = persons[key]
        last_seen[key] = index
        _tell_role(page, person, named, known)
        # "Mrs. Henry Lee, chairman of the ball": the title tells most.
        person.sex += 3 * named.honorific or _sex_of_role(page, named) + _given_sex(key, new=person not in given)
        given |= {person} if len(key) == 2 and not named.honorific else set()
        chosen.append(person)
        others.append(rivals)
    _note_clipped(page, chosen)
    return People(tuple(mentions), tuple(chosen), tuple(others), tuple(n.span.start for n in mentions))


def title_of(page: TextIndex, named: Named) -> str:
    """Return the noun of the title right before a name, "" for none: "councillor" of "Councillor Lee"."""
    before = named.role is not None and not named.modifies and 0 <= named.span.start - named.role.end < len(". ,")
    return _noun_of(page, named.role)[1] if named.role is not None and before else ""


def _titled_alike(
    seen: list[tuple[str, ...]], title: str, titles: Set[tuple[str, tuple[str, ...]]]
) -> list[tuple[str, ...]]:
    """Return the only one of those `seen` of a surname who has the title before it, all where that is not one."""
    alike = [key for key in seen if (title, key) in titles]
    return alike if title and len(alike) == 1 else seen


def _is_new_title(title: str, options: Iterable[tuple[str, ...]], titles: Set[tuple[str, tuple[str, ...]]]) -> bool:
    """Tell whether a bare last name has a `title` that none of its `options` has: "[President] Lee", not Ann Lee."""
    return bool(title) and not any((title, key) in titles for key in options)


def _by_surname(mentions: Sequence[Named], keys: Sequence[tuple[str, ...]]) -> Counter[str]:
    """Return, by last name, 1 where it has none but "Mr" before it alone, -1 where "Mrs": "Mr. Lee" is no Ann Lee."""
    sexes: dict[str, set[int]] = {}
    for named, key in zip(mentions, keys, strict=True):
        if len(key) == 1 and named.honorific:
            sexes.setdefault(key[0], set()).add(1 if named.honorific > 0 else -1)
    return Counter({name: next(iter(found)) for name, found in sexes.items() if len(found) == 1})


def _note_clipped(page: TextIndex, persons: Iterable[Person]) -> None:
    for person in dict.fromkeys(persons):
        person.clipped = _clipped(page, person)


def _clipped(page: TextIndex, person: Person) -> frozenset[tuple[Span, ...]]:
    """Return the roles that a headline clips: "US Speaker", of whoever is "the Speaker of the House" below it."""
    headed = [role for role in person.weights if role[0].end <= page.headline_end]
    if not headed:
        return frozenset()
    words = {role: {word.low for word in page.words(role[0].start, role[0].end)} for role in person.weights}
    told = [role for role in person.roles if role[0].start >= page.headline_end and len(words[role]) > 1]
    return frozenset(
        role
        for role in headed
        if any(
            _noun_of(page, role[0])[1] == _noun_of(page, full[0])[1] and not words[full] <= words[role] for full in told
        )
    )


def _tell_role(page: TextIndex, person: Person, named: Named, known: set[tuple[Person, tuple[str, ...]]]) -> None:
    """Give a `person` the role that a mention tells, unless it is `known`, tells nobody or is part of another."""
    if named.role is None or named.modifies:
        return
    role = tuple(part.of(page.text) for part in named.roles)
    little = tells_nobody(page, named.role) or _is_inside(named.role, person.roles)
    if (person, role) not in known and not little:
        person.roles.append(named.roles)
    known.add((person, role))
    weight, quoted = _weight(page, named.role), page.quotation(named.span.start) >= 0
    jest = len(named.parts) == 1 and quoted  # "“Imagine President Lee,” he said"
    person.weights[named.roles] = min(_PLAIN, weight) if jest else weight


#: Whose somebody is that a name stands behind: "[his ]father, Max Lee", "[Ann's ]son Max Lee".
_WHOSE = re.compile(r"(?:\b(?:his|her|their)|['’]s?) (?:[a-z]+ )?\Z", re.I)


def _relatives(
    page: TextIndex, mentions: Sequence[Named], keys: Sequence[tuple[str, ...]]
) -> frozenset[tuple[str, ...]]:
    """Return the keys of those who are introduced as a relative where their surname alone was somebody's before."""
    found, met = set[tuple[str, ...]](), set[tuple[str, ...]]()
    for named, key in zip(mentions, keys, strict=True):
        noun = _noun_of(page, named.role)[1] if named.role is not None else ""
        kin = lexicon().has("people.of_somebody", noun) and not lexicon().has("people.lawyers", noun)
        if len(key) == 2 and key not in met and kin and named.role is not None and (key[-1],) in met:
            lead = page.text[max(0, named.role.start - 24) : named.role.start]
            found |= {key} if _WHOSE.search(lead) or _WHOSE.search(named.role.of(page.text)[:24]) else set()
        met.add(key)
    return frozenset(found)


def _without_relatives(
    options: Sequence[tuple[str, ...]], surname: str, relatives: Set[tuple[str, ...]], met: Set[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Return those of `options` whom a bare `surname` may be of: a relative is not met before, nor the only one."""
    surnamed = [key for key in options if key[-1] == surname]
    untold = {key for key in surnamed if key in relatives and (key not in met or len(surnamed) == 1)}
    return [key for key in options if key not in untold]


_BYLINE = re.compile(r"(?:\A|\n)[ \t]*(?:By|Written by|Reported by|Story by) [^\n.!?]{0,40}\Z", re.I)
_BYLINE_ENDS = re.compile(r"[^\n.!?]{0,60}(?:\n|\Z)")


def _only_reporting(
    page: TextIndex, mentions: Sequence[Named], keys: Sequence[tuple[str, ...]]
) -> frozenset[tuple[str, ...]]:
    """Return the keys of those who are named in full in bylines alone: they are nobody whom the article tells of."""
    told, reporting = set[tuple[str, ...]](), set[tuple[str, ...]]()
    for named, key in zip(mentions, keys, strict=True):
        byline = _BYLINE.search(page.text, max(0, named.span.start - 60), named.span.start)
        signs = byline is not None and _BYLINE_ENDS.match(page.text, named.span.end) is not None
        (reporting if signs else told).add(key)
    return frozenset(reporting - told)


def _better(name: str, than: str) -> bool:
    """Prefer whole given names, more words, initials last, of names alike the one with accents, and not in capitals."""
    if name.isupper() != than.isupper():
        return than.isupper()
    given, other = (written.lower().split(" ", maxsplit=1)[0] for written in (name, than))
    whole = lexicon().has("people.short_given", f"{other}={given}")
    if whole or lexicon().has("people.short_given", f"{given}={other}"):
        return whole  # "Kenneth" for "Ken"
    return _fullness(name) > _fullness(than)


def _fullness(name: str) -> tuple[int, int, int]:
    written = name.split()
    accents = sum(not c.isascii() and c.isalpha() for c in name)
    return sum(len(word.strip(".")) > 1 for word in written), len(written), accents
