"""Article and attribution in, places out: the sentence, the link beside the statement, the link to the passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import quote, urldefrag

from attrcheck.article import LONGEST_URL, Article, Span, is_web_address
from attrcheck.reader import Attribution
from attrcheck.searches.citations import REACH, paragraphs_of

__all__ = ["passage_link"]

#: The draft's advice on when to name a passage whole and when by its two ends.
_LONGEST_EXACT = 300
#: The farthest apart that two pieces of a statement may lie and still be shown as one passage.
_WIDEST_GAP = 1_000
_FEWEST_END_WORDS, _MOST_END_WORDS, _END_REACH = 4, 12, 1_000
#: Words of context tried before and after a passage that stands in the article more than once.
_CONTEXTS = ((3, 0), (0, 3), (3, 3), (8, 0), (0, 8), (8, 8))
#: Passages that look alike are sought in this many characters on either side, which keeps long articles linear.
_BLOCK = 100_000
_WORD = re.compile(r"\S+")
_EDGES = " \t\n\r\f\v\xa0\"“”„«»‹›‘‚'`,;:…"
#: https://wicg.github.io/scroll-to-text-fragment/: these have a meaning of their own inside a directive.
_TEXT_SAFE = "!$'()*/:;?@_.~"


def passage_link(article: Article, attribution: Attribution) -> str:
    """Return the article's URL with a text fragment that shows the statement; "" where the article has no URL.

    An address that leaves no room for the fragment is given without one, and one over 2,000 characters not at all.
    """
    if not is_web_address(article.url):
        return ""
    url = urldefrag(article.url).url
    if len(url) >= LONGEST_URL:
        return ""
    for directive in _directives(article, attribution):
        link = f"{url}#:~:text={directive}"
        if len(link) < LONGEST_URL:
            return link
    return url


def _directives(article: Article, attribution: Attribution) -> Iterator[str]:
    """Yield text directives for the statement, the best first."""
    blocks = _blocks_of(article, attribution.content)
    if not blocks:
        return
    whole = blocks[0]
    for block in blocks[1:]:
        if block.start - whole.end > _WIDEST_GAP:
            break
        whole = Span(whole.start, max(whole.end, block.end))
    blocks = [block for block in blocks if block.start < whole.end]
    one_block = len(paragraphs_of(article, (whole,))) == 1
    if one_block and whole.end - whole.start < _LONGEST_EXACT:
        yield _exact(article, whole)
    else:
        yield from _range(article, blocks[0], max(blocks, key=lambda block: block.end))
    first = _first_words(article.text, blocks[0])[:_FEWEST_END_WORDS]
    if first and first[-1].end - first[0].start < _LONGEST_EXACT:
        yield _encoded(Span(first[0].start, first[-1].end).of(article.text))


def _blocks_of(article: Article, spans: Sequence[Span]) -> list[Span]:
    """Return the statement's pieces, whole words within one paragraph each, without marks at their ends."""
    found = []
    for span in sorted(spans):
        for paragraph in paragraphs_of(article, (span,)):
            start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
            floor, ceiling = max(paragraph.start, start - _LONGEST_EXACT), min(paragraph.end, end + _LONGEST_EXACT)
            while start > floor and article.text[start - 1 : start + 1].isalnum():
                start -= 1
            while end < ceiling and article.text[end - 1 : end + 1].isalnum():
                end += 1
            while start < end and article.text[start] in _EDGES:
                start += 1
            while end > start and article.text[end - 1] in _EDGES:
                end -= 1
            if any(c.isalnum() for c in article.text[start:end]):
                found.append(Span(start, end))
    return found


def _words(text: str, span: Span) -> list[Span]:
    return [Span(m.start(), m.end()) for m in _WORD.finditer(text, span.start, span.end)]


def _first_words(text: str, span: Span) -> list[Span]:
    """Return the words that begin and end within `_END_REACH` characters of the span's start."""
    words = _words(text, Span(span.start, min(span.end, span.start + _END_REACH)))
    return words[:-1] if span.end - span.start > _END_REACH else words


def _last_words(text: str, span: Span) -> list[Span]:
    """Return the words that begin and end within `_END_REACH` characters of the span's end."""
    words = _words(text, Span(max(span.start, span.end - _END_REACH), span.end))
    return words[1:] if span.end - span.start > _END_REACH else words


def _encoded(text: str) -> str:
    # quote() takes a hyphen for harmless, which it is not here.
    return quote(" ".join(text.split()), safe=_TEXT_SAFE, errors="replace").replace("-", "%2D")


@lru_cache(maxsize=4)
def _plain_block(text: str, number: int) -> str:
    """Return one stretch of `text` with its neighbours as browsers compare it: in lower case, spaces collapsed."""
    return " ".join(text[max(0, number - 1) * _BLOCK : (number + 2) * _BLOCK].lower().split())


def _is_ambiguous(text: str, span: Span) -> bool:
    """Tell whether the words of `span` stand in the article's stretch more than once."""
    plain = _plain_block(text, span.start // _BLOCK)
    needle = " ".join(span.of(text).lower().split())
    first = plain.find(needle)
    return first >= 0 and plain.find(needle, first + 1) >= 0


def _context(article: Article, passage: Span) -> tuple[Span, Span]:
    """Return the fewest words before and after `passage`, within its blocks, that make it the only one."""
    first, last = (*paragraphs_of(article, (passage,)), passage)[0], (passage, *paragraphs_of(article, (passage,)))[-1]
    before = _words(article.text, Span(max(first.start, passage.start - REACH), passage.start))
    after = _words(article.text, Span(passage.end, min(last.end, passage.end + REACH)))
    best = Span(passage.start, passage.end)
    for left, right in ((0, 0), *_CONTEXTS):
        start = before[-left:][0].start if left and before else passage.start
        end = after[:right][-1].end if right and after else passage.end
        best = Span(start, end)
        if not _is_ambiguous(article.text, best):
            break
    return Span(best.start, passage.start), Span(passage.end, best.end)


def _exact(article: Article, passage: Span) -> str:
    prefix, suffix = _context(article, passage)
    return _directive(article.text, prefix, (passage,), suffix)


def _range(article: Article, first: Span, last: Span) -> Iterator[str]:
    """Yield the directive from the first words of `first` to the last words of `last`, if there are two at all."""
    text = article.text
    opening, closing = _first_words(text, first), _last_words(text, last)
    if first == last and first.end - first.start <= _END_REACH:
        # The two ends must not meet.
        opening, closing = opening[: len(opening) // 2], closing[len(closing) // 2 :]
    opening = opening[:_MOST_END_WORDS]
    closing = [word for word in closing if opening and word.start >= opening[-1].end] if first == last else closing
    if not opening or not closing:
        return
    start = Span(opening[0].start, opening[0].end)
    for count in range(_FEWEST_END_WORDS, _MOST_END_WORDS + 1):
        start = Span(start.start, opening[:count][-1].end)
        if not _is_ambiguous(text, start):
            break
    prefix, _ = _context(article, start)
    end = closing[-1]
    for count in range(_FEWEST_END_WORDS, _MOST_END_WORDS + 1):
        end = Span(closing[-count:][0].start, end.end)
        # The browser takes the first such end after the start.
        if text.find(end.of(text), start.end, end.end) == end.start:
            break
    yield _directive(text, prefix, (start, end), Span(end.end, end.end))


def _directive(text: str, prefix: Span, parts: Sequence[Span], suffix: Span) -> str:
    before, after = _encoded(prefix.of(text)), _encoded(suffix.of(text))
    middle = ",".join(_encoded(part.of(text)) for part in parts)
    return (f"{before}-," if before else "") + middle + (f",-{after}" if after else "")
