"""A row of nobody with a passive as its cue in, the same with what is said of its subject and with that subject out.

"[The hold] is thought [to be empty]": both are what is thought.
"""

from __future__ import annotations

import re
from dataclasses import replace

from attrcheck.article import Span, sentence_ends
from attrcheck.patterns import MONTH, lazily
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import LONGEST_SENTENCE, Ranges

__all__ = ["WITHIN_PHRASE", "with_subject", "with_what_follows"]

#: The rest of a short phrase, up to what follows it.
WITHIN_PHRASE = lazily(r" (?:[\w’'-]+ ){1,7}")
_BE = r"(?:is|are|was|were|has been|have been|had been|will be|may be|can be|could be|might be|would be|must be)"
_PASSIVE = lazily(
    rf"{_BE} (?:(?:not|also|now|still|often|[a-z]+ly|once|long|instead|sometimes) ){{0,2}}"
    r"(?P<verb>believed|thought|expected|reported|alleged|rumou?red|said|understood|known|feared|estimated|supposed|"
    r"assumed|considered|presumed|suspected|claimed|deemed|seen|viewed|regarded|described|shown|found|realized|realised|projected|"
    r"forecast|predicted|theorized|theorised|perceived|held|portrayed|pictured|judged|adjudged|identified|cited|attributed)",
    re.I,
)
#: How what is said begins behind these verbs; behind some a noun alone says what the subject is.
_SAID_TO_BE = lazily(r"(?:to|as|at) ")
#: What somebody does, and no attribution, unless it is that something is so: "were shown to the jury", "held at Hull".
_DONE = frozenset(
    {
        "held",
        "shown",
        "seen",
        "found",
        "described",
        "viewed",
        "regarded",
        "portrayed",
        "pictured",
        "identified",
        "cited",
    }
)
_SO = lazily(r"(?:as|to (?!(?:the|an?|his|her|their|its|our|my|your|this|these|members|\d+|[A-Z]\w+)\b)[a-z]+) ")
_BARE = frozenset({"considered", "deemed", "thought", "judged", "adjudged"})
_AUXILIARIES = (
    r"(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|did|does|do|said|says)\b"
)
#: A subject of few words, behind what joins its sentence to the last.
_SUBJECT = lazily(
    r"(?:(?:But|And|Yet|So|Meanwhile|However|Now|Still|Thus|Therefore|Hence),? |(?=(?-i:[A-Z0-9£$€])))"
    r"(?P<subject>(?!(?:it|there|i[fn]|when|while|as|after|before|during|under|despite|"
    r"at|on|for|by|with|of|to|from|since|because|although|though|what|who|which|that|where|but|and|yet|so|meanwhile|"
    r"however|now|still)\b)[^,;:–—“”\"()\n]{1,80}?) \Z",
    re.I,
)
#: And one behind a comma or a conjunction: "In Norn, [these letters] are considered".
_INNER_SUBJECT = lazily(
    r"(?:[,;] |\b(?:if|because|although|though|while|whereas|and|but|that|as) )"
    r"(?P<subject>(?:(?:the|an?|this|these|those|its|his|her|their|our|some|many|most|several|such) "
    rf"(?:(?!{_AUXILIARIES}|(?:that|which|who|whom|to|and|or|but|if|as)\b)[\w’'-]+ )"
    r"{0,5}?(?!(?:that|which|who)\b)[\w’'-]+"
    rf"|(?:(?!{MONTH}\b)"
    r"[A-Z][\w’'&.-]*(?: |(?= \Z))){1,4}?|it|he|she|they)) \Z"
)
_SEVERAL = lazily(r",? and \Z")
_OF_MANY = lazily(r"(?:are|were|have) ", re.I)
_MANY = lazily(r"(?:these|those|they|some|many|most|several|both|.*s\Z)", re.I)
_LATE_WORD = lazily(r" (?:now|then|also|later|still|therefore)\Z")
_NO_SUBJECT = lazily(
    r"\b(?:who|which|that|and|or|but|what|as|than|he says|she says)\Z|\b(?:which|who) "
    rf"|\b{_AUXILIARIES}|\b[a-z]+ed\b.* and\b"
)
_FIRST_WORD = lazily(r"(?:his|her|its|their|our|my|your|the|an?|any|some|this|these|those|such|each|every)", re.I)


def _subject_of(cue: Span, taken: Ranges, text: str) -> Span | None:
    """Return the subject right before a passive `cue`, which begins its sentence or a clause of it, None for others."""
    start = max(text.rfind("\n", 0, cue.start) + 1, cue.start - LONGEST_SENTENCE)
    start = max([start, *(end.end for end in sentence_ends(text, start, cue.start))])
    near = (_SUBJECT.fullmatch(text, start, cue.start), _INNER_SUBJECT.search(text, start, cue.start))
    found = next((one for one in near if one and not _NO_SUBJECT.search(text, *one.span("subject"))), None)
    if found is None:
        return None
    # "Ann Lee, Bob Ray and [Cy Day] are": the last of several is not the whole subject.
    several = _SEVERAL.search(text, max(start, found.start("subject") - 8), found.start("subject")) is not None
    if several and _OF_MANY.match(text, cue.start) and not _MANY.match(text, *found.span("subject")):
        return None
    late = _LATE_WORD.search(text, found.start("subject"), found.end("subject"))
    subject = Span(found.start("subject"), late.start() if late else found.end("subject"))
    return None if taken.meeting(subject) else subject


#: What nobody answers for: "[The weir] reportedly [broke]", with the auxiliary before it.
_REPORTEDLY = lazily(r"(?:reportedly|allegedly|supposedly|reputedly|purportedly)")
_AUXILIARY_BEFORE = lazily(
    r"(?: (?:is|are|was|were|has|have|had|will|would|can|could|may|might|also|then|now|both|all)){1,2} \Z"
)
#: What is more than a subject: "He left it", "a man who jumped".
_DOES_MORE = lazily(
    r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I) \w|\b(?:[a-z]+ed|left|made|took|said|says|met|sold|gave)\b"
)
#: "[The mayor] is determined [to stay]": it is she who is.
_RESOLVED = lazily(r"(?:is|are|was|were) (?:so |still |now |more )?determined", re.I)


def _done_reportedly(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with whoever is to have done what nobody answers for: "[The weir] reportedly [broke]"."""
    cue, first = one.cue[0], one.content[0]
    auxiliary = _AUXILIARY_BEFORE.search(text, max(0, cue.start - 20), cue.start)
    verb = Span(auxiliary.start() + 1, cue.end) if auxiliary else cue
    subject = _subject_of(verb, taken, text)
    if subject is None or _DOES_MORE.search(text, subject.start, subject.end):
        return one
    return replace(one, content=(Span(subject.start, cue.start - 1), first))


def with_subject(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with what nobody is said to say something about: "[The hold] is thought [to be empty]"."""
    if one.source or len(one.cue) != 1:
        return one
    cue, first = one.cue[0], one.content[0]
    passive = _PASSIVE.fullmatch(text, cue.start, cue.end)
    if len(one.content) == 2 and _FIRST_WORD.fullmatch(text, first.start, first.end) and first.end < cue.start:
        rest = WITHIN_PHRASE.fullmatch(text, first.end, cue.start)
        free = rest is not None and not taken.meeting(Span(*rest.span()))
        return replace(one, content=(Span(first.start, cue.start - 1), one.content[1])) if free else one
    if len(one.content) != 1 or first.start != cue.end + 1:
        return one
    if _REPORTEDLY.fullmatch(text, cue.start, cue.end):
        return _done_reportedly(one, taken, text)
    if _RESOLVED.fullmatch(text, cue.start, cue.end) and text.startswith(("to ", "that "), first.start):
        resolved = _subject_of(cue, taken, text)
        return replace(one, source=(resolved,)) if resolved else one
    if passive is None:
        return one
    verb = passive["verb"].lower()
    if not (_SO if verb in _DONE else _SAID_TO_BE).match(text, first.start) and verb not in _BARE:
        return one
    subject = _subject_of(cue, taken, text)
    return replace(one, content=(subject, first)) if subject is not None else one


#: What follows the passive: "are believed[ to have drowned]".
_TO = lazily(r" to [a-z][^.,;:!?“”\"()\n]{2,160}(?=[.!?](?:\s|\Z))")


def with_what_follows(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with what is thought of its subject, where it is the subject alone: "[The crew] are believed"."""
    if one.source or len(one.cue) != 1 or len(one.content) != 1 or one.content[0].end != one.cue[0].start - 1:
        return one
    cue = one.cue[0]
    passive = _PASSIVE.fullmatch(text, cue.start, cue.end)
    rest = _TO.match(text, cue.end) if passive else None
    if passive is None or rest is None or (passive["verb"].lower() in _DONE and not _SO.match(text, rest.start() + 1)):
        return one
    if taken.meeting(Span(*rest.span())):
        return one
    return replace(one, content=(*one.content, Span(rest.start() + 1, rest.end())))
