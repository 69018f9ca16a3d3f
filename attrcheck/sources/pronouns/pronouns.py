"""Article and its people in, antecedents out: whom each "he" and "she" stands for, and how surely."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Mapping, Sequence

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.people.people import People, Person
from attrcheck.sources.people.standing import is_oblique, standing_of
from attrcheck.sources.pronouns.antecedents import Antecedent, Met, Pronoun, Spoken, antecedent_features, most_likely
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["HE_SHE", "chosen_pronouns", "next_sex", "resolve_pronouns", "sex_of"]


_FEMALE = frozenset({"she", "her", "hers", "herself"})
#: Pronouns that stand for one person.
HE_SHE = _FEMALE | {"he", "him", "his", "himself"}
_PRONOUN = lazily(r"\b(?:he|him|his|himself|she|hers?|herself)\b", re.I)
#: What opens a clause whose "he" may be named only after its comma ("Although he lost, Lee …").
_LEADING = lazily(
    r"\W*(?:although|though|while|when|whenever|after|before|as|if|since|because|once|until|unless|even|despite|in|"
    r"on|at|by|during|with|without|having|for|asked|speaking|of|like|unlike)\b",
    re.I,
)
_NEAR = 14  # people met that are looked back at
_LOOKED = 400  # characters looked ahead for a name or a pronoun
#: A pronoun at least this surely resolved tells the sex of whom it stands for.
_TELLING = 0.9
#: What an article says of somebody's pronouns: "uses they/them", "(xe/xyr)".
_CHOSEN = lazily(
    r"(?:\b(?:uses?|using|goes by|prefers?|pronouns? (?:are|is|of))(?: the)?(?: pronouns?)? |\()"
    r"(they|xe|ze|zie|sie|ey|ve|fae|hir|thon)"
    r"(?:/|\b(?=(?: and|,) (?:them|their|xem|xyr|zir|zem|hir|em|eir|ver|vis|faer|thons)\b| pronouns?\b))",
    re.I,
)


def chosen_pronouns(page: TextIndex, people: People) -> dict[str, tuple[int, int]]:
    """Return, by pronoun, where the article says that somebody goes by it, and the number of their mention there."""
    found: dict[str, tuple[int, int]] = {}
    for match in _CHOSEN.finditer(page.text):
        start = page.sentences[page.sentence(match.start())]
        near = bisect_left(people.starts, match.start()) - 1
        if near >= 0 and people.starts[near] >= start:
            found.setdefault(match[1].lower(), (match.start(), near))
    return found


def resolve_pronouns(page: TextIndex, people: People, spoken: Spoken) -> dict[int, Antecedent]:
    """Return the antecedent of each he and she by its offset.

    Two passes in text order over names and pronouns, each pronoun weighing the last few people met: how near, how
    prominent, whether the sex agrees, whether they spoke last; in a quotation its speaker is nobody's "he". The
    second pass knows what the first found: the sex of people as pronouns show it, and who owns a quotation.
    """
    events: list[tuple[int, int, str]] = [(start, index, "") for index, start in enumerate(people.starts)]
    events += [(start, -1, "") for start in {**spoken.described, **spoken.bystanders}]
    for paragraph in page.readable:
        found = _PRONOUN.finditer(page.text, paragraph.start, paragraph.end)
        events += [(m.start(), -1, m.group().lower()) for m in found]
    events.sort(
        key=lambda event: (event[0], not event[2], event[1])
    )  # the "her" of "her lawyer" comes before the lawyer
    speakers = _speakers(spoken, people, {})
    first = _pass(page, people, spoken, events, speakers, {})
    speakers = _speakers(spoken, people, first)
    sexes = _sexes(page, first, speakers)
    return _pass(page, people, spoken, events, speakers, sexes)


def _speakers(spoken: Spoken, people: People, known: Mapping[int, Antecedent]) -> dict[int, Person]:
    """Return who speaks in each quotation, as far as names and the pronouns known so far tell."""
    found: dict[int, Person] = {}
    for quotation, place in spoken.owners.items():
        at = bisect_left(people.starts, place)
        described = spoken.described.get(place)
        if described is not None:
            found[quotation] = described
        elif place in known:
            found[quotation] = known[place].person
        elif at < len(people.starts) and people.starts[at] == place:
            found[quotation] = people.persons[at]
    return found


def _sexes(page: TextIndex, answers: Mapping[int, Antecedent], speakers: Mapping[int, Person]) -> dict[Person, int]:
    """Return the sex of those whom pronouns tell it of (1 male, -1 female), where nothing else does.

    In what somebody says no pronoun is theirs, though it was thought so before that was known: see `speakers`.
    """
    votes: dict[Person, Counter[int]] = {}
    for place, answer in answers.items():
        own = speakers.get(page.quotation(place)) is answer.person
        if answer.likely >= _TELLING and not answer.person.sex and not own:
            sex = -1 if page.text[place : place + 3].lower() in ("she", "her") else 1
            votes.setdefault(answer.person, Counter())[sex] += 1
    return {person: sex for person, count in votes.items() for sex in (1, -1) if count[sex] > 3 * count[-sex]}


def _pass(
    page: TextIndex,
    people: People,
    spoken: Spoken,
    events: Sequence[tuple[int, int, str]],
    speakers: Mapping[int, Person],
    sexes: Mapping[Person, int],
) -> dict[int, Antecedent]:
    text = page.text
    heard: deque[Met] = deque(maxlen=_NEAR)
    standing, known = standing_of(page, people), frozenset(people.persons)
    answer: dict[int, Antecedent] = {}
    leading, parts = _leading_to_names(page, people), _within_descriptions(people, spoken)
    spoke: Person | None = None
    parted = 0  # the sentence of which somebody else was the subject since
    subject = (-1, -1)  # the sentence and quotation that somebody was met in last
    for place, index, pronoun in events:
        sentence, inside = page.outer_sentence(place), page.quotation(place)
        # "Lee and Cole met": both stand first.
        joined = index > 0 and text[people.mentions[index - 1].span.end : place] in (" and ", " & ")
        first = subject != (sentence, inside) or (joined and bool(heard) and heard[-1].first)
        own = index >= 0 and not _owns(text, people.mentions[index].span.end)  # "Lee [spokesman]", not "Lee's"
        leads = place in leading and (index not in spoken.heads if own else place not in spoken.pronouns)
        asks = not pronoun and _ASKED_BY.search(text, max(0, place - 60), place) is not None
        first = first and not asks
        if not (leads or asks):
            subject = (sentence, inside)
        if pronoun:
            source = place in spoken.pronouns
            owner = pronoun in ("his", "her", "hers")
            unresolved = Pronoun(
                sentence=sentence,
                paragraph=page.paragraph(place),
                quotation=inside,
                sex=sex_of(pronoun),
                first=first,
                source=source,
                owner=owner,
                speaker=speakers.get(inside),
                spoke=spoke,
                parted=0 < parted < sentence,
                ahead=_ahead(page, people, place, sentence) if first and inside < 0 else None,
                is_named=spoken.is_named.get(place),
                opens=page.paragraph_start(place) >= place - 1,
                named=spoken.named.get(place, frozenset()),
                later=frozenset() if owner else _behind(page, people, place, sentence),
                whom=_spoken_to(page, people, place) if source and not owner else None,
                accused=_ACCUSED.match(text, place) is not None,
            )
            found = most_likely(antecedent_features(heard, unresolved, sexes, standing))
            if found is None:
                continue
            answer[place], person = found, found.person
        else:
            nameless = spoken.described.get(place) or spoken.bystanders.get(place)
            person = people.persons[index] if index >= 0 or nameless is None else nameless
            source = place in spoken.described if index < 0 else index in spoken.heads
            owner = index >= 0 and (
                index in parts or people.mentions[index].modifies or _owns(text, people.mentions[index].span.end)
            )
        unnamed = not pronoun and index < 0 and person not in known
        oblique = not pronoun and not source and is_oblique(page, people, place, index)
        first = (first and not oblique) or (index >= 0 and _is_told_to_be(page, people, index, sentence))
        # "Her plan" says no less of her than "she".
        owner = (owner and not pronoun) or leads
        heard.append(
            Met(
                person=person,
                sentence=sentence,
                paragraph=page.paragraph(place),
                quotation=inside,
                first=first,
                owner=owner,
                pronoun=bool(pronoun),
                unnamed=unnamed,
                oblique=oblique,
                source=source,
                asks=asks,
                closes=source and not pronoun and inside < 0 and _closes(page, people, place, index),
            )
        )
        if source and inside < 0:
            spoke, parted = person, 0
        elif first and not owner and inside < 0 and person is not spoke:
            parted = parted or sentence
    return answer


#: Whoever asks in a clause is not who answers in the next.
_ASKED_BY = lazily(
    r"\b(?:asked|pressed|questioned|challenged|quizzed|grilled|interviewed|cross-examined)(?: \w+day)? by "
    r"(?:[\w’'.-]+ ){0,5}\Z",
    re.I,
)
#: What tells who somebody is that was told of before: "Her trainer [is ]Ann Lee."
_BEING = lazily(r"(?<!there )\b(?:is|was|are|were) \Z", re.I)


def _is_told_to_be(page: TextIndex, people: People, index: int, sentence: int) -> bool:
    """Tell whether a sentence ends with a name that tells who its subject is: "Her trainer is Ann Lee."."""
    named = people.mentions[index]
    alone = not page.text[named.span.end : page.outer_end(sentence)].strip(" .\n") and len(named.parts) > 1
    return alone and _BEING.search(page.text, max(0, named.begins - 12), named.begins) is not None


#: What stands before whoever is named behind what they said: "…[, said ]Lee", "…[, the ]spokesman said".
_BEHIND_WORDS = lazily(r"(?:[,?!—–]|[,.?!][”\"’']) (?:[a-z]+ ){0,2}\Z")
_CUE = 48  # characters from there to the end of the sentence


def _closes(page: TextIndex, people: People, place: int, index: int) -> bool:
    """Tell whether a source ends its sentence, behind what is said there."""
    number = page.outer_sentence(place)
    named = people.mentions[index] if index >= 0 else None
    begins, told = (named.begins, named.span.end) if named is not None else (place, place)
    if len(page.text[told : page.outer_end(number)].rstrip()) > _CUE:
        return False
    return _BEHIND_WORDS.search(page.text, max(page.outer_sentences[number], begins - 30), begins) is not None


_OWNER = lazily(r"\b(?:his|her|their|its|my|our) \Z", re.I)


def _leading_to_names(page: TextIndex, people: People) -> frozenset[int]:
    """Return where others stand in what leads up to a name: "[His] brother, Max", "a friend with [him], Max"."""
    text, found = page.text, set[int]()
    for number, named in enumerate(people.mentions):
        if named.role is None or named.role.start >= named.span.start:
            continue
        own = _OWNER.search(text, max(0, named.role.start - 6), named.role.start)
        if own is not None:
            found.add(own.start())
        found.update(m.start() for m in _PRONOUN.finditer(text, named.role.start, named.span.start))
        inside = people.within(Span(named.role.start, named.span.start))
        found.update(people.starts[at] for at in inside if at < number)
        before = inside.start - 1
        if before >= 0 and text[people.mentions[before].span.end : named.role.start] in ("'s ", "’s ", "' ", "’ "):
            found.add(people.starts[before])
    return frozenset(found)


def _within_descriptions(people: People, spoken: Spoken) -> frozenset[int]:
    """Return the numbers of the mentions that stand in a description of somebody else: "a [Lee] supporter"."""
    spans = (one.span for one in spoken.bystanders.values())
    return frozenset(
        number for span in spans for number in people.within(span) if people.mentions[number].span.end < span.end
    )


def _owns(text: str, end: int) -> bool:
    return text[end : end + 2] in ("'s", "’s", "' ", "’ ")


def _behind(page: TextIndex, people: People, place: int, sentence: int) -> frozenset[Person]:
    """Return who is named behind a pronoun in its sentence: it stands for none of them."""
    found, inside = set[Person](), page.quotation(place)
    for at in range(bisect_right(people.starts, place), bisect_right(people.starts, place + _LOOKED)):
        if page.outer_sentence(people.starts[at]) != sentence or page.quotation(people.starts[at]) != inside:
            break
        found.add(people.persons[at])
    return frozenset(found)


#: Between a pronoun and whom it speaks to, or of: "he[ told ]Lee", "she[ later said that Mr ]Lee was late".
_TO_WHOM = lazily(r"(?: [a-z’'-]+){1,4} (?:(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.? )?")


def _spoken_to(page: TextIndex, people: People, place: int) -> Person | None:
    """Return who is named right behind the verb of the pronoun at `place`, which cannot be whom it stands for."""
    at = bisect_right(people.starts, place)
    if at == len(people.starts):
        return None
    verb = _PRONOUN.match(page.text, place)
    begins = people.starts[at]
    gap = _TO_WHOM.fullmatch(page.text, verb.end() if verb else place, begins)
    return people.persons[at] if gap and page.quotation(begins) == page.quotation(place) else None


#: "In what he called a “rant[,” ]Lee", "Before he left[, the ]mayor, Ann Lee,".
_AFTER_COMMA = lazily(r",[”\"’']?(?: the)?\s*\Z")


def _ahead(page: TextIndex, people: People, place: int, sentence: int) -> Person | None:
    """Return who is named after the comma of a clause that opens a sentence before its subject."""
    start = page.outer_sentences[sentence]
    if not _LEADING.match(page.text, start, place):
        return None
    at = bisect_right(people.starts, place)
    if (
        at == len(people.starts)
        or people.starts[at] > place + _LOOKED
        or page.outer_sentence(people.starts[at]) != sentence
    ):
        return None
    role = people.mentions[at].role
    opening = min(role.start, people.starts[at]) if role else people.starts[at]
    return people.persons[at] if _AFTER_COMMA.search(page.text, place, opening) else None


#: What happens to whoever a lawyer acts for.
_ACCUSED = lazily(
    r"(?:he|she) (?:is|was|has been|had been)(?: (?:being|later|then|first|also|\w+ly))? (?:re-?)?(?:arrested|charged|"
    r"convicted|sentenced|jailed|imprisoned|acquitted|detained|remanded|extradited|indicted|found (?:not )?guilty)\b",
    re.I,
)


def sex_of(pronoun: str) -> int:
    """Return the sex of the one for whom `pronoun`, of HE_SHE, stands: -1 for "she", 1 for "he"."""
    return -1 if pronoun in _FEMALE else 1


def next_sex(page: TextIndex, people: People, number: int) -> int:
    """Return the sex that the first pronoun after a mention tells (1, -1), 0 where another person is named before."""
    span = people.mentions[number].span
    parts = set(people.mentions[number].parts)
    stop = span.end + _LOOKED
    for later in range(number + 1, min(number + 9, len(people.mentions))):
        if not parts & set(people.mentions[later].parts):
            stop = min(stop, people.mentions[later].span.start)
            break
    inside = page.quotation(span.start)
    for match in _PRONOUN.finditer(page.text, span.end, stop):
        if page.quotation(match.start()) == inside:
            return sex_of(match.group().lower())
    return 0
