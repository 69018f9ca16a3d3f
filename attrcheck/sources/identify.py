"""Article, reading and attributions in, one `Source` an attribution out: its kind, fullest name, role and body.

The article's people, bodies and documents are indexed once; each mention is then sorted by its own words and looked
up there. The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from attrcheck.article import Article, Span
from attrcheck.files import read_data
from attrcheck.patterns import WEEKDAY, lazily
from attrcheck.reader import Attribution, EntityKind, Reading
from attrcheck.sources.affiliations import body_of
from attrcheck.sources.appositions import apposed_person, names_what_one_has, titled_by
from attrcheck.sources.bodies import find_bodies
from attrcheck.sources.body_signs import is_firm_of_two
from attrcheck.sources.bystanders import bystanders
from attrcheck.sources.descriptions import (
    and_colleagues,
    bodies_before,
    office_before,
    owner_name,
    people_described,
    several_before,
    spouse,
    subject_before,
)
from attrcheck.sources.fuller import last_paper, paper_told
from attrcheck.sources.index import (
    OWNS,
    Index,
    expand,
    holder,
    index_people,
    is_past,
    pair_before,
    people_at,
    people_known,
    tidy,
)
from attrcheck.sources.introductions import introductions, led_up_to, taken_up_as
from attrcheck.sources.kinds import impersonal, is_townsman, kind_of_cue
from attrcheck.sources.labels import label_source
from attrcheck.sources.lexicon import is_preposition, lexicon
from attrcheck.sources.mentions import as_pronoun, clamped, main_piece, padded
from attrcheck.sources.noun_phrases import names_bodies, one_of, read_phrase, singular
from attrcheck.sources.people import Person
from attrcheck.sources.pronouns import HE_SHE, Antecedent, Spoken, chosen_pronouns, resolve_pronouns, sex_of
from attrcheck.sources.resolution import (
    NAMES_PARTED,
    described_source,
    family_source,
    introduced_source,
    last_body_source,
    people_source,
    person_source,
    relative_source,
    role_words,
    unnamed_source,
)
from attrcheck.sources.source import Nature, Source, SourceKind, as_read, found_by, known_by_one_word
from attrcheck.sources.speakers import answer_repeated, answer_unsaid
from attrcheck.sources.text_index import TextIndex
from attrcheck.sources.topics import Topic, subject, topics_before

__all__ = ["identify"]

_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_TWO = frozenset({"the former", "the latter", "both", "the two", "the pair", "the couple", "both men", "both women"})
_ONE_OF_THEM = re.compile(r"(?:one|another|two|three|both) of them")
#: And those of a group that the sentences before are about: "Reviewers were divided. One called it poetry".
_OF_A_GROUP = frozenset({"one", "another", "some"})
#: Of several people, one who is named right behind: "One of the four, Ana Lom, said".
_ONE_OF_SEVERAL = re.compile(r"(?i:one|another)(?: of [^,.;:\n]{2,50})?")
#: What "it" may stand for.
_THINGS = frozenset(kind for kind in SourceKind if kind.nature in (Nature.BODY, Nature.WRITING))
#: The kinds by the names that the reader gives them.
_KIND_OF = {str(kind): kind for kind in SourceKind}
#: And what the subject of the sentence before must be for "it", and for "they".
_NATURES = (frozenset({Nature.BODY, Nature.WRITING}), frozenset({Nature.BODY, Nature.PERSON, Nature.WRITING}))
#: What only a text does.
_READS = frozenset({" read ", " reads "})
#: Kinds of several people that "they" may be.
_MANY = frozenset({None, SourceKind.PERSON, SourceKind.ROLE, SourceKind.VAGUE, SourceKind.ANONYMOUS})
_GROUPS = frozenset(
    {SourceKind.VAGUE, SourceKind.ROLE, SourceKind.ANONYMOUS, SourceKind.ORGANISATION, SourceKind.OUTLET}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """One article made ready: its text and index, the main span and the cue of each attribution, and who is meant.

    `antecedents` are whom pronouns stand for; `described` are the sources that are one person without a name, by where
    they begin, `meant` whom each of them may take up, `introduced` who is named behind it; `heads` are the numbers of
    the people that a source consists of; `kinds` are what the reader is sure that the sources are; `turns` count the
    sources without a cue by their words; `author` is the article's.
    """

    page: TextIndex
    index: Index
    mains: tuple[Span | None, ...]
    cues: tuple[str, ...]
    contents: tuple[tuple[Span, int], ...]
    antecedents: Mapping[int, Antecedent]
    described: Mapping[int, Person]
    bystanders: frozenset[Person]
    meant: Mapping[Span, Sequence[Person]]
    introduced: Mapping[Span, Person]
    heads: tuple[list[int], ...]
    kinds: tuple[SourceKind | None, ...]
    turns: Mapping[str, int]
    author: str
    chosen: Mapping[str, tuple[int, int]]


#: What a question goes on with: "[But ]who can deny it?"
_AND_WHO = re.compile(r"\b(And|But|Yet|So|Or) \Z")
#: "It was she who said so".
_SHE_WHO = re.compile(r"\b(he|she) \Z", re.I)


def _nobody(scene: _Scene, attribution: Attribution) -> Source:
    """Return the source of an attribution that names none, as its cue and the words about it hint."""
    text, page = scene.page.text, scene.page
    cue = clamped(attribution.cue, len(text))
    if not cue:
        return Source(SourceKind.NONE, "")
    words_of_cue = " ".join(span.of(text) for span in cue)
    start = max(cue[0].start - 60, page.sentences[page.sentence(cue[0].start)])
    content = min((s.start for s in attribution.content if s.start >= cue[0].end), default=cue[0].end)
    near = text[start : max(cue[0].end, min(content, cue[0].end + 60))]
    kind = kind_of_cue(words_of_cue, near)
    return Source(kind, "" if kind is SourceKind.NONE else tidy(words_of_cue))


def _pronoun(scene: _Scene, number: int, low: str, said: Sequence[tuple[Span, Source]]) -> Source | None:
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


def _he_or_she(scene: _Scene, span: Span, said: Sequence[tuple[Span, Source]]) -> Source:
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


def _of_a_group(scene: _Scene, span: Span, said: Sequence[tuple[Span, Source]]) -> Source | None:
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


def _group_or_thing(scene: _Scene, number: int, low: str, said: Sequence[tuple[Span, Source]]) -> Source:
    """Return what "it" or "they" stands for: a source of the last sentences, else what was named or began them.

    What "reads" is a text.
    """
    span = scene.mains[number] or Span(0, 0)
    page, text = scene.page, scene.page.text
    acting = _acting(scene.index, span) if low == "its" else None
    if acting is not None:
        return found_by(replace(unnamed_source(scene.index, acting), resolved_to=acting), "it")
    kinds = _THINGS if low in _IT else _GROUPS
    way = "they" if low in _THEY else "it"
    reads = low in _IT and scene.cues[number] in _READS
    seen = SourceKind.DOCUMENT if reads else scene.kinds[number]
    if seen is not None and low in _IT and seen in kinds:
        kinds = frozenset(kind for kind in kinds if kind.nature is seen.nature)
    found_near = list(_told_near(scene, span, low, kinds, said))
    about = _topic(scene, span, low, seen)
    goes_on = bool(found_near) and (low in _IT or found_near[0][1].kind in _UNNAMED)
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
    scene: _Scene, span: Span, low: str, kinds: Container[SourceKind], said: Sequence[tuple[Span, Source]]
) -> Iterator[tuple[Span, Source]]:
    """Yield which sources of the last sentences "it" or "they" at `span` may stand for, the nearest first."""
    for place, source in reversed(said[-8:]):
        if scene.page.sentence(span.start) - scene.page.sentence(place.start) > 4:
            return
        fits = source.kind in kinds or (low in _THEY and source.kind is SourceKind.PERSON and " and " in source.name)
        fits = fits and not (low in _THEY and source.kind is SourceKind.VAGUE and _is_one_thing(scene.page, place))
        if fits and source.name.lower() not in _THEY | _IT and not _is_relative(source.name):
            yield place, source


def _is_in_what_is_said(scene: _Scene, number: int, place: Span) -> bool:
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


def _several(scene: _Scene, span: Span, latest: int) -> Source | None:
    """Return the people whom "they" at `span` stands for, None where none are named behind `latest`."""
    numbers, people = several_before(scene.index, span.start), scene.index.people
    if not numbers or people.mentions[numbers[-1]].span.end <= latest:
        return None
    found = _told_of_all(scene.index, numbers, span)
    more = and_colleagues(scene.index, numbers[-1])
    named = replace(found, name=f"{found.name}{more}", resolved_to=people.mentions[numbers[0]].span)
    return found_by(named, "of two")


def _topic(scene: _Scene, span: Span, low: str, seen: SourceKind | None) -> Topic | None:
    """Return what the last sentences are about that "it" or "they" at `span` may be, None where that is something else.

    Where the reader has `seen` a body speak, "they" may be one: "The council is sorry. They have apologised".
    """
    they = low in _THEY
    told = {seen.nature} if seen is not None and not they and seen in _THINGS else _NATURES[they]
    bodily = they and seen is not None and seen.nature is Nature.BODY
    for topic in topics_before(scene.index, span.start):
        fits = topic.plural == they or (bodily and topic.nature is Nature.BODY)
        if fits and topic.span.of(scene.page.text).lower() not in _THEY | _IT | {"both"}:
            return topic if topic.nature in told else None
    return None


def _described(
    index: Index, meant: Mapping[Span, Sequence[Person]], behind: Mapping[Span, Person]
) -> dict[int, Person]:
    """Return, by where it begins, who each source is that is one person without a name: "a police spokesman".

    `meant` are those whom each source without a name may take up, the likeliest first.
    """
    found: dict[int, Person] = {}
    for span, people in meant.items():
        phrase = read_phrase(index.page, span)
        inside = ((n, index.people.mentions[n]) for n in index.people.within(span))
        named = [n for n, one in inside if index.text[one.span.start - 1] == "(" and not one.modifies]
        if named:
            found[span.start] = index.people.persons[named[0]]  # "the waiter (Kyle, who is new)"
            continue
        known = phrase.determiner or phrase.possessed or phrase.low.startswith(" one ")
        if phrase.plural or not (lexicon().is_role(phrase.head) or is_townsman(phrase)) or not known:
            continue
        held = holder(index, phrase, span.start)
        sex = lexicon().has("people.male", phrase.head) - lexicon().has("people.female", phrase.head)
        married = spouse(index, phrase, span)
        taken = married or next(iter(people), None) or behind.get(span)
        other = taken or Person(tidy(span.of(index.text)), span, sex=2 * sex)
        found[span.start] = index.people.persons[held[0]] if held else other
    return found


_LIKE = re.compile(r"(?<=\w), (?:un)?like (?=(?:the|his|her|their|an?|[A-Z]))")


_LIST = re.compile(r"[A-Z][\w’'-]+(?:, [A-Z][\w’'-]+)+,? (?:and|&) [A-Z][\w’'-]+")


def _is_list_of_bodies(index: Index, span: Span) -> bool:
    """Tell whether a source is a list of names of one word each, some of which the reader takes for bodies."""
    if not _LIST.fullmatch(index.text, span.start, span.end):
        return False
    low, high = bisect_left(index.starts, span.start), bisect_left(index.starts, span.end)
    return any(entity.kind is EntityKind.ORGANIZATION for entity in index.entities[low:high])


def _is_of_full_name(index: Index, span: Span) -> bool:
    """Tell whether somebody is named in full by whose last name a source at `span` goes."""
    return any(" " in index.people.persons[number].name for number in index.people.within(span))


def _people_of(index: Index, span: Span, seen: SourceKind | None) -> list[int]:
    """Return the numbers of the mentions of people that the source at `span` is, as the reader has `seen` it."""
    if is_firm_of_two(index.text, span) and not people_known(index, span):
        return []
    if lexicon().has("vague.faiths", span.of(index.text).lower()) and not _is_of_full_name(index, span):
        return []  # "Islam considers", where no Tariq Islam is named
    alike = _LIKE.search(index.text, span.start, span.end)
    span = Span(span.start, alike.start()) if alike else span  # "Lee's lawyer, like the unlucky Ann Hale"
    if names_what_one_has(index, span.start, span.end):
        return []
    found = people_at(index, span) or titled_by(index, span)
    bodily = seen is not None and seen.nature is Nature.BODY
    alone = len(found) == 1 and index.people.persons[found[0]].is_but_a_word
    if alone and (bodily or _is_list_of_bodies(index, span)):
        return []  # "Harrow said", where the reader sees a body speak
    if not found and _ONE_OF_SEVERAL.fullmatch(index.text, span.start, span.end):
        behind = index.people.within(Span(span.end, span.end + 3))
        found = [n for n in behind if index.text[span.end : index.people.mentions[n].span.start] == ", "]
    if found or seen not in (None, SourceKind.PERSON):
        return found
    number = apposed_person(index, span, is_person=seen is SourceKind.PERSON)
    return [] if number is None else [number]


def _scene(article: Article, reading: Reading, attributions: Sequence[Attribution]) -> _Scene:
    page, size = TextIndex(article), len(article.text)
    mains = tuple(main_piece(page, clamped(a.source, size)) for a in attributions)
    spans = sorted({span for span in mains if span is not None})
    index = index_people(page, reading.entities, spans)
    bodies = find_bodies(index)
    index = replace(index, bodies=bodies, body_at={place: body for body in bodies for place in body.places})
    kinds = tuple(_KIND_OF.get(a.kind) for a in attributions)
    numbers = tuple(_people_of(index, span, kind) if span else [] for span, kind in zip(mains, kinds, strict=True))
    nameless = dict.fromkeys(span for span, named in zip(mains, numbers, strict=True) if span and not named)
    meant = {span: people_described(index, read_phrase(page, span), span) for span in nameless}
    speaking = sorted(zip((m for m in mains if m), (n for m, n in zip(mains, numbers, strict=True) if m), strict=True))
    behind = introductions(index, [span for span, people in meant.items() if not people], speaking)
    described = _described(index, meant, behind)
    contents = tuple(sorted((s, i) for i, a in enumerate(attributions) for s in clamped(a.content, size)))
    others = bystanders(index, described)
    spoken = Spoken(
        heads=frozenset(number for found in numbers for number in found),
        described=described,
        pronouns=frozenset(span.start for span in spans),
        owners=_owners(contents, page, mains),
        bystanders=others,
        is_named={
            span.start: kind is SourceKind.PERSON
            for span, kind in zip(mains, kinds, strict=True)
            if span is not None and kind in (SourceKind.PERSON, SourceKind.ROLE, SourceKind.ANONYMOUS)
        },
        named=_named_in(index, contents, mains),
    )
    cues = tuple(padded(page, clamped(a.cue, size)) for a in attributions)
    told = (main for main, cue in zip(mains, cues, strict=True) if main is not None and not cue.strip())
    return _Scene(
        page=page,
        index=index,
        mains=mains,
        cues=cues,
        contents=contents,
        antecedents=resolve_pronouns(page, index.people, spoken),
        described=described,
        bystanders=frozenset(others.values()) - frozenset(index.people.persons),
        meant=meant,
        introduced=behind,
        heads=numbers,
        kinds=kinds,
        turns=Counter(main.of(page.text) for main in dict.fromkeys(told)),
        author=article.author,
        chosen=chosen_pronouns(page, index.people),
    )


def identify(article: Article, reading: Reading, attributions: Sequence[Attribution]) -> tuple[Source, ...]:
    """Return who the source of each attribution is, one `Source` each and in the same order."""
    scene = _scene(article, reading, attributions)
    answers = [_nobody(scene, a) if main is None else None for a, main in zip(attributions, scene.mains, strict=True)]
    _answer_mentions(scene, answers)
    pieces = [clamped(a.content, len(article.text)) for a in attributions]
    unsaid = [n for n, a in enumerate(attributions) if not (a.source or a.cue)]
    asked = _asked(scene, pieces)
    replies = answer_unsaid(scene.page, pieces, unsaid, answers, asked)
    for number in set(unsaid) - replies:
        known = answers[number]
        if known is None or known.kind is SourceKind.NONE or known.way == "next paragraph":
            answers[number] = _subject_speaking(scene, pieces[number]) or (known if known and known.way else None)
    answer_repeated(scene.page, pieces, unsaid, answers)
    _share_roles(scene, answers)
    mentions = (clamped(a.source, len(article.text)) for a in attributions)
    rows = zip(answers, attributions, strict=True)
    said_by = (as_read(answer or Source(SourceKind.NONE, ""), one.sourced, one.kind) for answer, one in rows)
    return tuple(
        replace(
            source,
            name=_with_stop(source.name),
            affiliation=_with_stop(source.affiliation),
            mention=" ".join(" ".join(s.of(article.text).split()) for s in spans),
        )
        for source, spans in zip(said_by, mentions, strict=True)
    )


#: Letters with full stops may lose the last to the end of a sentence: "the U.S[.]".
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]\.)+[A-Z]\Z")


def _with_stop(name: str) -> str:
    return f"{name}." if _DOTTED.search(name) else name


_QUESTION = re.compile(r" ask(?:s|ed|ing)? ")
_QUESTION_WORD = re.compile(r"(?:whether|if|who|whom|whose|what|which|when|where|why|how)\b", re.I)


def _asked(scene: _Scene, pieces: Sequence[Sequence[Span]]) -> dict[int, Source | None]:
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


def _subject_speaking(scene: _Scene, pieces: Sequence[Span]) -> Source | None:
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


def _answer_mentions(scene: _Scene, answers: list[Source | None]) -> None:
    """Answer every mention with words, in text order: what was said before tells whom a pronoun stands for."""
    said: list[tuple[Span, Source]] = []
    labels: dict[str, Source] = {}
    speaking: list[int] = []
    for span, number in sorted((main, number) for number, main in enumerate(scene.mains) if main is not None):
        low = as_pronoun(span.of(scene.page.text)) if span.end - span.start < 30 else ""
        if low in lexicon().sets["author.first_person"]:
            speaking.append(number)
            continue
        found = _pronoun(scene, number, low, said) or _named_or_described(scene, number, span, said, labels)
        answers[number] = found
        said.append((span, found))
        if not scene.cues[number].strip():
            label = span.of(scene.page.text)
            labels.pop(label, None)  # the latest is the last
            labels[label] = found
    _withhold(scene, answers)
    _first_persons(scene, answers, speaking)


def _named_or_described(
    scene: _Scene, number: int, span: Span, said: Sequence[tuple[Span, Source]], labels: Mapping[str, Source]
) -> Source:
    """Return the source of a mention that is no pronoun; `labels` are those before by their words, the latest last."""
    index, numbers = scene.index, scene.heads[number]
    if not scene.cues[number].strip():
        labelled = label_source(index, span, numbers, labels, scene.turns)
        if labelled is not None:
            return labelled
    if _only_listens(scene, number, span):
        return Source(SourceKind.NONE, "")
    posts = _ACCOUNT.fullmatch(index.text, span.start, span.end)
    if posts is not None and (posts[1] is None or lexicon().has("posts.platforms", posts[1].lower())):
        role = "user" if "user" in posts[0].lower().split() else ""
        return found_by(Source(SourceKind.POST, posts[2] or posts[3], role), "full name")
    known = family_source(index, span) or (people_source(index, numbers, span) if numbers else None)
    if known is not None:
        return _out_of_a_group(scene, span, _with_pronoun(scene, span, known))
    found = unnamed_source(index, span, scene.kinds[number])
    found = _bodies_taken_up(scene, span, said, found) or _country(scene, span, found) or found
    if found.kind is SourceKind.ROLE:
        if span in scene.introduced:
            return introduced_source(index, span, scene.introduced[span])
        found = described_source(index, span, scene.meant[span]) or _withheld_before(scene, span, said) or found
        found = _last_to_speak(scene, span, found, said)
    if found.kind in _UNNAMED:
        found = _told_before(scene, span, found, said)
    if not found.affiliation and found.kind in (SourceKind.ROLE, SourceKind.ORGANISATION):
        owner = owner_name(index, span.start, scene.antecedents)
        found = replace(found, affiliation="" if owner == found.name else owner)
    return _owned_thing(scene, span, found, said)


_AROUND = 1500  # characters around a capital that may tell of the town
#: What a text has that tells of a capital as of a town.
_OF_TOWN = (
    r"\b(?:[Mm]ayor|[Cc]ity|[Cc]ouncil|[Rr]esidents|[Ss]treets)(?: [A-Z][\w’'-]+){{0,3}} of {town}\b"
    r"|\b{town}(?:['’]s)? (?:[Mm]ayor|[Cc]ity|[Cc]ouncil|Assembly)\b"
)


def _country(scene: _Scene, span: Span, source: Source) -> Source | None:
    """Return the country whose capital speaks, where the article has that country say something, too."""
    name = read_data("sources")["capitals"].get(source.name.lower()) if source.kind is SourceKind.ORGANISATION else None
    if name is None:
        return None
    around = scene.page.text[max(0, span.start - _AROUND) : span.start + _AROUND]
    if re.search(_OF_TOWN.format(town=re.escape(source.name)), around):
        return None
    letters = {short for short, whole in read_data("sources")["letters"].items() if whole == name}
    for main in scene.mains:
        words = main.of(scene.page.text).removeprefix("The ").removeprefix("the ") if main else ""
        if main and (words == name or (words.isupper() and words.replace(".", "").lower() in letters)):
            country = replace(source, name=expand(scene.index, main)[0], resolved_to=main)
            return found_by(country, "capital", given=min(1.0, source.confidence))
    return None


def _bodies_taken_up(scene: _Scene, span: Span, said: Sequence[tuple[Span, Source]], source: Source) -> Source | None:
    """Return the bodies that "the companies" at `span` are, which together were the last of several that spoke."""
    phrase = read_phrase(scene.page, span)
    any_bodies = lexicon().has("bodies.any", phrase.head) or lexicon().has("bodies.trading", phrase.head)
    plain = phrase.plural and phrase.simple and phrase.determiner == "the" and len(phrase.first) == 1
    if not (source.kind is SourceKind.ORGANISATION and source.way == "noun alone" and plain and any_bodies):
        return None
    others = re.compile(rf"(?<!the ){re.escape(phrase.first[-1].low)}\b")  # "ten insurers"
    return next(
        (
            found_by(replace(group, resolved_to=group.resolved_to or place), "several bodies")
            for place, group in reversed(said)
            if group.kind is SourceKind.ORGANISATION and group.way == "several bodies"
            if not others.search(scene.page.text, place.end, span.start)
        ),
        None,
    )


_HEARD = re.compile(r" (?:has |have |had )?(?:heard|hears|hear)(?: \w+day)? ")
_TOLD = re.compile(r" (?:was|were|is|has been|have been) told ")


def _only_listens(scene: _Scene, number: int, span: Span) -> bool:
    """Tell whether a court is told what a statement says: "the court heard that", the headline "…, inquest told"."""
    text, cue = scene.page.text, scene.cues[number]
    if not (_HEARD.fullmatch(cue) or _TOLD.fullmatch(cue) or cue == " told "):
        return False
    phrase = read_phrase(scene.page, span)
    if not lexicon().has("bodies.listeners", phrase.head) or phrase.first[-1].named:
        return False  # "Hull Crown Court heard" tells at least where
    return cue != " told " or re.match(r" told\s*(?:\n|\Z)", text[span.end :]) is not None


#: "The account Fen Watch", "a user named Tall Tom", "the Telegram channel «Night Fen»".
_ACCOUNT = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Aa]nother) )?(?:(\w+) (?:channel|page|group)|(?:\w+ )?(?:[Uu]ser|account|handle))"
    r"(?: named| called)? (?:[«“\"'](\w[^«»“”\"]*)[»”\"']|(@\w+|@?(?:[A-Z]|\w*[\d_])[\w.-]*(?: [A-Z][\w-]*)*)),?"
)
#: "Its own figures", "his office".
_OWN = re.compile(r"(its|his|her) (?:own )?(?=\w)", re.I)


def _owned_thing(scene: _Scene, span: Span, source: Source, said: Sequence[tuple[Span, Source]]) -> Source:
    """Return `source` with whose it is in its name, where it is a paper or a body: "Ness Council report".

    `said` are the sources before it.
    """
    own = _OWN.match(source.name) if source.kind in (SourceKind.ORGANISATION, SourceKind.DOCUMENT) else None
    if own is None:
        return source
    place = source.resolved_to or span  # "[its] first quarter review", which "the report" takes up
    owner, thing = owner_name(scene.index, place.start, scene.antecedents), source.name[own.end() :]
    if own[1].lower() == "its" and place != span:
        number = scene.page.sentence(place.start)
        speakers = (
            who for at, who in reversed(said) if at.start < place.start and scene.page.sentence(at.start) == number
        )
        speaker = next(speakers, None)
        owner = speaker.name if speaker is not None and speaker.kind in _THINGS and speaker.resolved_to else owner
    if not owner or lexicon().has("grammar.determiners", owner.partition(" ")[0].lower()):
        return source
    if place != span and not owner[:1].isupper():
        return source
    by_person = own[1].lower() in ("his", "her")
    if by_person and "," in thing:
        return source  # "her monograph, Fungi of Fen"
    return replace(source, name=f"{thing} of {owner}" if by_person else f"{owner} {thing}")


_HE_AND = re.compile(r"(?:both )?(he|she) and\b", re.I)


def _with_pronoun(scene: _Scene, span: Span, source: Source) -> Source:
    """Return `source` with whom the pronoun stands for that it is joined to: "both he and Ann Lee"."""
    joined = _HE_AND.match(scene.page.text, span.start, span.end)
    if joined is None:
        return source
    found = scene.antecedents.get(joined.start(1))
    if found is None:
        return Source(SourceKind.PERSON, tidy(span.of(scene.page.text)), candidates=(source.name,), confidence=0.0)
    name = f"{found.person.name} and {source.name}"
    role = "" if _HE_AND.match(source.role) else source.role
    return found_by(replace(source, name=name, role=role), "of two")


#: "One of them, Ann Lee", "another of the four, Bob Roe".
_OUT_OF = re.compile(r"(?:one|another|the \w+) of (?:them|these|those|the (\w+)),? (?=\w)", re.I)


def _out_of_a_group(scene: _Scene, span: Span, source: Source) -> Source:
    """Return `source` with what it is one of, which the sentence before told: "Two divers … One of them, Ann Lee"."""
    grouped = _OUT_OF.match(scene.page.text, span.start, span.end)
    told = grouped is None or not grouped.group().lower().startswith(source.role.lower())
    named = grouped is not None and grouped[1] and not lexicon().has("grammar.numbers", grouped[1].lower())
    if told or named or source.kind is not SourceKind.PERSON:
        return source
    group = subject_before(scene.index, span.start)
    if group is None or _tells_of_others(scene.page, Span(group.end, span.start)):
        return source
    return replace(source, role=one_of(group.of(scene.page.text)))


def _tells_of_others(page: TextIndex, span: Span) -> bool:
    """Tell whether `span` has several people in it, whom "one of them" may be of: "… interviewed the [neighbours]"."""
    nouns = ((word.low, singular(word.low)) for word in page.words(span.start, span.end))
    return any(noun != low and (lexicon().is_role(noun) or lexicon().has("vague.nouns", noun)) for low, noun in nouns)


def _share_roles(scene: _Scene, answers: list[Source | None]) -> None:
    """Give each person the role that another of their statements has, and whose it is."""
    for number, answer in enumerate(answers):
        if answer is not None and answer.kind is SourceKind.PERSON and _tells_nothing(answer):
            answers[number] = replace(answer, role="")
    owners = _owned(scene)
    people = [answer for answer in answers if answer is not None and answer.kind is SourceKind.PERSON]
    told = sorted((person for person in people if person.role), key=lambda person: not _tells_body_only(person))
    roles = _shared_by_all(people) | {person.name: person.role for person in told}
    leads = _led_up_roles(scene, answers, roles)
    roles |= {name: _AGED.sub("", role_words(scene.index, span)) for name, span in leads.items()}
    introduced = [person for person in people if person.way == "introduced"]
    bodies = {person.name: person.affiliation for person in introduced}
    bodies |= {name: body_of(scene.index, span) for name, span in leads.items()}
    now = {person.name: person.role for person in introduced if not _is_general(person.role)}
    for number, answer in enumerate(answers):
        if answer is not None and answer.kind is SourceKind.PERSON:
            body = answer.affiliation or (owners if answer.role else bodies).get(answer.name, "")
            past = answer.name in now and is_past(answer.role.partition(" ")[0].lower())
            own = now[answer.name] if past else "" if _tells_body_only(answer) else answer.role
            answers[number] = replace(answer, role=own or roles.get(answer.name, ""), affiliation=body)


_AGED = re.compile(r"\A\d{1,3}-year-old ")


def _led_up_roles(scene: _Scene, answers: Sequence[Source | None], roles: Mapping[str, str]) -> dict[str, Span]:
    """Return what leads up to the names of those without one of `roles`, or takes them up."""
    people = {answer.name for answer in answers if answer is not None and answer.kind is SourceKind.PERSON}
    untold = people - roles.keys()
    if not untold:
        return {}
    told = [(main, answer) for main, answer in zip(scene.mains, answers, strict=True) if main and answer]
    spans = sorted(main for main, answer in told if answer.kind is SourceKind.ROLE)
    named = [main for main, answer in told if answer.kind is SourceKind.PERSON]
    found = dict[str, Span]()
    for person in dict.fromkeys(scene.index.people.persons):
        if person.name in untold and person.is_untold:
            told_as = led_up_to(scene.index, person, spans, named) or taken_up_as(scene.index, person, named)
            if told_as is not None:
                found[person.name] = told_as
    return found


def _is_general(role: str) -> bool:
    """Tell whether a role is one of which there are many kinds: "senior official"."""
    return f"general.{role.rpartition(' ')[2].lower()}" in lexicon().sets


def _tells_nothing(person: Source) -> bool:
    """Tell whether a role says no more than that somebody is one, "man", or what the name does: "Spain's King"."""
    lex, title = lexicon(), person.name.partition(" ")[0].lower()
    noun = person.role.rpartition(" ")[2].lower()
    titles = ("people.reigning", "people.peers")
    titled = title != "pope" and noun == title and any(lex.has(name, title) for name in titles)
    return (titled and "," not in person.role) or lex.has("people.anybody", person.role.lower())


def _tells_body_only(person: Source) -> bool:
    """Tell whether a role says no more than to which body somebody belongs: "of the Fen Party"."""
    return person.role.startswith(("of ", "from "))


def _shared_by_all(people: Sequence[Source]) -> dict[str, str]:
    """Return what each of several is by what all are: "businessman" of "Businessmen Ann Lee and Bob Roe"."""
    groups = (person for person in people if " and " in person.name and person.role and ";" not in person.role)
    each = ((name, group) for group in groups for name in NAMES_PARTED.split(group.name))
    told = ((name, one_of(group.role), group.role) for name, group in each if " " in name)
    return {name: one for name, one, all_are in told if one.lower() != all_are.lower()}  # no "first Governor of Ness"


def _last_to_speak(scene: _Scene, span: Span, source: Source, said: Sequence[tuple[Span, Source]]) -> Source:
    """Return the only one whom the description of `source` may mean, where that one spoke last, else `source`."""
    if source.way != "nobody" or len(source.candidates) != 2 or not said or said[-1][1].name != source.candidates[1]:
        return source
    place, last = said[-1]
    phrase = read_phrase(scene.page, span)
    alone = len(phrase.first) == 1 and lexicon().has("people.general", phrase.head)  # "the musician"
    far = scene.page.sentence(span.start) - scene.page.sentence(place.start) > 2
    if alone or far or last.kind is not SourceKind.PERSON:
        return source
    named = replace(last, role=last.role or source.role, resolved_to=last.resolved_to or place)
    return found_by(named, "last to speak", source.candidates[:1])


def _withheld_before(scene: _Scene, span: Span, said: Sequence[tuple[Span, Source]]) -> Source | None:
    """Return the anonymous source that "the woman" at `span` goes on from, if it was the last to speak."""
    phrase = read_phrase(scene.page, span)
    plain = phrase.determiner == "the" and phrase.simple and phrase.head in ("man", "woman", "person")
    if not plain or not said or said[-1][1].kind is not SourceKind.ANONYMOUS:
        return None
    place, source = said[-1]
    if scene.page.sentence(span.start) - scene.page.sentence(place.start) > 3:
        return None
    return found_by(replace(source, resolved_to=place), "taken up")


_UNNAMED = frozenset({SourceKind.ROLE, SourceKind.ANONYMOUS})


def _told_before(scene: _Scene, span: Span, source: Source, said: Sequence[tuple[Span, Source]]) -> Source:
    """Return the `source` without a name at `span` as it was told more of where it last spoke: "the sources"."""
    phrase = read_phrase(scene.page, span)
    if not (phrase.definite and phrase.simple and phrase.first):
        return source
    own = {word.low for word in phrase.first[:-1]}
    for place, other in reversed(said):
        before = read_phrase(scene.page, place)
        if other.kind not in _UNNAMED or before.head != phrase.head or before.plural != phrase.plural:
            continue
        if not own <= {word.low for word in before.first} or len(other.role) < len(source.role):
            return source
        kind = other.kind if other.kind is SourceKind.ANONYMOUS else source.kind
        body = source.affiliation or other.affiliation
        role = other.role if len(other.role) > len(source.role) else source.role  # not "Analysts" for "the analysts"
        return replace(source, kind=kind, role=role, affiliation=body, resolved_to=other.resolved_to or place)
    return source


def _withhold(scene: _Scene, answers: list[Source | None]) -> None:
    """Take those for anonymous whose name is withheld where they speak again: "the official, who was not named"."""
    for kept, answer in zip(scene.mains, list(answers), strict=True):
        if answer is None or answer.kind is not SourceKind.ANONYMOUS or answer.resolved_to is None:
            continue
        if kept is None or not scene.page.text.startswith(", who", kept.end):
            continue
        places = {answer.resolved_to}
        for number, (main, other) in enumerate(zip(scene.mains, answers, strict=True)):
            if other is not None and other.kind is SourceKind.ROLE and {main, other.resolved_to} & places and main:
                answers[number] = replace(other, kind=SourceKind.ANONYMOUS)
                places.add(main)


_POSSESSIVE = re.compile(r"\b(?:[Hh]is|[Hh]er|[Ii]ts) \Z")


def _owned(scene: _Scene) -> dict[str, str]:
    """Return, by the name of each person whose role is given as somebody's ("her lawyer, Bob Lee"), whose it is."""
    found: dict[str, str] = {}
    for person in dict.fromkeys(scene.index.people.persons):
        for role in person.role()[:1]:
            at = _POSSESSIVE.search(scene.index.text, max(0, role.start - 4), role.start)
            if at is not None:
                whose = owner_name(scene.index, at.start(), scene.antecedents)
                found[person.name] = whose if whose != person.name else ""
    return found


def _named_in(
    index: Index, contents: Sequence[tuple[Span, int]], mains: Sequence[Span | None]
) -> dict[int, frozenset[Person]]:
    """Return who is named in the statements of each source, by where that begins."""
    found: dict[int, frozenset[Person]] = {}
    for span, number in contents:
        main = mains[number]
        if main is not None:
            named = frozenset(index.people.persons[at] for at in index.people.within(span))
            found[main.start] = found.get(main.start, frozenset()) | named
    return found


def _owners(contents: Sequence[tuple[Span, int]], page: TextIndex, mains: Sequence[Span | None]) -> dict[int, int]:
    """Return which source, by where it begins, owns each quotation, by its number; none that stands in it."""
    owners: dict[int, int] = {}
    for span, number in contents:
        main = mains[number]
        for at in page.quotations_in(span):
            if main is not None and not main.overlaps(page.quotations[at]):
                owners[at] = main.start
    return owners


def _first_persons(scene: _Scene, answers: list[Source | None], speaking: Sequence[int]) -> None:
    """Answer every I and we: the owner of the statement it stands in, else the author unless it is quoted."""
    around: list[tuple[Span, int]] = []
    contents, at = scene.contents, 0
    for number in speaking:  # in text order
        span = scene.mains[number] or Span(0, 0)
        while at < len(contents) and contents[at][0].start <= span.start:
            around.append(contents[at])
            at += 1
        while around and around[-1][0].end <= span.start:
            around.pop()
        speaker = next((i for _, i in reversed(around[-4:]) if i != number), None)
        name = span.of(scene.page.text)
        answer = answers[speaker] if speaker is not None else None
        if answer is not None and answer.kind is not SourceKind.NONE:
            place = answer.resolved_to or scene.mains[speaker or 0]
            answers[number] = found_by(replace(answer, resolved_to=place), "speaker", given=answer.confidence)
        elif scene.page.quotation(span.start) >= 0:
            answers[number] = Source(SourceKind.VAGUE, name, confidence=0.0)
        else:
            answers[number] = Source(SourceKind.AUTHOR, scene.author)
