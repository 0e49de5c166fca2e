"""Sentences with the numbers they cite, out of a text that comes in pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.index import split_sentences

LONGEST_SENTENCE = 1200  # characters; what has no end by then is cut

_MARK = re.compile(
    r"\s*[\[【]\s*(?:stycke|källa|nr)?\s*(\d{1,4}(?:\s*(?:[,;–-]|och)\s*\d{1,4})*)\s*[\]】]",
    re.IGNORECASE,
)
# Many put the numbers after the full stop; they belong to the sentence before it, and end it.
_MARKS_AFTER_END = re.compile(rf"([.!?…:][”\"’')*_]*)((?:{_MARK.pattern})+)", re.IGNORECASE)
_THOUGHT = re.compile(r"^\s*<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_OPENING_THOUGHT = re.compile(r"^\s*<(?:t(?:h(?:i(?:n(?:k\w*)?)?)?)?)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence as the model wrote it, without its numbers. `numbers` are what it cites, in
    order; `whole` is False where the text ended before the sentence did."""

    text: str
    numbers: tuple[int, ...]
    whole: bool = True


class MarkedSentences:
    """Takes pieces of text and gives sentences as soon as they are complete.

    A sentence is complete when the next one has begun, since its numbers may come after its full
    stop. What a model thinks aloud first, between marks of its own, is passed over.
    """

    def __init__(self) -> None:
        self._text = ""

    @property
    def pending(self) -> str:
        """What has come of the sentence that is not complete."""
        text = _THOUGHT.sub("", self._text)
        return "" if _OPENING_THOUGHT.match(text) else _MARK.sub("", text).strip()

    def feed(self, piece: str) -> list[Marked]:
        """The sentences that a piece completes."""
        self._text += piece
        if self._is_thinking():
            return []
        self._text = re.sub(r"\s{3,}", "\n\n", _THOUGHT.sub("", self._text))
        text = _MARKS_AFTER_END.sub(r"\2\1\n", self._text)
        spans = split_sentences(text)
        complete = spans[:-1]
        if not complete:
            return self._cut() if len(text) > LONGEST_SENTENCE else []
        if re.match(r"[\[【]", text[spans[-1].start :]):
            complete = complete[:-1]  # the last one's numbers may still be coming
        if not complete:
            return []
        self._text = text[spans[len(complete)].start :]
        return [_marked(text[span.start : span.end]) for span in complete]

    def finish(self, whole: bool) -> list[Marked]:
        """What is left when the text has ended; `whole` tells whether the model ended it."""
        text = _MARKS_AFTER_END.sub(r"\2\1\n", _THOUGHT.sub("", self._text))
        self._text = ""
        pieces = [text[span.start : span.end] for span in split_sentences(text)]
        return [
            _marked(piece, whole or n < len(pieces) - 1 or _is_ended(piece))
            for n, piece in enumerate(pieces)
        ]

    def _is_thinking(self) -> bool:
        thought = _THOUGHT.match(self._text)
        if thought:
            return not re.search(rf"</{thought[1]}>$", thought.group(), re.IGNORECASE)
        return bool(self._text.strip() and _OPENING_THOUGHT.match(self._text))

    def _cut(self) -> list[Marked]:
        text, self._text = self._text, ""
        return [_marked(text, whole=False)]


def _is_ended(text: str) -> bool:
    return bool(re.search(r"[.!?…][”\"’')]*$", text))


def _marked(text: str, whole: bool = True) -> Marked:
    numbers = [int(n) for mark in _MARK.finditer(text) for n in re.findall(r"\d+", mark[1])]
    words = re.sub(r"\s+([.,;:!?…])", r"\1", _MARK.sub("", text)).strip()
    return Marked(words, tuple(dict.fromkeys(numbers)), whole)
