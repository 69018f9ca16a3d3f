"""Article, attribution and source in, search links out: where a good researcher would look first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from urllib.parse import urldefrag, urlsplit

from attrcheck.article import Article
from attrcheck.attributions import Act, Attribution
from attrcheck.engines import SearchLink, ask
from attrcheck.phrases import fold, routes
from attrcheck.sources import Source, SourceKind
from attrcheck.wanted import Wanted, wanted

__all__ = ["SearchLink", "search_links"]

_MOST_LINKS, _MOST_CUE_LINKS = 7, 3
#: Days before and after the article in which news of what it reports is likely, and a post that it quotes.
_BEFORE, _AFTER = timedelta(days=14), timedelta(days=15)
_POST_BEFORE, _POST_AFTER = timedelta(days=30), timedelta(days=2)
#: Before this year no date bounds a search: pages about its news were published later, if at all.
_FIRST_WEB_YEAR, _FIRST_TV_YEAR = 1995, 2009

_Links = Iterator[SearchLink | None]

_HANDLE = re.compile(r"@([A-Za-z0-9_]{3,32})\b")
_HANDLE_PATH = re.compile(r"/(?:s/)?@?([A-Za-z][A-Za-z0-9_]{2,31})(?:/|$)")
_NO_HANDLES = frozenset({"hashtag", "home", "i", "intent", "joinchat", "search", "share", "status", "addstickers", "s"})


@cache
def _any_of(words: tuple[str, ...], *, case: bool = False) -> re.Pattern[str]:
    inside = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{inside})(?![\w-])", 0 if case else re.I)


@cache
def _told() -> re.Pattern[str]:
    name = r"[A-Z0-9][\w’'.&-]*"
    words = "|".join(routes()["told"]["words"])
    not_names = "|".join(routes()["told"]["not_names"])
    return re.compile(
        rf"\b(?:{words}) (?:the )?(?P<outlet>{name}(?: (?:of |of the )?(?!(?:{not_names})\b){name}){{0,5}})"
    )


def _speaks_of(topic: str, text: str) -> bool:
    return bool(_any_of(tuple(routes()["words"][topic])).search(text))


def _named(want: Wanted, plain: str, named: str) -> str:
    """Return the label with what the source is called in it, or the plain one for a source that is nobody."""
    return named.replace("{who}", want.called) if want.who else plain


def _web_day(want: Wanted) -> date | None:
    return want.day if want.day and want.day.year >= _FIRST_WEB_YEAR else None


def _window(want: Wanted) -> tuple[date | None, date | None]:
    day = _web_day(want)
    return (day - _BEFORE, day + _AFTER) if day else (None, None)


def _exact(want: Wanted) -> _Links:
    if not want.phrase:
        yield ask("google", _named(want, "This statement", "What {who} said of this"), want.words)
    else:
        is_short = len(want.phrase.split()) < 4
        beside = [key for key in want.keys if key not in want.phrase][:3] if is_short else []
        label = "These words" if is_short else "These exact words"
        yield ask("google", _named(want, label, label + " with {who}"), (*want.words, *beside))


def _news(want: Wanted) -> _Links:
    since, until = _window(want)
    label = f"News of it around {_web_day(want)}" if since else "News of it"
    translated = _is_foreign(want)
    terms = (f'"{want.short or want.phrase}"', *want.name) if want.phrase and not translated else want.about
    yield ask("google_news", label, terms, since, until)


def _fact_checks(want: Wanted) -> _Links:
    # The query stands in the address's path, where a slash would part it.
    terms = " ".join(want.loose or (want.phrase,)).replace("/", " ").split()
    yield ask("fact_checks", "Fact-checks of it", terms[:12])


def _first(want: Wanted) -> _Links:
    day = _web_day(want)
    named = want.keys if want.source.kind is SourceKind.AUTHOR else want.about
    terms = (f'"{want.phrase}"',) if len(want.phrase.split()) > 3 else named
    if day:
        yield ask("google", f"Who had it before {day}", terms, None, day)
    else:
        yield ask("duckduckgo", "Anyone else who has it", terms)
    if want.day and not day:
        yield ask("books", "The same in print", terms)


def _second_index(want: Wanted) -> _Links:
    if want.phrase:
        yield ask("bing", "The same in other words", want.about)


def _after(want: Wanted) -> _Links:
    if want.act in (Act.INTENTION, Act.DECREE) and (day := _web_day(want)):
        yield ask("google_news", f"What came of it after {day}", want.about, day, None)


def _foreign(want: Wanted) -> _Links:
    if _is_foreign(want):
        yield ask("yandex", _named(want, "Pages nearer the source", "Pages nearer {who}"), (*want.name, *want.keys))


def _is_foreign(want: Wanted) -> bool:
    """Tell whether the source's own words are likely not English."""
    about = f"{want.source.name} {want.source.role} {want.source.affiliation} {want.source.mention}"
    known = routes()["yandex"]
    return (
        want.language in known["languages"]
        or any(c.isalpha() and ord(c) > 0x36F and ord(c) not in range(0x1E00, 0x1F00) for c in about)
        or bool(_any_of(tuple(known["words"]), case=True).search(about))
    )


def _identity(want: Wanted) -> _Links:
    if want.who:
        yield ask("wikipedia", f"What is known of {want.called}", (want.who,))


def _office(want: Wanted) -> _Links:
    if want.who and want.source.name and want.source.role:
        yield ask("wikidata", f"Which offices {want.called} held and when", (want.who,))


def _holder(want: Wanted) -> _Links:
    if want.who:
        year = (str(want.day.year),) if want.day else ()
        label = f"Who was {want.called}{' in ' + year[0] if year else ''}"
        yield ask("google", label, (*want.name, *year, "name"))


def _own_words(want: Wanted) -> _Links:
    if want.who:
        terms = (*want.name, "statement", "OR", "release", *want.keys[:5])
        yield ask("google", f"A statement or release by {want.called}", terms)
        yield ask("wikidata", f"The official website of {want.called}", (want.who,))


def _own_story(want: Wanted) -> _Links:
    if want.who:
        yield ask("google", f"The story of {want.called} itself", (*want.name, *want.keys))


def _archived(want: Wanted) -> _Links:
    if want.cited:
        yield ask("wayback", "Archived copies of the page linked here", (urldefrag(want.cited).url,))


def _posted(want: Wanted) -> _Links:
    """Look where it was posted: in the channel or account if its handle is known, else all over the place."""
    about = f"{want.frame} {want.source.mention} {want.source.name}"
    if want.source.kind is not SourceKind.POST and not _speaks_of("post", about):
        return
    platforms: dict[str, str] = routes()["platforms"]
    places = [platforms[m.group().lower()] for m in _any_of(tuple(platforms)).finditer(about)]
    handle = _handle(want, about)
    exact = (f'"{want.phrase}"',) if want.phrase else want.keys
    if _speaks_of("x", about) or not places:
        day = _web_day(want)
        since, until = (day - _POST_BEFORE, day + _POST_AFTER) if day else (None, None)
        of = (f"from:{handle}",) if handle else want.name
        yield ask("x", _named(want, "The post", "The post by {who}"), (*of, *exact), since, until)
    for place in dict.fromkeys(places):
        if place == platforms["telegram"] and handle:
            yield ask("telegram", f"The channel {handle}", (handle,))
        else:
            yield ask("google", f"The post on {place}", (f"site:{place}", *(exact if want.phrase else want.about)))


def _handle(want: Wanted, about: str) -> str:
    """Return the account's handle, if the article's link or its words tell it."""
    parts = urlsplit(want.cited)
    if (parts.hostname or "").removeprefix("www.").removeprefix("mobile.") in ("x.com", "twitter.com", "t.me"):
        match = _HANDLE_PATH.match(parts.path)
        if match and match[1].lower() not in _NO_HANDLES:
            return match[1]
    match = _HANDLE.search(about)
    return match[1] if match else ""


def _written(want: Wanted) -> _Links:
    """Look for studies and papers in Scholar, for reports and laws as the files that they are published in."""
    about = f"{want.frame} {want.source.mention} {want.source.name} {want.source.role}"
    is_document = want.source.kind is SourceKind.DOCUMENT
    if _speaks_of("study", about):
        yield ask("scholar", "The study", want.about)
    elif is_document or (want.source.kind is not SourceKind.POST and _speaks_of("report", want.frame)):
        yield ask("google", "The document", ("filetype:pdf", *want.about))


def _spoken(want: Wanted) -> _Links:
    """Look for what was said on air or before an audience, and for the outlet that it was said to."""
    told = _told().search(want.frame)
    outlet = fold(told["outlet"]).strip(" .'") if told else ""
    if outlet:
        yield ask("google", _named(want, f"What {outlet} was told", f"What {{who}} told {outlet}"),
                    (f'"{outlet}"', *want.about))  # fmt: skip
    on_air = bool(outlet) and bool(_any_of(tuple(routes()["broadcasters"]["names"]), case=True).search(outlet))
    if on_air or _speaks_of("speech", want.frame):
        yield ask("youtube", _named(want, "Video of it", "Video of {who}"), (outlet, *want.loose[:10]))
        since, until = _window(want)
        if since is None or since.year >= _FIRST_TV_YEAR:
            words = (f'"{want.short or want.phrase}"',) if want.phrase else want.loose[:6]
            yield ask("tv_news", "It on television", words, since, until)


_ALWAYS = (_exact, _news, _fact_checks)
_BY_CUE = (_posted, _written, _spoken)
_UNKNOWN = (_first, *_ALWAYS, _after, _foreign, _second_index)
_BY_KIND = {
    SourceKind.PERSON: (_exact, _news, _after, _foreign, _identity, _fact_checks, _first, _office),
    SourceKind.ROLE: (_exact, _holder, _news, _after, _foreign, _fact_checks, _first),
    SourceKind.ORGANISATION: (_exact, _own_words, _news, _after, _foreign, _fact_checks, _first),
    SourceKind.OUTLET: (_own_story, _exact, _news, _first, _foreign, _fact_checks, _identity),
    SourceKind.DOCUMENT: (_exact, _news, _foreign, _fact_checks, _after, _first),
    SourceKind.POST: (_exact, _news, _fact_checks, _first, _foreign),
    SourceKind.AUTHOR: (_exact, _news, _fact_checks, _first),
    SourceKind.ANONYMOUS: _UNKNOWN,
    SourceKind.VAGUE: _UNKNOWN,
    SourceKind.NONE: _UNKNOWN,
}


def search_links(article: Article, attribution: Attribution, source: Source) -> tuple[SearchLink, ...]:
    """Return 3 to 7 links to check the attribution with, the best first; none where there is no word to search for.

    A web search for the words with the source's name, a news search and a search of fact-checks are always there.
    """
    want = wanted(article, attribution, source)
    routes = (_archived, *_BY_CUE, *_BY_KIND[source.kind])
    by_cue = {link.url: link for route in routes[:4] for link in islice(filter(None, route(want)), _MOST_CUE_LINKS)}
    found = dict(islice(by_cue.items(), _MOST_CUE_LINKS))
    always: set[str] = set()
    for route in routes[4:]:
        for link in filter(None, route(want)):
            found.setdefault(link.url, link)
            if route in _ALWAYS:
                always.add(link.url)
    for url in reversed(tuple(found)):
        if len(found) > _MOST_LINKS and url not in always:
            del found[url]
    return tuple(found.values()) if always else ()
