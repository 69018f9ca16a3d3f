"""Statements without a source in, who speaks them out: who was asked before, or is their sentence's subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrcheck.article import Span
from attrcheck.patterns import WEEKDAY, lazily
from attrcheck.sources.index import Index
from attrcheck.sources.people.people_at import OWNS
from attrcheck.sources.people.person_sources import people_source
from attrcheck.sources.pronouns.pronouns import HE_SHE
from attrcheck.sources.pronouns.topics import subject
from attrcheck.sources.resolution import unnamed_source
from attrcheck.sources.scene import Scene
from attrcheck.sources.source import Nature, Source, found_by
from attrcheck.sources.text.lexicon import is_preposition, lexicon
from attrcheck.sources.text.noun_phrases import read_phrase

__all__ = ["people_asked", "subject_speaking"]

_QUESTION = re.compile(r" ask(?:s|ed|ing)? ")
_QUESTION_WORD = re.compile(r"(?:whether|if|who|whom|whose|what|which|when|where|why|how)\b", re.I)


def people_asked(scene: Scene, pieces: Sequence[Sequence[Span]]) -> dict[int, Source | None]:
    """Return by number the attributions that put a question to somebody, each with whom, None if that is not told.

    What is told is the question, not its words, and the next quotation may answer it: "They asked Ann Lee why."
    """
    found: dict[int, Source | None] = {}
    for number, (main, cue) in enumerate(zip(scene.mains, scene.cues, strict=True)):
        place = pieces[number][0] if pieces[number] else None
        if main is None or place is None or not _QUESTION.fullmatch(cue) or main.end > place.start:
            continue
        whom = [word for word in scene.page.words(main.end, place.start) if word.low not in cue.split()]
        if whom and not is_preposition(whom[0]) and _QUESTION_WORD.match(scene.page.text, place.start):
            found[number] = _addressed(scene.index, Span(whom[0].start, whom[-1].end))
    return found


def _addressed(index: Index, whom: Span) -> Source | None:
    """Return the one person, or whom with an article, that a question is put to at `whom`; None for others."""
    numbers = index.people.within(whom)
    if len(numbers) == 1:
        return people_source(index, numbers, whom)
    phrase = read_phrase(index.page, whom)
    return unnamed_source(index, whom) if phrase.determiner == "the" and phrase.simple and not numbers else None


#: Between a body and its words where neither is linked to it: "Fen Council[ said on Sunday, ]", "Fen[, in a note, ]".
_BODY_SAID = lazily(
    r" (?:also |later )?(?:said|says|announced|reported|stated|confirmed)"
    rf"(?: (?:on )?{WEEKDAY})?,?(?: that)? \Z"
)
_BODY_QUOTED = lazily(r"(?:, (?:in|on|via|through) [^.;:\n“”\"]{3,80},)? [“\"]?\Z")


def _body_speaking(index: Index, piece: Span) -> Source | None:
    """Return the body that begins the sentence of a statement without source or cue, and says it or is quoted."""
    about = subject(index, index.page.sentence(max(0, piece.start - 1)))
    if about is None or about.nature is not Nature.BODY or not about.span.end < piece.start:
        return None
    body = index.body_from(about.span.start)
    opens = index.text[piece.start : piece.start + 3].lstrip('“"')
    quoted = index.page.quotation(piece.start) >= 0 and opens[:1].islower()
    gap = _BODY_QUOTED if quoted else _BODY_SAID
    if body is None or not gap.match(index.text, about.span.end, piece.start):
        return None
    return found_by(unnamed_source(index, about.span), "same paragraph")


def subject_speaking(scene: Scene, pieces: Sequence[Span]) -> Source | None:
    """Return whom a quotation without a cue is of, as a subject tells: "Ann Lee is sure. “No.”", "Lee “regrets” it".

    It is whoever the quotation's own sentence begins with or, where the quotation begins it, the sentence before.
    """
    body = _body_speaking(scene.index, pieces[0]) if pieces else None
    if body is not None:
        return body
    page, people = scene.page, scene.index.people
    quotation = max((page.quotation(place) for at in pieces[:1] for place in (at.start, at.start + 1)), default=-1)
    if quotation < 0:
        return None
    place = page.quotations[quotation].start
    number = page.sentence(max(0, place - 1))
    start, first = page.sentences[number], next(iter(page.words(place, pieces[0].end)), None)
    goes_on = bool(page.words(start, place)) and not _ENDED.search(page.text, max(0, place - 4), place)
    if start < page.paragraph_start(place) or page.quotation(start) >= 0 or first is None:
        return None
    if goes_on and not first.text[0].islower():
        return None
    numbers = people.within(Span(start, place))[:1]
    named = people.mentions[numbers[0]] if numbers else None
    if named is None or named.modifies or OWNS.match(page.text, named.span.end):
        return None
    lead = [word for word in page.words(start, named.begins) if not lexicon().has("grammar.determiners", word.low)]
    if lead or (goes_on and page.text[named.span.end : place].strip(" “\"'‘«")):
        return None
    if any(word.low in HE_SHE for word in page.words(place, pieces[0].end)[:_FIRST_WORDS]):
        return None  # "Ann Lee is a hero. “She saved us.”"
    found = people_source(scene.index, numbers, Span(named.begins, named.span.end))
    return found_by(found, "same paragraph", given=found.confidence)


#: Words of a quotation that tell whether it is about the one named before it.
_FIRST_WORDS = 4
#: Where the sentence before a quotation ends.
_ENDED = re.compile(r"[.!?:]\s*\Z")
