"""Who is introduced before a quotation that no verb of saying ties to anybody."""

from __future__ import annotations

import pytest

from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribute import attribute
from attrcheck.reader.reading import Reading
from tests.support.marked import entities_of, unmarked

#: A text, the people whom the reader sees in it, and source and cue of its only row.
CASES = [
    ("From the desk of Ada Moss, head of Ness Data.\n\n“Ports will lose a tenth.”", "Ada Moss, head of Ness Data", ""),
    ("Statement from Ada Moss, the chair:\n\n“We will mend the roof.”", "Ada Moss, the chair", ""),
    ("Our reporter Ada Moss is in Ness:\n\n“The road is gone now.”", "Our reporter Ada Moss", ""),
    (
        "Points from the mayor, Ada Moss, who is in Ness:\n\n• Nobody\n• “Stay at home today.”",
        "the mayor, Ada Moss",
        "",
    ),
    ("The rules that Ada Moss made:\n\n“No dogs before May comes.”", "", ""),
    ("Ada Moss is in Ness today.\n\n“The road is gone now.”", "", ""),
    ("Ada Moss turned to the judge. “I never signed that page.”", "Ada Moss", ""),
    ("Ada Moss was born in Ness. “I never signed that page.”", "", ""),
    ("Ada Moss asked the judge. “I never signed that page.”", "", ""),
    ("Rain fell on Ada Moss. “I never signed that page.”", "", ""),
    ("Replying to @port, @ada_m wrote: “I never signed that page.”", "@ada_m", "wrote"),
    ("@ada_m hit back: “I never signed that page.”", "@ada_m", "hit back"),
    ("The pier is safe, @port said. @ada_m had lunch: “I never signed that page.”", "", ""),
    ("A message from Ada Moss, the chair:\n\n“We will mend the roof.”", "Ada Moss, the chair", ""),
    ("And this from Ada Moss, the chair:\n\n“We will mend the roof.”", "Ada Moss, the chair", ""),
    ("A message for Ada Moss, the chair:\n\n“We will mend the roof.”", "", ""),
    ("Replying to @port: “I never signed that page.”", "", ""),
    ("From our man Ada Moss in Ness: “The road is gone now.”", "our man Ada Moss", ""),
    ("And from Ada Moss, who is in Ness: “The road is gone now.”", "Ada Moss", ""),
    ("7.30 a.m.\n\nMore from Ada Moss at the port: “The road is gone now.”", "Ada Moss", ""),
    ("They heard from Ada Moss in Ness: “The road is gone now.”", "", ""),
    ("From May on Ada Moss was in Ness: “The road is gone now.”", "", ""),
]


@pytest.mark.parametrize(("text", "source", "cue"), CASES)
def test_a_quotation_belongs_to_whoever_is_introduced_before_it(text: str, source: str, cue: str) -> None:
    """A line with a colon, a desk, what somebody does right before, or an account introduces; a mere name does not."""
    article = from_text(text)
    found = attribute(article, Reading((), entities_of(article.text, "person: Ada Moss")))
    rows = [tuple("".join(span.of(article.text) for span in part) for part in (one.source, one.cue)) for one in found]
    assert rows == [(source, cue)]


def test_a_quotation_in_brackets_is_no_statement() -> None:
    """It names what stands before it ("Your editorial (“Let the river be”)"), unless it is a sentence."""
    for words, rows in (
        ("Your editorial of May (“Let the river be as it is”) was wrong.", 0),
        ("Its rule (“no dogs before noon at all”) was wrong.", 0),
        ("He laughed (“I never signed that page.”) and left.", 1),
        ("He laughed: “I never signed that page”.", 1),
        ("He laughed (and said “I never signed that page”).", 1),
    ):
        assert len(attribute(from_text(words), Reading((), ()))) == rows


def test_a_piece_of_who_is_introduced_is_whole() -> None:
    """The reader may have no more than "Our" of "Our reporter Ada Moss is in Ness:"."""
    article, linked = unmarked("[S:Our] reporter Ada Moss is in Ness:\n\n[T:“The road is gone now.”]")
    found = attribute(article, Reading((linked,), entities_of(article.text, "person: Ada Moss")))
    assert [one.source[0].of(article.text) for one in found] == ["Our reporter Ada Moss"]
