"""A row in, the same with a statement that ends where what is said ends out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from attrcheck.article import MARKS, Span, sentence_ends
from attrcheck.patterns import MONTH, WEEKDAY, lazily
from attrcheck.reader.claims import is_subject
from attrcheck.reader.cues import trimmed_words
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import LONGEST_SENTENCE, WORD, Ranges, trimmed

__all__ = [
    "but_not",
    "joined_on",
    "last_words",
    "led_on",
    "not_cut",
    "one_sentence",
    "rumoured",
    "to_the_end",
    "told_plainly",
    "up_to_semicolon",
    "up_to_source",
    "whole_name_at_end",
    "whom",
    "with_preposition",
    "without_grounds",
]

#: Words that are said at least before somebody cites what for.
_SAID_BEFORE = 3
#: Words of a statement's end that a reader may leave out before "a court heard".
_REST_WORDS = 4


def rumoured(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what became of a rumour: "Rumours that he left [refused to go away]"."""
    if len(one.cue) != 1 or not one.content or not one.content[0].of(text).startswith("that "):
        return one
    if one.source or not re.fullmatch(rf"(?:\w+ ){{0,2}}(?:{trimmed_words('rumours')})", one.cue[0].of(text), re.I):
        return one
    span = one.content[0]
    fate = re.compile(rf" (?:{trimmed_words('fates')})\b").search(text, span.start + 8, span.end)
    return replace(one, content=(Span(span.start, fate.start()), *one.content[1:])) if fate else one


_NUMBER = lazily(r"\s*\d")
#: A whole word, no letters for one.
_ENDED = lazily(r"(?<![\w.])(?:[a-z]{3,}|\d+)\Z")


def one_sentence(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the sentences behind one that follows its verb at once: "said it rained[. I ran]"."""
    if len(one.content) != 1 or len(one.cue) != 1:
        return one
    span = one.content[0]
    tied = span.start > one.cue[0].end and not text[one.cue[0].end : span.start].strip()
    tied = tied and not MARKS & set(span.of(text))
    ends = sentence_ends(text, span.start, span.end) if tied else ()
    # "J. H. S. 123", "vol. 3", "Roe Kft. bought it" and "in the U.S. And" end nothing.
    whole = (end for end in ends if _ENDED.search(text, span.start, end.start))
    end = next((end for end in whole if not _NUMBER.match(text, end.end)), None)
    more = end is not None and WORD.search(text, end.end, span.end) is not None
    return replace(one, content=(Span(span.start, end.start),)) if end is not None and more else one


_BUT_NOT = lazily(
    r",? but (?:not (?:in|for|of|on|at|with|to|from|by|among|against|the|an?|his|her|its|their)\b"
    r"|(?:in|for|of|on|at|with|to|from|by|among|against) (?:none|no|neither|only|not)\b)"
    r"(?: [\w’'%-]+){1,8}(?=[.!?](?:\s|\Z))"
)


def _may_go_on(one: Linked, text: str) -> bool:
    """Tell whether a statement stands behind its cue and ends with a word, as one does that its sentence goes on."""
    last = one.content[-1]
    return bool(one.cue) and one.cue[-1].start <= last.start and text[last.end - 1].isalnum()


def but_not(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with what it is said not to hold for: "found lead in the pipes[ but in none of the wells]"."""
    if not _may_go_on(one, text):
        return one
    return _going_on(one, _BUT_NOT.match(text, one.content[-1].end), taken)


_CLAUSE = lazily(r"[Tt]hat (?:[^\s]+ ){3}")
_GOES_ON = lazily(
    r" (?:to|for|of|in|on|with|from|by|at|into|about|against|between|through|during|within|without|than)"
    r"(?: [\w’'$%-]+){1,11}(?=[.!?](?:\s|\Z))"
)


def _going_on(one: Linked, rest: re.Match[str] | None, taken: Ranges) -> Linked:
    """Return `one` with its last piece going on over `rest`, where there is such and nothing else has that."""
    if rest is None or taken.meeting(Span(*rest.span())):
        return one
    return replace(one, content=(*one.content[:-1], Span(one.content[-1].start, rest.end())))


def to_the_end(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with how its that-clause goes on to the end of the sentence: "that he did all[ to keep it]"."""
    span = one.content[-1] if len(one.content) == 1 else None
    if span is None or not _CLAUSE.match(text, span.start, span.end) or not text[span.end - 1].isalnum():
        return one
    return _going_on(one, _GOES_ON.match(text, span.end), taken)


#: What a statement cannot end with, and what then goes on to the end of the sentence.
_LEADS_ON = lazily(r"\b(?:since|because|whether|while|although|unless|until|if|whereas)\Z")
_LED_ON = lazily(r"(?: [\w’'$%–-]+,?){1,25}(?=[.!?](?:\s|\Z))")


def led_on(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the clause that the last word of its statement leads on to: "asked whether[ they could go]"."""
    span = one.content[-1]
    leads = _LEADS_ON.search(text, span.start, span.end)
    return _going_on(one, _LED_ON.match(text, span.end) if leads else None, taken)


#: What no statement ends with, and what goes on from it: the noun of an article, the rest of a passive or a phrase.
_NO_END = lazily(
    r"(?<![\w’'-])(?:(?P<noun>an?|the|its|his|her|their|our|my|your|such)|(?P<said>after|before)|(?P<before_which>in|on)|"
    r"(?P<told>(?:is|are|was|were|been|being) (?:believed|thought|expected|said|reported|known|understood|alleged))|"
    r"be|been|being|is|are|was|were|among|between|for|of|from|by|with|into|at|to|than|during|through|only|about|under|"
    r"within|without|upon|against|towards?|via|not|using|these|those|"
    r"would|will|could|should|might|may|must|(?:as|that|if|whether|because|when) (?:he|she|they|we))\Z",
    re.I,
)
_STOPS = r"and|but|or|while|because|though|although|as|if|so"
#: What asks for no more behind its preposition or verb: "asked whom he came with", "what it was".
_OPEN_QUESTION = lazily(
    r"(?:exactly |just )?(?:what|who|whom|whose|which|where|how)\b|.*\b(?:nowhere|nobody|nothing|whom)\b"
)
_WHEN_ELSE = lazily(
    r" (?:when|while|before|after|last|yesterday|on|during|as|since|until|at the|"
    r"in an? (?:letter|note|call|statement|speech|interview|e-?mail|message|post))\b",
    re.I,
)
_STRANDED = lazily(
    r"(?<![\w’'-])(?:to|with|about|for|of|at|upon|by|would|will|could|should|might|may|must|"
    r"(?:as|that|if|whether|because|when) (?:he|she|they|we))\Z",
    re.I,
)
_NOUN = lazily(
    rf"(?: (?!(?:{_STOPS}|when|after|before|since|who|which|that|on|in|at|for|to|from|with|last|this|yesterday|than|"
    r"again|over|early|late|into|through|by|about)\b)"
    r"(?:\d[\d,.]*\d|\$?\w[\w’'%-]*)){1,6}"
)
_REST = lazily(
    rf"(?: (?!(?:{_STOPS})\b)(?:(?:St|Mr|Mrs|Ms|Dr|No|Sen|Gov|Gen|Rep|Lt|Col|Prof|Rev)\.(?= )|[$£€]?\d+(?:[,.]\d+)+%?|"
    rf"(?![-’'%]+(?:\s|\Z))[\w’'$£€%-]+)){{1,25}}(?=[,.;:!?\n]|\Z| -| –| (?:{_STOPS})\b)"
    r"(?<!\bSt)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?![,.]\d)"
)
_SAID = lazily(r"\b(?:said|says|told|added|adds|noted|explained|recalled|reported)\Z")
_WHO_BEFORE = lazily(r"\b(?:who|which|that) \Z", re.I)
#: What says nothing by itself.
_WORDLESS = lazily(r"(?:an?|the)", re.I)


def _is_cut(one: Linked, span: Span, text: str) -> re.Match[str] | None:
    """Return what no statement ends with at the end of `span`, the last piece of `one`, None where it may end there."""
    cut = _NO_END.search(text, span.start, span.end)
    if cut is None:
        return None
    if cut["noun"] is None and _OPEN_QUESTION.match(text, span.start, span.end):
        return None
    if _WHEN_ELSE.match(text, span.end) and _STRANDED.search(text, span.start, span.end):
        return None
    behind = (
        (cut["said"] is None or _SAID.search(text, one.cue[-1].start, one.cue[-1].end))
        and (cut["told"] is None or text.startswith(" to ", span.end))
        and (cut["before_which"] is None or text.startswith((" which ", " whom "), span.end))
        and (cut["noun"] is None or (len(one.content) == 1 and not _WORDLESS.fullmatch(text, span.start, span.end)))
    )
    return cut if behind else None


def not_cut(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with what follows where no statement ends: "it is to be[ reported out]", "added its[ name]"."""
    span = one.content[-1]
    if not _may_go_on(one, text) or _WHO_BEFORE.search(text, max(0, one.cue[0].start - 8), one.cue[0].start):
        return one
    cut = _is_cut(one, span, text)
    if cut is None and not text.startswith(" than ", span.end):
        return one
    return _going_on(one, (_NOUN if cut and cut["noun"] else _REST).match(text, span.end), taken)


_DATED = rf"(?:{WEEKDAY}|{MONTH})\b"
#: What is of the page or of another clause behind a name: "in Hull[ Read More]", "[Yesterday]", "[Reuters reports]".
_OUT_OF_IT = (
    r"(?:Yesterday|Today|Tonight|Tomorrow|Read|Share|Photos?|Source|See|Click|Reuters|AP|AFP|Advertisement|Tues|Wed|Thurs|"
    r"last|this|next|yesterday|today|reports?|says?|said|told)"
)
_NAME_AT_END = lazily(r" [A-Z][\w’'&-]*[a-zA-Z]\Z")
_NAME_GOES_ON = lazily(
    rf"(?: (?!{_DATED}|{_OUT_OF_IT}\b)[A-Z][\w’'&-]+)+"
    rf"(?:(?: (?!{_OUT_OF_IT}\b)(?:[a-z]+(?<!ly)(?<!ed))){{0,2}}(?=[.!?](?:\s|\Z))|(?=[,.;:!?\n]|\Z))"
)


def whole_name_at_end(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the rest of a name that it ends in: "the fall of Fen[ Mines Ltd]"."""
    span = one.content[-1]
    named = _may_go_on(one, text) and _NAME_AT_END.search(text, span.start, span.end)
    return _going_on(one, _NAME_GOES_ON.match(text, span.end), taken) if named else one


#: Not "said that and left", "denied that on Monday", "knew that, but": it points back.
_THAT_REST = lazily(
    r"(?=,? (?!(?:which|who|so|and|but|or|on|in|at|to|when|while|as|before|after|because|if|last|yesterday|too)\b))"
    r"(?:[^.!?“”\"\n]|(?:(?<=\b[A-Z])|(?<=\b(?:Mr|Ms|Dr|St))|(?<=\bMrs))\. |(?<=\d)\.(?=\d)){1,300}"
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)(?=[.!?](?:\W|\Z))"
)
#: One word or two more, which are joined on to the last and no clause: "it was late and therefore[ cold]".
_ENDS_SOON = lazily(r"(?: [\w’'-]+){1,2}(?=[.!?;,]|\Z)")
_JOINS_ANOTHER = lazily(r",?(?: (?:and|or|but))? (?:therefore|thus|hence|consequently)\Z")


def joined_on(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` without what joins on a clause, "an objection[, and therefore]", and with all of "that[ …]"."""
    span = one.content[-1]
    if not one.cue or one.cue[-1].start > span.start or MARKS & set(text[span.start : span.end]):
        return one
    joins = _JOINS_ANOTHER.search(text, span.start, span.end)
    open_end = text[span.end : span.end + 1] == " " and not _ENDS_SOON.match(text, span.end)
    if joins is not None and joins.start() > span.start and open_end:
        return replace(one, content=(*one.content[:-1], Span(span.start, joins.start())))
    return _going_on(one, _THAT_REST.match(text, span.end) if span.of(text) == "that" else None, taken)


#: What may follow the last words of a statement without being part of it: when, where, to whom or how it was said.
_APART = (
    r"(?:on|at|in|during|to|by|with|without|from|after|before|over|for|into|through|about|against|when|while|as|and|but|or|"
    r"because|is|are|was|were|last|this|next|yesterday|today|tonight|earlier|later|again|too|there|then|now|here|instead|either|anyway|already|soon|"
    rf"{WEEKDAY}|\w+ly|\w*[A-Z]\w*)\b"
)
_OPEN_OR_LONG = lazily(r" |\A(?:an?|the|his|her|its|their|my|our|your|these|those)\Z")
_TAIL = lazily(rf" (?!{_APART})[\w’'-]+(?: [\w’'-]+){{0,2}}(?=[.!?](?:\s|\Z)|\n|\Z)")
#: The verb of a sentence whose subject a claim is, "the belief that they can win [has grown]", or who plans to sail.
_VERB_OF_IT = lazily(
    r" (?:has|had|have|will|would|could|can|may|might|must|should|does|did|[a-z]+ed|include[sd]?|began)\b"
)


def last_words(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the last three words or fewer of its sentence: "he hoped that the boat would help[ her]".

    What only those do who plan so, or what is told of a belief, is none of them.
    """
    span = one.content[-1]
    if not (_may_go_on(one, text) and _OPEN_OR_LONG.search(span.of(text))):
        return one
    tail = _TAIL.match(text, span.end)
    if tail and _VERB_OF_IT.match(text, span.end) and is_subject(one, text):
        return one
    return _going_on(one, tail, taken)


#: "To blame", cut off before whom; what takes nobody behind it is left alone.
_TO_DO = lazily(r"(?:not )?to (?!(?:comment|speak|testify|respond|reply|appear|attend|resign|say|talk|stand)\b)[a-z]+")
_WHOM = lazily(rf" (?!{_DATED})[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,3}}(?=[.!?,;](?:\s|\Z))")


def whom(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with whom something is to be done to, where it stops before that: "refused to blame[ Lee]"."""
    span = one.content[-1]
    cut = len(one.content) == 1 and bool(one.cue) and one.cue[-1].end <= span.start
    to_do = _TO_DO.fullmatch(text, span.start, span.end) if cut else None
    return _going_on(one, _WHOM.match(text, span.end) if to_do else None, taken)


def up_to_source(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the last words of a statement that is told before its source: "…[ and a tub], they heard"."""
    if not one.source or len(one.content) != 1 or not one.cue or one.content[0].end > one.source[0].start:
        return one
    span, end = one.content[0], one.source[0].start
    gap = text[span.end : end]
    if not gap.rstrip().endswith(",") or '"' in gap or MARKS & set(gap) or taken.meeting(Span(span.end, end)):
        return one
    rest = gap.rstrip().rstrip(",")
    short = (
        1 <= len(WORD.findall(rest)) <= _REST_WORDS and "," not in rest and not rest.startswith((".", "!", "?", ":"))
    )
    return replace(one, content=(Span(span.start, span.end + len(rest)),)) if short else one


_OF = lazily(r" (?P<of>of|about)\Z")
_CALL_FOR = lazily(
    r"(?:.* )?(?:an?|the|his|her|its|their|are|is|for|no|more) (?:[\w-]+ )?(?:calls?|pleas?|demands?) (?P<of>for)"
)
_OF_BETWEEN = lazily(r" (?:of|about|on) ")
_NO_TOPIC = lazily(
    rf"{_DATED}|(?:Twitter|Facebook|Instagram|oath|noon|air|television|TV|the (?:phone|same|air|record))\b"
)
_NOT_OF = lazily(
    r"(?:is|are|was|were|be)|(?:.*\b)?(?:said|says|told|in|to|by|because|made|consists?|consisted|composed|put|thinks?|thought|thinking)"
    r"(?: \w+)?",
    re.I,
)


def with_preposition(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the preposition that its statement hangs on as part of that: "spoke [of a wreck]"."""
    if len(one.cue) != 1:
        return one
    cue, first = one.cue[0], one.content[0]
    if _WORDLESS.fullmatch(text, first.start, first.end):
        return one
    if first.start == cue.end + 1 and text[cue.end] == " ":
        of = _OF.search(text, cue.start, cue.end) or _CALL_FOR.fullmatch(text, cue.start, cue.end)
        start = of.start("of") if of else cue.start
        if start - 1 <= cue.start or _NOT_OF.fullmatch(text, cue.start, start - 1):
            return one
        return replace(one, cue=(Span(cue.start, start - 1),), content=(Span(start, first.end), *one.content[1:]))
    between = _OF_BETWEEN.fullmatch(text, cue.end, first.start) if cue.end < first.start else None
    if between is None or _NOT_OF.fullmatch(text, cue.start, cue.end) or taken.meeting(Span(cue.end, first.start)):
        return one
    if _NO_TOPIC.match(text, first.start):
        return one
    return replace(one, content=(Span(cue.end + 1, first.end), *one.content[1:]))


def told_plainly(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with all that follows "said:" without marks, up to the end of the paragraph or the next row."""
    if len(one.content) != 1 or len(one.cue) != 1 or not re.search(r"\bsa(?:id|ys)\Z", one.cue[0].of(text)):
        return one
    span = one.content[0]
    opened = text[one.cue[0].end : span.start].strip() == ":" and text[span.start].isupper()
    stop = text.find("\n", span.end)
    end = len(text) if stop < 0 else stop
    rest = Span(span.end, min(end, span.end + LONGEST_SENTENCE))
    if not opened or rest.end < end or MARKS & set(text[span.start : end]) or taken.meeting(rest):
        return one
    more = bool(rest.of(text).strip(" ."))
    return replace(one, content=(trimmed(Span(span.start, end), text),)) if more else one


_WANTED = lazily(r"to [a-z]")
_ANOTHER = lazily(r"; (?!(?:and |or |not |but )?(?:to|that|whether|not) )")


def up_to_semicolon(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the author's clause behind what is to be done: "wanted to win[; over 200 fought]"."""
    span = one.content[-1]
    wanted = len(one.content) == 1 and not MARKS & set(span.of(text)) and _WANTED.match(text, span.start)
    another = _ANOTHER.search(text, span.start, span.end) if wanted and span.of(text).count(";") == 1 else None
    return replace(one, content=(Span(span.start, another.start()),)) if another else one


@cache
def _cites() -> re.Pattern[str]:
    return re.compile(rf", (?:{trimmed_words('citing')})\b[^,;:\n]{{0,80}}\Z")


def without_grounds(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what somebody cites for it at its sentence's end: "it was late[, citing a clock]".

    Where little is said before that, or it is quoted, the citing may be what is told.
    """
    span = one.content[-1] if one.content else None
    if span is None or not one.cue or one.cue[0].start > span.start or MARKS & set(span.of(text)):
        return one
    cited = _cites().search(text, span.start, span.end)
    ends = re.match(r"(?: \w+){0,2}(?:\.|\n|\Z)", text[span.end : span.end + LONGEST_SENTENCE])
    if cited is None or ends is None or len(WORD.findall(text[span.start : cited.start()])) < _SAID_BEFORE:
        return one
    return replace(one, content=(*one.content[:-1], Span(span.start, cited.start())))
