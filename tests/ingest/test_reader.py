"""Formats are told by content; what cannot become text is refused with a reason in words."""

from pathlib import Path

import pytest

from ingest.read import BlockKind, UnreadableDocument, read
from ingest.read.reader import decode

TEXT = "Vindelby kommun tillstyrker förslaget. Åtgärder för äldre på ön är viktiga."


def refusal(path: Path) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "yttrande.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str, path: Path) -> None:
    path.write_bytes(TEXT.encode(encoding))
    assert [block.text for block in read(path).blocks] == [TEXT]


@pytest.mark.parametrize("mark, encoding", [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_either_byte_order(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x00\x01\x02\x03" * 400,
        TEXT.encode("utf-16-le"),  # no mark to tell it by
        b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1],
        TEXT.encode("utf-32"),
        TEXT.encode()[:-1] + b"\xc3",  # cut off: as Windows-1252 it would read "fÃ¶rslaget"
        ("\ufffd" * 5 + TEXT).encode(),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, path: Path) -> None:
    path.write_bytes(data)
    assert refusal(path).reason == "encoding"
    assert "UTF-8" in str(refusal(path))


@pytest.mark.parametrize(
    "data", [b"", b" \n\t \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"- - -\n***\n"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_empty_files(data: bytes, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path).reason == "empty"


def test_an_empty_pdf_is_empty_and_another_file_is_no_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.PDF"
    path.write_bytes(b"")
    assert refusal(path).reason == "empty"
    path.write_text(TEXT)
    assert refusal(path).reason == "damaged"


@pytest.mark.parametrize(
    "data, reason",
    [(b"PK\x03\x04 word/document.xml", "damaged"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "unsupported")],
)
def test_what_is_no_office_file_that_can_be_read_whatever_it_is_called(
    data: bytes, reason: str, path: Path
) -> None:
    path.write_bytes(data)
    assert refusal(path).reason == reason


def test_a_missing_file_and_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    assert refusal(tmp_path / "borta.txt").reason == "damaged"
    assert refusal(tmp_path).reason == "damaged"
    assert "cannot be opened" in str(refusal(tmp_path))


def headings(path: Path) -> list[str]:
    return [b.text for b in read(path).blocks if b.kind is BlockKind.HEADING]


def test_markdown_is_told_by_its_headings(path: Path) -> None:
    path.write_text(f"# Ett\n\n{TEXT}\n\n## Två\n\n{TEXT}\n", encoding="utf8")
    assert headings(path) == ["Ett", "Två"]


def test_one_mark_makes_no_markdown_of_a_text_file(path: Path) -> None:
    content = f"{TEXT}\n\n# 1 i listan\n"
    path.write_text(content, encoding="utf8")
    assert headings(path) == []
    for name in ("a.md", "a.MD"):
        markdown = path.with_name(name)
        markdown.write_text(content, encoding="utf8")
        assert headings(markdown) == ["1 i listan"]
