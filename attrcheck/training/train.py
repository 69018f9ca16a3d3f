"""Training articles in, a checkpoint out: fine-tunes the reader's network, resumable at any moment."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from attrcheck.training.model import Outputs, ReaderNetwork, base_tokenizer, base_weights
from attrcheck.training.prepare import IGNORED, Window, cut, encode_rows

__all__ = ["Recipe", "load_checkpoint", "train"]

_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of a training run."""

    epochs: int = 5
    window: int = 316
    batch: int = 12
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: int = 60
    clip: float = 1.0
    entity_weight: float = 0.3
    cue_weight: float = 0.5
    source_weight: float = 0.3
    blank: float = 0.2
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length, [CLS] and [SEP] added; every tensor is (b, n) or (b, n, 3)."""

    ids: Tensor
    features: Tensor
    attention: Tensor
    roles: Tensor
    entities: Tensor
    cue_of: Tensor
    source_of: Tensor


def collate(windows: Sequence[Window]) -> Batch:
    """Return the `windows` as one batch."""
    length = max(len(w.ids) for w in windows) + 2
    ids = np.zeros((len(windows), length), dtype=np.int64)
    features = np.zeros((len(windows), length, windows[0].features.shape[1]), dtype=np.int64)
    attention = np.zeros_like(ids)
    targets = {name: np.full_like(ids, IGNORED) for name in ("roles", "entities", "cue_of", "source_of")}
    for row, window in enumerate(windows):
        end = len(window.ids) + 1
        ids[row, 0], ids[row, 1:end], ids[row, end] = _CLS, window.ids, _SEP
        features[row, 1:end] = window.features
        attention[row, : end + 1] = 1
        for name, table in targets.items():
            table[row, 1:end] = getattr(window, name)
    tensors = {name: torch.from_numpy(table) for name, table in targets.items()}
    return Batch(torch.from_numpy(ids), torch.from_numpy(features), torch.from_numpy(attention), **tensors)


def loss_of(outputs: Outputs, batch: Batch, recipe: Recipe) -> Tensor:
    """Return the weighted sum of the four heads' cross-entropies."""

    def head(logits: Tensor, targets: Tensor) -> Tensor:
        if not bool((targets != IGNORED).any()):
            return logits.sum() * 0.0
        return functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORED)

    return (
        head(outputs.roles, batch.roles)
        + recipe.entity_weight * head(outputs.entities, batch.entities)
        + recipe.cue_weight * head(outputs.cue_of, batch.cue_of)
        + recipe.source_weight * head(outputs.source_of, batch.source_of)
    )


def epoch_batches(
    rows: Sequence[dict[str, Any]], silver: dict[str, Any], tokenizer: Tokenizer, recipe: Recipe, epoch: int
) -> Iterator[Batch]:
    """Yield the batches of one epoch; the same epoch of the same recipe always gives the same ones."""
    chance = random.Random(f"{recipe.seed}:{epoch}")
    windows: list[Window] = []
    for example in encode_rows(rows, silver, tokenizer, chance=chance):
        windows.extend(cut(example, recipe.window, chance, blank=recipe.blank))
    chance.shuffle(windows)
    # Windows of like length share a batch: less padding.
    windows.sort(key=lambda w: len(w.ids) // 40)
    batches = [windows[i : i + recipe.batch] for i in range(0, len(windows), recipe.batch)]
    chance.shuffle(batches)
    for batch in batches:
        yield collate(batch)


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f} min"


def train(
    rows: Sequence[dict[str, Any]],
    silver: dict[str, Any],
    folder: Path,
    *,
    recipe: Recipe,
    save_every: int = 100,
) -> Path:
    """Fine-tune on `rows` and return the checkpoint's path; an unfinished run in `folder` goes on."""
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = base_tokenizer()
    network = ReaderNetwork()
    network.load_base(base_weights())
    network.to(device)
    optimiser = torch.optim.AdamW(
        network.parameter_groups(recipe.encoder_rate, recipe.head_rate), weight_decay=0.01, fused=True
    )
    # The number of batches differs a little from epoch to epoch with the random phase: one count fits all.
    per_epoch = sum(1 for _ in epoch_batches(rows, silver, tokenizer, recipe, 0))
    total = per_epoch * recipe.epochs

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / recipe.warm_up) * max(0.0, 1.0 - step / (total * 1.01))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    folder.mkdir(parents=True, exist_ok=True)
    checkpoint = folder / "checkpoint.pt"
    done_epochs = done_batches = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        if state["recipe"] != asdict(recipe):
            raise SystemExit(f"{checkpoint} was made with other settings; remove it or choose another folder")
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["random"].cpu())
        done_epochs, done_batches = state["epoch"], state["batch"]

    def save(epoch: int, batch: int) -> None:
        temporary = checkpoint.with_suffix(".part")
        torch.save(
            {
                "network": network.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "random": torch.get_rng_state(),
                "epoch": epoch,
                "batch": batch,
                "recipe": asdict(recipe),
            },
            temporary,
        )
        temporary.replace(checkpoint)

    network.train()
    began, counted, running = time.monotonic(), 0, 0.0
    for epoch in range(done_epochs, recipe.epochs):
        for index, batch in enumerate(epoch_batches(rows, silver, tokenizer, recipe, epoch)):
            if epoch == done_epochs and index < done_batches:
                continue
            moved = Batch(**{name: getattr(batch, name).to(device) for name in Batch.__slots__})
            loss = loss_of(network(moved.ids, moved.features, moved.attention), moved, recipe)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
            optimiser.step()
            schedule.step()
            counted += 1
            running = loss.item() if counted == 1 else 0.98 * running + 0.02 * loss.item()
            if counted % 20 == 0:
                spent = time.monotonic() - began
                left = spent / counted * (total - epoch * per_epoch - index - 1)
                line = f"epoch {epoch + 1}/{recipe.epochs} batch {index + 1}/{per_epoch} loss {running:.3f}"
                print(f"{line}, {_minutes(spent)} gone, {_minutes(max(left, 0))} to go", file=sys.stderr, flush=True)
            if counted % save_every == 0:
                save(epoch, index + 1)
        save(epoch + 1, 0)
        torch.save(network.state_dict(), folder / f"epoch-{epoch + 1}.pt")
    return checkpoint


def load_checkpoint(path: Path) -> ReaderNetwork:
    """Return the network of the checkpoint at `path`, ready to be exported."""
    network = ReaderNetwork()
    state = torch.load(path, map_location="cpu", weights_only=True)
    network.load_state_dict(state["network"])
    return network.eval()
