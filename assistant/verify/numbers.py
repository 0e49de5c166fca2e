"""The numbers of a Swedish text, however they are written.

"1,3 miljoner", "1 300 000" and "1.300.000" are one number; so are "hälften", "varannan" and "50
procent", "tre av fyra" and "75 procent", "tolv" and "12". "en" and "ett" are articles and "andra"
means other: they are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from assistant.verify.references import references

_UNITS = dict(
    zip(
        "noll två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton "
        "sjutton arton nitton".split(),
        [0, *range(2, 20)],
        strict=True,
    )
)
_TENS = dict(
    zip(
        "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_ONES = {"ett": 1, "en": 1, **{word: value for word, value in _UNITS.items() if 2 <= value <= 9}}
_WORDS: dict[str, float] = {
    **_UNITS,
    **_TENS,
    **{f"{t}{o}": _TENS[t] + _ONES[o] for t, o in product(_TENS, _ONES)},
    **{f"{word}tal": value for word, value in (_UNITS | _TENS).items()},
    "hundra": 100,
    "tusen": 1000,
    "bägge": 2,
    "båda": 2,
    "dubbel": 2,
    "dubbelt": 2,
    "dubbla": 2,
    "fördubblas": 2,
    "fördubblats": 2,
}
_SCALES = {
    "tusen": 1e3, "tusentals": 1e3, "miljon": 1e6, "miljoner": 1e6, "mnkr": 1e6, "mkr": 1e6,
    "miljard": 1e9, "miljarder": 1e9, "mdkr": 1e9, "mdr": 1e9,
}  # fmt: skip
_PARTS = {
    "hälften": 1 / 2, "halva": 1 / 2, "tredjedel": 1 / 3, "fjärdedel": 1 / 4, "femtedel": 1 / 5,
    "sjättedel": 1 / 6, "tiondel": 1 / 10, "tredjedelar": 1 / 3, "fjärdedelar": 1 / 4,
    "femtedelar": 1 / 5, "tiondelar": 1 / 10,
}  # fmt: skip
_EVERY = {
    "varannan": 1 / 2, "vartannat": 1 / 2, "tredje": 1 / 3, "fjärde": 1 / 4, "femte": 1 / 5,
    "tionde": 1 / 10,
}  # fmt: skip

_DIGITS = r"\d{1,3}(?:[ \u00a0.]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?"
_FEW = f"[1-9]|10|{'|'.join((*_ONES, 'tio'))}"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"\b(?P<of>{_FEW}) av (?P<whole>{_FEW})\b"
    rf"|\bvar(?:t)? (?P<every>{'|'.join(w for w in _EVERY if not w.startswith('var'))})\b"
    rf"|\b(?P<other>varannan|vartannat)\b"
    rf"|\b(?:(?P<times>{_WORD}) )?(?P<part>{'|'.join(_PARTS)})\b"
    rf"|(?<![\w.:/])(?P<digits>{_DIGITS})(?:[ \u00a0]?(?P<scale>{_SCALE})\b)?"
    rf"(?P<percent>[ \u00a0]?(?:%|procent\b))?"
    rf"|\b(?P<word>{_WORD})\b(?: (?P<word_scale>{_SCALE})\b)?(?P<word_percent> procent\b)?"
    rf"|\b(?:en|ett) (?P<one_scale>miljon|miljard|tusen)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W_]+")
_NUMERALS = frozenset((*_WORDS, *_SCALES, *_PARTS, *_EVERY))
_SECTION = re.compile(r"\d+(?:[.:/]\d+)+")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands. A share is a part of 1 ("25 procent": 0.25)."""

    value: float
    is_share: bool
    text: str
    start: int
    end: int

    def is_same(self, other: Number) -> bool:
        """Whether both say the same, "75" of "75 respektive 25 procent" and "75 procent" too."""
        if self.is_share == other.is_share:
            return self.value == other.value
        share, whole = (self, other) if self.is_share else (other, self)
        return round(share.value * 100, 4) == whole.value

    @property
    def is_year(self) -> bool:
        """Whether it reads as a year."""
        return bool(re.fullmatch(r"(?:1[6-9]|20)\d\d", self.text))


def numbers(text: str) -> list[Number]:
    """The numbers of a text in order; those of references ("SOU 2018:47", "3 kap.") are none."""
    if not _may_hold(text):
        return []
    taken = [(reference.start, reference.end) for reference in references(text)]
    taken += [m.span() for m in _SECTION.finditer(text) if not _THOUSANDS.fullmatch(m.group())]
    return [
        number
        for number in _found(text)
        if not any(start <= number.start < end for start, end in taken)
    ]


def _may_hold(text: str) -> bool:
    """Whether a text has a figure or a numeral at all; most sentences do not, and the pattern is
    slow to find nothing."""
    found = _LETTERS.findall(text.lower())
    return any(word[0].isdigit() or word[-1].isdigit() or word in _NUMERALS for word in found)


def _found(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        found = {name: part.lower() for name, part in match.groupdict().items() if part}
        share = _share(found)
        value = _whole(found) if share is None else share
        yield Number(round(value, 6), share is not None, match.group().strip(), *match.span())


def _share(found: dict[str, str]) -> float | None:
    """The value of a number that is given as a part of something, None for any other."""
    if "of" in found:
        return _plain(found["of"]) / _plain(found["whole"])
    if "every" in found or "other" in found:
        return _EVERY[found.get("every") or found["other"]]
    if "part" in found:
        return _plain(found.get("times", "ett")) * _PARTS[found["part"]]
    if "percent" in found or "word_percent" in found:
        return _plain(found.get("digits") or found["word"]) / 100
    return None


def _whole(found: dict[str, str]) -> float:
    if "one_scale" in found:
        return _SCALES[found["one_scale"]]
    scale = found.get("scale") or found.get("word_scale") or ""
    return _plain(found.get("digits") or found["word"]) * _SCALES.get(scale, 1)


def _plain(written: str) -> float:
    if written in _ONES:
        return float(_ONES[written])
    if written in _WORDS:
        return float(_WORDS[written])
    return float(re.sub(r"[ \u00a0]|\.(?=\d{3}(?:\D|$))", "", written).replace(",", "."))
