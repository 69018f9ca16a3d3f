"""XML that strangers wrote in, its root element out: no entities unfolded, nothing fetched, no depth that hurts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrcheck.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["first_text", "local_name", "read_xml", "text_of"]


def read_xml(data: bytes | str, name: str) -> _Element:
    """Return the root of the XML in `data`, as much of it as is whole; raises InputError where there is none."""
    from lxml import etree  # noqa: PLC0415 (only documents of XML need it)

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data.encode("utf-8", "replace") if isinstance(data, str) else data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise InputError(f"{name} is XML that is damaged: open it in the program that made it, and save it anew.")
    return root


def local_name(node: _Element) -> str:
    """Return an element's name without its namespace, "" for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def text_of(node: _Element | None) -> str:
    """Return the text in an element, blanks collapsed."""
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def first_text(root: _Element, *names: str) -> str:
    """Return the text of the first element with one of the names that has any, by the order of the names."""
    for name in names:
        for node in root.iter(f"{{*}}{name}"):
            if said := text_of(node):
                return said
    return ""
