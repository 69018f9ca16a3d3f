"""The words of a mention in, `SourceKind` out: what kind of source an unnamed or not personal mention is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attrcheck.article import Span
from attrcheck.lexicon import Word, Words, lexicon, noun_phrase, words
from attrcheck.reader import EntityKind

__all__ = ["Phrase", "SourceKind", "kind_of", "kind_of_cue", "read_phrase", "says", "singular"]


class SourceKind(StrEnum):
    """What a source is: named, known by position or thing, withheld, unspecified, or nobody."""

    PERSON = "person"
    ROLE = "role"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    POST = "post"
    ANONYMOUS = "anonymous"
    VAGUE = "vague"
    NONE = "none"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention's words: its `first` noun phrase without the determiner, the `head` of it, and the rest."""

    words: Words
    first: Words
    determiner: str
    low: str

    @property
    def head(self) -> str:
        """The lower-case head noun in the singular, "" for no words; of "secretary of state" the secretary."""
        for count in range(3, min(5, len(self.first)) + 1):
            if " ".join(word.low for word in self.first[-count:]) in lexicon().sets["people.of_titles"]:
                return self.first[-count].low
        return singular(self.first[-1].low) if self.first else ""

    @property
    def plural(self) -> bool:
        """Whether the head noun is plural."""
        last = self.first[-1].low if self.first else ""
        return singular(last) != last or last in ("people", "media")

    @property
    def definite(self) -> bool:
        """Whether it begins with "the", "this" or the like."""
        return self.determiner in lexicon().sets["grammar.definite"]

    @property
    def simple(self) -> bool:
        """Whether nothing follows the first noun phrase."""
        return len(self.first) + bool(self.determiner) == len(self.words)


def singular(word: str) -> str:
    """Return lower-case `word` in the singular, as far as its ending and a short list tell."""
    lex = lexicon()
    if word in lex.irregular:
        return lex.irregular[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")) else word


def says(name: str, low: str) -> bool:
    """Tell whether blank-padded lower-case `low` holds one of the phrases of the list `name`."""
    return any(f" {phrase} " in low for phrase in lexicon().sets[name])


def read_phrase(text: str, span: Span) -> Phrase:
    """Return the words of the mention at `span`, cut to its first 60."""
    found: Words = []
    for word in words(text, span.start, min(span.end, span.start + 600)):
        found.append(word)
    determiner = found[0].low if len(found) > 1 and lexicon().has("grammar.determiners", found[0].low) else ""
    if determiner and lexicon().has("grammar.prepositions", found[1].low):
        determiner = ""  # "some who fled", "those in favour"
    rest = found[1:] if determiner else found
    count = noun_phrase(rest)
    owner = next((i for i in range(count, len(rest)) if not _in_name(rest[i]) or rest[i].possessive), len(rest))
    if owner < len(rest) - 1 and rest[owner].possessive and all(word.named for word in rest[:count]):
        count = owner + 1 + noun_phrase(rest[owner + 1 :])  # "the Centre for Public Policy's report on tax"
    for index in range(1, count):
        between = text[rest[index - 1].end : rest[index].start]
        if between == ", " and rest[index].text.isdigit() and len(rest[index].text) == 4:
            continue  # "a May 15, 2011, letter"
        if any(mark in between for mark in ",;:()") or rest[index].low in ("and", "or") or _ends_noun(rest, index):
            count = index
            break
    low = f" {' '.join(word.low for word in found)} "
    return Phrase(found, rest[:count], determiner, low)


def _in_name(word: Word) -> bool:
    return word.named or word.low in ("of", "for", "the")


def _ends_noun(phrase: Words, index: int) -> bool:
    """Tell whether phrase[index] only adds to a noun before it: "the document [published]", "a poll [last] year"."""
    lists = ("people.roles", "documents.nouns", "posts.nouns", "outlets.nouns", "vague.nouns", "anonymous.nouns")
    noun, low = singular(phrase[index - 1].low), phrase[index].low
    adds = lexicon().has("grammar.afterthoughts", low) or (low.endswith(("ed", "ing")) and not phrase[index].named)
    return adds and (any(lexicon().has(name, noun) for name in lists) or lexicon().has("bodies.nouns", noun))


def kind_of(phrase: Phrase, *, affiliated: bool, entity: EntityKind | None) -> SourceKind:
    """Return the kind of a mention that is no known person's; `affiliated` when it names a body beside its head.

    `entity` is what the reader saw at the head. The order of the questions is from the surest sign to the weakest.
    """
    kinds = (_anonymous, _named, _quantified, _thing, _people, _body)
    for ask in kinds:
        found = ask(phrase, affiliated, entity)
        if found is not None:
            return found
    return _by_look(phrase, entity)


def _anonymous(phrase: Phrase, _affiliated: bool, _entity: EntityKind | None) -> SourceKind | None:
    lex = lexicon()
    lows = [word.low for word in phrase.first]
    head_is = any(lex.has("anonymous.nouns", noun) for noun in (phrase.head, lows[-1] if lows else ""))
    if head_is and any(lex.has("anonymous.public", low) for low in lows[:-1]):
        return SourceKind.VAGUE
    # "video of the anonymous man" is a video: the phrase counts where the head can be withheld.
    withheld = says("anonymous.phrases", phrase.low) and not lex.has("posts.nouns", phrase.head)
    return SourceKind.ANONYMOUS if head_is or withheld else None


def _named(phrase: Phrase, _affiliated: bool, entity: EntityKind | None) -> SourceKind | None:
    """Sort by whole names: "the Kremlin", "Kyiv Post"."""
    lex = lexicon()
    whole = " ".join(word.low for word in phrase.first)
    determined = f"{phrase.determiner} {whole}".strip()
    capital = bool(phrase.first) and all(word.named for word in phrase.first if word.low not in ("of", "for", "and"))
    if not phrase.first or not capital:
        return None
    if {whole, determined} & lex.sets["outlets.names"]:
        return SourceKind.OUTLET
    full = " ".join(word.low for word in (phrase.words[1:] if phrase.determiner else phrase.words))
    if {whole, determined, full} & lex.sets["bodies.names"]:
        return SourceKind.ORGANISATION
    last = phrase.first[-1].low
    papery = lex.has("outlets.last", last) and entity is not EntityKind.PERSON
    if papery and (len(phrase.first) > 1 or phrase.definite) and not lex.has("documents.nouns", last):
        return SourceKind.OUTLET
    return None


def _quantified(phrase: Phrase, affiliated: bool, _entity: EntityKind | None) -> SourceKind | None:
    """Sort by number: "many users", "one in four voters", "a number of lawyers"."""
    lex = lexicon()
    first = phrase.words[0].low if phrase.words else ""
    counted = first in lex.sets["vague.quantifiers"] or phrase.determiner in ("some", "any", "no", "every")
    things = lex.sets["documents.nouns"] | lex.sets["posts.nouns"]
    if counted and not (affiliated and lex.is_role(phrase.head)) and phrase.head not in things:
        return SourceKind.VAGUE
    portion = phrase.head in (
        "number",
        "percent",
        "majority",
        "minority",
        "group",
        "handful",
        "half",
        "third",
        "one",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "lot",
        "couple",
        "quarter",
        "%",
    )
    portion = portion or (phrase.first[-1].low.isdigit() if phrase.first else False)
    rest = phrase.words[len(phrase.first) + bool(phrase.determiner) :]
    if portion and not phrase.simple and rest[0].low in ("of", "in"):
        nouns = [singular(word.low) for word in rest]
        owned = phrase.head == "one" and any(lex.is_role(noun) for noun in nouns) and any(w.possessive for w in rest)
        return SourceKind.ROLE if owned else SourceKind.VAGUE
    return None


def _thing(phrase: Phrase, affiliated: bool, entity: EntityKind | None) -> SourceKind | None:
    """Sort papers, posts and media by their noun."""
    lex, head = lexicon(), phrase.head
    platform = any(lex.has("posts.platforms", word.low) for word in phrase.words[: len(phrase.first) + 1])
    owned = phrase.determiner in lex.sets["author.first_person"] | {"his", "her", "its", "their"}
    possessed = owned or any(word.possessive for word in phrase.first[:-1])
    if head == "channel" and platform:
        return SourceKind.POST if possessed else SourceKind.OUTLET
    if phrase.first and phrase.first[-1].named and entity in (EntityKind.PERSON, EntityKind.LOCATION):
        return None
    if lex.has("posts.nouns", head) and not (head == "story" and not platform):
        return SourceKind.POST
    titled = len(phrase.first) > 1 and all(word.named for word in phrase.first) and not phrase.determiner
    if titled and not phrase.plural and phrase.simple:
        return None  # "Pew Research"
    if lex.has("documents.nouns", head) or lex.has("documents.nouns", phrase.first[-1].low if phrase.first else ""):
        bare = phrase.plural or head in ("evidence", "data", "research")
        rest = phrase.words[len(phrase.first) + bool(phrase.determiner) :]
        loose = lex.has("documents.loose", head) and bare and (not rest or rest[0].low == "and")
        known = any(word.named for word in phrase.first[1:]) or possessed or affiliated or phrase.determiner
        return SourceKind.VAGUE if loose and not known else SourceKind.DOCUMENT
    if phrase.plural and lex.has("documents.plural", head):
        return SourceKind.DOCUMENT
    if lex.has("outlets.nouns", head):
        crowd = (phrase.plural or head in ("media", "press")) and not phrase.definite and not possessed
        return SourceKind.VAGUE if crowd else SourceKind.OUTLET
    return None


def _people(phrase: Phrase, affiliated: bool, _entity: EntityKind | None) -> SourceKind | None:
    """Sort people by position, description or mere number."""
    lex, head = lexicon(), phrase.head
    if not phrase.first or (
        len(phrase.first) == 1
        and phrase.first[0].named
        and phrase.simple
        and not phrase.determiner
        and not phrase.plural
        and not lex.is_role(head)
    ):
        return None
    possessed = any(word.possessive for word in phrase.first[:-1]) or phrase.determiner in (
        "his",
        "her",
        "its",
        "their",
        "my",
        "our",
    )
    numbered = (
        phrase.first[0].low in ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
        or phrase.first[0].low.isdigit()
    )
    if lex.is_role(head):
        if not phrase.plural:
            return SourceKind.ROLE
        crowd = lex.has("vague.crowds", head)
        told = (affiliated and not crowd) or (possessed and not crowd) or numbered
        told = told or (phrase.definite and not lex.has("vague.nouns", head))
        return SourceKind.ROLE if told else SourceKind.VAGUE
    people = lex.has("people.peoples", head) and (phrase.plural or phrase.definite)
    if lex.has("people.peoples", head) and not phrase.plural and not head.endswith(("sh", "ch", "ese", "ss")):
        return SourceKind.ROLE if phrase.determiner else None
    if people and affiliated:
        return SourceKind.ROLE
    return SourceKind.VAGUE if people or lex.has("vague.nouns", head) else None


def _body(phrase: Phrase, affiliated: bool, entity: EntityKind | None) -> SourceKind | None:
    lex, head = lexicon(), phrase.head
    proper = bool(phrase.first) and phrase.first[-1].named
    if lex.has("bodies.nouns", head) or (
        proper and any(word.named and lex.has("bodies.nouns", word.low) for word in phrase.first)
    ):
        anybody = phrase.plural and not phrase.determiner and not affiliated and len(phrase.first) == 1
        return SourceKind.VAGUE if anybody else SourceKind.ORGANISATION
    if entity in (EntityKind.ORGANIZATION, EntityKind.LOCATION) and proper:
        return SourceKind.ORGANISATION
    if entity is EntityKind.MISC and proper:
        return SourceKind.VAGUE if phrase.plural else SourceKind.ORGANISATION
    return None


_PERSONAL_ENDINGS = ("er", "or", "ist", "ian", "ee", "ant", "man", "woman", "person", "eer", "crat", "ologist")


def _by_look(phrase: Phrase, entity: EntityKind | None) -> SourceKind:
    """Sort words that no list knows, by their look."""
    if not phrase.first:
        return SourceKind.VAGUE
    last = phrase.first[-1]
    if entity is EntityKind.PERSON:
        return SourceKind.PERSON
    if last.named and not (phrase.words[0] is last and phrase.plural):
        acronym = last.text.isupper() and 2 <= len(last.text) <= 6 and last.text.isascii()
        determined = bool(phrase.determiner)
        return SourceKind.ORGANISATION if acronym or determined or len(phrase.first) > 4 else SourceKind.PERSON
    if phrase.head.endswith(_PERSONAL_ENDINGS) and not phrase.plural and phrase.determiner:
        return SourceKind.ROLE
    return SourceKind.VAGUE


def kind_of_cue(cue: str, sentence: str) -> SourceKind:
    """Return the kind of nobody: what the cue, or "there is …" and "according to …" about it, hint at."""
    low = " " + " ".join(cue.lower().replace("’", "'").split()) + " "
    around = " " + " ".join(sentence.lower().replace("’", "'").split()) + " "
    impersonal = [
        f" {lead}{phrase} "
        for lead in ("there is ", "there was ", "according to ", "there are ", "there were ")
        for phrase in lexicon().sets["anonymous.cues"]
    ]
    if says("anonymous.cues", low) or any(form in around for form in impersonal):
        return SourceKind.ANONYMOUS
    return SourceKind.VAGUE if says("vague.cues", low) else SourceKind.NONE
