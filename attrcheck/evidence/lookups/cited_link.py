"""The link that an article gives beside a statement in, evidence out: whether it is alive, and whether it holds it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urldefrag

from attrcheck.checklist import Evidence, Found, Lookup, Missed
from attrcheck.comparison import Match, Tokens, describe, quoted, tokenize
from attrcheck.errors import FetchError, InputError, NetworkError, Trouble
from attrcheck.evidence.pacing import PacedClient
from attrcheck.evidence.page_texts import Texts, error_words, read_texts
from attrcheck.evidence.services.responses import host_of, missed
from attrcheck.evidence.services.wayback import PRIVATE, Capture, is_throttled, nearest_url, read_nearest
from attrcheck.evidence.subjects import Subject
from attrcheck.url_secrets import without_secrets
from attrcheck.web import Page, is_private_name

__all__ = ["cited_evidence"]

#: Tokens within which key words stand near each other, and that are shown on either side of them.
_NEAR, _AROUND = 40, 5
_SETTLED = (Match.VERBATIM, Match.SHORTENED)


async def cited_evidence(subjects: Sequence[Subject], client: PacedClient) -> Found:
    """Return what is found at the link that all `subjects` share, and at its archived copy."""
    link, day = subjects[0].link, subjects[0].day
    found, unsettled, not_done = await _live(link, subjects, client)
    capture, named_at, failed = await _nearest(link, day, client)
    not_done += failed
    if capture is not None:
        copies, failed = await _archived(capture, unsettled, client)
        not_done += failed
        near = "the nearest to the article's date" if day else "the newest"
        kept = Evidence(
            Lookup.CITED_LINK,
            f"The Wayback Machine has a copy of the cited page of {capture.day}, {near}.",
            capture.url,
            f"the archived copies of {link}",
            named_at,
        )
        for subject in subjects:
            found[subject.id].append(_joined(kept, copies.get(subject.id)))
    elif not failed:
        none = Evidence(
            Lookup.CITED_LINK,
            "The Wayback Machine names no archived copy of the cited page.",
            f"https://web.archive.org/web/*/{urldefrag(link).url}",
            f"the archived copies of {link}",
            named_at,
        )
        for subject in subjects:
            found[subject.id].append(none)
    return Found(tuple((id_, one) for id_, all_ in found.items() for one in all_ if one.finding), tuple(not_done))


async def _live(
    link: str, subjects: Sequence[Subject], client: PacedClient
) -> tuple[dict[str, list[Evidence]], list[Subject], list[Missed]]:
    """Return what the live page has for each of `subjects`, those whose words it does not settle, what was not done.

    The page itself is let go of, for the archive may take its time.
    """
    page, problem, not_done = await _visit(link, client)
    texts: Texts | None = None
    if page is not None:
        texts, unread = await _read(page)
        wrong = error_words(page, texts) if texts else ""
        moved = page.final_url.rstrip("/") != urldefrag(link).url.rstrip("/")
        if moved:
            problem = f"The cited link leads to {without_secrets(page.final_url)} now."
        if wrong:
            problem = f"The cited link answers with what looks like an error page ({wrong})."
            texts = None
        problem = " ".join(filter(None, (problem, unread)))
    at = without_secrets(page.final_url) if page else link
    live = Evidence(Lookup.CITED_LINK, problem, at, f"whether {link} answers", page.retrieved_at if page else "")
    found = {subject.id: [_joined(live, _compare_on(subject, texts, "The cited page", live))] for subject in subjects}
    unsettled = [subject for subject in subjects if texts is None or not _is_settled(subject, texts)]
    return found, unsettled, not_done


def _joined(first: Evidence, second: Evidence | None) -> Evidence:
    """Return two findings about one page as one."""
    if second is None:
        return first
    return replace(second, finding=f"{first.finding} {second.finding}".strip())


async def _visit(link: str, client: PacedClient) -> tuple[Page | None, str, list[Missed]]:
    """Return the page at `link`; else what it means that there is none, and what was not done."""
    try:
        page = await client.get(link)
    except FetchError as error:
        if error.trouble is Trouble.GONE:
            return None, f"The cited link is dead (HTTP {error.status}).", []
        return None, f"The cited link was not read: {error.problem}.", [missed(f"the cited link {link}", error)]
    except NetworkError as error:
        return None, "The cited link was not read.", [missed(f"the cited link {link}", error)]
    return page, "", []


async def _read(page: Page) -> tuple[Texts | None, str]:
    """Return the texts of `page`, or why there are none; reading takes a while, in which others go on."""
    try:
        return await asyncio.to_thread(read_texts, page), ""
    except InputError as error:
        return None, f"What it holds was not read: {str(error).partition(':')[0]}."


async def _nearest(link: str, day: str, client: PacedClient) -> tuple[Capture | None, str, list[Missed]]:
    """Return the copy of `link` nearest `day`, when the archive named it, and what was not done."""
    if is_private_name(host_of(link)):
        return None, "", [Missed(f"the archived copy of the cited link {link}", PRIVATE)]
    try:
        answer = await client.get(nearest_url(link, day), is_throttled=is_throttled)
        return read_nearest(answer, link), answer.retrieved_at, []
    except NetworkError as error:
        return None, "", [missed(f"the archived copy of the cited link {link}", error)]


async def _archived(
    capture: Capture, subjects: Sequence[Subject], client: PacedClient
) -> tuple[dict[str, Evidence | None], list[Missed]]:
    """Return how the statements of `subjects`, if there are any, stand on the archived copy."""
    if not subjects:
        return {}, []
    try:
        page = await client.get(capture.raw_url)
    except NetworkError as error:
        return {}, [missed(f"the archived copy {capture.url}", error)]
    texts, _ = await _read(page)
    about = Evidence(Lookup.CITED_LINK, "", capture.url, "", page.retrieved_at)
    return {subject.id: _compare_on(subject, texts, "The copy", about) for subject in subjects}, []


def _is_settled(subject: Subject, texts: Texts) -> bool:
    """Tell whether every quotation stands on the page as it is."""
    return bool(subject.quotations) and all(
        texts.compare(one, subject.frame)[0].match in _SETTLED for one in subject.quotations
    )


def _compare_on(subject: Subject, texts: Texts | None, page: str, about: Evidence) -> Evidence | None:
    """Return `about` with how the subject's words stand in `texts`, those of what is called `page`."""
    if texts is None:
        return None
    foreign = ""
    if texts.language not in ("", "en"):
        foreign = f" {page} is in another language ({texts.language}), in which the words would be others."
    if not subject.quotations:
        finding = _reported(subject.keys, texts.main_tokens, page)
        compared = f"the key words {', '.join(subject.keys)} with the page's text"
        return replace(about, finding=finding + foreign, compared=compared) if finding else None
    results = [(words, *texts.compare(words, subject.frame)) for words in subject.quotations]
    several = len(results) > 1
    lines = [
        (f"{quoted(words.strip(_MARKS), 80)}: " if several else "")
        + describe(comparison, page)
        + ("" if inside or comparison.match is Match.NOT_FOUND else " They stand outside its main text.")
        for words, comparison, inside in results
    ]
    return replace(
        about,
        finding=" ".join(lines) + foreign,
        compared="the quoted words with the page's text, word by word",
        differences=tuple(one for _, comparison, _ in results for one in comparison.differences),
    )


_MARKS = " \"“”„«»‘’'"


def _reported(keys: Sequence[str], tokens: Tokens, page: str) -> str:
    """Return where the key words of a statement that is not quoted stand near each other, "" without key words."""
    key_of = {first: key for key in keys for first in tokenize(key).folded[:1]}
    if not key_of:
        return ""
    own = "The article gives this in its own words."
    at = [(number, word) for number, word in enumerate(tokens.folded) if word in key_of]
    held: Counter[str] = Counter()
    best, start, end, left = 0, 0, 0, 0
    for number, word in at:
        held[word] += 1
        while number - at[left][0] > _NEAR:
            held[at[left][1]] -= 1
            held += Counter()
            left += 1
        while held[at[left][1]] > 1:
            held[at[left][1]] -= 1
            left += 1
        if len(held) > best:
            best, start, end = len(held), at[left][0], number
    if best * 2 < len(key_of) or best < min(2, len(key_of)):
        listed = ", ".join(key_of.values())
        return f"{own} {page} was not found to hold most of the statement's key words near each other: {listed}."
    passage = tokens.shown(max(0, start - _AROUND), min(len(tokens.folded), end + 1 + _AROUND))
    held_there = f"{best} of the statement's {len(key_of)} key words near each other"
    return f"{own} {page} holds {held_there}: {quoted(f'… {passage} …')}."
