"""The index of an article in, its bodies out, each with what it may be called: "the ministry", "the airline".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.bodies.body_signs import LEGAL_FORM
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.bodies.organisations import Body
from attrcheck.sources.index import Index
from attrcheck.sources.text.lexicon import is_preposition, lexicon, noun_phrase
from attrcheck.sources.text.noun_phrases import name_in, names_bodies, read_phrase, singular

__all__ = ["SMALL", "find_bodies", "longer_name"]


_LONGEST = 120  # characters of a body's name
_APPOSED = lazily(r"(?: \([^()\n]{1,20}\))?, (?:an?|the|which is an?|one of the) ([^,;:.()\n“”\"]{3,80})")
#: Behind a name in an apposition.
_CLOSED = lazily(r"(?: \([^()\n]{1,20}\))?\W*(?:[,.;:)]|\Z)")
#: Whom people tell things may be a paper: "told the [Zwartemeer Courant]".
_TOLD_TO = lazily(r"\b(?:told|interview (?:with|to|in)|article in|letter to|reports? (?:in|by)) (?:the )?\Z")
#: They say that a noun takes up a body named before, and nothing of it.
SMALL = frozenset(
    {"same", "latter", "said", "new", "whole", "unanimous", "divided", "ailing", "embattled", "troubled", "outgoing"}
)


def find_bodies(index: Index) -> tuple[Body, ...]:
    """Return the bodies of an article in the order in which they are first named."""
    text, found = index.text, dict[str, Body]()
    for entity in index.entities:
        words = entity.span.of(text)
        if entity.kind is not EntityKind.ORGANIZATION or len(words) > _LONGEST or words.islower():
            continue
        inside = index.page.words(entity.span.start, entity.span.end)
        named = next((word.start for word in inside if word.named or is_preposition(word)), entity.span.start)
        own = Span(named, entity.span.end) if text[named].isupper() else entity.span  # "charity Green Shore"
        phrase = read_phrase(index.page, own)
        own = name_in(text, phrase, own) if phrase.first else own  # "The newspaper El Mundo"
        name, place = expand(index, own)
        described = any(_is_description(index, words) for words in {own, entity.span})
        if described or _is_mere_noun(name) or _says_where(index, own) or _is_disaster(index, own):
            continue
        bare = LEGAL_FORM.sub("", name).removeprefix("The ").lower()
        body = found.setdefault(bare, Body(name, place or own))
        if len(name) > len(body.name):
            body.name, body.span = name, place or own
        body.places.append(entity.span.start)
        for said in {body.span, entity.span}:
            nouns = {*_nouns_in(index, said), *_nouns_beside(index, said)}
            body.nouns |= nouns.union(*(lexicon().also.get(noun, ()) for noun in nouns))
    for entity in index.entities:
        known = found.get(entity.span.of(text).lower()) if entity.kind is not EntityKind.ORGANIZATION else None
        if known is not None and " " in known.name:  # a body that the reader took for a person or place here
            known.places = sorted({*known.places, entity.span.start})
    bodies = _with_short_names(index, tuple(found.values()))
    _note_speakers(index, bodies)
    return bodies


def _note_speakers(index: Index, bodies: Sequence[Body]) -> None:
    """Note where bodies are sources, or are named first in one: "[Fen] officials in Hull"."""
    named = sorted((place, number) for number, body in enumerate(bodies) for place in body.places)
    for source in index.sources:
        at = bisect_left(named, (source.start, 0))
        if at < len(named) and named[at][0] < source.end:
            bodies[named[at][1]].spoke.append(named[at][0])


def _with_short_names(index: Index, bodies: tuple[Body, ...]) -> tuple[Body, ...]:
    """Return `bodies` with those that go by the first word of another's name made one with it: "Far" and Far Lines."""
    known = replace(index, bodies=bodies)
    kept = []
    for body in bodies:
        longer = longer_name(known, body.name) if " " not in body.name and not body.name.isupper() else None
        if longer is None:
            kept.append(body)
        else:
            longer.places = sorted({*longer.places, *body.places})
            longer.nouns |= body.nouns
    for body in kept:
        body.places = sorted({*body.places, *_told_for_short(index, body)})
    return tuple(kept)


#: What follows a name that a sentence is about.
_DOES = lazily(r" [a-z]+(?:s|ed)\b| (?:will|would|has|had|may|can|could|must|also|now|said|plans?)\b")


def _told_for_short(index: Index, body: Body) -> Iterator[int]:
    """Yield where sentences begin with what a firm is called for short: "Vandar expects", of Vandar Motors."""
    short = body.name.partition(" ")[0]
    full = index.firms.get(short)
    if full is None or not full.overlaps(body.span) or index.people.within(body.span):
        return
    for place in index.page.places(short.lower()):
        opens = index.page.opens_sentence(place) and index.text.startswith(short, place)
        if opens and _DOES.match(index.text, place + len(short)):
            named = Span(place, place + len(short))
            met = (index.people.persons[number] for number in index.people.within(named))
            if index.entity(named) is None and all(person.is_but_a_word for person in met):
                yield place


def _is_mere_noun(name: str) -> bool:
    """Tell whether a name is a noun for bodies or outlets and no more: "Ministry", "The Company", "The daily"."""
    words = name.removeprefix("The ").lower().split()
    return len(words) == 1 and names_bodies(singular(words[0]))


#: What a team does that bears the name of a storm: "the Chicago Fire [said]".
_OF_A_TEAM = lazily(
    r" (?:said|says|added|announced|wrote|sacked|sold|signed|beat|lost to|drew with|FC|coach|captain|striker|manager)\b"
)


def _is_disaster(index: Index, span: Span) -> bool:
    """Tell whether what was taken for a body's name is a fire's or a storm's: "the [Canyon Fire]", no "Cal Fire"."""
    last = span.of(index.text).rpartition(" ")[2].lower()
    the = index.text[max(0, span.start - 4) : span.start].lower() == "the "
    return lexicon().has("bodies.disasters", last) and the and not _OF_A_TEAM.match(index.text, span.end)


def _is_description(index: Index, span: Span) -> bool:
    """Tell whether what was taken for a name only says what a body is: "Animal welfare group", which opens a sentence.

    So does what says of which people a company or outlet is: "the Italian sports daily".
    """
    words = index.page.words(span.start, span.end)
    if len(words) < 2:
        return False
    first, *rest = words
    noun, lex = singular(rest[-1].low), lexicon()
    opens = index.page.opens_sentence(first.start) and names_bodies(noun)
    lists = ("bodies.any", "bodies.trading", "outlets.nouns")
    trader = any(lex.has(name, noun) for name in lists)
    some = index.text[max(0, span.start - 3) : span.start].lower().endswith(("a ", "an "))
    of_people = lex.has("people.peoples", first.low) and all(word.text.islower() for word in rest)
    small = rest[-1].text.islower() and some and trader  # "a [Hong Kong newspaper]"
    return small or (of_people and trader) or (opens and all(word.text.islower() for word in rest))


#: "The [Seattle], Washington-based company", "the New York[-based] group".
_BASED = lazily(r",?(?: [A-Z][\w.]*){0,3}-based\b")


def _says_where(index: Index, span: Span) -> bool:
    """Tell whether what was taken for a name only says where a body sits: "[Leeds-based] company"."""
    words = index.page.words(span.start, span.end)
    ends_small = bool(words) and words[-1].text.islower() and any(word.low.endswith("-based") for word in words)
    return ends_small or _BASED.match(index.text, span.end) is not None


def _nouns_in(index: Index, span: Span) -> Iterator[str]:
    """Yield the nouns that a body's name makes it: "force" and "police" of East Fen Police."""
    lex = lexicon()
    inside = index.page.words(span.start, span.end)
    for at, word in enumerate(inside):
        low, behind = singular(word.low), inside[at + 1 :]
        lead = next((before.low for before in reversed(inside[:at]) if before.low != "the"), "")
        if lead in ("of", "for"):
            continue  # "Ministry of [Defence]", "Congress of the [Confederation]"
        # "Ohio State University" is no state, nor are the Sons of the Free States.
        if lex.has("bodies.governing", low) and word.text.islower() and behind and behind[0].named:
            continue  # "the [government] Bank of Fen"
        tells = low != "state" or (word.low == low and not (behind and behind[0].named))
        if names_bodies(low) and tells:
            yield low
        clubs = lex.has("bodies.clubs", word.low) and bool(behind)  # the United States are no club
        yield from (noun for noun, names in lex.called.items() if word.low in names and not (clubs and noun == "club"))


def _nouns_beside(index: Index, span: Span) -> Iterator[str]:
    """Yield the nouns that stand to the name: "the airline Far Air", "Far Air, an airline based in Hull,"."""
    text, lex = index.text, lexicon()
    named = {singular(word.low) for word in index.page.words(span.start, span.end)}
    listed = any(map(names_bodies, named)) or lex.has("outlets.names", span.of(text).lower())
    if len(named) > 1 and not listed and _TOLD_TO.search(text, max(0, span.start - 30), span.start):
        yield from ("newspaper", "paper", "outlet", "magazine")
    before = index.page.words(max(0, span.start - 40), span.start)[-1:]
    gap = text[before[0].end : span.start] if before else ""
    if gap == " " or (gap == ", " and _CLOSED.match(text, span.end)):  # no "told the commission, Fen chairman Lee"
        nouns = [singular(before[0].low)]
        governs = gap == " " and lex.has("bodies.governing", nouns[0])  # "the government Bank of Fen"
        yield from (noun for noun in nouns if names_bodies(noun) and before[0].text.islower() and not governs)
        yield from _of_traders(before[0].low if before[0].text.islower() else "")
    behind = _APPOSED.match(text, span.end)
    if behind is not None:
        words = index.page.words(behind.start(1), behind.end(1))
        head = words[max(0, noun_phrase(words) - 1)].low if words else ""
        yield from (noun for noun in (singular(head),) if names_bodies(noun) or lex.has("people.of_bodies", noun))
        yield from _of_traders(head)


def _of_traders(noun: str) -> tuple[str, ...]:
    """Return what else whoever is told to be a trader may be called: the operator Fen is a company."""
    return ("company", "firm") if lexicon().has("bodies.trading", noun) else ()


def longer_name(index: Index, name: str, *, definite: bool = False) -> Body | None:
    """Return the only body whose name begins or ends with the whole of `name`: "The Telegraph" is The Daily Telegraph.

    Where `name` is one word and neither a noun nor letters, that body's name must begin with it and not with a place,
    as Far Air's does; or it ends with it and `name` is `definite`: "the Fellowship", but no White House is "the House".
    Of several whose names begin with it, and it is no letters, it is the only one that speaks by its full name.
    """
    short = name.removeprefix("The ").lower().split()
    if len(short) == 1 and name.isupper() and lexicon().has("bodies.names", short[0]):
        return None  # "UNESCO" is whole beside a "UNESCO World Heritage" list
    tells = len(short) > 1 or name.isupper()
    tells = tells or any(names_bodies(singular(word)) or lexicon().has("outlets.last", word) for word in short)
    last = definite and not tells and not lexicon().has("bodies.alone", "".join(short))
    longer = list[Body]()
    alike = list[Body]()
    for body in index.bodies:
        words = body.name.removeprefix("The ").lower().split()
        if len(words) <= len(short) or (body.name.isupper() and not name.isupper()):
            continue
        alike += [body] if words[: len(short)] == short else []
        begins = _begins_with(body.name, words, short) and not last and (tells or not _is_of_place(index, body))
        formed = LEGAL_FORM.sub("", body.name).lower().split() == short  # "Far Inc", of "Far"
        if formed:
            return body
        lettered = len(short) == 1 and name.isupper() and len(name) <= _LETTERS  # "Windows ANSI" is no ANSI
        ends = short == words[-len(short) :] and (tells or last) and not lettered
        begins = begins and not _is_part(body.name.split()[-1])
        longer += [body] if begins or ends else []
    if len(alike) > 1 and not last and not name.isupper():
        speaking = [body for body in alike if _speaks_in_full(index, body)]
        one = len(speaking) == 1 and not _is_rather_a_place(index, short)
        longer = speaking if one else longer if len(speaking) < 2 else []
    return longer[0] if len(longer) == 1 and not _is_branch(index, longer[0], name, short) else None


def _speaks_in_full(index: Index, body: Body) -> bool:
    """Tell whether a source is nothing but the full name of a `body`, with what tells more of it."""
    for place in body.places:
        at = bisect_left(index.sources, Span(place + 1, 0)) - 1
        source = index.sources[at] if at >= 0 else None
        lead = index.text[source.start : place].lower().strip(" <(") if source and source.end > place else "-"
        if lead in ("", "the") and index.text.startswith(body.name.removeprefix("The "), place):
            return True
    return False


_CLIPPED = 4  # letters of a last word that may be clipped
_LETTERS = 5  # that a body may go by


def _is_part(noun: str) -> bool:
    """Tell whether a name ends in what is no name: "Fen Transit [police]", "Far Ltd [board]", "Commission [headed]"."""
    return noun.islower() and (lexicon().has("bodies.organs", noun) or noun.endswith("ed"))


def _begins_with(name: str, words: Sequence[str], short: Sequence[str]) -> bool:
    """Tell whether the `words` of a `name` begin with the `short` ones.

    The last of these may be clipped from the last of a company's, before its legal form: "Fen Trust" is Fen Trustco
    Ltd, but "Hull Comm" no Hull Commercial Bank Ltd.
    """
    last = len(short) - 1
    if short[:last] != words[:last] or not words[last].startswith(short[last]):
        return False
    form = LEGAL_FORM.search(name)
    whole = last < 1 or len(short[last]) < _CLIPPED or form is None or len(name[: form.start()].split()) > len(short)
    return not whole or short[last] == words[last]


def _is_branch(index: Index, body: Body, name: str, short: Sequence[str]) -> bool:
    """Tell whether `body` is a part of the one with the `name`: its office, or that of a country, "Greenpeace Japan".

    Then the `name` stood before that of the country.
    """
    words = body.name.removeprefix("The ").split()
    if short != [word.lower() for word in words[: len(short)]]:
        return False
    if names_bodies(singular(words[-1])) and len(words) > len(short) + 1 and words[-2].islower():
        return True  # "the White House budget office"
    more, first = words[len(short) :], index.page.first(name.removeprefix("The "))
    return lexicon().has("bodies.names", " ".join(more).lower()) and 0 <= first < body.places[0]


def _is_of_place(index: Index, body: Body) -> bool:
    """Tell whether a body's name may begin with a place, which is no short name of it: "Hull Police"."""
    first, *rest = body.name.removeprefix("The ").split()
    nouns = (lexicon().has("bodies.nouns", singular(word.lower())) for word in rest)
    return _is_rather_a_place(index, [first.lower()]) or any(nouns)


def _is_rather_a_place(index: Index, name: Sequence[str]) -> bool:
    """Tell whether what goes by this `name`, in small letters, is a place more often than a body."""
    low = " ".join(name)
    kinds = [entity.kind for entity in index.entities if entity.span.of(index.text).lower() == low]
    return kinds.count(EntityKind.LOCATION) >= max(1, kinds.count(EntityKind.ORGANIZATION))
