"""A whole report, set for the test: words, headings with their pages, footnotes, furniture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pdf_paper import Report

from ingest.read.pdf import read_pdf
from ingest.read.transcript import Block, BlockKind, Transcript

HEADINGS = [
    (1, "1 Lagförslag"),
    (2, "1.1 Förslag till lag om ändring i stiglagen (2029:12)"),
    (0, "26 kap."),
    (2, "1.2 Förslag till lag om ändring i broförordningen"),
    (1, "2 Inledning"),
    (2, "2.1 Stigarnas betydelse för bygden och för dem som vandrar där om sommaren och hösten"),
    (3, "2.1.1 Underhåll"),
    (0, "Exempel från en by"),
    (3, "2.1.2 Skyltar"),
    (2, "2.3 Kostnader"),
    (1, "3 Förslag"),
    (2, "3.1 Ett samlat ansvar"),
]
SENTENCES = [
    "Stigarna i Norrbygden har länge skötts av dem som bor vid dem.",
    "Kommittén har besökt elva byar och talat med stigvårdare, skogsägare och vandrarföreningar.",
    "Vandringsledernas underhållskostnader fördelas olika mellan kommunerna och landskapen.",
    "Under 2010–2015 minskade röjningen, särskilt inom skogs- och fjällområden.",
    "Det IT-stöd som Stigverket förvaltar används sällan av fältpersonalen.",
    "Enligt 26 kap. 3 § stiglagen ska broar besiktigas vart femte år, se t.ex. bilaga 2.",
    "Besiktningsprotokollen sammanställs därefter i länsvisa översiktsrapporter.",
]


def build(path: Path, *, bookmarks: bool, contents: list[tuple[str, int]]) -> tuple[Report, str]:
    """A report of some ten pages, and its words in order."""
    report = Report(path, bookmarks=bookmarks, contents=contents)
    words: list[str] = []
    for turn, (level, heading) in enumerate(HEADINGS):
        report.heading(heading, level or 4)
        words.append(heading)
        for part in range(3):
            text = " ".join(SENTENCES[(turn + part + i) % len(SENTENCES)] for i in range(6))
            note = f"Se anförandet i avsnitt {turn + 1}." if part == 1 else ""
            report.paragraph(text, note)
            words.append(text)
        for point in ("röja stigarna två gånger om året,", "laga broarna."):
            report.paragraph(point, bullet="•")
            words.append(f"• {point}")
    report.save()
    return report, " ".join(words)


@pytest.fixture(scope="module", params=["all", "no bookmarks", "no contents", "neither"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Report, str, Transcript]:
    folder = tmp_path_factory.mktemp("report")
    with_contents = request.param in ("all", "no bookmarks")
    contents: list[tuple[str, int]] = []
    if with_contents:
        # Set twice: the contents need the pages of the first setting.
        filler = [(text, 1) for _, text in HEADINGS]
        first, _ = build(folder / "first.pdf", bookmarks=False, contents=filler)
        contents = [(place.text, place.page) for place in first.placed]
    bookmarks = request.param in ("all", "no contents")
    report, words = build(folder / "report.pdf", bookmarks=bookmarks, contents=contents)
    return report, words, read_pdf(report.path)


def body(transcript: Transcript) -> list[Block]:
    return [block for block in transcript.blocks if block.kind is not BlockKind.FOOTNOTE]


def test_every_word_in_order(made: tuple[Report, str, Transcript]) -> None:
    _, words, transcript = made
    read = " ".join(block.text for block in body(transcript))
    assert read.removeprefix("Utredning om stigar ").split() == words.split()


def test_numbered_headings_with_their_pages(made: tuple[Report, str, Transcript]) -> None:
    report, _, transcript = made
    found = [
        (block.text, block.level, block.lines[0].page, block.lines[0].page_index)
        for block in transcript.blocks
        if block.kind is BlockKind.HEADING and block.level
    ]
    for (level, _), place in zip(HEADINGS, report.placed, strict=True):
        if level:
            assert (place.text, level, place.page, place.page_index) in found


def test_chapters_of_an_act_are_deeper_than_their_section(
    made: tuple[Report, str, Transcript],
) -> None:
    _, _, transcript = made
    chapter = next(block for block in transcript.blocks if block.text == "26 kap.")
    assert chapter.kind is BlockKind.HEADING and chapter.level > 2
    example = next(block for block in transcript.blocks if block.text == "Exempel från en by")
    assert example.kind is BlockKind.HEADING and example.level > 3


def test_no_furniture_in_any_block(made: tuple[Report, str, Transcript]) -> None:
    report, _, transcript = made
    for block in transcript.blocks:
        assert report.name not in block.text
        assert not re.fullmatch(r"\d+", block.text)
        assert ". . ." not in block.text
    titles = [block.text for block in transcript.blocks if block.text == "2 Inledning"]
    assert len(titles) == 1


def test_footnotes_apart_and_their_marks_out_of_the_words(
    made: tuple[Report, str, Transcript],
) -> None:
    report, _, transcript = made
    found = [
        (block.text, block.lines[0].page_index)
        for block in transcript.blocks
        if block.kind is BlockKind.FOOTNOTE
    ]
    assert found == [(f"{number} {text}", index) for number, text, index in report.notes]


def test_paragraphs_go_on_over_pages(made: tuple[Report, str, Transcript]) -> None:
    _, _, transcript = made
    paragraphs = [block for block in transcript.blocks if block.kind is BlockKind.PARAGRAPH]
    across = [p for p in paragraphs if len({line.page_index for line in p.lines}) == 2]
    assert across
    for paragraph in across:
        ends = {sentence.rsplit(" ", 1)[-1] for sentence in SENTENCES}
        assert paragraph.text.rsplit(" ", 1)[-1] in ends


def test_lists_are_points(made: tuple[Report, str, Transcript]) -> None:
    _, _, transcript = made
    points = [block.text for block in transcript.blocks if block.kind is BlockKind.ITEM]
    assert points == ["• röja stigarna två gånger om året,", "• laga broarna."] * len(HEADINGS)


def test_lines_say_where_they_begin(made: tuple[Report, str, Transcript]) -> None:
    report, _, transcript = made
    for block in transcript.blocks:
        starts = [line.start for line in block.lines]
        assert starts[0] == 0 and starts == sorted(starts) and starts[-1] < len(block.text)
        for line in block.lines:
            assert line.box is not None
            left, bottom, right, top = line.box
            assert 0 <= left < right <= report.width and 0 <= bottom < top <= report.height
            if line.page_index >= report.front and line.page is not None:
                assert line.page == line.page_index + 1 - report.front
