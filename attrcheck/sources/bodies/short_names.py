"""Article text and entities in, what its bodies are called for short out: acronyms, first words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import Entity, EntityKind
from attrcheck.sources.bodies.body_signs import (
    HIS_BEHIND,
    LEGAL_FORM,
    bare_name,
    has_given_name,
    named_words,
    shortened,
)
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["LONGEST_SHORT_NAME", "acronyms", "opening_words", "short_names", "shortened_names"]

_LONGEST = 120  # characters of a body's name
_MOST_SHORTENED = 4  # names of a body that goes by one of them
LONGEST_SHORT_NAME = 12  # characters of its short form


def shortened_names(page: TextIndex, entities: Sequence[Entity]) -> dict[str, int]:
    """Return what bodies may be called for short, with where: "Halberd" Engines, Atlas "Rovers"; no place."""
    found: dict[str, int] = {}
    seen = Counter(entity.span.of(page.text) for entity in entities)
    placed = Counter(entity.span.of(page.text) for entity in entities if entity.kind is EntityKind.LOCATION)
    places = {name for name, count in placed.items() if 2 * count >= seen[name]}
    bodies = {entity.span.of(page.text) for entity in entities if entity.kind is EntityKind.ORGANIZATION}
    names = f" {' | '.join(bodies)} "
    somebody = {bare_name(page.text, entity) for entity in entities if entity.kind is EntityKind.PERSON}
    taken = places | {word for name in somebody if f" {name} " not in names for word in name.split(" ")[:-1]}
    for entity in entities:
        named = list(named_words(page, entity.span)) if entity.kind is EntityKind.ORGANIZATION else []
        if not 1 < len(named) <= _MOST_SHORTENED or any(word.possessive for word in named):
            continue
        words = [named[0].text] if named[0].start == entity.span.start and named[1].glued else []
        words += [named[-1].text] if lexicon().has("bodies.clubs", named[-1].low) else []
        for word in words:
            if not has_given_name(word) and not word.isupper() and word not in taken:
                found.setdefault(word, entity.span.start)
    return found


#: Behind the name of somebody.
_AGED = lazily(r",? \(?(?:aged )?\d\d(?:[,)]|\.(?=\s|\Z))")


def short_names(page: TextIndex, entities: Sequence[Entity]) -> dict[str, Span]:
    """Return the firms that an article also calls by their first words, by these: "Copperline" Brewing."""
    found: dict[str, Span] = {}
    others: list[tuple[str, str]] = []
    taken: Counter[str] = Counter()
    doubted, placed = set[str](), set[str]()
    first = _opening_firm(page, entities)
    for entity in entities:
        parts = list(named_words(page, entity.span)) if entity.span.end - entity.span.start < _LONGEST else []
        if len(parts) > 1 and entity.kind is EntityKind.ORGANIZATION:
            shorter = shortened(page.text, entity.span, [word.text for word in parts])
            if lexicon().has("bodies.clubs", parts[-1].low):
                others.append((parts[-1].text, entity.span.of(page.text)))  # "Leeds United" beside United Airlines
            for short in shorter or (parts[0].text,):
                known, name = found.get(short), entity.span.of(page.text)
                if shorter and (known is None or name.startswith(f"{known.of(page.text)} ")):
                    found[short] = entity.span
                elif not shorter or (known is not None and known.of(page.text) != name):
                    others.append((short, name))
        elif len(parts) > 1 and entity.kind is EntityKind.PERSON:
            taken.update(word.text for word in parts)
        elif parts and _AGED.match(page.text, entity.span.end):
            taken[parts[0].text] += 1  # "Copperline, 54, left"
        elif parts and HIS_BEHIND.match(page.text, entity.span.end):
            doubted.add(parts[0].text)  # somebody by the last name
        elif parts and entity.kind is EntityKind.LOCATION:
            placed.add(parts[0].text)
    # "Hartwell Police": a place, or one of several bodies; but not the "Torvald Fibre" of Torvald Fibre Ltd.
    sure = {short for short, span in found.items() if span == first and _is_first_meant(page, short, span, others)}
    taken.update(short for short, name in others if short in found and name not in found and short not in sure)
    unlike = {name for name in doubted | (placed - sure) if name in found and not _is_of_firms(page, found[name])}
    return {name: span for name, span in found.items() if not taken[name] and name not in unlike}


def _opening_firm(page: TextIndex, entities: Sequence[Entity]) -> Span | None:
    """Return the firm that the text opens with, by its name with a legal form, of which it tells: "Halberd Gold Inc".

    Its first word is its short name, though other firms share that and the reader takes it for a place's or somebody's.
    """
    first = next((e for e in entities if e.kind is EntityKind.ORGANIZATION), None)
    opens = first is not None and page.opens_sentence(
        first.span.start - page.text.startswith("<", first.span.start - 1)
    )
    formed = first is not None and opens and LEGAL_FORM.search(first.span.of(page.text)) is not None
    return first.span if first is not None and formed and page.paragraph(first.span.start) <= 1 else None


_SPEAKS = r"(?:said|says|told|reported|announced|declined|added|warned|expects|expected|plans)\b"


def _is_first_meant(page: TextIndex, short: str, span: Span, others: Iterable[tuple[str, str]]) -> bool:
    """Tell whether the `short` name stands alone for the firm at `span` before any of the `others` speaks."""
    if lexicon().has("bodies.states", short.lower()):
        return False
    if " " in short:
        return True
    whole = span.of(page.text)
    names = [name for one, name in others if one == short and not whole.startswith(name)]
    speaks = (re.search(rf"\b{re.escape(name)}\b\.?,? {_SPEAKS}", page.text) for name in names)
    rival = min((found.start() for found in speaks if found is not None), default=-1)
    alone = re.compile(rf"\b{re.escape(short)}\b(?! (?:and|&) [A-Z]| [A-Z])")
    return rival < 0 or alone.search(page.text, span.end, max(rival, span.end)) is not None


def _is_of_firms(page: TextIndex, span: Span) -> bool:
    """Tell whether a name is a word and else what firms' names are made of: "Copperline Brewing"."""
    return all(lexicon().has("bodies.firms", word.low) for word in list(named_words(page, span))[1:])


def opening_words(page: TextIndex, entities: Iterable[Entity]) -> frozenset[str]:
    """Return the first words of bodies' names of two words or more."""
    bodies = (e.span for e in entities if e.kind is EntityKind.ORGANIZATION)
    named = (list(named_words(page, span)) for span in bodies if span.end - span.start < _LONGEST)
    return frozenset(parts[0].text for parts in named if len(parts) > 1)


_OF_TWO = lazily(r"([A-Z])[\w’'-]+( (?:and|&) )([A-Z])")
_FEWEST = 3  # letters of a firm's short form
_BODIES = (EntityKind.ORGANIZATION, EntityKind.LOCATION)
_ACRONYM = lazily(r" \((?:the |or |“|\")*([A-Z][A-Za-z]*(?:[&.-][A-Z]\w*)*)[”\"]?\)")
#: "Far Air plc (the “Company”)", "(“Far” or the “Company”)".
_DEFINED = lazily(r" \((?:[^()\n]{0,40} or )?(?:the |hereinafter (?:the )?)?[“\"‘](?:the )?([A-Z][a-z]+)[”\"’]\)")
_EXPLAINED = lazily(r"\b([A-Z][A-Za-z]{1,7}) \((?:the )?([A-Z][^()\n]{3,80})\)")


def acronyms(page: TextIndex, entities: Sequence[Entity]) -> dict[str, Span]:
    """Return what acronyms stand for: "Full Name (FN)", "FN (Full Name)", else the one body with such initials."""
    found: dict[str, Span] = {}
    for match in _ACRONYM.finditer(page.text):
        if len(match[1]) > LONGEST_SHORT_NAME or len(match[1]) < 2:
            continue
        blended = _blended(page, match)
        if blended is not None:
            found.setdefault(match[1].lower(), blended)
            continue
        letters = [c.lower() for c in match[1] if c.isupper()]
        before = page.words(max(0, match.start() - 120), match.start())
        at = len(before)
        while letters and at:
            at -= 1
            if before[at].low[0] == letters[-1] and (before[at].named or before[at].low in ("in", "of", "on", "for")):
                letters.pop()
            elif before[at].named:
                break
        if not letters and at < len(before):
            found.setdefault(match[1].lower(), Span(before[at].start, before[-1].end))
            continue
        body = next((e.span for e in reversed(entities) if e.span.end == match.start()), None)
        if body is not None and " " in body.of(page.text) and match[1].isupper():
            found.setdefault(match[1].lower(), body)  # of another language: "Federal Security Service (FSB)"
    for match in _DEFINED.finditer(page.text):
        body = next((e.span for e in reversed(entities) if 0 <= match.start() - e.span.end < 7), None)
        if body is not None:
            found.setdefault(match[1].lower(), _with_name(page, entities, body))
    for match in _EXPLAINED.finditer(page.text):
        if _initials(page, Span(*match.span(2))) == match[1].lower():
            found.setdefault(match[1].lower(), Span(*match.span(2)))
    bodies: dict[str, list[Span]] = {}
    short = {match.group() for match in _SHORT_WORD.finditer(page.text)}
    for entity in entities:
        if entity.kind in _BODIES and entity.span.end - entity.span.start < _LONGEST:
            owner = _OWNER.match(page.text, entity.span.start, entity.span.end)
            name = Span(owner.end(), entity.span.end) if owner else entity.span
            for initials in _letters_of(page, name, short):
                bodies.setdefault(initials, []).append(name)
    for several in found.keys() & set(_of_several(page)):
        found.pop(several)
    for initials, spans in bodies.items():
        if len(initials) > 1 and len({span.of(page.text).lower() for span in spans}) == 1:
            found.setdefault(initials, spans[0])
    alone = {word.lower() for word in short if word.isupper()} - found.keys()
    found.update(_spelled_out(page, entities, alone))
    return found


#: A run of capitalised words with small ones between them: "Board for Ports and Sea Trade".
_RUN = lazily(r"\b[A-Z][\w’'-]*(?: (?:(?:of|for|and|&|the|on|in) ){0,2}[A-Z][\w’'-]*){2,9}")
_CAPITAL = lazily(r"[A-Z][\w’'-]*")


def _spelled_out(page: TextIndex, entities: Iterable[Entity], short: Set[str]) -> Iterable[tuple[str, Span]]:
    """Yield those of the `short` forms that are the initials of just one name, with it, though the reader cut that.

    A name ends where its run of capitalised words does, or its letters behind it: "Fen News Office FNO". It begins with
    that run or behind a state in it, and is nobody's. "Co" may give both its letters.
    """
    people = {e.span.start for e in entities if e.kind is EntityKind.PERSON}
    wanted = {letters for letters in short if len(letters) >= _FEWEST}
    found: dict[str, dict[str, Span]] = {}
    for run in _RUN.finditer(page.text) if wanted else ():
        words = [Span(*word.span()) for word in _CAPITAL.finditer(page.text, run.start(), run.end())]
        names = [word.of(page.text) for word in words]
        apart = names[-1].isupper() and len(names[-1]) >= _FEWEST
        apart = apart or page.text[: words[-1].start].endswith((" in ", " on "))  # "Board for Ports and Trade in Hull"
        if apart and len(names) > _FEWEST:
            words, names = words[:-1], names[:-1]
        starts = [0, *(at + 1 for at, name in enumerate(names) if name in _BEFORE_NAMES or names[: at + 1] == _STATES)]
        for first in (at for at in starts if at < len(names) and words[at].start not in people):
            letters = "".join(name[0] for name in names[first:]).lower()
            for spelled in (letters, f"{letters}o" if names[-1] == "Co" else letters):
                if spelled in wanted:
                    whole = Span(words[first].start, words[-1].end)
                    found.setdefault(spelled, {}).setdefault(whole.of(page.text).lower(), whole)
    yield from ((letters, next(iter(names.values()))) for letters, names in found.items() if len(names) == 1)


_BEFORE_NAMES = frozenset({"The", "US", "UK", "Federal", "National", "State"})
_STATES = ["United", "States"]


#: Whose a body is, by a small word: "[city's ]Department of Roads".
_OWNER = lazily(r"[a-z]+['’]s ")


def _of_several(page: TextIndex) -> Iterable[str]:
    """Yield the letters that the article gives behind the names of two bodies: "Fen Council (FC)", "Far Club (FC)"."""
    told: dict[str, set[str]] = {}
    for match in _ACRONYM.finditer(page.text):
        before = page.words(max(0, match.start() - 120), match.start())
        word = before[-1] if before else None
        if word is None or not word.named:
            continue
        first = next((w for w in reversed(before) if w.low[0] == match[1][0].lower() and w.named), word)
        name = Span(first.start, word.end)
        if _initials(page, name) == match[1].lower():
            told.setdefault(match[1].lower(), set()).add(name.of(page.text).lower())
    yield from (letters for letters, names in told.items() if len(names) > 1)


def _with_name(page: TextIndex, entities: Sequence[Entity], body: Span) -> Span:
    """Return a firm's name with what stands before its last word where the reader took that alone: "Far Air, [Inc]"."""
    if not lexicon().has("bodies.firms", body.of(page.text).lower().rstrip(".")):
        return body
    before = (e.span for e in entities if page.text[e.span.end : body.start] in (" ", ", "))
    return Span(min((span.start for span in before), default=body.start), body.end)


def _blended(page: TextIndex, match: re.Match[str]) -> Span | None:
    """Return the body right before a short form in parentheses that is made of its words' beginnings: "Phivolcs"."""
    if match[1].isupper() and match[1].isalpha():
        return None
    found = page.words(max(0, match.start() - _LONGEST), match.start())
    at = len(found) - 1
    while (
        at > 0
        and (found[at - 1].named or found[at - 1].low in ("of", "and", "for", "the", "de", "in"))
        and (found[at].glued or page.text[found[at - 1].end : found[at].start] == " & ")
    ):
        at -= 1
    short = match[1].lower().replace("-", "").replace(".", "").replace("&", "a")
    # What stands before another body's name is not part of it: "Tesco and the [Salling Group]".
    determiners = lexicon().sets["grammar.determiners"]
    for first in (n for n in range(at, len(found) - 1) if found[n].named and found[n].low not in determiners):
        words = [w.low for w in found[first:] if w.low not in ("of", "for", "the", "de")]
        if _spells(short, words):
            return Span(found[first].start, found[-1].end)
    return None


def _spells(short: str, words: Sequence[str]) -> bool:
    """Tell whether `short` is made of beginnings of `words`, in order, of the first one too; some may be left out."""
    if not short:
        return True
    if not words:
        return False
    word, rest = words[0], words[1:]
    shared = [taken for taken in range(1, len(word) + 1) if short.startswith(word[:taken])]
    return any(_spells(short[taken:], rest[at:]) for taken in shared for at in range(max(1, len(rest))))


#: What may be a short form: "MoD", "D.O.T.".
_SHORT_WORD = lazily(r"\b[A-Z](?:\w|\.(?=[A-Z])){1,12}\b")


def _letters_of(page: TextIndex, span: Span, short: Set[str]) -> Iterable[str]:
    """Yield the initials of a body's name, also without its legal form or state: "FF" Co Ltd, Federal "FFA".

    Small words count, "MoD", where one of the `short` words of the text is so written.
    """
    letters, name = _initials(page, span), span.of(page.text)
    yield letters
    written = "".join(word.text[0] for word in page.words(span.start, span.end) if word.low not in ("the", "a", "an"))
    forms = (written, written.upper(), ".".join(written.upper()))  # but no Bob for the Bank of Baroda
    if _FEWEST <= len(written) != len(letters) and not short.isdisjoint(forms):
        yield written.lower()
    of_two = _OF_TWO.match(name)
    if of_two is not None:
        yield "".join(of_two.groups()).lower()  # "M and F", of Marsh and Fen
    if len(letters) > _FEWEST and lexicon().has("people.federal", name.partition(" ")[0].lower().rstrip(".")):
        yield letters[1:]
    while len(letters) > _FEWEST and (form := LEGAL_FORM.search(name)) is not None:
        name, letters = name[: form.start()], letters[:-1]
        yield letters


def _initials(page: TextIndex, span: Span) -> str:
    return "".join(word.low[0] for word in page.words(span.start, span.end) if word.text[0].isupper())
