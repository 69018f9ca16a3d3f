"""A page's blocks and what trafilatura takes for its article in, the blocks of the article out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrcheck.blocks import Block, aside_words, name_parts, names, words_of
from attrcheck.bylines import read_byline

if TYPE_CHECKING:
    from bs4 import Tag

__all__ = ["article_blocks", "discussion_blocks", "title_block"]

_SHINGLE = 5
_COUNTER = re.compile(r"\d{1,3} (?:of|/) \d{1,3}|[\W_]+|by|in", re.I)
#: "31 likes", "1.2k views": what a page counts of itself.
_COUNT = re.compile(r"[\d.,]{1,9}[km]? (\w+)", re.I)
#: "(Lena Oduya/Harbour Pictures)" at a caption's end.
_CREDIT = re.compile(r"\([^()/]{3,60}/[^()/]{3,60}\)$")
#: Words of a caption and of a line about the writer, at most, and elements between a caption and its picture's.
_LONG_CAPTION = 60
_LONG_BIO = 80
_CAPTION_DEPTH = 4
#: Words of a headline at most, and of a line that closes the page.
_LONG_TITLE = 40
_LONG_CLOSING = 40
#: Elements that hold what has no element of its own.
_BOXES = frozenset({"div", "dd", "dt", "td", "th", "section", "li"})
_MAIN = frozenset({"main", "article"})
_CARDS = frozenset({"article", "li", "section", "div"})


def _shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(_SHINGLE)), strict=False)


def _chosen(blocks: Sequence[Block], element_texts: Sequence[str]) -> list[bool]:
    """Tell for each block whether it stands in the article's text, given as the texts of its elements."""
    whole: set[tuple[str, ...]] = set()
    runs: set[tuple[str, ...]] = set()
    for text in element_texts:
        words = words_of(text)
        whole.add(tuple(words))
        runs.update(_shingles(words))

    def stands(block: Block) -> bool:
        words = block.words
        if len(words) < _SHINGLE:
            return bool(words) and tuple(words) in whole
        found = [run in runs for run in _shingles(words)]
        return sum(found) * 2 >= len(found)

    return [stands(block) for block in blocks]


def _other_articles(blocks: Sequence[Block], url: str) -> set[int]:
    """Return the elements whose heading is a link to another page: cards of other articles."""
    here = urlsplit(url).path.rstrip("/")
    cards: set[int] = set()
    for block in blocks:
        if not block.is_heading or block.linked < len(block.text) or not block.links:
            continue
        if urlsplit(block.links[0].url).path.rstrip("/") != here:
            card = next((tag for tag in block.around if tag.name in _CARDS), None)
            cards |= {id(card)} if card is not None else set()
    return cards


def _asides(blocks: Sequence[Block], url: str) -> list[tuple[int, ...]]:
    """Return for each block the elements around it that may stand beside the article."""
    cards = _other_articles(blocks, url)
    if not cards:
        return [block.asides for block in blocks]
    return [(*block.asides, *cards.intersection(map(id, block.around))) for block in blocks]


def _without_asides(
    blocks: Sequence[Block], asides: Sequence[tuple[int, ...]], chosen: Sequence[bool]
) -> tuple[list[bool], set[int]]:
    """Take back teasers, labels, and what lies in an aside unless its like hold a third of all that was chosen.

    Also return the asides that are some.
    """
    named = {id(tag): aside_words(tag) for block in blocks for tag in block.around}
    weights: Counter[frozenset[str] | int] = Counter()
    total = 0
    for block, around, taken in zip(blocks, asides, chosen, strict=True):
        if taken:
            total += len(block.text)
            weights.update(dict.fromkeys({named.get(aside) or aside for aside in around}, len(block.text)))
    real = {aside for around in asides for aside in around if weights[named.get(aside) or aside] * 3 < total}
    kept = [
        taken and not block.is_teaser and not _is_label(block) and real.isdisjoint(around)
        for block, around, taken in zip(blocks, asides, chosen, strict=True)
    ]
    return kept, real


def _is_label(block: Block) -> bool:
    """Tell whether the block is a label of the page's, or a line that asks readers to sign up for something."""
    said = [link.span.of(block.text).casefold() for link in block.links]
    if any(anchor.startswith(names().calls) for anchor in said) and len(block.words) <= _LONG_CLOSING:
        return True
    count = _COUNT.fullmatch(block.text)
    if count is not None and count[1].casefold() in names().counted:
        return True
    return block.text.casefold() in names().labels or bool(_COUNTER.fullmatch(block.text))


def _captions(blocks: Sequence[Block]) -> set[int]:
    """Return the places of blocks that stand alone with a picture, in whatever elements, and credit somebody."""
    credited = [at for at, block in enumerate(blocks) if _credits(block)]
    if not credited:
        return set()
    held = Counter(id(tag) for block in blocks for tag in block.around)

    def has_picture(block: Block) -> bool:
        alone = takewhile(lambda tag: held[id(tag)] == 1, islice(block.around, _CAPTION_DEPTH))
        return any(tag.find("img") is not None for tag in alone)

    return {at for at in credited if has_picture(blocks[at])}


def _credits(block: Block) -> bool:
    said = block.text.casefold()
    if len(block.words) > _LONG_CAPTION:
        return False
    return _CREDIT.search(block.text) is not None or any(credit in said for credit in names().photo_credits)


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


def _step(tag: Tag) -> str:
    return f"{tag.name}.{tag.get('class') or tag.get('itemprop')}"


def _path(block: Block, container: Tag) -> tuple[str, ...]:
    """Return the names of the elements from the block's own up to the container."""
    steps = [block.owner.name]
    for parent in islice(block.around, 1, None) if block.owner is not container else ():
        if parent is container:
            return tuple(steps)
        steps.append(_step(parent))
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
        like = [one for one in tag.parent.find_all(tag.name, recursive=False) if _step(one) == _step(tag)]
        if (tag.get("class") or tag.get("itemprop")) and any(
            one is not tag and id(one) in holding and one.find("h1") is None for one in like
        ):
            return tag.parent
    return container


def _quotation(block: Block) -> Tag | None:
    """Return the block quotation that the block lies in."""
    return next((tag for tag in block.around if tag.name == "blockquote"), None)


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
        id(unit): _step(unit)
        for unit, choice in zip(units, chosen, strict=True)
        if choice and unit is not None and (unit.get("class") or unit.get("itemprop"))
    }
    # One is a row, too, where the container has its like beside it.
    rows = {step for step, count in Counter(seen.values()).items() if count > 1 or container is not own}
    first = chosen.index(True)
    last = len(chosen) - 1 - chosen[::-1].index(True)
    said = {id(unit) for unit, block, lies in zip(units, blocks, free, strict=True) if lies and block.is_prose}
    told = {run for block in taken for run in _shingles(block.words)}

    def missed(at: int, block: Block, unit: Tag | None) -> bool:
        if not free[at] or block.is_teaser or _is_label(block) or (unit is None and block.owner is not container):
            return False
        if first < at < last:
            path = _path(block, container)
            if path in places or (block.is_heading and not block.linked) or _quotation(block) is not None:
                return True
            # A statement lost is worse than a line too many.
            return _is_said(block) and len(block.words) >= _SHINGLE and not told.issuperset(_shingles(block.words))
        return unit is not None and id(unit) in said and _step(unit) in rows

    return [
        choice or missed(at, block, unit)
        for at, (block, choice, unit) in enumerate(zip(blocks, chosen, units, strict=True))
    ]


def _extent(block: Block, title: Sequence[str]) -> int:
    """Return how many words the block's text has, if it is all or the beginning of `title`, or its end."""
    words = block.words
    size = len(words)
    return size if size <= len(title) and words in (list(title[:size]), list(title[-size:])) else 0


def title_block(blocks: Sequence[Block], titles: Sequence[str]) -> int:
    """Return the place of the page's headline among its blocks, -1 for none: what its titles say, else what an h1 says.

    Where neither is to be had, the line above the byline is one.
    """
    short = [at for at, block in enumerate(blocks) if len(block.text) <= 300 and not block.is_teaser]
    for title in titles:
        words = words_of(title)
        extents = {at: _extent(blocks[at], words) for at in short}
        best = max(extents, key=lambda at: (extents[at], blocks[at].owner.name == "h1", -at), default=-1)
        if best >= 0 and extents[best] * 2 > len(words):
            return best
    heads = [at for at in short if blocks[at].owner.name == "h1" and not blocks[at].asides]
    known = set(words_of(titles[0])) if titles else set()
    for at in heads:
        if not known or len(known.intersection(blocks[at].words)) * 2 >= len(set(blocks[at].words)):
            return at
    signed = next((at for at, block in enumerate(blocks) if read_byline(block.text)), 0)
    above = blocks[signed - 1] if signed else None
    if above is not None and not heads and not above.is_prose and 1 < len(above.words) <= _LONG_TITLE:
        return signed - 1
    return -1


def _is_said(block: Block) -> bool:
    """Tell whether the block is a sentence, or a point of a list without links."""
    return block.is_prose or (block.owner.name == "li" and not block.linked)


def _is_standfirst(block: Block) -> bool:
    """Tell whether a block under the headline is a sentence or a point, or has, or lies in, a standfirst's element."""
    if len(block.words) < _SHINGLE - 1 or block.is_teaser:
        return False
    if _is_said(block):
        return True
    near = [block.owner, *([block.owner.parent] if block.owner.parent else [])]
    return any(tag.name not in {"body", "html"} and name_parts(tag) & names().standfirst_parts for tag in near)


def _pull_quotes(blocks: Sequence[Block], chosen: Sequence[bool]) -> set[int]:
    """Return the places of block quotations that only say again what a paragraph says, and name no speaker."""
    quoted = {at: quote for at, block in enumerate(blocks) if chosen[at] and (quote := _quotation(block)) is not None}
    runs = {run for at, block in enumerate(blocks) if chosen[at] and at not in quoted for run in _shingles(block.words)}
    sizes = Counter(id(quote) for quote in quoted.values())
    return {
        at
        for at, quote in quoted.items()
        if sizes[id(quote)] == 1 and len(blocks[at].words) >= _SHINGLE and runs.issuperset(_shingles(blocks[at].words))
    }


def _box_headings(blocks: Sequence[Block], chosen: Sequence[bool]) -> set[int]:
    """Return the places of headings over nothing but links to other pages, in an element of their own."""
    prose = Counter(
        id(tag) for block, choice in zip(blocks, chosen, strict=True) if choice for tag in _text_around(block)
    )
    started = False
    found: set[int] = set()
    for at, (block, after) in enumerate(pairwise(blocks)):
        started = started or (chosen[at] and block.is_prose)
        box = block.owner.parent
        if started and block.is_heading and after.is_teaser and not chosen[at + 1] and box is not None:
            found |= {at} if any(tag is box for tag in after.around) and not prose[id(box)] else set()
    return found


def _text_around(block: Block) -> Iterator[Tag]:
    return iter(()) if block.is_heading else block.around


def _is_bio(block: Block, author: str) -> bool:
    """Tell whether the block begins with the writer's name and says who that is."""
    writer = author.split(", ", maxsplit=1)[0]
    after = block.text.removeprefix(writer)
    return bool(writer) and after.startswith(names().bios) and after != block.text and len(block.words) <= _LONG_BIO


def _is_field(block: Block) -> bool:
    """Tell whether the block is a word or two in a box, such as the name of a section or "Published"."""
    return block.owner.name in _BOXES and not block.is_prose and len(block.words) < _SHINGLE


def _trimmed(blocks: Sequence[Block], chosen: list[bool], author: str) -> list[bool]:
    """Take back what is no article at its ends: fields, headings over nothing, copyright, who the writer is."""
    kept = list(chosen)
    for at in takewhile(lambda at: not chosen[at] or _is_field(blocks[at]), range(len(blocks))):
        kept[at] = False
    for at in reversed([at for at, choice in enumerate(kept) if choice]):
        block = blocks[at]
        closes = block.text.casefold().startswith(names().closing) or "all rights reserved" in block.text.casefold()
        closes = (closes and len(block.words) <= _LONG_CLOSING) or _is_bio(block, author) or _is_field(block)
        if not block.is_heading and not closes:
            break
        kept[at] = False
    return kept


def discussion_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of the comments that a page consists of, where it has no article beside them."""

    def is_post(block: Block) -> bool:
        beside = [tag for tag in block.around if id(tag) in block.asides]
        posts = [any(part.startswith("comment") for part in name_parts(tag)) for tag in beside]
        return bool(posts) and all(posts) and not block.is_teaser and not _is_label(block)

    return [block for block in blocks if is_post(block)]


def article_blocks(
    blocks: Sequence[Block], texts: Sequence[str], title: int, *, url: str, author: str = ""
) -> list[Block]:
    """Return the blocks of the article at `url`, in order.

    `texts` are those of the elements that trafilatura takes for it; `title` is the place of the headline, -1 for none.
    """
    asides = _asides(blocks, url)
    chosen = _chosen(blocks, texts)
    own = _own_named(blocks)
    if _length(blocks, chosen) * 3 < _length(blocks, own):
        # All paragraphs may have a name that puts them aside, such as what only subscribers see.
        chosen = own
    chosen, real = _without_asides(blocks, asides, chosen)
    captions = _captions(blocks)
    free = [real.isdisjoint(around) and at not in captions for at, around in enumerate(asides)]
    chosen = [choice and at not in captions for at, choice in enumerate(chosen)]
    chosen = _filled(blocks, free, chosen)
    if not any(chosen):
        return []
    before = _length(blocks[: title + 1], chosen[: title + 1])
    if before * 5 < _length(blocks, chosen):
        # What stands above the headline is a section's name or a notice.
        chosen = [choice and at > title for at, choice in enumerate(chosen)]
    first = chosen.index(True)
    for at in range(title + 1, first) if title >= 0 else ():
        chosen[at] = free[at] and _is_standfirst(blocks[at])
    headline = blocks[title].words if title >= 0 else []
    for at, block in enumerate(blocks):
        if at != title and block.is_heading and block.words in (headline, ["re", *headline]):
            chosen[at] = False
    taken_back = _pull_quotes(blocks, chosen) | _box_headings(blocks, chosen)
    chosen = _trimmed(blocks, [choice and at not in taken_back for at, choice in enumerate(chosen)], author)
    return [block for block, choice in zip(blocks, chosen, strict=True) if choice]
