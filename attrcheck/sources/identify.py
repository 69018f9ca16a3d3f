"""Article, reading and attributions in, one `Source` an attribution out: its kind, fullest name, role and body.

The article is made ready once (scene.py); each mention is then answered in text order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from attrcheck.article import Article, Span
from attrcheck.reader import Attribution, Reading
from attrcheck.sources.index import tidy
from attrcheck.sources.kinds import kind_of_cue
from attrcheck.sources.nominals import nominal_source
from attrcheck.sources.pronouns.anaphora import pronoun_source
from attrcheck.sources.pronouns.implicit_speakers import people_asked, subject_speaking
from attrcheck.sources.pronouns.speakers import answer_repeated, answer_unsaid
from attrcheck.sources.roles.shared_roles import share_roles
from attrcheck.sources.scene import Scene, read_scene
from attrcheck.sources.source import Source, SourceKind, as_read, found_by
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.mentions import as_pronoun, clamped

__all__ = ["identify"]


def _nobody(scene: Scene, attribution: Attribution) -> Source:
    """Return the source of an attribution that names none, as its cue and the words about it hint."""
    text, page = scene.page.text, scene.page
    cue = clamped(attribution.cue, len(text))
    if not cue:
        return Source(SourceKind.NONE, "")
    words_of_cue = " ".join(span.of(text) for span in cue)
    start = max(cue[0].start - 60, page.sentences[page.sentence(cue[0].start)])
    content = min((s.start for s in attribution.content if s.start >= cue[0].end), default=cue[0].end)
    near = text[start : max(cue[0].end, min(content, cue[0].end + 60))]
    kind = kind_of_cue(words_of_cue, near)
    return Source(kind, "" if kind is SourceKind.NONE else tidy(words_of_cue))


def identify(article: Article, reading: Reading, attributions: Sequence[Attribution]) -> tuple[Source, ...]:
    """Return who the source of each attribution is, one `Source` each and in the same order.

    Who is told of within another's statement takes no part in who speaks next.
    """
    own = [one for one in attributions if not one.relayed]
    if len(own) == len(attributions):
        return _identify(article, reading, attributions)
    speaking = iter(_identify(article, reading, own))
    everybody = _identify(article, reading, attributions)
    rows = zip(attributions, everybody, strict=True)
    return tuple(source if one.relayed else next(speaking) for one, source in rows)


def _identify(article: Article, reading: Reading, attributions: Sequence[Attribution]) -> tuple[Source, ...]:
    scene = read_scene(article, reading, attributions)
    answers = [_nobody(scene, a) if main is None else None for a, main in zip(attributions, scene.mains, strict=True)]
    _answer_mentions(scene, answers)
    pieces = [clamped(a.content, len(article.text)) for a in attributions]
    unsaid = [n for n, a in enumerate(attributions) if not (a.source or a.cue)]
    asked = people_asked(scene, pieces)
    replies = answer_unsaid(scene.page, pieces, unsaid, scene.mains, answers, asked)
    for number in set(unsaid) - replies:
        known = answers[number]
        if known is None or known.kind is SourceKind.NONE or known.way == "next paragraph":
            answers[number] = subject_speaking(scene, pieces[number]) or (known if known and known.way else None)
    answer_repeated(scene.page, pieces, unsaid, answers)
    share_roles(scene, answers)
    mentions = (clamped(a.source, len(article.text)) for a in attributions)
    rows = zip(answers, attributions, strict=True)
    said_by = (as_read(answer or Source(SourceKind.NONE, ""), one.sourced, one.kind) for answer, one in rows)
    return tuple(
        replace(
            source,
            name=_with_stop(source.name),
            affiliation=_with_stop(source.affiliation),
            mention=" ".join(" ".join(s.of(article.text).split()) for s in spans),
        )
        for source, spans in zip(said_by, mentions, strict=True)
    )


#: Letters with full stops may lose the last to the end of a sentence: "the U.S[.]".
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]\.)+[A-Z]\Z")


def _with_stop(name: str) -> str:
    return f"{name}." if _DOTTED.search(name) else name


def _answer_mentions(scene: Scene, answers: list[Source | None]) -> None:
    """Answer every mention with words, in text order: what was said before tells whom a pronoun stands for."""
    said: list[tuple[Span, Source]] = []
    labels: dict[str, Source] = {}
    speaking: list[int] = []
    for span, number in sorted((main, number) for number, main in enumerate(scene.mains) if main is not None):
        low = as_pronoun(span.of(scene.page.text)) if span.end - span.start < 30 else ""
        if low in lexicon().sets["author.first_person"]:
            speaking.append(number)
            continue
        found = pronoun_source(scene, number, low, said) or nominal_source(scene, number, span, said, labels)
        answers[number] = found
        said.append((span, found))
        if not scene.cues[number].strip():
            label = span.of(scene.page.text)
            labels.pop(label, None)  # the latest is the last
            labels[label] = found
    _withhold(scene, answers)
    _first_persons(scene, answers, speaking)


def _withhold(scene: Scene, answers: list[Source | None]) -> None:
    """Take those for anonymous whose name is withheld where they speak again: "the official, who was not named"."""
    for kept, answer in zip(scene.mains, list(answers), strict=True):
        if answer is None or answer.kind is not SourceKind.ANONYMOUS or answer.resolved_to is None:
            continue
        if kept is None or not scene.page.text.startswith(", who", kept.end):
            continue
        places = {answer.resolved_to}
        for number, (main, other) in enumerate(zip(scene.mains, answers, strict=True)):
            if other is not None and other.kind is SourceKind.ROLE and {main, other.resolved_to} & places and main:
                answers[number] = replace(other, kind=SourceKind.ANONYMOUS)
                places.add(main)


def _first_persons(scene: Scene, answers: list[Source | None], speaking: Sequence[int]) -> None:
    """Answer every I and we: the owner of the statement it stands in, else the author unless it is quoted."""
    around: list[tuple[Span, int]] = []
    contents, at = scene.contents, 0
    for number in speaking:  # in text order
        span = scene.mains[number] or Span(0, 0)
        while at < len(contents) and contents[at][0].start <= span.start:
            around.append(contents[at])
            at += 1
        while around and around[-1][0].end <= span.start:
            around.pop()
        speaker = next((i for _, i in reversed(around[-4:]) if i != number), None)
        name = span.of(scene.page.text)
        answer = answers[speaker] if speaker is not None else None
        if answer is not None and answer.kind is not SourceKind.NONE:
            place = answer.resolved_to or scene.mains[speaker or 0]
            answers[number] = found_by(replace(answer, resolved_to=place), "speaker", given=answer.confidence)
        elif scene.page.quotation(span.start) >= 0:
            answers[number] = Source(SourceKind.VAGUE, name, confidence=0.0)
        else:
            answers[number] = Source(SourceKind.AUTHOR, scene.author)
