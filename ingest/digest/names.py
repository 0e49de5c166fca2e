"""Names of persons, bodies, places and acts in Swedish text, whatever their inflection."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ingest.index.sentences import split_sentences
from ingest.index.stopwords import STOP_WORDS

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'&][^\W\d_]+)*")
_OPENS = re.compile(
    r"(?:^|[.:;”\"“(–•]|\A[-*])\s*$"
)  # what a new utterance or list point opens with
_ABBREVIATION = re.compile(r"\(([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,8})\)")
_LONGEST_EXPLANATION = 8  # words
_ACT = re.compile(r"^[a-zåäö]{4,}(?:lagen?|förordning(?:en)?|balken)s?$")
_NO_ACT = re.compile(
    r"(?:för|in|an|under|av|upp|be|ut|bo|över|till|upp|bi|pris|tur|om|ned|natur|ny)s?lag(?:en)?s?$|"
    r"(?:utgifts|anslags|budget)slag|(?:förslag|dagen|ändringslag)(?:en)?s?$"
)
_ENDINGS = ("s", "en", "ens", "n", "ns", "et", "ets", "na", "nas", "erna", "ernas", "er", "ers")
_SHORTEST_STEM = 4
_LONG = 12  # letters; so long a word is the same when the source writes it apart


@dataclass(frozen=True, slots=True)
class Name:
    """One word of a name (each word of "Louise Bringselius" is compared by itself)."""

    text: str
    start: int


@dataclass(slots=True)
class Vocabulary:
    """How words are used in a body of texts: which are names, and what abbreviations stand for."""

    lower: set[str] = field(default_factory=lambda: set(STOP_WORDS))
    names: set[str] = field(default_factory=set)
    explained: dict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """Learn from texts which words are only written with a capital."""
    known = Vocabulary()
    for text in texts:
        for token, opens in _tokens(text):
            if token.group()[0].islower():
                known.lower.add(token.group())
            elif not opens:
                known.names.add(token.group())
        for abbreviation in _ABBREVIATION.finditer(text):
            words = _explanation(text[: abbreviation.start()], abbreviation[1])
            if words:
                known.explained[abbreviation[1].lower()].add(words)
    return known


def _explanation(before: str, abbreviation: str) -> tuple[str, ...]:
    """The words that an abbreviation in brackets after them stands for: the fewest that open with
    its first letter and hold its letters in order."""
    words = [match.group().lower() for match in _TOKEN.finditer(before[-160:])]
    letters = ".*".join(map(re.escape, abbreviation.lower()))
    for count in range(1, min(_LONGEST_EXPLANATION, len(words)) + 1):
        if re.match(letters, "".join(words[-count:])):
            return tuple(words[-count:])
    return ()


def names(text: str, known: Vocabulary) -> Iterator[Name]:
    """The words of a text that name a person, a body, a place or an act.

    Within a sentence a capital makes a name. A sentence's first word is one when the texts know it
    only with a capital and know it as a name, or a name follows it ("Siv Torp"). Acts are written
    small in Swedish and are told by their endings.
    """
    tokens = list(_tokens(text))
    for (token, opens), (following, _) in zip(tokens, [*tokens[1:], *tokens[-1:]], strict=True):
        word = token.group()
        if word[0].isupper():
            named = word in known.names or (
                text[token.end() : following.start()] == " " and following.group()[0].isupper()
            )
            if not opens or (named and word.lower() not in known.lower):
                yield Name(word, token.start())
        elif _ACT.match(word) and not _NO_ACT.search(word):
            yield Name(word, token.start())


def names_beside(text: str, source: Words, known: Vocabulary) -> list[Name]:
    """The names of a text that do not stand in its source."""
    return [name for name in names(text, known) if name.text not in source]


def _tokens(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Each word, and whether it opens a sentence, a list point or a quotation."""
    for sentence in split_sentences(text):
        for token in _TOKEN.finditer(text, sentence.start, sentence.end):
            opens = bool(_OPENS.search(text[sentence.start : token.start()]))
            yield token, opens


class Words:
    """The words of a source, to be asked whether a name stands there in some inflection."""

    def __init__(self, text: str, explained: Mapping[str, set[tuple[str, ...]]]) -> None:
        words = [match.group().lower() for match in _TOKEN.finditer(text)]
        self._forms = {form for word in words for form in _forms(word)}
        running = f" {' '.join(words)} "
        for abbreviation, explanations in explained.items():
            for explanation in explanations:
                if abbreviation in self._forms:
                    self._forms.update(form for word in explanation for form in _forms(word))
                elif f" {' '.join(explanation)}" in running:
                    self._forms.update(_forms(abbreviation))
        self._text = running

    def __contains__(self, name: str) -> bool:
        """Whether the name, or a word that it is a part of, stands in the source."""
        forms = _forms(name.lower())
        stem = min(forms, key=len)
        return (
            not forms.isdisjoint(self._forms)
            or stem in self._text
            or (len(stem) >= _LONG and stem in self._text.replace(" ", ""))
        )


def _forms(word: str) -> set[str]:
    """A word and what it may be an inflection of."""
    stems = {word.removesuffix(ending) for ending in _ENDINGS}
    return {word} | {stem for stem in stems if len(stem) >= _SHORTEST_STEM or stem + "s" == word}
