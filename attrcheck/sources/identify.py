"""Article, reading and attributions in, one `Source` an attribution out: its kind, fullest name, role and body.

The article's people, bodies and documents are indexed once; each mention is then sorted by its own words and looked
up there. The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from attrcheck.article import Article, Span, find_quotations
from attrcheck.reader import Attribution, Reading
from attrcheck.sources.descriptions import owner, spoken_of, spouse, subject_before
from attrcheck.sources.index import Index, appearances, heads, holder, noun_places, of_two, offices, surnames, tidy
from attrcheck.sources.kinds import impersonal, kind_of_cue
from attrcheck.sources.lexicon import lexicon, words
from attrcheck.sources.noun_phrases import read_phrase
from attrcheck.sources.organisations import acronyms, mend, opening_words, short_names
from attrcheck.sources.people import Person
from attrcheck.sources.person_names import find_people
from attrcheck.sources.pronouns import HE_SHE, Antecedent, Spoken, follow, sentence_starts, tell_apart
from attrcheck.sources.resolution import family, last_body, of_person, people_source, relative, taken_up, unnamed
from attrcheck.sources.source import RATES, Nature, Source, SourceKind, resolved

__all__ = ["identify"]

_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_TWO = frozenset({"the former", "the latter", "both", "the two", "the pair", "the couple", "both men", "both women"})
_ONE_OF_THEM = re.compile(r"(?:one|another|two|three|both) of them")
#: What "it" may stand for.
_THINGS = frozenset(kind for kind in SourceKind if kind.nature in (Nature.BODY, Nature.WRITING))
_GROUPS = frozenset(
    {SourceKind.VAGUE, SourceKind.ROLE, SourceKind.ANONYMOUS, SourceKind.ORGANISATION, SourceKind.OUTLET}
)


def _clamped(spans: Iterable[Span], size: int) -> tuple[Span, ...]:
    return tuple(Span(max(0, s.start), min(s.end, size)) for s in spans if max(0, s.start) < min(s.end, size))


def _main(text: str, spans: Sequence[Span]) -> Span | None:
    """Return the piece of a source that names it, the first with words, without blanks and marks about it."""
    for span in spans:
        found = list(words(text, span.start, min(span.end, span.start + 3000)))
        if found:
            trimmed = span.of(text).rstrip()
            handle = text[span.start : found[0].start].endswith("@")
            return Span(found[0].start - handle, span.start + len(trimmed))
    return None


@dataclass(frozen=True, slots=True)
class _Scene:
    """One article made ready: the index, the main span of each source, and what pronouns need."""

    index: Index
    mains: tuple[Span | None, ...]
    cues: tuple[str, ...]
    places: dict[str, list[int]]
    antecedents: dict[int, Antecedent]
    described: dict[int, Person]
    floors: tuple[int, ...]
    sentences: Sequence[int]

    def sentence(self, place: int) -> int:
        """Return the number of the sentence at `place`."""
        return bisect_right(self.sentences, place) - 1

    def floor(self, place: int) -> int:
        """Return where the paragraph of `place` begins."""
        return self.floors[max(0, bisect_right(self.floors, place) - 1)]


def _nobody(scene: _Scene, attribution: Attribution) -> Source:
    """Return the source of an attribution that names none, as its cue and the words about it hint."""
    text = scene.index.text
    cue = _clamped(attribution.cue, len(text))
    if not cue:
        return Source(SourceKind.NONE, "")
    words_of_cue = " ".join(span.of(text) for span in cue)
    start = max(cue[0].start - 60, scene.sentences[scene.sentence(cue[0].start)])
    content = min((s.start for s in attribution.content if s.start >= cue[0].end), default=cue[0].end)
    near = text[start : max(cue[0].end, min(content, cue[0].end + 60))]
    kind = kind_of_cue(words_of_cue, near)
    return Source(kind, "" if kind is SourceKind.NONE else tidy(words_of_cue))


def _pronoun(scene: _Scene, number: int, low: str, said: Sequence[tuple[Span, Source]]) -> Source | None:
    """Return who he, she, they, it, who or that stands for; None where `low` is no such pronoun."""
    span = scene.mains[number]
    assert span is not None  # noqa: S101 - a mention without words never comes here
    text, cue = scene.index.text, scene.cues[number]
    if low in HE_SHE:
        found = scene.antecedents.get(span.start)
        if found is None:
            return Source(SourceKind.PERSON, span.of(text), confidence=0.0)
        place = found.person.span
        told = next((source for at, source in reversed(said) if at == place), None)  # a person without a name
        if told is None or place.start not in scene.described:
            told = of_person(scene.index, found.person, span)
        sure = replace(told, resolved_to=told.resolved_to or place)
        return resolved(sure, found.confidence, [one.name for one in found.others])
    if low in _TWO:
        both = of_two(scene.index, span)
        if not both:
            return None
        chosen = [both[0]] if low.endswith("former") else [both[1]] if low.endswith("latter") else both
        return replace(
            people_source(scene.index, chosen, span),
            resolved_to=scene.index.people.mentions[chosen[0]].span,
            confidence=RATES["of two"],
        )
    if low in lexicon().sets["grammar.relatives"]:
        asks = text[span.start].isupper() and span.start in scene.sentences[scene.sentence(span.start) :][:1]
        nobody = Source(SourceKind.VAGUE, low, confidence=0.0)
        return nobody if asks else relative(scene.index, span.start, scene.floor(span.start), scene.places) or nobody
    if low == "there" or (low in ("it", "this") and impersonal(cue)):
        return Source(SourceKind.NONE, "")
    if _ONE_OF_THEM.fullmatch(low):
        groups = ((at, one) for at, one in reversed(said[-4:]) if one.kind in _GROUPS)
        for place, of in groups:
            told = Source(of.kind, span.of(text), affiliation=of.affiliation, resolved_to=place)
            return replace(told, confidence=RATES["they"])
        return Source(SourceKind.VAGUE, span.of(text))
    kinds = _THINGS if low in _IT else _GROUPS if low in _THEY else None
    if kinds is None:
        return None
    rate = RATES["they" if low in _THEY else "it"]
    found_near: list[tuple[Span, Source]] = []
    for place, source in reversed(said[-8:]):
        if scene.sentence(span.start) - scene.sentence(place.start) > 4:
            break
        fits = source.kind in kinds or (low in _THEY and source.kind is SourceKind.PERSON and " and " in source.name)
        if fits and source.name.lower() not in _THEY | _IT:
            found_near.append((place, source))
    if found_near:
        place, source = found_near[0]
        close = [other.name for at, other in found_near[1:] if scene.floor(at.start) == scene.floor(place.start)]
        return resolved(replace(source, resolved_to=source.resolved_to or place), rate * source.confidence, close)
    body = last_body(scene.index, span) if low in _IT else None
    group = subject_before(scene.index, span.start, scene.sentences) if low in _THEY else None
    if group is not None:
        return resolved(replace(unnamed(scene.index, group, scene.places), resolved_to=group), rate)
    return body or Source(SourceKind.VAGUE, span.of(text), confidence=0.0)


def _described(index: Index, meant: Mapping[Span, Sequence[Person]]) -> dict[int, Person]:
    """Return, by where it begins, who each source is that is one person told without a name: "a police spokesman".

    `meant` are those whom each source without a name may take up, the likeliest first.
    """
    found: dict[int, Person] = {}
    for span, people in meant.items():
        phrase = read_phrase(index.text, span)
        if phrase.plural or not lexicon().is_role(phrase.head) or not phrase.determiner:
            continue
        held = holder(index, phrase, span.start)
        sex = lexicon().has("people.male", phrase.head) - lexicon().has("people.female", phrase.head)
        married = spouse(index, phrase, span)
        taken = married or next(iter(people), None)
        other = taken or Person(tidy(span.of(index.text)), span, sex=2 * sex)
        found[span.start] = index.people.persons[held[0]] if held else other
    return found


def identify(article: Article, reading: Reading, attributions: Sequence[Attribution]) -> tuple[Source, ...]:
    """Return who the source of each attribution is, one `Source` each and in the same order."""
    text, size = article.text, len(article.text)
    pieces = [_clamped(a.source, size) for a in attributions]
    mains = tuple(_main(text, spans) for spans in pieces)
    spans = sorted({span for span in mains if span is not None})
    entities = mend(text, reading.entities)
    quotations = sorted(s for q in find_quotations(text, [p.span for p in article.readable]) for s in q.spans)
    people, sure = tell_apart(article, find_people(article, entities, spans), quotations)
    index = Index(
        text,
        people,
        entities,
        tuple(e.span.start for e in entities),
        offices(text, people),
        acronyms(text, entities),
        short_names(text, entities),
        opening_words(text, entities),
        sure,
        appearances(people),
        surnames(people),
    )
    numbers = [heads(index, span) if span else [] for span in mains]
    contents = sorted((s, i) for i, a in enumerate(attributions) for s in _clamped(a.content, size))
    sentences = sentence_starts(text)
    nameless = dict.fromkeys(span for span, named in zip(mains, numbers, strict=True) if span and not named)
    meant = {span: spoken_of(index, read_phrase(text, span), span, sentences) for span in nameless}
    described = _described(index, meant)
    spoken = Spoken(
        frozenset(number for found in numbers for number in found),
        described,
        frozenset(span.start for span in spans),
        quotations,
        _owners(contents, quotations, mains),
    )
    phrases = [read_phrase(text, span) for span in spans]
    scene = _Scene(
        index,
        mains,
        tuple(_padded(text, _clamped(a.cue, size)) for a in attributions),
        noun_places(text, frozenset(p.head for p in phrases if p.definite and p.head)),
        follow(article, people, spoken),
        described,
        tuple(p.span.start for p in article.paragraphs) or (0,),
        sentences,
    )
    answers = [_nobody(scene, a) if main is None else None for a, main in zip(attributions, mains, strict=True)]
    said: list[tuple[Span, Source]] = []
    speaking: list[int] = []
    for number in sorted((n for n, main in enumerate(mains) if main is not None), key=lambda n: mains[n] or Span(0, 0)):
        span = mains[number] or Span(0, 0)
        low = " ".join(span.of(text).lower().split()) if span.end - span.start < 20 else ""
        if low in lexicon().sets["author.first_person"]:
            speaking.append(number)
            continue
        found = _pronoun(scene, number, low, said)
        if found is None:
            found = family(index, span) or (people_source(index, numbers[number], span) if numbers[number] else None)
        if found is None:
            found = unnamed(index, span, scene.places)
            if found.kind is SourceKind.ROLE:
                found = taken_up(index, span, sentences, meant[span]) or _withheld_before(scene, span, said) or found
            if not found.affiliation and found.kind in (SourceKind.ROLE, SourceKind.ORGANISATION):
                found = replace(found, affiliation=owner(index, span.start, scene.antecedents, sentences))
        answers[number] = found
        said.append((span, found))
    _first_persons(scene, answers, speaking, contents, quotations)
    owners = _owned(scene)
    people_of = [answer for answer in answers if answer is not None and answer.kind is SourceKind.PERSON]
    told = {answer.name: answer.role for answer in people_of if answer.role}
    for number, answer in enumerate(answers):
        if answer is not None and answer.kind is SourceKind.PERSON:
            body = answer.affiliation or (owners.get(answer.name, "") if answer.role else "")
            answers[number] = replace(answer, role=answer.role or told.get(answer.name, ""), affiliation=body)
    return tuple(
        replace(answer or Source(SourceKind.NONE, ""), mention=" ".join(" ".join(s.of(text).split()) for s in spans))
        for answer, spans in zip(answers, pieces, strict=True)
    )


def _withheld_before(scene: _Scene, span: Span, said: Sequence[tuple[Span, Source]]) -> Source | None:
    """Return the anonymous source that "the woman" at `span` goes on from, if it was the last to speak."""
    phrase = read_phrase(scene.index.text, span)
    plain = phrase.determiner == "the" and phrase.simple and phrase.head in ("man", "woman", "person")
    if not plain or not said or said[-1][1].kind is not SourceKind.ANONYMOUS:
        return None
    place, source = said[-1]
    if scene.sentence(span.start) - scene.sentence(place.start) > 3:
        return None
    return resolved(replace(source, resolved_to=place), RATES["taken up"])


_POSSESSIVE = re.compile(r"\b(?:[Hh]is|[Hh]er|[Ii]ts) \Z")


def _owned(scene: _Scene) -> dict[str, str]:
    """Return, by the name of each person whose role is told as somebody's ("her lawyer, Bob Lee"), whose it is."""
    found: dict[str, str] = {}
    for person in dict.fromkeys(scene.index.people.persons):
        for role in person.role()[:1]:
            at = _POSSESSIVE.search(scene.index.text, max(0, role.start - 4), role.start)
            if at is not None:
                whose = owner(scene.index, at.start(), scene.antecedents, scene.sentences)
                found[person.name] = whose if whose != person.name else ""
    return found


def _owners(
    contents: Sequence[tuple[Span, int]], quotations: Sequence[Span], mains: Sequence[Span | None]
) -> dict[int, int]:
    """Return which source, by where it begins, owns each quotation, by its number; not one that is told in it."""
    opened = [q.start for q in quotations]
    owners: dict[int, int] = {}
    for span, number in contents:
        for at in range(bisect_left(opened, span.start - 1), bisect_left(opened, span.end)):
            main = mains[number]
            if main is not None and not main.overlaps(quotations[at]):
                owners[at] = main.start
    return owners


def _padded(text: str, spans: Iterable[Span]) -> str:
    return f" {' '.join(word.low for span in spans for word in words(text, span.start, span.end))} "


def _first_persons(
    scene: _Scene,
    answers: list[Source | None],
    speaking: Sequence[int],
    contents: Sequence[tuple[Span, int]],
    quotations: Sequence[Span],
) -> None:
    """Answer every I and we: the owner of the statement it stands in, else the author unless it is quoted."""
    around: list[tuple[Span, int]] = []
    opened = [q.start for q in quotations]
    at = 0
    for number in speaking:  # in text order
        span = scene.mains[number] or Span(0, 0)
        while at < len(contents) and contents[at][0].start <= span.start:
            around.append(contents[at])
            at += 1
        while around and around[-1][0].end <= span.start:
            around.pop()
        owner = next((i for _, i in reversed(around[-4:]) if i != number), None)
        quoted = bisect_right(opened, span.start) - 1
        name = span.of(scene.index.text)
        answer = answers[owner] if owner is not None else None
        if answer is not None and answer.kind is not SourceKind.NONE:
            sure = round(RATES["speaker"] * answer.confidence, 2)
            answers[number] = replace(
                answer, resolved_to=answer.resolved_to or scene.mains[owner or 0], confidence=sure
            )
        elif quoted >= 0 and quotations[quoted].end > span.start:
            answers[number] = Source(SourceKind.VAGUE, name, confidence=0.0)
        else:
            answers[number] = Source(SourceKind.AUTHOR, name)
