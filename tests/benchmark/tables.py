"""Figures as Markdown tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_CONTEST = {
    "system": "system", "R@1": "R@1", "R@5": "R@5", "R@10": "R@10", "MRR@10": "MRR@10",
    "indexing_s": "indexing, s", "first_p50_ms": "p50, ms", "first_p95_ms": "p95, ms",
    "again_p50_ms": "p50 again, ms", "again_p95_ms": "p95 again, ms",
    "indexing_mb": "peak indexing, MB", "asking_mb": "peak asking, MB", "disk_mb": "on disk, MB",
}  # fmt: skip
_BUILDING = {
    "passages": "passages", "real": "of these real", "records": "records, s",
    "lexical": "words, s", "tokens": "tokens, s", "vectors": "vectors, s",
    "peak_mb": "peak, MB", "disk_mb": "on disk, MB",
}  # fmt: skip
_ASKING = {
    "passages": "passages", "choice": "searched", "chosen": "of them passages", "p50_ms": "p50, ms",
    "p95_ms": "p95, ms", "recall": "recall@50", "nearest_p50_ms": "nearest p50, ms",
    "nearest_p95_ms": "nearest p95, ms", "peak_mb": "peak, MB",
}  # fmt: skip


def contest_table(results: Sequence[Mapping[str, Any]]) -> str:
    """A row a system."""
    return _table(_CONTEST, results)


def growth_tables(sizes: Sequence[Mapping[str, Any]]) -> str:
    """What building takes, a row a size; then what asking takes, a row a size and choice."""
    built = [
        {
            **size["built"],
            "passages": size["passages"],
            "disk_mb": size["built"]["bytes"] / 1e6,
            "peak_mb": size["building_mb"],
        }
        for size in sizes
    ]
    asked = [
        {**measured, "passages": size["passages"], "peak_mb": size["asking_mb"]}
        for size in sizes
        for measured in size["measured"]
    ]
    return _table(_BUILDING, built) + "\n\n" + _table(_ASKING, asked)


def _table(columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> str:
    lines = [list(columns.values()), ["---"] * len(columns)]
    lines += [[_cell(row[key]) for key in columns] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return (
            f"{value:,.3f}"
            if abs(value) <= 1
            else f"{value:,.1f}"
            if value < 100
            else f"{value:,.0f}"
        )
    return f"{value:,}" if isinstance(value, int) else str(value)
