"""A noun for a body in, the body out that it takes up: "the ministry", "the state oil company", "both companies"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from heapq import nsmallest

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.bodies.bodies import SMALL
from attrcheck.sources.bodies.body_signs import LEGAL_FORM
from attrcheck.sources.bodies.organisations import Body
from attrcheck.sources.index import Index
from attrcheck.sources.people.descriptions import countries_of
from attrcheck.sources.pronouns.topics import subject, topics_before
from attrcheck.sources.source import Nature
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase, names_bodies, singular, told_anew

__all__ = ["body_called", "body_described", "body_introduced", "body_owned", "both_bodies", "is_company", "is_never"]


_NEAR = 1500  # characters before a noun in which another body may be called so
_SHOWN = 6  # bodies that a noun may stand for
_LATELY = 2  # sentences before a noun in which whoever spoke last is likely to be meant
_RECENT = 8  # sentences in which a body was named of which nothing tells what it is
_FIRST = 3  # sentences, a headline among them, that tell what a text is about
_FORMS = frozenset({"plc", "ltd", "inc", "llc"})  # they tell nothing of what a company is


def body_called(index: Index, phrase: Phrase, before: int) -> tuple[Body, list[Body]] | None:
    """Return the body that "the ministry" at `before` takes up, with the others it may be; None for nobody.

    It is one that the article calls so, the one named last; else one that the sentences before are about and that is
    called nothing else, or, of a company, any such body.
    """
    plural = phrase.first[-1].low if phrase.plural else ""
    if plural and not any(body.name.lower().endswith(f" {plural}") for body in index.bodies):
        return None  # "the unions" are more than the one that is named
    ending = _ending_so(index, phrase, before)
    if ending is not None:
        return ending, []
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
    if noun == "panel":
        fits = [body for body in fits if "panel" in body.name.lower() or _is_only_panel(index, body, before)]
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


#: Bodies that may be called a panel.
_SITTING = frozenset({"board", "council", "commission", "committee", "jury", "court"})


_ANOTHER_PANEL = lazily(r"\b(?:[Aa]n?|[Aa]nother|[Tt]he) (?:[a-z-]+ ){0,2}panel (?:of|from|on|at)\b")


def _is_only_panel(index: Index, body: Body, before: int) -> bool:
    """Tell whether a committee is told of right before "the panel" at `before`, and no other panel since."""
    last = _last(body, before)
    near = index.page.sentence(before) - index.page.sentence(last) <= _RECENT
    if last >= before or not near or _ANOTHER_PANEL.search(index.text, last, before):
        return False
    return not any(last < _last(one, before) < before and one.nouns & _SITTING for one in index.bodies)


def _ending_so(index: Index, phrase: Phrase, before: int) -> Body | None:
    """Return the only body named before that ends with the small words of a phrase: "the sheriff's office"."""
    small = len(phrase.first) > 1 and all(word.text.islower() for word in phrase.first)
    if not small or not phrase.simple or phrase.determiner != "the":
        return None
    said = Span(phrase.first[0].start, phrase.first[-1].end).of(index.text).replace("’", "'")
    named = [
        body
        for body in index.bodies
        if body.places[0] < before and body.name.lower().replace("’", "'").endswith(f" {said}")
    ]
    return named[0] if len(named) == 1 else None


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
_WIDE = {
    "agency": "bodies.agencies",
    "office": "bodies.offices",
    "group": "bodies.groups",
    "school": "bodies.schools",
}


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


def _words(body: Body) -> set[str]:
    return {word.lower() for word in body.name.split()} | body.nouns
