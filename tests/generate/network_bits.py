"""What the network says of some texts, to the last bit: `python -m tests.generate.network_bits` writes it.

It is the same on every processor and with every supported onnxruntime, so it changes with the model alone.
"""

from __future__ import annotations

import hashlib

import onnxruntime

from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.model_files import model_folder, network_file
from attrcheck.reader.wordpieces import OUTPUTS, WINDOW, encode, load_tokenizer, window
from tests.support.checkout import CASES, SEED

PINNED = CASES / "network_bits.txt"
_TEXTS = (SEED.read_text(encoding="utf8"), "“Very late,” said Ann Lee.", "SAID " * 400, "😀 … ¿qué? " * 90)


def rendered() -> str:
    """Return a line for each window: the beginnings of the SHA-256 of what each output holds."""
    session = onnxruntime.InferenceSession(str(network_file()), providers=["CPUExecutionProvider"])
    tokenizer = load_tokenizer(model_folder() / "vocab.txt")
    lines = []
    for number, text in enumerate(_TEXTS):
        article = from_text(text)
        pieces = encode(article.text, [one.span for one in article.readable], tokenizer)
        for first in range(0, len(pieces), WINDOW):
            said = session.run(OUTPUTS, window(pieces, first, min(first + WINDOW, len(pieces))))
            digests = [hashlib.sha256(values.tobytes()).hexdigest()[:12] for values in said]
            lines.append(" ".join([f"text {number}, piece {first}:", *digests]) + "\n")
    return "".join(lines)


if __name__ == "__main__":
    PINNED.write_text(rendered(), encoding="utf8")
