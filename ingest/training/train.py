"""Contrastive training of one vector per piece, by pairs that belong together."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from ingest.training.negatives import neighbours
from ingest.training.pairs import Floats, Pair, Pieces, excused


@dataclass(frozen=True)
class Settings:
    """How to train.

    ``batch`` pairs are each other's wrong answers; ``scale`` is the inverse temperature; ``rate``
    is Adam's learning rate at its height; ``dropout`` the share of pieces left out of each side;
    ``leaf`` pairs of one topic come together in a batch (see ``negatives``).
    """

    epochs: int = 3
    batch: int = 2048
    scale: float = 20.0
    rate: float = 0.05
    dropout: float = 0.15
    leaf: int = 128


def train(
    vectors: Floats,
    epochs: Iterable[Sequence[Pair]],
    pieces: Pieces,
    steps: int,
    settings: Settings,
    generator: np.random.Generator,
) -> Floats:
    """Train ``vectors`` (pieces x length) on the epochs' pairs and return them as trained.

    The loss is the cross entropy of finding each query's target among the targets of its batch,
    and the other way round (InfoNCE, van den Oord et al. 2018). ``steps`` is the number of batches
    expected, for the rate's way up and down.
    """
    table = torch.nn.Parameter(torch.from_numpy(vectors.copy()))
    adam = torch.optim.Adam([table], lr=settings.rate, betas=(0.9, 0.99), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: _course(step, steps))
    began = time.monotonic()
    for epoch, pairs in enumerate(epochs):
        losses = []
        for batch in _batches(pairs, pieces, table.detach(), settings, generator):
            adam.zero_grad()
            loss = _loss(table, batch, pieces, settings, generator)
            loss.backward()  # type: ignore[no-untyped-call]
            adam.step()
            schedule.step()
            losses.append(loss.item())
        seconds = time.monotonic() - began
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {seconds:.0f} s", flush=True)
    trained: Floats = table.detach().numpy().copy()
    trained[0] = 0.0
    return trained


def _course(step: int, steps: int) -> float:
    warm = max(1, steps // 20)
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm) / max(1, steps - warm)))) + 1e-3


def _batches(
    pairs: Sequence[Pair],
    pieces: Pieces,
    table: torch.Tensor,
    settings: Settings,
    generator: np.random.Generator,
) -> Iterator[list[Pair]]:
    outlines = _outlines(pairs, pieces, table)
    order = neighbours(outlines, settings.leaf, generator)
    for start in range(0, len(order) - settings.batch + 1, settings.batch):
        yield [pairs[i] for i in order[start : start + settings.batch]]


def _outlines(pairs: Sequence[Pair], pieces: Pieces, table: torch.Tensor) -> Floats:
    """The first 64 numbers of all targets' unit vectors (pairs x 64), to tell topics apart."""
    short = table[:, :64].contiguous()
    rows = []
    for start in range(0, len(pairs), 16_384):
        part = pairs[start : start + 16_384]
        ids, owners = pieces.bags([p.target for p in part])
        starts = torch.from_numpy(np.searchsorted(owners, np.arange(len(part))))
        rows.append(functional.embedding_bag(torch.from_numpy(ids), short, starts, mode="sum"))
    outlines: Floats = functional.normalize(torch.cat(rows), dim=1).numpy()
    return outlines


def _loss(
    table: torch.Tensor,
    batch: Sequence[Pair],
    pieces: Pieces,
    settings: Settings,
    generator: np.random.Generator,
) -> torch.Tensor:
    queries = _sums(table, [p.query for p in batch], pieces, settings.dropout, generator)
    targets = _sums(table, [p.target for p in batch], pieces, settings.dropout, generator)
    spared = torch.from_numpy(excused(batch))
    right = torch.arange(len(batch))
    cosines = functional.normalize(queries, dim=1) @ functional.normalize(targets, dim=1).T
    scores = (settings.scale * cosines).masked_fill(spared, -1e4)
    both = functional.cross_entropy(scores, right) + functional.cross_entropy(scores.T, right)
    return both / 2


def _sums(
    table: torch.Tensor,
    lists: Sequence[Sequence[int]],
    pieces: Pieces,
    dropout: float,
    generator: np.random.Generator,
) -> torch.Tensor:
    """The sum of each list's vectors (lists x length), some pieces left out at random."""
    ids, owners = pieces.bags(lists)
    kept = generator.random(len(ids)) >= dropout
    ids, owners = ids[kept], owners[kept]
    starts = np.searchsorted(owners, np.arange(len(lists)))
    return functional.embedding_bag(
        torch.from_numpy(ids), table, torch.from_numpy(starts), mode="sum"
    )
