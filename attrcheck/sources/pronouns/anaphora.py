"""A pronoun that is a source in, the `Source` out that it stands for: "he", "they", "who", "the latter"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.index import Index, tidy
from attrcheck.sources.kinds import impersonal
from attrcheck.sources.papers.fuller import last_paper, paper_told
from attrcheck.sources.people.people_at import pair_before
from attrcheck.sources.people.person_sources import people_source, person_source
from attrcheck.sources.pronouns.earlier_subjects import (
    and_colleagues,
    bodies_before,
    office_before,
    several_before,
    subject_before,
)
from attrcheck.sources.pronouns.pronouns import HE_SHE, sex_of
from attrcheck.sources.pronouns.relative_pronouns import relative_source
from attrcheck.sources.pronouns.topics import Topic, topics_before
from attrcheck.sources.resolution import last_body_source, unnamed_source
from attrcheck.sources.roles.quantifiers import role_words
from attrcheck.sources.scene import Scene
from attrcheck.sources.source import THINGS, UNNAMED, Nature, Source, SourceKind, found_by, known_by_one_word
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.mentions import as_pronoun
from attrcheck.sources.text.noun_phrases import names_bodies, read_phrase, singular
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["pronoun_source"]

_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_TWO = frozenset({"the former", "the latter", "both", "the two", "the pair", "the couple", "both men", "both women"})
_ONE_OF_THEM = re.compile(r"(?:one|another|two|three|both) of them")
#: And those of a group that the sentences before are about: "Reviewers were divided. One called it poetry".
_OF_A_GROUP = frozenset({"one", "another", "some"})
#: And what the subject of the sentence before must be for "it", and for "they".
_NATURES = (frozenset({Nature.BODY, Nature.WRITING}), frozenset({Nature.BODY, Nature.PERSON, Nature.WRITING}))
#: What only a text does.
_READS = frozenset({" read ", " reads "})
#: Kinds of several people that "they" may be.
_MANY = frozenset({None, SourceKind.PERSON, SourceKind.ROLE, SourceKind.VAGUE, SourceKind.ANONYMOUS})
_GROUPS = frozenset(
    {SourceKind.VAGUE, SourceKind.ROLE, SourceKind.ANONYMOUS, SourceKind.ORGANISATION, SourceKind.OUTLET}
)
#: What a question goes on with: "[But ]who can deny it?"
_AND_WHO = re.compile(r"\b(And|But|Yet|So|Or) \Z")
#: "It was she who said so".
_SHE_WHO = re.compile(r"\b(he|she) \Z", re.I)


def pronoun_source(scene: Scene, number: int, low: str, said: Sequence[tuple[Span, Source]]) -> Source | None:
    """Return who he, she, they, it, who or that stands for; None where `low` is no such pronoun."""
    span = scene.mains[number]
    assert span is not None  # noqa: S101 - a mention without words never comes here
    page, text, cue = scene.page, scene.page.text, scene.cues[number]
    own = next((who for word, who in scene.chosen.items() if word == low and who[0] < span.start), None)
    if own is not None:
        sure = person_source(scene.index, scene.index.people.persons[own[1]], span)
        return found_by(sure, "speaker")
    she_who = _SHE_WHO.search(text, max(0, span.start - 4), span.start) if low == "who" else None
    if low in HE_SHE or she_who is not None:
        return _he_or_she(scene, Span(*she_who.span(1)) if she_who is not None else span, said)
    if low in _TWO:
        both = pair_before(scene.index, span)
        if not both:
            return None
        chosen = [both[0]] if low.endswith("former") else [both[1]] if low.endswith("latter") else both
        place = scene.index.people.mentions[chosen[0]].span
        return found_by(replace(_told_of_all(scene.index, chosen, span), resolved_to=place), "of two")
    if low in lexicon().sets["grammar.relatives"]:
        opens = _AND_WHO.search(text, max(0, span.start - 5), span.start)
        asks = page.opens_sentence(opens.start(1) if opens else span.start) and (opens or text[span.start].isupper())
        nobody = Source(SourceKind.VAGUE, low, confidence=0.0)
        return nobody if asks else relative_source(scene.index, span.start) or nobody
    if low == "there" or (low in ("it", "this") and impersonal(cue)):
        return Source(SourceKind.NONE, "")
    if _ONE_OF_THEM.fullmatch(low):
        for place, group in reversed(said[-4:]):
            if group.kind in _GROUPS:
                member = Source(group.kind, span.of(text), group.role, group.affiliation, resolved_to=place)
                return found_by(member, "they")
        return Source(SourceKind.VAGUE, span.of(text))
    if low in _OF_A_GROUP:
        return _of_a_group(scene, span, said)
    return _group_or_thing(scene, number, low, said) if low in _IT | _THEY else None


def _he_or_she(scene: Scene, span: Span, said: Sequence[tuple[Span, Source]]) -> Source:
    """Return who the he or she at `span` stands for; `said` are the sources before it."""
    words = span.of(scene.page.text)
    found = scene.antecedents.get(span.start)
    unfit = found is None or found.person.sex * sex_of(as_pronoun(words)) < 0
    somebody = office_before(scene.index, span.start) if unfit else None
    if somebody is not None:
        return found_by(replace(unnamed_source(scene.index, somebody), resolved_to=somebody), "it")
    if found is None:
        return Source(SourceKind.PERSON, words, confidence=0.0)
    place = found.person.span
    source = next((source for at, source in reversed(said) if at == place), None)  # a person without a name
    if found.person in scene.bystanders:
        source = unnamed_source(scene.index, place)
    elif source is None or place.start not in scene.described:
        source = person_source(scene.index, found.person, span)
    sure = replace(source, resolved_to=source.resolved_to or place)
    known = 1.0 if found.person in scene.bystanders or " " in source.name else known_by_one_word()
    return found_by(sure, found.way, [other.name for other in found.others], given=known)


def _of_a_group(scene: Scene, span: Span, said: Sequence[tuple[Span, Source]]) -> Source | None:
    """Return somebody of a group without names, as which they are known, None where no group was told of."""
    alone = unnamed_source(scene.index, span)
    if alone.name != span.of(scene.page.text):
        return None  # "One, who gave her name as Jade"
    at = scene.page.sentence(span.start)
    for place, group in reversed(said[-3:]):
        near = at - scene.page.sentence(place.start) < 2
        if near and group.kind in _GROUPS and group.role and read_phrase(scene.page, place).plural:
            kind = SourceKind.ANONYMOUS if group.kind is SourceKind.ANONYMOUS else SourceKind.VAGUE
            return replace(alone, kind=kind, role=group.role)
    subject = subject_before(scene.index, span.start)
    role = role_words(scene.index, subject) if subject else ""
    return replace(alone, kind=SourceKind.VAGUE, role=role) if role else None


def _group_or_thing(scene: Scene, number: int, low: str, said: Sequence[tuple[Span, Source]]) -> Source:
    """Return what "it" or "they" stands for: a source of the last sentences, else what was named or began them.

    What "reads" is a text.
    """
    span = scene.mains[number] or Span(0, 0)
    page, text = scene.page, scene.page.text
    acting = _acting(scene.index, span) if low == "its" else None
    if acting is not None:
        return found_by(replace(unnamed_source(scene.index, acting), resolved_to=acting), "it")
    kinds = THINGS if low in _IT else _GROUPS
    way = "they" if low in _THEY else "it"
    reads = low in _IT and scene.cues[number] in _READS
    seen = SourceKind.DOCUMENT if reads else scene.kinds[number]
    if seen is not None and low in _IT and seen in kinds:
        kinds = frozenset(kind for kind in kinds if kind.nature is seen.nature)
    found_near = list(_told_near(scene, span, low, kinds, said))
    about = _topic(scene, span, low, seen)
    goes_on = bool(found_near) and (low in _IT or found_near[0][1].kind in UNNAMED)
    taken_up = about is not None and goes_on and not _is_told_of_since(page, about.span, found_near[0][0], span)
    if about is not None and taken_up and _is_in_what_is_said(scene, number, about.span):
        about = None
    latest = max([place.end for place, _ in found_near[:1]] + ([about.span.start] if about else []), default=0)
    several = _several(scene, span, latest) if low in _THEY and seen in _MANY else None
    if several is not None:
        return several
    both = bodies_before(scene.index, span.start) if low in _THEY else None
    if both is not None and both.end > latest:
        return found_by(replace(unnamed_source(scene.index, both), resolved_to=both), "of two")
    if about is not None:
        whole = paper_told(scene.index, about.span) if about.nature is Nature.WRITING else about.span
        named = about.nature is Nature.BODY and text[whole.start].isupper()
        if named and text[max(0, whole.start - 4) : whole.start].lower() == "the ":
            whole = Span(whole.start - 4, whole.end)  # "The Gazette" is the Fen Gazette
        told = replace(unnamed_source(scene.index, whole), resolved_to=whole)
        firm = scene.index.body_at.get(whole.start) if scene.index.entity(whole) is None else None
        if firm is not None and about.nature is Nature.BODY:  # "Vandar expects", of Vandar Motors
            told = Source(SourceKind.ORGANISATION, firm.name, resolved_to=firm.span)
        fits = (
            told.kind in kinds
            or about.nature is Nature.WRITING
            or (told.kind is SourceKind.VAGUE and scene.index.entity(about.span) is None)
            or (about.nature is Nature.BODY and told.kind is SourceKind.ROLE)  # "the prosecution"
        )
        if fits and not (found_near and found_near[0][0].end > about.span.start):
            return found_by(told, way)
    if found_near:
        place, source = found_near[0]
        here = page.paragraph(place.start)
        close = [other.name for at, other in found_near[1:] if page.paragraph(at.start) == here]
        sure = replace(source, resolved_to=source.resolved_to or place)
        return found_by(sure, way, close, given=source.confidence)
    written = low in _IT and seen in (SourceKind.DOCUMENT, None)
    paper = last_paper(scene.index, span.start, introduced=seen is None or reads) if written else None
    if paper is not None:
        return found_by(Source(SourceKind.DOCUMENT, tidy(paper.of(text)), resolved_to=paper), "it")
    body = last_body_source(scene.index, span) if low in _IT and not reads else None
    subject = subject_before(scene.index, span.start) if low in _THEY else None
    there = _at_body(scene.index, span) if low == "they" else None
    subject = subject or there
    if subject is not None:
        return found_by(replace(unnamed_source(scene.index, subject), resolved_to=subject), way)
    return body or Source(SourceKind.VAGUE, span.of(text), confidence=0.0)


def _told_near(
    scene: Scene, span: Span, low: str, kinds: Container[SourceKind], said: Sequence[tuple[Span, Source]]
) -> Iterator[tuple[Span, Source]]:
    """Yield which sources of the last sentences "it" or "they" at `span` may stand for, the nearest first."""
    for place, source in reversed(said[-8:]):
        if scene.page.sentence(span.start) - scene.page.sentence(place.start) > 4:
            return
        fits = source.kind in kinds or (low in _THEY and source.kind is SourceKind.PERSON and " and " in source.name)
        fits = fits and not (low in _THEY and source.kind is SourceKind.VAGUE and _is_one_thing(scene.page, place))
        if fits and source.name.lower() not in _THEY | _IT and not _is_relative(source.name):
            yield place, source


def _is_in_what_is_said(scene: Scene, number: int, place: Span) -> bool:
    """Tell whether `place` is part of what a pronoun behind it says: "[Fen Ltd] has sold ten ships, it said".

    There whoever spoke before goes on.
    """
    span = scene.mains[number]
    own = (said for said, whose in scene.contents if whose == number)
    return span is not None and any(said.overlaps(place) and said.end <= span.start for said in own)


def _is_told_of_since(page: TextIndex, about: Span, source: Span, span: Span) -> bool:
    """Tell whether the sentence between what a `source` says and that of the pronoun at `span` begins with a topic.

    "Fen Ltd said no. [Marsh Ltd] fought on. Marsh Ltd has sold ten ships, it said."
    """
    at = page.sentence(span.start)
    start = page.sentences[max(0, at - 1)]
    name = about.of(page.text)
    return page.sentence(source.start) < at - 1 and page.text.startswith((name, f"The {name}"), start)


def _is_one_thing(page: TextIndex, place: Span) -> bool:
    """Tell whether one thing is meant at `place` that "they" is not: "the schedule for the flight"."""
    phrase, lex = read_phrase(page, place), lexicon()
    many = phrase.plural or lex.has("vague.nouns", phrase.head) or lex.has("vague.portions", phrase.head)
    return phrase.determiner in ("a", "an", "the", "this") and not many


def _is_relative(name: str) -> bool:
    """Tell whether a source is a relative or asking pronoun that nobody was found for: "Who"."""
    return lexicon().has("grammar.relatives", name.lower())


#: "[Over at the] Fen Institute[, ]they think so".
_AT = re.compile(r"(?:\A|[.!?\n]\s*|, |\b(?:[Oo]ver|[Dd]own|[Uu]p|[Bb]ack) )[Aa]t (?:the )?\Z")


def _at_body(index: Index, span: Span) -> Span | None:
    """Return the body at which "they" at `span` are, as what stands right before it tells."""
    at = bisect_left(index.starts, span.start) - 1
    body = index.entities[at] if at >= 0 else None
    if body is None or body.kind is not EntityKind.ORGANIZATION:
        return None
    beside = index.text[body.span.end : span.start] in (" ", ", ")
    led = _AT.search(index.text, max(0, body.span.start - 14), body.span.start)
    return body.span if beside and led is not None else None


#: What a body does with what is its own: "Fen Council[ quietly withdrew ]its plan".
_DOES = lazily(r"(?: [a-z]+ly)? ([a-z]{3,})(?: [a-z]+ly)? \Z")


def _acting(index: Index, span: Span) -> Span | None:
    """Return the body that does something with what is its own: "after [Fen Council] withdrew" its plan."""
    at = bisect_left(index.starts, span.start) - 1
    body = index.entities[at] if at >= 0 else None
    does = _DOES.match(index.text, body.span.end, span.start) if body else None
    if body is None or does is None or body.kind is not EntityKind.ORGANIZATION or " " not in body.span.of(index.text):
        return None
    small = any(lexicon().has(name, does[1]) for name in ("grammar.prepositions", "grammar.opens"))
    return None if small or does[1] in ("and", "nor") or names_bodies(singular(does[1])) else body.span


def _told_of_all(index: Index, numbers: Sequence[int], span: Span) -> Source:
    """Return the people whom one word at `span` stands for, with what they are where it is told of each of them."""
    told = all(index.people.persons[number].role() for number in numbers)
    found = people_source(index, numbers, span)
    related = all(lexicon().has("people.of_somebody", word) for word in found.role.split(" and "))
    return found if told or related else replace(found, role="")  # "Ann and Bob Lee, brother and sister,"


def _several(scene: Scene, span: Span, latest: int) -> Source | None:
    """Return the people whom "they" at `span` stands for, None where none are named behind `latest`."""
    numbers, people = several_before(scene.index, span.start), scene.index.people
    if not numbers or people.mentions[numbers[-1]].span.end <= latest:
        return None
    found = _told_of_all(scene.index, numbers, span)
    more = and_colleagues(scene.index, numbers[-1])
    named = replace(found, name=f"{found.name}{more}", resolved_to=people.mentions[numbers[0]].span)
    return found_by(named, "of two")


def _topic(scene: Scene, span: Span, low: str, seen: SourceKind | None) -> Topic | None:
    """Return what the last sentences are about that "it" or "they" at `span` may be, None where that is something else.

    Where the reader has `seen` a body speak, "they" may be one: "The council is sorry. They have apologised".
    """
    they = low in _THEY
    told = {seen.nature} if seen is not None and not they and seen in THINGS else _NATURES[they]
    bodily = they and seen is not None and seen.nature is Nature.BODY
    for topic in topics_before(scene.index, span.start):
        fits = topic.plural == they or (bodily and topic.nature is Nature.BODY)
        if fits and topic.span.of(scene.page.text).lower() not in _THEY | _IT | {"both"}:
            return topic if topic.nature in told else None
    return None
