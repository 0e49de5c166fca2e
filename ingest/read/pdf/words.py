"""Joining printed lines: words divided at the line's end are mended, others left alone.

The document itself decides what it can: a word that stands whole elsewhere was divided, one that
stands with its hyphen elsewhere was not. `ingest.read.hyphens` does the same for plain text,
where lines are all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.read.pdf.pages import PrintedLine
from ingest.read.transcript import Line

SOFT_HYPHEN = "\u00ad"
HYPHENS = "-\u2010\u2011"
DASHES = "–—"

# A hyphen before one of these is held in suspense ("hälso- och sjukvård") and stays.
_SUSPENDING = frozenset(
    ("och", "eller", "samt", "respektive", "resp", "till", "såväl", "som", "and", "or")
)
_LAST_WORD = re.compile(rf"([^\W_]+(?:[{HYPHENS}][^\W_]+)*)[{HYPHENS}]$")
_FIRST_WORD = re.compile(rf"^[^\W_]+(?:[{HYPHENS}][^\W_]+)*")
_WORD = re.compile(rf"[^\W_]+(?:[{HYPHENS}][^\W_]+)*")
_LONGEST = 200  # letters in a word or address
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")


@dataclass(slots=True)
class Vocabulary:
    """The words that stand whole inside the document's lines, in lower case."""

    words: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, lines: Iterable[PrintedLine]) -> Vocabulary:
        """All words but those at the edges of lines, which may be parts."""
        words: set[str] = set()
        for line in lines:
            text = line.text.replace(SOFT_HYPHEN, "").replace("\u2010", "-").lower()
            words.update(_WORD.findall(text.partition(" ")[2].rpartition(" ")[0]))
        return cls(words)


@dataclass(slots=True)
class Text:
    """Lines joined to running text, each with the place where it begins."""

    text: str
    lines: tuple[Line, ...]


def joined(
    lines: Sequence[PrintedLine], vocabulary: Vocabulary, numbers: Sequence[int | None]
) -> Text:
    """Join the lines of one paragraph, heading, point or footnote."""
    text = ""
    starts: list[Line] = []
    for line in lines:
        piece = line.text
        bare = piece.replace(SOFT_HYPHEN, "")
        if text:
            kept, between = _seam(text, bare, vocabulary)
            text = text[:kept] + between
        starts.append(Line(len(text), numbers[line.page], line.page, _rounded(line.box)))
        # A soft hyphen at the end is the only one that still says something.
        text += bare + SOFT_HYPHEN if piece.endswith(SOFT_HYPHEN) else bare
    return Text(text.rstrip(SOFT_HYPHEN), tuple(starts))


def row_text(cells: Sequence[Text]) -> Text:
    """The cells of a table's row as one text, parted by bars."""
    text = ""
    starts: list[Line] = []
    for i, cell in enumerate(cells):
        if i:
            text = text.rstrip(" ") + " | "
        starts += [replace(line, start=line.start + len(text)) for line in cell.lines]
        text += cell.text
    return Text(text.rstrip(" |"), tuple(starts))


# The points of a list that one paragraph has swallowed: "– one. – Two."
_INNER_POINT = re.compile(r"(?<=[.\w)”])\s+(?=[–•∙]\s+[A-ZÅÄÖ])")


def points(text: Text) -> list[Text]:
    """The points that a point of a list holds; a line shared by two belongs to both."""
    cuts = [0, *(match.end() for match in _INNER_POINT.finditer(text.text)), len(text.text)]
    return [_part(text, start, end) for start, end in pairwise(cuts)]


def _part(text: Text, start: int, end: int) -> Text:
    within = [line for line in text.lines if start <= line.start < end]
    before = [line for line in text.lines if line.start < start]
    if before and (not within or within[0].start > start):
        within.insert(0, before[-1])
    lines = tuple(replace(line, start=max(line.start - start, 0)) for line in within)
    return Text(text.text[start:end].rstrip(" "), lines)


def _seam(text: str, following: str, vocabulary: Vocabulary) -> tuple[int, str]:
    """How much of the text stays, and what comes between it and the following line."""
    whole = len(text)
    last = text[-1]
    if last == SOFT_HYPHEN:
        return whole - 1, ""
    if last in HYPHENS:
        return _hyphen_seam(text, following, vocabulary)
    if last in DASHES and whole > 1 and text[-2].isdigit() and following[:1].isdigit():
        return whole, ""
    if (last in "/_.=&?" or following[:1] in "/?&=") and _ADDRESS.search(
        text, max(whole - _LONGEST, 0)
    ):
        return whole, ""
    return whole, " "


def _hyphen_seam(text: str, following: str, vocabulary: Vocabulary) -> tuple[int, str]:
    """What becomes of a hyphen at the end of a line: mended, the word's own, or in suspense."""
    whole = len(text)
    match = _LAST_WORD.search(text, max(whole - _LONGEST, 0))
    first = _FIRST_WORD.match(following)
    if match is None or first is None:  # a dash typed as a hyphen, or a sign follows
        return whole, " "
    left, right = match[1], first[0]
    if (left + right).lower() in vocabulary.words:  # "efter-som" too, though "som" could suspend
        return whole - 1, ""
    if right.lower() in _SUSPENDING:
        return whole, " "
    known = f"{left}-{right}".lower() in vocabulary.words
    return (whole, "") if known or _own_hyphen(left, right) else (whole - 1, "")


def _own_hyphen(left: str, right: str) -> bool:
    """Whether the parts of a word are such as are written with a hyphen: "IT-stöd", "80-talet"."""
    part = re.split(f"[{HYPHENS}]", left)[-1]
    if part.isupper() and right.isupper() and len(part) > 1 and len(right) > 1:
        return False  # a heading in capitals
    figures = part[-1].isdigit() or right[0].isdigit()
    return figures or len(part) == 1 or part.isupper() or right[0].isupper()


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = box
    return round(left, 2), round(bottom, 2), round(right, 2), round(top, 2)
