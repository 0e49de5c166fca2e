"""Edits that falsify a quote, as a hurried hand makes them.

Each takes a random generator, a quote without its marks and words of other passages, and gives the
text that stands in the draft, with its marks; None where the quote cannot be edited so.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Edit = Callable[[random.Random, str, Sequence[str]], str | None]

_LETTERS = "abdefghiklmnoprstuvyåäö"
_ENDINGS = (("en", "er"), ("et", "en"), ("ar", "arna"), ("er", "erna"), ("a", "an"), ("s", "r"))
_NEAR = {"ska": "bör", "bör": "ska", "kan": "ska", "får": "måste", "är": "var", "alla": "många"}


def _quoted(text: str) -> str:
    return f"”{text}”"


def _swap(words: list[str], at: int, new: Sequence[str]) -> str:
    return _quoted(" ".join([*words[:at], *new, *words[at + 1 :]]))


def dropped_word(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    words = quote.split()
    return _swap(words, rng.randrange(len(words)), [])


def added_word(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    words = quote.split()
    at = rng.randrange(1, len(words))
    return _swap(words, at, [rng.choice(["mycket", "alltid", "ofta", *others]), words[at]])


def exchanged_word(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    words = quote.split()
    at = rng.randrange(len(words))
    other = rng.choice(others)
    return None if other.lower() == words[at].lower() else _swap(words, at, [other])


def near_word(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    words = quote.split()
    places = [n for n, word in enumerate(words) if word in _NEAR]
    if not places:
        return None
    at = rng.choice(places)
    return _swap(words, at, [_NEAR[words[at]]])


def negated(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    words = quote.split()
    if "inte" in words:
        return _swap(words, words.index("inte"), [])
    at = rng.randrange(1, len(words))
    return _swap(words, at, ["inte", words[at]])


def changed_figure(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    places = list(re.finditer(r"\d", quote))
    if not places:
        return None
    place = rng.choice(places)
    digit = rng.choice([d for d in "0123456789" if d != place.group()])
    return _quoted(quote[: place.start()] + digit + quote[place.end() :])


def swapped_words(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    words = quote.split()
    at = rng.randrange(len(words) - 1)
    if words[at] == words[at + 1]:
        return None
    words[at], words[at + 1] = words[at + 1], words[at]
    return _quoted(" ".join(words))


def changed_letter(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    places = [place.start() for place in re.finditer(r"[a-zåäö]", quote)]
    at = rng.choice(places)
    letter = rng.choice([one for one in _LETTERS if one != quote[at]])
    return _quoted(quote[:at] + letter + quote[at + 1 :])


def dropped_letter(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    places = [place.start() for place in re.finditer(r"(?<=\w)[a-zåäö](?=\w)", quote)]
    at = rng.choice(places)
    return _quoted(quote[:at] + quote[at + 1 :])


def changed_ending(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    words = quote.split()
    for at in rng.sample(range(len(words)), len(words)):
        for old, new in _ENDINGS:
            if len(words[at]) > 5 and words[at].endswith(old):
                return _swap(words, at, [words[at].removesuffix(old) + new])
    return None


def joined_words(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    places = [place.start() for place in re.finditer(r"(?<=[a-zåäö]) (?=[a-zåäö])", quote)]
    if not places:
        return None
    at = rng.choice(places)
    return _quoted(quote[:at] + quote[at + 1 :])


def dropped_comma(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    places = [place.start() for place in re.finditer(r",(?= )", quote)]
    if not places:
        return None
    at = rng.choice(places)
    return _quoted(quote[:at] + quote[at + 1 :])


def own_words_taken_in(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    return _quoted(quote.rstrip(".") + rng.choice([", vilket vi delar", " och det är rätt väg"]))


def own_words_before(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    return _quoted(rng.choice(["Som vi ser det: ", "Det är så att "]) + quote)


def cut_short(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    words = quote.split()
    return _quoted(" ".join(words[: rng.randrange(4, len(words))])) if len(words) > 6 else None


def cut_before(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    words = quote.split()
    return _quoted(" ".join(words[rng.randrange(1, len(words) - 4) :])) if len(words) > 6 else None


def hidden_by_points(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    words = quote.split()
    if len(words) < 7:
        return None
    at = rng.randrange(2, len(words) - 3)
    sign = rng.choice(["…", "...", "[…]", "– – –"])
    return _quoted(" ".join([*words[:at], sign, *words[at + 2 :]]))


def other_case(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    return _quoted(quote[0].swapcase() + quote[1:]) if quote[0].isalpha() else None


def mark_lost(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    return rng.choice([f"”{quote}", f"{quote}”"])


def joined_parts(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    """The beginning of the quote and the end of it, with what stands between gone."""
    words = quote.split()
    return _quoted(" ".join([*words[:3], *words[-3:]])) if len(words) > 8 else None


def other_signs(rng: random.Random, quote: str, others: Sequence[str]) -> str | None:
    """Another kind of marks, and a word of the quote exchanged."""
    edited = exchanged_word(rng, quote, others)
    first, last = rng.choice(['""', "»»", "«»", "’’", "“”", "„”"])
    return edited and f"{first}{edited[1:-1]}{last}"


EDITS: dict[str, Edit] = {
    "a word dropped": dropped_word,
    "a word added": added_word,
    "a word exchanged": exchanged_word,
    "a near word (ska, bör)": near_word,
    "negated, or no longer": negated,
    "a figure changed": changed_figure,
    "two words swapped": swapped_words,
    "a letter changed": changed_letter,
    "a letter dropped": dropped_letter,
    "an ending changed": changed_ending,
    "two words joined": joined_words,
    "a comma dropped": dropped_comma,
    "own words taken in at the end": own_words_taken_in,
    "own words taken in at the start": own_words_before,
    "cut short in the midst": cut_short,
    "cut at the start": cut_before,
    "words hidden by points": hidden_by_points,
    "another case at the start": other_case,
    "a mark lost": mark_lost,
    "beginning and end joined": joined_parts,
    "other marks, a word exchanged": other_signs,
}
