"""What is wanted in, links out, a route a function: each knows one place where such a statement may be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import quote, urldefrag, urlsplit

from attrcheck.attributions import Act
from attrcheck.engines import Asked, Query, ask
from attrcheck.origins import country_of, language_of
from attrcheck.phrases import any_of, fold, rarity, routes
from attrcheck.sites import Site, SiteKind
from attrcheck.sources import SourceKind
from attrcheck.wanted import PHRASE, Wanted, is_former, is_plural

__all__ = [
    "Links", "Route", "after", "archived", "ask_engine", "at_site", "exact", "fact_checks",
    "first", "foreign", "holder", "identity", "named", "news", "office", "official", "oldest", "on_site", "own",
    "own_story", "own_words", "posted", "second_index", "speaks_of", "subject", "told_of", "translated",
    "web_day",
    "window",
]  # fmt: skip

Links = Iterator[Asked | None]
Route = Callable[[Wanted], Links]

#: Days before and after the article in which news of what it reports is likely, and a post that it quotes.
_BEFORE, _AFTER = timedelta(days=14), timedelta(days=15)
_POST_BEFORE, _POST_AFTER = timedelta(days=30), timedelta(days=2)
#: Before the first year no date bounds a search: pages about its news were published later, if at all.
_FIRST_WEB_YEAR, _FIRST_GDELT_YEAR = 1995, 2017
#: Characters of a role that tell an office rather than a life.
_LONGEST_ROLE = 80
#: Characters at a statement's beginning in which its subject stands.
_SUBJECT = 80
#: An index of short claims finds nothing for many words, and nor does a list of news that has each of them.
_FACT_CHECK_WORDS, _LISTED_WORDS = 7, 5
#: Key words beside the name, where others have translated it in their own way.
_TRANSLATED_KEYS = 4
#: Characters of a statement that are given to be translated, or to an engine that reads whole sentences, and words.
_SENTENCE, _SENTENCE_WORDS = 300, 25

_CHANNEL = "t.me/"
_HANDLE = re.compile(r"@([A-Za-z0-9_]{3,32})\b")
_HANDLE_PATH = re.compile(r"/(?:s/)?@?([A-Za-z][A-Za-z0-9_]{2,31})(?:/|$)")
_NO_HANDLES = frozenset({"hashtag", "home", "i", "intent", "joinchat", "search", "share", "status", "addstickers", "s"})


def speaks_of(topic: str, text: str) -> bool:
    """Tell whether `text` has a word of the topic."""
    return bool(any_of(tuple(routes()["words"][topic])).search(text))


def ask_engine(
    want: Wanted,
    engine: str,
    label: str,
    terms: Sequence[str],
    days: tuple[date | None, date | None] = (None, None),
    lang: str = "",
) -> Asked | None:
    """Return the link, None where the engine was removed or there is nothing to ask."""
    known = want.sites.engines.get(engine)
    return ask(known, label, Query(terms, *days, lang)) if known else None


def named(want: Wanted, plain: str, named: str) -> str:
    """Return the label with what the source is called in it, or the plain one for a source that is nobody."""
    return named.replace("{who}", want.called) if want.who else plain


def told_of(want: Wanted) -> str:
    """Return all that the article says of the source and of how it was said."""
    source = want.source
    return f"{want.frame} {source.mention} {source.name} {source.role}"


def web_day(want: Wanted) -> date | None:
    """Return the article's day, None before the web."""
    return want.day if want.day and want.day.year >= _FIRST_WEB_YEAR else None


def window(want: Wanted) -> tuple[date | None, date | None]:
    """Return the days between which news of it is likely."""
    day = web_day(want)
    return (day - _BEFORE, day + _AFTER) if day else (None, None)


def exact(want: Wanted) -> Links:
    """Look for the very words, or for the statement's key words."""
    if not want.phrase:
        yield ask_engine(want, "google", named(want, "This statement", "What {who} said about this"), want.words)
    else:
        label = "These words" if len(want.phrase.split()) < PHRASE else "These exact words"
        yield ask_engine(want, "google", named(want, label, label + " with {who}"), (*want.words, *_beside(want)))


def _beside(want: Wanted) -> Sequence[str]:
    """Return what few words, or nobody's, are found beside: names that they were said of before other words."""
    words = len(want.phrase.split())
    if words >= PHRASE and want.who:
        return ()
    others = sorted((key for key in want.keys if key not in want.phrase), key=lambda key: key[0].islower())
    return others[: min(3, max(0, 8 - words))]


def news(want: Wanted) -> Links:
    """Look in the news round the article's date."""
    days = window(want)
    label = f"News of it around {web_day(want)}" if days[0] else "News of it"
    exact = want.phrase and not want.tongue
    terms = (f'"{want.short or want.phrase}"', *want.name, *_beside(want)) if exact else want.about
    yield ask_engine(want, "google_news", label, terms, days)


def fact_checks(want: Wanted) -> Links:
    """Look for what fact-checkers wrote of it."""
    terms: list[str] = []
    words = 0
    for term in (*(name.replace('"', "") for name in want.name), *want.keys) or want.phrase.split():
        words += len(term.split())
        if words <= _FACT_CHECK_WORDS or not terms:
            # The query stands in the address's path, where a slash would part it.
            terms.append(term.replace("/", " ").strip())
    yield ask_engine(want, "fact_checks", "Fact-checks of it", terms)


def first(want: Wanted) -> Links:
    """Look for whoever had it before the article; a named source's report in other words is no trail to follow."""
    day, is_phrase = web_day(want), len(want.phrase.split()) >= PHRASE
    if not is_phrase and want.source.kind in (SourceKind.PERSON, SourceKind.ROLE, SourceKind.ORGANISATION):
        return
    plain = want.keys if want.source.kind is SourceKind.AUTHOR else want.about
    terms = (f'"{want.phrase}"', *(() if want.who else _beside(want))) if is_phrase else plain
    if day:
        yield ask_engine(want, "google", f"Who had it before {day}", terms, (None, day))
    else:
        yield ask_engine(want, "duckduckgo", "Who else has it", terms)


def oldest(want: Wanted) -> Links:
    """List the news that has it, the oldest first: who began, and who only repeats."""
    day = web_day(want)
    if day and day.year >= _FIRST_GDELT_YEAR:
        terms = [term for term in (*want.name, *want.keys) if not any(map(str.isdigit, term))]
        plain = [word for word in " ".join(terms).replace('"', "").split() if word.isalpha() and len(word) > 2]
        phrase = re.sub(r"[^\w\s]", " ", want.short or want.phrase)
        rarest = sorted(plain, key=rarity, reverse=True)[:_LISTED_WORDS]
        is_phrase = len(phrase.split()) >= PHRASE
        terms = [f'"{" ".join(phrase.split())}"'] if is_phrase else [word for word in plain if word in rarest]
        yield ask_engine(want, "gdelt", "News that has it, oldest first", terms, (day - 2 * _BEFORE, day + _AFTER))


def second_index(want: Wanted) -> Links:
    """Ask another index for the same in other words, or in the article's where they are no quotation."""
    words = fold(want.statement[:_SENTENCE]).removeprefix("that ").split()
    if len(words) < PHRASE:
        words = [*fold(want.frame.replace("…", "")[:_SENTENCE]).rstrip(" .").split(), *words]
    words = words[:_SENTENCE_WORDS]
    yield ask_engine(want, "bing", "The same in other words", want.about if want.phrase else words)


def after(want: Wanted) -> Links:
    """Look for what came of an intention or a decree."""
    if want.attribution.act in (Act.INTENTION, Act.DECREE) and (day := web_day(want)):
        yield ask_engine(want, "google_news", f"What came of it after {day}", want.about, (day, None))


def foreign(want: Wanted) -> Links:
    """Look among pages in the source's own language."""
    code, known = language_of(want.tongue)
    # A page in another language has the names and the numbers, if anything, as they stand here.
    if known:
        label = named(want, f"Pages in {known['name']}", f"Pages in {known['name']} with {{who}}")
        label = f"Pages in {known['name']} with “{want.native}”" if want.native else label
        lang = "" if known["engine"] != "google_language" else code
        yield ask_engine(want, known["engine"], label, want.foreign, lang=lang)


def translated(want: Wanted) -> Links:
    """Give the words in the source's own language, to search for."""
    code, known = language_of(want.tongue)
    if known:
        said = fold(want.statement[:_SENTENCE]).removeprefix("that ")
        words = (want.phrase if len(want.phrase.split()) >= PHRASE else said,)
        yield ask_engine(want, "translate", f"The words in {known['name']}, to search for", words, lang=code)


def official(want: Wanted) -> Links:
    """Look on the sites of the public bodies of the source's country, where it is one and its own is not known."""
    source = want.source
    about = f"{source.mention} {source.name} {source.role} {source.affiliation}"
    domains = routes()["public"].get(country_of(about)) if speaks_of("public", about) else None
    if domains and want.site is None:
        terms: Sequence[str] = want.foreign if want.tongue else want.words
        if want.tongue and not want.native:
            terms = " ".join((*want.foreign, *want.keys)).split()
        label = f"What public bodies publish on this, on {_listed(domains)}"
        yield ask_engine(want, "google", label, (_at(domains), *dict.fromkeys(terms)))


def _at(domains: Sequence[str]) -> str:
    """Return the term that asks for pages of `domains` only."""
    return " OR ".join(f"site:{domain}" for domain in domains)


def _listed(domains: Sequence[str]) -> str:
    return " and ".join((", ".join(domains[:-1]), domains[-1]) if len(domains) > 1 else domains)


def identity(want: Wanted) -> Links:
    """Look who the source is."""
    if want.who:
        yield ask_engine(want, "wikipedia", f"About {want.called}", (want.who,))


def office(want: Wanted) -> Links:
    """Look which offices the source held, and whether the one told was theirs that year."""
    role = fold(want.source.role)
    if want.who and want.source.name and role:
        yield ask_engine(want, "wikidata", f"Which offices {want.called} held and when", (want.who,))
        # Who held it formerly, did not that year.
        if want.day and len(role) <= _LONGEST_ROLE and not is_former(role):
            terms = (*want.name, *role.split(), str(want.day.year))
            yield ask_engine(want, "google", f"The office of {want.called} in {want.day.year}", terms)


def holder(want: Wanted) -> Links:
    """Look who held a position that year."""
    if want.who and want.called != "the source" and not is_plural(want.source.mention):
        year = (str(want.day.year),) if want.day else ()
        label = f"Who was {want.called}{' in ' + year[0] if year else ''}"
        # "The council spokesman" is anybody's without the council's name.
        is_nameless = all(term.strip('"')[0].islower() for term in want.name)
        where = [key for key in want.keys if key[0].isupper()][:1] if is_nameless else []
        yield ask_engine(want, "google", label, (*want.name, *where, *year, "name"))


def at_site(want: Wanted, site: Site, label: str, terms: Sequence[str]) -> Links:
    """Search one site, or open a channel's own pages; `label` says who, with the site's domain added."""
    if site.domain.startswith(_CHANNEL):
        yield from _channel(want, site.domain.removeprefix(_CHANNEL), site.language)
        return
    # Its own name stands on every page of it.
    own = {name.lower() for name in site.names}
    kept = [term for term in terms if term.lower().strip('"') not in own]
    domains = (site.domain, *site.also)
    if kept:
        yield ask_engine(want, "google", f"{label}, on {_listed(domains)}", (_at(domains), *kept))


def _channel(want: Wanted, handle: str, language: str) -> Links:
    """Open a Telegram channel as it was then, and as it is, whose page shows the newest posts only.

    It is searched for the rarest word where its posts are in the searches' language.
    """
    if day := web_day(want):
        page = f"{day:%Y%m%d}/https://t.me/s/{handle}"
        yield ask_engine(want, "wayback_near", f"The channel {handle} as archived around {day}", (page,))
    words = re.findall(r"[^\W\d_]{3,}", " ".join(want.keys)) if language == want.sites.language else []
    if words:
        word = max(words, key=rarity)
        yield ask_engine(want, "telegram", f"Posts of {handle} with “{word}”", (f"{handle}?q={quote(word)}",))
    else:
        yield ask_engine(want, "telegram", f"The channel {handle}", (handle,))
    if not day:
        yield ask_engine(want, "wayback", f"Archived copies of the channel {handle}", (f"https://t.me/s/{handle}*",))


def on_site(want: Wanted) -> tuple[str, ...]:
    """Return the terms for the source's own site: its exact words in their language, key words in another's."""
    is_own_language = want.site is not None and want.site.language in ("", "en", want.sites.language)
    if is_own_language and len(want.phrase.split()) >= PHRASE:
        return (f'"{want.phrase}"',)
    return (*want.keys[:_TRANSLATED_KEYS], *want.nearby[:1]) if want.tongue else want.keys


def own_words(want: Wanted) -> Links:
    """Look where the source itself publishes: on its known site, or for a release and the site's address."""
    if want.site is not None and want.site.kind is SiteKind.PLATFORM:
        return
    if want.site is not None:
        is_office = want.source.kind in (SourceKind.PERSON, SourceKind.ROLE)
        theirs = "What {who} said about this" if is_office else "What {who} publishes on this"
        label = named(want, "What its source publishes on this", theirs)
        by = [term.strip('"') if want.tongue else term for term in want.name] if is_office else []
        # What officials abroad say, their country's agency has in English.
        agency = language_of(want.tongue)[1].get("agency") if is_office else None
        site = replace(want.site, also=(*want.site.also, agency)) if agency else want.site
        yield from at_site(want, site, label, (*by, *on_site(want)))
    elif want.who and want.source.kind is SourceKind.ORGANISATION:
        terms = (*want.name, "statement", "OR", "release", *want.keys[:5])
        yield ask_engine(want, "google", f"A statement or release by {want.called}", terms)
        yield ask_engine(want, "wikidata", f"The official website of {want.called}", (want.who,))


def own_story(want: Wanted) -> Links:
    """Look for an outlet's own story."""
    if want.site is not None:
        yield from at_site(want, want.site, f"The story of {want.called} itself", on_site(want))
    elif want.who:
        yield ask_engine(want, "google", f"The story of {want.called} itself", (*want.name, *want.keys))


def subject(want: Wanted) -> Links:
    """Look on the site of the body that a statement of nobody's is about, or that was named last before a quotation."""
    bodies = [*want.sites.all_within(want.statement[:_SUBJECT])]
    if want.source.kind is SourceKind.NONE and want.phrase:
        bodies += reversed([*want.sites.all_within(want.before)])
    for site in bodies:
        if site.kind not in (SiteKind.PLATFORM, SiteKind.OUTLET, SiteKind.JOURNAL):
            yield from at_site(want, site, "What the body in question says", want.keys)
            return


def archived(want: Wanted) -> Links:
    """Look for copies of the page that the article links."""
    if want.cited:
        yield ask_engine(want, "wayback", "Archived copies of the page linked here", (urldefrag(want.cited).url,))


def posted(want: Wanted) -> Links:
    """Look where it was posted: in the channel or account if its handle is known, else all over the place."""
    about = told_of(want)
    if want.source.kind is not SourceKind.POST and not speaks_of("post", about):
        return
    platforms: dict[str, str] = routes()["platforms"]
    places = [platforms[m.group().lower()] for m in any_of(tuple(platforms)).finditer(about)]
    handle = _handle(want, about)
    exact = (f'"{want.phrase}"',) if want.phrase else want.keys
    is_channel = want.site is not None and want.site.domain.startswith(_CHANNEL)
    if is_channel and not places:
        places = [platforms["telegram"]]
    if speaks_of("x", about) or not places:
        day = web_day(want)
        days = (day - _POST_BEFORE, day + _POST_AFTER) if day else (None, None)
        # A platform posts nothing itself.
        by = () if want.site is not None and want.site.kind is SiteKind.PLATFORM else want.name
        of = (f"from:{handle}",) if handle else by
        label = named(want, "The post", "The post by {who}") if of else "The post"
        yield ask_engine(want, "x", label, (*of, *exact), days)
        if handle:
            account = f"https://twitter.com/{handle}/status/*"
            yield ask_engine(want, "wayback", f"Archived posts of {handle}", (account,))
    for place in dict.fromkeys(places):
        if place == platforms["telegram"] and handle:
            yield from _channel(want, handle, "" if want.tongue else want.sites.language)
        elif place == platforms["telegram"] and want.site and is_channel:
            yield from at_site(want, want.site, "", ())
        else:
            yield ask_engine(
                want, "google", f"The post on {place}", (f"site:{place}", *(exact if want.phrase else want.about))
            )


def _handle(want: Wanted, about: str) -> str:
    """Return the account's handle, if the article's link or its words tell it."""
    parts = urlsplit(want.cited)
    if (parts.hostname or "").removeprefix("www.").removeprefix("mobile.") in ("x.com", "twitter.com", "t.me"):
        match = _HANDLE_PATH.match(parts.path)
        if match and match[1].lower() not in _NO_HANDLES:
            return match[1]
    match = _HANDLE.search(about)
    return match[1] if match else ""


def own(want: Wanted) -> Links:
    """Ask the newsroom's own engines."""
    terms = want.words if len(want.phrase.split()) >= PHRASE else want.about
    for own in want.sites.own:
        if want.source.kind in own.kinds:
            yield ask_engine(want, own.key, own.label, terms, window(want))
