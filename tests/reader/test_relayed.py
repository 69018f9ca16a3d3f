"""What somebody else is to have said within a statement is a row of its own, where the text tells it plainly."""

from __future__ import annotations

import pytest

from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribute import attribute
from attrcheck.reader.reading import Linked, Reading
from attrcheck.sources.identify import identify
from tests.support.marked import drawn, unmarked

#: Marked text -> source, cue and content of the row within the row that is marked, nothing where there is none.
CASES = {
    "who is quoted by a paper": (
        "[T:“It sank within the hour,” Ada Moss said at the pier], [C:according to] [S:the Fen Post].",
        ("Ada Moss", "said", ["“It sank within the hour,”"]),
    ),
    "with what goes on behind the paper": (
        "[T:“It sank,” the pilot told divers on Monday], [C:according to] [S:Fen Radio]. [T:“It was old.”]",
        ("the pilot", "told", ["“It sank,”", "“It was old.”"]),
    ),
    "also where the statement ends before the verb": (
        "[T:“It sank,” Fen Line spokesman Bo Hale] said in a note, [C:according to] [S:the Fen Post].",
        ("Fen Line spokesman Bo Hale", "said", ["“It sank,”"]),
    ),
    "but nobody is where the paper's own words follow": (
        "[T:“It sank,” and the pier with it], [C:according to] [S:the Fen Post].",
        None,
    ),
    "nor is whoever a report quotes without a word of who said so": (
        "[T:“It sank within the hour,”] [C:according to] [S:the Fen Post].",
        None,
    ),
    "whom somebody says to have said so": (
        "[S:The ferry line] [C:said] [T:its insurer has warned that the pier would not hold].",
        ("its insurer", "has warned", ["that the pier would not hold"]),
    ),
    "without whom that one said it to": (
        "[S:The Fen Post] [C:reported] [T:that the mayor told the council last week that the weir was safe].",
        ("the mayor", "told", ["that the weir was safe"]),
    ),
    "with what that one is": (
        "[C:According to] [S:the Fen Post], [T:the port's pilot, Bo Hale, has said that it sank].",
        ("the port's pilot, Bo Hale", "has said", ["that it sank"]),
    ),
    "but not what is told of them besides": (
        "[S:The Fen Post] [C:reported] [T:that the pilot, who survived, told divers that it sank].",
        ("the pilot", "told", ["that it sank"]),
    ),
    "a document": (
        "[C:According to] [S:divers], [T:two early reports said the hull was whole].",
        ("two early reports", "said", ["the hull was whole"]),
    ),
    "whom a paper quotes": (
        "[S:The Fen Post] [C:quoted] two of the divers [C:as saying] [T:it sank].",
        ("two of the divers", "as saying", ["it sank"]),
    ),
    "but not by whom somebody is quoted": (
        "[S:Ada Moss] [C:was quoted] by the Fen Post [C:as saying] [T:it sank].",
        None,
    ),
    "without how often": (
        "[S:Ada Moss] [C:said] [T:the port often said that it was poor].",
        ("the port", "said", ["that it was poor"]),
    ),
    "nor when": (
        "[S:Ada Moss] [C:said] [T:the pilot later told divers that it sank].",
        ("the pilot", "told", ["that it sank"]),
    ),
    "but a name that ends so is whole": (
        "[S:Ada Moss] [C:said] [T:the assembly said it would vote].",
        ("the assembly", "said", ["it would vote"]),
    ),
    "nobody says nothing": ("[S:Ada Moss] [C:said] [T:nobody had said that it was late].", None),
    "nor does nobody whom a paper quotes": ("[S:The Fen Post] [C:quoted] no one [C:as saying] [T:it sank].", None),
    "nor is a time who speaks": (
        "[S:Ada Moss] [C:said] [T:the last time a pilot said that it was safe was in May].",
        None,
    ),
    "nor are the more": ("[S:Ada Moss] [C:said] [T:the more people said she would sink, the faster she swam].", None),
    "but more people than others are": (
        "[S:The Fen Post] [C:said] [T:more than half of the divers said they would strike].",
        ("more than half of the divers", "said", ["they would strike"]),
    ),
    "nor does what says it all tell anything": ("[S:Ada Moss] [C:said] [T:the name said it all].", None),
    "nor do those who were told so": (
        "[S:Ada Moss] [C:said] [T:divers told that it was safe had been misled].",
        None,
    ),
    "but who warned that": (
        "[S:Ada Moss] [C:said] [T:divers warned that it was unsafe].",
        ("divers", "warned", ["that it was unsafe"]),
    ),
    "but not the same one's words": ("[S:Ada Moss] [C:said] [T:she had said that it was late].", None),
    "nor a noun that looks like a verb": ("[S:Ada Moss] [C:rejected] [T:all claims that it was late].", None),
    "nor what is said in passing": ("[S:Ada Moss] [C:said] [T:the man who said so that night was late].", None),
    "nor what somebody tells without saying that it is so": (
        "[S:Ada Moss] [C:said] [T:the pilot has told the port how he feels about tugs].",
        None,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_another_is_to_have_said_is_a_row_of_its_own(name: str) -> None:
    """The text tells who said it, what verb says so, and what was said."""
    marked, row = CASES[name]
    article, linked = unmarked(marked)
    inner = [one for one in attribute(article, Reading((linked,), ())) if one.relayed]
    parts = [
        (one.source[0].of(article.text), one.cue[0].of(article.text), [span.of(article.text) for span in one.content])
        for one in inner
    ]
    assert parts == ([row] if row else [])


def test_who_is_told_of_in_a_statement_does_not_speak_next() -> None:
    """What stands behind the statement is whoever's it would be without the row within it."""
    text, spans = drawn(
        "[S1:The Fen Line] [C1:said] [T1:the Weir Trust has said that the pier would hold]. [S2:It] [C2:added] [T2:so]."
    )
    article, reading = from_text(text), Reading(tuple(Linked(*one, 0.9) for one in spans), ())
    rows = attribute(article, reading)
    assert [one.relayed for one in rows] == [False, True, False]
    own = [one for one in rows if not one.relayed]
    sources = identify(article, reading, rows)
    assert (sources[0], sources[2]) == identify(article, reading, own)
