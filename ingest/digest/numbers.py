"""Figures in Swedish text, in digits or words, in one form by which they can be compared.

Each rule is a function that gives the keys of what it finds ("12", "80 procent", "16 juni",
"2010:800", "26 kap", "1/3") with the words they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = (
    "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton "
    "sjutton arton nitton"
).split()
_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split()
_WORDS = (
    {word: n for n, word in enumerate(_ONES) if n != 1}  # "ett" is an article more often
    | {ten: n * 10 for n, ten in enumerate(_TENS, 2)}
    | {ten + one: n * 10 + m for n, ten in enumerate(_TENS, 2) for m, one in enumerate(_ONES) if m}
    | {"hundra": 100, "tusen": 1000}
)
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_MONTH_NAMES = _MONTHS.split("|")
_SPACE = r"[  \u2009\u202f]"

_REFERENCE = re.compile(r"\b(?:\d{4}:\d+|\d{4}/\d{2,4}:\s?[A-Za-z]{0,4}\d+)\b")
_SECTION = re.compile(r"(?<![\d:.,])\d{1,2}(?:\.\d{1,2})+(?!\.?\d|:)")
_FIGURE = re.compile(rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d+,\d+|\d+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DATE = re.compile(rf"\b(?:(\d{{1,2}}){_SPACE})?({_MONTHS})\b", re.I)
_ISO_DATE = re.compile(r"\b\d{4}-(\d\d)-(\d\d)\b")
_CHAPTER = re.compile(r"\b(\d+(?:\s?[a-z])?)\s*kap\b")
_NUMBER_IN_LAW = r"\d+(?:\s?[a-z]\b)?"
_PARAGRAPHS = re.compile(rf"({_NUMBER_IN_LAW}(?:\s*(?:[–-]|,|och|eller)\s*{_NUMBER_IN_LAW})*)\s*§")
_PLACE_IN_LAW = re.compile(
    r"\b(första|andra|tredje|fjärde|femte)\s+(stycke|mening|punkt)(?:t|en)?\b", re.I
)
_UNIT = re.compile(
    r"(?:%|\b(?:procent|procentenheter|miljon(?:er)?|miljard(?:er)?|mnkr|mkr|mdkr|mdr)\b)", re.I
)
_UNITS = {
    "%": "procent", "procentenheter": "procent", "miljon": "miljoner", "mnkr": "miljoner",
    "mkr": "miljoner", "miljard": "miljarder", "mdkr": "miljarder", "mdr": "miljarder",
}  # fmt: skip
_BEFORE_UNIT = 40  # characters

_PARTS = {"halv": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "tionde": 10}
_HALF = re.compile(r"\b(?:hälften|halva|halvt|halverad\w*|halverat\w*)\b", re.I)
_SHARE = re.compile(
    r"\b(?:(?:en|ena|(två|tre|fyra))\s+(tredje|fjärde|femte|sjätte|tion)d?e?del(?:en|ar|arna)?|"
    r"var(?:t)?\s+(tredje|fjärde|femte|sjätte|tionde))\b",
    re.I,
)
_PERCENT_OF_SHARE = {"1/2": "50", "1/4": "25", "3/4": "75", "1/5": "20", "1/10": "10"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: the key by which it is compared, and the words it stands in."""

    key: str
    text: str
    start: int


def figures(text: str) -> list[Figure]:
    """All figures of a text, each by its strictest rule, in order."""
    found: list[Figure] = []
    taken: list[tuple[int, int]] = []
    for rule in (
        *(_references, _iso_dates, _laws, _places_in_law, _sections, _shares, _dates),
        *(_with_units, plain),
    ):
        new = [f for f in rule(text) if not any(a <= f.start < b for a, b in taken)]
        found += new
        taken += [(figure.start, figure.start + len(figure.text)) for figure in new]
    return sorted(found, key=lambda figure: figure.start)


def keys(text: str) -> set[str]:
    """What can be said of a source: the keys of its figures, and what they also amount to."""
    found = {figure.key for figure in figures(text)}
    without = _SECTION.sub(" ", _REFERENCE.sub(" ", text))  # "2018:47" is no year and no number
    found |= {figure.key for figure in plain(without)}  # but a date's day is a number
    found |= {key.split()[1] for key in found if key.split()[-1] in _MONTH_NAMES and " " in key}
    found |= set(_sharing_units(without))
    for share, percent in _PERCENT_OF_SHARE.items():
        if not found.isdisjoint({share, f"{percent} procent"}):
            found |= {share, f"{percent} procent"}
    return found


def _references(text: str) -> Iterator[Figure]:
    """Acts, inquiries, bills and directives: "2010:800", "2015/16:102"."""
    for match in _REFERENCE.finditer(text):
        yield Figure(_joined(match.group()), match.group(), match.start())


def _sections(text: str) -> Iterator[Figure]:
    """Sections of the same report: "7.4.2"."""
    for match in _SECTION.finditer(text):
        yield Figure(match.group(), match.group(), match.start())


def _laws(text: str) -> Iterator[Figure]:
    """Chapters and paragraphs of an act: "26 kap. 27 §", "20 och 24 §§", "26–28 §§"."""
    for match in _CHAPTER.finditer(text):
        yield Figure(f"{_joined(match[1])} kap", match.group(), match.start())
    for match in _PARAGRAPHS.finditer(text):
        for number in re.finditer(_NUMBER_IN_LAW, match[1]):
            start = match.start() + number.start()
            yield Figure(f"{_joined(number.group())} §", number.group(), start)


def _joined(number: str) -> str:
    return "".join(number.split())


def _places_in_law(text: str) -> Iterator[Figure]:
    """ "andra stycket": which part of a paragraph a proposal changes."""
    for match in _PLACE_IN_LAW.finditer(text):
        yield Figure(f"{match[1]} {match[2]}".lower(), match.group(), match.start())


def _dates(text: str) -> Iterator[Figure]:
    """A day and month, or a month alone."""
    for match in _DATE.finditer(text):
        key = f"{int(match[1])} {match[2].lower()}" if match[1] else match[2].lower()
        yield Figure(key, match.group(), match.start())


def _iso_dates(text: str) -> Iterator[Figure]:
    """ "2018-10-04" is 4 October."""
    for match in _ISO_DATE.finditer(text):
        month, day = int(match[1]), int(match[2])
        if 1 <= month <= 12:
            yield Figure(f"{day} {_MONTH_NAMES[month - 1]}", match.group(), match.start())


def _shares(text: str) -> Iterator[Figure]:
    """ "hälften", "en tredjedel" and "var tredje" are shares; "25 procent" is a fourth."""
    for match in _HALF.finditer(text):
        yield Figure("1/2", match.group(), match.start())
    for match in _SHARE.finditer(text):
        part = (match[2] or match[3]).lower()
        above = _WORDS.get((match[1] or "").lower(), 1)
        yield Figure(f"{above}/{_PARTS.get(part, 10)}", match.group(), match.start())


def plain(text: str) -> Iterator[Figure]:
    """Numbers in digits or words: "4 000" is "4000", "tolv" and "ett tolvtal" are "12"."""
    for match in _FIGURE.finditer(text):
        key = re.sub(_SPACE, "", match.group())
        yield Figure(key if "," in key else str(int(key)), match.group(), match.start())
    for match in _WORD.finditer(text):
        number = _WORDS.get(match.group().lower().removesuffix("s").removesuffix("tal"))
        if number is not None:
            yield Figure(str(number), match.group(), match.start())


def _with_units(text: str) -> Iterator[Figure]:
    """A number is of what it counts: "80 procent" is not "80 miljoner"."""
    for unit in _UNIT.finditer(text):
        before = text[: unit.start()].rstrip()[-_BEFORE_UNIT:]
        last = max(plain(before), key=lambda number: number.start, default=None)
        if last and last.start + len(last.text) == len(before):
            start = text.rindex(last.text, 0, unit.start())
            yield Figure(f"{last.key} {_unit(unit)}", text[start : unit.end()], start)


def _sharing_units(text: str) -> Iterator[str]:
    """In a source, numbers in a row may share the unit after the last: "11, 14 och 20 procent"."""
    for unit in _UNIT.finditer(text):
        for number in plain(text[max(0, unit.start() - _BEFORE_UNIT) : unit.start()]):
            yield f"{number.key} {_unit(unit)}"


def _unit(match: re.Match[str]) -> str:
    word = match.group().lower()
    return _UNITS.get(word, word)
