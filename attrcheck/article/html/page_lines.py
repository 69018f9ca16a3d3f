"""A line of a page in, whether it belongs to the page and not to its article out: labels, messages, promotions."""

from __future__ import annotations

import re
from functools import cache

from attrcheck.article.html.blocks import Block
from attrcheck.article.vocabulary import names

__all__ = ["is_correction", "is_label", "is_promotion", "leads_elsewhere", "says_something"]

_COUNTER = re.compile(r"\d{1,3} (?:of|/) \d{1,3}|[\W_]+|by|in", re.I)
#: "31 likes", "1.2k views": what a page counts of itself.
_COUNT = re.compile(r"[\d.,]{1,9}[km]? (\w+)", re.I)
#: "👍61 🙏11": what readers did.
_EMOJI = "\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff"
_REACTIONS = re.compile(rf"[{_EMOJI}](?:[{_EMOJI}\s\d.,]|[km](?=[{_EMOJI}\s]|$))*", re.I)
#: Words of a line that asks readers to wait, of a message for scripts, and of one that advertises, at most.
_LONG_NOTICE = 8
_LONG_MESSAGE = 20
_LONG_PROMOTION = 45
_LONG_CLOSING = 40
#: Words of a heading over links to other articles, at most.
_LONG_HEADING = 10
_QUOTED = re.compile('[“”„«»"]')
_OTHERS = re.compile(
    r"(?:more|other|further|our|some|top|best|great) (?:[\w’'&.-]+ ){0,4}"
    r"(?:stories|reads|articles|coverage|news|posts|headlines|videos)\b",
    re.I,
)


@cache
def says_something() -> re.Pattern[str]:
    """Return what finds a verb with which somebody says something, and not "your say" or "to say"."""
    return re.compile(rf"\b(?<!your )(?<!to )(?:{'|'.join(names().says)})\b")


def is_label(block: Block) -> bool:
    """Tell whether the block is a label of the page's, or a line that asks readers to sign up for something."""
    if block.is_prose and says_something().search(block.text):
        return False
    said = [link.span.of(block.text).casefold() for link in block.links]
    if any(anchor.startswith(names().calls) for anchor in said) and len(block.words) <= _LONG_CLOSING:
        return True
    if _REACTIONS.fullmatch(block.text):
        return True
    if is_promotion(block):
        return True
    if block.text.casefold().startswith(names().waiting) and len(block.words) <= _LONG_NOTICE:
        return True
    if block.text.startswith("ADVERTISEMENT") and len(block.words) <= _LONG_CLOSING:
        return True
    count = _COUNT.fullmatch(block.text)
    if count is not None and count[1].casefold() in names().counted:
        return True
    return block.text.casefold() in names().labels or bool(_COUNTER.fullmatch(block.text))


def is_promotion(block: Block) -> bool:
    """Tell whether the block is a message for scripts or asks readers for something; what somebody says is none."""
    if says_something().search(block.text) or len(block.words) > _LONG_PROMOTION:
        return False
    said = block.text.casefold().replace("'", "’")
    if len(block.words) <= _LONG_MESSAGE and said.startswith(names().messages) and not _QUOTED.search(said):
        return True
    if said.startswith(names().teasers) and block.linked * 2 >= len(block.text):
        return True
    return _promotions().match(said) is not None and not _QUOTED.search(said)


@cache
def _promotions() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(names().promotions)})")


def is_correction(block: Block) -> bool:
    """Tell whether the block says what in the article was corrected, added or left out."""
    return block.text.casefold().startswith(names().corrections) and len(block.words) > _LONG_NOTICE


def leads_elsewhere(block: Block) -> bool:
    """Tell whether the block is a heading, or a line like one, over links to other articles."""
    said = block.text.casefold()
    if len(block.words) > _LONG_HEADING or (block.is_prose and not said.endswith(":")):
        return False
    return said.startswith(names().others) or _OTHERS.match(said) is not None
