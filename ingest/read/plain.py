"""Plain text: letters with hard line breaks, double-spaced print-outs, slides.

Nothing in such a file says what a heading is or where a paragraph ends; the lines' lengths and the
blank lines between them do. The rules below are those a typist followed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ingest.read.hyphens import join_lines
from ingest.read.markdown import ITEM, paragraph_blocks
from ingest.read.transcript import Block, BlockKind, Transcript

_SENTENCE_END = re.compile(r"[.!?…:;][”\"')\]]*$")
_LONGEST_HEADING = 170
_SLIDE_LINE = 40  # median characters in a line, below which a text is slides rather than prose
_SLIDE_GAP = 2  # blank lines between two slides


@dataclass(frozen=True, slots=True)
class _TextLine:
    text: str
    blanks_before: int


def read_plain(text: str) -> Transcript:
    """Read plain text (already decoded) as a letter, or as slides where lines are that short."""
    lines = _text_lines(text)
    if not lines:
        return Transcript(())
    lengths = sorted(len(line.text) for line in lines)
    if lengths[len(lengths) // 2] < _SLIDE_LINE and _has_slide_gaps(lines):
        return Transcript(tuple(_slide_blocks(lines)), slides=True)
    letterhead = _letterhead(lines)
    body = [line for line in lines if line.text not in letterhead]
    return Transcript(tuple(_with_headings(_paragraphs(body))), margins=letterhead)


def _letterhead(lines: list[_TextLine]) -> tuple[str, ...]:
    """What stands on every page ("Dnr 1.5.1-12/2018"): short, with a digit, repeated."""
    times = Counter(line.text for line in lines)
    return tuple(
        text
        for text, count in times.items()
        if count >= 3 and len(text) <= 60 and re.search(r"\d", text)
    )


# "Sida 4 (23)", alone on its line: belongs to the paper.
_PAGE_NUMBER = re.compile(r"^(?:sida|sid\.?)\s*\d+\s*(?:(?:\(|av |/)\s*\d+\)?)?$", re.IGNORECASE)


def _text_lines(text: str) -> list[_TextLine]:
    lines: list[_TextLine] = []
    blanks = 0
    for raw in text.replace("\f", "\n\n").splitlines():
        if _PAGE_NUMBER.match(raw.strip()):
            continue
        if raw.strip():
            lines.append(_TextLine(" ".join(raw.split()), blanks))
            blanks = 0
        else:
            blanks += 1
    return lines


def _has_slide_gaps(lines: list[_TextLine]) -> bool:
    return sum(line.blanks_before >= _SLIDE_GAP for line in lines) * 20 > len(lines)


def _paragraphs(lines: list[_TextLine]) -> list[list[str]]:
    """Group lines into paragraphs: by blank lines beyond the usual, and by lines ended early."""
    usual_gap = _usual_gap(lines)
    width = _wrap_width(lines)
    groups: list[list[str]] = [[lines[0].text]]
    for previous, line in pairwise(lines):
        first_of_paragraph = len(groups[-1]) == 1
        if _opens_paragraph(previous.text, line, usual_gap, width, first_of_paragraph):
            groups.append([line.text])
        else:
            groups[-1].append(line.text)
    return groups


def _usual_gap(lines: list[_TextLine]) -> int:
    """Blank lines between two lines of one paragraph; -1 where each line is a paragraph.

    Wrapped text goes on in lower case on most lines. Where next to no line does, nothing is
    wrapped, and the blank lines part paragraphs however common they are.
    """
    going_on = sum(line.text[0].islower() for line in lines)
    if going_on * 10 < len(lines):
        return -1
    return Counter(line.blanks_before for line in lines).most_common(1)[0][0]


def _wrap_width(lines: list[_TextLine]) -> float:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(0.85 * (len(lengths) - 1))]


def _opens_paragraph(
    previous: str, line: _TextLine, usual_gap: int, width: float, first_of_paragraph: bool
) -> bool:
    text = line.text
    if ITEM.match(text):
        return True
    continues = not _SENTENCE_END.search(previous) and text[0].islower()
    if line.blanks_before > usual_gap:
        return not (continues and len(previous) > width / 2)  # else: a page ended mid-sentence
    if _SENTENCE_END.search(previous) is None and text[0].isupper() and first_of_paragraph:
        # A heading set tight on its text: a line cut short before a capital.
        return len(previous) < 0.75 * width
    first_word = len(text.split(" ", 1)[0])
    # Had the next word fitted on the line, the typist ended it on purpose. Letters are of unequal
    # width, so a quarter of the line is allowed for.
    ended_early = len(previous) + 1 + first_word < 0.75 * width
    return ended_early and not continues


def _with_headings(groups: list[list[str]]) -> list[Block]:
    blocks: list[Block] = []
    for group, following in zip(groups, [*groups[1:], []], strict=True):
        if _is_heading(group, following):
            blocks.append(Block(BlockKind.HEADING, join_lines(group)))
        else:
            blocks.extend(paragraph_blocks(group))
    return blocks


def _is_heading(group: list[str], following: list[str]) -> bool:
    """A short line of its own that no sentence ends, with a paragraph or list under it."""
    text = " ".join(group)
    if len(text) > _LONGEST_HEADING or len(group) > 3 or _SENTENCE_END.search(text):
        return False
    if ITEM.match(text) or (not text[0].isupper() and not text[0].isdigit()):
        return False
    if text.rstrip()[-1] in ",–-" or "@" in text or re.search(r"\d{3,}[ -]\d{2}", text):
        return False
    below = " ".join(following)
    if not below:
        return False
    sentence = len(below) > 60 or (len(below) > 30 and below.endswith("."))
    return bool(ITEM.match(below)) or (sentence and (below[0].isupper() or below[0].isdigit()))


def _slide_blocks(lines: list[_TextLine]) -> list[Block]:
    """Each slide's first lines are its heading; the rest its points and paragraphs."""
    slides: list[list[_TextLine]] = []
    for line in lines:
        if not slides or line.blanks_before >= _SLIDE_GAP:
            slides.append([])
        slides[-1].append(line)
    blocks: list[Block] = []
    for slide in slides:
        heading, body = _split_slide(slide)
        if heading:
            blocks.append(Block(BlockKind.HEADING, join_lines(heading), 1))
        for group in _slide_paragraphs(body):
            blocks.extend(paragraph_blocks(group))
    return blocks


def _split_slide(slide: list[_TextLine]) -> tuple[list[str], list[_TextLine]]:
    """The heading goes on over following lines as long as none opens with a capital or a bullet."""
    heading: list[str] = []
    for line in slide:
        loud = bool(heading) and line.text.isupper() and heading[-1].isupper()
        goes_on = not heading or line.text[0].islower() or (loud and not line.blanks_before)
        if ITEM.match(line.text) or not goes_on:
            break
        heading.append(line.text)
    if len(" ".join(heading)) > _LONGEST_HEADING or " ".join(heading).endswith("."):
        return [], slide  # a sentence or a quotation fills the slide
    return heading, slide[len(heading) :]


def _slide_paragraphs(body: list[_TextLine]) -> list[list[str]]:
    """A line goes on in the next one when that opens in lower case and no sentence ended."""
    groups: list[list[str]] = []
    for line in body:
        goes_on = (
            groups
            and not ITEM.match(line.text)
            and (line.text[0].islower() or groups[-1][-1].endswith(("-", "–", ",")))
            and not _SENTENCE_END.search(groups[-1][-1])
        )
        if goes_on:
            groups[-1].append(line.text)
        else:
            groups.append([line.text])
    return groups
