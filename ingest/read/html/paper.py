"""What pages converted from a PDF still hold of the paper: running heads, page numbers, seams."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ingest.read.html.walk import Piece
from ingest.read.hyphens import join_lines
from ingest.read.transcript import BlockKind

_NUMBER = re.compile(r"^(?:sida\s*)?(\d{1,4})(?:\s*\(\d{1,4}\))?$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EDGE = 3  # pieces from the top and bottom of a page among which its furniture stands
_LONGEST_HEAD = 120  # characters
_FEWEST_HEADS = 3  # pages on which a running head stands, two where it is outermost on each
_SENTENCE_END = re.compile(r"[.!?:…][”\"')\]]*$")
_BROKEN = re.compile(r"([^\W\d_]{2,})- ([a-zåäöé]{2,})")
_SMALL = 0.9  # of the running text's size, at most, are footnotes set in
_Head = tuple[str, float | None, bool]
_NOTE = re.compile(r"^\d{1,3}\s+\S")


def without_paper(pieces: Sequence[Piece]) -> tuple[list[Piece], tuple[str, ...]]:
    """The pieces of a converted PDF without its furniture, each with the page it begins on, and
    what the furniture said."""
    sheets: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        sheets[piece.sheet or 0].append(piece)
    offset = _offset(sheets)
    furniture = _furniture(sheets)
    kept = [piece for piece in pieces if id(piece) not in furniture]
    _mark_notes(kept)
    for piece in kept:
        if piece.sheet and offset is not None and piece.sheet - offset > 0:
            piece.starts = [(0, piece.sheet - 1, piece.sheet - offset)]
    taken = dict.fromkeys(piece.text for piece in pieces if id(piece) in furniture)
    return _joined(_mended(kept)), tuple(taken)


def _edges(sheet: Sequence[Piece]) -> Iterable[Piece]:
    return {id(piece): piece for piece in (*sheet[:_EDGE], *sheet[-_EDGE:])}.values()


def _offset(sheets: dict[int, list[Piece]]) -> int | None:
    """How far printed numbers lag behind the pages' places, by what stands alone on most."""
    votes: Counter[int] = Counter()
    for place, sheet in sheets.items():
        for piece in _edges(sheet):
            match = _NUMBER.match(piece.text)
            if match:
                votes[place - int(match[1])] += 1
    if not votes:
        return None
    offset, times = votes.most_common(1)[0]
    return offset if times >= _FEWEST_HEADS or times * 2 > len(sheets) else None


def _furniture(sheets: dict[int, list[Piece]]) -> set[int]:
    """The ids of page numbers, and of short texts that stand at the edge of several pages."""
    times: Counter[_Head] = Counter()
    outermost: Counter[_Head] = Counter()
    for sheet in sheets.values():
        times.update({_head(piece) for piece in _edges(sheet)})
        outermost.update({_head(piece) for piece in (sheet[0], sheet[-1])})
    return {
        id(piece)
        for sheet in sheets.values()
        for piece in _edges(sheet)
        if _NUMBER.match(piece.text)
        or (len(piece.text) <= _LONGEST_HEAD and times[_head(piece)] >= _FEWEST_HEADS)
        or (len(piece.text) <= _LONGEST_HEAD and outermost[_head(piece)] >= _FEWEST_HEADS - 1)
    }


def _head(piece: Piece) -> _Head:
    """Its look too: a chapter's heading may read as its running heads do."""
    return _DIGITS.sub("0", piece.text), piece.size, piece.bold


def _mark_notes(pieces: Iterable[Piece]) -> None:
    """Small type that opens with a number is a footnote."""
    body = body_size(pieces)
    for piece in pieces:
        small = piece.size is not None and body is not None and piece.size <= _SMALL * body
        if small and piece.kind is BlockKind.PARAGRAPH and _NOTE.match(piece.text):
            piece.kind = BlockKind.FOOTNOTE


def body_size(pieces: Iterable[Piece]) -> float | None:
    """The size of most of the text, None where none is stated."""
    sizes: Counter[float | None] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Paragraphs that go on over the page put together; footnotes between wait."""
    joined: list[Piece] = []
    last: Piece | None = None
    for piece in pieces:
        if last and _goes_on(last, piece):
            text = join_lines([last.text, piece.text])
            begins = max(len(text) - len(piece.text), 0)
            last.starts += [(begins, place, page) for _, place, page in piece.starts[:1]]
            last.text, last.sheet = text, piece.sheet
            continue
        joined.append(piece)
        if piece.kind is not BlockKind.FOOTNOTE:
            last = piece
    return joined


def _goes_on(last: Piece, piece: Piece) -> bool:
    return (
        last.sheet != piece.sheet
        and piece.kind is BlockKind.PARAGRAPH
        and last.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        and piece.text[:1].islower()
        and not _SENTENCE_END.search(last.text)
    )


def _mended(pieces: list[Piece]) -> list[Piece]:
    """Mend words that lines divided, where the document writes them in one elsewhere."""
    known = {word.lower() for piece in pieces for word in re.findall(r"[^\W\d_]+", piece.text)}

    def mend(match: re.Match[str]) -> str:
        whole = match[1] + match[2]
        return whole if whole.lower() in known else match[0]

    for piece in pieces:
        if "- " in piece.text:
            piece.text = _BROKEN.sub(mend, piece.text)
    return pieces
