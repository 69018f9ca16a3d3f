"""A source that is no pronoun in, its `Source` out: a name, or a description and who it takes up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.files import read_data
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.index import tidy
from attrcheck.sources.people.labels import label_source
from attrcheck.sources.people.person_sources import people_source
from attrcheck.sources.pronouns.earlier_subjects import owner_name, subject_before
from attrcheck.sources.resolution import described_source, family_source, introduced_source, unnamed_source
from attrcheck.sources.scene import Scene
from attrcheck.sources.source import THINGS, UNNAMED, Source, SourceKind, found_by
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import one_of, read_phrase, singular
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["nominal_source"]


def nominal_source(
    scene: Scene, number: int, span: Span, said: Sequence[tuple[Span, Source]], labels: Mapping[str, Source]
) -> Source:
    """Return the source of a mention that is no pronoun; `labels` are those before by their words, the latest last."""
    index, numbers = scene.index, scene.heads[number]
    if not scene.cues[number].strip():
        labelled = label_source(index, span, numbers, labels, scene.turns)
        if labelled is not None:
            return labelled
    if _only_listens(scene, number, span):
        return Source(SourceKind.NONE, "")
    posts = _ACCOUNT.fullmatch(index.text, span.start, span.end)
    if posts is not None and (posts[1] is None or lexicon().has("posts.platforms", posts[1].lower())):
        role = "user" if "user" in posts[0].lower().split() else ""
        return found_by(Source(SourceKind.POST, posts[2] or posts[3], role), "full name")
    known = family_source(index, span) or (people_source(index, numbers, span) if numbers else None)
    if known is not None:
        return _out_of_a_group(scene, span, _with_pronoun(scene, span, known))
    found = unnamed_source(index, span, scene.kinds[number])
    found = _bodies_taken_up(scene, span, said, found) or _country(scene, span, found) or found
    if found.kind is SourceKind.ROLE:
        if span in scene.introduced:
            return introduced_source(index, span, scene.introduced[span])
        found = described_source(index, span, scene.meant[span]) or _withheld_before(scene, span, said) or found
        found = _last_to_speak(scene, span, found, said)
    if found.kind in UNNAMED:
        found = _told_before(scene, span, found, said)
    if not found.affiliation and found.kind in (SourceKind.ROLE, SourceKind.ORGANISATION):
        owner = owner_name(index, span.start, scene.antecedents)
        found = replace(found, affiliation="" if owner == found.name else owner)
    return _owned_thing(scene, span, found, said)


_AROUND = 1500  # characters around a capital that may tell of the town
#: What a text has that tells of a capital as of a town.
_OF_TOWN = (
    r"\b(?:[Mm]ayor|[Cc]ity|[Cc]ouncil|[Rr]esidents|[Ss]treets)(?: [A-Z][\w’'-]+){{0,3}} of {town}\b"
    r"|\b{town}(?:['’]s)? (?:[Mm]ayor|[Cc]ity|[Cc]ouncil|Assembly)\b"
)


def _country(scene: Scene, span: Span, source: Source) -> Source | None:
    """Return the country whose capital speaks, where the article has that country say something, too."""
    name = read_data("sources")["capitals"].get(source.name.lower()) if source.kind is SourceKind.ORGANISATION else None
    if name is None:
        return None
    around = scene.page.text[max(0, span.start - _AROUND) : span.start + _AROUND]
    if re.search(_OF_TOWN.format(town=re.escape(source.name)), around):
        return None
    letters = {short for short, whole in read_data("sources")["letters"].items() if whole == name}
    for main in scene.mains:
        words = main.of(scene.page.text).removeprefix("The ").removeprefix("the ") if main else ""
        if main and (words == name or (words.isupper() and words.replace(".", "").lower() in letters)):
            country = replace(source, name=expand(scene.index, main)[0], resolved_to=main)
            return found_by(country, "capital", given=min(1.0, source.confidence))
    return None


def _bodies_taken_up(scene: Scene, span: Span, said: Sequence[tuple[Span, Source]], source: Source) -> Source | None:
    """Return the bodies that "the companies" at `span` are, which together were the last of several that spoke."""
    phrase = read_phrase(scene.page, span)
    any_bodies = lexicon().has("bodies.any", phrase.head) or lexicon().has("bodies.trading", phrase.head)
    plain = phrase.plural and phrase.simple and phrase.determiner == "the" and len(phrase.first) == 1
    if not (source.kind is SourceKind.ORGANISATION and source.way == "noun alone" and plain and any_bodies):
        return None
    others = re.compile(rf"(?<!the ){re.escape(phrase.first[-1].low)}\b")  # "ten insurers"
    return next(
        (
            found_by(replace(group, resolved_to=group.resolved_to or place), "several bodies")
            for place, group in reversed(said)
            if group.kind is SourceKind.ORGANISATION and group.way == "several bodies"
            if not others.search(scene.page.text, place.end, span.start)
        ),
        None,
    )


_HEARD = re.compile(r" (?:has |have |had )?(?:heard|hears|hear)(?: \w+day)? ")
_TOLD = re.compile(r" (?:was|were|is|has been|have been) told ")


def _only_listens(scene: Scene, number: int, span: Span) -> bool:
    """Tell whether a court is told what a statement says: "the court heard that", the headline "…, inquest told"."""
    text, cue = scene.page.text, scene.cues[number]
    if not (_HEARD.fullmatch(cue) or _TOLD.fullmatch(cue) or cue == " told "):
        return False
    phrase = read_phrase(scene.page, span)
    if not lexicon().has("bodies.listeners", phrase.head) or phrase.first[-1].named:
        return False  # "Hull Crown Court heard" tells at least where
    return cue != " told " or re.match(r" told\s*(?:\n|\Z)", text[span.end :]) is not None


#: "The account Fen Watch", "a user named Tall Tom", "the Telegram channel «Night Fen»".
_ACCOUNT = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Aa]nother) )?(?:(\w+) (?:channel|page|group)|(?:\w+ )?(?:[Uu]ser|account|handle))"
    r"(?: named| called)? (?:[«“\"'](\w[^«»“”\"]*)[»”\"']|(@\w+|@?(?:[A-Z]|\w*[\d_])[\w.-]*(?: [A-Z][\w-]*)*)),?"
)
#: "Its own figures", "his office".
_OWN = re.compile(r"(its|his|her) (?:own )?(?=\w)", re.I)


def _owned_thing(scene: Scene, span: Span, source: Source, said: Sequence[tuple[Span, Source]]) -> Source:
    """Return `source` with whose it is in its name, where it is a paper or a body: "Ness Council report".

    `said` are the sources before it.
    """
    own = _OWN.match(source.name) if source.kind in (SourceKind.ORGANISATION, SourceKind.DOCUMENT) else None
    if own is None:
        return source
    place = source.resolved_to or span  # "[its] first quarter review", which "the report" takes up
    owner, thing = owner_name(scene.index, place.start, scene.antecedents), source.name[own.end() :]
    if own[1].lower() == "its" and place != span:
        number = scene.page.sentence(place.start)
        speakers = (
            who for at, who in reversed(said) if at.start < place.start and scene.page.sentence(at.start) == number
        )
        speaker = next(speakers, None)
        owner = speaker.name if speaker is not None and speaker.kind in THINGS and speaker.resolved_to else owner
    if not owner or lexicon().has("grammar.determiners", owner.partition(" ")[0].lower()):
        return source
    if place != span and not owner[:1].isupper():
        return source
    by_person = own[1].lower() in ("his", "her")
    if by_person and "," in thing:
        return source  # "her monograph, Fungi of Fen"
    return replace(source, name=f"{thing} of {owner}" if by_person else f"{owner} {thing}")


_HE_AND = re.compile(r"(?:both )?(he|she) and\b", re.I)


def _with_pronoun(scene: Scene, span: Span, source: Source) -> Source:
    """Return `source` with whom the pronoun stands for that it is joined to: "both he and Ann Lee"."""
    joined = _HE_AND.match(scene.page.text, span.start, span.end)
    if joined is None:
        return source
    found = scene.antecedents.get(joined.start(1))
    if found is None:
        return Source(SourceKind.PERSON, tidy(span.of(scene.page.text)), candidates=(source.name,), confidence=0.0)
    name = f"{found.person.name} and {source.name}"
    role = "" if _HE_AND.match(source.role) else source.role
    return found_by(replace(source, name=name, role=role), "of two")


#: "One of them, Ann Lee", "another of the four, Bob Roe".
_OUT_OF = re.compile(r"(?:one|another|the \w+) of (?:them|these|those|the (\w+)),? (?=\w)", re.I)


def _out_of_a_group(scene: Scene, span: Span, source: Source) -> Source:
    """Return `source` with what it is one of, which the sentence before told: "Two divers … One of them, Ann Lee"."""
    grouped = _OUT_OF.match(scene.page.text, span.start, span.end)
    told = grouped is None or not grouped.group().lower().startswith(source.role.lower())
    named = grouped is not None and grouped[1] and not lexicon().has("grammar.numbers", grouped[1].lower())
    if told or named or source.kind is not SourceKind.PERSON:
        return source
    group = subject_before(scene.index, span.start)
    if group is None or _tells_of_others(scene.page, Span(group.end, span.start)):
        return source
    return replace(source, role=one_of(group.of(scene.page.text)))


def _tells_of_others(page: TextIndex, span: Span) -> bool:
    """Tell whether `span` has several people in it, whom "one of them" may be of: "… interviewed the [neighbours]"."""
    nouns = ((word.low, singular(word.low)) for word in page.words(span.start, span.end))
    return any(noun != low and (lexicon().is_role(noun) or lexicon().has("vague.nouns", noun)) for low, noun in nouns)


def _last_to_speak(scene: Scene, span: Span, source: Source, said: Sequence[tuple[Span, Source]]) -> Source:
    """Return the only one whom the description of `source` may mean, where that one spoke last, else `source`."""
    if source.way != "nobody" or len(source.candidates) != 2 or not said or said[-1][1].name != source.candidates[1]:
        return source
    place, last = said[-1]
    phrase = read_phrase(scene.page, span)
    alone = len(phrase.first) == 1 and lexicon().has("people.general", phrase.head)  # "the musician"
    far = scene.page.sentence(span.start) - scene.page.sentence(place.start) > 2
    if alone or far or last.kind is not SourceKind.PERSON:
        return source
    named = replace(last, role=last.role or source.role, resolved_to=last.resolved_to or place)
    return found_by(named, "last to speak", source.candidates[:1])


def _withheld_before(scene: Scene, span: Span, said: Sequence[tuple[Span, Source]]) -> Source | None:
    """Return the anonymous source that "the woman" at `span` goes on from, if it was the last to speak."""
    phrase = read_phrase(scene.page, span)
    plain = phrase.determiner == "the" and phrase.simple and phrase.head in ("man", "woman", "person")
    if not plain or not said or said[-1][1].kind is not SourceKind.ANONYMOUS:
        return None
    place, source = said[-1]
    if scene.page.sentence(span.start) - scene.page.sentence(place.start) > 3:
        return None
    return found_by(replace(source, resolved_to=place), "taken up")


def _told_before(scene: Scene, span: Span, source: Source, said: Sequence[tuple[Span, Source]]) -> Source:
    """Return the `source` without a name at `span` as it was told more of where it last spoke: "the sources"."""
    phrase = read_phrase(scene.page, span)
    if not (phrase.definite and phrase.simple and phrase.first):
        return source
    own = {word.low for word in phrase.first[:-1]}
    for place, other in reversed(said):
        before = read_phrase(scene.page, place)
        if other.kind not in UNNAMED or before.head != phrase.head or before.plural != phrase.plural:
            continue
        if not own <= {word.low for word in before.first} or len(other.role) < len(source.role):
            return source
        kind = other.kind if other.kind is SourceKind.ANONYMOUS else source.kind
        body = source.affiliation or other.affiliation
        role = other.role if len(other.role) > len(source.role) else source.role  # not "Analysts" for "the analysts"
        return replace(source, kind=kind, role=role, affiliation=body, resolved_to=other.resolved_to or place)
    return source
