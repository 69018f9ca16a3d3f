"""An item and the material's index in, how its words stand there out: found, altered, moved, told otherwise, or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from attrcheck.article import Article, Span
from attrcheck.checklist import Held, Item, Outcome
from attrcheck.comparison import tokenize
from attrcheck.material.index import Index
from attrcheck.material.paraphrase import Nearness, nearest
from attrcheck.material.speakers import Speaker, Speakers, is_another
from attrcheck.material.telling import told_of_none, told_of_paraphrase, told_of_words
from attrcheck.material.words import Found, found_in
from attrcheck.reader import Form
from attrcheck.searches import quoted_parts

__all__ = ["Scene", "held"]

#: Words that a quotation has at least, and that an indirect statement has to be looked for as it stands.
_FEWEST, _FEWEST_INDIRECT = 2, 5
#: Words between two pieces of a statement that are more than "he said".
_MOST_BETWEEN = 2
#: Documents with the same text that are named.
_MOST_COPIES = 3
#: The worst first: a row is what its worst quotation is.
_WORST = (
    Outcome.NOT_THERE,
    Outcome.PARAPHRASE,
    Outcome.ANOTHERS,
    Outcome.ALTERED,
    Outcome.SHORTENED,
    Outcome.BUT_FOR,
    Outcome.VERBATIM,
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Scene:
    """The article, the material's index, and who speaks in it."""

    article: Article
    index: Index
    speakers: Speakers


def held(item: Item, scene: Scene) -> Held:
    """Return how the statement of `item` stands in the material."""
    quotations = list(_quotations(item, scene.article))
    if not quotations:
        return _indirect(item, scene)
    found = [_quotation(words, item, scene) for words in quotations]
    worst = min(found, key=lambda one: _WORST.index(one.outcome))
    if len(found) == 1:
        return worst
    details = [f"“{words}”: {one.outcome}. {one.detail}" for words, one in zip(quotations, found, strict=True)]
    return replace(worst, detail=" ".join(details))


def _quotations(item: Item, article: Article) -> Iterator[str]:
    """Yield the quotations of `item`; pieces that only source and cue part are one, with an ellipsis between them."""
    parts = quoted_parts(article, item.attribution)
    runs: list[list[Span]] = []
    for part in parts:
        if runs and item.attribution.form is Form.DIRECT and _goes_on(item, article, runs[-1][-1], part):
            runs[-1].append(part)
        else:
            runs.append([part])
    for run in runs:
        words = " … ".join(" ".join(span.of(article.text).split()).strip(' "“”„«»') for span in run)
        if len(tokenize(words).folded) >= _FEWEST:
            yield words


def _goes_on(item: Item, article: Article, before: Span, behind: Span) -> bool:
    """Tell whether nothing but the attribution stands between two pieces of a statement."""
    between = set(range(before.end, behind.start))
    for span in (*item.attribution.source, *item.attribution.cue):
        between -= set(range(span.start, span.end))
    left = "".join(article.text[at] if at in between else " " for at in range(before.end, behind.start))
    return len(_WORD.findall(left)) <= _MOST_BETWEEN


def _frame(item: Item, words: str) -> str:
    rest = item.statement.replace(words, " ")
    return f"{item.claim.frame} {item.cue} {rest if rest != item.statement else ''}"


def _quotation(words: str, item: Item, scene: Scene) -> Held:
    """Return how quoted `words` of `item` stand in the material."""
    found = found_in(words, _frame(item, words), scene.index)
    if not found:
        return _paraphrased(words, item, scene)
    best, speaker = _chosen(found, item, scene)
    return _as_held(best, speaker, item, scene)


def _chosen(found: Sequence[Found], item: Item, scene: Scene) -> tuple[Found, Speaker]:
    """Return the best place that was `found`: of equally good ones, the first where nobody else speaks.

    The same words in another dress are as good: whoever repeats them may punctuate them otherwise.
    """
    first: tuple[Found, Speaker] | None = None
    same = (Outcome.VERBATIM, Outcome.BUT_FOR)
    for one in found:
        if one.rank != found[0].rank and not (one.outcome in same and found[0].outcome in same):
            break
        speaker = scene.speakers.at(one.document, one.span)
        if not is_another(item, speaker):
            return one, speaker
        first = first or (one, speaker)
    return first or (found[0], scene.speakers.at(found[0].document, found[0].span))


def _as_held(found: Found, speaker: Speaker, item: Item, scene: Scene) -> Held:
    is_moved = is_another(item, speaker)
    said = told_of_words(found, speaker, item.source.name if is_moved else "")
    return _placed(
        Held(
            Outcome.ANOTHERS if is_moved else found.outcome,
            said,
            passage=found.comparison.passage,
            speaker=speaker.name,
            differences=(*found.comparison.differences, *found.comparison.spelt, *found.comparison.left_out),
            left_out=found.left_out,
            turns_on=found.turns_on,
        ),
        found.document,
        found.span,
        scene,
    )


def _placed(held: Held, document: int, span: Span, scene: Scene) -> Held:
    """Return `held` with the document, the place in it, and the link that opens it there."""
    one = scene.index.documents[document]
    named = f"{', '.join(one.copies[:_MOST_COPIES])}{' …' if len(one.copies) > _MOST_COPIES else ''}"
    copies = f" The same text is in {named}." if one.copies else ""
    return replace(
        held, document=one.name, place=one.place(span.start), link=one.link(span), detail=f"{held.detail}{copies}"
    )


def _indirect(item: Item, scene: Scene) -> Held:
    """Return how a statement that the article gives in its own words stands in the material."""
    words = re.sub(r"^that\s+", "", " ".join(item.statement.split()))
    if len(tokenize(words).folded) >= _FEWEST_INDIRECT:
        exact = [
            one
            for one in found_in(words, _frame(item, words), scene.index)
            if one.outcome in (Outcome.VERBATIM, Outcome.BUT_FOR)
        ]
        if exact:
            best, speaker = _chosen(exact, item, scene)
            return _as_held(best, speaker, item, scene)
    return _paraphrased(words, item, scene)


def _paraphrased(words: str, item: Item, scene: Scene) -> Held:
    """Return where the key words of `words` stand near each other, or that they do not."""
    places = nearest(words, scene.index)
    if not places:
        return Held(Outcome.NOT_THERE, told_of_none(words, len(scene.index.documents)))
    first: tuple[Nearness, Speaker] | None = None
    for one in places:
        speaker = scene.speakers.at(one.document, one.chief)
        if not is_another(item, speaker):
            break
        first = first or (one, speaker)
    else:
        if first is None:
            raise AssertionError("there is a place")
        one, speaker = first
    is_moved = is_another(item, speaker)
    return _placed(
        Held(
            Outcome.ANOTHERS if is_moved else Outcome.PARAPHRASE,
            told_of_paraphrase(one, speaker, item.source.name if is_moved else ""),
            passage=one.passage,
            speaker=speaker.name,
            turns_on=one.turns_on,
        ),
        one.document,
        one.span,
        scene,
    )
