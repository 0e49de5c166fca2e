"""Sentences that keep the source's wording, or nearly: what they change, and what they join.

Where most words are the source's own, those that are not tell everything: a "inte" put in, another
actor, two halves of different sentences put together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.verify.polarity import is_negator

_TOKEN = re.compile(r"\d+(?:[.:,/]\d+)*|[^\W\d_]+|§")
NEAR = 0.75  # share of a sentence's words that stand in the source in the same order
_SHORTEST_RUN = 3  # words in a row that are taken over rather than met by chance
_JOINED = 0.7  # share of a sentence's words in runs of two different sentences


@dataclass(frozen=True, slots=True)
class Wording:
    """How a sentence keeps a source sentence's wording.

    `share` is that of its words that stand there in the same order, 0 to 1. `added` are words put
    in or put in place of others, `replaced` the others; `turned` tells whether a negation was put
    in or left out between words that are kept.
    """

    share: float
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    turned: bool


def tokens(text: str) -> list[str]:
    """Words and numbers, lower case, without punctuation."""
    return _TOKEN.findall(text.lower())


def wording(ours: Sequence[str], theirs: Sequence[str]) -> Wording:
    """How our words keep theirs."""
    matcher = SequenceMatcher(None, theirs, ours, autojunk=False)
    codes = matcher.get_opcodes()
    kept = sum(j2 - j1 for tag, _, _, j1, j2 in codes if tag == "equal")
    added: list[str] = []
    replaced: list[str] = []
    turned = False
    for n, (tag, i1, i2, j1, j2) in enumerate(codes):
        if tag == "equal":
            continue
        inside = 0 < n < len(codes) - 1
        new, old = ours[j1:j2], theirs[i1:i2]
        added += new
        if inside or new:
            replaced += old
        negations = sum(map(is_negator, new)) - sum(map(is_negator, old))
        turned = turned or (negations % 2 != 0 and (inside or bool(new)))
    return Wording(kept / max(len(ours), 1), tuple(added), tuple(replaced), turned)


def joins(ours: Sequence[str], sentences: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The two sentences that ours is put together from: its beginning and its end. None where one
    sentence, or two in a row, have most of it.

    Rationale: each half is true where it stands, so facts and words are all there; only the claim
    that they make together is nobody's.
    """
    heads = [_run(ours, s) for s in sentences]
    tails = [_run(list(reversed(ours)), list(reversed(s))) for s in sentences]
    if not heads:
        return None
    head, tail = _longest(heads), _longest(tails)
    if abs(head - tail) <= 1 or min(heads[head], tails[tail]) < _SHORTEST_RUN:
        return None
    together = min(len(ours), heads[head] + tails[tail])
    alone = max(wording(ours, s).share for s in sentences)
    if together / len(ours) < _JOINED or alone >= NEAR:
        return None
    return head, tail


def _run(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many of our first words stand in a row in theirs."""
    best = 0
    for start in range(len(theirs)):
        length = 0
        while (
            length < len(ours)
            and start + length < len(theirs)
            and ours[length] == theirs[start + length]
        ):
            length += 1
        best = max(best, length)
    return best


def _longest(runs: Sequence[int]) -> int:
    return max(range(len(runs)), key=runs.__getitem__)
