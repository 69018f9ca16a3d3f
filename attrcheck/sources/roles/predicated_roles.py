"""The place of a name in, what a sentence says that its bearer is, becomes or was out."""

from __future__ import annotations

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.roles.role_phrases import APPOSITION_END, SINCE_WHEN, description_at, is_role_phrase
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["role_inverted", "role_of_change", "role_predicated", "role_shared"]

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
    r"(?:,? (?:and )?(?:not|rather than|instead of) (?:[A-Z][\w’'-]+ ?){1,4},| and not (?:[A-Z][\w’'-]+ ?){1,4},)?"
    r" (?:as |to be |(?=(?:the|his|her) (?:new|next|first|interim|acting) )|(?=(?:its|their) ))"
    r"(?:the |its |their |an? )?"
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
    said = description_at(page, opened.end(), limit) if opened else None
    if said is not None:
        return said
    made = _MADE.match(page.text, end, limit)  # "was elected mayor of Hull"
    held = _HELD_AS.match(page.text, end, limit) if made is None else None
    made = made or held
    if made is None or _ENDED.match(page.text, made.end(), limit) or (held and _UNDONE.match(page.text, end, limit)):
        return None
    since = SINCE_WHEN.search(page.text, made.end(), limit) or (held and _DOES.search(page.text, made.end(), limit))
    return description_at(page, made.end(), since.start() if since else limit)


def role_of_change(page: TextIndex, start: int, end: int, limit: int) -> Span | None:
    """Return the office that somebody named comes to or leaves: "the resignation of" a name "as [mayor of Hull]"."""
    left = _OF_HIM.search(page.text, max(0, start - 24), start)
    opened = _TO_BE.match(page.text, end, limit) if left is not None else None
    if opened is None or _UNDONE.match(page.text, end, limit):
        return None
    done = SINCE_WHEN.search(page.text, end, limit) or _DOES.search(page.text, end, limit)
    return description_at(page, opened.end(), done.start() if done else limit)


def role_inverted(page: TextIndex, start: int, end: int) -> Span | None:
    """Return the role that a sentence opens with and says whose it is: "[Her lawyer] is" before a name."""
    text = page.text
    told = _INVERTED.search(text, max(0, start - 9), start)
    opening = page.sentences[page.sentence(start)]
    if told is None or start - opening > 80 or not APPOSITION_END.match(text[end : end + 40]):
        return None
    phrase = page.words(opening, opening + len(text[opening : told.start()].partition(",")[0]))
    owned = bool(phrase) and (lexicon().has("grammar.determiners", phrase[0].low) or phrase[0].possessive)
    if not owned or not is_role_phrase(phrase):
        return None
    return Span(phrase[not phrase[0].possessive].start, phrase[-1].end) if len(phrase) > 1 else None


_NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|la|van|von|der|bin)){1,3}(?: \([^()\n]{1,30}\))?"
#: "[U.S. Sen]s. Ann Lee (D-Ohio), Bob Roe and " before the name of a third.
_SHARED = lazily(
    rf"\b((?:[Ff]ormer )?(?:(?:U\.S|US|State)\.? )?([A-Z][a-z]+)s)\.? (?:(?:{_NAME}, )*{_NAME},? and |(?:{_NAME}, )*)\Z"
)


def role_shared(page: TextIndex, start: int) -> Span | None:
    """Return the title of each where several have one before the first of them: "[Sen]s. Ann Lee and Bob Roe"."""
    lex = lexicon()
    found = _SHARED.search(page.text, max(page.sentences[page.sentence(start)], start - 120), start)
    title = found[2].lower() if found is not None else ""
    one = lex.has("people.elected", title) or lex.has("people.elected", lex.short.get(title, ""))
    return Span(found.start(1), found.end(1) - 1) if found is not None and one else None
