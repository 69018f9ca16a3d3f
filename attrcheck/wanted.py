"""Article, attribution and source in, `Wanted` out: who is to be found saying what, as terms for searches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from attrcheck.article import Article, Span
from attrcheck.attributions import Act, Attribution, Form
from attrcheck.files import read_data
from attrcheck.passages import cited_link, frame, paragraphs_of
from attrcheck.phrases import distinctive_phrase, fold, key_words, rarity, routes, runs, short_quotation
from attrcheck.quotations import MARKS, find_quotations
from attrcheck.sites import Site, SiteKind, Sites
from attrcheck.sources import Source, SourceKind

__all__ = ["Wanted", "in_a_sentence", "quoted_parts", "wanted"]

#: Characters of a name, a description and a statement that are read, and the last year that dates reckon with.
_LONGEST_NAME, _LONGEST_DESCRIPTION, _LONGEST_QUOTATION, _LAST_YEAR = 60, 160, 20_000, 9000
_LONGEST_SAID, _LONGEST_TITLE = 1_000, 14
_PRONOUN = 7.5  # a name no rarer than this is a pronoun
#: Engines take every term in quotation marks for a must: beside the name, so many are enough.
_MOST_MUSTS = 2
#: An article's topic is a name that its beginning has so often, none of them where a sentence begins.
_BEGINNING, _OFTEN = 50_000, 3
_INNER_NAME = re.compile(r"(?<=[a-z,] )[A-Z][^\W\d_]{2,30}\b")

#: Sources that an article describes rather than names.
_DESCRIBED = frozenset(
    {SourceKind.DOCUMENT, SourceKind.POST, SourceKind.ROLE, SourceKind.ANONYMOUS, SourceKind.VAGUE, SourceKind.NONE}
)
_CALLED = dict.fromkeys(_DESCRIBED, "the source") | {SourceKind.DOCUMENT: "the document", SourceKind.POST: "its author"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be found: who (folded, "" for nobody) said what, in which words, and when.

    `phrase` is the best run of quoted words and `short` a shorter one, "" where nothing is quoted; `keys` are the
    statement's key words; `frame` is the rest of its sentence; `day` is the article's, where it bounds a search;
    `said` is the statement's beginning; `title` is a document's, where the article quotes it; `nearby` are names that
    tell what it is about; `site` is the source's own, of all the `sites` that there are.
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
    said: str
    title: str
    nearby: tuple[str, ...]
    sites: Sites
    site: Site | None

    @property
    def name(self) -> tuple[str, ...]:
        """The source as search terms: a name in quotation marks if it needs them, a description by its key words."""
        if not self.who:
            return ()
        if self.source.kind in _DESCRIBED:
            # Not at a sentence's start, a capital is a name's.
            keys = key_words(f"the {self.who}", [Span(4, 4 + len(self.who))], most=4, without=self.title)
            names = [key for key in keys if not key.islower()]
            titled = (f'"{self.title}"',) if self.title else ()
            musts = _MOST_MUSTS - len(titled)
            return (*titled, *_with_musts(names or keys, musts)) or (self.who,)
        return (f'"{self.who}"',) if " " in self.who or rarity(self.who) < 13 else (self.who,)

    @property
    def called(self) -> str:
        """What a label calls the source."""
        if self.source.kind is SourceKind.ROLE and len(self.who) <= _LONGEST_NAME:
            return f"the {self.who}" if self.who[0].islower() else self.who
        if self.title:
            return f"“{self.title}”"
        return _CALLED.get(self.source.kind, in_a_sentence(self.source, self.who))

    @property
    def words(self) -> tuple[str, ...]:
        """The exact words to find, with who said them, or the key words where nothing is quoted."""
        return (f'"{self.phrase}"', *self.name) if self.phrase else self.about

    @property
    def about(self) -> tuple[str, ...]:
        """The key words to find with who said them; names of several words are kept together."""
        return (*self.name, *_with_musts(self.keys, _MOST_MUSTS))

    @property
    def foreign(self) -> tuple[str, ...]:
        """What of it a page in another language may have as well: the name, and names and numbers of the statement."""
        names = [key for key in self.keys if not key[0].islower()]
        return (*self.name, *(names or self.nearby))

    @property
    def loose(self) -> tuple[str, ...]:
        """The same in words alone, for engines that go by meaning."""
        return (*(term.strip('"') for term in self.name), *(word for key in self.keys for word in key.split()))


def _with_musts(keys: Sequence[str], most: int) -> tuple[str, ...]:
    """Return `keys`, the first `most` of several words in quotation marks."""
    several = [key for key in keys if " " in key][:most]
    return tuple(f'"{key}"' if key in several else key for key in keys)


def in_a_sentence(source: Source, name: str) -> str:
    """Return `name` as it stands within a sentence: "The Orkney Herald" loses its capital, a body gets its "the"."""
    first, _, rest = name.partition(" ")
    if rest and first in ("The", "A", "An"):
        return f"{first.lower()} {rest}"
    named = source.name.removeprefix("The ").removeprefix("the ")
    has_article = source.mention[:4].lower() == "the " and source.mention[4:].startswith(named.split(" ")[0] or " ")
    is_body = source.kind in (SourceKind.ORGANISATION, SourceKind.OUTLET)
    return f"the {name}" if is_body and has_article and not name.startswith("the ") else name


def _day(article: Article) -> date | None:
    try:
        day = date.fromisoformat(article.date)
    except ValueError:
        return None
    return day if day.year <= _LAST_YEAR else None


def quoted_parts(article: Article, attribution: Attribution) -> tuple[Span, ...]:
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


def _title(source: Source) -> str:
    """Return the title of a document that the article gives in quotation marks, folded, "" for none."""
    if source.kind is not SourceKind.DOCUMENT:
        return ""
    name = source.name if any(mark in source.name for mark in MARKS) else source.mention
    quoted = next(iter(find_quotations(name, [Span(0, len(name))])), None)
    title = fold(quoted.spans[0].of(name)).strip(" ,;:.'") if quoted else ""
    return title if 2 <= len(title.split()) <= _LONGEST_TITLE else ""


def _site(sites: Sites, source: Source) -> Site | None:
    """Return the site of who is said to speak, or of whom they speak for."""
    if source.kind in (SourceKind.NONE, SourceKind.AUTHOR):
        return None
    own = source.kind in (SourceKind.OUTLET, SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.POST)
    # What was taken for a person may be an outlet.
    site = sites.find(source.name) or (sites.within(source.name) if own else None)
    is_former = source.role.lower().startswith(tuple(read_data("questions")["former"]["words"]))
    found = site or (None if is_former else sites.within(source.affiliation) or sites.within(source.role))
    found = found or (None if source.kind is SourceKind.PERSON else sites.within(source.mention))
    # Nobody speaks for a platform who only posts there.
    return None if found is not None and found.kind is SiteKind.PLATFORM and not own else found


@lru_cache(maxsize=4)
def _topic(text: str) -> str:
    """Return the name that the article has most often, "" where none is frequent."""
    counts = Counter(_INNER_NAME.findall(text[:_BEGINNING]))
    name, count = (counts.most_common(1) or [("", 0)])[0]
    return name if count >= _OFTEN else ""


def _nearby(article: Article, around: str, without: str) -> tuple[str, ...]:
    """Return what names the statement's matter where it does not: the article's topic, and a name of its sentence."""
    keys = key_words(around, [Span(0, len(around))], most=12, without=without)
    opening = around.partition(" ")[0]
    names = [key for key in keys if key[0].isupper() and rarity(key) > _PRONOUN and not key.startswith(opening)][:1]
    topic = fold(_topic(article.text))
    is_new = topic and topic.lower() not in " ".join((without, *names)).lower().split()
    return (topic, *names) if is_new else tuple(names)


def _who(article: Article, source: Source, site: Site | None) -> str:
    """Return what the source goes by in a search, short and folded; "" for one that has no name."""
    if source.kind in (SourceKind.ANONYMOUS, SourceKind.VAGUE, SourceKind.NONE):
        name = source.affiliation
    elif source.kind is SourceKind.AUTHOR:
        name = article.author or source.name
    elif source.kind in (SourceKind.PERSON, SourceKind.ROLE):
        name = source.name or f"{source.affiliation if source.affiliation not in source.role else ''} {source.role}"
    else:
        name = source.name
    if site is not None and site.kind is SiteKind.CHANNEL and source.kind in (SourceKind.OUTLET, SourceKind.POST):
        name = site.names[0]
    words = fold(name if name.strip() else source.mention if source.kind is not SourceKind.NONE else "").split()
    while words and words[0].lower() in routes()["terms"]["determiners"]:
        words = words[1:]
    longest = _LONGEST_DESCRIPTION if source.kind in _DESCRIBED else _LONGEST_NAME
    while words and len(" ".join(words)) > longest:
        words = words[:-1]
    who = " ".join(words).strip(" ,;:.-'")
    is_vague = source.kind in (SourceKind.ANONYMOUS, SourceKind.VAGUE) and not source.affiliation
    # "Time" is a word as common as a pronoun, and a magazine.
    is_pronoun = site is None and " " not in who and rarity(who) < _PRONOUN
    return "" if is_vague or is_pronoun or not re.search(r"[^\W_]", who) else who


def wanted(article: Article, attribution: Attribution, source: Source, sites: Sites) -> Wanted:
    """Return what to search for; without a name, a phrase or a key word there is nothing."""
    text, content = article.text, attribution.content
    blocks = paragraphs_of(article, content)
    site = _site(sites, source)
    who, around = _who(article, source, site), frame(article, attribution)
    quoted = quoted_parts(article, attribution)
    phrase = short = ""
    if quoted:
        phrase = (
            distinctive_phrase(text, quoted, paragraphs=blocks)
            or distinctive_phrase(text, quoted, paragraphs=blocks, shortest=4, longest=7)
            or short_quotation(text, quoted, paragraphs=blocks)
        )
        short = distinctive_phrase(text, quoted, paragraphs=blocks, shortest=5, longest=7) if phrase else ""
    title = _title(source)
    keys = key_words(text, content, paragraphs=blocks, without=who, most=4 if title else 7)
    if len(phrase.split()) < (4 if who else 7):
        # So few words are found only beside what they were said of.
        nearby = key_words(around, [Span(0, len(around))], most=4, without=" ".join((who, phrase, *keys)))
        keys = (*keys, *nearby) if len(keys) < 2 or phrase else keys
        if " " not in phrase and attribution.form is Form.MIXED:
            phrase = ""
    if not who and not phrase and all(key[0].islower() for key in keys):
        # "The protests were conducted from abroad" is found only with the country's name.
        keys = (*_nearby(article, around, " ".join(keys)), *keys)
    if not keys and not phrase:
        keys = tuple(fold(word.of(text)) for run in runs(text, content, paragraphs=blocks) for word in run)[:8]
    return Wanted(
        who=who, phrase=phrase, short=short, keys=keys, frame=around, day=_day(article),
        cited=cited_link(article, attribution), source=source, act=attribution.act, language=article.language,
        said=fold(" ".join(span.of(text)[:_LONGEST_SAID] for span in content[:3])), title=title,
        nearby=_nearby(article, around, " ".join((who, *keys))), sites=sites, site=site,
    )  # fmt: skip
