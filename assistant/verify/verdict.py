"""What a check of one sentence ends in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How far the cited passages carry a sentence; the value is the word on screen."""

    SUPPORTED = "belagd"
    PARTLY = "delvis belagd"
    UNSUPPORTED = "ej belagd"


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against a sentence: how high it may still be held, and why (Swedish)."""

    at_most: Level
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a sentence is supported, with what speaks against it in Swedish sentences.

    `reasons` is empty for a sentence that is *belagd*. `mended` is the sentence with its quotes as
    the source has them, where they were nearly right; None otherwise.
    """

    level: Level
    reasons: tuple[str, ...] = ()
    mended: str | None = None


_STRICTNESS = (Level.SUPPORTED, Level.PARTLY, Level.UNSUPPORTED)


def verdict(objections: Sequence[Objection], mended: str | None = None) -> Verdict:
    """The verdict that a list of objections leads to: the strictest of them decides."""
    level = max((o.at_most for o in objections), key=_STRICTNESS.index, default=Level.SUPPORTED)
    return Verdict(level, tuple(dict.fromkeys(o.reason for o in objections)), mended)


def weakest(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict on what stands together: the strictest level, and all reasons, each once."""
    level = max((v.level for v in verdicts), key=_STRICTNESS.index, default=Level.SUPPORTED)
    reasons = dict.fromkeys(reason for v in verdicts for reason in v.reasons)
    return Verdict(level, tuple(reasons))
