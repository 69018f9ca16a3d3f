"""Article and named entities in, `People` out: every mention of a person, joined under the fullest name and role.

The words it goes by (titles, honorifics, particles, given names) stand in data/sources.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import Entity, EntityKind
from attrcheck.sources.bodies.body_signs import LEGAL_FORM
from attrcheck.sources.people.name_candidates import OPENING_MARKS, Seen, is_nicknamed, name_pieces, name_runs, stoppers
from attrcheck.sources.people.names import Named, first_sex, is_movement, suffixless, surname_forms, written
from attrcheck.sources.people.people import People, join_mentions, share_surnames
from attrcheck.sources.people.title_complements import complement_length
from attrcheck.sources.people.whole_titles import whole_title
from attrcheck.sources.roles.role_phrases import is_trade_by_look
from attrcheck.sources.roles.roles import titles_at
from attrcheck.sources.text.lexicon import Word, Words, honorifics, lexicon, noun_phrase
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["find_people"]


_CREDIT = lazily(
    r"\b(?:(?:Photo(?:graph)?s?|Pictures?|Images?|Illustrations?|Video|Credit) (?:by|courtesy of)|"
    r"(?:[Pp]hoto(?:graph)?s?|[Pp]ictures?|[Ii]mages?|[Ii]llustrations?|[Cc]redit)(?: by)?:) ?\Z"
)


def find_people(page: TextIndex, entities: Iterable[Entity], sources: Sequence[Span]) -> People:
    """Return the people named in the article; `sources` are the spans of attributions' sources, in text order."""
    text, seen = page.text, Seen(page.text, entities, sources)
    starts = frozenset(seen.source_starts)
    sure: list[Named] = []
    singles: list[Named] = []
    titles: list[Word] = []
    for paragraph in page.readable:
        for run in name_runs(page, paragraph):
            opening = run[0].start
            if text[opening - 1 : opening] == "@" or _CREDIT.search(text, max(paragraph.start, opening - 24), opening):
                continue  # an account, or who took the picture
            called = len(run) < 3 and run[-1].low in stoppers() and (len(run) == 1 or run[0].low in honorifics())
            if called and not _counts(page, run[-1], seen):
                titles.append(run[-1])
            for piece in name_pieces(page, run, seen):
                named, certain = _judge(page, paragraph, run, piece, seen)
                (sure if certain else singles).append(named)
    surnames = {last for named in sure if len(last := suffixless(named.parts)[-1]) > 1}
    forms = surname_forms(text, sure)
    # A word that elsewhere ends a person's name is that person, unless it is seen as a body or place and says nothing.
    sure += [
        n
        for n in singles
        if ((len(n.parts) == 1 and n.parts[0] in surnames) or written(text, n) in forms)
        and not n.modifies
        and (seen.kind(n.span) is None or (n.span.start in starts and n.parts[0] not in lexicon().sets["bodies.names"]))
    ]
    # "Backer said", where Dan Backer was named.
    known = {last for named in sure if len(named.parts) > 1 and len(last := suffixless(named.parts)[-1]) > 1}
    known |= {named.parts[0] for named in sure if len(named.parts) > 1} & lexicon().sets["people.given_words"]  # "May"
    taken = {named.span.start for named in sure}
    for word in titles:
        if word.start in starts and word.low in known and word.text[0].isupper() and word.start not in taken:
            sure.append(Named(Span(word.start, word.end), (word.low,), 0, None, False))
    return join_mentions(page, share_surnames(text, sorted(sure, key=lambda n: n.span)))


def _name_range(page: TextIndex, run: Words, piece: tuple[int, int], seen: Seen) -> tuple[int, list[EntityKind | None]]:
    """Return where in `run`, within `piece`, a name begins, and what each word of it is seen as.

    It is without what the reader sees as another, and without a title.
    """
    first, last = piece
    kinds = [seen.kind(Span(word.start, word.end)) for word in run[first:last]]
    while len(kinds) > 1 and kinds[0] not in (None, EntityKind.PERSON) and EntityKind.PERSON in kinds:
        first, kinds = first + 1, kinds[1:]
    if EntityKind.PERSON in kinds and last - first > 2:
        # A headline's capitals: the reader knows better which of them are a name. Initials it may miss.
        sure = [kind is EntityKind.PERSON or len(run[first + i].low) < 3 for i, kind in enumerate(kinds)]
        high = len(kinds) - kinds[::-1].index(EntityKind.PERSON)
        low = next((i + 1 for i in range(high - 1, -1, -1) if not sure[i] and not first_sex(run[first + i].low)), 0)
        while high < len(kinds) and run[first + high].low in lexicon().sets["people.suffixes"]:
            high += 1
        first, kinds = first + low, kinds[low:high]
    behind = complement_length(page, run[first : first + len(kinds)])  # "Prime Minister of Iraq Ali Hashim"
    first, kinds = first + behind, kinds[behind:]
    if len(kinds) > 1 and run[first].low.endswith("ly") and len(run[first].low) > 6 and not first_sex(run[first].low):
        first, kinds = first + 1, kinds[1:]  # "Interestingly Smith"
    elif len(kinds) > 1 and _opens_as_a_participle(page, run[first], run[first + 1], seen):
        first, kinds = first + 1, kinds[1:]  # "Seeing Smith stumble, a nurse ran up"
    elif (
        len(kinds) > 2 and _opens_as_a_trade(page, run[first]) and not is_nicknamed(page.text, *run[first : first + 2])
    ):
        first, kinds = first + 1, kinds[1:]  # "Welder Sione Vakauta"
    elif len(kinds) > 2 and (run[first].low == "major" or _is_trade_in_two(run[first])):
        first, kinds = first + 1, kinds[1:]  # "Major Ann Lee Hale", "Sea-diver Ann Lee"
    elif len(kinds) == 2 and _titled_in_full(page, run[first], run[first + 1], seen):
        first, kinds = first + 1, kinds[1:]  # "Ombud Holm", where the article has "Ombud Carey Holm"
    return first, kinds


def _judge(page: TextIndex, bounds: Span, run: Words, piece_range: tuple[int, int], seen: Seen) -> tuple[Named, bool]:
    """Return the mention run[first:last] and whether it is certainly a person's."""
    text, (first, kinds) = page.text, _name_range(page, run, piece_range, seen)
    last = first + len(kinds)
    piece = run[first:last]
    dotted = piece[-1].low in ("jr", "sr") and text[piece[-1].end : piece[-1].end + 1] == "."
    regnal = first and piece[0].glued and run[first - 1].low in lexicon().sets["people.regnal"]
    # "Pope Leo XIV", "King Juan Carlos", but "Homecoming Queen Ann Lee".
    crowned = first < 2 or not run[first - 1].glued or lexicon().has("people.peoples", run[first - 2].low)
    reigns = regnal and crowned and run[first - 1].low in lexicon().sets["people.reigning"]
    start = run[first - 1].start if regnal and (last - first == 1 or reigns) else piece[0].start
    seat = _SEAT.match(text, piece[-1].end, bounds.end) if start < piece[0].start and _is_peer(run[first - 1]) else None
    span = Span(start, seat.end() if seat else piece[-1].end + dotted)  # "Baroness Hale of Richmond"
    parts = tuple(word.low for word in piece if word.named) or (piece[-1].low,)
    before = run[first - 1].low if first and piece[0].glued else ""
    sets = lexicon().sets
    honorific = (before in sets["people.honorifics_male"]) - (before in sets["people.honorifics_female"])
    addressed = run[first - 1].start if before in honorifics() else span.start
    titles = titles_at(page, Span(piece[0].start, span.end), addressed, bounds, seen=EntityKind.PERSON in kinds)
    title, role = titles.before, titles.role
    if role is not None and role.start < span.start:
        role = whole_title(page, seen, seen.with_body(role), span.start)
    nickname = next((w.low for a, w in pairwise(piece) if text[a.end : w.start] in OPENING_MARKS), "")
    follows = last < len(run) and run[last].glued and not piece[-1].possessive
    follows = follows and run[last].low not in sets["people.after_names"]  # "Priya Nair MP"
    named = Named(span, parts, honorific, role, follows, titles.also, nickname)
    if before not in honorifics() and title is None and _is_seat(page, run, first, last):
        determined = len(parts) > 1 or _DETERMINES.search(text, max(0, span.start - 12), span.start)
        return (replace(named, role=None, also=None, modifies=True) if determined else named), False
    if len(piece) == 1 and before and (full := _titled_in_full(page, run[first - 1], piece[0], seen)):
        named = replace(named, parts=(full.partition(" ")[0].lower(), parts[0]), whole=full)
    whole = " ".join(parts)
    if _is_no_name(text, run, first, piece):
        return named, False
    if len(parts) == 1 and parts[0].endswith("s") and _is_a_people(text, named) and not first_sex(parts[0]):
        return named, False
    other = any(kind not in (None, EntityKind.PERSON) for kind in kinds)
    holy = other and before == "st"  # "St Barnabas", where the reader sees a hospital
    if (EntityKind.PERSON in kinds or (before in honorifics() and not holy)) and len(whole) > 1:
        thing = any(parts[-1] in sets[name] for name in ("bodies.last", "documents.last", "called.station"))
        # "Halberd Engines", where the reader sees but a Halberd.
        goods = kinds == [EntityKind.PERSON, None] and not first_sex(parts[0]) and parts[-1] in sets["bodies.firms"]
        return named, not (follows and other) and not (len(parts) > 1 and thing) and not goods
    titled = (title is not None or titles.apposed) and len(parts) in (2, 3) and first_sex(parts[0]) != 0
    if role is not None and not titled and not set(parts) & sets["bodies.nouns"]:
        phrase = page.words(role.start, role.end)
        noun = phrase[max(0, noun_phrase(phrase) - 1)].low
        titled = role.start > span.end and len(parts) in (2, 3) and noun not in sets["people.of_bodies"]
        titled = titled and LEGAL_FORM.search(span.of(text)) is None  # "Far Mines Corp, an agent"
    if titled and not follows and EntityKind.LOCATION not in kinds:
        return named, True  # "Pastor Joseph Brown", "Elward Stone, an official", whatever the reader saw
    if other or whole in sets["bodies.names"] or whole in sets["outlets.names"] or parts[-1] in sets["outlets.last"]:
        return named, False
    if len(parts) > 1 and parts[-1] in sets["bodies.last"]:
        return named, False
    if follows or len(parts) > 5:
        return named, False
    heading = not seen.entities and seen.ends_source(text, span) and before not in sets["grammar.determiners"]
    given = first_sex(parts[0]) != 0
    telling = title is not None and not (len(parts) == 1 and _beside(text, title))
    return named, telling or (len(parts) > 1 and (given or role is not None or heading))


def _is_a_people(text: str, named: Named) -> bool:
    """Tell whether many are told of by one word: "the Brahmans", but no "the Rams' coach", "the Mrs Holms"."""
    return text[max(0, named.span.start - 4) : named.span.start].lower() == "the " and text[named.span.end] in " ,.;"


#: What no person's name stands behind: "[The] Dunmere MP".
_DETERMINES = lazily(r"\b(?:the|an?|one|another|this|that|its|their|our|his|her) \Z", re.I)
_MORE_SEATS = lazily(
    r"(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)*,? (?:and|&) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2} "
    r"(?:MP|MEP|MSP|MLA|TD)\b(?! [A-Z])"
)


def _is_seat(page: TextIndex, run: Words, first: int, last: int) -> bool:
    """Tell whether run[first:last] tells of which seat or party a member is: "Dunmere MP", "the Sinn Féin MP".

    "Ann Lee MP" is somebody; so is "Lee MP", where the article names Ann Lee.
    """
    start = run[first].start
    determined = _DETERMINES.search(page.text, max(0, start - 12), start) is not None
    if determined and _MORE_SEATS.match(page.text, run[last - 1].end):
        return True  # "The Torvik and Ness MP"
    member = run[last] if last < len(run) and run[last].glued else None
    if member is None or not (member.text.isupper() and lexicon().has("people.members", member.low)):
        return False
    if last + 1 < len(run) and run[last + 1].glued:
        return False  # "Dunmere MP Ann Lee"
    lead = page.words(max(0, start - 30), start)[-1:]
    if lead and lead[0].low == "late":
        return False
    status = bool(lead) and lexicon().has("people.status", lead[0].low)
    former = status and _DETERMINES.search(page.text, max(0, lead[0].start - 12), lead[0].start) is not None
    return last - first == 1 or determined or former


def _counts(page: TextIndex, word: Word, seen: Seen) -> bool:
    """Tell whether a word counts those of the noun behind it: "Most anarchists", where Johann Most was named."""
    source = seen.source_at(word.start) if lexicon().has("vague.counts", word.low) else None
    noun = page.words(word.end, source.end)[:1] if source is not None else []
    return bool(noun) and noun[0].text.islower()


def _is_no_name(text: str, run: Words, first: int, piece: Words) -> bool:
    """Tell whether a run of capitals is plainly nobody: "Kamloops RCMP", "(RCMP)", the Orleans of New Orleans."""
    last = piece[-1].text
    letters = len(last) > 2 and last.isascii() and last.isupper() and not re.search("[AEIOUY]", last)
    bracketed = text[piece[0].start - 1 : piece[0].start] == "(" and text[piece[-1].end : piece[-1].end + 1] == ")"
    alone = len(piece) == 1 and (
        lexicon().has("people.portfolios", piece[0].low)
        or (is_movement(piece[0].low) and not (first and run[first - 1].low in honorifics()))
        or (piece[0].low.endswith("ing") and text[piece[0].end : piece[0].end + 5] == " the ")
        or (first > 0 and piece[0].glued and lexicon().has("documents.last", piece[0].low))
    )  # "Counsel Assisting the Inquiry", "Road Passenger Act"
    low = piece[0].low
    several = len(piece) == 1 and low.endswith("s") and not low.endswith("ss") and not piece[0].possessive
    alone = alone or (several and len(low) > _SHORTEST_PLURAL and text.endswith((" the ", "The "), 0, piece[0].start))
    before = run[first - 1] if len(piece) == 1 and first > 0 and piece[0].glued else None
    quarter = (
        before is not None and lexicon().has("people.quarters", before.low) and text.endswith(" of ", 0, before.start)
    )
    placed = quarter or (before is not None and before.low in ("new", "fort", "port", "mount"))
    return (letters and (len(piece) > 1 or bracketed)) or placed or alone


def _opens_as_a_participle(page: TextIndex, word: Word, name: Word, seen: Seen) -> bool:
    """Tell whether `word` opens a sentence, who is named behind it being its object: "Seeing Lee stumble, she ran up".

    Elsewhere the article has the name alone, and never with the word before it: "Manning Lee" is a name.
    """
    text, low = page.text, word.low
    looks = low.endswith("ing") and len(low) > _SHORTEST_PARTICIPLE and not first_sex(low)
    if not looks or page.sentences[page.sentence(word.start)] < word.start or seen.begins_source(word.start):
        return False
    behind = re.match(r"[^.!?\n]{0,80},", text[name.end : name.end + 82])
    alone = re.search(rf"(?<!{re.escape(word.text)} )\b{re.escape(name.text)}\b", text)
    return behind is not None and alone is not None and text.count(f"{word.text} {name.text}") == 1


def _titled_in_full(page: TextIndex, word: Word, name: Word, seen: Seen) -> str:
    """Return the full name of "Ombud Holm", of an article that has "Ombud Carey Holm" and "the ombud"; "" for others.

    So `word` is an office, though no list knows it.
    """
    if first_sex(word.low) or not seen.is_noun(word.low):
        return ""
    whole = re.compile(rf"\b{re.escape(word.text)} ([A-Z]\w+ (?:[A-Z]\. )?{re.escape(name.text)})\b")
    at = page.text.find(f"{word.text} ")
    while at >= 0:
        found = whole.match(page.text, at)
        if found is not None and seen.is_person(Span(*found.span(1))):
            return found[1]
        at = page.text.find(f"{word.text} ", found.end() if found else at + 1)
    return ""


def _is_trade_in_two(word: Word) -> bool:
    """Tell whether a word of two halves, the second in small letters, is what somebody does: "Moon-walker"."""
    half = word.text.rpartition("-")[2]
    lex = lexicon()
    trade = lex.is_role(half) or lex.has("people.trades", half) or lex.has("people.given_trades", half)
    return "-" in word.text and half.islower() and half != "man" and trade  # no "Soo-man Lee Park"


def _opens_as_a_trade(page: TextIndex, word: Word) -> bool:
    """Tell whether a word that opens a sentence, and is no given name, is what somebody does by its look: "Welder"."""
    given = first_sex(word.low) or lexicon().has("people.given_trades", word.low)
    return not given and is_trade_by_look(page, word)


#: Letters that several people's name has more than: "the Morrans".
_SHORTEST_PLURAL = 5
#: Letters that a participle has at least: no "Ming", no "Ewing".
_SHORTEST_PARTICIPLE = 5
_SEAT = lazily(r" of [A-Z][\w’-]+(?: (?:[A-Z][\w’-]+|upon|in|le|on)){0,3}(?<! upon)(?<! in)(?<! le)(?<! on)")


def _is_peer(word: Word) -> bool:
    return lexicon().has("people.peers", word.low)


def _beside(text: str, title: Span) -> bool:
    """Tell whether a title is one that teams and towns are to each other as well: "rival Delmont"."""
    return title.of(text).split()[-1].lower() in lexicon().sets["people.of_bodies"]
