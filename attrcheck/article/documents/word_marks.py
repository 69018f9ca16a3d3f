"""A Word document in; out, the same without what nobody sees, its fields and text boxes as mammoth reads them.

mammoth takes hidden and struck-out words for text, and passes over text boxes of newer Word, simple fields, and the
links of fields that have switches or no quotation marks.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrcheck.article.documents.archives import Archive
from attrcheck.article.documents.xml import local_name, read_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["as_seen"]

#: Parts with text: the main one, whatever its name, and the notes.
_PARTS = re.compile(r"word/(?:document[^/]*|footnotes|endnotes)\.xml")
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]+)"|([^\s"\\]+))', re.I)
_OFF = frozenset({"0", "false", "off", "none"})
_LONG_SAMPLE = 60
_NOTES = {
    "vanish": "text that is hidden in the document was left out: “{}”",
    "strike": "struck-out words were left out: “{}”",
}


def as_seen(archive: Archive, name: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the archive with its text as a reader sees it, and what was left out; `name` is what messages call it."""
    styles = _styles(read_xml(archive.read("word/styles.xml"), name)) if "word/styles.xml" in archive.files else {}
    left_out: dict[str, list[str]] = {}
    comments = 0
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for file in dict.fromkeys(archive.files):
            if not file.endswith((".xml", ".rels")):
                continue  # pictures and embedded files
            data = archive.read(file)
            if _PARTS.fullmatch(file) and data.strip():
                root = read_xml(data, name)
                comments += sum(1 for _ in root.iter("{*}commentReference"))
                _clean(root, styles, left_out)
                data = _bytes(root)
            made.writestr(file, data)
    notes = [_NOTES[key].format(_sample(pieces)) for key, pieces in left_out.items() if "".join(pieces).strip()]
    if comments:
        notes.append(f"comments in the margin were not read: {comments}")
    return out.getvalue(), tuple(notes)


def _bytes(root: _Element) -> bytes:
    from lxml import etree  # noqa: PLC0415 (only documents of XML need it)

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _sample(pieces: list[str]) -> str:
    words = " ".join("".join(pieces).split())
    return words if len(words) <= _LONG_SAMPLE else f"{words[:_LONG_SAMPLE].rsplit(' ', 1)[0]} …"


def _styles(root: _Element) -> dict[str, str]:
    """Return the styles of characters that hide or strike words, and which of the two."""
    found = {}
    for style in root.iter("{*}style"):
        kind = _off(style)
        if kind:
            found[_attribute(style, "styleId")] = kind
    return found


def _attribute(node: _Element, name: str) -> str:
    return next((value for key, value in node.items() if key.rpartition("}")[2] == name), "")


def _off(node: _Element) -> str:
    """Return "vanish" or "strike" where the node's own properties say so, "" where they do not."""
    for properties in node.iterchildren("{*}rPr"):
        for each in properties:
            kind = {"vanish": "vanish", "strike": "strike", "dstrike": "strike"}.get(local_name(each), "")
            if kind and _attribute(each, "val").lower() not in _OFF:
                return kind
    return ""


def _clean(root: _Element, styles: dict[str, str], left_out: dict[str, list[str]]) -> None:
    """Take off what is not seen, and bring text boxes and fields into the form that is read."""
    for moved in list(root.iter("{*}moveFrom")):
        _remove(moved)
    for run in list(root.iter("{*}r")):
        named = next((styles.get(_attribute(each, "val"), "") for each in run.iterfind("{*}rPr/{*}rStyle")), "")
        kind = _off(run) or named
        if kind and not any(run.iter("{*}fldChar", "{*}instrText")):
            left_out.setdefault(kind, []).extend(node.text or "" for node in run.iter("{*}t"))
            _remove(run)
    _free_boxes(root)
    for field in list(root.iter("{*}fldSimple")):
        _open_field(field)
    for paragraph in root.iter("{*}p"):
        _plain_links(paragraph)


def _remove(node: _Element) -> None:
    around = node.getparent()
    if around is not None:
        around.remove(node)


def _free_boxes(root: _Element) -> None:
    """Put the paragraphs of text boxes behind the paragraph that each is anchored in, once."""
    placed: Counter[int] = Counter()
    for choice in list(root.iter("{*}AlternateContent")):
        boxes = [box for part in choice.iterchildren("{*}Choice") for box in part.iter("{*}txbxContent")]
        anchor = next(choice.iterancestors("{*}p"), None)
        if not boxes or anchor is None or anchor.getparent() is None:
            continue
        around = anchor.getparent()
        _remove(choice)
        for paragraph in [node for box in boxes for node in list(box)]:
            placed[id(anchor)] += 1
            around.insert(around.index(anchor) + placed[id(anchor)], paragraph)


def _open_field(field: _Element) -> None:
    """Write a simple field as the runs of a field with marks for its beginning and end, its result alone if no link."""
    around = field.getparent()
    if around is None:
        return
    link = _LINK.match(_attribute(field, "instr"))
    runs = list(field)
    if link:
        space = field.tag.rpartition("}")[0] + "}"
        runs = [_mark(field, space, "begin"), _mark(field, space, "", link[1] or link[2]),
                _mark(field, space, "separate"), *runs, _mark(field, space, "end")]  # fmt: skip
    at = around.index(field)
    if field.tail:
        field.tail = None
    _remove(field)
    for number, run in enumerate(runs):
        around.insert(at + number, run)


def _mark(like: _Element, space: str, kind: str, url: str = "") -> _Element:
    """Return a run with a mark of a field, or with the address of its link."""
    run = like.makeelement(f"{space}r")
    each = like.makeelement(f"{space}{'instrText' if url else 'fldChar'}")
    if url:
        each.text = f' HYPERLINK "{url}" '
    else:
        each.set(f"{space}fldCharType", kind)
    run.append(each)
    return run


def _plain_links(paragraph: _Element) -> None:
    """Write the instruction of each link of the paragraph, however many runs it stands in, in the shortest form."""
    for texts in _instructions(paragraph):
        link = _LINK.match("".join(text.text or "" for text in texts))
        if link:
            texts[0].text = f' HYPERLINK "{link[1] or link[2]}" '
            for text in texts[1:]:
                text.text = ""


def _instructions(paragraph: _Element) -> Iterator[list[_Element]]:
    """Yield the parts of each field's instruction."""
    texts: list[_Element] = []
    for node in paragraph.iter("{*}instrText", "{*}fldChar"):
        if local_name(node) == "instrText":
            texts.append(node)
        elif texts:
            yield texts
            texts = []
    if texts:
        yield texts
