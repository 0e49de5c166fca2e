"""Whether a text is Swedish, and whether it repeats what the model was told."""

from __future__ import annotations

from assistant.writer.prompts import INSTRUCTIONS, NO_ANSWER
from ingest.index import STOP_WORDS, words

# Of the words of Swedish official prose some four in ten are stop words, of English ones shared
# with Swedish ("under", "men", "den") at most one in twenty.
_LEAST_SHARE = 0.1
_FEWEST_WORDS = 8  # fewer tell nothing
_RUN = 6  # words in a row that nobody writes twice by chance

_ENGLISH = frozenset(
    "the of and to is are was were that this these which with from by as be been has have had not "
    "it its on at or an will would should must can".split()
)


def is_swedish(text: str) -> bool:
    """Whether a text reads as Swedish, or is too short to tell."""
    said = words(text)
    if len(said) < _FEWEST_WORDS:
        return True
    swedish = sum(word in STOP_WORDS for word in said)
    english = sum(word in _ENGLISH for word in said)
    return swedish >= _LEAST_SHARE * len(said) and swedish >= english


def repeats_instructions(text: str) -> bool:
    """Whether a text has a run of words from the instructions, the agreed refusal aside."""
    return bool(_runs(text) & _TOLD)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    said = words(text)
    return frozenset(tuple(said[n : n + _RUN]) for n in range(len(said) - _RUN + 1))


_TOLD = _runs(INSTRUCTIONS.replace(NO_ANSWER, ""))
