"""Pasted text in; out, the articles in it, without what mails, archives, wires and pages put round them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from attrcheck.article.assembly import Known
from attrcheck.article.documents.mail_text import read_mail_lines
from attrcheck.article.documents.timed_transcript import read_timed
from attrcheck.article.model import Article
from attrcheck.article.text.bylines import clean_author, find_date, read_byline
from attrcheck.article.text.page_breaks import with_whole_headline, without_page_breaks
from attrcheck.article.text.plain_text import from_wrapped_text, read_text
from attrcheck.article.vocabulary import names
from attrcheck.article.words import ends_sentence
from attrcheck.files import read_data

__all__ = ["read_pasted"]

#: A pasted article: its text, and what stood round it and says more.
Pasted = tuple[str, Known]

#: "1 of 2 DOCUMENTS" and "Document 1 of 2": where the next article of an export begins.
_NUMBERED = re.compile(r"(?im)^[^\S\n]*(?:document )?\d{1,4} of \d{1,4}(?: documents?)?[^\S\n]*$")
_LABEL = re.compile(r"(?P<name>[A-Z][A-Za-z-]{2,20}(?:-[A-Z]+)*)\s*:\s*(?P<value>.*)$")
_FACTIVA = re.compile(r"(?P<code>[A-Z]{2,3})(?:[ \t]{1,8}(?P<value>\S.*))?$")
_DOCUMENT = re.compile(r"(?im)^\s*Document [A-Za-z0-9]{15,60}\s*$")
_COPYRIGHT = re.compile(r"\s*(?:copyright|\(c\)|©)\b.{0,120}$|\s*all rights reserved\.?\s*$", re.I)
_EDITION = re.compile(r".{0,40}\bedition\b.{0,20}$", re.I)
_SLUG = re.compile(r"\^(?P<said>.{1,200}?)\s*[<=]?\s*$")
_IS_SLUG = re.compile(
    r"[A-Z]{1,3}[-–]{1,2}\S|\S*\b(?:1st|2nd|3rd|\dth) (?:ld|lead|add)\b|\S+,\S+,\s*\d+$|.*writethru", re.I
)
_CREDIT = re.compile(r"\s*\(\s*(?:additional )?(?:reporting|writing|edit(?:ing|ed)|compiled|by)\b.{1,300}\)\s*$", re.I)
_REPORTER = re.compile(r"(?:reporting|writing) by (?P<name>[^;)]{3,100})", re.I)
_CRUMBS = re.compile(r"\s*[^\s>›»].{0,40}?(?:\s[>›»]\s?[^>›»]{1,40}){1,6}$")
_COUNT = re.compile(r"\s*[\d.,]{1,9}\s?[KkMm]?(?:\s+(?:comments?|shares?|likes?|views?|min(?:ute)?s? read))?\s*$")
_HANDLE = re.compile(r"\s*@\w{2,30}\s*$")
_NAME = re.compile(r"\s*[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|al|bin|da|de|der|di|van|von)){1,3}\s*$")
#: Lines of a page's furniture at least that make a text one that was copied from a browser.
_FEWEST = 2
_LONG_LINE = 12
_HEAD_LINES = 30
_MOST_ARTICLES = 200


@cache
def _data() -> dict[str, Any]:
    return read_data("pasted")


@cache
def _lines_of(table: str, key: str) -> frozenset[str]:
    held = _data()[table][key]
    return frozenset(held.split() if isinstance(held, str) else held)


def read_pasted(text: str, *, url: str = "") -> tuple[Article, ...]:
    """Return the articles in plain `text`, whose lines may be wrapped, and which mails and archives may surround."""
    known = Known(url=url)
    timed = read_timed(text, url=url)
    if timed is not None:
        return (timed,)
    found = _as_pasted(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), known)
    return tuple(read_text(said, head) for said, head in found) or (_plain(text, url),)


def _plain(text: str, url: str) -> Article:
    return from_wrapped_text(with_whole_headline(without_page_breaks(text)), url=url)


def _as_pasted(text: str, known: Known) -> list[Pasted]:
    """Return the articles in a text that something stands round, with what that says; none for other text."""
    exported = _exported(text, known)
    if exported:
        return exported
    lines = text.split("\n")
    kept, head = read_mail_lines(lines)
    if head.title or head.author:
        return [
            ("\n".join(lines[at] for at in kept), replace(known, title=head.title, author=head.author, date=head.date))
        ]
    made = _wire(lines, known) or _copied(lines, known)
    return [made] if made else []


def _exported(text: str, known: Known) -> list[Pasted]:
    """Return the articles of an export of Nexis or Factiva, none where the text is no such export."""
    parts = [part for part in _NUMBERED.split(text) if part.strip()] if _NUMBERED.search(text) else [text]
    found = [made for part in parts[:_MOST_ARTICLES] if (made := _nexis(part.split("\n"), known))]
    if found:
        return found
    parts = [part for part in _DOCUMENT.split(text) if part.strip()]
    return [made for part in parts[:_MOST_ARTICLES] if (made := _factiva(part.split("\n"), known))]


def _nexis(lines: Sequence[str], known: Known) -> Pasted | None:
    """Return an article of Nexis: its labelled lines say what stands above and below the text, and are left out."""
    labels: dict[str, str] = {}
    places: list[int] = []
    for at, line in enumerate(lines):
        label = _LABEL.match("Body:" if line.strip() == "Body" else line.strip())
        name = label["name"].lower() if label else ""
        is_label = name in _lines_of("exports", "nexis") and line.strip()[: len(name)].isupper()
        if label and (is_label or name in {"body", "byline", "length", "load-date", "section"}):
            labels.setdefault(name, label["value"].strip())
            places.append(at)
    if len({"length", "byline", "section", "load-date", "publication-type", "body", "highlight"} & labels.keys()) < 2:
        return None
    above = [at for at in places if any(len(line.split()) > _LONG_LINE for line in lines[at + 1 :])]
    start = max(above, default=-1) + 1
    # A label's value may go on in the lines below it, up to a blank one.
    while above and start < len(lines) and lines[start].strip() and len(lines[start].split()) <= _LONG_LINE:
        start += 1
    end = min((at for at in places if at >= start), default=len(lines))
    head = [line.strip() for line in lines[: min(places)] if line.strip() and not _COPYRIGHT.match(line)]
    body = [line for line in lines[start:end] if not _COPYRIGHT.match(line)]
    dates = [dated[0] for line in head if (dated := find_date(line))]
    dated_at = next((at for at, line in enumerate(head) if find_date(line)), -1)
    # Older exports have newspaper, day and headline, newer ones headline, newspaper and day.
    below = [line for line in head[dated_at + 1 :] if not find_date(line) and not _EDITION.fullmatch(line)]
    titles = below[-1:] or head[:1]
    author = clean_author(re.sub(r"(?i)^by\s+", "", labels.get("byline", "").split(";")[0]))
    title = labels.get("headline") or (titles[-1] if titles else "")
    said = find_date(labels.get("load-date", ""))
    date = dates[0] if dates else said[0] if said else ""
    return "\n".join(body), replace(known, title=title, author=author, date=date)


def _factiva(lines: Sequence[str], known: Known) -> Pasted | None:
    """Return an article of Factiva: each part of it stands behind a code of two or three letters."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = _FACTIVA.match(line.rstrip())
        if match and match["code"] in _lines_of("exports", "factiva") and match["code"] not in fields:
            code = match["code"]
            fields[code] = [match["value"] or ""]
        elif code:
            fields[code].append(line)
    if not {"HD", "TD"} <= fields.keys() and not {"HD", "LP", "PD"} <= fields.keys():
        return None
    said = {key: " ".join(" ".join(value).split()) for key, value in fields.items()}
    dated = find_date(said.get("PD", ""))
    author = clean_author(re.sub(r"(?i)^by\s+", "", said.get("BY", "")))
    body = "\n\n".join("\n".join(fields[key]).strip() for key in ("LP", "TD") if key in fields)
    return body, replace(known, title=said["HD"], author=author, date=dated[0] if dated else "")


def _wire(lines: Sequence[str], known: Known) -> Pasted | None:
    """Return wire copy without slugs, marks between its parts, and notes for editors; None for other text."""
    slugs = {at: match["said"].strip() for at, line in enumerate(lines) if (match := _SLUG.match(line))}
    marks = {at for at, line in enumerate(lines) if line.strip() and _is_mark(line)}
    ends = [
        at
        for at in marks
        if lines[at].strip() in {"-30-", "###", "(ENDS)", "ENDS", "(END)", "—30—", "-ends-", "--30--"}
    ]
    signed_at = {at for at, line in enumerate(lines) if _CREDIT.match(line)}
    if not slugs and not ends and not (marks and signed_at):
        return None
    heads = [said for said in slugs.values() if not _IS_SLUG.match(said)]
    signed = next((byline.author for said in heads if (byline := read_byline(said)) and byline.author), "")
    title = next((said for said in heads if not read_byline(said) and len(said.split()) > 2), "")
    reporter = next((match["name"] for at in sorted(signed_at) if (match := _REPORTER.search(lines[at]))), "")
    body = [
        line
        for at, line in enumerate(lines)
        if at not in slugs and at not in marks and at not in signed_at and not _is_for_editors(line)
    ]
    text = "\n".join(line.strip() if line.startswith("\t") else line for line in body)
    if any(line.startswith("\t") for line in body):
        text = text.replace("\n", "\n\n")
    return text, replace(known, title=title, author=signed or clean_author(reporter))


def _is_mark(line: str) -> bool:
    said = line.strip().strip("()[]-–—*= ").lower() or line.strip()
    is_set_off = not line.strip()[0].isalnum() or line.strip().isupper() or line.strip() in {"ends", "Ends", "more"}
    return is_set_off and said in _lines_of("wire", "marks")


def _is_for_editors(line: str) -> bool:
    said = line.strip().lower().lstrip("([")
    return said.startswith(tuple(_data()["wire"]["notes"])) and len(said.split()) <= 40


def _copied(lines: Sequence[str], known: Known) -> Pasted | None:
    """Return what was copied from a browser without crumbs, buttons, counts and promotions; None for other text."""
    flags = [_furniture(line) for line in lines]
    if sum(flag is not None for flag in flags) < _FEWEST:
        return None
    end = _tail(lines)
    kept: list[str] = []
    author = date = ""
    begun = promoted = False
    for at, line in enumerate(lines[:end]):
        is_text = len(line.split()) > _LONG_LINE or (ends_sentence(line.strip()) and len(line.split()) > 3)
        if flags[at] == "promotion":
            promoted = True
            continue
        if flags[at] is not None or (promoted and line.strip() and not is_text):
            continue
        promoted = promoted and not line.strip()
        if not begun and kept and at < _HEAD_LINES and (said := _head_line(line, lines[at + 1 : at + 4])):
            author, date = author or said[0], date or said[1]
            continue
        begun = begun or len(line.split()) > _LONG_LINE
        kept.append(line)
    return "\n\n".join(kept), replace(known, author=author, date=date)


def _head_line(line: str, following: Sequence[str]) -> tuple[str, str] | None:
    """Return the author and day that a line between headline and text says, None for a line of another kind."""
    said = line.strip()
    byline = read_byline(said)
    if byline:
        return byline.author, byline.date
    dated = find_date(said)
    if dated and len(said.split()) <= _LONG_LINE and not ends_sentence(said):
        return "", dated[0]
    if _HANDLE.match(line) or _is_role(said):
        return "", ""
    # A name alone is the writer's where a role, an account or a date follows.
    follows = any(_HANDLE.match(each) or _is_role(each.strip()) or find_date(each) for each in following)
    return (clean_author(said), "") if _NAME.match(line) and follows else None


def _is_role(line: str) -> bool:
    words = line.lower().split()
    return 0 < len(words) <= 6 and words[-1] in _lines_of("browser", "roles") | {"editor,"}


def _furniture(line: str) -> str | None:
    """Return of what kind a line is that a page puts round its text, None for text."""
    said = " ".join(line.casefold().strip(" \t:·|").split())
    if not said:
        return None
    if re.sub(r"\s*[\d.,]+[km]?$", "", said) in _lines_of("browser", "buttons") or said in _lines_of(
        "browser", "buttons"
    ):
        return "button"
    if _CRUMBS.match(line) and not ends_sentence(line.strip()):
        return "crumbs"
    if _COUNT.match(line):
        return "count"
    is_short = len(said.split()) <= _LONG_LINE + 3
    if is_short and said.startswith(tuple(_data()["browser"]["promotions"])) and not _is_said(said):
        return "promotion"
    is_credit = any(credit in said for credit in names().photo_credits)
    return "caption" if is_credit and len(said.split()) <= 3 * _LONG_LINE else None


def _is_said(line: str) -> bool:
    """Tell whether somebody says the line: "“Sign up for it,” he said."."""
    return any(f" {verb} " in f" {line.rstrip('.')} " for verb in ("said", "says", "told", "asked", "according"))


def _tail(lines: Sequence[str]) -> int:
    """Return the place of the heading over what follows the article, the number of lines where there is none."""
    for at, line in enumerate(lines):
        if at and " ".join(line.casefold().strip(" :").split()) in _lines_of("browser", "tails"):
            rest = [each for each in lines[at + 1 :] if each.strip()]
            prose = sum(len(each.split()) > _LONG_LINE and ends_sentence(each.strip()) for each in rest)
            if prose * 4 <= len(rest) and any(len(each.split()) > _LONG_LINE for each in lines[:at]):
                return at
    return len(lines)
