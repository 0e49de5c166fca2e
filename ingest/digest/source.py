"""Which stretch of the original a digest's section retells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.outline import Section, outline
from ingest.read import BlockKind, Transcript


def sections_with_footnotes(transcript: Transcript) -> list[Section]:
    """A document's sections; its footnotes, which the outline leaves out, stand where they are
    printed, as a digest may take a figure from them."""
    blocks = tuple(
        replace(block, kind=BlockKind.PARAGRAPH) if block.kind is BlockKind.FOOTNOTE else block
        for block in transcript.blocks
    )
    return outline(replace(transcript, blocks=blocks))


def text_of(sections: Sequence[Section]) -> str:
    """Headings and text of sections, and the headings above them, parted by blank lines."""
    parts = [*sections[0].path[:-1]] if sections else []
    parts += [part for s in sections for part in (s.heading, *(block.text for block in s.blocks))]
    return "\n\n".join(part for part in parts if part)


def source_of(
    section: Section, digest: Sequence[Section], original: Sequence[Section]
) -> list[Section]:
    """The original's sections that a section of the digest retells.

    A numbered one retells the original's of that number and all under it, so that what introduces a
    chapter may name what the chapter holds. One without a number retells what stands under its
    heading, with all under it, up to the next heading that the digest has too. Where the original
    has no such heading, as its text may lack one, it is what stands before (numbered) or all of it
    (unnumbered).
    """
    if section.number:
        return _under_number(section.number, original)
    start = _heading_at(section.heading, original)
    if start is None:
        unnumbered = [s for s in original if not s.label[:1].isdigit()]
        return unnumbered or list(original)
    others = [s.heading for s in digest if s.heading and s.heading != section.heading]
    end, path = start + 1, original[start].path
    while end < len(original) and (
        original[end].path[: len(path)] == path
        or not any(_same(other, original[end].heading) for other in others)
    ):
        end += 1
    return list(original[start:end])


def _under_number(number: str, original: Sequence[Section]) -> list[Section]:
    wanted = _parts(number)
    numbers = sorted({s.label for s in original if s.label[:1].isdigit()}, key=_parts)
    if not any(_parts(label)[: len(wanted)] == wanted for label in numbers):
        before = [label for label in numbers if _parts(label) < wanted]
        wanted = _parts(before[-1]) if before else wanted
    return [
        s for s in original if s.label[:1].isdigit() and _parts(s.label)[: len(wanted)] == wanted
    ]


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())


def _heading_at(heading: str, original: Sequence[Section]) -> int | None:
    return next((n for n, s in enumerate(original) if _same(heading, s.heading)), None)


def _same(one: str, other: str) -> bool:
    """Headings alike but for capitals, or one the beginning of the other."""
    one, other = one.casefold(), other.casefold()
    return bool(one and other) and (one.startswith(other) or other.startswith(one))
