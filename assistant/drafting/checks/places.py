"""Where things stand in a paragraph's text: its sentences, and what it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.text import Paragraph, Sentence

QUOTE = re.compile(r"[”\"“»]([^”\"“»«]*)[”\"“«»]")
_MARKS = r"(?:\s*\[\d+\])*"


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence as it stands at paragraph.text[start:end], marks aside."""

    sentence: Sentence
    start: int
    end: int


def sentences(paragraph: Paragraph) -> Iterator[Placed]:
    """The sentences of a paragraph with their places."""
    at = 0
    for sentence in paragraph.said():
        found = _pattern(sentence.text).search(paragraph.text, at)
        start, end = found.span() if found else (at, len(paragraph.text))
        yield Placed(sentence, start, end)
        at = end


def unquoted(text: str) -> str:
    """A text of the same length where quotes are blank: the words of others are not ours to
    judge."""
    return QUOTE.sub(lambda quote: " " * len(quote.group()), text)


def _pattern(text: str) -> re.Pattern[str]:
    """A sentence's words, between which marks and any white space may stand."""
    pieces = []
    for word in text.split():
        bare = word.rstrip(".!?…:")
        pieces.append(re.escape(bare) + _MARKS + re.escape(word[len(bare) :]))
    return re.compile(rf"{_MARKS}\s+".join(pieces))
