"""A page's blocks in, what stands beside its article out: cards of other articles, comments, captions, labels, ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrcheck.article.html.blocks import Block
from attrcheck.article.html.element_names import aside_words, name_parts
from attrcheck.article.html.page_lines import is_correction, is_label, says_something
from attrcheck.article.vocabulary import names
from attrcheck.article.words import words_of

if TYPE_CHECKING:
    from bs4 import Tag

__all__ = [
    "SHINGLE",
    "asides",
    "box_headings",
    "captions",
    "pull_quotes",
    "quotation",
    "shingles",
    "step",
    "trimmed",
    "without_asides",
]

#: Words in a row by which two texts are compared.
SHINGLE = 5
#: "(Lena Oduya/Harbour Pictures)", "(Photo L. Oduya)" at a caption's end.
_CREDIT = re.compile(r"\((?:[^()/]{3,60}/|(?:photo|picture|image|foto)\b)[^()/]{3,60}\)$", re.I)
#: "2 of 5 Ann Lee at the lock": what a gallery puts before a caption.
_PLACED = re.compile(r"\d{1,3} ?(?:of|/) ?\d{1,3}\b")
#: Words of a caption and of a line about the writer, at most, and elements between a caption and its picture's.
_LONG_CAPTION = 60
_LONG_BIO = 80
_CAPTION_DEPTH = 4
#: Blocks beside a picture that are all its caption.
_CAPTION_LINES = 2
#: Words of a line that closes the page, at most.
_LONG_CLOSING = 40
#: Elements that stand beside an article whatever is in them.
_NEVER_LOOSE = frozenset({"nav", "aside", "footer", "form", "dialog", "menu", "figcaption"})
#: Elements that hold what has no element of its own.
_BOXES = frozenset({"div", "dd", "dt", "td", "th", "section", "li"})
_CARDS = frozenset({"article", "li", "section", "div"})
#: "Ann Lee", at the beginning of a line, and words behind it among which somebody's trade is told.
_SIGNED = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3}(?= )")
_TRADE = 8
#: What the classes of like elements differ in.
_NUMBER = re.compile(r"[-_]?\d+$")
_STATES = ("is-", "has-", "js-")
_LONGEST_NAME = 200
#: How classes call pull quotes.
_PULLED = "pullquote"
#: A pull quote may leave words out: so long runs of it are looked for, and so much of it is to be found.
_PULLED_SHINGLE = 3
_REPEATED = 0.7
#: Words of a heading over a box of links, at most: what is longer says something.
_LONG_BOX_HEADING = 15
#: Blocks in the box that offers a newsletter, and words of its heading, at most.
_NEWSLETTER = 4
_LONG_OFFER = 8
#: Cards that make a row, words of one at most, and words of the link on top of one at least: a name is no headline.
_ROW_OF_CARDS = 3
_LONG_CARD = 80
_SHORT_HEADLINE = 4
#: Characters and paragraphs outside the comments that are an article, so that no comment belongs to it.
_ENOUGH_ALONE = 600
_ENOUGH_PARAGRAPHS = 4


def shingles(words: Sequence[str], *, size: int = SHINGLE) -> Iterator[tuple[str, ...]]:
    """Yield every run of so many of the words."""
    return zip(*(words[at:] for at in range(size)), strict=False)


def _other_articles(blocks: Sequence[Block], url: str) -> set[int]:
    """Return the elements that are cards of other articles.

    A card's heading is a link to another page; or it is one of a row, short, with such a link on top.
    """
    here = urlsplit(url).path.rstrip("/")
    cards: set[int] = set()
    rows: dict[tuple[int, str], list[Tag]] = {}
    for block in blocks:
        card = next((tag for tag in block.around if tag.name in _CARDS), None)
        is_link = block.links and block.linked * 2 > len(block.text)
        if card is None or not is_link or urlsplit(block.links[0].url).path.rstrip("/") == here:
            continue
        if block.is_heading and block.linked >= len(block.text):
            cards.add(id(card))
        elif block.is_heading or len(block.words) >= _SHORT_HEADLINE:
            rows.setdefault((id(card.parent), card.name), []).append(card)
    in_rows = {id(card) for row in rows.values() if len(row) >= _ROW_OF_CARDS for card in row}
    held: dict[int, list[Block]] = {place: [] for place in in_rows}
    for block in blocks if in_rows else ():
        for place in in_rows.intersection(map(id, block.around)):
            held[place].append(block)
    return cards | {place for place, inside in held.items() if _is_card(inside)}


def _is_card(blocks: Sequence[Block]) -> bool:
    """Tell whether what an element holds is a link and few words under it."""
    return (
        len(blocks) > 1
        and blocks[0].linked * 2 > len(blocks[0].text)
        and sum(len(b.words) for b in blocks) <= _LONG_CARD
    )


def _newsletters(blocks: Sequence[Block]) -> set[int]:
    """Return the small elements whose heading offers a newsletter."""
    offers = [
        block.owner.parent
        for block in blocks
        if block.is_heading and len(block.words) <= _LONG_OFFER and "newsletter" in block.text.casefold()
    ]
    boxes = {id(box): box for box in offers if box is not None}
    held = Counter(id(tag) for block in blocks if boxes for tag in block.around if id(tag) in boxes)
    return {box for box, count in held.items() if count <= _NEWSLETTER}


def asides(blocks: Sequence[Block], url: str) -> list[tuple[int, ...]]:
    """Return for each block the elements around it that may stand beside the article at `url`."""
    cards = _other_articles(blocks, url) | _newsletters(blocks)
    own = _unrepeated(blocks) | _telling(blocks)
    return [
        (*(aside for aside in block.asides if aside not in own), *cards.intersection(map(id, block.around)))
        if cards or own
        else block.asides
        for block in blocks
    ]


def _unrepeated(blocks: Sequence[Block]) -> set[int]:
    """Return the elements named pull quotes that say what no other block says: quotations of their own."""
    pulled: dict[int, set[int]] = {}
    for at, block in enumerate(blocks):
        for tag in block.around if block.asides else ():
            if id(tag) in block.asides and {word[: len(_PULLED)] for word in aside_words(tag)} == {_PULLED}:
                pulled.setdefault(id(tag), set()).add(at)
    inside = set().union(*pulled.values())
    others = (block for at, block in enumerate(blocks) if pulled and at not in inside)
    said = {run for block in others for run in shingles(block.words)}
    runs = {tag: {run for at in places for run in shingles(blocks[at].words)} for tag, places in pulled.items()}
    return {tag for tag, own in runs.items() if own and said.isdisjoint(own)}


def _telling(blocks: Sequence[Block]) -> set[int]:
    """Return the elements with a loose name among the story's paragraphs in which somebody says something."""
    holders = {id(block.owner.parent) for block in blocks if block.is_prose and not block.asides}
    found: set[int] = set()
    for block in blocks:
        says = (
            bool(block.asides)
            and block.is_prose
            and len(block.words) >= SHINGLE
            and not block.text.casefold().startswith(names().closing)
        )
        corrects = bool(block.asides) and is_correction(block)
        if not corrects and (not says or not (says_something().search(block.text) or quotation(block) is not None)):
            continue
        beside = [tag for tag in block.around if id(tag) in block.asides]
        outer = beside[-1] if beside else None
        if outer is not None and id(outer.parent) in holders and (corrects or all(map(_is_loose, beside))):
            found.update(map(id, beside))
    return found


def _is_loose(tag: Tag) -> bool:
    return tag.name not in _NEVER_LOOSE and frozenset() < aside_words(tag) <= names().aside_loose


def without_asides(
    blocks: Sequence[Block], around: Sequence[tuple[int, ...]], chosen: Sequence[bool]
) -> tuple[list[bool], set[int]]:
    """Take back teasers, labels, and what lies in an aside unless its like hold a third of all that was chosen.

    `around` are the asides of each block. Also return the asides that are some. Comments are some wherever there is
    an article beside them.
    """
    tags = {id(tag): tag for block in blocks for tag in block.around}
    named = {place: aside_words(tag) for place, tag in tags.items()}
    commented = {aside for aside, words in named.items() if any(word.startswith(names().comments) for word in words)}
    weights: Counter[frozenset[str] | int] = Counter()
    total = paragraphs = alone = 0
    for block, beside, taken in zip(blocks, around, chosen, strict=True):
        if taken:
            total += len(block.text)
            weights.update(dict.fromkeys({named.get(aside) or aside for aside in beside}, len(block.text)))
            if block.is_prose and not beside:
                paragraphs += 1
                alone += len(block.text)
    is_article = alone >= _ENOUGH_ALONE and paragraphs >= _ENOUGH_PARAGRAPHS
    real = {
        aside
        for beside in around
        for aside in beside
        if weights[named.get(aside) or aside] * 3 < total or (is_article and aside in commented)
    }
    kept = [
        taken and not block.is_teaser and not is_label(block) and real.isdisjoint(beside)
        for block, beside, taken in zip(blocks, around, chosen, strict=True)
    ]
    return kept, real


def captions(blocks: Sequence[Block]) -> set[int]:
    """Return the places of captions.

    They stand nearly alone with a picture, in whatever elements, and credit somebody or are no sentence; or they
    credit somebody at their end, in elements like those of a caption.
    """
    credited = [at for at, block in enumerate(blocks) if _credits(block) or _PLACED.match(block.text)]
    short = [at for at, block in enumerate(blocks) if block.owner.name == "div" and _is_short(block)]
    held = Counter(id(tag) for block in blocks if credited or short for tag in block.around)

    def has_picture(block: Block) -> bool:
        alone = takewhile(lambda tag: held[id(tag)] <= _CAPTION_LINES, islice(block.around, _CAPTION_DEPTH))
        return any(tag.find("img") is not None for tag in alone)

    found = {at for at in (*credited, *short) if has_picture(blocks[at])}
    kinds = {_kind(blocks[at]) for at in found}
    return found | {at for at in credited if _kind(blocks[at]) in kinds and _CREDIT.search(blocks[at].text)}


def _kind(block: Block) -> tuple[str, ...]:
    """Return what the block's element and the one around it have in common with others."""
    return tuple(map(step, islice(block.around, 2)))


def _is_short(block: Block) -> bool:
    """Tell whether the block is a line of words that is no sentence, as a caption in an element of its own may be."""
    return not block.is_prose and not block.links and SHINGLE - 1 <= len(block.words) <= _LONG_CAPTION // 2


def _credits(block: Block) -> bool:
    said = block.text.casefold()
    if len(block.words) > _LONG_CAPTION:
        return False
    if _CREDIT.search(block.text) is None and block.is_prose and says_something().search(block.text):
        return False
    return _CREDIT.search(block.text) is not None or any(credit in said for credit in names().photo_credits)


def quotation(block: Block) -> Tag | None:
    """Return the block quotation that the block lies in."""
    return next((tag for tag in block.around if tag.name == "blockquote"), None)


def pull_quotes(blocks: Sequence[Block], chosen: Sequence[bool]) -> set[int]:
    """Return the places of block quotations that only say again what paragraphs say, and name no speaker."""
    quoted = {at: quote for at, block in enumerate(blocks) if chosen[at] and (quote := quotation(block)) is not None}
    others = (block for at, block in enumerate(blocks) if quoted and chosen[at] and at not in quoted)
    runs = {run for block in others for run in shingles(block.words, size=_PULLED_SHINGLE)}
    sizes = Counter(id(quote) for quote in quoted.values())

    def is_repeated(block: Block) -> bool:
        repeated = [run in runs for run in shingles(block.words, size=_PULLED_SHINGLE)]
        return len(block.words) >= SHINGLE and sum(repeated) >= _REPEATED * len(repeated)

    return {at for at, quote in quoted.items() if sizes[id(quote)] == 1 and is_repeated(blocks[at])}


def box_headings(blocks: Sequence[Block], chosen: Sequence[bool]) -> set[int]:
    """Return the places of headings over nothing but links to other pages, in an element of their own."""
    prose = Counter(
        id(tag) for block, choice in zip(blocks, chosen, strict=True) if choice for tag in _text_around(block)
    )
    started = False
    found: set[int] = set()
    for at, (block, after) in enumerate(pairwise(blocks)):
        started = started or (chosen[at] and block.is_prose)
        box = block.owner.parent
        names_box = block.is_heading and len(block.words) <= _LONG_BOX_HEADING
        if started and names_box and after.is_teaser and not chosen[at + 1] and box is not None:
            found |= {at} if any(tag is box for tag in after.around) and not prose[id(box)] else set()
    return found


def _text_around(block: Block) -> Iterator[Tag]:
    return iter(()) if block.is_heading else block.around


def _is_bio(block: Block, author: str) -> bool:
    """Tell whether the block begins with the writer's name and says who that is.

    Where no writer is known, somebody with a writer's trade who says nothing counts as one.
    """
    if len(block.words) > _LONG_BIO:
        return False
    writer = author.split(", ", maxsplit=1)[0]
    named = _SIGNED.match(block.text) if " " not in writer else None
    after = block.text[named.end() :] if named is not None else block.text.removeprefix(writer)
    if after == block.text:
        return False
    is_writer = named is None or (not names().trades.isdisjoint(words_of(after)[:_TRADE]) and "”" not in after)
    return is_writer and after.startswith(names().bios)


def _is_field(block: Block) -> bool:
    """Tell whether the block is a word or two in a box, such as the name of a section or "Published"."""
    return block.owner.name in _BOXES and not block.is_prose and len(block.words) < SHINGLE


def trimmed(blocks: Sequence[Block], chosen: list[bool], author: str) -> list[bool]:
    """Take back what is no article at its ends: fields, headings over nothing, copyright, who the writer is."""
    kept = list(chosen)
    told = [block for block, choice in zip(blocks, chosen, strict=True) if choice and block.is_prose and block.is_cell]
    tables = {id(block.owner.find_parent("table")) for block in told}
    for at in takewhile(lambda at: not chosen[at] or _is_field(blocks[at]), range(len(blocks))):
        kept[at] = False
    for at in reversed([at for at, choice in enumerate(kept) if choice]):
        block = blocks[at]
        in_table = block.is_cell and id(block.owner.find_parent("table")) in tables
        closes = _closes(block) or _is_bio(block, author) or (_is_field(block) and not in_table)
        if not block.is_heading and not closes:
            break
        kept[at] = False
    return kept


def _closes(block: Block) -> bool:
    """Tell whether the block is a line that closes a page: who else worked on it, whose it is, where there is more.

    What somebody says is none, whatever word it begins with.
    """
    said = block.text.casefold()
    if len(block.words) > _LONG_CLOSING:
        return False
    if not block.is_prose and any("contacts" in name_parts(tag) for tag in islice(block.around, _CAPTION_DEPTH + 1)):
        return True
    if block.is_prose and says_something().search(block.text):
        return False
    return said.startswith(names().closing) or any(words in said for words in names().closers)


def step(tag: Tag) -> str:
    """Return what the element and its like on the page have in common: no numbers, states or names for scripts."""
    said = tag.get("class") or tag.get("itemprop") or ()
    classes = said.split() if isinstance(said, str) else said
    return ".".join(
        [tag.name, *(_NUMBER.sub("", name[:_LONGEST_NAME]) for name in classes if not name.startswith(_STATES))]
    )
