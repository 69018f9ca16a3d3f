"""Entities as the reader saw them in, each with all the words of its own name out.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import Entity, EntityKind
from attrcheck.sources.bodies.body_signs import FIRM_FORM, club_behind, has_given_name, named_words
from attrcheck.sources.bodies.firm_names import (
    firms_of_two,
    parted_firms,
    rejoined_names,
    with_ampersands,
    with_partners,
)
from attrcheck.sources.bodies.short_names import LONGEST_SHORT_NAME
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import singular
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["made_whole"]

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


def made_whole(page: TextIndex, entities: Iterable[Entity]) -> list[Entity]:
    """Return `entities` in order, without what is nobody's name, each with all the words of its own."""
    text, size = page.text, len(page.text)
    known = sorted((e for e in entities if 0 <= e.span.start < e.span.end <= size), key=lambda e: e.span)
    known = [_angled(text, entity) for entity in known if not _is_ticker(text, entity.span)]
    known = rejoined_names(text, known)
    split = [part for entity in with_partners(text, known) for part in parted_firms(text, entity)]
    parts = firms_of_two(text, [*with_ampersands(page, split)])
    found: list[Entity] = []
    grown = 0  # where the last name ends that was made longer: what lies in it is no other
    for entity in _commissions(text, parts):
        district = entity.kind is EntityKind.PERSON and _DISTRICT.match(text, entity.span.start) is not None
        if entity.span.end > grown and not district and not _is_national(page, entity):
            whole = _without_trade(page, _alone(text, _with_what_it_owns(text, entity)))
            found.append(_grown(page, _closed(text, _of_what_it_is(text, whole))))
            grown = found[-1].span.end if found[-1].span.end > entity.span.end else grown
    return found


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


_OF_FIRM = lazily(rf"([A-Z][\w’'-]+ [A-Z][\w’'-]+)(?= (?:of|from|at) (?:[A-Z][\w’'&-]+ )+{FIRM_FORM}\Z)")
_BASED = lazily(r"[A-Z][\w.’'-]*-based (?=[A-Z])")
_NEXT_ONE = lazily(r",? and (?:the |an? )?[\w-]+-based\b")


def _alone(text: str, entity: Entity) -> Entity:
    """Return `entity` without where it sits and what begins another: "[Hull-based ]Far[ and Hull-based lender]"."""
    somebody = entity.kind is EntityKind.PERSON and has_given_name(entity.span.of(text))
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
    named = list(named_words(page, entity.span)) if entity.kind is EntityKind.ORGANIZATION else []
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
        joined = _HYPHENED.search(text, max(0, span.start - LONGEST_SHORT_NAME * 2), span.start)
        span = Span(joined.start(), span.end) if joined else span
        entity = Entity(span, entity.kind)
        behind = _NOUN_BEHIND.match(text, span.end)
        nouns = ("bodies.nouns", "outlets.last")  # "the Evening [Star]"
        whole = behind is not None and any(lex.has(name, singular(behind[1].lower())) for name in nouns)
        several = behind is not None and " " in span.of(text) and text[span.end] == " "
        whole = whole or (behind is not None and several and lex.has("bodies.partners", behind[1].lower()))
        return Entity(Span(span.start, behind.end()), entity.kind) if behind and whole else entity
    end = span.end
    person = entity.kind is EntityKind.PERSON and not has_given_name(span.of(text))
    named = _CLUB_BEFORE.search(text, max(0, span.start - LONGEST_SHORT_NAME), span.start)
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
    last = list(named_words(page, Span(span.start, end)))[-1:]
    firm = bool(last) and last[0].start > span.start and lex.has("bodies.firms", last[0].low)
    return Entity(Span(span.start, end), EntityKind.ORGANIZATION) if firm else entity
