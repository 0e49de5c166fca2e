"""What a kept conversation or draft is called."""

from __future__ import annotations

_LONGEST = 80  # characters


def title_of(text: str, otherwise: str = "") -> str:
    """A title out of a text: one line, cut after a word; `otherwise` where nothing is left."""
    text = " ".join(text.replace("\0", "").split())
    if len(text) <= _LONGEST:
        return text or otherwise
    return f"{text[: _LONGEST - 2].rsplit(' ', 1)[0]} …"
