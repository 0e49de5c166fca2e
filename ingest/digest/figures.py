"""Which figures of a digest's section do not stand in its source.

A figure counts as standing there when the source has it, in digits or words, and has it in the same
connection: a few words of the digest's sentence stand around it. Figures alone would not do, as a
long section holds most small numbers and many years somewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

import Stemmer

from ingest.digest.numbers import Figure, figures, keys, plain
from ingest.index.analysis import words
from ingest.index.sentences import Span, split_sentences
from ingest.index.stopwords import STOP_WORDS

_AROUND = 150  # characters on each side of a figure in the source
_SHARED = 2  # stems that a sentence shares with what stands around its figure in the source
_FEWEST = 4  # stems; a sentence with fewer is taken with what stands before it
_STEM = 6  # letters; inflections that the stemmer leaves apart begin alike

_stem = lru_cache(maxsize=100_000)(Stemmer.Stemmer("swedish").stemWord)


def beside(text: str, source: str) -> list[Figure]:
    """The figures of a text that its source does not have, or has in another connection."""
    there = keys(source)
    places: dict[str, list[int]] = defaultdict(list)
    for figure in [*figures(source), *plain(source)]:
        places[figure.key].append(figure.start)
    found = []
    for sentence in split_sentences(text):
        stems = _stems_of_sentence(text, sentence)
        for figure in figures(text[sentence.start : sentence.end]):
            moved = Figure(figure.key, figure.text, figure.start + sentence.start)
            if figure.key not in there:
                if not _counts_what_follows(text, sentence, moved):
                    found.append(moved)
            elif figure.text[0].isdigit() and not _connected(places[figure.key], source, stems):
                found.append(moved)
    return found


def _counts_what_follows(text: str, sentence: Span, figure: Figure) -> bool:
    """ "Tre problem:" with three points under it, or three in the sentence, counts what the digest
    itself lists; the number need not stand in the source."""
    if figure.text[0].isdigit() or not figure.key.isdigit():
        return False
    listed = text[figure.start : sentence.end].partition(":")[2].strip()
    if listed:
        return len(re.split(r",\s+(?!som\b|där\b)|\s+och\s+", listed)) == int(figure.key)
    points = 0
    for line in text[sentence.end :].strip("\n").splitlines():
        if not line.startswith("- "):
            break
        points += 1
    return points == int(figure.key)


def _connected(places: list[int], source: str, stems: set[str]) -> bool:
    """Whether the figure stands in the source with words of the sentence around it. A key that is
    a number with its unit has no place of its own; its number has."""
    if not places:
        return True
    wanted = min(_SHARED, len(stems))
    return any(
        len(stems & _stems(source[max(0, at - _AROUND) : at + _AROUND])) >= wanted for at in places
    )


def _stems_of_sentence(text: str, sentence: Span) -> set[str]:
    stems = _stems(text[sentence.start : sentence.end])
    if len(stems) >= _FEWEST:
        return stems
    return _stems(text[max(0, sentence.start - _AROUND) : sentence.end])


def _stems(text: str) -> set[str]:
    return {
        _stem(word)[:_STEM]
        for word in words(text)
        if word[0].isalpha() and len(word) > 2 and word not in STOP_WORDS
    }
