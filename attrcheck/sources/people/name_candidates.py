"""Words in, runs of them out that may be names of people, without the titles and peoples before them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import Entity, EntityKind
from attrcheck.sources.people.names import first_sex
from attrcheck.sources.roles.role_phrases import is_rank
from attrcheck.sources.text.lexicon import Word, Words, honorifics, lexicon
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["OPENING_MARKS", "Seen", "is_nicknamed", "name_pieces", "name_runs", "stoppers"]


@cache
def stoppers() -> frozenset[str]:
    """Return the lower-case words that no name holds: titles, peoples, months and other nouns."""
    sets = lexicon().sets
    peoples = sets["people.peoples"]

    return (
        sets["grammar.not_names"]
        | sets["grammar.prepositions"]
        | sets["people.roles"]
        | peoples
        | {f"{people}s" for people in peoples}
        | {f"{office}s" for office in sets["people.elected"] | sets["people.placed"]}
        | sets["bodies.nouns"]
        | frozenset(lexicon().short)
        | honorifics()
    )


def name_runs(page: TextIndex, paragraph: Span) -> Iterator[Words]:
    """Yield runs of words that can be names, particles between them included."""
    run: Words = []
    waiting: Words = []
    quoted = -1  # where a nickname ends
    for word in page.words(paragraph.start, paragraph.end):
        if run and word.named and (is_nicknamed(page.text, run[-1], word) or run[-1].end == quoted):
            quoted = -1 if run[-1].end == quoted else word.end
            run.append(replace(word, glued=True))
        elif word.named:
            if run and word.glued and not run[-1].possessive:
                run += [*waiting, word]
            else:
                if run:
                    yield run
                run = [word]
            waiting = []
        elif (
            run
            and (word.glued or run[-1].end == quoted)  # Luiz "Lula" da Silva
            and not run[-1].possessive
            and lexicon().has("people.particles", word.low)
        ):
            waiting.append(word)
        else:
            if run:
                yield run
            run, waiting = [], []
    if run:
        yield run


OPENING_MARKS, _CLOSING = (" “", ' "', " ‘", " '", " ("), ("” ", '" ', "’ ", "' ", ") ")


def is_nicknamed(text: str, before: Word, word: Word) -> bool:
    """Tell whether `word` is a nickname between names: Robert “Bob” Lee."""
    after = text[word.end : word.end + 24]
    gap = text[before.end : word.start]
    gap = gap.removeprefix(".") if len(before.text) == 1 else gap  # R. J. "Bob" Lee
    if gap not in OPENING_MARKS or after[:2] not in _CLOSING:
        return False
    particle, _, name = after[2:].partition(" ")  # Luiz "Lula" da Silva
    return particle[:1].isupper() or (lexicon().has("people.particles", particle) and name[:1].isupper())


def name_pieces(page: TextIndex, run: Words, seen: Seen) -> Iterator[tuple[int, int]]:
    """Yield the ranges of `run` that titles, honorifics, peoples and sentence openers leave for names."""
    first = None
    end = len(run) - (len(run) > 1 and run[-1].low in lexicon().sets["people.suffixes"])
    for index, word in enumerate(run):
        stops = word.low in stoppers() or is_rank(word) or _apposes(page.text, run, index)
        stops = stops or word.low.endswith(("-based", "-born", "-backed"))  # "Hull-based Ann Lee"
        if word.low in lexicon().sets["people.given_titles"] and index + 1 < len(run):
            stops = seen.kind(Span(word.start, word.end)) is not EntityKind.PERSON  # "Dean Lee", who is no dean
        stops = stops and not (first is None and _is_given(page, run, index, seen))
        # "Stephen King", "Michael Church": after a given name the last word is a surname, whatever else it means.
        if stops and first is not None and index + 1 == end and index - first <= 2 and first_sex(run[first].low):
            stops = False
        if stops and first is not None and index + 1 == end and lexicon().is_role(word.low):
            stops = not seen.is_person(Span(run[first].start, word.end))  # "Fali Contractor"
        addressed = index > 0 and word.glued and run[index - 1].low in honorifics() and word.low not in honorifics()
        if index > 0 and index + 1 == end and word.low in lexicon().sets["people.regnal"] and word.glued:
            stops = stops and not _is_surname_behind(run[index - 1])  # "Mr King", "Don King"
        dotted = page.text[word.end : word.end + 1] == "."
        initial = first is not None and len(word.text) == 1 and (word.text != "I" or dotted)
        if (addressed and not lexicon().is_role(run[index - 1].low)) or initial:  # "Mr. Singer", "William A. Hall"
            stops = False
        if stops and index + 1 == len(run) and word.low in lexicon().sets["grammar.not_names"] and len(word.low) > 3:
            stops = seen.kind(Span(word.start, word.end)) is not EntityKind.PERSON  # "Cornel West"
        lettered = word.text.isupper() and word.low in lexicon().sets["people.after_names"]
        if lettered and first is not None and index - first > 1:
            stops = True  # "James Holt KC"
        if word.low == "st" and first is not None and index + 1 < len(run):
            stops = False  # "Maria St. Clair"
        if stops and first is not None:
            yield first, index
            first = None
        elif not stops and first is None:
            first = index
    if first is not None:
        yield first, len(run)


def _is_surname_behind(word: Word) -> bool:
    """Tell whether a word that could be a ruler's title is a surname behind `word`: Mr, or a given name."""
    sets = lexicon().sets
    polite = word.low in sets["people.honorifics_male"] | sets["people.honorifics_female"]
    return (polite and not lexicon().is_role(word.low)) or first_sex(word.low) != 0 or word.low == "don"


_APPOSING = lazily(r"(?:,|\b[Tt]he) \Z")


def _apposes(text: str, run: Words, index: int) -> bool:
    """Tell whether run[0] only says of which people the one named next is: "…, Swede Anna Roux"."""
    word = run[index]
    apposed = not index and len(run) > 2 and lexicon().has("people.nationals", word.low)
    return apposed and _APPOSING.search(text, max(0, word.start - 5), word.start) is not None


_BEFORE_MONTH = lazily(r"(?:\b(?:in|of|by|since|until|from|to|early|late|mid|last|this|next|every|each)|\d) \Z", re.I)
_BASE = lazily(r"[’'](?:s\b)?|,| [\w’-]+(?:ed|s)\b| (?:had|has|said|told|was|is|wrote|went|and)\b")
_SPEAKS = lazily(r", \d\d,| (?:[a-z]+ed|had|has|said|says|told|was|is|wrote|went|and)\b")


def _is_given(page: TextIndex, run: Words, index: int, seen: Seen) -> bool:
    """Tell whether run[index], a word of another meaning, is a given name: "May Hale said", not "Will Hale resign?"."""
    text, lex, word = page.text, lexicon(), run[index]
    if index + 1 == len(run) or not run[index + 1].glued:
        return False
    follows = run[index + 1].low
    if word.low == "don" and index + 2 == len(run) and follows in lex.sets["people.regnal"]:
        return True  # Don King
    if word.low == "m":  # "M. Claire Hale": Mr would be a man
        return (lex.has("people.first_female", follows) or len(follows) == 1) and index + 2 < len(run)
    if word.low == "per" and follows not in stoppers():
        opens = page.sentences[page.sentence(word.start)] >= word.start - 2
        return not opens or _SPEAKS.match(text, run[-1].end) is not None  # "Per Aske said", but "Per Hale, it is late"
    if len(word.text) == 1:
        return text[word.end : word.end + 1] == "." and seen.begins_source(word.start)  # "A. Hale"
    if not lex.has("people.given_words", word.low) or follows in stoppers() or lex.has("bodies.nouns", run[-1].low):
        return False
    if not lex.has("people.given_modals", word.low):
        return seen.kind(Span(word.start, word.end)) is EntityKind.PERSON and len(run) < 5  # "Christian Hale"
    end = run[-1].end
    opens = page.sentences[page.sentence(word.start)] >= word.start - 2
    if not opens:
        return _BEFORE_MONTH.search(text, max(0, word.start - 12), word.start) is None
    return seen.begins_source(word.start) or _BASE.match(text, end) is not None  # "will" wants "resign", not "resigned"


_DETERMINERS = "(?:the|an?|his|her|as|for)"
_DETERMINED, _FIRST_PART = re.compile(rf"\b{_DETERMINERS} (?=(\w+))"), re.compile(r"\w+")


class Seen:
    """What is known before names are looked for: entities, sources of attributions, and nouns behind a determiner."""

    def __init__(self, text: str, entities: Iterable[Entity], sources: Sequence[Span]) -> None:
        self._text = text
        self.entities = sorted(entities, key=lambda e: e.span)
        self.starts = [e.span.start for e in self.entities]
        self.sources = sources
        self.source_starts = [source.start for source in sources]

    def begins_source(self, place: int) -> bool:
        """Tell whether a source begins at `place`."""
        return self.source_at(place) is not None

    def source_at(self, place: int) -> Span | None:
        """Return the source that begins at `place`."""
        at = bisect_left(self.source_starts, place)
        return self.sources[at] if at < len(self.sources) and self.source_starts[at] == place else None

    def source_of(self, place: int) -> Span | None:
        """Return the source that holds `place`, the last to begin if there are several."""
        at = bisect_right(self.source_starts, place) - 1
        return self.sources[at] if at >= 0 and self.sources[at].end > place else None

    def ends_source(self, text: str, span: Span) -> bool:
        """Tell whether a source ends with what stands at `span`."""
        at = bisect_right(self.source_starts, span.start) - 1
        return (
            at >= 0 and self.sources[at].end >= span.end and not text[span.end : self.sources[at].end].strip(" ,.’'s")
        )

    @cached_property
    def _determined(self) -> frozenset[str]:
        return frozenset(match[1] for match in _DETERMINED.finditer(self._text))

    def is_noun(self, word: str) -> bool:
        """Tell whether the text has a `word`, in small letters, behind a determiner: "the ombud"."""
        first = _FIRST_PART.match(word)
        if first is None or first[0] not in self._determined:
            return False
        return first[0] == word or re.search(rf"\b{_DETERMINERS} {re.escape(word)}\b", self._text) is not None

    def is_person(self, span: Span) -> bool:
        """Tell whether just `span` is seen as a person."""
        at = bisect_left(self.starts, span.start)
        return any(e.span == span and e.kind is EntityKind.PERSON for e in self.entities[at : at + 2])

    def with_body(self, role: Span) -> Span:
        """Return a `role` that begins within a body's name with the whole of that: "[Marsh and ]Fen Inc chairman".

        Some roles are of two: "[Milan and ]Italy striker".
        """
        at = bisect_left(self.starts, role.start) - 1
        body = self.entities[at] if at >= 0 else None
        if body is not None and self._is_first_of_two(body, role):
            return Span(body.span.start, role.end)
        within = body is not None and body.kind is EntityKind.ORGANIZATION and role.start < body.span.end < role.end
        return Span(body.span.start, role.end) if body is not None and within else role

    def _is_first_of_two(self, body: Entity, role: Span) -> bool:
        """Tell whether `body` is the first of two that somebody plays or writes for: "[Milan] and Italy striker"."""
        joined = self._text[body.span.end : role.start] == " and " and self._text[role.start].isupper()
        words = self._text[role.start : role.end].split()
        kinds = ("people.of_two", "people.of_two_teams")
        if not joined or len(words) < 2 or not any(lexicon().has(kind, words[-1]) for kind in kinds):
            return False
        name = body.span.of(self._text).split()
        if len(name) == 1 and any(
            e.kind is EntityKind.PERSON and e.span.of(self._text).endswith(f" {name[0]}") for e in self.entities
        ):
            return False  # "Hale and Italy coach Ann Lee", where Bob Hale is named
        determined = self._text[max(0, body.span.start - 4) : body.span.start].lower() == "the "
        known = first_sex(name[0].lower()) != 0 and self._text.count(name[0]) > 1  # "Milan", once, is no man
        if lexicon().has("people.of_two_teams", words[-1]):
            known = known or self._is_met_as_a_person(name[0])
        return determined or body.kind is not EntityKind.PERSON or not (known or len(name) > 1)

    def _is_met_as_a_person(self, name: str) -> bool:
        """Tell whether the reader takes a `name` for a person's wherever it stands, more than once."""
        kinds = [entity.kind for entity in self.entities if entity.span.of(self._text) == name]
        return len(kinds) > 1 and set(kinds) == {EntityKind.PERSON}

    def kind(self, span: Span) -> EntityKind | None:
        """Return the kind of the last entity that shares a character with `span`, preferring a person."""
        found = None
        for index in range(bisect_left(self.starts, span.end) - 1, -1, -1):
            entity = self.entities[index]
            if entity.span.end <= span.start:
                break
            if entity.kind is EntityKind.PERSON:
                return entity.kind
            found = found or entity.kind
        return found
