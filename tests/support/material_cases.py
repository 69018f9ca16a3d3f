"""Files of articles with their material in, the cases out: what each says, and how its words stand in the material."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from attrcheck import Reader, check, from_bytes, from_text
from attrcheck.article import Span
from attrcheck.checklist import Item, Outcome
from attrcheck.material import Document, Material, hold

__all__ = ["FOLDER", "Answer", "Case", "answers", "cases"]

FOLDER = Path(__file__).parent.parent / "data" / "material"
_TAG = re.compile(rf" \[({'|'.join(Outcome)}): ([^\]\n]+)\]")


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of one sentence: where it stands in the article, its outcome, the kind of alteration."""

    span: Span
    outcome: Outcome
    kind: str


@dataclass(frozen=True, slots=True)
class Case:
    """A document's name and text, an article's text, and what is known of its sentences."""

    name: str
    material: str
    article: str
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a sentence, and the item that was read of it, None where none was."""

    case: Case
    expected: Expected
    item: Item | None

    @property
    def outcome(self) -> Outcome | None:
        """The outcome that was given."""
        return self.item.held.outcome if self.item is not None and self.item.held is not None else None


@cache
def cases(half: str) -> tuple[Case, ...]:
    """Return the cases of one part: "tuned", "measured" or "fresh"."""
    text = (FOLDER / f"{half}.txt").read_text(encoding="utf8")
    return tuple(map(_case, re.split(r"^=== ", text, flags=re.M)[1:]))


def _case(block: str) -> Case:
    name, _, rest = block.partition("\n")
    material, _, marked = rest.partition("\n---\n")
    text, expected, last = "", [], 0
    for match in _TAG.finditer(marked):
        text += marked[last : match.start()]
        start = max(text.rfind("\n\n"), 0) + 2 * ("\n\n" in text)
        expected.append(Expected(Span(start, len(text)), Outcome(match[1]), match[2]))
        last = match.end()
    return Case(name.strip(), material, text.strip(), tuple(expected))


def answers(half: str, reader: Reader) -> tuple[Answer, ...]:
    """Return how each sentence of one half was answered, read and held as the command does it."""
    found: list[Answer] = []
    for case in cases(half):
        document = Document(case.name, "", from_bytes(case.material.encode(), name=case.name))
        article = from_text(case.article)
        checklist = hold(check(article, reader), Material((document,)), reader)
        for one in case.expected:
            words = one.span.of(case.article)
            at = article.text.find(words)
            found.append(Answer(case, one, _item_of(Span(at, at + len(words)), checklist.items)))
    return tuple(found)


def _item_of(span: Span, items: tuple[Item, ...]) -> Item | None:
    """Return the item that has most of what stands at `span`."""

    def shared(item: Item) -> int:
        return sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in item.attribution.content)

    best = max(items, key=shared, default=None)
    return best if best is not None and shared(best) else None
