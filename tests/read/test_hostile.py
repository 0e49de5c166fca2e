"""Files made to do harm: each is refused with its reason, and reads nothing it should not."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from pptx import Presentation
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from ingest.read import UnreadableDocument, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

Make = Callable[..., Path]


def reason(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    assert str(caught.value)
    return caught.value.reason


# PDF


def pdf(path: Path, *objects: bytes) -> Path:
    """A PDF of these objects, numbered from 1, the first being its root."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(out)
    return path


ROOT = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"


def test_a_pdf_of_a_million_pages(tmp_path: Path) -> None:
    stated = b"<</Type/Pages/Count 1000000/Kids[3 0 R]>>"
    assert reason(pdf(tmp_path / "a.pdf", ROOT, stated, PAGE)) == "too_large"
    hidden = b"<</Type/Pages/Count 3/Kids[" + b"3 0 R " * 30_000 + b"]>>"
    assert reason(pdf(tmp_path / "a.pdf", ROOT, hidden, PAGE)) == "too_large"


def test_a_pdf_whose_pages_lead_in_a_circle(tmp_path: Path) -> None:
    circle = b"<</Type/Pages/Count 5/Kids[2 0 R 3 0 R]>>"
    assert reason(pdf(tmp_path / "a.pdf", ROOT, circle, PAGE)) in {"damaged", "too_large"}


@pytest.mark.parametrize("layers", [1, 2])
def test_a_pdf_that_unpacks_past_all_measure(tmp_path: Path, layers: int) -> None:
    packed = zlib.compress(b"0 0 m " * 20_000_000, 9)
    filters = b"/Filter[" + b"/FlateDecode " * layers + b"]"
    if layers == 2:
        packed = zlib.compress(packed, 9)
    content = b"<</Length %d%b>>stream\n%b\nendstream" % (len(packed), filters, packed)
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    assert reason(pdf(tmp_path / "a.pdf", ROOT, pages, PAGE, content)) in {"too_large", "damaged"}


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_an_encrypted_pdf_opens_without_a_users_password_alone(
    tmp_path: Path, algorithm: str
) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(50, 700, "Stigarna är öppna för alla.")
    canvas.save()
    for password in ("", "hemligt"):
        writer = PdfWriter(clone_from=PdfReader(tmp_path / "a.pdf"))
        writer.encrypt(password, "ägarens", algorithm=algorithm)
        writer.write(tmp_path / "b.pdf")
        if password:
            assert reason(tmp_path / "b.pdf") == "encrypted"
        else:
            assert read(tmp_path / "b.pdf").blocks[0].text == "Stigarna är öppna för alla."


# Word and PowerPoint


@pytest.fixture
def word(tmp_path: Path) -> Make:
    """Makes a Word document whose body, or another part, is as given."""
    good = tmp_path / "good.docx"
    made = docx.Document()
    made.add_paragraph("Stigarna är öppna för alla.")
    made.save(str(good))

    def make(body: str | None = None, prolog: str = "", **more: bytes) -> Path:
        path = tmp_path / "a.docx"
        with ZipFile(good) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                data = source.read(name)
                if name == "word/document.xml" and body is not None:
                    data = f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>".encode()
                target.writestr(name, data)
            for name, data in more.items():
                target.writestr(name, data)
        return path

    return make


def test_the_document_that_these_are_made_of_is_good(word: Make) -> None:
    assert read(word()).blocks[0].text == "Stigarna är öppna för alla."
    assert read(word("<w:p><w:r><w:t>Hej</w:t></w:r></w:p>")).blocks[0].text == "Hej"


def test_a_zip_bomb(word: Make) -> None:
    assert reason(word("<w:p/>" * 6_000_000)) == "too_large"
    assert reason(word(**{f"word/media/{n}.png": b"0" * 150_000_000 for n in range(3)})) == (
        "too_large"
    )


def test_a_zip_of_very_many_parts(word: Make) -> None:
    assert reason(word(**{f"x{n}": b"" for n in range(20_001)})) == "too_large"


def test_entities_that_multiply_and_that_read_files(word: Make, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("hemligt", encoding="utf8")
    for entity, name in (
        (f'<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">', "x"),
        ('<!ENTITY a "lol">' + "".join(
            f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        ), "i"),
    ):  # fmt: skip
        prolog = f'<?xml version="1.0"?><!DOCTYPE d [{entity}]>'
        path = word(f"<w:p><w:r><w:t>Hej &{name}; du</w:t></w:r></w:p>", prolog)
        try:
            text = " ".join(block.text for block in read(path).blocks)
        except UnreadableDocument as error:
            assert error.reason in {"damaged", "empty"}
        else:
            assert "hemligt" not in text
            assert "lol" not in text


def test_nesting_past_all_measure(word: Make) -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 3000
    assert reason(word(deep)) == "damaged"


@pytest.mark.parametrize("kind", ["docx", "pptx"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_truncated(tmp_path: Path, kind: str, share: float) -> None:
    path = tmp_path / f"a.{kind}"
    made = docx.Document() if kind == "docx" else Presentation()
    made.save(str(path))
    path.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])
    assert reason(path) == "damaged"


@pytest.mark.parametrize("kind", ["docx", "pptx"])
@pytest.mark.parametrize("step", range(6))
def test_overwritten_in_the_middle(tmp_path: Path, kind: str, step: int) -> None:
    """Read or refused, but never another error."""
    path = tmp_path / f"a.{kind}"
    made = docx.Document() if kind == "docx" else Presentation()
    made.save(str(path))
    data = bytearray(path.read_bytes())
    start = step * len(data) // 6
    data[start : start + 400] = bytes((i * 37 + step) % 256 for i in range(400))
    path.write_bytes(data)
    try:
        read(path)
    except UnreadableDocument as error:
        assert error.reason in {"damaged", "empty", "encoding", "unsupported", "encrypted"}


def test_parts_that_are_missing(word: Make, tmp_path: Path) -> None:
    path = tmp_path / "b.docx"
    for left_out in ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"):
        with ZipFile(word()) as source, ZipFile(path, "w") as target:
            for name in source.namelist():
                if name != left_out:
                    target.writestr(name, source.read(name))
        try:
            read(path)
        except UnreadableDocument as error:
            assert error.reason == "damaged"


def test_other_zip_files_and_xml(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with ZipFile(path, "w") as archive:
        archive.writestr("svar.txt", "Stigarna")
    assert reason(path) == "unsupported"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{sheet}"/></Types>')
    assert reason(path) == "unsupported"
    path.write_text('<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "lol">]><d>&a; text</d>')
    assert reason(path) == "unsupported"


def test_a_locked_office_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    assert reason(path) == "encrypted"
