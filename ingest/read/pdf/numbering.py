"""Printed page numbers: read off the pages by their regular sequence, or from page labels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.read.pdf.pages import Page, PrintedLine

_EDGE = 4  # lines from the top and from the bottom among which a page number is looked for
_NEAR = 8  # pages within which the sequence must go on
_COUNTER = re.compile(
    r"^[-–—|\s]*(?:(?:sida|sidan|sid|page)\b\.?\s*|s\.\s*)?(\d{1,4})"
    r"(?:\s*(?:\(|/|av\b|of\b)\s*\d{1,4}\s*\)?)?[-–—|\s]*$",
    re.IGNORECASE,
)
_SPELLED_COUNTER = re.compile(
    r"^(?:(?:sida|sidan|sid|page)\b\.?\s*\d{1,4}(?:\s*(?:\(|/|av\b|of\b)\s*\d{1,4}\s*\)?)?"
    r"|\d{1,4}\s*\(\d{1,4}\))$",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"^[-–\s]*[ivxlc]{1,8}[-–\s]*$", re.IGNORECASE)


@dataclass(slots=True)
class Counter:
    """A number at the edge of a page that may be the page's."""

    page: int
    number: int
    line: PrintedLine


def is_spelled_counter(text: str) -> bool:
    """Whether a line says that it counts pages ("Sida 4 (23)", "4 (23)")."""
    return bool(_SPELLED_COUNTER.match(text.strip()))


def is_roman(text: str) -> bool:
    """Whether a text may be a page number in roman numerals."""
    return bool(_ROMAN.match(text))


def number_in(text: str) -> int | None:
    """The number in a text that is nothing but a page number."""
    match = _COUNTER.match(text)
    return int(match[1]) if match else None


def counters(pages: Sequence[Page]) -> dict[int, Counter]:
    """The page numbers that are printed, by place in the file.

    A number counts when others at the same height, on pages nearby, go on with the same
    difference between number and place; or when it says that it is one.
    """
    found = [counter for page in pages for counter in _candidates(page)]
    by_offset: dict[int, list[Counter]] = defaultdict(list)
    for counter in found:
        by_offset[counter.number - counter.page].append(counter)
    best: dict[int, tuple[int, Counter]] = {}
    for counter in found:
        support = _support(counter, by_offset[counter.number - counter.page])
        if is_spelled_counter(counter.line.cells[-1][2]):
            support += 1
        if support > best.get(counter.page, (0, counter))[0]:
            best[counter.page] = (support, counter)
    return {page: counter for page, (_, counter) in best.items()}


def printed_numbers(
    count: int, read: dict[int, Counter], labels: Sequence[str] | None
) -> list[int | None]:
    """The number printed on each page, None where there is none.

    A page without a number between two whose numbers agree has theirs: openings of chapters and
    full-page figures often go without. Labels that the file itself gives fill what is left.
    """
    numbers: list[int | None] = [None] * count
    for page, counter in read.items():
        numbers[page] = counter.number
    known = sorted(read)
    for before, after in pairwise(known):
        offset = read[before].number - before
        if read[after].number - after == offset:
            for page in range(before + 1, after):
                numbers[page] = page + offset
    if labels:
        for page, label in enumerate(labels[:count]):
            if numbers[page] is None and label.isascii() and label.isdigit():
                numbers[page] = int(label)
    return numbers


def _candidates(page: Page) -> list[Counter]:
    """Numbers alone in a cell of a line near the top or the bottom."""
    edges = page.lines[:_EDGE] + page.lines[-_EDGE:]
    found = []
    for line in {id(line): line for line in edges}.values():
        for _, _, text in (line.cells[0], line.cells[-1]):
            number = number_in(text)
            if number is not None:
                found.append(Counter(page.index, number, line))
                break
    return found


def _support(counter: Counter, same_offset: list[Counter]) -> int:
    """How many other pages nearby go on with the sequence."""
    pages = {
        other.page
        for other in same_offset
        if other.page != counter.page
        and abs(other.page - counter.page) <= _NEAR
        and abs(other.line.y - counter.line.y) <= 6
    }
    return len(pages)
