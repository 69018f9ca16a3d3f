"""Article, reading and attributions in, one `Scene` out: its index, and whom each source may stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from attrcheck.article import Article, Span
from attrcheck.reader import Attribution, EntityKind, Reading
from attrcheck.sources.bodies.bodies import find_bodies
from attrcheck.sources.bodies.body_signs import is_firm_of_two
from attrcheck.sources.index import Index, index_people, tidy
from attrcheck.sources.kinds import is_townsman
from attrcheck.sources.people.appositions import apposed_person, names_what_one_has, titled_by
from attrcheck.sources.people.bystanders import bystanders
from attrcheck.sources.people.descriptions import people_described
from attrcheck.sources.people.introductions import introductions
from attrcheck.sources.people.people import Person
from attrcheck.sources.people.people_at import people_at, people_known
from attrcheck.sources.pronouns.antecedents import Antecedent, Spoken
from attrcheck.sources.pronouns.earlier_subjects import spouse
from attrcheck.sources.pronouns.pronouns import chosen_pronouns, resolve_pronouns
from attrcheck.sources.pronouns.speakers import outermost
from attrcheck.sources.roles.office_log import holder
from attrcheck.sources.source import Nature, SourceKind
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.mentions import clamped, main_piece, padded
from attrcheck.sources.text.noun_phrases import read_phrase
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["Scene", "read_scene"]

#: Of several people, one who is named right behind: "One of the four, Ana Lom, said".
_ONE_OF_SEVERAL = re.compile(r"(?i:one|another)(?: of [^,.;:\n]{2,50})?")
#: The kinds by the names that the reader gives them.
_KIND_OF = {str(kind): kind for kind in SourceKind}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One article made ready: its text and index, the main span and the cue of each attribution, and who is meant.

    `antecedents` are whom pronouns stand for; `described` are the sources that are one person without a name, by where
    they begin, `meant` whom each of them may take up, `introduced` who is named behind it; `heads` are the numbers of
    the people that a source consists of; `kinds` are what the reader is sure that the sources are; `turns` count the
    sources without a cue by their words; `author` is the article's.
    """

    page: TextIndex
    index: Index
    mains: tuple[Span | None, ...]
    cues: tuple[str, ...]
    contents: tuple[tuple[Span, int], ...]
    antecedents: Mapping[int, Antecedent]
    described: Mapping[int, Person]
    bystanders: frozenset[Person]
    meant: Mapping[Span, Sequence[Person]]
    introduced: Mapping[Span, Person]
    heads: tuple[list[int], ...]
    kinds: tuple[SourceKind | None, ...]
    turns: Mapping[str, int]
    author: str
    chosen: Mapping[str, tuple[int, int]]


def _described(
    index: Index, meant: Mapping[Span, Sequence[Person]], behind: Mapping[Span, Person]
) -> dict[int, Person]:
    """Return, by where it begins, who each source is that is one person without a name: "a police spokesman".

    `meant` are those whom each source without a name may take up, the likeliest first.
    """
    found: dict[int, Person] = {}
    for span, people in meant.items():
        phrase = read_phrase(index.page, span)
        inside = ((n, index.people.mentions[n]) for n in index.people.within(span))
        named = [n for n, one in inside if index.text[one.span.start - 1] == "(" and not one.modifies]
        if named:
            found[span.start] = index.people.persons[named[0]]  # "the waiter (Kyle, who is new)"
            continue
        known = phrase.determiner or phrase.possessed or phrase.low.startswith(" one ")
        if phrase.plural or not (lexicon().is_role(phrase.head) or is_townsman(phrase)) or not known:
            continue
        held = holder(index, phrase, span.start)
        sex = lexicon().has("people.male", phrase.head) - lexicon().has("people.female", phrase.head)
        married = spouse(index, phrase, span)
        taken = married or next(iter(people), None) or behind.get(span)
        other = taken or Person(tidy(span.of(index.text)), span, sex=2 * sex)
        found[span.start] = index.people.persons[held[0]] if held else other
    return found


_LIKE = re.compile(r"(?<=\w), (?:un)?like (?=(?:the|his|her|their|an?|[A-Z]))")
_LIST = re.compile(r"[A-Z][\w’'-]+(?:, [A-Z][\w’'-]+)+,? (?:and|&) [A-Z][\w’'-]+")


def _is_list_of_bodies(index: Index, span: Span) -> bool:
    """Tell whether a source is a list of names of one word each, some of which the reader takes for bodies."""
    if not _LIST.fullmatch(index.text, span.start, span.end):
        return False
    low, high = bisect_left(index.starts, span.start), bisect_left(index.starts, span.end)
    return any(entity.kind is EntityKind.ORGANIZATION for entity in index.entities[low:high])


def _is_of_full_name(index: Index, span: Span) -> bool:
    """Tell whether somebody is named in full by whose last name a source at `span` goes."""
    return any(" " in index.people.persons[number].name for number in index.people.within(span))


def _people_of(index: Index, span: Span, seen: SourceKind | None) -> list[int]:
    """Return the numbers of the mentions of people that the source at `span` is, as the reader has `seen` it."""
    if is_firm_of_two(index.text, span) and not people_known(index, span):
        return []
    if lexicon().has("vague.faiths", span.of(index.text).lower()) and not _is_of_full_name(index, span):
        return []  # "Islam considers", where no Tariq Islam is named
    alike = _LIKE.search(index.text, span.start, span.end)
    span = Span(span.start, alike.start()) if alike else span  # "Lee's lawyer, like the unlucky Ann Hale"
    if names_what_one_has(index, span.start, span.end):
        return []
    found = people_at(index, span) or titled_by(index, span)
    bodily = seen is not None and seen.nature is Nature.BODY
    alone = len(found) == 1 and index.people.persons[found[0]].is_but_a_word
    if alone and (bodily or _is_list_of_bodies(index, span)):
        return []  # "Harrow said", where the reader sees a body speak
    if not found and _ONE_OF_SEVERAL.fullmatch(index.text, span.start, span.end):
        behind = index.people.within(Span(span.end, span.end + 3))
        found = [n for n in behind if index.text[span.end : index.people.mentions[n].span.start] == ", "]
    if found or seen not in (None, SourceKind.PERSON):
        return found
    number = apposed_person(index, span, is_person=seen is SourceKind.PERSON)
    return [] if number is None else [number]


def read_scene(article: Article, reading: Reading, attributions: Sequence[Attribution]) -> Scene:
    """Return the article made ready to answer whom each of its `attributions` means."""
    page, size = TextIndex(article), len(article.text)
    mains = tuple(main_piece(page, clamped(a.source, size)) for a in attributions)
    spans = sorted({span for span in mains if span is not None})
    index = index_people(page, reading.entities, spans)
    bodies = find_bodies(index)
    index = replace(index, bodies=bodies, body_at={place: body for body in bodies for place in body.places})
    kinds = tuple(_KIND_OF.get(a.kind) for a in attributions)
    numbers = tuple(_people_of(index, span, kind) if span else [] for span, kind in zip(mains, kinds, strict=True))
    nameless = dict.fromkeys(span for span, named in zip(mains, numbers, strict=True) if span and not named)
    meant = {span: people_described(index, read_phrase(page, span), span) for span in nameless}
    speaking = sorted(zip((m for m in mains if m), (n for m, n in zip(mains, numbers, strict=True) if m), strict=True))
    behind = introductions(index, [span for span, people in meant.items() if not people], speaking)
    described = _described(index, meant, behind)
    contents = tuple(sorted((s, i) for i, a in enumerate(attributions) for s in clamped(a.content, size)))
    others = bystanders(index, described)
    pieces = [clamped(a.content, size) for a in attributions]
    cues = tuple(padded(page, clamped(a.cue, size)) for a in attributions)
    spoken = Spoken(
        heads=frozenset(number for found in numbers for number in found),
        described=described,
        pronouns=frozenset(span.start for span in spans),
        owners=_with_unsaid(_owners(index, contents, mains, numbers), page, pieces, mains, cues),
        bystanders=others,
        is_named={
            span.start: kind is SourceKind.PERSON
            for span, kind in zip(mains, kinds, strict=True)
            if span is not None and kind in (SourceKind.PERSON, SourceKind.ROLE, SourceKind.ANONYMOUS)
        },
        named=_named_in(index, contents, mains),
    )
    told = (main for main, cue in zip(mains, cues, strict=True) if main is not None and not cue.strip())
    return Scene(
        page=page,
        index=index,
        mains=mains,
        cues=cues,
        contents=contents,
        antecedents=resolve_pronouns(page, index.people, spoken),
        described=described,
        bystanders=frozenset(others.values()) - frozenset(index.people.persons),
        meant=meant,
        introduced=behind,
        heads=numbers,
        kinds=kinds,
        turns=Counter(main.of(page.text) for main in dict.fromkeys(told)),
        author=article.author,
        chosen=chosen_pronouns(page, index.people),
    )


def _named_in(
    index: Index, contents: Sequence[tuple[Span, int]], mains: Sequence[Span | None]
) -> dict[int, frozenset[Person]]:
    """Return who is named in the statements of each source, by where that begins."""
    found: dict[int, frozenset[Person]] = {}
    for span, number in contents:
        main = mains[number]
        if main is not None:
            named = frozenset(index.people.persons[at] for at in index.people.within(span))
            found[main.start] = found.get(main.start, frozenset()) | named
    return found


def _owners(
    index: Index,
    contents: Sequence[tuple[Span, int]],
    mains: Sequence[Span | None],
    numbers: Sequence[Sequence[int]],
) -> dict[int, int]:
    """Return which source owns each quotation, by its number; none that stands in it.

    A source that is one person goes by where the name begins, "said Mayor [Lee]", any other by where it begins itself.
    """
    owners: dict[int, int] = {}
    for span, number in contents:
        main, named = mains[number], numbers[number]
        for at in index.page.quotations_in(span):
            if main is not None and not main.overlaps(index.page.quotations[at]):
                owners[at] = index.people.starts[named[0]] if len(named) == 1 else main.start
    return owners


#: What a quotation does not begin with, unless its marks are not those that belong together: "”, he said, “".
_NO_OPENING = re.compile(r"[“\"«'‘”’]?\s*[,.;:)]")


def _with_unsaid(
    owners: Mapping[int, int],
    page: TextIndex,
    pieces: Sequence[Sequence[Span]],
    mains: Sequence[Span | None],
    cues: Sequence[str],
) -> dict[int, int]:
    """Return `owners` with the quotations that name nobody: those are whose the statement before them is."""
    found = dict(owners)
    order = sorted((number for number, spans in enumerate(pieces) if spans), key=lambda number: pieces[number][0])
    for at, number in enumerate(order):
        if mains[number] is not None or cues[number].strip() or not at:
            continue
        if _NO_OPENING.match(page.text, pieces[number][0].start):
            continue
        before = pieces[outermost(pieces, order[:at])]
        gap = page.paragraph(pieces[number][0].start) - page.paragraph(before[-1].start)
        owner = next((found[q] for piece in before for q in page.quotations_in(piece) if q in found), None)
        if owner is not None and gap in (0, 1):
            for piece in pieces[number]:
                found.update(dict.fromkeys((q for q in page.quotations_in(piece) if q not in found), owner))
    return found
