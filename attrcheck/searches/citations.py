"""An article and a statement in, the link that the article gives beside it out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from urllib.parse import urldefrag

from attrcheck.article import LONGEST_URL, Article, Span, is_web_address, sentence_ends
from attrcheck.reader import Attribution

__all__ = ["REACH", "cited_link", "frame", "paragraphs_of"]

#: A sentence reaches no further than this on either side of what is looked at.
REACH = 500


def paragraphs_of(article: Article, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the paragraphs, in text order, that any of `spans` touches."""
    if not spans:
        return ()
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    at = max(0, bisect_left(article.paragraphs, first, key=lambda p: p.span.start) - 1)
    found = []
    for paragraph in article.paragraphs[at:]:
        if paragraph.span.start >= last:
            break
        if any(paragraph.span.overlaps(span) for span in spans):
            found.append(paragraph.span)
    return tuple(found)


def _sentence(text: str, span: Span) -> Span:
    """Return `span` widened to the ends of its sentence, `REACH` characters away at most."""
    floor, ceiling = max(0, span.start - REACH), min(len(text), span.end + REACH)
    start = floor
    for end in sentence_ends(text, floor, span.start):
        start = end.end
    after = next(sentence_ends(text, span.end, ceiling), None)
    return Span(start, after.end if after else ceiling)


def frame(article: Article, attribution: Attribution) -> str:
    """Return what stands in the attribution's sentence outside the statement: "Smith told CNN on Monday"."""
    anchors = (*attribution.source, *attribution.cue) or attribution.content[:1]
    pieces = []
    for paragraph in paragraphs_of(article, anchors):
        within = [span for span in anchors if span.overlaps(paragraph)]
        hull = Span(min(span.start for span in within), max(span.end for span in within))
        reach = _sentence(article.text, hull if hull.end - hull.start <= REACH else within[0])
        at = max(reach.start, paragraph.start)
        stop = min(reach.end, paragraph.end)
        for span in sorted(attribution.content):
            if at < span.end and span.start < stop:
                pieces.append(article.text[at : max(at, span.start)])
                at = min(span.end, stop)
        pieces.append(article.text[at:stop])
    return " … ".join(" ".join(piece.split()) for piece in pieces if piece.strip())


def cited_link(article: Article, attribution: Attribution) -> str:
    """Return the URL of the article's link in the statement, its cue or source, else in their sentence, else "".

    Links are taken to be in text order. The article's links to itself do not count.
    """
    here = urldefrag(article.url).url if is_web_address(article.url) else ""
    for spans in (attribution.content, attribution.cue, attribution.source):
        for span in spans:
            for url in _links_in(article, span, here):
                return url
    best, nearest = "", REACH + 1
    for span in (*attribution.cue, *attribution.source, *attribution.content):
        for link in _around(article, _sentence(article.text, span)):
            distance = max(link[0].start - span.end, span.start - link[0].end)
            if distance < nearest and _counts(link[1], here):
                best, nearest = link[1], distance
    return best


def _counts(url: str, here: str) -> bool:
    return is_web_address(url) and len(url) < LONGEST_URL and (not here or urldefrag(url).url != here)


def _links_in(article: Article, span: Span, here: str) -> Iterator[str]:
    return (url for place, url in _around(article, span) if _counts(url, here) and place.overlaps(span))


def _around(article: Article, span: Span) -> Iterator[tuple[Span, str]]:
    """Yield the links that touch `span`."""
    at = max(0, bisect_left(article.links, span.start, key=lambda link: link.span.start) - 1)
    for link in article.links[at:]:
        if link.span.start >= span.end:
            return
        if link.span.overlaps(span):
            yield link.span, link.url
