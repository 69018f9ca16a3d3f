"""Training articles in, a checkpoint out: fine-tunes the reader's network, resumable at any moment."""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from attrcheck.reader.wordpieces import WINDOW
from attrcheck.training.batches import HEADS, Batch, collate
from attrcheck.training.exported import exported_network
from attrcheck.training.model import Outputs, ReaderNetwork, Shape, base_tokenizer, base_weights, large_weights
from attrcheck.training.prepare import IGNORED, OWN, Changes, Window, annotators, cut, encode_rows

__all__ = ["Origin", "Recipe", "average", "load_checkpoint", "load_network", "train", "write_network"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of a training run.

    An epoch takes the articles of attrcheck's own notion `own_times`, `others_share` of the others and `plain_share` of
    the plain texts, which nobody has annotated. Of the others' windows `taught_share` are asked for the own notion, the
    plain ones all are: they have no labels in it but what a teacher says. `lessons` are the heads that learn from each
    teacher.
    """

    epochs: int = 7
    window: int = WINDOW
    batch: int = 12
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: int = 60
    clip: float = 1.0
    entity_weight: float = 0.3
    cue_weight: float = 0.5
    source_weight: float = 0.3
    act_weight: float = 0.1
    kind_weight: float = 0.2
    own_times: int = 2
    layers: int = 6
    half: bool = False
    others_share: float = 1.0
    taught_share: float = 0.0
    plain_share: float = 1.0
    lessons: tuple[str, ...] = (" ".join(HEADS),)
    changes: Changes = field(default_factory=Changes)
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Origin:
    """What a run begins with: a `model`, exported or a checkpoint, or else the encoder.

    `teachers` are either; `large` is the folder of a larger encoder to begin with, for a teacher.
    """

    model: Path | None = None
    teachers: tuple[Path, ...] = ()
    large: Path | None = None


def outputs_of(network: ReaderNetwork, batch: Batch, *, half: bool) -> Outputs:
    """Return what `network` says of `batch`, in float32; its products are of bfloat16 where that is asked for."""
    with torch.autocast(batch.ids.device.type, torch.bfloat16, enabled=half):
        outputs = network(batch.ids, batch.features, batch.attention, batch.annotator)
    return Outputs(*(getattr(outputs, name).float() for name in Outputs.__slots__))


def loss_of(outputs: Outputs, batch: Batch, recipe: Recipe) -> Tensor:
    """Return the weighted sum of the six heads' cross-entropies."""

    def head(logits: Tensor, targets: Tensor) -> Tensor:
        if not bool((targets != IGNORED).any()):
            return logits.sum() * 0.0
        return functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORED)

    return (
        head(outputs.roles, batch.roles)
        + recipe.entity_weight * head(outputs.entities, batch.entities)
        + recipe.act_weight * head(outputs.acts, batch.acts)
        + recipe.kind_weight * head(outputs.kinds, batch.kinds)
        + recipe.cue_weight * head(outputs.cue_of, batch.cue_of)
        + recipe.source_weight * head(outputs.source_of, batch.source_of)
    )


def lesson_of(
    outputs: Outputs, taught: Outputs, batch: Batch, recipe: Recipe, number: int = 0, notion: int | None = None
) -> Tensor:
    """Return how far `outputs` are from what teacher `number` says of the same windows: its states, then by heads.

    With a `notion` only the windows count that are asked for it. A head counts where the teacher sees what it is about:
    the pointer from a content to its cue on contents, and so on. Its states count where it teaches all heads.
    """
    lessons = recipe.lessons[number].split()
    real = batch.attention.to(torch.float32)
    if notion is not None:
        real = real * (batch.annotator == notion)[:, None]
    roles = taught.roles.softmax(-1) * real[..., None]
    source, cue, content = (roles[..., first : first + 2].sum(-1) for first in (1, 3, 5))
    heads: tuple[tuple[str, Tensor, float], ...] = (
        ("roles", real, 1.0),
        ("entities", real, recipe.entity_weight),
        ("acts", cue, recipe.act_weight),
        ("kinds", source + cue, recipe.kind_weight),
        ("cue_of", content, recipe.cue_weight),
        ("source_of", cue, recipe.source_weight),
    )
    total = torch.zeros((), device=real.device)
    if outputs.states.shape == taught.states.shape and set(lessons) == set(HEADS):
        total = functional.mse_loss(outputs.states * real[..., None], taught.states * real[..., None])
    for name, where, weight in heads:
        if name not in lessons:
            continue
        apart = functional.kl_div(
            getattr(outputs, name).log_softmax(-1), getattr(taught, name).softmax(-1), reduction="none"
        )
        total = total + weight * (apart.sum(-1) * where).sum() / where.sum().clamp(min=1.0)
    return total


def epoch_batches(
    rows: Sequence[dict[str, Any]], silver: dict[str, Any], tokenizer: Tokenizer, recipe: Recipe, epoch: int
) -> Iterator[Batch]:
    """Yield the batches of one epoch; the same epoch of the same recipe always gives the same ones."""
    chance = random.Random(f"{recipe.seed}:{epoch}")
    plain = [row for row in rows if not row["annotations"]]
    told = [row for row in rows if row["annotations"]]
    own = [row for row in told if row["annotations"][0].get("annotator") == OWN]
    others = [row for row in told if row["annotations"][0].get("annotator") != OWN]
    others = [row for row in others if recipe.others_share >= 1 or chance.random() < recipe.others_share]
    plain = [row for row in plain if recipe.plain_share >= 1 or chance.random() < recipe.plain_share]
    numbers = {name: number for number, name in enumerate(annotators(rows), 1)}
    windows: list[Window] = []
    # Nobody, whose number is 0, has marked the plain texts.
    shares = {numbers.get(OWN): 0.0, 0: 1.0}
    chosen = [*others, *own * recipe.own_times, *plain]
    for example in encode_rows(chosen, silver, tokenizer, numbers, changes=recipe.changes, chance=chance):
        share = shares.get(example.annotator, recipe.taught_share)
        for window in cut(example, recipe.window, chance, changes=recipe.changes):
            asked = share and chance.random() < share
            windows.append(window.unlabelled(numbers[OWN]) if asked else window)
    chance.shuffle(windows)
    # Windows of like length share a batch: less padding.
    windows.sort(key=lambda w: len(w.ids) // 40)
    batches = [windows[i : i + recipe.batch] for i in range(0, len(windows), recipe.batch)]
    chance.shuffle(batches)
    for batch in batches:
        yield collate(batch)


class _Run:
    """A run's network, and how far it has come."""

    def __init__(self, recipe: Recipe, people: int, total: int, origin: Origin) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe = recipe
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        known = [load_network(path) for path in origin.teachers]
        self.teachers = [_asked_by(one, people).to(self.device) for one in known]
        # Whose windows each teacher tells of; None where it knows each notion. An exported one knows the own alone.
        self.notions = [None if one.shape.annotators else people for one in known]
        if origin.model:
            self.network = _asked_by(load_network(origin.model), people)
        else:
            shape, weights = (
                large_weights(origin.large) if origin.large else (Shape(layers=recipe.layers), base_weights())
            )
            self.network = ReaderNetwork(replace(shape, annotators=people))
            self.network.load_base(weights)
        self.network.to(self.device).train()
        groups = self.network.parameter_groups(recipe.encoder_rate, recipe.head_rate)
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)

        def rate(step: int) -> float:
            return min(1.0, (step + 1) / recipe.warm_up) * max(0.0, 1.0 - step / (total * 1.01))

        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, rate)
        self.epoch = self.batch = 0

    def step(self, batch: Batch) -> float:
        """Learn from one batch and return its loss."""
        moved = Batch(**{name: getattr(batch, name).to(self.device) for name in Batch.__slots__})
        outputs = outputs_of(self.network, moved, half=self.recipe.half)
        loss = loss_of(outputs, moved, self.recipe)
        if self.teachers:
            loss = 0.5 * loss
        for number, teacher in enumerate(self.teachers):
            with torch.no_grad():
                taught = outputs_of(teacher, moved, half=self.recipe.half)
            loss = loss + lesson_of(outputs, taught, moved, self.recipe, number, self.notions[number])
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe.clip)
        self.optimiser.step()
        self.schedule.step()
        return loss.item()

    def save(self, path: Path) -> None:
        """Write all that is needed to go on from here; the file is whole at any moment."""
        parts = {name: getattr(self, name).state_dict() for name in ("network", "optimiser", "schedule")}
        place = {"random": torch.get_rng_state(), "epoch": self.epoch, "batch": self.batch}
        told = {"recipe": asdict(self.recipe), "shape": asdict(self.network.shape)}
        torch.save({**parts, **place, **told}, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def resume(self, path: Path) -> None:
        """Go on from where the checkpoint at `path` was written."""
        state = torch.load(path, map_location=self.device, weights_only=True)
        if state["recipe"] != asdict(self.recipe):
            raise SystemExit(f"{path} was made with other settings; remove it or choose another folder")
        for name in ("network", "optimiser", "schedule"):
            getattr(self, name).load_state_dict(state[name])
        torch.set_rng_state(state["random"].cpu())
        self.epoch, self.batch = state["epoch"], state["batch"]


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f} min"


def train(
    rows: Sequence[dict[str, Any]],
    silver: dict[str, Any],
    folder: Path,
    *,
    recipe: Recipe,
    origin: Origin | None = None,
    save_every: int = 100,
) -> Path:
    """Fine-tune on `rows` and return the checkpoint's path; an unfinished run in `folder` goes on."""
    tokenizer = base_tokenizer()
    # The number of batches differs a little from epoch to epoch with the random phase: one count fits all.
    per_epoch = sum(1 for _ in epoch_batches(rows, silver, tokenizer, recipe, 0))
    run = _Run(recipe, len(annotators(rows)), per_epoch * recipe.epochs, origin or Origin())
    folder.mkdir(parents=True, exist_ok=True)
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        run.resume(checkpoint)
    began, counted, running = time.monotonic(), 0, 0.0
    for epoch in range(run.epoch, recipe.epochs):
        done = run.batch
        for index, batch in enumerate(epoch_batches(rows, silver, tokenizer, recipe, epoch), 1):
            if index <= done:
                continue
            loss = run.step(batch)
            run.batch = index
            counted += 1
            running = loss if counted == 1 else 0.98 * running + 0.02 * loss
            if counted % 20 == 0:
                spent = time.monotonic() - began
                left = max(0.0, spent / counted * (per_epoch * (recipe.epochs - epoch) - index))
                line = f"epoch {epoch + 1}/{recipe.epochs} batch {index}/{per_epoch} loss {running:.3f}"
                print(f"{line}, {_minutes(spent)} gone, {_minutes(left)} to go", file=sys.stderr, flush=True)
            if counted % save_every == 0:
                run.save(checkpoint)
        run.epoch, run.batch = epoch + 1, 0
        run.save(checkpoint)
        shutil.copyfile(checkpoint, folder / f"epoch-{epoch + 1}.pt")
    return checkpoint


def average(paths: Sequence[Path], target: Path) -> None:
    """Write to `target` a checkpoint whose weights are the mean of those of several runs from one beginning."""
    runs = [load_checkpoint(path) for path in paths]
    weights = [run.state_dict() for run in runs]
    mean = {name: torch.stack([one[name] for one in weights]).mean(dim=0) for name in weights[0]}
    runs[0].load_state_dict(mean)
    write_network(runs[0], target)


def write_network(network: ReaderNetwork, target: Path) -> None:
    """Write a checkpoint of `network` alone, to go on from."""
    torch.save({"network": network.state_dict(), "shape": asdict(network.shape)}, target)


def load_network(path: Path) -> ReaderNetwork:
    """Return the network of the checkpoint or the exported model at `path`."""
    return load_checkpoint(path) if path.suffix == ".pt" else exported_network(path)


def _asked_by(network: ReaderNetwork, annotators: int) -> ReaderNetwork:
    """Return `network` to be asked for the labels of each of `annotators`; one of nobody's says the same for each."""
    if network.shape.annotators == annotators:
        return network
    if network.shape.annotators:
        raise SystemExit(
            f"a network of {network.shape.annotators} notions was given where articles are of {annotators}"
        )
    told = ReaderNetwork(replace(network.shape, annotators=annotators))
    alike = {
        name: value for name, value in network.state_dict().items() if name not in {"annotators.weight", "notions"}
    }
    told.load_state_dict(alike, strict=False)
    return told.eval()


def load_checkpoint(path: Path) -> ReaderNetwork:
    """Return the network of the checkpoint at `path`, ready to be exported."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    weights = state["network"]
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    shape = Shape(**state.get("shape", {"annotators": len(weights["annotators.weight"]) - 1, "layers": layers}))
    network = ReaderNetwork(shape)
    weights.setdefault("notions", torch.zeros_like(network.notions))  # a checkpoint of before has none
    network.load_state_dict(weights)
    return network.eval()
