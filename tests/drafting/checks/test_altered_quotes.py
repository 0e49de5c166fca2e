from __future__ import annotations

import pytest

from assistant.drafting import Material
from tests.quotes import EDITS, noticed, quotable


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_hundred_edits_of_quotes_are_noticed_and_true_ones_left_alone(
    material: Material, seed: int
) -> None:
    outcome = noticed(material, quotable(material.assistant), 100, seed)
    assert outcome.pop("true") == (0, 100)
    assert set(outcome) == set(EDITS)
    missed = {name: tried for name, tried in outcome.items() if tried[0] != tried[1]}
    assert missed == {}
    assert sum(hits for hits, _ in outcome.values()) == 100
