"""Swedish text to index terms: lower case, stop words, stems, compounds split.

Compounds carry much of a Swedish question's meaning ("patientsäkerhetslagens"), and the same parts
turn up in other compounds and alone. They are split by the indexed documents' own vocabulary, so
that the parts are words these documents use and no dictionary has to be shipped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import Stemmer

from ingest.index.stopwords import STOP_WORDS

_TOKEN = re.compile(r"\d+(?:[.:/]\d+)*|[^\W\d_]+")
_SHORTEST_PART = 4
_SHORTEST_COMPOUND = 9
_FEWEST_OCCURRENCES = 3  # a part must be a word the documents really use
_LINKS = ("s", "")  # what Swedish puts between the parts


def words(text: str) -> list[str]:
    """The words and numbers of a text in order, lower case; "7.4.2" and "2010:800" are one each."""
    return _TOKEN.findall(text.lower().replace("%", " procent "))


def word_places(text: str) -> list[tuple[str, int, int]]:
    """The words and numbers of a text in order, lower case, each with its start and end."""
    return [(match.group().lower(), *match.span()) for match in _TOKEN.finditer(text)]


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word (not number) stands in the texts."""
    return Counter(word for text in texts for word in words(text) if word[0].isalpha())


class Analyzer:
    """Turns text into terms. Texts and questions must go through analyzers of one vocabulary.

    `vocabulary` maps the documents' words to their number of occurrences.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._known = {
            word
            for word, count in vocabulary.items()
            if count >= _FEWEST_OCCURRENCES and len(word) >= _SHORTEST_PART
        }
        self._stem = lru_cache(maxsize=100_000)(Stemmer.Stemmer("swedish").stemWord)
        self.compound_parts = lru_cache(maxsize=100_000)(self._compound_parts)

    def terms(self, text: str) -> list[str]:
        """Stems of all words but stop words, and of the parts of compounds after each compound."""
        return [term for word in words(text) for term in self.word_terms(word)]

    def word_terms(self, word: str) -> list[str]:
        """The terms of one lower-case word: its stem, then its parts'; none for a stop word."""
        if word in STOP_WORDS or (len(word) < 2 and not word.isdigit()):
            return []
        parts = self.compound_parts(word)
        return [self.stem(word), *(self.stem(part) for part in parts)]

    def stem(self, word: str) -> str:
        """The Snowball stem of a lower-case word."""
        return str(self._stem(word))

    def _compound_parts(self, word: str) -> tuple[str, ...]:
        """The known words that a compound is made of, in order; empty where it is none.

        The longest known last part decides, as it carries the word's sense; what stands before it
        is split further where it can be.
        """
        if len(word) < _SHORTEST_COMPOUND or not word[0].isalpha():
            return ()
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            tail = word[cut:]
            if not self._is_known(tail):
                continue
            for link in _LINKS:
                head = word[:cut]
                if not head.endswith(link):
                    continue
                head = head[: len(head) - len(link)]
                if self._is_known(head):
                    return (*(self._compound_parts(head) or (head,)), tail)
        return ()

    def _is_known(self, word: str) -> bool:
        if len(word) < _SHORTEST_PART:
            return False
        return word in self._known or self.stem(word) in self._known
