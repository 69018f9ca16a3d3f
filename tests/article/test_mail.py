"""Mails, files of mails, and pages that browsers save as one."""

from __future__ import annotations

import base64
import quopri

import pytest

from attrcheck.article.load import articles_from_bytes, from_bytes
from attrcheck.errors import InputError, NoArticleError
from tests.article.test_page import texts

HEAD = (
    "From: {sender}\r\nTo: desk@paper.example\r\nSubject: {subject}\r\n"
    "Date: Tue, 04 Mar 2025 23:50:00 -0500\r\nMIME-Version: 1.0\r\n"
)
PLAIN = (
    "The weir at Oxley will be shut for a month, the river board said on Tuesday.\n\n"
    "“Nobody told the mill,” said Ada Penrose, who owns it.\n"
)
PAGE = (
    "<html><body><p>The weir at Oxley will be shut for a month, <a href='https://board.example/note'>the river board "
    "said</a> on Tuesday.</p><p>“Nobody told the mill,” said Ada Penrose, who owns it.</p></body></html>"
)
BODY = [
    "The weir at Oxley will be shut for a month, the river board said on Tuesday.",
    "“Nobody told the mill,” said Ada Penrose, who owns it.",
]


def mail(*parts: str, sender: str = "Iris Vane <iris@board.example>", subject: str = "Weir shut") -> bytes:
    """Return a mail of the parts, each with its own fields."""
    head = HEAD.format(sender=sender, subject=subject)
    if len(parts) == 1:
        return (head + parts[0]).encode()
    return (
        head
        + 'Content-Type: multipart/mixed; boundary="B"\r\n\r\n'
        + "".join(f"--B\r\n{part}\r\n" for part in parts)
        + "--B--\r\n"
    ).encode()


def plain(text: str = PLAIN, extra: str = "") -> str:
    """Return a part of plain text in quoted-printable."""
    coded = quopri.encodestring(text.encode()).decode()
    return (
        f"Content-Type: text/plain; charset=utf-8{extra}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{coded}"
    )


def page(markup: str = PAGE) -> str:
    """Return a part of HTML in base64."""
    coded = base64.encodebytes(markup.encode()).decode()
    return f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{coded}"


def attached(file: str, media: str = "application/pdf") -> str:
    """Return an attached part."""
    return f'Content-Type: {media}; name="{file}"\r\nContent-Disposition: attachment; filename="{file}"\r\n\r\nJVBERi0='


@pytest.mark.parametrize(
    "data",
    [mail(plain()), mail(page()), mail(plain(), page()), mail(plain(PLAIN.replace("\n\n", "\n\n")), attached("a.pdf"))],
    ids=["plain", "page", "both", "with a file"],
)
def test_a_mail_is_read_once_with_its_fields(data: bytes) -> None:
    """Subject, sender and the sender's day are title, author and date, whichever parts hold the text."""
    article = from_bytes(data, name="a.eml")
    assert texts(article) == ["Weir shut", *BODY]
    assert (article.title, article.author, article.date) == ("Weir shut", "Iris Vane", "2025-03-04")


def test_links_of_a_mail_are_kept_and_what_is_attached_is_named() -> None:
    """The HTML part is read for its links, and each attached file is told in `not_done`."""
    article = from_bytes(mail(plain(), page(), attached("report.pdf"), attached("photo.jpg", "image/jpeg")), name="a")
    assert [(link.span.of(article.text), link.url) for link in article.links] == [
        ("the river board said", "https://board.example/note")
    ]
    assert article.not_done == (
        "report.pdf, which is attached to the mail, was not read",
        "photo.jpg, which is attached to the mail, was not read",
    )


@pytest.mark.parametrize(
    ("sender", "subject", "author", "title"),
    [
        ("press@board.example", "Weir shut", "", "Weir shut"),
        ('"Vane, Iris (Press)" <i@b.example>', "Fwd: RE: [EXT] Weir shut", "Iris Vane", "Weir shut"),
        ("=?utf-8?Q?Iris_V=C3=A6ne?= <i@b.example>", "=?utf-8?B?V2VpciBzaHV0?=", "Iris Væne", "Weir shut"),
        ("Iris Vane via Board News <list@b.example>", "Reports: weir shut", "Iris Vane", "Reports: weir shut"),
        ("Board", "Regarding the weir", "", "Regarding the weir"),
    ],
)
def test_a_sender_is_a_name_and_a_subject_is_what_it_says(sender: str, subject: str, author: str, title: str) -> None:
    """An address is no author; what programs write before a subject is none of it, and words like it are."""
    article = from_bytes(mail(plain(), sender=sender, subject=subject), name="a.eml")
    assert (article.author, article.title) == (author, title)


@pytest.mark.parametrize(
    "tail",
    [
        "\n-- \nIris Vane\nRiver board | +44 20 0000\n",
        "\nKind regards,\n\nIris Vane\nHead of press\n",
        "\nThis e-mail is confidential and intended only for the addressee.\n",
        "\nSent from my iPhone\n",
        "\n--\nIris\n\nIf you are not the intended recipient, please delete this mail. It was checked for viruses.\n",
    ],
)
def test_signatures_and_notices_are_no_text(tail: str) -> None:
    """What stands under a mail to say who wrote it, and how to treat it, is left out."""
    assert texts(from_bytes(mail(plain(PLAIN + tail)), name="a.eml")) == ["Weir shut", *BODY]


@pytest.mark.parametrize(
    "tail",
    [
        "Thanks to the board, the mill is dry, she said.",
        "The board said that its mail was confidential.",
        "Regards for the mill, he said, were never its strength.",
    ],
)
def test_sentences_with_such_words_are_text(tail: str) -> None:
    """A sentence that thanks, or speaks of what is confidential, is the article's."""
    assert texts(from_bytes(mail(plain(f"{PLAIN}\n{tail}\n")), name="a.eml")) == ["Weir shut", *BODY, tail]


def test_two_dashes_may_part_a_text() -> None:
    """Long text behind two dashes is no signature."""
    rest = "\n\n".join(
        f"The board said on day {day} that the weir at Oxley would open again in spring." for day in range(9)
    )
    article = from_bytes(mail(plain(f"{PLAIN}\n--\n\n{rest}\n")), name="a.eml")
    assert texts(article)[-1].endswith("in spring.")
    assert len(texts(article)) == 12


def test_a_mail_that_is_passed_on_counts_for_its_own_fields() -> None:
    """Under a short note the fields of the other mail say title, author and date, and none of them is text."""
    text = (
        "FYI, worth a story?\n\n---------- Forwarded message ---------\nFrom: Ada Penrose <ada@mill.example>\n"
        f"Date: Mon, 3 Mar 2025 at 08:10\nSubject: The mill is dry\nTo: <iris@board.example>\n\n{PLAIN}"
    )
    article = from_bytes(mail(plain(text), subject="Fwd: The mill is dry"), name="a.eml")
    assert texts(article) == ["The mill is dry", "FYI, worth a story?", *BODY]
    assert (article.author, article.date) == ("Ada Penrose", "2025-03-03")


def test_lines_that_a_mail_program_broke_are_joined() -> None:
    """A blank at a line's end says that the line goes on (format=flowed), but for the signature's mark."""
    text = "The weir at Oxley will be \nshut, the board said. \nIt said no more.\n\nThe mill is dry.\n-- \nIris\n"
    article = from_bytes(mail(plain(text, "; format=flowed")), name="a.eml")
    assert texts(article) == [
        "Weir shut",
        "The weir at Oxley will be shut, the board said. It said no more.",
        "The mill is dry.",
    ]


def test_a_file_of_mails_holds_an_article_each() -> None:
    """The mails of an .mbox file are read one by one, and "From" within one parts nothing."""
    one = mail(plain(PLAIN + "\n>From the mill came no word, she said.\n"))
    separator = b"From iris@board.example Tue Mar  4 23:50:00 2025\r\n"
    data = separator + one + b"\r\n\r\n" + separator + mail(page(), subject="Mill dry")
    articles = articles_from_bytes(data, name="a.mbox")
    assert [article.title for article in articles] == ["Weir shut", "Mill dry"]


def _saved(fields: str, part: str = "") -> bytes:
    markup = (
        "<html><head><title>Weir shut</title></head><body><main><article><h1>Weir shut</h1>"
        f"<p>{BODY[0]}</p><p>{BODY[1]} <a href='/more'>More</a> was said on the day after.</p>"
        "</article></main></body></html>"
    )
    coded = quopri.encodestring(markup.encode()).decode()
    return (
        f'{fields}\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="B"\n\n--B\n'
        f"Content-Type: text/html\nContent-Location: {part or 'https://paper.example/weir'}\n"
        f"Content-Transfer-Encoding: quoted-printable\n\n{coded}\n--B\nContent-Type: image/png\n"
        "Content-Location: https://paper.example/a.png\nContent-Transfer-Encoding: base64\n\nAAAA\n--B--\n"
    ).encode()


@pytest.mark.parametrize(
    "data",
    [
        _saved("From: <Saved by Blink>\nSnapshot-Content-Location: https://paper.example/weir\nSubject: x"),
        _saved('From: "Saved by Internet Explorer 11"\nSubject: Weir shut\nDate: Tue, 4 Mar 2025 10:00:00 +0000'),
        _saved("From: <Saved by Mozilla 5.0 (X11)>\nSubject: Weir shut"),
        _saved("Subject: Weir shut"),
        _saved(
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://paper.example/weir", "cid:frame@mhtml.blink"
        ),
    ],
    ids=["Chrome", "Internet Explorer", "Firefox", "Word", "frame"],
)
def test_a_page_saved_as_one_file_is_read_as_the_page(data: bytes) -> None:
    """The page in an .mhtml file is read with its address, and nothing of the file around it."""
    article = from_bytes(data, name="page.mhtml")
    if article.url:
        assert (article.url, article.links[-1].url) == ("https://paper.example/weir", "https://paper.example/more")
    assert texts(article)[:2] == ["Weir shut", BODY[0]]
    assert article.not_done == ()


def _nested(depth: int) -> bytes:
    """Return a mail of so many parts inside each other."""
    part = "--B{0}\r\nContent-Type: multipart/mixed; boundary=B{1}\r\n\r\n"
    head = HEAD.format(sender="a@b.example", subject="x") + "Content-Type: multipart/mixed; boundary=B0\r\n\r\n"
    return (head + "".join(part.format(at, at + 1) for at in range(depth))).encode()


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (mail(attached("a.pdf")), NoArticleError, "a.eml is a mail without text: it only carries a.pdf. Save what is"),
        (mail(plain("\n-- \nIris\n")), NoArticleError, ""),
        (_nested(3000), InputError, ""),
    ],
    ids=["attachment only", "signature only", "nested"],
)
def test_a_mail_that_holds_no_article_is_refused(data: bytes, error: type[InputError], message: str) -> None:
    """A mail without text, or inside too many others, is refused with what to do."""
    with pytest.raises(error, match=message):
        from_bytes(data, name="a.eml")
