"""Article, attribution and source in, `Claim` out: who is to be found saying what, as terms for searches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from attrcheck.article import MARKS, Article, Span, find_quotations
from attrcheck.reader import Attribution, Form
from attrcheck.searches.article_names import ArticleNames
from attrcheck.searches.citations import cited_link, frame, paragraphs_of
from attrcheck.searches.languages import country_of, native_name, source_language
from attrcheck.searches.naming import (
    LAST_YEAR,
    LONGEST_NAME,
    LONGEST_QUOTATION,
    MOST_MUSTS,
    description_terms,
    in_a_sentence,
    is_former,
    name_terms,
    name_to_search,
    peoples,
    with_musts,
)
from attrcheck.searches.sites import Site, SiteKind, Sites
from attrcheck.searches.terms import distinctive_phrase, key_words, runs, short_quotation
from attrcheck.searches.words import PRONOUN_RARITY, RARE, fold, rarity
from attrcheck.sources import Naming, Nature, Source, SourceKind

__all__ = ["PHRASE", "Claim", "make_claim", "quoted_parts"]

_LONGEST_STATEMENT, _LONGEST_TITLE, _LONGEST_BEFORE = 20_000, 14, 300
#: An exact phrase has at least so many words, fewer tell little alone; a quotation of no more than the second is one.
PHRASE, _SHORT_QUOTATION = 4, 7


@dataclass(frozen=True, slots=True)
class Claim:
    """What is to be found of one row: who (folded, "" for nobody) said what, in which words, and when.

    `name` is who as search terms; `phrase` is the best run of quoted words and `short` a shorter one, "" where nothing
    is quoted, and `quoted_words` counts those of the longest quotation; `keys` are the statement's key words;
    `language` is the one, as ISO 639-1, that the source's own words are likely in, "" for the searches' own or unknown:
    there `native` is what the article calls it in that language and `nearby` are names that tell what it is about;
    `cue` is what attributes, `frame` the rest of the sentence, `before` what stands before; `country` is the one
    that the row is about, as ISO 3166-1; `title` is a document's, where the article quotes it; `day` is the article's,
    where it bounds a search; `site` is the source's own, of all the `sites` that there are.
    """

    attribution: Attribution
    source: Source
    sites: Sites
    site: Site | None
    who: str
    name: tuple[str, ...]
    phrase: str
    short: str
    quoted_words: int
    keys: tuple[str, ...]
    nearby: tuple[str, ...]
    native: str
    language: str
    statement: str
    cue: str
    frame: str
    before: str
    country: str
    title: str
    day: date | None
    cited: str

    @property
    def called(self) -> str:
        """What a label calls the source."""
        if self.source.kind is SourceKind.ROLE and len(self.who) <= LONGEST_NAME:
            return f"the {self.who}" if self.who[0].islower() else self.who
        if self.title:
            return f"“{self.title}”"
        return self.source.kind.called or in_a_sentence(self.source, self.who)

    @property
    def words(self) -> tuple[str, ...]:
        """The exact words to find, with who said them, or the key words where nothing is quoted."""
        if not self.phrase:
            return self.about
        # Its title need not stand on each page that has a document's words.
        return (f'"{self.phrase}"', *(term.strip('"') if self.title else term for term in self.name))

    @property
    def about(self) -> tuple[str, ...]:
        """The key words to find with who said them; names of several words are kept together."""
        musts = sum(term.startswith('"') for term in self.name)
        return (*self.name, *with_musts(self.keys, max(0, MOST_MUSTS - musts)))

    @property
    def foreign(self) -> tuple[str, ...]:
        """What of it a page in another language may have as well: the name, and names and numbers of the statement."""
        if self.native:
            return (f'"{self.native}"',)
        names = [key for key in self.keys if not key[0].islower()]
        words = " ".join((*self.name, *(names or self.nearby))).replace('"', "").split()
        return tuple(dict.fromkeys(words))

    @property
    def loose(self) -> tuple[str, ...]:
        """The same in words alone, for engines that go by meaning."""
        return (*(term.replace('"', "") for term in self.name), *(word for key in self.keys for word in key.split()))


def _day(article: Article) -> date | None:
    try:
        day = date.fromisoformat(article.date)
    except ValueError:
        return None
    return day if day.year <= LAST_YEAR else None


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
        end = min(span.end, span.start + LONGEST_QUOTATION)
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
    own = source.kind.nature in (Nature.BODY, Nature.WRITING)
    # What was taken for a person may be an outlet.
    site = sites.find(source.name) or (sites.within(source.name) if own else None)
    found = site or (None if is_former(source.role) else sites.within(source.affiliation) or sites.within(source.role))
    found = found or (None if source.kind is SourceKind.PERSON else sites.within(source.mention))
    # Nobody speaks for a platform who only posts there.
    return None if found is not None and found.kind is SiteKind.PLATFORM and not own else found


def _country(names: ArticleNames, site: Site | None, source: Source, around: str) -> str:
    """Return the country that the row is about, as its sentence, its source's site or the article's beginning says."""
    named = country_of(f"{around} {source.mention} {source.name} {source.role} {source.affiliation}")
    return named or (site.country if site else "") or names.country


def _before(text: str, content: Sequence[Span], blocks: Sequence[Span]) -> str:
    """Return what stands before the statement in its paragraph, as much of it as is near."""
    start = min((span.start for span in content), default=0)
    floor = max((block.start for block in blocks if block.start <= start), default=start)
    return text[max(floor, start - _LONGEST_BEFORE) : start]


def _most_words(text: str, quoted: Sequence[Span]) -> int:
    return max((len(part.of(text)[:_LONGEST_STATEMENT].split()) for part in quoted), default=0)


def _nearby(names: ArticleNames, around: str, without: str, blocks: Sequence[Span]) -> tuple[str, ...]:
    """Return what names the statement's matter where it does not: its paragraph's or article's topic, and a name."""
    keys = key_words(around, [Span(0, len(around))], most=12, without=without)
    opening = around.partition(" ")[0]
    rare = (key for key in keys if key[0].isupper() and rarity(key) > PRONOUN_RARITY and not key.startswith(opening))
    found = [name for name in islice(rare, 1) if name not in peoples() and not any(map(str.isdigit, name))]
    known = {*" ".join((without, *found)).lower().split()}
    topics = names.topics(blocks[0].of(names.article.text) if blocks else "")
    return (*[topic for topic in topics if not {*topic.lower().split()} <= known][:1], *found)


def _is_proper(term: str) -> bool:
    """Tell whether a search term is a name, which tells what it is about."""
    return term[0].isupper() and (" " in term or term in peoples() or rarity(term) >= RARE)


def _phrases(text: str, quoted: Sequence[Span], blocks: Sequence[Span]) -> tuple[str, str]:
    """Return the best run of quoted words and a shorter one; a short quotation is taken whole."""
    longest = max((len(run) for run in runs(text, quoted, paragraphs=blocks)), default=0)
    if PHRASE <= longest <= _SHORT_QUOTATION:
        whole = distinctive_phrase(text, quoted, paragraphs=blocks, shortest=longest, longest=longest)
        return whole, whole
    phrase = distinctive_phrase(text, quoted, paragraphs=blocks) or short_quotation(text, quoted, paragraphs=blocks)
    return phrase, distinctive_phrase(text, quoted, paragraphs=blocks, shortest=5, longest=7)


def make_claim(names: ArticleNames, attribution: Attribution, source: Source, sites: Sites) -> Claim:
    """Return what to search for; without a name, a phrase or a key word there is nothing."""
    article, text, content = names.article, names.article.text, attribution.content
    blocks = paragraphs_of(article, content)
    site = _site(sites, source)
    who, around = name_to_search(article, source, site), frame(article, attribution)
    quoted = quoted_parts(article, attribution)
    phrase = short = ""
    if quoted:
        phrase, short = _phrases(text, quoted, blocks)
    title, language = _title(source), source_language(site, source, article.language, sites.language)
    keys = key_words(text, content, paragraphs=blocks, without=who, most=4 if title else 7)
    if len(phrase.split()) < (PHRASE if who else _SHORT_QUOTATION):
        # So few words are found only beside what they were said of.
        known = " ".join((who, phrase, *keys, *(span.of(text) for span in attribution.cue)))
        beside = key_words(around, [Span(0, len(around))], most=4, without=known)
        if all(key[0].islower() for key in (*keys, *beside)):
            beside = (*_nearby(names, around, " ".join((who, *keys)), blocks), *beside)
        keys = (*keys, *beside) if len(keys) < 2 or phrase else keys
        if " " not in phrase and attribution.form is Form.MIXED:
            phrase = ""
    if (
        (not who or source.kind.naming is not Naming.NAMED)
        and not phrase
        and not any(map(_is_proper, (*description_terms(source, who), *keys)))
    ):
        # "The protests were conducted from abroad" is found only with the country's name.
        keys = (*_nearby(names, around, " ".join(keys), blocks), *keys)
    if not keys and not phrase:
        keys = tuple(fold(word.of(text)) for run in runs(text, content, paragraphs=blocks) for word in run)[:8]
    return Claim(
        attribution=attribution, source=source, sites=sites, site=site,
        who=who, name=name_terms(source, who, title), phrase=phrase, short=short,
        quoted_words=_most_words(text, quoted),
        keys=keys, nearby=_nearby(names, around, " ".join((who, *keys)), blocks) if language else (),
        native=native_name(names.glosses, source, (who, *keys), blocks) if language else "", language=language,
        statement=" … ".join(span.of(text)[:_LONGEST_STATEMENT] for span in content)[:_LONGEST_STATEMENT],
        cue=" ".join(span.of(text) for span in attribution.cue), country=_country(names, site, source, around),
        frame=around, before=_before(text, content, blocks), title=title, day=_day(article),
        cited=cited_link(article, attribution),
    )  # fmt: skip
