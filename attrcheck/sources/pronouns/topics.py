"""A place in an article in, what the sentence before it is about out: the report of "The report is blunt. It says".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.index import Index
from attrcheck.sources.people.people_at import describes
from attrcheck.sources.source import Nature
from attrcheck.sources.text.lexicon import Word, Words, is_preposition, lexicon
from attrcheck.sources.text.noun_phrases import names_bodies, singular

__all__ = ["Topic", "subject", "topics_before"]

_BACK = 2  # sentences looked back at
_OPENING = 120  # characters in which a subject, or the clause before it, is looked for
_MOST = 8  # words of a subject up to its noun
_SOON = 3  # words before a pronoun that begins its sentence
#: What stands between a noun and the name in apposition to it.
_TO_NAME = lazily(r"(?: (?:who|which|that)\b[^,.;:()\n“”\"]{3,60})?, (?:the )?| ")


@dataclass(frozen=True, slots=True)
class Topic:
    """The subject of a sentence: where it stands, what it is by nature, and whether it is several."""

    span: Span
    nature: Nature
    plural: bool


def topics_before(index: Index, place: int) -> Iterator[Topic]:
    """Yield the subjects of the sentence at `place`, unless it begins there, and of the last ones, the latest first.

    Only sentences of the same paragraph are gone through, and none that lies in a quotation.
    """
    page = index.page
    at, floor = page.sentence(place), page.paragraph_start(place)
    for number in range(at, max(-1, at - 1 - _BACK), -1):
        start = page.sentences[number]
        if start < floor:
            return
        stop = place if number == at else page.sentences[number + 1]
        begins = number == at and len(page.words(start, min(stop, start + _OPENING))) < _SOON
        if begins or page.quotation(start) >= 0:
            continue
        if number < at and _NOTHING.match(page.text, start):
            continue
        found = _subject(index, Span(start, stop))
        if found is not None:
            yield found


def subject(index: Index, number: int) -> Topic | None:
    """Return the subject of the sentence with this number, None where a quotation opens it or it has no noun."""
    page, start = index.page, index.page.sentences[number]
    return None if page.quotation(start) >= 0 else _subject(index, Span(start, page.sentence_end(number)))


def _subject(index: Index, sentence: Span) -> Topic | None:
    """Return the subject that opens a sentence, or follows the clause or the words that open it, None for no noun."""
    start = sentence.start
    label = _LABEL.match(index.text, start, sentence.end)
    start = label.end() if label is not None else start
    opening = index.page.words(start, min(sentence.end, start + _OPENING))
    if opening and opening[0].low in _JOINS:
        del opening[0]
    if opening and is_preposition(opening[0]):
        comma = index.text.find(",", opening[0].start, opening[-1].end)
        opening = [word for word in opening if word.start > comma] if comma >= 0 else []
    return _noun_phrase(index, opening[: _MOST + 1])


#: Of what there is none, and of what a pronoun stands for, later sentences tell nothing more.
_NOTHING = lazily(r"(?:No|Nobody|None|Neither|Nothing)\b")
#: "Background: the board met", "• The board met".
_LABEL = lazily(r"[A-Z]\w{2,15}: |[*•] ")
#: What may stand before the subject of a sentence.
_JOINS = frozenset(
    {"but", "and", "yet", "so", "or", "nor", "however", "meanwhile", "still", "then", "now", "instead", "only"}
)


def _noun_phrase(index: Index, found: Words) -> Topic | None:
    """Return the noun phrase that the words `found` begin with."""
    lex = lexicon()
    if found and found[0].low == "both":
        return None
    first = 1 if len(found) > 1 and lex.has("grammar.determiners", found[0].low) else 0
    for at, word in enumerate(found[first:], first):
        if at > first and not word.glued:
            return None
        entity = index.entity(Span(word.start, word.end))
        if entity is None and at == 0 and word.start in index.body_at:
            return Topic(Span(word.start, word.end), Nature.BODY, plural=False)  # "Vandar", of Vandar Motors
        if entity is not None and entity.span.of(index.text).islower() and _named_behind(index, entity.span):
            entity = None  # "The operator, Far Lines,"
        if entity is not None and entity.kind is EntityKind.PERSON:
            return None
        if entity is not None and entity.kind is EntityKind.ORGANIZATION and entity.span.start >= found[0].start:
            behind = next((w for w in found if w.start >= entity.span.end), None)
            if entity.span.of(index.text).isupper() and not (behind and behind.glued):
                return None  # "HULL (Press Agency) –"
            if behind is None or not behind.glued or word.possessive or _nature(behind) is None:
                plural = behind is not None and behind.low in ("have", "are", "were")
                owner = next((w for w in reversed(found) if w.start < entity.span.end), word)
                return None if owner is word and word.possessive else Topic(entity.span, Nature.BODY, plural)
            if entity.span.end > word.end and _nature(behind) is Nature.PERSON and singular(behind.low) != behind.low:
                return Topic(Span(found[0].start, behind.end), Nature.PERSON, plural=True)  # "Board of Trade officials"
        officials = _officials_of(found, at)
        if officials:
            return Topic(Span(found[0].start, found[officials].end), Nature.PERSON, plural=True)
        nature, ahead = _nature(word), found[at + 1] if at + 1 < len(found) else None
        if word.low in ("one", "another") and ahead is not None and ahead.glued:
            continue  # "One study"
        named = _named_behind(index, Span(word.start, word.end))
        if named is not None and (nature is not None or _is_parted(index, word, named)):
            return Topic(named, Nature.BODY, singular(word.low) != word.low)
        if nature is not None and not word.possessive and not (ahead and ahead.glued and _nature(ahead) is not None):
            plural = singular(word.low) != word.low or lex.has("vague.quantifiers", word.low)
            return Topic(Span(found[0].start, word.end), nature, plural)
        plain = 0 < first <= at and ahead is not None and ahead.glued and _leads_to(index, ahead)
        if not (plain or describes(word) or word.named or lex.has("grammar.numbers", word.low)):
            return None
    return None


def _officials_of(found: Words, at: int) -> int:
    """Return where those stand who are of the body that begins at found[at]: "Board of Trade [officials]"; or 0."""
    small = found[at + 1].low if at + 2 < len(found) else ""
    if not found[at].named or small not in ("of", "for") or not names_bodies(found[at].low):
        return 0
    for last in range(at + 1, len(found)):
        word = found[last]
        if not word.glued:
            return 0
        if not (word.named or word.low in ("of", "for", "and", "the")):
            several = _nature(word) is Nature.PERSON and singular(word.low) != word.low
            return last if several and found[last - 1].named else 0
    return 0


def _leads_to(index: Index, ahead: Word) -> bool:
    """Tell whether the word `ahead` is a noun for somebody or something, or begins a body's name."""
    return index.body_from(ahead.start) is not None or _nature(ahead) is not None


def _named_behind(index: Index, noun: Span) -> Span | None:
    """Return the body named behind a noun for it: "the daily [De Schelde]", "The operator, [Star Lines],"."""
    gap = _TO_NAME.match(index.text, noun.end)
    body = index.body_from(gap.end()) if gap else None
    if gap is None or body is None:
        return None
    closed = index.text.startswith((",", " ("), body.span.end)
    return body.span if closed or gap[0] == " " else None


def _is_parted(index: Index, word: Word, named: Span) -> bool:
    """Tell whether a name stands between commas behind a word in small letters: "The liquidator, [Fen Advisory],"."""
    behind = index.text.startswith(",", named.end) and index.text[named.start - 1] == " "
    return behind and word.text.islower() and "," in index.text[word.end : named.start] and not word.possessive


def _nature(word: Word) -> Nature | None:
    """Return what a noun stands for, None for any other word."""
    lex, noun = lexicon(), singular(word.low)
    if lex.has("documents.nouns", noun):
        return Nature.WRITING
    if names_bodies(noun):
        return Nature.BODY
    return Nature.PERSON if lex.is_role(noun) or lex.has("vague.nouns", noun) else None
