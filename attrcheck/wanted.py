"""Article, attribution and source in, `Wanted` out: who is to be found saying what, as terms for searches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from attrcheck.article import Article, Span
from attrcheck.attributions import Act, Attribution, Form
from attrcheck.passages import cited_link, frame, paragraphs_of
from attrcheck.phrases import distinctive_phrase, fold, key_words, rarity, routes, runs
from attrcheck.quotations import MARKS, find_quotations
from attrcheck.sources import Source, SourceKind

__all__ = ["Wanted", "wanted"]

#: Characters of a name, a description and a statement that are read, and the last year that dates reckon with.
_LONGEST_NAME, _LONGEST_DESCRIPTION, _LONGEST_QUOTATION, _LAST_YEAR = 60, 160, 20_000, 9000
_PRONOUN = 7.5  # a name no rarer than this is a pronoun

#: Sources that an article describes rather than names.
_DESCRIBED = frozenset(
    {SourceKind.DOCUMENT, SourceKind.POST, SourceKind.ROLE, SourceKind.ANONYMOUS, SourceKind.VAGUE, SourceKind.NONE}
)
_CALLED = dict.fromkeys(_DESCRIBED, "the source") | {SourceKind.DOCUMENT: "the document", SourceKind.POST: "its author"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be found: who (folded, "" for nobody) said what, in which words, and when.

    `phrase` is the best run of quoted words and `short` a shorter one, "" where nothing is quoted; `keys` are
    the statement's key words; `frame` is the rest of its sentence; `day` is the article's, where it bounds a search.
    """

    who: str
    phrase: str
    short: str
    keys: tuple[str, ...]
    frame: str
    day: date | None
    cited: str
    source: Source
    act: Act
    language: str

    @property
    def name(self) -> tuple[str, ...]:
        """The source as search terms: a name in quotation marks if it needs them, a description by its key words."""
        if not self.who:
            return ()
        if self.source.kind in _DESCRIBED:
            keys = key_words(self.who, [Span(0, len(self.who))], most=4)
            names = [key for key in keys if not key.islower()]
            return tuple(f'"{key}"' if " " in key else key for key in names or keys) or (self.who,)
        return (f'"{self.who}"',) if " " in self.who or rarity(self.who) < 13 else (self.who,)

    @property
    def called(self) -> str:
        """What a label calls the source."""
        if self.source.kind is SourceKind.ROLE and len(self.who) <= _LONGEST_NAME:
            return f"the {self.who}" if self.who[0].islower() else self.who
        return _CALLED.get(self.source.kind, self.who)

    @property
    def words(self) -> tuple[str, ...]:
        """The exact words to find, with who said them, or the key words where nothing is quoted."""
        return (f'"{self.phrase}"', *self.name) if self.phrase else self.about

    @property
    def about(self) -> tuple[str, ...]:
        """The key words to find with who said them; names of several words are kept together."""
        return (*self.name, *(f'"{key}"' if " " in key else key for key in self.keys))

    @property
    def loose(self) -> tuple[str, ...]:
        """The same in words alone, for engines that go by meaning."""
        return (*(term.strip('"') for term in self.name), *(word for key in self.keys for word in key.split()))


def _day(article: Article) -> date | None:
    try:
        day = date.fromisoformat(article.date)
    except ValueError:
        return None
    return day if day.year <= _LAST_YEAR else None


def _quoted(article: Article, attribution: Attribution) -> tuple[Span, ...]:
    """Return the parts of the statement that stand in quotation marks."""
    if attribution.form is Form.DIRECT:
        return attribution.content
    if attribution.form is Form.INDIRECT:
        return ()
    bounds = []
    for span in attribution.content:
        # A statement that begins or ends with quoted words may leave their outer marks outside.
        start = span.start - (span.start > 0 and article.text[span.start - 1] in MARKS)
        end = min(span.end, span.start + _LONGEST_QUOTATION)
        bounds.append(Span(start, end + (article.text[end : end + 1] in MARKS)))
    return tuple(span for quotation in find_quotations(article.text, bounds) for span in quotation.spans)


def _who(article: Article, source: Source) -> str:
    """Return what the source goes by in a search, short and folded; "" for one that has no name."""
    if source.kind in (SourceKind.ANONYMOUS, SourceKind.VAGUE, SourceKind.NONE):
        name = source.affiliation
    elif source.kind is SourceKind.AUTHOR:
        name = article.author or source.name
    elif source.kind in (SourceKind.PERSON, SourceKind.ROLE):
        name = source.name or f"{source.affiliation if source.affiliation not in source.role else ''} {source.role}"
    else:
        name = source.name
    words = fold(name if name.strip() else source.mention if source.kind is not SourceKind.NONE else "").split()
    while words and words[0].lower() in routes()["terms"]["determiners"]:
        words = words[1:]
    longest = _LONGEST_DESCRIPTION if source.kind in _DESCRIBED else _LONGEST_NAME
    while words and len(" ".join(words)) > longest:
        words = words[:-1]
    who = " ".join(words).strip(" ,;:.-'")
    is_vague = source.kind in (SourceKind.ANONYMOUS, SourceKind.VAGUE) and not source.affiliation
    return "" if is_vague or (" " not in who and rarity(who) < _PRONOUN) or not re.search(r"[^\W_]", who) else who


def wanted(article: Article, attribution: Attribution, source: Source) -> Wanted:
    """Return what to search for; without a name, a phrase or a key word there is nothing."""
    text, content = article.text, attribution.content
    blocks = paragraphs_of(article, content)
    who, around = _who(article, source), frame(article, attribution)
    quoted = _quoted(article, attribution)
    phrase = short = ""
    if quoted:
        phrase = (
            distinctive_phrase(text, quoted, paragraphs=blocks)
            or distinctive_phrase(text, quoted, paragraphs=blocks, shortest=4, longest=7)
            or distinctive_phrase(text, quoted, paragraphs=blocks, shortest=1, longest=3)
        )
        short = distinctive_phrase(text, quoted, paragraphs=blocks, shortest=5, longest=7) if phrase else ""
    keys = key_words(text, content, paragraphs=blocks, without=who)
    if len(phrase.split()) < 4:
        # So few words are found only beside what they were said of.
        nearby = key_words(around, [Span(0, len(around))], most=4, without=" ".join((who, phrase, *keys)))
        keys = (*keys, *nearby) if len(keys) < 2 or phrase else keys
        if " " not in phrase and attribution.form is Form.MIXED:
            phrase = ""
    if not keys and not phrase:
        keys = tuple(fold(word.of(text)) for run in runs(text, content, paragraphs=blocks) for word in run)[:8]
    return Wanted(
        who=who, phrase=phrase, short=short, keys=keys, frame=around, day=_day(article),
        cited=cited_link(article, attribution), source=source, act=attribution.act, language=article.language,
    )  # fmt: skip
