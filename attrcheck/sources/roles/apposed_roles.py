"""The place of a name in, the description out that stands to it, behind it or before it.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import act_of
from attrcheck.sources.people.names import first_sex
from attrcheck.sources.roles.role_phrases import (
    APPOSITION_END,
    BODY_PREPOSITIONS,
    LONGEST_ROLE,
    SEGMENT_END,
    SINCE_WHEN,
    are_office_holders,
    description_at,
    is_anybody,
    is_office,
    is_role_phrase,
    serves_somebody,
)
from attrcheck.sources.text.lexicon import Words, honorifics, is_preposition, lexicon, noun_phrase
from attrcheck.sources.text.noun_phrases import is_for_fields, singular
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["role_after", "role_apposed", "role_likened", "role_run_on"]

# "Ann Lee of Far Air, …", "Ann Lee (D-Ohio), 52, of Hull, …": a body, a party, an age and a place may stand before the
# apposition.
_AFTER_NAME = lazily(
    r"[’']?(?: \([^()\n]{1,40}\))?(?: (?:of|from|at|with)(?: the)?(?: [A-Z][\w’'&-]*){1,5})?, "
    r"(?:[A-Z]{1,3}-[A-Z][\w.]{1,15}(?: [A-Z]\w{1,15})?, )?(?:(?:aged )?\d{1,3}, )?"
    r"(?:(?:M\.?D|Ph\.?D|R\.?N|J\.?D|Esq|KC|QC|SC|MP|MBE|OBE|CBE)\.?, )*"
    r"(?:of [A-Z]\w{1,20}(?: [A-Z]\w{1,20})?, (?=an? |the ))?"
    r"(?:(?:now|currently|formerly|then|once|also) (?=an? |the ))?"
)
# "Ann Lee – a former minister – said", "Ann Lee, who serves as mayor of Hull".
_APART = lazily(
    r" [–-] | ?— ?|, (?:speaking|acting|writing) as |(?:, (?:aged )?\d{1,3})?, who "
    r"(?:is|was|became|has become|has been|remains|remained|will remain|serves as|served as|"
    r"works as|worked as|acts as|doubles as) (?:(?:also|now|then) )?(?!the first\b|no\b)"
)
_COMES = lazily(r"bec|been")
_AGE = lazily(r",? \(?(?:aged )?\d{1,3}\b")
#: "Ann Lee (a moderator)".
_IN_BRACKETS = lazily(r" \(([^()\n]{3,60})\)")
_DASHED = lazily(r"\s*(?:[–—,.;:)]|-\s|\Z)")
#: Somebody else tells something of a name: "Ann Lee[, the harbour minister said, ]had lied".
_SAID_OF = lazily(
    r"['’]?, (?:the|his|her|its|their|an?|another|one) (?:[\w’'-]+ ){1,6}(?:said|says|told|tells|adds|added)"
    r"(?: [^,.;:\n“”\"]{1,40})?, (?:had|has|have|is|was|were|would|will|could|must|should|might|may|did|does)\b|"
    r"['’]?, (?:the|his|her|its|their) (?:[\w’'-]+ ){1,6}(?:said|says|adds|added)\.(?=\s|\Z)"
)
#: And in brackets: "Ann Lee (the harbour minister said) had lied".
_TELLS = lazily(r" (?:said|says|told \w+|adds|added)\Z")
#: But what is said ends right before the name: "“It is late,”[ Ann Lee], the harbour minister said".
_SAID_BY = lazily(r"[,?!.…—–-][”\"’']? (?:[A-Z][\w.’'-]* ?){1,5}\Z")


def role_after(page: TextIndex, end: int, limit: int) -> Span | None:
    """Return the apposition that follows a name ending at `end`: ", a professor at Harvard,"."""
    aside = _IN_BRACKETS.match(page.text, end, limit)
    told = description_at(page, aside.start(1), aside.end(1)) if aside and not _TELLS.search(aside[1]) else None
    written = page.words(told.start, told.end) if told is not None else []
    if any(is_office(word) and (word.text.islower() or word.text.isupper()) for word in written):
        return told  # "Ann Lee (Hull MP)", but not "(The King's Man)"
    if _SAID_OF.match(page.text, end, limit) and not _SAID_BY.search(page.text, max(0, end - 60), end):
        return None
    apart = _APART.match(page.text, end, limit)
    opened = apart or _AFTER_NAME.match(page.text, end, limit)
    since = SINCE_WHEN.search(page.text, apart.end(), limit) if apart and _COMES.search(apart.group()) else None
    role = description_at(page, opened.end(), since.start() if since else limit) if opened else None
    if role is None or apart is None or apart.group().endswith(" as ") or "who" in apart.group():
        return role
    # "Ann Lee – a lawyer for the club said no – waited" tells nothing of her.
    asks = any(lexicon().has("grammar.says_first", word.low) for word in page.words(role.start, role.end))
    return role if _DASHED.match(page.text, role.end, limit) and not asks else None


_RUN_ON = lazily(r" (?=(?:the |an? )?[a-z])")


def role_run_on(page: TextIndex, end: int, limit: int) -> Span | None:
    """Return the description up to `limit` that follows a name ending at `end` without a comma: "Ann Lee head of it".

    None where it does not go on to `limit`.
    """
    opened = _RUN_ON.match(page.text, end, limit)
    role = description_at(page, opened.end(), limit) if opened else None
    return role if role is not None and not page.text[role.end : limit].strip(" ,") else None


#: Of these a clause begins that tells nothing of who somebody is: "Ann Lee, the size of the crowd behind her".
_NO_LIKENESS = (
    "night|day|morning|evening|week|month|year|time|end|rest|start|result|kind|sort|"
    "size|name|cost|price|number|scene|sound|topic|subject"
)
#: "Ann Lee, [the old lion of the opposition], said", "Ann Lee, [a Tea Party favourite] running".
_LIKENED = lazily(
    rf", (?:the (?!(?:[a-z]+ )?(?:{_NO_LIKENESS}) )"
    r"(?=(?:[a-z][\w-]* ){1,4}of )([^,.;:()\n“”\"]{4,80}?)(?=, (?!(?:an?|the|and|or) )|\.(?:\s|\Z)|\Z)|"
    r"an? ([^,.;:()\n“”\"]{4,60}?)(?= (?:who|running|known|wanted)\b))"
)


def role_likened(page: TextIndex, end: int, limit: int) -> Span | None:
    """Return what stands to a name ending at `end`, whose noun no list need know: "[old lion of the opposition]"."""
    found, lex = _LIKENED.match(page.text, end, limit), lexicon()
    told = Span(*found.span(found.lastindex or 1)) if found is not None else None
    phrase = page.words(told.start, told.end) if told is not None else []
    head = noun_phrase(phrase)
    if (
        told is None
        or _TELLS.search(told.of(page.text))
        or not 1 <= head <= LONGEST_ROLE
        or any(lex.has("grammar.be", word.low) for word in phrase)
    ):
        return None
    noun = phrase[head - 1]
    things = ("documents.nouns", "posts.nouns", "outlets.nouns", "bodies.nouns", "vague.nouns", "grammar.afterthoughts")
    person = noun.text.islower() and noun.text.isalpha() and not any(lex.has(name, noun.low) for name in things)
    return told if person and singular(noun.low) == noun.low else None


_OF_BODY = lazily(r" (?:of|with|from) [A-Z]")
_OPENS_CLAUSE = lazily(
    r"(?:[\w’'-]+(?:ed|ing)|told|sent|shown|given|met|in|on|at|after|before|during|beside|like|unlike|with|without|when)\b",
    re.I,
)
#: "[As the mayor of Hull], Ann Lee had …".
_AS_ONE = lazily(r"As ((?:an? |the )?[^,.;:()\n“”\"]{3,80}), \Z")
#: Behind a name: "As president, Ann Lee[ said, ]Bob Roe would fail", "As mayor, Ann Lee[ would be] a disaster".
_PARTED = lazily(r" (?:has |had )?[a-z]+, (?!(?:he|she|who|which|that|and|but|as)\b)| (?:would|could|might) ")
#: "As the mayor, Ann Lee[ said, he] had failed".
_SPEAKS_OF = lazily(r" (?:has |had )?(?:\w+), (he|she)\b")


def _speaks_of_one(text: str, name: Span) -> bool:
    """Tell whether the one behind a name that tells something between commas may be somebody else than the name's."""
    told = _SPEAKS_OF.match(text, name.end)
    sex = first_sex(name.of(text).partition(" ")[0].lower())
    return told is not None and sex != (1 if told[1] == "he" else -1)


def _runs_on(phrase: Words) -> bool:
    """Tell whether what follows "as" is a clause: "As [the mayor of Hull left], Ann Lee"."""
    first = next((at for at, word in enumerate(phrase) if is_preposition(word)), len(phrase))
    return len(phrase) - first > 2 and phrase[-2].named and phrase[-1].text.islower() and phrase[0].low == "the"


#: "The head of the Far Fund (FF), Ann Lee".
_SHORT_FORM = lazily(r" \([A-Z][\w&.-]{1,11}\)\Z")


def role_apposed(page: TextIndex, start: int, end: int, floor: int) -> Span | None:
    """Return the description that a name between commas stands to: "The interior minister, [Bernard Roux],"."""
    text = page.text
    opening = page.sentences[page.sentence(start)]
    as_one = _AS_ONE.match(text, max(opening, floor), start) if text[start - 2 : start] == ", " else None
    held = page.words(as_one.start(1), as_one.end(1)) if as_one is not None else []
    parted = _PARTED.match(text, end) is not None or _runs_on(held) or _speaks_of_one(text, Span(start, end))
    if is_role_phrase(held) and not is_anybody(held) and not parted:
        skip = len(held) > 1 and held[0].low in ("a", "an", "the")
        return Span(held[skip].start, held[-1].end)
    if text[start - 2 : start] != ", ":
        return None
    if not (APPOSITION_END.match(text[end : end + 40]) or _says(page, opening, Span(start, end))):
        return None
    told = _AGE.match(text, end) is not None or role_after(page, end, min(len(text), end + 160)) is not None
    if told and _OPENS_CLAUSE.match(text, max(opening, floor)):
        return None  # "Asked by the judge, Ann Lee, 52, said"
    lead = _SHORT_FORM.sub("", text[max(floor, start - 162) : start - 2])
    stop = max(floor, start - 162) + len(lead)
    bounds = [m.end() for m in SEGMENT_END.finditer(lead)]
    phrase = page.words(max(floor, start - 162) + (bounds[-1] if bounds else 0), stop)
    one = next((at for at in range(len(phrase) - 1) if phrase[at].low in ("one", "another")), len(phrase))
    of = one + 2 < len(phrase) and phrase[one + 1].low == "of"
    if of and (not one or phrase[one - 1].text.islower()) and are_office_holders(phrase):
        return Span(phrase[one].start, phrase[-1].end)  # "One of the city's deputy mayors, Ann Lee"
    if len(phrase) == 2 and one == 0 and is_office(phrase[1]):
        return Span(phrase[1].start, phrase[1].end)  # "One father, Bob Lee"
    inner = _inner_at(text, phrase, Span(start, end))
    if inner:
        return Span(phrase[inner].start, phrase[-1].end)
    role = None
    for index, word in enumerate(phrase[:-1]):
        owner = word.named and word.possessive  # "resignation of Far Air's chief executive, Karl Roux"
        begins = owner or lexicon().has("grammar.determiners", word.low)
        # "his uncle and his father, Karl Roux", "her lead over her rival, Karl Roux", but "the aide of the mayor, …"
        apart = role is None or phrase[index - 1].low not in ("of", "for", "at", "in", "from")
        if begins and apart and is_role_phrase(phrase[index:]):
            role = Span(phrase[_owner_at(phrase, index) if owner else index + 1].start, phrase[-1].end)
    if role is not None:
        return role
    parted = text[end : end + 1] in (",", ".") or _OF_BODY.match(text, end) is not None
    return Span(phrase[0].start, phrase[-1].end) if parted and phrase and is_role_phrase(phrase) else None


def _inner_at(text: str, phrase: Words, name: Span) -> int:
    """Return where in `phrase` the one begins whose the `name` behind it is, 0 where that is whom all of it tells of.

    "A spokesman for the [Harbour Minister], Ann Lee", "the wife of [fire victim], Bob Lee".
    """
    inner, lex = serves_somebody(phrase), lexicon()
    if not inner:
        return 0
    if not lex.has("grammar.determiners", phrase[inner].low):
        return inner if phrase[-1].text.islower() else 0
    whose = phrase[inner - 2].low
    sex = lex.has("people.male", whose) - lex.has("people.female", whose)
    if sex * first_sex(name.of(text).partition(" ")[0].lower()) < 0:
        return inner + 1
    lead = next((word.low for word in phrase[inner - 2 :: -1] if lex.has("grammar.determiners", word.low)), "")
    any_one = phrase[-1].named and lead in ("a", "an", "another")
    return inner + 1 if any_one and not _is_held(text, Span(phrase[inner + 1].start, phrase[-1].end), name) else 0


def _is_held(text: str, office: Span, name: Span) -> bool:
    """Tell whether the text has somebody else than the one of `name` in an office: "Harbour Minister Mona Strand"."""
    holders = re.finditer(rf"\b{re.escape(office.of(text))} ((?:[A-Z][\w’'-]+ ?)+)", text)
    own = set(name.of(text).split())
    return any(not own & set(holder[1].split()) for holder in holders)


#: With what a sentence may open before who speaks in it.
_OPENED = lazily(r"(?:(?:But|However|And|Meanwhile|Yet),? )?[Tt]he ")


def _says(page: TextIndex, opening: int, name: Span) -> bool:
    """Tell whether whoever has a `name` says what follows, in a sentence that opens with a description and no more.

    In "The bank has a director in Hull, Lee said" somebody else is described.
    """
    text = page.text
    verb = re.match(r" (\w+)\b(?!(?: \w+){0,2},)", text[name.end : name.end + 60])  # "The doctor, Ann Lee says, left"
    opened = _OPENED.match(text, opening) if verb is not None and act_of(verb[1]) is not None else None
    phrase = page.words(opened.end() - len("The "), name.start - 2) if opened is not None else []
    another = any(lexicon().has("grammar.determiners", word.low) for word in phrase[1 : noun_phrase(phrase)])
    return is_role_phrase(phrase) and not another


def _owner_at(phrase: Words, last: int) -> int:
    """Return where the name begins that owns, and ends with the word numbered `last`: "[The Bank of Hull]'s head"."""
    first = last
    kin = lexicon().has("people.female", phrase[-1].low) or lexicon().has("people.male", phrase[-1].low)
    while first and phrase[first].glued:
        before = phrase[first - 1]
        # "On 3 September Far Air's head", "When Far Air's head"
        small = any(
            lexicon().has(name, before.low) for name in ("grammar.determiners", "grammar.dates", "grammar.opens")
        )
        if (before.named and not small) or before.low in honorifics() or lexicon().has("people.particles", before.low):
            first -= 1
        elif before.low == "and" and first > 1 and phrase[first - 2].named and kin:
            first -= 2  # "Ann and Bob Cole's mother"
        elif before.low in BODY_PREPOSITIONS and first > 1 and phrase[first - 2].named and phrase[first - 1].glued:
            first -= 2
        elif before.low == "and" and before.glued and is_for_fields(phrase[: first - 1]):
            first -= 2  # "The Department of Health and Social Care's chief nurse"
        else:
            break
    return first
