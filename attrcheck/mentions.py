"""The index of an article: its people, bodies, offices and documents, and what a mention is looked up in it for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.kinds import Phrase, read_phrase, singular
from attrcheck.lexicon import Word, Words, lexicon, noun_phrase, words
from attrcheck.names import Named, People, Person
from attrcheck.reader import Entity, EntityKind

__all__ = [
    "Index",
    "antecedent",
    "body_behind",
    "body_of",
    "describes",
    "expand",
    "heads",
    "holder",
    "noun_places",
    "offices",
    "tidy",
    "who_begins",
]

_LONGEST_NAME = 25  # words: a source of 200 words goes by its beginning


def tidy(text: str) -> str:
    """Return `text` on one line, cut to 25 words and without punctuation about it."""
    kept = text.split()[:_LONGEST_NAME]
    return " ".join(kept).strip(" ,;:.–—") or " ".join(kept)


@dataclass(frozen=True, slots=True)
class Index:
    """The article's text with what mentions are looked up in.

    `offices` tells who held a role, by its noun; `acronyms` and `firms` what letters and first words stand for in full;
    `openings` are the first words of bodies' names;
    `sure` how surely a bare name that several bear was told apart.
    """

    text: str
    people: People
    entities: tuple[Entity, ...]
    starts: tuple[int, ...]
    offices: dict[str, list[tuple[int, int]]]
    acronyms: dict[str, Span]
    firms: dict[str, Span]
    openings: frozenset[str]
    sure: dict[int, float]

    def entity(self, span: Span) -> Entity | None:
        """Return the last entity that shares a character with `span`."""
        at = bisect_left(self.starts, span.end) - 1
        return self.entities[at] if at >= 0 and self.entities[at].span.end > span.start else None


def of_two(index: Index, span: Span) -> list[int]:
    """Return the numbers of the two people named together last, in the 400 characters before `span`; else none."""
    near = index.people.within(Span(max(0, span.start - 400), span.start))
    for number in reversed(near[1:]):
        first, second = index.people.mentions[number - 1], index.people.mentions[number]
        gap = index.text[first.span.end : second.role.start if second.role else second.span.start]
        joined = re.fullmatch(r"(?:, [^.;\n]{1,60},)? (?:and|with|&)(?: the| a| an)? ?", gap)
        if joined and index.people.persons[number - 1] is not index.people.persons[number]:
            return [number - 1, number]
    return []


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
        possessed = _OWNS.match(rest) is not None and any(c.isalnum() for c in rest[2:])
        if possessed or (named.modifies and named.span.end < span.end):
            continue
        titled = named.role is not None and bool(before) and named.role.start <= before[-1].start + len(before[-1].text)
        first = before[1:] if before and lexicon().has("grammar.determiners", before[0].low) else before
        of_role = titled and bool(first) and named.role is not None and named.role.start <= first[0].start
        doing = any(w.low.endswith("ing") and singular(b.low) != b.low for b, w in pairwise(before))
        plain = (
            not doing
            and noun_phrase(before) == len(before)
            and not re.search("[,;:]", text[span.start : named.span.start])
        )
        if before and not titled and _leads_up(before, named, text):
            continue
        one_of = bool(before) and before[0].low == "one" and _ONE_OF.fullmatch(text, span.start, named.span.start)
        if not (of_role or plain or one_of):
            continue
        follow_up = next(words(text, named.span.end, span.end), None)
        if follow_up is not None and follow_up.low in lexicon().sets["people.after_names"]:
            follow_up = None
        if follow_up is not None and text[named.span.end : follow_up.start] == " " and _is_common(follow_up.low):
            continue
        chosen, end, joined = [number], named.span.end, False
        for later in range(number + 1, inside.stop):
            other = people.mentions[later]
            role = other.role if other.role and other.role.start < other.span.start else None
            gap = _JOINED.fullmatch(text, end, role.start if role else other.span.start)
            if gap is None:
                break
            joined = joined or bool(gap[1])
            chosen.append(later)
            end = other.span.end
        noun = next(words(text, end, min(span.end, end + 60)), None) if joined else None
        if noun is not None and text[end : noun.start] == " " and _is_common(noun.low):
            return []  # "the Hale and Lee campaigns"
        return chosen if joined else chosen[:1]
    return []


def _leads_up(before: Words, named: Named, text: str) -> bool:
    """Tell whether what stands before a name makes no person of it: "Team Lee", "bus operator Quayline", "a Hale"."""
    lex, last = lexicon(), before[-1]
    if text[last.end : named.span.start] != " ":
        return False
    body = lex.has("bodies.nouns", last.low) or lex.has("outlets.nouns", last.low)
    one = len(named.parts) == 1 and len(before) > 1 and not named.honorific
    return (body and (last.named or one)) or (len(before) == 1 and last.low in ("a", "an"))


_ONE_OF = re.compile(r"One of [^,;:.()\n]{1,60}, (?:\d{1,3}-year-old )?", re.I)
# Between people who share a verb: "Garvey and her co-author, …".
_JOINED = re.compile(r"['’]?s?[ ,]*(and|&)?(?: (?:his|her|their|the|an?))?[ ,]*")


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
    clause = next((i for i, word in enumerate(phrase) if i and lex.has("grammar.relatives", word.low)), len(phrase))
    if clause + 1 < len(phrase) and not lex.has("people.works", phrase[clause + 1].low):
        del phrase[clause:]
    read = read_phrase(text, span)
    head = max(noun_phrase(phrase), min(len(phrase), len(read.first) + bool(read.determiner)))
    for number in index.people.within(span):
        named = index.people.mentions[number]
        seen = index.entity(named.span)
        if seen is not None and seen.kind is EntityKind.ORGANIZATION and seen.span.end > named.span.end:
            continue  # "St Anne's Hospital"
        if _OWNS.match(text, named.span.end):
            return index.people.persons[number].name
    lead = phrase[: max(0, head - 1)]
    makes = 0 < head < len(phrase) and lex.has("people.makers", phrase[head - 1].low) and phrase[head].low == "of"
    placed = ""
    for part in ([] if makes else phrase[head + 1 :], lead):
        for candidate in _body_runs(index, part, tail=part is not lead):
            while candidate and candidate[-1].low in ("of", "for"):
                candidate.pop()
            if part is lead:
                _drop_titles(index, candidate)
            elif len(candidate) > 1 and candidate[0].text.islower() and all(w.named for w in candidate[1:]):
                del candidate[0]  # "the charity Dark Rivers"
            name = " ".join(w.low for w in candidate)
            proper = bool(candidate) and candidate[-1].named and lex.has("bodies.nouns", candidate[-1].low)
            settled = proper or part is not lead
            skip = 0
            while name not in lex.sets["bodies.names"] and skip < len(candidate):
                sure = settled and (candidate[skip].named or part is not lead)
                if not _skipped(index, candidate[skip], phrase[0], settled=sure):
                    break
                skip += 1
                name = " ".join(w.low for w in candidate[skip:])
            if skip < len(candidate):
                span = Span(candidate[skip].start, candidate[-1].end)
                seen = index.entity(span)
                if part is not lead and seen is not None and seen.kind is EntityKind.LOCATION and not placed:
                    placed = expand(index, span)[0]  # "a CIA officer in Cairo" is rather the CIA's
                    continue
                person = next(
                    (n for n in index.people.within(span) if index.people.mentions[n].span.end == span.end), -1
                )
                # "an adviser to Mr. Hale" is Dale Hale's.
                return expand(index, span)[0] if person < 0 else index.people.persons[person].name
    return "" if placed and 0 < head < len(phrase) and phrase[head].low == "from" else placed


_BEHIND = re.compile(r",? (?:of|with|from) (?:the )?(?=\S)")


def body_behind(index: Index, person: Person) -> str:
    """Return the body that follows the name of `person` where it has it: "Bob Lee of Okonski Partners"."""
    people, text = index.people, index.text
    for number in people.within(person.span):
        behind = _BEHIND.match(text, people.mentions[number].span.end)
        if behind is None or people.persons[number] is not person:
            continue
        end = min(len(text), behind.end() + 80)
        closed = re.search(r"[,;:()“”\"\n]|\.\s", text[behind.end() : end])
        phrase = list(words(text, behind.end(), behind.end() + closed.start() if closed else end))
        phrase = phrase[: max(1, noun_phrase(phrase))] if phrase and not phrase[0].named else phrase
        runs = [run for run in _body_runs(index, phrase, tail=True) if run]
        if runs and runs[0][0] is phrase[0] and _is_body(index, runs[0]):
            return expand(index, Span(runs[0][0].start, runs[0][-1].end))[0]
    return ""


def _is_body(index: Index, run: Words) -> bool:
    seen = index.entity(Span(run[0].start, run[-1].end))
    nouns = [singular(word.low) for word in run]
    noun = any(lexicon().has("bodies.nouns", low) or lexicon().has("bodies.last", low) for low in nouns)
    whole = run[-1].named or not run[0].named  # not "of Texas center"
    return whole and (noun or (seen is not None and seen.kind is EntityKind.ORGANIZATION))


_OWNS = re.compile(r"['’](?:s\b|(?= \w))")


def _body_runs(index: Index, part: Words, *, tail: bool) -> list[Words]:
    """Return the runs of words in `part` that can name a body; of a `tail`, with small words before its noun."""
    lex = lexicon()
    run: Words = []
    runs = [run]
    small: Words = []
    for word in part:
        seen = index.entity(Span(word.start, word.end))
        body = seen if seen is not None and seen.kind is EntityKind.ORGANIZATION else None
        noun = lex.has("bodies.nouns", singular(word.low)) or (
            word.possessive and lex.has("outlets.nouns", word.low)  # "the paper's editor"
        )
        bodily = noun or (word.low in ("of", "for") and bool(run))
        named = (
            word.named
            and not lex.has("grammar.afterthoughts", word.low)
            and (body is not None or not lex.is_role(singular(word.low)))
        )
        # "St Anne's Hospital" is one name where the reader saw one.
        owned = bool(run) and run[-1].possessive and not (body is not None and body.span.start <= run[-1].start)
        if (bodily or named) and not (run and (owned or not word.glued)):
            run += [*small, word] if not run and tail and noun else [word]
        elif run:
            run = [word] if named else []
            runs.append(run)
        stops = word.named or bodily or word.possessive
        stops = stops or lex.has("grammar.prepositions", word.low) or lex.has("grammar.determiners", word.low)
        small = [] if stops else [*(small if word.glued else []), word][-3:]
    return runs


def _drop_titles(index: Index, run: Words) -> None:
    """Drop from the end of `run` what belongs to an office: of "White House Press" Secretary, "Press"."""
    lex = lexicon()

    def titular(word: Word) -> bool:
        body = lex.has("bodies.nouns", word.low) and word.low not in ("defence", "defense")
        adds = lex.has("people.modifiers", word.low) or lex.has("people.status", word.low)
        return adds and not body and not lex.has("people.peoples", word.low)

    if not run:
        return
    end, only = run[-1].end, all(titular(word) or lex.has("people.peoples", word.low) for word in run)
    while run and titular(run[-1]) and " ".join(word.low for word in run) not in lex.sets["bodies.names"]:
        seen = index.entity(Span(run[-1].start, run[-1].end))
        whole = seen is not None and seen.kind is EntityKind.ORGANIZATION and seen.span.end == run[-1].end
        if (whole and not only) or (len(run) > 1 and run[-2].low in ("of", "for", "and")):
            return
        run.pop()
    seen = index.entity(Span(run[-1].start, run[-1].end)) if run and only and run[-1].end < end else None
    if seen is not None and seen.span.end > run[-1].end and all(lex.has("people.peoples", word.low) for word in run):
        run.clear()  # "Russian Presidential Press", seen as one name


def _skipped(index: Index, word: Word, opening: Word, *, settled: bool) -> bool:
    """Tell whether `word` only leads up to the body's name: "former", "three", an adjective where none is `settled`."""
    seen = index.entity(Span(word.start, word.end))
    if seen is not None and seen.kind in (EntityKind.ORGANIZATION, EntityKind.LOCATION):
        return False
    lex = lexicon()
    if lex.has("people.status", word.low) or lex.has("grammar.determiners", word.low):
        return True
    # The first word of a sentence is capitalised whatever it is: the reader would have seen a name.
    unseen = (
        word is opening
        and word.named
        and bool(index.entities)
        and seen is None
        and word.text not in index.openings
        and not lex.has("bodies.nouns", word.low)
    )
    return not settled and (_only_describes(word.low) or lex.has("grammar.not_names", word.low) or unseen)


def _only_describes(low: str) -> bool:
    lex = lexicon()
    lists = ("people.modifiers", "people.peoples", "grammar.determiners", "vague.quantifiers")
    listed = any(lex.has(name, low) for name in lists)
    joined = low.rpartition("-")[2] if "-" in low else ""
    listed = listed or joined in lex.sets["people.peoples"] or joined.endswith(("ed", "ing", "born", "led", "run"))
    listed = listed or low.removesuffix("s") in lex.sets["people.peoples"] or low == "unnamed"
    return listed and low not in ("police", "army", "navy", "senate", "church")


def expand(index: Index, span: Span) -> tuple[str, Span | None]:
    """Return the full name of the body at `span`, and where it stands if not there."""
    name = tidy(span.of(index.text))
    bare = re.sub(r"^[Tt]he (?=\S)", "", name)
    if not bare[:1].isupper():
        return name, None
    full = index.acronyms.get(bare.lower()) if bare.isupper() else index.firms.get(bare)
    if full is not None and not full.overlaps(span):
        return tidy(full.of(index.text)), full
    return (f"The {bare}" if bare != name and bare.lower() in lexicon().sets["outlets.with_article"] else bare), None


_NOUN_TAIL = re.compile(
    r"(?: (?:(?:published|released|issued|written|compiled|prepared|commissioned|conducted|obtained|signed|filed|sent)"
    r" )?(?:by|from|of|on|about|to|into)| entitled| titled)(?: (?:the|a|an))?"
    r"(?: [A-Z][\w’'-]*(?: (?:of|for|and)(?: the)?(?= [A-Z]))?){1,12}"
)


# "The animal welfare group [Kinder Barns]"
_CALLED = re.compile(r" ([A-Z][\w’'-]*(?:(?: (?:for|of|and|the)){0,2} [A-Z][\w’'-]*){0,5})")


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
            if lexicon().has("grammar.determiners", near[first - 1].low):
                break  # "the Post that the company owns"
            first -= 1
        tail = _NOUN_TAIL.match(text, near[at].end)
        called = _CALLED.match(text, near[at].end)
        if called is not None and lexicon().has("bodies.nouns", phrase.head) and near[at].text.islower():
            return Span(called.start(1), called.end())
        told = tail is not None or any(word.named for word in near[first + bool(near[first].low == "the") : at])
        if told:
            if first and near[first].glued and near[first - 1].low in lexicon().sets["grammar.determiners"]:
                first -= 1
            return Span(near[first].start, tail.end() if tail else near[at].end)
    return None


def who_begins(found: Words) -> int:
    """Return the index in `found`, the words before a "who", of the first one of the phrase that it stands for."""
    lex = lexicon()

    def leftmost(first: int) -> int:
        last = first
        while first and found[first].glued and last - first < 7:
            low = found[first - 1].low
            if lex.has("grammar.determiners", low) or lex.has("vague.quantifiers", low):
                return first - 1
            if not (describes(found[first - 1]) or low == "of" or lex.is_role(low) or lex.has("grammar.numbers", low)):
                break
            first -= 1
        while first < last and found[first].low == "of":
            first += 1
        return first

    def speaks(word: Word) -> bool:
        noun = singular(word.low)
        return lex.is_role(noun) or lex.has("anonymous.nouns", noun) or lex.has("vague.nouns", noun)

    first = leftmost(len(found) - 1)
    if any(speaks(word) for word in found[first:]):
        return first
    for index in range(first - 1, max(-1, len(found) - 17), -1):  # "[a person familiar with the matter], who"
        if speaks(found[index]) and lex.has("grammar.prepositions", found[index + 1].low):
            return leftmost(index)
    return first


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
        index.people.persons[h[1]].name
        for h in holders[-9:]
        if index.people.persons[h[1]] is not person and fit(h)[0] == fit(best)[0]
    )
    return best[1], tuple(others)[:3]
