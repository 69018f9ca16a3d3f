"""The index of an article and "the report" out of it in, the fullest words out that the article has for the same.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.index import Index
from attrcheck.sources.papers.paper_phrases import CAPITALS, MADE_THEN, NONE, SAME, phrase_at, phrase_with_tail
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase, in_name, singular

__all__ = ["DAY_AT_END", "body_in_full", "is_bare", "last_paper", "paper_in_full", "paper_told"]


_OF_BODY = lazily(rf" (?:of|for)(?: the)? {CAPITALS}")
#: "The animal welfare group [Kinder Barns]".
_CALLED = lazily(r" ([A-Z][\w’'-]*(?:(?: (?:for|of|and|the)){0,2} [A-Z][\w’'-]*){0,5})")
_OPENING = 3  # the last paragraph that tells what a headline is about
_LOOKED = 40  # places of a noun that are looked at
_SIZED = lazily(r"[\w,]+-(?:page|paragraph|word|minute|second|line|point)(?:-long)?")  # "the 172-page report"
_NEW = frozenset({"a", "an", "another"})
#: What is told of so is no paper that was told of before: "an additional report".
_OTHERS = frozenset({"additional", "similar", "individual", "other", "further", "different", "certain"})
_AGAIN = frozenset({"itself", "themselves", "also"})


def paper_in_full(index: Index, phrase: Phrase, span: Span) -> Span | None:
    """Return where the article says most of the paper that "the report" at `span` takes up, None for no more than that.

    A paper of a headline or introduced without more is told of later; all others before.
    """
    if not phrase.first or not _says_little(index, phrase) or _tells_which(phrase):
        return None
    noun = phrase.first[-2].low if phrase.head in _AGAIN and len(phrase.first) > 1 else phrase.head
    alike = lexicon().alike.get(noun, frozenset()) if noun != "statement" or is_bare(phrase) else ()
    alike = () if any(word.named for word in phrase.first[:-1]) else alike  # "NASA data" are no other's figures
    for nouns in ({noun}, alike):
        found = [place for place in _fuller(index, nouns, span) if nouns is alike or _is_as_many(index, phrase, place)]
        before = [place for place in found if place.start < span.start]
        if nouns is alike:
            before = [place for place in before if not _is_told_by(index, noun, Span(place.end, span.start))]
            found = [
                *before,
                *(place for place in found if place.start > span.start and not _is_new(index, span, place)),
            ]
        if phrase.definite and before:
            near = phrase.determiner in ("this", "that", "these", "those")
            best = max(before, key=lambda place: (_named_words(index, place) and not near, place.start))
            since = _other_since(index, phrase, Span(best.end, span.start))
            later = [place for place in before if since is not None and place.end >= since.end]
            return best if since is None else later[-1] if later else since
        if found and (phrase.definite or index.page.paragraph(span.start) <= 1):
            after = [place for place in found if place.start > span.start]
            early = (place for place in after if index.page.paragraph(place.start) <= _OPENING)
            return next((place for place in early if _named_words(index, place)), next(iter(after), None))
    last = last_paper(index, span.start, introduced=True) if noun == "document" and is_bare(phrase) else None
    if phrase.definite and last is not None and len(index.page.words(last.start, last.end)) > 1:
        return last
    return phrase_with_tail(index, phrase, span)


def _is_as_many(index: Index, phrase: Phrase, place: Span) -> bool:
    """Tell whether one paper is told of at `place` if `phrase` is of one, and several if that tells more of several."""
    one = phrase.head
    nouns = [word.low for word in index.page.words(place.start, place.end) if singular(word.low) == one]
    if not phrase.plural:
        return not nouns or one in nouns
    return not nouns or len(phrase.first) == 1 or phrase.first[-1].low in nouns  # "the letters" may be one letter's


#: "The relevant law" is whichever fits, and "the latest surveys" are none told of.
_WHICHEVER = frozenset({"relevant", "applicable", "respective", "corresponding", "appropriate"})


def _tells_which(phrase: Phrase) -> bool:
    """Tell whether a phrase tells by itself which of several papers it is of."""
    told = {word.low for word in phrase.first[:-1]}
    return bool(told & _WHICHEVER) or (phrase.plural and bool(told & {"latest", "recent", "newer"}))


#: Whoever does so makes one more of what shows something: "A neighbour [filmed] it".
_SHOWS = frozenset({"video", "footage", "clip", "recording"})
_SHOOTS = lazily(r"\b(?:filmed|videoed|videotaped|recorded|(?:filming|recording) (?:it|him|her|them|the))\b")


def _is_told_by(index: Index, noun: str, gap: Span) -> bool:
    """Tell whether another paper is told of by `noun` in the `gap`, or made there: "released bodycam [footage]"."""
    told = re.compile(rf"(?<!\bthe )(?<!\bthis )(?<!\bthat )\b(?!(?:the|this|that)\b)[\w-]+ {re.escape(noun)}\b", re.I)
    shot = noun in _SHOWS and _SHOOTS.search(index.text, gap.start, gap.end) is not None
    return shot or told.search(index.text, gap.start, gap.end) is not None


def _is_new(index: Index, span: Span, place: Span) -> bool:
    """Tell whether what is told of at `place`, behind `span`, is new there: "a clip", which no headline told of."""
    paragraph, first = index.page.paragraph(span.start), index.page.words(place.start, place.end)[0]
    before = index.page.words(max(0, place.start - 12), place.start)[-1:]
    headed = paragraph == 0 < index.page.paragraph(place.start)
    return not headed and any(word.low in _NEW for word in (*before, first))


#: "[A second] study", of which no more is told, is another.
_OTHER = r"\b(?:a (?:second|third|fourth|separate|different|further|later|newer)|another)(?: [a-z-]+){{0,2}}? {noun}\b"


def _other_since(index: Index, phrase: Phrase, gap: Span) -> Span | None:
    """Return where another paper is told of last in the `gap` by the noun of `phrase`: "a second study"."""
    if phrase.plural:
        return None
    other = re.compile(_OTHER.format(noun=re.escape(phrase.head)), re.I)
    return next((Span(*m.span()) for m in reversed(list(other.finditer(index.text, gap.start, gap.end)))), None)


#: When a paper was out tells nothing of which it is: "guidelines for the police[ on Tuesday]".
DAY_AT_END = lazily(r"(?<=\w) (?:on )?(?:\w+day|yesterday|today)(?: (?:morning|afternoon|evening|night))?\Z")
_ONE = lazily(r"an? ", re.I)  # "a massive police" operation


def body_in_full(index: Index, phrase: Phrase, before: int) -> Span | None:
    """Return where the article last said more of the body than "the ministry" at `before`: "the health ministry"."""
    if _is_of_two_nouns(phrase):
        return _named_so(index, phrase, before)
    if not (phrase.definite or len(phrase.words) == 1) or len(phrase.first) != 1:
        return None
    low = phrase.first[0].low
    if not phrase.determiner and lexicon().has("bodies.clubs", low):
        return None  # "City" is a club for short
    governs, is_force = (lexicon().has(name, low) for name in ("bodies.governing", "bodies.forces"))
    places = index.page.places(low)
    called = phrase.first[0].text.islower() and not (is_force or governs)  # "the government Bank of Fen"
    for place in reversed(places[max(0, bisect_left(places, before) - _LOOKED) : bisect_left(places, before)]):
        end = place + len(low)
        name = _CALLED.match(index.text, end) if called and index.text[place:end].islower() else None
        found = Span(*name.span(1)) if name else phrase_at(index, place, _OF_BODY)
        if name:
            return found
        several = index.text[place : end + 1].lower().endswith("s") and not low.endswith("s")
        if found is None or _tells_of_people(index, found) or (several and not phrase.plural):
            continue
        by_name = governs or (is_force and _ONE.match(index.text, found.start))
        if not by_name or _named_words(index, found):
            return _only_name(index, found)
    return _only_force(index) if is_force and not phrase.determiner else None


def _is_of_two_nouns(phrase: Phrase) -> bool:
    """Tell whether a phrase is of a body by two small words: "the editorial board"."""
    small = len(phrase.first) == 2 and all(word.text.islower() and not word.possessive for word in phrase.first)
    return small and phrase.determiner == "the" and phrase.simple and not phrase.plural


def _named_so(index: Index, phrase: Phrase, before: int) -> Span | None:
    """Return where both words of a phrase stand behind a name before: "the [Fen Times editorial board]"."""
    said = Span(phrase.first[0].start, phrase.first[-1].end).of(index.text)
    for place in reversed(index.page.places(said)):
        found = phrase_at(index, place + len(said) - len(phrase.first[-1].text)) if place < before else None
        if found is not None and found.end == place + len(said) and _named_words(index, found):
            return found
    return None


#: "Hull police", "the Fen and Vale Police".
_FORCE = lazily(
    r"\b([A-Z][\w’-]+(?: (?:and )?[A-Z][\w’-]+){0,3}) [Pp]olice\b"
    r"(?! (?:station|custody|cells?|car|work|chief|\w+(?:ers?|or|men|man|women|woman))\b)"
)


def _only_force(index: Index) -> Span | None:
    """Return where the one police force stands that the article names, by its place."""
    found: dict[str, Span] = {}
    for force in _FORCE.finditer(index.text):
        opening, _, rest = force[1].partition(" ")
        start = force.end(1) - len(rest) if lexicon().has("grammar.not_names", opening.lower()) else force.start(1)
        entity = index.entity(Span(start, start + 1)) if start < force.end(1) else None
        if entity is not None and entity.kind is not EntityKind.PERSON:
            found.setdefault(index.text[start : force.end()].lower(), Span(start, force.end()))
    return next(iter(found.values())) if len(found) == 1 else None


def last_paper(index: Index, before: int, *, introduced: bool = False) -> Span | None:
    """Return the paper that was told of last in the two sentences before `before`, with what the article says of it.

    With `introduced` it is one that the article tells of there for the first time: "a petition", "another letter".
    """
    first = max(0, index.page.sentence(before) - 2)
    near = index.page.words(index.page.sentences[first], before)
    for at in reversed(range(len(near))):
        word, new = near[at], at > 0 and near[at].glued and near[at - 1].low in _NEW
        if at and near[at].glued and near[at - 1].low in NONE:
            continue
        if near[at + 1 : at + 2] and near[at + 1].glued and near[at + 1].text[0].isdigit():
            continue  # "a record 5,000"
        if lexicon().has("documents.nouns", singular(word.low)) and not word.possessive and (new or not introduced):
            return phrase_at(index, word.start) or Span(word.start, word.end)
    return None


def paper_told(index: Index, span: Span) -> Span:
    """Return the paper named at `span`, a noun and what stands before it, with what tells which one it is."""
    found = phrase_at(index, index.page.words(span.start, span.end)[-1].start)
    return Span(span.start, max(span.end, found.end)) if found else span


def _tells_of_people(index: Index, span: Span) -> bool:
    """Tell whether all that stands before a noun is about somebody of the body: "an unnamed ministry" official."""
    words = [word.low for word in index.page.words(span.start, span.end)][:-1]
    about = [low for low in words if not lexicon().has("grammar.determiners", low)]
    return bool(about) and all(low in _OF_PEOPLE or lexicon().has("people.status", low) for low in about)


_OF_PEOPLE = frozenset({"unnamed", "unidentified", "anonymous"})
#: "The US city of [White Fen]".
_PLACE = lazily(r"\b(?:city|town|village|municipality|borough|island|state|province) of ([A-Z][^,]*)\Z")


def _only_name(index: Index, span: Span) -> Span:
    """Return `span` without the small words before a name: "the charity [Green Shore Trust]"."""
    words = index.page.words(span.start, span.end)
    place = _PLACE.search(index.text, span.start, span.end)
    if place is not None:
        return Span(*place.span(1))
    first = next((at for at, word in enumerate(words) if word.named), 0)
    whole = first and all(in_name(word) for word in words[first:])
    return Span(words[first].start, span.end) if whole else span


def _named_words(index: Index, span: Span) -> bool:
    words = index.page.words(span.start, span.end)
    return any(word.named for word in words[1:]) or bool(words and words[0].possessive)


def is_bare(phrase: Phrase) -> bool:
    """Tell whether a phrase tells nothing of which paper it is: "the same study", "the 90-page report"."""
    told = (word.low for word in phrase.first[:-1])
    return all(low in SAME or low == "proposed" or _SIZED.fullmatch(low) for low in told)


_IS_MADE = lazily(rf",? {MADE_THEN}")


def _is_made(index: Index, phrase: Phrase) -> bool:
    """Tell whether a phrase tells no more behind its noun than when it was out: "the report [released on Monday]"."""
    return bool(phrase.rest) and bool(_IS_MADE.fullmatch(index.text, phrase.first[-1].end, phrase.rest[-1].end))


def _says_little(index: Index, phrase: Phrase) -> bool:
    first = [word for word in phrase.first if word.low not in _AGAIN and not _SIZED.fullmatch(word.low)]
    small = all(word.low in SAME or not word.possessive for word in first[:-1])
    rest = [] if _is_made(index, phrase) else [word.low for word in phrase.rest]
    # "The Rivers Act", but "Safety report" and "the Turkish statement".
    named = any(w.named and not lexicon().has("people.peoples", w.low) for w in first[not phrase.determiner : -1])
    return small and not named and len(first) < 3 and (not rest or set(rest) <= _AGAIN)


def _fuller(index: Index, nouns: Iterable[str], besides: Span) -> Iterator[Span]:
    """Yield where phrases of one of `nouns` stand that say more than that, in order."""
    places = sorted(place for noun in nouns for place in index.page.places(noun))
    at, counted = bisect_left(places, besides.start), _counted(index, besides)
    for place in places[max(0, at - _LOOKED) : at + _LOOKED]:
        if besides.start <= place < besides.end:
            continue
        found = phrase_at(index, place)
        if found is None or not counted <= _counted(index, found) or _is_of_a_work(index, found):
            continue
        if not any(word.low in _OTHERS for word in index.page.words(found.start, place)):
            yield found


def _is_of_a_work(index: Index, span: Span) -> bool:
    """Tell whether a title is no paper's but a book's or a song's, as "The" within a sentence tells."""
    words = index.page.words(span.start, span.end)
    titled = words[0].text == "The" and all(word.named for word in words[1:])
    return titled and not index.page.opens_sentence(words[0].start)


#: Which one of several papers it is.
_WHICH = lazily(r"(?:1[5-9]|20)\d\d|first|second|third|fourth|fifth")


def _counted(index: Index, span: Span) -> set[str]:
    """Return the years and ordinals at `span`: "the [2006] census" is not "the 2011 census"."""
    return {word.low for word in index.page.words(span.start, span.end) if _WHICH.fullmatch(word.low)}
