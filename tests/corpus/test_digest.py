"""Our digest: whole, true to its sources, and said to be ours."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from assistant import Assistant
from ingest.catalog import load_catalog
from ingest.digest import check_digest
from ingest.digest.source import sections_with_footnotes
from ingest.index import Kind
from ingest.read import read
from tests.corpus.conftest import CORPUS, sections

# The clone's index is built once, by the worker that has this group.
pytestmark = pytest.mark.xdist_group("clone")

REPORTS = ["sou-2018-47", "sou-2018-48"]
Register = dict[str, dict[str, str]]


def digest_of(doc: str) -> Path:
    return CORPUS / "referat" / f"referat-{doc}.md"


def retold(doc: str) -> dict[str, str]:
    """The numbered sections of a digest with text: {number: heading without it}."""
    return {
        s.number: s.heading.removeprefix(s.number).strip()
        for s in sections(digest_of(doc))
        if s.number and s.blocks
    }


@pytest.mark.parametrize("doc", REPORTS)
def test_every_numbered_section_is_retold_under_its_own_heading(
    doc: str, register: Register
) -> None:
    assert retold(doc) == register[doc]


@pytest.mark.parametrize(("doc", "unheaded"), [("sou-2018-47", set()), ("sou-2018-48", {"4.2"})])
def test_the_list_of_sections_is_the_originals(
    doc: str, unheaded: set[str], register: Register, originals: Path
) -> None:
    numbered = {s.number for s in sections_with_footnotes(read(originals / f"{doc}.md"))} - {None}
    assert set(register[doc]) - numbered == unheaded
    assert numbered <= set(register[doc])


@pytest.mark.parametrize(
    ("doc", "annexes"),
    [
        ("sou-2018-47", ["2016:51", "2017:119", "Bilaga 3", "Bilaga 4", "Bilaga 5"]),
        ("sou-2018-48", ["2016:51", "2017:119"]),
    ],
)
def test_the_annexes_are_retold_in_brief(doc: str, annexes: list[str]) -> None:
    headings = " ".join(s.heading for s in sections(digest_of(doc)) if s.blocks)
    assert [annex for annex in annexes if annex not in headings] == []


def test_every_digest_says_what_it_retells_and_whose_it_is(clone: Assistant) -> None:
    entries = {entry.doc: entry for entry in load_catalog(CORPUS).entries}
    assert len(clone.documents) == 7
    for document in clone.documents:
        assert document.kind is Kind.DIGEST
        assert document.about
        original = entries[document.about]
        assert (document.about_kind, document.organisation) == (
            original.kind,
            original.organisation,
        )
        assert document.url == original.url
        assert (original.kind is Kind.REPORT) == bool(document.url)
        assert original.kind is not Kind.RESPONSE or document.organisation


def test_a_region_that_only_sums_up_the_inquiry_gives_no_response(clone: Assistant) -> None:
    summary = "sammanfattning-region-jamtland-harjedalen"
    retelling = next(document for document in clone.documents if document.about == summary)
    assert retelling.about_kind is Kind.OTHER
    answer = clone.ask("Har Region Jämtland Härjedalen egna synpunkter på utredningen?")
    labels = [voice.label for voice in answer.voices]
    assert any("Region Jämtland Härjedalens sammanfattning" in label for label in labels)
    assert not any("svaret från Region" in label for label in labels)


def test_every_passage_of_the_digest_has_its_section(clone: Assistant) -> None:
    hits = clone.search.find(clone.understand("tillit i styrning och ledning"), 10)
    assert hits
    for hit in hits:
        for part in hit.passage.parts:
            assert part.section
            assert part.heading


def test_no_fact_of_the_digest_stands_beside_its_source(originals: Path) -> None:
    check = check_digest(CORPUS, originals)
    assert check.findings == ()
    assert check.unused == ()
    assert check.absent == ()


def test_most_altered_figures_and_all_strange_names_are_found(
    originals: Path, tmp_path: Path
) -> None:
    """One error in each of sixty sections: a figure changed a little, or a name put in."""
    shutil.copytree(CORPUS, tmp_path / "corpus")
    path = tmp_path / "corpus" / "referat" / "referat-sou-2018-47.md"
    chance = random.Random(47)
    blocks = path.read_text(encoding="utf8").split("\n\n")
    told = [n for n, text in enumerate(blocks) if text[0] not in "#-" and re.search(r"\d{2}", text)]
    altered = chance.sample(told, 60)
    for n, at in enumerate(altered):
        if n % 4 == 0:
            blocks[at] += " Det framhåller även Kvistbergs kommun."
        else:
            figure = chance.choice(list(re.finditer(r"\d{2,}", blocks[at])))
            wrong = str(int(figure.group()) + chance.choice([1, 3, 10]))
            blocks[at] = blocks[at][: figure.start()] + wrong + blocks[at][figure.end() :]
    path.write_text("\n\n".join(blocks), encoding="utf8")
    findings = check_digest(tmp_path / "corpus", originals).findings
    assert sum(finding.fact == "Kvistbergs" for finding in findings) == 15
    others = [finding for finding in findings if finding.fact not in ("Kvistbergs", "kommun")]
    assert len({(f.section, f.fact) for f in others}) >= 0.8 * 45
