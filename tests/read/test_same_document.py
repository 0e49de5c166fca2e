"""The whole way: one report as HTML, Word and PDF has the same sections and the same passages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml
from pdf_paper import Report
from test_html import html
from test_word import with_notes

from ingest.build import build
from ingest.index import Passage, Settings, open_current
from ingest.outline import Section, outline
from ingest.passages import passages
from ingest.read import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

# (depth, text): 0 for a paragraph, -1 for a point of a list; a note stands after a bar.
REPORT = [
    (1, "1 Inledning"),
    (0, "Stigarna i Norrbygden har länge skötts av dem som bor vid dem.|Se bilagan."),
    (2, "1.1 Stigarnas betydelse"),
    *[
        (0, f"Under år {year} minskade röjningen av stigar, särskilt inom skogs- och fjällområden. "
            "Kommittén har besökt elva byar och talat med stigvårdare, skogsägare och föreningar. "
            f"Besiktningsprotokollen för {year} sammanställs i länsvisa översiktsrapporter, som "
            "byarna får läsa innan de slås fast och skickas vidare till länets stigråd.")
        for year in range(2021, 2029)
    ],
    (2, "1.2 Det här ska göras"),
    (0, "Varje by ska under året göra följande:"),
    (-1, "röja stigarna två gånger om året,"),
    (-1, "laga broarna."),
    (1, "2 Förslag"),
    (0, "Ansvaret för vandringsledernas underhåll samlas hos länets stigråd.|Se kartan."),
]  # fmt: skip


def as_html(path: Path) -> None:
    lines, notes = [], []
    for depth, text in REPORT:
        said, _, note = text.partition("|")
        if note:
            notes.append(f"<p id=fn{len(notes) + 1} class=footnote>{len(notes) + 1} {note}</p>")
            said += f"<sup>{len(notes)}</sup>"
        tag = f"h{depth}" if depth > 0 else "p" if depth == 0 else "li"
        lines.append(f"<{tag}>{said}</{tag}>" + (notes[-1] if note else ""))
    body = re.sub(r"(<li>.*</li>)", r"<ul>\1</ul>", "".join(lines))
    path.write_text(f"<!doctype html><meta charset=utf-8><body>{body}</body>", encoding="utf8")


def as_word(path: Path) -> None:
    made = docx.Document()
    ids = iter(("4", "2"))
    for depth, text in REPORT:
        said, _, note = text.partition("|")
        if depth > 0:
            made.add_heading(said, depth)
        else:
            paragraph = made.add_paragraph(said, "List Bullet" if depth else None)
            if note:
                run = f'<w:r {W}><w:footnoteReference w:id="{next(ids)}"/></w:r>'
                paragraph._p.append(parse_xml(run))
    made.save(str(path))
    with_notes(path)  # they read "Se bilagan." and "Se kartan."


def as_pdf(path: Path) -> None:
    report = Report(path, front=0)
    for depth, text in REPORT:
        said, _, note = text.partition("|")
        if depth > 0:
            report.heading(said, depth)
        else:
            report.paragraph(said, note, "•" if depth else "")
    report.save()


WRITERS: dict[str, Callable[[Path], None]] = {"pdf": as_pdf, "html": as_html, "docx": as_word}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("same")
    paths = {kind: folder / f"utredning.{kind}" for kind in WRITERS}
    for kind, write in WRITERS.items():
        write(paths[kind])
    return paths


def tree(sections: list[Section]) -> list[tuple[str | None, tuple[str, ...], int]]:
    """The numbered sections: number, path, and how many notes each has."""
    return [(s.number, s.path, len(s.notes)) for s in sections if s.number]


def cut(path: Path) -> list[Passage]:
    return [p for p in passages("u", outline(read(path))) if p.parts[0].section[:1].isdigit()]


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_the_same_sections_and_passages(files: dict[str, Path], kind: str) -> None:
    assert tree(outline(read(files[kind]))) == tree(outline(read(files["pdf"])))
    ours, as_printed = cut(files[kind]), cut(files["pdf"])
    assert [p.parts[0].path for p in ours] == [p.parts[0].path for p in as_printed]
    for one, other in zip(ours, as_printed, strict=True):
        words, others = Counter(one.text.split()), Counter(other.text.split())
        assert (words & others).total() >= 0.98 * max(words.total(), others.total())
        assert one.is_note == other.is_note


def test_one_document_in_three_formats_is_one(files: dict[str, Path], tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, corpus=tmp_path / "none", embedding="none", chroma_url="")
    report = build([files["docx"], files["html"], files["pdf"]], settings)
    (document,) = report.documents
    assert (document.doc, Path(document.file).suffix) == ("utredning", ".pdf")
    assert {r.file: r.reason for r in report.refused} == {
        "utredning.docx": "duplicate",
        "utredning.html": "duplicate",
    }
    generation = open_current(tmp_path)
    notes = [passage.text for passage in generation.records if passage.is_note]
    generation.close()
    assert [text.split("\n\n") for text in notes] == [["1 Se bilagan."], ["2 Se kartan."]]


def test_a_pages_shape_does_not_matter(files: dict[str, Path]) -> None:
    """The same report between a site's menus reads the same."""
    body = files["html"].read_text(encoding="utf8").partition("<body>")[2]
    within = html(f"<nav>Meny</nav><div class=x><div>{body}</div></div><footer>Om oss</footer>")
    assert within.blocks == read(files["html"]).blocks
