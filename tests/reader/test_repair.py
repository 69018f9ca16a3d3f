"""Statements: what the reader linked becomes whole, each part where it belongs."""

from __future__ import annotations

import pytest

from attrcheck.article.model import Span
from attrcheck.article.quotations import find_quotations
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribute import attribute
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.reader.reading import Linked, Reading
from attrcheck.reader.repair import repair
from attrcheck.reader.spans import Ranges
from attrcheck.reader.unowned import gone_on
from tests.support.marked import unmarked

#: Marked text -> source, cue and content of each row, as they come out.
CASES = {
    "the day is no part of who said it": (
        "[S:The mayor Tuesday] [C:said] [T:it was late].",
        [(["The mayor"], ["said"], ["it was late"])],
    ),
    "nor is the night": (
        "[S:Two officials late Monday night] [C:said] [T:it was late].",
        [(["Two officials"], ["said"], ["it was late"])],
    ),
    "but the day of a report is": (
        "[T:it was late], [C:according to] [S:a report released Monday].",
        [(["a report released Monday"], ["according to"], ["it was late"])],
    ),
    "and it is of a name": (
        "[S:A spokesman for Sheffield Wednesday] [C:said] [T:it was late].",
        [(["A spokesman for Sheffield Wednesday"], ["said"], ["it was late"])],
    ),
    "and of a paper's": (
        "[S:The Mail on Sunday] [C:said] [T:it was late].",
        [(["The Mail on Sunday"], ["said"], ["it was late"])],
    ),
    "where somebody writes is no part of the verb": (
        "[T:“It is late,”] [S:Ada Moss] [C:wrote in] a letter to the port.",
        [(["Ada Moss"], ["wrote"], ["“It is late,”"])],
    ),
    "nor is how": (
        "[T:“It is late,”] [S:Ada Moss] [C:says with a grin in] her office.",
        [(["Ada Moss"], ["says"], ["“It is late,”"])],
    ),
    "but a statement that it is said in is": (
        "[S:Ada Moss] [C:said in a statement] [T:it was late].",
        [(["Ada Moss"], ["said in a statement"], ["it was late"])],
    ),
    "and so is what something is told of in": (
        "[T:The wreck] [C:is told of in] [S:two songs].",
        [(["two songs"], ["is told of in"], ["The wreck"])],
    ),
    "and in that begins what is said is left there": (
        "[S:Ada Moss] [C:wrote in] [T:French that it was late].",
        [(["Ada Moss"], ["wrote in"], ["French that it was late"])],
    ),
    "the noun of what somebody says is the verb's": (
        "[C:The] fear within [S:the port] is [T:that it was late].",
        [(["the port"], ["The fear"], ["that it was late"])],
    ),
    "by whom it is as well": (
        "[C:The] claim by [S:one of the divers] [T:that it sank] was old.",
        [(["one of the divers"], ["The claim"], ["that it sank"])],
    ),
    "and whose it is": (
        "[S:The mayor] [C:set out her] fears [T:that it would sink].",
        [(["The mayor"], ["set out her fears"], ["that it would sink"])],
    ),
    "but whom it is about is none": (
        "[S:The mayor] [C:reminded her] aide [T:to be there].",
        [(["The mayor"], ["reminded her"], ["to be there"])],
    ),
    "as somebody puts it": (
        "As [S:one diver] [C:puts] [T:it, there is more rust than iron].",
        [(["one diver"], ["puts it"], ["there is more rust than iron"])],
    ),
    "what somebody puts is what is said": (
        "[S:The report] [C:puts] [T:it at ten tons].",
        [(["The report"], ["puts"], ["it at ten tons"])],
    ),
    "how often somebody says so is not all of the verb": (
        "[T:“It is late,”] [S:Ada Moss] [C:often] says.",
        [(["Ada Moss"], ["often says"], ["“It is late,”"])],
    ),
    "nor is who was first": (
        "[T:It is late], [S:the Fen Post] [C:first] reported.",
        [(["the Fen Post"], ["first reported"], ["It is late"])],
    ),
    "but what follows no verb stays": (
        "[T:“It is late,”] [S:Ada Moss] [C:often] in tears.",
        [(["Ada Moss"], ["often"], ["“It is late,”"])],
    ),
    "a source behind the verb goes on to its noun": (
        "[T:It is late], [C:according to] [S:the terms of a] new deal reached in May.",
        [(["the terms of a new deal"], ["according to"], ["It is late"])],
    ),
    "or to who gave it": (
        "[T:It is late], [C:according to] [S:a film provided by] Fen Radio.",
        [(["a film provided by Fen Radio"], ["according to"], ["It is late"])],
    ),
    "or to its sum": (
        "[C:Under] [S:the mayor's change to the] $1.4 billion harbour bill, [T:it is late].",
        [(["the mayor's change to the $1.4 billion harbour bill"], ["Under"], ["it is late"])],
    ),
    "but not into what is said": (
        "[C:According to] [S:the people she lived with], [T:it was late].",
        [(["the people she lived with"], ["According to"], ["it was late"])],
    ),
    "a dash is no part of who speaks": (
        "[S:The lines --] Fen, Far and Marsh -- [C:have agreed] [T:that it is late].",
        [(["The lines"], ["have agreed"], ["that it is late"])],
    ),
    "a hyphen within a name is": (
        "[S:Moss-Hale] [C:said] [T:it was late].",
        [(["Moss-Hale"], ["said"], ["it was late"])],
    ),
    "an article alone is nobody": (
        "[S:The] also [C:reported] [T:that it was late].",
        [([], ["reported"], ["that it was late"])],
    ),
    "nor is there": (
        "[S:There] was much [C:shouting] [T:“It is late!”]",
        [([], ["shouting"], ["“It is late!”"])],
    ),
    "before those who say so neither": (
        "[S:There old pilots] [C:believe] [T:that it sank].",
        [(["old pilots"], ["believe"], ["that it sank"])],
    ),
    "how many is not who": (
        "[S:Several] divers [C:said] [T:it was late].",
        [(["Several divers"], ["said"], ["it was late"])],
    ),
    "and those whom a party has are its own": (
        "[S:Republican] voters [C:fear] [T:that it is late].",
        [(["Republican voters"], ["fear"], ["that it is late"])],
    ),
    "several may be all who say so": (
        "[S:Several] then [C:said] [T:it was late].",
        [(["Several"], ["said"], ["it was late"])],
    ),
    "what is told of who speaks is part of that, with its letters and stops": (
        "[S:Divers that had trained at the U.S. Marine School] [C:said] [T:it was late].",
        [(["Divers that had trained at the U.S. Marine School"], ["said"], ["it was late"])],
    ),
    "and a body's place is": (
        "[S:The Fen Line of the U.S. West Coast] [C:said] [T:it was late].",
        [(["The Fen Line of the U.S. West Coast"], ["said"], ["it was late"])],
    ),
    "who is denied bail says nothing": ("[S:The pilot] [C:was denied] [T:bail until March].", []),
    "nor does who denies it": ("[S:The court] [C:denied] [T:the pilot the chance to speak].", []),
    "nor does who denies it to somebody of whom more is told": (
        "[S:The court] [C:denied] [T:bail to a pilot who was ill].",
        [],
    ),
    "but that it is so may be denied": (
        "[S:The port] [C:denied] [T:access to the pier was closed].",
        [(["The port"], ["denied"], ["access to the pier was closed"])],
    ),
    "also that somebody has it": (
        "[S:The port] [C:denied] [T:permission had been given].",
        [(["The port"], ["denied"], ["permission had been given"])],
    ),
    "or that something threatens it": (
        "[S:Ada Moss] [C:denied] [T:the right to fish is at risk].",
        [(["Ada Moss"], ["denied"], ["the right to fish is at risk"])],
    ),
    "and why may be told": (
        "[S:The court] [C:denied] [T:bail because the pilot had fled].",
        [(["The court"], ["denied"], ["bail because the pilot had fled"])],
    ),
    "nor is a port denied more time": ("[S:The port], [C:denied] [T:more time to dredge], closed.", []),
    "but who denies that it was given does": (
        "[S:The port] [C:denied] [T:that access had been given].",
        [(["The port"], ["denied"], ["that access had been given"])],
    ),
    "or any access": (
        "[S:The port] [C:denies] [T:any access to the wreck].",
        [(["The port"], ["denies"], ["any access to the wreck"])],
    ),
    "what is to somebody's credit is nobody's": ("[C:To] [S:its credit], [T:the port is ready to close the weir].", []),
    "what is so to some degree as well": ("[C:To] [S:some] degree, [T:the weir is old].", []),
    "but what it is to some is theirs": (
        "[C:To] [S:some], [T:the weir is a ruin].",
        [(["some"], ["To"], ["the weir is a ruin"])],
    ),
    "whom somebody speaks to is no source": (
        "[T:“It is late,”] [C:says] [S:Moss to one of the divers].",
        [(["Moss"], ["says"], ["“It is late,”"])],
    ),
    "a source that is only which one is it goes on to its noun": (
        "[S:Earlier] work [C:had suggested] [T:that it was late].",
        [(["Earlier work"], ["had suggested"], ["that it was late"])],
    ),
    "and one that is only others' does": (
        "[S:Ferrymen and other] pilots [C:wanted] [T:a bell].",
        [(["Ferrymen and other pilots"], ["wanted"], ["a bell"])],
    ),
    "up to the adverb of the verb": (
        "As [S:later] Roman poets often [C:claimed], [T:it sank].",
        [(["later Roman poets"], ["claimed"], ["it sank"])],
    ),
    "whoever is joined to somebody by and is a source too": (
        "[S:Miss Marsh] and her mother [C:said] [T:it was late].",
        [(["Miss Marsh and her mother"], ["said"], ["it was late"])],
    ),
    "but not what the same one does": (
        "[S:Miss Marsh] turned and [C:said] [T:it was late].",
        [(["Miss Marsh"], ["said"], ["it was late"])],
    ),
    "nor is an only that tells when": (
        "[S:Only] then had she [C:said] [T:that it was late].",
        [(["Only"], ["said"], ["that it was late"])],
    ),
    "whom a letter is to says nothing": (
        "To [S:the Editor]: [T:“It is late in the year, and nobody has come to see the bridge.”]",
        [],
    ),
    "but not over what is no noun": (
        "[S:Earlier] she also [C:had suggested] [T:that it was late].",
        [(["Earlier"], ["had suggested"], ["that it was late"])],
    ),
    "a sentence that tells who says so is not whoever's comes next": (
        "[T:Unconfirmed reports on social media had suggested that two were swept overboard]. "
        "[T:Those are wrong], [S:she] [C:says].",
        [
            (
                ["Unconfirmed reports on social media"],
                ["had suggested"],
                ["that two were swept overboard"],
            ),
            (["she"], ["says"], ["Those are wrong"]),
        ],
    ),
    "nor is who is a delegate to the congress cut": (
        "[T:“It is late,”] [C:says] [S:Delegate to the Congress Ada Moss].",
        [(["Delegate to the Congress Ada Moss"], ["says"], ["“It is late,”"])],
    ),
    "a number behind a short word is of the same sentence": (
        "[S:The report] [C:said] [T:vol. 3 of the diary had been lost].",
        [(["The report"], ["said"], ["vol. 3 of the diary had been lost"])],
    ),
    "a mass at six is no entry's time": (
        "[T:6.30 Mass was always full], [C:said] [S:Moss].",
        [(["Moss"], ["said"], ["6.30 Mass was always full"])],
    ),
    "but a post may be one to a country": (
        "[T:“It is late,”] [C:says] [S:Ambassador to Chad Ada Moss].",
        [(["Ambassador to Chad Ada Moss"], ["says"], ["“It is late,”"])],
    ),
    "a statement does not jump over a sentence": (
        "[T:the harbour had been closed for the whole of that winter]. It rained. [S:Ann] [C:said] [T:it was late].",
        [
            ([], [], ["the harbour had been closed for the whole of that winter"]),
            (["Ann"], ["said"], ["it was late"]),
        ],
    ),
    "a short stray from another sentence is dropped": (
        "They stay [T:out of sight]. Still, [C:there is reason to believe] [T:that the harbour was closed].",
        [([], ["there is reason to believe"], ["that the harbour was closed"])],
    ),
    "what stands behind a speaker's label is a row": (
        "[S:Ann Lee]: [T:The pier is not safe in a storm from the west].",
        [(["Ann Lee"], [], ["The pier is not safe in a storm from the west"])],
    ),
    "what stands between commas within a statement is part of it": (
        "[T:The accounts], run from a flat in Hull, [T:spread it], [S:Ann] [C:said].",
        [(["Ann"], ["said"], ["The accounts, run from a flat in Hull, spread it"])],
    ),
    "but not the speaker": (
        "[T:The accounts], [S:Ann] [C:said], [T:spread it].",
        [(["Ann"], ["said"], ["The accounts", "spread it"])],
    ),
    "a bracket round more than the statement is no part of it": (
        "([S:Ann] [C:said]: [T:“It was late (too late).”)]",
        [(["Ann"], ["said"], ["“It was late (too late).”"])],
    ),
    "who aims to do something says so": (
        "It rained. The port of Ness also aims [T:to dredge the whole of the western channel in May].",
        [(["The port of Ness"], ["aims"], ["to dredge the whole of the western channel in May"])],
    ),
    "but nobody who only does it": (
        "It rained. The port of Ness began [T:to dredge the whole of the western channel in May].",
        [([], [], ["to dredge the whole of the western channel in May"])],
    ),
    "the letters of a list open no bracket": (
        "[S:It] [C:found] [T:a) the dam (of 1923) is old and b) the gates stuck (in 2001)].",
        [(["It"], ["found"], ["a) the dam (of 1923) is old and b) the gates stuck (in 2001)"])],
    ),
    "a square bracket round more than the statement is no part of it either": (
        "[[S:Ann] [C:said] [T:it was late.]]",
        [(["Ann"], ["said"], ["it was late."])],
    ),
    "but one that the statement opens is": (
        "[S:Ann] [C:said] [T:it was late (very late)].",
        [(["Ann"], ["said"], ["it was late (very late)"])],
    ),
    "what is said in a bracket begins there": (
        "[T:The bridge shut (for a week], [S:Ann] [C:said]).",
        [(["Ann"], ["said"], ["for a week"])],
    ),
    "and ends there": (
        "The bridge ([S:Ann] [C:said] [T:it was old) had shut].",
        [(["Ann"], ["said"], ["it was old"])],
    ),
    "but what stands outside alone is said too": (
        "[T:The bridge shut] (so [S:Ann] [C:said]).",
        [(["Ann"], ["said"], ["The bridge shut"])],
    ),
    "nor does a bracket that is closed before take anything": (
        "[T:The bridge shut (for a week)], [S:Ann] [C:said] (on Friday).",
        [(["Ann"], ["said"], ["The bridge shut (for a week)"])],
    ),
    "the eyes that somebody has are of the cue": (
        "[C:In] [S:the eyes of Ann Lee], [T:the road was bad].",
        [(["Ann Lee"], ["In the eyes of"], ["the road was bad"])],
    ),
    "as are those between": (
        "[C:Through the eyes] of [S:Ann Lee], [T:the road was bad].",
        [(["Ann Lee"], ["Through the eyes of"], ["the road was bad"])],
    ),
    "and those behind the one who has them": (
        "[C:In] [S:Ann Lee’s] eyes, [T:the road was bad].",
        [(["Ann Lee"], ["In", "eyes"], ["the road was bad"])],
    ),
    "even within the source": (
        "[C:To] [S:her mind], [T:the road was bad].",
        [(["her"], ["To", "mind"], ["the road was bad"])],
    ),
    "but no house is": (
        "[C:In] [S:Ann Lee’s] house, [T:the road was bad].",
        [(["Ann Lee’s"], ["In"], ["the road was bad"])],
    ),
    "a source does not reach over the stop of a sentence at letters": (
        "He fled to [S:the U.S. A man] [C:said] [T:it was late].",
        [(["A man"], ["said"], ["it was late"])],
    ),
    "but letters within a name stop nothing": (
        "[S:The U.S. Army] [C:said] [T:it was late].",
        [(["The U.S. Army"], ["said"], ["it was late"])],
    ),
    "nor do those before a title": (
        "[S:The U.S. Trade Representative] [C:said] [T:it was late].",
        [(["The U.S. Trade Representative"], ["said"], ["it was late"])],
    ),
    "whom a text cites is no part of what is said": (
        "[S:They] [C:hold] [T:that it works (e.g. Fell & Moss, 2011a; Roe et al., 2014)].",
        [(["They"], ["hold"], ["that it works"])],
    ),
    "but is who argued so where nobody else is": (
        "[C:It has been argued] [T:that it works (Fell et al., 2011)].",
        [(["Fell et al."], ["It has been argued"], ["that it works"])],
    ),
    "a year alone is no citation": (
        "[S:They] [C:hold] [T:that it worked (in March 2011)].",
        [(["They"], ["hold"], ["that it worked (in March 2011)"])],
    ),
    "nor is a place and a year": (
        "[S:They] [C:hold] [T:that it worked there (Hull and York in 2011)].",
        [(["They"], ["hold"], ["that it worked there (Hull and York in 2011)"])],
    ),
    "a source does not end where more of somebody begins": (
        "[S:A man who] gave his name as Bert [C:said] [T:it was late].",
        [(["A man"], ["said"], ["it was late"])],
    ),
    "but in who says it": (
        "[S:A man who] [C:said] [T:it was late], left.",
        [(["A man who"], ["said"], ["it was late"])],
    ),
    "a word that asks is no statement": ("[T:What exactly] [C:is considered] late is open.", []),
    "but somebody may ask it": (
        "[T:“What exactly?”] [S:Ann] [C:asked].",
        [(["Ann"], ["asked"], ["“What exactly?”"])],
    ),
    "a heading of the author's is no speaker": (
        "[S:Conclusion]: [T:The pier is not safe in a storm from the west].",
        [],
    ),
    "nor is it a cue": ("[C:Recommendation]: [T:Close the pier in a storm from the west].", []),
    "and what stands under it is nobody's": ("Advice: [T:Keep off the pier in a storm from the west tonight].", []),
    "but what somebody says there is a row": (
        "Update: [T:The pier is not safe], [S:Ann] [C:said].",
        [(["Ann"], ["said"], ["The pier is not safe"])],
    ),
    "a quotation may stand in a sentence of its own": (
        "[T:“It was late.”] [S:Ann] [C:said so]. [T:“It was very late.”]",
        [(["Ann"], ["said so"], ["“It was late.”", "“It was very late.”"])],
    ),
    "pieces with a word or two between them are one": (
        "[S:Ann] [C:asked] [T:to] [T:see] the [T:papers].",
        [(["Ann"], ["asked"], ["to see the papers"])],
    ),
    "a statement may end its sentence with a relative": (
        "One of the two is late. [S:Ann] [C:said] [T:that nobody could tell which]. It rained.",
        [(["Ann"], ["said"], ["that nobody could tell which"])],
    ),
    "what is called something and what it is called are two": (
        "[S:Ann] [C:called] [T:the plan] [T:“bad for us all”].",
        [(["Ann"], ["called"], ["the plan", "“bad for us all”"])],
    ),
    "but a quotation that a word leads to is no piece of its own": (
        "[S:Ann] [C:said] [T:that it was] [T:“bad for us all”].",
        [(["Ann"], ["said"], ["that it was “bad for us all”"])],
    ),
    "a that-clause gets the clause it hangs on": (
        "However, signs were mounting [T:that the harbour would be closed in the spring].",
        [([], ["signs were mounting"], ["that the harbour would be closed in the spring"])],
    ),
    "the subject of such a clause is no source": (
        "However, [S:signs] [C:were surfacing] [T:that the harbour would be closed in the spring].",
        [([], ["signs were surfacing"], ["that the harbour would be closed in the spring"])],
    ),
    "who says it stays its source": (
        "However, [S:the signs of the zodiac] [C:say] [T:that the harbour would be closed in the spring].",
        [(["the signs of the zodiac"], ["say"], ["that the harbour would be closed in the spring"])],
    ),
    "a statement does not end with a word that only begins what it leaves out": (
        "[S:Ann] [C:said] [T:that it was shown by the harbour board, which] was late.",
        [(["Ann"], ["said"], ["that it was shown by the harbour board"])],
    ),
    "a document is the source, not who published it": (
        "The new study commissioned by the [S:Harbour Board] [C:notes] [T:that gulls are late].",
        [(["The new study commissioned by the Harbour Board"], ["notes"], ["that gulls are late"])],
    ),
    "what somebody paid for is no document": (
        "The new crane commissioned by the [S:Harbour Board] [C:shows] [T:that gulls are late].",
        [(["Harbour Board"], ["shows"], ["that gulls are late"])],
    ),
    "those who wrote what is shown are the source": (
        "[S:Chirper] [C:revealed] [T:posts by angry fishermen about the plan to move the quay].",
        [(["angry fishermen"], ["revealed"], ["the plan to move the quay"])],
    ),
    "an article alone is no statement": (
        "[S:Ann] [C:covered] [T:the] protest..",
        [],
    ),
    "a transcript names its speakers by labels": (
        "MS AMES: I was not asked. Nobody told me.\n\n“DR. O’BRIEN: And who, [S:your lawyer] [C:said], [T:was]?”",
        [
            (["MS AMES"], [":"], ["I was not asked. Nobody told me."]),
            (["DR. O’BRIEN"], [":"], ["And who, your lawyer said, was?”"]),
            (["your lawyer"], ["said"], ["was"]),
        ],
    ),
    "one label, other labels and lists of words make no transcript": (
        "UPDATE: The road is open.\n\nNOTE: Take care.\n\nAnn: it was late.\n\nMAP: here. [S:Bob] [C:said] [T:so].",
        [(["Bob"], ["said"], ["so"])],
    ),
    "a label in small letters has to come back": (
        "Ann: I was late.\n\nBob: Why?\n\nAnn: It rained.\n\nAnn: A lot.\n\n[S:Cleo] [C:said] [T:so].",
        [
            (["Ann"], [":"], ["I was late."]),
            (["Ann"], [":"], ["It rained."]),
            (["Ann"], [":"], ["A lot."]),
            (["Cleo"], ["said"], ["so"]),
        ],
    ),
    "a cue that says nothing goes on to its verb": (
        "And [C:it] recently became known [T:that the harbour would be closed].",
        [([], ["it recently became known"], ["that the harbour would be closed"])],
    ),
    "a source that breaks off goes on to its cue": (
        "[S:The paper published by] the Ministry of Transport [C:says] [T:the harbour is safe].",
        [(["The paper published by the Ministry of Transport"], ["says"], ["the harbour is safe"])],
    ),
    "those who wrote what a platform shows are the source": (
        "[S:Facebook] [C:showed] posts by anonymous fishermen about [T:the closing of the harbour].",
        [(["anonymous fishermen"], ["showed"], ["the closing of the harbour"])],
    ),
    "a source keeps no comma": (
        "[S:Ann Lee,] [C:said:] [T:it was late].",
        [(["Ann Lee"], ["said"], ["it was late"])],
    ),
    "a clause that hangs on nobody is a row": (
        "It is widely believed that the harbour will be closed. It rained.",
        [([], ["It is widely believed"], ["that the harbour will be closed"])],
    ),
    "a clause that somebody has is no second row": (
        "[S:Ann] [C:said] [T:it is widely believed that the harbour will be closed].",
        [(["Ann"], ["said"], ["it is widely believed that the harbour will be closed"])],
    ),
    "somebody who said nothing has no row": ("[S:Ann] [C:said] [T:nothing].", []),
    "nothing may be the beginning of what somebody said": (
        "[S:Ann] [C:said] [T:nothing would change].",
        [(["Ann"], ["said"], ["nothing would change"])],
    ),
    "a quoted word is something": ("[S:Ann] [C:said] [T:“nothing”].", [(["Ann"], ["said"], ["“nothing”"])]),
    "an account right before the verb is the source": (
        "[S:The port] closed. Replying to it, @ann_b [C:wrote]: [T:“It was open.”]",
        [(["@ann_b"], ["wrote"], ["“It was open.”"])],
    ),
    "an account that is addressed is no source": (
        "[S:Ann], replying to @port, [C:wrote]: [T:“It was open.”]",
        [(["Ann"], ["wrote"], ["“It was open.”"])],
    ),
    "a cue does not end with an auxiliary": (
        "[T:The pier is sound], [S:a court] [C:has] heard.",
        [(["a court"], ["has heard"], ["The pier is sound"])],
    ),
    "who hears it is the source": (
        "[T:The pier is sound], an inquest [C:heard] on Tuesday.",
        [(["an inquest"], ["heard"], ["The pier is sound"])],
    ),
    "who is told is not": (
        "[T:The pier is sound], an inquest [C:was told] on Tuesday.",
        [([], ["was told"], ["The pier is sound"])],
    ),
    "nor who heard it somewhere": (
        "[T:The pier is sound], it was [C:heard] in court.",
        [([], ["heard"], ["The pier is sound"])],
    ),
    "a source is told with what opens it": (
        "Earlier [S:work] [C:found] [T:that gulls are late].",
        [(["Earlier work"], ["found"], ["that gulls are late"])],
    ),
    "an adverb opens no source": (
        "Then [S:work] [C:found] [T:that gulls are late].",
        [(["work"], ["found"], ["that gulls are late"])],
    ),
    "one of them is whole": (
        "[S:One of] them [C:said] [T:that gulls are late].",
        [(["One of them"], ["said"], ["that gulls are late"])],
    ),
    "whom a verb of blame is about is no statement": (
        "[T:The port] [C:was blamed by] [S:Ann] [T:because “it never dredged the channel”].",
        [(["Ann"], ["was blamed by"], ["“it never dredged the channel”"])],
    ),
    "what is only thought of somebody stays whole": (
        "[T:The port] [C:was praised by] [S:Ann] [T:because it dredged].",
        [(["Ann"], ["was praised by"], ["The port", "because it dredged"])],
    ),
    "what follows a quotation of whole sentences is the author's": (
        "[S:He] [C:wrote], [T:“Noted.” I still have it].",
        [(["He"], ["wrote"], ["“Noted.”"])],
    ),
    "what goes on within the sentence is not": (
        "[S:He] [C:wrote] [T:“soon” and nothing more].",
        [(["He"], ["wrote"], ["“soon” and nothing more"])],
    ),
    "what became of a rumour is no part of it": (
        "[C:Rumours] [T:that Ann will leave refused to go away].",
        [([], ["Rumours"], ["that Ann will leave"])],
    ),
    "a that-clause goes on to the end of its sentence": (
        "[S:Ann] [C:said] [T:that the port did everything necessary] to keep the pier open for a week. It rained.",
        [(["Ann"], ["said"], ["that the port did everything necessary to keep the pier open for a week"])],
    ),
    "so does what a statement's last word leads on to": (
        "[S:Ann] [C:asked] [T:whether] they could all go home before dark. It rained.",
        [(["Ann"], ["asked"], ["whether they could all go home before dark"])],
    ),
    "but not over a comma": (
        "[S:Ann] [C:said] [T:that the port did everything necessary] in May, when it rained.",
        [(["Ann"], ["said"], ["that the port did everything necessary"])],
    ),
    "and what is no clause does not": (
        "[S:Ann] [C:rejected] [T:that argument] in a letter on Monday.",
        [(["Ann"], ["rejected"], ["that argument"])],
    ),
    "the last words before a court that heard belong to a statement": (
        "[T:He spent it on a boat] and a car, [S:a court] [C:heard].",
        [(["a court"], ["heard"], ["He spent it on a boat and a car"])],
    ),
    "a clause before a court that heard does not": (
        "[T:He spent it on a boat], in spring, [S:a court] [C:heard].",
        [(["a court"], ["heard"], ["He spent it on a boat"])],
    ),
    "words without marks behind a colon go on to the end of the paragraph": (
        "[S:Sgt Moss] [C:said]: [T:This was a mindless act]. Call us if you saw it.\n\nIt rained.",
        [(["Sgt Moss"], ["said"], ["This was a mindless act. Call us if you saw it."])],
    ),
    "words behind no colon do not": (
        "[S:Sgt Moss] [C:said] [T:this was a mindless act]. Call us if you saw it.",
        [(["Sgt Moss"], ["said"], ["this was a mindless act"])],
    ),
    "an answer is not given to the asker": (
        "[S:Reporters] [C:asked] [T:when it would open]. [T:“When the roof stops leaking.”]",
        [(["Reporters"], ["asked"], ["when it would open"])],
    ),
    "labels may hold a role and a parenthesis": (
        "ADA MOSS, HOST: It was late.\n\nIVO LANE, TREASURER (by phone): No.\n\nTEXT: Ness 2, Tarn 1",
        [
            (["ADA MOSS, HOST"], [":"], ["It was late."]),
            (["IVO LANE, TREASURER"], [":"], ["No."]),
        ],
    ),
    "in the record of a congress a full stop ends a label": (
        "Mr. HALE of Ohio. I rise.\n\nThe SPEAKER. Five minutes.\n\nMr. Hale of Ohio. Nobody.",
        [(["Mr. HALE of Ohio"], ["."], ["I rise."]), (["The SPEAKER"], ["."], ["Five minutes."])],
    ),
    "two questions and two answers are an interview": (
        "Q: Why?\n\nA: It rained.\n\nQ: And then?\n\nA: I left.",
        [([x], [":"], [y]) for x, y in (("Q", "Why?"), ("A", "It rained."), ("Q", "And then?"), ("A", "I left."))],
    ),
    "question and answer may have a full stop, or be whole words": (
        "Q. Why?\n\nA. It rained.\n\nQ. And then?\n\nA. I left.",
        [([x], ["."], [y]) for x, y in (("Q", "Why?"), ("A", "It rained."), ("Q", "And then?"), ("A", "I left."))],
    ),
    "initials before and behind them are no answer": (
        "A. Moss and Sons shut.\n\nQ. Why?\n\nA. It rained.\n\nA. Moss and Sons left.\n\nQ. And then?\n\nA. I left.",
        [([x], ["."], [y]) for x, y in (("Q", "Why?"), ("A", "It rained."), ("Q", "And then?"), ("A", "I left."))],
    ),
    "an answer may follow what somebody else says": (
        "Q. Why?\n\nMr. MOSS. I object.\n\nA. It rained.\n\nQ. And then?\n\nA. I left.",
        [
            ([x], ["."], [y])
            for x, y in (
                ("Q", "Why?"),
                ("Mr. MOSS", "I object."),
                ("A", "It rained."),
                ("Q", "And then?"),
                ("A", "I left."),
            )
        ],
    ),
    "questions and answers in turns are an interview": (
        "Question: Why?\n\nAnswer: Rain.\n\nQuestion: And then?\n\nAnswer: Sun.",
        [
            ([x], [":"], [y])
            for x, y in (("Question", "Why?"), ("Answer", "Rain."), ("Question", "And then?"), ("Answer", "Sun."))
        ],
    ),
    "questions alone are not": ("Question: Why?\n\nIt rained.\n\nQuestion: And then?\n\nThe port shut.", []),
    "two lines with one label among others are not": (
        "Ann: late.\n\nIt rained all day.\n\nAnn: early.\n\nThe port was shut.\n\nNobody came.",
        [],
    ),
    "a label comes back where its last word does": (
        "Interviewer: Why?\n\nMarta Roe: It rained.\n\nInterviewer: And then?\n\nRoe: I left.",
        [
            ([x], [":"], [y])
            for x, y in (
                ("Interviewer", "Why?"),
                ("Marta Roe", "It rained."),
                ("Interviewer", "And then?"),
                ("Roe", "I left."),
            )
        ],
    ),
    "and not where another word does": (
        "Interviewer: Why?\n\nMarta Roe: It rained.\n\nInterviewer: And then?\n\nMarta: I left.",
        [],
    ),
    "what was forwarded may stand below": (
        "Forwarded from Ness Watch:\n\nThe ferry is back.\n\nIt rained.",
        [(["Ness Watch"], ["Forwarded from"], ["The ferry is back."])],
    ),
    "nothing about something is nothing": ("[S:Ann] [C:said] [T:nothing about the harbour].", []),
    "nothing that somebody said is something": (
        "[S:Ann] [C:said] [T:nothing about it was true].",
        [(["Ann"], ["said"], ["nothing about it was true"])],
    ),
    "a post alone is its account's": ("@ness_port: No ships today.", [(["@ness_port"], [":"], ["No ships today."])]),
    "a post in a live blog stands behind its time": (
        "10.05am @ness_port: No ships today.",
        [(["@ness_port"], [":"], ["No ships today."])],
    ),
    "whoever is told something says none of it": (
        "[T:The inquest] [C:was told] [T:that the brakes had failed].",
        [([], ["was told"], ["that the brakes had failed"])],
    ),
    "nor whoever is to do something": (
        "[T:Divers] [C:have been ordered] [T:to wait].",
        [([], ["have been ordered"], ["to wait"])],
    ),
    "nor who hears it from somebody": (
        "[T:The islanders] [C:were informed by] [S:the harbour office] [T:that the ferry was sold].",
        [(["the harbour office"], ["were informed by"], ["that the ferry was sold"])],
    ),
    "nor who hears it within what is said": (
        "[T:The list, we] [C:were told], [T:was short].",
        [([], ["were told"], ["The list", "was short"])],
    ),
    "whoever is told something is not its source": (
        "[S:The coroner] [C:was told] [T:the bridge had been shut].",
        [([], ["was told"], ["the bridge had been shut"])],
    ),
    "nor in a headline": (
        "[T:Hiker died after bridge fell], [S:coroner] [C:told]\n\nIt fell in May.",
        [([], ["told"], ["Hiker died after bridge fell"])],
    ),
    "but a court stands there for what it hears": (
        "[T:Bank hid its losses], [S:court] [C:told]\n\nIt fell in May.",
        [(["court"], ["told"], ["Bank hid its losses"])],
    ),
    "but whoever is telling is": (
        "[S:The harbour office] [C:is warning] [T:of a harsh winter].",
        [(["The harbour office"], ["is warning"], ["of a harsh winter"])],
    ),
    "and so is by whom they are told": (
        "[T:that the ferry was sold] [C:was told by] [S:the coroner].",
        [(["the coroner"], ["was told by"], ["that the ferry was sold"])],
    ),
    "but what is said before others are told is": (
        "[T:“It leaks,”] [C:was told] [T:“and it lists”] to nobody.",
        [([], ["was told"], ["“It leaks,”", "“and it lists”"])],
    ),
    "what is thought of something is told with it": (
        "The hold [C:is thought] [T:to be empty].",
        [([], ["is thought"], ["The hold", "to be empty"])],
    ),
    "a new subject behind a small word is told without that": (
        "But its two owners [C:are reported] [T:to owe money].",
        [([], ["are reported"], ["its two owners", "to owe money"])],
    ),
    "a statement right behind its verb ends with its sentence": (
        "[S:He] [C:said] [T:if I ran I could walk home. I never ran].",
        [(["He"], ["said"], ["if I ran I could walk home"])],
    ),
    "a full stop within a sentence ends nothing": (
        "[S:He] [C:said] [T:Mr. Roe and St. Anne’s were late].",
        [(["He"], ["said"], ["Mr. Roe and St. Anne’s were late"])],
    ),
    "quoted sentences go on": (
        "[S:He] [C:said] [T:“it was late. It was cold.”]",
        [(["He"], ["said"], ["“it was late. It was cold.”"])],
    ),
    "so do a bulletin's behind a colon": (
        "[S:Ness Port] [C:said]: [T:The pier is shut. Nobody may land].",
        [(["Ness Port"], ["said"], ["The pier is shut. Nobody may land"])],
    ),
    "what is described as something is told with it": (
        "[S:Ann] [C:described] Mrs. Roe of Ness [T:as “the best of us”].",
        [(["Ann"], ["described"], ["Mrs. Roe of Ness as “the best of us”"])],
    ),
    "as is what is dismissed": (
        "[S:Ann] [C:dismissed] the whole plan [T:as a joke].",
        [(["Ann"], ["dismissed"], ["the whole plan as a joke"])],
    ),
    "over a comma it is not": (
        "[S:Ann] [C:described], in a letter to Roe, [T:as “the best of us”].",
        [(["Ann"], ["described"], ["as “the best of us”"])],
    ),
    "nor behind another verb": (
        "[S:Ann] [C:spoke] to the mayor [T:as “the best of us”].",
        [(["Ann"], ["spoke"], ["as “the best of us”"])],
    ),
    "what it is not follows": (
        "[S:They] [C:found] [T:lead in one pipe in five] but in none of the wells.",
        [(["They"], ["found"], ["lead in one pipe in five but in none of the wells"])],
    ),
    "or not where": (
        "[S:They] [C:said] [T:the fever came from bats] but not from goats.",
        [(["They"], ["said"], ["the fever came from bats but not from goats"])],
    ),
    "a new clause does not": (
        "[S:They] [C:said] [T:the fever came from bats] but in May it was gone.",
        [(["They"], ["said"], ["the fever came from bats"])],
    ),
    "nor what somebody else thinks": (
        "[S:They] [C:said] [T:the fever came from bats] but not everybody agreed.",
        [(["They"], ["said"], ["the fever came from bats"])],
    ),
    "the time of an entry is no part of what is said in it": (
        "It rained.\n\n[T:09:48 The pound has fallen], [S:Ann] [C:said].",
        [(["Ann"], ["said"], ["The pound has fallen"])],
    ),
    "nor is it with what parts it off": (
        "[T:7.05 p.m. – The port is shut], [S:Ann] [C:said].",
        [(["Ann"], ["said"], ["The port is shut"])],
    ),
    "a time that is said stays": (
        "[S:Ann] [C:said] [T:7.05 was too late].",
        [(["Ann"], ["said"], ["7.05 was too late"])],
    ),
    "what is thought of something follows the verb": (
        "[T:The crew of the Alma] [C:are believed] to have drowned. It rained.",
        [([], ["are believed"], ["The crew of the Alma", "to have drowned"])],
    ),
    "but nothing follows where all is said": (
        "[T:The crew of the Alma drowned], it [C:is believed], to the last man.",
        [([], ["is believed"], ["The crew of the Alma drowned"])],
    ),
    "what somebody wants is told without the verb that joins it": (
        "What [S:she] [C:wants] [T:is for me to say so].",
        [(["she"], ["wants"], ["for me to say so"])],
    ),
    "but a verb of its own stays": (
        "[S:She] [C:said], [T:was it late]?",
        [(["She"], ["said"], ["was it late"])],
    ),
    "whoever writes back writes back": (
        "[S:I] [C:wrote] back [T:that it was late].",
        [(["I"], ["wrote back"], ["that it was late"])],
    ),
    "whoever writes of the back does not": (
        "[S:I] [C:wrote] on the back [T:that it was late].",
        [(["I"], ["wrote"], ["that it was late"])],
    ),
    "who has got back to the paper says what follows": (
        "It rained. The port has got back to us: the weir is full but has not failed. It rained.",
        [(["The port"], ["has got back to us"], ["the weir is full but has not failed"])],
    ),
    "or has been in touch": (
        "Ness Port has now been in touch: no ships today.",
        [(["Ness Port"], ["has now been in touch"], ["no ships today"])],
    ),
    "but spring says nothing": ("Spring has now come back to us: the hills are green.", []),
    "who has come back to port says nothing": ("The crew has come back to port: no ships today.", []),
    "nor does who has not got back": ("Nobody has got back to us. No ships today.", []),
    "whom it is done to belongs to what is done": (
        "[S:She] [C:refused] [T:to blame] Kate Lowry. It rained.",
        [(["She"], ["refused"], ["to blame Kate Lowry"])],
    ),
    "a day does not": (
        "[S:She] [C:refused] [T:to play] Monday. It rained.",
        [(["She"], ["refused"], ["to play"])],
    ),
    "nor what follows a verb that takes nobody": (
        "[S:She] [C:declined] [T:to comment] Kate Lowry. It rained.",
        [(["She"], ["declined"], ["to comment"])],
    ),
    "the last word of a headline belongs to its statement": (
        "[S:The mayor] [C:plans] [T:to sell the market] hall\n\nIt rained.",
        [(["The mayor"], ["plans"], ["to sell the market hall"])],
    ),
    "when it was said does not": (
        "[S:The mayor] [C:plans] [T:to sell the market] today\n\nIt rained.",
        [(["The mayor"], ["plans"], ["to sell the market"])],
    ),
    "whoever writes from somewhere writes": (
        "[S:Reader Ann Lee emails from Ness]: [T:“We have had no power at all since midnight.”]",
        [(["Reader Ann Lee"], ["emails"], ["“We have had no power at all since midnight.”"])],
    ),
    "whose emails are from somewhere is not cut": (
        "[S:Ann Lee’s emails from Ness]: [T:“We have had no power at all since midnight.”]",
        [(["Ann Lee’s emails from Ness"], [], ["“We have had no power at all since midnight.”"])],
    ),
    "who says something says it behind that": (
        "[T:The shoe] was found by Ann Lee, [S:who] [C:says] [T:it fell].",
        [(["who"], ["says"], ["it fell"])],
    ),
    "what stands in a later paragraph is not what is said": (
        "[S:The port] [C:has accused] the mayor of sleep.\n\nIt rained. [T:The light will be back by evening].",
        [],
    ),
    "nor is what somebody else says there": (
        "[S:Ann] [C:found] [T:that it was late].\n\nChefs have called [T:you “the last of us all”]. It rained.",
        [(["Ann"], ["found"], ["that it was late"])],
    ),
    "a colon in that paragraph leads to somebody else's": (
        "[S:The port] [C:has accused] the mayor of sleep.\n\nA line from Roe: [T:The light will be back by evening].",
        [],
    ),
    "what opens a later paragraph goes on": (
        "[S:Ann] [C:said]: [T:“It was late.]\n\n[T:“It was very late.”]",
        [(["Ann"], ["said"], ["“It was late.", "“It was very late.”"])],
    ),
    "behind a colon it is": (
        "[S:The port] [C:said] this:\n\n[T:The light will be back by evening].",
        [(["The port"], ["said"], ["The light will be back by evening"])],
    ),
    "and where it is quoted": (
        "[S:The port] [C:was cross].\n\n[T:“The light will be back by evening,”] it added.",
        [(["The port"], ["was cross"], ["“The light will be back by evening,”"])],
    ),
    "a relative has no subject of its own": (
        "She met a man who [C:is believed] [T:to be rich].",
        [([], ["is believed"], ["to be rich"])],
    ),
    "nor has a second verb": (
        "The hold leaks and [C:is thought] [T:to be empty].",
        [([], ["is thought"], ["to be empty"])],
    ),
    "a forwarded post is whom it comes from": (
        "Forwarded from Ness Watch: The ferry is back.",
        [(["Ness Watch"], ["Forwarded from"], ["The ferry is back."])],
    ),
    "a turn of a house's record ends where the next begins": (
        "Mr. SPEAKER: Order.\n\n[S:Hon. J. T. PARRY] (Eastmoor): [T:The road is not safe.]\n\n"
        "[T:The MINISTER OF WORKS: It is.]",
        [
            (["Mr. SPEAKER"], [":"], ["Order."]),
            (["Hon. J. T. PARRY"], [":"], ["The road is not safe."]),
            (["The MINISTER OF WORKS"], [":"], ["It is."]),
        ],
    ),
    "a verb before a colon is no part of the source": (
        "[S:Mayor Ann Lee tweets]: [T:“Please keep off the harbour wall tonight.”]",
        [(["Mayor Ann Lee"], ["tweets"], ["“Please keep off the harbour wall tonight.”"])],
    ),
    "a noun before a colon is": (
        "[S:Mayor Ann Lee’s tweet]: [T:“Please keep off the harbour wall tonight.”]",
        [(["Mayor Ann Lee’s tweet"], [], ["“Please keep off the harbour wall tonight.”"])],
    ),
    "what a source does meanwhile is no part of it": (
        "[S:Sentencing Moss, Judge Fenn] [C:said] [T:he was late].",
        [(["Judge Fenn"], ["said"], ["he was late"])],
    ),
    "nor is it where nobody is named": (
        "[S:Speaking to the board, the judge] [C:said] [T:he was late].",
        [(["the judge"], ["said"], ["he was late"])],
    ),
    "a name may begin like a verb": (
        "[S:Opening Doors, the charity,] [C:said] [T:he was late].",
        [(["Opening Doors, the charity"], ["said"], ["he was late"])],
    ),
    "a source ends before what it only begins to tell": (
        "[S:A draft seen by the Post and confirmed by] two people [C:says] [T:he was late].",
        [(["A draft seen by the Post"], ["says"], ["he was late"])],
    ),
    "but is whole where two lead it on": (
        "[S:The fight for and against bets] [C:shows] [T:he was late].",
        [(["The fight for and against bets"], ["shows"], ["he was late"])],
    ),
    "whom words are said to is no part of them": (
        "[S:Ann] [C:urged] [T:residents in the north to leave by noon].",
        [(["Ann"], ["urged"], ["to leave by noon"])],
    ),
    "nor whom somebody accuses": (
        "[S:Ann] [C:accused] [T:the ministry of theft].",
        [(["Ann"], ["accused"], ["of theft"])],
    ),
    "nor who is told": (
        "[T:Households] [C:were told] [T:to boil water].",
        [([], ["were told"], ["to boil water"])],
    ),
    "but what shall become of a thing is": (
        "[S:Ann] [C:ordered] [T:the plant to be closed].",
        [(["Ann"], ["ordered"], ["the plant to be closed"])],
    ),
    "and so is who is said to have done it": (
        "[S:Ann] [C:told] [T:the officers claimed to be late].",
        [(["Ann"], ["told"], ["the officers claimed to be late"])],
    ),
    "what stands before a passive may be said": (
        "[T:“Boil it,”] [C:was told] [T:to all households].",
        [([], ["was told"], ["“Boil it,”", "to all households"])],
    ),
    "what is called for is what follows": (
        "[S:Ann] [C:called] [T:for calm].",
        [(["Ann"], ["called for"], ["calm"])],
    ),
    "what somebody is thanked for is not": (
        "[S:Ann] [C:thanked] [T:for the calm of the night].",
        [(["Ann"], ["thanked"], ["for the calm of the night"])],
    ),
    "nor how long something was called so": (
        "[S:Ann] [C:called] [T:for years a liar].",
        [(["Ann"], ["called"], ["for years a liar"])],
    ),
    "what shall not be done stays so": (
        "[S:Ann] [C:urged] [T:voters never to trust polls].",
        [(["Ann"], ["urged"], ["never to trust polls"])],
    ),
    "a body with a place in its name is addressed whole": (
        "[S:Ann] [C:accused] [T:the Bank of England of theft].",
        [(["Ann"], ["accused"], ["of theft"])],
    ),
    "whoever is criticised is no part of the reason": (
        "[T:The trust] [C:was criticised] by [S:Ann] [T:because “it is late”].",
        [(["Ann"], ["was criticised"], ["“it is late”"])],
    ),
    "what is described as something is part of it": (
        "[T:The trust] [C:was described] by [S:Ann] [T:as “late”].",
        [(["Ann"], ["was described"], ["The trust", "as “late”"])],
    ),
    "whoever stands accused is no part of it": (
        "[T:The minister] [C:stands accused] [T:of misleading the house].",
        [([], ["stands accused"], ["of misleading the house"])],
    ),
    "a thing before to is no addressee": (
        "[S:Ann] [C:ordered] [T:an inquiry to establish the facts].",
        [(["Ann"], ["ordered"], ["an inquiry to establish the facts"])],
    ),
    "nor is a clause": (
        "[S:Ann] [C:told] [T:reporters his decision to resign came late].",
        [(["Ann"], ["told"], ["reporters his decision to resign came late"])],
    ),
    "what is ordered may stand before it": (
        "[T:A review] [C:was ordered] [T:into the deaths].",
        [([], ["was ordered"], ["A review", "into the deaths"])],
    ),
    "notes in double parentheses are no turns": (
        "((Note)) It rained.\n\nThe port was shut.\n\n((Note)) Nobody came.",
        [],
    ),
    "a quotation in a paragraph of its own is a row of its own": (
        "[T:“It was late,”] [S:Ann] [C:said].\n\n[T:“It was the latest that it has ever been in this town.”]",
        [
            (["Ann"], ["said"], ["“It was late,”"]),
            ([], [], ["“It was the latest that it has ever been in this town.”"]),
        ],
    ),
    "one that was left open goes on": (
        "[S:Ann] [C:said]: [T:“It was late.]\n\n[T:“It was the latest that it has ever been.”]",
        [(["Ann"], ["said"], ["“It was late.", "“It was the latest that it has ever been.”"])],
    ),
    "labels may stand in double parentheses": (
        "((WN)) Why?\n\n((Ann Lee)) It rained.\n\nAnd then I left.\n\n((WN)) And now?",
        [
            (["WN"], [], ["Why?"]),
            (["Ann Lee"], [], ["It rained.", "And then I left."]),
            (["WN"], [], ["And now?"]),
        ],
    ),
    "answers may have initials alone": (
        "((WN)) Why?\n\nAL It rained.\n\n((WN)) And now?\n\nAL I left.",
        [(["WN"], [], ["Why?"]), (["AL"], [], ["It rained."]), (["WN"], [], ["And now?"]), (["AL"], [], ["I left."])],
    ),
    "letters that come once are no initials": (
        "((WN)) Why?\n\nUS It rained.\n\n((WN)) And now?\n\nAL I left.",
        [(["WN"], [], ["Why?"]), (["WN"], [], ["And now?"])],
    ),
    "those of the one who asks alone leave the answers apart": (
        "((WN)) Why?\n\nIt rained.\n\n((WN)) And now?\n\nI left.",
        [(["WN"], [], ["Why?"]), (["WN"], [], ["And now?"])],
    ),
    "an edit is no speaker": (
        "EDIT: Thanks for all of your answers.\n\nEDIT 2: It was the cat.",
        [],
    ),
    "what is cited for it is no part of it": (
        "[S:The ministry] [C:said] [T:the depot was gone, citing satellite] images.",
        [(["The ministry"], ["said"], ["the depot was gone"])],
    ),
    "what is cited in a quotation is": (
        "[S:Ann] [C:said] [T:“the depot was gone, citing satellite images”].",
        [(["Ann"], ["said"], ["“the depot was gone, citing satellite images”"])],
    ),
    "what somebody else cites further on is": (
        "[S:Ann] [C:said] [T:the judge let him go, citing his age, and that she would appeal].",
        [(["Ann"], ["said"], ["the judge let him go, citing his age, and that she would appeal"])],
    ),
    "the last word of a sentence is part of it": (
        "[S:Ann] [C:hoped] [T:that the tide would help] them.",
        [(["Ann"], ["hoped"], ["that the tide would help them"])],
    ),
    "a noun behind its adjective is": (
        "[S:Ann] [C:was seen] [T:to hold the post mainly by physical] force. It rained.",
        [(["Ann"], ["was seen"], ["to hold the post mainly by physical force"])],
    ),
    "and what something is compared with": (
        "[S:Ann] [C:wanted] [T:to row like] her aunt.",
        [(["Ann"], ["wanted"], ["to row like her aunt"])],
    ),
    "the day is not": (
        "[S:Ann] [C:announced] [T:the sale of the pier] last Tuesday.",
        [(["Ann"], ["announced"], ["the sale of the pier"])],
    ),
    "nor how it was said": (
        "[S:Ann] [C:said] [T:the pier was rotten] without elaborating.",
        [(["Ann"], ["said"], ["the pier was rotten"])],
    ),
    "nor what became of it": (
        "[C:Claims] [T:that the pier is rotten] are untrue.",
        [([], ["Claims"], ["that the pier is rotten"])],
    ),
    "nor what goes on for longer": (
        "[S:Ann] [C:considered] [T:the offer] long enough to annoy him.",
        [(["Ann"], ["considered"], ["the offer"])],
    ),
    "who suspects is no part of the cue": (
        "[C:I suspect] [T:that the tide is late].",
        [(["I"], ["suspect"], ["that the tide is late"])],
    ),
    "nor who once insisted": (
        "It rained and [C:they then insisted] [T:that the tide was late].",
        [(["they"], ["then insisted"], ["that the tide was late"])],
    ),
    "whoever is told is no source": (
        "[C:I am told] [T:that the tide is late].",
        [([], ["I am told"], ["that the tide is late"])],
    ),
    "nor is it": (
        "[C:It seems] [T:that the tide is late].",
        [([], ["It seems"], ["that the tide is late"])],
    ),
    "what only points is said by nobody": ("The cause [C:suggested] [T:above] is the tide.", []),
    "nor is what a clause begins with": ("[C:It is likely] [T:that] a boat sank.", []),
    "what somebody points at is said": (
        "[S:Ann] [C:denied] [T:that].",
        [(["Ann"], ["denied"], ["that"])],
    ),
    "a possessive alone is whole with its noun": (
        "[S:Ann] [C:considered] [T:his] plan.",
        [(["Ann"], ["considered"], ["his plan"])],
    ),
    "what a fee goes by is no source": ("[T:The fee varies] [C:according to] [S:the age of the boat].", []),
    "nor is a rule that something works by": ("[T:Both harbours work] [C:according to] [S:Norwegian law].", []),
    "nor is one of several": ("[T:They sing it] [C:according to] [S:one of the seven modes].", []),
    "nor a formula behind an adverb": ("[T:The money is shared] [C:solely according to] [S:a formula].", []),
    "nor an agenda": ("[T:Questions were answered] [C:according to] [S:a fixed agenda].", []),
    "a law may tell": (
        "[T:Rowing is a crime] [C:according to] [S:the law].",
        [(["the law"], ["according to"], ["Rowing is a crime"])],
    ),
    "and a survey of what something goes by": (
        "[T:Fees varied] [C:according to] [S:a survey of prices].",
        [(["a survey of prices"], ["according to"], ["Fees varied"])],
    ),
    "and a schedule behind a comma": (
        "[T:The boat sails at noon], [C:according to] [S:the schedule].",
        [(["the schedule"], ["according to"], ["The boat sails at noon"])],
    ),
    "and one that is said first": (
        "[C:According to] [S:the schedule], [T:the boat sails at noon].",
        [(["the schedule"], ["According to"], ["the boat sails at noon"])],
    ),
    "a clause without that is no row": ("There were reports of rain. It is known for its harbour.", []),
    "a letter's addressee says nothing in it": (
        "To [S:the Editor]: [T:The harbour wall is in a shameful state].",
        [],
    ),
    "nor does one that the salutation is the cue of": (
        "[C:To] [S:the Editors]: [T:The harbour wall is in a shameful state].",
        [],
    ),
    "but an editor who says so does": (
        "To our surprise [S:the editor] [C:said] [T:the wall was safe].",
        [(["the editor"], ["said"], ["the wall was safe"])],
    ),
    "a statement does not end before what is done to its subject": (
        "[S:The port] [C:said] [T:that the two pilots were] paid late.",
        [(["The port"], ["said"], ["that the two pilots were paid late"])],
    ),
    "but another clause is not drawn in": (
        "[S:Lee] [C:denied] [T:that the two pilots were] paid, and left.",
        [(["Lee"], ["denied"], ["that the two pilots were paid"])],
    ),
    "nor at its determiner": (
        "[S:The line] [C:announced] [T:its] winter timetable on Monday.",
        [(["The line"], ["announced"], ["its winter timetable"])],
    ),
    "a word that may end one does": (
        "[S:Moss] [C:knew] [T:how old the dredger was], he wept.",
        [(["Moss"], ["knew"], ["how old the dredger was"])],
    ),
    "what is believed of something goes on": (
        "[S:Lee] [C:said] [T:the hull, which is believed] to be sound, had cracked.",
        [(["Lee"], ["said"], ["the hull, which is believed to be sound"])],
    ),
    "a clause of comparison is part of what is compared": (
        "[S:The bank] [C:said] [T:growth would be lower] than it had hoped in May.",
        [(["The bank"], ["said"], ["growth would be lower than it had hoped in May"])],
    ),
    "what it is besides is the author's": (
        "[S:The port] [C:rejected] [T:a report], which is old.",
        [(["The port"], ["rejected"], ["a report"])],
    ),
    "where the speaker orders it of those who must, the sentence goes on without it": (
        "A mayor that [C:orders] [S:his] crew [T:to be] happy has already lost much of his own grip.",
        [(["his"], ["orders"], ["to be"])],
    ),
    "when it was said stays out": (
        "[S:Lee] [C:declared] [T:the quay unsafe after] the old wall fell on a pilot.",
        [(["Lee"], ["declared"], ["the quay unsafe after"])],
    ),
    "but not when it happened": (
        "[S:Lee] [C:said] [T:the quay closed after] the wall fell.",
        [(["Lee"], ["said"], ["the quay closed after the wall fell"])],
    ),
    "a name is not cut": (
        "[S:Lee] [C:foresaw] [T:the fall of Fen] Mines Ltd.",
        [(["Lee"], ["foresaw"], ["the fall of Fen Mines Ltd"])],
    ),
    "a day behind a name is none of it": (
        "[S:Lee] [C:promised] [T:to see Fen] Tuesday.",
        [(["Lee"], ["promised"], ["to see Fen"])],
    ),
    "what a speaker did in passing is not said": (
        "[S:Lee], on hearing [T:that the ferry sank], [C:said] [T:it was too late to help].",
        [(["Lee"], ["said"], ["it was too late to help"])],
    ),
    "unless that is all": (
        "[S:Lee] had no idea [T:what it was worth], or [C:says] [T:so].",
        [(["Lee"], ["says"], ["what it was worth", "so"])],
    ),
    "nor what the verb before tells": (
        "[S:Lee], to his credit, [T:knows this], and [C:says] [T:he will pay].",
        [(["Lee"], ["says"], ["he will pay"])],
    ),
    "what is described is": (
        "In [S:the report] [T:the quay] [C:is described] [T:as unsafe].",
        [(["the report"], ["is described"], ["the quay", "as unsafe"])],
    ),
    "whom something is thought of does not think it": (
        "[S:A man] [C:thought] [T:to have fled to Hull] was found.",
        [([], ["thought"], ["A man", "to have fled to Hull"])],
    ),
    "and whoever expects to does": (
        "[S:The firm] [C:expected] [T:to sell the quay].",
        [(["The firm"], ["expected"], ["to sell the quay"])],
    ),
    "but not who is expected to": (
        "Lee left, with [S:the mayor] [C:expected] [T:to follow].",
        [([], ["expected"], ["the mayor", "to follow"])],
    ),
    "nor who opens talks that are": (
        "[S:The mayor] opened talks with Lee [C:expected] [T:to last until May].",
        [([], ["expected"], ["to last until May"])],
    ),
    "those accused accuse nobody": (
        "Police held [S:two pilots] [C:accused] [T:of stealing rope].",
        [([], ["accused"], ["of stealing rope"])],
    ),
    "those who accuse do": (
        "[S:Two pilots] [C:accused] Lee [T:of stealing rope].",
        [(["Two pilots"], ["accused"], ["of stealing rope"])],
    ),
    "a sentence whose speaker follows it begins where it begins": (
        "Rope output is forecast [T:to fall by a third], [S:he] [C:said].",
        [(["he"], ["said"], ["Rope output is forecast to fall by a third"])],
    ),
    "though not with what joins it to the last": (
        "However, [T:rope output will fall], [S:he] [C:said].",
        [(["he"], ["said"], ["rope output will fall"])],
    ),
    "nor with where an agency writes": (
        "HULL, March 4 - [T:Rope output will fall], [S:he] [C:said].",
        [(["he"], ["said"], ["Rope output will fall"])],
    ),
    "nor with who else says so": (
        "Lee said [T:rope output will fall], [S:the Star] [C:said].",
        [(["the Star"], ["said"], ["rope output will fall"])],
    ),
    "nor with a quotation's frame": (
        "The wall was old - [T:“too old for me,”] [S:he] [C:said].",
        [(["he"], ["said"], ["“too old for me,”"])],
    ),
    "nor with what somebody else knows": (
        "The wall is [T:a disgrace], as [S:the mayor] [C:said].",
        [(["the mayor"], ["said"], ["a disgrace"])],
    ),
    "a name begins with its letters": (
        "It rained. B.C. [S:Ropes] also [C:said] [T:it was late].",
        [(["B.C. Ropes"], ["said"], ["it was late"])],
    ),
    "and does not end at them": (
        "[S:The U.S]. [C:said] [T:it was early].",
        [(["The U.S."], ["said"], ["it was early"])],
    ),
    "a letter alone is whole": (
        "[S:B] [C:said] [T:it was late].",
        [(["B"], ["said"], ["it was late"])],
    ),
    "nor after a title": (
        "[C:Asked] by [S:Sen.] Ann Lee [T:whether it was late], he left.",
        [(["Sen. Ann Lee"], ["Asked"], ["whether it was late"])],
    ),
    "the end of another sentence is no name": (
        "It sank off Washington, D.C. [S:They] [C:said] [T:it was late].",
        [(["They"], ["said"], ["it was late"])],
    ),
    "those that only some words single out have a noun": (
        "[S:only] two pilots [C:said] [T:it was late].",
        [(["only two pilots"], ["said"], ["it was late"])],
    ),
    "what becomes of a decision is not decided": (
        "[S:The port's] [C:decision] [T:to freeze all mooring fees is working].",
        [(["The port"], ["decision"], ["to freeze all mooring fees"])],
    ),
    "what is decided may have verbs": (
        "[S:The port's] [C:decision] [T:to tell crews that the quay is shut].",
        [(["The port"], ["decision"], ["to tell crews that the quay is shut"])],
    ),
    "nor is a verb cut short": (
        "[S:The port] [C:plans] [T:to buy the mill Lee has sold].",
        [(["The port"], ["plans"], ["to buy the mill Lee has sold"])],
    ),
    "a storm that claims lives claims nothing": (
        "[S:The storm] [C:has claimed] [T:nine lives].",
        [],
    ),
    "one who claims that lives were lost does": (
        "[S:The union] [C:claimed] [T:nine lives were lost].",
        [(["The union"], ["claimed"], ["nine lives were lost"])],
    ),
    "a norm with a dash before it is none": (
        "[T:Fees come in three bands] - [C:according to] [S:the type of boat].",
        [],
    ),
    "a noun that tells belongs to its adjective": (
        "[S:Lee] opened with [C:a ringing] but clumsy declaration [T:that the quay was safe].",
        [(["Lee"], ["a ringing but clumsy declaration"], ["that the quay was safe"])],
    ),
    "what joins a sentence to the last is the author's": (
        "It rained. [T:But the quay is safe], [S:he] [C:said].",
        [(["he"], ["said"], ["the quay is safe"])],
    ),
    "but not in a quotation": (
        "It rained. [T:“But the quay is safe,”] [S:he] [C:said].",
        [(["he"], ["said"], ["“But the quay is safe,”"])],
    ),
    "nor within a statement": (
        "[S:He] [C:said] [T:the quay was old but safe].",
        [(["He"], ["said"], ["the quay was old but safe"])],
    ),
    "nor where it is told before it": (
        "[S:He] [C:wrote]: [T:But the quay is safe].",
        [(["He"], ["wrote"], ["But the quay is safe"])],
    ),
    "what is long since cannot be when somebody says so now": (
        "[S:Lee] [C:says] last week [T:the ferry was full].",
        [(["Lee"], ["says"], ["last week the ferry was full"])],
    ),
    "when somebody said so may be": (
        "[S:Lee] [C:said] last week [T:the ferry was full].",
        [(["Lee"], ["said"], ["the ferry was full"])],
    ),
    "where somebody says so is no time": (
        "[S:Lee] [C:says] in Hull [T:the ferry was full].",
        [(["Lee"], ["says"], ["the ferry was full"])],
    ),
    "a preposition belongs to what is told": (
        "[S:Lee] [C:spoke of] [T:a wreck in the bay].",
        [(["Lee"], ["spoke"], ["of a wreck in the bay"])],
    ),
    "also where it was left out": (
        "[S:Lee] [C:reports] on [T:a wreck in the bay].",
        [(["Lee"], ["reports"], ["on a wreck in the bay"])],
    ),
    "and that of a call": (
        "[S:Lee] joined [C:a call for] [T:a new quay].",
        [(["Lee"], ["a call"], ["for a new quay"])],
    ),
    "whoever calls for it does so whole": (
        "[S:Lee] [C:called for] [T:a new quay].",
        [(["Lee"], ["called for"], ["a new quay"])],
    ),
    "and thinks of it": (
        "[S:Lee] [C:thinks of] [T:it as a wreck].",
        [(["Lee"], ["thinks of"], ["it as a wreck"])],
    ),
    "what goes with which is said of it": (
        "He kept the old tape, [T:which] [S:she] [C:says] [T:was cut].",
        [(["she"], ["says"], ["the old tape, which", "was cut"])],
    ),
    "unless it may be another noun": (
        "He kept a copy of the tape, [T:which] [S:she] [C:says] [T:was cut].",
        [(["she"], ["says"], ["which", "was cut"])],
    ),
    "a relative clause goes with the noun that a statement ends in": (
        "[S:Oda] [C:feared] [T:a guild of ferrymen] who have sworn to sink the ark. It rained.",
        [(["Oda"], ["feared"], ["a guild of ferrymen who have sworn to sink the ark"])],
    ),
    "and so does one that a preposition opens": (
        "[S:Oda] [C:recalled] [T:a night in] which two of the boats broke. It rained.",
        [(["Oda"], ["recalled"], ["a night in which two of the boats broke"])],
    ),
    "but not one in which somebody else speaks of it": (
        "[S:Oda] [C:wants] [T:a chain] which Bell calls useless.",
        [(["Oda"], ["wants"], ["a chain"])],
    ),
    "nor one behind a comma": (
        "[S:Oda] [C:wants] [T:a chain], which was forged in Hull.",
        [(["Oda"], ["wants"], ["a chain"])],
    ),
    "nor one that leads to a quotation": (
        "[S:Oda] [C:wants] [T:a chain] that might be called “rust”.",
        [(["Oda"], ["wants"], ["a chain"])],
    ),
    "what is said of what is whole": (
        "[S:The guild] [C:asked for] [T:less meddling in what] they call a tight trade.",
        [(["The guild"], ["asked for"], ["less meddling in what they call a tight trade"])],
    ),
    "and of what they are": (
        "[S:Oda] [C:believed] [T:that the boats would sink because they] were old. It rained.",
        [(["Oda"], ["believed"], ["that the boats would sink because they were old"])],
    ),
    "but it may be what others call it": (
        "[S:Oda] [C:confessed] [T:to sinking it in what] has been called a prank.",
        [(["Oda"], ["confessed"], ["to sinking it in what"])],
    ),
    "whoever owns something is told with that": (
        "[S:Oda] [C:feared] [T:for the guild's] hopes of a chain, and wept.",
        [(["Oda"], ["feared"], ["for the guild's hopes of a chain"])],
    ),
    "and what is soaked": (
        "[S:Oda] [C:spoke] [T:of a tar-soaked] rope. It rained.",
        [(["Oda"], ["spoke"], ["of a tar-soaked rope"])],
    ),
    "and in part for what": (
        "[S:Oda] [C:decided] [T:to leave in part] because of the rain that fell.",
        [(["Oda"], ["decided"], ["to leave in part because of the rain that fell"])],
    ),
    "but a new one may end": (
        "[S:Oda] [C:said] [T:the rope was new] when she left.",
        [(["Oda"], ["said"], ["the rope was new"])],
    ),
    "the verb that only leads to what is thought is no part of that": (
        "[S:Oda's] [C:view] [T:is that it is late]. It rained.",
        [(["Oda"], ["view"], ["that it is late"])],
    ),
    "nor is the one that leads to what is wanted": (
        "What [S:Oda] [C:wants] [T:is to leave]. It rained.",
        [(["Oda"], ["wants"], ["to leave"])],
    ),
    "but the verb of a question is": (
        "[S:Oda] [C:asked]: [T:is it late]?",
        [(["Oda"], ["asked"], ["is it late"])],
    ),
    "whom somebody is quoted as telling is no part of what": (
        "[S:The paper] [C:quoted] [T:Bell as telling] divers after lunch [T:that it sank].",
        [(["The paper"], ["quoted", "as telling"], ["that it sank"])],
    ),
    "but whom somebody describes as telling may be": (
        "[S:The paper] [C:described] [T:Bell as telling] divers [T:that it sank].",
        [(["The paper"], ["described"], ["Bell as telling divers that it sank"])],
    ),
    "a dash at the end is no part of a statement": (
        "[S:Oda] [C:backed] [T:a longer chain -] as long as two - for the gate.",
        [(["Oda"], ["backed"], ["a longer chain"])],
    ),
    "nor of a source": (
        "[S:Oda Fell, of the guild --] [C:said] [T:it was late].",
        [(["Oda Fell, of the guild"], ["said"], ["it was late"])],
    ),
    "but the hyphen of half a word is": (
        "[S:Oda] [C:praised] [T:what was pre-] and post-war.",
        [(["Oda"], ["praised"], ["what was pre-"])],
    ),
    "who is to have done what nobody answers for is told": (
        "It rained. A fight on the quay [C:reportedly] [T:began at noon].",
        [([], ["reportedly"], ["A fight on the quay", "began at noon"])],
    ),
    "with the first half of the verb": (
        "It rained. The weir was [C:allegedly] [T:built of straw].",
        [([], ["allegedly"], ["The weir was", "built of straw"])],
    ),
    "but not whoever does something before": (
        "He left the boats of the guild of Hull [C:reportedly] [T:unlocked].",
        [([], ["reportedly"], ["unlocked"])],
    ),
    "nor does it change what opens a sentence": (
        "It rained. [C:Reportedly] [T:the weir broke].",
        [([], ["Reportedly"], ["the weir broke"])],
    ),
    "whoever is identified as something is": (
        "It rained. The two divers [C:were identified] [T:as Lee and Bell].",
        [([], ["were identified"], ["The two divers", "as Lee and Bell"])],
    ),
    "but not what is cited at length": (
        "It rained. The two divers [C:were cited] [T:to the court].",
        [([], ["were cited"], ["to the court"])],
    ),
    "whoever is determined to do something is the source": (
        "It rained. The mayor [C:was determined] [T:to stay].",
        [(["The mayor"], ["was determined"], ["to stay"])],
    ),
    "but not what a court determined": (
        "It rained. The date [C:was determined] [T:by a court].",
        [([], ["was determined"], ["by a court"])],
    ),
    "when more was said is no part of what": (
        "[S:Oda] [C:said] [T:recently the rope had parted].",
        [(["Oda"], ["said"], ["the rope had parted"])],
    ),
    "nor is how much more": (
        "[S:They] [C:estimate] [T:further that two boats sank].",
        [(["They"], ["estimate"], ["that two boats sank"])],
    ),
    "nor that it is anew": (
        "[S:Oda] [C:saw] [T:anew why it sank].",
        [(["Oda"], ["saw"], ["why it sank"])],
    ),
    "but what is recently built is": (
        "[S:Oda] [C:said] [T:recently built boats had sunk].",
        [(["Oda"], ["said"], ["recently built boats had sunk"])],
    ),
    "and so are further boats": (
        "[S:Oda] [C:saw] [T:further boats sink].",
        [(["Oda"], ["saw"], ["further boats sink"])],
    ),
    "what another verb says is no piece": (
        "[S:Oda] [C:warned] [T:that it would sink], and would call [T:it a scandal].",
        [(["Oda"], ["warned"], ["that it would sink"])],
    ),
    "nor what somebody else does": (
        "[S:Oda] [C:rates] [T:the hull safe] and Bell rates [T:it doubtful].",
        [(["Oda"], ["rates"], ["the hull safe"])],
    ),
    "nor what a participle does, with what joined it": (
        "[S:Oda] [C:had learned] [T:that it was late, so], harping on the point [T:that it rained], she left.",
        [(["Oda"], ["had learned"], ["that it was late"])],
    ),
    "but what an aside parts is": (
        "[S:Oda] [C:said] [T:the hull], which is old and has holes, [T:would sink].",
        [(["Oda"], ["said"], ["the hull, which is old and has holes, would sink"])],
    ),
    "and what something is described as": (
        "[S:Oda] [C:described] [T:it] on her blog [T:as a scandal].",
        [(["Oda"], ["described"], ["it", "as a scandal"])],
    ),
    "a phrase amid a statement is part of it": (
        "[S:Oda] [C:rejected] [T:criticism] from two of the ferrymen [T:that it was late].",
        [(["Oda"], ["rejected"], ["criticism from two of the ferrymen that it was late"])],
    ),
    "and what stands between dashes": (
        "[S:Oda] [C:denied] [T:claims made] — and later withdrawn — [T:that it was late].",
        [(["Oda"], ["denied"], ["claims made — and later withdrawn — that it was late"])],
    ),
    "but not a phrase that tells whom it is said to": (
        "[S:Oda] [C:described] [T:it] to the harbour board [T:as a scandal].",
        [(["Oda"], ["described"], ["it", "as a scandal"])],
    ),
    "and where the statement begins behind the cue": (
        "He kept the old tape, which [S:she] [C:says] [T:was cut].",
        [(["she"], ["says"], ["the old tape, which", "was cut"])],
    ),
    "and several things": (
        "The port wants to halt plans that [S:traders] [C:warn] [T:could close it].",
        [(["traders"], ["warn"], ["plans that", "could close it"])],
    ),
    "and what something is named as": (
        "The port disputes the figure, which [S:it] [C:considers] [T:“inflated beyond belief”].",
        [(["it"], ["considers"], ["the figure, which", "“inflated beyond belief”"])],
    ),
    "and whoever nobody says something of": (
        "Much is known of Ann Lee, [T:who] [C:is said] [T:to have drowned].",
        [([], ["is said"], ["Ann Lee, who", "to have drowned"])],
    ),
    "and a noun right before who says so": (
        "The port listed several changes [S:he] [C:said] [T:would help].",
        [(["he"], ["said"], ["several changes", "would help"])],
    ),
    "and no more than the noun is": (
        "The port made changes [S:he] [C:said] [T:would help].",
        [(["he"], ["said"], ["changes", "would help"])],
    ),
    "also behind a verb of today": (
        "The port holds barges that [S:it] [C:says] [T:are sound].",
        [(["it"], ["says"], ["barges that", "are sound"])],
    ),
    "and one in -ed": (
        "The harbour office raised tolls that [S:divers] [C:say] [T:are unfair].",
        [(["divers"], ["say"], ["tolls that", "are unfair"])],
    ),
    "nothing where that is no plural": (
        "The harbour office began work which [S:divers] [C:say] [T:is unsafe].",
        [(["divers"], ["say"], ["is unsafe"])],
    ),
    "but a noun keeps what tells which it is": (
        "It closed the newly dredged north quay that [S:divers] [C:say] [T:is unsafe].",
        [(["divers"], ["say"], ["the newly dredged north quay that", "is unsafe"])],
    ),
    "and in -s too": (
        "It closed the sports boats that [S:divers] [C:say] [T:are unsafe].",
        [(["divers"], ["say"], ["the sports boats that", "are unsafe"])],
    ),
    "but nothing goes with a that which only joins": (
        "It rained so hard on the gates that [S:he] [C:said] [T:they would fail].",
        [(["he"], ["said"], ["they would fail"])],
    ),
    "nor with a paper in which somebody says so": (
        "He sent the mayor a letter in which [S:he] [C:said] [T:could be read what he owed].",
        [(["he"], ["said"], ["could be read what he owed"])],
    ),
    "nor with a verb behind a comma": (
        "After the long hearing, [S:he] [C:said] [T:was heard a bell].",
        [(["he"], ["said"], ["was heard a bell"])],
    ),
    "a clause about who says so is not who": (
        "[S:Moss, who runs the mill,] [C:said] [T:it was late].",
        [(["Moss"], ["said"], ["it was late"])],
    ),
    "nor one without a comma": (
        "[S:The guides who survived] [C:said] [T:it was late].",
        [(["The guides"], ["said"], ["it was late"])],
    ),
    "those who are told by nothing else keep it": (
        "[S:Those who survived] [C:said] [T:it was late].",
        [(["Those who survived"], ["said"], ["it was late"])],
    ),
    "nor does one stay out that others follow": (
        "[S:A pilot who was held and three of the crew] [C:said] [T:it was late].",
        [(["A pilot who was held and three of the crew"], ["said"], ["it was late"])],
    ),
    "or that tells a name": (
        "[S:A man who signs himself Old Rope] [C:said] [T:it was late].",
        [(["A man who signs himself Old Rope"], ["said"], ["it was late"])],
    ),
    "or that a name follows": (
        "[S:The agent who sold it, Fen Advisory,] [C:said] [T:it was late].",
        [(["The agent who sold it, Fen Advisory"], ["said"], ["it was late"])],
    ),
    "a statement goes on behind a preposition": (
        "[S:The mayor] [C:wanted] [T:to move the stalls through] the old gate, and nobody helped.",
        [(["The mayor"], ["wanted"], ["to move the stalls through the old gate"])],
    ),
    "and behind not": (
        "[S:She] [C:decided] [T:not] to mention the boat till he did.",
        [(["She"], ["decided"], ["not to mention the boat till he did"])],
    ),
    "and behind that alone": (
        "[S:The group] [C:maintains] [T:that], taken to their end, such rules help nobody.",
        [(["The group"], ["maintains"], ["that, taken to their end, such rules help nobody"])],
    ),
    "and behind a verb that is cut off": (
        "[S:The firm] [C:said] [T:some of the papers were] allegedly forged, but sales rose.",
        [(["The firm"], ["said"], ["some of the papers were allegedly forged"])],
    ),
    "a word that joins another clause is left out with what leads to it": (
        "[S:He] [C:claimed] [T:a moral objection, and therefore] was let off.",
        [(["He"], ["claimed"], ["a moral objection"])],
    ),
    "a pronoun alone may be all": (
        "[S:The office] [C:denied] [T:this] on Monday.",
        [(["The office"], ["denied"], ["this"])],
    ),
    "and so may a preposition before the full stop": (
        "[S:The mayor] [C:asked] [T:which gate the stalls had come through].",
        [(["The mayor"], ["asked"], ["which gate the stalls had come through"])],
    ),
    "and a phrase before a comma": (
        "[S:The mayor] [C:said] [T:the stalls would stay in], and left.",
        [(["The mayor"], ["said"], ["the stalls would stay in"])],
    ),
    "a passive has its subject behind an opening phrase": (
        "Before noon on Monday, the council [C:is expected] [T:to approve the plan].",
        [([], ["is expected"], ["the council", "to approve the plan"])],
    ),
    "and behind a conjunction": (
        "A file is closed if the claim [C:is deemed] [T:to be late].",
        [([], ["is deemed"], ["the claim", "to be late"])],
    ),
    "and where it is not so": (
        "In Norn, these letters [C:are not generally considered] [T:to be vowels].",
        [([], ["are not generally considered"], ["these letters", "to be vowels"])],
    ),
    "and where it is so as something": (
        "An atom of lead now [C:was seen] [T:as a hard ball].",
        [([], ["was seen"], ["An atom of lead", "as a hard ball"])],
    ),
    "and where what it is follows at once": (
        "On the other hand, these crafts [C:are sometimes considered] [T:applied art].",
        [([], ["are sometimes considered"], ["these crafts", "applied art"])],
    ),
    "and where it is cut behind its first word": (
        "[T:His] pupils [C:were said] [T:to sleep on the floor].",
        [([], ["were said"], ["His pupils", "to sleep on the floor"])],
    ),
    "but no subject that another verb has": (
        "Some were called plants at first, but later [C:were seen] [T:as animals].",
        [([], ["were seen"], ["as animals"])],
    ),
    "nor one within a relative clause": (
        "Output rose to a height which last May [C:was expected] [T:to double].",
        [([], ["was expected"], ["to double"])],
    ),
    "nor one that does something itself": (
        "Last year the firm sold boats and [C:was expected] [T:to close].",
        [([], ["was expected"], ["to close"])],
    ),
    "what something is known as is no statement": ("In some towns the gate [C:is known] [T:as the “needle”].", []),
    "nor what it is referred to as": ("The coast [C:is often referred to] [T:as the Narrow Shore].", []),
    "nor what somebody is noted for": ("The fir [C:is noted] [T:for its tall crown].", []),
    "nor what is called so": (
        "a mix of fact and [S:opinion] [C:called] [T:yellow journalism] was common.",
        [],
    ),
    "but what is known to be so is": (
        "[T:The gate] [C:is known] [T:to be old].",
        [([], ["is known"], ["The gate", "to be old"])],
    ),
    "and what is noted of it": (
        "It [C:was noted] [T:that the gate is old].",
        [([], ["It was noted"], ["that the gate is old"])],
    ),
    "and what somebody calls it": (
        "[S:Ann] [C:called] [T:the plan a joke].",
        [(["Ann"], ["called"], ["the plan a joke"])],
    ),
    "a year that speaks is left alone": (
        "[S:1984] [C:says] [T:that war is peace].",
        [(["1984"], ["says"], ["that war is peace"])],
    ),
    "a source that is cut behind a participle goes on to its noun": (
        "[S:The proposed] change [C:would require] [T:a new law].",
        [(["The proposed change"], ["would require"], ["a new law"])],
    ),
    "and behind only": (
        "but [S:only] two per cent [C:said] [T:they would sell].",
        [(["only two per cent"], ["said"], ["they would sell"])],
    ),
    "and over a capital and an adverb": (
        "[S:later] Roman poets often [C:claimed] [T:that he was blind].",
        [(["later Roman poets"], ["claimed"], ["that he was blind"])],
    ),
    "and behind about": (
        "[S:The old story about] his departure [C:records] [T:that he was sad].",
        [(["The old story about his departure"], ["records"], ["that he was sad"])],
    ),
    "but those who are so are whole": (
        "[S:The accused] later [C:said] [T:it was late].",
        [(["The accused"], ["said"], ["it was late"])],
    ),
    "a noun as cue does not end a source that is cut": (
        "They feared [S:her] revised [C:plan] [T:to close the gate].",
        [(["her"], ["plan"], ["to close the gate"])],
    ),
    "but a verb does": (
        "[S:Her] statement [C:warned] [T:that it was late].",
        [(["Her statement"], ["warned"], ["that it was late"])],
    ),
    "letters that are cut are made whole": (
        "[S:the F.D].A. [C:said] [T:it was late].",
        [(["the F.D.A."], ["said"], ["it was late"])],
    ),
    "with whom it was noted is no part of it": (
        "[S:He] [C:noted], [T:along with his friends, that the bridge was old].",
        [(["He"], ["noted"], ["that the bridge was old"])],
    ),
    "but a clause before another is": (
        "[S:He] [C:said] [T:in a week it would fall, that it was old and that nobody cared].",
        [(["He"], ["said"], ["in a week it would fall, that it was old and that nobody cared"])],
    ),
    "the end of another clause is no part of it": (
        "Moss disclaimed [T:blame for this, but the talk], [C:according to] [S:Lee], [T:ended badly].",
        [(["Lee"], ["according to"], ["the talk", "ended badly"])],
    ),
    "but the whole of a sentence is": (
        "[T:Moss left, and the talk], [C:according to] [S:Lee], [T:ended badly].",
        [(["Lee"], ["according to"], ["Moss left, and the talk", "ended badly"])],
    ),
    "an initial ends no sentence": (
        "[S:We] [C:think] [T:that] Ann W. Lee was late.",
        [(["We"], ["think"], ["that Ann W. Lee was late"])],
    ),
    "an adverb at its end is no part of it": (
        "[S:These laws typically] [C:seek] [T:to protect the staff].",
        [(["These laws"], ["seek"], ["to protect the staff"])],
    ),
    "but a name or a noun is": (
        "[S:A family ally] [C:said] [T:it was late].",
        [(["A family ally"], ["said"], ["it was late"])],
    ),
    "an adverb that a cue is cut behind goes with its verb": (
        "[T:The storm came], as [S:Orwin] [C:presciently] predicted.",
        [(["Orwin"], ["presciently predicted"], ["The storm came"])],
    ),
    "an article that a cue is cut behind goes with its noun": (
        "despite [C:the] arguments of [S:scholars like Homan] [T:that it is old].",
        [(["scholars like Homan"], ["the arguments"], ["that it is old"])],
    ),
    "by somebody's own admission is one cue": (
        "[T:Shaw], [C:by] [S:his] own admission, [T:gave little thought to politics].",
        [(["his"], ["by", "admission"], ["Shaw", "gave little thought to politics"])],
    ),
    "what is wanted ends before the author goes on": (
        "[S:The rebels] [C:wanted] [T:to win; over 200 fought in the hills].",
        [(["The rebels"], ["wanted"], ["to win"])],
    ),
    "but not where more is wanted": (
        "[S:The rebels] [C:wanted] [T:to win; to rule; and to be loved].",
        [(["The rebels"], ["wanted"], ["to win; to rule; and to be loved"])],
    ),
    "a statement that ends with a quotation ends with its sentence": (
        "[S:He] [C:wrote] [T:that God “could save it. Yet the contest proceeds.” On the day he died], all was still.",
        [(["He"], ["wrote"], ["that God “could save it. Yet the contest proceeds.”"])],
    ),
    "letters keep their last full stop": (
        "[S:The U.N.F.P]. [C:said] [T:it would move to the U.S]. in May.",
        [(["The U.N.F.P."], ["said"], ["it would move to the U.S."])],
    ),
    "a lone word of another phrase is no piece": (
        "[T:“Things may go well,”] [S:Chris] [C:said], [T:his] nice face grave.",
        [(["Chris"], ["said"], ["“Things may go well,”"])],
    ),
    "nor is a conjunction": (
        "[T:Since] a link is not possible, [T:a new road] [C:has been proposed].",
        [([], ["has been proposed"], ["a new road"])],
    ),
    "but what is thought of is": (
        "[T:This] [S:he] [C:saw] [T:as a threat to the harbour].",
        [(["he"], ["saw"], ["This", "as a threat to the harbour"])],
    ),
    "whoever notes something for the record says it": (
        "[S:Fell] [C:noted] [T:for the record that it was late].",
        [(["Fell"], ["noted"], ["for the record that it was late"])],
    ),
    "and what is known for certain is known": (
        "[C:It is known] [T:for certain that the pier fell].",
        [([], ["It is known"], ["for certain that the pier fell"])],
    ),
    "somebody's words are no name": (
        "[T:The bill] [C:was called] [T:“a gift to the rich that nobody asked for”].",
        [([], ["was called"], ["The bill", "“a gift to the rich that nobody asked for”"])],
    ),
    "nor is what somebody terms it": (
        "[T:The strike] [C:was termed] [T:illegal] by the port.",
        [([], ["was termed"], ["The strike", "illegal"])],
    ),
    "people who call something so do": (
        "[S:critics] [C:called] [T:reckless driving] the cause.",
        [(["critics"], ["called"], ["reckless driving the cause"])],
    ),
    "a party claims a better life": (
        "[S:The party] [C:claimed] [T:a better life for all].",
        [(["The party"], ["claimed"], ["a better life for all"])],
    ),
    "and lawyers claim ruined lives": (
        "[S:Lawyers] [C:claimed] [T:ruined lives and lost wages].",
        [(["Lawyers"], ["claimed"], ["ruined lives and lost wages"])],
    ),
    "but a fire claims the lives of ten": ("[S:The fire] [C:claimed] [T:the lives of ten sailors].", []),
    "letters that end a sentence are of no name": (
        "The boat was made in the U.S. [S:Oda Fell] [C:said] [T:it was late].",
        [(["Oda Fell"], ["said"], ["it was late"])],
    ),
    "nor is a country that comes next": (
        "[T:It was late], [C:said] [S:the U.N.] Iran, for its part, left.",
        [(["the U.N."], ["said"], ["It was late"])],
    ),
    "Sally is no adverb": (
        "[S:Sally] Fell [C:said] [T:it was late].",
        [(["Sally"], ["said"], ["it was late"])],
    ),
    "the adverb of the verb is not what a source ends with": (
        "[S:A friend of his] had once [C:claimed] [T:it was late].",
        [(["A friend of his"], ["claimed"], ["it was late"])],
    ),
    "nor is it where that is open": (
        "[S:The man he ran against] later [C:said] [T:it was late].",
        [(["The man he ran against"], ["said"], ["it was late"])],
    ),
    "a number goes on over its marks": (
        "[S:Ann] [C:says] [T:there are more than] 1,500 boats. It rained.",
        [(["Ann"], ["says"], ["there are more than 1,500 boats"])],
    ),
    "and a saint over the full stop": (
        "[S:Ann] [C:said] [T:the bell belongs to] St. Mary’s church. It rained.",
        [(["Ann"], ["said"], ["the bell belongs to St. Mary’s church"])],
    ),
    "whom somebody came with is all that is asked": (
        "[S:Ann] [C:asked] [T:whom he came with] last night.",
        [(["Ann"], ["asked"], ["whom he came with"])],
    ),
    "nor does what is left open go on with when": (
        "[S:Ann] [C:said] [T:she had nowhere to go to] when she came on Monday.",
        [(["Ann"], ["said"], ["she had nowhere to go to"])],
    ),
    "a page's words are of no name": (
        "[S:Ann] [C:says] [T:the pier is in Hull] Read More.",
        [(["Ann"], ["says"], ["the pier is in Hull"])],
    ),
    "one word behind therefore is no clause": (
        "[S:Ann] [C:said] [T:it was late and therefore] cold.",
        [(["Ann"], ["said"], ["it was late and therefore cold"])],
    ),
    "a that which points back does not go on": (
        "[S:Ann] [C:denied] [T:that] on Monday, when the pier fell.",
        [(["Ann"], ["denied"], ["that"])],
    ),
    "a clause of its own does not open what she said": (
        "Ann turned to the door, [T:it was late], [S:she] [C:said].",
        [(["she"], ["said"], ["it was late"])],
    ),
    "nor does what she was asked": (
        "Asked about the pier, [T:it was late], [S:Ann] [C:said].",
        [(["Ann"], ["said"], ["it was late"])],
    ),
    "and yet is more than and": (
        "[T:And yet it moves], [S:he] [C:said].",
        [(["he"], ["said"], ["And yet it moves"])],
    ),
    "what two clauses say is whole behind a first word": (
        "But [T:rents will rise next year, and the poor will pay], [S:Ann] [C:said].",
        [(["Ann"], ["said"], ["rents will rise next year, and the poor will pay"])],
    ),
    "and behind when it is so": (
        "When it rains [T:the pier leaks, and the town floods], [C:according to] [S:Ann].",
        [(["Ann"], ["according to"], ["the pier leaks, and the town floods"])],
    ),
    "a list of what somebody vows is whole": (
        "[S:Ann] [C:vowed] [T:to build a pier; open a school; and feed the poor].",
        [(["Ann"], ["vowed"], ["to build a pier; open a school; and feed the poor"])],
    ),
    "on Monday is no topic": (
        "[S:The board] [C:ruled] on [T:Monday that the pier must close].",
        [(["The board"], ["ruled"], ["Monday that the pier must close"])],
    ),
    "and to be of the view is whole": (
        "[S:Ann] [C:is of] [T:the view that it is late].",
        [(["Ann"], ["is of"], ["the view that it is late"])],
    ),
    "what somebody spoke of is whole": (
        "[S:Ann] [C:spoke of] [T:the] fall of Fen.",
        [(["Ann"], ["spoke"], ["of the fall of Fen"])],
    ),
    "whoever owns a plan that is said to be bad": (
        "[T:[S:Her] plan] [C:was said] [T:to be bad].",
        [(["Her"], ["was said"], ["Her plan", "to be bad"])],
    ),
    "a firm in its first half expects something": (
        "[S:The firm] in the first half of 2010 [C:expected] [T:to sell the mill].",
        [(["The firm"], ["expected"], ["to sell the mill"])],
    ),
    "what a plan ensures is whole": (
        "The [C:plans] [T:to ensure children are safe] were read.",
        [([], ["plans"], ["to ensure children are safe"])],
    ),
    "what was shown to a jury is no claim": (
        "The tapes [C:were shown] [T:to the jury].",
        [([], ["were shown"], ["to the jury"])],
    ),
    "the last of three is not who is thought to be there": (
        "Ann Lee, Bob Ray and Cy Day [C:are expected] [T:to attend].",
        [([], ["are expected"], ["to attend"])],
    ),
    "a long subject keeps its first word": (
        "[T:Its] hull and the two masts [C:are thought] [T:to be oak].",
        [([], ["are thought"], ["Its hull and the two masts", "to be oak"])],
    ),
    "the bank's account manager is nobody's account": (
        "[T:The pier was closed] [C:by] [S:the bank’s own] account manager.",
        [(["the bank’s own"], ["by"], ["The pier was closed"])],
    ),
    "nor do letters begin no name behind a small word": (
        "It was paid from a deposit account, B.C. [S:Resources] [C:said] [T:late].",
        [(["B.C. Resources"], ["said"], ["late"])],
    ),
    "what is touched upon in a course goes on": (
        "[S:They] [C:felt] [T:a need for areas that could be lightly touched upon] in a general course.",
        [(["They"], ["felt"], ["a need for areas that could be lightly touched upon in a general course"])],
    ),
    "and what somebody does as he does it": (
        "The one [S:Fell] [C:proposes] – [T:to do what we can for each as he] comes to us, I hope.",
        [(["Fell"], ["proposes"], ["to do what we can for each as he comes to us"])],
    ),
    "the man says nothing without what he built": (
        "[S:Fell, the man who built the pier], [C:said] [T:it was late].",
        [(["Fell, the man who built the pier"], ["said"], ["it was late"])],
    ),
    "a firm's Co. ends no quotation": (
        "[S:Ann] [C:said] [T:that the firm “Fen & Co.” Ltd had paid].",
        [(["Ann"], ["said"], ["that the firm “Fen & Co.” Ltd had paid"])],
    ),
    "as saying is of the verb that quotes, and whom it quotes is not said": (
        "[S:The Argus] [C:quoted] [T:a clerk as saying that the ferry sank].",
        [(["The Argus"], ["quoted", "as saying"], ["that the ferry sank"])],
    ),
    "also where who is quoted is the subject": (
        "[S:Oda Fell] [C:was quoted] [T:as saying the ferry sank].",
        [(["Oda Fell"], ["was quoted", "as saying"], ["the ferry sank"])],
    ),
    "but not of one that asks": (
        "[S:Oda] [C:dismissed] [T:the letter as saying nothing new].",
        [(["Oda"], ["dismissed"], ["the letter as saying nothing new"])],
    ),
    "how something is said is not what is said": (
        "[S:Oda] [C:said] [T:merely that the ferry sank].",
        [(["Oda"], ["said"], ["that the ferry sank"])],
    ),
    "nor is what else was said": (
        "[S:Oda] [C:wrote], [T:among other things, that the ferry sank].",
        [(["Oda"], ["wrote"], ["that the ferry sank"])],
    ),
    "but only what limits what is said itself is": (
        "[S:Oda] [C:said] [T:only the ferry sank].",
        [(["Oda"], ["said"], ["only the ferry sank"])],
    ),
    "when something was said is not what was said": (
        "[S:Oda] [C:said] [T:Tuesday the ferry would sail].",
        [(["Oda"], ["said"], ["the ferry would sail"])],
    ),
    "nor is last week": (
        "[S:Oda] [C:announced] [T:last week “the ferry will sail”].",
        [(["Oda"], ["announced"], ["“the ferry will sail”"])],
    ),
    "but the day that something is said of is": (
        "[S:Oda] [C:said] [T:Tuesday was the last chance].",
        [(["Oda"], ["said"], ["Tuesday was the last chance"])],
    ),
    "and what is said now of last week is": (
        "[S:Oda] [C:says] [T:last week the ferry sank].",
        [(["Oda"], ["says"], ["last week the ferry sank"])],
    ),
    "words that a quotation goes on from are one piece with it": (
        "[S:Oda] [C:undertook] [T:to answer] [T:“every question”].",
        [(["Oda"], ["undertook"], ["to answer “every question”"])],
    ),
    "but not what is called so": (
        "[S:Oda] [C:called] [T:the plan] [T:“a sinking ship”].",
        [(["Oda"], ["called"], ["the plan", "“a sinking ship”"])],
    ),
    "when somebody said something is no part of who said it": (
        "Months [S:later the mayor] [C:said] [T:it was late].",
        [(["the mayor"], ["said"], ["it was late"])],
    ),
    "and which study it is is": (
        "[S:Later studies] [C:found] [T:that it was late].",
        [(["Later studies"], ["found"], ["that it was late"])],
    ),
    "nor is for how long": (
        "[S:The archive long] [C:held] [T:that it was forged].",
        [(["The archive"], ["held"], ["that it was forged"])],
    ),
    "but a word of who it is is": (
        "[S:The first] [C:held] [T:that it was forged].",
        [(["The first"], ["held"], ["that it was forged"])],
    ),
    "whose claim it is stands without the mark of the genitive": (
        "They heard [S:the mayor’s] [C:claim] [T:that it was late].",
        [(["the mayor"], ["claim"], ["that it was late"])],
    ),
    "and whose count it is does": (
        "The boat, [C:by] [S:the union's] own [C:count], [T:sank twice].",
        [(["the union"], ["by", "count"], ["sank twice"])],
    ),
    "but not a firm that is called so": (
        "[S:Dunn’s] [C:said] [T:that it was late].",
        [(["Dunn’s"], ["said"], ["that it was late"])],
    ),
    "even where what it does looks like what it has": (
        "[S:Dunn’s] [C:claims] [T:that it was late].",
        [(["Dunn’s"], ["claims"], ["that it was late"])],
    ),
    "nor somebody at a shop": (
        "[C:According to] [S:a boy at the grocer’s], [T:it was late].",
        [(["a boy at the grocer’s"], ["According to"], ["it was late"])],
    ),
    "what somebody does while speaking is not said": (
        "[S:Oda Fell][C::] [T:(laughs) No, it sank long before I was born].",
        [(["Oda Fell"], [":"], ["No, it sank long before I was born"])],
    ),
    "but what is said in brackets is": (
        "[S:Oda Fell][C::] [T:(and this is true) it sank long before I was born].",
        [(["Oda Fell"], [":"], ["(and this is true) it sank long before I was born"])],
    ),
    "so is it of a poll that came out on it": (
        "[C:According to] [S:a poll out Friday], [T:it was late].",
        [(["a poll out Friday"], ["According to"], ["it was late"])],
    ),
    "of what was made public on it": (
        "[S:Figures made public on Friday] [C:show] [T:it was late].",
        [(["Figures made public on Friday"], ["show"], ["it was late"])],
    ),
    "of what was counted up to it": (
        "[S:Votes counted through Friday night] [C:show] [T:it was late].",
        [(["Votes counted through Friday night"], ["show"], ["it was late"])],
    ),
    "of a letter of last week": (
        "[S:A letter dated last Friday] [C:said] [T:it was late].",
        [(["A letter dated last Friday"], ["said"], ["it was late"])],
    ),
    "and of those who left on it": (
        "[S:Those who left early Friday] [C:said] [T:it was late].",
        [(["Those who left early Friday"], ["said"], ["it was late"])],
    ),
    "since when it is said is none of the source": (
        "[S:A spokesman for the mill since Friday] [C:has said] [T:it was late].",
        [(["A spokesman for the mill"], ["has said"], ["it was late"])],
    ),
    "nor is it as a word or two": (
        "[S:The farmers by then] [C:had said] [T:it was late].",
        [(["The farmers"], ["had said"], ["it was late"])],
    ),
    "nor is half of that": (
        "[S:Keepers of the mill since] then [C:have said] [T:it was late].",
        [(["Keepers of the mill"], ["have said"], ["it was late"])],
    ),
    "when it was published is of a study": (
        "[S:Studies published recently] [C:found] [T:it was late].",
        [(["Studies published recently"], ["found"], ["it was late"])],
    ),
    "and how they speak is of those who do": (
        "[S:Those who speak publicly] [C:say] [T:it was late].",
        [(["Those who speak publicly"], ["say"], ["it was late"])],
    ),
    "a clause that only begins is none of the source": (
        "[S:The owner of the boat that] sank on Friday [C:said] [T:it was late].",
        [(["The owner of the boat"], ["said"], ["it was late"])],
    ),
    "nor is one of people": (
        "[S:The people who] came then [C:said] [T:it was late].",
        [(["The people"], ["said"], ["it was late"])],
    ),
    "but of those it tells who": (
        "[S:Most who] came [C:said] [T:it was late].",
        [(["Most who"], ["said"], ["it was late"])],
    ),
    "a source ends with its sentence": (
        "[T:“It is late,”] [C:said] [S:the mayor, Bo Lowe. Ann Webb] waved.",
        [(["the mayor, Bo Lowe"], ["said"], ["“It is late,”"])],
    ),
    "or begins with it": (
        "So said the mayor, [S:Bo Lowe. Ann Webb] [C:said] [T:it was late].",
        [(["Ann Webb"], ["said"], ["it was late"])],
    ),
    "but a title's full stop ends none": (
        "[S:New Fenland Gov. Ann Webb] [C:said] [T:it was late].",
        [(["New Fenland Gov. Ann Webb"], ["said"], ["it was late"])],
    ),
    "a source does not end in what joins it to the cue": (
        "In the autumn [S:the] orders and [C:demand] [T:for the boat] rose by half or so.",
        [([], ["demand"], ["for the boat"])],
    ),
    "a day that is no subject and joins no noun is when it was said": (
        "[S:Ann] [C:said] [T:Friday farmers would pay more].",
        [(["Ann"], ["said"], ["farmers would pay more"])],
    ),
    "but what is held on it is told of": (
        "[S:Ann] [C:said] [T:Friday prayers were over].",
        [(["Ann"], ["said"], ["Friday prayers were over"])],
    ),
    "as is what is so every week": (
        "[S:Ann] [C:said] [T:Sunday morning services began late].",
        [(["Ann"], ["said"], ["Sunday morning services began late"])],
    ),
    "what belongs to a day is told of": (
        "[S:Ann] [C:said] [T:yesterday morning's ferry sank].",
        [(["Ann"], ["said"], ["yesterday morning's ferry sank"])],
    ),
    "and so is a day that goes on as it is": (
        "[S:Ann] [C:said] [T:Friday remains a day of rest].",
        [(["Ann"], ["said"], ["Friday remains a day of rest"])],
    ),
    "that did not go well": (
        "[S:Ann] [C:said] [T:yesterday didn't go well].",
        [(["Ann"], ["said"], ["yesterday didn't go well"])],
    ),
    "or of which more is told": (
        "[S:Ann] [C:said] [T:Friday, the coldest day of the year, saw the harbour freeze].",
        [(["Ann"], ["said"], ["Friday, the coldest day of the year, saw the harbour freeze"])],
    ),
    "a claim's verb is none of what it claims": (
        "[S:The farmers]' [C:belief] [T:that they can sail] has grown.",
        [(["The farmers"], ["belief"], ["that they can sail"])],
    ),
    "nor is that of a plan of nobody": (
        "[C:The proposal] [T:to ban boats from the harbour] might fail.",
        [([], ["The proposal"], ["to ban boats from the harbour"])],
    ),
    "nor is what those do who plan so": (
        "Farmers [S:who] [C:plan] [T:to sail in the fleet] include Ann Lee.",
        [(["who"], ["plan"], ["to sail in the fleet"])],
    ),
    "but the verb of what somebody says is": (
        "[S:The mayor] [C:said] [T:that the boat they took] had sunk.",
        [(["The mayor"], ["said"], ["that the boat they took had sunk"])],
    ),
    "and so is that of a relative clause": (
        "[S:Ann]'s [C:claim] [T:that it was a farmer who] drowned.",
        [(["Ann"], ["claim"], ["that it was a farmer who drowned"])],
    ),
    "whom somebody endorsed may end a statement": (
        "[S:Two unions] [C:endorsed] [T:her] early over rivals.",
        [(["Two unions"], ["endorsed"], ["her"])],
    ),
    "but not whose something is": (
        "[S:Two unions] [C:claimed] [T:her] support.",
        [(["Two unions"], ["claimed"], ["her support"])],
    ),
    "a dash is no word of a statement": (
        "[S:Ann] [C:opposes] [T:the harbour he is] building -- and the road.",
        [(["Ann"], ["opposes"], ["the harbour he is building"])],
    ),
    "what somebody is proclaimed is a piece of its own": (
        "[S:The farmers] [C:proclaimed] [T:the boat] [T:“queen of the sea”].",
        [(["The farmers"], ["proclaimed"], ["the boat", "“queen of the sea”"])],
    ),
    "as is what somebody is labelled": (
        "[S:Ann] [C:labelled] [T:the farmers] [T:“pirates”].",
        [(["Ann"], ["labelled"], ["the farmers", "“pirates”"])],
    ),
    "what goes on behind a source that follows its verb is said": (
        "[T:The boats], [C:say] [S:the farmers], [T:were late]; they sank.",
        [(["the farmers"], ["say"], ["The boats", "were late"])],
    ),
    "a name keeps its own genitive": (
        "[S:Moody's] [C:warning] [T:that it was late] was heard.",
        [(["Moody's"], ["warning"], ["that it was late"])],
    ),
    "which may have been cut off": (
        "[S:Standard & Poor]'s [C:forecast] [T:that it was late] was heard.",
        [(["Standard & Poor's"], ["forecast"], ["that it was late"])],
    ),
    "whatever it is said in": (
        "[C:In] [S:McDonald’s] words, [T:it was late].",
        [(["McDonald’s"], ["In", "words"], ["it was late"])],
    ),
    "but whoever is called so without it does not": (
        "Ann Christie left. [S:Christie's] [C:claim] [T:that it was late] was heard.",
        [(["Christie"], ["claim"], ["that it was late"])],
    ),
    "and nor does whoever only sounds like one": (
        "[S:Woody's] [C:warning] [T:that it was late] was heard.",
        [(["Woody"], ["warning"], ["that it was late"])],
    ),
    "the view of several is what it is said in": (
        "[C:In] [S:the farmers]' view, [T:it was late].",
        [(["the farmers"], ["In", "view"], ["it was late"])],
    ),
    "but an opinion poll is no opinion": (
        "[C:In] [S:Fen's opinion] poll, [T:it was late].",
        [(["Fen's opinion"], ["In"], ["it was late"])],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_statements_are_repaired(name: str) -> None:
    """Each marked text gives the rows beside it."""
    marked, rows = CASES[name]
    article, linked = unmarked(marked)
    quotations = find_quotations(article.text, [p.span for p in article.readable])
    quoted = Ranges(span for quotation in quotations for span in quotation.spans)
    found = repair(article, [linked] if linked.content else [], quoted)
    assert [
        tuple([span.of(article.text) for span in part] for part in (one.source, one.cue, one.content)) for one in found
    ] == rows


@pytest.mark.parametrize(
    ("text", "said", "content"),
    [
        ("Praising the boats, Oda Fell went home.", "the boats, Oda Fell went home", "the boats"),
        ("The ark was praised as a relic by Oda Fell.", "a relic by Oda Fell", "a relic"),
        ("It was late, Oda Fell praised.", "It was late, Oda Fell", "It was late"),
        ("He praised the boat of Oda Fell.", "the boat of Oda Fell", "the boat of Oda Fell"),
        ("He praised Oda Fell and Bell.", "Oda Fell and Bell", "Oda Fell and Bell"),
    ],
)
def test_a_source_ends_the_statement_that_it_stands_in(text: str, said: str, content: str) -> None:
    """What follows a comma and the source, and a source behind "by", is not said."""
    at = text.index
    cue = at("raised") - 1 if "raised" in text else at("raising") - 1
    one = Linked(
        (Span(at("Oda"), at("Oda") + len("Oda Fell")),),
        (Span(cue, cue + text[cue:].index("d" if "raised" in text else "g") + 1),),
        (Span(at(said), at(said) + len(said)),),
        0.9,
    )
    (row,) = repair(from_text(text), [one], Ranges(()))
    assert row.content[-1].of(text) == content


def test_only_the_own_notion_leaves_out_whom_words_are_said_to() -> None:
    """To others whoever is urged to leave is part of what is urged, and so their model's rows keep it."""
    article, linked = unmarked("[S:Ann] [C:urged] [T:residents to leave by noon].")
    for own, content in ((True, "to leave by noon"), (False, "residents to leave by noon")):
        (row,) = repair(article, [linked], Ranges(()), own=own)
        assert row.content[0].of(article.text) == content


def test_a_reading_says_whose_notion_it_is_of() -> None:
    """What the model was asked for decides about the addressee, all the way from what it read."""
    article, linked = unmarked("[S:Ann] [C:urged] [T:residents to leave by noon].")
    for own, content in ((True, "to leave by noon"), (False, "residents to leave by noon")):
        (row,) = attribute(article, Reading((linked,), (), own=own))
        assert row.content[0].of(article.text) == content


def test_what_takes_in_its_source_is_said_behind_it() -> None:
    """A source that follows its verb is no part of the statement that goes on behind it, and no reason to drop that."""
    text = "The tax, say its friends, is fair; others differ."
    article = from_text(text)

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    content = (span("The tax"), span("its friends, is fair"))
    (row,) = repair(article, [Linked((span("its friends"),), (span("say"),), content, 0.9)], Ranges(()))
    assert [piece.of(text) for piece in row.content] == ["The tax", "is fair"]


def test_every_row_keeps_its_place() -> None:
    """Rows come out in text order, whatever the order they went in."""
    article = from_text("Ann said it was late. Bob said it was early.")
    first = Linked((Span(0, 3),), (Span(4, 8),), (Span(9, 20),), 0.9)
    second = Linked((Span(22, 25),), (Span(26, 30),), (Span(31, 43),), 0.8)
    assert repair(article, [second, first], Ranges(())) == [first, second]


def test_ranges_answer_what_meets_and_what_is_free() -> None:
    """Ranges know what overlaps a span, how much of it they cover, and what lies free around it."""
    ranges = Ranges([Span(20, 30), Span(5, 10)])
    assert ranges.meeting(Span(8, 21)) == [Span(5, 10), Span(20, 30)]
    assert ranges.meeting(Span(10, 20)) == []
    assert ranges.shared(Span(8, 21)) == 3
    assert ranges.free_around(Span(12, 15), Span(0, 50)) == Span(10, 20)
    assert ranges.free_around(Span(12, 15), Span(11, 16)) == Span(11, 16)
    assert ranges.free_around(Span(32, 40), Span(0, 50)) == Span(30, 50)


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("Oda Fell, prosecuting, [C:said] [T:it was late].\n\nIt rained. [S:She] left.", "Oda Fell"),
        ("Oda Fell KC, prosecuting, [C:told] the court [T:it was late].\n\n[S:She] left.", "Oda Fell"),
        ("Oda Fell [C:said] [T:it was late].\n\nThe mayor left. [S:He] cried.", "Oda Fell"),
        ("Oda Fell left. [T:It was late], [C:said] [S:the mayor].", "the mayor"),
        ("To Oda Fell the port [C:said] [T:it was late].\n\n[S:She] left.", "She"),
        ("Oda Fell left. The port [C:said] [T:it was late].\n\n[S:She] left.", "She"),
    ],
)
def test_whoever_is_named_right_before_the_verb_speaks(marked: str, source: str) -> None:
    """A source that stands in a later paragraph than what it is to have said is somebody else's."""
    article, linked = unmarked(marked)
    at = article.text.index("Oda Fell")
    (row,) = repair(article, [linked], Ranges(()), [Span(at, at + len("Oda Fell"))])
    assert row.source[0].of(article.text) == source


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("[S:right-leaning journalist] Oda Fell [C:said] [T:it was late].", "right-leaning journalist Oda Fell"),
        ("[S:The former head of strategy] Oda Fell [C:said] [T:it was late].", "The former head of strategy Oda Fell"),
        ("[S:the journalist] whom Oda Fell [C:said] [T:it was late] to.", "the journalist"),
        ("[S:The journalist] and Oda Fell [C:said] [T:it was late].", "The journalist and Oda Fell"),
        ("[S:Fen Radio] Oda Fell [C:said] [T:it was late].", "Fen Radio"),
    ],
)
def test_a_description_goes_on_to_the_name(marked: str, source: str) -> None:
    """Who is told of by what they are and by name is one source."""
    article, linked = unmarked(marked)
    at = article.text.index("Oda Fell")
    (row,) = repair(article, [linked], Ranges(()), [Span(at, at + len("Oda Fell"))])
    assert row.source[0].of(article.text) == source


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("<Fen Mines Ltd> [C:said] [T:it was late].", ["Fen Mines Ltd"]),
        ("<Fen Mines Ltd>, a unit of Far Ltd, [C:said] [T:it was late].", ["Fen Mines Ltd"]),
        ("It rained.\n\n<Fen Mines (Hull) Ltd> [C:said] [T:it was late].", ["Fen Mines (Hull) Ltd"]),
        ("Far bought <Fen Mines Ltd>, it [C:said] [T:late].", []),
        ("<Fen Mines Ltd> fell; the board [C:said] [T:it was late].", []),
        ("<Fen Mines Ltd>, [S:Far] [C:said], [T:was late].", ["Far"]),
        ("<b> [C:said] [T:it was late].", []),
    ],
)
def test_a_name_in_angle_brackets_before_the_verb_speaks(marked: str, source: list[str]) -> None:
    """Agencies write a body's name so where they name it first."""
    article, linked = unmarked(marked, raw=True)
    (row,) = repair(article, [linked], Ranges(()))
    assert [span.of(article.text) for span in row.source] == source


def test_what_which_goes_with_is_told_of_by_two() -> None:
    """One refuses to show it, another says something of it."""
    article = from_text("Oda refused to show the plan, which she said was secret.")
    at = article.text.index
    first = Linked((Span(0, 3),), (Span(4, 11),), (Span(12, at(",")),), 0.9)
    which, was = at("which"), at("was secret")
    second = Linked(
        (Span(at("she"), at("she") + 3),),
        (Span(at("said"), at("said") + 4),),
        (Span(which, which + 5), Span(was, was + 10)),
        0.9,
    )
    rows = repair(article, [first, second], Ranges(()))
    assert [[span.of(article.text) for span in one.content] for one in rows] == [
        ["to show the plan"],
        ["the plan, which", "was secret"],
    ]


@pytest.mark.parametrize(
    ("text", "hers", "left", "rows"),
    [
        ("“We swam. “We sank,” Oda said.", ["“We sank,”"], ["“We swam."], [["“We swam.", "“We sank,”"]]),
        ("“We swam.\n\n“We sank.”", [], ["“We swam.", "“We sank.”"], [["“We swam.", "“We sank.”"]]),
        (
            "“We ran,” Oda said.\n\n“We swam.\n\n“We sank.”",
            ["“We ran,”", "“We sank.”"],
            ["“We swam."],
            [["“We ran,”"], ["“We swam.", "“We sank.”"]],
        ),
        ("“We swam.” “We sank,” Oda said.", ["“We sank,”"], ["“We swam.”"], [["“We sank,”"], ["“We swam.”"]]),
        ('"We swam. "Fell, who lost, left', [], ['"We swam.', '"Fell, who lost'], [['"Fell, who lost'], ['"We swam.']]),
        ('"We swam, "Fell left"', [], ['"We swam', '"Fell left"'], [['"Fell left"'], ['"We swam']]),
    ],
)
def test_a_quotation_that_is_opened_anew_goes_on(
    text: str, hers: list[str], left: list[str], rows: list[list[str]]
) -> None:
    """What is left open is whose the quotation is that follows; it is nobody's as long as nobody is named."""

    def row(pieces: list[str], *source: Span) -> Attribution:
        content = tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces)
        return Attribution(source, (), content, Act.STATEMENT, Form.DIRECT, 0.5)

    found = [row([piece]) for piece in left]
    found += [row(hers, Span(text.index("Oda"), text.index("Oda") + 3))] if hers else []
    got = sorted([span.of(text) for span in one.content] for one in gone_on(found, text))
    assert got == rows
