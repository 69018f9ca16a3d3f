from .alignment import Place
from .canonical import american_spelling, words_of_class
from .cut_off import turning_in
from .quotation import Comparison, Match, compare
from .tokens import Tokens, normalised, tokenize
from .wording import describe, quoted, shortened

__all__ = [
    "Comparison",
    "Match",
    "Place",
    "Tokens",
    "american_spelling",
    "compare",
    "describe",
    "normalised",
    "quoted",
    "shortened",
    "tokenize",
    "turning_in",
    "words_of_class",
]
