"""Cues: which act their words tell of."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from attrcheck.reader.cues import Act, act_of, continues, impersonal_clauses, passes_on, relays

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


DATA = tomllib.loads((resources.files("attrcheck") / "data" / "cues.toml").read_text(encoding="utf8"))
CLASSES: dict[Act, dict[str, list[str]]] = {act: DATA[act.value] for act in Act if act is not Act.OTHER}


@pytest.mark.parametrize("act", CLASSES)
def test_every_entry_of_the_lexicon_decides(act: Act) -> None:
    """Each verb, word and phrase of a class tells of that class, and none of them is in two."""
    entries = [entry for part in ("verbs", "words", "phrases") for entry in CLASSES[act][part]]
    assert [entry for entry in entries if act_of(entry) is not act] == []
    assert len(entries) == len(set(entries))


def test_every_irregular_verb_is_used() -> None:
    """A verb with forms of its own stands in a class."""
    verbs = {verb.split()[0] for entry in CLASSES.values() for verb in entry["verbs"]}
    assert sorted(set(DATA["irregular"]) - verbs) == []


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("It is widely believed that he left.", ["It is widely believed "]),
        ("There are still reasons to believe that he left.", ["There are still reasons to believe "]),
        ("Rumours have spread that he left.", ["Rumours have spread "]),
        ("Later it became known that he left.", ["it became known "]),
        ("It is believed he left.", []),
        ("It is a house that he left.", []),
        ("There are people that he left.", []),
        ("The signs that he left were many.", []),
    ],
)
def test_impersonal_clauses_are_told_from_others(text: str, clauses: list[str]) -> None:
    """A clause that attributes to nobody is found up to its "that", and like ones that do not are not."""
    assert [text[start:end] for start, end in impersonal_clauses(text, 0, len(text))] == clauses


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("showed posts by angry users about", "angry users"),
        ("carried a letter from three doctors claiming", "three doctors"),
        ("published a report on the harbour", None),
        ("said", None),
    ],
)
def test_those_who_wrote_are_found(words: str, who: str | None) -> None:
    """Who wrote what is only shown is named behind "by" or "from"; where nobody is, nobody is found."""
    found = relays(words)
    assert (words[slice(*found)] if found else None) == who


@pytest.mark.parametrize("word", DATA["inside"]["words"])
def test_every_word_of_passing_on_does(word: str) -> None:
    """Each word tells, within a quotation, of what somebody else said, and of nothing where its speaker did."""
    assert passes_on(f"and the mayor {word} it was late", "the mayor")
    assert not passes_on(f"unto{word.replace(' ', '')}ed", "the mayor")
    for own in DATA["inside"]["selves"]:
        assert not passes_on(f"and I {word} it was late", own.title())


@pytest.mark.parametrize("source", DATA["continued"]["sources"])
def test_findings_go_on_after_every_kind_of_survey(source: str) -> None:
    """A sentence with a figure goes on with what a survey found, and not with what anybody else said."""
    assert continues("Women were at 12 percent.", f"a new {source} by Harbour Research")
    assert not continues("Women were at 12 percent.", f"a{source}x")
    assert not continues("Women were there too.", f"a new {source}")
    assert not continues("The margin of error is 3 percent.", f"a new {source}")
    assert not continues("Of the women, 12 percent were interviewed.", f"a new {source}")


@pytest.mark.parametrize("figure", DATA["continued"]["figures"])
def test_every_figure_goes_on(figure: str) -> None:
    """Each word for a share makes a sentence one that a survey may have found."""
    assert continues(f"Of the women 3{'' if figure == '%' else ' '}{figure} came.", "a poll")
