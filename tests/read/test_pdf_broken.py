"""PDFs that are no documents: refused with the reason, without noise."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from fpdf import FPDF
from pdf_paper import Report, Sheet
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.lib.pdfencrypt import StandardEncryption

from ingest.read.pdf import read_pdf
from ingest.read.transcript import UnreadableDocument


def good(path: Path) -> Path:
    sheet = Sheet(path)
    for page in range(6):
        sheet.lines(f"Sidan {page} handlar om stigar i bygden och om dem som röjer dem.")
        sheet.next_page()
    return sheet.save()


def reason(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_pdf(path)
    assert str(caught.value)
    return caught.value.reason


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    assert reason(tmp_path / "a.pdf") == "empty"


@pytest.mark.parametrize("data", [b"\x00" * 500, b"<html>Stigar</html>", b"%PDF-1.7\n%%EOF\n"])
def test_no_pdf(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert reason(tmp_path / "a.pdf") == "damaged"


def test_missing_file(tmp_path: Path) -> None:
    assert reason(tmp_path / "nowhere.pdf") == "damaged"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated(tmp_path: Path, share: float) -> None:
    data = good(tmp_path / "a.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(data[: int(share * len(data))])
    assert reason(tmp_path / "a.pdf") == "damaged"


@pytest.mark.parametrize("step", range(8))
def test_overwritten_in_the_middle(tmp_path: Path, step: int) -> None:
    """Read or refused, but never another error."""
    data = bytearray(good(tmp_path / "a.pdf").read_bytes())
    start = step * len(data) // 8
    data[start : start + 200] = bytes((i * 37 + step) % 256 for i in range(200))
    (tmp_path / "a.pdf").write_bytes(data)
    try:
        read_pdf(tmp_path / "a.pdf")
    except UnreadableDocument as refusal:
        assert refusal.reason in {"damaged", "garbled", "scan", "encrypted"}


def test_locked_with_a_password(tmp_path: Path) -> None:
    lock = StandardEncryption("hemligt", canPrint=0)
    sheet = Sheet(tmp_path / "a.pdf", encrypt=lock)
    sheet.lines("Stigarna är hemliga.")
    assert reason(sheet.save()) == "encrypted"


def test_locked_against_changes_only(tmp_path: Path) -> None:
    """An owner's password keeps no one from reading."""
    sheet = Sheet(tmp_path / "a.pdf", encrypt=StandardEncryption("", "ägare", canModify=0))
    sheet.lines("Stigarna är öppna för alla.")
    assert read_pdf(sheet.save()).blocks[0].text == "Stigarna är öppna för alla."


def test_blank_pages(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.next_page()
    assert reason(sheet.save()) == "scan"


def test_pictures_alone(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.canvas.rect(50, 50, 400, 600, fill=1)
    assert reason(sheet.save()) == "scan"


def test_fonts_without_a_map(tmp_path: Path) -> None:
    """Shapes numbered as in many fonts (A is 36), with no word on which letters they are."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Times", size=11)
    text = "Stigarna i bygden sköts av dem som bor vid dem och som vandrar där varje dag. " * 8
    shifted = "".join(chr(max(ord(char) - 29, 33)) for char in text)
    for i in range(0, len(shifted), 80):
        pdf.text(20, 30 + i / 16, shifted[i : i + 80])
    pdf.output(str(tmp_path / "a.pdf"))
    assert reason(tmp_path / "a.pdf") == "garbled"


def test_shapes_that_stand_for_no_letter(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(good(tmp_path / "a.pdf")))
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].values():
            stream = DecodedStreamObject()
            stream.set_data(
                b"1 begincodespacerange <00> <FF> endcodespacerange\n"
                b"1 beginbfrange <00> <FF> <E000> endbfrange"
            )
            font.get_object()[NameObject("/ToUnicode")] = writer._add_object(stream)
    writer.write(tmp_path / "b.pdf")
    assert reason(tmp_path / "b.pdf") == "garbled"


def test_one_bad_page_of_many_is_left_out(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for page in range(20):
        sheet.lines(f"Sidan {page} handlar om stigar i bygden och om dem som röjer dem.")
        sheet.next_page()
    writer = PdfWriter(clone_from=PdfReader(sheet.save()))
    writer.pages[3][NameObject("/Contents")] = NameObject("/Nothing")
    writer.pages[4][NameObject("/MediaBox")] = NameObject("/Nothing")
    writer.write(tmp_path / "b.pdf")
    transcript = read_pdf(tmp_path / "b.pdf")
    assert {line.page_index for block in transcript.blocks for line in block.lines} >= {0, 5, 19}


def test_nothing_on_stderr(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = good(tmp_path / "a.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(data.replace(b"startxref\n", b"startxref\n9"))
    with contextlib.suppress(UnreadableDocument):
        read_pdf(tmp_path / "a.pdf")
    assert capfd.readouterr() == ("", "")


def test_outlines_in_a_circle(tmp_path: Path) -> None:
    report = Report(tmp_path / "a.pdf", front=0)
    report.heading("1 Inledning", 1)
    report.paragraph("Stigarna i bygden sköts av dem som bor vid dem.")
    writer = PdfWriter(clone_from=PdfReader(report.save()))
    first = writer.root_object["/Outlines"]["/First"]
    first[NameObject("/Next")] = first.indirect_reference
    writer.write(tmp_path / "b.pdf")
    assert read_pdf(tmp_path / "b.pdf").blocks[0].text == "1 Inledning"
