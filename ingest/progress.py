"""How far long work has come."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come: the step, what it is at, and how many of how many are done."""

    step: str
    detail: str = ""
    done: int = 0
    total: int = 0
