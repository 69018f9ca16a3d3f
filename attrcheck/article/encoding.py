"""A file's bytes in, their text out, by the encoding that is declared, or else by the likeliest."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from attrcheck.article.language import ENGLISH_WORD, are_english
from attrcheck.errors import InputError
from attrcheck.wording import counted

__all__ = ["Decoded", "declared_encoding", "decode", "is_binary", "with_mended_letters"]

_SAVE_AS_TEXT = "save or export its text as a .txt file and give that to attrcheck"
#: First bytes of files that hold no readable text -> what they are.
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, or a Word or OpenDocument file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"RIFF", "a sound, a picture or a film"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or a film"),
    (b"fLaC", "a sound"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"SQLite format 3", "a database"),
)
#: First bytes of text documents that other programs can save in a form that attrcheck reads.
_DOCUMENTS = ((b"\xd0\xcf\x11\xe0", "an old Word or Office file"),)
#: What Office writes into a file that it has encrypted.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Names of encodings as pages give them -> what browsers read them as (WHATWG Encoding Standard).
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
#: Encodings in which Windows' quotation marks and dashes are lines of boxes -> the one that is meant then.
_RIVALS = {"koi8-r": "cp1251", "koi8-u": "cp1251", "cp866": "cp1251", "cp437": "cp1252", "cp850": "cp1252"}
_BOXES = re.compile(r"[\u2320\u2321\u2500-\u25a0√][^\W\d_]|[^\W\d_][\u2320\u2321\u2500-\u25a0]")
_TEXT_ENCODING = re.compile(
    r"(?:utf-8|cp\d+|iso8859-\d+|iso2022_\w+|koi8|mac|gb|big5|euc|shift|tis|ascii|hz|johab|kz|ptcp)"
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATE = re.compile("[\udc80-\udcff]")
_AS_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_GUESS_FROM = 100_000
#: What UTF-8 looks like where it was read as Windows-1252 and saved again, and how often it is there at least.
_BROKEN = re.compile(r"â[€‚„†‡ˆ‰š‹œž˜™\x80-\x9f]|[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_FEWEST_BROKEN = 2


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was read in, and what of it could not be read for certain."""

    text: str
    encoding: str
    not_done: tuple[str, ...] = ()


def decode(data: bytes, *, name: str, declared: str = "") -> Decoded:
    """Return `data` as text, read in UTF-8, by its byte-order mark, as `declared`, or by a guess that it reports.

    Raises InputError for an empty file and for one that holds no text; `name` is what its message calls it.
    """
    if not data.strip():
        raise InputError(f"{name} is empty: give a file or page with an article's text in it.")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{name} is {what}, which attrcheck cannot read: {_SAVE_AS_TEXT}.")
    for signature, what in _DOCUMENTS:
        if data.startswith(signature) and _ENCRYPTED in data:
            raise InputError(f"{name} is protected by a password: save it without one and give that.")
        if data.startswith(signature):
            advice = "save it as .docx, .pdf or .txt and give that to attrcheck"
            raise InputError(f"{name} is {what}, which attrcheck cannot read: {advice}.")
    decoded = _decode(data, declared)
    text = decoded.text.removeprefix("\ufeff")
    if is_binary(text):
        raise InputError(f"{name} is a binary file, not text: {_SAVE_AS_TEXT}.")
    if not text.strip():
        raise InputError(f"{name} holds nothing but blanks: give a file or page with an article's text in it.")
    return Decoded(text, decoded.encoding, decoded.not_done)


def is_binary(text: str) -> bool:
    """Tell whether the text has what only binary files have: a NUL, or control characters all over."""
    return "\0" in text or len(_CONTROL.findall(text[:_GUESS_FROM])) * 50 > len(text[:_GUESS_FROM])


def _decode(data: bytes, declared: str) -> Decoded:
    wide = next((encoding for bom, encoding in _BOMS[1:] if data.startswith(bom)), "") or _wide_encoding(data)
    if wide:
        return _decode_as(data, wide)
    claimed = _known_encoding(declared)
    if claimed.startswith(("iso2022", "hz")):
        return _decode_as(data, claimed)
    text = data.decode("utf-8", "surrogateescape")
    wrong = len(_SURROGATE.findall(text))
    if not wrong:
        return Decoded(text, "utf-8")
    right = sum(1 for _ in _MULTIBYTE.finditer(data))
    if data.startswith(codecs.BOM_UTF8) or right >= wrong or (claimed == "utf-8" and right):
        first = next(_SURROGATE.finditer(text)).start()
        text = text.translate(_AS_WINDOWS)
        around = " ".join(text[max(0, first - 20) : first + 20].split())
        what = f"{counted(wrong, 'byte was', 'bytes were')} not valid UTF-8 and read as Windows-1252"
        return Decoded(text, "utf-8", (f"{what}; check the letters there, the first in “{around}”",))
    if claimed and claimed != "utf-8":
        read = _decode_as(data, claimed)
        rival = _RIVALS.get(claimed, "")
        if not rival or not _BOXES.search(read.text):
            return read
        # Nobody draws boxes in an article: these are a rival's quotation marks.
        return replace(_decode_as(data, rival), not_done=(f"the page says {claimed} and was read as {rival}",))
    guess = _guess_encoding(data)
    read = _decode_as(data, guess)
    note = f"the text is not UTF-8 and was read as {guess} by a guess; if letters look wrong, save it as UTF-8"
    return Decoded(read.text, guess, (note, *read.not_done))


def _decode_as(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    note = f"{counted(lost, 'place')} could not be read as {encoding}; they show as �"
    return Decoded(text, encoding, (note,) if lost else ())


def _wide_encoding(data: bytes) -> str:
    """Return the UTF-16 encoding of text without a byte-order mark: every other byte of Latin text is NUL."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half and odd * 2 > half and even * 20 < half:
        return "utf-16-le"
    return "utf-16-be" if half and even * 2 > half and odd * 20 < half else ""


def _known_encoding(label: str) -> str:
    """Return Python's name of the text encoding that a page calls `label`, or "" for an unknown one."""
    try:
        name = codecs.lookup(label.strip()).name if label.isascii() and "\0" not in label else ""
    except LookupError:
        return ""
    return _READ_AS.get(name, name) if _TEXT_ENCODING.match(name) else ""


def _guess_encoding(data: bytes) -> str:
    found = _NON_ASCII.search(data)
    start = max(0, found.start() - _GUESS_FROM // 2) if found else 0
    sample = data[start : start + _GUESS_FROM]
    beyond = len(_NON_ASCII.findall(sample))
    western = sample.decode("cp1252", "replace")
    if beyond < 4 or beyond * 20 < len(sample) or are_english(ENGLISH_WORD.findall(western.lower())):
        # English, or few letters beyond ASCII: a Western text; "don\xd5t" is how old Macs wrote an apostrophe.
        return "mac_roman" if re.search(rb"[a-z]\xd5[a-z]", sample) else "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 (slow to import, and rarely needed)

    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"


def with_mended_letters(decoded: Decoded) -> Decoded:
    """Return the text with the letters whole that an earlier save in a wrong encoding had broken, which is told."""
    broken = _BROKEN.search(decoded.text)
    if broken is None or len(_BROKEN.findall(decoded.text[:_GUESS_FROM])) < _FEWEST_BROKEN:
        return decoded
    import ftfy  # noqa: PLC0415 (rarely needed)

    text = ftfy.fix_encoding(decoded.text)
    if text == decoded.text:
        return decoded
    around = " ".join(decoded.text[max(0, broken.start() - 20) : broken.end() + 10].split())
    note = f"letters that an earlier save had broken were mended, as in “{around}”; check the names"
    return replace(decoded, text=text, not_done=(*decoded.not_done, note))


def declared_encoding(data: bytes, content_type: str) -> str:
    """Return the encoding that the HTTP header, or else the top of a page, declares ("" for none)."""
    in_header = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.I)
    if in_header:
        return in_header[1]
    in_page = re.search(rb"<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", data[:4096], re.I)
    return in_page[1].decode("ascii") if in_page else ""
