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
from attrcheck.bodies import acronyms, mend, opening_words, short_names
from attrcheck.kinds import SourceKind, impersonal, kind_of, kind_of_cue, name_in, read_phrase, says
from attrcheck.lexicon import lexicon, words
from attrcheck.mentions import (
    Index,
    antecedent,
    body_behind,
    body_of,
    expand,
    heads,
    holder,
    noun_places,
    of_two,
    offices,
    tidy,
    who_begins,
)
from attrcheck.names import Person, find_people
from attrcheck.pronouns import HE_SHE, Antecedent, Spoken, follow, sentence_starts, tell_apart
from attrcheck.quotations import find_quotations
from attrcheck.reader import EntityKind, Reading
from attrcheck.referents import namesakes, owner, spoken_of, subject_before

__all__ = ["Source", "SourceKind", "identify"]


@dataclass(frozen=True, slots=True)
class Source:
    """Who is said to have said it; strings are "" and `resolved_to` None where the article does not tell.

    `name` is the fullest name in the article, taken from `resolved_to` where that is not the mention itself;
    `affiliation` is the body, or the person, that the role belongs to. `confidence`, in [0, 1], is the chance that
    `name` is whom the mention stands for: 1 where the mention speaks for itself, 0 for a pronoun that nobody was found
    for. Where others are nearly as likely, `candidates` are the names of all, the one chosen first; else it is empty.
    """

    kind: SourceKind
    name: str
    role: str = ""
    affiliation: str = ""
    mention: str = ""
    resolved_to: Span | None = None
    candidates: tuple[str, ...] = ()
    confidence: float = 1.0


#: How often each way to resolve a mention gave whom it stands for in PolNeAR's training articles: of bare last names
#: by their silver coreference; of the rest, which that seldom ties to a name, as 5 to 14 drawn of each that were read
#: tell (acronyms, speakers and pairs, of which there were fewer, by estimate).
_RATES = {
    "last name": 0.99,
    "office": 0.85,
    "noun": 0.7,
    "acronym": 0.95,
    "last body": 0.65,
    "who": 0.85,
    "speaker": 0.95,
    "they": 0.55,
    "it": 0.45,
    "of two": 0.9,
    "taken up": 0.75,
    "age": 0.9,
}

_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
#: "The company", "the agency": whatever body was named last. Nouns of special bodies want a name with that noun.
_ANY_BODY = frozenset({"company", "firm", "agency", "organisation", "organization", "group", "corporation", "body"})
_TWO = frozenset({"the former", "the latter", "both", "the two", "the pair", "the couple", "both men", "both women"})
_ONE_OF_THEM = re.compile(r"(?:one|another|two|three|both) of them")
_BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT, SourceKind.POST})
_GROUPS = frozenset(
    {SourceKind.VAGUE, SourceKind.ROLE, SourceKind.ANONYMOUS, SourceKind.ORGANISATION, SourceKind.OUTLET}
)


def _resolved(source: Source, confidence: float, others: Iterable[str] = ()) -> Source:
    """Return `source` as sure as told, with the others who are nearly as likely."""
    rivals = tuple(dict.fromkeys(name for name in others if name != source.name))[:3]
    return replace(source, confidence=round(confidence, 2), candidates=(source.name, *rivals) if rivals else ())


def _of_person(index: Index, person: Person, span: Span, own: Sequence[Span] = ()) -> Source:
    """Return the source that `person` is, met at `span`; `own` is the role told right there, in its pieces."""
    fullest = person.role()
    if own and (len(own) > 1 or len(own[0].of(index.text).split()) > 1):
        fullest = tuple(own)  # a single word, "Sen.", says less than what stands elsewhere
    bodies = (body_of(index, told) for told in fullest)
    body = next((name for name in bodies if name and name.lower() not in lexicon().sets["people.no_bodies"]), "")
    return Source(
        SourceKind.PERSON,
        person.name,
        role=", ".join(" ".join(told.of(index.text).split()) for told in fullest),
        affiliation=body or body_behind(index, person),
        resolved_to=None if person.span.overlaps(span) else person.span,
    )


def _person(index: Index, numbers: Sequence[int], span: Span) -> Source:
    """Return the source that the numbered mentions of people at `span` make."""
    names = list(dict.fromkeys(index.people.persons[n].name for n in numbers))
    if len(names) > 1:
        return Source(SourceKind.PERSON, f"{', '.join(names[:-1])} and {names[-1]}")
    number = numbers[0]
    named, person = index.people.mentions[number], index.people.persons[number]
    own = named.roles if any(role.overlaps(span) for role in named.roles) else ()
    source = _of_person(index, person, span, own)
    if len(named.parts) > 1 or len(person.name.split()) <= len(named.parts):
        return source
    return _resolved(source, index.sure.get(number, _RATES["last name"]), index.people.others[number])


def _unnamed(index: Index, span: Span, places: dict[str, list[int]]) -> Source:
    """Return the source for a mention that is neither a person known by name nor a pronoun."""
    text, phrase = index.text, read_phrase(index.text, span)
    name = re.sub(r", (?:who|which)\Z", "", tidy(span.of(text)))
    last = phrase.first[-1] if phrase.first else None
    seen = index.entity(Span(last.start, last.end)) if last else None
    affiliation = body_of(index, span)
    kind = kind_of(phrase, affiliated=bool(affiliation), entity=seen.kind if seen else None)
    if kind is SourceKind.ROLE:
        if _says_withheld(index, span):
            return Source(SourceKind.ANONYMOUS, name, affiliation=affiliation)
        held = holder(index, phrase, span.start)
        if held is not None:
            return _resolved(_of_person(index, index.people.persons[held[0]], span), _RATES["office"], held[1])
        role = tidy(text[phrase.first[0].start : span.end])
        return Source(kind, name, re.split(r",? (?:who|which|whose)\b", role)[0], affiliation)
    if kind in (SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT):
        full = antecedent(index, phrase, span.start, places) if phrase.definite and phrase.simple else None
        if full is not None and not any(word.named for word in phrase.first):
            fullest = tidy(full.of(text)) if kind is SourceKind.DOCUMENT else expand(index, full)[0]
            return _resolved(Source(kind, fullest, resolved_to=full), _RATES["noun"])
        if kind is not SourceKind.DOCUMENT and last is not None and any(word.named for word in phrase.first):
            name, body = expand(index, name_in(text, phrase, span))
            if body is not None and kind is SourceKind.OUTLET:  # the letters of a station, but not of that one here
                kind = kind_of(read_phrase(text, body), affiliated=False, entity=EntityKind.ORGANIZATION)
            return Source(kind, name, resolved_to=body, confidence=_RATES["acronym"] if body else 1.0)
        if kind is SourceKind.ORGANISATION and phrase.definite and phrase.simple and phrase.head in _ANY_BODY:
            return _last_body(index, span) or Source(kind, name)
    return Source(kind, name, affiliation=affiliation if kind is SourceKind.ANONYMOUS else "")


def _family(index: Index, span: Span) -> Source | None:
    """Return the couple that "the Hales" at `span` are, None for other words."""
    people = namesakes(index, read_phrase(index.text, span))
    if len(people) != 2:
        return None
    name = " and ".join(person.name for person in people)
    return Source(SourceKind.PERSON, name, resolved_to=people[0].span, confidence=_RATES["of two"])


def _taken_up(scene: _Scene, span: Span) -> Source | None:
    """Return the person named before whom the description at `span` takes up."""
    phrase = read_phrase(scene.index.text, span)
    people = spoken_of(scene.index, phrase, span, scene.sentences)
    if not people:
        return None
    aged = phrase.first[-1].text[0].isdigit() and len(people) == 1
    source = _of_person(scene.index, people[0], span)
    return _resolved(source, _RATES["age" if aged else "taken up"], [other.name for other in people[1:]])


def _last_body(index: Index, span: Span) -> Source | None:
    """Return the body named last in the 500 characters before `span`, others there as candidates."""
    at = bisect_left(index.starts, span.start)
    near = [e.span for e in index.entities[max(0, at - 12) : at] if e.kind is EntityKind.ORGANIZATION]
    near = [place for place in near if place.end <= span.start and span.start - place.start <= 500]
    if not near:
        return None
    names = list(dict.fromkeys(expand(index, place)[0] for place in reversed(near)))
    return _resolved(Source(SourceKind.ORGANISATION, names[0], resolved_to=near[-1]), _RATES["last body"], names[1:3])


def _says_withheld(index: Index, span: Span) -> bool:
    """Tell whether the words up to the end of the sentence say that the name of the source is withheld."""
    after = re.split(r"[.!?](?=\s|$)|\n", index.text[span.end : span.end + 300])[0]
    return says("anonymous.withheld", f" {' '.join(w.low for w in words(after, 0, len(after)))} ")


_DATED = re.compile(
    r" (?:(?:in|on|last|this) )?(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:19|20)\d\d)(?: \d{1,2})?\Z"
)
_MADE = re.compile(r" (?:that \w{3,15}|released|published|issued|filed|posted|leaked|held|sent)\Z")
_PAPER_OF = re.compile(r"\b((?:an?|the|one) (?:[\w-]{1,20} ){0,3}?(\w{2,20}) (?:by|from|of) )\Z", re.I)


def _relative(index: Index, at: int, floor: int, places: dict[str, list[int]]) -> Source | None:
    """Return the source that a relative pronoun at `at` stands for: the noun before it, in the same sentence."""
    text = index.text
    near = index.people.within(Span(max(floor, at - 250), at))
    for number in reversed(near[-3:]):
        named = index.people.mentions[number]
        gap = re.sub(r"\([^()]*\)|\d+|[\s,(’']", "", text[named.span.end : at])
        described = named.role is not None and named.role.start >= named.span.end and named.role.end >= at - 3
        if (not gap and not named.modifies) or described:
            found_person = _person(index, [number], Span(at, at + 1))
            return replace(found_person, confidence=round(_RATES["who"] * found_person.confidence, 2))
    lead = _MADE.sub("", _DATED.sub("", text[max(floor, at - 120) : at].rstrip(" ,(")))
    end = max(floor, at - 120) + len(lead)
    found = list(words(text, max(floor, at - 120), end))
    if not found:
        return None
    span = Span(found[who_begins(found)].start, end)
    paper = _PAPER_OF.search(text, max(floor, span.start - 60), span.start)
    if (
        paper is not None
        and text[at : at + 5].lower() == "which"
        and lexicon().has("documents.nouns", paper[2].lower())
    ):
        span = Span(paper.start(1), end)  # "a report by the Brewers Guild, which found"
    return replace(_unnamed(index, span, places), resolved_to=span, confidence=_RATES["who"])


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
            told = _of_person(scene.index, found.person, span)
        sure = replace(told, resolved_to=told.resolved_to or place)
        return _resolved(sure, found.confidence, [one.name for one in found.others])
    if low in _TWO:
        both = of_two(scene.index, span)
        if not both:
            return None
        chosen = [both[0]] if low.endswith("former") else [both[1]] if low.endswith("latter") else both
        return replace(
            _person(scene.index, chosen, span),
            resolved_to=scene.index.people.mentions[chosen[0]].span,
            confidence=_RATES["of two"],
        )
    if low in lexicon().sets["grammar.relatives"]:
        asks = text[span.start].isupper() and span.start in scene.sentences[scene.sentence(span.start) :][:1]
        nobody = Source(SourceKind.VAGUE, low, confidence=0.0)
        return nobody if asks else _relative(scene.index, span.start, scene.floor(span.start), scene.places) or nobody
    if low == "there" or (low in ("it", "this") and impersonal(cue)):
        return Source(SourceKind.NONE, "")
    if _ONE_OF_THEM.fullmatch(low):
        groups = ((at, one) for at, one in reversed(said[-4:]) if one.kind in _GROUPS)
        place, of = next(groups, (None, Source(SourceKind.VAGUE, "")))
        return Source(of.kind, span.of(text), affiliation=of.affiliation, resolved_to=place, confidence=_RATES["they"])
    wanted = _BODIES if low in _IT else _GROUPS if low in _THEY else None
    if wanted is None:
        return None
    rate = _RATES["they" if low in _THEY else "it"]
    found_near: list[tuple[Span, Source]] = []
    for place, source in reversed(said[-8:]):
        if scene.sentence(span.start) - scene.sentence(place.start) > 4:
            break
        fits = source.kind in wanted or (low in _THEY and source.kind is SourceKind.PERSON and " and " in source.name)
        if fits and source.name.lower() not in _THEY | _IT:
            found_near.append((place, source))
    if found_near:
        place, source = found_near[0]
        close = [other.name for at, other in found_near[1:] if scene.floor(at.start) == scene.floor(place.start)]
        return _resolved(replace(source, resolved_to=source.resolved_to or place), rate * source.confidence, close)
    body = _last_body(scene.index, span) if low in _IT else None
    group = subject_before(scene.index, span.start, scene.sentences) if low in _THEY else None
    if group is not None:
        return _resolved(replace(_unnamed(scene.index, group, scene.places), resolved_to=group), rate)
    return body or Source(SourceKind.VAGUE, span.of(text), confidence=0.0)


def _described(
    index: Index, mains: Sequence[Span | None], numbers: Sequence[Sequence[int]], sentences: Sequence[int]
) -> dict[int, Person]:
    """Return, by where it begins, who each source is that is one person told without a name: "a police spokesman"."""
    found: dict[int, Person] = {}
    for span, named in zip(mains, numbers, strict=True):
        if span is None or named:
            continue
        phrase = read_phrase(index.text, span)
        if phrase.plural or not lexicon().is_role(phrase.head) or not phrase.determiner:
            continue
        held = holder(index, phrase, span.start)
        sex = lexicon().has("people.male", phrase.head) - lexicon().has("people.female", phrase.head)
        taken = () if held else spoken_of(index, phrase, span, sentences)
        unnamed = taken[0] if taken else Person(tidy(span.of(index.text)), span, sex=2 * sex)
        found[span.start] = index.people.persons[held[0]] if held else unnamed
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
    )
    numbers = [heads(index, span) if span else [] for span in mains]
    contents = sorted((s, i) for i, a in enumerate(attributions) for s in _clamped(a.content, size))
    sentences = sentence_starts(text)
    described = _described(index, mains, numbers, sentences)
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
        noun_places(text, frozenset(p.head for p in phrases if p.definite and p.simple and p.head)),
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
            found = _family(index, span) or (_person(index, numbers[number], span) if numbers[number] else None)
        if found is None:
            found = _unnamed(index, span, scene.places)
            if found.kind is SourceKind.ROLE:
                found = _taken_up(scene, span) or found
            if not found.affiliation and found.kind in (SourceKind.ROLE, SourceKind.ORGANISATION):
                found = replace(found, affiliation=owner(index, span.start, scene.antecedents, sentences))
        answers[number] = found
        said.append((span, found))
    _first_persons(scene, answers, speaking, contents, quotations)
    owners = _owned(scene)
    for number, answer in enumerate(answers):
        if answer is not None and answer.kind is SourceKind.PERSON and answer.role and not answer.affiliation:
            answers[number] = replace(answer, affiliation=owners.get(answer.name, ""))
    return tuple(
        replace(answer or Source(SourceKind.NONE, ""), mention=" ".join(" ".join(s.of(text).split()) for s in spans))
        for answer, spans in zip(answers, pieces, strict=True)
    )


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
            sure = round(_RATES["speaker"] * answer.confidence, 2)
            answers[number] = replace(
                answer, resolved_to=answer.resolved_to or scene.mains[owner or 0], confidence=sure
            )
        elif quoted >= 0 and quotations[quoted].end > span.start:
            answers[number] = Source(SourceKind.VAGUE, name, confidence=0.0)
        else:
            answers[number] = Source(SourceKind.AUTHOR, name)
