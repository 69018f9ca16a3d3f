"""A row as the reader linked it in, the same with its source, cue and statement where the words of the text put them.

What is cut off is completed, what follows a quotation or only names what the row is about is left out, and rows in
which nothing is said are told. The words stand in data/cues.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from attrcheck.article import MARKS, Span, sentence_ends
from attrcheck.files import read_data
from attrcheck.patterns import WEEKDAY, lazily
from attrcheck.reader.complements import HEARING, asking_for, without_addressee
from attrcheck.reader.cues import act_of
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import WORD, Ranges, length, trimmed
from attrcheck.reader.statements import STATEMENT_STEPS, apart_from_ends
from attrcheck.reader.subjects import WITHIN_PHRASE, with_subject, with_what_follows

__all__ = ["goes_by", "names_only", "salutes", "says_nothing", "trim", "whole_names"]

#: Characters of a sentence that are looked at.
_LONGEST = 600
#: Words that are said at least before somebody cites what for.
_SAID_BEFORE = 3
#: Words of a statement's end that a reader may leave out before "a court heard".
_REST_WORDS = 4


@cache
def _words(key: str) -> str:
    return "|".join(map(re.escape, read_data("cues")["trimmed"][key]))


#: "[What exactly] is considered late is open."
_QUESTION_WORD = lazily(
    r"(?:what|who|whom|which|where|when|why|how)(?: (?:exactly|precisely|else|much|many|far|long))?", re.I
)


_VERBAL = lazily(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|to)\b")
_CLAIMS = lazily(r"(?:.* )?claim(?:s|ed|ing)?")
#: What a war claims: "the lives of ten", "hundreds of victims", not "a better life", "victim status", "ruined lives".
_LIVES = lazily(
    r"(?:(?:at least|more than|up to|the|his|her|their|its|many|more|several|hundreds|thousands|millions|of|[a-z]*two|"
    r"[a-z]*(?:three|four|five|six|seven|eight|nine|ten|teen|ty)|one|another|(?:a|one) (?:hundred|thousand|million)|"
    r"first|second|last|latest|next|human|civilian|own|dozens|scores|\d[\d,.]*|lives and) ){1,5}"
    r"(?:li(?:f|v)es?|victims?)(?!-)(?: (?:of|in|on|at|from|since|each|every|across|during|last|this|so|and) .*)?"
)


def says_nothing(one: Linked, text: str) -> bool:
    """Tell whether nothing is said: "she said nothing", "the war claimed lives"; a quoted word is something."""
    said = " ".join(span.of(text) for span in one.content).strip(" .,;:")
    if len(one.cue) == 1 and _CLAIMS.fullmatch(one.cue[0].of(text)) and _LIVES.fullmatch(said):
        return not _VERBAL.search(said)
    verb = r"(?:was|were|is|are|had|has|have|would|could|will|should|can|did|does)\b"
    about = rf"(?: (?:about|on|regarding|concerning)(?: (?!{verb})[\w’'-]+){{1,6}})?"
    pointing = not one.source and (re.fullmatch(_words("pointing"), said, re.I) or _QUESTION_WORD.fullmatch(said))
    return bool(one.cue and (pointing or re.fullmatch(rf"(?:{_words('nothing')}){about}", said, re.I)))


#: What something goes by, or somebody is famous for: "is known as the “needle”", "are noted for their songs".
_GOES_BY_A_NAME = lazily(
    r"(?:.* )?(?:(?:known|referred to|called|dubbed|nicknamed|termed|entitled|titled|designated)(?= as\Z|\Z)(?: as)?"
    r"|(?P<famous>noted|known|renowned|famed|celebrated)(?: for)?)",
    re.I,
)
_CLAUSE_WORD = lazily(r"(?:that|if|whether|how|what|who|whom|where|when|why|which|to|of)\b")
#: "Opinion [called] yellow journalism", which nobody called so.
_BARE_NOUN = lazily(r"[a-z]+(?: [a-z]+){0,2}")
_BARE_THING = lazily(r"(?:[a-z]+ ){0,2}(?!people|police|some|many|others|staff|most|she|he|they|we|it|who)[a-z]+(?<!s)")
#: Whoever is noted for something is so in the passive: "Bell noted for the record that …" says something.
_FAMOUS = lazily(
    r"(?:\b(?:is|are|was|were|be|been|being|become|became|so|best|better|well|also|most|widely|and|or|not)[ -]|, )"
    r"(?:[a-z]+ly |best |well |best-|well-|also )?(?:noted|known|renowned|famed|celebrated)(?: for)?\Z",
    re.I,
)
_BEFORE_FAMOUS = 40
_NO_FAME = lazily(r"(?:for )?(?:certain|sure|example|instance|the record|the (?:first|last) time|years|decades|long)\b")
#: Words of a quotation that say more than a name does.
_MORE_THAN_A_NAME = 5


def _is_judged(said: Span, text: str) -> bool:
    """Tell whether somebody's words are told, and no name: "dubbed “a gift to the rich”", "termed illegal by Lee"."""
    quoted = text[said.start] in MARKS and len(WORD.findall(text, said.start, said.end)) >= _MORE_THAN_A_NAME
    return quoted or text.startswith(" by ", said.end)


def names_only(one: Linked, text: str) -> bool:
    """Tell whether no more is told than what something is called or famous for.

    "Is known to be old" tells something, as does whoever calls something so.
    """
    if len(one.cue) != 1:
        return False
    cue, said = one.cue[0], one.content[-1]
    named = _GOES_BY_A_NAME.fullmatch(text, cue.start, cue.end)
    if named is None or said.start < cue.end or text[cue.end : said.start] != " " or _is_judged(said, text):
        return False
    if named["famous"] and (said.of(text).startswith("for ") or cue.of(text).endswith(" for")):
        begin = max(0, cue.start - _BEFORE_FAMOUS)
        return _FAMOUS.search(text, begin, cue.end) is not None and _NO_FAME.match(text, said.start) is None
    if one.source:
        bare = cue.of(text) == "called" and _BARE_NOUN.fullmatch(text, said.start, said.end) is not None
        return (
            bare
            and text[one.source[0].end : cue.start] == " "
            and _BARE_THING.fullmatch(text, one.source[0].start, one.source[0].end) is not None
        )
    if named["famous"] or text.startswith(("It ", "it "), cue.start):
        return False
    return " " in cue.of(text) and _CLAUSE_WORD.match(text, said.start) is None


@cache
def _going_by() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what a measure and a norm look like at the end of a noun phrase, and what goes by one before the cue."""
    words = read_data("cues")["going_by"]
    measure, norm, goes = ("|".join(words[key]) for key in ("measures", "norms", "goes"))
    return (
        re.compile(rf"(?:.* )?(?:{measure})(?:e?s)?", re.I),
        re.compile(rf"(?:.* )?(?:{norm})s?", re.I),
        re.compile(rf"\b(?:{goes})(?: \w+ly)?\Z", re.I),
    )


_ACCORDING = lazily(r"(?:\w+ly )?according to", re.I)
_PART_OF = lazily(r"(?:one|some|each|all|most|any) of ", re.I)
_COMPLEMENT = lazily(r",? (?:of|for|in|into|by|at|on|that|which|who|with|from|to)\b")


def goes_by(one: Linked, text: str) -> bool:
    """Tell whether something only goes by what looks like the source: "Fees [vary] according to age"."""
    if len(one.source) != 1 or len(one.cue) != 1 or not _ACCORDING.fullmatch(one.cue[0].of(text)):
        return False
    before = [span for span in one.content if span.end <= one.cue[0].start]
    if not before or text[before[-1].end : one.cue[0].start].strip(" -–—"):
        return False
    noun = _COMPLEMENT.split(_PART_OF.sub("", one.source[0].of(text), count=1), maxsplit=1)[0]
    measure, norm, goes = _going_by()
    by_it = goes.search(before[-1].of(text)) is not None
    return measure.fullmatch(noun) is not None or (by_it and norm.fullmatch(noun) is not None)


_SALUTED = lazily(r"To the Editors? ?:", re.I)


def salutes(one: Linked, text: str) -> bool:
    """Tell whether the source of `one` is only whom a letter is to: "To [the Editor]: The dam is safe."."""
    if len(one.source) != 1:
        return False
    source = one.source[0]
    start = source.start if text.startswith(("To ", "TO "), source.start) else source.start - len("To ")
    return start >= 0 and _SALUTED.match(text, start) is not None


def whole_names(one: Linked, names: Ranges) -> Linked:
    """Return `one` with a source that a name does not end in: "Bessie [Crane]"; `names` are those in the text."""
    if len(one.source) != 1:
        return one
    span, taken = one.source[0], (*one.cue, *one.content)
    for name in names.meeting(span):
        grown = Span(min(span.start, name.start), max(span.end, name.end))
        if not any(grown.overlaps(other) for other in taken):
            span = grown
    return replace(one, source=(span,))


#: Words that are a piece by themselves only where source, cue or a mark follows: "[Since] …, [a road] was proposed".
_LONE = lazily(
    r"(?:I|his|her|its|their|our|my|your|this|that|these|those|since|because|although|while|when|if|as|and|but|or)",
    re.I,
)


def _without_lone_words(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without pieces that are but the first word of another phrase: "…,” Chris said, [his] face grave"."""
    if len(one.content) < 2:
        return one
    parts = {span.start for span in (*one.source, *one.cue)}
    kept = [
        span
        for span in one.content
        if not _LONE.fullmatch(text, span.start, span.end)
        or text[span.end : span.end + 1] != " "
        or (one.cue and span.end < one.cue[0].start and WITHIN_PHRASE.fullmatch(text, span.end, one.cue[0].start))
        or span.end + 1 in parts
        or not text[span.end + 1].islower()
    ]
    return replace(one, content=tuple(kept)) if kept else one


_HANDLE = lazily(r"(?:\A|[\s,:;(“\"])(@\w{2,30}) (?:(?:then|also|just|later) )?\Z")


def _by_handle(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` with the account right before its cue as its source: "Replying to @port, [@ann] wrote"."""
    found = _HANDLE.search(text, max(0, one.cue[0].start - 50), one.cue[0].start) if one.cue else None
    if found is None or any(span.end > found.start(1) and span.start < found.end(1) for span in one.source):
        return one
    return replace(one, source=(Span(*found.span(1)),))


_WRITES = lazily(
    r"(?P<who>[A-Z@][^:\n]{1,80}) (?P<cue>(?:(?:also|later|then) )?"
    r"(?:tweets|writes|posts|comments|replies|adds|says|asks|warns|tweeted|wrote|posted|commented|replied|added|said))"
)


def _verb_at_end(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the verb in its source, where a colon follows and it has no cue: "Mayor Lee [tweets]: …"."""
    if one.cue or len(one.source) != 1 or text[one.source[0].end : one.source[0].end + 1] != ":":
        return one
    span = one.source[0]
    found = _WRITES.fullmatch(text, span.start, span.end) or _WRITES_FROM.fullmatch(text, span.start, span.end)
    return replace(one, source=(Span(*found.span("who")),), cue=(Span(*found.span("cue")),)) if found else one


#: And from where: "Reader Ann Lee [emails] from Hull".
_WRITES_FROM = lazily(
    r"(?P<who>[A-Z@](?:(?!['’]s )[^:\n]){1,80}?) (?P<cue>emails|writes|texts|tweets|messages|calls|posts|emailed|wrote)"
    r"(?: in)? from (?:the )?[A-Z][^:\n]{1,40}"
)


@cache
def _doing() -> re.Pattern[str]:
    # "Opening Doors, the charity" does nothing: a small word is in what is done, or else a name follows.
    by_name, with_small = r"[^,\n]{0,80}, (?=[A-Z])", r"[^,\n]{0,60} [a-z][^,\n]{0,60}, (?=\w)"
    return re.compile(rf"(?:{_words('doing')})\b(?:{by_name}|{with_small})")


def _without_doing(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what its source does meanwhile: "[Sentencing Moss, ]Judge Fenn"."""
    span = one.source[0] if len(one.source) == 1 else None
    opening = _doing().match(text, span.start, span.end) if span else None
    return replace(one, source=(Span(opening.end(), span.end),)) if span and opening else one


#: "The mayor [Tuesday]", "officials [late Monday]", but not "a report released Monday"; a name may end in a day, as
#: Sheffield Wednesday and Joe Friday do.
_DAY = lazily(
    r"(?<= )(?!(?:on|of|for|in|at|by|from|and|\w+ed|shown|sent|held|made|given|written)\b)[a-z][\w’'-]*"
    rf"(?P<day>(?: (?:late|early|on))? {WEEKDAY}(?: (?:night|morning|afternoon|evening))?)\Z"
)


def _without_day(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the day at the end of its source: "The mayor[ Tuesday] said"."""
    span = one.source[0] if len(one.source) == 1 else None
    day = _DAY.search(text, span.start, span.end) if span else None
    return replace(one, source=(Span(span.start, day.start("day")),)) if span and day else one


#: "Says Ann Lee[ to one of the men]", but not "Delegate to the Congress Ann Lee".
_HEARER = lazily(
    r"(?:[A-Z][\w’'-]* ){1,4}(?P<hearer>to (?:one of|an?|the|his|her|their|our|my|me|us|him|them)\b(?=[^A-Z]*\Z))"
)


def _without_hearer(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without whom its source speaks to, where that follows the name behind its cue."""
    span = one.source[0] if len(one.source) == len(one.cue) == 1 else None
    hearer = _HEARER.match(text, span.start, span.end) if span and text[one.cue[0].end : span.start] == " " else None
    return replace(one, source=(Span(span.start, hearer.start("hearer") - 1),)) if span and hearer else one


#: "These laws [typically]", but "a family ally", "the weekly".
_HOW = lazily(
    r"(?<=[a-z]s) [a-z]{4,}(?<!fami)(?<!monopo)(?<!assemb)(?<!month)(?<!week)(?<!ear)(?<!elder)(?<!supp)(?<!rep)ly\Z"
)


def _without_adverb(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without how they do it at the end of its source: "[These laws ]typically seek"."""
    span = one.source[0] if len(one.source) == 1 and one.cue and one.cue[0].start > one.source[0].end else None
    how = _HOW.search(text, span.start, span.end) if span else None
    return replace(one, source=(Span(span.start, how.start()),)) if span and how else one


_AUXILIARY = lazily(r"(?:has|have|had|was|were|is|are|had been|has been|[a-z]+ly)")
_ARTICLE = lazily(r"[Tt]he")
_NOUN_OF_CUE = lazily(r" (?:[a-z]+ )?[a-z]+(?= (?:of|that|being|to)\b)")
_VERB = lazily(r" (?:(?:also|now|since|long|often) )?(?:been )?\w+")


def _auxiliary(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the verb or noun of a cue that is cut before it: "a court has [heard]", "the [fear] that"."""
    words = one.cue[0].of(text) if len(one.cue) == 1 else ""
    article = _ARTICLE.fullmatch(words) is not None
    if not article and (not _AUXILIARY.fullmatch(words) or act_of(words) is not None):
        return one
    verb = (_NOUN_OF_CUE if article else _VERB).match(text, one.cue[0].end)
    whole = Span(one.cue[0].start, verb.end()) if verb else None
    free = whole is not None and not taken.meeting(Span(one.cue[0].end, whole.end))
    return replace(one, cue=(whole,)) if whole and free and act_of(whole.of(text)) is not None else one


_ANSWERING = lazily(r"(?:wrote|writes|written|called|rang|shot|hit|fired|snapped)", re.I)
_BACK = lazily(r" back(?=[\s,:])")


def _said_back(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with "back" in a cue that is cut before it: "wrote[ back]"."""
    if len(one.cue) != 1 or not _ANSWERING.fullmatch(one.cue[0].of(text).rpartition(" ")[2]):
        return one
    back = _BACK.match(text, one.cue[0].end)
    free = back is not None and not taken.meeting(Span(*back.span()))
    return replace(one, cue=(Span(one.cue[0].start, back.end()),)) if back and free else one


_JOINING = lazily(r"(?:is|was) (?=\w)")


def _without_joint(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the verb that joins what it says to "What she wants [is ]"."""
    first = one.content[0]
    if len(one.source) != 1 or len(one.cue) != 1 or first.start != one.cue[0].end + 1:
        return one
    asks = text[max(0, one.source[0].start - 5) : one.source[0].start] in ("What ", "what ")
    joint = _JOINING.match(text, first.start, first.end) if asks else None
    return replace(one, content=(Span(joint.end(), first.end), *one.content[1:])) if joint else one


def _behind_who(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what stands before a "who" that says something: "[The shoe] … Lee, who says it fell"."""
    if len(one.source) != 1 or len(one.cue) != 1 or one.source[0].of(text) != "who":
        return one
    behind = tuple(span for span in one.content if span.start > one.cue[0].end)
    return (
        replace(one, content=behind) if behind and not MARKS & set(" ".join(s.of(text) for s in one.content)) else one
    )


_WHO_SPEAKS = lazily(r"(?P<who>I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey) (?=[a-z])(?!(?:am|was|were|are|is) )")


def _speaker_in_cue(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` with the pronoun that its cue begins with as its source, where it has none: "[I] suspect"."""
    opens = _WHO_SPEAKS.match(text, one.cue[0].start, one.cue[0].end) if one.cue and not one.source else None
    if opens is None:
        return one
    cue = (Span(opens.end(), one.cue[0].end), *one.cue[1:])
    return replace(one, source=(Span(*opens.span("who")),), cue=cue)


_HEARS = lazily(
    r"\b((?:[Aa]n?|[Tt]he) (?:[\w’'-]+ ){0,3}?"
    rf"(?:{HEARING})) (?:(?:has|had|later|also) )?\Z"
)


def _heard(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the court or the like that hears it as its source, where it has none: "[an inquest] heard"."""
    hears = not one.source and len(one.cue) == 1 and one.cue[0].of(text).rpartition(" ")[2] == "heard"
    body = _HEARS.search(text, max(0, one.cue[0].start - 60), one.cue[0].start) if hears else None
    if body is None or taken.meeting(Span(*body.span(1))):
        return one
    return replace(one, source=(Span(*body.span(1)),))


def _open_source(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with what its source breaks off before: "one of [them]", "[Earlier] work"."""
    if len(one.source) != 1:
        return one
    span = one.source[0]
    more = re.compile(r" (?:the |our |their )?\w[\w’-]*").match(text, span.end)
    if more and span.of(text).lower().endswith(" of") and not taken.meeting(Span(span.end, more.end())):
        span = Span(span.start, more.end())
    lead = re.compile(rf"\b(?:{_words('leads')}) \Z", re.I).search(text, max(0, span.start - 14), span.start)
    if lead and text[span.start].islower() and not taken.meeting(Span(lead.start(), span.start)):
        span = Span(lead.start(), span.end)
    return replace(one, source=(span,))


#: Letters with full stops, and those in front of a name: "S.A.", "Sen."
_INITIALS = lazily(r"(?:(?<![\w.])[A-Z]|(?<=[A-Z]\.)[A-Z])((?:\.[A-Z])*)\.(?=[ ,])")
_TITLED = lazily(r"(?:.* )?(?:Sen|Rep|Gov|Gen|Mr|Mrs|Ms|Dr|Prof|Lt|Lieut|Col|Sgt|Capt|Rev|Det|Supt)(?P<stop>\.?)")
_NAMED = lazily(r"(?: [A-Z][\w’'&-]*(?:\.(?= [A-Z]))?){1,4}(?=[ ,])")
_INITIALS_BEFORE = lazily(r"(?:\A|\n|, |(?<=[.!?]) |\b[Tt]he )(?P<letters>(?:[A-Z]\.){2,} )\Z")
#: The end of a sentence: "It was made in the U.S. [Ann Lee] said", "in Washington, D.C. [She]".
_WHERE_BEFORE = lazily(
    r"(?:\b(?:in|of|from|to|for|by|at|with|across|throughout|outside|inside|into|around|leave|left|enter|entered) the "
    r"(?:[A-Z]\.){2,}|\b[A-Z][a-z]+, (?:[A-Z]\.){2}) \Z"
)
_NO_NAME = lazily(r"(?:An?|The|He|She|It|They|We|You|His|Her|Its|Their|Our|One|Some|Many|This|That|These|Those)\b")


def _goes_on_at_stop(span: Span, taken: Ranges, text: str) -> Span:
    """Return a source's `span` with what follows the full stop that it ends at, if that ends no sentence."""
    letters = _INITIALS.match(text, span.end - 1)
    if letters and (letters[1] or text[span.end - 2 : span.end - 1] == "."):
        span = Span(span.start, letters.end())
    titled = _TITLED.fullmatch(text, span.start, span.end)
    whole = titled is not None or (
        text[span.end - 1] == "." and _WORDS_OF_LETTERS.fullmatch(text, span.start, span.end)
    )
    behind = span.end + (titled is not None and not titled["stop"] and text.startswith(".", span.end))
    name = _NAMED.match(text, behind) if whole and not _NO_NAME.match(text, behind + 1) else None
    return Span(span.start, name.end()) if name and not taken.meeting(Span(span.end, name.end())) else span


_WORDS_OF_LETTERS = lazily(r"(?:[Tt]he )?(?:[A-Z]\.){2,}")


def _over_stops(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with a source that goes on over the full stops of letters: "[B.C.] Resources", "Ore, S[.A.]"."""
    if len(one.source) != 1:
        return one
    source = one.source[0]
    # "Said the U.N. Iran, for its part, …": behind the verb a full stop may end the sentence.
    ends = bool(one.cue) and one.cue[-1].end < source.start and text[source.end - 3] == text[source.end - 1] == "."
    span = source if ends else _goes_on_at_stop(source, taken, text)
    before = _INITIALS_BEFORE.search(text, max(0, span.start - 16), span.start)
    if before and _WHERE_BEFORE.search(text, max(0, span.start - 30), span.start):
        before = None
    named = text[span.start].isupper() and not _NO_NAME.match(text, span.start)
    if before and named and not taken.meeting(Span(before.start("letters"), span.start)):
        span = Span(before.start("letters"), span.end)
    return replace(one, source=(span,))


_HALF = lazily(r",? (?:and|or) (?:\w+ly )?\w+ (?:by|from|in|on|to|with)\Z")
_WHO_BEHIND = lazily(r"(?<!\bthose)(?<!\bThose)(?<!\bpeople)(?<!\bPeople)(?: |, )who\Z")


def _half_told(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what its source only begins to tell: "seen by Fen[ and confirmed by]", "A man[ who]"."""
    span = one.source[0] if len(one.source) == 1 else None
    half = _HALF.search(text, span.start, span.end) if span else None
    apart = span is not None and bool(one.cue) and bool(text[span.end : one.cue[0].start].strip())
    half = half or (_WHO_BEHIND.search(text, span.start, span.end) if span and apart else None)
    return replace(one, source=(Span(span.start, half.start()),)) if span and half else one


def _blamed(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without whom a passive cue is about: "[The trust] was criticised by X because “…”"."""
    passive = len(one.cue) == 1 and re.fullmatch(
        rf"(?:was|were|is|are|been|being|has been|have been|had been) (?:\w+ by|{_words('blaming')})",
        one.cue[0].of(text),
        re.I,
    )
    behind = [span for span in one.content if one.cue and span.start > one.cue[0].end]
    if not passive or not behind or len(behind) == len(one.content) or not MARKS & set(behind[-1].of(text)):
        return one
    lead = re.compile(r"(?:because|for|as|after)\b\s*(?=[“\"‘]|\Z)")
    kept = [Span(m.end() if (m := lead.match(text, s.start, s.end)) else s.start, s.end) for s in behind]
    return replace(one, content=tuple(span for span in kept if span.start < span.end) or one.content)


#: A quotation that ends its sentence, and what of the sentence leads up to it.
_QUOTED_OUT = lazily(
    r"(?:that [^.!?“”\"\n]{0,120})?[“\"][^“”\"\n]{1,400}[.!?…]"
    r"(?<!\bCo\.)(?<!\bInc\.)(?<!\bLtd\.)(?<!\bJr\.)[”\"](?= [A-Z])"
)


def _after_quotation(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the sentences that follow its quotation: "He wrote, “Noted.” [I still have it]"."""
    kept = []
    for span in one.content:
        closed = _QUOTED_OUT.match(text, span.start, span.end)
        kept.append(
            Span(span.start, closed.end()) if closed and not MARKS & set(text[closed.end() : span.end]) else span
        )
    return replace(one, content=tuple(kept))


def _rumoured(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what became of a rumour: "Rumours that he left [refused to go away]"."""
    if len(one.cue) != 1 or not one.content or not one.content[0].of(text).startswith("that "):
        return one
    if one.source or not re.fullmatch(rf"(?:\w+ ){{0,2}}(?:{_words('rumours')})", one.cue[0].of(text), re.I):
        return one
    span = one.content[0]
    fate = re.compile(rf" (?:{_words('fates')})\b").search(text, span.start + 8, span.end)
    return replace(one, content=(Span(span.start, fate.start()), *one.content[1:])) if fate else one


_NUMBER = lazily(r"\s*\d")
#: A whole word, no letters for one.
_ENDED = lazily(r"(?<![\w.])(?:[a-z]{3,}|\d+)\Z")


def _one_sentence(one: Linked, _taken: Ranges, text: str) -> Linked:
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


#: The time before an entry of a live blog: "09:48 The pound fell", "7.05 p.m. – The port".
_TIME = lazily(
    r"(?:\d\d:\d\d|\d{1,2}[:.]\d\d(?= ?(?:[ap]\.?m\b|GMT|BST|[|–—-])))"
    r"(?: ?[ap]\.?m\b\.?)?(?: (?:GMT|BST|[A-Z]{2,3}T))?[\s|–—-]+(?=[A-Z“\"])"
)


def _without_time(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the time of the entry that its statement opens."""
    span = one.content[0]
    opens = span.start == 0 or text[span.start - 1] == "\n"
    time = _TIME.match(text, span.start, span.end) if opens else None
    return replace(one, content=(Span(time.end(), span.end), *one.content[1:])) if time else one


_AS = lazily(
    r"(?:describ|dismiss|reject|hail|brand|denounc|characteri[sz]|portray|condemn|prais|depict|laud)(?:e[sd]?|ing|s)",
    re.I,
)
#: What is described: a few words without a mark, but for those of a title.
_DESCRIBED = lazily(
    r" (?:(?!(?:to|in|at|on|during|before|after|for)\b)(?:(?:Mr|Mrs|Ms|Dr|St|Prof|Rev)\. |[\w’'&-]+ )){1,8}\Z"
)


def _described(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with what it is about, where it only says as what: "described [the plan] as a joke"."""
    if len(one.cue) != 1 or not _AS.fullmatch(one.cue[0].of(text).rpartition(" ")[2]):
        return one
    first = one.content[0]
    if not text.startswith("as ", first.start) or not one.cue[0].end < first.start <= one.cue[0].end + _LONGEST:
        return one
    gap = Span(one.cue[0].end, first.start)
    if not _DESCRIBED.fullmatch(gap.of(text)) or taken.meeting(gap):
        return one
    return replace(one, content=(Span(gap.start + 1, first.end), *one.content[1:]))


_BUT_NOT = lazily(
    r",? but (?:not (?:in|for|of|on|at|with|to|from|by|among|against|the|an?|his|her|its|their)\b"
    r"|(?:in|for|of|on|at|with|to|from|by|among|against) (?:none|no|neither|only|not)\b)"
    r"(?: [\w’'%-]+){1,8}(?=[.!?](?:\s|\Z))"
)


def _may_go_on(one: Linked, text: str) -> bool:
    """Tell whether a statement stands behind its cue and ends with a word, as one does that its sentence goes on."""
    last = one.content[-1]
    return bool(one.cue) and one.cue[-1].start <= last.start and text[last.end - 1].isalnum()


def _but_not(one: Linked, taken: Ranges, text: str) -> Linked:
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


def _to_the_end(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with how its that-clause goes on to the end of the sentence: "that he did all[ to keep it]"."""
    span = one.content[-1] if len(one.content) == 1 else None
    if span is None or not _CLAUSE.match(text, span.start, span.end) or not text[span.end - 1].isalnum():
        return one
    return _going_on(one, _GOES_ON.match(text, span.end), taken)


#: What a statement cannot end with, and what then goes on to the end of the sentence.
_LEADS_ON = lazily(r"\b(?:since|because|whether|while|although|unless|until|if|whereas)\Z")
_LED_ON = lazily(r"(?: [\w’'$%–-]+,?){1,25}(?=[.!?](?:\s|\Z))")


def _led_on(one: Linked, taken: Ranges, text: str) -> Linked:
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
    rf"(?: (?!(?:{_STOPS}|when|after|before|since|who|which|that|on|in|at|for|to|from|with|last|this|yesterday)\b)"
    r"(?:\d[\d,.]*\d|\$?\w[\w’'%-]*)){1,6}"
)
_REST = lazily(
    rf"(?: (?!(?:{_STOPS})\b)(?:(?:St|Mr|Mrs|Ms|Dr|No|Sen|Gov|Gen|Rep|Lt|Col|Prof|Rev)\.(?= )|[$£€]?\d+(?:[,.]\d+)+%?|"
    rf"[\w’'$£€%-]+)){{1,25}}(?=[,.;:!?\n]|\Z| -| –| (?:{_STOPS})\b)(?<!\bSt)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)"
    r"(?![,.]\d)"
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


def _not_cut(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with what follows where no statement ends: "it is to be[ reported out]", "added its[ name]"."""
    span = one.content[-1]
    if not _may_go_on(one, text) or _WHO_BEFORE.search(text, max(0, one.cue[0].start - 8), one.cue[0].start):
        return one
    cut = _is_cut(one, span, text)
    if cut is None and not text.startswith(" than ", span.end):
        return one
    return _going_on(one, (_NOUN if cut and cut["noun"] else _REST).match(text, span.end), taken)


_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATED = rf"(?:{WEEKDAY}|{_MONTH})\b"
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


def _whole_name_at_end(one: Linked, taken: Ranges, text: str) -> Linked:
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


def _joined_on(one: Linked, taken: Ranges, text: str) -> Linked:
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


def _last_words(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the last three words or fewer of its sentence: "he hoped that the boat would help[ her]"."""
    span = one.content[-1]
    if not (_may_go_on(one, text) and _OPEN_OR_LONG.search(span.of(text))):
        return one
    return _going_on(one, _TAIL.match(text, span.end), taken)


#: "To blame", cut off before whom; what takes nobody behind it is left alone.
_TO_DO = lazily(r"(?:not )?to (?!(?:comment|speak|testify|respond|reply|appear|attend|resign|say|talk|stand)\b)[a-z]+")
_WHOM = lazily(rf" (?!{_DATED})[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,3}}(?=[.!?,;](?:\s|\Z))")


def _whom(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with whom something is to be done to, where it stops before that: "refused to blame[ Lee]"."""
    span = one.content[-1]
    cut = len(one.content) == 1 and bool(one.cue) and one.cue[-1].end <= span.start
    to_do = _TO_DO.fullmatch(text, span.start, span.end) if cut else None
    return _going_on(one, _WHOM.match(text, span.end) if to_do else None, taken)


def _up_to_source(one: Linked, taken: Ranges, text: str) -> Linked:
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


_SAID_LAST = lazily(
    r"(?:said|says|added|adds|noted|notes|explained|reported|announced|warned|warns|claimed|stressed|argued|predicted)"
)
#: What a sentence may open with before its statement begins: some words, not those that only join it to the last.
_OPENING = lazily(
    r"(?!(?:But|And|Yet|So|Or|Nor|However|Meanwhile|Still|Also|Then|Thus|Therefore|Moreover|Indeed|Instead|Otherwise|"
    r"Nevertheless|Nonetheless|Separately|Earlier|Now|In addition|In fact|For example),? \Z)"
    r"(?!(?:When )?[Aa]sked |Photo |By [A-Z]|[A-Z]{3,}[, ])"
    rf"(?!(?:He|She|It|They|I|We) \w+ \Z)(?![A-Z][\w ,.]* {_MONTH}\.? \d+,? \Z)"
    r"(?!.*\b(?:said|says|told \w+|added|reported) \Z)(?:(?! - )[^:;—–“”\"()•*|\n]){2,160}[\w,>] \Z"
)


#: A clause of its own, and what leads up to one: "Bell laughed, [it was late], she said", "In May, [it was late], …".
_NEW_CLAUSE = lazily(r"(?:it|he|she|they|we|I|you|there)\b", re.I)
_LEADS_UP = lazily(
    r"(?:In|On|At|For|After|Before|While|When|If|As|Since|Because|Although|Though|Despite|With|Without|Under|By|During|"
    r"Until|Unless|Once|From|To|Of|Last|This|Next|Given|Compared|Unlike|Like|Over|Within|Across|Even|Among|Between|"
    r"Because|Through|Throughout|[A-Z][a-z]+(?:ly|ing)|(?:One|Two|Three|Some|Every|Each) )\b"
)


def _from_the_start(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with its sentence from the start, if who says so follows: "[Output is set ]to fall, he said".

    Where somebody else's statement stands in that part, it is left alone.
    """
    if len(one.source) != 1 or len(one.cue) != 1 or not _SAID_LAST.fullmatch(text, one.cue[0].start, one.cue[0].end):
        return one
    first, last = one.content[0], one.content[-1]
    if text[last.end : min(one.cue[0].start, one.source[0].start)] != ", " or text[first.start] in MARKS:
        return one
    start = max(text.rfind("\n", 0, first.start) + 1, first.start - _LONGEST)
    start = max([start, *(end.end for end in sentence_ends(text, start, first.start))])
    start += len(text[start : first.start]) - len(text[start : first.start].lstrip())
    opening = Span(start, first.start)
    if not _OPENING.match(text, start, first.start) or taken.meeting(opening):
        return one
    another = text[first.start - 2] == ","
    if another and _NEW_CLAUSE.match(text, first.start) and not _LEADS_UP.match(text, start):
        return one
    return replace(one, content=(Span(start, first.end), *one.content[1:]))


_JOINS_ON = lazily(r"(?:But|And|Meanwhile,) (?!(?:for|yet|now|then|so|what if)\b)(?=[\w<$£€])")


def _without_joining(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what joins its sentence to the last, if who says so follows: "[But ]it fell, he said"."""
    first = one.content[0]
    joins = _JOINS_ON.match(text, first.start, first.end) if one.cue and first.end < one.cue[0].start else None
    return replace(one, content=(Span(joins.end(), first.end), *one.content[1:])) if joins else one


_TELLS_NOW = lazily(r"(?:says?|claims?|believes?|insists?|argues?|maintains?|admits?|thinks?)")
#: What cannot be when somebody says something now.
_LONG_SINCE = lazily(
    r" (?=(?:last (?:week|month|year|night|season|summer|winter|spring|autumn|[A-Z]\w+day)|yesterday|in (?:19|20)\d\d|"
    r"over the (?:weekend|past \w+(?: \w+)?)|(?:\w+ ){1,2}(?:days?|weeks?|months?|years?) ago),? \Z)"
)


def _with_its_time(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with when it happened, where that is long since and it is told now: "says [last May ]it fell"."""
    first = one.content[0]
    if (
        len(one.cue) != 1
        or not _TELLS_NOW.fullmatch(text, one.cue[0].start, one.cue[0].end)
        or text[first.start] in MARKS
        or text.startswith("that ", first.start)
    ):
        return one
    since = _LONG_SINCE.match(text, one.cue[0].end, first.start)
    if since is None or taken.meeting(Span(since.end(), first.start)):
        return one
    return replace(one, content=(Span(since.end(), first.end), *one.content[1:]))


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


def _with_preposition(one: Linked, taken: Ranges, text: str) -> Linked:
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


#: A noun that "which" goes with, right before it: "[the tape, ]which".
_SMALL = (
    r"of|in|on|at|by|for|to|from|with|and|or|but|as|than|that|is|are|was|were|has|had|have|behind|about|an?|the|who"
)
_GOES_WITH = lazily(
    r"(?<![\w’'-])(?P<noun>(?:an?|the|any|some|this|these|those|his|her|its|their|our|\d[\d,.]*)"
    rf"(?: (?!(?:{_SMALL})\b)[\w’'$%-]+){{1,4}}),?(?: --?| –)? \Z",
    re.I,
)
_OF_BEFORE = lazily(r"\b(?:of|behind|between|among|for|in|from|by|with) \Z")
_RELATIVE = lazily(r"(?:which|who|whom|that)")


def _with_antecedent(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the noun that its "which" goes with: "[the tape, ]which she says was cut"."""
    first = one.content[0]
    if not one.source or not one.cue or one.cue[0].start < first.end or one.source[0].start < first.end:
        return one
    if not _RELATIVE.fullmatch(text, first.start, first.end):
        return one
    noun = _GOES_WITH.search(text, max(text.rfind("\n", 0, first.start) + 1, first.start - 80), first.start)
    if noun is None or apart_from_ends(Span(noun.start("noun"), first.start), taken):
        return one
    if _OF_BEFORE.search(text, max(0, noun.start("noun") - 8), noun.start("noun")):
        return one
    return replace(one, content=(Span(noun.start("noun"), first.end), *one.content[1:]))


#: "Lee[, who runs the mill]", but not "those who sail", nor with others behind it or a name.
_WHO_CLAUSE = lazily(
    r"(?P<before>[\w’']+)(?P<clause>,? who |, which )(?!.*(?: and |, [A-Z]|\b(?:sign|call|name|style)(?:s|ed)?\b))"
)
_ANYBODY = lazily(
    r"(?:those|people|anyone|anybody|one|everyone|everybody|someone|somebody|he|she|they|some|many|others|all|few)",
    re.I,
)


#: What says nothing of a name without its clause: "Fell, the man who built the pier".
_THE_MAN = lazily(r", the (?:man|woman|one|person|people|men|women)\Z")


def _without_clause(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without a relative clause in its source: "Lee[, who runs the mill], said"."""
    span = one.source[0] if len(one.source) == 1 else None
    clause = _WHO_CLAUSE.search(text, span.start, span.end) if span else None
    if span is None or clause is None or _ANYBODY.fullmatch(clause["before"]):
        return one
    if _THE_MAN.search(text, span.start, clause.start("clause")) and clause["clause"] == " who ":
        return one
    return replace(one, source=(Span(span.start, clause.start("clause")),))


def _told_plainly(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with all that follows "said:" without marks, up to the end of the paragraph or the next row."""
    if len(one.content) != 1 or len(one.cue) != 1 or not re.search(r"\bsa(?:id|ys)\Z", one.cue[0].of(text)):
        return one
    span = one.content[0]
    opened = text[one.cue[0].end : span.start].strip() == ":" and text[span.start].isupper()
    stop = text.find("\n", span.end)
    end = len(text) if stop < 0 else stop
    rest = Span(span.end, min(end, span.end + _LONGEST))
    if not opened or rest.end < end or MARKS & set(text[span.start : end]) or taken.meeting(rest):
        return one
    more = bool(rest.of(text).strip(" ."))
    return replace(one, content=(trimmed(Span(span.start, end), text),)) if more else one


#: With whom or when it was said: "noted[, along with others, ]that it was late".
_ASIDE_BEFORE = lazily(
    r"(?:along|together|among|in|at|on|with|during|after|before|for) "
    r"(?:(?!(?:it|he|she|they|we|I|was|were|is|are|would|will|had|has|have|could|might)\b)[\w’'-]+ ?){1,8}, (?=that )"
)
_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|fell|rose|came|went)\b"
)
#: The end of another clause: "Lee disclaimed [blame, but ]the talk, according to Roe, was sour".
_OTHER_CLAUSE = lazily(
    rf"(?:of |for |to |with )?(?![^,]{{0,90}}\b{_FINITE})[a-z][^.;:“”\"\n]{{3,90}}?, (?:but|and|so|yet) "
    r"(?=(?:the|it|he|she|they|this|that|an?|his|her|its) )"
)
_LEAD = 60
_AMID = lazily(r"[a-z] \Z")
#: What is too little before it to be another clause: "But[ rents fell, and …]", "When it rains[ it leaks, and …]".
_SCANT = lazily(
    r"(?:\A|\n|[.!?][’”\"]? )(?:(?:[A-Z][\w’'-]*|At least|As many as|More than)(?: \d+)?|"
    r"(?:When|If|As|While|Although|Because|Since|In|On|At|For|After|Before|Last|This|Next|By|During) "
    r"[^,;:.!?\n]{1,40}) \Z"
)


def _own_clause(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what leads up to "that" behind its cue, and without another clause's end before it."""
    first = one.content[0]
    if not one.cue or MARKS & set(first.of(text)):
        return one
    if first.start > one.cue[-1].end:
        aside = _ASIDE_BEFORE.match(text, first.start, first.end)
    else:
        begin = max(0, first.start - _LEAD)
        amid = first.end < one.cue[0].start and _AMID.search(text, begin, first.start) is not None
        scant = _SCANT.search(text, begin, first.start) is not None
        aside = _OTHER_CLAUSE.match(text, first.start, first.end) if amid and not scant else None
    return replace(one, content=(Span(aside.end(), first.end), *one.content[1:])) if aside else one


_WANTED = lazily(r"to [a-z]")
_ANOTHER = lazily(r"; (?!(?:and |or |not |but )?(?:to|that|whether|not) )")


def _up_to_semicolon(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the author's clause behind what is to be done: "wanted to win[; over 200 fought]"."""
    span = one.content[-1]
    wanted = len(one.content) == 1 and not MARKS & set(span.of(text)) and _WANTED.match(text, span.start)
    another = _ANOTHER.search(text, span.start, span.end) if wanted and span.of(text).count(";") == 1 else None
    return replace(one, content=(Span(span.start, another.start()),)) if another else one


@cache
def _cites() -> re.Pattern[str]:
    return re.compile(rf", (?:{_words('citing')})\b[^,;:\n]{{0,80}}\Z")


def _without_grounds(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what somebody cites for it at its sentence's end: "it was late[, citing a clock]".

    Where little is said before that, or it is quoted, the citing may be what is told.
    """
    span = one.content[-1] if one.content else None
    if span is None or not one.cue or one.cue[0].start > span.start or MARKS & set(span.of(text)):
        return one
    cited = _cites().search(text, span.start, span.end)
    ends = re.match(r"(?: \w+){0,2}(?:\.|\n|\Z)", text[span.end : span.end + _LONGEST])
    if cited is None or ends is None or len(WORD.findall(text[span.start : cited.start()])) < _SAID_BEFORE:
        return one
    return replace(one, content=(*one.content[:-1], Span(span.start, cited.start())))


_ASKS = lazily(r"\b(?:ask(?:s|ed|ing)?|question(?:s|ed|ing)?|inquired?|enquired?)\b", re.I)


def _unanswered(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the quotation that follows a question: it may be the answer, somebody else's."""
    if len(one.content) < 2 or not any(_ASKS.search(span.of(text)) for span in one.cue):
        return one
    kept = [one.content[0]]
    for span in one.content[1:]:
        parted = text[kept[-1].end : span.start].strip() in (".", "?") or text[kept[-1].end - 1] in ".?"
        if not (parted and text[span.start] in MARKS):
            kept.append(span)
    return replace(one, content=tuple(kept))


#: "[The accounts], run from Hull, [spread it]".
_ASIDE = lazily(r", [^,.;:!?–—“”\"()\n]{3,120}, ")


def _with_aside(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with what stands between commas within its statement, if that is of no other row."""
    kept: list[Span] = []
    for span in one.content:
        gap = Span(kept[-1].end, span.start) if kept and kept[-1].end < span.start else None
        if gap is not None and _ASIDE.fullmatch(text, gap.start, gap.end) and not taken.meeting(gap):
            kept[-1] = Span(kept[-1].start, span.end)
        else:
            kept.append(span)
    return replace(one, content=tuple(kept)) if len(kept) < len(one.content) else one


def _without_asides(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what its source did in passing: "Lee, on hearing [that it sank], said [it was late]".

    Nor is the source itself said. Where less is said behind the cue, what stands before it may be what is said.
    """
    if len(one.source) != 1 or len(one.cue) != 1 or len(one.content) < 2:
        return one
    source, cue = one.source[0], one.cue[0]
    passed = [span for span in one.content if source.end <= span.start and span.end <= cue.start]
    closed = [span for span in passed if text.startswith(",", span.end) and not MARKS & set(span.of(text))]
    behind = sum(length(span) for span in one.content if span.start >= cue.end)
    more = behind >= sum(length(span) for span in closed)
    # "Her plan" is more than "her", but not "a lawyer, referring to the war".
    own = [
        span
        for span in one.content
        if span.overlaps(source)
        and source.start <= span.start
        and (span.end <= source.end or text.startswith(",", source.end))
    ]
    kept = tuple(span for span in one.content if span not in own and not (more and span in closed))
    return replace(one, content=kept) if kept else one


_THOUGHT = lazily(r"(?:believed|thought|said|understood|reported|alleged|rumou?red|feared|presumed|suspected)")
_WITH = lazily(r"\b[Ww]ith \Z")
#: What belongs to whoever expects something: "the firm[ in the first half of the year ]expected".
_OF_IT = lazily(r" (?:who|which|that|from|of|in|at|on|for|with)\b")
#: Words between whoever expects something and the verb.
_FEW_BETWEEN = 3


def _thought_of(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without a source of whom something is only thought: "[A man] thought to have fled", "accused of"."""
    if len(one.source) != 1 or len(one.cue) != 1 or one.content[0].start != one.cue[0].end + 1:
        return one
    source, cue, first = one.source[0], one.cue[0].of(text), one.content[0]
    if one.cue[0].start < source.end:
        return one
    gap = text[source.end : one.cue[0].start]
    thought = _THOUGHT.fullmatch(cue) and gap == " " and text.startswith(("to have ", "to be "), first.start)
    expected = cue == "expected" and text.startswith("to ", first.start)
    with_it = expected and gap == " " and _WITH.search(text, max(0, source.start - 5), source.start)
    if thought or with_it:
        return replace(one, source=(), content=(source, *one.content))
    far = expected and "," not in gap and not _OF_IT.match(gap) and len(WORD.findall(gap)) >= _FEW_BETWEEN
    accused = cue == "accused" and gap in (" ", ", ") and text.startswith("of ", first.start)
    return replace(one, source=()) if far or accused else one


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


def _without_its_fate(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what its sentence says of it: "The decision [to freeze rents] is working"."""
    if len(one.cue) != 1 or len(one.content) != 1 or not _PROMISES.fullmatch(text, one.cue[0].start, one.cue[0].end):
        return one
    span = one.content[0]
    owned = not one.source or text[one.source[0].end - 1] in "'’" or text.startswith(("'", "’"), one.source[0].end)
    owned = owned or one.source[0].of(text).endswith(("'s", "’s")) or one.source[0].of(text).lower() in _OWNERS
    if not owned or span.start != one.cue[0].end + 1 or not _PROMISED.match(text, span.start, span.end):
        return one
    main = _MAIN_VERB.match(text, span.start, span.end)
    return replace(one, content=(Span(span.start, main.start("verb")),)) if main else one


_OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "your"})


#: Characters of a bracket that are looked at.
_BRACKETED = 300
_BRACKET = lazily(r"[()\n]")


def _around(text: str, place: Span) -> Span | None:
    """Return what stands in the bracket about `place`, None where it stands in none."""
    depth, opens = 0, -1
    for mark in reversed([*_BRACKET.finditer(text, max(0, place.start - _BRACKETED), place.start)]):
        depth += (mark.group() == ")") - (mark.group() == "(")
        if mark.group() == "\n" or depth < 0:
            opens = mark.end() if depth < 0 else -1
            break
    depth = 0
    for mark in _BRACKET.finditer(text, place.end, place.end + _BRACKETED) if opens >= 0 else ():
        depth += (mark.group() == "(") - (mark.group() == ")")
        if mark.group() == "\n" or depth < 0:
            return Span(opens, mark.start()) if depth < 0 else None
    return None


def _within_bracket(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what a piece has beyond the bracket in which it is said: "It broke ([it is old], she said)".

    What stands outside as a piece of its own is said too: "[It broke] (so she said)".
    """
    inside = _around(text, one.cue[0]) if one.cue else None
    if inside is None:
        return one
    crossing = (Span(max(piece.start, inside.start), min(piece.end, inside.end)) for piece in one.content)
    kept = (cut if cut.start < cut.end else piece for cut, piece in zip(crossing, one.content, strict=True))
    return replace(one, content=tuple(trimmed(piece, text) for piece in kept))


#: Where a sentence ends at letters with full stops, which may stand within one as well: "in the U.S. [A man] said".
_LETTERS_END = lazily(
    r"(?:[A-Z]\.){2,} "
    r"(?=(?:An?|The|One|Two|Some|Many|His|Her|Their|Its|This|That|These|Those|He|She|They|It|Mr|Mrs|Ms|Dr)\b)"
)


def _behind_stop(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the end of another sentence in its source: "[the U.S. ]A man"."""
    span = one.source[0] if len(one.source) == 1 else None
    ends = [*_LETTERS_END.finditer(text, span.start, span.end)] if span else []
    return replace(one, source=(Span(ends[-1].end(), span.end),)) if span and ends else one


#: Whom a text cites for what it says: "it works (Li, 2011)", "(see e.g. Li & Lee, 2011; Roe et al. 2014a)".
_YEAR = r"(?:19|20)\d\d[a-z]?"
_AUTHORS = r"[A-Z][\w’'-]+(?:(?:, [A-Z][\w’'-]+)*,? (?:and|&) [A-Z][\w’'-]+| et al\.?)?"
_CITATION = lazily(rf" \((?:(?:see|cf\.|e\.g\.|also),? )*(?P<who>{_AUTHORS}),? {_YEAR}(?:[:,;] [^()\n]{{1,120}})?\)\Z")
_ARGUED = lazily(
    r"it (?:is|was|has been|had been) (?:(?:also|often|widely|recently) )?(?:argued|suggested|proposed|shown|found|"
    r"noted|estimated|hypothesi[sz]ed|observed|demonstrated)(?: that)?",
    re.I,
)


def _uncited(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the citation at the end of what is said: "it works[ (Li, 2011)]".

    Whom it names is the source, where nobody else is: "It has been argued that it works ([Li], 2011)".
    """
    span = one.content[-1] if one.content else None
    closed = span is not None and text.startswith(")", span.end)
    cited = _CITATION.search(text, span.start, span.end + closed) if span is not None else None
    if span is None or cited is None or MARKS & set(cited.group()):
        return one
    rest = replace(one, content=(*one.content[:-1], Span(span.start, cited.start())))
    nobody = not one.source and len(one.cue) == 1 and _ARGUED.fullmatch(text, one.cue[0].start, one.cue[0].end)
    return replace(rest, source=(Span(*cited.span("who")),)) if nobody else rest


#: Whose eyes, views or words something is so in.
_REGARDS = (
    "eyes|views?|opinions?|words|minds?|judge?ment|estimation|telling|reckoning|account|admission|confession|count|"
    "estimates?|calculations?|assessment"
)
_IN_EYES_OF = lazily(rf"(?:in|to|through|by|from) the (?:{_REGARDS}) of ", re.I)
_EYES = lazily(
    rf"(?P<who>[^,.;:()\n]{{1,80}}?(?:['’]s|s['’])|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y|[Yy]our) "
    rf"(?:(?P<own>own) )?(?P<noun>{_REGARDS})\b(?! (?:manager|holder|book|number|executive|clerk)s?\b)"
)


def _in_eyes(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the whole of what it is said in: "[in the eyes of] Ann Lee", "[In] Ann Lee's [view]"."""
    if len(one.cue) != 1 or len(one.source) != 1:
        return one
    cue, source = one.cue[0], one.source[0]
    whole = _IN_EYES_OF.match(text, cue.start)
    if whole is not None and source.start <= whole.end() < source.end and cue.end < whole.end():
        return replace(one, source=(Span(whole.end(), source.end),), cue=(Span(cue.start, whole.end() - 1),))
    if cue.of(text).lower() not in ("in", "to", "by", "from") or text[cue.end : source.start] != " ":
        return one
    eyes = _EYES.match(text, source.start)
    if eyes is None or source.end not in (eyes.end("who"), eyes.end("own"), eyes.end("noun")):
        return one
    noun = Span(*eyes.span("noun"))
    if noun.of(text).lower() in ("account", "count") and cue.of(text).lower() != "by":
        return one
    if source.end < noun.start and taken.meeting(noun):
        return one
    return replace(one, source=(Span(*eyes.span("who")),), cue=(cue, noun))


_STEPS: Sequence[Callable[[Linked, Ranges, str], Linked]] = (
    _without_lone_words,
    _by_handle,
    _verb_at_end,
    _without_doing,
    _without_day,
    _without_adverb,
    _without_hearer,
    _speaker_in_cue,
    _auxiliary,
    _said_back,
    _heard,
    _open_source,
    _over_stops,
    _half_told,
    _thought_of,
    _without_asides,
    _blamed,
    _unanswered,
    _after_quotation,
    _behind_who,
    _without_joint,
    _one_sentence,
    _without_time,
    _described,
    _but_not,
    _rumoured,
    _without_its_fate,
    _to_the_end,
    _led_on,
    _not_cut,
    _whole_name_at_end,
    _joined_on,
    _last_words,
    _whom,
    _up_to_source,
    _from_the_start,
    _without_joining,
    _with_its_time,
    _told_plainly,
    _up_to_semicolon,
    _own_clause,
    _without_grounds,
    _behind_stop,
    _uncited,
    _within_bracket,
    _in_eyes,
    _with_antecedent,
    *STATEMENT_STEPS,
)
#: What others mark otherwise: to them whoever is urged to leave is part of what is urged.
_OWN_STEPS: Sequence[Callable[[Linked, str], Linked]] = (without_addressee, asking_for)


def trim(one: Linked, taken: Ranges, text: str, *, own: bool = True) -> Linked:
    """Return `one` with its parts where the words of the text put them; `taken` is what all rows hold.

    `own` tells whether statements are marked by attrcheck's own guideline.
    """
    for step in _STEPS:
        one = step(one, taken, text)
    for own_step in _OWN_STEPS if own else ():
        one = own_step(one, text)
    if not own:
        return one
    one = _with_preposition(_without_clause(one, taken, text), taken, text)
    one = with_subject(_with_aside(one, taken, text), taken, text)
    return with_what_follows(one, taken, text)
