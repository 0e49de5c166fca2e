from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.readability import lix, scale


def test_lix_is_words_per_sentence_and_long_words_in_a_hundred() -> None:
    assert lix("") == 0
    assert lix("Katten sov. Hunden åt.") == 2  # four short words, two sentences
    assert lix("Bibliotekarierna läser.") == 2 + 50


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (25, "mycket lättläst"),
        (35, "lättläst"),
        (45, "medelsvår"),
        (55, "svår"),
        (61, "mycket svår"),
    ],
)
def test_the_scale_has_its_usual_names(value: float, name: str) -> None:
    assert scale(value) == name


@given(
    st.lists(st.sampled_from(["bra", "hund", "utredningen", "tillsynsmyndigheterna"]), min_size=1)
)
def test_a_longer_word_never_makes_a_text_easier(words: list[str]) -> None:
    text = " ".join(words) + "."
    harder = " ".join(["tillsynsmyndigheterna", *words[1:]]) + "."
    assert lix(harder) >= lix(text)
