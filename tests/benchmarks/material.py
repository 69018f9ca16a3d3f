"""Prints how statements are held against material: `python -m tests.benchmarks.material [HALF] [--speed]`."""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from attrcheck import Reader, check, from_text
from attrcheck.checklist import Outcome
from attrcheck.comparison import Match, compare, tokenize
from attrcheck.material import Document, Material, hold
from tests.support.material_cases import Answer, answers, cases

#: Outcomes that words have which were not changed.
_TRUE = (Outcome.VERBATIM, Outcome.BUT_FOR)
_PAGES = (100, 1_000, 10_000)
_WORDS_OF_PAGE = 500


@dataclass(frozen=True, slots=True)
class Figures:
    """How many statements there are, how many are rows, how many rows are right, and what is wrong of the worst."""

    statements: int
    rows: int
    right: int
    false_verbatim: int
    true_quotations: int
    false_altered: int

    @property
    def share(self) -> float:
        """The share of rows whose outcome is right."""
        return self.right / max(1, self.rows)


def figures(found: Sequence[Answer]) -> Figures:
    """Return the figures of `found`; "verbatim" is false where anything but marks differs or another says it."""
    rows = [one for one in found if one.outcome is not None]
    true = [one for one in rows if one.expected.outcome in _TRUE]
    return Figures(
        statements=len(found),
        rows=len(rows),
        right=sum(one.outcome is one.expected.outcome for one in rows),
        false_verbatim=sum(one.outcome in _TRUE and one.expected.outcome not in _TRUE for one in rows),
        true_quotations=len(true),
        false_altered=sum(one.outcome is Outcome.ALTERED for one in true),
    )


def sentences_altered(half: str) -> tuple[int, int]:
    """Return how many sentences the material of one half has, and how many are not found there as they stand."""
    total = wrong = 0
    for case in cases(half):
        page = tokenize(case.material)
        for sentence in case.material.replace("\n", " ").split(". "):
            words = " ".join(sentence.split())
            if len(words.split()) > 3 and ":" not in words:
                total += 1
                wrong += compare(f"“{words}.”", page).match is not Match.VERBATIM
    return total, wrong


def _print_half(half: str, reader: Reader) -> None:
    found = answers(half, reader)
    one = figures(found)
    print(f"{half}: {len(cases(half))} articles, {one.statements} statements, {one.rows} of them rows")
    print(f"  outcome right: {one.right} of {one.rows} ({one.share:.1%})")
    print(f"  false “verbatim”: {one.false_verbatim}")
    print(f"  false “altered” of {one.true_quotations} true quotations: {one.false_altered}")
    total, wrong = sentences_altered(half)
    print(f"  of {total} sentences of the material itself, not found as they stand: {wrong}")
    kinds = Counter(answer.expected.kind for answer in found)
    right = Counter(answer.expected.kind for answer in found if answer.outcome is answer.expected.outcome)
    print("  by kind: " + ", ".join(f"{kind} {right[kind]}/{kinds[kind]}" for kind in sorted(kinds)))
    for answer in found:
        if answer.outcome is not answer.expected.outcome:
            held = answer.item.held if answer.item else None
            print(f"    {answer.case.name} [{answer.expected.outcome}: {answer.expected.kind}] was {answer.outcome}")
            print(f"      {answer.expected.span.of(answer.case.article)}")
            print(f"      {answer.item.statement if answer.item else 'no row'} | {held.detail if held else ''}")


def _print_speed(reader: Reader) -> None:
    """Print how long material of several sizes takes, with pages of words drawn from the cases."""
    chance = random.Random(20)
    words = " ".join(case.material for half in ("tuned", "measured") for case in cases(half)).split()
    checked = check(from_text("\n\n".join(case.article for case in cases("tuned")[:8])), reader)
    for pages in _PAGES:
        texts = [" ".join(chance.choices(words, k=_WORDS_OF_PAGE)) for _ in range(pages)]
        documents = [
            Document(f"{number}.txt", "", from_text("\n\n".join(texts[number : number + 100])))
            for number in range(0, pages, 100)
        ]
        documents += [Document(case.name, "", from_text(case.material)) for case in cases("tuned")[:8]]
        began = time.perf_counter()
        material = Material(tuple(documents))
        _ = material.index
        made = time.perf_counter()
        held = hold(checked, material, reader)
        done = time.perf_counter()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{pages:>6} pages: index {made - began:.1f} s, {len(held.items)} rows held in {done - made:.1f} s, "
            f"{memory} MB at most"
        )


if __name__ == "__main__":
    _reader = Reader()
    for _half in [name for name in sys.argv[1:] if not name.startswith("-")] or ["tuned", "measured", "fresh"]:
        _print_half(_half, _reader)
    if "--speed" in sys.argv:
        _print_speed(_reader)
