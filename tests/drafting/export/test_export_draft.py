"""Drafts as Word, Markdown and PDF, and the källbilaga."""

from __future__ import annotations

import re
import socket
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import OSTMARK_DOC, REPORT_DOC
from PIL import Image

from assistant import Assistant
from assistant.drafting import (
    Basis,
    Case,
    Draft,
    Material,
    Row,
    Section,
    Sentence,
    Standpoint,
    Table,
    Text,
)
from assistant.drafting.compose import written_anew
from assistant.drafting.disposition import document_types
from assistant.drafting.export import (
    NoPdf,
    appendix_as_markdown,
    appendix_as_word,
    as_markdown,
    as_pdf,
    as_word,
    pdf_available,
)
from assistant.drafting.export.heading import sender
from assistant.drafting.export.pdf import as_pdfs
from assistant.export import as_word as answer_as_word
from assistant.word import BadTemplate
from tests.drafting.conftest import CASE, NOW, cited, draft_of, on, paragraph, sourced, stand
from tests.drafting.export.accessibility import findings

TYPES = document_types(None)


@pytest.fixture(scope="module")
def drafts(material: Material) -> dict[str, Draft]:
    """The same case as each type of document."""
    words = "Lotsen ska vara samma person från början till slut."
    argument = cited(material, REPORT_DOC, "5.2", words)
    theirs = cited(
        material, OSTMARK_DOC, "Kvällsöppna mottagningar",
        "Regionen vill i stället pröva kvällsöppet på ett par orter i taget.",
    )  # fmt: skip
    positions = (
        on("servicepunkt", Standpoint.SUPPORTS_WITH_COMMENTS, "saknas tidplan"),
        on("lots").model_copy(update={"arguments": (argument,)}),
        on("kvall", Standpoint.OPPOSES, "risk: färre mottagningar på dagen").model_copy(
            update={"arguments": (theirs,)}
        ),
    )
    made = {}
    for key, document_type in TYPES.items():
        facts = {field.key: "Uppgift ett\nUppgift två" for field in document_type.fields}
        case = CASE.model_copy(update={"document_type": key, "facts": facts})
        draft = Draft(case=case, positions=positions)
        made[key] = written_anew(draft, document_type, material, NOW)
    return made


def opened(word: bytes) -> Document:
    return docx.Document(BytesIO(word))


def part(word: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(word)) as file:
        return file.read(name).decode("utf8")


@pytest.mark.parametrize("key", TYPES)
def test_every_type_of_document_is_accessible(drafts: dict[str, Draft], key: str) -> None:
    assert findings(as_word(drafts[key])) == []
    assert findings(appendix_as_word(drafts[key])) == []


def test_an_answer_is_accessible_too(assistant: Assistant) -> None:
    assert findings(answer_as_word(assistant.ask("Vad är en servicepunkt?"))) == []


@pytest.mark.parametrize(
    ("plant", "expected"),
    [
        (lambda d: d.add_heading("Djup", 3), "heading level 3"),
        (lambda d: d.add_paragraph(""), "an empty paragraph"),
        (lambda d: d.add_paragraph("a\tb"), "tabs or spaces"),
        (lambda d: d.add_paragraph("• en punkt"), "a list by hand"),
        (lambda d: d.add_paragraph("Två", style="Title"), "2 titles"),
        (lambda d: d.add_table(1, 2), "a table without a head"),
        (lambda d: setattr(d.core_properties, "title", " "), "no title property"),
        (lambda d: setattr(d.core_properties, "language", "en"), "no language property"),
        (
            lambda d: setattr(
                d.add_paragraph().add_run("grått").font.color, "rgb", RGBColor(0xAA, 0xAA, 0xAA)
            ),
            "contrast 2.3",
        ),
    ],
)
def test_the_check_finds_each_fault(
    material: Material, plant: Callable[[Document], object], expected: str
) -> None:
    document = opened(as_word(draft_of(paragraph(stand()))))
    plant(document)
    written = BytesIO()
    document.save(written)
    (found,) = findings(written.getvalue())
    assert found.startswith(expected)


def test_header_footer_and_properties(drafts: dict[str, Draft]) -> None:
    document = opened(as_word(drafts["yttrande"]))
    header = "\n".join(one.text for one in document.sections[0].header.paragraphs)
    assert "Kommunstyrelsen, Vindelby kommun" in header
    assert "Dnr\u00a0KS 2031/88" in header or "Dnr KS 2031/88" in header
    assert "2031-09-01" in header
    footer = document.sections[0].footer._element.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    properties = document.core_properties
    assert "Närmare vardagen" in properties.title
    assert (properties.author, properties.comments) == ("Bo Ek, utredare", "")


def test_the_sender_is_committee_department_and_organisation_each_once() -> None:
    case = Case(committee="Nämnden", department="Förvaltningen", organisation="Vindelby kommun")
    assert sender(case) == "Nämnden, Förvaltningen, Vindelby kommun"
    assert sender(case.model_copy(update={"organisation": "Förvaltningen"})) == (
        "Nämnden, Förvaltningen"
    )
    assert sender(Case()) == ""


def test_each_source_is_a_footnote_with_its_place(material: Material) -> None:
    source = cited(material, REPORT_DOC, "5.2", "Vardagslotsen fattar inga beslut.")
    text = "Utredningen skriver: ”Vardagslotsen fattar inga beslut.”"
    draft = draft_of(paragraph(sourced(text), sourced("Lotsen beslutar inget."), sources=(source,)))
    notes = part(as_word(draft), "word/footnotes.xml")
    first, second = re.findall(r"<w:t [^>]*>([^<]*)</w:t>", notes)
    assert first.strip() == (
        "Närmare vardagen – service där människor bor (SOU\u00a02031:7), avsnitt\u00a05.2."
    )
    assert (
        second.strip() == "SOU\u00a02031:7, avsnitt\u00a05.2: ”Vardagslotsen fattar inga beslut.”"
    )


def test_no_heading_level_is_skipped_whatever_a_type_says(material: Material) -> None:
    deep = Section(key="d", heading="Djup", level=5, paragraphs=(paragraph(stand()),))
    draft = draft_of(paragraph(stand()))
    assert draft.text
    text = draft.text.model_copy(update={"sections": (*draft.text.sections, deep)})
    assert findings(as_word(draft.with_text(text))) == []


def test_a_blank_line_in_an_edit_parts_paragraphs(material: Material) -> None:
    draft = draft_of(paragraph(stand())).edited("p", "Första stycket.\n\nAndra stycket.", NOW)
    texts = [one.text for one in opened(as_word(draft)).paragraphs]
    assert texts[-2:] == ["Första stycket.", "Andra stycket."]
    assert "Första stycket.\n\nAndra stycket." in as_markdown(draft)


def template(tmp_path: Path, header: str = "", style: str = "") -> Path:
    """An organisation's own file with text, a header and a style."""
    document = docx.Document()
    document.add_paragraph("Gammal text som ska bort.")
    if header:
        document.sections[0].header.paragraphs[0].add_run(header[: len(header) // 2])
        document.sections[0].header.paragraphs[0].add_run(header[len(header) // 2 :])
    document.styles["Heading 1"].font.name = style or None
    path = tmp_path / "mall.docx"
    document.save(str(path))
    return path


def test_the_organisations_own_file_gives_the_look(
    drafts: dict[str, Draft], tmp_path: Path
) -> None:
    path = template(tmp_path, "Vindelby kommun {dnr} {datum}", "Georgia")
    word = as_word(drafts["yttrande"], path)
    document = opened(word)
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert "Gammal text" not in "\n".join(one.text for one in document.paragraphs)
    header = "\n".join(one.text for one in document.sections[0].header.paragraphs)
    assert header == "Vindelby kommun KS 2031/88 2031-09-01"
    assert [one for one in findings(word) if not one.startswith("contrast")] == []


def test_a_file_that_is_no_word_document_is_told(drafts: dict[str, Draft], tmp_path: Path) -> None:
    path = tmp_path / "mall.docx"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(BadTemplate) as problem:
        as_word(drafts["yttrande"], path)
    assert "mall.docx" in problem.value.swedish
    with pytest.raises(BadTemplate):
        as_word(drafts["yttrande"], tmp_path / "absent.docx")


def saved(document: Document, path: Path) -> Path:
    document.save(str(path))
    return path


def text_of(part: object) -> str:
    return "".join(part._element.xpath(".//w:t/text()"))  # type: ignore[attr-defined]


def test_marks_of_two_sources_are_parted(material: Material) -> None:
    source = cited(material, REPORT_DOC, "5.2", "Vardagslotsen fattar inga beslut.")
    word = as_word(draft_of(paragraph(sourced("Så är det.", 1, 2), sources=(source, source))))
    assert opened(word).paragraphs[-1].text == "Så är det.,"  # the comma between the two marks
    assert findings(word) == []


def test_each_row_of_decisions_is_counted_from_one() -> None:
    decisions = tuple(
        paragraph(stand(f"Nämnden beslutar {n}."), key=f"{n}").model_copy(
            update={"form": "decision"}
        )
        for n in range(2)
    )
    sections = tuple(
        Section(key=key, heading=f"Beslut {key}", paragraphs=decisions) for key in "ab"
    )
    document = opened(as_word(Draft(case=CASE, text=Text(title="T", sections=sections))))
    numbers = [
        one._p.pPr.numPr.numId.val
        for one in document.paragraphs
        if one.style and one.style.name == "List Number"
    ]
    first, second = numbers[0], numbers[2]
    assert numbers == [first, first, second, second]
    lists = document.part.numbering_part.element
    for number in (first, second):
        assert lists.num_having_numId(number).xpath(".//w:startOverride/@w:val") == ["1"]


def test_a_file_without_our_styles_gets_lists_and_lines(
    drafts: dict[str, Draft], tmp_path: Path
) -> None:
    document = docx.Document()
    for style in list(document.styles):
        if style.name not in ("Normal", "Default Paragraph Font", "Normal Table", "No List"):
            style.delete()
    for related, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del document.part.rels[related]
    document.styles["Normal"].element.find(qn("w:name")).set(qn("w:val"), "normal")
    word = as_word(drafts["tjansteutlatande"], saved(document, tmp_path / "mall.docx"))
    made = opened(word)
    assert findings(word) == []
    lists = made.part.numbering_part.element
    for name, form in (("List Bullet", "bullet"), ("List Number", "decimal")):
        number = made.styles[name].element.pPr.numPr.numId.val
        definition = lists.num_having_numId(number).abstractNumId.val
        assert lists.xpath(f"w:abstractNum[@w:abstractNumId='{definition}']//w:numFmt/@w:val") == [
            form
        ]
    assert made.styles["Table Grid"].element.xpath(".//w:tblBorders/w:insideH")


def test_a_picture_and_a_field_beside_a_placeholder_stay(
    drafts: dict[str, Draft], tmp_path: Path
) -> None:
    document = docx.Document()
    line = document.sections[0].header.paragraphs[0]
    for words in ("Diarienummer {d", "nr", "}, sida "):
        line.add_run(words)
    picture, field = OxmlElement("w:drawing"), OxmlElement("w:instrText")
    field.text = "PAGE"
    line.add_run()._r.append(picture)
    line.add_run()._r.append(field)
    made = opened(as_word(drafts["yttrande"], saved(document, tmp_path / "mall.docx")))
    header = made.sections[0].header
    assert text_of(header) == "Diarienummer KS 2031/88, sida "
    assert header._element.xpath(".//w:drawing")
    assert header._element.xpath(".//w:instrText/text()") == ["PAGE"]


@pytest.mark.parametrize(
    "made",
    [
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Sida 1 av 1</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
        f"<w:p {nsdecls('w')}><w:r><w:pict/></w:r></w:p>",
        f"<w:p {nsdecls('w')}><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
    ],
)
def test_a_footer_that_somebody_made_is_kept(
    drafts: dict[str, Draft], tmp_path: Path, made: str
) -> None:
    document = docx.Document()
    document.sections[0].footer.paragraphs[0]._p.addprevious(parse_xml(made))
    word = as_word(drafts["yttrande"], saved(document, tmp_path / "mall.docx"))
    footer = opened(word).sections[0].footer
    assert "NUMPAGES" not in footer._element.xml


def test_headers_that_the_last_section_takes_over_are_kept(
    drafts: dict[str, Draft], tmp_path: Path
) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].add_run("Vindelby kommun")
    document.add_section()
    document.settings.odd_and_even_pages_header_footer = True
    made = opened(as_word(drafts["yttrande"], saved(document, tmp_path / "mall.docx")))
    (section,) = made.sections
    assert text_of(section.header) == "Vindelby kommun"
    assert "KS 2031/88" in text_of(section.even_page_header)


def test_settings_name_the_lines_of_our_notes(drafts: dict[str, Draft], tmp_path: Path) -> None:
    document = docx.Document()
    older = (
        f"<w:footnotePr {nsdecls('w')}><w:footnote w:id='0'/><w:footnote w:id='1'/></w:footnotePr>"
    )
    document.settings.element.append(parse_xml(older))
    word = as_word(drafts["yttrande"], saved(document, tmp_path / "mall.docx"))
    settings_ = opened(word).settings.element
    assert settings_.xpath("w:footnotePr/w:footnote/@w:id") == ["-1", "0"]
    assert settings_.xpath("w:footnotePr/following-sibling::w:compat")


def test_a_template_may_be_a_dotx(drafts: dict[str, Draft], tmp_path: Path) -> None:
    written, path = template(tmp_path, style="Georgia"), tmp_path / "mall.dotx"
    with zipfile.ZipFile(written) as file, zipfile.ZipFile(path, "w") as copy:
        for entry in file.infolist():
            content = file.read(entry).replace(b"document.main+xml", b"template.main+xml")
            copy.writestr(entry, content)
    assert opened(as_word(drafts["yttrande"], path)).styles["Heading 1"].font.name == "Georgia"


def test_what_cannot_be_read_is_told_apart_from_what_is_no_word_document(
    drafts: dict[str, Draft], tmp_path: Path
) -> None:
    torn = tmp_path / "torn.docx"
    with zipfile.ZipFile(template(tmp_path)) as file, zipfile.ZipFile(torn, "w") as copy:
        for entry in file.infolist():
            whole = entry.filename != "word/document.xml"
            copy.writestr(entry, file.read(entry) if whole else b"<w:document")
    for path, told in ((torn, "inte ett Word-dokument"), (tmp_path, "inte att läsa")):
        with pytest.raises(BadTemplate) as problem:
            as_word(drafts["yttrande"], path)
        assert told in problem.value.swedish


def test_a_table_is_as_wide_as_the_text(drafts: dict[str, Draft], tmp_path: Path) -> None:
    document = docx.Document()
    page = document.sections[0]
    page.left_margin = page.right_margin = Mm(60)
    made = opened(as_word(drafts["yttrande"], saved(document, tmp_path / "mall.docx")))
    width = made.sections[0].page_width - 2 * Mm(60)
    (table,) = made.tables
    assert sum(column.width for column in table.columns) == pytest.approx(width, rel=0.001)


def test_a_file_says_when_it_was_made(drafts: dict[str, Draft]) -> None:
    properties = opened(as_word(drafts["yttrande"])).core_properties
    assert properties.created == properties.modified
    assert datetime.now(UTC) - properties.created < timedelta(minutes=5)
    assert properties.last_modified_by == properties.author


def test_markdown_has_headings_lists_table_and_notes(drafts: dict[str, Draft]) -> None:
    text = as_markdown(drafts["yttrande"])
    assert text.startswith("# Yttrande")
    assert "\n## Sammanfattning\n" in text
    assert "| --- |" in text
    marks, notes = (
        set(re.findall(r"\[\^(\d+)\](?!:)", text)),
        set(re.findall(r"\[\^(\d+)\]:", text)),
    )
    assert marks == notes
    assert notes


def test_the_appendix_tells_what_everything_stands_on(material: Material) -> None:
    source = cited(material, REPORT_DOC, "5.2", "Vardagslotsen fattar inga beslut.")
    draft = draft_of(
        paragraph(
            Sentence(text="Mallens ord.", basis=Basis.TEMPLATE),
            stand(),
            Sentence(text="Vi ser en risk.", basis=Basis.POINT),
            sourced("Lotsen beslutar inget."),
            sources=(source,),
        )
    )
    assert draft.text
    edited = draft.edited("p", f"{draft.text.paragraph('p').text} Vi har 48 kontor.", NOW)  # type: ignore[union-attr]
    for text in (
        appendix_as_markdown(edited),
        "\n".join(
            cell.text
            for table in opened(appendix_as_word(edited)).tables
            for row in table.rows
            for cell in row.cells
        ),
    ):
        for told in (
            "mallens text", "valt ställningstagande", "egen synpunkt", "handläggarens egna ord",
            "Vardagslotsen fattar inga beslut.", "maskinellt", "för hand 2031-09-01",
        ):  # fmt: skip
            assert told in text
    confirmed = edited.confirmed("p", "Vi har 48 kontor.", NOW)
    assert "bekräftad av handläggaren" in appendix_as_markdown(confirmed)


def test_the_appendix_does_not_part_a_quote_that_was_edited(material: Material) -> None:
    source = cited(material, REPORT_DOC, "5.2", "Vardagslotsen fattar inga beslut.")
    draft = draft_of(paragraph(stand(), sources=(source,)))
    assert draft.text
    quoted = "Betänkandet säger: ”Lotsen har 48 kontor. Där finns nästan allt.” [1]"
    edited = draft.edited("p", quoted, NOW)
    (row,) = (line for line in appendix_as_markdown(edited).splitlines() if "48 kontor" in line)
    assert "Där finns nästan allt.” | källa |" in row


def test_a_draft_without_text_is_not_exported() -> None:
    for export in (as_word, as_markdown, appendix_as_word, appendix_as_markdown):
        with pytest.raises(ValueError, match="no text"):
            export(Draft())


@settings(max_examples=8)
@given(st.text(max_size=60), st.text(min_size=1, max_size=60))
def test_no_sign_breaks_a_file(title: str, words: str) -> None:
    table = Table(head=("A", words), rows=(Row(cells=(words, title)),))
    section = Section(key="s", heading=words, paragraphs=(paragraph(stand(words)),), table=table)
    text = Text(title=title, sections=(section,))
    draft = Draft(case=Case(organisation=words, dnr=title, officer=words * 5), text=text)
    for word in (as_word(draft), appendix_as_word(draft)):
        assert opened(word).paragraphs
    assert as_markdown(draft)
    assert appendix_as_markdown(draft)


def test_all_types_become_pdf(drafts: dict[str, Draft]) -> None:
    if not pdf_available():
        pytest.skip("LibreOffice is not installed on this machine")
    words = [as_word(draft) for draft in drafts.values()]
    for pdf in as_pdfs(words):
        assert b"/StructTreeRoot" in pdf  # tagged: a screen reader finds its headings
        pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]
        assert f"({len(pages)})" in pages[0]
        assert "KS 2031/88" in pages[0]
        assert "Närmare vardagen" in pages[0]
        assert "avsnitt" in "\n".join(pages)


def linking_to(address: str) -> bytes:
    """A document with a picture that stands somewhere else."""
    document, small = docx.Document(), BytesIO()
    Image.new("RGB", (9, 9)).save(small, "PNG")
    small.seek(0)
    picture = document.add_paragraph().add_run().add_picture(small)
    (blip,) = picture._inline.xpath(".//a:blip")
    del blip.attrib[qn("r:embed")]
    linked = document.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    blip.set(qn("r:link"), linked)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_pdf_is_made_without_fetching_what_a_template_links_to() -> None:
    if not pdf_available():
        pytest.skip("LibreOffice is not installed on this machine")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert as_pdf(linking_to(f"http://127.0.0.1:{port}/logo.png")).startswith(b"%PDF")
        server.setblocking(False)
        with pytest.raises(BlockingIOError):  # nobody has called
            server.accept()


def test_pdf_that_cannot_be_made_is_told(
    drafts: dict[str, Draft], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    word = as_word(drafts["yttrande"])
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoPdf) as absent:
        as_pdf(word)
    assert "inte är installerat" in absent.value.swedish
    for script in ("exit 3", "exec sleep 60", "exit 0"):
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
        program.chmod(0o755)
        with pytest.raises(NoPdf) as failed:
            as_pdf(word, longest=0.5)
        assert "Word" in failed.value.swedish
