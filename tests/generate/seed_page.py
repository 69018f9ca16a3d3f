"""Makes fixtures/seed/: the seed article as a news page in markup of our own, as a recorded exchange.

Run it from the repository's root after a change: python -m tests.generate.seed_page
"""

from __future__ import annotations

import html
import json

from attrcheck.article.model import ParagraphKind
from attrcheck.article.text.plain_text import from_text
from attrcheck.web.exchange import Exchange, Origin, write_exchange
from tests.support.checkout import ROOT

SEED = next((ROOT / "seeds").glob("*.txt"))
FOLDER = ROOT / "fixtures" / "seed"
URL = "https://news.example/2022/01/15/the-role-that-social-and-media-platforms-played-in-the-events-in-kazakhstan"
NOTE = (
    "Made by tests/generate/seed_page.py: the text of the seed article in markup of our own. No server ever sent this "
    "page, and its links, captions and comments are invented."
)
#: Words of the article that are made links, and where these lead; some relative, one around emphasis.
LINKS = {
    "Dmitry Peskov": "https://kremlin.example/people/dmitry-peskov",
    "NEXTA Telegram Channel, which was": "/topics/nexta?page=1&sort=new",
    "Central Group of Psychological Actions (Centralna": "../../../topics/psychological-actions",
    "“Strategic Communication and Public Affairs”": "https://library.example/strategic-communication",
    "The document published by the Department of State": "https://grants.example/tajikistan#goals",
}
#: Words that are set in other markup, which must leave no trace in the text.
EMPHASIS = {
    "revolutionary activities": "<em>revolutionary activities</em>",
    "January 5": '<time datetime="2022-01-05">January&#32;5</time>',
    "Twitter, and Reddit": "<b>Twitter</b>, and\n      <b>Reddit</b>",
    "New Eastern Outlook": "<i>New Eastern Outlook</i>",
}


def _paragraph(text: str) -> str:
    """Return a paragraph's markup; every phrase that it holds is linked or set off once."""
    markup = html.escape(text, quote=False)
    for words, target in LINKS.items():
        anchor = f'<a href="{html.escape(target)}">{words}</a>'
        markup = markup.replace(words, anchor, 1)
    for words, instead in EMPHASIS.items():
        markup = markup.replace(words, instead, 1)
    return f"    <p>{markup}</p>"


def page() -> str:
    """Return the page's markup."""
    article = from_text(SEED.read_text(encoding="utf-8"))
    bodies = [p.span.of(article.text) for p in article.paragraphs if p.kind is ParagraphKind.BODY]
    known = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.date,
        "author": {"@type": "Person", "name": article.author},
    }
    paragraphs = [_paragraph(body) for body in bodies]
    middle = len(paragraphs) // 2
    template = (ROOT / "tests" / "data" / "seed_page.html").read_text(encoding="utf-8")
    values = {
        "TITLE": html.escape(article.title),
        "AUTHOR": html.escape(article.author),
        "URL": URL,
        "JSON": json.dumps(known, ensure_ascii=False),
        "FIRST_HALF": "\n".join(paragraphs[:middle]),
        "SECOND_HALF": "\n".join(paragraphs[middle:]),
    }
    for name, value in values.items():
        template = template.replace(f"[[{name}]]", value)
    return template


def exchange() -> Exchange:
    """Return the exchange that the fixture holds."""
    return Exchange(
        method="GET",
        url=URL,
        status=200,
        headers=(("content-type", "text/html; charset=utf-8"),),
        body=page().encode(),
        retrieved_at="2022-01-16T09:00:00Z",
        origin=Origin.DOCUMENTATION,
        note=NOTE,
    )


if __name__ == "__main__":
    write_exchange(exchange(), FOLDER)
