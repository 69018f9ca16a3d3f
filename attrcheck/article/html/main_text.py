"""A page's blocks and what trafilatura takes for its article in, the blocks of the article out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from attrcheck.article.html.blocks import Block
from attrcheck.article.html.boilerplate import (
    SHINGLE,
    asides,
    box_headings,
    captions,
    pull_quotes,
    quotation,
    shingles,
    step,
    trimmed,
    without_asides,
)
from attrcheck.article.html.element_names import name_parts
from attrcheck.article.html.page_lines import is_correction, is_label
from attrcheck.article.html.repetitions import other_articles, repeated
from attrcheck.article.text.bylines import find_date, read_byline
from attrcheck.article.vocabulary import names
from attrcheck.article.words import words_of

if TYPE_CHECKING:
    from bs4 import Tag

__all__ = ["article_blocks", "discussion_blocks", "title_block"]

#: Words of a headline at most.
_LONG_TITLE = 40
#: Blocks between the article's end and what is none of it, and what part of the article that is, at most.
_FAR = 3
_LITTLE = 10
#: Elements around a block in which a chosen one may lie beside it.
_NEAR = 4
#: Words of a standfirst that nothing else tells, at least.
_SHORT_STANDFIRST = 8
#: What parts a title from the name of the site, or from a second title.
_BAR = re.compile(r"\s[|»–—-]\s")
_MAIN = frozenset({"main", "article"})


def _chosen(blocks: Sequence[Block], element_texts: Sequence[str]) -> list[bool]:
    """Tell for each block whether it stands in the article's text, given as the texts of its elements."""
    whole: set[tuple[str, ...]] = set()
    runs: set[tuple[str, ...]] = set()
    for text in element_texts:
        words = words_of(text)
        whole.add(tuple(words))
        runs.update(shingles(words))

    def stands(block: Block) -> bool:
        words = block.words
        if len(words) < SHINGLE:
            return bool(words) and tuple(words) in whole
        found = [run in runs for run in shingles(words)]
        return sum(found) * 2 >= len(found)

    return [stands(block) for block in blocks]


def _own_named(blocks: Sequence[Block]) -> list[bool]:
    """Tell of each block whether it is a paragraph of the page's main part that at most its own name puts aside."""
    return [
        block.is_prose
        and block.owner.name == "p"
        and set(block.asides) <= {id(block.owner)}
        and any(tag.name in _MAIN for tag in block.around)
        for block in blocks
    ]


def _length(blocks: Sequence[Block], chosen: Sequence[bool]) -> int:
    return sum(len(block.text) for block, choice in zip(blocks, chosen, strict=True) if choice)


def _path(block: Block, container: Tag) -> tuple[str, ...]:
    """Return the names of the elements from the block's own up to the container."""
    steps = [block.owner.name]
    for parent in islice(block.around, 1, None) if block.owner is not container else ():
        if parent is container:
            return tuple(steps)
        steps.append(step(parent))
    return tuple(steps)


def _container(blocks: Sequence[Block]) -> Tag:
    """Return the deepest element that holds four fifths of the blocks' text."""
    weights: Counter[int] = Counter()
    for block in blocks:
        weights.update(dict.fromkeys(map(id, block.around), len(block.text)))
    enough = sum(len(block.text) for block in blocks) * 4 / 5
    holders = [[tag for tag in block.around if weights[id(tag)] >= enough] for block in blocks]
    deepest = max(holders, key=len)
    return deepest[0] if deepest else blocks[0].owner


def _row(container: Tag, prose: Sequence[Block]) -> Tag:
    """Return the element that holds the container's like, such as the posts of a thread; else the container."""
    holding = {id(tag) for block in prose for tag in block.around}
    for tag in (container, *container.parents):
        if tag.name in {"body", "html"} or tag.parent is None:
            break
        like = [one for one in tag.parent.find_all(tag.name, recursive=False) if step(one) == step(tag)]
        if (tag.get("class") or tag.get("itemprop")) and any(
            one is not tag and id(one) in holding and one.find("h1") is None for one in like
        ):
            return tag.parent
    return container


def _units(blocks: Sequence[Block], container: Tag) -> list[Tag | None]:
    """Return for each block the child of the container that it lies in, None for one that lies outside."""

    def unit(block: Block) -> Tag | None:
        below = block.owner
        for parent in islice(block.around, 1, None):
            if parent is container:
                return below
            below = parent
        return None

    return [unit(block) for block in blocks]


def _filled(blocks: Sequence[Block], free: Sequence[bool], chosen: Sequence[bool]) -> list[bool]:
    """Add what was missed: in the same kind of place as chosen blocks, or in one more of a row of like elements.

    `free` tells which blocks lie in no aside.
    """
    taken = [block for block, choice in zip(blocks, chosen, strict=True) if choice]
    if not taken:
        return list(chosen)
    near = [block for block, lies in zip(blocks, free, strict=True) if lies and block.is_prose]
    own = _container(taken)
    container = _row(own, near)
    places = {_path(block, container) for block in taken if not block.is_heading}
    units = _units(blocks, container)
    seen = {
        id(unit): step(unit)
        for unit, choice in zip(units, chosen, strict=True)
        if choice and unit is not None and (unit.get("class") or unit.get("itemprop"))
    }
    # One is a row, too, where the container has its like beside it.
    rows = {name for name, count in Counter(seen.values()).items() if count > 1 or container is not own}
    first = chosen.index(True)
    last = len(chosen) - 1 - chosen[::-1].index(True)
    said = {id(unit) for unit, block, lies in zip(units, blocks, free, strict=True) if lies and block.is_prose}
    taken_runs = {run for block in taken for run in shingles(block.words)}
    holders = {id(block.owner.parent) for block in taken}
    # A row of a table whose other rows are taken.
    tables = {id(table) for block in taken if block.is_cell and (table := block.owner.find_parent("table"))}

    lists = {id(block.owner.parent) for block in taken if block.owner.name == "li"}

    def missed(at: int, block: Block, unit: Tag | None) -> bool:
        if not free[at] or block.is_teaser or is_label(block):
            return False
        if block.owner.name == "li" and id(block.owner.parent) in lists:
            return True
        if tables and block.is_cell and id(block.owner.find_parent("table")) in tables:
            return True
        # A statement lost is worse than a line too many.
        says = _is_said(block) or (block.owner.name == "li" and block.linked * 2 < len(block.text))
        lost = says and len(block.words) >= SHINGLE and not taken_runs.issuperset(shingles(block.words))
        if unit is None and block.owner is not container:
            beside = any(id(tag) in holders for tag in islice(block.around, 1, _NEAR))
            return first < at < last and lost and beside
        if first < at < last:
            path = _path(block, container)
            # "May 1994" before what happened then, in one point of a list.
            heads = chosen[at + 1] and blocks[at + 1].owner.parent is block.owner
            heads = heads or (block.is_heading and not block.linked)
            return path in places or heads or quotation(block) is not None or lost
        return unit is not None and id(unit) in said and step(unit) in rows

    return [
        choice or missed(at, block, unit)
        for at, (block, choice, unit) in enumerate(zip(blocks, chosen, units, strict=True))
    ]


def _with_corrections(blocks: Sequence[Block], free: Sequence[bool], chosen: Sequence[bool]) -> list[bool]:
    """Add what was corrected, as the end of the article's own element says."""
    kept = list(chosen)
    holders = {id(block.owner.parent) for block, taken in zip(blocks, chosen, strict=True) if taken and block.is_prose}
    last = max((at for at, taken in enumerate(chosen) if taken), default=len(kept))
    for at in range(last + 1, min(last + 1 + _FAR, len(kept))):
        block = blocks[at]
        beside = not holders.isdisjoint(map(id, islice(block.around, 1, _NEAR)))
        kept[at] = free[at] and beside and is_correction(block)
    return kept


def _with_documents(blocks: Sequence[Block], free: Sequence[bool], chosen: Sequence[bool]) -> list[bool]:
    """Add what follows the article as paragraphs of links under a heading of its own: "Documents", "Associated links".

    They stand in the same element as the article's paragraphs; a box of other articles has one of its own.
    """
    kept = list(chosen)
    holders = {
        id(block.owner.parent) for block, choice in zip(blocks, chosen, strict=True) if choice and block.is_prose
    }
    headed = 0
    last = max((at for at, choice in enumerate(kept) if choice and not blocks[at].is_heading), default=len(kept))
    for at in range(last + 1, len(kept)):
        block = blocks[at]
        if id(block.owner.parent) not in holders or not free[at] or block.is_heading == bool(headed):
            break
        if block.is_heading:
            if is_label(block) or block.text.casefold().startswith(names().others):
                break
            headed = at
        elif not block.is_teaser or block.owner.name != "p":
            break
        else:
            kept[headed] = kept[at] = True
    return kept


def _without_strays(blocks: Sequence[Block], chosen: Sequence[bool], *, titled: bool) -> list[bool]:
    """Take back the little that lies far behind the article, in no element of its kind: notices, forms, the weather.

    Where no headline tells where the article begins, the same goes for what lies far before it.
    """
    taken = [at for at, choice in enumerate(chosen) if choice]
    if not taken:
        return list(chosen)
    container = _container([blocks[at] for at in taken])
    held = [at for at in taken if any(tag is container for tag in blocks[at].around)]
    behind = [at for at in taken if held and at > held[-1]]
    before = [at for at in taken if held and at < held[0] and not titled]
    far = [at for at in behind if at - held[-1] > _FAR + len(behind)]
    far += [at for at in before if held[0] - at > _FAR + len(before)]
    if not far or _length(blocks, chosen) < _LITTLE * sum(len(blocks[at].text) for at in far):
        return list(chosen)
    row = container.parent.find_all(container.name, recursive=False) if container.parent else ()
    like = {id(tag) for tag in row if step(tag) == step(container)}
    strays = {at for at in far if like.isdisjoint(map(id, blocks[at].around))}
    return [choice and at not in strays for at, choice in enumerate(chosen)]


def _extent(block: Block, title: Sequence[str]) -> int:
    """Return how many words the block's text has, if it is all or the beginning of `title`, or its end."""
    words = block.words
    size = len(words)
    return size if size <= len(title) and words in (list(title[:size]), list(title[-size:])) else 0


def title_block(blocks: Sequence[Block], titles: Sequence[str], *, is_site: Callable[[str], bool]) -> int:
    """Return the place of the page's headline among its blocks, -1 for none: what its titles say, else what an h1 says.

    Where neither is to be had, the line above the byline is one, or the heading above the article. The site's name,
    as `is_site` tells, is none.
    """
    short = [at for at, block in enumerate(blocks) if len(block.text) <= 300 and not block.is_teaser]
    titles = [title for title in titles if not is_site(title)]
    for title in titles:
        words = words_of(title)
        extents = {at: _extent(blocks[at], words) for at in short}
        best = max(extents, key=lambda at: (extents[at], blocks[at].owner.name == "h1", -at), default=-1)
        if best >= 0 and extents[best] * 2 > len(words):
            return best
    longer = next((at for at in short if any(_goes_on(blocks[at], title) for title in titles)), -1)
    if longer >= 0:
        return longer
    heads = [at for at in short if blocks[at].owner.name == "h1" and not blocks[at].asides]
    heads = [at for at in heads if not is_site(blocks[at].text)]
    known = set(words_of(titles[0])) if titles else set()
    for at in heads:
        said = set(blocks[at].words)
        shared = len(known & said)
        # An h1 of one word may be the site's name, or the forum's, in a long title.
        if not known or known <= said or (shared * 2 >= len(said) and shared * 4 >= len(known)):
            return at
    signed = next((at for at, block in enumerate(blocks) if read_byline(block.text)), 0)
    above = blocks[signed - 1] if signed else None
    names_itself = above is not None and not above.is_prose and above.linked * 2 < len(above.text)
    if above is not None and names_itself and not heads and 1 < len(above.words) <= _LONG_TITLE:
        return signed - 1
    return -1 if titles else _heading_above(blocks)


def _goes_on(block: Block, title: str) -> bool:
    """Tell whether a heading begins with all of the title before its first bar and says more."""
    head = words_of(_BAR.split(title)[0])
    return block.is_heading and not block.asides and len(head) >= SHINGLE and block.words[: len(head)] == head


def _heading_above(blocks: Sequence[Block]) -> int:
    """Return the place of a first heading that the page's main part has right above its text, -1 for none."""
    for at, block in enumerate(blocks[:-1]):
        if block.is_prose and any(tag.name in _MAIN for tag in block.around):
            return -1
        near = blocks[at + 1 : at + 1 + _FAR]
        if block.is_heading and not block.asides and len(block.words) >= SHINGLE and any(one.is_prose for one in near):
            return at
    return -1


def _is_said(block: Block) -> bool:
    """Tell whether the block is a sentence, or a point of a list without links."""
    return block.is_prose or (block.owner.name == "li" and not block.linked)


def _is_standfirst(block: Block, *, under_headline: bool) -> bool:
    """Tell whether a block between headline and article is a sentence or a point, or in a standfirst's element.

    A paragraph right under the headline is one even without a full stop.
    """
    if len(block.words) < SHINGLE - 1 or block.is_teaser:
        return False
    if _is_said(block):
        return True
    if under_headline and block.owner.name == "p" and len(block.words) >= _SHORT_STANDFIRST and not block.links:
        return read_byline(block.text) is None and find_date(block.text) is None
    near = [block.owner, *([block.owner.parent] if block.owner.parent else [])]
    return any(tag.name not in {"body", "html"} and name_parts(tag) & names().standfirst_parts for tag in near)


def discussion_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of the comments that a page consists of, where it has no article beside them."""

    def is_post(block: Block) -> bool:
        beside = [tag for tag in block.around if id(tag) in block.asides]
        posts = [any(part.startswith("comment") for part in name_parts(tag)) for tag in beside]
        return bool(posts) and all(posts) and not block.is_teaser and not is_label(block)

    return [block for block in blocks if is_post(block)]


def article_blocks(
    blocks: Sequence[Block], texts: Sequence[str], title: int, *, url: str, author: str = ""
) -> list[Block]:
    """Return the blocks of the article at `url`, in order.

    `texts` are those of the elements that trafilatura takes for it; `title` is the place of the headline, -1 for none.
    """
    around = asides(blocks, url)
    chosen = _chosen(blocks, texts)
    own = _own_named(blocks)
    if _length(blocks, chosen) * 3 < _length(blocks, own):
        # All paragraphs may have a name that puts them aside, such as what only subscribers see.
        chosen = own
    chosen, real = without_asides(blocks, around, chosen)
    captioned = captions(blocks)
    free = [real.isdisjoint(beside) and at not in captioned for at, beside in enumerate(around)]
    chosen = [choice and at not in captioned for at, choice in enumerate(chosen)]
    chosen = _filled(blocks, free, _without_strays(blocks, chosen, titled=title >= 0))
    if not any(chosen):
        return []
    before = _length(blocks[: title + 1], chosen[: title + 1])
    if before * 5 < _length(blocks, chosen):
        # What stands above the headline is a section's name or a notice.
        chosen = [choice and at > title for at, choice in enumerate(chosen)]
    first = chosen.index(True)
    for at in reversed(range(title + 1, first) if title >= 0 else ()):
        heads = blocks[at].is_heading and chosen[at + 1] and blocks[at].owner.parent is blocks[at + 1].owner.parent
        chosen[at] = free[at] and (heads or _is_standfirst(blocks[at], under_headline=at == title + 1))
    headline = blocks[title].words if title >= 0 else []
    for at, block in enumerate(blocks):
        if at != title and block.is_heading and block.words in (headline, ["re", *headline]):
            chosen[at] = False
    chosen = _with_corrections(blocks, free, chosen)
    taken_back = pull_quotes(blocks, chosen) | box_headings(blocks, chosen)
    taken_back |= other_articles(blocks, chosen) | repeated(blocks, chosen)
    chosen = trimmed(blocks, [choice and at not in taken_back for at, choice in enumerate(chosen)], author)
    chosen = _with_documents(blocks, free, chosen)
    return [block for block, choice in zip(blocks, chosen, strict=True) if choice]
