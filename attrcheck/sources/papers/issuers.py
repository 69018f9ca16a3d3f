"""A paper such as "the report" in, the same out with who issued or published it: "Fen Council report on rents"."""

from __future__ import annotations

import re
from bisect import bisect_left

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.index import Index, tidy
from attrcheck.sources.papers.fuller import DAY_AT_END, is_bare
from attrcheck.sources.papers.paper_phrases import CAPITALS, SAME, phrase_at
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase, told_anew

__all__ = ["paper_issued", "paper_published"]


_UP_TO_NOUN = r"\b(?:an?|its|their|his|her|(?<!\bthe )new) ((?:[a-z0-9-]+ ){{0,4}}?{noun})\b"
_OPENS_WITH = lazily(r"(?:\A|[.!?:\n]\s*|[”\"] )In \Z")
#: To whom a paper goes that somebody says something in: "In a letter[ to shareholders], Fen Ltd said".
_TO_WHOM = lazily(
    r" (?:to|about) (?:(?:the|all|its|his|her|their) )?[a-z][\w-]*(?: [a-z][\w-]*)?(?=[,.]| (?:on|that|saying)\b)"
)
#: What parts a paper from whoever says something in it: "In a report[ the ]Fen Council said", "[ on rivers, ]Ann Lee".
_TO_NAME = lazily(r",? (?:the )?")
_PAST_COMMA = lazily(r"[^,.;:\n“”\"]{1,60}, (?:the )?")
#: "said in [a report]", "has issued [a review]".
_SAID_IN = lazily(
    r",? (?:said|says|wrote|writes|warned|warns|announced|found|argued|noted|reported|stated|added)"
    r"(?: (?:on )?(?:\w+day|yesterday|today|earlier|last \w+))? in \Z"
    r"|,? (?:(?:has|have|had) )?(?:(?:also|just|recently) )?"
    r"(?:issued|published|released|put out|produced|filed|lodged) \Z"
)
_SAYS = lazily(r",? \w+(?:s|d|ed)\b")
_BETWEEN = lazily(r"(?: \([^()\n]{1,20}\))?(?:, (?:an?|the|which|who|one|[a-z]{2,}ing) [^,.;:\n“”\"]{3,80},)?")
_NEAR = 2500  # characters before a paper that is taken up


def paper_issued(index: Index, phrase: Phrase, before: int) -> tuple[str, Span] | None:
    """Return the paper that "the report" at `before` takes up, with who issued it, and where it stands.

    It is the last that somebody named issued or said something in, "In a [report] the [Fen Institute] said", if no
    other paper was told of by that noun since; an announcement is what the sentence before says somebody announced.
    """
    if phrase.determiner not in ("the", "this", "that") or len(phrase.first) != 1:
        return None
    noun = phrase.first[0].low
    told = re.compile(_UP_TO_NOUN.format(noun=re.escape(noun)), re.I)
    last = next(reversed(list(told.finditer(index.text, max(0, before - _NEAR), before))), None)
    if last is not None:
        told_words = index.page.words(*last.span(1))
        first = next((word for word in told_words if word.low not in SAME), told_words[-1])
        issuer, paper = _issuer(index, Span(*last.span())), Span(first.start, last.end())
    else:
        issuer = _doer(index, noun, before)
        paper = Span(phrase.first[0].start, phrase.first[0].end)
    return _of_issuer(index, issuer, paper) if issuer is not None else None


def _of_issuer(index: Index, issuer: Span, paper: Span) -> tuple[str, Span]:
    """Return a `paper` with who issued it, and where it stands: "Fen Council report on rents", "letter of Ann Lee"."""
    number, noun_ends = next(iter(index.people.within(issuer)), None), paper.end
    by_body = index.body_from(issuer.start) is not None or number is None
    to_whom = _TO_WHOM.match(index.text, noun_ends)
    about = phrase_at(index, index.page.words(paper.start, noun_ends)[-1].start) if by_body else None
    if to_whom is not None:
        paper = Span(paper.start, to_whom.end())
    elif about is not None and _ABOUT.fullmatch(index.text, noun_ends, about.end):
        paper = Span(paper.start, about.end)
    if index.text[paper.start : noun_ends].endswith("interview"):
        return _interview(index, issuer, Span(paper.start, noun_ends))
    lead, more = index.text[paper.start : noun_ends], DAY_AT_END.sub("", index.text[noun_ends : paper.end])
    name = f"{expand(index, issuer)[0]} {lead}" if by_body else f"{lead} of {index.people.persons[number or 0].name}"
    return tidy(f"{name}{more}"), paper


#: "In an interview[ with the Fen Times]".
_ASKED_BY = lazily(rf" (?:with|by|in) (?:the )?{CAPITALS}")


def _interview(index: Index, asked: Span, noun: Span) -> tuple[str, Span]:
    """Return the interview that somebody gave with whom they gave it to, or with them, and where it stands."""
    by = _ASKED_BY.match(index.text, noun.end)
    whole = Span(noun.start, by.end()) if by is not None else noun
    number = next(iter(index.people.within(asked)), None)
    given = index.people.persons[number].name if number is not None else expand(index, asked)[0]
    return tidy(whole.of(index.text) if by is not None else f"{noun.of(index.text)} with {given}"), whole


#: What a paper is about, no author: "report[ on rents in Hull]".
_ABOUT = lazily(r" (?:on|about|into) (?!.*\b(?:by|from)\b)[^,(“\"‘«\n]+")
_HAS = r"(?:,? (?:has|have|had|also|today|yesterday|\w+day|formally|publicly|recently)){0,3} "
#: "Mr Reagan[ today announced]", "Fen Council[ has sued]".
_ANNOUNCES = lazily(rf"{_HAS}announce[sd]\b")
_SUES = lazily(rf"{_HAS}sued\b")
#: By the noun of a paper what whoever issued it did, and how many sentences before it was told of at most.
_DOES = {
    "announcement": (_ANNOUNCES, 1),
    "release": (_ANNOUNCES, 1),
    "lawsuit": (_SUES, 2),
    "suit": (_SUES, 2),
    "complaint": (_SUES, 2),
}


def _doer(index: Index, noun: str, before: int) -> Span | None:
    """Return whoever did what a paper that the `noun` names comes of: "Fen Council sued. [The lawsuit]"; None for two.

    Of the sentences right before the paper's first place it is the last that tells of one.
    """
    does, most = _DOES.get(noun, (None, 0))
    if does is None:
        return None
    told = (place for place in index.page.places(noun) if index.text[max(0, place - 4) : place].lower() == "the ")
    before = min(before, next(told, before))
    floor = index.page.sentences[max(0, index.page.sentence(before) - most)]
    done = next(reversed(list(does.finditer(index.text, floor, before))), None)
    doer = _subject(index, done.start()) if done is not None else None
    alone = doer is not None and not index.text[max(0, doer.start - 8) : doer.start].endswith((" and ", " and the "))
    return doer if alone else None


def _issuer(index: Index, paper: Span) -> Span | None:
    """Return whoever is named that says something in the `paper`, which "a" or "its" opens, or issued it."""
    text, floor = index.text, index.page.sentences[index.page.sentence(paper.start)]
    if _OPENS_WITH.search(text, max(0, paper.start - 8), paper.start):
        gaps = (gap.match(text, paper.end) for gap in (_TO_NAME, _PAST_COMMA))
        named = (_named_from(index, gap.end()) for gap in gaps if gap is not None)
        return next((who for who in named if who is not None and _says(index, who)), None)
    said = _SAID_IN.search(text, floor, paper.start)
    return _subject(index, said.start()) if said is not None else None


#: "The Fen Board['s general counsel told]".
_SAYS_FOR = lazily(r"['’]s (?:[a-z][\w-]* ){1,4}?(?:said|says|told|wrote|warned|argued|announced|asked|urged)\b")


def _says(index: Index, who: Span) -> bool:
    """Tell whether whoever is named, or somebody of the body that is, says something behind the name."""
    of_body = index.body_from(who.start) is not None and _SAYS_FOR.match(index.text, who.end) is not None
    return of_body or _SAYS.match(index.text, who.end) is not None


def _named_from(index: Index, place: int) -> Span | None:
    """Return the body or the person whose name, or the title before it, begins at `place`."""
    body = index.body_from(place)
    if body is not None:
        return body.span
    met = (index.people.mentions[number] for number in index.people.within(Span(place, place + _TITLED)))
    return next((named.span for named in met if named.begins == place and not named.modifies), None)


_TITLED = 60  # characters of a title and a name


def _subject(index: Index, verb: int) -> Span | None:
    """Return the body or the person whose name stands, with what is told between commas, right before `verb`."""
    text, floor = index.text, index.page.sentences[index.page.sentence(verb)]
    end = verb + (text[verb] == ",")
    at = bisect_left(index.starts, verb)
    near = (entity.span for entity in index.entities[max(0, at - 3) : at] if entity.kind is EntityKind.ORGANIZATION)
    fits = (place for place in near if place.start >= floor and _BETWEEN.fullmatch(text, place.end, end))
    body = next((place for place in fits if not _OF_A_BODY.search(text, max(0, place.start - 12), place.start)), None)
    if body is not None:
        return body
    met = [index.people.mentions[number] for number in index.people.within(Span(floor, verb))[-2:]]
    people = (named for named in met if not named.modifies and _BETWEEN.fullmatch(text, named.span.end, end))
    alone = (who for who in people if not _OF_A_BODY.search(text, max(0, who.begins - 12), who.begins))
    return next((who.span for who in alone), None)


#: What is published in a journal, and what later words for it are.
_STUDIED = (
    r"(?i:findings?|results?|stud(?:y|ies)|research|papers?|work|reports?|analys[ie]s|data|articles?|details|reviews?|"
    r"models?|trials?|experiments?|survey|estimates?)"
)
_WHEN_PUT = r"(?: (?:(?:on |last |this |earlier )?(?:\w+day|week|month|year)|yesterday|today|online|recently|earlier))*"
#: Results[ were published on Monday in the journal Fen Ecology], researchers[, writing in the Lancet], say.
_PUBLISHED = lazily(
    rf"\b(?:{_STUDIED}\b[^.;:\n“”\"]{{0,90}}?\b(?:published|appeared|appearing|appears|described|detailed|reported)"
    rf"|(?:published|reported|described|detailed|presented) (?:their|its|his|her|the|these)(?: \w+)? {_STUDIED}"
    r"|[Ww]riting|(?:reported|report|wrote|write)(?=[^.;:\n“”\"]{0,20} in the (?:[a-z]+ )?(?:journal|magazine) [A-Z])"
    rf"){_WHEN_PUT} in (?:the )?(?P<told>(?:[a-z]+ )?(?:journal|magazine) )?(?P<journal>{CAPITALS})"
)
_IS_STUDIED = lazily(_STUDIED)
_TOLD_ONCE = 8_000  # characters before a study in which it was published


def paper_published(index: Index, phrase: Phrase, before: int) -> tuple[str, Span] | None:
    """Return the paper that "the study" at `before` is with the only journal that findings were published in before.

    No other paper may have been told of by that noun since: "another study".
    """
    if not (phrase.definite and _IS_STUDIED.fullmatch(phrase.first[-1].low) and is_bare(phrase)):
        return None
    found: dict[str, Span] = {}
    for put in _PUBLISHED.finditer(index.text, max(0, before - _TOLD_ONCE), before):
        place = Span(*put.span("journal"))
        out = _IS_OUT.search(index.text, put.start(), place.start) is not None
        if put["told"] or _is_journal(index, place, out=out):
            found[put["journal"]] = place
    if len(found) != 1:
        return None
    journal, place = found.popitem()
    own = re.compile(_THEIR.format(noun=re.escape(phrase.first[-1].low)), re.I)
    others = [noun for noun in lexicon().alike.get(phrase.head, ()) if not _IS_STUDIED.fullmatch(noun)]
    alike = re.compile(rf"[.!?]\s+(?:The|A|An|Another) (?:[\w-]+ )?(?:{'|'.join(others)})\b") if others else None
    if alike is not None and alike.search(index.text, place.end, before):
        return None  # "… in the BMJ. The poll came out. The survey"
    if any(told_anew(index.text, phrase.head, place.end, before)) or own.search(index.text, place.end, before):
        return None
    return f"{phrase.first[-1].text} published in {journal}", place


#: "[Their] data", "has [issued new] figures".
_THEIR = r"\b(?:its|their|his|her|issued|published|released) (?:own )?(?:[\w-]+ )?{noun}\b"
_IS_OUT = lazily(r"\b(?:published|appear\w+|[Ww]riting)\b")


def _is_journal(index: Index, place: Span, *, out: bool) -> bool:
    """Tell whether what something is told in is no town, language or chapter; a name that is `out` there needs no more.

    All others are of what is seen to be a body.
    """
    entity, name = index.entity(place), place.of(index.text)
    if entity is not None:
        return entity.kind is EntityKind.ORGANIZATION
    return out and " " in name and not lexicon().has("people.peoples", name.lower().rpartition(" ")[2])


#: "Ann Lee [of the] Fen Institute said".
_OF_A_BODY = lazily(r"\b(?:of|at|from|for|by|with|in|and|or) (?:the )?\Z")
