"""An invented case with its register: what is proposed and thought, and drafts built by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from datetime import date as Date

from invented import REPORT_DOC

from assistant.answer import Citation
from assistant.drafting import Basis, Case, Draft, OwnPosition, Paragraph, Standpoint
from assistant.drafting.text import Section, Sentence, Text, Writing

NOW = datetime(2031, 9, 1, 12, tzinfo=UTC)
TODAY = Date(2031, 9, 1)

# The proposals of the invented register that the tests answer.
POINT, LOTS, BUS, EVENING = "servicepunkt", "lots", "skolskjuts", "kvall"

CASE = Case(
    document_type="yttrande",
    organisation="Vindelby kommun",
    speaker="kommunen",
    committee="Kommunstyrelsen",
    department="Kommunledningskontoret",
    dnr="KS 2031/114",
    date=Date(2031, 9, 1),
    deadline=Date(2031, 9, 21),
    officer="Rut Almgren",
    decision_maker="Egil Norén",
    recipient="Servicedepartementet",
    recipient_dnr="Se2031/00412",
    reports=(REPORT_DOC,),
)
POSITIONS = (
    OwnPosition(
        proposal=POINT, standpoint=Standpoint.SUPPORTS, points=("det blir nära till hjälp.",)
    ),
    OwnPosition(
        proposal=LOTS,
        standpoint=Standpoint.SUPPORTS_PARTLY,
        points=("Kommunen bör anställa lotsen.",),
    ),
    OwnPosition(proposal=BUS, standpoint=Standpoint.OPPOSES, points=("Föräldrar är oroliga.",)),
)


def paragraph_of(draft: Draft, key: str) -> Paragraph:
    """The paragraph whose key ends so."""
    assert draft.text
    return next(one for _, one in draft.text.paragraphs() if one.key.endswith(key))


def edited(draft: Draft, key: str, old: str, new: str) -> Draft:
    """The draft with words in a paragraph exchanged, as an official would; "" adds at the end."""
    paragraph = paragraph_of(draft, key)
    assert old in paragraph.text
    text = paragraph.text.replace(old, new, 1) if old else f"{paragraph.text} {new}"
    return draft.edited(paragraph.key, text, NOW)


def alone(text: str, *sources: Citation, proposal: str = "", basis: Basis = Basis.POINT) -> Draft:
    """A draft of one paragraph that was never edited."""
    sentence = Sentence(text=text, basis=basis, sources=tuple(range(1, len(sources) + 1)))
    paragraph = Paragraph(
        key="p",
        sentences=(sentence,),
        sources=sources,
        proposal=proposal,
        writing=Writing(by="model", when=NOW, model="m"),
    )
    section = Section(key="s", heading="Synpunkter", paragraphs=(paragraph,))
    return Draft(case=CASE, text=Text(title="Yttrande", sections=(section,)))
