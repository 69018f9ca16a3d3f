"""Cues: which act their words tell of."""

from __future__ import annotations

import pytest

from attrcheck.cues import Act, act_of

CASES = {
    Act.STATEMENT: ["said", "has told reporters", "according to", "tweeted on Monday", "became known", "showed",
                    "denied having", "reportedly", "wrote", "went on", "refuted", "his claim", "Signs were surfacing"],
    Act.BELIEF: ["believes", "thought", "has long feared", "hopes", "are sceptical", "there is reason to believe",
                 "opposes", "was unaware"],
    Act.INTENTION: ["intends to launch", "wants", "tried", "planned", "refuses", "aims", "is eager", "seeks"],
    Act.DECREE: ["ordered", "approved", "voted for", "ruled", "banned", "vetoed", "signed into law"],
    Act.PERCEPTION: ["saw", "heard", "has noticed", "learned", "overheard", "watched"],
    None: ["", ":", "of the", "quantum", "12"],
}  # fmt: skip


@pytest.mark.parametrize(("act", "cue"), [(act, cue) for act, cues in CASES.items() for cue in cues])
def test_the_first_known_word_decides(act: Act | None, cue: str) -> None:
    """A cue tells of the act of its first word or phrase that the lexicon knows."""
    assert act_of(cue) is act
