"""Article, reading and attributions in, one `Source` an attribution out: its kind, fullest name, role and body.

The article's people, bodies and documents are indexed once; each mention is then sorted by its own words and looked
up there. The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from attrcheck.article import Article, Span
from attrcheck.attributions import Attribution
from attrcheck.kinds import SourceKind, kind_of, kind_of_cue, read_phrase, says
from attrcheck.lexicon import lexicon, words
from attrcheck.mentions import (
    Index,
    acronyms,
    antecedent,
    body_of,
    describes,
    expand,
    heads,
    holder,
    noun_places,
    offices,
    tidy,
)
from attrcheck.names import Person, find_people
from attrcheck.pronouns import HE_SHE, Antecedent, follow, sentence_starts
from attrcheck.quotations import find_quotations
from attrcheck.reader import EntityKind, Reading

__all__ = ["Source", "SourceKind", "identify"]


@dataclass(frozen=True, slots=True)
class Source:
    """Who is said to have said it; strings are "" and `resolved_to` None where the article does not tell.

    `name` is the fullest name in the article, taken from `resolved_to` where that is not the mention itself;
    `affiliation` is the body, or the person, that the role belongs to; `candidates` are names nearly as likely.
    """

    kind: SourceKind
    name: str
    role: str = ""
    affiliation: str = ""
    mention: str = ""
    resolved_to: Span | None = None
    candidates: tuple[str, ...] = ()


_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
#: "The company", "the agency": whatever body was named last. Nouns of special bodies want a name with that noun.
_ANY_BODY = frozenset({"company", "firm", "agency", "organisation", "organization", "group", "corporation", "body"})
_BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT, SourceKind.POST})
_GROUPS = frozenset(
    {SourceKind.VAGUE, SourceKind.ROLE, SourceKind.ANONYMOUS, SourceKind.ORGANISATION, SourceKind.OUTLET}
)


def _of_person(index: Index, person: Person, span: Span, others: tuple[str, ...], own: Span | None = None) -> Source:
    """Return the source that `person` is, met at `span`; `own` is a role told right there."""
    told = own or person.role()
    return Source(
        SourceKind.PERSON,
        person.name,
        role=" ".join(told.of(index.text).split()) if told else "",
        affiliation=body_of(index, told) if told else "",
        resolved_to=None if person.span.overlaps(span) else person.span,
        candidates=tuple(name for name in others if name != person.name),
    )


def _person(index: Index, numbers: Sequence[int], span: Span) -> Source:
    """Return the source that the numbered mentions of people at `span` make."""
    names = list(dict.fromkeys(index.people.persons[n].name for n in numbers))
    if len(names) > 1:
        return Source(SourceKind.PERSON, f"{', '.join(names[:-1])} and {names[-1]}")
    number = numbers[0]
    named = index.people.mentions[number]
    own = named.role if named.role is not None and named.role.overlaps(span) else None
    return _of_person(index, index.people.persons[number], span, index.people.others[number], own)


def _unnamed(index: Index, span: Span, places: dict[str, list[int]]) -> Source:
    """Return the source for a mention that is neither a person known by name nor a pronoun."""
    text, phrase = index.text, read_phrase(index.text, span)
    name = tidy(span.of(text))
    if any(phrase.low.startswith(f" {own} ") for own in lexicon().sets["author.phrases"]):
        return Source(SourceKind.AUTHOR, name)
    last = phrase.first[-1] if phrase.first else None
    seen = index.entity(Span(last.start, last.end)) if last else None
    affiliation = body_of(index, span)
    kind = kind_of(phrase, affiliated=bool(affiliation), entity=seen.kind if seen else None)
    if kind is SourceKind.ROLE:
        if _says_withheld(index, span):
            return Source(SourceKind.ANONYMOUS, name, affiliation=affiliation)
        held = holder(index, phrase, span.start)
        if held is not None:
            return _of_person(index, index.people.persons[held[0]], span, held[1])
        role = tidy(text[phrase.first[0].start : span.end])
        return Source(kind, name, re.split(r",? (?:who|which|whose)\b", role)[0], affiliation)
    if kind in (SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT):
        full = antecedent(index, phrase, span.start, places) if phrase.definite and phrase.simple else None
        if full is not None and not any(word.named for word in phrase.first):
            fullest = tidy(full.of(text)) if kind is SourceKind.DOCUMENT else expand(index, full)[0]
            return Source(kind, fullest, resolved_to=full)
        if kind is not SourceKind.DOCUMENT and last is not None and any(word.named for word in phrase.first):
            own = re.sub(r"['’]s?\Z", "", span.of(text).rstrip(" ,"))
            name, body = expand(index, Span(span.start, span.start + len(own)))
            return Source(kind, name, resolved_to=body)
        if kind is SourceKind.ORGANISATION and phrase.definite and phrase.simple and phrase.head in _ANY_BODY:
            return _last_body(index, span) or Source(kind, name)
    return Source(kind, name, affiliation=affiliation if kind is SourceKind.ANONYMOUS else "")


def _last_body(index: Index, span: Span) -> Source | None:
    """Return the body named last in the 500 characters before `span`, others there as candidates."""
    at = bisect_left(index.starts, span.start)
    near = [e.span for e in index.entities[max(0, at - 12) : at] if e.kind is EntityKind.ORGANIZATION]
    near = [place for place in near if place.end <= span.start and span.start - place.start <= 500]
    if not near:
        return None
    names = list(dict.fromkeys(expand(index, place)[0] for place in reversed(near)))
    return Source(SourceKind.ORGANISATION, names[0], resolved_to=near[-1], candidates=tuple(names[1:4]))


def _says_withheld(index: Index, span: Span) -> bool:
    """Tell whether the words up to the end of the sentence say that the name of the source is withheld."""
    after = re.split(r"[.!?](?=\s|$)|\n", index.text[span.end : span.end + 300])[0]
    return says("anonymous.withheld", f" {' '.join(w.low for w in words(after, 0, len(after)))} ")


def _relative(index: Index, at: int, floor: int, places: dict[str, list[int]]) -> Source | None:
    """Return the source that a relative pronoun at `at` stands for: the noun before it, in the same sentence."""
    text = index.text
    near = index.people.within(Span(max(floor, at - 250), at))
    for number in reversed(near[-3:]):
        named = index.people.mentions[number]
        gap = re.sub(r"\([^()]*\)|\d+|[\s,’']", "", text[named.span.end : at])
        described = named.role is not None and named.role.start >= named.span.end and named.role.end >= at - 3
        if (not gap and not named.modifies) or described:
            return _person(index, [number], Span(at, at + 1))
    lead = text[max(floor, at - 120) : at].rstrip(" ,")
    end = max(floor, at - 120) + len(lead)
    found = list(words(text, max(floor, at - 120), end))
    if not found:
        return None
    first = len(found) - 1
    while first and found[first].glued and len(found) - first < 8:
        low = found[first - 1].low
        if low in lexicon().sets["grammar.determiners"] or low in lexicon().sets["vague.quantifiers"]:
            first -= 1
            break
        if not (describes(found[first - 1]) or low == "of" or lexicon().is_role(low)):
            break
        first -= 1
    while first + 1 < len(found) and found[first].low == "of":
        first += 1
    span = Span(found[first].start, end)
    return replace(_unnamed(index, span, places), resolved_to=span)


def _clamped(spans: Iterable[Span], size: int) -> tuple[Span, ...]:
    return tuple(Span(max(0, s.start), min(s.end, size)) for s in spans if max(0, s.start) < min(s.end, size))


def _main(text: str, spans: Sequence[Span]) -> Span | None:
    """Return the piece of a source that names it, the first with words, without blanks and marks about it."""
    for span in spans:
        found = list(words(text, span.start, min(span.end, span.start + 3000)))
        if found:
            trimmed = span.of(text).rstrip()
            return Span(found[0].start, span.start + len(trimmed))
    return None


@dataclass(frozen=True, slots=True)
class _Scene:
    """One article made ready: the index, the main span of each source, and what pronouns need."""

    index: Index
    mains: tuple[Span | None, ...]
    cues: tuple[str, ...]
    places: dict[str, list[int]]
    antecedents: dict[int, Antecedent]
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
            return Source(SourceKind.PERSON, span.of(text))
        return _of_person(scene.index, found.person, span, found.others)
    if low in lexicon().sets["grammar.relatives"]:
        return _relative(scene.index, span.start, scene.floor(span.start), scene.places) or Source(
            SourceKind.VAGUE, low
        )
    if low in ("it", "there", "this") and says("grammar.impersonal", cue):
        return Source(SourceKind.NONE, "")
    wanted = _BODIES if low in _IT else _GROUPS if low in _THEY else None
    if wanted is None:
        return None
    for place, source in reversed(said[-8:]):
        if scene.sentence(span.start) - scene.sentence(place.start) > 4:
            break
        if source.kind in wanted and source.name.lower() not in _THEY | _IT:
            return replace(source, resolved_to=source.resolved_to or place)
    body = _last_body(scene.index, span) if low in _IT else None
    return body or Source(SourceKind.VAGUE, span.of(text))


def identify(article: Article, reading: Reading, attributions: Sequence[Attribution]) -> tuple[Source, ...]:
    """Return who the source of each attribution is, one `Source` each and in the same order."""
    text, size = article.text, len(article.text)
    pieces = [_clamped(a.source, size) for a in attributions]
    mains = tuple(_main(text, spans) for spans in pieces)
    spans = sorted({span for span in mains if span is not None})
    entities = tuple(
        sorted((e for e in reading.entities if 0 <= e.span.start < e.span.end <= size), key=lambda e: e.span)
    )
    people = find_people(article, entities, spans)
    index = Index(text, people, entities, tuple(e.span.start for e in entities), offices(text, people), acronyms(text))
    numbers = [heads(index, span) if span else [] for span in mains]
    contents = sorted((s, i) for i, a in enumerate(attributions) for s in _clamped(a.content, size))
    quotations = sorted(s for q in find_quotations(text, [p.span for p in article.readable]) for s in q.spans)
    speakers: dict[int, Person] = {}
    opened = [q.start for q in quotations]
    for span, owner in contents:
        for at in range(bisect_left(opened, span.start - 1), bisect_left(opened, span.end)):
            if numbers[owner]:
                speakers[at] = people.persons[numbers[owner][0]]
    phrases = [read_phrase(text, span) for span in spans]
    scene = _Scene(
        index,
        mains,
        tuple(_padded(text, _clamped(a.cue, size)) for a in attributions),
        noun_places(text, frozenset(p.head for p in phrases if p.definite and p.simple and p.head)),
        follow(article, people, spans, quotations, speakers),
        tuple(p.span.start for p in article.paragraphs) or (0,),
        sentence_starts(text),
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
            found = _person(index, numbers[number], span) if numbers[number] else _unnamed(index, span, scene.places)
        answers[number] = found
        said.append((span, found))
    _first_persons(scene, answers, speaking, contents, quotations)
    return tuple(
        replace(answer or Source(SourceKind.NONE, ""), mention=" ".join(" ".join(s.of(text).split()) for s in spans))
        for answer, spans in zip(answers, pieces, strict=True)
    )


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
            answers[number] = replace(answer, resolved_to=answer.resolved_to or scene.mains[owner or 0])
        elif quoted >= 0 and quotations[quoted].end > span.start:
            answers[number] = Source(SourceKind.VAGUE, name)
        else:
            answers[number] = Source(SourceKind.AUTHOR, name)
