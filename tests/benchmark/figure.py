"""The growth run as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("agg")
from matplotlib import pyplot as plt

_COLOURS = {"everything": "#12436d", "large": "#28a197", "medium": "#801650", "small": "#f46a25"}
_LIMITS = {100_000: 50, 1_000_000: 200}  # milliseconds that p95 shall stay under


def draw(sizes: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Time per question (p50 full, p95 dashed) and building time, over the number of passages."""
    figure, (asking, building) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    passages = [size["passages"] for size in sizes]
    for choice, colour in _COLOURS.items():
        rows = [next(m for m in size["measured"] if m["choice"] == choice) for size in sizes]
        asking.plot(
            passages, [r["p50_ms"] for r in rows], color=colour, marker="o", label=_label(choice)
        )
        asking.plot(passages, [r["p95_ms"] for r in rows], color=colour, linestyle="--")
    for count, limit in _LIMITS.items():
        if count in passages:
            asking.plot(count, limit, color="black", marker="_", markersize=24)
    asking.set(
        xscale="log", yscale="log", xlabel="passages", ylabel="milliseconds a question",
        title="Retrieval (full: median, dashed: p95, bar: target)",
    )  # fmt: skip
    asking.legend(frameon=False)
    steps = {
        "records": "records",
        "lexical": "words",
        "tokens": "tokens",
        "vectors": "vectors (Chroma)",
    }
    for (step, label), colour in zip(steps.items(), _COLOURS.values(), strict=False):
        seconds = [size["built"][step] for size in sizes]
        building.plot(passages, seconds, color=colour, marker="o", label=label)
    building.set(
        xscale="log", yscale="log", xlabel="passages", ylabel="seconds", title="Building the index"
    )
    building.legend(frameon=False)
    for axes in (asking, building):
        axes.grid(alpha=0.3)
        axes.spines[["top", "right"]].set_visible(False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=130)


def _label(choice: str) -> str:
    return choice if choice == "everything" else f"one {choice} organisation"
