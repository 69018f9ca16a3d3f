"""A place where a name begins in, the title that ends right before it out: "Secretary of State".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from functools import cache

from attrcheck.article import Span
from attrcheck.reader import act_of
from attrcheck.sources.roles.role_phrases import (
    BODY_PREPOSITIONS,
    LONGEST_ROLE,
    is_office,
    is_plain_noun,
    is_trade_by_look,
    looks_personal,
    modifies_role,
)
from attrcheck.sources.text.lexicon import Word, Words, dotted_titles, honorifics, is_preposition, lexicon
from attrcheck.sources.text.noun_phrases import singular
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["role_before", "role_in_body"]


@cache
def _title_ends() -> frozenset[str]:
    return frozenset(title.split()[-1] for title in lexicon().sets["people.of_titles"])


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
    looks = full and (looks_personal(closest[-1]) or is_trade_by_look(page, closest[-1]))
    pair = " ".join(word.low for word in closest[-2:]) in lexicon().sets["people.pairs"]
    if not (looks or pair or is_office(closest[-1]) or closest[-1].low in _title_ends()):
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
        if not (looks or pair or is_office(near[-1])):
            return None
    while first and len(near) - first < LONGEST_ROLE:
        if _is_short_form(text, near, first):
            first -= 2  # "Fen Dyers' Association (FDA) chairman"
            continue
        if not _joined(text, near[first - 1], near[first]) or _says_first(page, near[first - 1]):
            break
        within = _within_name(near, first)
        if within:
            first -= within
            continue
        if not modifies_role(near[first - 1]):
            # "the Post's senior politics editor", "a dialysis technician"
            begun = _begins_title(page, near[first])
            if first > 1 and not begun and _titular_noun(near[first - 1], near[first - 2]):
                first -= 1 + (not lexicon().has("grammar.determiners", near[first - 2].low))
                continue
            if not near[first - 1].glued and _opens_clause(text, near[first - 1], floor):
                first -= 1  # "In one message, landfill supervisor Bob Lee"
            break
        if near[first - 1].low == "and" and first > 1 and full and looks_personal(near[first - 2]):
            first -= 2  # "diver and adventurer Ann Lee"
            continue
        joined = first > 1 and _titular(near[first - 2].low) and not lexicon().has("people.status", near[first - 2].low)
        if near[first - 1].low == "and" and not joined:
            break  # "Ann Lee and Councilman Bob Cole", "took the lead and Senator Bob Cole"
        first -= 1
    return Span(near[first].start, near[-1].end + (text[near[-1].end] == "."))


def _begins_title(page: TextIndex, word: Word) -> bool:
    """Tell whether a common noun before `word` is of another: "the remark [President] Lee made"."""
    capital = word.named and word.text[1:].islower() and not page.opens_sentence(word.start)
    return capital or lexicon().has("people.past", word.low)


def _joined(text: str, before: Word, word: Word) -> bool:
    """Tell whether only a blank parts two words, or the apostrophe of a plural: "[Drivers'] leader"."""
    return word.glued or (before.possessive and text[before.end : word.start] in ("' ", "’ "))


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
    flight = flight and not (first > 2 and is_preposition(near[first - 3]))  # "In Fen 10 divers", "in Fen 1 diver"
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
    small = not before.text.isupper() and lex.has("grammar.not_names", before.low)
    opens = before.named and not before.glued and not small
    leads = leads or (opens and not word.low.endswith("s"))  # "Sale barn owner Bob Lee", but "But drug dealer Bob Lee"
    return (
        word.glued
        and leads
        and before.low not in ("and", "white")
        and (before.low != "state" or lex.has("people.of_states", word.low))
        and is_plain_noun(word)
    )


def _opens_clause(text: str, word: Word, floor: int) -> bool:
    """Tell whether a noun, no verb, opens what follows a comma or a quotation: no "…,” says coach Ann Lee"."""
    lead = text[max(floor, word.start - 3) : word.start]
    parted = (lead.endswith(", ") and lead[0].isalnum()) or (lead[1:] in ("” ", '" ') and act_of(word.low) is None)
    return parted and is_plain_noun(word) and not word.low.endswith("s")


_WITHIN = ("in", "at", "on", "with", "to")
_OPENS_BODY = (*BODY_PREPOSITIONS, "with")
_JOINS = frozenset({*BODY_PREPOSITIONS, *_WITHIN, "the", "and"})


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
        inner = after.low in _WITHIN and is_plain_noun(word)  # "head of the UN [mission] in Mali"
        if not (after.glued and (joins or inner)):
            return None
        to = word.low == "to" and lexicon().has("people.to_places", near[index - 1].low)
        if (word.low in _OPENS_BODY or to) and word.glued and lexicon().is_role(near[index - 1].low):
            first = index - 1
            while first and near[first].glued and index - first < 6 and modifies_role(near[first - 1]):
                first -= 1
            return Span(near[first].start, near[-1].end)
    return None


def _head_of(near: Words) -> Span | None:
    """Return the title of who is at the head of something without a name: "NLHA vice-president of operations"."""
    at = len(near) - 2
    heads = at > 0 and near[at].low == "of" and near[at].glued and lexicon().has("people.heads", near[at - 1].low)
    if not heads or not near[-1].glued or not is_plain_noun(near[-1]):
        return None
    first = at - 1
    while first and near[first].glued and at - first < 6 and modifies_role(near[first - 1]):
        first -= 1
    return Span(near[first].start, near[-1].end)
