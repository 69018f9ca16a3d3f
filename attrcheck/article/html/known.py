"""What a page says of itself and the lines around its article in, the article's title, author and date out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from attrcheck.article.assembly import Known
from attrcheck.article.html.blocks import Block
from attrcheck.article.html.dates import dateline_day, shown_instead
from attrcheck.article.html.metadata import Metadata
from attrcheck.article.html.site_names import without_site
from attrcheck.article.text.bylines import clean_author, read_byline
from attrcheck.article.vocabulary import names

__all__ = ["Lines", "known_of"]

#: Lines around the article's first that may say who wrote it.
_NEAR = 4
#: "Ann Lee", "Ana de la Cruz": a line that is a name, and words of a line that says what somebody is.
_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]+(?: (?:[^\W\d_a-z][\w.'’-]*|al|bin|da|de|del|der|di|la|van|von)){1,3}")
_LONG_ROLE = 8


@dataclass(frozen=True, slots=True)
class Lines:
    """Where among a page's blocks the headline is (-1: nowhere), and those that are its article."""

    title: int
    article: Sequence[Block]


def known_of(said: Metadata, blocks: Sequence[Block], lines: Lines, *, held: Known) -> Known:
    """Return title, author and date of an article: what the page says of itself, then what its lines say.

    `held` is what the data of its scripts says.
    """
    first = lines.article[0]
    end = blocks.index(first)
    near = blocks[max(0, (lines.title if lines.title >= 0 else end) - _NEAR) : end + _NEAR]
    heads = [head for head in (read_byline(_labelled(block)) for block in near) if head]
    signed = next((head.author for head in heads if head.author), "") or _signature(near)
    shown = next((head.date for head in heads if head.date), "")
    date = said.date or held.date or shown or dateline_day(first.text)
    headline = blocks[lines.title].text if lines.title >= 0 else ""
    return Known(
        title=held.title or _title(said, headline),
        author=said.author or held.author or signed or said.account,
        date=shown_instead(date, (block.text for block in blocks[max(0, lines.title) : end + 1]))
        if said.is_universal
        else date,
        language=said.language,
    )


def _signature(near: Sequence[Block]) -> str:
    """Return the name on a line of its own over one that says what its bearer is: "Correspondent in Brenna"."""
    for block, after in pairwise(near):
        is_name = _NAME.fullmatch(block.text) is not None and block.owner.name != "h1"
        words = after.words[:_LONG_ROLE]
        if is_name and not after.is_prose and len(after.words) <= _LONG_ROLE and not names().trades.isdisjoint(words):
            return clean_author(block.text)
    return ""


def _labelled(block: Block) -> str:
    """Return the block's text, after the label that a list of facts gives it: "Date 9 February 1911" is no byline."""
    label = block.owner.find_previous_sibling(["dt", "th"]) if block.owner.name in {"dd", "td"} else None
    return f"{label.get_text(' ', strip=True)[:40]} {block.text}" if label is not None else block.text


def _title(said: Metadata, headline: str) -> str:
    """Return the headline without a kicker that runs into it, or else the title in the page's metadata.

    The site's name behind a bar or a dash is no part of that.
    """
    if headline:
        return next((title for title in said.titles if len(title.split()) > 1 and headline.endswith(title)), headline)
    return without_site(said.titles[0], said.sites, said.url) if said.titles else ""
