"""The index of an article: its people, bodies, offices and documents, and what a mention is looked up in it for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.files import read_data
from attrcheck.patterns import lazily
from attrcheck.reader import Entity, EntityKind
from attrcheck.sources.apposed_roles import role_run_on
from attrcheck.sources.lexicon import Word, Words, is_preposition, lexicon, noun_phrase
from attrcheck.sources.names import Named, first_sex
from attrcheck.sources.namesakes import separate_namesakes
from attrcheck.sources.noun_phrases import Phrase, singular
from attrcheck.sources.organisations import Body, repair_entities
from attrcheck.sources.people import People, Person
from attrcheck.sources.person_names import find_people
from attrcheck.sources.short_names import acronyms, opening_words, short_names
from attrcheck.sources.text_index import TextIndex
from attrcheck.sources.told_roles import add_told_roles

__all__ = [
    "OWNED_NAME",
    "OWNS",
    "Index",
    "describes",
    "expand",
    "held_as",
    "holder",
    "index_people",
    "is_past",
    "only_describes",
    "pair_before",
    "people_at",
    "tidy",
    "titled_so",
    "who_begins",
]

_LONGEST_NAME = 25  # words: a source of 200 words goes by its beginning
_BESIDE = 200  # characters about a role in which the name stands whose it is


#: Agencies put the letters of a share behind a firm's name: "Fen Ltd[ <FEN.L>]".
_TICKER = lazily(r"(?<=[\w.]) <[A-Z0-9.]{1,12}(?:>|\Z)")


def tidy(text: str) -> str:
    """Return `text` on one line, cut to 25 words and without punctuation about it."""
    kept = _TICKER.sub("", text).split()[:_LONGEST_NAME]
    return " ".join(kept).strip(" ,;:.–—<>") or " ".join(kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The article's text, as its `page` knows it, with what mentions are looked up in.

    `offices` says who held a role, by its noun; `acronyms` and `firms` what letters and first words stand for in full;
    `openings` are the first words of bodies' names; `appearances` are the numbers of each person's mentions, `surnames`
    the people of each last name; `sure` is how surely a bare name that several bear is the one's; `starts` are where
    entities begin; `titled` tells by the whole words of a role, "member for hull", or its letters who is given it and
    where first; `addressed` tells by the noun of a title before a name, "Justice", who is called so; `other_offices`
    are the words that make the role at a mention another office; `sources` are the spans of attributions' sources.
    `bodies` are those that it names, `body_at` the same by where each is named.
    """

    page: TextIndex
    people: People
    entities: tuple[Entity, ...]
    offices: dict[str, list[tuple[int, int]]]
    acronyms: dict[str, Span]
    firms: dict[str, Span]
    openings: frozenset[str]
    sure: dict[int, float]
    appearances: dict[Person, list[int]]
    surnames: dict[str, dict[Person, None]]
    starts: tuple[int, ...]
    titled: dict[str, dict[Person, int]]
    addressed: dict[str, dict[Person, None]]
    other_offices: dict[int, frozenset[str]]
    sources: tuple[Span, ...]
    bodies: tuple[Body, ...] = ()
    body_at: Mapping[int, Body] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.page.text

    def entity(self, span: Span) -> Entity | None:
        """Return the last entity that shares a character with `span`."""
        at = bisect_left(self.starts, span.end) - 1
        return self.entities[at] if at >= 0 and self.entities[at].span.end > span.start else None

    def is_role(self, place: Span) -> bool:
        """Tell whether the words at `place` tell what somebody named near them is: "[a mayor] from Hull, Ann Lee"."""
        near = self.people.within(Span(max(0, place.start - _BESIDE), place.end + _BESIDE))
        return any(role.overlaps(place) for number in near for role in self.people.mentions[number].roles)

    def body_from(self, place: int) -> Entity | None:
        """Return the body whose name begins at `place`, None where none does."""
        entity = self.entity(Span(place, place + 1))
        begins = entity is not None and entity.kind is EntityKind.ORGANIZATION and entity.span.start == place
        return entity if begins else None


#: What somebody was may be another's office now, unless that was given them: "was [elected] mayor".
_PAST = lazily(
    r"\b(?:was|were|had been|remained)\b(?! (?:\w+ )?(?:elected|re-elected|named|appointed|made|chosen|sworn)\b)"
)


#: And nobody holds what they left in some year: "was elected mayor in 1998. [She retired in 2006]".
_LEFT = (
    r"(?:(?<!after )\b(?:She|He|she|he|who|and|but|{surname})|,) (?:(?:then|later|had|has|since|has since) )?"
    r"(?:retired(?! from (?!office|politics|the))|resigned|quit(?! [a-z]+ing\b)|stepped down|left office|"
    r"lost (?:the|her|his|their) (?:\w+ )?(?:seat|office|bid|election|re-election)|"
    r"was (?:ousted|succeeded|replaced|defeated|removed|voted out))\b"
    r"(?![^.!?\n]{{0,40}} as (?!(?:its |the )?{office}))[^.!?\n]{{0,60}}?"
    r"(?:\b(?:in|since|until) (?:\w+ )?(?:1[89]|20)\d\d|\b\w+ years? (?:later|ago|afterwards))\b"
)


#: Somebody else: "was elected mayor, beating [Bob Roe, ]who left".
_NAME_ENDS = lazily(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+,? \Z")


def _held(page: TextIndex, named: Named, role: Span) -> bool:
    """Tell whether a role that a sentence tells of somebody is an office that they hold: "is mayor", no "was mayor"."""
    if _PAST.search(page.text, named.span.end, max(role.start, named.span.end)) is not None:
        return False
    behind = max(role.end, named.span.end)
    last = min(page.sentence(behind) + 1, len(page.sentences) - 1)
    surname, office = (re.escape(words) for words in (named.parts[-1].title(), role.of(page.text).split()[0]))
    left = re.compile(_LEFT.format(surname=surname, office=office))
    found = left.search(page.text, behind, page.sentence_end(last))
    if found is None:
        return True
    return found.group().startswith("who") and _NAME_ENDS.search(page.text, behind, found.start()) is not None


def index_people(page: TextIndex, entities: Iterable[Entity], sources: Sequence[Span]) -> Index:
    """Return the index of the article; `sources` are the spans of attributions' sources, in text order."""
    known = repair_entities(page, entities)
    people, sure = separate_namesakes(page, find_people(page, known, sources))
    given = {number: named.role for number, named in enumerate(people.mentions) if named.role and not named.modifies}
    told = add_told_roles(page, people).items()
    roles = {**given, **{number: role for number, role in told if _held(page, people.mentions[number], role)}}
    return Index(
        page=page,
        people=people,
        entities=known,
        offices=_offices(page, people, roles),
        acronyms=acronyms(page, known),
        firms=short_names(page, known),
        openings=opening_words(page, known),
        sure=sure,
        appearances=_appearances(people),
        surnames=_surnames(people),
        starts=tuple(entity.span.start for entity in known),
        titled=_titled(page, people),
        addressed=_addressed(page, people),
        other_offices=_other_offices(page, roles),
        sources=tuple(sources),
    )


def _titled(page: TextIndex, people: People) -> dict[str, dict[Person, int]]:
    """Return, by the words of a role of three words or more, and by its letters, who is given it, and where first."""
    found: dict[str, dict[Person, int]] = {}
    for named, person in zip(people.mentions, people.persons, strict=True):
        for role in named.roles:
            words = [word.low for word in page.words(role.start, role.end)]
            if len(words) > 2 and not named.modifies:
                for called in (" ".join(words), *_letters_of(words)):
                    found.setdefault(called, {}).setdefault(person, role.start)
    return found


def _letters_of(words: Sequence[str]) -> set[str]:
    """Return the letters by which an office of these words goes: "sp", a superintendent of police, "cos" of staff."""
    large = (word[0] for word in words if word not in ("of", "the", "for", "and"))
    return {letters for letters in ("".join(large), "".join(word[0] for word in words)) if 1 < len(letters) < 5}


def _appearances(people: People) -> dict[Person, list[int]]:
    """Return the numbers of each person's mentions."""
    found: dict[Person, list[int]] = {}
    for number, person in enumerate(people.persons):
        found.setdefault(person, []).append(number)
    return found


def _surnames(people: People) -> dict[str, dict[Person, None]]:
    """Return, by last name, the people that the article names with more than that, in order."""
    found: dict[str, dict[Person, None]] = {}
    for person, named in zip(people.persons, people.mentions, strict=True):
        if len(named.parts) > 1:
            found.setdefault(named.parts[-1], {})[person] = None
    return found


def pair_before(index: Index, span: Span) -> list[int]:
    """Return the numbers of the two people named together last, in the 400 characters before `span`; else none."""
    near = index.people.within(Span(max(0, span.start - 400), span.start))
    for number in reversed(near[1:]):
        first, second = index.people.mentions[number - 1], index.people.mentions[number]
        titled = second.role is not None and second.role.start < second.span.start
        gap = index.text[first.span.end : second.role.start if second.role and titled else second.span.start]
        joined = re.fullmatch(r"(?:, [^.;\n]{1,60},)? (?:and|with|&)(?: the| a| an)? ?", gap)
        if joined and index.people.persons[number - 1] is not index.people.persons[number]:
            return [number - 1, number]
    return []


def _offices(page: TextIndex, people: People, roles: Mapping[int, Span]) -> dict[str, list[tuple[int, int]]]:
    """Return, by role noun, the places where somebody is given that role and the number of that mention."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, role in sorted(roles.items()):
        phrase = page.words(role.start, role.end)
        apart = [at for at, (one, other) in enumerate(pairwise(phrase), 1) if page.text[one.end : other.start] == ", "]
        before = role.end <= people.mentions[number].span.start
        title = phrase[apart[-1] :] if apart and before else []  # "her brother, [King] Aldo"
        title = [] if title and is_past(title[0].low) else title
        for word in (*phrase[: noun_phrase(phrase)], *title[: noun_phrase(title)]):
            if lexicon().is_role(word.low) and not word.possessive and not lexicon().has("people.peoples", word.low):
                place = people.mentions[number].span.start
                found.setdefault(lexicon().short.get(word.low, word.low), []).append((place, number))
    return found


_TITLE = lazily(r"(\w+)\.? \Z")
_TITLES = {"dr": "doctor", "justice": "judge", "prof": "professor", "professor": "professor", "rev": "vicar"}


def _addressed(page: TextIndex, people: People) -> dict[str, dict[Person, None]]:
    """Return, by the noun that it stands for, whom the article calls by a title before the name."""
    found: dict[str, dict[Person, None]] = {}
    for named, person in zip(people.mentions, people.persons, strict=True):
        title = _TITLE.search(page.text[max(0, named.span.start - 12) : named.span.start])
        noun = _TITLES.get(title[1].lower()) if title is not None else None
        if noun is not None:
            found.setdefault(noun, {})[person] = None
    return found


def _other_offices(page: TextIndex, roles: Mapping[int, Span]) -> dict[int, frozenset[str]]:
    """Return, by the number of the mention, the words of its role that make it another office: "shadow", "former"."""
    words = ((number, [word.low for word in page.words(role.start, role.end)]) for number, role in roles.items())
    found = ((number, _not_heads(set(low)) | _of_before(low[:1])) for number, low in words)
    return {number: given for number, given in found if given}


def _of_before(words: Iterable[str]) -> frozenset[str]:
    """Return that an office was held before, if one of the `words` tells so: "ex-mayor"."""
    return frozenset({"former"}) if any(map(is_past, words)) else frozenset()


def is_past(low: str) -> bool:
    """Tell whether a lower-case word says that an office was held before: "former", "ex-mayor"."""
    return lexicon().has("people.past", low) or low.startswith("ex-")


def _not_heads(words: Set[str]) -> frozenset[str]:
    """Return those of the `words` of an office that make it another's than the head's; a "Lt. Gov." is a deputy."""
    deputy = words & {"lt", "lieutenant"} and words & {"gov", "governor"}
    return lexicon().sets["people.other_offices"] & words | ({"deputy"} if deputy else set())


def people_known(index: Index, span: Span) -> bool:
    """Tell whether people stand in `span` of whom the article, or a given name, tells that they are some."""
    persons = [index.people.persons[number] for number in index.people.within(span)]
    return any(" " in person.name or first_sex(person.name.lower()) for person in persons)


def people_at(index: Index, span: Span) -> list[int]:
    """Return the numbers of the mentions of people that the source at `span` consists of, none if they are not it."""
    text, people = index.text, index.people
    lead = index.page.words(span.start, min(span.end, span.start + 1200))
    inside = people.within(span)[:12]
    for number in inside:
        named = people.mentions[number]
        before = [w for w in lead if w.start < named.span.start]
        rest = text[named.span.end : span.end]
        possessed = OWNS.match(rest) is not None and any(c.isalnum() for c in rest[2:])
        if possessed or (named.modifies and named.span.end < span.end) or _is_within_role(people, inside, number):
            continue
        if _names_a_work(index, span, number, inside):
            return [inside[-1]]
        titled = named.role is not None and bool(before) and named.role.start <= before[-1].start + len(before[-1].text)
        first = before[1:] if before and lexicon().has("grammar.determiners", before[0].low) else before
        of_role = titled and bool(first) and named.role is not None and named.role.start <= first[0].start
        doing = any(w.low.endswith("ing") and singular(b.low) != b.low for b, w in pairwise(before))
        if len(before) > 1 and before[-1].low == "representing" and lexicon().is_role(singular(before[-2].low)):
            continue  # "The senator representing [Hull], Ann Lee"
        plain = (
            not doing
            and noun_phrase(before) == len(before)
            and not re.search("[,;:]", text[span.start : named.span.start])
        )
        joins = len(before) > 1 and before[-1].low in ("and", "or") and before[-2].low not in ("he", "she")
        if before and not titled and (joins or _leads_up(before, named, text)):
            continue
        one_of = bool(before) and before[0].low == "one" and _ONE_OF.fullmatch(text, span.start, named.span.start)
        together = bool(before) and not one_of and _TOGETHER.fullmatch(text, span.start, named.span.start) is not None
        owned = (
            named.span.end == span.end and len(named.parts) > 1 and OWNED_NAME.search(text, span.start, named.begins)
        )
        if not (of_role or plain or one_of or together or owned):
            continue
        follow_up = next(iter(index.page.words(named.span.end, span.end)), None)
        if follow_up is not None and follow_up.low in lexicon().sets["people.after_names"]:
            follow_up = None
        if (
            follow_up is not None
            and text[named.span.end : follow_up.start] == " "
            and _describes_noun(index, named, span)
        ):
            continue
        chosen, end, joined = _joined_to(index, number, inside)
        noun = next(iter(index.page.words(end, min(span.end, end + 60))), None) if joined else None
        if noun is not None and text[end : noun.start] == " " and _is_common(noun.low):
            return []  # "the Hale and Lee campaigns"
        if (joined and OWNS.match(text, end) and end + 2 < span.end) or (together and not joined):
            continue  # "Ann and Bob Lee's mother"
        return chosen if joined or (len(chosen) > 1 and _goes_on_to_a_body(index, Span(end, span.end))) else chosen[:1]
    return []


#: "Ann Lee, Bob Hale[ and the ]Fen Fund".
_AND_THE = lazily(r",? (?:and|&) (?:the )?")


def _goes_on_to_a_body(index: Index, rest: Span) -> bool:
    """Tell whether "and" joins a body to a list of people, and the source ends there."""
    joined = _AND_THE.match(index.text, rest.start, rest.end)
    body = index.body_from(joined.end()) if joined is not None else None
    return body is not None and not index.text[body.span.end : rest.end].strip(" ,.")


def _joined_to(index: Index, number: int, inside: range) -> tuple[list[int], int, bool]:
    """Return the numbers of the people that a list has from `number` on, where it ends, and whether "and" joins them.

    It may be told of which body one is: "Ann Lee of Hale and Bob Cole", but no "Ann Lee of Marsh and Holt".
    """
    text, people = index.text, index.people
    first = people.mentions[number]
    chosen, end, joined = [number], _told_to(first), False
    person = len(first.parts) > 1 or bool(first.honorific)  # no Harvard, of "Harvard and Stanford economist Ann Lee"
    for later in range(number + 1, inside.stop):
        if person and _is_within_role(people, inside, later):
            continue  # "Ann Lee and [Hale Roux] analyst Bob Cole"
        other, seen = people.mentions[later], index.entity(people.mentions[later].span)
        begins = other.role.start if other.role and other.role.start < other.span.start else other.span.start
        gap = _JOINED.fullmatch(text, end, begins)
        bodily = lexicon().has("bodies.nouns", other.parts[-1])  # "of the Bill and Ann Cole Fund"
        bodily = bodily or (seen is not None and seen.kind is EntityKind.ORGANIZATION)
        if gap is None and not bodily and (" " in people.persons[later].name or other.honorific or other.role):
            gap = _JOINED_WITH_BODY.fullmatch(text, end, begins)
        if gap is not None:
            joined = joined or bool(gap[1])
            chosen.append(later)
            end = _told_to(other)
        elif not (_OF_BODY.fullmatch(text, end, begins) or OWNS.match(text, other.span.end)):
            break  # but not at "Ann Lee of [Hale] and Bob Cole", "Ann Lee and [Hale]'s Bob Cole"
    return chosen, end, joined


def _describes_noun(index: Index, named: Named, span: Span) -> bool:
    """Tell whether a name only says whose or what the noun behind it is: "Qantas maintenance [workers]".

    In "Ann Lee head of the school" a person is told of without a comma.
    """
    seen = index.entity(named.span)
    whole = len(named.parts) > 1 and len(named.parts[-1]) > 1
    person = whole and seen is not None and seen.kind is EntityKind.PERSON
    before = index.page.words(span.start, named.span.start)
    lead = ("grammar.determiners", "people.status")
    if before and all(any(lexicon().has(name, word.low) for name in lead) for word in before):
        person = False  # "The former Clifford Chance partner"
    if person and role_run_on(index.page, named.span.end, span.end):
        return False
    behind = index.page.words(named.span.end, min(span.end, named.span.end + 60))
    for at, word in enumerate(behind):
        apart = any(lexicon().has(name, word.low) for name in ("grammar.determiners", "grammar.afterthoughts"))
        joins = apart or word.low in ("and", "or", "but", "as", "now") or is_preposition(word)
        if at > 2 or joins or not word.text.islower() or (at and not word.glued):
            return False
        if _is_common(word.low):
            return True
    return False


def _told_to(named: Named) -> int:
    """Return where a name with the description behind it ends: "[Ann Lee, a judge], and Bob Cole"."""
    return max(named.span.end, *(role.end for role in named.roles)) if named.roles else named.span.end


def _is_within_role(people: People, inside: range, number: int) -> bool:
    """Tell whether a mention is part of the title of one that follows: "[Hull] deputy mayor Ann Lee"."""
    span = people.mentions[number].span
    return any(role.overlaps(span) for later in inside if later > number for role in people.mentions[later].roles)


def _names_a_work(index: Index, span: Span, number: int, inside: range) -> bool:
    """Tell whether a name belongs to what the last one in `span` is known for: "[Hale] in the Evening host Ann Lee"."""
    first, last = index.people.mentions[number], index.people.mentions[inside[-1]]
    if last is first or last.role is None or not first.span.end < last.role.start < last.span.start:
        return False
    ends = not any(c.isalnum() for c in index.text[last.span.end : span.end])
    between = index.text[first.span.end : last.role.start]
    if any(index.people.mentions[at].role for at in inside if number < at < inside[-1]):
        return False  # "Hale analyst Bob Roe and Fen analyst Ann Lee"
    return ends and bool(re.match(r" (?!and\b|&)\w", between)) and not re.search("[,;:()]", between)


#: What stands between a body and the name of somebody of it: "the Hale, Roux and Fen Fund['s (HRFF) ]Ann Lee".
OWNED_NAME = lazily(r"['’]s?(?: \([A-Z][\w&]{1,9}\))? \Z")
#: What makes a name an owner's.
OWNS = lazily(r"['’](?:s\b|(?= \w))")


def _leads_up(before: Words, named: Named, text: str) -> bool:
    """Tell whether what stands before a name makes no person of it: "Team Lee", "bus operator Quayline", "a Hale"."""
    lex, last = lexicon(), before[-1]
    if text[last.end : named.span.start] != " ":
        return False
    body = lex.has("bodies.nouns", last.low) or lex.has("outlets.nouns", last.low)
    one = len(named.parts) == 1 and len(before) > 1 and not named.honorific
    return (body and (last.named or one)) or (len(before) == 1 and last.low in ("a", "an"))


_ONE_OF = lazily(r"One of [^,;:.()\n]{1,60}, (?:\d{1,3}-year-old )?", re.I)
_TITLE_BEFORE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Sir|Dame)\.? )?"
# Between people who share a verb: "Garvey and her co-author, …", "Ann Lee, R-Ohio, and Mr. Cole".
_JOINED = lazily(
    r"['’]?s?(?: \([^()\n]{1,30}\))?(?:, (?:[A-Z]{1,3}-[A-Z][\w.]{1,15}|\d{1,3})(?=[,. ]))?[ ,]*(and|&)?"
    r"(?: (?:his|her|their|the|an?))?[ ,]*" + _TITLE_BEFORE
)
#: The same with the body that one of them is of: "Ann Lee of Fen Ltd and Mr Cole", "Ann Lee and Fen's Bob Cole".
_BODY_NAME = r"(?:the )?[A-Z][\w&’'.-]*(?: (?:(?:of|for|and|&) (?:the )?)?[A-Z][\w&’'.-]*){0,6}"
_OF_BODY = lazily(r",? (?:of|from|at|with) (?:the )?| \(")
_JOINED_WITH_BODY = lazily(
    rf"(?:(?:,? (?:of|from|at|with) {_BODY_NAME})?,? (and|&)|,? (?:of|from|at|with) {_BODY_NAME},) (?:the |an? )?"
    rf"(?:{_BODY_NAME}(?:['’]s|(?<=s)['’]) )?" + _TITLE_BEFORE
)
#: Who several people are together: "Two sisters, Ana and Pilar Soto".
_TOGETHER = lazily(r"(?:(?:[Tt]he|[Hh]er|[Hh]is|[Tt]heir|[Ii]ts) )?(?:[\w-]+ ){0,3}[\w-]+(?:s|men), ")


def _is_common(low: str) -> bool:
    """Tell whether `low` is a noun that a name before it would only describe ("Clinton campaign")."""
    lists = (
        "people.roles",
        "bodies.nouns",
        "vague.nouns",
        "documents.nouns",
        "outlets.nouns",
        "posts.nouns",
        "anonymous.nouns",
        "people.kin",
    )
    return any(lexicon().has(name, singular(low)) for name in lists)


def only_describes(low: str) -> bool:
    """Tell whether `low` is no noun of its own before one: an adjective, a people, a number."""
    lex = lexicon()
    lists = ("people.modifiers", "people.peoples", "grammar.determiners", "vague.quantifiers")
    listed = any(lex.has(name, low) for name in lists)
    joined = low.rpartition("-")[2] if "-" in low else ""
    listed = listed or joined in lex.sets["people.peoples"] or joined.endswith(("ed", "ing", "born", "led", "run"))
    listed = listed or low.removesuffix("s") in lex.sets["people.peoples"] or low == "unnamed"
    return listed and low not in ("police", "army", "navy", "senate", "church")


#: A body's name with when it said so: "The World Bank [in 2019]".
_IN_YEAR = lazily(r"(.+?) in (?:19|20)\d\d", re.S)


def expand(index: Index, span: Span) -> tuple[str, Span | None]:
    """Return the full name of the body at `span`, and where it stands if not there."""
    dated = _IN_YEAR.fullmatch(index.text, span.start, span.end)
    span = Span(*dated.span(1)) if dated else span
    name = tidy(span.of(index.text))
    bare = re.sub(r"^[Tt]he (?=\S)", "", name)
    if not bare[:1].isupper():
        return name, None
    full = index.firms.get(bare) or index.acronyms.get(bare.lower().replace(".", ""))
    if full is not None and not full.overlaps(span):
        return tidy(full.of(index.text)), full
    written_out = _written_out(index, bare)
    if written_out is not None:
        return tidy(written_out.of(index.text)), written_out
    return (f"The {bare}" if bare != name and bare.lower() in lexicon().sets["outlets.with_article"] else bare), None


def _written_out(index: Index, name: str) -> Span | None:
    """Return where the article has "United States Coast Office" for "U.S. Coast Office", None where it has not."""
    letters, _, rest = name.partition(" ")
    clipped = read_data("sources")["clipped"].get(name.lower(), "")
    whole = _unclipped(index, clipped) if clipped and index.page.first(clipped) >= 0 else None
    if whole is not None and not _is_clipped_of_others(index, name, clipped):
        return whole
    country = read_data("sources")["letters"].get(letters.replace(".", "").lower(), "") if letters.isupper() else ""
    place = index.page.first(f"{country} {rest}") if country and rest else -1
    return Span(place, place + len(country) + 1 + len(rest)) if place >= 0 else None


_MORE_OF_IT = lazily(r"(?: (?:Service|Board|System))?")


def _unclipped(index: Index, clipped: str) -> Span | None:
    """Return where the article has the whole of a `clipped` name, as no part of another's: "Federal Reserve[ Board]".

    The Federal Reserve Bank of Hale is another, as is the Metropolitan Police Federation.
    """
    first = clipped.partition(" ")[0].lower()
    for place in index.page.places(first):
        found = Span(place, place + len(clipped))
        if found.of(index.text) != clipped:
            continue
        more = _MORE_OF_IT.match(index.text, found.end)
        end = more.end() if more else found.end
        seen = index.entity(found)
        if seen is None or seen.kind is not EntityKind.ORGANIZATION or seen.span.end <= end:
            return Span(place, end)
    return None


#: Bodies that go by the same short form as others: the Met Office, the Metropolitan Opera.
_CLIPPED = ("Office", "Opera", "Museum", "Gala", "Éireann")


def _is_clipped_of_others(index: Index, name: str, whole: str) -> bool:
    """Tell whether a short name may be another body's than the `whole` one: "Met" where the Met Office is told of."""
    first = whole.partition(" ")[0]
    return any(index.page.first(f"{word} {noun}") >= 0 for word in (name, first) for noun in _CLIPPED)


def who_begins(found: Words, *, person: bool = True) -> int:
    """Return the index in `found`, the words before a "who", of the first one of the phrase that it stands for.

    "That" and "which", of no `person`, stand for what is right before them.
    """
    lex = lexicon()

    def begins(at: int) -> bool:  # "The [council] letters, which", "its own [impact] study, which"
        low = found[at].low if at >= 0 and found[at + 1].glued else ""
        plain = bool(low) and found[at + 1].text.islower() and not is_preposition(found[at + 1])
        plain = plain and found[at + 2].low != "of" and low not in ("this", "that")  # "This annoyed voters who"
        return plain and (lex.has("grammar.determiners", low) or low == "own" or found[at].possessive)

    def leftmost(first: int) -> int:
        last = first
        while first and found[first].glued and last - first < 7:
            low = found[first - 1].low
            if lex.has("grammar.determiners", low) or lex.has("vague.quantifiers", low):
                return first - 1
            counts = lex.has("grammar.numbers", low) or low.isdigit()
            fits = describes(found[first - 1]) or low in ("of", "own") or lex.is_role(low) or counts
            if not (fits or begins(first - 2)):
                break
            first -= 1
        while first < last and found[first].low == "of":
            first += 1
        return first

    def speaks(word: Word) -> bool:
        noun = singular(word.low)
        return lex.is_role(noun) or lex.has("anonymous.nouns", noun) or lex.has("vague.nouns", noun)

    first = leftmost(len(found) - 1)
    if not person or any(speaks(word) for word in found[first:]):
        return first
    for index in range(first - 1, max(-1, len(found) - 17), -1):  # "[a person familiar with the matter], who"
        if lex.has("grammar.be", found[index].low) and not lex.has("grammar.relatives", found[index - 1].low):
            break  # "for people with it there is [evidence] that", but "a man who was in the room, who"
        if speaks(found[index]) and lex.has("grammar.prepositions", found[index + 1].low):
            return leftmost(index)
    return first


def describes(word: Word) -> bool:
    """Tell whether `word` can stand before a noun as part of its phrase."""
    return (
        (word.named and word.low not in lexicon().sets["grammar.not_names"])
        or word.possessive
        or only_describes(word.low)
    )


def holder(index: Index, phrase: Phrase, before: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the mention of whoever last held the office that "the senator" names, and other holders."""
    wanted = {word.low for word in phrase.first[:-1]}
    held_by = held_as(index, lexicon().short.get(phrase.head, phrase.head), wanted)
    held_by = held_by or _deputies(index, wanted)
    known = bisect_left(held_by, (before, 0))
    holders = held_by[max(0, known - 50) : known]
    if not held_by[:known]:
        return _holder_after(index, phrase, held_by)
    if not holders or phrase.plural or not phrase.definite or not phrase.simple or len(phrase.first) > 4:
        return None

    def fit(held: tuple[int, int]) -> tuple[int, int]:
        role = index.people.mentions[held[1]].role
        given = {w.low for w in index.page.words(role.start, role.end)} if role else set()
        return len(wanted & given), held[0]

    best = max(holders, key=fit)
    best = _of_that_sex(index, [held for held in holders if fit(held)[0] == fit(best)[0]], _sex_behind(index, phrase))
    best_role = index.people.mentions[best[1]].role
    given = {word.low for word in index.page.words(best_role.start, best_role.end)} if best_role else set()
    if {"former", "ex"} & wanted - given:
        return None
    person = index.people.persons[best[1]]
    others = dict.fromkeys(
        index.people.persons[h[1]].name
        for h in holders[-9:]
        if index.people.persons[h[1]] is not person and fit(h)[0] == fit(best)[0]
    )
    return best[1], tuple(others)[:3]


def held_as(index: Index, office: str, wanted: Set[str]) -> list[tuple[int, int]]:
    """Return who held the `office` with the words `wanted` before it.

    A "shadow minister" is not "the minister", nor a minister "the shadow minister".
    """
    told = _not_heads(wanted | {office}) | _of_before({*wanted, office})
    other = index.other_offices
    return [held for held in index.offices.get(office, ()) if other.get(held[1], frozenset()) == told]


_POSSESSIVE = lazily(r"\b(?:his|her|their|its) \Z", re.I)


def _deputies(index: Index, wanted: Set[str]) -> list[tuple[int, int]]:
    """Return who was called "his deputy" and no more, of an office with that word before it: "the deputy governor"."""
    if "deputy" not in wanted:
        return []
    roles = ((held, index.people.mentions[held[1]].role) for held in index.offices.get("deputy", ()))
    return [
        held
        for held, role in roles
        if role is not None
        and role.of(index.text).lower() == "deputy"
        and _POSSESSIVE.search(index.text, max(0, role.start - 6), role.start)
    ]


#: Whom somebody told something: "The president [told her] daily press conference".
_OWN_BEHIND = lazily(
    r"(?: (?:also|later|then|has|had))*"
    r" (?:told|urged|addressed) (his|her) ([a-z]+)"
)


def _sex_behind(index: Index, phrase: Phrase) -> int:
    """Return what sex a possessive right behind the verb of a mention tells (1 male, -1 female), 0 for none."""
    found = _OWN_BEHIND.match(index.text, phrase.words[-1].end)
    if found is None or _is_small(found[2]):
        return 0
    return 1 if found[1] == "his" else -1


def _is_small(low: str) -> bool:
    """Tell whether `low` is no word of a noun phrase: in "told her that he" the pronoun owns nothing."""
    lists = ("grammar.prepositions", "grammar.determiners", "grammar.not_names", "grammar.relatives", "grammar.modals")
    return any(lexicon().has(name, low) for name in lists)


def _of_that_sex(index: Index, holders: Sequence[tuple[int, int]], sex: int) -> tuple[int, int]:
    """Return the last of `holders`, but where that is of the other sex the only one that is known to be of that."""
    last = max(holders)
    if index.people.persons[last[1]].sex * sex >= 0:
        return last
    agreeing = [held for held in holders if index.people.persons[held[1]].sex * sex > 0]
    alone = len({index.people.persons[number] for _, number in agreeing}) == 1
    return max(agreeing) if alone else last


def titled_so(index: Index, phrase: Phrase, before: int) -> Person | None:
    """Return the only one whom the article gave the whole role before: "The Member for Hull"."""
    words = " ".join(word.low for word in phrase.words[bool(phrase.determiner) :])
    given = [person for person, place in index.titled.get(words, {}).items() if place < before]
    if " " not in words and not (phrase.words[-1].text.isupper() and not _are_a_bodys(index, words)):
        return None
    return given[0] if phrase.definite and len(given) == 1 else None


def _are_a_bodys(index: Index, letters: str) -> bool:
    """Tell whether `letters` are known to be a body's: "ap"."""
    lex = lexicon()
    return letters in index.acronyms or lex.has("outlets.names", letters) or lex.has("bodies.names", letters)


def _holder_after(
    index: Index, phrase: Phrase, held_by: Sequence[tuple[int, int]]
) -> tuple[int, tuple[str, ...]] | None:
    """Return the first mention of the only one in the article who holds the office of "its director", named later."""
    lex = lexicon()
    whole = phrase.simple and len(phrase.first) <= 3 and not phrase.plural
    loose = lex.has("people.peoples", phrase.head) or (
        lex.has("people.takes_up", phrase.head) and not lex.has("people.elected", phrase.head)
    )
    if loose or not whole or not held_by or not (phrase.definite or phrase.possessed) or len(held_by) > 12:
        return None
    if len({index.people.persons[number] for _, number in held_by}) > 1:
        return None
    number = held_by[0][1]
    role = index.people.mentions[number].role
    title = index.page.words(role.start, role.end) if role else []
    head = title[max(0, noun_phrase(title) - 1)].low if title else ""
    if lex.short.get(head, head) != lex.short.get(phrase.head, phrase.head):
        return None  # the "Republican" of "Republican strategist"
    return (number, ()) if {word.low for word in phrase.first[:-1]} <= {word.low for word in title} else None
