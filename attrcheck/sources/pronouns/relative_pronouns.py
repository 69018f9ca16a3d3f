"""The place of "who" or "which" in, the source that it stands for out: the noun before it in the sentence.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.patterns import MONTH, WEEKDAY, lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.index import Index
from attrcheck.sources.papers.documents import with_paper
from attrcheck.sources.people.people_at import who_begins
from attrcheck.sources.people.person_sources import people_source
from attrcheck.sources.resolution import unnamed_source
from attrcheck.sources.roles.quantifiers import role_words
from attrcheck.sources.source import Source, found_by
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import singular

__all__ = ["relative_source"]

_DATED = lazily(
    rf" (?:(?:in|on|last|this) )?(?:{MONTH}|{WEEKDAY}|(?:19|20)\d\d|today|yesterday|tonight)"
    r"(?: \d{1,2})?\Z"
)
_MADE = lazily(r" (?:that \w{3,15}|released|published|issued|filed|posted|leaked|held|sent)\Z")
#: What was done with a paper, told before "which": "a report by Fen Lang[, commissioned in May], which".
_DONE_WITH = lazily(
    r"(?<=\w), (?:\w+ly )?(?:\w{3,}ed|carried|made|done|drawn|written|taken|held|led|run|sent|seen)\b"
    r"(?: [^,.;:“”\"\n]{1,60})?\Z"
)
#: What may stand between somebody's name and "who".
_BESIDE = lazily(r"\([^()]*\)|\d+|\b(?:too|also|no relation|himself|herself|pictured|above)\b|[\s,(’'–—]")
#: And what else between a name and "who": a party and a ward, a body.
_BELONGS = lazily(
    r"(?:, no relation)?(?:, [A-Z]{1,3}-\w+(?: \w+)?|,? (?:of|from) (?:the )?[A-Z][\w’'&-]*"
    r"(?: (?:(?:of|for|and) (?:the )?)?[A-Z][\w’'&-]*)*)(?=, ?\Z)"
)
#: What stands between two dashes before "who": "Ann Lee[ – a friend of Bob Roe – ]who".
_ASIDE = lazily(r"(?: – [^–]+ – |\s*—[^—]+—\s*)\Z")
#: What a description behind a name ends with: "a teacher whose sons play there, who".
_GOES_ON = lazily(r" (?:whose|with|from|of|at|in|for) [^,.;:“”\"]{1,60}, ")
#: The first digits of a number: "[3,]000 fans, who".
_THOUSANDS = lazily(r"\b\d{1,3},(?:\d{3},)*\Z")
#: And between a paper and "which": "the letter, according to which".
_LEADING_TO = lazily(r",? (?:according to|by|in|of|from|with|under|to)\Z")
#: What "which" is about does not begin before "according to".
_ACCORDING_TO = lazily(r".*\baccording to (?=\S)", re.I | re.S)
#: What is done to something of which only then is told more: "A law [was passed ]that bans it".
_DONE = lazily(r" (?:is|are|was|were|(?:has|have|had) been)(?:(?: [a-z]+ly)? [a-z]+(?:ed|en|wn|de|nt|ut|ld))?\Z")
_OFFICE_OF = lazily(r"(?<![\w-])([\w-]+) of \Z")


def _is_of_an_office(index: Index, number: int, floor: int) -> bool:
    """Tell whether a word taken for a name tells of what somebody has an office: "the Dean of [Hale]"."""
    named, lex = index.people.mentions[number], lexicon()
    office = _OFFICE_OF.search(index.text, floor, named.begins)
    if office is None or not index.people.persons[number].is_but_a_word or named.honorific:
        return False
    noun = office[1].lower()
    return lex.is_role(noun) and singular(noun) == noun and not lex.has("people.of_somebody", noun)


#: Several say so: "the people in the town [that say ]so".
_THEY_SAY = lazily(r"that (?:say|think|claim|believe|argue|insist|fear|hope|want|are|were|have)\b")
#: What says of somebody named what they are: "Ann Lee[, aged 79, was] a botanist who".
_BEING = lazily(r"(?:, [^,.;:\n“”\"]{1,60},)? (?:is|was|has been|had been|became|remains|remained) \Z")
#: What says that somebody is one of a crowd: "Ann Lee [is among those ]who", "[was one of the few critics ]who".
_IS_AMONG = lazily(
    r"(?: \(\d+\))? (?:is|was) (?:also )?(?:among|one of|another of) "
    r"(?:those|many|several|the (?:many|few|several)?)(?: [a-z]+){0,3} \Z"
)


def _one_of_those(index: Index, floor: int, at: int) -> int | None:
    """Return the number of the mention of whom the sentence says that they are "among those who", at `at`."""
    for number in reversed(index.people.within(Span(floor, at))[-1:]):
        named = index.people.mentions[number]
        if not named.modifies and _IS_AMONG.match(index.text, named.span.end, at):
            return number
    return None


#: Whom a description is of, and "who" may stand for.
_OF_ANOTHER = lazily(r" (?:of|to|for|with) (?:an?|the|his|her|their|one) ")


def _told_to_be(index: Index, lead: Span) -> int | None:
    """Return the number of the mention of whom the sentence that `lead` begins tells what they are, if of anybody."""
    number = next(iter(index.people.within(lead)), None)
    if number is None or index.people.mentions[number].begins - lead.start > len("The "):
        return None
    return number if _BEING.match(index.text, index.people.mentions[number].span.end, lead.end) else None


def relative_source(index: Index, at: int) -> Source | None:
    """Return the source that a relative pronoun at `at` stands for: the noun before it, in the same sentence."""
    text, floor = index.text, index.page.sentences[index.page.sentence(at)]
    aside = _ASIDE.search(text, floor, at)
    before = aside.start() if aside else at
    near = index.people.within(Span(max(floor, at - 250), before))
    who = text[at : at + 3].lower() == "who"
    for number in reversed(near[-3:]):
        named = index.people.mentions[number]
        begins = named.begins
        own = who and not text[max(floor, begins - 4) : begins].endswith(" of ")  # not "the widow of Ann Lee of Hull"
        if number and text[index.people.mentions[number - 1].span.end : named.span.start] in (" of ", " from "):
            continue  # "Ann Lee of Hale Athletic, who"
        if _is_of_an_office(index, number, floor):
            continue  # "the Dean of Hale, who", "Ann Lee, the author of Ravens, who"
        between = re.sub(r" \([^()]*\)", "", text[named.span.end : before])
        between = _BELONGS.sub("", between) if own else between
        gap = _BESIDE.sub("", between)
        described = who and any(
            role.start >= named.span.end and (role.end >= at - 3 or _GOES_ON.fullmatch(text, role.end, at))
            for role in named.roles
        )
        if (not gap and not named.modifies) or described:
            found_person = people_source(index, [number], Span(at, at + 1))
            return found_by(found_person, "who", given=found_person.confidence)
    among = _one_of_those(index, floor, at) if who else None
    if among is not None:
        one = people_source(index, [among], Span(at, at + 1))
        return found_by(one, "who", given=one.confidence)
    begin = max(floor, at - 120)
    lead = re.sub(r" \([^()]{1,40}\),? *\Z", "", text[begin:at])
    if text[at : at + 5].lower() == "which" and lead.endswith(", "):
        lead = _DONE_WITH.sub("", lead.rstrip(" ,"))
    lead = _MADE.sub("", _DATED.sub("", _LEADING_TO.sub("", lead.rstrip(" ,(")).rstrip(" ,")))
    lead = _DONE.sub("", lead) if text.startswith("that ", at) else lead
    end = begin + len(lead)
    told = _ACCORDING_TO.match(lead)
    found = index.page.words(begin + (told.end() if told else 0), end)
    if not found:
        return None
    many = _THEY_SAY.match(text, at) is not None and singular(found[-1].low) == found[-1].low
    span = Span(found[who_begins(found, person=who or many)].start, end)
    thousands = _THOUSANDS.search(text, floor, span.start)
    span = Span(thousands.start(), end) if thousands else span
    alone = _OF_ANOTHER.search(text, span.start, span.end) is None  # no "victim of a conman who"
    predicate = _told_to_be(index, Span(floor, span.start)) if who and alone else None
    if predicate is not None and span.of(text).lower().startswith(("a ", "an ")):
        somebody = people_source(index, [predicate], Span(at, at + 1))
        somebody = replace(somebody, role=somebody.role or role_words(index, span))
        return found_by(somebody, "who", given=somebody.confidence)
    body = index.entity(Span(end - 1, end))
    if body is not None and body.kind is EntityKind.ORGANIZATION and floor <= body.span.start < span.start:
        span = Span(body.span.start, end)
    if text[at : at + 5].lower() == "which":
        span = with_paper(index, span)  # "a report by the Brewers Guild, which found"
    return found_by(replace(unnamed_source(index, span), resolved_to=span), "who")
