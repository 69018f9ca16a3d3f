"""How often statements are held against material as a person would say, which may not fall."""

from __future__ import annotations

import pytest

from attrcheck import Reader, from_bytes
from attrcheck.checklist import Outcome
from attrcheck.material import Document, Material
from attrcheck.material.words import found_in
from tests.benchmarks.material import figures
from tests.support.material_cases import answers, cases

#: The least share of outcomes that are right, and the most true quotations, one in so many, that are called altered.
_RIGHT, _ONE_IN = 0.95, 200


@pytest.mark.parametrize("half", ["measured", "fresh"])
def test_outcomes_of_articles_to_measure_on_are_right(reader: Reader, half: str) -> None:
    """Nineteen of twenty outcomes are right, none is called verbatim that is not, and no true quotation altered."""
    found = figures(answers(half, reader))
    assert found.rows == found.statements
    assert found.share >= _RIGHT
    assert found.false_verbatim == 0
    assert found.false_altered * _ONE_IN <= found.true_quotations


def test_what_stands_in_one_of_many_documents_is_found_there_as_it_stands() -> None:
    """Each sentence of all documents is verbatim in its own, or its sense turns on what stands beside it."""
    documents = [
        Document(case.name, "", from_bytes(case.material.encode(), name=case.name))
        for half in ("tuned", "measured", "fresh")
        for case in cases(half)
    ]
    index = Material(tuple(documents)).index
    wrong, number = [], 0
    for place, document in enumerate(documents):
        for paragraph in document.article.paragraphs:
            said = paragraph.span.of(document.article.text).rpartition(": ")[2]
            for sentence in said.split(". "):
                if len(sentence.split()) < 5 or sentence.endswith("-"):
                    continue
                number += 1
                found = found_in(f"“{sentence.strip(' .')}.”", "", index)
                if not found or found[0].document != place or found[0].outcome is not Outcome.VERBATIM:
                    wrong.append((document.name, sentence))
    assert number > _ONE_IN
    assert wrong == []
