"""PowerPoint presentations, made in the tests with python-pptx."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Cm

from ingest.index.passage import SPEAKERS_NOTES
from ingest.outline import outline
from ingest.passages import passages
from ingest.read import Transcript, read

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
TITLE, POINTS, TITLE_ONLY, BLANK = 0, 1, 5, 6  # of the standard template's layouts

Save = Callable[[], Transcript]


@pytest.fixture
def deck() -> Any:
    return Presentation()


@pytest.fixture
def saved(deck: Any, tmp_path: Path) -> Save:
    def save() -> Transcript:
        deck.save(str(tmp_path / "a.bin"))
        return read(tmp_path / "a.bin")

    return save


def slide(deck: Any, layout: int, title: str = "", *points: str) -> Any:
    made = deck.slides.add_slide(deck.slide_layouts[layout])
    if title:
        made.shapes.title.text = title
    if points:
        made.placeholders[1].text = "\n".join(points)
    return made


def box(on: Any, text: str) -> Any:
    made = on.shapes.add_textbox(Cm(1), Cm(5), Cm(10), Cm(2))
    made.text_frame.text = text
    return made


def said(transcript: Transcript) -> list[str]:
    return [f"{block.kind.value[0]} {block.text}" for block in transcript.blocks]


def test_a_slide_is_a_section_with_its_points(deck: Any, saved: Save) -> None:
    slide(deck, POINTS, "Stigar\vför alla", "röja", "mäta")
    slide(deck, POINTS, "Broar", "laga")
    found = saved()
    assert found.slides
    assert said(found) == ["h Stigar för alla", "i • röja", "i • mäta", "h Broar", "i • laga"]
    sections = outline(found)
    assert [(s.heading, len(s.blocks)) for s in sections[1:]] == [
        ("Stigar för alla", 2),
        ("Broar", 1),
    ]


def test_slides_without_a_title(deck: Any, saved: Save) -> None:
    box(slide(deck, BLANK), "Vad är en stig?\nTänk efter två och två.")
    box(slide(deck, BLANK), "En stig är en väg som ingen har byggt.")
    slide(deck, BLANK)
    assert said(saved()) == [
        "h Vad är en stig?",
        "p Tänk efter två och två.",
        "h Bild 2",
        "p En stig är en väg som ingen har byggt.",
    ]


def test_numbers_bullets_and_none(deck: Any, saved: Save) -> None:
    made = slide(deck, POINTS, "Steg", "ett", "två", "fri", "under")
    forms = ("buAutoNum type='arabicPeriod'", "buAutoNum type='arabicPeriod'", "buNone")
    paragraphs = made.placeholders[1].text_frame.paragraphs
    for paragraph, form in zip(paragraphs, forms, strict=False):
        paragraph._p.get_or_add_pPr().append(parse_xml(f"<a:{form} {A}/>"))
    letters = paragraphs[3]._p.get_or_add_pPr()
    letters.append(parse_xml(f"<a:buAutoNum {A} type='alphaLcParenR' startAt='3'/>"))
    paragraphs[3].level = 1
    bullet = box(made, "punkt")
    bullet.text_frame.paragraphs[0]._p.get_or_add_pPr().append(
        parse_xml(f"<a:buChar {A} char='•'/>")
    )
    assert said(saved())[1:] == ["i 1. ett", "i 2. två", "p fri", "i c) under", "i • punkt"]


def test_tables_and_groups(deck: Any, saved: Save) -> None:
    made = slide(deck, TITLE_ONLY, "Antal")
    table = made.shapes.add_table(2, 2, Cm(1), Cm(5), Cm(10), Cm(3)).table
    for row, texts in enumerate(("År Antal", "2030 12")):
        for column, text in enumerate(texts.split()):
            table.cell(row, column).text = text
    group = made.shapes.add_group_shape()
    inner = group.shapes.add_textbox(Cm(1), Cm(9), Cm(5), Cm(1))
    inner.text_frame.text = "I gruppen"
    assert said(saved()) == ["h Antal", "r År | Antal", "r 2030 | 12", "p I gruppen"]


def test_notes_are_passages_of_their_own(deck: Any, saved: Save) -> None:
    made = slide(deck, POINTS, "Stigar", "röja")
    made.notes_slide.notes_text_frame.text = "Berätta om byn.\nVisa kartan."
    slide(deck, POINTS, "Broar", "laga")
    found = saved()
    assert said(found)[1:4] == ["i • röja", "s Berätta om byn.", "s Visa kartan."]
    cut = passages("a", outline(found))
    assert [p.text for p in cut] == ["• röja\n• laga", "Berätta om byn.\n\nVisa kartan."]
    (part,) = cut[1].parts
    assert (part.section, part.heading) == ("Stigar", SPEAKERS_NOTES)
    assert part.path == ("Stigar", SPEAKERS_NOTES)


def test_hidden_slides_and_furniture_are_left_out(deck: Any, saved: Save) -> None:
    slide(deck, POINTS, "Dold", "punkt")._element.set("show", "0")
    made = slide(deck, POINTS, "Synlig", "punkt")
    footer = next(p for p in made.slide_layout.placeholders if p.placeholder_format.idx == 11)
    made.shapes.clone_placeholder(footer)
    made.placeholders[11].text = "Vindelby kommun"
    deck.core_properties.title = "PowerPoint-presentation"
    found = saved()
    assert said(found) == ["h Synlig", "i • punkt"]
    assert found.title is None
