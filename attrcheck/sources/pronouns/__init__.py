"""A pronoun, or nothing at all, in, whoever speaks out: whom "she", "who" and "the latter" stand for."""
