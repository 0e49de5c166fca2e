"""References: sections that exist, of what is spoken of, and the printed page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from invented import REPORT_DOC
from invented_case import LOTS, NOW, alone, edited, paragraph_of

from assistant.answer import Citation
from assistant.drafting import Basis, Draft, Matter, Remark
from assistant.drafting.checks import mended
from assistant.drafting.checks.sections import page_references, section_references

Check = Callable[[Draft, Matter], list[Remark]]

REASONS = "lots/skal"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Se avsnitt 7.1.1.", [("7.1.1", "", True)]),
        (
            "avsnitten 7.1, 7.2 och 7.4",
            [("7.1", "", False), ("7.2", "", False), ("7.4", "", False)],
        ),
        ("I kapitel 7 står det.", [("7", "", False)]),
        ("(avsnitt 5.1 i SOU 2031:7)", [("5.1", "SOU 2031:7", False)]),
        ("avsnitt 5.1 i Närmare vardagen (SOU 2031:7)", [("5.1", "SOU 2031:7", False)]),
        ("avsnitt 5.1 och SOU 2031:8 i övrigt", [("5.1", "", False)]),
        ("Den säger ”avsnitt 9.9”.", []),
        ("avsnitt 3 i bilagan", []),
        ("kapitel 7 i socialtjänstlagen", []),
        ("7 kap. 2 § och kapitel 3 § 4", []),
    ],
)
def test_sections_are_found_in_running_text(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert [(one.number, one.report, one.points) for one in section_references(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(s. 301)", [(301, 301)]),
        ("sidorna 30–32", [(30, 32)]),
        ("(avsnitt 7.5, sid 357-361)", [(357, 361)]),
        ("prop. 2030/31:4 s. 12", []),
        ("”s. 12”", []),
        ("kl. 12", []),
    ],
)
def test_pages_are_found_in_running_text(text: str, found: list[tuple[int, int]]) -> None:
    assert [(one.first, one.last) for one in page_references(text)] == found


def test_a_draft_as_composed_refers_rightly(draft: Draft, remarks: Check) -> None:
    assert remarks(draft, Matter.REFERENCE) == []


@pytest.mark.parametrize(
    "said",
    [
        "Vi tänker på avsnitt 5.2.",
        "Vi tänker på kapitel 5.",
        "Se även avsnitt 6.1.",
        "Vi tänker på avsnitt 5.2 i SOU 2031:7.",
        "Vi tänker på avsnitt 99 i SOU 2030:1.",
    ],
)
def test_a_right_reference_is_left_alone(draft: Draft, remarks: Check, said: str) -> None:
    assert remarks(edited(draft, REASONS, "", said), Matter.REFERENCE) == []


@pytest.mark.parametrize(
    ("said", "told", "number"),
    [
        ("Vi tänker på avsnitt 5.9.", "finns inte", "5.9"),
        ("Vi tänker på avsnitt 5.9 i SOU 2031:7.", "finns inte i SOU 2031:7", "5.9"),
        ("Vi tänker på kapitel 12.", "finns inte", "12"),
        ("Vi tänker på avsnitt 5.4.", "behandlas inte i avsnitt 5.4", "5.4"),
    ],
)
def test_a_wrong_section_is_told_and_mended(
    draft: Draft, remarks: Check, said: str, told: str, number: str
) -> None:
    after = edited(draft, REASONS, "", said)
    (remark,) = remarks(after, Matter.REFERENCE)

    assert told in remark.told
    assert paragraph_of(after, REASONS).text[remark.start : remark.end] == number
    assert remark.instead == "5.2"
    assert remarks(mended(after, remark, NOW), Matter.REFERENCE) == []


def test_a_page_is_the_printed_one(remarks: Check, quoted: Callable[[str, str], Citation]) -> None:
    words = "En lots bör inte följa fler än 25 personer samtidigt."
    citation = replace(quoted(REPORT_DOC, words), page=301, page_index=299)
    text = "Lotsens uppdrag begränsas (avsnitt 5.2, s. {})."
    right, wrong = (
        alone(text.format(page), citation, proposal=LOTS, basis=Basis.SOURCE) for page in (301, 299)
    )

    assert remarks(right, Matter.REFERENCE) == []
    (remark,) = remarks(wrong, Matter.REFERENCE)
    assert remark.instead == "301"
    assert remarks(mended(wrong, remark, NOW), Matter.REFERENCE) == []


def test_a_proposal_without_its_section_is_told(remarks: Check) -> None:
    without = alone("Kommunen tillstyrker förslaget.", proposal=LOTS)
    with_it = alone("Kommunen tillstyrker förslaget (avsnitt 5.2).", proposal=LOTS)

    assert ["avsnitt 5.2" in one.told for one in remarks(without, Matter.REFERENCE)] == [True]
    assert remarks(with_it, Matter.REFERENCE) == []
