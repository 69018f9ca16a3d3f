"""A source that ends in a person's name in, the name and what leads up to it out: "its registrar, Pharm. Elia Nkya"."""

from __future__ import annotations

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.index import Index
from attrcheck.sources.people.names import Named, first_sex
from attrcheck.sources.people.people_at import OWNED_NAME, OWNS
from attrcheck.sources.roles.role_phrases import is_age, serves_somebody
from attrcheck.sources.text.lexicon import Word, Words, honorifics, lexicon
from attrcheck.sources.text.noun_phrases import singular

__all__ = ["apposed_person", "ending_name", "is_apart", "is_in_doubt", "lead_role", "names_what_one_has", "titled_by"]

_TAIL = lazily(
    r"(?:,? (?:KC|QC|MP|MEP|OBE|CBE|MBE|Jr\.?|Sr\.?|II|III))?(?:,? \(?(?:aged )?\d{1,3}\)?)?"
    r"(?: of (?:the )?(?:[a-z]+ ){0,2}[A-Z][\w&’'-]*(?: (?:of |for |and )?[A-Z][\w&’'-]*){0,4})?[ ,.)]*"
)
_LONGEST = 120  # characters of a description


def apposed_person(index: Index, span: Span, *, is_person: bool) -> int | None:
    """Return the number of the mention of a person with which the source at `span` ends, as what leads up to it tells.

    `is_person` says that the reader takes the source for a person; else a comma must part the two.
    """
    for number in reversed(index.people.within(span)):
        named = index.people.mentions[number]
        start = named.span.start
        inside = (role.end for role in named.roles if role.start < span.end)  # "Ann Lee, a former teacher"
        told = max([named.span.end, *inside])
        if told > span.end or not _TAIL.fullmatch(index.text, told, span.end):
            continue
        lead = index.page.words(span.start, start)
        while lead and lead[-1].low in honorifics():
            start = lead.pop().start
        parted = index.text[span.start : start].rstrip().endswith((",", "(", "–", "—", "named"))
        if not lead or (index.text[start - 2 : start] != ", " and lead[-1].possessive) or is_apart(lead, named):
            return None
        return number if (is_person or parted) and _leads_to_person(lead, is_person=is_person) else None
    return None


def is_apart(lead: Words, named: Named) -> bool:
    """Tell whether `lead` leads up to somebody else than the one named: "an aide to the late mayor Lee"."""
    role = named.role
    before = [word for word in lead if role is None or word.start < role.start]
    while before and lexicon().has("grammar.determiners", before[-1].low):
        before.pop()
    leads = len(before) > 1 and before[-1].low in ("of", "to", "for", "including")
    # "The widow of President Lee", but "Central Bank of the Union governor Ann Lee".
    return leads and not (before[-1].low == "of" and before[-2].named and not lexicon().is_role(before[-2].low))


def is_in_doubt(index: Index, named: Named) -> bool:
    """Tell whether a name may be of either of two people before it: "the widow of the mayor, Ann Lee"."""
    role = named.role
    apposed = role is not None and index.text[role.end : named.span.start] == ", "
    return apposed and role is not None and serves_somebody(index.page.words(role.start, role.end)) > 0


#: "The minister[ who was sacked in May, ]Ann Lee,".
_CLAUSE = lazily(r" who [^,.;:()\n“”\"]{3,90}, (?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Prof)\.? )?")


def titled_by(index: Index, span: Span) -> list[int]:
    """Return the number of the mention of a person whose title the source at `span` is: "[Witness] Ann Lee".

    A clause may tell more of it: "[The minister] who was sacked in May, Ann Lee,".
    """
    clause = _CLAUSE.match(index.text, span.end)
    after = index.people.within(Span(span.end, clause.end() + 1 if clause else span.end + 2))
    return [number for number in after if any(role.overlaps(span) for role in index.people.mentions[number].roles)][:1]


def _leads_to_person(lead: Words, *, is_person: bool) -> bool:
    """Tell whether `lead` can be who a person is: not "the charity", "with", "the lawyer of"."""
    lex, last = lexicon(), lead[-1]
    if lex.has("grammar.prepositions", last.low) or last.low in ("and", "or", "by", "of", "representing"):
        return False
    thing = any(lex.has(name, singular(last.low)) for name in ("bodies.nouns", "outlets.nouns", "documents.nouns"))
    determined = lex.has("grammar.determiners", lead[0].low) or any(word.possessive for word in lead)
    return (is_person or determined) and not (thing and not is_person)


#: "One resident, Ann Lee", and what alone tells nothing of anybody: "the other, Ann Lee".
_ONE_OF_MANY = frozenset({"one", "another"})
_MERE = _ONE_OF_MANY | {"other", "latter", "former", "late", "first", "second", "third"}


def lead_role(index: Index, start: int, end: int) -> Span | None:
    """Return the description in text[start:end], which leads up to a name, without determiner and comma."""
    words = index.page.words(start, end)
    while words and (words[-1].low in honorifics() or words[-1].low in ("called", "named")):
        words.pop()
    while words and lexicon().has("people.particles", words[-1].low):
        words.pop()
    one = len(words) > 1 and words[0].low in _ONE_OF_MANY and words[1].low != "of"
    if words and (lexicon().has("grammar.determiners", words[0].low) or one):
        del words[0]
    relative = next((at for at, word in enumerate(words) if at and lexicon().has("grammar.relatives", word.low)), None)
    del words[relative or len(words) :]  # "the man [who calls himself] Abu Mohammad"
    if words and (words[-1].low in ("and", "or") or OWNED_NAME.search(index.text, start, end)):
        return None  # "the head of the council and Ann Lee", "the Far Fund's (FF) Ann Lee"
    comma = index.text.find(", ", start, words[-1].end) if words else -1
    if comma > 0 and sum(word.start > comma for word in words) == 1:
        words.pop()  # "its registrar, Pharm. Elia Nkya"
    if len(words) == 1 and (words[0].low in _MERE or is_age(words[0].low)):
        return None
    if not words or words[-1].end - words[0].start > _LONGEST or words[-1].low in ("them", "whom", "us"):
        return None
    opened = index.text.rfind(" (", words[0].start, words[-1].end)
    closed = index.text.rfind(")", words[0].start, words[-1].end)
    lead = Span(words[0].start, opened if opened > closed else words[-1].end)  # "head of the Far Fund (FF), Ann Lee"
    return None if lead.of(index.text).endswith(("'s", "’s")) else lead  # "the Dyers' Union's (DU) Ann Lee"


#: "The owner of a shop called Brown Bear", "a man with his dog, named Rex".
_ONES_OWN = lazily(
    r" (?:(?:with|of|for|at|in|on|aboard|from|to|by|has|had|owns|owned|runs|ran|keeps|and) "
    r"(?:an?|his|her|their|its)|whose) "
    r"(?:[a-z-]+ ){0,2}?[a-z-]+,? (?:is |was )?(?:named|called) [“\"‘']?[A-Z]"
)


#: "A refugee [from ]a camp named Ann Lee", but "a boy from a village called Santa Rosa".
_FROM = lazily(
    r" (?:from|in|at) (?!(?:\S+ ){1,3}?(?:village|town|township|hamlet|city|suburb|district|island|street),? )"
)


#: "A nurse at [a hospital called] Ann Lee".
_CALLED = lazily(
    r"(?:at|in|on|aboard|from|of|for) (?:an?|the|his|her|their) (?:[a-z-]+ ){0,2}?([a-z-]+) called [“\"‘']?[A-Z]\Z"
)
#: Behind whoever is a person: "a boy from a school called Tom Hale[, 12,]".
_AGED = lazily(r",? \(?(?:aged )?\d{1,2}\b")
_PLACES = frozenset({"village", "town", "hamlet", "suburb", "island", "camp", "bar", "pub", "café", "cafe", "ship"})


def _is_place_called(words: str) -> bool:
    """Tell whether a name is of a place or body where somebody is, though it looks like a person's."""
    found = _CALLED.search(words)
    return found is not None and (found[1] in _PLACES or lexicon().has("bodies.nouns", found[1]))


def names_what_one_has(index: Index, start: int, end: int) -> bool:
    """Tell whether a name in a description is of what somebody has: "the owner of a shop called Brown Bear"."""
    found = _ONES_OWN.search(index.text, start, end)
    if found is None:
        return False
    inside = [index.people.mentions[number] for number in index.people.within(Span(start, end))]
    if any(not found.end() - 2 <= named.begins <= found.end() for named in inside):
        return False  # "Ann Lee, mother of a girl named Sam"
    full = [named for named in inside if len(named.parts) > 1]
    aged = any(_AGED.match(index.text, named.span.end) for named in full)
    if _is_place_called(found.group()) and not aged:
        return True
    if any(first_sex(named.parts[0]) for named in full):
        return False  # "A man with a beard named Bob Hale"
    # "A refugee from a camp named Amal Hasan", where the reader sees a person.
    seen = (index.entity(named.span) for named in full if _FROM.match(found.group()))
    return not any(entity is not None and entity.kind is EntityKind.PERSON for entity in seen)


def ending_name(index: Index, span: Span) -> Span | None:
    """Return where the words in capitals are with which a source ends: "a giant named [Rubén Achával]"."""
    if names_what_one_has(index, span.start, span.end):
        return None
    words = index.page.words(span.start, span.end)
    at = len(words)
    while at and _in_name(words[at - 1]) and (at == len(words) or words[at].glued):
        at -= 1
    while at < len(words) and not words[at].named:
        at += 1
    lead = at - 2 if at > 1 and words[at - 1].low == "the" else at - 1  # "the President of the [United States]"
    if (
        not 0 < at < len(words)
        or lexicon().has("grammar.prepositions", words[lead].low)
        or words[at - 1].low == "representing"
        or OWNS.match(index.text, words[-1].end)
    ):
        return None
    lists = ("people.peoples", "people.nationals", "bodies.nouns")
    common = lexicon().is_role(words[-1].low) or any(lexicon().has(name, words[-1].low) for name in lists)
    day = at == len(words) - 1 and lexicon().has("grammar.afterthoughts", words[at].low)  # "the mayor elected Tuesday"
    return None if common or day else Span(words[at].start, words[-1].end)


def _in_name(word: Word) -> bool:
    return (word.named or lexicon().has("people.particles", word.low)) and not word.possessive
