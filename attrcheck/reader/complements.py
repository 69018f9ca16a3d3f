"""A row in, the same with its statement where the verb of its cue puts it: without whom it is said to.

Of "urged residents to leave" what is urged is "to leave"; what is "called for" is what follows. The verbs, and nouns
that are nobody, stand in data/cues.toml.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from attrcheck.article import Span
from attrcheck.files import read_data
from attrcheck.reader.reading import Linked

__all__ = ["HEARING", "asking_for", "without_addressee"]


@cache
def _words(key: str) -> str:
    return "|".join(read_data("cues")["addressed"][key])


@cache
def _somebody() -> str:
    """Return a pattern of whom something is said to: a pronoun, a name, people by a noun, with where they are."""
    name = r"[A-Z][\w’'&.-]*\w(?:(?:,? and |,? | of (?:the )?)[A-Z][\w’'&.-]*\w){0,5}"
    nobody = rf"(?!(?:{_words('nobody')})\b)"
    plain = rf"(?!(?:{_words('no_part')})\b)[\w’'-]+"
    lead = r"(?:the|this|these|those|its|his|her|their|our|my|all|both|some|[\w’'-]+[’']s?)"
    known = rf"{lead} (?:{plain} ){{0,3}}?{nobody}{plain}(?: of (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)?"
    one = rf"(?:an?|another|one|any) (?:{plain} ){{0,2}}?(?:{_words('one')}|\w{{2,}}(?:er|or|ist|ian|man|woman|body))"
    several = rf"(?:{plain} ){{0,2}}?(?:{_words('crowds')}|{nobody}[a-z]{{3,}}s)"
    pronouns = r"(?:him|her|it|them|us|me|you|everyone|everybody|anyone|anybody|someone|people|others|those)"
    place = rf"(?: (?:in|at|from|with|near|across|on|along|around|under|aged|living) (?:{plain} ){{0,6}}?{plain})?"
    return rf"(?:{pronouns}|{known}|{one}|{several}|{name}){place},?"


#: What follows whom something is said to: to do something, and how.
_TO_DO = r"(?:(?:not|never|no longer|neither|only|always|also|instead|immediately) )?to (?!be\b|have been\b)[a-z]+"
_BEHIND = {"accusing": "of ", "ordering": _TO_DO, "telling": rf"that |{_TO_DO}"}


@cache
def _addressing() -> dict[str, re.Pattern[str]]:
    """Return patterns of cues that address somebody, by their kind."""
    return {key: re.compile(rf"(?:.*\b)?(?:{_words(key)})", re.I | re.S) for key in _BEHIND}


@cache
def _addressed(kind: str) -> re.Pattern[str]:
    """Return the pattern of whom a cue of `kind` addresses, before what follows: long, so made when one is met."""
    return re.compile(rf"{_somebody()} (?={_BEHIND[kind]})")


@cache
def _passives() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return patterns of passive cues, each with that of how what is said begins."""
    be = r"(?:.*\b)?(?:be|am|is|are|was|were|been|being|get|got|stands?|stood) (?:\w+ )?"
    ends = {
        **_BEHIND,
        "telling": r"\S",
        "given": r"(?!(?:to|for|in|on|at|by|from|into|with) (?:the|an?|[A-Z])).",
    }
    return tuple(
        (re.compile(rf"{be}(?!\w+ing\b)(?:{_words(key)})(?: by)?", re.I | re.S), re.compile(end))
        for key, end in ends.items()
    )


_BETWEEN = re.compile(r"(?: (?:also|since|now|then|long|already|repeatedly))? ")
#: A clause is no subject.
_CLAUSE = re.compile(r"[,.;:“\"]|\bthat\b")


#: Where things are said.
HEARING = "court|inquest|jury|tribunal|inquiry|hearing|trial|commission|committee"
_HEARD_BY = re.compile(rf"\b(?:{HEARING}) \Z")


def _is_passive(cue: Span, text: str, said: int | None = None) -> bool:
    """Tell whether `cue` says that somebody is told, asked or accused, and what is `said`, if given, begins so."""
    return any(
        verb.fullmatch(text, cue.start, cue.end) and (said is None or end.match(text, said))
        for verb, end in _passives()
    )


def _is_told(cue: Span, text: str) -> bool:
    """Tell whether the subject of `cue` is told something, and nobody says by whom, as in a headline's "coroner told".

    Courts and the like stand for what is said there, as where they heard it: "court told".
    """
    if cue.of(text) == "told" and text[cue.end : cue.end + 1] in ("", "\n"):
        return not _HEARD_BY.search(text, max(0, cue.start - 24), cue.start)
    return _is_passive(cue, text) and not text.endswith(" by", cue.start, cue.end)


def _without_aside(one: Linked, text: str) -> Linked:
    """Return `one` without whom it is told within what is said: "The list[, we] were told, was short"."""
    cue, first, *rest = one.cue[0], *one.content
    aside = text.rfind(", ", first.start, first.end)
    if not rest or aside < 0 or first.end != cue.start - 1 or not _is_passive(cue, text):
        return one
    return replace(one, content=(Span(first.start, aside), *rest))


def without_addressee(one: Linked, text: str) -> Linked:
    """Return `one` without whom its cue addresses: "urged [residents] to leave", "[He] was told that it was late"."""
    if len(one.cue) != 1 or not one.content:
        return one
    cue, first, *rest = one.cue[0], *one.content
    if len(one.source) == 1 and _BETWEEN.fullmatch(text, one.source[0].end, cue.start) and _is_told(cue, text):
        return replace(one, source=())
    if first.end <= cue.start:
        if text.startswith(",", cue.end) and "," in text[first.start : first.end]:
            return _without_aside(one, text)
        subject = _BETWEEN.fullmatch(text, first.end, cue.start) and not _CLAUSE.search(text, first.start, first.end)
        if not subject or not rest or rest[0].start < cue.end:
            return one
        return replace(one, content=tuple(rest)) if _is_passive(cue, text, rest[0].start) else one
    for kind, verb in _addressing().items():
        if first.start >= cue.end and verb.fullmatch(text, cue.start, cue.end):
            whom = _addressed(kind).match(text, first.start, first.end)
            return replace(one, content=(Span(whom.end(), first.end), *rest)) if whom else one
    return one


#: "For" with what is no thing: "for years", "for example", "for what".
_FOR = re.compile(
    r"for (?!(?:the (?:first|second|third|last|past|next)|example|instance|now|once|years|months|weeks|days|hours|"
    r"decades|ages|what|which|whom|whether|how|why|an? (?:while|time|\w+ time)|"
    r"(?:some|two|three|four|five|six|ten|many|several|\d+) (?:time|years|months|weeks|days|hours|decades))\b)"
)


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('asking_for')})\Z", re.I)


def asking_for(one: Linked, text: str) -> Linked:
    """Return `one` with the "for" of "called for", "asked for" in its cue, where a thing is asked for."""
    first = one.content[0] if one.content else None
    if first is None or len(one.cue) != 1 or first.start != one.cue[0].end + 1:
        return one
    asked = _asks().search(one.cue[0].of(text))
    behind = _FOR.match(text, first.start, first.end) if asked else None
    if behind is None:
        return one
    cue = Span(one.cue[0].start, first.start + len("for"))
    return replace(one, cue=(cue,), content=(Span(behind.end(), first.end), *one.content[1:]))
