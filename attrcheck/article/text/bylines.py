"""A line of text in, the author and the date that it names out, where it is a byline and no sentence."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from attrcheck.files import read_data

__all__ = ["Head", "clean_author", "find_date", "is_label", "read_byline"]

_WRITTEN = r"(?:(?:post|words|text|story|report|reporting|interview|written|posted|published|photographs?) )?by"
_BYLINE = re.compile(
    rf"\s*(?:{_WRITTEN}\s*:?\s+(?-i:[^\W\d_a-z])|(?:authors?|published|updated|posted|created|written|date)\s*[:|]\s)",
    re.I,
)
#: "Published 3 May 2024", "Friday, 3 May 2024": the words that may stand before a date.
_DATED = re.compile(
    r"\s*(?:(?:(?:first|last) )?(?:published|updated|posted|modified|created|written)(?: on| at|:)?)?"
    r"\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?)?\s*$",
    re.I,
)
#: "Updated 4 May 2024 | Published 3 May 2024": what stands before the date that counts.
_PUBLISHED = re.compile(r"\b(?:published|posted|written|created)\b\W{0,4}(?:on\b)?", re.I)
#: "Dana Whitlock, 3 May 2024": two to four words as names have them may, too.
_NAMED = re.compile(
    r"\s*(?P<name>[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|al|bin|da|de|der|di|van|von)){1,3})\s*[,|·–—-]\s*$"
)
#: "Tallinn, 3 May 2024": a dateline.
_DATELINE = re.compile(r"\s*[^\W\d_a-z][\w.'’-]+,\s*$")
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b|\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=\b|T\d)")
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_WRITTEN_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTHS})\.?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTHS})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    rf"|(?P<y3>\d{{4}})\s+(?P<m3>{_MONTHS})\.?\s+(?P<d3>\d{{1,2}}))\b",
    re.I,
)
_AUTHOR = re.compile(rf"(?:^|\s)(?:authors?|{_WRITTEN})\s*:?\s+(?P<name>[^\W\d_][^|\n]{{1,80}})", re.I)
_BEFORE_NAME = re.compile(rf"\s*(?:(?:authors?|{_WRITTEN})\b\s*[:|]?)+\s*", re.I)
#: What follows a name in a byline and is none: "Bill Strother, Staff Writer", "in Tallinn".
_AFTER_NAME = re.compile(
    r"\s*(?:,\s*(?:the\s+)?(?:\w+ ){0,2}(?:staff|writer|reporter|correspondent|editor|columnist|producer|journalist)\b"
    r"|\sspecial\s+(?:to|for)\b|;\s*(?:additional |editing|writing|graphics|photographs?)"
    r"|,\s*(?:the\s+)?(?:associated press|ap|reuters|agence france-presse|afp|bloomberg|pa media|dpa|npr|cnn|bbc)\b"
    r"|\sin\s|[|(•·»]|@|\b(?:updated|published|posted)\b).*",
    re.I,
)
#: "Ann Lee Senior Washington Correspondent": what a name without a comma behind it is followed by.
_ROLE = re.compile(
    r"(?<=\w)\s+(?:associate|chief|contributing|deputy|foreign|national|political|senior|special|staff)\b"
    r"(?:\s\w+){0,3}?\s(?:columnist|correspondent|editor|reporter|writer)s?$",
    re.I,
)
#: "Dana Whitlock and Omar Ferrant" are two.
_AND = re.compile(r"(?<=\w) (?:and|&) (?=[^\W\d_a-z][\w.'’-]* [^\W\d_a-z])")
#: "HARRIET QUAYLE in Narrow Bay and SAM PELL": where a writer is who is not the last.
_WHERE = re.compile(r"(?<=\w) in (?:[^\W\d_a-z][\w.'’-]* ?){1,4}(?= and |,? & |, )")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
#: Addresses of sites, times of day, and what is left of "on 3 May".
_NO_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)+|\d{1,2}[:.]\d{2}.*", re.I)
_CUT_OFF = re.compile(r"\s+(?:at|for|on)$")
_END = (".", "!", "?", "”", '"')
_MOST_WORDS = 14
#: Characters of what a page gives as its author that are looked at.
_LONGEST = 300


def find_date(line: str) -> tuple[str, int, int] | None:
    """Return the first calendar date of `line` as YYYY-MM-DD, its start and end; 01/02/2022 may be two and is none."""
    numeric = _NUMERIC_DATE.search(line)
    written = _WRITTEN_DATE.search(line)
    if numeric:
        if numeric[4]:
            year, month, day = int(numeric[4]), int(numeric[5]), int(numeric[6])
        else:
            day, month, year = int(numeric[1]), int(numeric[2]), int(numeric[3])
            if month > 12:
                day, month = month, day
            elif "/" in numeric[0] and day <= 12 and day != month:
                return None
        match = numeric
    elif written:
        day = int(written["d1"] or written["d2"] or written["d3"])
        year = int(written["y1"] or written["y2"] or written["y3"])
        names = [name[:3] for name in _MONTHS.split("|")[:12]]
        month = names.index((written["m1"] or written["m2"] or written["m3"])[:3].lower()) + 1
        match = written
    else:
        return None
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return None
    return found.isoformat(), match.start(), match.end()


@dataclass(frozen=True, slots=True)
class Head:
    """What a byline says: author and date (YYYY-MM-DD), "" for unknown."""

    author: str
    date: str


def clean_author(said: str) -> str:
    """Return the name in what a page gives as its author, "" where that is no name."""
    name = _WHERE.sub("", _ADDRESS.sub("", " ".join(said[:_LONGEST].split())))
    name = _AFTER_NAME.sub("", _BEFORE_NAME.sub("", name, count=1) if _BEFORE_NAME.match(name) else name, count=1)
    name = _ROLE.sub("", _CUT_OFF.sub("", name.strip(" \t,;:-–—|/@")))
    name = _AND.sub(", ", name)
    name = ", ".join(part.title() if part.isupper() and " " in part else part for part in name.split(", "))
    if not any(c.isalpha() for c in name) or len(name) > 120 or _NO_NAME.fullmatch(name):
        return ""
    return name


def read_byline(line: str) -> Head | None:
    """Return what a line such as "15.01.2022 Author: A. Writer" says, or None where it is not a byline."""
    if not _looks_like_byline(line):
        return None
    published = _PUBLISHED.search(line)
    dated = (find_date(line[published.end() :]) if published else None) or find_date(line)
    named = _AUTHOR.search(line)
    author = ""
    if named:
        until = find_date(named["name"])
        author = named["name"][: until[1] if until else None]
    elif dated:
        signed = _NAMED.match(line[: dated[1]]) if published is None else None
        author = signed["name"] if signed else ""
    return Head(clean_author(author), dated[0] if dated else "")


def _looks_like_byline(line: str) -> bool:
    """Tell whether the line names a writer or a date and nothing else; a sentence, with its full stop, never does."""
    if len(line) > 120 or len(line.split()) > _MOST_WORDS or line.rstrip().endswith(_END):
        return False
    dated = find_date(line)
    if dated is None:
        return bool(_BYLINE.match(line)) and "," not in _AFTER_NAME.sub("", line, count=1)
    before, after = line[: dated[1]], line[dated[2] :]
    known = (_DATED, _NAMED, _DATELINE)
    said = any(c.isalpha() for c in before) and not (_BYLINE.match(line) or any(each.match(before) for each in known))
    return not said and len((before + after).split()) <= 10


def is_label(line: str) -> bool:
    """Tell whether the line only says what kind of text follows: "For immediate release"."""
    said = " ".join(line.casefold().strip(" :*-–—.").split())
    return said.startswith(tuple(read_data("pasted")["labels"]["release"])) and len(said.split()) <= _MOST_WORDS
