"""Text and a place where a name stands in, all titles and descriptions about it out.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.roles.apposed_roles import role_after, role_apposed
from attrcheck.sources.roles.role_phrases import description_at
from attrcheck.sources.roles.titles import role_before, role_in_body
from attrcheck.sources.text.lexicon import honorifics, lexicon
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["Titles", "titles_at"]


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
    role = description_at(page, found.start(1), found.end(1)) if found is not None else None
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
