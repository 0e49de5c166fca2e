"""Wrong answers worth learning from: batches made of groups of pairs that are near each other.

In a batch every target is a wrong answer to the other queries. Drawn at random they are about
other things and soon too easy; a report's passages are all about the same thing. So the pairs are
ordered in small groups of one topic each (topic-aware sampling, Hofstätter et al. 2021), found by
halving along random directions, and several groups make a batch.
"""

from __future__ import annotations

import numpy as np

from ingest.training.pairs import Floats, Ints


def neighbours(outlines: Floats, leaf: int, generator: np.random.Generator) -> Ints:
    """An order of all rows (rows x length) in which groups of at most ``leaf`` near ones follow
    each other, the groups themselves in random order."""
    leaves = _leaves(outlines, generator.permutation(len(outlines)), leaf, generator)
    return np.concatenate([leaves[i] for i in generator.permutation(len(leaves))])


def _leaves(
    outlines: Floats, members: Ints, size: int, generator: np.random.Generator
) -> list[Ints]:
    """Halve the members along random directions until at most ``size`` are left together."""
    if len(members) <= size:
        return [generator.permutation(members)]
    first, second = generator.choice(members, 2, replace=False)
    along = outlines[members] @ (outlines[first] - outlines[second])
    ordered = members[np.argsort(along, kind="stable")]
    middle = len(ordered) // 2
    halves = ordered[:middle], ordered[middle:]
    return [leaf for half in halves for leaf in _leaves(outlines, half, size, generator)]
