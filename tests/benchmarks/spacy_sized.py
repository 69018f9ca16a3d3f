"""A spaCy pipeline as large as the `sm` models, for `python -m tests.benchmarks.speed` to run beside attrcheck."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["pipeline"]

#: As many labels as en_core_web_sm has.
_TAGS, _DEPENDENCIES, _ENTITIES = 50, 45, 18
_SENTENCE = "The harbour board said on Monday that ships from Orkney would wait until the crane had been inspected ."
_WORDS = _SENTENCE.split()


def _tok2vec() -> dict[str, Any]:
    """Return the settings of the token vectors of the English sm models: 96 wide, four layers deep."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
            "rows": [5000, 1000, 2500, 2500, 50, 50],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _transitions(state: str, tok2vec: dict[str, Any], width: int) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": width,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


def pipeline() -> Callable[[Iterable[str]], int]:
    """Return a function that tags, parses and names entities in texts, one thread, and counts their tokens.

    Its weights are random: only its speed counts. Raises ModuleNotFoundError without spaCy.
    """
    import spacy
    from spacy.training import Example

    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _tok2vec()})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", listener, 64), "min_action_freq": 1})
    nlp.add_pipe("ner", config={"model": _transitions("ner", _tok2vec(), 64)})
    examples = []
    for turn in range(max(_TAGS, _DEPENDENCIES, _ENTITIES)):
        numbers = [(turn + place) % 1000 for place in range(len(_WORDS))]
        entities = ["O"] * len(_WORDS)
        entities[turn % len(_WORDS)] = f"U-E{turn % _ENTITIES}"
        gold = {
            "words": _WORDS,
            "tags": [f"T{number % _TAGS}" for number in numbers],
            "heads": [max(0, place - 1) for place in range(len(_WORDS))],
            "deps": ["ROOT", *(f"d{number % _DEPENDENCIES}" for number in numbers[1:])],
            "entities": entities,
        }
        examples.append(Example.from_dict(nlp.make_doc(_SENTENCE), gold))
    nlp.initialize(lambda: examples)

    def count(texts: Iterable[str]) -> int:
        return sum(len(doc) for doc in nlp.pipe(texts, batch_size=32))

    return count
