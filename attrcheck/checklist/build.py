"""Attributions and their sources in, a checklist out: one item to verify for each, in the order to check them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrcheck.article import Article, Paragraph, Span
from attrcheck.checklist.facts import question_data
from attrcheck.checklist.grounds import with_grounds
from attrcheck.checklist.ids import item_ids
from attrcheck.checklist.model import GAP, Checklist, Item, MadeBy
from attrcheck.checklist.priority import Priority, standings
from attrcheck.checklist.questions import advise
from attrcheck.checklist.readings import noted
from attrcheck.reader import Act, Attribution
from attrcheck.searches import ArticleNames, Sites, make_claim, passage_link, search_links, shipped_sites
from attrcheck.sources import Source

__all__ = ["build"]

#: Characters of context on either side, where a paragraph is longer than that.
_AROUND = 240


def _words(spans: Sequence[Span], text: str) -> str:
    """Return the words of `spans`, with a mark where the text has others between them."""
    parts: list[Span] = []
    for span in spans:
        between = text[parts[-1].end : span.start] if parts else "\n"
        if "\n" in between or any(map(str.isalnum, between)):
            parts.append(span)
        else:
            parts[-1] = Span(parts[-1].start, span.end)
    return GAP.join(" ".join(part.of(text).split()) for part in parts)


def _to_hear(paragraph: Paragraph) -> Iterator[str]:
    """Yield what to listen to, where the paragraph was spoken at a known time of a recording."""
    if paragraph.place:
        yield str(question_data()["recording"]["text"]).format(place=paragraph.place)


def _context(attribution: Attribution, article: Article, paragraph: Span) -> str:
    """Return the paragraph, or as much of it as lies round the attribution, with "…" where it is cut."""
    spans = [s for s in (*attribution.source, *attribution.cue, *attribution.content) if s.overlaps(paragraph)]
    start = max(paragraph.start, min((s.start for s in spans), default=0) - _AROUND)
    end = min(paragraph.end, max((s.end for s in spans), default=paragraph.end) + _AROUND)
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
    text = article.text
    words = [(_words(one.cue, text), _words(one.content, text)) for one in attributions]
    ids = item_ids(article, [(source.mention, *both) for source, both in zip(sources, words, strict=True)])
    items = []
    ends = [paragraph.span.end for paragraph in article.paragraphs]
    holders = _holders(attributions)
    names, known_sites = ArticleNames(article), sites or shipped_sites()
    claims = [make_claim(names, one, source, known_sites) for one, source in zip(attributions, sources, strict=True)]
    for number, (claim, standing, holder) in enumerate(zip(claims, standings(claims), holders, strict=True)):
        attribution = claim.attribution
        advice = advise(claim, standing=standing)
        where = article.paragraphs[bisect_right(ends, attribution.content[0].start)]
        items.append(
            Item(
                id=ids[number],
                attribution=attribution,
                source=claim.source,
                claim=claim,
                statement=words[number][1],
                cue=words[number][0],
                context=_context(attribution, article, where.span),
                paragraph=where.number,
                priority=advice.priority,
                priority_reason=advice.reason,
                questions=(*_to_hear(where), *advice.questions),
                cited_link=claim.cited,
                passage_link=passage_link(article, attribution),
                searches=search_links(claim),
                nested_in=ids[holder] if holder is not None else "",
            )
        )
    items = with_grounds(items)
    items.sort(key=lambda item: (item.priority is Priority.MAYBE, item.attribution.act is not Act.STATEMENT))
    return Checklist(article=article, items=noted(items, text), made_by=made_by, not_done=article.not_done)
