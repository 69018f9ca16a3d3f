"""A PDF's bytes in, `Article` out: its lines joined into paragraphs, in reading order, with their links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.documents.mail_text import MailHead, read_mail_lines
from attrcheck.article.model import Article, Link, Span
from attrcheck.article.pdf.layout import in_reading_order, without_furniture
from attrcheck.article.pdf.lines import NOTE_SIZE, Line
from attrcheck.article.pdf.worker import PdfPages, read_pages
from attrcheck.article.text.bylines import find_date, read_byline
from attrcheck.article.text.headlines import headline_at
from attrcheck.article.text.plain_text import SPEAKER, Joiner
from attrcheck.article.vocabulary import names
from attrcheck.article.words import ends_sentence, words_of
from attrcheck.errors import InputError, NoArticleError

__all__ = ["read_long_pdf", "read_pdf"]

#: A gap between lines this many times the usual one parts paragraphs.
_PARAGRAPH_GAP = 1.3
_HEADING_SIZE = 1.12
_LONG_HEADING = 25
_LONG_CAPTION = 60
#: Passages on top of the first page among which title and byline stand.
_NEAR_TOP = 6
#: Lines on top of the first page among which the fields of a printed mail stand.
_MAIL_LINES = 20
_MOST_INITIALS = 20
#: Pages of a part of a long document, and of one that is read in parts.
_PART, _MOST_PAGES = 1_000, 20_000
#: Words at least of a sentence that a pull quote repeats.
_PULLED = 5
_ITEM = re.compile(r"(?:[●–—-]|\(?\d{1,2}[.)]|[a-z]\))\s")
#: The mark of an item that stands apart from its words.
_MARK = re.compile(r"\(?\d{1,2}[.)]|[a-z]\)|[–—-]")
#: The number of a note, at its beginning; a date or a quantity is none.
_NOTE = re.compile(r"(\d{1,3})[.)]?\s*(?=[A-Z“‘\"'(])")
_CAPTION = re.compile(r"(?:figure|fig\.|table|chart|map|photo|photograph|picture)\s*\d*\s*[.:–—]", re.I)
_HYPHENS = "\x02\u00ad"


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph or heading of a PDF, its type, and at which of its characters each page begins that it stands on."""

    text: str
    links: tuple[Link, ...]
    is_heading: bool
    size: float
    is_bold: bool
    is_linked: bool
    pages: tuple[tuple[int, int], ...] = ()

    @property
    def is_prose(self) -> bool:
        """Whether it ends as a sentence does."""
        return not self.is_heading and ends_sentence(self.text)


def _with_marks(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines with words, each with the mark of its item that stands before it by itself."""
    mark: Line | None = None
    for line in lines:
        now = line
        if mark is not None and abs(mark.bottom - line.bottom) < line.size / 2 and mark.right < line.left:
            start = len(mark.text) + 1 if mark.text else 0
            links = (Link(Span(k.span.start + start, k.span.end + start), k.url) for k in line.links)
            now = replace(line, text=f"{mark.text} {line.text}".lstrip(), links=tuple(links), is_item=True)
        elif mark is not None and mark.text:
            yield mark
        mark = line if not line.text or _MARK.fullmatch(line.text) else None
        if mark is None:
            yield now
    if mark is not None and mark.text:
        yield mark


def _with_initials(drawn: Iterable[Line]) -> list[Line]:
    """Return a page's lines with the large initials put before the words they begin, and no lines set in by them."""
    lines = list(drawn)
    large = 1.5 * median(line.size for line in lines) if lines else 0.0
    initials = [line for line in lines if len(line.text) == 1 and line.text.isupper() and line.size > large]
    for initial in initials[:_MOST_INITIALS]:
        beside = [
            at
            for at, line in enumerate(lines)
            if -2 < line.left - initial.right < initial.size
            and initial.bottom - 1.5 * line.size < line.bottom < initial.bottom + initial.size
        ]
        if not beside:
            continue
        for at in beside:
            lines[at] = replace(lines[at], left=initial.left)
        first = max(beside, key=lambda at: lines[at].bottom)
        links = (Link(Span(k.span.start + 1, k.span.end + 1), k.url) for k in lines[first].links)
        lines[first] = replace(lines[first], text=initial.text + lines[first].text, links=tuple(links))
        lines = [line for line in lines if line is not initial]
    return lines


def _cells(lines: Sequence[Line]) -> set[int]:
    """Return the places of the lines that are cells of a table: beside each other, with others under them."""
    rows: list[list[int]] = []
    for at in range(1, len(lines)):
        if lines[at].is_beside(lines[at - 1]):
            if rows and rows[-1][-1] == at - 1:
                rows[-1].append(at)
            else:
                rows.append([at - 1, at])
    found: set[int] = set()
    for first, second in pairwise(rows):
        lefts = [lines[at].left for at in first[1:]]
        if second[0] - first[-1] <= 2 and any(abs(lines[at].left - left) < 3 for at in second[1:] for left in lefts):
            found.update(first, second)
    return found


def _pitch(lines: Iterable[Line], size: float) -> float:
    """Return the usual distance of two lines of the text's size within a paragraph, which is seldom the largest."""
    gaps = sorted(
        drop
        for first, second in pairwise(lines)
        if first.page == second.page
        and first.size == second.size
        and 0.8 * size < (drop := first.bottom - second.bottom) < 3 * size
    )
    return gaps[len(gaps) // 4] if gaps else 1.2 * size


@dataclass(frozen=True, slots=True)
class _Measure:
    """The size of the text's type, the usual distance of lines within a paragraph, the usual width of a line."""

    size: float
    pitch: float
    width: float


def _begins(line: Line, last: Line, before: Line | None, measure: _Measure) -> bool:
    """Tell whether a new paragraph begins with `line`, after `last` and the one `before` in its paragraph."""
    if abs(line.size - last.size) > 0.08 * last.size or line.bold != last.bold:
        return True
    if line.is_item or _ITEM.match(line.text) or SPEAKER.match(line.text):
        return True
    ended = ends_sentence(last.text)
    drop = last.bottom - line.bottom
    if line.page != last.page or drop < 0:
        return ended and not line.text[:1].islower()
    if drop > _PARAGRAPH_GAP * measure.pitch * line.size / measure.size:
        return True
    step = 0.7 * line.size
    if ended and line.left < last.left - step and (last.is_item or (before and line.left < before.left - step)):
        return True
    indented = line.left - last.left > step
    if indented and ended and before is not None and not last.is_item and abs(line.left - before.left) < step / 2:
        return True  # as far in as the line that began the paragraph before
    if indented and not last.is_item and (before is None or abs(before.left - last.left) < step):
        return before is not None or ended
    return ended and last.right - last.left < 0.7 * measure.width and not line.text[:1].islower()


def _grouped(lines: Sequence[Line], measure: _Measure) -> list[list[Line]]:
    """Return the lines of each paragraph."""
    cells = _cells(lines)
    groups: list[list[Line]] = []
    for at, line in enumerate(lines):
        group = groups[-1] if groups else []
        before = group[-2] if len(group) > 1 else None
        in_table = at in cells or (at - 1 in cells and line.left < lines[at - 1].left)
        signed = before is None and bool(group) and len(groups) <= _NEAR_TOP and read_byline(group[0].text) is not None
        if group and not in_table and not signed and not _begins(line, group[-1], before, measure):
            group.append(line)
        else:
            groups.append([line])
    return groups


def _passage(group: Sequence[Line], joiner: Joiner, measure: _Measure) -> _Passage:
    """Return the paragraph that the lines make, their links at the places that the lines take in it."""
    text, links, pages = "", list[Link](), list[tuple[int, int]]()
    for line in group:
        words = line.text
        for hyphen in _HYPHENS:
            words = words.replace(hyphen, "-" if words.endswith(hyphen) else "")
        text, at = joiner.join(text, words)
        if not pages or pages[-1][1] != line.page + 1:
            pages.append((at, line.page + 1))
        for link in line.links:
            span = Span(at + link.span.start, min(at + link.span.end, len(text)))
            if links and links[-1].url == link.url and span.start - links[-1].span.end <= 1:
                links[-1] = replace(links[-1], span=Span(links[-1].span.start, span.end))
            else:
                links.append(Link(span, link.url))
    stands_out = group[0].size > _HEADING_SIZE * measure.size or group[0].bold
    return _Passage(
        text=text,
        links=tuple(link for link in links if link.span.start < link.span.end <= len(text)),
        is_heading=stands_out and len(text.split()) <= _LONG_HEADING and not text.endswith((".", ",", ";")),
        size=group[0].size,
        is_bold=group[0].bold,
        is_linked=all(line.is_linked for line in group),
        pages=tuple(pages),
    )


def _parted(lines: Sequence[Line], size: float) -> tuple[list[Line], list[Line], list[Line]]:
    """Return the lines in small type above the text of the first page, those of the text, and other small ones."""
    start = next((at for at, line in enumerate(lines) if abs(line.size - size) < 0.02 * size), 0)
    small = [line.size < NOTE_SIZE * size for line in lines]
    return (
        [line for at, line in enumerate(lines[:start]) if small[at]],
        [line for at, line in enumerate(lines) if not small[at]],
        [line for at, line in enumerate(lines) if small[at] and at >= start],
    )


def _notes(lines: Sequence[Line], joiner: Joiner, measure: _Measure) -> Iterator[_Passage]:
    """Yield the passages in small type without the notes' numbers; captions are left out."""
    number = 0
    numbered: set[int] = set()
    groups: list[list[Line]] = []
    for line in lines:
        mark = _NOTE.match(line.text)
        starts = mark is not None and int(mark[1]) in {1, number + 1}
        if mark is not None and starts:
            number = int(mark[1])
            links = (Link(Span(k.span.start - mark.end(), k.span.end - mark.end()), k.url) for k in line.links)
            kept = tuple(link for link in links if link.span.start >= 0)
            groups.append([replace(line, text=line.text[mark.end() :], links=kept)])
            numbered.add(id(groups[-1]))
        elif groups and not _begins(line, groups[-1][-1], groups[-1][-2] if len(groups[-1]) > 1 else None, measure):
            groups[-1].append(line)
        else:
            groups.append([line])
    for group in groups:
        passage = _passage(group, joiner, measure)
        if id(group) in numbered or not _is_caption(passage.text):
            yield passage


def _is_caption(text: str) -> bool:
    """Tell whether small type says what a picture or table shows, or who made it."""
    credited = any(credit in text.casefold() for credit in names().photo_credits)
    return len(text.split()) <= _LONG_CAPTION and (credited or _CAPTION.match(text) is not None)


def _title(passages: Sequence[_Passage], size: float) -> int:
    """Return the place of the title, which the largest type on top gives, -1 for none."""
    top = passages[:_NEAR_TOP]
    largest = max((passage.size for passage in top), default=0.0)
    if largest <= _HEADING_SIZE * size:
        return -1
    return next((at for at, passage in enumerate(top) if passage.size == largest and passage.is_heading), -1)


def _plain_headline(passages: Sequence[_Passage]) -> int:
    """Return the place of a headline in type of the text's size, in bold or over a byline; -1 for none."""
    at = headline_at([passage.text for passage in passages[: _NEAR_TOP + 1]])
    signed = any(read_byline(passage.text) for passage in passages[at + 1 : at + 3])
    return at if at >= 0 and (passages[at].is_bold or signed) else -1


def _without_pull_quotes(passages: list[_Passage], title: int, size: float) -> list[_Passage]:
    """Leave out what larger type repeats of the text, where nothing else is set in that type: no heading is."""
    text = " ".join(" ".join(words_of(p.text)) for p in passages if p.size <= _HEADING_SIZE * size)
    own: set[tuple[float, bool]] = set()
    pulled: set[tuple[float, bool]] = set()
    for at, passage in enumerate(passages):
        type_ = passage.size, passage.is_bold
        if type_ in own:
            continue
        words = words_of(passage.text)
        repeats = at != title and passage.size > _HEADING_SIZE * size and len(words) >= _PULLED
        (pulled if repeats and " ".join(words) in text else own).add(type_)
    return [passage for passage in passages if (passage.size, passage.is_bold) not in pulled - own]


def _trimmed(passages: list[_Passage]) -> list[_Passage]:
    """Leave out what closes a printed web page: whose it is, and links to others with the heading over them."""
    kept = list(passages)
    while kept:
        last = kept[-1]
        closes = last.text.casefold().startswith(names().closing) or "all rights reserved" in last.text.casefold()
        if closes and len(last.text.split()) <= _LONG_HEADING:
            kept.pop()
        elif last.is_linked and not last.is_prose:
            while kept and kept[-1].is_linked and not kept[-1].is_prose:
                kept.pop()
            if kept and kept[-1].is_heading:
                kept.pop()
        else:
            break
    return kept


def _passages(pages: Sequence[list[Line]]) -> tuple[list[_Passage], Known]:
    """Return the passages of the pages, bylines first and notes last, and the title and date that stand above them."""
    lines = [line for page in pages for line in page]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0]
    head, body, small = _parted(lines, size)
    widths = sorted(line.right - line.left for line in body if line.size == size)
    measure = _Measure(size, _pitch(body, size), widths[len(widths) * 9 // 10] if widths else 400.0)
    joiner = Joiner(line.text for line in lines)
    found = [_passage(group, joiner, measure) for group in _grouped(body, measure)]
    at = _title(found, size)
    if at < 0:
        at = _plain_headline(found)
    title = found[at].text if at >= 0 else ""
    heads = [_passage([line], joiner, measure) for line in head]
    if at > 0 and not any(passage.is_prose for passage in found[:at]):
        # What stands above the title is a section's name or who publishes it.
        heads += found[:at]
        found = found[at:]
    found = _without_pull_quotes(found, 0 if title else -1, size)
    near, rest = found[:_NEAR_TOP], found[_NEAR_TOP:]
    signed = [replace(passage, is_heading=False) for passage in [*heads, *near] if read_byline(passage.text)]
    near = [passage for passage in near if not read_byline(passage.text)]
    # A date among what stands above the title is that of the whole, whatever else its line says.
    dates = (dated[0] for passage in [*signed, *heads] if (dated := find_date(passage.text)))
    date = next(dates, "")
    prose = [passage for passage in heads if passage.is_prose]
    return _trimmed([*signed, *near, *rest, *prose, *_notes(small, joiner, measure)]), Known(title=title, date=date)


def _without_mail_fields(lines: list[Line]) -> tuple[list[Line], MailHead]:
    """Return a page's lines without the fields of a mail on top, as it is printed, and what they say."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and line.is_beside(rows[-1][-1]) and rows[-1][0].text.endswith(":"):
            rows[-1].append(line)
        else:
            rows.append([line])
    texts = [" ".join(line.text for line in row) for row in rows[:_MAIL_LINES]]
    kept, head = read_mail_lines(texts)
    if not (head.title or head.author):
        return lines, MailHead()
    first = min(set(range(len(texts))) - set(kept))
    # Above the fields stands whose mail box it is.
    below = [row for at, row in enumerate(rows) if (at in kept and at >= first) or at >= len(texts)]
    return [line for row in below for line in row], head


def read_pdf(data: bytes, *, name: str, url: str = "") -> Article:
    """Return the article of a PDF with a text layer.

    Raises InputError for a file that is damaged, protected by a password, too long or too hard to read, NoArticleError
    for one without text; `name` is what their messages call it.
    """
    return _article(read_pages(data, name=name), name, url)


def read_long_pdf(data: bytes, *, name: str) -> Iterator[Article]:
    """Yield a PDF of any length in parts of so many pages that each can be read; those without text are left out."""
    start, total = 0, 1
    while start < min(total, _MOST_PAGES):
        read = read_pages(data, name=name, part=Span(start, start + _PART))
        start, total = start + _PART, read.total
        with suppress(NoArticleError):
            yield _article(read, name, "")
    if total > _MOST_PAGES:
        raise InputError(f"{name} has {total} pages, more than {_MOST_PAGES}. Give attrcheck a part of it.")


def _article(read: PdfPages, name: str, url: str) -> Article:
    """Return the article on the pages that were read; raises NoArticleError where they have no text."""
    written = [_with_initials(_with_marks(in_reading_order(list(lines)))) for lines in read.pages if lines]
    pages = without_furniture([lines for lines in written if lines])
    if not any(pages):
        raise NoArticleError(
            f"{name} holds pictures of pages and no text. Run it through text recognition (OCR) first, as "
            "“ocrmypdf in.pdf out.pdf” does, and give attrcheck what that makes."
        )
    first, head = _without_mail_fields(pages[0])
    passages, known = _passages([first, *pages[1:]] if any((first, *pages[1:])) else pages)
    if head.title or head.author:
        known = replace(known, title=head.title or known.title, author=head.author, date=head.date or known.date)
    not_done = []
    lost = read.unread + len(read.pages) - len(written)
    if lost:
        not_done.append(f"{lost} {'page holds' if lost == 1 else 'pages hold'} no text that could be read")
    return assemble(passages, replace(known, url=url), tuple(not_done))
