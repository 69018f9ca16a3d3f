"""A checklist in, an OpenDocument spreadsheet out: to choose from lists and follow links; no cell is a formula.

The libraries for such files take seconds for a few hundred rows, and the format is what two elements say of a cell.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from attrcheck.checklist import KNOWN, Checklist, Column, Sheet, Status, Verdict, as_sheet
from attrcheck.formats.formulas import guarded, unguarded
from attrcheck.formats.ods.names import NAMESPACES, named
from attrcheck.formats.sheet_view import in_view
from attrcheck.formats.worksheets import Worksheet, parted

__all__ = ["write", "write_sheet"]

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
#: Characters that XML cannot hold or would change, and what looks like the way in which they are written.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_FIGURE = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d\d)?")
_LINK = re.compile(r"https?://[^\s<>\"]+\Z", re.I)
_FILE_LINK = re.compile(r"(?:https?|file)://[^\s<>\"]+\Z", re.I)
_BLANKS = re.compile(r"(\t|\A +| +\Z|(?<= ) +)")
#: What holds for a column of people's own.
_OWN = Column("", wraps=True, is_human=True)
_LISTS = {"status": tuple(Status), "verdict": tuple(Verdict)}


def write(*checklists: Checklist) -> bytes:
    """Return the checklists as an OpenDocument spreadsheet."""
    return write_sheet(as_sheet(*checklists))


def write_sheet(sheet: Sheet) -> bytes:
    """Return `sheet` as an OpenDocument spreadsheet."""
    pages = [(title or "checklist", replace(part, columns=in_view(part.columns))) for title, part in parted(sheet)]
    parts = {
        "content.xml": _content(pages),
        "settings.xml": _settings([title for title, _ in pages]),
        "META-INF/manifest.xml": _manifest(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # Programs tell the file by this part, which stands first and is not packed.
        archive.writestr(zipfile.ZipInfo("mimetype"), _TYPE)
        for name, tree in parts.items():
            xml = etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
            archive.writestr(zipfile.ZipInfo(name), xml, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """Add the element `name` with `attributes`, as table__name for table:name, to `parent`."""
    element = etree.SubElement(parent, named(name))
    for key, value in attributes.items():
        element.set(named(key.replace("__", ":").replace("_", "-")), value)
    element.text = text or None
    return element


def _root(name: str) -> etree._Element:
    root = etree.Element(named(name), nsmap=NAMESPACES)
    root.set(named(f"{name.partition(':')[0]}:version"), "1.2")
    return root


def _content(pages: Sequence[Worksheet]) -> etree._Element:
    root = _root("office:document-content")
    names = list(dict.fromkeys(name for _, sheet in pages for name in sheet.columns))
    styles = {name: f"column{number}" for number, name in enumerate(names)}
    _add_styles(_add(root, "office:automatic-styles"), {style: _column(name) for name, style in styles.items()})
    body = _add(_add(root, "office:body"), "office:spreadsheet")
    choices = _add(body, "table:content-validations")
    for name, known in _LISTS.items():
        listed = ";".join(f'"{choice}"' for choice in known)
        offered = _add(choices, "table:content-validation", table__name=name, table__allow_empty_cell="true")
        offered.set(named("table:condition"), f"of:cell-content-is-in-list({listed})")
        _add(offered, "table:error-message", table__display="false")
    for title, sheet in pages:
        _add_table(body, title, sheet, styles)
    return root


def _column(name: str) -> Column:
    return KNOWN.get(name, _OWN)


def _add_table(body: etree._Element, title: str, sheet: Sheet, styles: Mapping[str, str]) -> None:
    columns = [_column(name) for name in sheet.columns]
    table = _add(body, "table:table", table__name=title, table__style_name="attrcheck")
    for name in sheet.columns:
        _add(table, "table:table-column", table__style_name=styles[name])
    top = _add(_add(table, "table:table-header-rows"), "table:table-row")
    for name, column in zip(sheet.columns, columns, strict=True):
        _add_words(_add_cell(top, "typed" if column.is_human else "head"), name)
    for row in sheet.rows:
        line = _add(table, "table:table-row", table__style_name="row")
        for name, column in zip(sheet.columns, columns, strict=True):
            _fill(_add_cell(line, "flowing" if column.wraps else "top"), row[name], name, column)


def _add_styles(styles: etree._Element, columns: Mapping[str, Column]) -> None:
    for name, column in columns.items():
        style = _add(styles, "style:style", style__name=name, style__family="table-column")
        _add(style, "style:table-column-properties", style__column_width=f"{column.width * 0.19:.2f}cm")
    style = _add(styles, "style:style", style__name="row", style__family="table-row")
    _add(style, "style:table-row-properties", style__use_optimal_row_height="true")
    for name in ("top", "flowing", "head", "typed"):
        style = _add(styles, "style:style", style__name=name, style__family="table-cell")
        looks = _add(style, "style:table-cell-properties", style__vertical_align="top")
        if name == "flowing":
            looks.set(named("fo:wrap-option"), "wrap")
        if name == "typed":
            looks.set(named("fo:background-color"), "#fff8e1")
        if name in ("head", "typed"):
            _add(style, "style:text-properties", fo__font_weight="bold")
    _add(styles, "style:style", style__name="attrcheck", style__family="table")


def _add_cell(row: etree._Element, style: str) -> etree._Element:
    return _add(row, "table:table-cell", table__style_name=style)


def _fill(cell: etree._Element, words: str, name: str, column: Column) -> None:
    """Write `words` into `cell`: a figure as one, all else as text, with a link where an address ends it."""
    if name in _LISTS:
        cell.set(named("table:content-validation-name"), name)
    if column.number and _FIGURE.fullmatch(words):
        cell.set(named("office:value-type"), "float")
        cell.set(named("office:value"), words)
        _add(cell, "text:p", words)
    elif words:
        link = (_FILE_LINK if column.is_file else _LINK).search(words) if column.is_link else None
        _add_words(cell, words, _UNWRITABLE.sub("", link[0]) if link else "")


def _add_words(cell: etree._Element, words: str, link: str = "") -> None:
    # What looks like guarded text is guarded once more, or it would lose an apostrophe when it is read.
    words = guarded(words) if unguarded(words) != words else words
    cell.set(named("office:value-type"), "string")
    for line in _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", words).split("\n"):
        part = _add(cell, "text:p")
        _add_line(_add(part, "text:a", xlink__href=link, xlink__type="simple") if link else part, line)


def _add_line(part: etree._Element, line: str) -> None:
    """Write `line` into the paragraph `part`; blanks that XML would drop are elements of their own."""
    last: etree._Element | None = None
    for piece in _BLANKS.split(line):
        if piece == "\t":
            last = _add(part, "text:tab")
        elif piece and not piece.strip(" "):
            last = _add(part, "text:s", text__c=str(len(piece)))
        elif last is not None:
            last.tail = (last.tail or "") + piece
        else:
            part.text = (part.text or "") + piece


def _settings(titles: Iterable[str]) -> etree._Element:
    """Return the settings that keep the header and the first three columns of each worksheet in view."""
    root = _root("office:document-settings")
    views = _add(_add(root, "office:settings"), "config:config-item-set", config__name="ooo:view-settings")
    view = _add(_add(views, "config:config-item-map-indexed", config__name="Views"), "config:config-item-map-entry")
    tables = _add(view, "config:config-item-map-named", config__name="Tables")
    for title in titles:
        table = _add(tables, "config:config-item-map-entry", config__name=title)
        for name, value in _frozen():
            _add(table, "config:config-item", value, config__name=name, config__type="int" if "S" in name else "short")
    return root


def _frozen() -> Iterator[tuple[str, str]]:
    for side, number in (("Horizontal", "3"), ("Vertical", "1")):
        yield f"{side}SplitMode", "2"
        yield f"{side}SplitPosition", number
    yield "PositionRight", "3"
    yield "PositionBottom", "1"


def _manifest() -> etree._Element:
    root = _root("manifest:manifest")
    for path, kind in (("/", _TYPE), ("content.xml", "text/xml"), ("settings.xml", "text/xml")):
        _add(root, "manifest:file-entry", manifest__full_path=path, manifest__media_type=kind)
    return root
