"""The catalogue: what it may hold, and by what a file is recognised."""

from pathlib import Path

import pytest

from ingest.catalog import Catalog, Entry, load_catalog
from ingest.index import IndexProblem, Kind

CATALOG = """
[[document]]
doc = "sou-2031-77"
title = "Samordnad vård i hela landet (SOU 2031:77)"
heading = "Samordnad vård i hela landet"
kind = "report"
reference = "SOU 2031:77"
names = ["huvudbetänkandet"]

[[document]]
doc = "remissvar-vindelby"
title = "Vindelby kommuns yttrande"
kind = "response"
organisation = "Vindelby kommun"
dnr = "KS 2031/412"
answers = ["SOU 2031:77"]
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    (tmp_path / "catalog.toml").write_text(CATALOG, encoding="utf8")
    return load_catalog(tmp_path)


def recognised(entry: Entry | None) -> str | None:
    return entry.doc if entry else None


def test_entries_are_read(catalog: Catalog) -> None:
    report, response = catalog.entries
    assert (report.kind, report.names, report.url) == (Kind.REPORT, ("huvudbetänkandet",), None)
    assert (response.organisation, response.answers) == ("Vindelby kommun", ("SOU 2031:77",))


def test_an_absent_catalogue_is_empty(tmp_path: Path) -> None:
    assert load_catalog(tmp_path / "borta").entries == ()


def test_the_name_decides_first(catalog: Catalog) -> None:
    heading = "Samordnad vård i hela landet"
    assert recognised(catalog.recognise("remissvar-vindelby", heading, "")) == "remissvar-vindelby"


def test_a_file_of_another_name_is_known_by_its_heading(catalog: Catalog) -> None:
    assert recognised(catalog.recognise("a1", "SAMORDNAD vård i hela landet", "")) == "sou-2031-77"
    assert catalog.recognise("a1", "Samordnad vård i hela", "") is None
    assert catalog.recognise("a1", None, "Text.") is None


def test_a_file_of_another_name_is_known_by_its_number(catalog: Catalog) -> None:
    found = catalog.recognise("a1", "Yttrande", "Diarienummer: KS 2031/412\nText.")
    assert recognised(found) == "remissvar-vindelby"
    assert catalog.recognise("a1", "Yttrande", "Diarienummer: KS 2031/4") is None


@pytest.mark.parametrize(
    "content, said",
    [
        ("[[document]\n", "not valid TOML"),
        ('[[document]]\ndoc = "a"\ntitle = "A"\nkind = "report"\npublisher = "X"\n', "publisher"),
        ('[[document]]\ndoc = "a"\ntitle = "A"\nkind = "book"\n', "kind"),
        ('[[document]]\ntitle = "A"\nkind = "report"\n', "doc"),
        ('[[documents]]\ndoc = "a"\n', "'documents'"),
        ("document = 3\n", "document"),
        ("document = [3]\n", "document"),
    ],
)
def test_a_mistake_is_said_with_its_place(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_text(content, encoding="utf8")
    with pytest.raises(IndexProblem) as caught:
        load_catalog(tmp_path)
    assert "catalog.toml" in str(caught.value)
    assert said in str(caught.value)


def test_a_catalogue_in_another_encoding_is_not_valid(tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_bytes('title = "Vård"\n'.encode("cp1252"))
    with pytest.raises(IndexProblem, match=r"catalog\.toml"):
        load_catalog(tmp_path)
