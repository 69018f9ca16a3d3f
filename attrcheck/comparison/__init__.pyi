from .canonical import american_spelling, words_of_class
from .cut_off import turning_in
from .quotation import Comparison, Match, compare
from .tokens import Tokens, normalised, tokenize
from .wording import describe, quoted

__all__ = [
    "Comparison",
    "Match",
    "Tokens",
    "american_spelling",
    "compare",
    "describe",
    "normalised",
    "quoted",
    "tokenize",
    "turning_in",
    "words_of_class",
]
