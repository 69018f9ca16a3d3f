"""The index of an article: its people, bodies, offices and documents, and what a mention is looked up in it for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from attrcheck.article import Span
from attrcheck.kinds import Phrase, singular
from attrcheck.lexicon import Word, Words, lexicon, noun_phrase, words
from attrcheck.names import People
from attrcheck.reader import Entity, EntityKind

__all__ = [
    "Index",
    "acronyms",
    "antecedent",
    "body_of",
    "describes",
    "expand",
    "heads",
    "holder",
    "noun_places",
    "offices",
    "tidy",
]

_LONGEST_NAME = 25  # words: a source of 200 words goes by its beginning


def tidy(text: str) -> str:
    """Return `text` on one line, cut to 25 words and without punctuation about it."""
    kept = text.split()[:_LONGEST_NAME]
    return " ".join(kept).strip(" ,;:.–—") or " ".join(kept)


@dataclass(frozen=True, slots=True)
class Index:
    """The article's text with what mentions are looked up in; `offices` tells who held a role, by its noun."""

    text: str
    people: People
    entities: tuple[Entity, ...]
    starts: tuple[int, ...]
    offices: dict[str, list[tuple[int, int]]]
    acronyms: dict[str, Span]

    def entity(self, span: Span) -> Entity | None:
        """Return the last entity that shares a character with `span`."""
        at = bisect_left(self.starts, span.end) - 1
        return self.entities[at] if at >= 0 and self.entities[at].span.end > span.start else None


_ACRONYM = re.compile(r" \(([A-Z][A-Za-z]{1,7})\)")


def acronyms(text: str) -> dict[str, Span]:
    """Return what each "Full Name (FN)" stands for: the words before it whose initials spell it."""
    found: dict[str, Span] = {}
    for match in _ACRONYM.finditer(text):
        letters = [c.lower() for c in match[1] if c.isupper()]
        before = list(words(text, max(0, match.start() - 120), match.start()))
        at = len(before)
        while letters and at:
            at -= 1
            if before[at].low[0] == letters[-1] and before[at].named:
                letters.pop()
            elif before[at].named:
                break
        if not letters and at < len(before):
            found.setdefault(match[1].lower(), Span(before[at].start, before[-1].end))
    return found


def offices(text: str, people: People) -> dict[str, list[tuple[int, int]]]:
    """Return, by role noun, the places where somebody is given that role and the number of that mention."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, named in enumerate(people.mentions):
        if named.role is not None and not named.modifies:
            phrase = list(words(text, named.role.start, named.role.end))
            for word in phrase[: noun_phrase(phrase)]:
                if lexicon().is_role(word.low):
                    found.setdefault(lexicon().short.get(word.low, word.low), []).append((named.span.start, number))
    return found


def heads(index: Index, span: Span) -> list[int]:
    """Return the numbers of the mentions of people that the source at `span` consists of, none if they are not it."""
    text, people = index.text, index.people
    lead = list(words(text, span.start, min(span.end, span.start + 1200)))
    inside = people.within(span)[:12]
    for number in inside:
        named = people.mentions[number]
        before = [w for w in lead if w.start < named.span.start]
        rest = text[named.span.end : span.end]
        possessed = rest[:2] in ("'s", "’s") and any(c.isalnum() for c in rest[2:])
        if possessed or (named.modifies and named.span.end < span.end):
            continue
        titled = named.role is not None and bool(before) and named.role.start <= before[-1].start + len(before[-1].text)
        first = before[1:] if before and lexicon().has("grammar.determiners", before[0].low) else before
        of_role = titled and bool(first) and named.role is not None and named.role.start <= first[0].start
        plain = noun_phrase(before) == len(before) and not re.search("[,;:]", text[span.start : named.span.start])
        if not (of_role or plain):
            continue
        follow_up = next(words(text, named.span.end, span.end), None)
        if follow_up is not None and follow_up.low in lexicon().sets["people.after_names"]:
            follow_up = None
        if follow_up is not None and text[named.span.end : follow_up.start] == " " and _is_common(follow_up.low):
            break
        chosen, end, joined = [number], named.span.end, False
        for later in range(number + 1, inside.stop):
            other = people.mentions[later]
            role = other.role if other.role and other.role.start < other.span.start else None
            gap = text[end : role.start if role else other.span.start].strip(" ,'’s")
            if gap not in ("and", "&", ""):
                break
            joined = joined or bool(gap)
            chosen.append(later)
            end = other.span.end
        return chosen if joined else chosen[:1]
    return []


def _is_common(low: str) -> bool:
    """Tell whether `low` is a noun that a name before it would only describe ("Clinton campaign")."""
    lists = (
        "people.roles",
        "bodies.nouns",
        "vague.nouns",
        "documents.nouns",
        "outlets.nouns",
        "posts.nouns",
        "anonymous.nouns",
    )
    return any(lexicon().has(name, singular(low)) for name in lists)


def body_of(index: Index, span: Span) -> str:
    """Return the body, or person in the possessive, that the role at `span` belongs to."""
    text, lex = index.text, lexicon()
    span = Span(span.start, min(span.end, span.start + 600))
    phrase = list(words(text, span.start, span.end))
    head = noun_phrase(phrase)
    for number in index.people.within(span):
        named = index.people.mentions[number]
        if text[named.span.end : named.span.end + 2] in ("'s", "’s"):
            return index.people.persons[number].name
    lead = phrase[: max(0, head - 1)]
    for part in (phrase[head + 1 :], lead):
        run: Words = []
        runs = [run]
        for word in part:
            bodily = lex.has("bodies.nouns", singular(word.low)) or (word.low in ("of", "for") and bool(run))
            named_word = word.named and not lex.is_role(singular(word.low))
            if (bodily or named_word) and not (run and (run[-1].possessive or not word.glued)):
                run.append(word)
            elif run:
                run = [word] if named_word else []
                runs.append(run)
        for candidate in runs:
            while candidate and candidate[-1].low in ("of", "for"):
                candidate.pop()
            name = " ".join(w.low for w in candidate)
            proper = bool(candidate) and candidate[-1].named and lex.has("bodies.nouns", candidate[-1].low)
            settled = proper or part is not lead
            skip = 0
            while name not in lex.sets["bodies.names"] and skip < len(candidate):
                if not _skipped(index, candidate[skip], phrase[0], settled=settled and candidate[skip].named):
                    break
                skip += 1
                name = " ".join(w.low for w in candidate[skip:])
            if skip < len(candidate):
                return expand(index, Span(candidate[skip].start, candidate[-1].end))[0]
    return ""


def _skipped(index: Index, word: Word, opening: Word, *, settled: bool) -> bool:
    """Tell whether `word` only leads up to the body's name: "former", "three", an adjective where none is `settled`."""
    seen = index.entity(Span(word.start, word.end))
    if seen is not None and seen.kind in (EntityKind.ORGANIZATION, EntityKind.LOCATION):
        return False
    lex = lexicon()
    if lex.has("people.status", word.low) or lex.has("grammar.determiners", word.low):
        return True
    # The first word of a sentence is capitalised whatever it is: the reader would have seen a name.
    unseen = word is opening and bool(index.entities) and seen is None and not lex.has("bodies.nouns", word.low)
    return not settled and (_only_describes(word.low) or lex.has("grammar.not_names", word.low) or unseen)


def _only_describes(low: str) -> bool:
    lex = lexicon()
    listed = any(
        lex.has(name, low)
        for name in (
            "people.modifiers",
            "people.peoples",
            "grammar.determiners",
            "vague.quantifiers",
        )
    )
    return (listed or low.removesuffix("s") in lexicon().sets["people.peoples"] or low == "unnamed") and low not in (
        "police",
        "army",
        "navy",
        "senate",
        "church",
    )


def expand(index: Index, span: Span) -> tuple[str, Span | None]:
    """Return the full name of the body at `span`, and where it stands if not there."""
    name = tidy(span.of(index.text))
    bare = re.sub(r"^[Tt]he (?=\S)", "", name)
    if not bare[:1].isupper():
        return name, None
    full = index.acronyms.get(bare.lower())
    if full is not None and bare.isupper():
        return tidy(full.of(index.text)), full
    return (f"The {bare}" if bare != name and bare.lower() in lexicon().sets["outlets.with_article"] else bare), None


_NOUN_TAIL = re.compile(
    r"(?: (?:(?:published|released|issued|written|compiled|prepared|commissioned|conducted|obtained|signed|filed|sent)"
    r" )?(?:by|from|of|on|about|to|in|into)| entitled| titled)(?: (?:the|a|an))?"
    r"(?: [A-Z][\w’'-]*(?: (?:of|for|and)(?: the)?(?= [A-Z]))?){1,12}"
)


def antecedent(index: Index, phrase: Phrase, before: int, places: dict[str, list[int]]) -> Span | None:
    """Return the nearest earlier phrase with the same noun that says more than "the document" or "the ministry"."""
    text = index.text
    found = places.get(phrase.head, [])
    for place in reversed(found[max(0, bisect_left(found, before) - 12) : bisect_left(found, before)]):
        near = list(words(text, max(0, place - 80), place + len(phrase.head) + 3))
        at = next((i for i, word in enumerate(near) if word.start == place and word.low == phrase.first[-1].low), None)
        if at is None:
            continue
        first = at
        while first and near[first].glued and at - first < 8 and describes(near[first - 1]):
            first -= 1
        tail = _NOUN_TAIL.match(text, near[at].end)
        told = tail is not None or any(word.named for word in near[first + bool(near[first].low == "the") : at])
        if told:
            if first and near[first].glued and near[first - 1].low in lexicon().sets["grammar.determiners"]:
                first -= 1
            return Span(near[first].start, tail.end() if tail else near[at].end)
    return None


def describes(word: Word) -> bool:
    """Tell whether `word` can stand before a noun as part of its phrase."""
    return (
        (word.named and word.low not in lexicon().sets["grammar.not_names"])
        or word.possessive
        or _only_describes(word.low)
    )


def noun_places(text: str, nouns: frozenset[str]) -> dict[str, list[int]]:
    """Return where each of `nouns` stands in the text, in one pass."""
    places: dict[str, list[int]] = {}
    if nouns:
        pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, nouns), key=len, reverse=True))})\b", re.I)
        for match in pattern.finditer(text):
            places.setdefault(match.group().lower(), []).append(match.start())
    return places


def holder(index: Index, phrase: Phrase, before: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the mention of whoever last held the office that "the senator" names, and other holders."""
    office = lexicon().short.get(phrase.head, phrase.head)
    held_by = index.offices.get(office, [])
    known = bisect_left(held_by, (before, 0))
    holders = held_by[max(0, known - 50) : known]
    if not holders or phrase.plural or not phrase.definite or not phrase.simple or len(phrase.first) > 4:
        return None
    wanted = {word.low for word in phrase.first[:-1]}

    def fit(held: tuple[int, int]) -> tuple[int, int]:
        role = index.people.mentions[held[1]].role
        given = {w.low for w in words(index.text, role.start, role.end)} if role else set()
        return len(wanted & given), held[0]

    best = max(holders, key=fit)
    person = index.people.persons[best[1]]
    others = dict.fromkeys(
        index.people.persons[h[1]].name for h in holders[-9:] if index.people.persons[h[1]] is not person
    )
    return best[1], tuple(others)[:3]
