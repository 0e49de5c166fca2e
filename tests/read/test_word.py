"""Word documents, made in the tests with python-docx and by hand where it cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml

from ingest.outline import outline
from ingest.read import BlockKind, Transcript, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SENTENCE = "Stigarna i bygden sköts av dem som bor vid dem, och av kommunens vårdare."

Save = Callable[[], Transcript]


@pytest.fixture
def word() -> WordDocument:
    return docx.Document()


@pytest.fixture
def saved(word: WordDocument, tmp_path: Path) -> Save:
    """Saves the document under a name that says nothing and reads it."""

    def save() -> Transcript:
        word.save(str(tmp_path / "a.bin"))
        return read(tmp_path / "a.bin")

    return save


def said(transcript: Transcript) -> list[str]:
    return [f"{block.kind.value[0]} {block.text}" for block in transcript.blocks]


def numbering(word: WordDocument, definition: str, *lists: str) -> None:
    """Add a list definition (its levels) as number 90, and lists (numId, overrides) of it."""
    root = word.part.numbering_part.element
    root.insert(
        0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{definition}</w:abstractNum>')
    )
    for one in lists:
        num, _, overrides = one.partition(" ")
        root.append(
            parse_xml(
                f'<w:num {W} w:numId="{num}"><w:abstractNumId w:val="90"/>{overrides}</w:num>'
            )
        )


def level(place: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listed(word: WordDocument, text: str, num: str, place: int = 0) -> None:
    properties = word.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{place}"/><w:numId w:val="{num}"/></w:numPr>')
    )


def test_headings_by_their_styles(word: WordDocument, saved: Save) -> None:
    word.add_heading("En stig för alla", 0)
    word.add_heading("1 Inledning", 1)
    word.add_paragraph(SENTENCE)
    word.add_heading("1.1 Stigar", 2)
    word.add_paragraph("Mera.")
    found = saved()
    assert said(found)[1:] == ["h 1 Inledning", f"p {SENTENCE}", "h 1.1 Stigar", "p Mera."]
    assert [block.level for block in found.blocks] == [1, 1, 0, 2, 0]
    assert found.title == "En stig för alla"
    assert [s.number for s in outline(found) if s.number] == ["1", "1.1"]


def test_headings_of_styles_of_ones_own(word: WordDocument, saved: Save) -> None:
    for name, base in (("Rubrik 2", None), ("Utredningsrubrik", "Heading 3")):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles[base] if base else None
    word.add_paragraph("Stigar", "Rubrik 2")
    word.add_paragraph("Broar", "Utredningsrubrik")
    paragraph = word.add_paragraph("Vägar")
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="0"/>'))
    plain = word.add_paragraph("Brödtext", "Heading 1")
    plain._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="9"/>'))
    found = saved()
    assert said(found) == ["h Stigar", "h Broar", "h Vägar", "p Brödtext"]
    assert [block.level for block in found.blocks] == [2, 3, 1, 0]


def test_numbers_that_word_sets_in_front_of_headings(word: WordDocument, saved: Save) -> None:
    places = "".join(
        level(n, "decimal", text, f'<w:pStyle w:val="Heading{n + 1}"/>')
        for n, text in enumerate(("%1", "%1.%2", "%1.%2.%3"))
    )
    numbering(word, places, "91")
    for n in (1, 2, 3):
        properties = word.styles[f"Heading {n}"].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:numId w:val="91"/></w:numPr>'))
    for depth, text in ((1, "Lag"), (2, "Stig"), (2, "Bro"), (3, "Räcke"), (1, "Skäl"), (2, "Väg")):
        word.add_heading(text, depth)
        word.add_paragraph(SENTENCE)
    word.add_heading("", 1)  # an empty heading is not counted
    word.add_heading("Slut", 1)
    headings = [block.text for block in saved().blocks if block.kind is BlockKind.HEADING]
    assert headings == [
        "1 Lag", "1.1 Stig", "1.2 Bro", "1.2.1 Räcke", "2 Skäl", "2.1 Väg", "3 Slut",
    ]  # fmt: skip


def test_lists(word: WordDocument, saved: Save) -> None:
    numbering(
        word,
        level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "upperRoman", "%3"),
        "91",
        '92 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>',
    )
    for text, num, place in (
        ("ett", "91", 0), ("a", "91", 1), ("b", "91", 1), ("två", "91", 0), ("åter a", "91", 1),
        ("romerskt", "91", 2), ("fem", "92", 0), ("sex", "92", 0),
    ):  # fmt: skip
        listed(word, text, num, place)
    word.add_paragraph("punkt", "List Bullet")
    word.add_paragraph("– streck")
    listed(word, "utan", "0")
    assert said(saved()) == [
        "i 1. ett", "i a) a", "i b) b", "i 2. två", "i a) åter a", "i I romerskt", "i 5. fem",
        "i 6. sex", "i • punkt", "i – streck", "p utan",
    ]  # fmt: skip


def test_a_list_that_is_defined_by_its_style(word: WordDocument, saved: Save) -> None:
    numbering(word, f'<w:styleLink w:val="Lista"/>{level(0, "decimal", "%1)")}')
    root = word.part.numbering_part.element
    root.insert(
        0,
        parse_xml(
            f'<w:abstractNum {W} w:abstractNumId="95"><w:numStyleLink w:val="Lista"/>'
            "</w:abstractNum>"
        ),
    )
    root.append(parse_xml(f'<w:num {W} w:numId="96"><w:abstractNumId w:val="95"/></w:num>'))
    listed(word, "ett", "96")
    assert said(saved()) == ["i 1) ett"]


def test_bold_paragraphs_are_headings(word: WordDocument, saved: Save) -> None:
    word.add_paragraph().add_run("2.1 Broar").bold = True
    word.add_paragraph(SENTENCE)
    word.add_paragraph().add_run("Denna mening är fet.").bold = True
    mixed = word.add_paragraph("Till ")
    mixed.add_run("dels").bold = True
    word.add_paragraph(SENTENCE)
    word.add_paragraph().add_run("Sist").bold = True
    assert [kind[0] for kind in said(saved())] == ["h", "p", "p", "p", "p", "p"]


def test_tables_as_rows(word: WordDocument, saved: Save) -> None:
    table = word.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, ["År Antal Stig", "2030 12 a", "2031 13 b"], strict=True):
        for cell, text in zip(row.cells, texts.split(), strict=True):
            cell.text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    table.rows[1]._tr.get_or_add_trPr()
    frame = word.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = SENTENCE
    assert said(saved()) == [
        "r År | Antal | Stig", "r 2030 | 12 | a b", "r 2031 | 13", f"p {SENTENCE}",
    ]  # fmt: skip


def test_tracked_changes_hidden_text_and_boxes(word: WordDocument, saved: Save) -> None:
    word.element.body.insert(
        0,
        parse_xml(
            f"""<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
            xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
            <w:r><w:t xml:space="preserve">Stigar </w:t></w:r>
            <w:del w:id="1"><w:r><w:delText>gamla </w:delText><w:t>äldre </w:t></w:r></w:del>
            <w:ins w:id="2"><w:r><w:t xml:space="preserve">nya </w:t></w:r></w:ins>
            <w:moveFrom w:id="3"><w:r><w:t>flyttat </w:t></w:r></w:moveFrom>
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>
            <w:hyperlink><w:r><w:t>i byg</w:t><w:softHyphen/><w:t>den</w:t></w:r></w:hyperlink>
            <w:r><w:tab/><w:t>E</w:t><w:noBreakHyphen/><w:t>post</w:t><w:br/><w:t>nu</w:t></w:r>
            <w:r><w:instrText>PAGE</w:instrText></w:r>
            <w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>
            <w:p><w:r><w:t>I rutan</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice>
            <mc:Fallback><w:txbxContent><w:p><w:r><w:t>I rutan</w:t></w:r></w:p></w:txbxContent>
            </mc:Fallback></mc:AlternateContent></w:r></w:p>"""
        ),
    )
    assert said(saved()) == ["p Stigar nya i bygden E-post nu", "p I rutan"]


def test_contents_heads_and_feet_are_left_out(word: WordDocument, saved: Save) -> None:
    style = word.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    word.add_paragraph("1 Inledning\t3", style)
    word.element.body.insert(
        0,
        parse_xml(
            f'<w:sdt {W}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            "</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Innehåll</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    word.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>I fältet</w:t></w:r></w:p></w:sdtContent>"
            "</w:sdt>"
        ),
    )
    section = word.sections[0]
    section.header.paragraphs[0].text = "Vindelby kommun"
    section.footer.paragraphs[0].text = "Dnr KS 2031/18"
    found = saved()
    assert said(found) == ["p I fältet"]
    assert set(found.margins) == {"Vindelby kommun", "Dnr KS 2031/18"}


NOTES = f"""<?xml version="1.0"?><w:footnotes {W}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>streck</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="4"><w:p><w:r><w:t>Se bilagan.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>Se</w:t></w:r></w:p><w:p><w:r><w:t>kartan.</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""


def with_notes(path: Path) -> None:
    """Add a part with footnotes, which python-docx cannot make, to a document."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relation = (
        b'<Relationship Id="rIdN" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    kind = (
        b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )
    names = ("word/_rels/document.xml.rels", "[Content_Types].xml")
    parts[names[0]] = parts[names[0]].replace(b"</Relationships>", relation)
    parts[names[1]] = parts[names[1]].replace(b"</Types>", kind)
    parts["word/footnotes.xml"] = NOTES.encode()
    with ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_footnotes_stand_apart(word: WordDocument, tmp_path: Path) -> None:
    for text, note in (("Stigar", "4"), ("Broar", "2"), ("Vägar", "99")):
        run = word.add_paragraph(text).add_run()
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), note)
        run._r.append(reference)
    path = tmp_path / "a.docx"
    word.save(str(path))
    with_notes(path)
    assert said(read(path)) == [
        "p Stigar", "f 1 Se bilagan.", "p Broar", "f 2 Se kartan.", "p Vägar",
    ]  # fmt: skip


def test_the_title_in_the_properties(word: WordDocument, saved: Save) -> None:
    word.add_paragraph(SENTENCE)
    word.core_properties.title = "En stig för alla"
    assert saved().title == "En stig för alla"
    for given in ("", "Dokument1", "svar.docx", "Microsoft Word - svar"):
        word.core_properties.title = given
        assert saved().title is None
