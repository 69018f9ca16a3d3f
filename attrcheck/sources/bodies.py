"""The index of an article in, its bodies out, each with what it may be called: "the ministry", "the airline".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import nsmallest

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.body_signs import LEGAL_FORM
from attrcheck.sources.descriptions import countries_of
from attrcheck.sources.index import Index, expand
from attrcheck.sources.lexicon import is_preposition, lexicon, noun_phrase
from attrcheck.sources.noun_phrases import Phrase, name_in, names_bodies, read_phrase, singular, told_anew
from attrcheck.sources.organisations import Body
from attrcheck.sources.source import Nature
from attrcheck.sources.topics import subject, topics_before

__all__ = [
    "SMALL",
    "body_called",
    "body_described",
    "body_introduced",
    "body_owned",
    "both_bodies",
    "find_bodies",
    "is_company",
    "is_never",
    "longer_name",
]

_LONGEST = 120  # characters of a body's name
_NEAR = 1500  # characters before a noun in which another body may be called so
_SHOWN = 6  # bodies that a noun may stand for
_LATELY = 2  # sentences before a noun in which whoever spoke last is likely to be meant
_RECENT = 8  # sentences in which a body was named of which nothing tells what it is
_FIRST = 3  # sentences, a headline among them, that tell what a text is about
_FORMS = frozenset({"plc", "ltd", "inc", "llc"})  # they tell nothing of what a company is
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
        yield from (noun for noun in nouns if names_bodies(noun) and before[0].text.islower())
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


def body_called(index: Index, phrase: Phrase, before: int) -> tuple[Body, list[Body]] | None:
    """Return the body that "the ministry" at `before` takes up, with the others it may be; None for nobody.

    It is one that the article calls so, the one named last; else one that the sentences before are about and that is
    called nothing else, or, of a company, any such body.
    """
    plural = phrase.first[-1].low if phrase.plural else ""
    if plural and not any(body.name.lower().endswith(f" {plural}") for body in index.bodies):
        return None  # "the unions" are more than the one that is named
    lex, noun, others = lexicon(), phrase.head, {word.low for word in phrase.first[:-1]} - SMALL
    fits = [body for body in index.bodies if noun in body.nouns and (not others or others <= _words(body))]
    if not phrase.determiner and lex.has("bodies.clubs", noun) and phrase.first[-1].named:
        fits = [body for body in fits if body.name.lower().endswith(noun)]  # "City" is no City Hall
    if _takes_up(phrase) and not others & (_OF_A_PLACE | _OF_A_STATE):
        about = _spoken_of(index, before) if fits else _spoken_of(index, before) or _speaker(index, before)
        trades = about is not None and noun in lex.sets["bodies.trading"] and noun not in about.nouns
        if trades and _told_anew_before(index, noun, before):
            about = None  # "Okonski sued a carrier. The carrier"
        if about is not None and noun not in about.nouns and _is_told_apart(index, phrase, about, before):
            return None  # "asked that the shareholder group wait, which the group refused"
        if about is not None and _may_be(about, noun) and (not fits or _is_rather(about, fits, before)):
            return about, fits
    fits = fits if fits or others else _fitting(index, noun, before)
    earlier = [body for body in fits if body.places[0] < before]
    if not earlier:
        return (fits[0], []) if len(fits) == 1 else None
    about = _spoken_of(index, before) if len(earlier) > 1 else None
    opens = len(earlier) > 1 and index.page.sentence(before) <= _RECENT
    opening = _opening(index) if opens else None
    since = index.page.sentences[max(0, index.page.sentence(before) - _LATELY)]

    def unlikely(body: Body) -> tuple[bool, int, int, bool, int]:
        spoke = _last_of(body.spoke, before)
        lately = spoke if spoke >= since else -1
        return (body is not about, -lately, -len(body.places), body is not opening, -_last(body, before))

    likeliest = nsmallest(_SHOWN, earlier, key=unlikely)
    return likeliest[0], likeliest[1:]


def _is_told_apart(index: Index, phrase: Phrase, body: Body, before: int) -> bool:
    """Tell whether something else is told of by the noun of `phrase`, behind where `body` is named last."""
    told = re.compile(rf"\b(?:the|an?|this|that|one|its|their) ([a-z][a-z-]+) {re.escape(phrase.head)}\b")
    near = max(_last(body, before), index.page.sentences[max(0, index.page.sentence(before) - 1)])
    small = SMALL | lexicon().sets["people.status"]
    return any(found[1] not in small for found in told.finditer(index.text, near, before))


def _fitting(index: Index, noun: str, before: int) -> list[Body]:
    """Return the bodies that `noun` may mean though nothing calls them so: any company, the only firm, an authority."""
    lex = lexicon()
    plain = lex.sets["bodies.any"] | _FORMS
    named = [body for body in index.bodies if body.places[0] < before] or index.bodies
    agencies = [body for body in named if noun == "agency" and body.nouns & lex.sets["bodies.agencies"]]
    if agencies and not _told_anew_before(index, noun, before):
        return agencies
    if lex.has("bodies.any", noun):
        never = lex.sets["bodies.companies"] if noun == "agency" else frozenset()
        fits = (body for body in index.bodies if not _kinds(body) - plain and not body.nouns & never)
        opening = _opening(index)
        return [body for body in fits if body.nouns or _is_told_of(index, body, opening, before)]
    firms = [body for body in index.bodies if body.nouns & lex.sets["bodies.companies"]]
    if len(firms) != 1 or noun not in lex.sets["bodies.trading"] or firms[0].nouns - plain:
        return []
    return [] if _told_anew_before(index, noun, before) else firms


def _is_told_of(index: Index, body: Body, opening: Body | None, before: int) -> bool:
    """Tell whether a body of which nothing tells what it is may be meant: it was named lately, or is the `opening` one.

    One that bears the name of a chamber, "the Commons", is no company.
    """
    if lexicon().has("bodies.alone", body.name.lower()):
        return False
    named = index.page.sentence(_last(body, before))
    return abs(index.page.sentence(before) - named) <= _RECENT or body is opening


def is_company(phrase: Phrase) -> bool:
    """Tell whether a phrase is of the one company of some kind that is told of: "the state oil company"."""
    lex = lexicon()
    told = [word.low for word in phrase.first]
    told = told[:1] if told[1:] == ["holding", "company"] else told  # "the bank holding company"
    apart = any(low in _OF_A_STATE or lex.has("bodies.another", low) for low in told)
    small = all(
        word.text.islower() or lex.has("people.peoples", word.low) or (at == 0 and word.low in _OF_STATES)
        for at, word in enumerate(phrase.first)
    )
    small = small and not any(word.possessive for word in phrase.first)
    noun = lex.has("bodies.any", phrase.head) or lex.has("bodies.trading", phrase.head)
    return noun and small and not apart and phrase.definite and not phrase.plural and len(phrase.first) > 1


#: Letters of whose a body is: "the U.S. agency".
_OF_STATES = frozenset({"u.s", "us", "u.k", "uk", "u.n", "un"})
#: There is one of these in a country: "the central bank".
_OF_A_STATE = frozenset({"central", "reserve", "intelligence", "news", "government", "new"})


def body_described(index: Index, phrase: Phrase, before: int) -> tuple[Body, list[Body]] | None:
    """Return the body that "the state oil company" at `before` is, with the others it may be; None for nobody.

    It is the one whose name shares a word with the description, or two with a long one ("the association representing
    salt and vinegar makers"), else the only one named before that may be called so, or of several the one
    that opens the text, if only that spoke.
    """
    several = not phrase.simple
    if several and not (phrase.definite and not phrase.plural and names_bodies(phrase.head) and len(phrase.first) == 1):
        return None
    if not several and (not is_company(phrase) or _is_told_anew_so(index, phrase, before)):
        return None
    told = _told_words(phrase)
    alike = [body for body in index.bodies if len(told & _parts(body)) > several and _goes_with(body, phrase.head)]
    if len(alike) == 1:
        return alike[0], []
    known = [body for body in index.bodies if body.places[0] < before and not is_never(body, phrase.head)]
    public = phrase.head == "agency" and phrase.first[0].low in _OF_STATES  # no Halberd Motors
    named = [body for body in known if _may_be(body, phrase.head) and not (public and _is_a_firm(body))]
    opening = _opening(index) if len(named) > 1 and lexicon().has("bodies.any", phrase.head) else None
    spoke = [body for body in named if _last_of(body.spoke, before) >= 0]
    likely = named if spoke != [opening] else spoke
    of_a_place = phrase.first[0].low in _OF_A_PLACE  # who is told of may be any other
    if len(likely) != 1 or alike or several or of_a_place:
        return None
    return likely[0], [body for body in named if body is not likely[0]][: _SHOWN - 1]


#: There is one of these in a country or town: "the national railway company".
_OF_A_PLACE = frozenset({"national", "nationalised", "nationalized", "state-run", "municipal", "public", "city"})


def _is_a_firm(body: Body) -> bool:
    """Tell whether a name ends as firms' do: "Halberd Motors"."""
    return lexicon().has("bodies.firms", body.name.rpartition(" ")[2].lower()) or bool(LEGAL_FORM.search(body.name))


def _is_told_anew_so(index: Index, phrase: Phrase, before: int) -> bool:
    """Tell whether a body without a name was told of so before: "a state oil company"."""
    noun = " ".join(word.low for word in phrase.first[-2:])
    return any(told_anew(index.text, noun, 0, before))


def _told_words(phrase: Phrase) -> set[str]:
    """Return the words that tell what a described body is, with the countries of a people: "hungaria"."""
    whatever = lexicon().has("bodies.whatever", phrase.head)  # "the union body"
    lists = ("bodies.any", *(() if whatever else ("bodies.nouns",)), "grammar.prepositions", "people.status")
    behind = [word for word in phrase.rest if word.text.islower()]  # no name that stands in the description
    words = {singular(word.low) for word in phrase.first + behind if len(word.low) > _SHORT}
    found = {low for low in words if not any(lexicon().has(name, low) for name in lists)}
    return found.union(*map(countries_of, found))


_SHORT = 3  # letters of a word that tells nothing


def _parts(body: Body) -> set[str]:
    return {singular(word) for word in re.findall(r"\w+", body.name.lower())}


def _goes_with(body: Body, noun: str) -> bool:
    """Tell whether a body may go by `noun` too: an association may be a company, a ministry is none."""
    lex = lexicon()
    others = body.nouns - lex.sets["bodies.any"] - lex.sets["bodies.trading"] - lex.sets["bodies.taken_up"]
    return (
        noun in body.nouns
        or not others
        or lex.has("bodies.whatever", noun)
        or (not lex.has("bodies.any", noun) and bool(others & lex.sets["bodies.of_fields"]))
    )


#: What makes a description one of a body that is named next: "[Hale's biggest] bank", "[a leading Hale] bank".
_FOREMOST = frozenset({"leading", "top", "main", "ruling", "major", "only", "second", "third", "best-known"})


def body_introduced(index: Index, phrase: Phrase, before: int) -> Body | None:
    """Return the body that "A Hull bank" at `before`, which opens the text, is: it is the next to speak, by its name.

    It is called so, and it was not named before. Whoever owns it must have but one such: "Hull's biggest bank".
    """
    page, noun = index.page, phrase.head
    some = phrase.determiner in ("a", "an")
    only_one = phrase.possessed and any(word.low in _FOREMOST or word.low.endswith("est") for word in phrase.first[1:])
    opens = page.paragraph(before) <= 1 and page.paragraph_start(before) == before
    last = page.sentence_end(page.sentence(before))
    ends = phrase.simple and not phrase.plural and names_bodies(noun) and len(phrase.first) > 1
    if not (ends and (some or only_one)) or not (opens or page.paragraph(before) == 0):
        return None
    at = bisect_left(index.sources, Span(before + 1, 0))
    following = next((source for source in index.sources[at:] if source.start >= last), None)
    if following is None or page.sentence(following.start) - page.sentence(before) > _LATELY:
        return None
    named = (body for body in index.bodies for place in body.spoke if following.start <= place < following.end)
    body = next(named, None)
    fits = body is not None and noun in body.nouns and body.places[0] >= last and noun not in _AMONG_MANY
    begins = page.sentences[page.sentence(following.start)]
    apart = _APART.match(index.text, begins) or _APART.match(index.text, following.start)
    return body if fits and not apart else None


#: What a text that tells of one of these names another of: the court above it, the agency that watches it.
_AMONG_MANY = frozenset({"court", "agency", "council", "school", "charity"})
#: Before whoever says otherwise.
_APART = lazily(
    r"(?:But|However|Yet|Meanwhile|[Rr]ival|[Aa]nother|[Oo]ther|[Cc]ompetitors?|[Pp]eers?)\b|(?:The )?Bank of "
)


def _told_anew_before(index: Index, noun: str, before: int) -> bool:
    """Tell whether a body without a name is told of before by the same `noun`: "a carrier", "several retailers"."""
    return any(told_anew(index.text, noun, max(0, before - _NEAR), before))


def both_bodies(index: Index, phrase: Phrase, before: int) -> list[Body]:
    """Return the two bodies that "both companies" at `before` are, none where there are not just two such.

    "The companies" are two, too, where no more are named, nor some without a name told of.
    """
    lex, noun = lexicon(), phrase.head
    both = phrase.low.startswith((" both ", " the two "))
    alone = not both and phrase.determiner == "the" and phrase.simple and len(phrase.first) == 1
    alone = alone and lex.has("bodies.companies", noun) and not _told_anew_before(index, noun, before)
    if not (both or alone) or not phrase.plural or any(word.named for word in phrase.first[1:]):
        return []
    known = [body for body in index.bodies if body.places[0] < before]
    fits = [body for body in known if noun in body.nouns or (alone and not body.nouns)]
    if not fits and (lex.has("bodies.any", noun) or lex.has("bodies.trading", noun)):
        fits = [body for body in known if not body.nouns - lex.sets["bodies.any"] - lex.sets["bodies.trading"]]
    return fits if len(fits) == 2 else []


def body_owned(index: Index, phrase: Phrase) -> Body | None:
    """Return the body that "its label" is, None where the article does not tell of just one that is called so."""
    noun = phrase.head
    special = lexicon().has("bodies.trading", noun) or lexicon().has("bodies.roles", noun)
    if not (phrase.possessed and phrase.determiner and phrase.simple and special) or len(phrase.first) > 1:
        return None
    fits = [body for body in index.bodies if noun in body.nouns]
    return fits[0] if len(fits) == 1 else None


def _takes_up(phrase: Phrase) -> bool:
    """Tell whether a phrase is a noun for a body without more than adjectives, "the industry publication"."""
    lists = ("bodies.any", "bodies.trading", "bodies.taken_up", "outlets.nouns")
    noun = phrase.head in _WIDE or any(lexicon().has(name, phrase.head) for name in lists)
    apart = any(lexicon().has("bodies.another", word.low) for word in phrase.first)
    small = not apart and all(word.text.islower() and not word.possessive for word in phrase.first)
    return noun and small and phrase.definite and not phrase.plural


def is_never(body: Body, noun: str) -> bool:
    """Tell whether a body is never what `noun` takes up: a state, or an outlet where that is no noun for one."""
    lex, low = lexicon(), body.name.lower()
    names = {low, low.removeprefix("the ")}
    outlet = bool(names & lex.sets["outlets.names"] or body.nouns & lex.sets["outlets.nouns"])
    return bool(names & lex.sets["bodies.states"]) or (outlet and not lex.has("outlets.nouns", noun))


def _may_be(body: Body, noun: str) -> bool:
    """Tell whether a body may be called `noun`, though the article does not call it so elsewhere."""
    lex = lexicon()
    trading = lex.sets["bodies.trading"] | lex.sets["outlets.nouns"]
    others = _kinds(body) - lex.sets["bodies.any"]
    if noun in _WIDE and others & lex.sets[_WIDE[noun]]:
        return True
    return noun != "office" and (
        not others
        or lex.has("bodies.whatever", noun)
        or (not others - trading and noun in trading | lex.sets["bodies.any"])
    )


#: By nouns that take up several kinds of bodies the lists of these.
_WIDE = {"agency": "bodies.agencies", "office": "bodies.offices"}


def _kinds(body: Body) -> set[str]:
    """Return the nouns that tell what a body is, without what it is to others: "the town's largest employer"."""
    lex = lexicon()
    return body.nouns - (lex.sets["people.of_bodies"] - lex.sets["bodies.trading"])


def _is_rather(body: Body, others: Sequence[Body], before: int) -> bool:
    """Tell whether a body of which the article does not tell what it is was named later than all `others`."""
    return not body.nouns and all(_last(body, before) > _last(other, before) for other in others)


def _spoken_of(index: Index, before: int) -> Body | None:
    """Return the body that the sentences before `before` are about, None where that is nobody's name."""
    topics = (about.span.start for about in topics_before(index, before) if about.nature is Nature.BODY)
    return next((index.body_at[place] for place in topics if place in index.body_at), None)


def _speaker(index: Index, before: int) -> Body | None:
    """Return the body that is the last source of the sentence before that of `before`, or of this one."""
    near = index.page.sentences[max(0, index.page.sentence(before) - 1)]
    spoke = max((_last_of(body.spoke, before) for body in index.bodies), default=-1)
    return index.body_at.get(spoke) if spoke >= near else None


#: What a sentence ends with, and no headline.
_STOP = lazily(r"[.!?:][”\"’']?\s*\Z")


def _opening(index: Index) -> Body | None:
    """Return the body that one of the first sentences is about, the first such."""
    sentences = index.page.sentences[: _FIRST + 1]
    told = (at for at, end in enumerate(sentences[1:]) if _STOP.search(index.text, sentences[at], end))  # no headline
    topics = (subject(index, number) for number in told)
    named = (topic.span.start for topic in topics if topic is not None and topic.nature is Nature.BODY)
    return next((index.body_at[place] for place in named if place in index.body_at), None)


def _last(body: Body, before: int) -> int:
    return body.places[max(0, bisect_left(body.places, before) - 1)]


def _last_of(places: Sequence[int], before: int) -> int:
    """Return the last of the `places` before `before`, -1 for none."""
    at = bisect_left(places, before)
    return places[at - 1] if at else -1


def longer_name(index: Index, name: str, *, definite: bool = False) -> Body | None:
    """Return the only body whose name begins or ends with the whole of `name`: "The Telegraph" is The Daily Telegraph.

    Where `name` is one word and neither a noun nor letters, that body's name must begin with it and not with a place,
    as Far Air's does; or it ends with it and `name` is `definite`: "the Fellowship", but no White House is "the House".
    Of several whose names begin with it, and it is no letters, it is the only one that speaks by its full name.
    """
    short = name.removeprefix("The ").lower().split()
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


def _words(body: Body) -> set[str]:
    return {word.lower() for word in body.name.split()} | body.nouns
