"""A page's blocks in, those out that stand there twice, or list other articles at the end of this one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrcheck.article.html.blocks import Block
from attrcheck.article.html.page_lines import leads_elsewhere

__all__ = ["is_front_page", "other_articles", "repeated"]

#: Words of a paragraph that nobody writes twice, and of those in a row that stand twice.
_LONG = 8
_RUN = 2
#: Cards that make a front page, and words of one at most.
_FEWEST_CARDS = 4
_LONG_CARD = 90


def repeated(blocks: Sequence[Block], chosen: Sequence[bool]) -> set[int]:
    """Return the places of chosen blocks in a row that all stand in the article before, in another element."""
    taken = [at for at, choice in enumerate(chosen) if choice]
    first: dict[str, int] = {}
    again: dict[int, int] = {}
    for at in taken:
        before = first.setdefault(blocks[at].text, at)
        if before != at and blocks[before].owner.parent is not blocks[at].owner.parent:
            again[at] = before
    found: set[int] = set()
    run: list[int] = []
    for at in (*taken, -1):
        if at in again:
            run.append(at)
            continue
        if len(run) >= _RUN and any(len(blocks[one].words) >= _LONG for one in run):
            found.update(run)
        run = []
    return found


def other_articles(blocks: Sequence[Block], chosen: Sequence[bool]) -> set[int]:
    """Return the places of a heading over links to other articles, before this one or behind its middle, and these."""
    taken = [at for at, choice in enumerate(chosen) if choice]
    found: set[int] = set()
    for place, at in enumerate(taken):
        if 0 < place * 2 < len(taken) or not leads_elsewhere(blocks[at]):
            continue
        under = []
        for one in taken[place + 1 :]:
            if blocks[one].is_heading or not blocks[one].linked:
                break
            under.append(one)
        leads = at + 1 < len(blocks) and blocks[at + 1].linked
        found |= {at, *under} if under or (leads and not chosen[at + 1]) else set()
    return found


def is_front_page(article: Sequence[Block]) -> bool:
    """Tell whether the blocks are cards of many articles: a heading with a link of its own, few words under it."""
    heads = [at for at, block in enumerate(article) if block.is_heading and block.linked * 3 > len(block.text) * 2]
    targets = [article[at].links[0].url for at in heads if article[at].links]
    if len(heads) < _FEWEST_CARDS or len(set(targets)) < len(targets):
        return False
    ends = (*heads[1:], len(article))
    cards = [article[at:end] for at, end in zip(heads, ends, strict=True)]
    short = [card for card in cards if sum(len(block.words) for block in card) <= _LONG_CARD]
    levels = Counter(article[at].owner.name for at in heads)
    inside = sum(len(card) for card in short)
    return len(short) >= _FEWEST_CARDS and inside * 3 >= len(article) * 2 and max(levels.values()) * 2 > len(heads)
