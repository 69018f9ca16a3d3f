from .alignment import Place
from .quotation import Comparison, Match, compare
from .tokens import Tokens, normalised, tokenize
from .wording import describe, quoted, shortened

__all__ = [
    "Comparison",
    "Match",
    "Place",
    "Tokens",
    "compare",
    "describe",
    "normalised",
    "quoted",
    "shortened",
    "tokenize",
]
