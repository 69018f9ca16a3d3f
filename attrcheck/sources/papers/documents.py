"""A paper that a source takes up in, signs which document it is out: a newspaper, an answer, another one since.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.bodies.body_nouns import is_outlet
from attrcheck.sources.bodies.body_references import body_called
from attrcheck.sources.bodies.definite_descriptions import FAR
from attrcheck.sources.index import Index
from attrcheck.sources.papers.issuers import paper_issued, paper_published
from attrcheck.sources.people.person_sources import people_source
from attrcheck.sources.source import Source, SourceKind
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase

__all__ = ["authors_source", "is_answered", "is_document", "is_newer", "is_paper_named", "is_rivalled", "with_paper"]

#: Of whom and what a text tells that has a scholarly paper.
_RESEARCH = lazily(
    r"\b(?:stud(?:y|ies)|research(?:ers?)?|journal|preprint|peer[- ]review\w*|scientists?|co-?authors?|\w+ologists?)\b",
    re.I,
)


def is_document(index: Index, phrase: Phrase, before: int, seen: SourceKind | None) -> bool:
    """Tell whether "the paper" at `before` is no newspaper: none is named, and it is seen to be a document or research.

    A text that has told of scientists has a paper of a journal.
    """
    if phrase.low != " the paper ":
        return False
    published, taken = paper_published(index, phrase, before), body_called(index, phrase, before)
    research = _RESEARCH.search(index.text, max(0, before - FAR), before) is not None
    if published is not None and (taken is None or published[0].endswith(taken[0].name)):
        return research or not is_outlet(published[1].of(index.text))
    if taken is not None:
        return False
    if seen is SourceKind.DOCUMENT or paper_issued(index, phrase, before) is not None:
        return True
    return research


#: Whoever is written to may write back by these.
_SENT = frozenset({"letter", "email", "e-mail", "note", "message"})
_ANSWERS = lazily(
    r"\b(?:replied|answered|responded|wrote back|(?:a|the|his|her|its|their|’s|'s) (?:reply|answer|response))\b"
)


def is_answered(index: Index, phrase: Phrase, gap: Span) -> bool:
    """Tell whether what was sent is answered in the `gap` before "the letter", which may be the answer."""
    sent = bool(phrase.first) and phrase.first[-1].low in _SENT and phrase.simple and len(phrase.first) == 1
    return sent and gap.start < gap.end and _ANSWERS.search(index.text, gap.start, gap.end) is not None


#: One more of the papers that were told of: "the council [put out its own]", "[published another]".
_ITS_OWN = lazily(
    r"\b(?:issued?|publish(?:ed)?|released?|put out|produced?|wrote|written|commissioned|brought out|"
    r"(?:came|come) (?:out|up) with|drew up|filed|presented|did|conducted|carried out|ordered|unveiled|launched) "
    r"(?:(?:one of )?(?:its|their|his|her) own|another(?: one)?|"
    r"a (?:second|third|rival|different|similar|separate|new) one|one (?:too|as well))"
    r"(?=[.,;:]| (?:on|in|about|last|this|later|yesterday|earlier|a|which|that)\b)"
)


def is_rivalled(index: Index, gap: Span) -> bool:
    """Tell whether somebody else puts out a paper of theirs in the `gap` before "the report", which may be that."""
    return gap.start < gap.end and _ITS_OWN.search(index.text, gap.start, gap.end) is not None


def is_paper_named(index: Index, paper: Span | None) -> bool:
    """Tell whether the words for a `paper` name something: "the report of Fen Council", but no "the team's study"."""
    found = index.page.words(paper.start, paper.end) if paper is not None else []
    return any(word.named and not index.page.opens_sentence(word.start) for word in found)


def is_newer(paper: Span, full: Span, span: Span) -> bool:
    """Tell whether a `paper` is told of behind the fullest words for one that `span` may take up, or is in them."""
    within = full.overlaps(paper) and full.end <= paper.end
    return within or full.end <= paper.start < span.start


_TITLE = 12  # characters of a title before a name: "by Prof. Ann Lee"
_WRITTEN_BY = lazily(r"\b(?:paper|study|report|book|article|essay|analysis|thesis|survey) by (?=[A-Z])")


def authors_source(index: Index, phrase: Phrase, before: int) -> Source | None:
    """Return whom "the authors" at `before` are, where a paper of theirs was told of: "a study by Ann Lee"."""
    if not (phrase.definite and phrase.simple and phrase.head == "author"):
        return None
    told = max(_WRITTEN_BY.finditer(index.text, max(0, before - FAR), before), key=lambda m: m.end(), default=None)
    numbers = list(index.people.within(Span(told.end(), told.end() + 100))) if told else []
    named = [index.people.mentions[number] for number in numbers]
    if told is None or not named or named[0].span.start - told.end() > _TITLE:
        return None
    gaps = [index.text[one.span.end : other.span.start] for one, other in pairwise(named)]
    count = 1 + next((at for at, gap in enumerate(gaps) if gap not in (" and ", ", ", ", and ", " & ")), len(gaps))
    joined = count == 1 or gaps[count - 2].strip(" ,") in ("and", "&")
    more = re.match(r",? (?:and|&|et al)\b", index.text[named[count - 1].span.end :][:10])
    if (count > 1) != phrase.plural or not joined or more:
        return None
    place = Span(named[0].span.start, named[count - 1].span.end)
    return replace(people_source(index, numbers[:count], place), resolved_to=place)


_PAPER_OF = lazily(r"\b((?:an?|the|one) (?:(?!an?\b|the\b)[\w-]{1,20} ){0,3}?(\w{2,20}) (?:by|from|of) )\Z", re.I)


def with_paper(index: Index, span: Span) -> Span:
    """Return a source that is a paper's with the paper before it: "according to [a report by] the Bank of Hull"."""
    paper = _PAPER_OF.search(index.text, max(0, span.start - 60), span.start)
    written = paper is not None and lexicon().has("documents.nouns", paper[2].lower())
    return Span(paper.start(1), span.end) if paper is not None and written else span
