"""The index of an article and a mention in, the `Source` that its own words make it out: person, body or paper.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.affiliations import belonging, body_before, body_behind, body_of, led_or_asked
from attrcheck.sources.appositions import ending_name, is_apart, is_in_doubt, lead_role, names_what_one_has
from attrcheck.sources.bodies import (
    SMALL,
    body_called,
    body_described,
    body_introduced,
    body_owned,
    both_bodies,
    is_company,
    is_never,
    longer_name,
)
from attrcheck.sources.body_signs import LEGAL_FORM, is_firm_of_two
from attrcheck.sources.descriptions import people_perhaps_described, people_surnamed, spouse
from attrcheck.sources.fuller import DAY_AT_END, body_in_full, paper_in_full, paper_issued, paper_published
from attrcheck.sources.index import Index, expand, holder, people_known, tidy, titled_so, who_begins
from attrcheck.sources.kinds import believed_kind, is_townsman, kind_of
from attrcheck.sources.lexicon import Word, lexicon, noun_phrase, words
from attrcheck.sources.names import first_sex
from attrcheck.sources.noun_phrases import (
    Phrase,
    has_phrase,
    in_name,
    is_another,
    name_in,
    names_bodies,
    read_phrase,
    singular,
    told_anew,
)
from attrcheck.sources.offices import is_former, only_holder
from attrcheck.sources.organisations import Body
from attrcheck.sources.owners import owning_or_owned
from attrcheck.sources.people import Person
from attrcheck.sources.roles import role_run_on, tells_nobody
from attrcheck.sources.source import Nature, Source, SourceKind, found_by

__all__ = [
    "NAMES_PARTED",
    "described_source",
    "family_source",
    "introduced_source",
    "last_body_source",
    "people_source",
    "person_source",
    "relative_source",
    "role_words",
    "unnamed_source",
]


def person_source(index: Index, person: Person, span: Span, own: Sequence[Span] = ()) -> Source:
    """Return the source that `person` is, met at `span`; `own` is the role given right there, in its pieces."""
    fullest = person.role()
    own = () if own and tells_nobody(index.page, own[0]) else own
    weaker = person.weights.get(tuple(own), 0) < person.weights.get(fullest, 0)
    weaker = weaker or bool(own and fullest and is_former(index, own[0]) and not is_former(index, fullest[0]))
    if own and (not fullest or (not weaker and (len(own) > 1 or len(own[0].of(index.text).split()) > 1))):
        fullest = tuple(own)  # a single word, "Sen.", says less than what stands elsewhere, and so does "a friend"
    held = [role for role in fullest if not _is_past(index, role)]
    bodies = (_body_led(index, role) or _body_served(index, role) for role in held or fullest)
    body = next((name for name in bodies if name and name.lower() not in lexicon().sets["people.no_bodies"]), "")
    body = body or body_behind(index, person) or body_before(index, person)
    owned = any(_OWNED_ROLE.search(index.text, max(0, role.start - 6), role.start) for role in held)
    past = () if owned else (role for role in fullest if role not in held and not is_former(index, role))
    earlier = (body_of(index, role) for role in past)
    role = ", ".join(" ".join(role.of(index.text).split()) for role in fullest)
    return Source(
        SourceKind.PERSON,
        person.name,
        role=role or belonging(index, person),
        affiliation=body or next(filter(None, earlier), ""),
        resolved_to=None if person.span.overlaps(span) else person.span,
    )


#: Behind a name, another that none was found in: "Ann Lee[ and treasurer Bob] mcRoe".
_JOINS_ANOTHER = lazily(r",? and (?:[a-z][\w-]* ){1,6}[A-Z]")
#: How often a name is of the one whom its description begins with: "the widow of the mayor, Ann Lee".
_DOUBTED = 0.75
#: Whose such an office is, the sentences before tell: "[Its] chief executive".
_OWNED_ROLE = lazily(r"\b(?:its|their|his|her|our) \Z", re.I)


def _is_past(index: Index, role: Span) -> bool:
    """Tell whether a role is one that somebody had once: "former Far Air executive", "Far Air veteran"."""
    lex, found = lexicon(), index.page.words(role.start, role.end)
    once = len(found) > 1 and lex.has("people.once", found[max(0, noun_phrase(found) - 1)].low)
    return once or (bool(found) and lex.has("people.rested", found[0].low)) or is_former(index, role)


def _body_led(index: Index, role: Span) -> str:
    """Return the body that a role with a verb names, "leads [the Fen Council]", "representing …"; "" for others."""
    words = index.page.words(role.start, role.end)
    if len(words) < 2 or not (lexicon().has("people.leads", words[0].low) or words[0].low == "representing"):
        return ""
    named = words[2] if words[1].low == "the" and len(words) > 2 else words[1]
    return expand(index, Span(named.start, role.end))[0]


#: "The senator representing [Hull East]", "representing [Ward 5]".
_REPRESENTED = lazily(r" representing ([A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|\d+\b))+)")


def _body_served(index: Index, role: Span) -> str:
    """Return the body in a role, and the whole of who or what somebody is said to be "representing"."""
    body = body_of(index, role)
    found = _REPRESENTED.search(index.text, role.start, role.end)
    return found[1] if body and found is not None and found[1].startswith(f"{body} ") else body


def people_source(index: Index, numbers: Sequence[int], span: Span) -> Source:
    """Return the source that the numbered mentions of people at `span` make, with the bodies beside them there."""
    source = _people_alone(index, numbers, span)
    first, last = index.people.mentions[numbers[0]], index.people.mentions[numbers[-1]]
    before = _body_and(index, Span(span.start, first.span.start))
    told = max([last.span.end, *(role.end for role in last.roles if role.end <= span.end)])
    behind = _bodies_behind(index, Span(told, span.end))
    if len(last.parts) == 1 and any(map(LEGAL_FORM.search, behind)):
        behind = []  # "Marsh and Holt Inc" may be one
    if not (before or behind) or source.kind is not SourceKind.PERSON:
        return source
    *names, end = [*filter(None, (before, *NAMES_PARTED.split(source.name), *behind))]
    kind = SourceKind.ORGANISATION if before else source.kind
    whole = replace(source, kind=kind, name=f"{', '.join(names)} and {end}", role="" if before else source.role)
    return found_by(whole, "several bodies" if before else "several people")


#: What stands between the names of several people.
NAMES_PARTED = lazily(r", | and ")
#: What joins a body to somebody's name: "Ann Lee[ and the ]Fen Fund", "Fen Ltd[ and its chairman] Ann Lee".
_AND_BODY = lazily(r"(?:,?( (?:and|&|along with|as well as))|,) (?:the )?")
_BODY_AND = lazily(r",? (?:and|&) (?:(?:its|their|the) )?(?:[a-z][a-z-]* ){0,3}(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Prof)\.? )?")


def _bodies_behind(index: Index, span: Span) -> list[str]:
    """Return the bodies that `span`, all that a source has behind its people, joins to these: "[, Fen and the BBC]"."""
    names, at, last = list[str](), span.start, False
    while not last and (joined := _AND_BODY.match(index.text, at, span.end)) is not None:
        body = index.body_from(joined.end())
        if body is None or body.span.end > span.end:
            return []
        names.append(expand(index, body.span)[0])
        at, last = body.span.end, joined[1] is not None
    return names if last and not index.text[at : span.end].strip(" ,.") else []


def _body_and(index: Index, span: Span) -> str:
    """Return the body that `span`, all that a source has before its people, joins to these; "" for none."""
    text = index.text
    lead = span.start + (4 if text.startswith(("The ", "the "), span.start) else 0)
    body = index.body_from(lead)
    whole = body is not None and (" " in body.span.of(text) or body.span.of(text).isupper())
    if body is None or not whole or not _BODY_AND.fullmatch(text, body.span.end, span.end):
        return ""
    return expand(index, body.span)[0]


def _people_alone(index: Index, numbers: Sequence[int], span: Span) -> Source:
    """Return the source that the numbered mentions of people at `span` make."""
    names = list(dict.fromkeys(index.people.persons[n].name for n in numbers))
    if len(names) > 1:
        each = dict.fromkeys(index.people.persons[n] for n in numbers)
        roles = [person_source(index, person, span).role for person in each]
        group = _group_role(index, span, numbers)
        if group:
            roles = [group]
        elif not all(roles):  # what one belongs to is not the others'
            roles = [role for role, person in zip(roles, each, strict=True) if role and person.role()]
        several = Source(SourceKind.PERSON, f"{', '.join(names[:-1])} and {names[-1]}", "; ".join(roles))
        return found_by(several, "several people", given=_DOUBTED if _may_be_bodies(index, numbers) else 1.0)
    number = numbers[0]
    others = _AND_OTHERS.match(index.text, index.people.mentions[number].span.end)
    if others is not None:
        tail, particles = re.sub(r"\s+", " ", others.group()), _particles(index, span, number)
        several = replace(person_source(index, index.people.persons[number], span), name=f"{particles}{names[0]}{tail}")
        return found_by(several, "several people")
    named, person = index.people.mentions[number], index.people.persons[number]
    own = named.roles if any(role.overlaps(span) for role in named.roles) else ()
    if not own and span.start < named.span.start:
        lead = lead_role(index, span.start, named.span.start)
        own = (lead,) if lead and _is_beside(index, lead, named.span.start) else ()
    initial = len(named.parts[-1]) == 1
    run_on = None if own or initial or person.role() else role_run_on(index.page, named.span.end, span.end)
    own = (run_on,) if run_on else own
    yearly = bool(own) and lexicon().has("people.pupils", own[0].of(index.text).split()[-1].lower())
    own = () if yearly and len(person.roles) > 1 else own  # a quarterback is more than "a 6-foot-2 senior"
    source = person_source(index, person, span, own)
    if len(named.parts) > 1:
        doubted = is_in_doubt(index, named) or _JOINS_ANOTHER.match(index.text, named.span.end, span.end) is not None
        return found_by(source, "full name", given=_DOUBTED if doubted else 1.0)
    if len(person.name.split()) <= len(named.parts):
        given = _DOUBTED if person.is_but_a_word and _is_of_a_seat(index, person.name) else 1.0
        way = "titled name" if named.honorific or _is_somebodys(index, span) else "only name"
        return found_by(source, way, given=given)
    return found_by(source, "last name", index.people.others[number], given=index.sure.get(number, 1.0))


def _may_be_bodies(index: Index, numbers: Sequence[int]) -> bool:
    """Tell whether nothing but a list of three or more tells of people who are named nowhere else."""
    persons = [index.people.persons[number] for number in numbers]
    known = any(person.roles or person.sex or len(index.appearances[person]) > 1 for person in persons)
    return len(persons) > 2 and not known


def _is_of_a_seat(index: Index, name: str) -> bool:
    """Tell whether a word that was taken for somebody's name is of a place that has an office: "MP for Dunmere"."""
    before = (f"{office} {small} {name}" for office in ("MP", "Mayor", "mayor", "Bishop") for small in ("for", "of"))
    behind = (f"{name} {office}" for office in ("MP", "councillor", "Council", "council", "mayor", "residents"))
    return any(index.page.first(words) >= 0 for words in (*before, *behind))


def _group_role(index: Index, span: Span, numbers: Sequence[int]) -> str:
    """Return what several people are said to be right before their names: "[Businessmen] Ann Lee and Bob Roe"."""
    start = index.people.mentions[numbers[0]].span.start
    lead = lead_role(index, span.start, start) if span.start < start else None
    last = index.page.words(lead.start, lead.end)[-1] if lead is not None else None
    if lead is None or last is None or not _is_beside(index, lead, start, group=True):
        return ""
    one = singular(last.low)
    return _uncounted(tidy(lead.of(index.text))) if one != last.low and lexicon().is_role(one) else ""


def _particles(index: Index, span: Span, number: int) -> str:
    """Return the small words of a surname between the start of a mention and a name of one word: "[de ]Vera"."""
    named = index.people.mentions[number]
    before = index.page.words(span.start, named.span.start)
    small = bool(before) and all(word.text.islower() and lexicon().has("people.particles", word.low) for word in before)
    return f"{' '.join(word.text for word in before)} " if small and len(named.parts) == 1 else ""


def _is_somebodys(index: Index, span: Span) -> bool:
    """Tell whether a mention begins with whose the person is: "his wife Mary"."""
    return index.text[span.start : span.end].partition(" ")[0].lower() in _OWNERS


def _is_beside(index: Index, lead: Span, name: int, *, group: bool = False) -> bool:
    """Tell whether a description stands to the name at `name`: behind a comma, or in small letters right before it.

    That of a `group` may have a capital: "Businessmen Ann Lee and Bob Roe".
    """
    gap, last = index.text[lead.end : name], index.text[lead.start : lead.end].split()[-1]
    given = gap in (" named ", " called ") or _ALIAS.search(f"{gap}X") is not None
    return "," in gap or "(" in gap or given or (gap == " " and (group or last.islower()))


#: Who wrote a paper together: "Li et al. (2021)".
_AND_OTHERS = lazily(r"(?:, [A-Z][\w.-]*)* et al\b\.?")
#: A name given instead of one's own, or beside it: "a man who goes by the name “Lefty”".
_ALIAS = lazily(
    r"\b(?:(?:go(?:es|ing)?|went) by"
    r"(?: the (?:(?:nick|code|pen |stage |user )?name|alias|handle|call ?sign|pseudonym|moniker))?(?: of)?|"
    r"call(?:s|ed|ing) (?:him|her|them)sel(?:f|ves)|nicknamed|"
    r"known (?:only |locally |to (?:all|many|friends|locals|every\w+) )?as|named|"
    r"g(?:ave|ives) (?:his|her|their) (?:first )?name (?:only )?as|identified (?:him|her)self (?:only )?as|"
    r"(?:identified|named|known) (?:here )?(?:only )?(?:as|by (?:the|his|her|their) (?:first |given )?name)|"
    r"(?:ask|want|wish|prefer)(?:s|ed|ing)? (?:to be|that (?:s?he|they) be) "
    r"(?:called|named|identified|known|referred to)(?: only)?(?: as| by)?|"
    r"(?:under|us(?:ing|es|ed)) (?:the|a) (?:pseudonym|pen name|alias|name)(?: of)?|"
    r"(?:signs|posts|writes|appears)(?: (?:his|her|their) \w+)? (?:only )?as|sign(?:s|ed|ing) (?:him|her)self(?: as)?) "
    r"[“\"‘']?([A-Z][\w’-]*(?: [A-Z][\w’-]*){0,2})"
)
#: Such a name in small letters: 'some guy calling himself "rotorhead77"'.
_HANDLE = lazily(
    r"\b(?:(?:call|sign)(?:s|ed|ing) (?:him|her|them)sel(?:f|ves)(?: as)?|go(?:es|ing)? by(?: the name)?(?: of)?) "
    r"[“\"‘']([\w’-]+(?: [\w’-]+){0,2})[”\"’']"
)
#: "A commenter at Prairie Fire [called] Hobb", but not "the owner of a dog called Rex".
_CALLED = lazily(r"([\w’'-]+) called [“\"‘']?([A-Z]\w+(?: [A-Z]\w+)?)[”\"’']?\Z")


_WHO = lazily(r",? who\b[^,.;:\n“”\"]{0,60}")


def _alias(index: Index, phrase: Phrase, span: Span) -> Span | None:
    """Return where the name stands by which a source without another goes, in its own words or right behind them."""
    clause = _WHO.match(index.text, span.end)
    end = clause.end() if clause else min(len(index.text), span.end + 2)
    if names_what_one_has(index, span.start, end):
        return None
    found = _ALIAS.search(index.text, span.start, end)
    found = found or _HANDLE.search(index.text, span.start, span.end)
    if found is not None:
        return Span(*found.span(1))
    called = _CALLED.search(index.text, span.start, span.end)
    own = called is not None and (called[1][0].isupper() or called[1].lower() == phrase.head)
    return Span(*called.span(2)) if called and own else None


#: Who some of several are, or somebody else is: "Experts[ including the mayor]", "Lee's lawyer[, like Ann Hale]".
_FOR_EXAMPLE = lazily(r",? (?:such as|including) |(?<=\w), (?:un)?like (?=(?:the|his|her|their|an?|[A-Z])\b)")
#: What tells no more of who or what it is: "the survey, seen by this newspaper".
_TOLD_BEHIND = lazily(r", (?:who\b|which\b|(?:as )?(?:seen|obtained|reviewed|viewed|read) by\b).*")
_AGE = lazily(r"(?:, (?:aged )?\d{1,3}| \((?:aged )?\d{1,3}\))\Z")  # "The cleric, 64", "The cleric (64)"
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


def _known_at_once(index: Index, phrase: Phrase, span: Span, name: str) -> Source | None:
    """Return the source that the mention's words tell of, whatever kind its noun is of: an office's holder, a body."""
    text = index.text
    titled = titled_so(index, phrase, span.start)
    if titled is not None:
        return found_by(person_source(index, titled, span), "office")
    based = _body_based(index, span) or _named_behind_its_seat(index, span)
    if based is not None:
        return based
    cited = _CITED.fullmatch(text, span.start, span.end)
    if cited is not None and not _is_no_author(index, Span(*cited.span(1))):
        return found_by(Source(SourceKind.PERSON, tidy(cited[1])), "full name", given=_DOUBTED)
    two = _both_named(index, span)
    if two:
        return found_by(Source(SourceKind.ORGANISATION, " and ".join(two)), "several bodies")
    one = _ONE_BODY.match(text, span.start, span.end)
    apposed = index.entity(Span(one.end(), one.end() + 1)) if one else None
    if apposed is not None and apposed.kind is EntityKind.ORGANIZATION:
        return found_by(Source(SourceKind.ORGANISATION, expand(index, apposed.span)[0]), "body")
    taken_up = _body_apposed(index, phrase, _with_name_behind(index, span)) or _body_beside(index, phrase, span)
    taken_up = taken_up or _both(index, phrase, span) or _who_wrote(index, phrase, span.start)
    if taken_up is not None:
        return taken_up
    if is_firm_of_two(text, span) and not people_known(index, span):
        return found_by(Source(SourceKind.ORGANISATION, expand(index, span)[0]), "body")
    related = owning_or_owned(index, phrase)
    if related is not None:
        return found_by(Source(SourceKind.ORGANISATION, expand(index, related)[0], resolved_to=related), "noun")
    title = _noble_title(name)
    return _noble(index, title, span) if title else None


def unnamed_source(index: Index, span: Span, seen: SourceKind | None = None) -> Source:
    """Return the source for a mention that is neither a person known by name nor a pronoun.

    `seen` is the kind that the reader takes it to be of.
    """
    text = index.text
    span = _with_paper(index, span) if seen is SourceKind.DOCUMENT else span
    examples = _FOR_EXAMPLE.search(text, span.start + 1, span.end)
    whole, span = span, Span(span.start, examples.start()) if examples else span
    phrase = read_phrase(index.page, span)
    name = _AGE.sub("", _TOLD_BEHIND.sub("", tidy(whole.of(text))))
    last = phrase.first[-1] if phrase.first else None
    entity = index.entity(Span(last.start, last.end)) if last else None
    known = _known_at_once(index, phrase, span, name)
    if known is not None:
        return known
    affiliation = _body_meant(index, phrase, _body_served(index, span))
    affiliated = bool(affiliation) or led_or_asked(index, span)
    told = kind_of(phrase, affiliated=affiliated, entity=entity.kind if entity else None)
    bodily = seen is not None and seen.nature is Nature.BODY
    is_person = entity is not None and entity.kind is EntityKind.PERSON and not bodily
    kind = believed_kind(phrase, told, seen, is_person=is_person)
    if kind is SourceKind.ROLE and _SHARE_OF_THOSE.match(text, span.start, span.end):
        kind = SourceKind.VAGUE
    if kind is SourceKind.ROLE and told is SourceKind.ORGANISATION and _is_hearing(index, phrase, span.start):
        kind = told
    if kind is SourceKind.OUTLET and is_townsman(phrase) and _is_told_of(index, phrase, span.start):
        kind = SourceKind.ROLE
    if kind is SourceKind.OUTLET and _is_of_paper(index, phrase, span.start, seen):
        kind = SourceKind.DOCUMENT
    alias = None if phrase.plural or not {kind, told} & _MAY_GO_BY_A_NAME else _alias(index, phrase, span)
    if alias is not None:
        told_so = Span(phrase.first[0].start, phrase.first[-1].end)
        role = (lead_role(index, told_so.start, told_so.end) or told_so).of(text)
        body = "" if affiliation.endswith(alias.of(text)) else affiliation
        if kind is SourceKind.POST:
            return Source(kind, alias.of(text))
        return Source(SourceKind.PERSON, alias.of(text), "" if kind is SourceKind.VAGUE else tidy(role), body)
    known_by_trade = kind is SourceKind.ROLE or (kind is SourceKind.VAGUE and _is_trade(phrase))
    if known_by_trade and (_says_withheld(index, span) or _says_privately(index, phrase, span)):
        kind = SourceKind.ANONYMOUS
    if SourceKind.ROLE in (kind, told) and not is_another(phrase):
        known = _in_office(index, phrase, span)
        if known is not None:
            return known
    if kind in (SourceKind.ROLE, SourceKind.ANONYMOUS):
        firm = _firm_spoken_of(index, phrase, span) if kind is SourceKind.ROLE else None
        return firm or Source(kind, name, role_words(index, span), affiliation)
    if kind is SourceKind.PERSON and told is SourceKind.ROLE:
        return _named_at_end(index, span, name)
    if kind is SourceKind.DOCUMENT or (
        phrase.low in _PAPERS and _FILED.search(text, max(0, span.start - _FAR), span.start)
    ):
        return _paper(index, phrase, span, name)
    if kind in (SourceKind.ORGANISATION, SourceKind.OUTLET):
        if kind is SourceKind.OUTLET and _is_press(phrase):
            return Source(kind, "")
        if examples and phrase.plural:
            return Source(kind, name)  # "Firms such as Fen Ltd"
        return _unless_any(index, phrase, span, _body(index, phrase, span, kind, name))
    if kind is SourceKind.VAGUE and _is_trade(phrase):
        return Source(kind, name, role_words(index, span))
    return found_by(Source(kind, name), "by look") if kind is SourceKind.PERSON else Source(kind, name)


#: Behind a source, a name between commas that the sentence goes on after: "Fen's trade body[, the Ferry Union], said".
_NAME_BEHIND = lazily(r", (?:the )?[A-Z][^,.;:\n“”\"]{1,80}(?=, (?!and\b|or\b|a\b|an\b|the\b)[a-z])")


def _with_name_behind(index: Index, span: Span) -> Span:
    """Return a source with the name in apposition that follows it between commas."""
    behind = _NAME_BEHIND.match(index.text, span.end)
    return Span(span.start, behind.end()) if behind else span


#: How the nouns for bodies alone tell of them.
_BY_NOUNS = frozenset({"nouns with a name", "noun with a name", "noun alone", "noun with more", "noun for some body"})


def _unless_any(index: Index, phrase: Phrase, span: Span, body: Source) -> Source:
    """Return `body`, without its nouns for a name where they are of any such bodies, as the press may be.

    Behind a comma their names may follow: "Two unions, [Unite and the GMB]".
    """
    if body.way not in _BY_NOUNS or not _are_any(phrase):
        return body
    behind = phrase.first[-1].end
    names = _bodies_joined(index, Span(behind + 2, span.end)) if index.text.startswith(", ", behind) else []
    if len(names) < 2:
        return replace(body, name="")
    return found_by(replace(body, name=f"{', '.join(names[:-1])} and {names[-1]}"), "several bodies")


def _are_any(phrase: Phrase) -> bool:
    """Tell whether several bodies are told of that have no name: "student groups", "two unions"."""
    several = phrase.plural and not (phrase.definite or phrase.possessed) and phrase.words[0].low not in _SEVERAL
    owned = any(word.possessive for word in phrase.first)
    owned = owned or [word.text for word in phrase.first[1:2]] == ["and"]  # "Fen and Hale councils"
    return several and not owned and phrase.first[-1].text.islower() and lexicon().has("bodies.unnamed", phrase.head)


def _firm_spoken_of(index: Index, phrase: Phrase, span: Span) -> Source | None:
    """Return the body that the sentence before is about, where a noun for firms that is a role, too, takes it up.

    "Far Homes builds here. The developer said". No person may be named there or since, nor anybody be called so.
    """
    noun = phrase.head
    plain = phrase.determiner == "the" and phrase.simple and not phrase.plural and len(phrase.first) == 1
    if not plain or not lexicon().has("bodies.trading", noun) or any(noun in role for role in _roles_told(index)):
        return None
    taken = body_called(index, phrase, span.start)
    near = index.page.sentences[max(0, index.page.sentence(span.start) - 1)]
    places = [place for place in taken[0].places if near <= place < span.start] if taken else []
    if taken is None or not places or index.people.within(Span(near, span.start)):
        return None
    return found_by(Source(_kind_by_noun(phrase), taken[0].name, resolved_to=taken[0].span), "any body")


def _roles_told(index: Index) -> Iterator[str]:
    """Yield the words of each role that the article gives somebody."""
    return (role.of(index.text).lower() for named in index.people.mentions for role in named.roles)


#: How much less sure is who holds an office that a sentence tells of, "Ann Lee is the mayor", than one beside a name.
_BY_A_SENTENCE = 0.85
#: What tells somebody from the holder of an office: "The mayor[ who was] ousted".
_TOLD_APART = lazily(
    r" who (?:was|were|had (?:been|\w+ed)|has been|resigned|lost|left|ran|ruled|served|fell|stood|stepped|signed|"
    r"(?:held|took) office)\b"
)
#: "It [was ]the mayor who was heard".
_CLEFT = lazily(r"\b(?:was|is|only) (?:then )?\Z", re.I)


def _is_hearing(index: Index, phrase: Phrase, before: int) -> bool:
    """Tell whether "the jury" at `before` is one that the article names, and no other: "the Hale County Grand Jury"."""
    if not (phrase.definite and phrase.simple and lexicon().has("bodies.hearings", phrase.head)):
        return False
    if any(told_anew(index.text, phrase.head, max(0, before - _FAR), before)):
        return False
    return body_called(index, phrase, before) is not None


def _in_office(index: Index, phrase: Phrase, span: Span) -> Source | None:
    """Return the person who holds the office at `span`, as the article tells before or anywhere."""
    told_apart = any(_TOLD_APART.match(index.text, end) for end in {span.end, phrase.first[-1].end})
    if told_apart and not _CLEFT.search(index.text, max(0, span.start - 12), span.start):
        return None
    held = holder(index, phrase, span.start)
    if held is not None and _is_head_of_less(index, phrase, span, held[0]):
        return None
    if held is not None and _is_told_anew_since(index, phrase, held[0], span.start):
        return None
    if held is not None:
        beside = index.people.mentions[held[0]].role is not None
        somebody = person_source(index, index.people.persons[held[0]], span)
        return found_by(somebody, "office", held[1], given=1.0 if beside else _BY_A_SENTENCE)
    only = only_holder(index, phrase, span)
    return found_by(person_source(index, only, span), "only holder") if only is not None else None


#: Of these a club or a firm may have one, as a state has.
_OF_STATES_TOO = frozenset({"president", "chancellor"})
#: What only the head of a state has to do with.
_MATTERS_OF_STATE = lazily(
    r"\b(?:troops|armed forces|warships|missiles?|parliament|prime minister|martial law|ceasefire|annexation|"
    r"invasion)\b",
    re.I,
)
#: And what such a head may be of, though the reader takes it for a body.
_IS_A_STATE = frozenset(
    {"union", "council", "commission", "congress", "senate", "parliament", "assembly", "republic", "federation"}
)


def _is_head_of_less(index: Index, phrase: Phrase, span: Span, number: int) -> bool:
    """Tell whether "the president" at `span` sends troops, and the one of the numbered mention is a club's."""
    named, noun = index.people.mentions[number], phrase.head
    bare = phrase.determiner == "the" and phrase.simple and len(phrase.first) == 1 and noun in _OF_STATES_TOO
    whose = index.entity(named.role) if bare and named.role is not None else None
    if whose is None or whose.kind is not EntityKind.ORGANIZATION:
        return False
    if whose.span.of(index.text).split()[-1].lower() in _IS_A_STATE:
        return False
    near = (place for place in index.page.places(noun) if abs(place - span.start) < _NEAR)
    told = (place for place in near if index.text[max(0, place - 4) : place].lower() == "the ")
    sentences = (index.page.sentence(place) for place in told if not index.is_role(Span(place, place + len(noun))))
    return any(
        _MATTERS_OF_STATE.search(index.text, index.page.sentences[at], index.page.sentence_end(at)) for at in sentences
    )


def _is_told_anew_since(index: Index, phrase: Phrase, number: int, before: int) -> bool:
    """Tell whether somebody without a name was told of by the same noun behind the numbered mention: "a mayor"."""
    since = max(index.people.mentions[number].span.end, before - _NEAR)
    given = index.people.mentions[number].role is not None

    def is_somebody(place: Span) -> bool:
        of_holder = given and _OF_WHOM.search(index.text, max(0, place.start - 10), place.start)
        return not (index.is_role(place) or of_holder or _ANY.match(index.text, place.end))

    return any(map(is_somebody, told_anew(index.text, phrase.head, since, before)))


#: Before what somebody is or would be: "I never wanted to be [a mayor]".
_OF_WHOM = lazily(r"\b(?:is|was|as|be|been|became|become|being|elected) \Z", re.I)
#: And what everybody of the office does: "A mayor [must listen]".
_ANY = lazily(r"['’]s\b| (?:must|should|needs?|can|ought|has to)\b")


_NEAR = 2_000  # characters that are looked back at for somebody told of by a noun alone
_FAR = 20_000  # characters that are looked back at for what was told once
_NOBLE = lazily(r"(?:[Tt]he )?((?:Dowager )?([A-Z]\w+) of (?:the )?(?:[A-Z][\w’'-]+ )?([A-Z][\w’'-]+))")


def _noble_title(name: str) -> str:
    """Return the title by which a mention calls somebody who may have no other name, "the Earl of Marne"; else ""."""
    found = _NOBLE.fullmatch(name)
    titled = found is not None and lexicon().has("people.nobles", found[2].lower())
    return found[1] if found and titled and not lexicon().has("bodies.nouns", found[3].lower()) else ""


def _noble(index: Index, title: str, span: Span) -> Source:
    """Return the person of whom the article tells the `title` beside the name, else one whom it is the name of."""
    told = re.compile(rf", (?:the )?({re.escape(title)})\b").search(index.text, max(0, span.start - _FAR), span.start)
    if told is not None:
        for number in index.people.within(Span(told.start() - 1, told.start())):
            own = (Span(*told.span(1)),)
            return found_by(person_source(index, index.people.persons[number], span, own), "office")
    return found_by(Source(SourceKind.PERSON, title), "full name")


#: Papers that were called somebody's before are no press.
_PAPERS = frozenset({" the papers ", " the court papers "})
_FILED = lazily(r"\b(?:court|legal|divorce|charging|bankruptcy|cabinet|police|internal|leaked|secret) papers\b", re.I)


def _is_told_of(index: Index, phrase: Phrase, before: int) -> bool:
    """Tell whether somebody was told of before by the words of a phrase: "a New Yorker"."""
    words = re.escape(" ".join(word.text for word in phrase.first))
    goes_on = (
        r"(?=[,.;:]| (?:who|with|in|from|on|at|was|is|had|has|said|says|told|found|bought|"
        r"took|made|went|came|saw|[a-z]+(?:ing|ed))\b)"
    )
    return re.search(rf"\b(?:[Aa]|[Oo]ne|[Aa]nother) {words}{goes_on}", index.text[:before]) is not None


#: Of whom and what a text tells that has a scholarly paper.
_RESEARCH = lazily(
    r"\b(?:stud(?:y|ies)|research(?:ers?)?|journal|preprint|peer[- ]review\w*|scientists?|co-?authors?|\w+ologists?)\b",
    re.I,
)


def _is_of_paper(index: Index, phrase: Phrase, before: int, seen: SourceKind | None) -> bool:
    """Tell whether "the paper" at `before` is no newspaper: none is named, and it is seen to be a document or research.

    A text that has told of scientists has a paper of a journal.
    """
    if phrase.low != " the paper ":
        return False
    published, taken = paper_published(index, phrase, before), body_called(index, phrase, before)
    research = _RESEARCH.search(index.text, max(0, before - _FAR), before) is not None
    if published is not None and (taken is None or published[0].endswith(taken[0].name)):
        return research or not _is_outlet(published[1].of(index.text))
    if taken is not None:
        return False
    if seen is SourceKind.DOCUMENT or paper_issued(index, phrase, before) is not None:
        return True
    return research


def _is_outlet(name: str) -> bool:
    """Tell whether what findings were published in is a newspaper, as far as the name tells: "the Guardian"."""
    low = name.lower()
    listed = any(lexicon().has("outlets.names", known) for known in (low, f"the {low}"))
    return listed or lexicon().has("outlets.last", low.rpartition(" ")[2])


def _is_trade(phrase: Phrase) -> bool:
    """Tell whether a crowd is known by what it does: "scientists", "some forecasters", but no "experts"."""
    lex = lexicon()
    anybody = any(lex.has(name, phrase.head) for name in ("vague.crowds", "vague.anybody", "people.peoples"))
    return bool(phrase.first) and lex.is_role(phrase.head) and not anybody


def _is_press(phrase: Phrase) -> bool:
    """Tell whether the media at large are meant: "local media", "several newspapers", "the Western press"."""
    if not phrase.first or phrase.first[-1].named:
        return False
    if phrase.plural and phrase.determiner == "the" and phrase.simple and len(phrase.first) == 1:
        return True  # "the newspapers"
    return phrase.head in ("media", "press") or (phrase.plural and not phrase.definite)


def _named_at_end(index: Index, span: Span, name: str) -> Source:
    """Return the person with whose name a source ends that no list knows for one: "a giant named Rubén Achával".

    Of several it is the body that they are: "The organisers, Green Stage, said".
    """
    own = ending_name(index, span)
    lead = lead_role(index, span.start, own.start) if own else None
    met = [index.people.mentions[number] for number in index.people.within(own)] if own else []
    apart = any(is_apart(index.page.words(span.start, named.span.start), named) for named in met)
    if own is None or lead is None or apart:
        kind = SourceKind.ANONYMOUS if _says_withheld(index, span) else SourceKind.ROLE
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
    again = _again(index, phrase)
    issued = paper_issued(index, phrase, span.start) if again else None
    told = issued[1] if issued is not None and (full is None or _is_newer(issued[1], full, span)) else full
    if told is not None and _is_answered(index, phrase, Span(told.end, span.start)):
        return Source(SourceKind.DOCUMENT, name)
    if issued is None or (full is not None and not _is_newer(issued[1], full, span)):
        issued = paper_published(index, phrase, span.start) if again and not _is_named(index, full) else None
    latest = issued[1] if issued is not None else full
    if latest is not None and again and _is_matched(index, Span(latest.end, span.start)):
        return Source(SourceKind.DOCUMENT, name)
    if issued is not None:
        return found_by(Source(SourceKind.DOCUMENT, issued[0], resolved_to=issued[1]), "noun")
    owned = _with_owner(index, full or span)
    if full is None:
        return owned or Source(SourceKind.DOCUMENT, name)
    whole = owned or Source(SourceKind.DOCUMENT, tidy(DAY_AT_END.sub("", full.of(index.text))))
    return found_by(replace(whole, resolved_to=full), "noun", given=whole.confidence)


#: Whoever is written to may write back by these.
_SENT = frozenset({"letter", "email", "e-mail", "note", "message"})
_ANSWERS = lazily(
    r"\b(?:replied|answered|responded|wrote back|(?:a|the|his|her|its|their|’s|'s) (?:reply|answer|response))\b"
)


def _is_answered(index: Index, phrase: Phrase, gap: Span) -> bool:
    """Tell whether what was sent is answered in the `gap` before "the letter", which may be the answer."""
    sent = bool(phrase.first) and phrase.first[-1].low in _SENT and phrase.simple and len(phrase.first) == 1
    return sent and gap.start < gap.end and _ANSWERS.search(index.text, gap.start, gap.end) is not None


#: One more of the papers that were told of: "the council [put out its own]", "[published another]".
_ITS_OWN = lazily(
    r"\b(?:issued?|publish(?:ed)?|released?|put out|produced?|wrote|written|commissioned|brought out|"
    r"(?:came|come) (?:out|up) with|drew up|filed|presented|did|conducted|carried out|ordered|unveiled|launched) "
    r"(?:(?:one of )?(?:its|their|his|her) own|another(?: one)?|"
    r"a (?:second|third|rival|different|similar|separate|new) one|one (?:too|as well))"
    r"(?=[.,;:]| (?:on|in|about|last|this|later|yesterday|earlier|a|which|that)\b)"
)


def _is_matched(index: Index, gap: Span) -> bool:
    """Tell whether somebody else puts out a paper of theirs in the `gap` before "the report", which may be that."""
    return gap.start < gap.end and _ITS_OWN.search(index.text, gap.start, gap.end) is not None


def _is_named(index: Index, paper: Span | None) -> bool:
    """Tell whether the words for a `paper` name something: "the report of Fen Council", but no "the team's study"."""
    found = index.page.words(paper.start, paper.end) if paper is not None else []
    return any(word.named and not index.page.opens_sentence(word.start) for word in found)


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
        if alone.kind.nature is not Nature.BODY or not named or alone.way == "bodies' noun":
            return None
        return replace(alone, kind=SourceKind.DOCUMENT, name=f"{alone.name} {paper}", candidates=())
    if owner < 0 and len(phrase.first) == 2 and phrase.simple and phrase.first[0].text.islower():
        return _of_a_body(index, phrase)
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


#: These are of whoever has an account or goes to a school.
_COMPOUNDS = frozenset({("bank", "statement"), ("school", "report")})


def _of_a_body(index: Index, phrase: Phrase) -> Source | None:
    """Return the paper of two nouns that the article tells of which body it is: "a company statement"."""
    noun, head = phrase.first
    apart = phrase.possessed or phrase.determiner in ("one", "another", "every", "each")
    body = None if apart or (noun.low, head.low) in _COMPOUNDS else _taken_up_by(index, noun)
    if body is None:
        return None
    told = "" if noun.low in body.name.lower().split() else f"{noun.text} "
    name = f"{body.name} {told}{head.text}"
    return found_by(Source(SourceKind.DOCUMENT, name, resolved_to=body.span), "any body")


def _taken_up_by(index: Index, noun: Word) -> Body | None:
    """Return the body that a `noun` beside another takes up: "a [company] statement", "[agency] officials"."""
    lex = lexicon()
    plain = singular(noun.low) == noun.low and names_bodies(noun.low)
    if not plain or lex.has("bodies.forces", noun.low) or lex.has("bodies.governing", noun.low):
        return None
    taken = body_called(index, Phrase([noun], [noun], "the", f" the {noun.low} "), noun.start)
    sure = taken is not None and not taken[1] and noun.low in taken[0].nouns | lex.sets["bodies.any"]
    return taken[0] if taken is not None and sure else None


#: Who is of none of the bodies that a noun before tells of: "bank analysts", "a school friend".
_OUTSIDERS = frozenset({"analyst", "friend", "mate", "expert", "economist", "critic", "consultant", "tenant"})
#: These tell in what somebody works: "industry analysts".
_FIELDS = frozenset({"industry", "business"})


def _body_meant(index: Index, phrase: Phrase, body: str) -> str:
    """Return in full whose somebody without a name is, where a noun tells the `body`: "a [company] spokesman"."""
    noun = phrase.first[-2] if len(phrase.first) > 1 and not phrase.possessed else None
    if (
        singular(phrase.head) in _OUTSIDERS
        or noun is None
        or noun.text != body
        or noun.low in _FIELDS
        or phrase.determiner in ("another", "every", "each")
    ):
        return body
    small = body.islower() or index.page.opens_sentence(noun.start)
    meant = _taken_up_by(index, noun) if small else None
    if meant is None or meant.places[0] > noun.start:
        return body
    agencies = lexicon().sets["bodies.agencies"] | {"agency"}
    return body if noun.low == "agency" and not meant.nouns & agencies else meant.name


#: "The company['s own ]figures".
_OWNED_PAPER = lazily(r"\A(?:['’]s?)? (?:own )?")


def _is_newer(paper: Span, full: Span, span: Span) -> bool:
    """Tell whether a `paper` is told of behind the fullest words for one that `span` may take up, or is in them."""
    within = full.overlaps(paper) and full.end <= paper.end
    return within or full.end <= paper.start < span.start


def _again(index: Index, phrase: Phrase) -> bool:
    """Tell whether a phrase may take up one before it: "the report", "The report, obtained by …"."""
    parted = not phrase.simple and index.text[phrase.first[-1].end : phrase.first[-1].end + 1] == ","
    return phrase.definite and bool(phrase.first) and (phrase.simple or parted)


def _body(index: Index, phrase: Phrase, span: Span, kind: SourceKind, name: str) -> Source:
    """Return the body at `span`: the one that its name stands for in full, or that its noun takes up."""
    text = index.text
    introduced = body_introduced(index, phrase, span.start)
    if introduced is not None:
        return found_by(Source(kind, introduced.name, resolved_to=introduced.span), "noun for some body")
    several = _bodies_joined(index, span)
    if len(several) > 1:
        return found_by(Source(kind, f"{', '.join(several[:-1])} and {several[-1]}"), "several bodies")
    if several:
        return found_by(Source(kind, several[0]), "body")
    core = [word for word in phrase.first if word.low not in SMALL]  # "the same Board"
    is_noun = len(core) == 1 and phrase.simple and lexicon().has("bodies.nouns", phrase.head)
    if any(word.named for word in phrase.first) and not (is_noun and (phrase.definite or len(phrase.words) == 1)):
        seen = index.entity(span) if ") " in name else None  # "Fen Mines (Hull) Ltd"
        own = span if seen is not None and seen.span == span else _seen_name(index, phrase, span)
        full, place = expand(index, own or name_in(text, phrase, span))
        if place is not None and kind is SourceKind.OUTLET:  # the letters of a station, but not of that one here
            kind = kind_of(read_phrase(index.page, place), affiliated=False, entity=EntityKind.ORGANIZATION)
        described = body_described(index, phrase, span.start) if place is None and is_company(phrase) else None
        if described is not None:
            return _some_body(Source(kind, name), *described)
        longer = longer_name(index, full, definite=phrase.definite) if place is None else None
        if longer is not None:
            return found_by(Source(kind, longer.name, resolved_to=longer.span), "longer name")
        return found_by(
            Source(kind, full, resolved_to=place), "acronym" if place else _way_of_body(index, phrase, full)
        )
    owned = body_owned(index, phrase)
    if owned is not None:
        return found_by(Source(kind, owned.name, resolved_to=owned.span), "body's noun")
    if not _again(index, phrase) and len(phrase.words) > 1:
        return _described_body(index, phrase, span, Source(kind, name))
    defined = index.acronyms.get(phrase.head) if is_noun else None
    if defined is not None:  # "Far Air plc (the “Company”)"
        return found_by(Source(kind, tidy(defined.of(text)), resolved_to=defined), "acronym")
    taken = body_called(index, phrase, span.start)
    if taken is not None:
        body, others = taken
        found = Source(kind, body.name, resolved_to=body.span)
        way = "bodies' noun" if others else "body's noun" if phrase.head in body.nouns else "any body"
        return found_by(found, way, [other.name for other in others])
    fuller = body_in_full(index, phrase, span.start)
    if fuller is not None:
        return found_by(Source(kind, expand(index, fuller)[0], resolved_to=fuller), "noun")
    if kind is SourceKind.OUTLET and phrase.head in ("radio", "television") and len(phrase.first) == 1:
        return Source(kind, "")  # "the radio", of which no station is named
    return _described_body(index, phrase, span, Source(kind, expand(index, span)[0] if phrase.first[0].named else name))


#: What may close a mention behind a name.
_CLOSING = lazily(r"[ ,]*(?:\([^()]*\)[ ,]*)?\Z")


def _seen_name(index: Index, phrase: Phrase, span: Span) -> Span | None:
    """Return the name with which a mention ends that the reader sees behind adjectives: "the federal [Far Board]"."""
    first = next((at for at, word in enumerate(phrase.first) if word.named), 0)
    named = Span(phrase.first[first].start, phrase.first[first].end) if first and phrase.definite else None
    body = index.entity(named) if named is not None else None
    if named is None or body is None or body.kind is not EntityKind.ORGANIZATION or body.span.end <= named.end:
        return None
    own = Span(named.start, body.span.end)
    whole = all(in_name(word) or word.low == "and" for word in index.page.words(own.start, own.end))
    return own if whole and _CLOSING.match(index.text, own.end, span.end) else None


def _some_body(source: Source, body: Body, others: Sequence[Body]) -> Source:
    """Return `source`, a description, as the `body` that it may be of, with the `others` as candidates."""
    found = replace(source, name=body.name, resolved_to=body.span)
    return found_by(found, "any body", [other.name for other in others])


def _described_body(index: Index, phrase: Phrase, span: Span, source: Source) -> Source:
    """Return the body that a description without a name is of, else `source`, which keeps the description."""
    taken = body_described(index, phrase, span.start) if source.kind is SourceKind.ORGANISATION else None
    if taken is not None:
        return _some_body(source, *taken)
    way = _way_of_noun(phrase, source.kind)
    owned = way == "noun with more" and is_company(phrase) and any(body.places[0] < span.start for body in index.bodies)
    return found_by(source, "noun for some body" if owned else way)


#: A name at the end of a source, behind what it is.
_NAME_AT_END = lazily(
    r", (?:the )?([A-Z][\w’'&.-]*(?: (?:(?:of|for|and|&) (?:the )?)?[A-Z][\w’'&.-]*)*)(?: \([^()]{1,30}\))?[,)]?\Z"
)


def _body_apposed(index: Index, phrase: Phrase, span: Span) -> Source | None:
    """Return the body whose name stands behind what it is: "The vessel's owner, [Far Lines]", "Its rival, [Fen]"."""
    last = phrase.first[-1] if phrase.first else None
    if last is None or last.named or not (phrase.definite or phrase.possessed):
        return None
    name = _NAME_AT_END.fullmatch(index.text, last.end, span.end)
    may_be = any(lexicon().has(f"bodies.{name}", phrase.head) for name in ("trading", "roles", "any"))
    noun = names_bodies(phrase.head) and not may_be
    if name is None or not (noun or may_be) or lexicon().has("grammar.dates", name[1].lower()):
        return None
    place = Span(*name.span(1))
    entity = index.entity(place)
    seen = entity.kind if entity else None
    if seen is EntityKind.LOCATION or not (noun or seen is EntityKind.ORGANIZATION):
        return None
    met = [index.people.mentions[number] for number in index.people.within(place)]
    if len(met) > 1 or any(named.roles or named.honorific or first_sex(named.parts[0]) for named in met):
        return None  # "The ministry, President Ana Lom,"
    return found_by(Source(_kind_by_noun(phrase), expand(index, place)[0]), "body")


#: Before a description that follows a name, and before a name that opens what is said of it.
_BEHIND_NAME = lazily(r"[>)”\"]?, \Z")
_OPENS = lazily(r"(?:\A|[.!?:;\n]\s*|[”\"] (?:said|says) |\b(?:and|but|that) )[<“\"]?(?:[Tt]he )?\Z")
#: What tells the name of a body behind a description: "a body of dam builders that …, known as [the Oslin Committee]".
_KNOWN_AS = lazily(
    r"(?P<clause>[^.,;:\n“”\"]{0,120}), (?:(?:also|better|now|formerly|commonly|collectively) )?"
    r"(?:known as|called|named|identified as|identified only as|dubbed) (?:the )?(?=[A-Z])"
)


def _body_beside(index: Index, phrase: Phrase, span: Span) -> Source | None:
    """Return the body whose name stands beside what it is: "[Fen Ltd], a unit of Far", "a body known as [Fen]"."""
    noun = lexicon().has("bodies.any", phrase.head) or lexicon().has("bodies.roles", phrase.head)
    if not phrase.first or phrase.plural or phrase.first[-1].named or not (noun or names_bodies(phrase.head)):
        return None
    place = _name_before(index, phrase, span)
    again = phrase.definite and len(phrase.first) == 1  # "The service, known as FSS", was told of before
    known = None if place or again else _KNOWN_AS.match(index.text, phrase.first[-1].end)
    if known is not None:
        last = next(reversed(index.page.words(known.start(), known.end("clause"))), None)
        apart = last is not None and singular(last.low) == last.low  # "that bought a boat, called"
        named = None if apart else index.body_from(known.end())
        place = named.span if named else None
    return found_by(Source(_kind_by_noun(phrase), expand(index, place)[0]), "body") if place else None


def _name_before(index: Index, phrase: Phrase, span: Span) -> Span | None:
    """Return the name of the body that is the subject and that the description at `span` follows between commas."""
    gap = _BEHIND_NAME.search(index.text, max(0, span.start - 3), span.start)
    closed = index.text[span.end - 1] == "," or index.text.startswith(",", span.end)
    if gap is None or not closed or phrase.determiner not in ("a", "an", "one"):
        return None
    entity = index.entity(Span(gap.start() - 1, gap.start()))
    if entity is None or entity.kind is not EntityKind.ORGANIZATION or entity.span.end != gap.start():
        return None
    lead = max(0, entity.span.start - 20)
    return entity.span if _OPENS.search(index.text, lead, entity.span.start) else None


#: "The [Seattle, Washington-based] company".
_BASED_IN = lazily(r"[Tt]h(?:e|is) ((?:[A-Z][\w.’']*,? ){0,5}?[A-Z][\w.’'-]*-based )(?:[a-z][\w-]* ){0,3}[a-z][\w-]*")


def _body_based(index: Index, span: Span) -> Source | None:
    """Return the body that the mention at `span` takes up, which adds where it sits: "The Leeds-based company"."""
    found = _BASED_IN.fullmatch(index.text, span.start, span.end)
    if found is None:
        return None
    words = [
        word
        for word in index.page.words(span.start, span.end)
        if word.end <= found.start(1) or word.start >= found.end(1)
    ]
    phrase = Phrase(words, words[1:], words[0].low, f" {' '.join(word.low for word in words)} ")
    lex = lexicon()
    named = any(lex.has(name, phrase.head) for name in ("bodies.any", "bodies.trading")) or names_bodies(phrase.head)
    taken = body_called(index, phrase, span.start) if named and phrase.simple else None
    if taken is None or not _can_sit(index, taken[0], phrase, Span(*found.span(1))):
        return None
    body, others = taken
    way = "bodies' noun" if others else "body's noun"
    return found_by(
        Source(_kind_by_noun(phrase), body.name, resolved_to=body.span), way, [other.name for other in others]
    )


#: "[Seattle, Washington-based software company] Vexa Sound".
_SEATED = lazily(r"(?:[Tt]he )?(?:[A-Z][\w.’']*,? ){0,4}?[A-Z][\w.’'-]*-based ((?:[a-z][\w-]* ){0,4})(?=[A-Z])")
#: Behind a town where a body sits: "[Hull], England-based Fen".
_SITS = lazily(r", (?:[A-Z][\w.]* ){0,2}[A-Z][\w.’'-]*-based\b")


def _named_behind_its_seat(index: Index, span: Span) -> Source | None:
    """Return the body with whose name a mention ends that tells first where it sits: "Hull, England-based firm Fen"."""
    lead = _SEATED.match(index.text, span.start, span.end)
    place = Span(lead.end(), span.end) if lead else None
    entity = index.entity(Span(place.start, place.start + 1)) if place else None
    if place is None or entity is None or index.text[entity.span.end : place.end].strip(" ,.)"):
        return None
    noun = singular(index.page.words(span.start, place.start)[-1].low) if lead and lead[1] else ""
    named = entity.kind is EntityKind.ORGANIZATION and entity.span.start == place.start
    named = named and (names_bodies(noun) if noun else _SITS.search(index.text, span.start, place.start) is not None)
    return found_by(Source(SourceKind.ORGANISATION, expand(index, entity.span)[0]), "body") if named else None


def _can_sit(index: Index, body: Body, phrase: Phrase, lead: Span) -> bool:
    """Tell whether `body` may be what a noun behind where it sits takes up: no state, no outlet unless called one.

    Nor may another body have been named in this sentence or the last, unless only `body` spoke there, nor the article
    tell of one that sits elsewhere.
    """
    if is_never(body, phrase.head) or any(found[1] != lead.of(index.text) for found in _BASED_IN.finditer(index.text)):
        return False
    start = index.page.sentences[max(0, index.page.sentence(lead.start) - 1)]
    spoke = any(start <= place < lead.start for place in body.spoke)
    others = (other for other in index.bodies if other is not body)
    return not any(
        start <= place < lead.start for other in others for place in (other.spoke if spoke else other.places)
    )


def _kind_by_noun(phrase: Phrase) -> SourceKind:
    return SourceKind.OUTLET if lexicon().has("outlets.nouns", phrase.head) else SourceKind.ORGANISATION


def _both(index: Index, phrase: Phrase, span: Span) -> Source | None:
    """Return the two bodies that "both companies" are, where the article names no more."""
    names = [body.name for body in both_bodies(index, phrase, span.start)]
    return found_by(Source(_kind_by_noun(phrase), " and ".join(names)), "several bodies") if names else None


_TITLE = 12  # characters of a title before a name: "by Prof. Ann Lee"
_WRITTEN_BY = lazily(r"\b(?:paper|study|report|book|article|essay|analysis|thesis|survey) by (?=[A-Z])")


def _who_wrote(index: Index, phrase: Phrase, before: int) -> Source | None:
    """Return whom "the authors" at `before` are, where a paper of theirs was told of: "a study by Ann Lee"."""
    if not (phrase.definite and phrase.simple and phrase.head == "author"):
        return None
    told = max(_WRITTEN_BY.finditer(index.text, max(0, before - _FAR), before), key=lambda m: m.end(), default=None)
    numbers = list(index.people.within(Span(told.end(), told.end() + 100))) if told else []
    named = [index.people.mentions[number] for number in numbers]
    if told is None or not named or named[0].span.start - told.end() > _TITLE:
        return None
    gaps = [index.text[one.span.end : other.span.start] for one, other in pairwise(named)]
    count = 1 + next((at for at, gap in enumerate(gaps) if gap not in (" and ", ", ", ", and ", " & ")), len(gaps))
    joined = count == 1 or gaps[count - 2].strip(" ,") in ("and", "&")
    more = re.match(r",? (?:and|&|et al)\b", index.text[named[count - 1].span.end :][:10])
    if (count > 1) != phrase.plural or not joined or more:
        return None
    place = Span(named[0].span.start, named[count - 1].span.end)
    return replace(people_source(index, numbers[:count], place), resolved_to=place)


#: "One of these groups, [the] Far Front".
_ONE_BODY = lazily(r"(?i:one|another) of (?:[\w’'-]+ ){0,5}?[\w’'-]+, (?:the )?(?=[A-Z])")
_SEVERAL = frozenset({"both", "either", "neither"})
_OWNERS = frozenset({"his", "her", "its", "their", "my", "our", "your"})


def _way_of_body(index: Index, phrase: Phrase, name: str) -> str:
    """Return how a body's name tells who it is: a name, or nouns with a name beside them: "Kurdish groups"."""
    several = phrase.words[0].low in _SEVERAL
    entity = index.entity(Span(phrase.first[-1].start, phrase.first[-1].end))
    known = entity is not None and entity.kind is EntityKind.ORGANIZATION
    if len(phrase.words) == 1 and known and not (phrase.plural and lexicon().has("people.peoples", phrase.head)):
        return "body of one word"  # "Reuters" is no plural
    if several or (phrase.plural and not (len(phrase.first) > 1 and phrase.first[-1].named)):
        return "nouns with a name"
    if phrase.first[-1].text.islower():
        return "noun alone" if _may_be_named(phrase) else "noun with a name"
    return "body" if " " in name else "body of one word"


def _way_of_noun(phrase: Phrase, kind: SourceKind) -> str:
    """Return how a body without a name tells who it is: by no more than a noun, or with words beside it."""
    if phrase.simple and any(w.named for w in phrase.first) and has_phrase("bodies.names", phrase.low):
        return "body of one word"  # "the Pentagon"
    if kind is not SourceKind.ORGANISATION or phrase.plural or phrase.words[0].low in _SEVERAL | _OWNERS:
        return "noun alone"
    if lexicon().has("bodies.forces", phrase.head) and len(phrase.words) - bool(phrase.determiner) == 1:
        return "noun with more"
    more = len(phrase.first) > 1 or not phrase.simple
    return "noun with more" if more and phrase.determiner and not _may_be_named(phrase) else "noun alone"


def _may_be_named(phrase: Phrase) -> bool:
    """Tell whether a company is told of more than named, which has a name most likely: "the state oil company"."""
    lex, described = lexicon(), phrase.first[:-1]
    company = lex.has("bodies.companies", phrase.head) or phrase.head in ("partner", "subsidiary", "unit")
    named = any(word.named and not lex.has("people.peoples", word.low) for word in described)
    return company and (phrase.definite or phrase.head == "subsidiary") and not named


#: What stands between bodies, or before the first: "UK-based retailer Far and Hull-based lender Fen".
_BASED = r"(?: (?:the|an?))?(?:(?: [\w.]+,)?(?: [\w.]+)? [\w-]+-based)?(?: [a-z-]+)?"
_JOINED = lazily(rf"['’]?s?(?: \([^()]{{1,30}}\))?(?:,? (?:and|&|along with|as well as)|,){_BASED} ?")
_LEADING = lazily(rf"(?: (?:both|the|both the))?{_BASED} ?")


def _bodies_joined(index: Index, span: Span) -> list[str]:
    """Return the full names of the bodies that a source consists of: "AP and the BBC", "Oxfam, along with Shelter".

    What has no name is one of them that has: "The governing body, Athletics Universal". None for a source of one body.
    """
    low = bisect_left(index.starts, span.start)
    inside = [e.span for e in index.entities[low : low + 8] if e.span.end <= span.end]
    named = [place for place in inside if _has_name(index, place) and not _SITS.match(index.text, place.end)]
    # "UK-based retailer Far and Hull-based lender Fen", else "The governing body, Athletics Universal", which is one.
    joined = any(len(places) > 1 and _are_joined(index, span, places) for places in (named, inside))
    names = [re.sub(r" \([^()]*\)\Z", "", expand(index, place)[0]) for place in named] if joined else []
    firm = any(lexicon().has("bodies.firms", name.lower().rstrip(".")) for name in names)  # "Verdel, Inc."
    return [] if firm else list(dict.fromkeys(names))  # "the Hale Wheat Board, HWB"


#: "Both the Northern [church] and the Fen [order]".
_ENDING_IN_NOUN = r"([A-Z][\w’'-]*(?: [\w’'-]+){0,4} ([a-z]+))"
_BOTH_NAMED = lazily(rf"[Bb]oth (?:the )?{_ENDING_IN_NOUN} and (?:the )?{_ENDING_IN_NOUN}")


def _both_named(index: Index, span: Span) -> list[str]:
    """Return the names of two bodies that end in a noun for them each: "both the Fen church and the Hale order"."""
    both = _BOTH_NAMED.fullmatch(index.text, span.start, span.end)
    named = both is not None and all(names_bodies(both[at]) or both[at] == "order" for at in (2, 4))
    return [both[1], both[3]] if both is not None and named and " and " not in both[1] else []


def _are_joined(index: Index, span: Span, places: Sequence[Span]) -> bool:
    """Tell whether the source at `span` is nothing but the bodies at `places`, one after another."""
    gaps = [index.text[one.end : other.start] for one, other in pairwise(places)]
    led = _LEADING.fullmatch(f" {index.text[span.start : places[0].start].strip()}".lower()) is not None
    closed = not index.text[places[-1].end : span.end].strip(" ,.()")
    return led and closed and all(_JOINED.fullmatch(gap) for gap in gaps)


def _has_name(index: Index, place: Span) -> bool:
    words = index.page.words(place.start, place.end)
    return any(
        word.named and not word.low.endswith("-based") and not lexicon().has("grammar.not_names", word.low)
        for word in words
    )


def role_words(index: Index, span: Span) -> str:
    """Return the description of people without a name at `span`, without its determiner and relative clause."""
    phrase = read_phrase(index.page, span)
    if not phrase.first:
        return ""
    role = re.split(
        r", (?:both|all|some|most|none|one|two) of whom\b|,? (?:who|which|whose)\b",
        tidy(index.text[phrase.first[0].start : span.end]),
    )[0]
    role = _AGE.sub("", role)
    nobody = ("anonymous.nouns", "grammar.determiners")  # "Another"
    return (
        ""
        if any(lexicon().has(name, singular(role.lower())) for name in nobody)
        else _uncounted(role, named=_begins_name(index, span))
    )


#: "[One] ", before a name.
_ONE_CAPITAL = lazily(r"(?:[Tt]he |[Aa]n? )?One (?=[A-Z])")


def _begins_name(index: Index, span: Span) -> bool:
    """Tell whether "One" at `span` is no number but begins a name: "One Nation senators", but no "One Hull broker"."""
    one = _ONE_CAPITAL.match(index.text, span.start, span.end)
    if one is None:
        return False
    word = index.page.words(one.end(), span.end)[0]
    seen = index.entity(Span(word.start, word.end))
    own = seen is not None and seen.span.start == word.start
    return not (own or word.text.isupper() or lexicon().has("people.peoples", word.low))


_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|hundred|thousand|million|dozen|\d[\d,.]*)"
)
#: That it is one of many, or a part of those whom the rest tells of: "[one] diver", "[58 per cent of] divers".
_HOW_MANY = lazily(
    r"(?:(?:about|around|roughly|nearly|almost|only|just|over|up to|at least|(?:more|fewer|less) than) )*"
    rf"(?:{_NUMBER}(?: {_NUMBER})* ?(?:%|per ?cent\b|pct\b)(?: of (?:the |its |his |her |their |all )?|\Z)"
    rf"|one in {_NUMBER}(?: of)? |one (?!of\b|in\b|or\b|and\b|to\b|such\b))",
    re.I,
)
#: "42% of those who …" tells of nobody.
_SHARE_OF_THOSE = lazily(
    r"(?:(?!\bof\b)[^.,;:]){1,40}?(?:%|\bper ?cent\b|\bpct\b) of (?:those|them)\b|"
    r"(?:(?!of\b)\w+ ){0,3}(?:half|thirds?|quarters?) of ",
    re.I,
)


def _uncounted(role: str, *, named: bool = False) -> str:
    """Return a description without that it is of one of many, or of a part: of "42% of those asked" nothing is left.

    Where a number begins what is `named` it stays.
    """
    counted = _HOW_MANY.match(role) if not named else None
    rest = role[counted.end() :] if counted is not None else role
    return "" if counted is not None and rest.lower().startswith(("those", "them")) else rest


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


#: How officials say what they would not be quoted for.
_PRIVATELY = lazily(r"(?:,? \w+)? privately\b(?! (?:held|owned|run|funded|educated|financed|operated))")
_NAME_KEPT = lazily(r", whose name \w+ withh[eo]ld")


def _says_withheld(index: Index, span: Span) -> bool:
    """Tell whether the words up to the end of the sentence say that the name of the source is withheld."""
    after = re.split(r"[.!?](?=\s|$)|\n", index.text[span.end : span.end + 300])[0]
    if _NAME_KEPT.match(after):
        return True
    return has_phrase("anonymous.withheld", f" {' '.join(w.low for w in words(after, 0, len(after)))} ")


def _says_privately(index: Index, phrase: Phrase, span: Span) -> bool:
    """Tell whether unnamed officials say something privately; "the prime minister", who tells aides, is known."""
    if phrase.definite and not phrase.plural:
        return False
    led = index.text[max(0, span.start - 11) : span.start].endswith("Privately, ")
    return led or _PRIVATELY.match(index.text, span.end) is not None


_DATED = lazily(
    r" (?:(?:in|on|last|this) )?(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:19|20)\d\d|today|yesterday|tonight)"
    r"(?: \d{1,2})?\Z"
)
_MADE = lazily(r" (?:that \w{3,15}|released|published|issued|filed|posted|leaked|held|sent)\Z")
_PAPER_OF = lazily(r"\b((?:an?|the|one) (?:[\w-]{1,20} ){0,3}?(\w{2,20}) (?:by|from|of) )\Z", re.I)


def _with_paper(index: Index, span: Span) -> Span:
    """Return a source that is a paper's with the paper before it: "according to [a report by] the Bank of Hull"."""
    paper = _PAPER_OF.search(index.text, max(0, span.start - 60), span.start)
    written = paper is not None and lexicon().has("documents.nouns", paper[2].lower())
    return Span(paper.start(1), span.end) if paper is not None and written else span


#: What may stand between somebody's name and "who".
_BESIDE = lazily(r"\([^()]*\)|\d+|\b(?:too|also|no relation|himself|herself|pictured|above)\b|[\s,(’'–—]")
#: And what else between a name and "who": a party and a ward, a body.
_BELONGS = lazily(
    r"(?:, no relation)?(?:, [A-Z]{1,3}-\w+(?: \w+)?|,? (?:of|from) (?:the )?[A-Z][\w’'&-]*"
    r"(?: (?:(?:of|for|and) (?:the )?)?[A-Z][\w’'&-]*)*)(?=, ?\Z)"
)
#: What stands between two dashes before "who": "Ann Lee[ – a friend of Bob Roe – ]who".
_ASIDE = lazily(r"(?: – [^–]+ – |\s*—[^—]+—\s*)\Z")
#: What a description behind a name ends with: "a teacher whose sons play there, who".
_GOES_ON = lazily(r" (?:whose|with|from|of|at|in|for) [^,.;:“”\"]{1,60}, ")
#: The first digits of a number: "[3,]000 fans, who".
_THOUSANDS = lazily(r"\b\d{1,3},(?:\d{3},)*\Z")
#: And between a paper and "which": "the letter, according to which".
_LEADING_TO = lazily(r",? (?:according to|by|in|of|from|with|under|to)\Z")
#: What "which" is about does not begin before "according to".
_ACCORDING_TO = lazily(r".*\baccording to (?=\S)", re.I | re.S)


#: What is done to something of which only then is told more: "A law [was passed ]that bans it".
_DONE = lazily(r" (?:is|are|was|were|(?:has|have|had) been)(?:(?: [a-z]+ly)? [a-z]+(?:ed|en|wn|de|nt|ut|ld))?\Z")


def _is_of_an_office(index: Index, number: int, floor: int) -> bool:
    """Tell whether a word taken for a name tells of what somebody has an office: "the Dean of [Hale]"."""
    named, lex = index.people.mentions[number], lexicon()
    office = _OFFICE_OF.search(index.text, floor, named.begins)
    if office is None or not index.people.persons[number].is_but_a_word or named.honorific:
        return False
    noun = office[1].lower()
    return lex.is_role(noun) and singular(noun) == noun and not lex.has("people.of_somebody", noun)


#: Several say so: "the people in the town [that say ]so".
_THEY_SAY = lazily(r"that (?:say|think|claim|believe|argue|insist|fear|hope|want|are|were|have)\b")
_OFFICE_OF = lazily(r"(?<![\w-])([\w-]+) of \Z")


#: What says of somebody named what they are: "Ann Lee[, aged 79, was] a botanist who".
_BEING = lazily(r"(?:, [^,.;:\n“”\"]{1,60},)? (?:is|was|has been|had been|became|remains|remained) \Z")


#: What says that somebody is one of a crowd: "Ann Lee [is among those ]who", "[was one of the few critics ]who".
_IS_AMONG = lazily(
    r"(?: \(\d+\))? (?:is|was) (?:also )?(?:among|one of|another of) "
    r"(?:those|many|several|the (?:many|few|several)?)(?: [a-z]+){0,3} \Z"
)


def _one_of_those(index: Index, floor: int, at: int) -> int | None:
    """Return the number of the mention of whom the sentence says that they are "among those who", at `at`."""
    for number in reversed(index.people.within(Span(floor, at))[-1:]):
        named = index.people.mentions[number]
        if not named.modifies and _IS_AMONG.match(index.text, named.span.end, at):
            return number
    return None


#: Whom a description is of, and "who" may stand for.
_OF_ANOTHER = lazily(r" (?:of|to|for|with) (?:an?|the|his|her|their|one) ")


def _told_to_be(index: Index, lead: Span) -> int | None:
    """Return the number of the mention of whom the sentence that `lead` begins tells what they are, if of anybody."""
    number = next(iter(index.people.within(lead)), None)
    if number is None or index.people.mentions[number].begins - lead.start > len("The "):
        return None
    return number if _BEING.match(index.text, index.people.mentions[number].span.end, lead.end) else None


def relative_source(index: Index, at: int) -> Source | None:
    """Return the source that a relative pronoun at `at` stands for: the noun before it, in the same sentence."""
    text, floor = index.text, index.page.sentences[index.page.sentence(at)]
    aside = _ASIDE.search(text, floor, at)
    before = aside.start() if aside else at
    near = index.people.within(Span(max(floor, at - 250), before))
    who = text[at : at + 3].lower() == "who"
    for number in reversed(near[-3:]):
        named = index.people.mentions[number]
        begins = named.begins
        own = who and not text[max(floor, begins - 4) : begins].endswith(" of ")  # not "the widow of Ann Lee of Hull"
        if number and text[index.people.mentions[number - 1].span.end : named.span.start] in (" of ", " from "):
            continue  # "Ann Lee of Hale Athletic, who"
        if _is_of_an_office(index, number, floor):
            continue  # "the Dean of Hale, who", "Ann Lee, the author of Ravens, who"
        between = re.sub(r" \([^()]*\)", "", text[named.span.end : before])
        between = _BELONGS.sub("", between) if own else between
        gap = _BESIDE.sub("", between)
        described = who and any(
            role.start >= named.span.end and (role.end >= at - 3 or _GOES_ON.fullmatch(text, role.end, at))
            for role in named.roles
        )
        if (not gap and not named.modifies) or described:
            found_person = people_source(index, [number], Span(at, at + 1))
            return found_by(found_person, "who", given=found_person.confidence)
    among = _one_of_those(index, floor, at) if who else None
    if among is not None:
        one = people_source(index, [among], Span(at, at + 1))
        return found_by(one, "who", given=one.confidence)
    begin = max(floor, at - 120)
    lead = re.sub(r" \([^()]{1,40}\),? *\Z", "", text[begin:at])
    lead = _MADE.sub("", _DATED.sub("", _LEADING_TO.sub("", lead.rstrip(" ,(")).rstrip(" ,")))
    lead = _DONE.sub("", lead) if text.startswith("that ", at) else lead
    end = begin + len(lead)
    told = _ACCORDING_TO.match(lead)
    found = index.page.words(begin + (told.end() if told else 0), end)
    if not found:
        return None
    many = _THEY_SAY.match(text, at) is not None and singular(found[-1].low) == found[-1].low
    span = Span(found[who_begins(found, person=who or many)].start, end)
    thousands = _THOUSANDS.search(text, floor, span.start)
    span = Span(thousands.start(), end) if thousands else span
    alone = _OF_ANOTHER.search(text, span.start, span.end) is None  # no "victim of a conman who"
    predicate = _told_to_be(index, Span(floor, span.start)) if who and alone else None
    if predicate is not None and span.of(text).lower().startswith(("a ", "an ")):
        somebody = people_source(index, [predicate], Span(at, at + 1))
        somebody = replace(somebody, role=somebody.role or role_words(index, span))
        return found_by(somebody, "who", given=somebody.confidence)
    body = index.entity(Span(end - 1, end))
    if body is not None and body.kind is EntityKind.ORGANIZATION and floor <= body.span.start < span.start:
        span = Span(body.span.start, end)
    if text[at : at + 5].lower() == "which":
        span = _with_paper(index, span)  # "a report by the Brewers Guild, which found"
    return found_by(replace(unnamed_source(index, span), resolved_to=span), "who")
