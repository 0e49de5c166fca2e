"""The section tree of a document: which heading each block stands under.

Headings come with a number ("7.1.1 Statsbidrag"), a level (Markdown, slides) or neither. Numbers
decide where there are any; unnumbered headings hang under the last numbered one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby

from ingest.index.passage import Line
from ingest.read.transcript import Block, BlockKind, Transcript

_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?P<title>[^\W\d_].*)$")

# A chapter or section of a law quoted in a bill ("26 kap.", "13 §") is no chapter of the report.
_OF_A_LAW = re.compile(r"^\d+\s*[a-z]?\s*(?:kap\.|§)")

# With these a report's numbered chapters end; what follows hangs under none of them.
_BACK_MATTER = re.compile(
    r"^(?:bilaga|bilagor|appendix|kommittédirektiv|referenser|källförteckning|"
    r"litteratur(?:förteckning)?|särskil[dt]a? yttrande|statens offentliga utredningar)\b",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"^[\W\d_]*$")
_LABELS = 3  # as many headings in a row with nothing under them are a figure's labels


@dataclass(slots=True)
class Section:
    """A heading and the blocks directly under it, up to the next heading.

    `number` is None for unnumbered headings; `path` holds the headings above, outermost first, and
    the section's own last. `label` is what a citation calls the section: its number, else that of
    the numbered section it hangs under, else its heading. `lines` are those the heading is printed
    on, `notes` the footnotes and speaker's notes that belong to it. The text before the first
    heading is a section with an empty path.
    """

    heading: str
    number: str | None
    path: tuple[str, ...]
    label: str
    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    has_children: bool = False
    lines: tuple[Line, ...] = ()


def outline(transcript: Transcript) -> list[Section]:
    """The document's sections in order. Every block but headings is in just one."""
    tree = _Tree(title=transcript.title)
    for block in _labels_to_rows(list(transcript.blocks)):
        if block.kind is BlockKind.HEADING:
            tree.open(block)
        elif block.kind in (BlockKind.FOOTNOTE, BlockKind.SPEAKER):
            tree.sections[-1].notes.append(block)
        else:
            tree.sections[-1].blocks.append(block)
    return tree.sections


def section_number(heading: str) -> str | None:
    """The number a heading opens with ("7.1.1"), None where it has none or it is a law's."""
    match = _NUMBERED.match(heading)
    return match["number"] if match and not _OF_A_LAW.match(heading) else None


@dataclass(slots=True)
class _Tree:
    title: str | None
    sections: list[Section] = field(default_factory=list)
    _open: list[tuple[int, Section]] = field(default_factory=list)  # by depth, outermost first
    _last: tuple[int, ...] = ()  # the last accepted number
    _dotted: bool | None = None  # whether the document writes "1. Bakgrund" or "1 Bakgrund"

    def __post_init__(self) -> None:
        self.sections.append(Section("", None, (), ""))

    def open(self, block: Block) -> None:
        heading = block.text
        if heading == self.title and not self.sections[-1].path:
            return  # the title stands with the document, not above each of its sections
        number = self._accepted_number(heading)
        depth = self._depth(block, number)
        while self._open and self._open[-1][0] >= depth:
            self._open.pop()
        for _, parent in self._open:
            parent.has_children = True
        path = (*(parent.heading for _, parent in self._open), heading)
        above = next((parent.number for _, parent in reversed(self._open) if parent.number), None)
        section = Section(heading, number, path, number or above or heading, lines=block.lines)
        self._open.append((depth, section))
        self.sections.append(section)

    def _accepted_number(self, heading: str) -> str | None:
        """A number counts when it goes on from the one before: later in order, at most a few
        chapters on. Years, list points and quoted headings of other documents do not."""
        number = section_number(heading)
        if number is None:
            return None
        parts = tuple(int(part) for part in number.split("."))
        dotted = heading.startswith(number + ".")
        # An excerpt or a digest of a part may begin anywhere; "5.2" is then no year and no point.
        begins = not self._last and len(parts) > 1
        if parts <= self._last or (
            parts[0] > (self._last[0] if self._last else 0) + 3 and not begins
        ):
            return None
        if self._dotted not in (None, dotted):
            return None  # "11. Vilket stöd önskas?" in a questionnaire follows no "10 Kommentar"
        self._last, self._dotted = parts, dotted
        return number

    def _depth(self, block: Block, number: str | None) -> int:
        if number:
            return number.count(".") + 1
        if not self._last or _BACK_MATTER.match(block.text):
            return 1 if self._last else max(1, block.level)
        numbered = [depth for depth, section in self._open if section.number]
        if numbered:
            return numbered[-1] + 1
        return 2  # within the back matter


def _labels_to_rows(blocks: list[Block]) -> list[Block]:
    """Turn runs of unnumbered headings with nothing between them into rows: a figure's labels."""
    mended: list[Block] = []
    for is_bare, run in groupby(blocks, key=_is_bare_heading):
        group = list(run)
        labels = is_bare and len(group) >= _LABELS
        mended += [replace(b, kind=BlockKind.ROW, level=0) for b in group] if labels else group
    return [
        replace(block, kind=BlockKind.ROW, level=0)
        if block.kind is BlockKind.HEADING and _DECORATION.match(block.text)
        else block
        for block in mended
    ]


def _is_bare_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and section_number(block.text) is None
