"""A description without a name in, whoever is introduced by name right behind it out: "A church leader", "Rev Ann Lee".

News tells first what somebody is and then who: the description opens a story, and the next to speak is named for the
first time. Nobody is taken whose role is another than the description's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence, Set
from itertools import islice

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import act_of
from attrcheck.sources.index import Index
from attrcheck.sources.people.descriptions import is_special
from attrcheck.sources.people.introduction_signs import (
    BEGINS,
    CLOSE,
    FAR,
    NEAR,
    OWNERS,
    TOLD_BEHIND,
    is_another_voice,
    is_first_met,
    is_headline,
    is_of_one,
    is_of_others,
    is_other_sex,
    is_quoted,
    needs_no_telling,
    opens_story,
    speaks_of,
)
from attrcheck.sources.people.people import Person
from attrcheck.sources.pronouns.pronouns import HE_SHE
from attrcheck.sources.roles.offices import is_former, told_words
from attrcheck.sources.text.lexicon import Words, is_preposition, lexicon
from attrcheck.sources.text.noun_phrases import Phrase, read_phrase, singular, told_anew

__all__ = ["introductions", "led_up_to", "taken_up_as"]


_STEM = 7  # letters by which words are akin: "microbiologist", "Microbiology"
_PARTED = lazily(r"[,.;:!?”\"\n]")


def introductions(
    index: Index, spans: Sequence[Span], speaking: Sequence[tuple[Span, Sequence[int]]]
) -> dict[Span, Person]:
    """Return who is named behind each description at one of `spans`, as far as that is told.

    `speaking` are all sources in text order with the numbers of the mentions of people that they are. A headline's
    "top official" is whoever the story introduces by the same noun.
    """
    found: dict[Span, Person] = {}
    latest: dict[str, Person] = {}
    for span in sorted(spans, reverse=True):
        phrase = read_phrase(index.page, span)
        if not is_of_one(index, phrase, span):
            continue
        person = _introduced(index, phrase, span, speaking)
        if person is None and is_headline(index, span):
            person = latest.get(phrase.head)
        if person is not None:
            found[span] = latest[phrase.head] = person
    for span in sorted(spans):
        again = None if span in found else _again(index, span, found)
        if again is not None:
            found[span] = again
    return found


def _again(index: Index, span: Span, found: Mapping[Span, Person]) -> Person | None:
    """Return whom "the official" at `span` takes up, where no other one was told of than who is named by now."""
    phrase = read_phrase(index.page, span)
    if phrase.determiner != "the" or not phrase.simple or not is_of_one(index, phrase, span):
        return None
    before = [
        place for place in found if place.start < span.start and read_phrase(index.page, place).head == phrase.head
    ]
    if not before:
        return None
    told = told_anew(index.text, phrase.head)
    others = any(not any(place.overlaps(other) for place in found) for other in told)
    return None if others else found[max(before)]


def _introduced(
    index: Index, phrase: Phrase, span: Span, speaking: Sequence[tuple[Span, Sequence[int]]]
) -> Person | None:
    """Return who is named behind the description at `span`, None where that is not told."""
    number = _next_named(index, phrase, span, speaking)
    if number is None or not is_first_met(index, span, number) or is_other_sex(index, phrase, span, number):
        return None
    if speaks_of(index, phrase, number):
        return None
    person, named, page = index.people.persons[number], index.people.mentions[number], index.page
    far = page.outer_sentence(named.span.start) - page.outer_sentence(span.start)
    opens = opens_story(index, span)
    if far > (FAR if opens or _begins_paragraph(index, span, named.begins) else NEAR):
        return None
    told = {lexicon().short.get(word, word) for word in _told(index, number)}
    if _is_bare(index, number) and (opens or far <= NEAR):
        if needs_no_telling(index, phrase, span.start) or is_another_voice(index, phrase, span, number, opens=opens):
            return None
        return None if is_of_others(index, person, phrase) else person
    if phrase.determiner in OWNERS or not (phrase.determiner or is_headline(index, span)):
        return None
    contrary = _contrary(phrase) - told if phrase.determiner in ("a", "an") else set()  # "The former president"
    if contrary or (_apart(phrase) & told and phrase.head not in told):
        return None
    if f"general.{phrase.head}" in lexicon().sets:
        fits = opens and any(is_special(lexicon(), word, phrase.head) for word in told)
        return person if fits and not is_of_others(index, person, phrase) else None
    return person if _is_akin(index, person, phrase, told) else None


def _begins_paragraph(index: Index, span: Span, name: int) -> bool:
    """Tell whether a description begins a paragraph in which, or in the next of which, the name at `name` stands."""
    page = index.page
    begins = page.paragraph_start(span.start) == span.start
    return begins and page.paragraph(name) <= page.paragraph(span.start) + 1


def _told(index: Index, number: int) -> set[str]:
    """Return the words of the roles of a person, and of the clause that the name ends: "ambassador to Pakistan Lee"."""
    named = index.people.mentions[number]
    close = max(0, named.span.start - CLOSE)
    start = max(close, *(match.end() for match in _PARTED.finditer(index.text, close, named.span.start)), 0)
    before = index.page.words(start, named.span.start)
    return {word.low for word in (*told_words(index, index.people.persons[number]), *before)}


def _next_named(index: Index, phrase: Phrase, span: Span, speaking: Sequence[tuple[Span, Sequence[int]]]) -> int | None:
    """Return the number of the next mention that is a source, None where somebody else speaks before or it is far."""
    after = bisect_right(speaking, span.start, key=lambda source: source[0].start)
    last = index.page.outer_sentence(span.start) + FAR
    for place, numbers in islice(speaking, after, None):
        if index.page.outer_sentence(place.start) > last:
            return None
        if numbers:
            return numbers[0] if len(numbers) == 1 else None
        other = read_phrase(index.page, place)
        if other.low.strip() in HE_SHE or not lexicon().is_role(other.head):
            continue
        if other.head != phrase.head:
            return None
    return None


def _is_akin(index: Index, person: Person, phrase: Phrase, told: Set[str]) -> bool:
    """Tell whether one of the words `told` of somebody is what the description says: "attorney" what "lawyer" does."""
    noun = lexicon().short.get(phrase.head, phrase.head)
    if told & {noun, *lexicon().alike.get(noun, ())}:
        return not is_of_others(index, person, phrase)
    return len(noun) >= _STEM and any(word[:_STEM] == noun[:_STEM] for word in told)


def _contrary(phrase: Phrase) -> set[str]:
    """Return the words by which a description is of no holder of an office: "a former minister", "a deputy mayor"."""
    lists = ("people.past", "people.rested", "people.other_offices")
    return {word.low for word in phrase.first[:-1] if any(lexicon().has(name, word.low) for name in lists)}


def _apart(phrase: Phrase) -> Set[str]:
    """Return the offices whose holders are told apart from those of the description's noun: no lawyer, a prosecutor."""
    return lexicon().sets["people.against"] if phrase.head in ("lawyer", "teacher") else frozenset()


def _is_bare(index: Index, number: int) -> bool:
    """Tell whether the article says nothing of somebody beside the name, or no more than what they once were."""
    named, person = index.people.mentions[number], index.people.persons[number]
    if len(named.parts) < 2 or "-old" in named.span.of(index.text):
        return False
    if person.roles:  # "Ann Lee, who is a former priest"
        clause = index.text.startswith(", who ", named.span.end)
        return clause and all(is_former(index, role[0]) for role in person.roles)
    start = named.span.start
    before = BEGINS.search(index.text, max(0, start - CLOSE), start) is not None
    return before and not TOLD_BEHIND.match(index.text, named.span.end)


_LED = 600  # characters from a description to the name that it leads up to
#: What a sentence may open with before whoever speaks in it: "Asked by a reader, [Ann Lee] said".
_ASIDE = lazily(
    r"(?:\A|[.!?\n][”\"’']?\s*)(?:In|On|At|Asked|Speaking|Writing|Addressing|During|After|Before)\b"
    r"[^.,;:!?\n]{2,80}, \Z"
)
_SAYS_BEHIND = lazily(r" (?:has |had |have )?(\w+)\b")
_SAYS_AHEAD = lazily(r", (\w+) \Z")


def led_up_to(index: Index, person: Person, spans: Sequence[Span], others: Sequence[Span]) -> Span | None:
    """Return the description without a name that leads up to a person of whom nothing else is told.

    `spans` are the sources without a name, in order, `others` those of people with one. The subject of a sentence that
    tells of their view leads up to whoever speaks next, too: "His manager took another view. Ann Lee accused …".
    """
    number = _first_in_full(index, person)
    if number is None or not _stands_alone(index, number):
        return None
    start = index.people.mentions[number].span.start
    before = _sentences_before(index, start)
    subjects = [_subject(index, begins, start) for begins in before]
    subjects.append(_closing(index, before[-1], start) if before else None)
    low, high = (bisect_left(spans, Span(place, 0)) for place in (start - _LED + 1, start))
    near = (span for span in spans[low:high] if span.end <= start)
    found = sorted({*near, *filter(None, subjects)})
    latest = found[-1] if found and start - found[-1].start < _LED else None
    if latest is None or any(latest.overlaps(span) for span in others):
        return None
    latest = next((span for span in spans if span.overlaps(latest)), latest)
    if not _leads_to_words(index, person, latest):
        return None
    return latest if _leads_up(index, person, number, latest) else None


#: What tells that somebody's words follow: "the coach [took another view]", "her aide [was less pleased]".
_TO_WORDS = lazily(
    r" (?:(?:was|is|sounded|seemed|remains|remained) (?:much |far |rather |even )?(?:less|more|not so|not as) "
    r"(?:pleased|playful|sure|certain|kind|generous|diplomatic|impressed|convinced|optimistic|hopeful|sanguine|blunt|"
    r"charitable|forgiving|enthusiastic|positive|cautious|sceptical|skeptical|critical|confident|happy)\b|"
    r"(?:has |had |took |takes )(?:an?other|a different|the opposite) (?:view|opinion|explanation|story)|"
    r"(?:sees|saw) (?:it|things|this) (?:differently|otherwise)|contradict(?:ed|s)|disagree[sd]|begs to differ|"
    r"(?:has |had |also |later )?(?P<speaks>said|says|told|insist(?:ed|s)|believe[ds]|thinks|claim(?:ed|s)|argue[ds]|"
    r"announce[ds]|confirm(?:ed|s)|explain(?:ed|s)|warn(?:ed|s)|add(?:ed|s)|stated|reported|denie[ds]|revealed)\b)"
)


def _leads_to_words(index: Index, person: Person, span: Span) -> bool:
    """Tell whether the sentence goes on behind a description as it does where the words of that person follow.

    No name is led up to by "[Her lawyer] asked for mercy", nor by "[A teacher] was hurt". Who speaks as "his lawyer" is
    another's: somebody else is named before.
    """
    if _CLOSING_AT.match(index.text, span.end) is not None:
        return True
    to_words = _TO_WORDS.match(index.text, span.end)
    if to_words is None or not to_words["speaks"] or read_phrase(index.page, span).words[0].low not in OWNERS:
        return to_words is not None
    before = index.people.within(Span(max(0, span.start - _LED), span.start))
    return any(index.people.persons[number] is not person for number in before)


def _sentences_before(index: Index, place: int) -> list[int]:
    """Return where the last sentences before that of `place` begin, without lines that are empty."""
    page = index.page
    last = page.outer_sentence(place)
    starts = page.outer_sentences[max(0, last - 2 * FAR) : last]
    return [start for start in starts if index.text[start : start + 1].strip()][-FAR + 1 :]


def _first_in_full(index: Index, person: Person) -> int | None:
    """Return the number of the first mention with more than one name, if nothing but a headline names them before."""
    for number in index.appearances[person]:
        named = index.people.mentions[number]
        if len(named.parts) > 1:
            return number
        if not is_headline(index, named.span):
            return None
    return None


def _stands_alone(index: Index, number: int) -> bool:
    """Tell whether a sentence, an aside or a verb of saying leads right up to a name."""
    named, text = index.people.mentions[number].span, index.text
    if BEGINS.search(text, max(0, named.start - CLOSE), named.start) is not None:
        return True
    ahead = _SAYS_AHEAD.search(text, max(0, named.start - 20), named.start)
    if ahead is not None:  # "…, said Ann Lee"
        return act_of(ahead[1].lower()) is not None
    behind = _SAYS_BEHIND.match(text, named.end)
    aside = _ASIDE.search(text, max(0, named.start - 100), named.start)
    return aside is not None and behind is not None and behind[1].islower()


def _is_told_behind(index: Index, number: int, *, near: bool) -> bool:
    """Tell whether more is told of somebody right behind the name, or within it: "Ann Lee, 52", "Ten-year-old Ann".

    A clause, "Ann Lee, who resigned", may tell more of whoever is described `near` by.
    """
    named = index.people.mentions[number].span
    if "-old" in named.of(index.text) or (near and index.text.startswith(", who ", named.end)):
        return "-old" in named.of(index.text)
    return TOLD_BEHIND.match(index.text, named.end) is not None


def _leads_up(index: Index, person: Person, number: int, span: Span) -> bool:
    """Tell whether the description at `span` may be of `person`, named in mention `number`, and of nobody else."""
    phrase, page, start = read_phrase(index.page, span), index.page, index.people.mentions[number].span.start
    if _is_told_behind(index, number, near=page.paragraph(span.start) == page.paragraph(start)):
        return False
    if span.start < min(_sentences_before(index, start)[-NEAR:], default=start):
        return False
    if not is_of_one(index, phrase, span) or not (phrase.determiner or phrase.possessed):
        return False
    lex = lexicon()
    if lex.has("people.passing", phrase.head) or lex.has("people.anybody", phrase.head):
        return False
    if needs_no_telling(index, phrase, span.start) or is_other_sex(index, phrase, span, number):
        return False
    if speaks_of(index, phrase, number) or is_of_others(index, person, phrase):
        return False
    # "What is known comes from a fishmonger. Ann Lee"
    closing = _CLOSING_AT.match(index.text, span.end) is not None and not is_quoted(index, span)
    if not closing and is_another_voice(index, phrase, span, number, opens=opens_story(index, span)):
        return False
    if any(index.people.persons[held] is not person for _, held in index.offices.get(phrase.head, ())):
        return False
    between = (other for other in index.people.within(Span(span.end, start)) if other != number)
    return not any(_stands_alone(index, other) and is_first_met(index, span, other) for other in between)


_MOST_WORDS = 16  # of a subject
#: What a subject may open with before its description: "Hours later [his aide]", "But [the coach]".
_OPENED = lazily(r"(?:[A-Z][\w,. ()]{2,40} [—–-] ?|(?:But|And|Yet|Meanwhile|However|Still),? |(?:\w+ ){1,3}later,? )?")
_VERBS = frozenset({"is", "was", "has", "had", "took", "went", "came", "gave", "made", "did", "does", "will", "would"})


def _subject(index: Index, start: int, limit: int) -> Span | None:
    """Return the description of one person that is the subject of the sentence at `start`: "[His manager] took"."""
    opened = _OPENED.match(index.text, start)
    begins = opened.end() if opened else start
    found = index.page.words(begins, min(limit, begins + _LED))[:_MOST_WORDS]
    lex = lexicon()
    if len(found) < 3 or not (lex.has("grammar.determiners", found[0].low) or found[0].possessive):
        return None
    verb = next((at for at, word in enumerate(found) if at > 1 and _is_verb(found, at)), 0)
    subject = found[:verb]
    if not subject or any(not word.glued for word in found[1 : verb + 1]):
        return None
    return Span(subject[0].start, subject[-1].end)


def _is_verb(found: Words, at: int) -> bool:
    """Tell whether found[at] is what a subject before it does: "took", "demanded", "questioned"."""
    low, before = found[at].low, found[at - 1].low
    if not found[at].text.islower() or is_preposition(found[at - 1]) or lexicon().has("grammar.determiners", before):
        return False
    past = low.endswith("ed") and len(low) > 4
    return low in _VERBS or past or (act_of(low) is not None and low.endswith(("s", "said", "told", "wrote")))


#: "What is known comes [from a fishmonger]."
_CLOSING = lazily(
    r"\b(?:(?:comes?|came|heard|learn(?:ed|t)) from|asked|met|(?:spoke|talked|turned) to) "
    r"(an? (?:[a-z-]+ ){0,2}[a-z-]+)\. \Z"
)
_CLOSING_AT = lazily(r"\.(?: |\n)")


def _closing(index: Index, start: int, place: int) -> Span | None:
    """Return the description with which the sentence before `place`, which begins at `start`, ends."""
    closing = _CLOSING.search(index.text, max(start, place - 80), place)
    return Span(*closing.span(1)) if closing else None


def taken_up_as(index: Index, person: Person, others: Sequence[Span]) -> Span | None:
    """Return the description that takes up a person of whom nothing else is told, soon after the name.

    An age tells that it is no one's yet to be told of, as does where a player plays: "Ann Lee was arrested. The
    23-year-old nurse …", but no "The Hull judge", who may be another. `others` are the sources of people with a name.
    """
    number = _first_in_full(index, person)
    if number is None:
        return None
    page, named = index.page, index.people.mentions[number].span
    sentence = page.outer_sentence(named.start)
    for start in page.outer_sentences[sentence + 1 : sentence + 2 + NEAR]:
        span = _subject(index, start, start + _LED)
        if span is None:
            continue
        found = index.people.within(Span(page.outer_sentences[sentence], span.end))
        alone = all(index.people.persons[other] is person for other in found)
        alone = alone and not any(span.overlaps(other) for other in others)
        return span if alone and _tells(index, number, span) else None
    return None


#: What is done to somebody by another, of whom the next sentence may tell.
_HARMED = lazily(
    r"\b(?:hit|hits|struck|stabbed|shot|attacked|assaulted|robbed|mugged|knocked|killed|injured|hurt|bitten|bit|rammed|beaten|"
    r"punched|raped|abducted|kidnapped|murdered|threatened|chased|ran (?:over|into)|run (?:over|down)|crash(?:ed)?|"
    r"collided|collision)\b"
)


def _tells(index: Index, number: int, span: Span) -> bool:
    """Tell whether the description at `span` is of the one named in a mention: it tells an age, or a player's club."""
    phrase, person, lex = read_phrase(index.page, span), index.people.persons[number], lexicon()
    if phrase.determiner != "the" or not is_of_one(index, phrase, span) or is_other_sex(index, phrase, span, number):
        return False
    aged = phrase.first[0].text[0].isdigit()
    told = lex.has("people.of_two", phrase.head) and any(word.named for word in phrase.first[:-1])
    little = phrase.head == "victim" or lex.has("people.passing", phrase.head) or lex.has("people.anybody", phrase.head)
    since = index.page.words(index.people.mentions[number].span.end, span.start)
    if any(singular(word.low) == phrase.head for word in since):
        return False  # "Ann Lee hit a nurse. The 23-year-old nurse"
    sentence = Span(index.page.outer_sentences[index.page.outer_sentence(since[0].start)] if since else 0, span.start)
    if lex.has("people.harming", phrase.head) and _HARMED.search(index.text, sentence.start, sentence.end):
        return False  # "A van hit Ann Lee. The 40-year-old driver"
    held = index.offices.get(phrase.head, ())
    return (aged or told) and not little and all(index.people.persons[other] is person for _, other in held)
