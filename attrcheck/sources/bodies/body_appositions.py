"""What a body is in, the body named beside it out: "its rival, Fen", "Fen Ltd, a unit of Far".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.bodies.body_nouns import kind_by_noun
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.index import Index
from attrcheck.sources.people.names import first_sex
from attrcheck.sources.source import Source, found_by
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase, names_bodies, singular

__all__ = ["body_apposed", "body_beside", "with_name_behind"]

#: Behind a source, a name between commas that the sentence goes on after: "Fen's trade body[, the Ferry Union], said".
_NAME_BEHIND = lazily(r", (?:the )?[A-Z][^,.;:\n“”\"]{1,80}(?=, (?!and\b|or\b|a\b|an\b|the\b)[a-z])")


def with_name_behind(index: Index, span: Span) -> Span:
    """Return a source with the name in apposition that follows it between commas."""
    behind = _NAME_BEHIND.match(index.text, span.end)
    return Span(span.start, behind.end()) if behind else span


#: A name at the end of a source, behind what it is.
_NAME_AT_END = lazily(
    r", (?:the )?([A-Z][\w’'&.-]*(?: (?:(?:of|for|and|&) (?:the )?)?[A-Z][\w’'&.-]*)*)(?: \([^()]{1,30}\))?[,)]?\Z"
)


def body_apposed(index: Index, phrase: Phrase, span: Span) -> Source | None:
    """Return the body whose name stands behind what it is: "The vessel's owner, [Far Lines]", "Its rival, [Fen]"."""
    last = phrase.first[-1] if phrase.first else None
    told_of = phrase.definite or phrase.possessed or phrase.words[0].low in ("one", "another")
    if last is None or last.named or not told_of:
        return None
    name = _NAME_AT_END.fullmatch(index.text, last.end, span.end)
    may_be = any(lexicon().has(f"bodies.{name}", phrase.head) for name in ("trading", "roles", "any"))
    noun = names_bodies(phrase.head) and not may_be
    if name is None or lexicon().has("grammar.dates", name[1].lower()):
        return None
    place = Span(*name.span(1))
    entity = index.entity(place)
    whole = entity is not None and entity.span == place and " " in name[1]  # "The printer, [Fen Press]"
    if not (noun or may_be or whole):
        return None
    seen = entity.kind if entity else None
    if seen is EntityKind.LOCATION or not (noun or seen is EntityKind.ORGANIZATION):
        return None
    met = [index.people.mentions[number] for number in index.people.within(place)]
    if len(met) > 1 or any(named.roles or named.honorific or first_sex(named.parts[0]) for named in met):
        return None  # "The ministry, President Ana Lom,"
    return found_by(Source(kind_by_noun(phrase), expand(index, place)[0]), "body")


#: Before a description that follows a name, and before a name that opens what is said of it.
_BEHIND_NAME = lazily(r"[>)”\"]?, \Z")
_OPENS = lazily(r"(?:\A|[.!?:;\n]\s*|[”\"] (?:said|says) |\b(?:and|but|that) )[<“\"]?(?:[Tt]he )?\Z")
#: What tells the name of a body behind a description: "a body of dam builders that …, known as [the Oslin Committee]".
_KNOWN_AS = lazily(
    r"(?P<clause>[^.,;:\n“”\"]{0,120}), (?:(?:also|better|now|formerly|commonly|collectively) )?"
    r"(?:known as|called|named|identified as|identified only as|dubbed) (?:the )?(?=[A-Z])"
)


def body_beside(index: Index, phrase: Phrase, span: Span) -> Source | None:
    """Return the body whose name stands beside what it is: "[Fen Ltd], a unit of Far", "a body known as [Fen]"."""
    noun = lexicon().has("bodies.any", phrase.head) or lexicon().has("bodies.roles", phrase.head)
    if not phrase.first or phrase.plural or phrase.first[-1].named or not (noun or names_bodies(phrase.head)):
        return None
    place = _name_before(index, phrase, span)
    again = phrase.definite and len(phrase.first) == 1  # "The service, known as FSS", was told of before
    known = None if place or again else _KNOWN_AS.match(index.text, phrase.first[-1].end)
    if known is not None:
        last = next(reversed(index.page.words(known.start(), known.end("clause"))), None)
        apart = last is not None and singular(last.low) == last.low  # "that bought a boat, called"
        named = None if apart else index.body_from(known.end())
        place = named.span if named else None
    return found_by(Source(kind_by_noun(phrase), expand(index, place)[0]), "body") if place else None


def _name_before(index: Index, phrase: Phrase, span: Span) -> Span | None:
    """Return the name of the body that is the subject and that the description at `span` follows between commas."""
    gap = _BEHIND_NAME.search(index.text, max(0, span.start - 3), span.start)
    closed = index.text[span.end - 1] == "," or index.text.startswith(",", span.end)
    if gap is None or not closed or phrase.determiner not in ("a", "an", "one"):
        return None
    entity = index.entity(Span(gap.start() - 1, gap.start()))
    if entity is None or entity.kind is not EntityKind.ORGANIZATION or entity.span.end != gap.start():
        return None
    lead = max(0, entity.span.start - 20)
    return entity.span if _OPENS.search(index.text, lead, entity.span.start) else None
