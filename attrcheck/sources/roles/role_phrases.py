"""Words in, whether they say what somebody is out, and where such a description ends.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

from dataclasses import replace

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.text.lexicon import Word, Words, is_preposition, lexicon, noun_phrase
from attrcheck.sources.text.noun_phrases import singular
from attrcheck.sources.text.text_index import TextIndex

__all__ = [
    "APPOSITION_END",
    "BODY_PREPOSITIONS",
    "LONGEST_ROLE",
    "SEGMENT_END",
    "SINCE_WHEN",
    "are_office_holders",
    "description_at",
    "is_age",
    "is_anybody",
    "is_of_a_school",
    "is_office",
    "is_plain_noun",
    "is_rank",
    "is_role_phrase",
    "is_trade_by_look",
    "looks_personal",
    "modifies_role",
    "serves_somebody",
    "tells_nobody",
]

#: Where a description ends.
SEGMENT_END = lazily(
    r"[,;:()\"“”—\n]| [–-] |"
    r"(?<=[A-Z][A-Z])\.(?=\s+[A-Z][\w\s]|\s*$)|"  # "at KPMG US. Hale said", but "of the U.S. Navy"
    r"(?<![A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bSen)(?<!\bGov)(?<!\bRep)(?<!\bGen)[.!?](?=\s|$)"
)
#: When somebody "became mayor of Hull [last year]".
SINCE_WHEN = lazily(
    r" (?:(?:last|this|earlier|recently|again|after|before|when|aged|at (?:the|that) time)\b|"
    r"(?:for (?:[\w-]+ ){1,3}(?:days|weeks|months|years|decades)|[\w-]+ (?:days|weeks|months|years|decades?) ago)\b|"
    r"(?:in|since|on) (?:early |late |mid-)?"
    r"(?:\d|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]*)\b|[A-Z][a-z]+day\b))"
)
_AGED = lazily(r"\d{1,3}-year-old|[\d,.]+-an?-(?:hour|day|week|month|year)")


def is_office(word: Word) -> bool:
    """Tell whether `word` is an office, job or relation; a trade that is a surname too, in small letters only."""
    lex = lexicon()
    trade = word.text.islower() and lex.has("people.trades", word.low)
    return trade or lex.is_role(word.low) or is_rank(word) or word.low in ("emeritus", "emerita")


def is_age(low: str) -> bool:
    """Tell whether lower-case `low` is an age or a wage: "34-year-old", "300-a-week"."""
    return _AGED.fullmatch(low) is not None


def is_rank(word: Word) -> bool:
    """Tell whether `word` is a rank in capitals: the "PC" of "PC Dean Hale"."""
    return word.text.isupper() and lexicon().has("people.ranks", word.low)


def modifies_role(word: Word) -> bool:
    """Tell whether `word` may stand before an office as part of the title: "deputy", "US", "Fen"."""
    low = word.low
    lists = ("people.modifiers", "people.peoples", "bodies.nouns")
    known = any(lexicon().has(name, low) for name in lists) or lexicon().is_role(low) or low.endswith("-elect")
    place = word.text.isupper() and low in ("us", "u.s", "uk", "u.k", "eu", "un", "gop")
    coded = word.text[0].isdigit() and any(c.isupper() for c in word.text)  # "4-H agent"
    inner = word.named and lexicon().has("people.quarters", low)  # "Middle East envoy", "South Korean President"
    named = word.named and not lexicon().has("grammar.not_names", low)
    return known or place or coded or word.possessive or named or inner


def is_trade_by_look(page: TextIndex, word: Word) -> bool:
    """Tell whether `word`, in capitals only because it opens a sentence, is somebody by its ending: "Welder"."""
    opens = page.opens_sentence(word.start)
    capital = word.text[:1].isupper() and word.text[1:].islower()
    return opens and capital and looks_personal(replace(word, text=word.low))


def looks_personal(word: Word) -> bool:
    """Tell whether a lower-case noun that no list knows is somebody by its ending: "welder", "leg-spinner"."""
    lex = lexicon()
    things = ("documents.nouns", "posts.nouns", "outlets.nouns", "bodies.nouns", "people.not_by_look")
    last = word.low.rpartition("-")[2]
    return (
        is_plain_noun(replace(word, text=word.text.rpartition("-")[2], low=last))
        and len(last) > 4
        and last.endswith(("er", "or", "ist", "ian", "eer", "man", "woman", "person"))
        and not any(lex.has(name, last) for name in things)
    )


def is_plain_noun(word: Word) -> bool:
    """Tell whether `word` can be a noun before an office: in small letters, and no verb by its look."""
    lex = lexicon()
    listed = ("grammar.prepositions", "grammar.determiners", "grammar.not_names", "grammar.relatives")
    return (
        word.text.isalpha()
        and word.text.islower()
        and len(word.low) > 3
        and not (word.low.endswith(("ed", "ing", "ly")) or any(lex.has(name, word.low) for name in listed))
    )


def tells_nobody(page: TextIndex, role: Span) -> bool:
    """Tell whether a role tells only what befell somebody, or whom others like: "murdered man", "favourite singer"."""
    found = [word.low for word in page.words(role.start, role.end)]
    liked = len(found) == 2 and lexicon().has("people.liked", found[0])  # "crowd favourite striker" tells something
    befell = (
        len(found) > 1 and lexicon().has("people.anybody", found[-1]) and lexicon().has("people.befallen", found[-2])
    )
    return liked or befell


#: What stands between an office and the body that it is of.
BODY_PREPOSITIONS = ("of", "for", "from")
_SERVES = ("of", "for", "to")
LONGEST_ROLE = 9  # words


def is_role_phrase(phrase: Words) -> bool:
    """Tell whether `phrase` says what somebody is: "a professor at Harvard", "the Bank of Hull's head of lending"."""
    owners = [at for at, word in enumerate(phrase[:8]) if at and word.possessive and word.named]
    return _is_office_phrase(phrase) or bool(owners and _is_office_phrase(phrase[owners[-1] + 1 :]))


def _is_office_phrase(phrase: Words) -> bool:
    head = noun_phrase(phrase)
    if not phrase:
        return False
    head = len(phrase) if is_of_a_school(phrase, head) else head
    determined = lexicon().has("grammar.determiners", phrase[0].low) or phrase[0].possessive
    while head > 2 and lexicon().has("grammar.afterthoughts", phrase[head - 1].low):
        head -= 1  # "commissioner responsible for defence"
    conjunction = next((i for i in range(1, head) if phrase[i].low == "and" and is_office(phrase[i - 1])), head)
    head = conjunction if head > LONGEST_ROLE or not is_office(phrase[head - 1]) else head
    titled = any(" ".join(w.low for w in phrase[head - n : head]) in lexicon().sets["people.of_titles"] for n in (3, 4))
    yearly = head > 1 and lexicon().has("people.years", phrase[head - 1].low)  # "a junior at Hale High"
    article = phrase[0].low in ("a", "an", "the") and head > 1
    paired = head > 1 and " ".join(w.low for w in phrase[head - 2 : head]) in lexicon().sets["people.pairs"]
    looks = paired or (article and looks_personal(phrase[head - 1]))
    if not (titled or yearly or looks or is_office(phrase[head - 1])):
        return False
    if head < len(phrase) and phrase[0].low in ("who", "which"):
        return False
    # "Nationally known expert", "newly elected mayor".
    adverb = (
        head > 2
        and phrase[0].text.islower()
        and phrase[0].low.endswith("ly")
        and lexicon().has("people.known", phrase[1].low)
    )
    lead = phrase[2 * adverb : head]
    return head <= LONGEST_ROLE and (
        determined or all(modifies_role(w) or w.low == "of" or is_plain_noun(w) or _is_compound(w) for w in lead)
    )


def is_of_a_school(phrase: Words, head: int) -> bool:
    """Tell whether the body's name that an office follows has an "of": "a University of Fen [politics professor]"."""
    if not 0 < head < len(phrase) - 2 or phrase[head].low != "of":
        return False
    named = phrase[head - 1].named and lexicon().has("bodies.nouns", phrase[head - 1].low) and phrase[head + 1].named
    behind = phrase[head + 1 :]
    return named and is_office(phrase[-1]) and phrase[-1].text.islower() and noun_phrase(behind) == len(behind)


def _is_compound(word: Word) -> bool:
    return "-" in word.text and word.text.islower()  # "labor-management expert"


#: Where a description ends and the sentence goes on.
_GOES_ON = frozenset({"said", "says", "told", "tells", "added", "adds", "but", "when", "while", "because", "although"})
#: "Ann Lee, the mayor in charge[ has] agreed", but no "the mayor has agreed, is ill".
_HAS = frozenset({"has", "had", "have"})
_CLOSES_LATER = lazily(r"[^.;:\n,]{1,120},")


def description_at(page: TextIndex, start: int, limit: int) -> Span | None:
    """Return the description of a person that begins at `start`, without its article."""
    closed = SEGMENT_END.search(page.text, start, min(limit, start + 200))
    stop = closed.start() if closed else min(limit, start + 200)
    phrase = page.words(start, stop)
    if closed and closed.group() == "." and phrase and phrase[-1].low in lexicon().short:
        return None  # it is the next one's: "Ann Lee, Ohio Gov. Bob Cole and …"
    for index, word in enumerate(phrase):
        behind = phrase[index + 1].low if index + 1 < len(phrase) else ""
        goes_on = word.low in _GOES_ON or (word.low in ("before", "until") and behind in ("he", "she", "they", "it"))
        goes_on = goes_on or (word.low == "after" and behind.endswith("ing"))
        goes_on = goes_on or [one.low for one in phrase[index : index + 3]] == ["by", "the", "time"]
        has = index > 0 and word.low in _HAS and not _CLOSES_LATER.match(page.text, word.end, limit)
        verb = _is_verb_of_clause(word, behind)
        if index and verb and _opens_clause(page, phrase[0]):
            return None  # "Without Ann Lee, the movement would not exist"
        goes_on = goes_on or verb or _does_too(phrase[index : index + 4])
        if lexicon().has("grammar.relatives", word.low) or has or (index and goes_on):
            phrase = phrase[:index]
            break
    if _is_one_of(phrase):
        return Span(phrase[0].start, phrase[min(len(phrase), 21) - 1].end)
    if not phrase or lexicon().has("grammar.prepositions", phrase[0].low) or not is_role_phrase(phrase):
        return None
    skip = 1 if lexicon().has("grammar.determiners", phrase[0].low) and len(phrase) > 1 else 0
    skip += is_age(phrase[skip].low) and len(phrase) > skip + 1  # "a 22-year-old barista"
    last = phrase[min(len(phrase), skip + 20) - 1]
    owns = last.possessive and page.text[last.end : last.end + 2] in ("’s", "'s")  # "a doctor at St Bride’s"
    return Span(phrase[skip].start, last.end + 2 * owns)


#: Nouns and adjectives as well, and what tells that they are verbs: "executor of the [will]", no "[will] be".
_NO_MERE_VERBS = frozenset({"will", "can", "must", "might", "may", "states"})
_BEHIND_VERBS = frozenset({"be", "have", "not", "never", "also", "no", "that"})


def _is_verb_of_clause(word: Word, behind: str) -> bool:
    """Tell whether a clause has `word` for its verb, which no description holds: "aide to Ann Lee [was] glad".

    `behind` is the word that follows it.
    """
    modal = lexicon().has("grammar.modals", word.low) and word.low != "to"
    verb = modal or word.low in ("is", "was", "are", "were", "stated", "states")
    return word.text.islower() and verb and (word.low not in _NO_MERE_VERBS or behind in _BEHIND_VERBS)


#: A sentence that opens with a name: "[Ann Lee, ]a nurse was hurt".
_NAME_FIRST = lazily(r"(?:[A-Z][\w.’'-]* ?){1,5}(?:,|,? [–—-]) \Z")


def _opens_clause(page: TextIndex, word: Word) -> bool:
    """Tell whether `word` behind a name may begin another clause: "the", and "a" where no name opens the sentence."""
    if word.low not in ("a", "an"):
        return lexicon().has("grammar.determiners", word.low)
    opening = page.sentences[page.sentence(word.start)]
    named = _NAME_FIRST.match(page.text, opening, word.start) is not None
    return not named or is_preposition(page.words(opening, word.start)[0])


def _does_too(phrase: Words) -> bool:
    """Tell whether `phrase` begins with what somebody described does beside that: "and [later] worked at Fen"."""
    if len(phrase) < 2 or phrase[0].low not in ("and", "but"):
        return False
    adverb = len(phrase) > 2 and (phrase[1].low in _ADVERBS or phrase[1].low.endswith("ly"))
    verb, behind = phrase[1 + adverb], phrase[2 + adverb :]
    if behind and is_office(behind[0]):
        return False  # "and works manager"
    modal = _is_verb_of_clause(verb, behind[0].low if behind else "")
    known = lexicon().has("people.does", verb.low) or modal or verb.low in _HAS
    return verb.text.islower() and (known or (adverb and phrase[1].low in _ADVERBS and verb.low.endswith("ed")))


#: Behind "and", before what somebody does or did, too.
_ADVERBS = frozenset({"later", "also", "then", "still", "since", "once", "now"})


def is_anybody(phrase: Words) -> bool:
    """Tell whether `phrase` says no more than that somebody is one: "a young man", "one of those men"."""
    head = noun_phrase(phrase)
    return head > 0 and lexicon().has("people.anybody", singular(phrase[head - 1].low))


def _is_one_of(phrase: Words) -> bool:
    """Tell whether `phrase` is of one of several: "one of Italy's leading economists", "one of the deputy mayors"."""
    if len(phrase) < 4 or phrase[0].low != "one" or phrase[1].low != "of" or phrase[3].low in ("few", "many"):
        return False
    owned = lexicon().has("grammar.determiners", phrase[2].low) or phrase[2].possessive
    several = phrase[2 : 2 + noun_phrase(phrase[2:])]
    joined = next((at for at, word in enumerate(several) if at > 1 and word.low == "and"), len(several))
    return owned and are_office_holders(several[:joined]) and not is_anybody(several[:joined])


# What closes an apposition: in "Asked by the judge, Ann Lee said …" nothing does.
APPOSITION_END = lazily(
    r"\s*\Z|[,.;:()!?\n”\"]| [–—(-]|[’']?s? ?,| (?:of|with|from) (?:the )?[A-Z]| (?:and|as|who|KC|QC|MP|Jr|Sr)\b"
)


def serves_somebody(phrase: Words) -> int:
    """Return where in `phrase` the one begins who is another's: "the wife of [the mayor]"; 0 for "a head of staff"."""
    at = next((at for at in range(len(phrase) - 2, 0, -1) if phrase[at].low in _SERVES), 0)
    if not at:
        return 0
    last, whose, lex = phrase[-1].low, phrase[at - 1].low, lexicon()
    one = lex.is_role(last) and singular(last) == last and not lex.has("bodies.nouns", last)
    return at + 1 if one and lex.is_role(whose) and not lex.has("people.contests", whose) else 0


def are_office_holders(phrase: Words) -> bool:
    """Tell whether the last word is a plural of an office: "the city's deputy mayors"."""
    last, one = phrase[-1], singular(phrase[-1].low)
    trade = last.text.islower() and lexicon().has("people.trades", one)
    return one != last.low and (trade or lexicon().is_role(one))
