"""Reading in, attributions out: who is said to have said what, and quotation marks that nobody owns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from attrcheck.article import MARKS, Article, Quotation, Span, find_quotations, sentences_of
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act, act_of, continues, is_survey, passes_on
from attrcheck.reader.introduced import Introductions, account_before
from attrcheck.reader.reading import EntityKind, Linked, Reading
from attrcheck.reader.relayed import relayed
from attrcheck.reader.repair import repair
from attrcheck.reader.source_bounds import whole_names
from attrcheck.reader.spans import WORD, Ranges
from attrcheck.reader.unowned import UNOWNED_WORDS, Neighbours, gone_on, is_title_or_name, only_names, owner_of

__all__ = ["attribute", "attribution_of"]

#: How sure a row is that rests on quotation marks alone, and one that goes on from a survey's findings.
_UNOWNED_CONFIDENCE, _CONTINUED_CONFIDENCE = 0.5, 0.2
#: Sentences, and paragraphs after its own, over which a survey's findings may go on.
_FURTHER_SENTENCES, _FURTHER_PARAGRAPHS = 4, 1
#: A nested attribution that is less sure, or shorter in words, is no row.
_NESTED_FROM, _NESTED_WORDS = 0.6, 4


#: Characters before a statement in which the colon stands that leads to it.
_LEAD = 40
#: Marks that end what somebody said.
_CLOSING = frozenset('”"’')

#: Kinds of entities that a source does not end in.
_NAMES = frozenset({EntityKind.PERSON})


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans that begin no earlier than where the one before ends."""
    end = 0
    for span in sorted(spans):
        if span.start >= end:
            end = span.end
            yield span


def _form(content: Sequence[Span], quoted: Ranges, text: str) -> Form:
    inside = outside = 0
    for span in content:
        at = span.start
        for piece in quoted.meeting(span):
            inside += len(WORD.findall(text, max(piece.start, span.start), min(piece.end, span.end)))
            outside += len(WORD.findall(text, at, max(at, piece.start)))
            at = piece.end
        outside += len(WORD.findall(text, at, max(at, span.end)))
    if not inside:
        return Form.INDIRECT
    return Form.MIXED if outside else Form.DIRECT


def _is_stray(one: Linked, text: str) -> bool:
    """Tell whether `one` is a piece of a sentence that nobody and no verb says: "a plan [to widen the harbour]".

    A whole sentence is where the network is unsure of it, unless a colon leads to it or a mark closes it. What was
    parted from another row has no scores: its source and cue stand there.
    """
    if one.source or one.cue:
        return False
    start, end = one.content[0].start, one.content[-1].end
    led_to = text[max(0, start - _LEAD) : start].rstrip().endswith(":")
    closed = not _CLOSING.isdisjoint(text[end - 1 : end + 1])
    return text[start].islower() or (one.confidence < _UNOWNED_CONFIDENCE and not (led_to or closed))


def _act(one: Linked, form: Form, text: str) -> Act:
    """Return the act of the cue's words, the model's guess where none of them is known; a bare quotation states."""
    words = " ".join(span.of(text) for span in one.cue)
    act = act_of(words)
    if act is not None:
        return act
    spoken = form is not Form.INDIRECT or not any(c.isalnum() for c in words)
    return Act.STATEMENT if spoken else one.act or Act.OTHER


def attribution_of(article: Article, one: Linked) -> Attribution:
    """Return `one` as it stands, with the act and the form that its words tell."""
    quotations = find_quotations(article.text, [p.span for p in article.readable])
    quoted = Ranges(span for quotation in quotations for span in quotation.spans)
    return _attribution(one, _form(one.content, quoted, article.text), article.text)


def _attribution(one: Linked, form: Form, text: str) -> Attribution:
    # Two decimals: further ones differ from processor to processor.
    act, sure = _act(one, form, text), max(round(one.confidence, 2), 0.01)
    sourced = round(one.scores.source * one.scores.to_source, 2) if one.scores else 1.0
    return Attribution(one.source, one.cue, one.content, act, form, sure, kind=one.kind, sourced=sourced)


def _nested(reading: Reading, text: str) -> Iterator[Attribution]:
    """Yield what a quotation's speaker says that others said."""
    for one in reading.nested:
        words = [" ".join(span.of(text) for span in spans) for spans in (one.cue, one.source, one.content)]
        sure = one.source and one.confidence >= _NESTED_FROM and len(WORD.findall(words[2])) >= _NESTED_WORDS
        if sure and passes_on(words[0], words[1]):
            form = Form.DIRECT if words[2][0] in MARKS and words[2][-1] in MARKS else Form.INDIRECT
            yield _attribution(one, form, text)


#: Whom words within what somebody reports are of: "when she asked, [Moss] [had replied]: “…”".
_REPORTED = re.compile(
    r"(?<![\w’'-])(?P<who>(?:[A-Z][\w’'-]+ )?[A-Z][\w’'-]+|[Hh]e|[Ss]he|[Tt]hey) "
    r"(?P<cue>(?:(?:had|has|then|later|once|just) )?"
    r"(?:replied|said|answered|shouted|asked|wrote|screamed|yelled|warned|whispered|"
    r"told (?:her|him|them|us|me))),?:? \Z"
)
_FEWEST_REPORTED = 4  # words


def _relayed(found: Sequence[Attribution], quoted: Ranges, text: str) -> Iterator[Attribution]:
    """Yield what others are to have said within the statements of `found`."""
    for one in relayed(found, text):
        yield replace(_attribution(one, _form(one.content, quoted, text), text), relayed=True)


def _start(quotation: Quotation) -> int:
    return quotation.spans[0].start


def _reported(
    quotations: Sequence[Quotation], found: Sequence[Attribution], names: Ranges, text: str
) -> Iterator[Attribution]:
    """Yield the quotations within statements that tell right before them who is to have said so."""
    told = [(at, who) for at in quotations if (who := _REPORTED.search(text, max(0, _start(at) - 80), _start(at)))]
    told = [(at, who) for at, who in told if len(WORD.findall(at.inner(text))) >= _FEWEST_REPORTED]
    if not told:
        return
    taken = Ranges({span for one in found for span in (*one.source, *one.cue)})
    contents = Ranges({span for one in found if one.source and one.cue for span in one.content})
    for quotation, who in told:
        around = contents.meeting(Span(who.start(), who.end()))
        if around and around[0].start <= who.start() and not taken.meeting(Span(*who.span())):
            said, cue = (Span(*who.span(part)) for part in ("who", "cue"))
            whole = next((name for name in names.meeting(said) if name.end == said.end), said)  # "[Mary ]Ann Hale"
            yield Attribution((whole,), (cue,), quotation.spans, Act.STATEMENT, Form.DIRECT, _UNOWNED_CONFIDENCE)


def _continued(article: Article, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield sentences without a cue that follow a survey's or a study's finding and give more of its figures."""
    text = article.text
    paragraphs = article.readable
    taken = Ranges({span for one in found for span in (*one.source, *one.cue, *one.content)})
    openings = [paragraph.span.start for paragraph in paragraphs]
    for one in found:
        said_by = " ".join(span.of(text) for span in (*one.source, *one.cue))
        if not one.cue or one.act is not Act.STATEMENT or not is_survey(said_by):
            continue
        first = bisect_right(openings, one.content[-1].start) - 1
        behind = max(span.end for span in (*one.source, *one.cue, *one.content))
        sentences = (
            sentence
            for paragraph in paragraphs[first : first + 1 + _FURTHER_PARAGRAPHS]
            for sentence in sentences_of(text, paragraph.span)
            if sentence.end > behind
        )
        for number, sentence in enumerate(sentences):
            rest = Span(max(sentence.start, behind), sentence.end)
            if number == 0 and not WORD.search(text, rest.start, rest.end):
                continue
            if number > _FURTHER_SENTENCES or taken.meeting(sentence) or not continues(sentence.of(text), said_by):
                if number:
                    break
                continue
            yield Attribution(
                one.source, (), (sentence,), Act.STATEMENT, Form.INDIRECT, _CONTINUED_CONFIDENCE, continues=True
            )


def _named(one: Attribution, speaker: Span) -> Attribution:
    """Return `one`, which nobody was read to say, with `speaker` as its source."""
    return replace(one, source=(speaker,), confidence=max(one.confidence, _UNOWNED_CONFIDENCE))


def _said_by(source: tuple[Span, ...], quotation: Quotation) -> Attribution:
    return Attribution(source, (), quotation.spans, Act.STATEMENT, Form.DIRECT, _UNOWNED_CONFIDENCE)


def _stands_apart(one: Attribution, quotation: Quotation, introduced: Span, text: str) -> bool:
    """Tell whether `one` has words of its own, and its source and cue neither introduce the quotation nor follow it."""
    parts = (*one.source, *one.cue)
    own = [span for span in one.content if not any(span.overlaps(piece) for piece in quotation.spans)]
    line = text.find("\n", quotation.spans[-1].end)
    behind = len(text) if line < 0 else line
    return bool(parts and own) and all(span.end <= introduced.start or span.start >= behind for span in parts)


def _is_of_heading(one: Attribution, introduced: Span) -> bool:
    """Tell whether the source of `one` is the whole line that introduces somebody, or some words of who that is.

    "A message from [Ann Lee]", "[Our] reporter Ann Lee".
    """
    if len(one.source) != 1:
        return False
    source = one.source[0]
    inside = introduced.start <= source.start and source.end <= introduced.end
    return inside or (source.start < introduced.start and introduced.end <= source.end + 1)


def _is_piece(one: Attribution, quotation: Quotation) -> bool:
    """Tell whether `one` is of nobody and no more than a piece of the quotation, which somebody owns."""
    inside = all(any(span.start >= s.start and span.end <= s.end for s in quotation.spans) for span in one.content)
    return inside and not one.source and not one.cue


def _gather(
    found: list[Attribution], owner: int, quotation: Quotation, covered: Ranges, owners: Mapping[Span, int]
) -> set[int]:
    """Give the paragraphs of a quotation that has several to the row numbered `owner`, but for those of somebody else.

    `owners` are the numbers of the rows that hold each of the contents `covered`. Return the rows left with nothing.
    """
    if len(quotation.spans) == 1:
        return set()
    held = [{owners[span] for span in covered.meeting(piece)} for piece in quotation.spans]
    parts = {one for each in held for one in each if one != owner and _is_piece(found[one], quotation)}
    own = [span for span, each in zip(quotation.spans, held, strict=True) if each <= {owner} | parts]
    kept = [span for span in found[owner].content if not any(span.overlaps(piece) for piece in own)]
    found[owner] = replace(found[owner], content=tuple(sorted((*kept, *own))))
    return parts


def _begun(
    quotation: Quotation, covered: Ranges, owners: Mapping[Span, int], found: Sequence[Attribution], text: str
) -> int | None:
    """Return the number of the row with a source whose statement begins where the quotation does, None for none.

    One that does not end as what is said does may have lost its mark: "“To the sea—go! … later wrote that “".
    """
    if quotation.inner(text)[-1:] not in (".", "!", "?", "…", ","):
        return None
    start = quotation.spans[0].start
    first = next(iter(covered.meeting(Span(start, start + 1))), None)
    owner = owners[first] if first is not None and first.start == start else None
    return owner if owner is not None and found[owner].source and found[owner].cue else None


def _without(one: Attribution, quotation: Quotation) -> Attribution:
    kept = [span for span in one.content if not any(span.overlaps(piece) for piece in quotation.spans)]
    return replace(one, content=tuple(kept))


def _with_all_of(one: Attribution, quotation: Quotation, quoted: Ranges, text: str) -> Attribution:
    """Return `one` with the whole quotation in its statement."""
    content = tuple(sorted((*_without(one, quotation).content, *quotation.spans)))
    return replace(one, content=content, form=_form(content, quoted, text))


def _stated(article: Article, reading: Reading, quoted: Ranges, people: Sequence[Span]) -> list[Attribution]:
    """Return what the model linked as whole statements, but strays and words that only name something."""
    text, names, found = article.text, Ranges(people), []
    for one in repair(article, [whole_names(one, names) for one in reading.linked], quoted, people, own=reading.own):
        form = _form(one.content, quoted, text)
        stray = form is Form.INDIRECT and _is_stray(one, text)
        if not (stray or (form is Form.DIRECT and only_names(one, text))):
            found.append(_attribution(one, form, text))
    return found


def attribute(article: Article, reading: Reading) -> tuple[Attribution, ...]:
    """Return the article's attributions in text order, quotations of four words or more that nobody owns among them."""
    text = article.text
    quotations = find_quotations(text, [p.span for p in article.readable])
    quoted = Ranges(span for quotation in quotations for span in quotation.spans)
    people = tuple(_apart(entity.span for entity in reading.entities if entity.kind in _NAMES))
    names = Ranges(people)
    found = _stated(article, reading, quoted, people)
    contents = sorted((span, index) for index, one in enumerate(found) for span in one.content)
    covered = Ranges(span for span, _ in contents)
    owners = dict(contents)
    neighbours = Neighbours(found, text)
    introductions = Introductions(text, [p.span for p in article.readable], names)
    alone: list[Attribution] = []
    lost = set[int]()
    for quotation in quotations:
        if len(WORD.findall(quotation.inner(text))) < UNOWNED_WORDS:
            continue
        owner = owner_of(quotation, covered, owners)
        introduced = introductions.before(quotation)
        heads = owner is not None and introduced is not None and _is_of_heading(found[owner], introduced)
        if owner is not None and not found[owner].cue and (heads or not found[owner].source):
            speaker = introduced or introductions.acting(quotation)
            if speaker is not None:
                found[owner] = _named(found[owner], speaker)
            lost |= _gather(found, owner, quotation, covered, owners)
            continue
        if introduced is not None and (owner is None or _stands_apart(found[owner], quotation, introduced, text)):
            if owner is not None:
                found[owner] = _without(found[owner], quotation)
            alone.append(_said_by((introduced,), quotation))
        elif owner is None and not is_title_or_name(quotation, text):
            begun = _begun(quotation, covered, owners, found, text)
            owner = neighbours.of(quotation) if begun is None else begun
            if owner is None:
                handle = account_before(quotation, text)
                acting = introductions.acting(quotation)
                said = _said_by((acting,) if acting else (), quotation)
                alone.append(replace(said, source=handle[:1], cue=handle[1:]) if handle else said)
            else:
                found[owner] = _with_all_of(found[owner], quotation, quoted, text)
        elif owner is not None:
            lost |= _gather(found, owner, quotation, covered, owners)
    found = gone_on([*(one for number, one in enumerate(found) if number not in lost), *alone], text)
    found += [*_nested(reading, text), *_continued(article, found)]
    found += list(_reported(quotations, found, names, text))
    return tuple(sorted([*found, *_relayed(found, quoted, text)], key=lambda one: one.content[0]))
