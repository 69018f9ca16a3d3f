"""The index of an article and a mention in, the `Source` that its own words make it out: person, body or paper.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.reader import EntityKind
from attrcheck.sources.affiliations import body_behind, body_of
from attrcheck.sources.descriptions import people_perhaps_described, people_surnamed, spouse
from attrcheck.sources.index import Index, antecedent, expand, holder, tidy, titled_so, who_begins
from attrcheck.sources.kinds import kind_of
from attrcheck.sources.lexicon import lexicon, words
from attrcheck.sources.noun_phrases import Phrase, has_phrase, name_in, read_phrase
from attrcheck.sources.people import Person
from attrcheck.sources.source import RATES, Source, SourceKind, with_confidence

__all__ = [
    "described_source",
    "family_source",
    "label_source",
    "last_body_source",
    "people_source",
    "person_source",
    "relative_source",
    "unnamed_source",
]

#: "The company", "the agency": whatever body was named last. Nouns of special bodies want a name with that noun.
_ANY_BODY = frozenset({"company", "firm", "agency", "organisation", "organization", "group", "corporation", "body"})


def person_source(index: Index, person: Person, span: Span, own: Sequence[Span] = ()) -> Source:
    """Return the source that `person` is, met at `span`; `own` is the role given right there, in its pieces."""
    fullest = person.role()
    if own and (len(own) > 1 or len(own[0].of(index.text).split()) > 1):
        fullest = tuple(own)  # a single word, "Sen.", says less than what stands elsewhere
    bodies = (body_of(index, role) for role in fullest)
    body = next((name for name in bodies if name and name.lower() not in lexicon().sets["people.no_bodies"]), "")
    return Source(
        SourceKind.PERSON,
        person.name,
        role=", ".join(" ".join(role.of(index.text).split()) for role in fullest),
        affiliation=body or body_behind(index, person),
        resolved_to=None if person.span.overlaps(span) else person.span,
    )


def people_source(index: Index, numbers: Sequence[int], span: Span) -> Source:
    """Return the source that the numbered mentions of people at `span` make."""
    names = list(dict.fromkeys(index.people.persons[n].name for n in numbers))
    if len(names) > 1:
        return Source(SourceKind.PERSON, f"{', '.join(names[:-1])} and {names[-1]}")
    number = numbers[0]
    others = _AND_OTHERS.match(index.text, index.people.mentions[number].span.end)
    if others is not None:
        whole = Span(index.people.mentions[number].span.start, others.end())
        return Source(SourceKind.PERSON, " ".join(whole.of(index.text).split()))
    named, person = index.people.mentions[number], index.people.persons[number]
    own = named.roles if any(role.overlaps(span) for role in named.roles) else ()
    yearly = bool(own) and lexicon().has("people.pupils", own[0].of(index.text).split()[-1].lower())
    own = () if yearly and len(person.roles) > 1 else own  # a quarterback is more than "a 6-foot-2 senior"
    source = person_source(index, person, span, own)
    if len(named.parts) > 1 or len(person.name.split()) <= len(named.parts):
        return source
    return with_confidence(source, index.sure.get(number, RATES["last name"]), index.people.others[number])


#: Who wrote a paper together: "Li et al. (2021)".
_AND_OTHERS = re.compile(r"(?:, [A-Z][\w.-]*)* et al\b\.?")
#: A name given instead of one's own, or beside it: "a man who goes by the name “Lefty”".
_ALIAS = re.compile(
    r"\b(?:go(?:es|ing)? by(?: the (?:nick)?name)?(?: of)?|went by(?: the (?:nick)?name)?(?: of)?|"
    r"call(?:s|ed|ing) (?:him|her|them)sel(?:f|ves)|nicknamed|known (?:only |locally )?as|named|"
    r"g(?:ave|ives) (?:his|her|their) (?:first )?name (?:only )?as|identified (?:him|her)self (?:only )?as|"
    r"identified (?:only )?as) [“\"‘']?([A-Z][\w’-]*(?: [A-Z][\w’-]*){0,2})"
)


def _alias(index: Index, span: Span) -> Span | None:
    """Return where the name stands by which a source without another goes, in its own words or right behind them."""
    reach = Span(span.start, min(len(index.text), span.end + 2))
    found = _ALIAS.search(index.text, span.start, reach.end)
    return Span(*found.span(1)) if found else None


def unnamed_source(index: Index, span: Span) -> Source:
    """Return the source for a mention that is neither a person known by name nor a pronoun."""
    text, phrase = index.text, read_phrase(index.page, span)
    name = re.sub(r", (?:who|which)\b.*", "", tidy(span.of(text)))
    last = phrase.first[-1] if phrase.first else None
    seen = index.entity(Span(last.start, last.end)) if last else None
    titled = titled_so(index, phrase, span.start)
    if titled is not None:
        return with_confidence(person_source(index, titled, span), RATES["office"])
    affiliation = body_of(index, span)
    kind = kind_of(phrase, affiliated=bool(affiliation), entity=seen.kind if seen else None)
    alias = _alias(index, span) if kind in (SourceKind.ROLE, SourceKind.VAGUE) and not phrase.plural else None
    if alias is not None:
        role = Span(phrase.first[0].start, phrase.first[-1].end).of(text)
        return Source(SourceKind.PERSON, alias.of(text), tidy(role) if kind is SourceKind.ROLE else "", affiliation)
    if kind is SourceKind.ROLE:
        if _says_withheld(index, span):
            return Source(SourceKind.ANONYMOUS, name, affiliation=affiliation)
        held = holder(index, phrase, span.start)
        if held is not None:
            return with_confidence(person_source(index, index.people.persons[held[0]], span), RATES["office"], held[1])
        role = tidy(text[phrase.first[0].start : span.end])
        return Source(kind, name, re.split(r",? (?:who|which|whose)\b", role)[0], affiliation)
    if kind in (SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT):
        parted = not phrase.simple and text[phrase.first[-1].end : phrase.first[-1].end + 1] == ","
        again = phrase.definite and bool(phrase.first) and (phrase.simple or parted)  # "The report, obtained by …"
        full = antecedent(index, phrase, span.start) if again else None
        if full is not None and not any(word.named for word in phrase.first):
            fullest = tidy(full.of(text)) if kind is SourceKind.DOCUMENT else expand(index, full)[0]
            return with_confidence(Source(kind, fullest, resolved_to=full), RATES["noun"])
        if kind is not SourceKind.DOCUMENT and last is not None and any(word.named for word in phrase.first):
            name, body = expand(index, name_in(text, phrase, span))
            if body is not None and kind is SourceKind.OUTLET:  # the letters of a station, but not of that one here
                kind = kind_of(read_phrase(index.page, body), affiliated=False, entity=EntityKind.ORGANIZATION)
            return Source(kind, name, resolved_to=body, confidence=RATES["acronym"] if body else 1.0)
        if kind is SourceKind.ORGANISATION and phrase.definite and phrase.simple and phrase.head in _ANY_BODY:
            return last_body_source(index, span) or Source(kind, name)
        if phrase.determiner == "the" and phrase.simple and len(phrase.first) == 1:
            return _trading_body(index, phrase, span) or Source(kind, name)
    return Source(kind, name, affiliation=affiliation if kind is SourceKind.ANONYMOUS else "")


#: A speaker's label with a role: "TOM HASK, HARBOUR MASTER". Before answers stands "A".
_LABELLED = re.compile(r"([A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+)+), ([A-Z][A-Z’'&/,. -]+)")
_ANSWERS = frozenset({"a", "answer"})


def label_source(index: Index, span: Span, numbers: Sequence[int]) -> Source | None:
    """Return whom the label of a transcript at `span` names, None for one that names them as any mention does."""
    words = span.of(index.text).strip()
    label = _LABELLED.fullmatch(words)
    if label is not None:
        known = index.people.persons[numbers[0]].name if numbers else label[1]
        return Source(SourceKind.PERSON, known, label[2])
    if words.lower() not in _ANSWERS:
        return None
    first = re.search(r"(?m)^[ \t]*(?:Q|Question)\b", index.text)
    before = index.people.within(Span(0, first.start())) if first else ()
    people = list(dict.fromkeys(index.people.persons[number] for number in before))
    if len(people) != 1:
        return None
    return with_confidence(replace(person_source(index, people[0], span)), RATES["who"])


def family_source(index: Index, span: Span) -> Source | None:
    """Return the couple that "the Hales" at `span` are, or the family of the only one named; None for other words."""
    people = people_surnamed(index, read_phrase(index.page, span))
    if len(people) == 1:
        return Source(SourceKind.ROLE, tidy(span.of(index.text)), affiliation=people[0].name)
    if len(people) != 2:
        return None
    name = " and ".join(person.name for person in people)
    return Source(SourceKind.PERSON, name, resolved_to=people[0].span, confidence=RATES["of two"])


def described_source(index: Index, span: Span, people: Sequence[Person]) -> Source | None:
    """Return the person named before whom the description at `span` takes up, or may take up: then without a name.

    `people` are whom it is `people_described`.
    """
    phrase = read_phrase(index.page, span)
    married = spouse(index, phrase, span)
    if married is not None:
        return with_confidence(person_source(index, married, span), RATES["of two"])
    if not people:
        name, others = tidy(span.of(index.text)), people_perhaps_described(index, phrase, span)
        # Somebody named in the article, but a wrong name is worse than none.
        somebody = Source(SourceKind.PERSON, name, tidy(name.partition(" ")[2]))
        return with_confidence(somebody, 0.0, [other.name for other in others]) if others else None
    years = phrase.first[0].text[0].isdigit()
    aged = years and len(people) == 1
    source = person_source(index, people[0], span)
    if years and len(phrase.first) > 1 and not source.role:  # "the 68-year-old retired welder"
        source = replace(
            source, role=" ".join(Span(phrase.first[1].start, phrase.first[-1].end).of(index.text).split())
        )
    return with_confidence(source, RATES["age" if aged else "taken up"], [other.name for other in people[1:]])


def last_body_source(index: Index, span: Span) -> Source | None:
    """Return the body named last in the 500 characters before `span`, others there as candidates."""
    at = bisect_left(index.starts, span.start)
    bodies = (e.span for e in index.entities[max(0, at - 12) : at] if e.kind is EntityKind.ORGANIZATION)
    # "harbour" in "the harbour police" names nobody.
    near = [place for place in bodies if place.end <= span.start and not place.of(index.text).islower()]
    near = [place for place in near if span.start - place.start <= 500]
    if not near:
        return None
    names = list(dict.fromkeys(expand(index, place)[0] for place in reversed(near)))
    body = Source(SourceKind.ORGANISATION, names[0], resolved_to=near[-1])
    return with_confidence(body, RATES["last body"], names[1:3])


def _trading_body(index: Index, phrase: Phrase, span: Span) -> Source | None:
    """Return the body that "the utility" at `span` takes up: the first one named in one of the last two sentences.

    Its name must not say that it is another thing, nor may somebody else have been introduced so.
    """
    lex, text, page = lexicon(), index.text, index.page
    if not lex.has("bodies.trades", phrase.head):
        return None
    if re.search(rf"\ban? (?:[\w-]+ ){{0,3}}{phrase.head}\b", text[max(0, span.start - 3000) : span.start], re.I):
        return None
    number = page.sentence(span.start)
    for back in range(max(0, number - 2), number + 1):
        at = bisect_left(index.starts, page.sentences[number + max(0, number - 2) - back])
        inside = [e.span for e in index.entities[at : at + 6] if e.kind is EntityKind.ORGANIZATION]
        first = next((place for place in inside if place.end <= span.start), None)
        if first is None or page.sentence(first.start) < number - 2:
            continue
        nouns = {word.low for word in page.words(first.start, first.end)}
        named_so = phrase.head in nouns
        if not named_so and any(lex.has("bodies.nouns", low) for low in nouns):
            return None
        full, place = expand(index, first)
        body = Source(SourceKind.ORGANISATION, full, resolved_to=place or first)
        return with_confidence(body, RATES["last body"], ())
    return None


def _says_withheld(index: Index, span: Span) -> bool:
    """Tell whether the words up to the end of the sentence say that the name of the source is withheld."""
    after = re.split(r"[.!?](?=\s|$)|\n", index.text[span.end : span.end + 300])[0]
    return has_phrase("anonymous.withheld", f" {' '.join(w.low for w in words(after, 0, len(after)))} ")


_DATED = re.compile(
    r" (?:(?:in|on|last|this) )?(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:19|20)\d\d)(?: \d{1,2})?\Z"
)
_MADE = re.compile(r" (?:that \w{3,15}|released|published|issued|filed|posted|leaked|held|sent)\Z")
_PAPER_OF = re.compile(r"\b((?:an?|the|one) (?:[\w-]{1,20} ){0,3}?(\w{2,20}) (?:by|from|of) )\Z", re.I)


def relative_source(index: Index, at: int) -> Source | None:
    """Return the source that a relative pronoun at `at` stands for: the noun before it, in the same sentence."""
    text, floor = index.text, index.page.paragraph_start(at)
    near = index.people.within(Span(max(floor, at - 250), at))
    for number in reversed(near[-3:]):
        named = index.people.mentions[number]
        gap = re.sub(r"\([^()]*\)|\d+|[\s,(’']", "", text[named.span.end : at])
        described = named.role is not None and named.role.start >= named.span.end and named.role.end >= at - 3
        if (not gap and not named.modifies) or described:
            found_person = people_source(index, [number], Span(at, at + 1))
            return replace(found_person, confidence=round(RATES["who"] * found_person.confidence, 2))
    lead = _MADE.sub("", _DATED.sub("", text[max(floor, at - 120) : at].rstrip(" ,(")))
    end = max(floor, at - 120) + len(lead)
    found = index.page.words(max(floor, at - 120), end)
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
    return replace(unnamed_source(index, span), resolved_to=span, confidence=RATES["who"])
