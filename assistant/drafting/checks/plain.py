"""The words that plain language avoids, and what to write instead, as kanslisvenska.toml lists
them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Advice:
    """What may be simpler in a sentence, at text[start:end], and what to do, in Swedish.

    `instead` is what to put there, None where only a person can say.
    """

    told: str
    mend: str
    start: int
    end: int
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """What to write instead of a phrase, and beside what words it is not meant (patterns)."""

    ways: tuple[str, ...]
    not_after: str = ""
    not_before: str = ""

    def is_meant(self, before: str, after: str) -> bool:
        """Whether it is, between these words."""
        is_after = bool(self.not_after) and re.search(
            rf"(?<!\w)(?:{self.not_after})\s*$", before, re.IGNORECASE
        )
        is_before = bool(self.not_before) and re.match(
            rf"\s*(?:{self.not_before})(?!\w)", after, re.IGNORECASE
        )
        return not is_after and not is_before


@dataclass(frozen=True, slots=True)
class Tables:
    """All that the file holds. `verbs` are those that nouns are made of."""

    phrases: dict[str, Phrase]
    verbs: dict[str, str]
    abbreviations: dict[str, tuple[str, ...]]
    no_passives: frozenset[str]
    no_made_nouns: frozenset[str]


@cache
def tables() -> Tables:
    """The tables, read once."""
    path = Path(__file__).with_name("kanslisvenska.toml")
    content = tomllib.loads(path.read_text(encoding="utf8"))
    return Tables(
        phrases={one: _phrase(entry) for one, entry in content["phrases"].items()},
        verbs=content["verbs"],
        abbreviations={a: tuple(w.split("|")) for a, w in content["abbreviations"].items()},
        no_passives=frozenset(content["no_passives"]["words"].split()),
        no_made_nouns=frozenset(content["no_made_nouns"]["words"].split()),
    )


def _phrase(entry: str | dict[str, str]) -> Phrase:
    if isinstance(entry, str):
        return Phrase(tuple(entry.split("|")))
    ways = tuple(entry["write"].split("|"))
    return Phrase(ways, entry.get("not_after", ""), entry.get("not_before", ""))


def officialese(text: str) -> Iterator[Advice]:
    """Everyday words are used where there are such. Rationale: the reader need not translate."""
    for found in _officialese_pattern().finditer(text):
        phrase = tables().phrases[_key(found)]
        if phrase.is_meant(text[: found.start()], text[found.end() :]):
            yield Advice(
                f"”{found.group()}” är kanslisvenska.",
                f"Skriv {_either(phrase.ways)}.",
                *found.span(),
                in_case(phrase.ways[0], found.group()) if len(phrase.ways) == 1 else None,
            )


def abbreviations(text: str) -> Iterator[Advice]:
    """Words are written out. Rationale: it costs the writer a second and spares every reader one.

    A full stop that also ended the sentence stays.
    """
    for found in _abbreviation_pattern().finditer(text):
        ways = tables().abbreviations[_key(found)]
        ends = found.group().endswith(".") and not text[found.end() :].strip()
        whole = in_case(ways[0], found.group()) + ("." if ends else "")
        yield Advice(
            f"”{found.group()}” är en förkortning.",
            f"Skriv {_either(ways)}.",
            *found.span(),
            whole if len(ways) == 1 else None,
        )


def in_case(word: str, like: str) -> str:
    """A word with a capital where what it stands for has one."""
    return word[0].upper() + word[1:] if like[0].isupper() else word


def _key(found: re.Match[str]) -> str:
    return " ".join(found.group().lower().split())


@cache
def _officialese_pattern() -> re.Pattern[str]:
    return _any_of(tables().phrases)


@cache
def _abbreviation_pattern() -> re.Pattern[str]:
    return _any_of(tables().abbreviations)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


def _either(ways: Sequence[str]) -> str:
    """The ways in a row: "”om”, ”för” eller ”när det gäller”"."""
    *first, last = (f"”{way}”" for way in ways)
    return f"{', '.join(first)} eller {last}" if first else last
