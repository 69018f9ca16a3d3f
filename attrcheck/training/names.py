"""Annotated articles and their silver coreference in, how often a mention is given the right full name out.

Counted are annotated sources that are a pronoun or a bare last name, and that a coreference chain of the same article
ties to a full name: a person entity of two or more capitalised words, titles apart, that heads a mention of the chain.
The reader's own entities are used, and the annotated spans as attributions: the names are measured, not the reading.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attrcheck.article.model import Article, Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.reader.reading import Reading
from attrcheck.sources.identify import identify
from attrcheck.sources.source import Source
from attrcheck.sources.text.lexicon import honorifics, lexicon

__all__ = ["CLASSES", "Named", "measure", "same_name", "table"]

CLASSES = {
    "he/she": frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"}),
    "they": frozenset({"they", "them", "their", "theirs", "themselves"}),
    "who": frozenset({"who", "whom"}),
    "I": frozenset({"i", "me", "my", "mine", "myself"}),
}
_LAST_NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.? )?[A-Z][\w'’-]*[\w]")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_BEFORE_NAME = 60  # characters of title that may stand before the name in a mention that it heads


@dataclass(frozen=True, slots=True)
class Named:
    """An annotated source of a class, whom the silver chain names (most frequent first), and the source found."""

    article: str
    span: Span
    mention: str
    group: str
    silver: tuple[str, ...]
    found: Source

    @property
    def right(self) -> bool:
        """Whether the name found is the one that the chain has most often."""
        return same_name(self.found.name, self.silver[0])


def _name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without titles, suffixes and what is possessive."""
    sets = lexicon().sets
    found = [word.lower().removesuffix("'s").removesuffix("’s").rstrip(".") for word in _WORD.findall(name)]
    dropped = honorifics() | frozenset(lexicon().short) | sets["people.suffixes"]
    return tuple(word for word in found if word not in dropped)


def same_name(one: str, other: str) -> bool:
    """Tell whether two full names are one person's: last names alike, and first names, or one holds all of the other.

    >>> same_name("Sen. Ann B. Lee", "Ann Lee")
    True
    """
    mine, theirs = _name_words(one), _name_words(other)
    if len(mine) < 2 or len(theirs) < 2 or mine[-1] != theirs[-1]:
        return False
    return mine[0] == theirs[0] or set(mine) <= set(theirs) or set(theirs) <= set(mine)


def _full_names(text: str, chain: Sequence[Sequence[int]], persons: Mapping[int, int]) -> tuple[str, ...]:
    """Return the full names that head a mention of `chain`; `persons` maps starts of person entities to their ends."""
    names: Counter[str] = Counter()
    for start, end in chain:
        for at in range(start, min(end, start + _BEFORE_NAME)):
            stop = persons.get(at)
            if stop is None:
                continue
            lead, rest = text[start:at], text[stop:end].strip(" '’s\n")
            words = [w for w in text[at:stop].split() if w[:1].isupper()]
            titled = not re.search(r"['’]s|\b(?:for|with|and|by|to|from|like)\b|[,:;]", lead)
            if titled and (not rest or (rest.startswith(",") and not lead)) and len(_name_words(" ".join(words))) > 1:
                names[" ".join(words)] += 1
            break
    joined: Counter[str] = Counter()
    for name, count in names.items():
        same = next((other for other in joined if same_name(other, name)), name)
        joined[same] += count
    return tuple(name for name, _ in joined.most_common())


def _group(mention: str, silver: Sequence[str]) -> str:
    """Return the class of `mention`, "" where it is none of those counted."""
    low = mention.lower()
    for group, pronouns in CLASSES.items():
        if low in pronouns and (group != "I" or mention[0] in "Imm"):
            return group
    words = _name_words(mention)
    if not _LAST_NAME.fullmatch(mention) or len(words) != 1:
        return ""
    return "last name" if any(_name_words(name)[-1] == words[0] for name in silver) else ""


def _attribution(row: Mapping[str, Any]) -> Attribution:
    source, cue, content = (tuple(Span(*span) for span in row[role]) for role in ("source", "cue", "content"))
    return Attribution(source, cue, content, Act.STATEMENT, Form.INDIRECT, 1.0)


def measure(
    rows: Iterable[Mapping[str, Any]], silver: Mapping[str, Mapping[str, Any]], read: Callable[[Article], Reading]
) -> Iterator[Named]:
    """Yield every mention that is counted in `rows`, each span once, whoever annotated it.

    `silver` maps an article's id to {"entities": [[start, end, kind]], "coreference": [[[start, end]]]}; articles
    that it lacks, and those whose text is not read as it stands, are left out.
    """
    for row in rows:
        text, known = row["text"], silver.get(row["id"])
        article = from_text(text)
        if known is None or article.text != text:
            continue
        persons = {start: end for start, end, kind in known["entities"] if kind == "PERSON"}
        chains = {}
        for chain in known["coreference"]:
            names = _full_names(text, chain, persons)
            if names:
                chains.update(dict.fromkeys(map(tuple, chain), names))
        reading = read(article)
        done: set[tuple[int, int]] = set()
        for annotation in row["annotations"]:
            attributions = [_attribution(one) for one in annotation["attributions"]]
            for one, source in zip(attributions, identify(article, reading, attributions), strict=True):
                if len(one.source) != 1:
                    continue
                place = (one.source[0].start, one.source[0].end)
                mention = one.source[0].of(text)
                group = _group(mention, chains.get(place, ()))
                if group and place in chains and place not in done:
                    done.add(place)
                    yield Named(row["id"], one.source[0], mention, group, chains[place], source)


def table(named: Sequence[Named], *, show: int = 0, seed: int = 1) -> str:
    """Return how many are right, by class, and `show` of those that are not, drawn by `seed`."""
    total, right = Counter(one.group for one in named), Counter(one.group for one in named if one.right)
    lines = [f"{'':10}{'of':>6}{'right':>7}{'%':>7}"]
    for group in [*(g for g in (*CLASSES, "last name") if total[g]), "all"]:
        of, hit = (len(named), sum(right.values())) if group == "all" else (total[group], right[group])
        lines.append(f"{group:10}{of:6}{hit:7}{100 * hit / max(of, 1):7.1f}")
    wrong = [one for one in named if not one.right]
    for one in sorted(
        random.Random(seed).sample(wrong, min(show, len(wrong))), key=lambda one: (one.article, one.span)
    ):
        also = f" (or {', '.join(one.found.candidates)})" if one.found.candidates else ""
        lines.append(
            f"{one.article}\t{one.span.start}-{one.span.end}\t{one.mention}\t"
            f"ours: {one.found.name}{also}\tsilver: {' / '.join(one.silver)}"
        )
    return "\n".join(lines)
