"""From printed lines to paragraphs, points of lists and rows of tables.

Space, indents, bullets and early line ends tell where a paragraph begins; the foot of a page or
column tells nothing, so what is unfinished there goes on on the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.read.pdf.headings import Heading
from ingest.read.pdf.layout import Layout
from ingest.read.pdf.pages import Page, PrintedLine
from ingest.read.pdf.tables import Table
from ingest.read.transcript import BlockKind

_BULLET = re.compile(r"^(?:[•●▪■◦○‣∙·*✓➢►\uf000-\uf0ff]|[-–—−](?=\s))\s*\S")
_ROUND_BULLET = re.compile(r"^[•●▪■◦○‣∙✓➢►\uf000-\uf0ff]")
_NUMBERED = re.compile(r"^(?:\(?\d{1,2}[.)](?=[A-ZÅÄÖ\s])|\(?[a-zåäö]\)\s)\s*\S")
_ENDED = re.compile(r"[.!?:…][”\"’')\]»]*$")
_UNFINISHED = re.compile(r"(?:[,–—\-\u2010\u00ad/(]|\b(?:och|eller|samt|att|som|av|för|med|i|på))$")
_LONGEST_HEADING = 170
_INDENT = 0.7  # of the type size: less is no indent


@dataclass(slots=True)
class Group:
    """The lines of one block to be; of a table's row, the parts of each cell."""

    kind: BlockKind
    lines: list[PrintedLine]
    level: int = 0
    hanging: float | None = None  # where the lines of a point go on, from the margin
    cells: list[list[PrintedLine]] = field(default_factory=list)


def group_lines(
    pages: Sequence[Page],
    layout: Layout,
    headings: Sequence[Heading],
    tables: Sequence[Table],
) -> list[Group]:
    """All lines of a document in groups, in order."""
    opened = {id(heading.lines[0]): heading for heading in headings}
    tabled = {id(table.lines[0]): table for table in tables}
    groups: list[Group] = []
    for page in pages:
        skip = 0
        for line in page.lines:
            if skip:
                skip -= 1
            elif id(line) in opened:
                heading = opened[id(line)]
                groups.append(Group(BlockKind.HEADING, heading.lines, heading.level))
                skip = len(heading.lines) - 1
            elif id(line) in tabled:
                table = tabled[id(line)]
                groups += [Group(BlockKind.ROW, row.parts, cells=row.cells) for row in table.rows]
                skip = len(table.lines) - 1
            else:
                _add(groups, line, layout)
    groups = [part for group in groups for part in _without_last_heading(group, layout)]
    if not headings:
        _guess_headings(groups)
    return groups


def _without_last_heading(group: Group, layout: Layout) -> list[Group]:
    """A paragraph and the heading tight under it: a line cut short after a sentence ended.

    Only where no space parts them, or a page ends; a full line hid that a new paragraph began.
    """
    if group.kind is BlockKind.HEADING or len(group.lines) < 3:
        return [group]
    above, last = group.lines[-2:]
    if layout.spaced and above.page == last.page:
        return [group]
    room = (layout.edge(last) - last.x1) / layout.width(last)
    if (
        room < 0.25
        or _ENDED.search(last.text)
        or not last.text[:1].isupper()
        or not _ENDED.search(above.text)
    ):
        return [group]
    rest = Group(group.kind, group.lines[:-1], group.level, group.hanging)
    return [rest, Group(BlockKind.PARAGRAPH, [last])]


def _guess_headings(groups: Sequence[Group]) -> None:
    """Headings of letters, set like the running text: short, ended by no sign, text under them."""
    for group, below in reversed(list(pairwise(groups))):
        if group.kind is BlockKind.PARAGRAPH and _reads_as_heading(group) and _is_text(below):
            group.kind = BlockKind.HEADING


def _reads_as_heading(group: Group) -> bool:
    text = " ".join(line.text for line in group.lines)
    if len(text) > _LONGEST_HEADING or len(group.lines) > 3 or _ENDED.search(text):
        return False
    if not (text[0].isupper() or text[0].isdigit()) or not re.search(r"[^\W\d_]{3}", text):
        return False
    return not (_UNFINISHED.search(text) or "@" in text or re.search(r"\d{3,}[ -]\d{2}", text))


def _is_text(group: Group) -> bool:
    """Whether a group is a sentence, the point of a list or another heading."""
    if group.kind in (BlockKind.ITEM, BlockKind.HEADING):
        return True
    text = " ".join(line.text for line in group.lines)
    opens = text[0].isupper() or text[0].isdigit() or text[0] in '”"–'
    return (
        group.kind is BlockKind.PARAGRAPH
        and opens
        and (len(text) > 60 or (len(text) > 30 and text.endswith(".")))
    )


def _add(groups: list[Group], line: PrintedLine, layout: Layout) -> None:
    """Let a line go on with the last group, or begin a new one."""
    last = _open_group(groups, line)
    if last is not None and _goes_on(last, line, layout):
        offset = line.x0 - layout.margin(line)
        if last.kind is BlockKind.ITEM and len(last.lines) == 1:
            last.hanging = offset
        last.lines.append(line)
        return
    kind = BlockKind.ITEM if _opens_point(line) else BlockKind.PARAGRAPH
    groups.append(Group(kind, [line]))


def _open_group(groups: list[Group], line: PrintedLine) -> Group | None:
    """The group a line may go on with: the last one, unless it is a heading or a row."""
    last = groups[-1] if groups else None
    if last is None or last.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        return None
    return last


def _opens_point(line: PrintedLine) -> bool:
    return line.bullet or bool(_BULLET.match(line.text) or _NUMBERED.match(line.text))


def _goes_on(group: Group, line: PrintedLine, layout: Layout) -> bool:
    above = group.lines[-1]
    if not _same_type(above, line) and not (layout.slides and _within_sentence(above, line)):
        return False
    if above.page != line.page or line.y >= above.y:
        return not layout.slides and _goes_on_over_page(group, above, line, layout)
    gap = layout.gap(above, line)
    if layout.parts_paragraphs(gap):
        full = layout.slack(above, line) < 0.25 and abs(above.x0 - line.x0) < 1
        return gap < 2.6 and full and _within_sentence(above, line)
    if _starts_point(above, line, layout):
        return False
    if group.kind is BlockKind.ITEM and not _broken(above):
        return _goes_on_point(group, above, line, layout)
    return _broken(above) or not _opens_paragraph(group, line, layout)


def _same_type(above: PrintedLine, line: PrintedLine) -> bool:
    if line.turned != above.turned or abs(line.size - above.size) > 0.12 * above.size:
        return False
    return line.bold == above.bold or _broken(above)


def _opens_paragraph(group: Group, line: PrintedLine, layout: Layout) -> bool:
    opens_group = len(group.lines) == 1
    ended = _ended_on_purpose(group.lines[-1], line, layout, opens_group=opens_group)
    return ended or _indent_changes(group, line)


def _starts_point(above: PrintedLine, line: PrintedLine, layout: Layout) -> bool:
    """Whether a line opens a point of a list; a dash or figure within a sentence does not."""
    if not _opens_point(line):
        return False
    if line.bullet or _ROUND_BULLET.match(line.text):
        return True
    return layout.slack(above, line) > layout.give or bool(
        _ENDED.search(above.text) or above.text.endswith((",", ";"))
    )


def _goes_on_point(group: Group, above: PrintedLine, line: PrintedLine, layout: Layout) -> bool:
    first = group.lines[0]
    if len(group.lines) == 1:
        if line.x0 > first.x0 + 2:
            return True  # hanging under the bullet's text
        return line.x0 > first.x0 - 2 and not _ended_on_purpose(above, line, layout)
    hanging = group.hanging or 0.0
    offset = line.x0 - layout.margin(line)
    return abs(offset - hanging) <= 2 and not _ended_on_purpose(above, line, layout)


def _within_sentence(above: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line goes on in lower case with what no sign ended."""
    if _ENDED.search(above.text) or _opens_point(line):
        return False
    return line.text[:1].islower()


def _broken(line: PrintedLine) -> bool:
    """Whether a word goes on after the line."""
    text = line.text
    return text.endswith("\u00ad") or (
        len(text) > 1 and text[-1] in "-\u2010" and text[-2].isalnum()
    )


def _ended_on_purpose(
    above: PrintedLine, line: PrintedLine, layout: Layout, opens_group: bool = False
) -> bool:
    """Whether the line above was ended though the next word would have fitted.

    A line that opens its group may be a heading tight on its text, which no sign ends.
    """
    slack = layout.slack(above, line)
    ended = bool(_ENDED.search(above.text))
    lower = line.text[:1].islower()
    if _UNFINISHED.search(above.text):
        return False
    if layout.slides and lower:
        return ended
    if layout.spaced:  # space tells; a line end alone must be plain
        return not lower and slack > 0.25 and (ended or opens_group)
    if lower:
        return slack > 0.45
    return slack > (min(layout.give, 0.04) if ended else layout.give)


def _indent_changes(group: Group, line: PrintedLine) -> bool:
    """Whether an indent opens a paragraph, or a quotation ends."""
    above = group.lines[-1]
    change = line.x0 - above.x0
    if abs(change) <= _INDENT * line.size:
        return False
    if change > 0:
        return True
    return len(group.lines) > 1  # after a paragraph's first line the text goes back to the edge


def _goes_on_over_page(group: Group, above: PrintedLine, line: PrintedLine, layout: Layout) -> bool:
    """Whether the first line of a page or column goes on with what stood last before it."""
    if line.page - above.page > 2:
        return False
    if _broken(above) or _UNFINISHED.search(above.text):
        return not _opens_point(line) or line.text[:1] in "–-"
    if _opens_point(line):
        return False
    return line.text[:1].islower() or _full_line_goes_on(group, above, line, layout)


def _full_line_goes_on(group: Group, above: PrintedLine, line: PrintedLine, layout: Layout) -> bool:
    """Whether the last line was full, so that it does not tell that its paragraph ended."""
    ended = bool(_ENDED.search(above.text))
    full = layout.slack(above, line) < (layout.give if ended else 0.12)
    offset = line.x0 - layout.margin(line)
    if group.kind is BlockKind.ITEM:
        if group.hanging is not None and group.hanging > 2:
            return full and abs(offset - group.hanging) <= 2
        return full and not ended
    return full and not (ended and offset > _INDENT * line.size)
