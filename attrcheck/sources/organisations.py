"""Article text and entities in, what its bodies are called out: entities repaired, acronyms and short names in full.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import Entity, EntityKind
from attrcheck.sources.body_signs import LEGAL_FORM, club_behind, has_what_bodies_have, is_called_a_body, shortened
from attrcheck.sources.lexicon import Word, honorifics, lexicon
from attrcheck.sources.noun_phrases import singular
from attrcheck.sources.text_index import TextIndex

__all__ = ["Body", "acronyms", "opening_words", "repair_entities", "short_names"]

_LONGEST = 120  # characters of a body's name
_MOST_SHORTENED = 4  # names of a body that goes by one of them
_LONGEST_SHORT = 12  # characters of its short form


@dataclass(slots=True, eq=False)
class Body:
    """A body that the article names: its full name and where that stands, the nouns for it, where it is named.

    It `spoke` where it is named as the source of a statement, or as that of whose one is.
    """

    name: str
    span: Span
    nouns: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    spoke: list[int] = field(default_factory=list)


def repair_entities(page: TextIndex, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return `entities` in order, with a firm's name that the reader took for a person or place made a body.

    "Fulton Holdings" shows it by its last word; "Copperline", where the article has Copperline Brewing, by its first.
    """
    text, found = page.text, _made_whole(page, entities)
    firms = short_names(page, found)
    persons = {e.span for e in found if e.kind is EntityKind.PERSON}
    short = {form for form, span in acronyms(page, found).items() if span not in persons}
    people = {word.low for e in found if e.kind is EntityKind.PERSON for word in list(_named(page, e.span))[1:]}

    votes: Counter[str] = Counter()
    titled: set[str] = set()
    seen_so: Counter[str] = Counter()  # how often the reader takes it for a body
    owning: Counter[str] = Counter()  # how often "its" and "it" take a name up, less twice "his" and "she"
    shorter = _shorter(page, found)
    for entity in found:
        name, seen = _bare(text, entity), entity.kind is EntityKind.PERSON
        seen_so[name] += entity.kind is EntityKind.ORGANIZATION
        told = _tells(page, entity)
        votes[name] += told
        titled |= {name} if told < -1 else set()
        if seen and _ITS.match(text, entity.span.end):
            owning[name] += 1
        if seen and _HIS.match(text, entity.span.end) and not _has_somebody(page, entity.span.end):
            owning[name] -= 2
        longer = [word.text for word in _named(page, entity.span)] if entity.kind is EntityKind.ORGANIZATION else []
        if len(longer) > 1 and lexicon().has("bodies.nouns", longer[-1].lower()):
            votes[" ".join(longer[:-1])] += 2  # "Mercy Lake", where the article has Mercy Lake Hospital
        site = _SITE.fullmatch(name) if longer else None
        if site is not None:
            votes[site[1]] += 3  # "McAfee", where the article has McAfee.com
        own = _behind_outlet(name) if longer else ""
        if own:
            votes[own] += 3  # "Trud", where the article has "the Russian daily Trud"

    found = _joined_as(text, found, {name for name in votes if votes[name] > 2})
    alone = {_bare(text, e).lower() for e in found if e.kind is EntityKind.PERSON and " " not in _bare(text, e)}
    listed = lexicon().sets["outlets.names"] | lexicon().sets["bodies.names"]
    # "López Obrador said it …", where the article has Andrés López Obrador.
    surnames = {tail for e in found if e.kind is EntityKind.PERSON for tail in _tails(_bare(text, e).lower())}

    def kind(entity: Entity) -> EntityKind:
        name = _bare(text, entity)
        if _given(name):
            body = votes[name] > 2
        else:
            often = votes[name] > 1 or (votes[name] > 0 and seen_so[name] > 1)
            owns = owning[name] > 0 and (votes[name] > -4 or (owning[name] > 1 and name not in titled))
            told = shorter.get(name, len(text)) < entity.span.start and owning[name] >= 0 and name not in titled
            body = often or owns or told or name.lower() in listed
        body = entity.kind is EntityKind.PERSON and body
        body = body or name in firms or name.upper() in firms or name.lower() in short  # "Tarvo" of TARVO Ltd
        body = body and name.lower() not in people and name.lower() not in surnames
        if entity.kind is EntityKind.ORGANIZATION and _is_in_full(page, entity, alone) and name.lower() not in listed:
            return EntityKind.PERSON
        return EntityKind.ORGANIZATION if body else EntityKind.LOCATION if _is_seat(text, entity) else entity.kind

    return tuple(Entity(entity.span, kind(entity)) for entity in found)


def _joined_as(text: str, entities: Sequence[Entity], names: Set[str]) -> list[Entity]:
    """Return `entities` with two made one that together are one of the `names`: "Rheinischer" "Kurier"."""
    joined: list[Entity] = []
    for entity in entities:
        start = joined[-1].span.start if joined else entity.span.start
        whole = Span(start, entity.span.end)
        if joined and joined[-1].span.end + 1 == entity.span.start and whole.of(text) in names:
            joined[-1] = Entity(whole, EntityKind.PERSON)
        else:
            joined.append(entity)
    return joined


def _behind_outlet(name: str) -> str:
    """Return the name that stands behind a noun for outlets in `name`: "Russian daily [Trud]"; "" for none."""
    words = name.split(" ")
    nouns = (at for at, word in enumerate(words) if word.islower() and lexicon().has("outlets.nouns", word))
    own = words[max(nouns, default=len(words)) + 1 :]
    return " ".join(own) if own and own[0][:1].isupper() else ""


def _shorter(page: TextIndex, entities: Sequence[Entity]) -> dict[str, int]:
    """Return what bodies may be called for short, with where: "Halberd" Engines, Atlas "Rovers"; no place."""
    found: dict[str, int] = {}
    seen = Counter(entity.span.of(page.text) for entity in entities)
    placed = Counter(entity.span.of(page.text) for entity in entities if entity.kind is EntityKind.LOCATION)
    places = {name for name, count in placed.items() if 2 * count >= seen[name]}
    bodies = {entity.span.of(page.text) for entity in entities if entity.kind is EntityKind.ORGANIZATION}
    names = f" {' | '.join(bodies)} "
    somebody = {_bare(page.text, entity) for entity in entities if entity.kind is EntityKind.PERSON}
    taken = places | {word for name in somebody if f" {name} " not in names for word in name.split(" ")[:-1]}
    for entity in entities:
        named = list(_named(page, entity.span)) if entity.kind is EntityKind.ORGANIZATION else []
        if not 1 < len(named) <= _MOST_SHORTENED or any(word.possessive for word in named):
            continue
        words = [named[0].text] if named[0].start == entity.span.start and named[1].glued else []
        words += [named[-1].text] if lexicon().has("bodies.clubs", named[-1].low) else []
        for word in words:
            if not _given(word) and not word.isupper() and word not in taken:
                found.setdefault(word, entity.span.start)
    return found


def _is_in_full(page: TextIndex, entity: Entity, alone: Set[str]) -> bool:
    """Tell whether what the reader took for a body is somebody, whom the article calls Hale elsewhere: "Ann Hale".

    A given name tells so, or what stands before it: "the engineer, Dov Hale", but not "its rival, Dove Hale".
    """
    named = [word.low for word in _named(page, entity.span)]
    if len(named) != 2 or named[1] not in alone:
        return False
    lex, before = lexicon(), page.words(max(0, entity.span.start - 24), entity.span.start)[-1:]
    beside = bool(before) and page.text[before[0].end : entity.span.start] in (" ", ", ")
    office = beside and lex.is_role(before[0].low) and before[0].text.islower()
    body = any(
        lex.has(name, word.low) for word in before for name in ("bodies.roles", "people.of_bodies", "bodies.nouns")
    )
    if not (_given(entity.span.of(page.text)) or (office and not body)):
        return False
    return not any(lexicon().has(name, named[1]) for name in ("bodies.nouns", "bodies.firms", "bodies.last"))


#: Behind the legal form of a firm "and" joins another: "Marsh Inc[ and ]Fen Stores", no "Marsh Co and Sons".
_NEXT_FIRM = lazily(
    r"(?<=\w) (?:Inc|Ltd|Corp|LLC|PLC|plc|Co)\b\.?( and (?:the )?)(?!Sons?\b|Co\b|Brothers\b|Partners\b)[A-Z]"
)


def _parted(text: str, entity: Entity) -> list[Entity]:
    """Return the two firms that the reader took for one, else `entity`: "Marsh Inc and Fen Stores"."""
    joined = _NEXT_FIRM.search(text, entity.span.start, entity.span.end)
    if joined is None or entity.kind is not EntityKind.ORGANIZATION:
        return [entity]
    parts = (Span(entity.span.start, joined.start(1)), Span(joined.end(1), entity.span.end))
    return [Entity(part, entity.kind) for part in parts]


#: Agencies put a body's name in angle brackets: "<[Fen Mines (Hull) Ltd]>".
_IN_ANGLES = lazily(r"(?<=<)[A-Z][^<>\n]{2,60}(?=>)")


#: "Fen Ltd <[FEN.L]>".
_TICKER = lazily(r"(?<=[\w.] <)[A-Z0-9]{1,8}\.[A-Z]{1,4}(?=>)")


def _is_ticker(text: str, span: Span) -> bool:
    """Tell whether what was taken for a name is an angle bracket or the letters of a share in two of them."""
    share = _TICKER.match(text, span.start)
    return span.of(text) in ("<", ">") or (share is not None and span.end <= share.end() + 1)


def _angled(text: str, entity: Entity) -> Entity:
    """Return `entity` with all that angle brackets hold where it is the beginning of that."""
    whole = _IN_ANGLES.match(text, entity.span.start)
    return Entity(Span(*whole.span()), EntityKind.ORGANIZATION) if whole and " " in whole.group() else entity


def _made_whole(page: TextIndex, entities: Iterable[Entity]) -> list[Entity]:
    """Return `entities` in order, without what is nobody's name, each with all the words of its own."""
    text, size = page.text, len(page.text)
    known = sorted((e for e in entities if 0 <= e.span.start < e.span.end <= size), key=lambda e: e.span)
    known = [_angled(text, entity) for entity in known if not _is_ticker(text, entity.span)]
    known = _rejoined(text, known)
    split = [part for entity in _with_partners(text, known) for part in _parted(text, entity)]
    parts = _firms_of_two(text, [*_with_ampersands(page, split)])
    found: list[Entity] = []
    grown = 0  # where the last name ends that was made longer: what lies in it is no other
    for entity in _commissions(text, parts):
        district = entity.kind is EntityKind.PERSON and _DISTRICT.match(text, entity.span.start) is not None
        if entity.span.end > grown and not district and not _is_national(page, entity):
            whole = _without_trade(page, _alone(text, _with_what_it_owns(text, entity)))
            found.append(_grown(page, _closed(text, _of_what_it_is(text, whole))))
            grown = found[-1].span.end if found[-1].span.end > entity.span.end else grown
    return found


#: "[Standish and] Moore's Corp", "[S and] M", but "AP and NBC".
_CUT = lazily(r"[A-Z]([a-z][\w’'-]*)? (?:and|&)")
#: "[First] Marsh Corp".
_FIRST = lazily(r"[A-Z][a-z]+")


def _rejoined(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Return `entities` with a body's name made whole that was cut behind "and": "Standish and" "Moore's Corp".

    So is a firm's that was cut behind its first word: "First" "Marsh Corp".
    """
    joined: list[Entity] = []
    for entity in entities:
        before = joined[-1] if joined and joined[-1].kind is entity.kind is EntityKind.ORGANIZATION else None
        cut = _CUT.fullmatch(before.span.of(text)) if before is not None else None
        name = entity.span.of(text)
        noun = lexicon().has("bodies.nouns", singular(name.rpartition(" ")[2].lower())) or LEGAL_FORM.search(name)
        goes_on = cut is not None and (noun if cut[1] else len(name) == 1)
        first = before is not None and _FIRST.fullmatch(before.span.of(text)) and before.span.of(text) != "The"
        goes_on = goes_on or (bool(first) and LEGAL_FORM.search(name) is not None)
        if before is not None and goes_on and text[before.span.end : entity.span.start] == " ":
            joined[-1] = Entity(Span(before.span.start, entity.span.end), entity.kind)
        else:
            joined.append(entity)
    return joined


def _commissions(text: str, entities: Sequence[Entity]) -> Iterator[Entity]:
    """Yield `entities`, with a body's first word made one with the rest: "the Ethics and Anti-Graft Commission"."""
    lex, counts = lexicon(), Counter(entity.span.of(text) for entity in entities)
    joined = -1
    for at, one in enumerate(entities):
        other = entities[at + 1] if at + 1 < len(entities) else one
        word, last = one.span.of(text), singular(other.span.of(text).rpartition(" ")[2].lower())
        bodies = one.kind is other.kind is EntityKind.ORGANIZATION and " " in other.span.of(text)
        mere = word.istitle() and " " not in word and counts[word] == 1 and not lex.has("bodies.nouns", word.lower())
        the = text[max(0, one.span.start - 4) : one.span.start].lower() == "the "
        whole = bodies and mere and the and lex.has("bodies.nouns", last)
        if at == joined:
            continue
        if whole and text[one.span.end : other.span.start] == " and ":
            joined = at + 1
            yield Entity(Span(one.span.start, other.span.end), one.kind)
        else:
            yield one


_FORMS = "Inc|Ltd|Corp|LLC|PLC|plc|LLP"
_FORM = rf"(?:{_FORMS})\b\.?"
#: What a firm's name goes on with behind the first of its founders: "Karl Marsh[ and Co Inc]".
_AND_CO = lazily(rf",? (?:and|&) (?:Co\b\.?|Company),? {_FORM}")
#: "Marsh[, Fen and Roux Inc]".
_AND_OTHERS = lazily(rf"((?:, [A-Z][\w’'-]+)+),? (?:and|&) (?:[A-Z][\w’'-]+,? (?:{_FORM}|Co\b)|Co\b(?! [A-Z]))")


def _with_partners(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Return `entities` with the founders of a firm made one with the rest of its name: "Marsh, Fen and Roux Inc"."""
    persons = {entity.span.of(text) for entity in entities if entity.kind is EntityKind.PERSON}
    found: list[Entity] = []
    grown = 0
    for entity in entities:
        if entity.span.end <= grown:
            continue
        founder = entity.kind is not EntityKind.LOCATION
        others = _AND_OTHERS.match(text, entity.span.end) if founder and " " not in entity.span.of(text) else None
        if others is not None and not {entity.span.of(text), *others[1].split(", ")[1:]} <= persons:
            others = None  # "Marshco, Fen and Roux Inc" may be three
        rest = others or (_AND_CO.match(text, entity.span.end) if founder else None)
        grown = rest.end() if rest else grown
        found.append(Entity(Span(entity.span.start, grown), EntityKind.ORGANIZATION) if rest else entity)
    return found


#: "Marsh & Fen", and its second half behind the first.
_AMPERSAND = lazily(r"[A-Z][\w’'-]+ & [A-Z][\w’'-]+")


def _with_ampersand(page: TextIndex, entity: Entity) -> Entity:
    """Return `entity` as a firm with two names where somebody is of it: "[Marsh & Fen] analyst", no "Ann & Bob Lee"."""
    found = _AMPERSAND.match(page.text, entity.span.start)
    behind = page.words(found.end(), found.end() + 40)[:1] if found is not None else []
    if found is None or not behind or entity.span.end > found.end() or entity.kind is EntityKind.LOCATION:
        return entity
    office = page.text[found.end() : behind[0].start] == " " and lexicon().is_role(singular(behind[0].low))
    given = all(_given(name) for name in found.group().split(" & "))
    return Entity(Span(*found.span()), EntityKind.ORGANIZATION) if office and not given else entity


def _with_ampersands(page: TextIndex, entities: Iterable[Entity]) -> Iterable[Entity]:
    """Yield `entities` with the two names of such a firm made one."""
    grown = 0
    for entity in entities:
        whole = _with_ampersand(page, entity)
        if entity.span.start >= grown:
            yield whole
        grown = max(grown, whole.span.end) if whole is not entity else grown


#: "Marsh and Fen", of which each may be a name of its own, and a firm's legal form behind it.
_ONE_WORD = lazily(r"[A-Z][\w’'-]*")
_WITH_FORM = lazily(rf"[A-Z][\w’'-]* (?:{_FORMS}|Co)\b")


def _firms_of_two(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Return `entities` with the two names of a firm made one: "Marsh and Fen Inc", "Marsh and Fen said it would"."""
    pairs = {(one, other) for one, other in pairwise(entities) if _may_be_of_two(text, one, other)}
    persons = {word for e in entities if e.kind is EntityKind.PERSON for word in _longer(e.span.of(text))}
    firms: set[str] = set()
    for one, other in pairs:
        name, last = one.span.of(text), other.span.of(text)
        formed = _WITH_FORM.fullmatch(last) is not None
        sure = formed or (other.kind is EntityKind.PERSON and _SAID_IT.match(text, other.span.end) is not None)
        if sure and not {name, last.partition(" ")[0]} & persons and not _given(name) and not _given(last):
            firms |= {f"{name} and {last.partition(' ')[0]}", f"{name[0]} and {last[0]}"}
    joined: list[Entity] = []
    for entity in entities:
        before = joined[-1] if joined else None
        whole = Span(before.span.start, entity.span.end) if before else entity.span
        if before and (before, entity) in pairs and _without_form(whole.of(text)) in firms:
            joined[-1] = Entity(whole, EntityKind.ORGANIZATION)
        else:
            joined.append(entity)
    return joined


def _may_be_of_two(text: str, one: Entity, other: Entity) -> bool:
    """Tell whether two names that "and" joins may be a firm's."""
    kinds = {one.kind, other.kind}
    bodily = one.kind is other.kind is EntityKind.ORGANIZATION and _SAID_IT.match(text, other.span.end) is not None
    named = one.kind is EntityKind.PERSON and kinds <= {EntityKind.PERSON, EntityKind.ORGANIZATION}
    named = named or (bodily and _WITH_FORM.fullmatch(other.span.of(text)) is not None)
    joined = named and text[one.span.end : other.span.start] == " and " and _ONE_WORD.fullmatch(one.span.of(text))
    last = other.span.of(text)
    return bool(joined) and (_ONE_WORD.fullmatch(last) or _WITH_FORM.fullmatch(last)) is not None


def _longer(name: str) -> Iterable[str]:
    words = name.split()
    return words if len(words) > 1 else ()


def _without_form(name: str) -> str:
    return " ".join(name.split()[:3])


#: Behind a town: "[Hull], England-based software firm", "[Hull], England-based Fen".
_IS_SEAT = lazily(r", (?:[A-Z][\w.]* ){0,2}[A-Z][\w.]*-based (?:(?:[a-z][\w-]* ){0,3}?([a-z][\w-]*)\b(?! [a-z])|[A-Z])")


def _is_seat(text: str, entity: Entity) -> bool:
    """Tell whether a name is of a town where a body sits, which is told next."""
    behind = _IS_SEAT.match(text, entity.span.end)
    return behind is not None and (behind[1] is None or lexicon().has("bodies.nouns", singular(behind[1])))


_SITE = lazily(r"([A-Z][\w-]+)\.(?:com|org|net|co|io|tv)")
_OF_FIRM = lazily(rf"([A-Z][\w’'-]+ [A-Z][\w’'-]+)(?= (?:of|from|at) (?:[A-Z][\w’'&-]+ )+{_FORM}\Z)")
_BASED = lazily(r"[A-Z][\w.’'-]*-based (?=[A-Z])")
_NEXT_ONE = lazily(r",? and (?:the |an? )?[\w-]+-based\b")


def _alone(text: str, entity: Entity) -> Entity:
    """Return `entity` without where it sits and what begins another: "[Hull-based ]Far[ and Hull-based lender]"."""
    somebody = entity.kind is EntityKind.PERSON and _given(entity.span.of(text))
    member = _OF_FIRM.match(text, entity.span.start, entity.span.end) if somebody else None
    if member is not None:
        return Entity(Span(*member.span(1)), entity.kind)  # "Ann Lee[ of Fen Ltd]"
    based = _BASED.match(text, entity.span.start, entity.span.end)
    following = _NEXT_ONE.search(text, entity.span.start + 1, entity.span.end)
    start, end = based.end() if based else entity.span.start, following.start() if following else entity.span.end
    return Entity(Span(start, end), entity.kind) if start < end else entity


#: "Ray Ostrander, [D-4th Ward], who", "Ann Lee ([R-Ohio])": nobody's name.
_DISTRICT = lazily(r"(?<=[ (])(?:D|R|I|DFL|GOP)-[A-Z\d]")


def _is_national(page: TextIndex, entity: Entity) -> bool:
    """Tell whether what was taken for a person's name only says of which people somebody is: "the Swede"."""
    word = entity.span.of(page.text).lower()
    before = page.words(max(0, entity.span.start - 8), entity.span.start)[-1:]
    determined = bool(before) and lexicon().has("grammar.determiners", before[0].low)
    return determined and entity.kind is EntityKind.PERSON and lexicon().has("people.nationals", word)


def _without_trade(page: TextIndex, entity: Entity) -> Entity:
    """Return `entity` without a noun that tells what a firm is, where it opens a sentence: "Developer [Far Gate]"."""
    named = list(_named(page, entity.span)) if entity.kind is EntityKind.ORGANIZATION else []
    opens = len(named) > 1 and page.sentences[page.sentence(entity.span.start)] == named[0].start == entity.span.start
    if not opens or not lexicon().has("bodies.trading", named[0].low):
        return entity
    bodily = any(lexicon().has("bodies.nouns", singular(word.low)) for word in named[1:])
    return entity if bodily else Entity(Span(named[1].start, entity.span.end), entity.kind)


#: What a body's name goes on with behind whom it is named after: "King['s College London]", "Residents[' Association]".
_OWNED_NOUN = lazily(r"(?:['’]s|(?<=s)['’]) ([A-Z][a-z]+)(?: (?:of (?:the )?)?[A-Z][\w-]*)*")


def _with_what_it_owns(text: str, entity: Entity) -> Entity:
    """Return `entity` with the rest of a body's name where it is only whom that is named after: "Prince['s Trust]"."""
    first, _, last = entity.span.of(text).lower().rpartition(" ")
    patron = lexicon().has("bodies.patrons", last) and (not first or entity.kind is EntityKind.ORGANIZATION)
    owned = _OWNED_NOUN.match(text, entity.span.end) if patron else None
    body = owned is not None and lexicon().has("bodies.owned", owned[1].lower())
    return Entity(Span(entity.span.start, owned.end()), EntityKind.ORGANIZATION) if owned and body else entity


#: "University of Ulm", and "United Nurses[ of the North Shore]".
_NOUN_FIRST = lazily(r"([A-Z][a-z]+) (?:of|for) (?:the )?[A-Z]")
_MANY = lazily(r"[A-Z][\w’'-]* (?:[A-Z][\w’'-]* )*([A-Z][a-z]+s)")
_OF_WHERE = lazily(r" of (?:the )?[A-Z][\w’'-]*\w(?: [A-Z][\w’'-]*\w)*|")


def _of_what_it_is(text: str, entity: Entity) -> Entity:
    """Return `entity` as a body where its name begins with a noun for bodies, or ends in what several people do."""
    if entity.kind is not EntityKind.PERSON:
        return entity
    lex, span = lexicon(), entity.span
    noun = _NOUN_FIRST.match(text, span.start, span.end)
    if noun is not None and lex.has("bodies.nouns", noun[1].lower()):
        return Entity(span, EntityKind.ORGANIZATION)
    many = _MANY.fullmatch(text, span.start, span.end)
    one = singular(many[1].lower()) if many else ""
    where = _OF_WHERE.match(text, span.end) if many and one != many[1].lower() and lex.is_role(one) else None
    return Entity(Span(span.start, where.end()), EntityKind.ORGANIZATION) if where else entity


#: A short form that a name takes in with its first parenthesis only: "Institute for Storms (IS".
_OPENED = lazily(r" \([^()]*\Z")


def _closed(text: str, entity: Entity) -> Entity:
    """Return `entity` without the opening of what follows its name, "Bureau of Storms (", "Lakeside Zoo [in Hull]".

    A body's that ends in "of" or "for" goes on with the name behind it: "Department for [Towns]".
    """
    name = _OPENED.sub("", entity.span.of(text)).rstrip(' \u00a0([{“‘"/,;:<>')
    name = name if "(" in name else name.rstrip(")")
    while (small := _SMALL_END.search(name)) is not None:
        goes_on = _NAME_BEHIND.match(text, entity.span.start + len(name)) if small[1] in ("of", "for") else None
        if goes_on is not None and entity.kind is EntityKind.ORGANIZATION:
            return Entity(Span(entity.span.start, goes_on.end()), entity.kind)
        name = name[: small.start()]
    end = entity.span.start + len(name)
    joined = _AND_BEHIND.match(text, end)
    if joined is None and entity.kind is EntityKind.ORGANIZATION:
        joined = _DEL_BEHIND.match(text, end)
    return Entity(Span(entity.span.start, joined.end() if joined else end), entity.kind) if name else entity


def _tails(name: str) -> Iterable[str]:
    """Return what is left of a name without its first words, as long as that is two words."""
    words = name.split()[-6:]
    return (" ".join(words[at:]) for at in range(1, len(words) - 1))


def _bare(text: str, entity: Entity) -> str:
    return entity.span.of(text).removesuffix("'s").removesuffix("’s")


def _tells(page: TextIndex, entity: Entity) -> int:
    """Return how surely a place speaks for a body (> 0) or a person (< 0): "Carrier officials", "Mr. Carrier"."""
    text, lex, end = page.text, lexicon(), entity.span.end
    behind = page.words(end, min(len(text), end + 48))[:2]
    after = behind[0] if behind and text[end : behind[0].start] == " " else None
    if after is not None and lex.has("bodies.insiders", after.low):
        return 1
    single = " " not in _bare(text, entity) and entity.kind is EntityKind.PERSON
    if single and has_what_bodies_have(text, end):
        return 2
    if after is not None and lex.is_role(after.low) and behind[1:] and behind[1].named and behind[1].glued:
        return int(" " in _bare(text, entity))  # "Mercy Lake nurse Ann Lee", but "Hale lawyer Ann Lee"
    before = page.words(max(0, entity.span.start - 16), entity.span.start)[-1:]
    if is_called_a_body(page, entity.span) and not _given(_bare(text, entity)):
        return 4
    trade = bool(before) and lex.has("bodies.nouns", before[0].low)  # "Developer Meridian Gate"
    if not trade and not (before and before[0].low in honorifics()) and _ends_as_bodies_do(page, entity):
        return 2
    gap = text[before[0].end : entity.span.start] if before else ""
    beside = gap != ", " or text.startswith(",", end)  # no "as a broker, Hale said it would", but "as mayor, Hale said"
    beside = beside or not lex.has("bodies.trades", before[0].low)
    if before and beside and not trade and (before[0].low in honorifics() or lex.is_role(before[0].low)):
        return -4
    return (entity.kind is EntityKind.ORGANIZATION) - (entity.kind is EntityKind.PERSON) + trade


def _ends_as_bodies_do(page: TextIndex, entity: Entity) -> bool:
    """Tell whether a name ends as a club's or a force's does, and begins as nobody's: "Hale Rovers", "Fen Police"."""
    name = _bare(page.text, entity)
    lead, _, last = name.rpartition(" ")
    lists = ("bodies.clubs", "bodies.forces", *(("bodies.of_fields",) if " " in lead else ()))
    ends = any(lexicon().has(words, last.lower()) for words in lists)  # "Fen Rents Commission"
    return bool(lead) and ends and not _given(name)


_SO_FAR = r"(?:[^.!?\n“”\"]|\.(?=\d)){0,"
#: Not the "it" of "said it was late" and "it should be moved".
_IT_ITSELF = r"it(?! (?:should|was|is|would be|could be|might be|may be)\b(?! \w+ing\b))"
#: Behind a name these tell a body: "said it would", "Its" or "The company" at the start of the next sentence.
_ITS = lazily(
    r" (?:says|said|announced|warned|told \w{3,20})(?: \w{3,9}day)?(?: in an? \w{4,9})?(?: that)? "
    rf"(?:{_IT_ITSELF}|its)\b|"
    rf"{_SO_FAR}160}}[.!?] (?:Its|The (?:company|firm|developer|channel|retailer|nonprofit))\b"
)
#: Of two people each of whom may have said so, "it" is not said: "Marsh and Fen [said it would]".
_SAID_IT = lazily(rf" (?:says|said|announced|added) (?:\w+day )?(?:that )?(?:{_IT_ITSELF}|its)\b")
#: And these a person.
_HIS = lazily(
    rf"{_SO_FAR}120}}\b(?:he|she|his|her|him|himself|herself)\b|[^.!?\n“”\"A-Z]{{0,120}}\bwho\b|, \d\d,|"
    r"[^.!?\n“”\"]{0,120}[.!?] (?:He|She|His|Her)\b"
)


def _has_somebody(page: TextIndex, end: int) -> bool:
    """Tell whether a name ending at `end` is an owner's of somebody, of whom "his" may be: "Far's [owner] sold his"."""
    behind = page.words(end, end + 30)[:2] if page.text[end : end + 3] in ("'s ", "’s ") else []
    return any(word.low in _OF_FIRMS for word in behind)


#: Whom a firm has, and nobody else: no "Hale's manager", "Hale's lawyer".
_OF_FIRMS = frozenset({"owner", "owners", "founder", "chairman", "chairwoman", "president", "ceo", "shareholders"})


def _given(name: str) -> bool:
    """Tell whether `name` begins as people's do."""
    first = name.partition(" ")[0].lower()
    return lexicon().has("people.first_male", first) or lexicon().has("people.first_female", first)


def _named(page: TextIndex, span: Span) -> Iterable[Word]:
    return (word for word in page.words(span.start, span.end) if word.named)


#: Small words that a name does not end with, and the name that may follow them.
_SMALL_END = lazily(r"(?<=\w) (and|at|by|for|from|in|of|on|or|the|to|with)\Z")
#: "And" of other languages, inside a name: "Trud [i Svoboda]".
_AND_BEHIND = lazily(r" (?:i|y|e|und|et|og|och) [A-Z][\w’'-]*\w")
#: And what a body's goes on with there: "Diario [del Sur]".
_DEL_BEHIND = lazily(r" (?:del|della|dello|degli|du) [A-Z][\w’'-]*\w(?: [A-Z][\w’'-]*\w)*")
_NAME_BEHIND = lazily(r" (?:the )?[A-Z][\w&’'-]*\w(?: (?:and |of )?[A-Z][\w&’'-]*\w)*")
#: A capitalised word behind a name, or behind one in the plural that owns it.
_NOUN_BEHIND = lazily(r"(?:(?<=s)['’])? ([A-Z][a-z]+)\b(?!['’ ]s?[A-Z])")


_CLUB_BEFORE = lazily(r"(?<![\w-])[A-Z][a-z]+ \Z")
#: "[Marsh-]Fen", no "Hull-based".
_HYPHENED = lazily(r"(?<![\w-])[A-Z]\w+-\Z")


def _grown(page: TextIndex, entity: Entity) -> Entity:
    """Return `entity` with the last word of a firm's name that follows it, as a body if it ends so.

    A body's own name goes on to a noun for bodies behind it: "the Teachers' [Front]", "Competition [Bureau]"; and it
    begins with what a hyphen joins to it: "[Marsh-]Fen".
    """
    text, lex, span = page.text, lexicon(), entity.span
    if entity.kind is EntityKind.ORGANIZATION:
        joined = _HYPHENED.search(text, max(0, span.start - _LONGEST_SHORT * 2), span.start)
        span = Span(joined.start(), span.end) if joined else span
        entity = Entity(span, entity.kind)
        behind = _NOUN_BEHIND.match(text, span.end)
        nouns = ("bodies.nouns", "outlets.last")  # "the Evening [Star]"
        whole = behind is not None and any(lex.has(name, singular(behind[1].lower())) for name in nouns)
        several = behind is not None and " " in span.of(text) and text[span.end] == " "
        whole = whole or (behind is not None and several and lex.has("bodies.partners", behind[1].lower()))
        return Entity(Span(span.start, behind.end()), entity.kind) if behind and whole else entity
    end = span.end
    person = entity.kind is EntityKind.PERSON and not _given(span.of(text))
    named = _CLUB_BEFORE.search(text, max(0, span.start - _LONGEST_SHORT), span.start)
    if named is not None and lexicon().has("bodies.clubs", span.of(text).lower()):
        return Entity(Span(named.start(), end), EntityKind.ORGANIZATION)  # "[Man ]Utd"
    club = club_behind(text, span) if person else end
    if club > end:
        return Entity(Span(span.start, club), EntityKind.ORGANIZATION)
    for word in page.words(span.end, min(len(text), span.end + 40)):
        if not word.glued and word.start != span.end + 1:
            break
        if text[end : word.start] != " " or not word.named or not lex.has("bodies.firms", word.low):
            break
        end = word.end
    last = list(_named(page, Span(span.start, end)))[-1:]
    firm = bool(last) and last[0].start > span.start and lex.has("bodies.firms", last[0].low)
    return Entity(Span(span.start, end), EntityKind.ORGANIZATION) if firm else entity


#: Behind the name of somebody.
_AGED = lazily(r",? \(?(?:aged )?\d\d(?:[,)]|\.(?=\s|\Z))")


def short_names(page: TextIndex, entities: Sequence[Entity]) -> dict[str, Span]:
    """Return the firms that an article also calls by their first words, by these: "Copperline" Brewing."""
    found: dict[str, Span] = {}
    others: list[tuple[str, str]] = []
    taken: Counter[str] = Counter()
    doubted: set[str] = set()
    for entity in entities:
        parts = list(_named(page, entity.span)) if entity.span.end - entity.span.start < _LONGEST else []
        if len(parts) > 1 and entity.kind is EntityKind.ORGANIZATION:
            shorter = shortened(page.text, entity.span, [word.text for word in parts])
            if lexicon().has("bodies.clubs", parts[-1].low):
                others.append((parts[-1].text, entity.span.of(page.text)))  # "Leeds United" beside United Airlines
            for short in shorter or (parts[0].text,):
                known, name = found.get(short), entity.span.of(page.text)
                if shorter and (known is None or name.startswith(f"{known.of(page.text)} ")):
                    found[short] = entity.span
                elif not shorter or (known is not None and known.of(page.text) != name):
                    others.append((short, name))
        elif len(parts) > 1 and entity.kind is EntityKind.PERSON:
            taken.update(word.text for word in parts)
        elif parts and _AGED.match(page.text, entity.span.end):
            taken[parts[0].text] += 1  # "Copperline, 54, left"
        elif parts and (entity.kind is EntityKind.LOCATION or _HIS.match(page.text, entity.span.end)):
            doubted.add(parts[0].text)  # a place, or somebody by the last name
    # "Hartwell Police": a place, or one of several bodies; but not the "Torvald Fibre" of Torvald Fibre Ltd.
    taken.update(short for short, name in others if short in found and name not in found)
    unlike = {name for name in doubted if name in found and not _is_of_firms(page, found[name])}
    return {name: span for name, span in found.items() if not taken[name] and name not in unlike}


def _is_of_firms(page: TextIndex, span: Span) -> bool:
    """Tell whether a name is a word and else what firms' names are made of: "Copperline Brewing"."""
    return all(lexicon().has("bodies.firms", word.low) for word in list(_named(page, span))[1:])


def opening_words(page: TextIndex, entities: Iterable[Entity]) -> frozenset[str]:
    """Return the first words of bodies' names of two words or more."""
    bodies = (e.span for e in entities if e.kind is EntityKind.ORGANIZATION)
    named = (list(_named(page, span)) for span in bodies if span.end - span.start < _LONGEST)
    return frozenset(parts[0].text for parts in named if len(parts) > 1)


_OF_TWO = lazily(r"([A-Z])[\w’'-]+( (?:and|&) )([A-Z])")
_FEWEST = 3  # letters of a firm's short form
_BODIES = (EntityKind.ORGANIZATION, EntityKind.LOCATION)
_ACRONYM = lazily(r" \((?:the |or |“|\")*([A-Z][A-Za-z]*(?:[&.-][A-Z]\w*)*)[”\"]?\)")
#: "Far Air plc (the “Company”)", "(“Far” or the “Company”)".
_DEFINED = lazily(r" \((?:[^()\n]{0,40} or )?(?:the |hereinafter (?:the )?)?[“\"‘](?:the )?([A-Z][a-z]+)[”\"’]\)")
_EXPLAINED = lazily(r"\b([A-Z][A-Za-z]{1,7}) \((?:the )?([A-Z][^()\n]{3,80})\)")


def acronyms(page: TextIndex, entities: Sequence[Entity]) -> dict[str, Span]:
    """Return what acronyms stand for: "Full Name (FN)", "FN (Full Name)", else the one body with such initials."""
    found: dict[str, Span] = {}
    for match in _ACRONYM.finditer(page.text):
        if len(match[1]) > _LONGEST_SHORT or len(match[1]) < 2:
            continue
        blended = _blended(page, match)
        if blended is not None:
            found.setdefault(match[1].lower(), blended)
            continue
        letters = [c.lower() for c in match[1] if c.isupper()]
        before = page.words(max(0, match.start() - 120), match.start())
        at = len(before)
        while letters and at:
            at -= 1
            if before[at].low[0] == letters[-1] and (before[at].named or before[at].low in ("in", "of", "on", "for")):
                letters.pop()
            elif before[at].named:
                break
        if not letters and at < len(before):
            found.setdefault(match[1].lower(), Span(before[at].start, before[-1].end))
            continue
        body = next((e.span for e in reversed(entities) if e.span.end == match.start()), None)
        if body is not None and " " in body.of(page.text) and match[1].isupper():
            found.setdefault(match[1].lower(), body)  # of another language: "Federal Security Service (FSB)"
    for match in _DEFINED.finditer(page.text):
        body = next((e.span for e in reversed(entities) if 0 <= match.start() - e.span.end < 7), None)
        if body is not None:
            found.setdefault(match[1].lower(), _with_name(page, entities, body))
    for match in _EXPLAINED.finditer(page.text):
        if _initials(page, Span(*match.span(2))) == match[1].lower():
            found.setdefault(match[1].lower(), Span(*match.span(2)))
    bodies: dict[str, list[Span]] = {}
    short = {match.group() for match in _SHORT_WORD.finditer(page.text)}
    for entity in entities:
        if entity.kind in _BODIES and entity.span.end - entity.span.start < _LONGEST:
            owner = _OWNER.match(page.text, entity.span.start, entity.span.end)
            name = Span(owner.end(), entity.span.end) if owner else entity.span
            for initials in _letters_of(page, name, short):
                bodies.setdefault(initials, []).append(name)
    for several in found.keys() & set(_of_several(page)):
        found.pop(several)
    for initials, spans in bodies.items():
        if len(initials) > 1 and len({span.of(page.text).lower() for span in spans}) == 1:
            found.setdefault(initials, spans[0])
    return found


#: Whose a body is, by a small word: "[city's ]Department of Roads".
_OWNER = lazily(r"[a-z]+['’]s ")


def _of_several(page: TextIndex) -> Iterable[str]:
    """Yield the letters that the article gives behind the names of two bodies: "Fen Council (FC)", "Far Club (FC)"."""
    told: dict[str, set[str]] = {}
    for match in _ACRONYM.finditer(page.text):
        before = page.words(max(0, match.start() - 120), match.start())
        word = before[-1] if before else None
        if word is None or not word.named:
            continue
        first = next((w for w in reversed(before) if w.low[0] == match[1][0].lower() and w.named), word)
        name = Span(first.start, word.end)
        if _initials(page, name) == match[1].lower():
            told.setdefault(match[1].lower(), set()).add(name.of(page.text).lower())
    yield from (letters for letters, names in told.items() if len(names) > 1)


def _with_name(page: TextIndex, entities: Sequence[Entity], body: Span) -> Span:
    """Return a firm's name with what stands before its last word where the reader took that alone: "Far Air, [Inc]"."""
    if not lexicon().has("bodies.firms", body.of(page.text).lower().rstrip(".")):
        return body
    before = (e.span for e in entities if page.text[e.span.end : body.start] in (" ", ", "))
    return Span(min((span.start for span in before), default=body.start), body.end)


def _blended(page: TextIndex, match: re.Match[str]) -> Span | None:
    """Return the body right before a short form in parentheses that is made of its words' beginnings: "Phivolcs"."""
    if match[1].isupper() and match[1].isalpha():
        return None
    found = page.words(max(0, match.start() - _LONGEST), match.start())
    at = len(found) - 1
    while (
        at > 0
        and (found[at - 1].named or found[at - 1].low in ("of", "and", "for", "the", "de", "in"))
        and (found[at].glued or page.text[found[at - 1].end : found[at].start] == " & ")
    ):
        at -= 1
    short = match[1].lower().replace("-", "").replace(".", "").replace("&", "a")
    # What stands before another body's name is not part of it: "Tesco and the [Salling Group]".
    determiners = lexicon().sets["grammar.determiners"]
    for first in (n for n in range(at, len(found) - 1) if found[n].named and found[n].low not in determiners):
        words = [w.low for w in found[first:] if w.low not in ("of", "for", "the", "de")]
        if _spells(short, words):
            return Span(found[first].start, found[-1].end)
    return None


def _spells(short: str, words: Sequence[str]) -> bool:
    """Tell whether `short` is made of beginnings of `words`, in order, of the first one too; some may be left out."""
    if not short:
        return True
    if not words:
        return False
    word, rest = words[0], words[1:]
    shared = [taken for taken in range(1, len(word) + 1) if short.startswith(word[:taken])]
    return any(_spells(short[taken:], rest[at:]) for taken in shared for at in range(max(1, len(rest))))


#: What may be a short form: "MoD", "D.O.T.".
_SHORT_WORD = lazily(r"\b[A-Z](?:\w|\.(?=[A-Z])){1,12}\b")


def _letters_of(page: TextIndex, span: Span, short: Set[str]) -> Iterable[str]:
    """Yield the initials of a body's name, also without its legal form or state: "FF" Co Ltd, Federal "FFA".

    Small words count, "MoD", where one of the `short` words of the text is so written.
    """
    letters, name = _initials(page, span), span.of(page.text)
    yield letters
    written = "".join(word.text[0] for word in page.words(span.start, span.end) if word.low not in ("the", "a", "an"))
    forms = (written, written.upper(), ".".join(written.upper()))  # but no Bob for the Bank of Baroda
    if _FEWEST <= len(written) != len(letters) and not short.isdisjoint(forms):
        yield written.lower()
    of_two = _OF_TWO.match(name)
    if of_two is not None:
        yield "".join(of_two.groups()).lower()  # "M and F", of Marsh and Fen
    if len(letters) > _FEWEST and lexicon().has("people.federal", name.partition(" ")[0].lower().rstrip(".")):
        yield letters[1:]
    while len(letters) > _FEWEST and (form := LEGAL_FORM.search(name)) is not None:
        name, letters = name[: form.start()], letters[:-1]
        yield letters


def _initials(page: TextIndex, span: Span) -> str:
    return "".join(word.low[0] for word in page.words(span.start, span.end) if word.text[0].isupper())
