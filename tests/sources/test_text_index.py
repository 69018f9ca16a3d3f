"""The index of a text gives what reading the text there would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attrcheck.article import Span, find_quotations, from_text, sentence_ends
from attrcheck.sources.text.lexicon import words
from attrcheck.sources.text.text_index import TextIndex

_PIECES = st.sampled_from(
    [
        "Lee",
        "Lee's",
        "Lees’",
        "al-Karim",
        "U.S",
        "Mr. ",
        "Dr.",
        "Sen. ",
        "12",
        "boss",
        "'",
        "’s",
        "-",
        ".",
        ",",
        " ",
        "\n\n",
    ]
)


@given(st.lists(_PIECES, min_size=1, max_size=14).map("".join), st.data())
def test_the_words_of_any_part_are_those_read_there(text: str, data: st.DataObject) -> None:
    """Wherever a part begins and ends, inside of words too, its words are the ones that are read from it alone."""
    page = TextIndex(from_text(text))
    start = data.draw(st.integers(0, len(page.text)))
    end = data.draw(st.integers(start, len(page.text)))
    assert page.words(start, end) == list(words(page.text, start, end))


def test_places_are_numbered() -> None:
    """A place has its sentence, its paragraph and its quotation; a sentence inside a quotation is none of the outer."""
    page = TextIndex(from_text("Lee spoke. “It rained. It snowed,” she said. He left.\n\nCole stayed."))
    place = page.text.index("snowed")
    assert page.sentences == (0, *(gap.end for gap in sentence_ends(page.text, 0, len(page.text))))
    assert [page.text[start:].split()[0] for start in page.outer_sentences] == ["Lee", "“It", "He", "Cole"]
    assert (page.sentence(place), page.outer_sentence(place), page.quotation(place)) == (2, 1, 0)
    assert page.quotation(page.text.index("she")) == -1
    assert page.paragraph_start(page.text.index("stayed")) == page.text.index("Cole")
    quotation = page.quotations[0]
    assert [quotation] == [span for found in find_quotations(page.text, page.readable) for span in found.spans]
    assert list(page.quotations_in(Span(quotation.start, quotation.end))) == [0]
