"""The words of a role in, those runs of them out that can name a body: "head of [Far Centre for Trade]"."""

from __future__ import annotations

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.index import Index
from attrcheck.sources.text.lexicon import Word, Words, lexicon
from attrcheck.sources.text.noun_phrases import singular

__all__ = ["is_body_seen", "runs_of_bodies", "whole_body_name"]


def whole_body_name(index: Index, span: Span) -> Span:
    """Return where the whole name of the body stands that begins as `span` does: "Far Centre for Law[ and Justice]"."""
    seen, behind = index.entity(span), index.text[span.end : span.end + 5]
    if seen is not None and seen.span.start == span.start and seen.span.end > span.end:
        body = seen.kind is EntityKind.ORGANIZATION and behind.startswith((" and ", " & ", ", "))
        more = [Span(*match.span()) for match in _FIELD.finditer(index.text, span.end, seen.span.end)]
        if body and any(_is_body_named(index, field) for field in more):
            return span
        if body or behind.startswith(" of "):
            return Span(span.start, seen.span.end)  # "United Nurses of the North Shore"
    found = _NAME_WITH_FIELD.fullmatch(index.text, span.start, span.end)
    joined = _MORE_FIELDS.match(index.text, span.end) if found else None
    if found is None or joined is None or not lexicon().has("bodies.of_fields", found[1].lower()):
        return span
    fields = [Span(*match.span()) for match in _FIELD.finditer(index.text, *joined.span())]
    lone = len(fields) == 1 and " " not in fields[0].of(index.text) and index.entity(fields[0])
    apart = lone and lone.kind is EntityKind.ORGANIZATION and lone.span == fields[0]  # "[Fen Centre for Law] and Ford"
    return span if apart or any(_is_other(index, field) for field in fields) else Span(span.start, joined.end())


#: "Department of Health" and what its name may go on with: ", [Food] and [Rural Affairs]".
_NAME_WITH_FIELD = lazily(r"(?:[A-Z][\w’'-]* ){0,4}([A-Z][a-z]+) (?:of|for) (?!the\b)[A-Z][\w’' -]*")
_MORE_FIELDS = lazily(r"(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?){0,3},? and [A-Z][a-z]+(?: [A-Z][a-z]+){0,2}(?! ?[A-Z])\b")
_FIELD = lazily(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")


def _is_other(index: Index, field: Span) -> bool:
    """Tell whether what is joined to a body's name is somebody, a place or another body rather than more of it."""
    lex, seen, low = lexicon(), index.entity(field), field.of(index.text).lower()
    last, first = low.rpartition(" ")[2], low.partition(" ")[0]
    named = seen is not None and seen.kind in (EntityKind.PERSON, EntityKind.LOCATION)
    office = lex.is_role(singular(last)) and not lex.has("people.portfolios", last)
    known = _is_body_named(index, field) or office
    body = any(lex.has(name, last) for name in ("bodies.nouns", "bodies.last")) and " " in low
    given = lex.has("people.first_male", first) or lex.has("people.first_female", first)
    return named or known or body or given or low in index.acronyms or bool(index.people.within(field))


def _is_body_named(index: Index, field: Span) -> bool:
    """Tell whether what is joined to a body's name is the name of another alone."""
    low = field.of(index.text).lower()
    known = any(lexicon().has(name, low) for name in ("bodies.names", "outlets.names"))
    elsewhere = (body for body in index.bodies if body.name.lower() == low)
    return known or any(place != field.start for body in elsewhere for place in body.places)


def is_body_seen(index: Index, run: Words) -> bool:
    """Tell whether the words of `run` name a body: one that the reader sees, or that is known or called by its noun."""
    seen = index.entity(Span(run[0].start, run[-1].end))
    nouns = [singular(word.low) for word in run]
    noun = any(lexicon().has("bodies.nouns", low) or lexicon().has("bodies.last", low) for low in nouns)
    whole = run[-1].named or not run[0].named  # not "of Texas center"
    return whole and (noun or (seen is not None and seen.kind is EntityKind.ORGANIZATION))


def runs_of_bodies(index: Index, part: Words, *, tail: bool) -> list[Words]:
    """Return the runs of words in `part` that can name a body; of a `tail`, with small words before its noun."""
    lex = lexicon()
    run: Words = []
    runs = [run]
    small: Words = []
    for word in part:
        seen = index.entity(Span(word.start, word.end))
        body = seen if seen is not None and seen.kind is EntityKind.ORGANIZATION else None
        noun = lex.has("bodies.nouns", singular(word.low)) or (
            word.possessive and lex.has("outlets.nouns", word.low)  # "the paper's editor"
        )
        bodily = noun or (word.low in ("of", "for") and bool(run))
        named = (
            word.named
            and not lex.has("grammar.afterthoughts", word.low)
            and (body is not None or not lex.is_role(singular(word.low)))
        )
        # "St Anne's Hospital" is one name where the reader saw one.
        owned = bool(run) and run[-1].possessive and not (body is not None and body.span.start <= run[-1].start)
        owned = owned and not (word.named and noun and run[-1].low.endswith("s"))  # "Eastport Workers' Center"
        if run and run[-1].named and word.glued and word.low.isdigit():
            run.append(word)  # "IBEW Local 447"
        elif (bodily or named) and not (run and (owned or not (word.glued or _is_of_many(index, run[-1], word)))):
            run += [*small, word] if not run and tail and noun else [word]
        elif run:
            run = [word] if named else []
            runs.append(run)
        stops = word.named or bodily or word.possessive
        stops = stops or lex.has("grammar.prepositions", word.low) or lex.has("grammar.determiners", word.low)
        small = [] if stops else [*(small if word.glued else []), word][-3:]
    return runs


def _is_of_many(index: Index, owner: Word, word: Word) -> bool:
    """Tell whether only an apostrophe parts `word` from the plural before it: "Residents' [Association]"."""
    return owner.possessive and index.text[owner.end : word.start] in ("' ", "’ ")
