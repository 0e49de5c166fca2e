"""Facts of the case that are missing, or cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.disposition import DocumentType
from assistant.drafting.draft import Draft
from assistant.drafting.remark import Matter, Remark

_STEP = "arende"
_NAMES = {
    "organisation": "Organisationen",
    "speaker": "Hur organisationen omtalar sig själv",
    "committee": "Nämnden",
    "department": "Förvaltningen",
    "dnr": "Diarienumret",
    "date": "Datumet",
    "deadline": "Sista svarsdag",
    "officer": "Handläggaren",
    "decision_maker": "Den som beslutar",
    "recipient": "Mottagaren",
    "recipient_dnr": "Mottagarens diarienummer",
    "reports": "Betänkandet som besvaras",
}
_LEFT_OPEN = re.compile(r"\[(?!\d+\])[^\]]*\]|\{\w+\}|\b(?:XX+|NN|ÅÅÅÅ|TBD)\b|_{3,}|\.{4,}")


def fact_remarks(draft: Draft, document_type: DocumentType) -> Iterator[Remark]:
    """All remarks of this kind."""
    yield from _missing(draft, document_type)
    yield from _impossible(draft)
    yield from _left_open(draft)


def _missing(draft: Draft, document_type: DocumentType) -> Iterator[Remark]:
    """What the document type needs is there. Rationale: without number, date or names the registry
    sends it back."""
    for name in document_type.needs:
        if not getattr(draft.case, name):
            told = _NAMES.get(name, name)
            yield _remark(f"{told} saknas.", "Fyll i uppgiften under Ärendet.")
    for field in document_type.fields:
        if field.required and not draft.case.facts.get(field.key, "").strip():
            yield _remark(f"”{field.label}” är inte ifyllt.", "Fyll i uppgiften under Ärendet.")


def _impossible(draft: Draft) -> Iterator[Remark]:
    """Dates and numbers that cannot be right."""
    case = draft.case
    if case.date and case.deadline and case.date > case.deadline:
        yield _remark(
            f"Dokumentets datum {case.date} ligger efter sista svarsdag {case.deadline}.",
            "Ändra datumet, eller be om anstånd.",
        )
    if case.dnr and not re.search(r"\d", case.dnr):
        yield _remark(f"Diarienumret ”{case.dnr}” har inga siffror.", "Kontrollera diarienumret.")


def _left_open(draft: Draft) -> Iterator[Remark]:
    """No gap is left open in the text."""
    for _, paragraph in draft.text.paragraphs() if draft.text else ():
        for gap in _LEFT_OPEN.finditer(paragraph.text):
            yield Remark(
                matter=Matter.FACTS, told=f"”{gap.group()}” är inte ifyllt.",
                mend="Skriv det som ska stå där, eller ta bort det.", must=True, step="texten",
                paragraph=paragraph.key, start=gap.start(), end=gap.end(),
            )  # fmt: skip


def _remark(told: str, mend: str) -> Remark:
    return Remark(matter=Matter.FACTS, told=told, mend=mend, must=True, step=_STEP)
