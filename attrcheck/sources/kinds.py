"""The words of a mention in, `SourceKind` out: what kind of source an unnamed or not personal mention is.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

from attrcheck.reader import EntityKind
from attrcheck.sources.people.names import is_movement
from attrcheck.sources.source import SourceKind
from attrcheck.sources.text.lexicon import lexicon, noun_phrase
from attrcheck.sources.text.noun_phrases import Phrase, has_phrase, singular

__all__ = [
    "impersonal",
    "is_a_people",
    "is_encyclopedia",
    "is_side",
    "is_somebodys_site",
    "is_townsman",
    "kind_of",
    "kind_of_cue",
]


def kind_of(phrase: Phrase, *, affiliated: bool, entity: EntityKind | None) -> SourceKind:
    """Return the kind of a mention that is no known person's; `affiliated` when it names a body beside its head.

    `entity` is what the reader saw at the head. The order of the questions is from the surest sign to the weakest.
    """
    for kind in (_author, _anonymous, _crowd, _named, _quantified, _thing, _people, _body):
        found = kind(phrase, affiliated, entity)
        if found is not None:
            return found
    return _by_look(phrase, entity)


def is_side(phrase: Phrase) -> bool:
    """Tell whether one side's lawyers are meant: "the defence", no "defence ministry"."""
    alone = phrase.determiner == "the" and phrase.simple and len(phrase.first) == 1 and phrase.first[0].text.islower()
    return alone and lexicon().has("people.sides", phrase.head)


#: How a people is called as it is in the singular: "the Lebanese".
_ALIKE = ("sh", "ch", "ese", "ss")


def is_a_people(phrase: Phrase) -> bool:
    """Tell whether a phrase is nothing but a people, "the Israelis": no "Israelis", and "the Liberals" are a party."""
    lex, head = lexicon(), phrase.head
    alone = phrase.determiner == "the" and phrase.simple and len(phrase.first) == 1 and phrase.first[0].named
    named = lex.has("people.peoples", head) or lex.has("people.nationals", head)
    many = phrase.plural or head.endswith(_ALIKE)
    return alone and named and many and not lex.has("people.partisans", head)


def is_somebodys_site(phrase: Phrase) -> bool:
    """Tell whether a source is what somebody has on the web: "the council's website", which is no outlet."""
    return phrase.possessed and phrase.head in ("website", "site", "webpage", "homepage")


def impersonal(low: str) -> bool:
    """Tell whether blank-padded lower-case `low`, what follows "it", makes nobody of it: "is believed", "seems"."""
    if has_phrase("grammar.impersonal", low):
        return True
    found = low.split()
    passives, be = lexicon().sets["grammar.passives"], lexicon().sets["grammar.be"]
    return any(word in passives and be.intersection(found[max(0, i - 3) : i]) for i, word in enumerate(found))


def _author(phrase: Phrase, _affiliated: bool, _entity: EntityKind | None) -> SourceKind | None:
    """Tell the article's own author and paper: "this newspaper", "the editors of this site"."""
    lex = lexicon()
    handle = phrase.low.partition(" user ")[0].removeprefix(" ")
    if phrase.low.startswith(" @") or lex.has("posts.platforms", handle):
        return SourceKind.POST  # "Twitter user @lee"
    if any(phrase.low.startswith(f" {own} ") for own in lex.sets["author.phrases"]):
        return SourceKind.AUTHOR
    own, writes = lex.has("author.own", phrase.head), lex.has("author.writers", phrase.head)
    ours = phrase.determiner == "our" and len(phrase.first) == 1
    if (phrase.determiner == "this" or ours) and (own or writes):
        return SourceKind.AUTHOR
    rest = [singular(word.low) for word in phrase.rest]
    if writes and rest[:1] == ["of"] and rest[1:2] in (["this"], ["our"]) and lex.has("author.own", rest[-1]):
        return SourceKind.AUTHOR
    return None


def _anonymous(phrase: Phrase, _affiliated: bool, _entity: EntityKind | None) -> SourceKind | None:
    lex = lexicon()
    lows = [word.low for word in phrase.first]
    head_is = any(lex.has("anonymous.nouns", noun) for noun in (phrase.head, lows[-1] if lows else ""))
    if head_is and any(lex.has("anonymous.public", low) for low in lows[:-1]):
        return SourceKind.VAGUE
    # "video of the anonymous man" is a video: the phrase counts where the head can be withheld.
    withheld = has_phrase("anonymous.phrases", phrase.low) and not lex.has("posts.nouns", phrase.head)
    near = [word.low for word in phrase.rest[:2]] == ["close", "to"]  # not "people living close to the river"
    withheld = withheld or (near and not lex.has("vague.crowds", phrase.head))
    return SourceKind.ANONYMOUS if head_is or withheld else None


def _named(phrase: Phrase, _affiliated: bool, entity: EntityKind | None) -> SourceKind | None:
    """Sort by whole names: "the Kremlin", "Kyiv Post"."""
    lex = lexicon()
    named = list(phrase.first)
    if len(phrase.words) == 1 and lex.has("vague.faiths", phrase.words[0].low):
        return SourceKind.VAGUE
    if is_encyclopedia(phrase):
        return SourceKind.DOCUMENT
    while len(named) > 1 and not named[0].named:
        named.pop(0)  # "The newspaper Izvestia"
    small = (i for i, word in enumerate(named[:-1]) if word.text.islower() and word.low not in ("of", "for"))
    noun = max(small, default=-1)
    if noun >= 0 and lex.has("bodies.nouns", named[noun].low) and all(word.named for word in named[noun + 1 :]):
        return SourceKind.ORGANISATION  # "Bus operator Quayline"
    if noun >= 0 and lex.has("outlets.nouns", named[noun].low) and all(word.named for word in named[noun + 1 :]):
        return SourceKind.OUTLET  # "the Russian daily Trud"
    whole = " ".join(word.low for word in named)
    determined = f"{phrase.determiner} {whole}".strip()
    capital = all(
        w.named or w.low in ("of", "for", "and", "on") or (i and w.low.isdigit()) for i, w in enumerate(named)
    )
    if len(phrase.first) > 1 and " ".join(word.low for word in phrase.first) in lex.sets["bodies.names"]:
        return SourceKind.ORGANISATION  # "the coast guard"
    if determined in lex.sets["bodies.names"] and phrase.simple:
        return SourceKind.ORGANISATION  # "No 10"
    if phrase.determiner in ("a", "an", "another") and is_townsman(phrase):
        return SourceKind.ROLE  # "a New Yorker"
    full = " ".join(word.low for word in (phrase.words[1:] if phrase.determiner else phrase.words))
    begun = bool(full) and phrase.words[0].named and phrase.words[-1].named  # "Corriere della Sera"
    if full in lex.sets["outlets.names"] and (begun or (phrase.first and capital)):
        return SourceKind.OUTLET
    if not phrase.first or not capital:
        return None
    apposed = {singular(word.low) for word in phrase.first[: len(phrase.first) - len(named)]}
    if {whole, determined} & lex.sets["outlets.names"] or (apposed & lex.sets["outlets.nouns"] and phrase.simple):
        return SourceKind.OUTLET
    if {whole, determined, full} & lex.sets["bodies.names"]:
        return SourceKind.ORGANISATION
    last = named[-1].low
    if len(named) > 1 and last == "survey" and lex.has("bodies.surveys", named[-2].low):
        return SourceKind.ORGANISATION  # "the Geological Survey of Norway"
    if len(named) > 1 and lex.has("documents.last", last):
        return SourceKind.DOCUMENT  # "the Mitchell Plan"
    papery = lex.has("outlets.last", last) and entity is not EntityKind.PERSON
    paper = papery and (len(named) > 1 or phrase.definite)
    if paper and lex.has("documents.nouns", last) and any(word.possessive for word in phrase.first[:-1]):
        return SourceKind.DOCUMENT  # "the government’s Coast Review"
    if paper and (not lex.has("documents.nouns", last) or entity is EntityKind.ORGANIZATION):
        return SourceKind.OUTLET
    return SourceKind.ORGANISATION if len(named) > 1 and lex.has("bodies.last", last) else None


def is_encyclopedia(phrase: Phrase) -> bool:
    """Tell whether a phrase names a work of reference: "the Encyclopaedia of Fen", but nobody who edits one."""
    named = any(word.named and word.low.startswith("encyclop") for word in phrase.first)
    lex = lexicon()
    others = lex.is_role(phrase.head) or any(lex.has(name, phrase.head) for name in ("bodies.nouns", "bodies.last"))
    return named and phrase.first[-1].named and not others


def is_townsman(phrase: Phrase) -> bool:
    """Tell whether a phrase calls somebody by the place alone, though it may be an outlet's name: "New Yorker"."""
    return phrase.simple and lexicon().has("people.nationals", "-".join(word.low for word in phrase.first))


def _crowd(phrase: Phrase, _affiliated: bool, _entity: EntityKind | None) -> SourceKind | None:
    """Sort crowds that nothing numbers: "Critics of the force"."""
    plain = phrase.plural and not (phrase.determiner or phrase.possessed) and len(phrase.first) == 1
    return SourceKind.VAGUE if plain and lexicon().has("vague.crowds", phrase.head) else None


def _quantified(phrase: Phrase, affiliated: bool, _entity: EntityKind | None) -> SourceKind | None:
    """Sort by number: "many users", "one in four voters", "a number of lawyers"."""
    lex = lexicon()
    first = phrase.words[0].low if phrase.words else ""
    if has_phrase("vague.phrases", phrase.low) or phrase.low == " another ":
        return SourceKind.VAGUE
    counted = first in lex.sets["vague.quantifiers"] or phrase.determiner in ("some", "any", "no", "every")
    things = lex.sets["documents.nouns"] | lex.sets["posts.nouns"] | lex.sets["documents.plural"]
    if counted and not (affiliated and lex.is_role(phrase.head)) and phrase.head not in things:
        return SourceKind.VAGUE
    digits = bool(phrase.first) and phrase.first[-1].low.isdigit()
    numbered = digits and not lex.has("documents.nouns", phrase.head)  # not "Article 5"
    portion = lex.has("vague.portions", phrase.head) or numbered
    if portion and not phrase.simple and phrase.rest[0].low in ("of", "in"):
        nouns = [singular(word.low) for word in phrase.rest]
        if any(lex.has("documents.nouns", noun) for noun in nouns[:3]):
            return SourceKind.DOCUMENT  # "a batch of emails"
        roles = any(lex.is_role(noun) for noun in nouns)
        owned = phrase.head == "one" and roles and any(w.possessive for w in phrase.rest)
        return SourceKind.ROLE if owned else SourceKind.VAGUE
    return None


def _thing(phrase: Phrase, affiliated: bool, entity: EntityKind | None) -> SourceKind | None:
    """Sort papers, posts and media by their noun."""
    lex, head = lexicon(), phrase.head
    platform = any(lex.has("posts.platforms", word.low) for word in phrase.words[: len(phrase.first) + 1])
    possessed = phrase.possessed
    beside = phrase.first[-2].low if len(phrase.first) > 1 else ""
    if platform and lex.has("posts.users", head) and not phrase.plural:
        return SourceKind.POST  # "a Facebook user"
    if f"{beside} {head}" in lex.sets["outlets.agencies"]:
        return SourceKind.OUTLET
    carried = any(lex.has("posts.platforms", word.low) for word in phrase.words[:8])  # "a photo on Instagram"
    loose_message = head == "message" and not carried
    if f"{beside} {head}" in lex.sets["documents.pairs"] or loose_message:
        return SourceKind.DOCUMENT
    if head == "paper" and not any(lex.has("documents.papers", word.low) for word in phrase.first):
        paper = phrase.definite and phrase.simple
        if paper or any(lex.has("outlets.papers", word.low) for word in phrase.first):
            return SourceKind.OUTLET
    if head == "channel" and platform:
        return SourceKind.POST if possessed else SourceKind.OUTLET
    if phrase.first and phrase.first[-1].named and entity in (EntityKind.PERSON, EntityKind.LOCATION):
        return None
    if head == "account" and not platform and lex.has("posts.tellings", beside):
        return SourceKind.DOCUMENT
    if lex.has("posts.pictures", head) and not (carried or has_phrase("posts.online", phrase.low)):
        return SourceKind.DOCUMENT
    if lex.has("posts.nouns", head) and not (head == "story" and not platform):
        return SourceKind.POST
    titled = len(phrase.first) > 1 and all(word.named for word in phrase.first) and not phrase.determiner
    if titled and not phrase.plural and phrase.simple:
        return None  # "Pew Research"
    if lex.has("documents.nouns", head) or lex.has("documents.nouns", phrase.first[-1].low if phrase.first else ""):
        bare = phrase.plural or head in ("evidence", "data", "research")
        rest = phrase.rest
        online = {word.low for word in rest[:5]} & {"online", "internet", "social"}  # "reports on social media"
        loose = lex.has("documents.loose", head) and bare and (not rest or rest[0].low == "and" or bool(online))
        known = any(word.named for word in phrase.first[1:]) or possessed or affiliated or phrase.determiner
        return SourceKind.VAGUE if loose and not known else SourceKind.DOCUMENT
    if phrase.plural and lex.has("documents.plural", head):
        return SourceKind.DOCUMENT
    if is_somebodys_site(phrase):
        return SourceKind.DOCUMENT
    if lex.has("outlets.nouns", head):
        crowd = (phrase.plural or head in ("media", "press")) and not phrase.definite and not possessed
        return SourceKind.VAGUE if crowd else SourceKind.OUTLET
    return None


def _bodily(phrase: Phrase) -> bool:
    return any(lexicon().has("bodies.nouns", singular(word.low)) for word in phrase.rest)


def _placed(phrase: Phrase) -> bool:
    """Tell whether only a place follows, which is nobody's body: "traders in Tokyo"."""
    return bool(phrase.rest) and lexicon().has("grammar.places", phrase.rest[0].low) and not _bodily(phrase)


def _is_trade_alone(phrase: Phrase) -> bool:
    """Tell whether a phrase is nothing but what several people do: "Ornithologists", but no "Experts" nor "Critics"."""
    lists = ("vague.crowds", "vague.anybody", "vague.nouns", "people.peoples")
    anybody = any(lexicon().has(name, phrase.head) for name in lists) and not lexicon().has("vague.known", phrase.head)
    return phrase.simple and len(phrase.words) == 1 and not anybody


def _is_name_alone(phrase: Phrase) -> bool:
    """Tell whether a phrase is nothing but one capitalised word, and no letters: "PM"."""
    alone = phrase.simple and len(phrase.words) == 1 and phrase.words[0].named and not phrase.plural
    return alone and not phrase.words[0].text.isupper()


def _people(phrase: Phrase, affiliated: bool, entity: EntityKind | None) -> SourceKind | None:
    """Sort people by position, description or mere number."""
    lex, head = lexicon(), phrase.head
    if is_side(phrase) or is_a_people(phrase):
        return SourceKind.ROLE
    if entity is EntityKind.ORGANIZATION and len(phrase.words) > 1 and all(word.named for word in phrase.words):
        return None  # "Sable Anchor"
    alone = phrase.simple and len(phrase.first) == 1 and phrase.first[0].named
    if alone and is_movement(phrase.first[0].low) and not lex.is_role(head):
        return SourceKind.VAGUE
    if entity is EntityKind.ORGANIZATION and _is_name_alone(phrase):
        return None  # "Canon"
    if not phrase.first or (
        len(phrase.first) == 1
        and phrase.first[0].named
        and phrase.simple
        and not phrase.determiner
        and not phrase.plural
        and not lex.is_role(head)
        and not lex.has("vague.nouns", head)
    ):
        return None
    first = phrase.first[0].low
    numbered = lex.has("grammar.numbers", first) or (first.isdigit() and len(first) < 3)
    counts = [word.low for word in phrase.rest[:1]] == ["of"]  # "a trio of unions"
    if lex.has("people.kin", head) and not (counts and _bodily(phrase)):
        return SourceKind.ROLE if not phrase.plural and (phrase.determiner or phrase.possessed) else SourceKind.VAGUE
    common = lex.has("people.trades", head) or lex.has("people.described", head)
    if lex.is_role(head) or (common and not phrase.first[-1].named):
        if not phrase.plural:
            return SourceKind.ROLE
        crowd = lex.has("vague.crowds", head)
        affiliated = affiliated and not _placed(phrase)
        speaks_for = bool(phrase.rest) and phrase.rest[0].low in ("for", "representing")
        whole = phrase.definite and phrase.simple and not lex.has("people.peoples", head)
        is_known = (
            numbered
            or lex.has("people.at_hand", head)
            or _is_trade_alone(phrase)
            or (phrase.definite and not lex.has("vague.nouns", head))
            or (not crowd and (affiliated or phrase.possessed or speaks_for or whole))
        )
        return SourceKind.ROLE if is_known else SourceKind.VAGUE
    if numbered and head in ("people", "man", "woman", "child"):
        return SourceKind.ROLE
    affiliated = affiliated and not _placed(phrase)
    if phrase.determiner == "the" and phrase.simple and len(phrase.first) == 1 and lex.has("people.nationals", head):
        return SourceKind.ROLE  # "the Swede"
    people = lex.has("people.peoples", head) and (phrase.plural or phrase.definite)
    if lex.has("people.peoples", head) and not phrase.plural and not head.endswith(_ALIKE):
        return SourceKind.ROLE if phrase.determiner else None
    if people and affiliated:
        return SourceKind.ROLE
    return SourceKind.VAGUE if people or lex.has("vague.nouns", head) else None


def _body(phrase: Phrase, affiliated: bool, entity: EntityKind | None) -> SourceKind | None:
    lex, head = lexicon(), phrase.head
    proper = bool(phrase.first) and (
        phrase.first[-1].named or (phrase.first[0].named and phrase.first[-1].low.isdigit())
    )
    if lex.has("bodies.nouns", head) or (
        proper and any(word.named and lex.has("bodies.nouns", word.low) for word in phrase.first)
    ):
        nameless = len(phrase.first) == 1 or not any(word.named for word in phrase.first)
        affiliated = affiliated and bool(phrase.rest) and lex.has("grammar.prepositions", phrase.rest[0].low)
        anybody = phrase.plural and not phrase.determiner and not affiliated and nameless
        return SourceKind.VAGUE if anybody else SourceKind.ORGANISATION
    rest = phrase.rest
    if proper and len(rest) > 1 and rest[0].low in ("a", "an", "the"):  # "Green Shore, a charity in Hull"
        noun = singular(rest[noun_phrase(rest[1:])].low)
        if lex.is_role(noun) and not lex.has("people.of_bodies", noun) and 1 < len(phrase.first) < 4:
            return SourceKind.PERSON
        if lex.has("bodies.nouns", noun) or lex.has("outlets.nouns", noun):
            return SourceKind.ORGANISATION if lex.has("bodies.nouns", noun) else SourceKind.OUTLET
    if entity in (EntityKind.ORGANIZATION, EntityKind.LOCATION) and proper:
        return SourceKind.ORGANISATION
    if entity is EntityKind.MISC and proper:
        return SourceKind.VAGUE if phrase.plural else SourceKind.ORGANISATION
    return None


_PERSONAL_ENDINGS = ("er", "or", "ist", "ian", "ee", "ant", "man", "woman", "person", "eer", "crat", "-old")


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
    known = phrase.determiner or phrase.possessed or phrase.first[0].low == "one"
    if phrase.head.endswith(_PERSONAL_ENDINGS) and not phrase.plural and known:
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
    if has_phrase("anonymous.cues", low) or any(form in around for form in impersonal):
        return SourceKind.ANONYMOUS
    return SourceKind.VAGUE if has_phrase("vague.cues", low) else SourceKind.NONE
