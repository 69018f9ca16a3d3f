"""Finds every attributed statement in an article and makes them a checklist to verify.

>>> from attrcheck import Reader, check, from_text
>>> checklist = check(from_text("The mayor said the bridge would be closed in May."), Reader())
>>> [(item.source.name, item.cue, item.statement) for item in checklist.items]
[('The mayor', 'said', 'the bridge would be closed in May')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from attrcheck.version import VERSION as __version__

if TYPE_CHECKING:
    from attrcheck.article import Article, from_text
    from attrcheck.checklist import Checklist, Item, Status, Verdict
    from attrcheck.errors import AttrcheckError
    from attrcheck.findings import Evidence
    from attrcheck.lookups import with_evidence
    from attrcheck.network import Network
    from attrcheck.newsroom import read_sites
    from attrcheck.outputs import write
    from attrcheck.pages import from_bytes, from_html, from_markdown
    from attrcheck.pipeline import check
    from attrcheck.reader import Reader
    from attrcheck.settings import Settings, read_settings
    from attrcheck.sites import Sites
    from attrcheck.webpage import fetch_article

__all__ = [
    "Article",
    "AttrcheckError",
    "Checklist",
    "Evidence",
    "Item",
    "Network",
    "Reader",
    "Settings",
    "Sites",
    "Status",
    "Verdict",
    "__version__",
    "check",
    "fetch_article",
    "from_bytes",
    "from_html",
    "from_markdown",
    "from_text",
    "read_settings",
    "read_sites",
    "with_evidence",
    "write",
]

#: Where each public name lives; it is imported on first use, so that `attrcheck --help` need not load the runtime.
_HOMES = {
    "Article": "article",
    "AttrcheckError": "errors",
    "Checklist": "checklist",
    "Evidence": "findings",
    "Item": "checklist",
    "Network": "network",
    "Reader": "reader",
    "Settings": "settings",
    "Sites": "sites",
    "Status": "checklist",
    "Verdict": "checklist",
    "check": "pipeline",
    "fetch_article": "webpage",
    "from_bytes": "pages",
    "from_html": "pages",
    "from_markdown": "pages",
    "from_text": "article",
    "read_settings": "settings",
    "read_sites": "newsroom",
    "with_evidence": "lookups",
    "write": "outputs",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
