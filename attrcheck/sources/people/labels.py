"""A speaker's label of a transcript in, whom it names out: "A", "MS", "TOM HASK, HARBOUR MASTER", "HOST (Ann Lee)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.index import Index
from attrcheck.sources.people.people import Person
from attrcheck.sources.people.person_sources import person_source
from attrcheck.sources.source import Source, SourceKind, found_by
from attrcheck.sources.text.lexicon import honorifics, lexicon

__all__ = ["label_source"]

#: With a role: "TOM HASK, HARBOUR MASTER".
_TITLED = lazily(r"([A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+)+), ([A-Z][A-Z’'&/,. -]+)")
#: In capitals, and with a name in parentheses behind a role: "ANN LEE", "HOST (Ann Lee)".
_CAPITALS = lazily(r"[A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+)+")
_IN_PARENTHESES = lazily(r"([^()]+) \(([^()]+)\)")
#: A name that follows a label, "HOST" of "HOST (Ann Lee):".
_TOLD_BEHIND = lazily(r" \([^()\n]{3,40}\)(?=:)")
#: Who leads through a call and is no body.
_PRESENTERS = frozenset({"OPERATOR", "PRESENTER", "ANNOUNCER", "NARRATOR", "Operator"})
#: In the record of a house: "The MINISTER OF WORKS", "Mr. SPEAKER".
_OFFICE = lazily(r"(?:The|Mr\.?|Madam|Mrs\.?|Ms\.?) (?:[A-Z]+ )??([A-Z]{4,}(?: (?:OF|FOR|AND|THE|[A-Z]{3,}))*)")
_INITIALS = lazily(r"[A-Z]{2,3}|[A-Z](?:\.[A-Z]){1,2}\.?")
_ANSWERS, _QUESTIONS = frozenset({"a", "answer"}), frozenset({"q", "question"})
_ASKED = lazily(r"(?m)^[ \t]*(?:Q|Question)[.:][^\n]*")
#: Whom a question calls by name: "Ms Calder, when did you know?", "And then, Dr Lee?"
_CALLED = lazily(
    r"(?:(?<=[:.?] )((?:Mr|Ms|Mrs|Miss|Dr|Professor|Senator|Minister)\.? [A-Z][\w’'-]+),)|"
    r"(?:, ((?:Mr|Ms|Mrs|Miss|Dr|Professor|Senator|Minister)\.? [A-Z][\w’'-]+)(?=[,?.]))"
)
_FIRST_QUESTION = lazily(r"(?m)^[ \t]*(?:Q|Question)\b")


def label_source(
    index: Index, span: Span, numbers: Sequence[int], before: Mapping[str, Source], turns: Mapping[str, int]
) -> Source | None:
    """Return whom the label at `span` names, None for one that names them as any mention does.

    `numbers` are the mentions of people that it consists of, `before` the sources of earlier labels by their words,
    the latest last, `turns` how often each label stands in the article.
    """
    words = span.of(index.text).strip()
    titled = _TITLED.fullmatch(words)
    if titled is not None:
        bare = _without_title(titled[1])
        met = _written(bare, index.people.persons)
        known = met.name if met else bare
        firm = lexicon().has("bodies.last", titled[2].split()[-1].lower().rstrip("."))
        return Source(SourceKind.PERSON, known, "" if firm else titled[2], titled[2] if firm else "")
    if words in _PRESENTERS:
        return Source(SourceKind.ROLE, words, words)
    if words.lower() in _QUESTIONS:
        return Source(SourceKind.AUTHOR, "")
    if words.lower() in _ANSWERS:
        return replace(before[words], mention="") if words in before else _answering(index, span)
    office = _OFFICE.fullmatch(words)
    if office is not None and lexicon().is_role(office[1].partition(" ")[0].lower()):
        return Source(SourceKind.ROLE, office[1], office[1])
    again = _again(words, before)
    if again is not None:
        return again
    if _INITIALS.fullmatch(words):
        return _by_initials(index, span, words.replace(".", "")) or _asking(index, words, turns)
    told = _TOLD_BEHIND.match(index.text, span.end)
    if told is not None:  # the label was read without it
        span = Span(span.start, told.end())
        words = span.of(index.text)
    if numbers and not _CAPITALS.fullmatch(words):
        return None
    return _in_capitals(index, span, words) or _asking(index, words, turns)


def _without_title(words: str) -> str:
    """Return a name in capitals without the ranks and titles before it: "COL. ADAM REISS"."""
    lex = lexicon()
    first, _, rest = words.partition(" ")
    low = first.lower().rstrip(".")
    titles = low in honorifics() or lex.has("people.ranks", low) or low in lex.short
    titles = titles or (first.endswith(".") and len(low) > 1 and lex.is_role(low))
    return _without_title(rest) if titles and " " in rest else words


def _answering(index: Index, span: Span) -> Source | None:
    """Return the only one who is named before the first question, else the only one whom the questions call by name."""
    first = _FIRST_QUESTION.search(index.text)
    introduced = index.people.within(Span(0, first.start())) if first else ()
    called = (name for asked in _ASKED.finditer(index.text) for name in _CALLED.finditer(asked.group()))
    addressed = dict.fromkeys(name[1] or name[2] for name in called)
    mentions = index.people.mentions
    roles = [role for number in introduced for role in mentions[number].roles]
    apart = [n for n in introduced if not any(role.overlaps(mentions[n].span) for role in roles)]
    people = list(dict.fromkeys(index.people.persons[number] for number in apart))
    if len(people) != 1 and len(addressed) == 1:
        name = next(iter(addressed))
        people = [person for person in index.people.persons if name.endswith(f" {person.name.split()[-1]}")][:1]
        if not people:
            return found_by(Source(SourceKind.PERSON, name), "titled name")
    if len(people) != 1:
        return Source(SourceKind.PERSON, span.of(index.text), confidence=0.0)
    return found_by(person_source(index, people[0], span), "who")


def _again(words: str, before: Mapping[str, Source]) -> Source | None:
    """Return the source of an earlier label that this one shortens: "HOST" of "HOST (Ann Lee)", "LEE" of "ANN LEE"."""
    for longer in reversed(list(before)):
        source = before[longer]
        if longer == words and source.kind is SourceKind.PERSON and source.name.upper() != words:
            return replace(source, mention="")
        if longer != words and (longer.startswith(f"{words} (") or (words.isupper() and longer.endswith(f" {words}"))):
            return replace(source, mention="")
    return None


def _by_initials(index: Index, span: Span, letters: str) -> Source | None:
    """Return the only person, or else the only body, whose name has these initials: "MS" is Michael Siegel."""
    people = {person.name: person for person in index.people.persons if _has_initials(person.name, letters)}
    if len(people) == 1:
        return found_by(person_source(index, next(iter(people.values())), span), "initials")
    return None


def _has_initials(name: str, letters: str) -> bool:
    found = [word[0] for word in re.findall(r"\w[\w.’'-]*", name) if word[0].isupper()]
    return "".join(found) == letters or (len(letters) == 2 < len(found) and f"{found[0]}{found[-1]}" == letters)


def _asking(index: Index, words: str, turns: Mapping[str, int]) -> Source | None:
    """Return who asks under a label that is nobody's name, where the only other label of an interview is somebody's.

    Letters are the author's, a word in capitals is the paper: "PW", "STANDARD".
    """
    labels = {label for label, count in turns.items() if count > 1} - {words}
    other = labels.pop() if len(labels) == 1 and words.isupper() and words.isalpha() else ""
    letters = _INITIALS.fullmatch(other)
    answers = [
        person
        for person in index.people.persons
        if (_has_initials(person.name, other) if letters else other and person.name.split()[-1] == other.split()[-1])
    ]
    if not answers or _is_common(words.lower()):
        return None
    paper = next((body for body in index.bodies if _is_short_for(words.lower(), body.name.lower())), None)
    if paper is not None:
        return found_by(Source(SourceKind.OUTLET, paper.name, resolved_to=paper.span), "initials")
    return Source(SourceKind.AUTHOR, "") if _INITIALS.fullmatch(words) else Source(SourceKind.OUTLET, words)


def _is_short_for(letters: str, name: str) -> bool:
    """Tell whether a paper's name holds the letters in order, and begins with the first: "WN" is Wikinews."""
    place = iter(name)
    return name.startswith(letters[0]) and name != letters and all(letter in place for letter in letters)


def _in_capitals(index: Index, span: Span, words: str) -> Source | None:
    """Return the person whose whole name, or whose name behind a role, is the label."""
    parted = _IN_PARENTHESES.fullmatch(words)
    if parted is not None:
        inside = Span(span.end - len(parted[2]) - 1, span.end - 1)
        known = [index.people.persons[number] for number in index.people.within(inside)]
        role = parted[1].removeprefix("The ").removeprefix("the ")
        if known and lexicon().is_role(role.split(" ")[-1].lower()):
            return replace(person_source(index, known[0], span), role=role)
        return None
    *first, last = words.lower().split()
    short = bool(first) and "." not in words and last in lexicon().short  # "ALARA SEN"
    if not _CAPITALS.fullmatch(words) or any(_is_common(word) for word in (*first, *(() if short else (last,)))):
        return None
    person = _written(words, index.people.persons) or _called_so(index, words)
    return person_source(index, person, span) if person else Source(SourceKind.PERSON, words.title())


def _called_so(index: Index, words: str) -> Person | None:
    """Return the only one of a first name too whom `words` in capitals call Mr or the like: "MR. LEE"."""
    title, _, last = words.lower().partition(" ")
    title = title.rstrip(".")
    if title not in honorifics():
        return None
    sex = lexicon().has("people.honorifics_male", title) - lexicon().has("people.honorifics_female", title)
    named = list(index.surnames.get(last, ()))
    return named[0] if len(named) == 1 and named[0].sex * sex >= 0 else None


def _is_common(word: str) -> bool:
    lists = ("bodies.nouns", "outlets.nouns", "documents.nouns", "grammar.prepositions", "grammar.determiners")
    return any(lexicon().has(name, word) for name in lists) or lexicon().is_role(word)


def _written(words: str, people: Iterable[Person]) -> Person | None:
    """Return the person whom `words` in capitals name, where the text writes the name otherwise elsewhere."""
    return next((one for one in _named(words, people) if not one.name.isupper()), None)


def _named(words: str, people: Iterable[Person]) -> list[Person]:
    return [person for person in people if person.name.upper() == words]
