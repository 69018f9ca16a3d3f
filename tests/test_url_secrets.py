"""Addresses: what lets others in is taken out, what says where a page is stays letter by letter."""

from __future__ import annotations

import pytest

from attrcheck.article import from_bytes
from attrcheck.article.text.plain_text import from_text
from attrcheck.url_secrets import without_secrets

GIFTS = [
    "unlocked_article_code=1.Qk0.abCD",
    "accessToken=eyJhbGciOi",
    "access_token=abc",
    "pwapi_token=eyJ0eXAi",
    "giftToken=7",
    "gift=aBcD3fGh1",
    "shareToken=0b1c",
    "share_token=0b1c",
    "freebie=1a2b",
    "st=H3xY9z&reflink=x",
    "sk=v2%2F1f0c2",
    "session=abc123",
    "SESSIONID=77",
    "PHPSESSID=1a",
    "sid=99f0e1",
    "sig=Zm9v%3D",
    "X-Amz-Signature=00ff",
    "X-Amz-Security-Token=AA",
    "X-Goog-Credential=me",
    "Signature=q~",
    "auth=1",
    "key=1",
    "user_password=hunter2",
]


@pytest.mark.parametrize("secret", GIFTS)
def test_gifts_sessions_and_signatures_go(secret: str) -> None:
    """A parameter that lets others in goes, wherever it stands; the others stay as they are spelt."""
    left = "&reflink=x" if "reflink" in secret else ""
    for before, after in (("?a=%20b&", ""), ("?", "&c=d+e"), ("?a&", "&c=%7E#part"), ("#a=b&", "")):
        url = f"https://paper.example/2026/x{before}{secret}{after}"
        assert without_secrets(url) == f"https://paper.example/2026/x{before}{left[1:]}{after}".replace(
            "?&", "?"
        ).replace("&&", "&").replace("&#", "#").removesuffix("&")


PLAIN = [
    "https://paper.example/a?id=12345678&p=2",
    "https://parliament.example/bills?session=44-1&Session=117",
    "https://house.example/?session=2023RS",
    "https://list.example/?pageToken=CAoQAA&nextPageToken=x",
    "https://paper.example/?code=404&share=twitter&gift=books",
    "https://paper.example/keys?monkey=abc12345&author=Max+Roe&design=a1b2c3d4",
    "https://paper.example/#:~:text=the%20token%3D1",
    "https://web.archive.org/web/2026/https://paper.example/a?b=c",
    "mailto:a@b.example?token=1",
    "//[",
    "",
]


@pytest.mark.parametrize("url", PLAIN)
def test_other_addresses_stay(url: str) -> None:
    """What says which page is meant stays, though its name looks like a secret's, and so does what is no address."""
    assert without_secrets(url) == url


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://me:pw@a.example/", "https://a.example/"),
        ("https://a.example/x;jsessionid=0A1B.node1?q=1", "https://a.example/x?q=1"),
        ("https://a.example/(S(abcdefghijklmnopqrstuvwx))/page.aspx", "https://a.example/page.aspx"),
        (
            "https://a.example/?u=https%3A%2F%2Fb.example%2F%3Ftoken%3D1%26c%3D2",
            "https://a.example/?u=https%3A%2F%2Fb.example%2F%3Fc%3D2",
        ),
        (
            "https://web.archive.org/web/2026/https://b.example/?token=1",
            "https://web.archive.org/web/2026/https://b.example/",
        ),
    ],
)
def test_secrets_in_other_places_go(url: str, safe: str) -> None:
    """Passwords, sessions in paths and secrets of addresses inside addresses go."""
    assert without_secrets(url) == safe


def test_an_article_keeps_no_secret_of_its_address_or_links() -> None:
    """The address that an article was read from, and those that it links to, are without what let the reader in."""
    page = (
        "<html><body><article><h1>Town news</h1><p>It rained all night long in the old town, and nobody slept, the "
        '<a href="https://b.example/report?gift=aBcD3fGh1&page=2">report</a> said on Monday morning.</p>'
        "<p>Nobody had asked the people who live there, Ann Hill said, and nobody was going to.</p></article>"
    )
    article = from_bytes(
        page.encode(), name="x", url="https://a.example/town?accessToken=eyJ0&b=1", content_type="text/html"
    )
    assert article.url == "https://a.example/town?b=1"
    assert [link.url for link in article.links] == ["https://b.example/report?page=2"]
    assert from_text("It rained.").url == ""
