"""A claim in, what questions and reasons can name of it out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from attrcheck.files import read_data
from attrcheck.reader import Form
from attrcheck.searches import Claim, fold, in_a_sentence, is_former, is_historic, is_plural, page_language, search_data
from attrcheck.sources import Naming, Source, SourceKind

__all__ = ["UNIDENTIFIED", "facts_of", "is_quotation", "named_or_blank", "question_data"]

#: The kinds of source whose mention alone leads to nobody: "sources", "critics", and none at all.
UNIDENTIFIED = frozenset(kind for kind in SourceKind if kind.naming is Naming.UNKNOWN)
#: So many characters of a name or mention fit in a question.
_LONGEST_NAME = 120
_SINGLE_MARKS = str.maketrans('“”„«»"', "‘’‚‹›'")
_NUMBER = r"\d{1,15}(?:[.,]\d{1,15})*"
_FIGURE = re.compile(
    rf"(?<![\w.,])(?:[$€£¥] ?)?{_NUMBER}(?:(?: to |–|-){_NUMBER})?"
    r"(?: ?%| (?:per ?cent|thousand|[mbtr]{1,2}illion)\b)?(?!\w)"
)
_MEASURED = re.compile(r"[$€£¥%]|[a-z]{4}")
_LONGEST_LABEL = 12
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:(?: to |–|-)(?:1[5-9]|20)?\d\d)?")
#: What makes a number one that stories turn on: money, shares, magnitudes, and counts of a hundred and more.
_LARGE = re.compile(r"[$€£¥%]|\d{3}|[a-z]{6}|per cent")
#: Fewer quoted words are a phrase taken up in the article's sentence, no quotation to be checked first.
_QUOTATION_WORDS, _WHOLE_QUOTATION_WORDS = 6, 4
_ARTICLE = re.compile(r"(?:an?|the|its|his|her|their)\b", re.I)
#: Forms of address, which are no office.
_STYLES = ("Mr ", "Mrs ", "Ms ", "Miss ", "Sir ", "Lady ", "Lord ", "Dr ", "Prof ", "Mrs. ", "Mr. ", "Ms. ")
#: So much of a statement is read for whether the source spoke at all.
_SAID = 60
#: A mention that begins so is of one, not of many.
_ONE = ("a ", "an ", "one ", "that ", "this ", "another ")


def question_data() -> Mapping[str, Any]:
    """Return data/questions.toml."""
    return read_data("questions")


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(question_data()["pronouns"]["words"])


@cache
def _word_of(topic: str) -> re.Pattern[str]:
    words = sorted(question_data()[topic]["words"], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.I)


def _short(text: str) -> str:
    """Return `text` in one line, with single marks for the questions' own double ones, cut after a word where long."""
    # Marks that cannot be seen may turn the rest of the line round.
    seen = (c if c.isprintable() else "" if unicodedata.category(c) == "Cf" else " " for c in text)
    plain = " ".join("".join(seen).translate(_SINGLE_MARKS).split())
    if len(plain) <= _LONGEST_NAME:
        return plain.strip(" ,;:")
    return plain[:_LONGEST_NAME].rpartition(" ")[0].strip(" ,;:") + "…" if " " in plain[:_LONGEST_NAME] else ""


def _figures(statement: str) -> tuple[str, str]:
    """Return the statement's chief number that is no year, or word for one, and the chief one that is large or of harm.

    Each is "" for none.
    """
    numbers = [
        fold(m.group())
        for m in _FIGURE.finditer(statement)
        if not _YEAR.fullmatch(m.group()) and not _is_label(statement, m)
    ]
    # Shares and sums tell more than counts.
    numbers.sort(key=lambda number: not _MEASURED.search(number))
    word = _word_of("figures").search(statement)
    words = [f"“{word.group()}”"] if word else []
    large = [number for number in numbers if _LARGE.search(number)] + words
    if _word_of("harm").search(statement):
        large = numbers or large
    return next(iter(numbers + words), ""), next(iter(large), "")


def _is_label(statement: str, number: re.Match[str]) -> bool:
    """Tell whether a number is an age between commas, or part of a name: "Lark, 34, said", "Article 10"."""
    before = statement[max(0, number.start() - _LONGEST_LABEL) : number.start()]
    is_age = before.endswith(", ") and statement[number.end() : number.end() + 1] == ","
    return is_age or before.rstrip().endswith(tuple(question_data()["numbered"]["words"]))


def facts_of(claim: Claim) -> dict[str, str]:
    """Return what questions and reasons can name, "" for what is not known."""
    attribution, source, day = claim.attribution, claim.source, claim.day
    accusation = _word_of("accusation").search(f"{claim.cue} {claim.statement}")
    whole = f"{claim.frame.replace('…', '').rstrip(' .')} {claim.statement[:_SAID]}"
    # Nobody's few quoted words are part of what their sentence tells.
    is_part = source.kind is SourceKind.NONE and attribution.form is not Form.INDIRECT and not is_quotation(claim)
    figure, large = _figures(f"{claim.statement} {claim.frame}" if is_part else claim.statement)
    role = _short(source.role)
    mention = named_or_blank(_short(source.mention))
    name = named_or_blank(_short(source.name)) or (mention if source.kind is not SourceKind.PERSON else "")
    # "Was Ada Lark Prof?" is no question; "Was Ada Lark Harbour Master?" is.
    is_title = " " in role and (role[0].isupper() or bool(_ARTICLE.match(role))) and not role.startswith(_STYLES)
    _, language = page_language(claim.language)
    return {
        "name": _called(source, name),
        "historic": "yes" if is_historic(claim) else "",
        "several": "yes" if source.kind is SourceKind.ROLE and is_plural(source.mention) else "",
        "role": role,
        "title": "yes" if is_title and not is_former(role) else "",
        "affiliation": _short(source.affiliation) if source.affiliation not in source.role else "",
        "mention": mention or ("" if source.kind in UNIDENTIFIED else name),
        "month": f"{search_data()['terms']['months'][day.month - 1]} {day.year}" if day else "",
        "language": language.get("name", ""),
        "unsaid": "yes" if _word_of("unsaid").search(" ".join(whole.split())) else "",
        "one": "yes" if mention.lower().startswith(_ONE) else "",
        "figure": figure,
        "large": large,
        "accusation": accusation.group() if accusation else "",
        "link": claim.cited,
        "continued": "yes" if attribution.continues else "",
        "chance": f"{attribution.confidence:.0%}",
    }


def _called(source: Source, name: str) -> str:
    """Return what a question calls the source: a name as it is, what a role is called in quotation marks."""
    called = in_a_sentence(source, name) if name else ""
    is_mention = source.kind is SourceKind.ROLE and source.name in ("", source.mention)
    return f"“{name}”" if called and is_mention and not called.startswith(("the ", "a ", "an ")) else called


def named_or_blank(words: str) -> str:
    """Return `words`, "" where they are a pronoun or hold no letter."""
    plain = words.strip(" ,;:.").lower()
    return words if plain not in _pronouns() and any(c.isalnum() for c in plain) else ""


def is_quotation(claim: Claim) -> bool:
    """Tell whether the statement quotes words enough to be held against what was said."""
    is_whole = claim.attribution.form is Form.DIRECT and bool(claim.attribution.cue)
    return claim.quoted_words >= (_WHOLE_QUOTATION_WORDS if is_whole else _QUOTATION_WORDS)
