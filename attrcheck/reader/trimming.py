"""A row as the reader linked it in, the same with its source, cue and statement where the words of the text put them.

What is cut off is completed, what follows a quotation or only names what the row is about is left out, and rows in
which nothing is said are told. The words stand in data/cues.toml.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrcheck.reader.antecedents import with_antecedent, with_relative
from attrcheck.reader.circumstances import (
    quoted_as_saying,
    without_adverb,
    without_adverb_at_end,
    without_day,
    without_how,
    without_time,
    without_when,
    without_when_before,
    without_where,
)
from attrcheck.reader.claims import without_its_fate
from attrcheck.reader.complements import asking_for, without_addressee
from attrcheck.reader.last_clauses import with_end_of_phrase, with_last_clause
from attrcheck.reader.other_clauses import over_phrase, without_another_verb, without_copula, without_own_source
from attrcheck.reader.reading import Linked
from attrcheck.reader.source_bounds import (
    auxiliary,
    behind_who,
    by_handle,
    heard,
    open_source,
    over_stops,
    puts_it,
    said_back,
    speaker_in_cue,
    verb_at_end,
    within_sentence,
    without_doing,
    without_hearer,
    without_joint,
)
from attrcheck.reader.source_clauses import blamed, half_told, in_eyes, possessor, thought_of, uncited, without_clause
from attrcheck.reader.spans import Ranges
from attrcheck.reader.statement_ends import (
    but_not,
    joined_on,
    last_words,
    led_on,
    not_cut,
    one_sentence,
    rumoured,
    to_the_end,
    told_plainly,
    up_to_semicolon,
    up_to_source,
    whole_name_at_end,
    whom,
    with_preposition,
    without_grounds,
)
from attrcheck.reader.statement_pieces import (
    after_quotation,
    behind_stop,
    described,
    from_the_start,
    own_clause,
    unanswered,
    whole,
    with_aside,
    with_its_time,
    within_bracket,
    without_asides,
    without_joining,
    without_lone_words,
)
from attrcheck.reader.subjects import with_subject, with_what_follows

__all__ = ["trim"]

_STEPS: Sequence[Callable[[Linked, Ranges, str], Linked]] = (
    without_lone_words,
    by_handle,
    verb_at_end,
    without_doing,
    without_day,
    without_adverb,
    without_hearer,
    speaker_in_cue,
    auxiliary,
    without_where,
    said_back,
    puts_it,
    heard,
    open_source,
    over_stops,
    within_sentence,
    half_told,
    thought_of,
    without_asides,
    blamed,
    unanswered,
    without_another_verb,
    over_phrase,
    without_own_source,
    without_copula,
    after_quotation,
    behind_who,
    without_joint,
    one_sentence,
    without_time,
    described,
    but_not,
    rumoured,
    without_its_fate,
    to_the_end,
    led_on,
    not_cut,
    whole_name_at_end,
    joined_on,
    with_end_of_phrase,
    with_last_clause,
    last_words,
    whom,
    up_to_source,
    from_the_start,
    without_joining,
    with_its_time,
    told_plainly,
    up_to_semicolon,
    own_clause,
    without_grounds,
    behind_stop,
    uncited,
    within_bracket,
    in_eyes,
    with_antecedent,
    with_relative,
    quoted_as_saying,
    without_how,
    without_when,
    whole,
    without_when_before,
    without_adverb_at_end,
    possessor,
)
#: What others mark otherwise: to them whoever is urged to leave is part of what is urged.
_OWN_STEPS: Sequence[Callable[[Linked, str], Linked]] = (without_addressee, asking_for)


def trim(one: Linked, taken: Ranges, text: str, *, own: bool = True) -> Linked:
    """Return `one` with its parts where the words of the text put them; `taken` is what all rows hold.

    `own` tells whether statements are marked by attrcheck's own guideline.
    """
    for step in _STEPS:
        one = step(one, taken, text)
    for own_step in _OWN_STEPS if own else ():
        one = own_step(one, text)
    if not own:
        return one
    one = with_preposition(without_clause(one, taken, text), taken, text)
    one = with_subject(with_aside(one, taken, text), taken, text)
    return with_what_follows(one, taken, text)
