"""The invented inquiry as material, and a draft that answers it, as composed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from invented import NFL_DOC, OSTMARK_DOC, REPORT_DOC
from invented_case import CASE, NOW, POSITIONS, TODAY

from assistant.answer import Citation
from assistant.drafting import Draft, Material, Matter, Remark
from assistant.drafting.checks import check
from assistant.drafting.compose import compose
from assistant.drafting.disposition import DocumentType, document_types
from assistant.reading import Piece


@pytest.fixture(scope="session")
def yttrande() -> DocumentType:
    """The shipped document type."""
    return document_types()["yttrande"]


@pytest.fixture(scope="session")
def quoted(material: Material) -> Callable[[str, str], Citation]:
    """A function that cites words of a document: (doc, words)."""

    def cite(doc: str, words: str) -> Citation:
        for passage in material.assistant.reading.whole(doc):
            if (at := passage.text.find(words)) >= 0:
                return material.cited(Piece(passage, 0, 0), at, at + len(words))
        raise AssertionError(f"{doc} does not say {words!r}")

    return cite


@pytest.fixture(scope="session")
def draft(
    material: Material, yttrande: DocumentType, quoted: Callable[[str, str], Citation]
) -> Draft:
    """Three proposals answered, with an argument of the inquiry's and one of a region's, as
    composed."""
    inquiry = quoted(REPORT_DOC, "I försöken blev samtalen ytliga när antalet var högre.")
    region = quoted(OSTMARK_DOC, "Gränsen bör i de fallen vara 15.")
    letter = quoted(NFL_DOC, "Landstinget tillstyrker rekommendationen att öppna skolskjutsen")
    point, lots, bus = POSITIONS
    positions = (
        point,
        lots.model_copy(update={"arguments": (inquiry, region)}),
        bus.model_copy(update={"arguments": (letter,)}),
    )
    chosen = Draft(case=CASE, positions=positions)
    return chosen.with_text(compose(chosen, yttrande, material, NOW))


@pytest.fixture(scope="session")
def remarks(material: Material, yttrande: DocumentType) -> Callable[..., list[Remark]]:
    """A function that checks a draft and gives the remarks of one matter."""

    def checked(draft: Draft, matter: Matter) -> list[Remark]:
        return [one for one in check(draft, yttrande, material, TODAY) if one.matter is matter]

    return checked
