"""A page whose article nobody sees before its scripts have run in, the page with all of it in sight out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrcheck.article.html.blocks import parse_html

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["revealed"]

#: Types of scripts that are markup for others to use.
_TEMPLATES = frozenset({"text/template", "text/x-template", "text/html", "text/x-handlebars-template"})
#: Attributes by which an element around the article is out of sight.
_HIDING = ("hidden", "aria-hidden", "style")
_MAIN = ("main", "article")
#: Paragraphs at least of what is an article, and of words at least.
_FEWEST = 3
_FEWEST_WORDS = 60


def revealed(markup: str) -> str:
    """Return the page with what its templates, frames and elements out of sight hold of an article, "" for none."""
    soup = parse_html(markup)
    found = [_unfold(tag, str(tag["srcdoc"]), soup) for tag in soup.find_all("iframe", srcdoc=True)]
    scripts = [tag for tag in soup.find_all("script", type=True) if str(tag["type"]).lower() in _TEMPLATES]
    found += [_unfold(script, script.get_text(), soup) for script in scripts]
    found += [_unfold(tag, tag.decode_contents(), soup) for tag in soup.find_all(["template", "noscript"])]
    for tag in soup.find_all(lambda tag: any(key in tag.attrs for key in _HIDING)):
        if tag.name in {"html", "body"} or _holds_article(tag):
            found += [tag.attrs.pop(key, None) is not None for key in _HIDING]
    return str(soup) if any(found) else ""


def _unfold(tag: Tag, markup: str, soup: BeautifulSoup) -> bool:
    """Put the markup of an article in the place of the element that holds it; tell whether it is one."""
    inner = parse_html(markup)
    if inner.body is None or not _is_article(inner.body):
        return False
    box = soup.new_tag("div")
    box.extend(list(inner.body.contents))
    tag.replace_with(box)
    return True


def _is_article(tag: Tag) -> bool:
    """Tell whether the element has paragraphs of running text."""
    texts = [paragraph.get_text(" ", strip=True) for paragraph in tag.find_all("p")]
    return len(texts) >= _FEWEST and sum(len(text.split()) for text in texts) >= _FEWEST_WORDS


def _holds_article(tag: Tag) -> bool:
    """Tell whether the element is the page's main part, or holds it, with the article in it."""
    holds = tag.name in _MAIN or tag.find([*_MAIN, "h1"]) is not None or tag.find_parent(_MAIN) is not None
    return holds and _is_article(tag)
