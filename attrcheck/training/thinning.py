"""A network and batches in, the same network with fewer heads and neurons out.

Optimal brain surgeon (Hassibi and Stork, NeurIPS 1992) for whole heads and neurons, one layer at a time: those go first
for whose output the others can best stand in, as far as the batches show, and the others' weights are set anew so that
they do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

import torch
from torch import Tensor, nn

from attrcheck.reader.wordpieces import WINDOW
from attrcheck.training.batches import Batch
from attrcheck.training.model import ReaderNetwork, Shape

__all__ = ["Removal", "removal", "thinned"]

#: Added to the second moments, as a share of their mean, so that inputs that always agree can be told apart.
_DAMPING = 1e-4
#: Neurons go by so many at a time, since processors multiply whole vectors.
_TOGETHER = 32


@dataclass(frozen=True, slots=True)
class _Part:
    """What can be taken from a layer: the inputs of its linear `net`, which `makers` make and `norm` follows."""

    net: str
    norm: str
    makers: tuple[str, ...]


_HEADS = _Part("mix", "norm_attention", ("query", "key", "value"))
_NEURONS = _Part("down", "norm_output", ("up",))


@dataclass(frozen=True, slots=True)
class Removal:
    """What is left of a linear net's inputs: their `places`, the constant's last, and `weight` (outputs, places).

    `losses` tells for each group that went, in order, the mean squared error that it added to the output.
    """

    places: Tensor
    weight: Tensor
    losses: tuple[float, ...]


def removal(moments: Tensor, weight: Tensor, count: int, group: int = 1, together: int = 1) -> Removal:
    """Return the `count` groups of a linear net's inputs that stay, with weights that come nearest to its output.

    `moments` (n, n), float64, is the mean product of each two inputs; `weight` (outputs, n). The inputs come in groups
    of `group`, but for the last one, the constant 1, which stays; `together` of these go at a time.
    """
    size = len(moments)
    weight = weight.to(moments, copy=True)
    inverse = torch.linalg.inv(moments + _DAMPING * moments.diagonal().mean() * torch.eye(size, dtype=moments.dtype))
    left = torch.arange(size - 1).view(-1, group)
    losses = []
    while len(left) > count:
        lost = _lost(inverse, weight, left)
        going = torch.zeros(len(left), dtype=torch.bool)
        going[lost.argsort(stable=True)[: min(together, len(left) - count)]] = True
        gone, left = left[going].flatten(), left[~going]
        losses.append(float(_lost(inverse, weight, gone[None])))
        stand_in = torch.linalg.solve(inverse[gone][:, gone], inverse[gone])
        weight -= weight[:, gone] @ stand_in
        inverse -= inverse[:, gone] @ stand_in
    places = torch.cat([left.flatten(), torch.tensor([size - 1])])
    return Removal(places, weight[:, places], tuple(losses))


def _lost(inverse: Tensor, weight: Tensor, groups: Tensor) -> Tensor:
    """Return for each of `groups` (g, n) of inputs the squared error of the output that losing all of them adds."""
    blocks = inverse[groups[:, :, None], groups[:, None, :]]
    parts = weight.T[groups]
    return (parts * torch.linalg.solve(blocks, parts)).sum((1, 2))


def _watch(
    network: ReaderNetwork, batches: Sequence[Batch], modules: Sequence[nn.Module], see: Callable[[int, Tensor], None]
) -> None:
    """Run `network` over `batches`; call `see` with a module's number and its inputs (pieces, width), padding apart."""
    real = torch.zeros(0)

    def hook(number: int, _: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        see(number, inputs[0][real])

    hooks = [module.register_forward_pre_hook(partial(hook, number)) for number, module in enumerate(modules)]
    network.eval()
    for batch in batches:
        real = batch.attention.bool()
        with torch.no_grad():
            network(batch.ids, batch.features, batch.attention, batch.annotator)
    for one in hooks:
        one.remove()


def _moments(network: ReaderNetwork, batches: Sequence[Batch], part: str) -> list[Tensor]:
    """Return of one linear net in each layer the mean product of each two of its inputs and the constant 1."""
    nets = [attrgetter(part)(layer) for layer in network.layers]
    sums = [torch.zeros(net.in_features + 1, net.in_features + 1) for net in nets]

    def see(number: int, inputs: Tensor) -> None:
        whole = torch.cat([inputs, torch.ones(len(inputs), 1)], dim=1)
        sums[number].addmm_(whole.T, whole)

    _watch(network, batches, nets, see)
    return [total.double() / total[-1, -1] for total in sums]


def _spread(network: ReaderNetwork, batches: Sequence[Batch], norm: str) -> list[float]:
    """Return the mean squared size of what each layer's `norm` is given: an error counts as a share of it."""
    seen: list[list[float]] = [[] for _ in network.layers]

    def see(number: int, inputs: Tensor) -> None:
        seen[number].append(float(inputs.var(-1).mean()) * inputs.shape[-1])

    _watch(network, batches, [attrgetter(norm)(layer) for layer in network.layers], see)
    return [sum(values) / len(values) for values in seen]


def thinned(network: ReaderNetwork, batches: Sequence[Batch], share: float) -> ReaderNetwork:
    """Return `network` with so many heads and neurons that its layers take `share` of the products that they took.

    `batches` show what its parts do. Which layer gives how many is chosen by what their outputs lose, in turn.
    """
    shape = network.shape
    if shape.buckets:
        raise SystemExit("a network with distances is a teacher: thin the reader's")
    before = shape.kept or ((shape.heads, shape.inner),) * shape.layers
    losses = [_losses(network, batches, part) for part in (_HEADS, _NEURONS)]
    costs = (4 * shape.width * shape.head_width + 2 * WINDOW * shape.head_width, 2 * shape.width * _TOGETHER)
    whole = sum(heads * costs[0] + neurons // _TOGETHER * costs[1] for heads, neurons in before)
    gone, left = [[0, 0] for _ in before], float(whole)
    while left > share * whole:
        layers = range(shape.layers)
        choices = ((n, kind) for n in layers for kind in (0, 1) if gone[n][kind] < len(losses[kind][n]))
        layer, kind = min(choices, key=lambda one: losses[one[1]][one[0]][gone[one[0]][one[1]]] / costs[one[1]])
        gone[layer][kind] += 1
        left -= costs[kind]
    fewer_heads = tuple((heads - less, neurons) for (heads, neurons), (less, _) in zip(before, gone, strict=True))
    kept = tuple(
        (heads, neurons - _TOGETHER * less) for (heads, neurons), (_, less) in zip(fewer_heads, gone, strict=True)
    )
    thin = _without(network, batches, _HEADS, replace(shape, kept=fewer_heads))
    return _without(thin, batches, _NEURONS, replace(shape, kept=kept))


def _losses(network: ReaderNetwork, batches: Sequence[Batch], part: _Part) -> list[list[float]]:
    """Return for each layer what taking out one head, or group of neurons, after the other costs its output.

    Each is a share of what the layer's norm is given.
    """
    spread = _spread(network, batches, part.norm)
    group, together = _groups(network.shape, part)
    losses = []
    for layer, seen in enumerate(_moments(network, batches, part.net)):
        left = removal(seen, _joined(network, layer, part.net), together, group, together)
        losses.append([loss / spread[layer] for loss in left.losses])
    return losses


def _groups(shape: Shape, part: _Part) -> tuple[int, int]:
    """Return how many inputs make one head or neuron, and how many of these go at a time."""
    return (shape.head_width, 1) if part is _HEADS else (1, _TOGETHER)


def _joined(network: ReaderNetwork, layer: int, net: str) -> Tensor:
    """Return the weights of a layer's linear net with its bias as the last column."""
    linear = attrgetter(net)(network.layers[layer])
    return torch.cat([linear.weight, linear.bias[:, None]], dim=1).detach()


def _without(network: ReaderNetwork, batches: Sequence[Batch], part: _Part, shape: Shape) -> ReaderNetwork:
    """Return `network` in another `shape`, which has fewer heads or fewer neurons, as `part` says."""
    weights = network.state_dict()
    for layer, moments in enumerate(_moments(network, batches, part.net)):
        heads, neurons = shape.kept[layer]
        count = heads if part is _HEADS else neurons
        left = removal(moments, _joined(network, layer, part.net), count, *_groups(shape, part))
        name = f"layers.{layer}"
        weights[f"{name}.{part.net}.weight"] = left.weight[:, :-1].float().contiguous()
        weights[f"{name}.{part.net}.bias"] = left.weight[:, -1].float()
        for maker in part.makers:
            for kind in ("weight", "bias"):
                weights[f"{name}.{maker}.{kind}"] = weights[f"{name}.{maker}.{kind}"][left.places[:-1]]
    thin = ReaderNetwork(shape)
    thin.load_state_dict(weights)
    thin.eval()
    return thin
