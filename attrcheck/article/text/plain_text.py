"""Pasted or plain text in, its `Article` out: a headline, and paragraphs whose wrapped lines are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from attrcheck.article.assembly import Known
from attrcheck.article.model import Article, Link, Paragraph, ParagraphKind, Span
from attrcheck.article.text.bylines import read_byline
from attrcheck.article.urls import bare_addresses
from attrcheck.article.words import words_of
from attrcheck.files import read_data

__all__ = ["SPEAKER", "Joiner", "from_text", "from_wrapped_text", "read_text", "unwrap"]


class Joiner:
    """Joins the lines of paragraphs; words broken at line ends become whole as the rest of the text writes them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._written = frozenset(word.casefold() for text in texts for word in _WORD.findall(text))

    def join(self, text: str, line: str) -> tuple[str, int]:
        """Return `text` with `line` behind it, and the place at which the line begins."""
        broken = _BROKEN.search(text[-80:])
        following = _FIRST_WORD.match(line)
        if not text or (broken is not None and following is None) or _GLUED.search(text[-2:]):
            return text + line, len(text)
        if broken is None or following is None:
            return f"{text} {line}", len(text) + 1
        if self._keeps_hyphen(broken[1], following.group()):
            return text + line, len(text)
        return text[:-1] + line, len(text) - 1

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        joined, parted = f"{first}{second}".casefold(), f"{first}-{second}".casefold()
        if joined in self._written:
            return False
        kept = first.casefold() in _kept_hyphens() and len(second) >= _LONG_SECOND
        return parted in self._written or not second[0].islower() or kept or "-" in first


#: Places of lines among which title and byline stand, and paragraphs that may stand above the byline.
_NEAR_TOP = 6
_STANDFIRST = 1
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_WRAP_WIDTHS = range(40, 101)
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
#: A dash without a blank before it, or a number's hyphen, takes none behind it.
_GLUED = re.compile(r"\S[—–]$|\d-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?…:][\"”’'»)\]]*$")
_QUOTED = re.compile(r"(?:> ?)+")
_ITEM = re.compile(r"\s*(?:[•▪◦‣●*–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+\S")
#: "MAYOR LINDH:" and "Q:" at a line's beginning: somebody else speaks.
SPEAKER = re.compile(r"\s*[A-Z](?:[A-Z.'’-]|\s(?=[A-Z(])){0,40}:\s")
#: An account that posts or answers in a thread.
_ACCOUNT = re.compile(r"\s*@\w{2,30}\b")
#: Characters of a line at least where a paragraph may be wrapped, and at most.
_NARROWEST = 40
_WIDEST = 110
#: By how much the lines of a wrapped paragraph may fall short of the longest: a long word's length.
_RAGGED = 32
#: A text is not wrapped if more than one in so many characters stands on lines wider than that.
_FEW = 5
#: Letters at least of a word behind such a hyphen: "low-lying" keeps it, "low-er" does not.
_LONG_SECOND = 4


def _speaks(line: str, first: str) -> bool:
    """Tell whether somebody else speaks in `line` than in `first`, which begins the paragraph: "HOST: …", "@ann …"."""
    thread = _ACCOUNT.match(line) is not None and _ACCOUNT.match(first) is not None
    return thread or SPEAKER.match(line) is not None


def _is_hard_wrapped(block: str) -> bool:
    lines = block.split("\n")
    if any(_speaks(line, lines[0]) for line in lines[1:]):
        return False
    widths = [len(line.rstrip()) for line in lines[:-1]]

    return len(lines) > 1 and all(w in _WRAP_WIDTHS for w in widths) and max(widths) - min(widths) <= 20


def _blocks(text: str) -> Iterator[Span]:
    """Yield paragraphs: parted by blank lines, and by single line ends unless the lines are wrapped."""
    start = 0
    for gap in [*_BLANK_LINES.finditer(text), None]:
        end = gap.start() if gap else len(text)
        block = text[start:end]
        if _is_hard_wrapped(block):
            yield from _stripped(text, start, end)
        else:
            at = start
            for line in [*_LINE.finditer(block), None]:
                stop = start + line.start() if line else end
                yield from _stripped(text, at, stop)
                at = start + line.end() if line else end
        start = gap.end() if gap else end


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        yield Span(start + left, start + len(piece.rstrip()))


def _looks_like_title(line: str) -> bool:
    """Tell whether the line may be a headline: short, not quoted, and no long sentence with its full stop."""
    words = len(line.split())
    sentence = line.rstrip().endswith(".") and words > 14
    return len(line) <= 200 and words <= 30 and not sentence and line[0] not in "\"“«„'‘"


def from_text(text: str, *, url: str = "", file: str = "") -> Article:
    """Return the article in plain `text`, from `file` if any; its first lines may hold a title, a byline and a date.

    Carriage returns and a byte-order mark become white space, so that offsets count the characters of what was given.
    """
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    return replace(_from_lines(text, Known(url=url)), file=file)


def read_text(text: str, known: Known) -> Article:
    """Return the article of `text`, whose wrapped lines are joined, under the title that is known of it."""
    text = unwrap(text.strip())
    if known.title and words_of(text.split("\n", 1)[0]) != words_of(known.title):
        text = f"{known.title}\n\n{text}"
    return _from_lines(text, known)


def _from_lines(text: str, known: Known) -> Article:
    """Return the article of `text`, whose first lines may say what is not known of it."""
    spans = list(_blocks(text))
    paragraphs: list[Paragraph] = []
    title, author, date = known.title, known.author, known.date
    first = words_of(title)
    number = 0
    for position, span in enumerate(spans):
        kind = ParagraphKind.BODY
        if number <= _STANDFIRST and position < _NEAR_TOP and len(spans) > position + 1:
            line = span.of(text)
            byline = read_byline(line)
            if byline:
                kind, author, date = ParagraphKind.BYLINE, author or byline.author, date or byline.date
            elif number == 0 and (words_of(line) == first if title else _looks_like_title(line)):
                kind, title = ParagraphKind.TITLE, title or " ".join(line.split())
        if kind is ParagraphKind.BODY:
            number += 1
        paragraphs.append(Paragraph(span, kind, number if kind is ParagraphKind.BODY else 0))
    return Article(
        text=text,
        paragraphs=tuple(paragraphs),
        links=tuple(_addresses(text)),
        title=title,
        author=author,
        date=date,
        url=known.url,
        language=known.language,
    )


def _addresses(text: str) -> Iterator[Link]:
    """Yield the web addresses that stand in the text as links."""
    for start, end, url in bare_addresses(text):
        yield Link(Span(start, end), url)


@cache
def _kept_hyphens() -> frozenset[str]:
    return frozenset(read_data("language")["hyphens"]["first"].split())


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether the lines are one paragraph's, broken where the next word would not have gone on the line."""
    if len(lines) < 2:
        return False
    widths = [len(line) for line in lines[:-1]]
    longest = max(len(line) for line in lines)
    if not _NARROWEST <= longest <= _WIDEST:
        return False
    if sum(_SENTENCE_END.search(line) is not None for line in lines[:-1]) * 2 > len(widths):
        return False  # dialogue, a line each
    # A line that had room for the next line's first word was ended on purpose: verse, a list, an address.
    early = sum(_had_room(line, following, longest) for line, following in pairwise(lines))
    return early * 6 <= len(widths) and min(widths) >= longest - _RAGGED


def _runs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph of a block: parted by items, speakers, indentation, short last lines."""
    run: list[str] = []
    indents = [len(line) - len(line.lstrip(" \t")) for line in lines]
    least = min(indents, default=0)
    longest = max((len(line.strip()) for line in lines), default=0)
    for line, indent in zip(lines, indents, strict=True):
        in_item = bool(run) and _ITEM.match(run[0]) is not None
        last = run[-1].strip() if run else ""
        ended = _SENTENCE_END.search(last) and not line.strip()[0].islower()
        # Where nobody was quoted yet, a quotation that begins a line behind a whole sentence begins a paragraph.
        speaks = line.strip()[0] in '“"' and bool(run) and not any(mark in each for each in run for mark in '“"')
        ended = ended and (speaks or _had_room(last, line, longest))
        if run and (_ITEM.match(line) or _speaks(line, run[0]) or (indent > least and not in_item) or ended):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _had_room(line: str, following: str, longest: int) -> bool:
    """Tell whether the first word of the `following` line would have gone on this one."""
    first = following.split(maxsplit=1)[0] if following.strip() else ""
    return len(line) + 1 + len(first) < longest - 1 and len(line) < longest - 3


def _joined(block: Sequence[str], joiner: Joiner) -> Iterator[str]:
    for run in _runs(block):
        stripped = [line.strip() for line in run]
        is_item = _ITEM.match(run[0]) is not None
        if _is_wrapped(stripped) or (is_item and len(run) > 1 and max(map(len, stripped)) >= _NARROWEST):
            text = ""
            for line in stripped:
                text, _at = joiner.join(text, line)
            yield text
        else:
            yield from stripped


def _wrapped_blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield runs of lines with a blank line or another depth of "> " marks between them, these marks taken off."""
    block: list[str] = []
    depth = 0
    for line in lines:
        marks = _QUOTED.match(line)
        deep = marks.group().count(">") if marks else 0
        text = line[marks.end() :] if marks else line
        if block and (deep != depth or not text.strip()):
            yield block
            block = []
        depth = deep
        if text.strip():
            block.append(text)
    if block:
        yield block


def from_wrapped_text(text: str, *, url: str = "") -> Article:
    """Return the article in plain `text` whose paragraphs may be broken into lines, as in a mail."""
    return _from_lines(unwrap(text), Known(url=url))


def unwrap(text: str) -> str:
    """Return `text` with its paragraphs on a line each and blank lines between them, or as it is if none is wrapped."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if sum(len(line) for line in lines if len(line) > _WIDEST) * _FEW > len(text):
        return text  # its paragraphs are lines, so what is on a short line is meant to be
    blocks = list(_wrapped_blocks(lines))
    joiner = Joiner(lines)
    paragraphs = [list(_joined(block, joiner)) for block in blocks]
    if sum(map(len, paragraphs)) == sum(map(len, blocks)) and not any(_QUOTED.match(line) for line in lines):
        return text
    return "\n\n".join("\n\n".join(block) for block in paragraphs)
