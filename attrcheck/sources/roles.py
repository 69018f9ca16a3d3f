"""Text and a place where a name stands in, out the span of the title or description beside it.

The words it goes by (offices, modifiers, determiners) stand in data/sources.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import act_of
from attrcheck.sources.lexicon import Word, Words, dotted_titles, honorifics, is_preposition, lexicon, noun_phrase
from attrcheck.sources.names import first_sex
from attrcheck.sources.noun_phrases import is_for_fields, singular
from attrcheck.sources.text_index import TextIndex

__all__ = [
    "Titles",
    "is_age",
    "is_rank",
    "is_trade_by_look",
    "role_after",
    "role_apposed",
    "role_before",
    "role_in_body",
    "role_inverted",
    "role_likened",
    "role_of_change",
    "role_predicated",
    "role_run_on",
    "serves_somebody",
    "titles_at",
]

_SEGMENT_END = lazily(
    r"[,;:()\"“”—\n]| [–-] |"
    r"(?<=[A-Z][A-Z])\.(?=\s+[A-Z][\w\s]|\s*$)|"  # "at KPMG US. Hale said", but "of the U.S. Navy"
    r"(?<![A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bSen)(?<!\bGov)(?<!\bRep)(?<!\bGen)[.!?](?=\s|$)"
)
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
#: When somebody "became mayor of Hull [last year]".
_SINCE = lazily(
    r" (?:(?:last|this|earlier|recently|again|after|before|when|aged|at (?:the|that) time)\b|"
    r"(?:for (?:[\w-]+ ){1,3}(?:days|weeks|months|years|decades)|[\w-]+ (?:days|weeks|months|years|decades?) ago)\b|"
    r"(?:in|since|on) (?:early |late |mid-)?"
    r"(?:\d|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]*)\b|[A-Z][a-z]+day\b))"
)
_AGED = lazily(r"\d{1,3}-year-old|[\d,.]+-an?-(?:hour|day|week|month|year)")
_AGE = lazily(r",? \(?(?:aged )?\d{1,3}\b")


def _is_office(word: Word) -> bool:
    """Tell whether `word` is an office, job or relation; a trade that is a surname too, in small letters only."""
    lex = lexicon()
    trade = word.text.islower() and lex.has("people.trades", word.low)
    return trade or lex.is_role(word.low) or is_rank(word) or word.low in ("emeritus", "emerita")


def is_age(low: str) -> bool:
    """Tell whether lower-case `low` is an age or a wage: "34-year-old", "300-a-week"."""
    return _AGED.fullmatch(low) is not None


def is_rank(word: Word) -> bool:
    """Tell whether `word` is a rank in capitals: the "PC" of "PC Dean Hale"."""
    return word.text.isupper() and lexicon().has("people.ranks", word.low)


def _modifies_role(word: Word) -> bool:
    low = word.low
    lists = ("people.modifiers", "people.peoples", "bodies.nouns")
    known = any(lexicon().has(name, low) for name in lists) or lexicon().is_role(low) or low.endswith("-elect")
    place = word.text.isupper() and low in ("us", "u.s", "uk", "u.k", "eu", "un", "gop")
    coded = word.text[0].isdigit() and any(c.isupper() for c in word.text)  # "4-H agent"
    inner = word.named and lexicon().has("people.quarters", low)  # "Middle East envoy", "South Korean President"
    named = word.named and not lexicon().has("grammar.not_names", low)
    return known or place or coded or word.possessive or named or inner


@cache
def _title_ends() -> frozenset[str]:
    return frozenset(title.split()[-1] for title in lexicon().sets["people.of_titles"])


def is_trade_by_look(page: TextIndex, word: Word) -> bool:
    """Tell whether `word`, in capitals only because it opens a sentence, is somebody by its ending: "Welder"."""
    opens = page.opens_sentence(word.start)
    capital = word.text[:1].isupper() and word.text[1:].islower()
    return opens and capital and _looks_personal(replace(word, text=word.low))


def _looks_personal(word: Word) -> bool:
    """Tell whether a lower-case noun that no list knows is somebody by its ending: "welder", "leg-spinner"."""
    lex = lexicon()
    things = ("documents.nouns", "posts.nouns", "outlets.nouns", "bodies.nouns", "people.not_by_look")
    last = word.low.rpartition("-")[2]
    return (
        _plain(replace(word, text=word.text.rpartition("-")[2], low=last))
        and len(last) > 4
        and last.endswith(("er", "or", "ist", "ian", "eer", "man", "woman", "person"))
        and not any(lex.has(name, last) for name in things)
    )


def role_before(page: TextIndex, start: int, floor: int, *, full: bool = False) -> Span | None:
    """Return the title that ends right before a name at `start`: "Former NEXTA editor", "Secretary of State".

    Before a person's `full` name a noun that no list knows is one too, if it looks like it.
    """
    text = page.text
    if text[start - 1 : start] not in (" ", "\u00a0") or start <= floor:
        return None
    closest = page.words(max(floor, start - 24), start)
    if not closest:
        return None
    looks = full and (_looks_personal(closest[-1]) or is_trade_by_look(page, closest[-1]))
    pair = " ".join(word.low for word in closest[-2:]) in lexicon().sets["people.pairs"]
    if not (looks or pair or _is_office(closest[-1]) or closest[-1].low in _title_ends()):
        return None  # seen at a glance
    near = page.words(max(floor, start - 160), start)
    if near and start - 160 > floor:
        near = near[1:]  # it may be cut in two
    if not near or text[near[-1].end : start] not in (" ", ". ", "\u00a0"):
        return None
    if text[near[-1].end] == "." and not _abbreviated(near[-1].low):
        return None  # "It hit one man. Lee said"
    first = len(near) - 1
    for length in range(3, 6):
        if " ".join(w.low for w in near[-length:]) in lexicon().sets["people.of_titles"]:
            first = len(near) - length
            break
    else:
        first -= pair
        if not (looks or pair or _is_office(near[-1])):
            return None
    while first and len(near) - first < _LONGEST_ROLE:
        if _is_short_form(text, near, first):
            first -= 2  # "Fen Dyers' Association (FDA) chairman"
            continue
        if not near[first].glued or _says_first(page, near[first - 1]):
            break
        within = _within_name(near, first)
        if within:
            first -= within
            continue
        if not _modifies_role(near[first - 1]):
            # "the Post's senior politics editor", "a dialysis technician"
            if first > 1 and _titular_noun(near[first - 1], near[first - 2]):
                first -= 1 + (not lexicon().has("grammar.determiners", near[first - 2].low))
                continue
            if not near[first - 1].glued and _opens_clause(text, near[first - 1], floor):
                first -= 1  # "In one message, landfill supervisor Bob Lee"
            break
        if near[first - 1].low == "and" and first > 1 and full and _looks_personal(near[first - 2]):
            first -= 2  # "diver and adventurer Ann Lee"
            continue
        joined = first > 1 and _titular(near[first - 2].low) and not lexicon().has("people.status", near[first - 2].low)
        if near[first - 1].low == "and" and not joined:
            break  # "Ann Lee and Councilman Bob Cole", "took the lead and Senator Bob Cole"
        first -= 1
    return Span(near[first].start, near[-1].end + (text[near[-1].end] == "."))


def _is_short_form(text: str, near: Words, first: int) -> bool:
    """Tell whether near[first] stands behind the letters of a body's name in parentheses, and that behind the name."""
    letters = near[first - 1]
    joins = near[first].low in ("and", "or")
    if first < 2 or joins or not letters.text.isupper() or text[letters.end : near[first].start] != ") ":
        return False
    return near[first - 2].named and text[near[first - 2].end : letters.start] == " ("


def _says_first(page: TextIndex, word: Word) -> bool:
    """Tell whether `word` opens its sentence and says what follows: "Remarked city planner Ann Lee, “…”"."""
    opens = page.opens_sentence(word.start)
    return opens and lexicon().has("grammar.says_first", word.low)


def _within_name(near: Words, first: int) -> int:
    """Return how many words before near[first] a body's name goes on with: "[Department of] Transportation" aide."""
    if first < 2 or not near[first - 1].glued:
        return 0
    lex, small, before = lexicon(), near[first - 1], near[first - 2]
    if lex.has("grammar.not_names", before.low):
        return 0
    known = before.named and (lex.has("bodies.nouns", before.low) or before.low == "house")
    if small.low in ("of", "for"):
        return 2 * (known and near[first].named)
    if small.low == "and":  # "Wage and Hour Division director", but "Ann Lee and Hull Council leader Bob Cole"
        body = any(word.named and lex.has("bodies.nouns", word.low) for word in near[first : first + 3])
        alone = first == 2 or not (near[first - 2].glued and near[first - 3].named)
        return 2 * (body and near[first].named and before.named and alone)
    if small.low == "the" and first > 2 and before.low == "of" and near[first - 3].named:
        return 3 * lexicon().has("outlets.last", near[first - 3].low)  # "News of the World editor"
    numbered = small.low.isdigit() and (known or lex.has("bodies.numbered", before.low))
    one = before.text.istitle() and len(small.low) < 3 and singular(near[first].low) == near[first].low
    flight = small.low.isdigit() and one and near[first].text.islower() and not lex.has("grammar.dates", before.low)
    flight = flight and small.low.isdigit() and before.low != "aged" and not is_preposition(before)
    return 2 * ((numbered or flight) and before.named)  # "Apollo 11 astronaut"


def _abbreviated(low: str) -> bool:
    return low in lexicon().short or low in dotted_titles() or (len(low) < 6 and not re.search("[aeiouy]", low))


def _titular(low: str) -> bool:
    return lexicon().is_role(low) or any(lexicon().has(name, low) for name in ("people.modifiers", "people.peoples"))


def _titular_noun(word: Word, before: Word) -> bool:
    """Tell whether lower-case `word`, that no list knows, stands between an adjective or owner and an office."""
    lex = lexicon()
    lists = ("people.status", "people.modifiers", "grammar.determiners")
    leads = before.possessive or any(lex.has(name, before.low) for name in lists)
    leads = leads or (before.named and not before.glued and not word.low.endswith("s"))  # "Sale barn owner Bob Lee"
    return (
        word.glued
        and leads
        and before.low not in ("and", "white")
        and (before.low != "state" or lex.has("people.of_states", word.low))
        and _plain(word)
    )


def _opens_clause(text: str, word: Word, floor: int) -> bool:
    """Tell whether a noun, no verb, opens what follows a comma or a quotation: no "…,” says coach Ann Lee"."""
    lead = text[max(floor, word.start - 3) : word.start]
    parted = (lead.endswith(", ") and lead[0].isalnum()) or (lead[1:] in ("” ", '" ') and act_of(word.low) is None)
    return parted and _plain(word) and not word.low.endswith("s")


def _plain(word: Word) -> bool:
    """Tell whether `word` can be a noun before an office: in small letters, and no verb by its look."""
    lex = lexicon()
    listed = ("grammar.prepositions", "grammar.determiners", "grammar.not_names", "grammar.relatives")
    return (
        word.text.isalpha()
        and word.text.islower()
        and len(word.low) > 3
        and not (word.low.endswith(("ed", "ing", "ly")) or any(lex.has(name, word.low) for name in listed))
    )


def tells_nobody(page: TextIndex, role: Span) -> bool:
    """Tell whether a role tells only what befell somebody, or whom others like: "murdered man", "favourite singer"."""
    found = [word.low for word in page.words(role.start, role.end)]
    liked = len(found) == 2 and lexicon().has("people.liked", found[0])  # "crowd favourite striker" tells something
    befell = (
        len(found) > 1 and lexicon().has("people.anybody", found[-1]) and lexicon().has("people.befallen", found[-2])
    )
    return liked or befell


_OF = ("of", "for", "from")
_WITHIN = ("in", "at", "on", "with", "to")
_SERVES = ("of", "for", "to")
_OPENS_BODY = (*_OF, "with")
_JOINS = frozenset({*_OF, *_WITHIN, "the", "and"})


def role_in_body(page: TextIndex, start: int, floor: int) -> Span | None:
    """Return the title with its body that ends right before a name: "Head of the Presidential Administration"."""
    near = page.words(max(floor, start - 120), start)
    if not near or page.text[near[-1].end : start] not in (" ", "\u00a0"):
        return None
    if not near[-1].named:
        return _head_of(near)
    if near[-1].low in honorifics():
        return None
    for index in range(len(near) - 2, max(0, len(near) - 11), -1):
        word, after = near[index], near[index + 1]
        joins = word.named or word.low in _JOINS or lexicon().has("people.particles", word.low)
        inner = after.low in _WITHIN and _plain(word)  # "head of the UN [mission] in Mali"
        if not (after.glued and (joins or inner)):
            return None
        to = word.low == "to" and lexicon().has("people.to_places", near[index - 1].low)
        if (word.low in _OPENS_BODY or to) and word.glued and lexicon().is_role(near[index - 1].low):
            first = index - 1
            while first and near[first].glued and index - first < 6 and _modifies_role(near[first - 1]):
                first -= 1
            return Span(near[first].start, near[-1].end)
    return None


def _head_of(near: Words) -> Span | None:
    """Return the title of who is at the head of something without a name: "NLHA vice-president of operations"."""
    at = len(near) - 2
    heads = at > 0 and near[at].low == "of" and near[at].glued and lexicon().has("people.heads", near[at - 1].low)
    if not heads or not near[-1].glued or not _plain(near[-1]):
        return None
    first = at - 1
    while first and near[first].glued and at - first < 6 and _modifies_role(near[first - 1]):
        first -= 1
    return Span(near[first].start, near[-1].end)


_LONGEST_ROLE = 9  # words


def _is_role_phrase(phrase: Words) -> bool:
    """Tell whether `phrase` says what somebody is: "a professor at Harvard", "the Bank of Hull's head of lending"."""
    owners = [at for at, word in enumerate(phrase[:8]) if at and word.possessive and word.named]
    return _is_office_phrase(phrase) or bool(owners and _is_office_phrase(phrase[owners[-1] + 1 :]))


def _is_office_phrase(phrase: Words) -> bool:
    head = noun_phrase(phrase)
    if not phrase:
        return False
    determined = lexicon().has("grammar.determiners", phrase[0].low) or phrase[0].possessive
    while head > 2 and lexicon().has("grammar.afterthoughts", phrase[head - 1].low):
        head -= 1  # "commissioner responsible for defence"
    conjunction = next((i for i in range(1, head) if phrase[i].low == "and" and _is_office(phrase[i - 1])), head)
    head = conjunction if head > _LONGEST_ROLE or not _is_office(phrase[head - 1]) else head
    titled = any(" ".join(w.low for w in phrase[head - n : head]) in lexicon().sets["people.of_titles"] for n in (3, 4))
    yearly = head > 1 and lexicon().has("people.years", phrase[head - 1].low)  # "a junior at Hale High"
    article = phrase[0].low in ("a", "an", "the") and head > 1
    paired = head > 1 and " ".join(w.low for w in phrase[head - 2 : head]) in lexicon().sets["people.pairs"]
    looks = paired or (article and _looks_personal(phrase[head - 1]))
    if not (titled or yearly or looks or _is_office(phrase[head - 1])):
        return False
    if head < len(phrase) and phrase[0].low in ("who", "which"):
        return False
    # "Nationally known expert", "newly elected mayor".
    adverb = (
        head > 2
        and phrase[0].text.islower()
        and phrase[0].low.endswith("ly")
        and lexicon().has("people.known", phrase[1].low)
    )
    lead = phrase[2 * adverb : head]
    return head <= _LONGEST_ROLE and (
        determined or all(_modifies_role(w) or w.low == "of" or _plain(w) or _is_compound(w) for w in lead)
    )


def _is_compound(word: Word) -> bool:
    return "-" in word.text and word.text.islower()  # "labor-management expert"


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
    told = _description(page, aside.start(1), aside.end(1)) if aside and not _TELLS.search(aside[1]) else None
    written = page.words(told.start, told.end) if told is not None else []
    if any(_is_office(word) and (word.text.islower() or word.text.isupper()) for word in written):
        return told  # "Ann Lee (Hull MP)", but not "(The King's Man)"
    if _SAID_OF.match(page.text, end, limit) and not _SAID_BY.search(page.text, max(0, end - 60), end):
        return None
    apart = _APART.match(page.text, end, limit)
    opened = apart or _AFTER_NAME.match(page.text, end, limit)
    since = _SINCE.search(page.text, apart.end(), limit) if apart and _COMES.search(apart.group()) else None
    role = _description(page, opened.end(), since.start() if since else limit) if opened else None
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
    role = _description(page, opened.end(), limit) if opened else None
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
        or not 1 <= head <= _LONGEST_ROLE
        or any(lex.has("grammar.be", word.low) for word in phrase)
    ):
        return None
    noun = phrase[head - 1]
    things = ("documents.nouns", "posts.nouns", "outlets.nouns", "bodies.nouns", "vague.nouns", "grammar.afterthoughts")
    person = noun.text.islower() and noun.text.isalpha() and not any(lex.has(name, noun.low) for name in things)
    return told if person and singular(noun.low) == noun.low else None


#: "Ann Lee is the lead engineer of Far Air", "Ann Lee (1938–2011) was a botanist".
_PREDICATED = lazily(
    r"(?: \([^()\n]{1,60}\))?,? (?:is|was|became|has become|(?:will|is to|is set to) become) "
    r"(?:(?:also|now|once|then|currently) )?"
    r"(?=an? |the |one of |(?:[\w-]+ ){1,3}(?:of|for|to|at) (?:the )?(?:[a-z-]+ ){0,2}[A-Z])"
)
#: "Ann Lee, who was elected mayor of Hull in May", "Ann Lee has served as its chief engineer since 2019".
_MADE = lazily(
    r"(?:, (?:an?|the) [^,.;\n]{3,120},)?"
    r"(?:,? who)? (?:(?:was|is|has been|had been|became|has|had) )?(?:(?:first|then|later|recently|also|now) )?"
    r"(?:(?:re-?)?(?:elected|appointed)(?: as)?|(?:named|hired|chosen|promoted|sworn in|served|serves|worked|works|"
    r"retired|resign(?:ed|s|ing)|stepp(?:ed|ing) down|took (?:over|office))"
    r"(?: (?:in|since) \d{4}| at [^,;\n]{1,30})? as) "
    r"(?:(?:the|its|their|an?) )?"
)
#: "Ann Lee was serving as its chief engineer", "Ann Lee's resignation as mayor", "Ann Lee, as the new mayor".
_HELD_AS = lazily(
    r"(?:,? who)? (?:is|was|has been|had been) (?:(?:then|now|also|still|already) )?(?:serving|acting|working) as |"
    r"['’]s? (?:[a-z-]+ )?(?:time|term|tenure|stint|role|career|resignation|departure|removal|dismissal|appointment|"
    r"election|re-election|confirmation|position|work) as |"
    r", whose (?:term|time|tenure|stint) as |"
    r",? as (?=(?:the|its|their) new (?:(?!\b(?:[a-z]+ed|left|came|spoke|took|went|sat|stood)\b)"
    r"[^,.;:()\n“”\"]){3,60}[,.;])"
)
#: "The dismissal of Ann Lee as mayor of Hull", "voters re-elected Ann Lee as mayor of Hull".
_OF_HIM = lazily(
    r"\b(?:(?:dismissal|resignation|appointment|removal|election|re-election|confirmation) of|"
    r"(?:re-?)?elected|appointed|confirmed|dismissed|sacked|hired|named|chose|picked) \Z"
)
#: What stands between the name and the office: "appointed Ann Lee [as] head of it", "named Ann Lee [its new] head".
_TO_BE = lazily(
    r" (?:as |to be |(?=(?:its|their|the|his|her) (?:new|next|first|interim|acting) ))(?:the |its |their |an? )?"
)
#: "…, and his appointment as envoy", "… as mayor [surprised] many".
_DOES = lazily(r" (?:[a-z]+ed|is|was|has|had|will|came|led|took|ends|began|expires|and|after|in|on)\b")
#: "Ann Lee['s appointment as envoy was blocked]".
_UNDONE = lazily(r"[^.;:\n]*? (?:blocked|rejected|vetoed|annulled|overturned|failed|fell through)\b")
#: What somebody was for a time: "as a waitress [until 1990]", "[before she became mayor]".
_ENDED = lazily(r"[^.,;:]{1,60}? (?:until|before (?:he|she|they|\w+ing))\b")
#: "Her lawyer is Ann Lee.", "The only bidder was Ann Lee, who …".
_INVERTED = lazily(r" (?:is|was|remains) \Z")


def role_predicated(page: TextIndex, end: int, limit: int) -> Span | None:
    """Return what a name ending at `end` is said to be, or to be made: "is [a professor at Harvard]"."""
    opened = _PREDICATED.match(page.text, end, limit)
    said = _description(page, opened.end(), limit) if opened else None
    if said is not None:
        return said
    made = _MADE.match(page.text, end, limit)  # "was elected mayor of Hull"
    held = _HELD_AS.match(page.text, end, limit) if made is None else None
    made = made or held
    if made is None or _ENDED.match(page.text, made.end(), limit) or (held and _UNDONE.match(page.text, end, limit)):
        return None
    since = _SINCE.search(page.text, made.end(), limit) or (held and _DOES.search(page.text, made.end(), limit))
    return _description(page, made.end(), since.start() if since else limit)


def role_of_change(page: TextIndex, start: int, end: int, limit: int) -> Span | None:
    """Return the office that somebody named comes to or leaves: "the resignation of" a name "as [mayor of Hull]"."""
    left = _OF_HIM.search(page.text, max(0, start - 24), start)
    opened = _TO_BE.match(page.text, end, limit) if left is not None else None
    if opened is None or _UNDONE.match(page.text, end, limit):
        return None
    done = _SINCE.search(page.text, end, limit) or _DOES.search(page.text, end, limit)
    return _description(page, opened.end(), done.start() if done else limit)


def role_inverted(page: TextIndex, start: int, end: int) -> Span | None:
    """Return the role that a sentence opens with and says whose it is: "[Her lawyer] is" before a name."""
    text = page.text
    told = _INVERTED.search(text, max(0, start - 9), start)
    opening = page.sentences[page.sentence(start)]
    if told is None or start - opening > 80 or not _CLOSES.match(text[end : end + 40]):
        return None
    phrase = page.words(opening, opening + len(text[opening : told.start()].partition(",")[0]))
    owned = bool(phrase) and (lexicon().has("grammar.determiners", phrase[0].low) or phrase[0].possessive)
    if not owned or not _is_role_phrase(phrase):
        return None
    return Span(phrase[not phrase[0].possessive].start, phrase[-1].end) if len(phrase) > 1 else None


#: Where a description ends and the sentence goes on.
_GOES_ON = frozenset({"said", "says", "told", "tells", "added", "adds", "but", "when", "while", "because", "although"})
#: "Ann Lee, the mayor in charge[ has] agreed", but no "the mayor has agreed, is ill".
_HAS = frozenset({"has", "had", "have"})
_CLOSES_LATER = lazily(r"[^.;:\n,]{1,120},")


def _description(page: TextIndex, start: int, limit: int) -> Span | None:
    """Return the description of a person that begins at `start`, without its article."""
    closed = _SEGMENT_END.search(page.text, start, min(limit, start + 200))
    stop = closed.start() if closed else min(limit, start + 200)
    phrase = page.words(start, stop)
    if closed and closed.group() == "." and phrase and phrase[-1].low in lexicon().short:
        return None  # it is the next one's: "Ann Lee, Ohio Gov. Bob Cole and …"
    for index, word in enumerate(phrase):
        behind = phrase[index + 1].low if index + 1 < len(phrase) else ""
        goes_on = word.low in _GOES_ON or (word.low in ("before", "until") and behind in ("he", "she", "they", "it"))
        goes_on = goes_on or (word.low == "after" and behind.endswith("ing"))
        has = index > 0 and word.low in _HAS and not _CLOSES_LATER.match(page.text, word.end, limit)
        if lexicon().has("grammar.relatives", word.low) or has or (index and goes_on):
            phrase = phrase[:index]
            break
    if _is_one_of(phrase):
        return Span(phrase[0].start, phrase[min(len(phrase), 21) - 1].end)
    if not phrase or lexicon().has("grammar.prepositions", phrase[0].low) or not _is_role_phrase(phrase):
        return None
    skip = 1 if lexicon().has("grammar.determiners", phrase[0].low) and len(phrase) > 1 else 0
    skip += is_age(phrase[skip].low) and len(phrase) > skip + 1  # "a 22-year-old barista"
    last = phrase[min(len(phrase), skip + 20) - 1]
    owns = last.possessive and page.text[last.end : last.end + 2] in ("’s", "'s")  # "a doctor at St Bride’s"
    return Span(phrase[skip].start, last.end + 2 * owns)


def _is_anybody(phrase: Words) -> bool:
    """Tell whether `phrase` says no more than that somebody is one: "a young man", "one of those men"."""
    head = noun_phrase(phrase)
    return head > 0 and lexicon().has("people.anybody", singular(phrase[head - 1].low))


def _is_one_of(phrase: Words) -> bool:
    """Tell whether `phrase` is of one of several: "one of Italy's leading economists", "one of the deputy mayors"."""
    if len(phrase) < 4 or phrase[0].low != "one" or phrase[1].low != "of" or phrase[3].low in ("few", "many"):
        return False
    owned = lexicon().has("grammar.determiners", phrase[2].low) or phrase[2].possessive
    several = phrase[2 : 2 + noun_phrase(phrase[2:])]
    joined = next((at for at, word in enumerate(several) if at > 1 and word.low == "and"), len(several))
    return owned and _are_office_holders(several[:joined]) and not _is_anybody(several[:joined])


_OF_BODY = lazily(r" (?:of|with|from) [A-Z]")
# What closes an apposition: in "Asked by the judge, Ann Lee said …" nothing does.
_CLOSES = lazily(
    r"\s*\Z|[,.;:()!?\n”\"]| [–—(-]|[’']?s? ?,| (?:of|with|from) (?:the )?[A-Z]| (?:and|as|who|KC|QC|MP|Jr|Sr)\b"
)
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
    if _is_role_phrase(held) and not _is_anybody(held) and not parted:
        skip = len(held) > 1 and held[0].low in ("a", "an", "the")
        return Span(held[skip].start, held[-1].end)
    if text[start - 2 : start] != ", ":
        return None
    if not (_CLOSES.match(text[end : end + 40]) or _says(page, opening, Span(start, end))):
        return None
    told = _AGE.match(text, end) is not None or role_after(page, end, min(len(text), end + 160)) is not None
    if told and _OPENS_CLAUSE.match(text, max(opening, floor)):
        return None  # "Asked by the judge, Ann Lee, 52, said"
    lead = _SHORT_FORM.sub("", text[max(floor, start - 162) : start - 2])
    stop = max(floor, start - 162) + len(lead)
    bounds = [m.end() for m in _SEGMENT_END.finditer(lead)]
    phrase = page.words(max(floor, start - 162) + (bounds[-1] if bounds else 0), stop)
    one = next((at for at in range(len(phrase) - 1) if phrase[at].low in ("one", "another")), len(phrase))
    of = one + 2 < len(phrase) and phrase[one + 1].low == "of"
    if of and (not one or phrase[one - 1].text.islower()) and _are_office_holders(phrase):
        return Span(phrase[one].start, phrase[-1].end)  # "One of the city's deputy mayors, Ann Lee"
    if len(phrase) == 2 and one == 0 and _is_office(phrase[1]):
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
        if begins and apart and _is_role_phrase(phrase[index:]):
            role = Span(phrase[_owner_at(phrase, index) if owner else index + 1].start, phrase[-1].end)
    if role is not None:
        return role
    parted = text[end : end + 1] in (",", ".") or _OF_BODY.match(text, end) is not None
    return Span(phrase[0].start, phrase[-1].end) if parted and phrase and _is_role_phrase(phrase) else None


def serves_somebody(phrase: Words) -> int:
    """Return where in `phrase` the one begins who is another's: "the wife of [the mayor]"; 0 for "a head of staff"."""
    at = next((at for at in range(len(phrase) - 2, 0, -1) if phrase[at].low in _SERVES), 0)
    if not at:
        return 0
    last, whose, lex = phrase[-1].low, phrase[at - 1].low, lexicon()
    one = lex.is_role(last) and singular(last) == last and not lex.has("bodies.nouns", last)
    return at + 1 if one and lex.is_role(whose) and not lex.has("people.contests", whose) else 0


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
    return _is_role_phrase(phrase) and not another


def _are_office_holders(phrase: Words) -> bool:
    """Tell whether the last word is a plural of an office: "the city's deputy mayors"."""
    last, one = phrase[-1], singular(phrase[-1].low)
    trade = last.text.islower() and lexicon().has("people.trades", one)
    return one != last.low and (trade or lexicon().is_role(one))


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
        elif before.low in _OF and first > 1 and phrase[first - 2].named and phrase[first - 1].glued:
            first -= 2
        elif before.low == "and" and before.glued and is_for_fields(phrase[: first - 1]):
            first -= 2  # "The Department of Health and Social Care's chief nurse"
        else:
            break
    return first


@dataclass(frozen=True, slots=True)
class Titles:
    """What stands about a name: `before` it its title, as `role` what tells most, and `also` what follows beside that.

    `apposed` tells that the name stands to a description before it: "The interior minister, [Bernard Roux],".
    """

    before: Span | None
    role: Span | None
    also: Span | None
    apposed: bool


_MEMBER = lazily(r" (MP|MEP|MSP|MLA)\b")  # "Ann Lee MP"
#: What stands before what somebody is, and not before a title.
_ANY_ONE = lazily(r"\b[Aa]n? \Z")
#: "Member of Parliament (MP) Ann Lee".
_SHORT_TITLE = lazily(r" (\([A-Z]{2,8}\) )\Z")
#: "The [Most] Rev. Ann Lee", "the [Revd] Dr Ann Lee".
_STYLE = lazily(r"\b((?:Rt|Right|Most|Very|Hon|Prof|Revd?|Reverend|(?:Rt|Right|Most|Very)\.? Revd?)\.? )\Z")
#: What may stand between a description and a name, or its title: "the moderator, [the late] Sir Bob Roe".
_OWNER = lazily(r"[ ,]((?:his|her|their|our|my|the|an?) (?:late )?|(?:an? |the )?\d{1,3}-year-old )\Z")
#: "The attacker, identified by police as Ann Lee, 20, …".
_IDENTIFIED = lazily(r", ((?:who (?:was|has been) )?(?:later )?(?:identified|named)(?: by [^,.;\n]{1,40})? as )\Z")
_PEOPLE = lazily(r", (?:the )?([A-Z][a-z]+ )\Z")
#: What somebody does to whoever is told of before: "a pianist Lee[ had met]".
_DID = lazily(r" (?:has|had|have|once|never|knew|met|loved|hired|taught)\b")
#: An office that somebody has or had for certain: "rather than Ann Lee, its [former] head".
_OTHERWISE_TOLD = frozenset({"current", "outgoing", "acting", "interim", "then"})
#: Before whoever did not come to an office.
_NOT_CHOSEN = lazily(
    r"\b(?:named|appoint(?:ed|s)|(?:re-?)?elect(?:ed|s)|chose|picked|made|hired|crowned|declared|promoted)\b"
    r"[^.;:\n]{3,80}?,? (?:and not|but not|not|rather than|instead of) \Z"
)


def _people_before(text: str, opening: int, floor: int) -> int:
    """Return where the people that somebody belongs to stands in front of the name: "…, [German] Max Roux"."""
    found = _PEOPLE.search(text, max(floor, opening - 20), opening)
    low = found[1].strip().lower() if found else ""
    known = lexicon().has("people.peoples", low) or lexicon().has("people.nationals", low)
    return found.start(1) if found and known else opening


def titles_at(page: TextIndex, name: Span, addressed: int, bounds: Span, *, seen: bool) -> Titles:
    """Return the titles about `name` within `bounds`, their paragraph; `addressed` is where its "Dr." or "Mrs" begins.

    `seen` tells that the reader sees a person there.
    """
    text = page.text
    short = _SHORT_TITLE.search(text, max(bounds.start, addressed - 12), addressed)
    if short is not None:
        title = role_before(page, short.start(1), bounds.start)
    else:
        title = role_before(page, name.start, bounds.start, full=seen and " " in name.of(text))
    alone = title is not None and " " not in name.of(text) and _DID.match(text, name.end) is not None
    if title is not None and alone and _ANY_ONE.search(text, max(0, title.start - 3), title.start):
        title = None  # "a pianist Lee had met", but "a Sergeant Lee", "a tired coach Lee rose"
    if title is None and addressed < name.start:
        title = role_before(page, addressed, bounds.start)  # "Superintendent Dr. Ann Lee"
    in_body = role_in_body(page, addressed, bounds.start) if seen and title is None else None
    opening = title.start if title else in_body.start if in_body else addressed
    opening = _people_before(text, opening, bounds.start)
    style = _STYLE.search(text, max(bounds.start, opening - 12), opening)
    opening = style.start(1) if style else opening
    owner = _OWNER.search(text, max(bounds.start, opening - 20), opening)
    known = _IDENTIFIED.search(text, max(bounds.start, opening - 80), opening)
    begins = known.start(1) if known else owner.start(1) if owner else opening
    lead = role_apposed(page, begins, name.end, bounds.start)
    role, after = lead or title or in_body, role_after(page, name.end, bounds.end)
    chosen = _NOT_CHOSEN.search(text, page.sentences[page.sentence(name.start)], begins)
    status = page.words(after.start, after.end)[0].low if after is not None else ""
    said = after is not None and re.match(r",? who (?:is|was) ", text[name.end : after.start]) is not None
    some = after is not None and _ANY_ONE.search(
        text, max(0, after.start - 3), after.start
    )  # "over Ann Lee, a teacher"
    if chosen and not (some or said) and status not in _OTHERWISE_TOLD and not lexicon().has("people.past", status):
        after = None  # "It named Bob Roe, not Ann Lee, its head"
    if lead and title and lead.end < title.start and not _mere(text, title):
        role = Span(lead.start, title.end)  # "her brother, retired judge Bob Lee"
    if role is None or (after is not None and _mere(text, role)):
        role, after = after, None
    if role is None and seen and " " in name.of(text):
        role = _unclosed(page, addressed, name.end, bounds.end)
    letters = _MEMBER.match(text, name.end) if role is None else None
    role = Span(*letters.span(1)) if letters else role or _leading(page, name.end, bounds.end)
    again = after is not None and role is not None and after.of(text) == role.of(text)
    if after is not None and (again or lexicon().has("people.peoples", after.of(text).lower())):
        after = None  # "Rep. Ann Lee, a Republican", "the carver Ann Lee, the carver who"
    return Titles(title, role, after, lead is not None)


#: "Ann Lee, [the harbour minister] paid tribute", "Ann Lee [the singer and actor] was known for it".
_UNCLOSED = lazily(
    r",? (?=the )((?:[\w’'-]+ ){1,7}?[\w’'-]+) "
    r"(?:is|was|has|had|will|paid|took|went|came|gave|made|spoke|[a-z]{2,}ed|[a-z]{2,}(?:es|ks|lls|nds))\b"
    r"(?!(?: [a-z]+){0,3}, (?:is|was|are|were|has|had|have|will|would|can|could|must|should|may|might|did|does|"
    r"[a-z]{2,}ed)\b)"
)


def _unclosed(page: TextIndex, start: int, end: int, limit: int) -> Span | None:
    """Return the description behind a name that opens a sentence, where no comma closes it before the verb."""
    found = _UNCLOSED.match(page.text, end, limit) if page.opens_sentence(start) else None
    role = _description(page, found.start(1), found.end(1)) if found is not None else None
    return role if role is not None and found is not None and role.end == found.end(1) else None


#: "Ann Lee, who leads the Fen Farmers' Union,".
_LEADS = lazily(
    r", who (?:(?:also|now|currently|jointly) )?"
    r"((\w+) (?:the )?[A-Z][\w&’'-]*(?: (?:(?:of|for|and) (?:the )?)?[A-Z][\w&’'-]*)*)"
    r"(?=[,.;)–—]|\Z| (?:and|but|said|says|told|with|as|from)\b)"
)


#: "Ann Lee, representing the Fen Hotel Association,".
_REPRESENTS = lazily(
    r"(?: (?:KC|QC|SC))?,? (?:who (?:is|was) )?"
    r"(representing (?:the |several |some |all )?[A-Z\d][^,.;:()\n“”\"]{2,70})(?=[,.]|\Z)"
)


def _leading(page: TextIndex, end: int, limit: int) -> Span | None:
    """Return what a name ending at `end` is said to lead or represent, with the verb: "[leads the Fen Union]"."""
    stands_for = _REPRESENTS.match(page.text, end, limit)
    if stands_for is not None:
        return Span(*stands_for.span(1))
    found = _LEADS.match(page.text, end, limit)
    if found is None or not lexicon().has("people.leads", found[2]):
        return None
    named = page.words(found.end(2), found.end(1))
    lists = ("bodies.nouns", "bodies.of_fields")
    body = any(lexicon().has(name, word.low) for word in named for name in lists)
    return Span(*found.span(1)) if body else None  # "who leads England"


def _mere(text: str, role: Span) -> bool:
    """Tell whether a title says little beside another: "Prof", "Rev."."""
    low = re.sub(r"^(?:rt|right|most|very)\.? ", "", role.of(text).lower().rstrip("."))
    return low in honorifics() and low in lexicon().short
