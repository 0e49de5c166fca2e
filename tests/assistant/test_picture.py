from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from assistant import Assistant
from assistant.marks import Glyph, boxes, stretches
from assistant.picture import NoPicture, PictureProblem, marks, picture, pictured_pages
from ingest.build import build
from ingest.index import Document, Line, Part, Passage, Settings, split_sentences
from tests.invented import REPORT_DOC
from tests.marks import misses
from tests.read.pdf_paper import Sheet
from tests.typeset import FRONT, index_report

SENTENCE = "Stigen röjs varje vår av dem som bor vid den, och på hösten av skolans elever."


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The invented report as a PDF."""
    opened = Assistant.open(index_report(tmp_path_factory.mktemp("paper") / "corpus"))
    yield opened
    opened.close()


def quotes(assistant: Assistant) -> list[tuple[Passage, tuple[int, int]]]:
    """All sentences, and all pairs of sentences in a row."""
    found: list[tuple[Passage, tuple[int, int]]] = []
    for passage in assistant.reading.whole(REPORT_DOC):
        printed = passage.lines[0].start  # not a bare heading on the title page
        spans = [span for span in split_sentences(passage.text) if span.start >= printed]
        found += [(passage, (span.start, span.end)) for span in spans]
        found += [(passage, (one.start, two.end)) for one, two in pairwise(spans)]
    return found


def image(document: Document, passage: Passage, spans: tuple[tuple[int, int], ...]) -> Image.Image:
    page = pictured_pages(passage, spans)[0]
    return Image.open(BytesIO(picture(document, passage, spans, page).png)).convert("RGB")


def single_line(path: Path) -> tuple[Document, Passage]:
    """The document and passage of a file with one printed line, as ingest reads it."""
    settings = Settings(
        data=path.with_suffix(""), corpus=path.parent, embedding="none", chroma_url=""
    )
    assert not build([path], settings).refused
    assistant = Assistant.open(settings)
    document, passage = assistant.documents[0], assistant.reading.whole(path.stem)[0]
    assistant.close()
    return document, passage


def test_the_marks_cover_every_quote_and_nothing_else(paper: Assistant) -> None:
    document = paper.reading.documents[REPORT_DOC]
    marked = quotes(paper)
    assert len(marked) > 150
    assert any(len(pictured_pages(passage, (span,))) == 2 for passage, span in marked)
    missed = {
        passage.text[slice(*span)]: found
        for passage, span in marked
        if (found := misses(document, passage, span)) != (0, 0)
    }
    # The mark of a footnote is printed inside a quote and is no part of it.
    assert all(left_out == 0 and others <= 2 for left_out, others in missed.values()), missed
    assert len(missed) < 0.1 * len(marked)


def test_the_check_would_notice_marks_beside_the_quote(paper: Assistant) -> None:
    document = paper.reading.documents[REPORT_DOC]
    passage, (start, end) = quotes(paper)[10]
    moved = replace(
        passage,
        lines=tuple(
            replace(line, box=None if line.box is None else (0.0, 0.0, 9.0, 9.0))
            for line in passage.lines
        ),
    )
    assert misses(document, moved, (start, end))[0] > 0


def test_printed_page_and_place_in_the_file_are_told_apart(paper: Assistant) -> None:
    document = paper.reading.documents[REPORT_DOC]
    passage = paper.reading.whole(REPORT_DOC)[-1]
    page_index = pictured_pages(passage, ())[-1]
    shown = picture(document, passage, (), page_index)
    assert shown.page_index == page_index
    assert shown.page == page_index + 1 - FRONT


def test_a_page_without_a_quote_is_not_marked(paper: Assistant) -> None:
    document = paper.reading.documents[REPORT_DOC]
    passage = paper.reading.whole(REPORT_DOC)[3]
    assert marks(document, passage, (), pictured_pages(passage, ())[0]) == []
    colours = image(document, passage, ()).getcolors()
    assert colours and all(max(rgb) - min(rgb) < 8 for _, rgb in colours)  # grey alone


def test_a_file_without_pages_has_no_pictures(assistant: Assistant) -> None:
    assert pictured_pages(assistant.reading.whole(REPORT_DOC)[0], ()) == []
    assert pictured_pages(assistant.reading.whole(REPORT_DOC)[0], ((0, 5),)) == []


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("cropped", [False, True])
def test_the_mark_lies_on_the_print_however_the_page_is_laid(
    tmp_path: Path, turned: int, cropped: bool
) -> None:
    sheet = Sheet(tmp_path / "plain.pdf")
    sheet.line(85, 500, SENTENCE)
    writer = PdfWriter(clone_from=PdfReader(sheet.save()))
    if cropped:
        writer.pages[0].cropbox = RectangleObject((40, 300, 560, 800))
    document, passage = single_line(sheet.path)
    writer.pages[0].rotate(turned)
    path = tmp_path / "laid.pdf"
    writer.write(path)
    laid = replace(document, file=str(path), checksum=sha256(path.read_bytes()).hexdigest())
    shown = image(laid, passage, ((0, len(passage.text)),))
    dark = shown.convert("L").point(lambda value: 255 if value < 100 else 0)
    yellow = ImageChops.subtract(shown.getchannel("R"), shown.getchannel("B"))
    around = yellow.point(lambda value: 255 if value > 60 else 0).getbbox()
    print_ = dark.getbbox()
    assert print_ and around
    assert around[0] <= print_[0] and around[1] <= print_[1]
    assert around[2] >= print_[2] and around[3] >= print_[3]
    long, wide = max(shown.size), min(shown.size)
    assert max(around[2] - around[0], around[3] - around[1]) > 0.8 * long
    assert min(around[2] - around[0], around[3] - around[1]) < wide


def test_a_changed_missing_or_broken_file_has_no_picture(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "stig.pdf")
    sheet.line(85, 500, SENTENCE)
    sheet.save()
    document, passage = single_line(sheet.path)
    whole = sheet.path.read_bytes()

    sheet.path.write_bytes(whole + b"\n")
    assert problem(document, passage) is PictureProblem.CHANGED
    sheet.path.unlink()
    assert problem(document, passage) is PictureProblem.MISSING
    broken = whole[:300]
    sheet.path.write_bytes(broken)
    same = replace(document, checksum=sha256(broken).hexdigest())
    assert problem(same, passage) is PictureProblem.DAMAGED
    sheet.path.write_bytes(whole)
    beyond = replace(passage, lines=(Line(0, None, 7, passage.lines[0].box),))
    assert problem(document, beyond, 7) is PictureProblem.DAMAGED
    assert picture(document, passage, (), 0).png  # a failure is not remembered


def problem(document: Document, passage: Passage, page_index: int = 0) -> PictureProblem:
    with pytest.raises(NoPicture) as raised:
        picture(document, passage, (), page_index)
    return raised.value.problem


def test_pages_are_drawn_from_several_threads(paper: Assistant) -> None:
    document = paper.reading.documents[REPORT_DOC]
    picture.cache_clear()
    drawn: list[bytes] = []

    def draw(passage: Passage) -> None:
        spans = ((0, len(passage.text)),)
        drawn.append(picture(document, passage, spans, pictured_pages(passage, spans)[0]).png)

    threads = [Thread(target=draw, args=(p,)) for p in paper.reading.whole(REPORT_DOC)[:6]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(drawn) == 6
    assert all(png.startswith(b"\x89PNG") for png in drawn)


LINE_BOX = (10.0, 100.0, 110.0, 112.0)


def passage_of(text: str, *starts: int) -> Passage:
    lines = tuple(
        Line(start, 1, 0, (10.0, 100.0 - 12 * n, 110.0, 112.0 - 12 * n))
        for n, start in enumerate(starts)
    )
    return Passage("d:0000", "d", 0, text, (Part(0, "", "", ()),), lines)


def set_line(text: str, y: float = 106.0) -> list[Glyph]:
    """Signs ten points wide, from x 10 on."""
    return [
        Glyph(sign, (10.0 + 10 * n, y - 4, 20.0 + 10 * n, y + 4))
        for n, sign in enumerate(text)
        if sign != " "
    ]


def test_a_line_is_cut_where_the_quote_begins_and_ends() -> None:
    quoted = stretches(passage_of("ab cd ef", 0), [(3, 5)])
    assert boxes(quoted, set_line("ab cd ef")) == [(40.0, 100.0, 60.0, 112.0)]


def test_a_divided_word_keeps_its_hyphen() -> None:
    passage = passage_of("en stig", 0, 5)
    glyphs = [*set_line("en st-"), *set_line("ig", 94.0)]
    assert boxes(stretches(passage, [(3, 7)]), glyphs) == [
        (40.0, 100.0, 70.0, 112.0),
        (10.0, 88.0, 30.0, 100.0),
    ]


def test_letters_that_are_read_differently_are_marked_by_proportion() -> None:
    quoted = stretches(passage_of("ab cd ef gh", 0), [(6, 8)])
    [(left, _, right, _)] = boxes(quoted, set_line("□□ □□ □□ □□"))
    assert (round(left), round(right)) == (65, 83)


def test_words_that_do_not_stand_on_their_line_are_not_marked() -> None:
    quoted = stretches(passage_of("ab cd ef gh\n\nij", 0), [(13, 15)])
    assert boxes(quoted, set_line("ab cd ef gh")) == []


def test_a_line_without_a_box_is_not_marked() -> None:
    passage = replace(passage_of("ab", 0), lines=(Line(0, 1, 0, None),))
    assert boxes(stretches(passage, [(0, 2)]), set_line("ab")) == []
