"""The kind that words tell and the one that the reader sees in, the one that is believed out."""

from __future__ import annotations

from attrcheck.patterns import lazily
from attrcheck.sources.kinds import is_a_people, is_encyclopedia, is_side, is_somebodys_site
from attrcheck.sources.source import Nature, SourceKind
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase

__all__ = ["believed_kind"]


#: Kinds that their words tell better than the reader does.
_TOLD_BY_WORDS = frozenset({SourceKind.PERSON, SourceKind.ANONYMOUS, SourceKind.OUTLET})
#: What the reader knows better than the look of a word that nobody took for a person's name.
_NOT_BY_LOOK = frozenset(
    {SourceKind.ROLE, SourceKind.VAGUE, SourceKind.ANONYMOUS, SourceKind.ORGANISATION, SourceKind.OUTLET}
)


def believed_kind(phrase: Phrase, kind: SourceKind, seen: SourceKind | None, *, is_person: bool = False) -> SourceKind:
    """Return the kind of a mention that its words make one of `kind`: as the reader has `seen` it, where it knows best.

    It takes bodies that it does not know for people: only what ends in a name may be a person by its word.
    """
    if kind is SourceKind.PERSON and seen in _NOT_BY_LOOK and not is_person:
        return seen
    if _ARTICLE.fullmatch(phrase.low):
        return SourceKind.DOCUMENT
    if seen is None or seen is SourceKind.NONE or kind in _TOLD_BY_WORDS or phrase.low.startswith(" @"):
        return kind
    if kind is SourceKind.POST and seen is SourceKind.DOCUMENT:
        return kind
    if kind is SourceKind.ORGANISATION and seen is SourceKind.VAGUE and _is_the_body(phrase):
        return kind
    if kind is SourceKind.DOCUMENT and seen is SourceKind.ROLE and lexicon().has("documents.nouns", phrase.head):
        return kind  # "a statement released by the player's managers"
    if kind is SourceKind.ORGANISATION and _is_known_body(phrase):
        return kind  # "No 10"
    if kind is SourceKind.ROLE and seen is SourceKind.DOCUMENT and _are_people(phrase):
        return kind  # "bankers asked by the Fen Institute"
    if seen is SourceKind.ROLE and phrase.plural and phrase.simple and _is_audience(phrase):
        return SourceKind.VAGUE
    if seen.nature is not kind.nature and seen.nature in (Nature.BODY, Nature.WRITING) and _is_sure(phrase, kind):
        return kind
    is_name = kind is SourceKind.ROLE and bool(phrase.words) and phrase.words[-1].named
    return kind if seen is SourceKind.PERSON and not is_name else seen


#: "Article XIII", "Section 4(b)".
_ARTICLE = lazily(r" (?:the )?(?:article|section|clause|chapter|schedule|annex) (?:\d+[a-z]?|[ivxlc]+)(?: [a-z])? ")


def _is_the_body(phrase: Phrase) -> bool:
    """Tell whether one body is meant: "the supporters' trust"."""
    return phrase.definite and phrase.simple and not phrase.plural and lexicon().has("bodies.nouns", phrase.head)


def _are_people(phrase: Phrase) -> bool:
    """Tell whether several people are told of by what they are in small letters, and more behind that."""
    person = lexicon().is_role(phrase.head) or lexicon().has("people.trades", phrase.head)
    return phrase.plural and person and not phrase.simple and all(word.text.islower() for word in phrase.first)


def _is_audience(phrase: Phrase) -> bool:
    """Tell whether whoever reads or posts is meant, or the paper's own crowd: "subscribers", "our readers"."""
    ours = phrase.determiner == "our" and lexicon().has("vague.crowds", phrase.head)
    return ours or lexicon().has("vague.audiences", phrase.head)


def _is_known_body(phrase: Phrase) -> bool:
    """Tell whether a phrase is nothing but the name of a body that everybody knows, and of no country."""
    sets = lexicon().sets
    return " ".join(word.low for word in phrase.words) in sets["bodies.names"] - sets["bodies.states"]


def _is_sure(phrase: Phrase, kind: SourceKind) -> bool:
    """Tell whether the words of a source leave no doubt: "The courier" is a person, "an inquest" a body."""
    if kind is SourceKind.ROLE and (is_side(phrase) or is_a_people(phrase)):
        return True
    if kind is SourceKind.ROLE:
        person = lexicon().is_role(phrase.head) or lexicon().has("people.trades", phrase.head)
        return phrase.simple and len(phrase.first) == 1 and phrase.first[0].text.islower() and person
    if kind is SourceKind.DOCUMENT:
        last = phrase.first[-1]
        law = last.named and not last.text.isupper() and lexicon().has("documents.laws", phrase.head)
        law = law and (phrase.head != "index" or phrase.first[0].named)  # "the Fen Price Index", no "group Index on …"
        law = law and (phrase.head != "index" or len(phrase.first) > 1)
        law = law or is_encyclopedia(phrase)
        return law or is_somebodys_site(phrase)
    return kind is SourceKind.ORGANISATION and phrase.words[-1].low in lexicon().sets["bodies.hearings"]
