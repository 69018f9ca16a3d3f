"""A row whose cue is a noun in, whether a verb behind it is that noun's out: "[her] [claim] [that it sank] is old"."""

from __future__ import annotations

from dataclasses import replace

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import Ranges

__all__ = ["is_subject", "without_its_fate"]

_OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_DETERMINED = lazily(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Nn]o|[Aa]ny|[Ss]ome) (?:[\w-]+ )?\Z")
_DETERMINES = lazily(
    r"(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Nn]o|[Aa]ny|[Ss]ome|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y) "
)
#: Characters before a cue in which its article stands.
_LEAD = 40
_RELATIVE = lazily(r"[Ww]ho|[Ww]hich|[Tt]hat")
_RELATIVE_AT_END = lazily(r"\b(?:who|which|that)\Z")


def _is_owned(one: Linked, text: str) -> bool:
    """Tell whether the source of `one` is whose the cue is: "[Ann Lee]'s [claim]", "[her] [claim]"."""
    source = one.source[0]
    marked = text[source.end - 1] in "'’" or text.startswith(("'", "’"), source.end)
    return marked or source.of(text).endswith(("'s", "’s")) or source.of(text).lower() in _OWNERS


def is_subject(one: Linked, text: str) -> bool:
    """Tell whether a verb behind what `one` tells is of the claim, "the belief that …", or of those "who" claim it."""
    if not one.cue or _RELATIVE_AT_END.search(text, one.content[-1].start, one.content[-1].end):
        return False
    if one.source:
        return _is_owned(one, text) or _RELATIVE.fullmatch(text, one.source[0].start, one.source[0].end) is not None
    start, end = one.cue[0].start, one.cue[0].end
    return bool(_DETERMINES.match(text, start, end) or _DETERMINED.search(text, max(0, start - _LEAD), start))


#: A noun of what is promised and the like, and the verb of the sentence that has it as its subject.
_PROMISES = lazily(
    r"(?:decisions?|plans?|promises?|pledges?|vows?|threats?|forecasts?|predictions?|demands?|calls?|proposals?|offers?|"
    r"requests?|efforts?|bids?|refusal|intentions?|attempts?|commitments?|agreement|estimates?)"
)
#: Behind some verbs a clause without "that" is what is promised: "plans to ensure [children are safe]".
_PROMISED = lazily(
    r"(?!.*\bto (?:ensure|make sure|see|prove|show|say|know|find|check|tell|believe|think|hope|assure|argue)\b)"
    r"(?:to|of|for) "
)
_OWN_CLAUSE = r"that|which|who|whom|whose|whether|if|what|how|why|where|when|while|because|as|than|and|or|but|so|until"
_MAIN_VERB = lazily(
    rf"(?:(?!(?:{_OWN_CLAUSE})\b)[\w’'$%-]+ )*?(?!(?:{_OWN_CLAUSE}|he|she|it|they|we|you|I|this|there)\b)[a-z’'-]+"
    r"(?P<verb> (?:is|are|was|were|has|had|will|would|could|might|may|should|must|remains?|remained)\b)"
)


def without_its_fate(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what its sentence says of it: "The decision [to freeze rents] is working"."""
    if len(one.cue) != 1 or len(one.content) != 1 or not _PROMISES.fullmatch(text, one.cue[0].start, one.cue[0].end):
        return one
    span = one.content[0]
    owned = not one.source or _is_owned(one, text)
    if not owned or span.start != one.cue[0].end + 1 or not _PROMISED.match(text, span.start, span.end):
        return one
    main = _MAIN_VERB.match(text, span.start, span.end)
    return replace(one, content=(Span(span.start, main.start("verb")),)) if main else one
