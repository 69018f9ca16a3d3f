from .encoding import decode, is_binary
from .html.page import from_html
from .html.page_language import foreign_language
from .input_format import INPUT_FORMATS, LARGEST_INPUT, READABLE_TYPES, SIGNATURES, input_endings
from .language import language_of
from .load import articles_from_bytes, from_bytes, from_fields, in_file
from .model import Article, Link, Paragraph, ParagraphKind, Span
from .pdf.document import read_long_pdf
from .quotations import MARKS, Quotation, find_quotations
from .sentences import abbreviations, sentence_ends, sentences_of
from .text.markdown import from_markdown
from .text.plain_text import from_text
from .urls import LONGEST_URL, is_web_address

__all__ = [
    "INPUT_FORMATS",
    "LARGEST_INPUT",
    "LONGEST_URL",
    "MARKS",
    "READABLE_TYPES",
    "SIGNATURES",
    "Article",
    "Link",
    "Paragraph",
    "ParagraphKind",
    "Quotation",
    "Span",
    "abbreviations",
    "articles_from_bytes",
    "decode",
    "find_quotations",
    "foreign_language",
    "from_bytes",
    "from_fields",
    "from_html",
    "from_markdown",
    "from_text",
    "in_file",
    "input_endings",
    "is_binary",
    "is_web_address",
    "language_of",
    "read_long_pdf",
    "sentence_ends",
    "sentences_of",
]
