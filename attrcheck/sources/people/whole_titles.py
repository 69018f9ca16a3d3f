"""The title before a name in, the same out with all that its source begins with: "[syndicated radio] host Ann Lee".

The reader knows where a source begins; the words between there and the title belong to it, whatever they are.
"""

from __future__ import annotations

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.people.name_candidates import Seen
from attrcheck.sources.roles.role_phrases import is_age, is_office
from attrcheck.sources.text.lexicon import Word, Words, honorifics, is_preposition, lexicon
from attrcheck.sources.text.noun_phrases import singular
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["whole_title"]

#: What parts a description from another: "her brother, [actor]"; the letters of a body in parentheses do not.
_PARTED = lazily(r"[,;:“”\"\n—|]|\((?![A-Z]{2,8}\) )|(?<!\([A-Z]{2})(?<!\([A-Z]{3})(?<!\([A-Z]{4})(?<!\([A-Z]{5})\)")
_MOST_WORDS = 10  # of a title
#: No part of a title that a sentence begins with: "[Later] captain Ann Lee".
_NO_TITLE = frozenset(
    {
        "one",
        "another",
        "both",
        "only",
        "even",
        "later",
        "earlier",
        "now",
        "today",
        "yesterday",
        "meanwhile",
        "still",
        "just",
        "soon",
        "already",
        "perhaps",
    }
)
_SEVERAL = frozenset({"many", "most", "some", "several", "few", "all", "other", "these", "those"})


def whole_title(page: TextIndex, seen: Seen, role: Span, name: int) -> Span:
    """Return a `role` that stands before the name at `name` with the words that its source begins with before it."""
    source = seen.source_of(role.start)
    if source is None or source.start >= role.start or source.end <= name or role.end > name:
        return role
    if _PARTED.search(page.text, source.start, role.start):
        return role
    lead = page.words(source.start, role.start)
    lists = ("grammar.determiners", "grammar.opens", "people.anybody")
    while lead and (
        is_age(lead[0].low) or lead[0].low in _NO_TITLE or any(lexicon().has(name, lead[0].low) for name in lists)
    ):
        del lead[0]
    if lead and lead[0].low in _SEVERAL:
        return role  # "like many parents [mother-of-two] Ann Lee"
    title = page.words(role.start, role.end)
    if not lead or len(lead) + len(title) > _MOST_WORDS or not _leads_to(seen, lead, title):
        return role
    return Span(lead[0].start, role.end)


def _leads_to(seen: Seen, lead: Words, title: Words) -> bool:
    """Tell whether all words of `lead` may belong to the `title` behind them: no other's name, no clause, no place."""
    lex = lexicon()
    clause = ("grammar.relatives", "grammar.be")
    if any(word.low in ("named", "called") or any(lex.has(name, word.low) for name in clause) for word in lead):
        return False
    if any(lex.has("grammar.determiners", word.low) for word in lead[1:]) or lead[-1].low in honorifics():
        return False
    if any(seen.kind(Span(word.start, word.end)) is EntityKind.PERSON and not word.possessive for word in lead):
        return False
    if lead[-1].possessive and any(word.possessive for word in title):
        return False  # "the United States' [Far Institute's head]"
    if lead[-1].low in ("and", "or") and not (len(lead) > 1 and _is_one_office(lead[-2].low, title[0].low)):
        return False
    if any(is_office(word) and not word.named and singular(word.low) != word.low for word in lead):
        return False  # "officials and mayor Ann Lee"
    return not any(is_preposition(word) for word in lead[:1]) and all(
        map(_is_in_a_name, lead, lead[1:], [*lead[2:], title[0]])
    )


def _is_in_a_name(before: Word, word: Word, behind: Word) -> bool:
    """Tell whether `word` is no preposition but within a name: "Central Bank [of] Fen", no "aide [for] Fen"."""
    lex = lexicon()
    named = before.named and not lex.is_role(before.low) and (behind.named or behind.text[0].isdigit())
    named = named or (lex.has("people.of_fields", before.low) and lex.has("people.portfolios", behind.low))
    return not is_preposition(word) or (word.low in ("of", "for") and named)


def _is_one_office(before: str, behind: str) -> bool:
    """Tell whether "and" joins two things that one person is: "fur trader and explorer", no "council and mayor"."""
    lex = lexicon()
    return lex.is_role(before) and not lex.has("bodies.nouns", before) and behind not in honorifics()
