"""A run of capitalised words in, how many of them end the title before a name out: "Minister of [Iraq] Ali Hashim".

The words it goes by (offices, titles, portfolios, places) stand in data/sources.toml.
"""

from __future__ import annotations

from attrcheck.sources.people.names import first_sex
from attrcheck.sources.text.lexicon import Words, lexicon
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["complement_length"]

_NEAR, _MOST_WORDS = 120, 10  # characters and words looked back at for the office
_OF = ("of", "for")
#: Offices of a field, whose name stands before that of a person: "Secretary of [War] Hale".
_FIELDED = frozenset({"secretary", "minister", "undersecretary", "under-secretary", "vice-minister"})
#: What joins the words of a title behind its "of": "head of the UN mission in Mali", "Minister for Health and Care".
_JOINS = frozenset({*_OF, "and", "in", "at", "on", "to", "the"})


def complement_length(page: TextIndex, run: Words) -> int:
    """Return how many words of `run`, which ends in a person's name, end the title that stands before it.

    At least two words are left for the name, one where the title is known as a whole ("Speaker of the [House] Hale");
    0 where no office with "of" or "for" leads up to the run.
    """
    before = page.words(max(0, run[0].start - _NEAR), run[0].start)[-_MOST_WORDS:] if run[0].glued else []
    whole = _ends_title(before, run)
    most = len(run) - 2
    if whole or most < 1 or not _leads_up(before):
        return whole
    lex, lows = lexicon(), [word.low for word in run]
    ends = range(most, 0, -1)
    place = next((n for n in ends if " ".join(lows[:n]) in lex.sets["bodies.names"]), 0)
    halved = lex.has("people.opens_place", before[-1].low)  # "Governor of North [Carolina] Ann Lee"
    portfolio = next((n for n in ends if lex.has("people.portfolios", lows[n - 1])), 0)
    # "leader of Ann Maria Lee", but "President of Georgia Ann Lee", "Mayor of Charlotte Vi Lyles".
    placed = before[-1].low == "of" and len(before) > 1 and lex.has("people.of_places", before[-2].low)
    if first_sex(lows[0]) and not halved and not placed:
        return next((n for n in (place, portfolio) if n and first_sex(lows[n])), 0)
    least = 1 + lex.has("people.opens_place", lows[0])
    given = next((n for n in range(least, most + 1) if first_sex(lows[n])), 0)
    return place or portfolio or given or (least if least == most else 0)


def _ends_title(before: Words, run: Words) -> int:
    """Return how many words of `run` end one of the titles that are known as a whole, the rest of it before the run."""
    for count in range(len(run) - 1, 0, -1):
        for length in range(1, min(5, len(before)) + 1):
            title = " ".join(word.low for word in (*before[-length:], *run[:count]))
            if title in lexicon().sets["people.of_titles"]:
                return count
    lows = [word.low for word in before if word.low != "the"]
    fielded = len(run) == 2 and len(lows) > 1 and lows[-1] == "of" and lows[-2] in _FIELDED
    return int(fielded and lexicon().has("people.portfolios", run[0].low))  # "Minister of [Education] Hale"


def _leads_up(before: Words) -> bool:
    """Tell whether the words end in an office or body with "of" and what a title has else: "head of the mission in"."""
    lex = lexicon()
    last = before[-1].low if before else ""
    if not (last in _JOINS or lex.has("people.peoples", last) or lex.has("people.opens_place", last)):
        return False
    for at in range(len(before) - 2, -1, -1):
        word, after = before[at], before[at + 1]
        if not after.glued:
            return False
        if after.low in _OF and (
            lex.has("people.offices_of", word.low) or (word.named and lex.has("bodies.nouns", word.low))
        ):
            return True
        inner = after.low in _JOINS and word.text.isalpha() and word.text.islower()  # "mission in"
        if not (word.named or word.low in _JOINS or inner):
            return False
    return False
