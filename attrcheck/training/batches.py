"""Windows in, batches of tensors out: what a network is trained on, and what shows what its parts do."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from attrcheck.reader.wordpieces import CLS, SEP, WINDOW
from attrcheck.training.model import base_tokenizer
from attrcheck.training.prepare import IGNORED, OWN, Window, cut, encode_rows

__all__ = ["HEADS", "Batch", "collate", "sample"]

#: What a window's pieces have targets for.
HEADS = ("roles", "entities", "acts", "kinds", "cue_of", "source_of")
#: Windows of a sample, and how many of them a batch holds.
_SAMPLE, _TOGETHER = 360, 12


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length, [CLS] and [SEP] added: tensors (b, n); features (b, n, 3), annotator (b,)."""

    ids: Tensor
    features: Tensor
    attention: Tensor
    roles: Tensor
    entities: Tensor
    acts: Tensor
    kinds: Tensor
    cue_of: Tensor
    source_of: Tensor
    annotator: Tensor


def collate(windows: Sequence[Window]) -> Batch:
    """Return the `windows` as one batch."""
    length = max(len(w.ids) for w in windows) + 2
    ids = np.zeros((len(windows), length), dtype=np.int64)
    features = np.zeros((len(windows), length, windows[0].features.shape[1]), dtype=np.int64)
    attention = np.zeros_like(ids)
    targets = {name: np.full_like(ids, IGNORED) for name in HEADS}
    for row, window in enumerate(windows):
        end = len(window.ids) + 1
        ids[row, 0], ids[row, 1:end], ids[row, end] = CLS, window.ids, SEP
        features[row, 1:end] = window.features
        attention[row, : end + 1] = 1
        for name, table in targets.items():
            table[row, 1:end] = getattr(window, name)
    arrays = {"ids": ids, "features": features, "attention": attention, **targets}
    arrays["annotator"] = np.array([window.annotator for window in windows], dtype=np.int64)
    return Batch(**{name: torch.from_numpy(array) for name, array in arrays.items()})


def sample(texts: Sequence[str], annotator: int) -> list[Batch]:
    """Return windows drawn from `texts`, asked for the labels of `annotator`, in batches."""
    chance = random.Random(7)
    rows = [{"id": "", "text": text, "annotations": []} for text in chance.sample(texts, min(len(texts), _SAMPLE))]
    examples = encode_rows(rows, {}, base_tokenizer(), {OWN: annotator}, chance=chance)
    windows = [window.unlabelled(annotator) for example in examples for window in cut(example, WINDOW, chance)]
    windows = chance.sample(windows, min(len(windows), _SAMPLE))
    windows.sort(key=lambda window: len(window.ids))
    return [collate(windows[first : first + _TOGETHER]) for first in range(0, len(windows), _TOGETHER)]
