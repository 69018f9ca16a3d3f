"""The place of a role or a name in, the body or person that it belongs to out.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.bodies.body_references import body_called, is_never
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.bodies.organisations import Body
from attrcheck.sources.index import Index
from attrcheck.sources.people.people_at import OWNS, only_describes
from attrcheck.sources.roles.adjoining_bodies import THE
from attrcheck.sources.roles.body_runs import is_body_seen, runs_of_bodies, whole_body_name
from attrcheck.sources.roles.no_bodies import body_recalled, is_of_no_place, joined_body, names_no_body
from attrcheck.sources.roles.role_phrases import is_of_a_school
from attrcheck.sources.text.lexicon import Word, Words, lexicon, noun_phrase
from attrcheck.sources.text.noun_phrases import names_bodies, read_phrase, singular

__all__ = ["body_of", "led_or_asked"]


def body_of(index: Index, span: Span, *, loosely: bool = False) -> str:
    """Return the body, or person in the possessive, that the role at `span` belongs to.

    `loosely` takes a people, a place or a field for one, too.
    """
    lex, role = lexicon(), span
    span = Span(span.start, min(span.end, span.start + 600))
    phrase = index.page.words(span.start, span.end)
    clause = next((i for i, word in enumerate(phrase) if i and lex.has("grammar.relatives", word.low)), len(phrase))
    if clause + 1 < len(phrase) and not lex.has("people.works", phrase[clause + 1].low):
        del phrase[clause:]
    phrase = _without_doer(index, phrase)
    span = Span(span.start, min(span.end, phrase[-1].end + 2)) if phrase else span

    read = read_phrase(index.page, span)
    head = max(noun_phrase(phrase), min(len(phrase), len(read.first) + bool(read.determiner)))
    head = len(phrase) if is_of_a_school(phrase, noun_phrase(phrase)) else head
    owner = _owner(index, span)
    if owner or not phrase:
        return owner
    lead, office = phrase[: max(0, head - 1)], phrase[max(0, head - 1)]
    makes = 0 < head < len(phrase) and lex.has("people.makers", phrase[head - 1].low) and phrase[head].low == "of"
    placed = ""
    for part in ([] if makes else phrase[head + 1 :], lead):
        runs = runs_of_bodies(index, part, tail=part is not lead)
        runs = [run for at, run in enumerate(runs) if not _owns_body(index, runs[at : at + 2])]
        for at, candidate in enumerate(runs):
            run = _body_words(index, candidate, phrase, office if part is lead else None)
            if not run:
                continue
            joint = phrase[head] if part is not lead and _follows(phrase[head + 1 :], run) else None
            if not loosely and names_no_body(run, office, joint):
                continue
            nowhere = not loosely and is_of_no_place(index, run, office)
            span = Span(run[0].start, run[-1].end)
            seen = index.entity(span)
            if part is lead:
                if nowhere:
                    continue
            elif seen is not None and phrase[head].low == "from" and not is_body_seen(index, candidate):
                continue  # "a student from Tulsa"
            span = joined_body(index, whole_body_name(index, span), role)
            alone, span = span, _with_owned(index, span, runs[at : at + 2], tail=part is not lead)
            place = seen is not None and seen.kind is EntityKind.LOCATION
            inside = joint is not None and joint.low == "in"
            place = place or (inside and lex.has("bodies.states", " ".join(word.low for word in run)))
            if part is not lead and place and not placed and span == alone:
                # "A CIA officer in Cairo" is rather the CIA's.
                placed = "" if nowhere else expand(index, span)[0]
                continue
            whole = any(word.low in ("of", "for") for word in candidate)  # "Center for Ocean Life"
            people = () if whole else index.people.within(span)
            person = next((n for n in people if index.people.mentions[n].span.end == span.end), -1)
            if person >= 0:  # "an adviser to Mr. Hale" is Dale Hale's
                return index.people.persons[person].name
            return _taken_up(index, run) or body_recalled(index, run, phrase, office) or expand(index, span)[0]
    return "" if placed and 0 < head < len(phrase) and phrase[head].low == "from" else placed


def _with_owned(index: Index, span: Span, runs: list[Words], *, tail: bool) -> Span:
    """Return where a body stands with the one of its own that is meant: "Tarn University['s Center for Law]".

    But in a `tail` of a role one word is an office's: "New York's [School] Chancellor".
    """
    own = runs[-1]
    if (
        len(runs) < 2
        or len(own) < 2 - tail
        or not (runs[0] and runs[0][-1].possessive and own[0].glued and own[0].named)
    ):
        return span
    while own[-1].low in ("of", "for"):
        own = own[:-1]
    inner = next((at for at, word in enumerate(own) if word.low in ("of", "for")), len(own))
    named = lexicon().has("bodies.nouns", own[inner - 1].low) and own[inner - 1].named
    return Span(span.start, whole_body_name(index, Span(own[0].start, own[-1].end)).end) if named else span


def _begins_body(index: Index, run: Words, office: Word | None) -> bool:
    """Tell whether the adjective at run[0] begins the name of a body that the article has: "[American] Motors".

    Else it may tell of which people another body is: "[German] Siemens".
    """
    if len(run) < 2 or office is None or not (run[0].named and run[1].named and run[1].glued):
        return False
    pair = index.text[run[0].start : run[1].end]
    return any(body.name.startswith(pair) for body in index.bodies)


def _follows(rest: Words, run: Words) -> bool:
    """Tell whether `run` stands at the beginning of `rest`, or behind another and "and": "for [Health] and [Care]"."""
    lead = [word.low for word in rest if run and word.start < run[0].start]
    return not lead or lead[-1] == "and"


def _body_words(index: Index, candidate: Words, phrase: Words, office: Word | None) -> Words:
    """Return the words of `candidate` that name the body, without what leads up to it, the `office` it stands before.

    `phrase` is all of the role.
    """
    lex = lexicon()
    while candidate and candidate[-1].low in ("of", "for"):
        candidate.pop()
    if office is not None:
        _drop_titles(index, candidate, office)
    elif len(candidate) > 1 and candidate[0].text.islower() and all(w.named for w in candidate[1:]):
        del candidate[0]  # "the charity Dark Rivers"
    name = " ".join(w.low for w in candidate)
    proper = bool(candidate) and candidate[-1].named and lex.has("bodies.nouns", candidate[-1].low)
    settled = proper or office is None
    skip = 0
    while name not in lex.sets["bodies.names"] and skip < len(candidate):
        if _begins_body(index, candidate[skip:], office):
            break  # "an American Motors spokesman"
        sure = settled and (candidate[skip].named or office is None)
        if not _skipped(index, candidate[skip], phrase[0], settled=sure):
            break
        skip += 1
        name = " ".join(w.low for w in candidate[skip:])
    skip -= _is_quartered(candidate, skip) or _is_number_of(candidate, skip)
    return candidate[skip:]


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


def _taken_up(index: Index, run: Words) -> str:
    """Return the body named before that a noun alone takes up: "The bank" in "The bank's head"; "" for none.

    None does where another that may be called so stands in the same sentence or the one before.
    """
    noun = run[0]
    the = THE.search(index.text, max(0, noun.start - 4), noun.start)
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


def _owns_body(index: Index, runs: list[Words]) -> bool:
    """Tell whether the first of `runs` is a country and the other its body, which is meant: "Peru's [Far Unit]"."""
    run, behind = runs[0], runs[-1]
    if len(runs) < 2 or not (run and behind and run[-1].possessive and behind[0].glued):
        return False
    state = lexicon().has("bodies.states", " ".join(word.low for word in run))
    return state and all(word.named or word.low in ("of", "for") for word in behind) and is_body_seen(index, behind)


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
