"""Markdown, as far as official texts use it: headings, paragraphs and lists."""

from __future__ import annotations

import re

from ingest.read.hyphens import join_lines
from ingest.read.transcript import Block, BlockKind, Transcript

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
ITEM = re.compile(r"^\s*(?:[•\-–−*▪◦\uf0b7\uf0a7]|\d{1,2}[.)]|[a-zåäö]\))\s+\S")

# Emphasis around a whole heading says nothing that the heading mark does not say already.
_HEADING_EMPHASIS = re.compile(r"^[*_]{1,3}(.*?)[*_]{1,3}$")

# The points of a printed list that the paragraph's line has swallowed: "– one. – Two."
_INLINE_POINT = re.compile(r"(?<=[.\w)”])\s+(?=[–•]\s+[A-ZÅÄÖ])")


def read_markdown(text: str) -> Transcript:
    """Read Markdown (already decoded). Each block of lines between blank ones is a paragraph."""
    blocks: list[Block] = []
    pending: list[str] = []

    def flush() -> None:
        if pending:
            blocks.extend(paragraph_blocks(pending))
            pending.clear()

    for line in text.splitlines():
        heading = HEADING.match(line)
        if heading:
            flush()
            title = _HEADING_EMPHASIS.sub(r"\1", heading[2].strip()).strip()
            if title:
                blocks.append(Block(BlockKind.HEADING, " ".join(title.split()), len(heading[1])))
        elif not line.strip():
            flush()
        else:
            if ITEM.match(line):
                flush()
            pending.append(line)
    flush()
    first = blocks[0] if blocks else None
    titled = first is not None and first.kind is BlockKind.HEADING and first.level == 1
    return Transcript(tuple(blocks), title=first.text if first and titled else None)


def paragraph_blocks(lines: list[str]) -> list[Block]:
    """The lines of one paragraph as a block; several where it holds an inline list."""
    text = join_lines(lines)
    if not ITEM.match(text):
        return [Block(BlockKind.PARAGRAPH, text)] if text else []
    return [Block(BlockKind.ITEM, point) for point in _INLINE_POINT.split(text)]
