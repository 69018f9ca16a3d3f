"""An article in, the answers of an interview out whose speakers have no labels: question, answer, question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from attrcheck.article import Article, Paragraph, ParagraphKind, Span
from attrcheck.files import read_data
from attrcheck.patterns import lazily
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import WORD, trimmed

__all__ = ["answers_of"]

#: How sure a row is that an answer makes, and how many questions make an interview.
_CONFIDENCE, _LEAST_QUESTIONS = 0.6, 3
#: Words that a question has at most, paragraphs before the first one in which the interview is told of.
_LONGEST_QUESTION, _OPENING = 60, 8
#: The dash with which each turn of a printed conversation begins.
_DASH = lazily(r"[—–―][ \u00a0\u2009]*(?=\S)")
_ASKS = lazily(r"\?[\"'”’»)*_]*\s*\Z")
#: What is set in bold in plain text is a question, whatever its mark.
_BOLD = lazily(r"\*\*[^*\n]+\*\*")
#: Who answers speaks of themselves, outside what they quote.
_FIRST_PERSON = lazily(r"\b(?:I|I['’](?:m|d|ve|ll)|me|my|mine|myself|we|we['’](?:re|d|ve|ll)|us|our|ours)\b")
_QUOTED = lazily(r"[“\"«][^“”\"«»]{0,600}[”\"»]")


#: Whoever is talked to by one who was named before asks: "She spoke to [Bob Roe] at her home".
_ASKER = lazily(
    r"\b(?:(?:[Ss]he|[Hh]e|[Tt]hey) (?:\w+ )?(?:sp(?:eaks?|oke)|talk(?:s|ed)?) (?:to|with)|interview(?:ed)? by|"
    r"[Ii]nterviewer:|(?:[Ww]ords|[Tt]ext) by|[Bb]y) \Z"
)


@cache
def _tells_of_interview(*, of_you: bool) -> re.Pattern[str]:
    lists = read_data("language")["interviews"]
    words = "|".join([*lists["telling"], *(lists["telling_of_you"] if of_you else ())])
    return re.compile(rf"\b(?:{words})", re.I)


_YOU = lazily(r"\byou(?:r|['’]\w+)?\b", re.I)


def answers_of(article: Article, people: Sequence[Span]) -> Iterator[tuple[Span, Linked]]:
    """Yield the paragraphs of an interview in which the person asked answers, each with its row.

    Its opening says that it is one and names one of the `people`; three questions are asked; who answers says I.
    """
    body = [p for p in article.readable if p.kind is not ParagraphKind.TITLE]
    answers = _dashed(article.text, body) or _undashed(article.text, body)
    if not answers or _are_labelled(article.text, answers):
        return
    opening = [p for p in article.paragraphs if p.span.start < answers[0].start][:_OPENING]
    questions = (p.span for p in body if _is_question(article.text, p.span))
    of_you = any(_YOU.search(article.text, span.start, span.end) for span in questions)
    who = _person_asked(article, Span(0, opening[-1].span.end) if opening else Span(0, 0), people, of_you=of_you)
    if who is None:
        return
    for span in answers:
        dash = _DASH.match(article.text, span.start, span.end)
        content = trimmed(Span(dash.end() if dash else span.start, span.end), article.text)
        yield span, Linked((who,), (), (content,), _CONFIDENCE)


def _are_labelled(text: str, answers: Sequence[Span]) -> bool:
    """Tell whether the `answers` begin with who gives them: with one and the same word, as few speakers would."""
    openings = (WORD.search(text, span.start, span.end) for span in answers)
    words = Counter(match[0] for match in openings if match and not _FIRST_PERSON.fullmatch(match[0]))
    return len(answers) > 1 and max(words.values(), default=0) > len(answers) // 2


def _person_asked(article: Article, opening: Span, people: Sequence[Span], *, of_you: bool) -> Span | None:
    """Return the first full mention of whom the `opening` names most often, None where it tells of no interview.

    `of_you` tells whether some question says "you", as those of an essay do not.
    """
    if not _tells_of_interview(of_you=of_you).search(article.text, opening.start, opening.end):
        return None
    text = article.text
    met = [_in_full(person, people, text) for person in people if person.end <= opening.end]
    asking = {_last_name(p, text) for p in met if _ASKER.search(text, max(0, p.start - 40), p.start)}
    named = [person for person in met if " " in person.of(text) and _last_name(person, text) not in asking]
    lasts = Counter(_last_name(person, text) for person in met)
    return max(named, key=lambda person: lasts[_last_name(person, text)], default=None)


def _in_full(person: Span, people: Sequence[Span], text: str) -> Span:
    """Return a name of one word with the first name before it, where another mention has both: "Ada [Moss]"."""
    last = person.of(text)
    wholes = (name for name in (other.of(text) for other in people) if name.endswith(f" {last}"))
    longer = next((name for name in wholes if " " not in last and text.endswith(name, 0, person.end)), last)
    return Span(person.end - len(longer), person.end)


def _last_name(person: Span, text: str) -> str:
    return person.of(text).split()[-1]


def _dashed(text: str, body: Sequence[Paragraph]) -> list[Span]:
    """Return every second one of the paragraphs that begin with a dash, where the others ask."""
    turns = [p.span for p in body if _DASH.match(text, p.span.start, p.span.end)]
    asked, answers = turns[::2], turns[1::2]
    if _asking(text, asked) < _LEAST_QUESTIONS or _asking(text, asked) <= _asking(text, answers):
        return []
    return answers if _speak_of_themselves(text, answers) else []


def _undashed(text: str, body: Sequence[Paragraph]) -> list[Span]:
    """Return the paragraphs that follow a question, with those after them in which the same person goes on."""
    answers: list[Span] = []
    first: list[Span] = []
    was_asked = goes_on = False
    for paragraph in body:
        span = paragraph.span
        if _is_question(text, span):
            was_asked, goes_on = True, False
        elif was_asked or (goes_on and _says_i(text, span)):
            answers.append(span)
            first += [span] * was_asked
            was_asked, goes_on = False, True
        else:
            # What is put to somebody need not be a question: the answer follows.
            goes_on = goes_on and len(WORD.findall(text, span.start, span.end)) <= _LONGEST_QUESTION
    if len(first) < _LEAST_QUESTIONS or 4 * len(answers) < len(body) or not _speak_of_themselves(text, first):
        return []
    return answers


def _is_question(text: str, span: Span) -> bool:
    asks = _ASKS.search(text, max(span.start, span.end - 8), span.end) or _BOLD.fullmatch(text, span.start, span.end)
    return bool(asks) and len(WORD.findall(text, span.start, span.end)) <= _LONGEST_QUESTION


def _asking(text: str, turns: Sequence[Span]) -> int:
    return sum(_is_question(text, span) for span in turns)


def _says_i(text: str, span: Span) -> bool:
    return bool(_FIRST_PERSON.search(_QUOTED.sub("", span.of(text)))) or span.of(text)[:1] in '“"«'


def _speak_of_themselves(text: str, answers: Sequence[Span]) -> bool:
    return 3 * sum(bool(_FIRST_PERSON.search(span.of(text))) for span in answers) >= len(answers)
