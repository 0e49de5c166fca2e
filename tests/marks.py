"""Does the mark on the page's picture cover the quote? Checked against PDFium's own characters.

    python -m ingest index FOLDER_OF_PDFS --data build/pdf
    python -m tests.marks build/pdf

Sentences of indexed passages are marked as quotes. Whatever letter or digit of the page has its
centre in a marked rectangle is read back, by PDFium alone and in its order, and compared with the
quote: what the marks miss of it, and what else they cover.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from typing import Annotated

import pypdfium2 as pdfium
import typer

from assistant.picture import marks, pictured_pages
from ingest.index import Document, Passage, open_current, split_sentences

SHORTEST = 20  # characters; headings and labels are no quotes

Span = tuple[int, int]


def misses(document: Document, passage: Passage, span: Span) -> tuple[int, int]:
    """How many letters and digits of a quote the marks leave out, and how many others they hold."""
    covered = "".join(
        _covered(document, passage, span, page) for page in pictured_pages(passage, (span,))
    )
    quote = _letters(passage.text[slice(*span)])
    matcher = SequenceMatcher(None, quote, covered, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return len(quote) - same, len(covered) - same


def _covered(document: Document, passage: Passage, span: Span, page_index: int) -> str:
    """What PDFium reads inside the marks of one page."""
    boxes = marks(document, passage, (span,), page_index)
    pdf = pdfium.PdfDocument(document.file)
    text = pdf[page_index].get_textpage()
    inside = []
    for n in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(n)
        x, y = (left + right) / 2, (bottom + top) / 2
        if any(m[0] <= x <= m[2] and m[1] <= y <= m[3] for m in boxes):
            inside.append(text.get_text_range(n, 1))
    pdf.close()
    return _letters("".join(inside))


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def main(
    data: Annotated[Path, typer.Argument(help="data folder of an index of PDFs")],
    quotes: Annotated[int, typer.Option(help="how many sentences to mark")] = 500,
    seed: Annotated[int, typer.Option(help="which ones")] = 1,
) -> None:
    """Mark sentences drawn at random and tell how many are covered."""
    generation = open_current(data, "")
    pool = [
        (passage, (span.start, span.end))
        for passage in generation.records
        if passage.lines
        for span in split_sentences(passage.text)
        if span.end - span.start >= SHORTEST
    ]
    found: Counter[str] = Counter()
    for passage, span in Random(seed).sample(pool, quotes):
        left_out, others = misses(generation.documents[passage.doc], passage, span)
        found["covered"] += not left_out
        found["exact"] += not left_out and not others
        found["two pages"] += len(pictured_pages(passage, (span,))) > 1
        if left_out or others:
            quote = " ".join(passage.text[slice(*span)].split())
            typer.echo(f"{passage.id}: {left_out} left out, {others} others: {quote[:90]}")
    generation.close()
    for name in ("covered", "exact", "two pages"):
        typer.echo(f"{name}: {found[name]} of {quotes} ({found[name] / quotes:.1%})")


if __name__ == "__main__":
    typer.run(main)
