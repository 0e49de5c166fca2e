from __future__ import annotations

from invented import NFL_DOC, REPORT_DOC, OpenTexts

from assistant import Assistant
from assistant.reading import Section

APPENDED = """\
# Om stigar

Först en rad utan rubrik av betydelse.

## 1 Inledning

### 1.1 Bakgrund

Stigarna är gamla och går mellan byarna, som de alltid har gjort.

#### Vad andra har sagt

Byarna har sagt att stigarna behövs för den som ska till skolan.

### 1.2 Arbetet

Vi har gått stigarna.

# Bilaga 1

## Bakgrund

Den första bilagans bakgrund handlar om broar av trä och sten.

# Bilaga 2

## Bakgrund

Den andra bilagans bakgrund handlar om skyltar med text på tre språk.
"""


def labels(assistant: Assistant, doc: str) -> list[str]:
    return [section.label for section in assistant.reading.outline(doc)]


def test_the_outline_has_every_section_under_those_above_it(assistant: Assistant) -> None:
    found = labels(assistant, REPORT_DOC)
    assert found[:5] == ["1", "1.1", "1.2", "2", "2.1"]
    chapter, first = assistant.reading.outline(REPORT_DOC)[:2]
    assert chapter.heading == "1 Lagförslag"
    assert chapter.rows == ()
    assert first.path == ("1 Lagförslag", "1.1 Förslag till lag om servicepunkter")


def test_a_document_without_headings_is_one_section(open_texts: OpenTexts) -> None:
    assistant = open_texts({"brev.txt": "Hej. Vi vill ha en brygga vid ån, tack."})
    [section] = assistant.reading.outline("brev")
    assert (section.label, section.heading) == ("", "")
    assert [piece.text for piece in assistant.reading.pieces(section)] == [
        "Hej. Vi vill ha en brygga vid ån, tack."
    ]


def test_sections_hold_all_of_the_text_once(assistant: Assistant) -> None:
    reading = assistant.reading
    for doc in reading.documents:
        pieces = [p.text for section in reading.outline(doc) for p in reading.pieces(section)]
        read = "".join("".join(pieces).split())
        assert read == "".join("".join("".join(p.text for p in reading.whole(doc))).split())


def test_unnumbered_headings_stand_in_the_text_of_their_section(open_texts: OpenTexts) -> None:
    reading = open_texts({"stigar.md": APPENDED}).reading
    section = next(s for s in reading.outline("stigar") if s.label == "1.1")
    assert [piece.subheading for piece in reading.pieces(section)] == ["", "Vad andra har sagt"]
    assert reading.pieces(section)[1].text.startswith("Byarna har sagt")


def test_a_section_shows_none_of_its_neighbours_in_the_same_passage(open_texts: OpenTexts) -> None:
    reading = open_texts({"stigar.md": APPENDED}).reading
    section = next(s for s in reading.outline("stigar") if s.label == "1.2")
    assert [piece.text for piece in reading.pieces(section)] == ["Vi har gått stigarna."]


def test_two_sections_of_one_name_are_two(open_texts: OpenTexts) -> None:
    reading = open_texts({"stigar.md": APPENDED}).reading
    twins = [s for s in reading.outline("stigar") if s.heading == "Bakgrund"]
    assert [_text(reading.pieces(s)[0].text) for s in twins] == ["första", "andra"]


def _text(text: str) -> str:
    return text.split()[1]


def test_an_unknown_document_has_no_sections(assistant: Assistant) -> None:
    assert assistant.reading.outline("finns-inte") == ()


def test_a_response_has_sections_too(assistant: Assistant) -> None:
    outline = assistant.reading.outline(NFL_DOC)
    assert outline
    assert all(isinstance(section, Section) for section in outline)
