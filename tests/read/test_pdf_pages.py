"""Single matters of the PDF reader, each on a page or two."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF
from pdf_paper import BOLD, ROMAN, Sheet
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from ingest.read.pdf import read_pdf
from ingest.read.pdf.operations import operations
from ingest.read.transcript import Block, BlockKind, Transcript

PROSE = [
    "Stigarna i Norrbygden har länge skötts av dem som bor vid dem, och",
    "kommittén har därför talat med byalag, skogsägare och de föreningar",
    "som ordnar vandringar under sommaren och hösten i hela området där",
]


def texts(transcript: Transcript, kind: BlockKind | None = None) -> list[str]:
    return [block.text for block in transcript.blocks if kind in (None, block.kind)]


def page_of(tmp_path: Path, *lines: str) -> Transcript:
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.lines(*lines)
    return read_pdf(sheet.save())


# Words


@pytest.mark.parametrize(
    ("above", "below", "mended"),
    [
        ("och därför ska kom-", "munerna i området", "ska kommunerna i"),
        ("och därför ska hälso-", "och sjukvården i området", "ska hälso- och sjukvården"),
        ("och därför ska IVO-", "tillsynen i området", "ska IVO-tillsynen i"),
        ("och därför ska 10–", "15 byar i området", "ska 10–15 byar"),
        ("och därför ska 80-", "talets stigar i området", "ska 80-talets stigar"),
        ("och därför ska Norr-", "Söderbygden i området", "ska Norr-Söderbygden i"),
        ("och därför ska e-", "posten i området", "ska e-posten i"),
        ("det icke-avsedda sker, och det icke-", "avsedda igen", "och det icke-avsedda igen"),
        ("se https://exempel.se/", "stigar/bygd för mer", "se https://exempel.se/stigar/bygd för"),
        ("och därför ska byn –", "som förut – få stöd", "ska byn – som förut – få"),
    ],
)
def test_hyphens_at_line_ends(tmp_path: Path, above: str, below: str, mended: str) -> None:
    [text] = texts(page_of(tmp_path, PROSE[0], above, f"{below} och i resten av landskapet."))
    assert mended in text


def test_soft_hyphens_go(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Times", size=11)
    pdf.text(20, 30, "Stigarna ska för\u00advaltas av kom\u00ad")
    pdf.text(20, 35, "munerna i hela landskapet under de närmaste åren.")
    pdf.output(str(tmp_path / "soft.pdf"))
    [text] = texts(read_pdf(tmp_path / "soft.pdf"))
    assert text.startswith("Stigarna ska förvaltas av kommunerna i hela")


def test_words_placed_one_by_one(tmp_path: Path) -> None:
    """Justified text is often drawn word by word, or in an array with moves between."""
    sheet = Sheet(tmp_path / "placed.pdf")
    for x, word in ((85, "Stigar"), (118, "ska"), (138, "röjas")):
        sheet.line(x, 700, word)
    sheet.canvas._code.append(
        "BT /F2 11 Tf 1 0 0 1 85 686 Tm [(t) 30 (v\\345) -250 (g\\345nger)] TJ ET"
    )
    [text] = texts(read_pdf(sheet.save()))
    assert text == "Stigar ska röjas två gånger"


def test_raised_figures_without_a_note_stay(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "area.pdf")
    sheet.line(85, 700, "Ytan är 40 m")
    sheet.line(145.5, 704, "2", size=6)
    sheet.line(149, 700, " vid bron.")
    [text] = texts(read_pdf(sheet.save()))
    assert text == "Ytan är 40 m2 vid bron."


# Furniture and page numbers


def letter(tmp_path: Path) -> Path:
    sheet = Sheet(tmp_path / "letter.pdf")
    for page in range(1, 4):
        sheet.line(85, 790, "Norrbygdens stignämnd", size=10, font=BOLD)
        sheet.line(85, 778, f"Dnr SN 2031-0{page}7", size=10)
        sheet.line(470, 790, f"Sida {page} (3)", size=9)
        sheet.lines("Yttrande över stigar" if page == 1 else "det som sagts ovan.", *PROSE * 2)
        sheet.line(240, 40, "Bygatan 3, Norrby", size=8)
        sheet.next_page()
    return sheet.save()


def test_letterheads_go(tmp_path: Path) -> None:
    transcript = read_pdf(letter(tmp_path))
    whole = " ".join(texts(transcript))
    for furniture in ("stignämnd", "Dnr", "Sida", "(3)", "Bygatan"):
        assert furniture not in whole
    assert [block.lines[0].page for block in transcript.blocks][:1] == [1]


def test_headings_of_a_letter_are_guessed(tmp_path: Path) -> None:
    transcript = read_pdf(letter(tmp_path))
    assert texts(transcript, BlockKind.HEADING) == ["Yttrande över stigar"]
    assert transcript.blocks[0].level == 0


def test_heads_amid_the_text_go(tmp_path: Path) -> None:
    """A print-out that was set anew carries its old heads with it."""
    sheet = Sheet(tmp_path / "anew.pdf")
    for old, place in ((4, "Norrby"), (5, "Sörby")):
        y = sheet.lines(*PROSE, f"vandrarna ofta går till {place}, och")
        y = sheet.lines("Norrbygdens stignämnd", "Dnr SN 2031-017", f"Sida {old} (9)", y=y)
        sheet.lines(f"därmed blir stigarna slitna där {place} tar vid.", y=y)
        sheet.next_page()
    whole = " ".join(texts(read_pdf(sheet.save())))
    assert "stignämnd" not in whole and "Sida" not in whole and "Dnr" not in whole
    assert "ofta går till Sörby, och därmed blir stigarna slitna där Sörby tar vid." in whole


def numbered(tmp_path: Path, printed: list[str], labels: bool = False) -> list[int | None]:
    sheet = Sheet(tmp_path / "numbers.pdf")
    for i, number in enumerate(printed):
        sheet.lines(f"Sidan handlar om by {i}.", *PROSE)
        if number:
            sheet.line(290, 40, number, size=9)
        if labels:
            sheet.canvas.addPageLabel(i, style="ARABIC", start=i + 101)
        sheet.next_page()
    transcript = read_pdf(sheet.save())
    found = {line.page_index: line.page for block in transcript.blocks for line in block.lines}
    return [found.get(i) for i in range(len(printed))]


def test_page_numbers_read_off_the_page(tmp_path: Path) -> None:
    assert numbered(tmp_path, ["", "", "1", "2", "3"]) == [None, None, 1, 2, 3]


def test_openings_without_a_number_have_the_one_between(tmp_path: Path) -> None:
    assert numbered(tmp_path, ["7", "8", "", "10", "11"]) == [7, 8, 9, 10, 11]


def test_roman_numbers_are_furniture_but_no_numbers(tmp_path: Path) -> None:
    assert numbered(tmp_path, ["iii", "iv", "1", "2", "3"]) == [None, None, 1, 2, 3]
    assert not any(text in ("iii", "iv") for text in texts(read_pdf(tmp_path / "numbers.pdf")))


def test_page_labels_where_nothing_is_printed(tmp_path: Path) -> None:
    assert numbered(tmp_path, ["", "", ""], labels=True) == [101, 102, 103]


def test_no_numbers_at_all(tmp_path: Path) -> None:
    assert numbered(tmp_path, ["", "", ""]) == [None, None, None]


def test_years_at_the_foot_are_no_page_numbers(tmp_path: Path) -> None:
    assert numbered(tmp_path, ["1999", "40", "2007"]) == [None, None, None]


# Contents and headings


def test_contents_without_leaders(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "contents.pdf")
    sheet.line(85, 720, "Innehåll", size=16, font=BOLD)
    for i in range(6):
        sheet.line(85, 690 - 14 * i, f"{i + 1} Kapitel om by {i}")
        sheet.canvas.drawRightString(500, 690 - 14 * i, str(2 + 3 * i))
    sheet.next_page()
    sheet.lines(*PROSE)
    whole = " ".join(texts(read_pdf(sheet.save())))
    assert "Innehåll" not in whole and "Kapitel" not in whole


def plain_sections(tmp_path: Path, *, bookmarks: bool) -> list[tuple[str, int]]:
    """Headings set like the running text, with bookmarks or without."""
    sheet = Sheet(tmp_path / "plain.pdf")
    y = 740.0
    for heading in ("1 Inledning", "1.1 Bakgrund", "1.2 Uppdraget", "2 Förslag"):
        if bookmarks:
            sheet.canvas.bookmarkPage(heading)
            sheet.canvas.addOutlineEntry(heading, heading, level=heading.count("."))
        y = sheet.lines(heading, y=y - 14)
        y = sheet.lines(*PROSE, "de bor.", y=y - (0 if bookmarks else 8))
    return [
        (block.text, block.level)
        for block in read_pdf(sheet.save()).blocks
        if block.kind is BlockKind.HEADING
    ]


@pytest.mark.parametrize("bookmarks", [True, False])
def test_headings_in_plain_type(tmp_path: Path, bookmarks: bool) -> None:
    """By what bookmarks announce, or by their numbers and the space around them."""
    expected = [("1 Inledning", 1), ("1.1 Bakgrund", 2), ("1.2 Uppdraget", 2), ("2 Förslag", 1)]
    assert plain_sections(tmp_path, bookmarks=bookmarks) == expected


def test_figures_in_bold_lines_make_no_chapters(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "bold.pdf")
    y = 740.0
    for heading in ("1 Inledning", "16 Byar fick stöd", "2 Förslag", "27 §", "2.1 Ansvar"):
        sheet.line(85, y, heading, size=11 if heading[:2] in ("16", "27") else 14, font=BOLD)
        y = sheet.lines(*PROSE, "de bor.", y=y - 20) - 14
    levels = {
        block.text: block.level
        for block in read_pdf(sheet.save()).blocks
        if block.kind is BlockKind.HEADING
    }
    assert levels["1 Inledning"] == levels["2 Förslag"] == 1 and levels["2.1 Ansvar"] == 2
    assert levels["16 Byar fick stöd"] > 1 and levels["27 §"] > 1


def test_annexes_and_their_questions(tmp_path: Path) -> None:
    """An annex belongs to no chapter, and the questions of a form are no chapters."""
    sheet = Sheet(tmp_path / "annex.pdf")
    y = 760.0
    headings = {
        "1 Inledning": 16,
        "2 Förslag": 16,
        "2.1 Ansvar": 13,
        "Bilaga 1": 11,
        "1. Röjs stigen?": 11,
        "2. När?": 11,
    }
    for heading, size in headings.items():
        sheet.line(85, y, heading, size=size, font=BOLD)
        y = sheet.lines(*PROSE, "de bor.", y=y - 20) - 14
    levels = {
        block.text: block.level
        for block in read_pdf(sheet.save()).blocks
        if block.kind is BlockKind.HEADING
    }
    assert levels["1 Inledning"] == levels["2 Förslag"] == levels["Bilaga 1"] == 1
    assert levels["2.1 Ansvar"] == 2
    assert levels["1. Röjs stigen?"] > 1 and levels["2. När?"] > 1


# Layout


def test_points_that_a_paragraph_has_swallowed(tmp_path: Path) -> None:
    transcript = page_of(
        tmp_path,
        "– Byarna ska röja sina stigar. – Kommunerna ska laga",
        "broarna. – Staten ger stöd.",
    )
    assert texts(transcript, BlockKind.ITEM) == [
        "– Byarna ska röja sina stigar.",
        "– Kommunerna ska laga broarna.",
        "– Staten ger stöd.",
    ]
    assert [len(block.lines) for block in transcript.blocks] == [1, 2, 1]


def test_indents_open_paragraphs(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "indents.pdf")
    y = sheet.lines(*PROSE, "de bor.")
    sheet.line(100, y, "Därefter har ingen röjt dem, fastän skogen växer och vandrarna blir")
    sheet.lines("allt fler för vart år som går i bygden.", y=y - 14)
    found = texts(read_pdf(sheet.save()))
    assert [text[:10] for text in found] == ["Stigarna i", "Därefter h"]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "columns.pdf")
    left = [
        "Nuvarande lydelse är den att",
        "varje by ska röja sina stigar",
        "när våren kommer och snön",
        "har smält i hela landskapet",
        "om det finns folk i byn.",
    ]
    right = [
        "Föreslagen lydelse är den att",
        "varje kommun ska röja stigar",
        "två gånger om året och laga",
        "de broar som är murkna om",
        "det finns medel för det.",
    ]
    sheet.line(
        85, 740, "Härigenom föreskrivs i fråga om stiglagen att tre paragrafer ska lyda så här."
    )
    sheet.lines(*left, x=85, y=710)
    sheet.lines(*right, x=300, y=703)
    whole = " ".join(texts(read_pdf(sheet.save())))
    assert " ".join(left) in whole and " ".join(right) in whole


def test_tables_read_row_by_row(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Times", size=11)
    pdf.multi_cell(0, 6, " ".join(PROSE) + " de bor.", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(6)
    rows = [
        ("By", "Stigar", "Anmärkning"),
        ("Norrby", "12", "röjs varje vår av byalaget, som har egna redskap och en traktor"),
        ("Sörby", "7", "röjs inte"),
    ]
    with pdf.table() as table:
        for row in rows:
            cells = table.row()
            for cell in row:
                cells.cell(cell)
    pdf.output(str(tmp_path / "table.pdf"))
    transcript = read_pdf(tmp_path / "table.pdf")
    assert texts(transcript, BlockKind.ROW) == [" | ".join(row) for row in rows]
    wide = next(block for block in transcript.blocks if block.text.startswith("Norrby"))
    for line, following in zip(wide.lines, wide.lines[1:], strict=False):
        assert line.start < following.start


def test_tables_without_rules(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "table.pdf")
    for i, row in enumerate(
        (("Norrby", "12", "1 400"), ("Sörby", "7", "900"), ("Väst", "3", "80"))
    ):
        for x, cell in zip((85, 220, 300), row, strict=True):
            sheet.line(x, 700 - 14 * i, cell)
    found = texts(read_pdf(sheet.save()), BlockKind.ROW)
    assert found == ["Norrby | 12 | 1 400", "Sörby | 7 | 900", "Väst | 3 | 80"]


def test_a_page_lying_on_its_side(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "side.pdf")
    sheet.lines(*PROSE, "de bor.")
    sheet.next_page()
    sheet.canvas.translate(595, 0)
    sheet.canvas.rotate(90)
    sheet.lines("Liggande text står även den upprätt för den", "som vrider arket.", x=85, y=300)
    transcript = read_pdf(sheet.save())
    last = transcript.blocks[-1]
    assert last.text == "Liggande text står även den upprätt för den som vrider arket."
    assert last.lines[0].box is not None
    left, bottom, right, top = last.lines[0].box
    assert right - left < 20 < top - bottom and 280 < left < 310


def test_text_in_forms_is_read(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "form.pdf")
    sheet.canvas.beginForm("stamp")
    sheet.line(85, 700, "Texten står i ett formulär.")
    sheet.canvas.endForm()
    sheet.canvas.doForm("stamp")
    assert texts(read_pdf(sheet.save())) == ["Texten står i ett formulär."]


def test_slides(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "slides.pdf", size=(960, 540))
    for title in ("Varför stigar?", "Vad vi vet"):
        sheet.line(60, 470, title, size=28, font=BOLD)
        for i, point in enumerate(("• röjning", "• broar och", "skyltar", "En fråga till er")):
            sheet.line(60, 420 - 24 * i, point, size=16)
        sheet.line(60, 20, "Norrbygden 2031", size=9)
        sheet.next_page()
    transcript = read_pdf(sheet.save())
    assert transcript.slides
    assert texts(transcript) == [
        "Varför stigar?", "• röjning", "• broar och skyltar", "En fråga till er",
        "Vad vi vet", "• röjning", "• broar och skyltar", "En fråga till er",
    ]  # fmt: skip
    assert [b.level for b in transcript.blocks if b.kind is BlockKind.HEADING] == [1, 1]


def test_a_footnote_goes_on_on_the_next_page(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "note.pdf")
    sheet.lines(*PROSE, "de bor.")
    sheet.line(120, 682, "1", size=6)
    for page, note in enumerate(("Se vidare det som sägs i", "kapitlet om broar.")):
        sheet.canvas.line(85, 84, 160, 84)
        if page == 0:
            sheet.line(85, 75, "1", size=5)
        sheet.line(90, 72, note, size=8)
        if page == 0:
            sheet.next_page()
            sheet.lines("Annan text står på nästa sida, där vandringen börjar.")
    transcript = read_pdf(sheet.save())
    assert texts(transcript, BlockKind.FOOTNOTE) == [
        "1 Se vidare det som sägs i kapitlet om broar."
    ]


def test_the_boxes_hold_the_letters(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "box.pdf")
    sheet.line(85, 700, "Åkern vid sjön", size=12)
    [block] = read_pdf(sheet.save()).blocks
    box = block.lines[0].box
    assert box is not None
    width = sheet.canvas.stringWidth("Åkern vid sjön", ROMAN, 12)
    assert box[0] <= 85 and box[2] >= 85 + width and box[1] <= 697.5 and box[3] >= 710.5
    assert box[2] - box[0] < width + 4 and box[3] - box[1] < 16


def test_title_from_the_properties(tmp_path: Path) -> None:
    for title, expected in (
        ("Stigar i bygden", "Stigar i bygden"),
        ("Microsoft Word - a.docx", None),
    ):
        sheet = Sheet(tmp_path / "title.pdf")
        sheet.canvas.setTitle(title)
        sheet.lines(*PROSE)
        assert read_pdf(sheet.save()).title == expected


def test_cropped_text_is_not_seen(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "crop.pdf")
    sheet.lines(*PROSE, "de bor.")
    sheet.line(85, 900, "Tryckmärke utanför sidan")
    writer = PdfWriter(clone_from=PdfReader(sheet.save()))
    writer.pages[0][NameObject("/Rotate")] = writer.pages[0].mediabox[0]
    writer.write(tmp_path / "crop.pdf")
    assert "Tryckmärke" not in " ".join(texts(read_pdf(tmp_path / "crop.pdf")))


# Content streams


def test_operations_of_a_stream() -> None:
    stream = rb"q 1 0 0 -.5 3. -4 cm [(a\)b) -20 <4142>] TJ (x(y)z\101\n) Tj /F1 12 Tf Q"
    assert list(operations(stream)) == [
        (b"q", []),
        (b"cm", [1.0, 0.0, 0.0, -0.5, 3.0, -4.0]),
        (b"TJ", [[b"a)b", -20.0, b"AB"]]),
        (b"Tj", [b"x(y)zA\n"]),
        (b"Tf", ["F1", 12.0]),
        (b"Q", []),
    ]


@pytest.mark.parametrize(
    ("stream", "operators"),
    [
        (b"BI /W 2 /H 1 ID \x00(Tj\xff) EI q", [b"BI", b"ID", b"q"]),
        (b"/Span << /ActualText (a) /MCID 3 >> BDC (b) Tj EMC", [b"BDC", b"Tj", b"EMC"]),
        (b"% (no) Tj\n(yes) Tj", [b"Tj"]),
        (b"[(never closed) Tj q", [b"Tj", b"q"]),
        (b"(never closed Tj", []),
        (b")) >> ]] }{ \xff q", [b"q"]),
        (b"--5 0 Td", [b"Td"]),
    ],
)
def test_damaged_streams_are_stepped_over(stream: bytes, operators: list[bytes]) -> None:
    assert [operator for operator, _ in operations(stream)] == operators


def test_blocks_are_plain_values(tmp_path: Path) -> None:
    [block] = page_of(tmp_path, "En rad.").blocks
    assert isinstance(block, Block) and type(block.text) is str
