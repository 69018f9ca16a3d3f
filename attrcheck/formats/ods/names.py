"""The namespaces of OpenDocument: a short name in, the name that its XML has out."""

from __future__ import annotations

__all__ = ["NAMESPACES", "named"]

_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = {
    "office": f"{_DOCUMENT}:office:1.0",
    "table": f"{_DOCUMENT}:table:1.0",
    "text": f"{_DOCUMENT}:text:1.0",
    "style": f"{_DOCUMENT}:style:1.0",
    "fo": f"{_DOCUMENT}:xsl-fo-compatible:1.0",
    "manifest": f"{_DOCUMENT}:manifest:1.0",
    "config": f"{_DOCUMENT}:config:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


def named(name: str) -> str:
    """Return "table:table-row" as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
