"""Headings: by their type, by their numbers, by what contents and bookmarks announce.

Each of the three is enough alone. Numbers are believed when they make a regular sequence, so that
"26 kap." in the text of a bill, or a list in bold type, becomes no chapter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.read.pdf.contents import Entry
from ingest.read.pdf.layout import Layout
from ingest.read.pdf.pages import Page, PrintedLine

Number = tuple[int, ...]

_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,5})(?:\.?\s+|(?=[A-ZÅÄÖ]))(.*)$")
# Chapters and sections of acts are no chapters of the document.
_LAW = re.compile(r"^\d+\s*(?:[a-z]\s+)?(?:kap\.?|§§?)(?=\s|$)", re.IGNORECASE)
# What stands behind the last chapter and belongs to none.
_ANNEX = re.compile(
    r"^(?:bilag(?:a|or)|appendi(?:x|ces)|annex|kommittédirektiv|särskil(?:t|da) yttranden?"
    r"|referens(?:er|lista)|källförteckning|litteratur(?:förteckning)?)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^(?:figur|tabell|diagram|bild|källa|anm|figure|table|source)\b\.?\s*[\d:]?", re.IGNORECASE
)
_BULLET = re.compile(r"^(?:[•●▪■◦○‣∙·*\uf000-\uf0ff]|[-–—]\s)")
_SQUASH = re.compile(r"[\W_]+")
_OPENING = "”\"“»«'’(–"
_LARGER = 1.1  # than the running text
_LONGEST = 260
_LONGEST_TITLE = 130  # of a slide
_MOST_LINES = 6

# How far a number is believed; one in type that is odd for its depth is not, unless announced.
_ANNOUNCED, _STYLED, _PLAIN, _ODD_STYLE = 3.0, 2.0, 0.5, -0.1
_RESTART = 3.5  # what a sequence that begins anew (in an annex) costs
_JUMP = 0.3  # what each number left out costs


@dataclass(slots=True)
class Heading:
    """A heading as found: its lines, its number if it has one, its depth (0: not told)."""

    lines: list[PrintedLine]
    number: Number | None = None
    level: int = 0
    styled: bool = True
    announced: Entry | None = None

    @property
    def text(self) -> str:
        """The words as they stand on the lines, hyphens unmended."""
        return " ".join(line.text for line in self.lines)


def find_headings(
    pages: Sequence[Page],
    layout: Layout,
    announced: Sequence[Entry],
    numbers: Sequence[int | None],
    in_tables: set[int],
) -> list[Heading]:
    """The headings of a document in order, with their depth.

    `in_tables` are the ids of lines that are no headings, whatever their type.
    """
    if layout.slides:
        return _slide_titles(pages, in_tables)
    by_line = _announced_lines(pages, announced, numbers)
    headings: list[Heading] = []
    for page in pages:
        headings.extend(_on_page(page, layout, by_line, in_tables))
    candidates = [(heading, number) for heading in headings if (number := _number(heading))]
    for heading, number in _sequence(candidates):
        heading.number = number
    headings = [heading for heading in headings if heading.styled or heading.number]
    _set_levels(headings)
    return headings


# Slides


def _slide_titles(pages: Sequence[Page], in_tables: set[int]) -> list[Heading]:
    """The big line on top of each slide, with the lines on which its sentence goes on."""
    headings = []
    for page in pages:
        lines = [line for line in page.lines if id(line) not in in_tables]
        top = _big_line(lines)
        if top is None:
            continue
        end = top + 1
        while end < len(lines) and end - top < 5 and _goes_on_as_title(lines, top, end):
            end += 1
        heading = Heading(lines[top:end], level=1)
        if not _is_statement(heading):
            headings.append(heading)
    return headings


def _is_statement(heading: Heading) -> bool:
    """Whether a sentence or a quotation fills the slide instead of a title."""
    text = heading.text
    return len(text) > _LONGEST_TITLE or (len(heading.lines) > 1 and text.endswith("."))


def _big_line(lines: Sequence[PrintedLine]) -> int | None:
    """Which of the first lines is set much larger than the rest."""
    if len(lines) < 2:
        return 0 if lines else None
    top = max(range(min(4, len(lines))), key=lambda i: lines[i].size)
    rest = [line.size for line in lines if line.size < lines[top].size - 1]
    if not rest or _BULLET.match(lines[top].text):
        return None
    larger = lines[top].size >= 1.15 * max(rest) or lines[top].size >= 1.3 * min(rest)
    return top if larger else None


def _goes_on_as_title(lines: Sequence[PrintedLine], top: int, end: int) -> bool:
    if abs(lines[end].size - lines[top].size) < 1:
        return True
    return lines[end].text[:1].islower() and lines[end - 1].text[-1:] not in ".!?:"


# Candidates


def _on_page(
    page: Page, layout: Layout, announced: dict[int, tuple[int, Entry]], in_tables: set[int]
) -> list[Heading]:
    """What may be a heading on one page, in order."""
    found: list[Heading] = []
    position = 0
    lines = page.lines
    while position < len(lines):
        line = lines[position]
        if id(line) in in_tables:
            count = 1
        elif id(line) in announced:
            count, entry = announced[id(line)]
            found.append(Heading(lines[position : position + count], announced=entry))
        elif _has_heading_style(line, layout):
            count = _styled_lines(lines, position, layout, announced)
            if _reads_as_heading(lines[position : position + count], layout):
                found.append(Heading(lines[position : position + count]))
        elif _is_plain_candidate(lines, position, layout):
            count = 1
            found.append(Heading([line], styled=False))
        else:
            count = 1
        position += count
    return found


def _has_heading_style(line: PrintedLine, layout: Layout) -> bool:
    if line.turned or not any(char.isalpha() or char == "§" for char in line.text):
        return False
    larger = line.size >= _LARGER * layout.size
    heavier = line.bold and not layout.bold and line.size >= 0.95 * layout.size
    return larger or heavier


def _styled_lines(
    lines: Sequence[PrintedLine],
    start: int,
    layout: Layout,
    announced: dict[int, tuple[int, Entry]],
) -> int:
    """How many lines from `start` make one heading."""
    end = start + 1
    while end < len(lines):
        above, below = lines[end - 1], lines[end]
        same_type = abs(above.size - below.size) <= 0.5 and above.bold == below.bold
        close = 0 < above.y - below.y <= 1.6 * max(above.size, below.size)
        own = id(below) in announced or _parsed_number(below.text) is not None
        if not same_type or not close or own or _LAW.match(below.text):
            break
        end += 1
    return end - start


def _reads_as_heading(lines: Sequence[PrintedLine], layout: Layout) -> bool:
    """Whether big or bold lines are a heading and not a paragraph or a caption."""
    text = " ".join(line.text for line in lines)
    if len(text) > _LONGEST or len(lines) > _MOST_LINES:
        return False
    if _BULLET.match(text):  # a subtitle may begin with a dash
        return text[0] in "–—" and lines[0].size >= _LARGER * layout.size
    much_larger = lines[0].size >= 1.25 * layout.size
    if _LAW.match(text) or _parsed_number(text) or much_larger:
        return True
    if _CAPTION.match(text):
        return False
    return not text.endswith((",", ";")) and not (text.endswith(".") and len(text) > 60)


def _is_plain_candidate(lines: Sequence[PrintedLine], position: int, layout: Layout) -> bool:
    """A numbered line set like the running text but standing alone: "2.1 Bakgrund"."""
    line = lines[position]
    number = _parsed_number(line.text)
    if number is None or line.turned or len(line.text) > 110 or line.text.endswith((".", ",", ";")):
        return False
    if line.x0 > layout.margin(line) + 3 * line.size:
        return False
    above = lines[position - 1] if position else None
    below = lines[position + 1] if position + 1 < len(lines) else None
    apart_above = above is None or layout.parts_paragraphs(layout.gap(above, line))
    apart_below = below is None or layout.parts_paragraphs(layout.gap(line, below))
    short = line.x1 < layout.edge(line) - 0.15 * layout.width(line)
    ended = above is None or above.text.endswith((".", "!", "?", ":", "”"))
    fresh = below is None or below.text[:1].isupper() or below.text[:1].isdigit()
    if len(number) == 1:
        return apart_above and apart_below and short and fresh
    return (short and ended and fresh) or (apart_above and (short or apart_below))


# What contents and bookmarks announce


def _announced_lines(
    pages: Sequence[Page], entries: Sequence[Entry], numbers: Sequence[int | None]
) -> dict[int, tuple[int, Entry]]:
    """The lines that announced headings begin with: how many lines each has, and its entry."""
    places: dict[int, list[int]] = defaultdict(list)
    for index, number in enumerate(numbers):
        if number is not None:
            places[number].append(index)
    squashed = [[_squash(line.text) for line in page.lines] for page in pages]
    found: dict[int, tuple[int, Entry]] = {}
    for entry in entries:
        wanted = _squash(entry.title)
        if entry.page_index is not None:
            likely = [entry.page_index]
        else:
            likely = places.get(entry.page, []) if entry.page is not None else []
        for index in likely:
            span = _matching_lines(squashed[index], wanted) if 0 <= index < len(pages) else None
            if span:
                line = pages[index].lines[span[0]]
                if id(line) not in found or entry.level:
                    found[id(line)] = (span[1], entry)
                break
    return found


def _matching_lines(lines: Sequence[str], wanted: str) -> tuple[int, int] | None:
    """Where lines read as wanted, spaces and signs aside: the first of them, and how many."""
    if not wanted:
        return None
    for start, line in enumerate(lines):
        if not line or not wanted.startswith(line):
            continue
        text, count = line, 1
        while text != wanted and wanted.startswith(text) and count < _MOST_LINES:
            if start + count >= len(lines):
                break
            text += lines[start + count]
            count += 1
        if text == wanted:
            return start, count
    return None


def _squash(text: str) -> str:
    return _SQUASH.sub("", text).casefold()


# Numbers


def _number(heading: Heading) -> Number | None:
    number = _parsed_number(heading.text)
    if number is None and heading.announced:
        return None
    return number


def _parsed_number(text: str) -> Number | None:
    """The number a heading opens with, if a title follows it."""
    match = _NUMBERED.match(text)
    if match is None or _LAW.match(text):
        return None
    title = match[2].lstrip(_OPENING)
    if not title or not (title[0].isupper() or title[0].isdigit()):
        return None
    number = tuple(int(part) for part in match[1].split("."))
    return number if 0 not in number else None


def _sequence(candidates: list[tuple[Heading, Number]]) -> list[tuple[Heading, Number]]:
    """The most believable sequence of numbers among the candidates, in order."""
    weights = _weights(candidates)
    best: list[float] = []
    origin: list[int] = []
    for i, (_, number) in enumerate(candidates):
        score, before = -_JUMP * min(sum(number) - 1, 8), -1
        for j in range(i - 1, -1, -1):
            reached = best[j] - _step(candidates[j][1], number)
            if reached > score:
                score, before = reached, j
        best.append(score + weights[i])
        origin.append(before)
    chain = []
    at = max(range(len(best)), key=best.__getitem__, default=-1)
    while at >= 0:
        chain.append(candidates[at])
        at = origin[at]
    return chain[::-1]


def _weights(candidates: list[tuple[Heading, Number]]) -> list[float]:
    """How far each number is believed."""
    sizes: dict[int, Counter[float]] = defaultdict(Counter)
    for heading, number in candidates:
        if heading.styled:
            sizes[len(number)][heading.lines[0].style[0]] += 3 if heading.announced else 1
    usual = {depth: counter.most_common(1)[0][0] for depth, counter in sizes.items()}
    weights = []
    for heading, number in candidates:
        size = heading.lines[0].style[0]
        deeper = max((usual[depth] for depth in usual if depth > len(number)), default=0.0)
        if heading.announced:
            weights.append(_ANNOUNCED)
        elif not heading.styled:
            weights.append(_PLAIN)
        else:
            odd = size < deeper or abs(size - usual[len(number)]) > 2
            weights.append(_ODD_STYLE if odd else _STYLED)
    return weights


def _step(before: Number, after: Number) -> float:
    """What it costs that one number follows the other; nothing when it is the next."""
    if after <= before:
        return _RESTART if after in ((1,), (1, 1)) else 1e9
    common = 0
    while common < min(len(before), len(after)) and before[common] == after[common]:
        common += 1
    last = before[common] if common < len(before) else 0
    skipped = after[common] - last - 1
    levels = len(after) - common - 1
    return min(_JUMP * skipped, 2.0) + 2 * _JUMP * levels


# Depth


def _set_levels(headings: Sequence[Heading]) -> None:
    """Depth by number; without one, by type, and never above the sections still going on."""
    by_style = _levels_by_style(headings)
    following: list[Number | None] = []
    upcoming: Number | None = None
    for heading in reversed(headings):
        following.append(upcoming)
        upcoming = heading.number or upcoming
    following.reverse()
    current: Number | None = None
    for heading, upcoming in zip(headings, following, strict=True):
        if heading.number:
            current = heading.number
            heading.level = len(current)
            continue
        level = by_style.get(heading.lines[0].style, 1)
        if heading.announced and heading.announced.level:
            level = min(level, heading.announced.level)
        depth = len(current) if current else 0
        if upcoming is None and _ANNEX.match(heading.text):
            heading.level = 1
            continue
        if _LAW.match(heading.text) or _goes_on(current, upcoming, level):
            level = max(level, depth + 1)
        heading.level = min(level, 9)


def _goes_on(current: Number | None, upcoming: Number | None, level: int) -> bool:
    """Whether a heading of that depth would cut a section that goes on after it."""
    if current is None or upcoming is None:
        return False
    return len(current) >= level and current[:level] == upcoming[:level]


def _levels_by_style(headings: Sequence[Heading]) -> dict[tuple[float, bool], int]:
    """The depth that each type stands for: that of numbered headings set in it, or its rank."""
    depths: dict[tuple[float, bool], Counter[int]] = defaultdict(Counter)
    for heading in headings:
        if heading.number:
            depths[heading.lines[0].style][len(heading.number)] += 1
    levels = {style: counter.most_common(1)[0][0] for style, counter in depths.items()}
    styles = sorted({heading.lines[0].style for heading in headings}, reverse=True)
    level = 0
    for style in styles:
        level = levels.get(style) or (level + 1 if level or not levels else 1)
        if style not in levels:
            levels[style] = level
    return levels
