"""A pronoun or a possessive in, whom the sentences before tell of out: two authors, both bodies, "the doctor"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.index import Index, tidy
from attrcheck.sources.kinds import impersonal
from attrcheck.sources.people.descriptions import BACK
from attrcheck.sources.people.people import Person
from attrcheck.sources.people.people_at import describes, pair_before
from attrcheck.sources.pronouns.antecedents import Antecedent
from attrcheck.sources.pronouns.pronouns import sex_of
from attrcheck.sources.pronouns.topics import topics_before
from attrcheck.sources.source import Nature
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase, singular

__all__ = [
    "and_colleagues",
    "bodies_before",
    "office_before",
    "owner_name",
    "several_before",
    "spouse",
    "subject_before",
]


def spouse(index: Index, phrase: Phrase, span: Span) -> Person | None:
    """Return whom "her husband" at `span` is: the other of a couple of one last name, one of whom was named last."""
    if phrase.determiner not in ("his", "her") or not phrase.simple or len(phrase.first) != 1:
        return None
    last = bisect_left(index.people.starts, span.start) - 1
    if last < 0 or not lexicon().has("people.spouses", phrase.head):
        return None
    person, sex = index.people.persons[last], -1 if phrase.determiner == "his" else 1
    for number in index.appearances[person][:20]:
        for near in (number - 1, number + 1):
            if not 0 <= near < len(index.people.mentions):
                continue
            first, second = sorted((number, near))
            gap = index.text[index.people.mentions[first].span.end : index.people.mentions[second].span.start][:6]
            other = index.people.persons[near]
            alike = index.people.mentions[near].parts[-1] == index.people.mentions[number].parts[-1]
            if gap in (" and ", " & ") and other is not person and alike and other.sex * sex >= 0 >= person.sex * sex:
                return other
    return None


def subject_before(index: Index, place: int) -> Span | None:
    """Return the plural subject that opened one of the last sentences: "The researchers" before "They found"."""
    at, sentences = index.page.sentence(place), index.page.sentences
    for number in range(at - 1, max(-1, at - 1 - BACK), -1):
        start = sentences[number]
        opening = index.page.words(start, min(len(index.text), start + 80))[:6]
        for count, word in enumerate(opening):
            noun = singular(word.low)
            people = lexicon().is_role(noun) or lexicon().has("vague.nouns", noun)
            if (people and noun != word.low and not word.possessive) or word.low == "police":
                return Span(opening[0].start, word.end)
            opens = count == 0 and any(
                lexicon().has(f"grammar.{name}", word.low) for name in ("determiners", "numbers")
            )
            if not (describes(word) or opens):
                break
    return None


#: Who is more than the one who is named: "Li et al.", "Li and 22 colleagues".
_AND_MORE = lazily(
    r"(?:['’]s)?,? (?:et al\b|(?:and|&) (?:(?:his|her|their|the|other|\d+|\w+) ){0,3}?"
    r"(?:colleagues|co-?authors|others|collaborators|teammates|friends)\b)"
)
_BOTH = lazily(r"Both\b")
_SENTENCES = 3  # that authors are looked for in
_NEAR = 800  # characters of these


def and_colleagues(index: Index, number: int) -> str:
    """Return with whom somebody is named who are not: " and her colleagues"; "" for nobody, and for "et al."."""
    more = _AND_MORE.match(index.text, index.people.mentions[number].span.end)
    return "" if more is None or "et al" in more.group() else f" {tidy(more.group())}"


#: "A new study[ by ]Ann Lee and Bob Roe".
_BY = lazily(r"\b(?:study|paper|report|book|article|analysis|survey|essay) by (?:the )?(?:[a-z]+ )?\Z")


def _pair_of_authors(index: Index, place: int, floor: int) -> tuple[int, ...]:
    """Return the mentions of the two who wrote what is told of last between `floor` and `place`, none named since."""
    pair = pair_before(index, Span(place, place))
    if not pair or pair[1] + 1 < index.people.within(Span(floor, place)).stop:
        return ()
    start = index.people.mentions[pair[0]].begins
    told = start >= floor and _BY.search(index.text, max(floor, start - 40), start) is not None
    return tuple(pair) if told else ()


def several_before(index: Index, place: int) -> tuple[int, ...]:
    """Return the mentions of several people whom the sentences before `place` tell of: "Li et al.", "Li and Lee"."""
    at, sentences, people = index.page.sentence(place), index.page.sentences, index.people
    begins = index.page.paragraph_start(place)
    opens = at > 0 and sentences[at] <= begins + 1
    lately = sentences[max(0, at - 2)]
    wrote = _pair_of_authors(index, place, lately if opens else max(begins, lately))
    if wrote:
        return wrote
    floor = max(begins, sentences[max(0, at - _SENTENCES)], place - _NEAR)
    for number in reversed(people.within(Span(floor, place))):
        if _AND_MORE.match(index.text, people.mentions[number].span.end, place):
            return (number,)
    pair = pair_before(index, Span(place, place))
    if not pair or people.starts[pair[0]] < max(floor, sentences[max(0, at - 2)]):
        return ()
    start = people.starts[pair[0]]
    number = index.page.sentence(start)
    listed = pair[0] > 0 and index.text[people.mentions[pair[0] - 1].span.end : start] == ", "
    taken_up = number + 1 < at and _BOTH.match(index.text, sentences[number + 1]) is not None
    lead = index.page.words(sentences[number], start)
    told = not lead or any(topic.span.end == lead[-1].end for topic in topics_before(index, place))
    return tuple(pair) if ((told and number < at) or taken_up) and not listed else ()


#: What stands before the first of two bodies, and between them.
_LED, _JOINED = re.compile(r"(?:Both )?(?:[Tt]he )?"), re.compile(r",? and (?:the )?")
_GOES_ON = lazily(r" (?!(?:and|or)\b)[a-z]")


def bodies_before(index: Index, place: int) -> Span | None:
    """Return the two bodies that were the subject of the last sentence: "Far Air and the Dockers' Union met"."""
    number, sentences, text = index.page.sentence(place), index.page.sentences, index.text
    if not number:
        return None
    start, at = sentences[number - 1], bisect_left(index.starts, sentences[number - 1])
    pair = [entity.span for entity in index.entities[at : at + 2] if entity.kind is EntityKind.ORGANIZATION]
    if len(pair) < 2 or pair[1].end >= sentences[number] or pair[0].of(text).islower():
        return None
    led = _LED.fullmatch(text, start, pair[0].start)
    joined = _JOINED.fullmatch(text, pair[0].end, pair[1].start)
    goes_on = _GOES_ON.match(text, pair[1].end)
    return Span(pair[0].start, pair[1].end) if led and joined and goes_on else None


def office_before(index: Index, place: int) -> Span | None:
    """Return somebody without a name who was the subject of the last sentence: "The doctor" before "He said"."""
    number, sentences, text = index.page.sentence(place), index.page.sentences, index.text
    if not number:
        return None
    start = sentences[number - 1]
    if index.page.paragraph(start) < index.page.paragraph(place) - 1:
        return None
    met = _MET.search(text, start, sentences[number])
    if met is not None and lexicon().is_role(met[2].lower()) and not _is_other_sex(text, place, met[2].lower()):
        return Span(*met.span(1))
    opening = index.page.words(start, min(len(text), start + 80))[:6]
    if not opening or not lexicon().has("grammar.determiners", opening[0].low):
        return None
    for word in opening[1:]:
        if lexicon().is_role(word.low) and word.text.islower():
            against = _is_other_sex(text, place, word.low) or word.possessive
            return None if against else Span(start, word.end)
        if not describes(word):
            return None
    return None


#: Who did what the sentence tells, or who is told more of: "was backed by a bus driver, who declined to be named".
_MET = lazily(r"\b(?:by|from|with|,) ((?:an?|another|one) (?:[\w-]+ ){0,2}?(\w+)), who\b")
_WORD = lazily(r"\w+")


def _is_other_sex(text: str, place: int, noun: str) -> bool:
    """Tell whether he or she at `place` cannot be a `noun`: "the woman" is no "he"."""
    pronoun = _WORD.match(text, place)
    male = pronoun is not None and sex_of(pronoun.group().lower()) > 0
    return lexicon().has("people.female" if male else "people.male", noun)


#: "[According to] its latest report, the [Fen Bank] said".
_OPENED_WITH = lazily(r"(?:According to|In|By|With|Under) \Z")
_SUBJECT_BEHIND = lazily(r"[Ii]ts (?:[\w-]+ ){1,4}?[\w-]+, (?:the )?(?=[A-Z])")


def _body_behind(index: Index, place: int, sentence: int) -> str:
    """Return the body that the sentence is about that opens with its paper at `place`: "In its report, [Fen Bank]"."""
    found = _SUBJECT_BEHIND.match(index.text, place)
    if found is None or not _OPENED_WITH.fullmatch(index.text, sentence, place):
        return ""
    body = index.body_from(found.end())
    return expand(index, body.span)[0] if body is not None else ""


def owner_name(index: Index, place: int, antecedents: Mapping[int, Antecedent]) -> str:
    """Return whose "his office", "her lawyer" or "its president" at `place` is, "" where that is not known."""
    low = next((word.low for word in index.page.words(place, min(len(index.text), place + 6))), "")
    if low in ("his", "her"):
        found = antecedents.get(place)
        unfit = found is None or found.person.span.start == place or found.person.sex * sex_of(low) < 0
        return "" if found is None or unfit else found.person.name
    if low == "their":
        group = subject_before(index, place)
        return tidy(group.of(index.text)) if group else ""
    if low != "its":
        return ""
    number, sentences = max(0, index.page.sentence(place)), index.page.sentences
    behind = _body_behind(index, place, sentences[number])
    if behind:
        return behind
    start = sentences[max(0, number - 1) if sentences[number] == place else number]
    if index.text.startswith("It ", start) and not impersonal(f" {index.text[start:place].lower()} "):
        bodies = (about.span for about in topics_before(index, start) if about.nature is Nature.BODY)
        named = next((expand(index, body)[0] for body in bodies if index.entity(body)), "")
        if named:
            return named
    at = bisect_left(index.starts, place)
    near = index.entities[max(0, at - 6) : at]
    for entity in near if sentences[number] == place else reversed(near):
        if entity.span.start >= start and entity.kind is EntityKind.ORGANIZATION:
            return expand(index, entity.span)[0]
    opening = index.page.words(start, min(place, start + 80))[:6]
    for count, word in enumerate(opening):
        if count and lexicon().has("bodies.nouns", singular(word.low)):
            skip = lexicon().has("grammar.determiners", opening[0].low)
            return tidy(index.text[opening[int(skip)].start : word.end])
    bodies = (about.span for about in topics_before(index, place) if about.nature is Nature.BODY and not about.plural)
    return next((expand(index, body)[0] for body in bodies if index.entity(body)), "")
