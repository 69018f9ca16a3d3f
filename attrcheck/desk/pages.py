"""A desk in, its pages out: the first one, and the checklist page of an article."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import asdict
from importlib import resources
from string import Template

from attrcheck.article import INPUT_FORMATS
from attrcheck.desk.desk import Desk
from attrcheck.formats import Format, connected_page, content_policy, json_block, static_text

__all__ = ["home_page", "work_page"]

#: So many articles come with the page; the others it asks for when it stands.
_FIRST = 30


def home_page(desk: Desk, settings: Mapping[str, str]) -> str:
    """Return the page that takes articles in and lists those that are there."""
    found = desk.folder.listing(most=_FIRST)
    data = {
        "folder": str(desk.folder.path),
        "settings": settings,
        "works": [{key: value for key, value in asdict(work).items() if key != "names"} for work in found.works],
        "unread": found.unread,
        "is_whole": found.is_whole,
    }
    program = "\n".join((static_text("dom.js"), static_text("connection.js"), _text("home.js")))
    style = "\n".join((static_text("base.css"), _text("home.css")))
    return Template(_text("home.html")).substitute(
        policy=html.escape(content_policy(scripts=(program,), styles=(style,), connects="'self'")),
        style=style,
        endings=", ".join(form.endings[0] for form in INPUT_FORMATS),
        data=json_block(data),
        program=program,
    )


def _text(name: str) -> str:
    return (resources.files("attrcheck.desk") / "static" / name).read_text(encoding="utf8")


def work_page(desk: Desk, work_id: str, settings: Mapping[str, str]) -> str:
    """Return the page of an article, which keeps in the folder what is typed on it."""
    version, sheet = desk.rows(work_id)
    return connected_page(
        sheet,
        {
            "work": work_id,
            "version": version,
            "folder": str(desk.folder.path),
            "settings": settings,
            "material": f"{desk.shelf(work_id).path}",
            "reads": [ending for form in INPUT_FORMATS for ending in form.endings],
            "opens": [ending for form in Format if form.is_read for ending in form.traits.endings],
            "formats": [{"name": form.value, "ending": form.ending} for form in Format],
        },
    )
