"""The index of an article and a mention in, the `Source` that its own words make it out: person, body or paper.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.believed_kinds import believed_kind
from attrcheck.sources.bodies.body_appositions import body_apposed, body_beside, with_name_behind
from attrcheck.sources.bodies.body_nouns import is_press
from attrcheck.sources.bodies.body_signs import is_firm_of_two, is_news_agency
from attrcheck.sources.bodies.body_sources import body_source, without_mere_nouns
from attrcheck.sources.bodies.conjunctions import both_named, both_source
from attrcheck.sources.bodies.definite_descriptions import (
    FAR,
    body_meant,
    firm_spoken_of,
    is_known_hearing,
    is_told_of,
    may_take_up,
    paper_of_body,
)
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.bodies.headquarters import body_based, named_behind_its_seat
from attrcheck.sources.bodies.owners import owning_or_owned
from attrcheck.sources.index import Index, tidy
from attrcheck.sources.kinds import is_townsman, kind_of
from attrcheck.sources.papers.documents import (
    authors_source,
    is_answered,
    is_document,
    is_newer,
    is_paper_named,
    is_rivalled,
    with_paper,
)
from attrcheck.sources.papers.fuller import DAY_AT_END, paper_in_full
from attrcheck.sources.papers.issuers import paper_issued, paper_published
from attrcheck.sources.people.anonymity import alias_of, says_privately, says_withheld
from attrcheck.sources.people.appositions import ending_name, is_apart, lead_role
from attrcheck.sources.people.descriptions import people_perhaps_described, people_surnamed
from attrcheck.sources.people.people import Person
from attrcheck.sources.people.people_at import people_known
from attrcheck.sources.people.person_sources import DOUBTED, body_served, person_source
from attrcheck.sources.pronouns.earlier_subjects import spouse
from attrcheck.sources.roles.affiliations import body_of, led_or_asked
from attrcheck.sources.roles.office_holders import noble_source, noble_title, office_holder
from attrcheck.sources.roles.office_log import titled_so
from attrcheck.sources.roles.offices import is_former
from attrcheck.sources.roles.quantifiers import AGE, SHARE_OF_THOSE, is_trade, role_words
from attrcheck.sources.source import Nature, Source, SourceKind, found_by
from attrcheck.sources.text.lexicon import lexicon, noun_phrase
from attrcheck.sources.text.noun_phrases import Phrase, is_another, names_bodies, read_phrase, singular

__all__ = ["described_source", "family_source", "introduced_source", "last_body_source", "unnamed_source"]

#: Who some of several are, or somebody else is: "Experts[ including the mayor]", "Lee's lawyer[, like Ann Hale]".
_FOR_EXAMPLE = lazily(r",? (?:such as|including) |(?<=\w), (?:un)?like (?=(?:the|his|her|their|an?|[A-Z])\b)")
#: What tells no more of who or what it is: "the survey, seen by this newspaper".
_TOLD_BEHIND = lazily(r", (?:who\b|which\b|(?:as )?(?:seen|obtained|reviewed|viewed|read) by\b).*")
_MAY_GO_BY_A_NAME = frozenset({SourceKind.ROLE, SourceKind.VAGUE, SourceKind.ANONYMOUS})
#: Who wrote what is cited by its year: "Bonnie Strand (2009)".
_CITED = lazily(r"([A-Z][a-z]+(?: [A-Z]\.)* [A-Z][a-z][\w’'-]+) \((?:1[5-9]|20)\d\d[a-z]?(?:[:,] [^()]{1,20})?\)")


def _is_no_author(index: Index, span: Span) -> bool:
    """Tell whether the name cited at `span` is a place or a body by its words: "Statistics Canada", "Fen College"."""
    seen, lex, lows = index.entity(span), lexicon(), span.of(index.text).lower().split()
    lists = ("bodies.states", "bodies.names", "people.peoples")
    bodily = any(names_bodies(singular(low)) for low in lows) or lows[-1] == "international"
    placed = seen is not None and seen.kind is EntityKind.LOCATION
    return bodily or placed or any(lex.has(name, low) for name in lists for low in lows)


#: "One of these groups, [the] Far Front".
_ONE_BODY = lazily(r"(?i:one|another) of (?:[\w’'-]+ ){0,5}?[\w’'-]+, (?:the )?(?=[A-Z])")


def _known_at_once(index: Index, phrase: Phrase, span: Span, name: str) -> Source | None:
    """Return the source that the mention's words tell of, whatever kind its noun is of: an office's holder, a body."""
    text = index.text
    titled = titled_so(index, phrase, span.start)
    if titled is not None:
        return found_by(person_source(index, titled, span), "office")
    based = body_based(index, span) or named_behind_its_seat(index, span)
    if based is not None:
        return based
    cited = _CITED.fullmatch(text, span.start, span.end)
    if cited is not None and not _is_no_author(index, Span(*cited.span(1))):
        return found_by(Source(SourceKind.PERSON, tidy(cited[1])), "full name", given=DOUBTED)
    two = both_named(index, span)
    if two:
        return found_by(Source(SourceKind.ORGANISATION, " and ".join(two)), "several bodies")
    one = _ONE_BODY.match(text, span.start, span.end)
    apposed = index.entity(Span(one.end(), one.end() + 1)) if one else None
    if apposed is not None and apposed.kind is EntityKind.ORGANIZATION:
        return found_by(Source(SourceKind.ORGANISATION, expand(index, apposed.span)[0]), "body")
    firm = index.firms.get(name)
    if firm is not None and len(phrase.words) == 1 and not firm.overlaps(span):
        whole = tidy(firm.of(text))
        kind = SourceKind.OUTLET if is_news_agency(whole) else SourceKind.ORGANISATION
        return found_by(Source(kind, whole, resolved_to=firm), "acronym")
    taken_up = body_apposed(index, phrase, with_name_behind(index, span)) or body_beside(index, phrase, span)
    taken_up = taken_up or both_source(index, phrase, span) or authors_source(index, phrase, span.start)
    if taken_up is not None:
        return taken_up
    if is_firm_of_two(text, span) and not people_known(index, span):
        return found_by(Source(SourceKind.ORGANISATION, expand(index, span)[0]), "body")
    related = owning_or_owned(index, phrase)
    if related is not None:
        return found_by(Source(SourceKind.ORGANISATION, expand(index, related)[0], resolved_to=related), "noun")
    title = noble_title(name)
    return noble_source(index, title, span) if title else None


#: Papers that were called somebody's before are no press.
_PAPERS = frozenset({" the papers ", " the court papers "})
_FILED = lazily(r"\b(?:court|legal|divorce|charging|bankruptcy|cabinet|police|internal|leaked|secret) papers\b", re.I)


def unnamed_source(index: Index, span: Span, seen: SourceKind | None = None) -> Source:
    """Return the source for a mention that is neither a person known by name nor a pronoun.

    `seen` is the kind that the reader takes it to be of.
    """
    text = index.text
    span = with_paper(index, span) if seen is SourceKind.DOCUMENT else span
    examples = _FOR_EXAMPLE.search(text, span.start + 1, span.end)
    whole, span = span, Span(span.start, examples.start()) if examples else span
    phrase = read_phrase(index.page, span)
    name = AGE.sub("", _TOLD_BEHIND.sub("", tidy(whole.of(text))))
    last = phrase.first[-1] if phrase.first else None
    entity = index.entity(Span(last.start, last.end)) if last else None
    known = _known_at_once(index, phrase, span, name)
    if known is not None:
        return known
    affiliation = body_meant(index, phrase, body_served(index, span))
    affiliated = bool(affiliation or body_of(index, span, loosely=True)) or led_or_asked(index, span)
    told = kind_of(phrase, affiliated=affiliated, entity=entity.kind if entity else None)
    bodily = seen is not None and seen.nature is Nature.BODY
    is_person = entity is not None and entity.kind is EntityKind.PERSON and not bodily
    kind = believed_kind(phrase, told, seen, is_person=is_person)
    if kind is SourceKind.ROLE and SHARE_OF_THOSE.match(text, span.start, span.end):
        kind = SourceKind.VAGUE
    if kind is SourceKind.ROLE and told is SourceKind.ORGANISATION and is_known_hearing(index, phrase, span.start):
        kind = told
    if kind is SourceKind.OUTLET and is_townsman(phrase) and is_told_of(index, phrase, span.start):
        kind = SourceKind.ROLE
    if kind is SourceKind.OUTLET and is_document(index, phrase, span.start, seen):
        kind = SourceKind.DOCUMENT
    alias = None if phrase.plural or not {kind, told} & _MAY_GO_BY_A_NAME else alias_of(index, phrase, span)
    if alias is not None:
        told_so = Span(phrase.first[0].start, phrase.first[-1].end)
        role = (lead_role(index, told_so.start, told_so.end) or told_so).of(text)
        body = "" if affiliation.endswith(alias.of(text)) else affiliation
        if kind is SourceKind.POST:
            return Source(kind, alias.of(text))
        return Source(SourceKind.PERSON, alias.of(text), "" if kind is SourceKind.VAGUE else tidy(role), body)
    known_by_trade = kind is SourceKind.ROLE or (kind is SourceKind.VAGUE and is_trade(phrase))
    if known_by_trade and (says_withheld(index, span) or says_privately(index, phrase, span)):
        kind = SourceKind.ANONYMOUS
    if SourceKind.ROLE in (kind, told) and not is_another(phrase):
        known = office_holder(index, phrase, span)
        if known is not None:
            return known
    if kind in (SourceKind.ROLE, SourceKind.ANONYMOUS):
        firm = firm_spoken_of(index, phrase, span) if kind is SourceKind.ROLE else None
        return firm or Source(kind, name, role_words(index, span), affiliation)
    if kind is SourceKind.PERSON and told is SourceKind.ROLE:
        return _named_at_end(index, span, name)
    if kind is SourceKind.DOCUMENT or (
        phrase.low in _PAPERS and _FILED.search(text, max(0, span.start - FAR), span.start)
    ):
        return _paper(index, phrase, span, name)
    if kind in (SourceKind.ORGANISATION, SourceKind.OUTLET):
        if kind is SourceKind.OUTLET and is_press(phrase):
            return Source(kind, "")
        if examples and phrase.plural:
            return Source(kind, name)  # "Firms such as Fen Ltd"
        return without_mere_nouns(index, phrase, span, body_source(index, phrase, span, kind, name))
    if kind is SourceKind.VAGUE and is_trade(phrase):
        return Source(kind, name, role_words(index, span))
    return found_by(Source(kind, name), "by look") if kind is SourceKind.PERSON else Source(kind, name)


def _named_at_end(index: Index, span: Span, name: str) -> Source:
    """Return the person with whose name a source ends that no list knows for one: "a giant named Rubén Achával".

    Of several it is the body that they are: "The organisers, Green Stage, said".
    """
    own = ending_name(index, span)
    lead = lead_role(index, span.start, own.start) if own else None
    met = [index.people.mentions[number] for number in index.people.within(own)] if own else []
    apart = any(is_apart(index.page.words(span.start, named.span.start), named) for named in met)
    if own is None or lead is None or apart:
        kind = SourceKind.ANONYMOUS if says_withheld(index, span) else SourceKind.ROLE
        return Source(kind, name, role_words(index, span), body_of(index, span))
    entity, words = index.entity(own), index.page.words(lead.start, lead.end)
    several = words[max(0, noun_phrase(words) - 1)].low
    if entity is not None and entity.kind is EntityKind.ORGANIZATION and singular(several) != several:
        return found_by(Source(SourceKind.ORGANISATION, expand(index, entity.span)[0]), "body")
    person = Source(SourceKind.PERSON, tidy(own.of(index.text)), tidy(lead.of(index.text)), body_of(index, lead))
    return found_by(person, "full name" if " " in person.name else "by look")


def _paper(index: Index, phrase: Phrase, span: Span, name: str) -> Source:
    """Return the document at `span`, as the article calls it elsewhere where that says more."""
    full = paper_in_full(index, phrase, span)
    again = may_take_up(index, phrase)
    issued = paper_issued(index, phrase, span.start) if again else None
    told = issued[1] if issued is not None and (full is None or is_newer(issued[1], full, span)) else full
    if told is not None and is_answered(index, phrase, Span(told.end, span.start)):
        return Source(SourceKind.DOCUMENT, name)
    if issued is None or (full is not None and not is_newer(issued[1], full, span)):
        issued = paper_published(index, phrase, span.start) if again and not is_paper_named(index, full) else None
    latest = issued[1] if issued is not None else full
    if latest is not None and again and is_rivalled(index, Span(latest.end, span.start)):
        return Source(SourceKind.DOCUMENT, name)
    if issued is not None:
        return found_by(Source(SourceKind.DOCUMENT, issued[0], resolved_to=issued[1]), "noun")
    owned = _with_owner(index, full or span)
    if full is None:
        return owned or Source(SourceKind.DOCUMENT, name)
    whole = owned or Source(SourceKind.DOCUMENT, tidy(DAY_AT_END.sub("", full.of(index.text))))
    return found_by(replace(whole, resolved_to=full), "noun", given=whole.confidence)


#: "The company['s own ]figures".
_OWNED_PAPER = lazily(r"\A(?:['’]s?)? (?:own )?")


def _with_owner(index: Index, span: Span) -> Source | None:
    """Return the paper at `span` with whose it is in full: "Fen Ltd results" of "the company's results".

    Letters stay beside what they stand for, "National Storm Centre (NSC) data". None where the article tells no more.
    """
    phrase = read_phrase(index.page, span)
    owner = next((at for at, word in enumerate(phrase.first) if word.possessive), -1)
    paper = tidy(_OWNED_PAPER.sub("", index.text[phrase.first[0].end : span.end])) if owner == 0 else ""
    if paper and phrase.determiner == "the" and phrase.first[0].text.islower():
        alone = unnamed_source(index, Span(span.start, phrase.first[0].end))
        named = alone.resolved_to is not None and alone.name.removeprefix("The ")[:1].isupper()
        if alone.kind.nature is not Nature.BODY or not named or not _alone_spoke(index, alone, span.start):
            return None
        return replace(alone, kind=SourceKind.DOCUMENT, name=f"{alone.name} {paper}", candidates=())
    if owner < 0 and len(phrase.first) == 2 and phrase.simple and phrase.first[0].text.islower():
        return paper_of_body(index, phrase)
    letters = next((word for word in phrase.first[:-1] if not word.text.islower()), None)
    if letters is None or not letters.text.isupper() or 0 <= owner < phrase.first.index(letters):
        return None
    place = Span(letters.start, letters.end)
    entity, (whole, told) = index.entity(place), expand(index, place)
    if told is None or told.overlaps(span) or (entity is not None and entity.span.end > letters.end):
        return None
    lead, rest = index.text[phrase.first[0].start : letters.start], index.text[letters.end : span.end]
    paper = tidy(f"{lead}{whole.removeprefix('The ')} ({letters.text}) {_OWNED_PAPER.sub('', rest)}")
    return found_by(Source(SourceKind.DOCUMENT, paper, resolved_to=told), "acronym")


def _alone_spoke(index: Index, body: Source, before: int) -> bool:
    """Tell whether a `body` that a noun takes up is the only one it can, or the only one of these that spoke before."""
    if body.way != "bodies' noun":
        return True
    may = {body.name, *body.candidates}
    return {one.name for one in index.bodies if one.name in may and min(one.spoke, default=before) < before} == {
        body.name
    }


def family_source(index: Index, span: Span) -> Source | None:
    """Return the couple that "the Hales" at `span` are, or the family of the only one named; None for other words."""
    people = people_surnamed(index, read_phrase(index.page, span))
    if len(people) == 1:
        return Source(SourceKind.ROLE, tidy(span.of(index.text)), affiliation=people[0].name)
    if len(people) != 2:
        return None
    name = " and ".join(person.name for person in people)
    return found_by(Source(SourceKind.PERSON, name, resolved_to=people[0].span), "of two")


def described_source(index: Index, span: Span, people: Sequence[Person]) -> Source | None:
    """Return the person named before whom the description at `span` takes up, or may take up: then without a name.

    `people` are whom it is `people_described`.
    """
    phrase = read_phrase(index.page, span)
    married = spouse(index, phrase, span)
    if married is not None:
        return found_by(person_source(index, married, span), "of two")
    if not people:
        name, others = tidy(span.of(index.text)), people_perhaps_described(index, phrase, span)
        # Somebody named in the article, but a wrong name is worse than none.
        somebody = Source(SourceKind.PERSON, name, tidy(name.partition(" ")[2]))
        return found_by(somebody, "nobody", [other.name for other in others]) if others else None
    years = phrase.first[0].text[0].isdigit()
    aged = years and len(people) == 1
    source = person_source(index, people[0], span)
    told = phrase.first[int(years) :]
    little = any(lexicon().has(f"people.{name}", phrase.head) for name in ("passing", "takes_up_of"))
    tells = years or (lexicon().is_role(phrase.head) and not little)
    if told and tells and not source.role:  # "the 68-year-old retired welder", "the singer", no "mother of two"
        source = replace(source, role=" ".join(Span(told[0].start, told[-1].end).of(index.text).split()))
    return found_by(source, "age" if aged else "taken up", [other.name for other in people[1:]])


def introduced_source(index: Index, span: Span, person: Person) -> Source:
    """Return the person named behind the description at `span`, which is the role where no more is told."""
    source = person_source(index, person, span)
    own = person.role()
    little = (" " not in source.role and source.role.islower()) or not own or is_former(index, own[0])
    if little:
        role = re.sub(r"\A[Oo]ne ", "", role_words(index, span))
        source = replace(source, role=role, affiliation=source.affiliation or body_of(index, span))
    return found_by(source, "introduced")


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
    return found_by(body, "last body", names[1:3])
