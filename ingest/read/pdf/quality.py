"""Whether what was read is text at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import hypot

from ingest.read.pdf.fonts import UNKNOWN
from ingest.read.pdf.pages import Page
from ingest.read.transcript import UnreadableDocument

_SAMPLE = 400_000  # characters are enough to tell
_ODD = re.compile(rf"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-{UNKNOWN}]")
_MOST_ODD = 0.05
_FILLERS = re.compile(r"[\s.·…_\-–—|]")
_MOST_SIGNS = 0.5
_FEWEST_LETTERS = 200
_LEAST_LIKE = 0.65  # English comes to 0.9, letters shifted in the alphabet to 0.5 at most

# Letters of running Swedish, in parts of a thousand.
_USUAL = {
    "a": 94, "b": 15, "c": 15, "d": 47, "e": 102, "f": 20, "g": 29, "h": 21, "i": 58, "j": 6,
    "k": 31, "l": 53, "m": 35, "n": 85, "o": 45, "p": 18, "r": 84, "s": 66, "t": 77, "u": 19,
    "v": 24, "w": 1, "x": 2, "y": 7, "z": 1, "å": 13, "ä": 18, "ö": 13, "q": 0,
}  # fmt: skip


def check(pages: Sequence[Page]) -> None:
    """Refuse a document without text (`scan`) or with letters that mean nothing (`garbled`)."""
    sample = "\n".join(line.text for page in pages for line in page.lines)[:_SAMPLE]
    odd = sum(page.odd for page in pages)
    if not any(char.isalnum() for char in sample):
        if odd or sample.strip():
            raise _garbled()
        raise UnreadableDocument(
            "scan",
            "the PDF holds pictures of pages but no text; run OCR (text recognition) on it first",
        )
    letters = sum(len(line.text) for page in pages for line in page.lines)
    if odd > _MOST_ODD * letters or is_garbled(sample):
        raise _garbled()


def is_garbled(text: str) -> bool:
    """Whether text is full of signs no one writes, or its letters are not those of a language.

    Where fonts give only the numbers of their shapes, letters come out as signs or shifted in the
    alphabet. How often each letter stands in European languages is alike enough to tell.
    """
    signs = _FILLERS.sub("", text)
    if not signs:
        return False
    if len(_ODD.findall(signs)) > _MOST_ODD * len(signs):
        return True
    if sum(char.isalnum() for char in signs) < _MOST_SIGNS * len(signs):
        return True
    times = Counter(char for char in signs.lower() if char in _USUAL)
    if times.total() < _FEWEST_LETTERS:
        return False
    shared = sum(count * _USUAL[char] for char, count in times.items())
    lengths = hypot(*times.values()) * hypot(*_USUAL.values())
    return shared / lengths < _LEAST_LIKE


def _garbled() -> UnreadableDocument:
    return UnreadableDocument(
        "garbled",
        "the PDF's fonts do not tell what letters they show; run OCR (text recognition) on it, or"
        " ask for another copy",
    )
