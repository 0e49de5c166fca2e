"""Words by their first letters: enough to tell whether two sentences speak of the same."""

from __future__ import annotations

import re

_LONG_WORD = re.compile(r"\w{5,}")
_LETTERS = 6


def stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words of a text."""
    return frozenset(word[:_LETTERS] for word in _LONG_WORD.findall(text.lower()))
