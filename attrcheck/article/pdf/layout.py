"""Pages of lines in, the lines of the text out in reading order: no heads and feet, page and line numbers, menus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from attrcheck.article.model import Link, Span
from attrcheck.article.pdf.lines import Line

__all__ = ["in_reading_order", "without_furniture"]

_NUMBER_ONLY = re.compile(
    r"(?:page|p\.|seite)?\s*[-–—]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/|\|)\s*\d{1,4})?\s*[-–—]?", re.I
)
#: "Day 7 — Page 1", "Page 3 of 12 · Ministry of Rivers", and the address of a page that a browser printed.
_FOOT = re.compile(r"page\s+\d{1,4}\b.*|.*\bpage\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|(?:https?|file)://\S+", re.I)
_LONGEST_FOOT = 20
_DIGITS = re.compile(r"\d+")
#: When a browser printed a page: "11/28/26, 8:24 AM".
_STAMP = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AP]\.?M\.?)?", re.I)
#: The number of a line: by itself in the margin, or before the line's words.
_LINE_NUMBER = re.compile(r"(\d{1,5})(?:\s+|$)")
_MARGIN_NUMBER = re.compile(r"\d{1,5}")
#: Numbered lines at least that a page with line numbers has.
_FEWEST_NUMBERED = 5
_STEPS = (1, 2, 5, 10)
#: Links at least of a line that is a menu.
_MENU = 3


def in_reading_order(lines: list[Line]) -> list[Line]:
    """Return the lines of a page in reading order, where the file draws two columns line by line across both."""
    pairs = [(first, second) for first, second in pairwise(lines) if second.is_beside(first)]
    lefts = Counter(round(second.left / 6) for _first, second in pairs)
    common = lefts.most_common(1)
    if not common or common[0][1] < 4 or common[0][1] * 3 < len(pairs) * 2 or len(pairs) * 3 < len(lines):
        return lines
    gutter = median(second.left for _first, second in pairs) - 1
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.left < gutter - 4 < line.right - 4 and line.right > gutter + line.size * 2:
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (right if line.left >= gutter - 4 else left).append(line)
    return [*ordered, *left, *right]


def _key(line: Line) -> tuple[str, int]:
    """Return what the running heads of two pages have in common: their words, whatever the number, and height."""
    return _DIGITS.sub("0", line.text), round(line.bottom / 4)


def _running(pages: Sequence[Sequence[Line]]) -> set[tuple[str, int]]:
    """Return what the heads and feet that run from page to page have in common."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        heights = sorted({line.bottom for line in lines})
        edges = {*heights[:3], *heights[-3:]}
        seen.update({_key(line) for line in lines if line.bottom in edges})
    return {key for key, count in seen.items() if count > 1 and count * 3 >= len(pages)}


def _is_foot(line: Line) -> bool:
    """Tell whether the line at a page's edge only says which page it is."""
    words = line.text.split()
    said = " ".join(words)
    return len(words) <= _LONGEST_FOOT and any(form.fullmatch(said) for form in (_NUMBER_ONLY, _FOOT, _STAMP))


def _is_printed(line: Line) -> bool:
    """Tell whether the line at a page's edge is one that browsers print there: an address, or when it was printed."""
    said = " ".join(line.text.split())
    return _STAMP.fullmatch(said) is not None or said.startswith(("http://", "https://", "file://"))


def _counted(numbered: Sequence[tuple[int, Line]]) -> set[int]:
    """Return the identities of the lines whose numbers go up in equal steps, whether or not each line has one."""
    found: set[int] = set()
    run: list[tuple[int, Line]] = []
    step = 0
    for number, line in numbered:
        now = number - run[-1][0] if run else 0
        if run and now != step:
            run = run[-1:] if now in _STEPS else []
        step = now
        run.append((number, line))
        if len(run) >= _FEWEST_NUMBERED:
            found.update(id(each) for _number, each in run[-_FEWEST_NUMBERED:])
    return found


def _without_line_numbers(lines: list[Line]) -> list[Line]:
    """Take the numbers of lines off a page: those that stand alone at its margin, or before the words of its lines."""
    words = [line for line in lines if not line.text.isdecimal()]
    if not words:
        return lines
    first, last = min(line.left for line in words), max(line.right for line in words)
    # A longer run of digits counts no lines, and Python refuses to make a number of thousands of them.
    numbered = [line for line in lines if _MARGIN_NUMBER.fullmatch(line.text)]
    alone = [line for line in numbered if line.right <= first or line.left >= last]
    numbers = _counted([(int(line.text), line) for line in sorted(alone, key=lambda line: -line.bottom)])
    if numbers:
        return [line for line in lines if id(line) not in numbers]
    marks = {id(line): mark for line in lines if (mark := _LINE_NUMBER.match(line.text))}
    numbers = _counted([(int(marks[id(line)][1]), line) for line in lines if id(line) in marks])
    if len(numbers) * 10 < len(lines) * 9:
        return lines
    return [short for line in lines if (short := _cut(line, marks[id(line)].end() if id(line) in numbers else 0)).text]


def _cut(line: Line, start: int) -> Line:
    """Return the line without its first characters."""
    links = (
        Link(Span(max(0, link.span.start - start), link.span.end - start), link.url)
        for link in line.links
        if link.span.end > start
    )
    return replace(line, text=line.text[start:], links=tuple(links)) if start else line


def without_furniture(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Take running heads and feet, page numbers, the numbers of lines and menus off every page."""
    pages = [_without_line_numbers(lines) for lines in pages]
    running = _running(pages)
    kept = []
    for lines in pages:
        heights = [line.bottom for line in lines]
        edges = {min(heights), max(heights)}
        printed = {round(line.bottom) for line in lines if line.bottom in edges and _is_printed(line)}
        kept.append(
            [
                line
                for line in lines
                if _key(line) not in running
                and not (line.bottom in edges and _is_foot(line))
                and round(line.bottom) not in printed
                and not (line.is_linked and len(line.links) >= _MENU)
            ]
        )
    return kept
