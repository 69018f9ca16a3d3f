"""Attributions and their sources in, a checklist out: one item to verify for each, in the order to check them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from attrcheck.article import Article, Span
from attrcheck.checklist.model import GAP, Checklist, Item, MadeBy
from attrcheck.checklist.priority import Priority, standings
from attrcheck.checklist.questions import advise
from attrcheck.reader import Act, Attribution
from attrcheck.searches import Sites, make_claim, passage_link, search_links, shipped_sites
from attrcheck.sources import Source

__all__ = ["build"]

#: Characters of a text without title and address within which the words are that name it.
_BEGINNING = 2000
#: Characters of context on either side, where a paragraph is longer than that.
_AROUND = 240


def _words(spans: Sequence[Span], text: str) -> str:
    return GAP.join(" ".join(span.of(text).split()) for span in spans)


def _key(words: str) -> str:
    """Return `words` without what a typesetter may change: case, punctuation, spaces, width."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.findall(r"\w+", folded))


def _identity(article: str, parts: Sequence[str]) -> str:
    joined = "\x1f".join([article, *(_key(part) for part in parts)])
    return hashlib.sha256(joined.encode("utf8", "surrogatepass")).hexdigest()[:10]


def _context(attribution: Attribution, article: Article, paragraph: Span) -> str:
    """Return the paragraph, or as much of it as lies round the attribution, with "…" where it is cut."""
    spans = [s for s in (*attribution.source, *attribution.cue, *attribution.content) if s.overlaps(paragraph)]
    start = max(paragraph.start, min(s.start for s in spans) - _AROUND)
    end = min(paragraph.end, max(s.end for s in spans) + _AROUND)
    text = article.text
    while paragraph.start < start < end and not text[start - 1].isspace():
        start += 1
    while end < paragraph.end and end > start and not text[end].isspace():
        end -= 1
    words = " ".join(text[start:end].split())
    return ("… " if start > paragraph.start else "") + words + (" …" if end < paragraph.end else "")


def _holders(attributions: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution the index of the one whose content holds the beginning of its own."""
    spans = sorted((s.start, -s.end, index) for index, one in enumerate(attributions) for s in one.content)
    firsts = {(one.content[0].start, -one.content[0].end, index) for index, one in enumerate(attributions)}
    holders: list[int | None] = [None] * len(attributions)
    open_spans: list[tuple[int, int]] = []
    for start, negative_end, index in spans:
        while open_spans and open_spans[-1][0] < -negative_end:
            open_spans.pop()
        if open_spans and open_spans[-1][1] != index and (start, negative_end, index) in firsts:
            holders[index] = open_spans[-1][1]
        open_spans.append((-negative_end, index))
    return holders


def build(
    article: Article,
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    made_by: MadeBy,
    *,
    sites: Sites | None = None,
) -> Checklist:
    """Return the checklist of `article`: an item for each attribution and the source at the same place.

    Searches go where `sites` says, the shipped ones where it is None.
    """
    named = _key(article.title or article.url or " ".join(article.text[:_BEGINNING].split()[:40]))
    seen: Counter[str] = Counter()
    ids: list[str] = []
    for attribution, source in zip(attributions, sources, strict=True):
        name = _identity(
            named,
            (source.mention, _words(attribution.cue, article.text), _words(attribution.content, article.text)),
        )
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    items = []
    ends = [paragraph.span.end for paragraph in article.paragraphs]
    holders = _holders(attributions)
    where_to = sites or shipped_sites()
    wants = [make_claim(article, one, source, where_to) for one, source in zip(attributions, sources, strict=True)]
    for number, (want, standing, holder) in enumerate(zip(wants, standings(wants), holders, strict=True)):
        attribution = want.attribution
        advice = advise(want, standing=standing)
        where = article.paragraphs[bisect_right(ends, attribution.content[0].start)]
        items.append(
            Item(
                id=ids[number],
                attribution=attribution,
                source=want.source,
                statement=_words(attribution.content, article.text),
                cue=_words(attribution.cue, article.text),
                context=_context(attribution, article, where.span),
                paragraph=where.number,
                priority=advice.priority,
                priority_reason=advice.reason,
                questions=advice.questions,
                cited_link=want.cited,
                passage_link=passage_link(article, attribution),
                searches=search_links(want),
                nested_in=ids[holder] if holder is not None else "",
            )
        )
    items.sort(key=lambda item: (item.priority is Priority.MAYBE, item.attribution.act is not Act.STATEMENT))
    return Checklist(article=article, items=tuple(items), made_by=made_by, not_done=article.not_done)
