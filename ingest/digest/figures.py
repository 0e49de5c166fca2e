"""Which figures of a digest's section do not stand in its source.

A figure counts as standing there when the source has it, in digits or words, and has it in the same
connection: a few words of the digest's sentence stand around it. Figures alone would not do, as a
long section holds most small numbers and many years somewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import lru_cache

import Stemmer

from ingest.digest.numbers import Figure, figures, keys, plain
from ingest.index.sentences import Span, split_sentences
from ingest.index.stopwords import STOP_WORDS

_AROUND = 150  # characters on each side of a figure in the source
_SHARED = 2  # stems that a sentence shares with what stands around its figure in the source
_FEWEST = 4  # stems; a sentence with fewer is taken with what stands before it
_STEM = 6  # letters; inflections that the stemmer leaves apart begin alike
_REFERENCE = 90  # characters from an author to the year: "(Andersson, Berg & Dahl, 2012; 2014)"
_BETWEEN = (
    r", (?:samt )?| samt ",
    r", (?:och |samt )?| och | samt ",
)  # "a, b samt c", "a, b och c"
_YEAR = re.compile(r"(?:19|20)\d\d")
_AUTHOR = re.compile(
    r"(?!År |Våren |Sommaren |Hösten |Vintern )\b([A-ZÅÄÖ][^\W\d_]+)"
    r"(?: m\.?\s?fl\.?| et al\.)?,? \(?$"
)

_WORD = re.compile(r"[^\W\d_]+")
_STEMMER = Stemmer.Stemmer("swedish")


def beside(text: str, source: str) -> list[Figure]:
    """The figures of a text that its source does not have, or has in another connection."""
    there, around = keys(source), _Surroundings(source)
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
                continue
            at = places[figure.key]
            author = _AUTHOR.search(text[sentence.start : moved.start])
            if author and _YEAR.fullmatch(figure.key):
                belongs = _by_author(at, source, author[1])
            else:
                belongs = not figure.text[0].isdigit() or _connected(at, around, stems)
            if not belongs:
                found.append(moved)
    return found


def _counts_what_follows(text: str, sentence: Span, figure: Figure) -> bool:
    """ "Tre problem:" with three points under it, or three in the sentence, counts what the digest
    itself lists; the number need not stand in the source."""
    if figure.text[0].isdigit() or not figure.key.isdigit():
        return False
    listed = text[figure.start : sentence.end].partition(":")[2].strip()
    if listed:
        return any(len(re.split(between, listed)) == int(figure.key) for between in _BETWEEN)
    points = 0
    for line in text[sentence.end :].strip("\n").splitlines():
        if not line.startswith("- "):
            break
        points += 1
    return points == int(figure.key)


def _by_author(places: list[int], source: str, author: str) -> bool:
    """ "(Power, 1999)": the year of a reference stands close to its author in the source."""
    name = author.removesuffix("s").casefold()
    return any(name in source[max(0, at - _REFERENCE) : at].casefold() for at in places)


def _connected(places: list[int], around: _Surroundings, stems: set[str]) -> bool:
    """Whether the figure stands in the source with words of the sentence around it. A key that is
    a number with its unit may have no place of its own; its number has."""
    if not places:
        return True
    wanted = min(_SHARED, len(stems))
    return any(len(stems & around.stems(at)) >= wanted for at in places)


class _Surroundings:
    """The stems that stand around the places of a text."""

    def __init__(self, text: str) -> None:
        found = [(match.start(), _stem_of(match.group())) for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in found]
        self._stems = [stem for _, stem in found]

    def stems(self, at: int) -> set[str]:
        """Those within _AROUND characters of the place `at`."""
        first = bisect_left(self._starts, at - _AROUND)
        last = bisect_right(self._starts, at + _AROUND)
        return set(self._stems[first:last]) - {""}


def _stems_of_sentence(text: str, sentence: Span) -> set[str]:
    stems = _stems(text[sentence.start : sentence.end])
    if len(stems) >= _FEWEST:
        return stems
    return _stems(text[max(0, sentence.start - _AROUND) : sentence.end])


def _stems(text: str) -> set[str]:
    return {_stem_of(match.group()) for match in _WORD.finditer(text)} - {""}


@lru_cache(maxsize=100_000)
def _stem_of(word: str) -> str:
    """The beginning of a word's stem, "" for a word that says little."""
    small = word.lower()
    if len(small) < 3 or small in STOP_WORDS:
        return ""
    return str(_STEMMER.stemWord(small))[:_STEM]
