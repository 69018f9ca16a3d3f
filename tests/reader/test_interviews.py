"""Whose the answers of an interview are that no labels part."""

from __future__ import annotations

import re

import pytest

from attrcheck.article.model import Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribute import attribute
from attrcheck.reader.reading import Entity, EntityKind, Reading
from attrcheck.sources.identify import identify
from tests.support.marked import entities_of

LEAD = "A life on the quay\n\nThe harbour master Ada Moss spoke to us about rope and rain.\n\n"
PLAIN = (
    "When did you begin?\n\nI was nine. My father needed hands.\n\n"
    "They say that you never sleep.\n\nWho says so? I sleep by day.\n\n"
    "And the new quay?\n\nIt leaks.\n\n"
    "She pours another cup of tea.\n\n"
    "Will you stay on?\n\nAsk me in May. We have a contract until then.\n\nBut I tire of rope."
)
DASHED = "\n\n".join(
    f"— {turn}"
    for turn in (
        "When did you begin?",
        "At nine. My father needed hands.",
        "And the new quay?",
        "It leaks, and I said so.",
        "Will you stay on?",
        "Ask me in May.",
    )
)
ANSWERS = [
    "I was nine. My father needed hands.",
    "Who says so? I sleep by day.",
    "It leaks.",
    "Ask me in May. We have a contract until then.",
    "But I tire of rope.",
]
#: A text, and the statements of its rows that are Ada Moss's.
CASES = [
    (LEAD + PLAIN, ANSWERS),
    (LEAD + DASHED, ["At nine. My father needed hands.", "It leaks, and I said so.", "Ask me in May."]),
    (
        LEAD + DASHED.replace("— ", "- "),
        ["At nine. My father needed hands.", "It leaks, and I said so.", "Ask me in May."],
    ),
    (LEAD + re.sub(r"(?m)^(.*\?)$", r"**\1**", PLAIN), ANSWERS),  # questions in bold, in plain text
    # No interview is told of, nobody is named, too little is asked, nobody says I, labels tell who speaks.
    ("A life on the quay\n\nThe harbour master Ada Moss is eighty.\n\n" + PLAIN, []),
    ("A life on the quay\n\nThe harbour master spoke to us about rope and rain.\n\n" + PLAIN, []),
    (LEAD + "When did you begin?\n\nI was nine.\n\nAnd the new quay?\n\nI like it.", []),
    (LEAD + "Is it cold?\n\nOften.\n\nIs it wet?\n\nAlways.\n\nIs it far?\n\nA mile from town.", []),
    (LEAD + "Is it cold?\n\nMoss I froze.\n\nIs it wet?\n\nMoss I drown.\n\nIs it far?\n\nMoss I walk.", []),
    # Whoever came to ask is not asked.
    (LEAD.replace("spoke to us", "is eighty. She spoke to Tom Hale") + PLAIN, ANSWERS),
    ("The quay\n\nThe harbour master is eighty. She spoke to Ada Moss about rope.\n\n" + PLAIN, []),
    ("The quay\n\nThe harbour master talks about rope. Interview by Ada Moss.\n\n" + PLAIN, []),
    ("The quay\n\nI met Ada Moss at the port.\n\n" + PLAIN, ANSWERS),
    ("The quay\n\nAda Moss is eighty. She tells me about rope.\n\n" + PLAIN, ANSWERS),
    # Who asks in an essay asks nobody.
    (
        "The quay\n\nMy mother told me that Ada Moss was eighty.\n\n"
        "What is a quay?\n\nI think it is stone.\n\nIs it old?\n\nI doubt it.\n\nIs it far?\n\nI walk.",
        [],
    ),
    # A novel's people need no interview.
    ("The quay, a novel\n\nAda Moss woke before the rain.\n\n" + DASHED, []),
]


@pytest.mark.parametrize(("text", "answers"), CASES)
def test_an_answer_is_a_row_of_whoever_is_asked(text: str, answers: list[str]) -> None:
    """Questions alternate with answers where the opening tells of an interview with somebody who says I."""
    article = from_text(text)
    found = attribute(article, Reading((), entities_of(article.text, "person: Ada Moss")))
    rows = [(one.source[0].of(article.text), one.content[0].of(article.text)) for one in found if one.source]
    assert rows == [("Ada Moss", answer) for answer in answers]


def test_questions_may_be_headings_of_a_page() -> None:
    """A page's interview has its questions as headings, and its title is no question."""
    from attrcheck.article import from_html

    turns = PLAIN.split("\n\n")
    blocks = "".join(f"<h3>{turn}</h3>" if turn.endswith("?") else f"<p>{turn}</p>" for turn in turns)
    lead = "<p>The harbour master Ada Moss spoke to us about rope and rain, and about the new quay of the town.</p>"
    article = from_html(f"<html><body><article><h1>Who is Ada?</h1>{lead}{blocks}</article></body></html>")
    found = attribute(article, Reading((), entities_of(article.text, "person: Ada Moss")))
    assert [one.content[0].of(article.text) for one in found if one.source][:2] == [ANSWERS[0], ANSWERS[1]]


def test_a_label_stands_for_who_it_was_told_for() -> None:
    """Of a transcript's labels the first says more: "HOST (Marta Roe)" and "DELIA PLUM" are whom the others shorten."""
    turns = (
        "HOST (Marta Roe): So it is a boat that sank in May.",
        "DELIA PLUM: It is a boat, and it took me to court.",
        "HOST: Tell us what the judge said about it.",
        "PLUM: That a boat is a boat as long as it floats.",
    )
    article = from_text("\n\n".join(("Small Craft, episode 8", *turns)))
    reading = Reading((), ())
    rows = identify(article, reading, attribute(article, reading))
    assert [row.name for row in rows] == ["Marta Roe", "Delia Plum", "Marta Roe", "Delia Plum"]


def test_whose_full_name_the_reader_saw_elsewhere_is_asked_by_it() -> None:
    """In the opening it may have seen the last name alone: "Ada [Moss] … She spoke to us"."""
    article = from_text(LEAD + PLAIN + "\n\nAda Moss’s book is out.")
    last = article.text.index("Moss")
    full = article.text.rindex("Ada Moss")
    people = [Entity(Span(last, last + 4), EntityKind.PERSON), Entity(Span(full, full + 8), EntityKind.PERSON)]
    found = attribute(article, Reading((), tuple(people)))
    assert {one.source[0].of(article.text) for one in found if one.source} == {"Ada Moss"}
