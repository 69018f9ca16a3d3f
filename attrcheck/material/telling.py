"""How words stand in a document in, a sentence or two about it out, without a judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrcheck.checklist import Difference, Outcome
from attrcheck.comparison import Match, describe, quoted
from attrcheck.wording import counted

if TYPE_CHECKING:
    from attrcheck.material.paraphrase import Nearness
    from attrcheck.material.speakers import Speaker
    from attrcheck.material.words import Found

__all__ = ["told_of_none", "told_of_paraphrase", "told_of_words"]

_MOST_KEYS = 12


def told_of_words(found: Found, speaker: Speaker, moved_from: str) -> str:
    """Return how quoted words stand where they were `found`; `moved_from` is whose the article says that they are."""
    comparison = found.comparison
    if comparison.match in (Match.APART, Match.PARTLY):
        how = describe(comparison, "The document")
    elif found.outcome is Outcome.VERBATIM:
        how = "These very words stand there."
    elif found.outcome is Outcome.BUT_FOR:
        how = f"These words stand there but for {_dress(found)}."
    elif found.outcome is Outcome.SHORTENED:
        unmarked = "" if found.is_marked else ", and nothing shows it"
        how = f"Left out{unmarked}: {', '.join(map(quoted, found.left_out))}."
    else:
        how = f"There stands {'; '.join(map(_change, comparison.differences))}."
    turning = f" The sense may turn on {', '.join(map(quoted, found.turns_on))}." if found.turns_on else ""
    return f"{_who(speaker, moved_from)}{how}{turning}"


def _who(speaker: Speaker, moved_from: str) -> str:
    if moved_from:
        return f"There it is said by {speaker.name}, not by {moved_from}. "
    return f"There it is said by {speaker.name}. " if speaker.name else ""


def _dress(found: Found) -> str:
    """Return what differs where the words are the same."""
    comparison = found.comparison
    dress = [_change(one) for one in comparison.spelt]
    dress += [_change(one) for one in comparison.left_out]
    dress += [f"{quoted(words)}, the article's own" for words in comparison.uncompared]
    return "; ".join(dress) or f"capitals or punctuation: {quoted(comparison.passage)}"


def _change(one: Difference) -> str:
    if not one.page:
        return f"no {quoted(one.article)}"
    if not one.article:
        return f"{quoted(one.page)} besides"
    return f"{quoted(one.page)} where the article has {quoted(one.article)}"


def told_of_paraphrase(one: Nearness, speaker: Speaker, moved_from: str) -> str:
    """Return which key words stand near each other, and in what the passage and the statement do not agree."""
    total = len(one.keys) + len(one.missing)
    held = f"{len(one.keys)} of the statement's {counted(total, 'key word')} stand near each other: {_some(one.keys)}."
    lacked = f" Not there: {_some(one.missing)}." if one.missing else ""
    turning = f" Look at {', '.join(map(quoted, one.turns_on))}, which only one of the two has." if one.turns_on else ""
    return f"{_who(speaker, moved_from)}{held}{lacked}{turning}"


def told_of_none(words: str, documents: int) -> str:
    """Return that neither `words` nor most of their key words were found; that does not make them false."""
    return (
        f"Neither these words nor most of their key words near each other were found in "
        f"{counted(documents, 'document')}: {quoted(words, 120)}."
    )


def _some(words: tuple[str, ...]) -> str:
    return ", ".join(words[:_MOST_KEYS]) + (" …" if len(words) > _MOST_KEYS else "")
