"""The place of a role or a name in, the body or person that it belongs to out.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from itertools import takewhile

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.bodies import body_called, is_never
from attrcheck.sources.index import OWNED_NAME, OWNS, Index, expand, only_describes
from attrcheck.sources.lexicon import Word, Words, honorifics, lexicon, noun_phrase
from attrcheck.sources.names import first_sex
from attrcheck.sources.noun_phrases import names_bodies, read_phrase, singular
from attrcheck.sources.organisations import Body
from attrcheck.sources.people import Person

__all__ = ["belonging", "body_before", "body_behind", "body_of", "led_or_asked"]


def body_of(index: Index, span: Span) -> str:
    """Return the body, or person in the possessive, that the role at `span` belongs to."""
    lex = lexicon()
    span = Span(span.start, min(span.end, span.start + 600))
    phrase = index.page.words(span.start, span.end)
    clause = next((i for i, word in enumerate(phrase) if i and lex.has("grammar.relatives", word.low)), len(phrase))
    if clause + 1 < len(phrase) and not lex.has("people.works", phrase[clause + 1].low):
        del phrase[clause:]
    phrase = _without_doer(index, phrase)
    span = Span(span.start, min(span.end, phrase[-1].end + 2)) if phrase else span

    read = read_phrase(index.page, span)
    head = max(noun_phrase(phrase), min(len(phrase), len(read.first) + bool(read.determiner)))
    owner = _owner(index, span)
    if owner:
        return owner
    lead = phrase[: max(0, head - 1)]
    makes = 0 < head < len(phrase) and lex.has("people.makers", phrase[head - 1].low) and phrase[head].low == "of"
    placed = ""
    for part in ([] if makes else phrase[head + 1 :], lead):
        runs = _body_runs(index, part, tail=part is not lead)
        runs = [run for at, run in enumerate(runs) if not _owns_body(index, runs[at : at + 2])]
        for candidate in runs:
            while candidate and candidate[-1].low in ("of", "for"):
                candidate.pop()
            if part is lead:
                _drop_titles(index, candidate, phrase[head - 1])
            elif len(candidate) > 1 and candidate[0].text.islower() and all(w.named for w in candidate[1:]):
                del candidate[0]  # "the charity Dark Rivers"
            name = " ".join(w.low for w in candidate)
            proper = bool(candidate) and candidate[-1].named and lex.has("bodies.nouns", candidate[-1].low)
            settled = proper or part is not lead
            skip = 0
            while name not in lex.sets["bodies.names"] and skip < len(candidate):
                sure = settled and (candidate[skip].named or part is not lead)
                if not _skipped(index, candidate[skip], phrase[0], settled=sure):
                    break
                skip += 1
                name = " ".join(w.low for w in candidate[skip:])
            skip -= _is_quartered(candidate, skip) or _is_number_of(candidate, skip)
            if skip < len(candidate):
                span = Span(candidate[skip].start, candidate[-1].end)
                seen = index.entity(span)
                span = _whole_name(index, span)
                if (
                    seen is not None
                    and part is not lead
                    and phrase[head].low == "from"
                    and not _is_body(index, candidate)
                ):
                    continue  # "a student from Tulsa"
                if part is not lead and seen is not None and seen.kind is EntityKind.LOCATION and not placed:
                    placed = expand(index, span)[0]  # "a CIA officer in Cairo" is rather the CIA's
                    continue
                whole = any(word.low in ("of", "for") for word in candidate)  # "Center for Ocean Life"
                inside = () if whole else index.people.within(span)
                person = next((n for n in inside if index.people.mentions[n].span.end == span.end), -1)
                if person >= 0:  # "an adviser to Mr. Hale" is Dale Hale's
                    return index.people.persons[person].name
                return _taken_up(index, candidate[skip:]) or expand(index, span)[0]
    return "" if placed and 0 < head < len(phrase) and phrase[head].low == "from" else placed


def _owner(index: Index, span: Span) -> str:
    """Return the first person in the possessive at `span`: "the widow of [Ann Lee]'s aide"; "" for none."""
    for number in index.people.within(span):
        named = index.people.mentions[number]
        seen = index.entity(named.span)
        if seen is not None and seen.kind is EntityKind.ORGANIZATION and seen.span.end > named.span.end:
            continue  # "St Anne's Hospital"
        if OWNS.match(index.text, named.span.end):
            return index.people.persons[number].name
    return ""


def _whole_name(index: Index, span: Span) -> Span:
    """Return where the whole name of the body stands that begins as `span` does: "Far Centre for Law[ and Justice]"."""
    seen, behind = index.entity(span), index.text[span.end : span.end + 5]
    if seen is not None and seen.span.start == span.start and seen.span.end > span.end:
        body = seen.kind is EntityKind.ORGANIZATION and behind.startswith((" and ", " & ", ", "))
        more = [Span(*match.span()) for match in _FIELD.finditer(index.text, span.end, seen.span.end)]
        if body and any(_is_body_named(index, field) for field in more):
            return span
        if body or behind.startswith(" of "):
            return Span(span.start, seen.span.end)  # "United Nurses of the North Shore"
    found = _NAME_WITH_FIELD.fullmatch(index.text, span.start, span.end)
    joined = _MORE_FIELDS.match(index.text, span.end) if found else None
    if found is None or joined is None or not lexicon().has("bodies.of_fields", found[1].lower()):
        return span
    fields = [Span(*match.span()) for match in _FIELD.finditer(index.text, *joined.span())]
    lone = len(fields) == 1 and " " not in fields[0].of(index.text) and index.entity(fields[0])
    apart = lone and lone.kind is EntityKind.ORGANIZATION and lone.span == fields[0]  # "[Fen Centre for Law] and Ford"
    return span if apart or any(_is_other(index, field) for field in fields) else Span(span.start, joined.end())


#: "Department of Health" and what its name may go on with: ", [Food] and [Rural Affairs]".
_NAME_WITH_FIELD = lazily(r"(?:[A-Z][\w’'-]* ){0,4}([A-Z][a-z]+) (?:of|for) (?!the\b)[A-Z][\w’' -]*")
_MORE_FIELDS = lazily(r"(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?){0,3},? and [A-Z][a-z]+(?: [A-Z][a-z]+){0,2}(?! ?[A-Z])\b")
_FIELD = lazily(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")


def _is_other(index: Index, field: Span) -> bool:
    """Tell whether what is joined to a body's name is somebody, a place or another body rather than more of it."""
    lex, seen, low = lexicon(), index.entity(field), field.of(index.text).lower()
    last, first = low.rpartition(" ")[2], low.partition(" ")[0]
    named = seen is not None and seen.kind in (EntityKind.PERSON, EntityKind.LOCATION)
    office = lex.is_role(singular(last)) and not lex.has("people.portfolios", last)
    known = _is_body_named(index, field) or office
    body = any(lex.has(name, last) for name in ("bodies.nouns", "bodies.last")) and " " in low
    given = lex.has("people.first_male", first) or lex.has("people.first_female", first)
    return named or known or body or given or low in index.acronyms or bool(index.people.within(field))


def _is_body_named(index: Index, field: Span) -> bool:
    """Tell whether what is joined to a body's name is the name of another alone."""
    low = field.of(index.text).lower()
    known = any(lexicon().has(name, low) for name in ("bodies.names", "outlets.names"))
    elsewhere = (body for body in index.bodies if body.name.lower() == low)
    return known or any(place != field.start for body in elsewhere for place in body.places)


_THE = lazily(r"\b[Tt]he \Z")


def _taken_up(index: Index, run: Words) -> str:
    """Return the body named before that a noun alone takes up: "The bank" in "The bank's head"; "" for none.

    None does where another that may be called so stands in the same sentence or the one before.
    """
    noun = run[0]
    the = _THE.search(index.text, max(0, noun.start - 4), noun.start)
    if the is None or len(run) > 1 or noun.named:
        return ""
    phrase = read_phrase(index.page, Span(the.start(), noun.end))
    found = body_called(index, phrase, the.start())
    if found is None or found[0].places[0] >= the.start() or not _may_be_called(found[0], phrase.head):
        return ""
    last = max(place for body in (found[0], *found[1]) for place in body.places if place < the.start())
    near = range(index.page.sentences[max(0, index.page.sentence(the.start()) - 1)], the.start())
    others = (body for body in index.bodies if body is not found[0] and any(place in near for place in body.places))
    alone = not any(_may_be_called(body, phrase.head) for body in others)
    return found[0].name if alone and last in found[0].places else ""


def _may_be_called(body: Body, noun: str) -> bool:
    """Tell whether a body may be called `noun`: no state, outlet or agency is a company, no Charity Commission one."""
    lex, name = lexicon(), body.name.removeprefix("The ").lower()
    if is_never(body, noun):
        return False
    companies, anything = lex.sets["bodies.companies"], lex.sets["bodies.any"]
    if lex.has("bodies.public", name) and noun not in body.nouns | (anything - companies):
        return False
    own = [singular(word) for word in re.split(r" (?:of|for) ", name)[0].split()]
    own = [word for word in own if names_bodies(word)]
    if noun in own:
        return noun == own[-1]
    if noun in body.nouns or lex.has("bodies.whatever", noun):
        return True
    if noun in companies:
        return not body.nouns or bool(body.nouns & (companies | lex.sets["bodies.trading"]))
    trading = lex.sets["bodies.trading"]
    return not body.nouns - anything or bool(body.nouns & trading and noun in trading | anything)


def _doer(phrase: Words) -> int:
    """Return where it begins by whom people were led or asked, whose they are not: "economists [polled by Fen]"."""
    done = (at for at in range(1, len(phrase) - 1) if lexicon().has("people.undergone", phrase[at].low))
    return next((at for at in done if phrase[at + 1].low == "by"), len(phrase))


def _without_doer(index: Index, phrase: Words) -> Words:
    """Return `phrase` without who asked the people, or the one who leads them: "economists [led by Ann Lee] at Fen"."""
    at = _doer(phrase)
    if at == len(phrase) or not lexicon().has("people.led", phrase[at].low):
        return phrase[:at]
    named = next((word for word in phrase[at + 2 :] if word.named), phrase[-1])
    leader = index.entity(Span(named.start, named.end))
    if leader is not None and leader.kind is EntityKind.ORGANIZATION:
        return phrase  # "scientists led by the University of Ulm"
    behind = (n for n in range(at + 2, len(phrase)) if phrase[n].low in ("at", "of", "from"))
    return phrase[:at] + phrase[next(behind, len(phrase)) :]


def led_or_asked(index: Index, span: Span) -> bool:
    """Tell whether the people at `span` are those whom somebody with a name led or asked."""
    phrase = index.page.words(span.start, min(span.end, span.start + 600))
    return any(word.named for word in phrase[_doer(phrase) :])


_BEHIND = lazily(r",? (of|with|from) (?:the )?(?=\S)")
#: What may be joined to the name of a firm: "Hale Roux[ and Co]", "the Hale[-Roux Center for Law]".
_FIRM_ENDS = lazily(r"(?: (?:and|&) (?:Co|Sons|Partners|Associates|Company)\b)?(?:,? (?:Ltd|Inc|plc|PLC|LLP)\b)?\.?")
_HYPHENED = lazily(r"[–-][A-Z][\w’'-]*(?: (?:(?:of|for|and) (?:the )?)?[A-Z][\w’'-]*)*")


def body_behind(index: Index, person: Person) -> str:
    """Return the body that follows the name of `person` where it has it: "Bob Lee of Okonski Partners"."""
    found = _behind(index, person)
    return expand(index, found[1])[0] if found is not None else ""


def _behind(index: Index, person: Person) -> tuple[int, Span] | None:
    """Return where the body stands that follows the name of `person`, and where the words before it begin: "of the"."""
    people, text = index.people, index.text
    for number in people.within(person.span):
        named = people.mentions[number].span
        behind = _BEHIND.match(text, named.end)
        if behind is None or people.persons[number] is not person or _is_removed(index, named, behind[1]):
            continue
        end = min(len(text), behind.end() + 80)
        closed = re.search(r"[,;:()“”\"\n]|\.\s", text[behind.end() : end])
        phrase = index.page.words(behind.end(), behind.end() + closed.start() if closed else end)
        phrase = phrase[: max(1, noun_phrase(phrase))] if phrase and not phrase[0].named else phrase
        phrase = phrase[_told_before_name(phrase) if behind[1] == "of" else 0 :]
        runs = [run for run in _body_runs(index, phrase, tail=True) if run]
        if not runs or runs[0][0] is not phrase[0]:
            continue
        if _is_body(index, runs[0]):
            whole = _whole_name(index, Span(runs[0][0].start, runs[0][-1].end))
            more = _HYPHENED.match(text, whole.end)
            return behind.start(1), Span(whole.start, more.end()) if more else whole
        firm = _firm_behind(index, runs[0][0].start) if behind[1] == "of" and " " in person.name else None
        if firm is not None:
            return behind.start(1), firm
    return None


#: With what the names of towns begin that a reader may take for people: "Ann Lee of San Pablo".
_TOWN = lazily(r"(?:San|Santa|Saint|St|Los|Las|El|Mount|Fort|Port|Lake|New)\b")


def _told_before_name(phrase: Words) -> int:
    """Return how many small words tell what a body is before its name: "of [brokers] Hale", "of [the liberal] Fen"."""
    lead = list(takewhile(lambda word: word.text.islower(), phrase[:_MOST_BEFORE_NAME]))
    plain = not any(
        lexicon().has(f"grammar.{name}", word.low) for name in ("prepositions", "determiners") for word in lead
    )
    named = len(phrase) > len(lead) and phrase[len(lead)].named and phrase[len(lead)].glued
    return len(lead) if plain and named else 0


_MOST_BEFORE_NAME = 2


def _firm_behind(index: Index, start: int) -> Span | None:
    """Return where a firm stands that has its name of people: "Ann Lee of [Hale Roux and Co]"."""
    seen = index.entity(Span(start, start + 1))
    if seen is None or seen.kind is not EntityKind.PERSON or seen.span.start != start:
        return None
    ends = _FIRM_ENDS.match(index.text, seen.span.end)
    if _TOWN.match(index.text, start):
        return None
    end = ends.end() if ends is not None and ends.group().strip(".") else seen.span.end
    return Span(start, end) if " " in index.text[start:end] else None


def body_before(index: Index, person: Person) -> str:
    """Return the body whose somebody is without more words: "RBC's Bob Lee"."""
    span = _before(index, person)
    return expand(index, span)[0] if span is not None else ""


def _before(index: Index, person: Person) -> Span | None:
    """Return where the body stands whose `person` is, without its "'s"."""
    text = index.text
    for number in index.appearances.get(person, ()):
        named = index.people.mentions[number].span
        owner = OWNED_NAME.search(text, max(0, named.start - 15), named.start)
        seen = index.entity(Span(owner.start() - 1, owner.start())) if owner else None
        if owner is None or seen is None or seen.span.end > named.start:
            continue
        firm = seen.kind is EntityKind.PERSON and " " in person.name and _is_no_person(index, seen.span)
        if seen.kind is not EntityKind.ORGANIZATION and not firm:
            continue
        span = Span(seen.span.start, owner.start())
        bare = span.of(text)
        if any(lexicon().has(known, bare.lower()) for known in ("bodies.states", "bodies.scenes")):
            span = _named_so(index, span)
            if span.of(text) == bare:
                continue
        if span.of(text).partition(" ")[0].lower().rstrip(".") not in honorifics():
            return span
    return None


def _is_no_person(index: Index, span: Span) -> bool:
    """Tell whether all that the article tells of the person seen at `span` is a word that is no given name."""
    found = [index.people.persons[number] for number in index.people.within(span)]
    return all(person.is_but_a_word and not first_sex(person.name.lower()) for person in found)


def _named_so(index: Index, span: Span) -> Span:
    """Return where a body stands that is called so in a place: "[Fen Energy] Australia"."""
    lex, words = lexicon(), index.page.words(max(0, span.start - 60), span.end)
    lists = ("grammar.determiners", "grammar.not_names", "grammar.dates", "grammar.opens", "people.status")
    first = next((at for at, word in enumerate(words) if word.start >= span.start), 0)
    while first and words[first].glued and words[first - 1].named:
        if any(lex.has(name, words[first - 1].low) for name in lists):
            break
        first -= 1
    return Span(words[first].start, span.end) if words else span


#: How the name of a body goes on: "Hale Trust[ and S]avings", "Hale[, Roux and] Co", "the bank Hale[ R]oux".
_RUNS_ON = lazily(r"(?:\.? (?:and |& )?[A-Z]|, [A-Z][\w’'-]*,? (?:and|&) [A-Z])")
_LONE = lazily(r"[A-Z]\w+")


#: What the names of towns and streets end with.
_PLACES = (" City", " County", " Street", " Road", " Avenue", " Lane", " Crescent", " Close", " Terrace")


def _is_place(index: Index, span: Span) -> bool:
    """Tell whether somebody only lives at `span`, or it is no name: "of Fen City", "of numerous country" awards."""
    seen = index.entity(span)
    towns = span.of(index.text).endswith(_PLACES) or (seen and seen.kind is EntityKind.LOCATION)
    return bool(towns) or re.fullmatch(r"[a-z]+ [a-z ]+", span.of(index.text)) is not None


def _runs_on(index: Index, span: Span) -> bool:
    """Tell whether the name of a body is longer than `span`: "Bank" in Fen, "S.G" . Roux, "Hale" , Roux and Co."""
    text, name = index.text, span.of(index.text)
    lone = _LONE.fullmatch(name) and lexicon().has("bodies.nouns", singular(name.lower()))
    if lone and text.startswith((" in ", " of "), span.end):
        return True
    more = _RUNS_ON.match(text, span.end)
    if more is None or (more.group().startswith(".") and not re.search(r"\.[A-Z]\Z", name)):
        return False
    if not more.group().startswith((" and ", " & ")):
        return True
    seen = index.entity(Span(more.end() - 1, more.end()))
    apart = seen is None or seen.kind is EntityKind.PERSON or seen.span.start == more.end() - 1
    return not apart or text.startswith("Savings", more.end() - 1)


def belonging(index: Index, person: Person) -> str:
    """Return to which body somebody belongs of whom nothing else is told: "from the Far Fund", "of RBC"."""
    behind = _behind(index, person)
    if behind is not None:
        elsewhere = _is_place(index, behind[1]) or _runs_on(index, behind[1])
        return "" if elsewhere else " ".join(index.text[behind[0] : behind[1].end].split())
    before = _before(index, person)
    if before is None or _named_so(index, before) != before:
        return ""
    seen = index.entity(before)
    if seen is not None and seen.kind is EntityKind.PERSON:
        return ""  # "Picasso's Dora Maar" is of no body
    article = "the " if _THE.search(index.text, max(0, before.start - 4), before.start) else ""
    return f"of {article}{' '.join(before.of(index.text).split())}"


def _is_removed(index: Index, named: Span, small: str) -> bool:
    """Tell whether somebody is taken from what follows the name: "removed Prime Minister Ann Lee from office"."""
    lex = lexicon()
    opening = index.page.sentences[index.page.sentence(named.start)]
    before = index.page.words(max(opening, named.start - 80), named.start) if small == "from" else []
    end = named.start
    while before and index.text[before[-1].end : end] == " ":
        word = before.pop()
        if lex.has("people.removed", word.low):  # and not "the sacked minister Ann Lee from Fen"
            return bool(before) and not lex.has("grammar.determiners", before[-1].low)
        known = ("grammar.determiners", "people.modifiers", "people.status")
        if not (word.named or lex.is_role(singular(word.low)) or any(lex.has(name, word.low) for name in known)):
            return False
        end = word.start
    return False


def _is_body(index: Index, run: Words) -> bool:
    seen = index.entity(Span(run[0].start, run[-1].end))
    nouns = [singular(word.low) for word in run]
    noun = any(lexicon().has("bodies.nouns", low) or lexicon().has("bodies.last", low) for low in nouns)
    whole = run[-1].named or not run[0].named  # not "of Texas center"
    return whole and (noun or (seen is not None and seen.kind is EntityKind.ORGANIZATION))


def _owns_body(index: Index, runs: list[Words]) -> bool:
    """Tell whether the first of `runs` is a country and the other its body, which is meant: "Peru's [Far Unit]"."""
    run, behind = runs[0], runs[-1]
    if len(runs) < 2 or not (run and behind and run[-1].possessive and behind[0].glued):
        return False
    state = lexicon().has("bodies.states", " ".join(word.low for word in run))
    return state and all(word.named or word.low in ("of", "for") for word in behind) and _is_body(index, behind)


def _body_runs(index: Index, part: Words, *, tail: bool) -> list[Words]:
    """Return the runs of words in `part` that can name a body; of a `tail`, with small words before its noun."""
    lex = lexicon()
    run: Words = []
    runs = [run]
    small: Words = []
    for word in part:
        seen = index.entity(Span(word.start, word.end))
        body = seen if seen is not None and seen.kind is EntityKind.ORGANIZATION else None
        noun = lex.has("bodies.nouns", singular(word.low)) or (
            word.possessive and lex.has("outlets.nouns", word.low)  # "the paper's editor"
        )
        bodily = noun or (word.low in ("of", "for") and bool(run))
        named = (
            word.named
            and not lex.has("grammar.afterthoughts", word.low)
            and (body is not None or not lex.is_role(singular(word.low)))
        )
        # "St Anne's Hospital" is one name where the reader saw one.
        owned = bool(run) and run[-1].possessive and not (body is not None and body.span.start <= run[-1].start)
        owned = owned and not (word.named and noun and run[-1].low.endswith("s"))  # "Eastport Workers' Center"
        if run and run[-1].named and word.glued and word.low.isdigit():
            run.append(word)  # "IBEW Local 447"
        elif (bodily or named) and not (run and (owned or not (word.glued or _is_of_many(index, run[-1], word)))):
            run += [*small, word] if not run and tail and noun else [word]
        elif run:
            run = [word] if named else []
            runs.append(run)
        stops = word.named or bodily or word.possessive
        stops = stops or lex.has("grammar.prepositions", word.low) or lex.has("grammar.determiners", word.low)
        small = [] if stops else [*(small if word.glued else []), word][-3:]
    return runs


def _is_of_many(index: Index, owner: Word, word: Word) -> bool:
    """Tell whether only an apostrophe parts `word` from the plural before it: "Residents' [Association]"."""
    return owner.possessive and index.text[owner.end : word.start] in ("' ", "’ ")


def _drop_titles(index: Index, run: Words, office: Word) -> None:
    """Drop from the end of `run` what belongs to the `office`: of "White House Press" Secretary, "Press"."""
    lex = lexicon()

    def titular(word: Word) -> bool:
        if not word.possessive and (_is_of_office(index, word, beside) or _is_portfolio(index, word, office)):
            return True
        body = lex.has("bodies.nouns", word.low) and word.low not in ("defence", "defense")
        adds = lex.has("people.modifiers", word.low) or lex.has("people.status", word.low)
        return adds and not body and not lex.has("people.peoples", word.low)

    if not run:
        return
    beside = office if _BESIDE.fullmatch(index.text, run[-1].end, max(run[-1].end, office.start)) else None
    end, only = run[-1].end, all(titular(word) or lex.has("people.peoples", word.low) for word in run)
    while run and titular(run[-1]) and " ".join(word.low for word in run) not in lex.sets["bodies.names"]:
        seen = index.entity(Span(run[-1].start, run[-1].end))
        whole = seen is not None and seen.kind is EntityKind.ORGANIZATION and seen.span.end == run[-1].end
        if (whole and not only) or (len(run) > 1 and run[-2].low in ("of", "for", "and")):
            return
        run.pop()
    seen = index.entity(Span(run[-1].start, run[-1].end)) if run and only and run[-1].end < end else None
    if seen is not None and seen.span.end > run[-1].end and all(lex.has("people.peoples", word.low) for word in run):
        run.clear()  # "Russian Presidential Press", seen as one name


#: "Chief [Information] and Data Officer".
_BESIDE = lazily(r" (?:(?:and|&) [A-Z][a-z]+ )?")


def _is_of_office(index: Index, word: Word, office: Word | None) -> bool:
    """Tell whether `word` belongs to the `office` behind it: "Chief [Data] Officer", but no "Fen [Data] analyst"."""
    lex, seen = lexicon(), index.entity(Span(word.start, word.end))
    body = seen is not None and seen.kind is EntityKind.ORGANIZATION and seen.span.end == word.end
    office_of = office is not None and any(lex.has(name, office.low) for name in ("people.of_fields", "people.fielded"))
    return office_of and not body and lex.has("people.of_office", word.low)


def _is_portfolio(index: Index, word: Word, office: Word) -> bool:
    """Tell whether `word` is what the `office` right behind it is for: "[cooperatives] minister"."""
    several = singular(word.low) != word.low and not lexicon().has("bodies.names", word.low)
    unseen = index.entity(Span(word.start, word.end)) is None
    return several and unseen and lexicon().has("people.of_fields", office.low)


def _is_quartered(run: Words, at: int) -> bool:
    """Tell whether a quarter, or "New", begins the name of a place that goes on at run[at]: "[North] Carolina"."""
    quarter = 0 < at < len(run) and run[at].named and run[at - 1].named and run[at].glued
    known = ("people.peoples", "people.modifiers", "people.status")
    common = quarter and any(lexicon().has(name, run[at].low) for name in known)
    return quarter and not common and (run[at - 1].low == "new" or lexicon().has("people.quarters", run[at - 1].low))


def _is_number_of(run: Words, at: int) -> bool:
    """Tell whether a number at run[at] ends a name that begins before it: "[Apollo] 11"."""
    return 0 < at < len(run) and run[at].low.isdigit() and run[at].glued and run[at - 1].named


def _skipped(index: Index, word: Word, opening: Word, *, settled: bool) -> bool:
    """Tell whether `word` only leads up to the body's name: "former", "three", an adjective where none is `settled`."""
    seen = index.entity(Span(word.start, word.end))
    if seen is not None and seen.kind in (EntityKind.ORGANIZATION, EntityKind.LOCATION):
        return False
    lex = lexicon()
    if lex.has("people.status", word.low) or lex.has("grammar.determiners", word.low):
        return True
    # The first word of a sentence is capitalised whatever it is: the reader would have seen a name.
    unseen = (
        word is opening
        and word.named
        and bool(index.entities)
        and seen is None
        and word.text not in index.openings
        and not lex.has("bodies.nouns", word.low)
    )
    return not settled and (only_describes(word.low) or lex.has("grammar.not_names", word.low) or unseen)
