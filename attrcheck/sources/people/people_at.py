"""A source's span in, the people named there out, and none who only own it or say what it is."""

from __future__ import annotations

import re
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.index import Index
from attrcheck.sources.people.names import Named, first_sex
from attrcheck.sources.people.people import People
from attrcheck.sources.roles.apposed_roles import role_run_on
from attrcheck.sources.text.lexicon import Word, Words, is_preposition, lexicon, noun_phrase
from attrcheck.sources.text.noun_phrases import singular

__all__ = ["OWNED_NAME", "OWNS", "describes", "only_describes", "pair_before", "people_at", "who_begins"]


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
