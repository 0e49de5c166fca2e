"""What the tests of drafts share: the invented inquiry with its register, and drafts by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from invented import REPORT_DOC
from invented_register import with_register

from assistant import Assistant, Citation
from assistant.drafting import (
    Basis,
    Case,
    Draft,
    Material,
    OwnPosition,
    Paragraph,
    Section,
    Sentence,
    Standpoint,
    Text,
    Writing,
)
from assistant.drafting.disposition import DocumentType
from assistant.register import load_register
from ingest.index import Settings

NOW = datetime(2031, 9, 1, 12, tzinfo=UTC)
RULES = Writing(by="rules", when=NOW)
CASE = Case(
    organisation="Vindelby kommun", speaker="kommunen", committee="Kommunstyrelsen",
    dnr="KS 2031/88", date=date(2031, 9, 1), deadline=date(2031, 10, 1),
    officer="Bo Ek, utredare", decision_maker="Rut Almgren, ordförande",
    recipient="Servicedepartementet", reports=(REPORT_DOC,),
)  # fmt: skip
PLAIN = DocumentType(key="plain", name="Enkelt", title="Yttrande")


@pytest.fixture(scope="session")
def material(indexed: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Material]:
    """The invented inquiry with its register."""
    settings = with_register(indexed, tmp_path_factory.mktemp("material"))
    opened = Assistant.open(settings)
    yield Material(opened, load_register(Path(settings.corpus)))
    opened.close()


def cited(material: Material, doc: str, section: str, quote: str, n: int = 1) -> Citation:
    """The citation of words that stand in a section."""
    for piece in material.section(doc, section):
        start = piece.passage.text.find(quote)
        if start >= 0:
            return material.cited(piece, start, start + len(quote), n)
    raise LookupError(f"{quote!r} does not stand in {doc} {section}")


def paragraph(
    *sentences: Sentence, key: str = "p", proposal: str = "", sources: tuple[Citation, ...] = ()
) -> Paragraph:
    """A paragraph that was written by our rules."""
    return Paragraph(
        key=key, sentences=sentences, writing=RULES, proposal=proposal, sources=sources
    )


def draft_of(
    *paragraphs: Paragraph, positions: tuple[OwnPosition, ...] = (), case: Case = CASE
) -> Draft:
    """A draft with one section."""
    section = Section(key="s", heading="Synpunkter", paragraphs=paragraphs)
    return Draft(case=case, positions=positions, text=Text(title="Yttrande", sections=(section,)))


def stand(text: str = "Kommunen tillstyrker förslaget.") -> Sentence:
    """A sentence that states a position."""
    return Sentence(text=text, basis=Basis.POSITION)


def sourced(text: str, *numbers: int) -> Sentence:
    """A sentence with sources."""
    return Sentence(text=text, basis=Basis.SOURCE, sources=numbers or (1,))


def on(
    proposal: str, standpoint: Standpoint | None = Standpoint.SUPPORTS, *points: str
) -> OwnPosition:
    """A position on a proposal."""
    return OwnPosition(proposal=proposal, standpoint=standpoint, points=points)
