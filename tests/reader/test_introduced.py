"""Who is introduced before a quotation that no verb of saying ties to anybody."""

from __future__ import annotations

import pytest

from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribute import attribute
from attrcheck.reader.reading import Reading
from tests.support.marked import entities_of

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
]


@pytest.mark.parametrize(("text", "source", "cue"), CASES)
def test_a_quotation_belongs_to_whoever_is_introduced_before_it(text: str, source: str, cue: str) -> None:
    """A line with a colon, a desk, what somebody does right before, or an account introduces; a mere name does not."""
    article = from_text(text)
    found = attribute(article, Reading((), entities_of(article.text, "person: Ada Moss")))
    rows = [tuple("".join(span.of(article.text) for span in part) for part in (one.source, one.cue)) for one in found]
    assert rows == [(source, cue)]
