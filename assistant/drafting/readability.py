"""How hard a text is to read: LIX (Björnsson, Läsbarhet, 1968)."""

from __future__ import annotations

from ingest.index import split_sentences, words

_LONG = 6  # letters; a word of more is a long one
_SCALE = (
    (30.0, "mycket lättläst"),
    (40.0, "lättläst"),
    (50.0, "medelsvår"),
    (60.0, "svår"),
)


def lix(text: str) -> float:
    """Words per sentence, and long words in a hundred, added; 0 for a text without words."""
    told = words(text)
    if not told:
        return 0.0
    sentences = sum(1 for span in split_sentences(text) if words(text[span.start : span.end]))
    long = sum(len(word) > _LONG for word in told)
    return len(told) / max(1, sentences) + 100 * long / len(told)


def scale(value: float) -> str:
    """What a LIX means, in the words of its usual scale."""
    return next((name for below, name in _SCALE if value < below), "mycket svår")
