"""How truly are PDFs read? Checked against the text they were set from and the typesetter's notes.

    python -m tests.fidelity FOLDER_OF_PDFS FOLDER_OF_TEXTS

For each NAME.pdf with a NAME.md or NAME.txt among the texts: the share of the text's words that are
read in order, and how many are read that the text has not (a running head, a page number). Where
NAME.truth.json tells the headings' pages and the footnotes: the share of numbered headings with
right number, printed page and place in the file; and of footnotes that are notes and stand in no
running text. Reports once more without bookmarks, without contents pages, and without either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from pypdf import PdfReader, PdfWriter

from ingest.outline import Section, outline, section_number
from ingest.read.pdf import read_pdf

_LOOKED_AHEAD = 40  # words; a stretch lost or added is rarely longer
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d+\s*$", re.MULTILINE)
_FEWEST_LEADERS = 5  # lines ended by dots and a number, on a page of contents
_MARK = re.compile(r"^(?:#+\s+|[•\-–*]\s+)", re.MULTILINE)


def main(
    pdfs: Annotated[Path, typer.Argument(help="PDFs, with truth files or without")],
    texts: Annotated[Path, typer.Argument(help="the texts they were set from")],
) -> None:
    """Print a line for each PDF and way of stripping it."""
    for pdf in sorted(pdfs.glob("*.pdf")):
        text = next(
            p for p in (texts / f"{pdf.stem}{end}" for end in (".md", ".txt")) if p.is_file()
        )
        told = pdf.with_suffix(".truth.json")
        truth = json.loads(told.read_text(encoding="utf8")) if told.is_file() else None
        words = _words(_MARK.sub("", text.read_text(encoding="utf8")))
        with TemporaryDirectory() as scratch:
            for name, path, left_out in _variants(pdf, Path(scratch), bool(truth)):
                print(f"{pdf.stem}, {name}: {_measured(path, words, truth, left_out)}", flush=True)


def _variants(
    pdf: Path, scratch: Path, is_report: bool
) -> Iterator[tuple[str, Path, Sequence[int]]]:
    """The PDF and its stripped copies, each with the page indexes that were left out."""
    yield "as it is", pdf, ()
    if not is_report:
        return
    contents = [
        n for n, page in enumerate(PdfReader(pdf).pages)
        if len(_LEADERS.findall(page.extract_text())) >= _FEWEST_LEADERS
    ]  # fmt: skip
    for name, bookmarks, left_out in (
        ("no bookmarks", False, ()), ("no contents", True, contents), ("neither", False, contents)
    ):  # fmt: skip
        yield name, _stripped(pdf, scratch / f"{name}.pdf", bookmarks, left_out), left_out


def _stripped(pdf: Path, out: Path, bookmarks: bool, left_out: Sequence[int]) -> Path:
    writer = PdfWriter()
    pages = [n for n in range(len(PdfReader(pdf).pages)) if n not in left_out]
    writer.append(pdf, pages=pages, import_outline=bookmarks)
    writer.write(out)
    return out


def _measured(
    path: Path, words: Sequence[str], truth: dict[str, Any] | None, left_out: Sequence[int]
) -> str:
    transcript = read_pdf(path)
    sections = outline(transcript)
    read = [word for s in sections for text in (s.heading, *_texts(s)) for word in _words(text)]
    met = _in_order(words, read)
    figures = f"words in order {met / len(words):.4f}, added {len(read) - met}"
    if truth is None:
        return figures
    return f"{figures}; {_headings(sections, truth, left_out)}; {_footnotes(sections, truth)}"


def _headings(sections: Sequence[Section], truth: dict[str, Any], left_out: Sequence[int]) -> str:
    told = {
        (h["number"], h["page"], h["page_index"] - sum(n < h["page_index"] for n in left_out))
        for h in truth["headings"]
        if section_number(h["heading"])
    }
    found = {
        (s.number, s.lines[0].page, s.lines[0].page_index) for s in sections if s.number and s.lines
    }
    return f"headings {len(told & found)} of {len(told)}, {len(found - told)} that are none"


def _footnotes(sections: Sequence[Section], truth: dict[str, Any]) -> str:
    running = _loose(" ".join(text for s in sections for text in _texts(s)))
    notes = _loose(" ".join(block.text for s in sections for block in s.notes))
    told = [_loose(note["text"]) for note in truth["footnotes"]]
    apart = sum(note in notes and note not in running for note in told)
    return f"footnotes apart {apart} of {len(told)}"


def _texts(section: Section) -> list[str]:
    return [block.text for block in section.blocks]


def _words(text: str) -> list[str]:
    """Words and numbers, without what typesetting changes: hyphens at line ends, case."""
    return re.findall(r"\w+", text.replace("\u00ad", "").replace("-", "").lower())


def _loose(text: str) -> str:
    return "".join(_words(text))


def _in_order(words: Sequence[str], read: Sequence[str]) -> int:
    """How many words are met in order. A stretch is skipped only to where two words in a row are
    met; what is not met close by counts as lost."""
    place = met = 0
    for n, word in enumerate(words):
        run = [word, *words[n + 1 : n + 2]]
        ahead = range(place, min(place + _LOOKED_AHEAD, len(read)))
        at = next((i for i in ahead if list(read[i : i + len(run)]) == run), None)
        if at is None and place < len(read) and read[place] == word:
            at = place
        if at is not None:
            place, met = at + 1, met + 1
    return met


if __name__ == "__main__":
    typer.run(main)
