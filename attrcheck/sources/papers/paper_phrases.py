"""The place of a noun in an article in, the phrase of a paper or body that it stands in out: "[its report on rents]".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re

from attrcheck.article import Span
from attrcheck.patterns import MONTH, WEEKDAY, lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.index import Index
from attrcheck.sources.text.lexicon import Word, Words, is_preposition, lexicon
from attrcheck.sources.text.noun_phrases import Phrase, names_bodies, singular

__all__ = ["CAPITALS", "MADE_THEN", "NONE", "SAME", "phrase_at", "phrase_with_tail"]


_DATES = (
    r"(?!(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|May|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)"
    r"(?:\b|day|uary|ruary|ch|il|e\b|y\b|ust|ember|ober))"
)
#: A day or month by itself, no April Jones, Augusta or January's floods.
_NO_DAY = (
    rf"(?! (?:{WEEKDAY}(?![\w’'-]| [A-Z])"
    rf"|{MONTH}"
    r"(?![\w’'-]| (?!(?:that|which|and|said|says|was)\b)[A-Za-z])))"
)
_JOINS = rf"(?: (?:of|for|and|&|the|de|la)| (?:in|on){_NO_DAY})*"
_INITIALS = r"(?:(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov)\. (?=[A-Z]))?"
#: "Marsh", "U.S."
_CAPITAL = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w’'&-]*)"
CAPITALS = rf"{_DATES}{_INITIALS}{_CAPITAL}(?:{_JOINS} {_INITIALS}{_CAPITAL}){{0,8}}"
_MADE = (
    r"(?:published|released|issued|written|compiled|prepared|commissioned|conducted|obtained|signed|filed|sent|posted|"
    r"delivered|carried out|led|produced|drawn up|presented|submitted|funded|adopted|passed|appearing|completed|"
    r"undertaken|collected|penned|drafted|sponsored|introduced|authored|co-authored)"
)
_WHEN = r"(?: (?:\w+day|yesterday|today|online|earlier|(?:last|this|in|on) \w+(?: \w+)?))?"
#: "released on Monday".
MADE_THEN = _MADE + _WHEN
_STOPS = (
    r"(?=[,.;:)”\"\n]|$| (?:was|is|are|were|has|have|had|will|would|can|could|may|might|must|should|found|finds|said|"
    r"says|shows?|showed|suggests?|suggested|that|which|who|and|but|as|after|before|when|while|released|published|"
    r"issued|conducted|carried|commissioned|completed|recently|already|reportedly|"
    r"(?:allege|argue|ask|call|claim|conclude|confirm|describe|detail|estimate|examine|explore|indicate|predict|"
    r"recommend|require|reveal|urge|warn)(?:s|d|ed))\b)"
)
#: What follows a name that owns it: "signed by the Pentagon's [chief]".
_OWNED = rf"(?:(?<=['’]s)(?: [\w-]+){{1,5}}?{_STOPS})?"
_QUOTED = r"(?:[“\"«][A-Z][^”\"»\n]{4,90}[”\"»]|‘[A-Z][^’\n]{4,90}’)"
#: A title without quotation marks, which has small words in it: "The report, [Holding the Night Shift],".
_TITLE = rf"{_DATES}[A-Z][\w’'-]*(?: (?:of|for|and|the|in|on|to|a|an|by|at|from|with|[A-Z][\w’'-]*)){{1,9}}"
_JOURNAL = r"(?: (?:[a-z]+ )?(?:journal|magazine|newspaper|daily|weekly))?"
#: What may stand behind the noun of a paper and tells which one it is.
_TAIL = lazily(
    rf"(?: \((?:[A-Z]\w{{1,9}})\))?(?:,(?: (?:called|entitled|titled|named),?)? {_QUOTED}"
    rf"|(?: [a-z]+){{0,2}} (?:bore|bears|carries|carried|has|had) the title (?P<quoted>{_QUOTED})"
    rf"|, (?:known as |called |titled |entitled )?(?P<title>{_TITLE}|[A-Z][A-Z-]{{2,}})(?= \((?:19|20)\d\d\)|,)"
    rf"|,? {MADE_THEN} (?:by|in|on|to|from|for|with)(?: (?:the|an?|its|his|her))?{_JOURNAL} {CAPITALS}{_OWNED}"
    rf"| (?:by|from|of|on|in|about|to|into|against|for|entitled|titled|called)(?: (?:the|an?))? {CAPITALS}"
    rf"| {MADE_THEN} by (?:the|its|his|her) [a-z]+(?: in [A-Z][a-z]+)?"
    rf"| from (?:19|20)\d\d\b"
    rf"| to (?:(?:the|all|its|his|her|their) )?(?:[a-z-]+ )?(?:[a-z-]+s|staff){_STOPS}"
    rf"| (?:of|by|from|into|on|about|against|for|among){_NO_DAY}(?! the (?:floor|table|agenda|books|ballot|desk|way)\b)"
    rf"(?: [\w,’'-]*\w){{1,6}}?{_STOPS})"
)
_MOST_BEFORE = 6  # words of a phrase before its noun
#: They tell nothing of which paper it is.
SAME = frozenset({"same", "new", "latest", "current", "said", "full", "whole", "recent"})
#: Nor does when it was out: "[last week's] poll".
_TIMES = frozenset({"today", "yesterday", "day", "week", "month", "year", "morning", "evening", "night", "weekend"})
NONE = frozenset({"no", "any", "little", "without"})  # "no evidence"


def phrase_at(index: Index, place: int, tails: re.Pattern[str] = _TAIL) -> Span | None:
    """Return the phrase of the noun at `place`, if it says more than that."""
    near = index.page.words(max(0, place - 90), min(len(index.text), place + 30))
    at = next((i for i, word in enumerate(near) if word.start == place), None)
    if at is None or near[at].possessive:
        return None
    body = index.entity(Span(place, near[at].end))
    if body is not None and body.kind is EntityKind.ORGANIZATION and body.span.end > near[at].end:
        opens = body.span.start == place and near[at].named and near[at + 1 : at + 2] and near[at + 1].low == "of"
        return body.span if opens else None  # "[Survey of Rents]", but "the National [Audit] Chamber"
    first = at
    while first and at - first < _MOST_BEFORE and _is_joined(index, near, first) and _belongs(near, first - 1):
        first -= 1
    while first < at and not near[first].named and _tells_nothing(near[first]):
        first += 1
    first = _to_whole_name(index, near, _past_a_verb(near, first, at), at)
    lead = near[first - 1].low if first and _is_joined(index, near, first) else ""
    if lead in NONE:
        return None
    if lead == "that" and singular(near[at].low) != near[at].low:
        lead = ""  # "said that reports were late"
    tail = tails.match(index.text, near[at].end)
    law = lexicon().has("documents.laws", singular(near[at].low))
    fought = tail is not None and law and re.match(r" by [a-z]", tail[0])  # "fight the bill by lawsuit"
    if fought or (tail is not None and not _is_its_title(index, tail, near[: first + 1])):
        tail = None
    determined = (
        lexicon().has("grammar.determiners", lead)
        or near[first].possessive
        or any(word.named for word in near[first:at])
    )
    if tail is None and not (first < at and determined):
        return None
    quoted = tail.groupdict().get("quoted") if tail else None
    if tail and quoted:
        return Span(tail.start("quoted") + 1, tail.end("quoted") - 1)
    first -= lexicon().has("grammar.determiners", lead)
    return Span(near[first].start, _to_noun(index, tail) if tail else near[at].end)


def _tells_nothing(word: Word) -> bool:
    """Tell whether a word before the noun of a paper leaves open which one it is: "new", "newly", "week's"."""
    little = word.low in SAME or word.low in ("various", "several")
    return word.low.endswith("ly") or little or (word.possessive and word.low in _TIMES)


def _past_a_verb(near: Words, first: int, at: int) -> int:
    """Return where a phrase to near[at] begins that none of the words before near[first] opens: "back [Lee's bill]"."""
    opened = first > 0 and near[first].glued and lexicon().has("grammar.determiners", near[first - 1].low)
    small = first < at and near[first].text.islower() and not near[first].possessive
    if opened or not small:
        return first
    return next((number for number in range(first, at) if near[number].named), first)


def _to_whole_name(index: Index, near: Words, first: int, at: int) -> int:
    """Return where a phrase to near[at] begins with all of the body's name in it: "[University of] Fen study"."""
    seen = index.entity(Span(near[first].start, near[first].end)) if first < at else None
    if seen is None or seen.kind is not EntityKind.ORGANIZATION or seen.span.end > near[at].start:
        return first
    return next((number for number in range(first) if near[number].start == seen.span.start), first)


def _to_noun(index: Index, tail: re.Match[str]) -> int:
    """Return where a `tail` ends with the noun that its name only describes: "on the Indian [economy]"."""
    found = index.page.words(tail.start(), min(len(index.text), tail.end() + 30))
    at = next((at for at, word in enumerate(found) if word.start >= tail.end()), len(found))
    if not 0 < at < len(found) or not found[at].glued or not found[at].text.islower() or not found[at - 1].named:
        return tail.end()
    of_people = lexicon().has("people.peoples", found[at - 1].low) and _belongs(found, at)
    if of_people or _tells_who(found[at]):
        return found[at].end
    joined = at + 1 < len(found) and found[at + 1].glued and found[at + 1].text.islower() and _belongs(found, at)
    return found[at + 1].end if joined and _tells_who(found[at + 1]) else tail.end()


def _tells_who(word: Word) -> bool:
    """Tell whether a word is a noun for bodies or people: "by Fen intelligence [agencies]"."""
    one = singular(word.low)
    return names_bodies(one) or (one != word.low and lexicon().is_role(one))


def _is_joined(index: Index, near: Words, at: int) -> bool:
    """Tell whether a blank, whoever owns it or a stroke parts near[at] from the word before: "the clubs' [suit]"."""
    gap = index.text[near[at - 1].end : near[at].start]
    owned = near[at - 1].possessive and gap in ("' ", "’ ")
    return near[at].glued or owned or (gap == "/" and near[at - 1].named and near[at].named)


def _is_its_title(index: Index, tail: re.Match[str], lead: Words) -> bool:
    """Tell whether what may be a title behind the noun of a paper is one, or `tail` is no title at all, but whole.

    In "In the report, Fen Council" and "Who wrote the report, Ann Lee," somebody is named.
    """
    title = tail.groupdict().get("title")
    if not title:
        return not tail[0].endswith(("'s", "’s"))  # "signed by the Pentagon's" chief
    person = index.entity(Span(tail.start("title"), tail.end("title")))
    if person is not None and person.kind is EntityKind.PERSON:
        return False
    return not any(is_preposition(word) for word in lead[-3:-1])


def _belongs(near: Words, at: int) -> bool:
    """Tell whether near[at] is part of the phrase before its noun: a name, an owner, an adjective."""
    lex, word, low = lexicon(), near[at], near[at].low
    lists = ("grammar.prepositions", "grammar.determiners", "grammar.relatives", "grammar.be", "grammar.afterthoughts")
    if word.text.isupper() and len(low) > 1:
        return True  # "WHO guidelines"
    if low in ("and", "or", "not", "but", "then") or any(lex.has(name, low) for name in lists):
        return False
    # "Each county must sign petitions", but "the May report".
    verbs = near[max(0, at - word.glued) : at + 1]
    if word.text.islower() and any(one.text.islower() and lex.has("grammar.modals", one.low) for one in verbs):
        return False
    if word.named and not word.glued and lex.has("grammar.not_names", low):
        return False
    opens = at > 0 and word.glued and lex.has("grammar.determiners", near[at - 1].low)  # "the fisheries ministry"
    verb = word.text.islower() and (low.endswith("ed") or singular(low) != low) and not (word.possessive or opens)
    return not verb


def phrase_with_tail(index: Index, phrase: Phrase, span: Span) -> Span | None:
    """Return the paper at `span` with what stands right behind it: "said the letter[, signed by Ann Lee of Fen]"."""
    tail = _TAIL.match(index.text, span.end) if phrase.simple and phrase.determiner else None
    lead = index.page.words(max(0, span.start - 30), phrase.first[0].end)
    return Span(span.start, _to_noun(index, tail)) if tail and _is_its_title(index, tail, lead) else None
