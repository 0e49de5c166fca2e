"""The numbers that Word sets in front of headings and list points, which no text run holds."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

BULLET = "•"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: where it starts, how its number is written and what surrounds it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False  # all numbers in digits
    restart: int | None = None  # by which level (from 1) it begins anew; 0: never


@dataclass(slots=True)
class Numbering:
    """The document's lists and how far each has counted.

    Lists of one definition count on together, unless one says that it starts anew
    (ECMA-376 part 1, 17.9).
    """

    definitions: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)  # numId -> abstractNumId
    starts: dict[str, dict[int, int]] = field(default_factory=dict)  # numId -> level -> start
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # style -> definition, level
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: BaseOxmlElement | None) -> Numbering:
        """The lists that a numbering part defines; none where there is no part."""
        numbering = cls()
        if root is None:
            return numbering
        for abstract in root.findall(qn("w:abstractNum")):
            numbering._define(abstract)
        numbering._follow_links(root)
        for num in root.findall(qn("w:num")):
            numbering._use(num)
        return numbering

    def _follow_links(self, root: BaseOxmlElement) -> None:
        """Let definitions that only name a list style have the levels of the one that is it."""
        abstracts = root.findall(qn("w:abstractNum"))
        by_style = {_value(each, "w:styleLink"): each for each in abstracts}
        for abstract in abstracts:
            named = by_style.get(_value(abstract, "w:numStyleLink") or "")
            if named is not None:
                levels = self.definitions[named.get(qn("w:abstractNumId"), "")]
                self.definitions[abstract.get(qn("w:abstractNumId"), "")] = levels

    def _define(self, abstract: BaseOxmlElement) -> None:
        name = abstract.get(qn("w:abstractNumId"), "")
        levels = {}
        for element in abstract.findall(qn("w:lvl")):
            place = _number(element.get(qn("w:ilvl")), 0)
            levels[place] = _level(element)
            style = _value(element, "w:pStyle")
            if style:
                self.styles.setdefault(style, (name, place))
        self.definitions[name] = levels

    def _use(self, num: BaseOxmlElement) -> None:
        name = num.get(qn("w:numId"), "")
        self.lists[name] = _value(num, "w:abstractNumId") or ""
        self.starts[name] = {}
        for override in num.findall(qn("w:lvlOverride")):
            start = _value(override, "w:startOverride")
            if start is not None:
                self.starts[name][_number(override.get(qn("w:ilvl")), 0)] = _number(start, 1)

    def level_of_style(self, num: str, style: str | None) -> int:
        """The level on which a style counts in a list; 0 where nothing is said."""
        definition, level = self.styles.get(style or "", ("", 0))
        return level if definition == self.lists.get(num) else 0

    def count(self, num: str, level: int) -> str | None:
        """The next label of a list on a level ("1.2", "a)", "•"); None where it has none."""
        definition = self.lists.get(num)
        levels = self.definitions.get(definition or "", {})
        if definition is None or level not in levels:
            return None
        counts = self._counts[definition]
        start = self.starts[num].get(level)
        if start is not None and (num, level) not in self._begun:
            counts[level] = start
        else:
            counts[level] = counts.get(level, levels[level].start - 1) + 1
        self._begun.add((num, level))
        for deeper in [place for place in counts if place > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counts[deeper]
        return _label(levels, counts, level)


def _level(element: BaseOxmlElement) -> _Level:
    restart = _value(element, "w:lvlRestart")
    return _Level(
        start=_number(_value(element, "w:start"), 1),
        form=_value(element, "w:numFmt") or "decimal",
        text=_value(element, "w:lvlText") or "",
        legal=element.find(qn("w:isLgl")) is not None,
        restart=None if restart is None else _number(restart, 0),
    )


def _label(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str | None:
    own = levels[level]
    if own.form == "bullet":
        return BULLET
    if own.form == "none":
        return None

    def written(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        at = levels.get(place, own)
        form = "decimal" if own.legal else at.form
        return numeral(counts.get(place, at.start), form)

    return " ".join(_PLACE.sub(written, own.text).split()) or None


def numeral(number: int, form: str) -> str:
    """A number as Word's format of that name writes it; in digits where the format is unusual."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman if form == "lowerRoman" else roman.upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _value(element: BaseOxmlElement, name: str) -> str | None:
    child = element.find(qn(name))
    return None if child is None else child.get(qn("w:val"))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else otherwise
