"""A person's name in, the body beside it out: "Bob Lee of Fen Partners", "RBC's Bob Lee", "Ann of the Far Fund"."""

from __future__ import annotations

import re
from itertools import takewhile

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.index import Index
from attrcheck.sources.people.names import first_sex
from attrcheck.sources.people.people import Person
from attrcheck.sources.people.people_at import OWNED_NAME
from attrcheck.sources.roles.body_runs import is_body_seen, runs_of_bodies, whole_body_name
from attrcheck.sources.text.lexicon import Words, honorifics, lexicon, noun_phrase
from attrcheck.sources.text.noun_phrases import singular

__all__ = ["THE", "belonging", "body_before", "body_behind"]


THE = lazily(r"\b[Tt]he \Z")
_BEHIND = lazily(r",? (of|with|from) (?:the )?(?=\S)")
#: What may be joined to the name of a firm: "Hale Roux[ and Co]", "the Hale[-Roux Center for Law]".
_FIRM_ENDS = lazily(r"(?: (?:and|&) (?:Co|Sons|Partners|Associates|Company)\b)?(?:,? (?:Ltd|Inc|plc|PLC|LLP)\b)?\.?")
_HYPHENED = lazily(r"[–-][A-Z][\w’'-]*(?: (?:(?:of|for|and) (?:the )?)?[A-Z][\w’'-]*)*")


def body_behind(index: Index, person: Person) -> str:
    """Return the body that follows the name of `person` where it has it: "Bob Lee of Okonski Partners"."""
    found = _behind(index, person)
    return expand(index, found[1])[0] if found is not None else ""


def _behind(index: Index, person: Person) -> tuple[int, Span] | None:
    """Return where the body stands that follows the name of `person`, and where the words before it begin: "of the"."""
    people, text = index.people, index.text
    for number in people.within(person.span):
        named = people.mentions[number].span
        behind = _BEHIND.match(text, named.end)
        if behind is None or people.persons[number] is not person or _is_removed(index, named, behind[1]):
            continue
        end = min(len(text), behind.end() + 80)
        closed = re.search(r"[,;:()“”\"\n]|(?<![.\s][A-Z])\.\s", text[behind.end() : end])
        phrase = index.page.words(behind.end(), behind.end() + closed.start() if closed else end)
        phrase = phrase[: max(1, noun_phrase(phrase))] if phrase and not phrase[0].named else phrase
        phrase = phrase[_told_before_name(phrase) if behind[1] == "of" else 0 :]
        runs = [run for run in runs_of_bodies(index, phrase, tail=True) if run]
        if not runs or runs[0][0] is not phrase[0]:
            continue
        if is_body_seen(index, runs[0]):
            whole = whole_body_name(index, Span(runs[0][0].start, runs[0][-1].end))
            more = _HYPHENED.match(text, whole.end)
            return behind.start(1), Span(whole.start, more.end()) if more else whole
        firm = _firm_behind(index, runs[0][0].start) if behind[1] == "of" and " " in person.name else None
        if firm is not None:
            return behind.start(1), firm
    return None


#: With what the names of towns begin that a reader may take for people: "Ann Lee of San Pablo".
_TOWN = lazily(r"(?:San|Santa|Saint|St|Los|Las|El|Mount|Fort|Port|Lake|New)\b")


def _told_before_name(phrase: Words) -> int:
    """Return how many small words tell what a body is before its name: "of [brokers] Hale", "of [the liberal] Fen"."""
    lead = list(takewhile(lambda word: word.text.islower(), phrase[:_MOST_BEFORE_NAME]))
    plain = not any(
        lexicon().has(f"grammar.{name}", word.low) for name in ("prepositions", "determiners") for word in lead
    )
    named = len(phrase) > len(lead) and phrase[len(lead)].named and phrase[len(lead)].glued
    return len(lead) if plain and named else 0


_MOST_BEFORE_NAME = 2


def _firm_behind(index: Index, start: int) -> Span | None:
    """Return where a firm stands that has its name of people: "Ann Lee of [Hale Roux and Co]"."""
    seen = index.entity(Span(start, start + 1))
    if seen is None or seen.kind is not EntityKind.PERSON or seen.span.start != start:
        return None
    ends = _FIRM_ENDS.match(index.text, seen.span.end)
    if _TOWN.match(index.text, start):
        return None
    end = ends.end() if ends is not None and ends.group().strip(".") else seen.span.end
    return Span(start, end) if " " in index.text[start:end] else None


def body_before(index: Index, person: Person) -> str:
    """Return the body whose somebody is without more words: "RBC's Bob Lee"."""
    span = _before(index, person)
    return expand(index, span)[0] if span is not None else ""


def _before(index: Index, person: Person) -> Span | None:
    """Return where the body stands whose `person` is, without its "'s"."""
    text = index.text
    for number in index.appearances.get(person, ()):
        named = index.people.mentions[number].span
        owner = OWNED_NAME.search(text, max(0, named.start - 15), named.start)
        seen = index.entity(Span(owner.start() - 1, owner.start())) if owner else None
        if owner is None or seen is None or seen.span.end > named.start:
            continue
        firm = seen.kind is EntityKind.PERSON and " " in person.name and _is_no_person(index, seen.span)
        if seen.kind is not EntityKind.ORGANIZATION and not firm:
            continue
        span = Span(seen.span.start, owner.start())
        bare = span.of(text)
        if any(lexicon().has(known, bare.lower()) for known in ("bodies.states", "bodies.scenes")):
            span = _named_so(index, span)
            if span.of(text) == bare:
                continue
        if span.of(text).partition(" ")[0].lower().rstrip(".") not in honorifics():
            return span
    return None


def _is_no_person(index: Index, span: Span) -> bool:
    """Tell whether all that the article tells of the person seen at `span` is a word that is no given name."""
    found = [index.people.persons[number] for number in index.people.within(span)]
    return all(person.is_but_a_word and not first_sex(person.name.lower()) for person in found)


def _named_so(index: Index, span: Span) -> Span:
    """Return where a body stands that is called so in a place: "[Fen Energy] Australia"."""
    lex, words = lexicon(), index.page.words(max(0, span.start - 60), span.end)
    lists = ("grammar.determiners", "grammar.not_names", "grammar.dates", "grammar.opens", "people.status")
    first = next((at for at, word in enumerate(words) if word.start >= span.start), 0)
    while first and words[first].glued and words[first - 1].named:
        if any(lex.has(name, words[first - 1].low) for name in lists):
            break
        first -= 1
    return Span(words[first].start, span.end) if words else span


#: How the name of a body goes on: "Hale Trust[ and S]avings", "Hale[, Roux and] Co", "the bank Hale[ R]oux".
_RUNS_ON = lazily(r"(?:\.? (?:and |& )?[A-Z]|, [A-Z][\w’'-]*,? (?:and|&) [A-Z])")
_LONE = lazily(r"[A-Z]\w+")
#: What the names of towns and streets end with.
_PLACES = (" City", " County", " Street", " Road", " Avenue", " Lane", " Crescent", " Close", " Terrace")


def _is_place(index: Index, span: Span) -> bool:
    """Tell whether somebody only lives at `span`, or it is no name: "of Fen City", "of numerous country" awards."""
    seen = index.entity(span)
    towns = span.of(index.text).endswith(_PLACES) or (seen and seen.kind is EntityKind.LOCATION)
    return bool(towns) or re.fullmatch(r"[a-z]+ [a-z ]+", span.of(index.text)) is not None


def _runs_on(index: Index, span: Span) -> bool:
    """Tell whether the name of a body is longer than `span`: "Bank" in Fen, "S.G" . Roux, "Hale" , Roux and Co."""
    text, name = index.text, span.of(index.text)
    lone = _LONE.fullmatch(name) and lexicon().has("bodies.nouns", singular(name.lower()))
    if lone and text.startswith((" in ", " of "), span.end):
        return True
    more = _RUNS_ON.match(text, span.end)
    if more is None or (more.group().startswith(".") and not re.search(r"\.[A-Z]\Z", name)):
        return False
    if not more.group().startswith((" and ", " & ")):
        return True
    seen = index.entity(Span(more.end() - 1, more.end()))
    apart = seen is None or seen.kind is EntityKind.PERSON or seen.span.start == more.end() - 1
    return not apart or text.startswith("Savings", more.end() - 1)


def belonging(index: Index, person: Person) -> str:
    """Return to which body somebody belongs of whom nothing else is told: "from the Far Fund", "of RBC"."""
    behind = _behind(index, person)
    if behind is not None:
        elsewhere = _is_place(index, behind[1]) or _runs_on(index, behind[1])
        return "" if elsewhere else " ".join(index.text[behind[0] : behind[1].end].split())
    before = _before(index, person)
    if before is None or _named_so(index, before) != before:
        return ""
    seen = index.entity(before)
    if seen is not None and seen.kind is EntityKind.PERSON:
        return ""  # "Picasso's Dora Maar" is of no body
    article = "the " if THE.search(index.text, max(0, before.start - 4), before.start) else ""
    return f"of {article}{' '.join(before.of(index.text).split())}"


def _is_removed(index: Index, named: Span, small: str) -> bool:
    """Tell whether somebody is taken from what follows the name: "removed Prime Minister Ann Lee from office"."""
    lex = lexicon()
    opening = index.page.sentences[index.page.sentence(named.start)]
    before = index.page.words(max(opening, named.start - 80), named.start) if small == "from" else []
    end = named.start
    while before and index.text[before[-1].end : end] == " ":
        word = before.pop()
        if lex.has("people.removed", word.low):  # and not "the sacked minister Ann Lee from Fen"
            return bool(before) and not lex.has("grammar.determiners", before[-1].low)
        known = ("grammar.determiners", "people.modifiers", "people.status")
        if not (word.named or lex.is_role(singular(word.low)) or any(lex.has(name, word.low) for name in known)):
            return False
        end = word.start
    return False
