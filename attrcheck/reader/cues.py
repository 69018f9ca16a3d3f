"""The words of a cue in, the act they tell of out, by the classes of data/cues.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

from attrcheck.files import read_data

__all__ = [
    "Act",
    "act_of",
    "continues",
    "impersonal_clauses",
    "is_survey",
    "passes_on",
    "published_by",
    "relays",
    "shows",
    "trimmed_words",
]


class Act(StrEnum):
    """What the source is said to have done."""

    STATEMENT = "statement"
    BELIEF = "belief"
    INTENTION = "intention"
    DECREE = "decree"
    PERCEPTION = "perception"
    OTHER = "other"


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_THAT = re.compile(r"\bthat\b", re.I)
_VOWELS = "aeiou"


def _inflected(base: str, irregular: dict[str, list[str]]) -> tuple[str, ...]:
    """Return a verb's forms; of several words the first is inflected."""
    head, _, rest = base.partition(" ")
    tail = f" {rest}" if rest else ""
    if head in irregular:
        forms = [head, *irregular[head]]

    elif head.endswith("e"):
        forms = [head, f"{head}s", f"{head}d", f"{head[:-1]}ing"]
    elif head.endswith("y") and head[-2] not in _VOWELS:
        forms = [head, f"{head[:-1]}ies", f"{head[:-1]}ied", f"{head}ing"]
    elif head.endswith(("s", "sh", "ch", "x", "z")):
        forms = [head, f"{head}es", f"{head}ed", f"{head}ing"]
    else:
        forms = [head, f"{head}s", f"{head}ed", f"{head}ing"]
    return tuple(form + tail for form in forms)


def _data() -> dict[str, Any]:
    return read_data("cues")


@cache
def _lexicon() -> dict[str, Act]:
    """Return the act of every word and phrase, in lower case; phrases have spaces."""
    data = _data()
    known: dict[str, Act] = {}
    for act in (Act.PERCEPTION, Act.DECREE, Act.INTENTION, Act.BELIEF, Act.STATEMENT):
        entry = data[act.value]
        for word in (*entry["words"], *entry["phrases"]):
            known[word] = act
    # A verb outranks a noun of the same form: "he plans", not "his plans".
    for act in (Act.PERCEPTION, Act.DECREE, Act.INTENTION, Act.BELIEF, Act.STATEMENT):
        for base in data[act.value]["verbs"]:
            for form in _inflected(base, data["irregular"]):
                known[form] = act
    return known


def act_of(cue: str) -> Act | None:
    """Return the act that the words of `cue` tell of, None where no word of it is known."""
    known = _lexicon()
    words = [word.replace("’", "'") for word in _WORD.findall(cue.lower())]
    for start in range(len(words)):
        for length in (4, 3, 2, 1):
            act = known.get(" ".join(words[start : start + length])) if start + length <= len(words) else None
            if act is not None:
                return act
    return None


def _either(table: str) -> dict[str, str]:
    """Return a pattern for each list of `table` that any of its entries fits."""
    return {name: f"(?:{'|'.join(map(re.escape, entries))})" for name, entries in _data()[table].items()}


@cache
def _writings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what "posts by users" looks like at the end of a cue, and at the beginning of a statement."""
    words = _either("relayed")
    by_whom = rf"{words['things']}\s+(?:by|from)\s+(?P<who>\S[^,;:.]{{2,80}}?)"
    return (
        re.compile(rf"\b{by_whom}(?:,|\s+{words['ends']})?\s*$", re.I),
        re.compile(rf"(?:the\s+)?{by_whom}\s+{words['ends']}\s+(?=\S)", re.I),
    )


def relays(words: str) -> tuple[int, int] | None:
    """Return where `words`, a cue and what follows it, name those whose writings are only shown, None for nowhere."""
    found = _writings()[0].search(words)
    return found.span("who") if found else None


def shows(words: str) -> tuple[int, int, int] | None:
    """Return where a statement's `words` name those whose writings it shows, and where what they wrote begins."""
    found = _writings()[1].match(words)
    return (*found.span("who"), found.end()) if found else None


@cache
def _published() -> re.Pattern[str]:
    words = _either("published")
    lead = r"\b(?:an?|the|its|their)\s+(?:[\w-]+\s+){0,3}?"
    return re.compile(rf"{lead}{words['things']}\s+{words['ways']}\s+by\s+(?:the\s+)?$", re.I)


def published_by(words: str) -> int | None:
    """Return where in `words`, which stand before a source, the document begins that it only published."""
    found = _published().search(words)
    return found.start() if found else None


@cache
def _impersonal() -> re.Pattern[str]:
    words = _either("impersonal")
    there = r"there\s+(?:is|are|was|were|(?:has|have|had)\s+been)\s+(?:[\w-]+\s+){0,3}?"
    believe = rf"(?:\s+to\s+{words['reasons']})?"
    it = r"it\s+(?:is|was|became|becomes|has\s+become|(?:has|had)\s+been|later\s+became)\s+(?:[\w-]+\s+){0,2}?"
    return re.compile(
        rf"\b(?:{there}{words['nouns']}{believe}|{words['nouns']}\s+{words['verbs']}(?:\s+[\w-]+){{0,5}}?"
        rf"|{it}{words['participles']})\s+(?=that\b)",
        re.I,
    )


def impersonal_clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where in text[start:end] a clause such as "it is believed" stands, up to the "that" that follows it."""
    # Many paragraphs have no "that", and are told so much faster.
    if _THAT.search(text, start, end):
        for found in _impersonal().finditer(text, start, end):
            yield found.span()


@cache
def _any_of(table: str, entry: str) -> re.Pattern[str]:
    words = sorted(_data()[table][entry], key=len, reverse=True)
    # A sign such as "%" stands right behind a number.
    return re.compile("|".join(rf"\b{word}\b" if word[0].isalnum() else re.escape(word) for word in words), re.I)


def passes_on(words: str, source: str = "") -> bool:
    """Tell whether `words` from within a quotation tell of what somebody else said, its `source`, if that is known."""
    own = source.strip().lower() in _data()["inside"]["selves"]
    return not own and bool(_any_of("inside", "words").search(words))


def is_survey(source: str) -> bool:
    """Tell whether a source, or its cue, is a survey's or a study's."""
    return bool(_any_of("continued", "sources").search(source))


def continues(sentence: str, source: str) -> bool:
    """Tell whether a `sentence` without a cue reads as a further finding of `source`, a survey or a study."""
    goes_on = is_survey(source) and _any_of("continued", "figures").search(sentence)
    return bool(goes_on) and not _any_of("continued", "made").search(sentence)


@cache
def trimmed_words(key: str) -> str:
    """Return the expression of the words that data/cues.toml lists for trimming under `key`."""
    return "|".join(map(re.escape, read_data("cues")["trimmed"][key]))
