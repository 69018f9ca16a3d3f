"""Text that was pasted: from mails, archives of newspapers, wires, browsers and printed pages."""

from __future__ import annotations

import textwrap

import pytest

from attrcheck.article.load import articles_from_bytes, from_bytes
from attrcheck.article.model import Article
from tests.article.test_page import texts

ONE = "The weir at Oxley will be shut for a month, the river board said on Tuesday, after divers found a crack in it."
TWO = "“Nobody told the mill,” said Ada Penrose, who owns it and lives above the wheel with her two sons. “Not a word.”"
TEXT = f"{ONE}\n\n{TWO}\n"
TITLE = "Weir at Oxley shut for a month"
KNOWN = (TITLE, "Iris Vane", "2025-03-04")


def _read(text: str) -> Article:
    return from_bytes(text.encode(), name="a.txt")


@pytest.mark.parametrize(
    "text",
    [
        f"From: Iris Vane <iris@board.example>\nSent: Tuesday, March 4, 2025 8:15 AM\nTo: Desk <d@p.example>"
        f"\nSubject: {TITLE}\n\n{TEXT}",
        f"From: Vane, Iris\nDate: 4 March 2025\nSubject: FW: {TITLE}\n\n{TEXT}\nKind regards\nIris Vane\nPress "
        f"office\n",
        f"*From:* Iris Vane [mailto:iris@board.example]\n*Sent:* 04 March 2025 08:15\n*To:* "
        f"Desk\n*Subject:* {TITLE}\n\n{TEXT}",
        f"Subject: {TITLE}\n\nFrom: Iris Vane <i@b.example>\n\nDate: Tue, 4 Mar 2025 08:15\n\nTo: "
        f"d@p.example\n\n\n{TEXT}",
        f"-----Original Message-----\nFrom: Iris Vane\nSent: 4 March 2025\nTo: Desk; Night desk <n@p.example>;\n  "
        f" Web <w@p.example>\n"
        f"Cc: All\nSubject: {TITLE}\n\n{TEXT}\n--\nIris\nThis e-mail is confidential.\n",
        f"From: Iris Vane <i@b.example> Sent: 4 March 2025 08:15 To: Desk <d@p.example> Subject: {TITLE}\n\n{TEXT}",
    ],
    ids=["Outlook", "passed on", "marked", "blank lines", "original", "one line"],
)  # fmt: skip
def test_a_pasted_mail_is_read_without_its_fields(text: str) -> None:
    """Subject, sender and day say title, author and date, and neither they nor the signature are text."""
    article = _read(text)
    assert texts(article) == [TITLE, ONE, TWO]
    assert (article.title, article.author, article.date) == KNOWN


NEXIS = (
    "{number}\n\n\nThe Oxley Mail\n\nMarch 4, 2025 Tuesday\nFinal Edition\n\n{title}\n\nBYLINE: Iris "
    "Vane\n\nSECTION: NEWS; Pg. 3\n\n"
    "LENGTH: 120 words\n\nDATELINE: OXLEY\n\nHIGHLIGHT: Nobody was told\n\n{text}\n\nLOAD-DATE: March 5, "
    "2025\n\nLANGUAGE: ENGLISH\n\n"
    "PUBLICATION-TYPE: Newspaper\n\nCopyright 2025 Oxley Media\nAll Rights Reserved\n"
)  # fmt: skip
NEXIS_UNI = (
    "{title}\n\nThe Oxley Mail\n\nMarch 4, 2025 Tuesday\n\nCopyright 2025 Oxley Media All Rights "
    "Reserved\n\nSection: NEWS; Pg. 3\n"
    "Length: 120 words\nByline: Iris Vane\n\nBody\n\n{text}\n\nLoad-Date: March 5, 2025\n\nEnd of Document\n"
)
FACTIVA = (
    "HD  {title}\nBY  By Iris Vane\nWC  120 words\nPD  4 March 2025\nSN  The Oxley Mail\nLA  English\nCY  (c) "
    "2025 Oxley Media\n"
    "LP  {one}\nTD\n{two}\nCO  oxl : Oxley Board\nNS  gweir : Weirs\nAN  Document OXLM000020250304el340001x\n"
)
BY_WIRE = (
    "^AM-Weir,1st Ld-Writethru,284<\n^{title}<\n^By IRIS VANE=\n^Oxley Press=\n\t{one}\n(MORE)\n\t{two}\n\n"
    "(Reporting by Bo Lind; Editing by Cy Ray)\n-30-\n###\n"
)


@pytest.mark.parametrize("form", [NEXIS, NEXIS_UNI])
def test_an_export_of_nexis_is_read_without_its_labels(form: str) -> None:
    """The labelled lines say author and day; newspaper, section, length and rights are no text."""
    article = _read(form.format(number="1 of 1 DOCUMENT", title=TITLE, text=TEXT))
    assert texts(article) == [TITLE, ONE, TWO]
    assert (article.title, article.author, article.date) == KNOWN


def test_each_document_of_an_export_is_an_article() -> None:
    """Several documents in one file are several articles."""
    parts = [
        NEXIS.format(number=f"{at} of 2 DOCUMENTS", title=title, text=TEXT)
        for at, title in ((1, TITLE), (2, "The mill at Oxley is dry"))
    ]
    articles = articles_from_bytes("\n".join(parts).encode(), name="a.txt")
    assert [article.title for article in articles] == [TITLE, "The mill at Oxley is dry"]
    assert [texts(article)[1:] for article in articles] == [[ONE, TWO]] * 2


def test_an_export_of_factiva_is_read_by_its_codes() -> None:
    """The codes before the lines say what these are, and only the text's are text."""
    article = _read(FACTIVA.format(title=TITLE, one=ONE, two=TWO))
    assert texts(article) == [TITLE, ONE, TWO]
    assert (article.title, article.author, article.date) == KNOWN


@pytest.mark.parametrize(
    "text",
    [
        BY_WIRE.format(title=TITLE, one=ONE, two=TWO),
        f"{TITLE}\n\nBy Iris Vane\n\n{TEXT}\n(more)\n\n-30-\n",
        f"{TITLE}\n\nBy Iris Vane\n\n{TEXT}\n###\n",
        f"EDS: Updates with quotes.\n{TITLE}\n\nBy Iris Vane\n\n{TEXT}\nENDS\n",
        f"{TITLE}\n\n{TEXT}\n(Reporting by Iris Vane in Oxley; editing by Cy Ray)\n(ENDS)\n",
    ],
    ids=["slugs", "30", "hashes", "editors", "credits"],
)
def test_wire_copy_is_read_without_slugs_and_marks(text: str) -> None:
    """Slugs, notes for editors, and marks for more and for the end are no text."""
    article = _read(text)
    assert texts(article)[-2:] == [ONE, TWO]
    assert (article.title, article.author) == (TITLE, "Iris Vane")


HEAD = (
    "Home > News > Weirs\n{title}\nThe mill was not told.\n\nIris Vane\nRiver correspondent\n@irisvane\nTue 4 "
    "Mar 2025 08.15 GMT\n\nShare\n204\n"
)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD.format(title=TITLE)}{ONE}\n\nAdvertisement\n\n{TWO}\n\nTopics\nWeirs\nReuse this content\n",
        f"{HEAD.format(title=TITLE)}{ONE}\n\nThe weir in 2019. Photograph: Bo Lind\n\n{TWO}\n\nMost viewed\nDucks "
        f"win\nRain ends\n",
        f"Skip to content\nMenu\n{TITLE}\nBy Iris Vane\n4 March 2025\nCopy link\n{ONE}\n\nSign up to River "
        f"Letter\nEvery week, free\n{TWO}\n"
        "\nRelated articles\nDucks win\n",
        f"Subscribe\nLog in\n{TITLE}\nIris Vane, 4 March 2025\n12 comments\n{ONE}\n\nREAD MORE: Ducks win at "
        f"last\n\n{TWO}\n",
        f"{TITLE}\nBy Iris Vane\nMarch 4, 2025\nFacebook\nTwitter\nWhatsApp\n{ONE}\n\nStory continues below "
        f"advertisement\n\n{TWO}\n",
    ],
    ids=["topics", "caption", "letter", "read more", "buttons"],
)  # fmt: skip
def test_text_copied_from_a_browser_is_read_without_the_page(text: str) -> None:
    """Crumbs, buttons, counts, captions, promotions and lists of other articles are no text."""
    article = _read(text)
    assert [line for line in texts(article) if len(line) > 40] == [ONE, TWO]
    assert (article.title, article.author, article.date) == KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "Share\n\nThe shares fell by a tenth, the exchange said on Tuesday, and rose again by noon.",
        "The list had three points.\n\n1. It rained.\n\n2. It poured.\n\n3. It stopped, he said.",
        "From: the mill she saw the weir, said Ann.\n\nIt was shut.",
        "Subject matter of the talk was the weir, she said.\n\nDate: none was set, he said.",
        "Sign up to the list, she said.\n\nSubscribe to the idea, he told us, and pay.",
        "By 30 she had the mill.\n\n30\n\nThat is her number of ducks, she said, and more will come.",
        "SECTION by section the weir was shut.\n\nLENGTH: four metres, the board said.",
    ],
)
def test_sentences_with_such_words_stay(text: str) -> None:
    """One such line makes no mail, export or page: nothing of the text is left out."""
    assert texts(_read(text)) == text.split("\n\n")


def test_what_stands_between_printed_pages_is_no_text() -> None:
    """Page numbers and running heads go, and a sentence that runs over them is one."""
    said = (
        "The weir at Oxley will be shut for a month, the river board said, after divers found a crack in it that was "
        "as wide as a hand and as deep as the arm of the man who had found it."
    )
    last = "The mill is dry, and its wheel stands still for now, she said, as it did in the year of the long frost."
    more = "It said no more about it to anybody who had been asking it."
    lines = textwrap.wrap(said, 60)
    pages = (
        [
            TITLE,
            "By Iris Vane",
            "4 March 2025",
            "",
            *lines[:2],
            "",
            "12",
            "The Oxley Mail, 4 March 2025",
            "",
            *lines[2:],
            "",
        ],
        [more, *textwrap.wrap(TWO, 60), "", "- 13 -", ""],
        textwrap.wrap(last, 60),
    )
    article = _read("\n".join(line for page in pages for line in page))
    assert texts(article)[3:] == [said, more, TWO, last]
    assert (article.title, article.author, article.date) == KNOWN


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Weir at Oxley shut for a month\nafter divers find a "
         "crack", "Weir at Oxley shut for a month after divers find a crack"),
        ("Weir at Oxley Shut for a Month After\nDivers Find a "
         "Crack", "Weir at Oxley Shut for a Month After Divers Find a Crack"),
        ("Weir at Oxley shut for a month,\nMill Goes Dry", "Weir at Oxley shut for a month, Mill Goes Dry"),
        ("Weir at Oxley shut for a month\nThe mill was not told.", "Weir at Oxley shut for a month"),
        ("Weir at Oxley shut for a month\nBy Iris Vane", "Weir at Oxley shut for a month"),
        ("Weir at Oxley shut for a month\n4 March 2025", "Weir at Oxley shut for a month"),
    ],
)  # fmt: skip
def test_a_headline_on_two_lines_is_whole(head: str, title: str) -> None:
    """A headline goes on in the next line; a standfirst, byline or date below it is none of it."""
    assert _read(f"{head}\n\n{TEXT}").title == title


@pytest.mark.parametrize(
    "text", ["“So,” she said, didn’t we. It’s “late” – now.", "Café Müller, in Besançon, isn’t “open”."]
)
def test_letters_that_an_earlier_save_broke_are_mended_and_told(text: str) -> None:
    """UTF-8 that was read as Windows-1252 and saved again is read as it was meant."""
    article = _read(_broken(text))
    assert texts(article) == [text]
    assert article.not_done[0].startswith("letters that an earlier save had broken were mended, as in “")


def _broken(text: str) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def test_letters_that_are_meant_stay() -> None:
    """Accents by themselves break nothing."""
    text = "Ângela and Ão said “â” is a letter of São Tomé; Ã is one, too."
    assert texts(_read(text)) == [text]
    assert _read(text).not_done == ()
