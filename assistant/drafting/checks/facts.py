"""Facts of the case that are missing, or cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date

from assistant.drafting.disposition import Content, DocumentType, placeholders
from assistant.drafting.draft import Draft
from assistant.drafting.places import unquoted
from assistant.drafting.remark import Matter, Remark
from assistant.drafting.sentences import day
from assistant.drafting.text import Text

_NAMES = {
    "organisation": "Organisationen",
    "speaker": "Hur organisationen kallar sig i löpande text",
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
_FILL_IN = "Fyll i uppgiften under Ärendet."
_SIGNING = ("decision_maker", "officer")
_LEFT_OPEN = re.compile(
    r"\[(?!\d+\])(?![A-ZÅÄÖa-zåäö]\]\w)[^\]\n]{0,60}\]|\{\w*\}|\b(?:XX+|xx+|NN|N\.N\.|TBD|TODO)\b|"
    r"\b(?:ÅÅÅÅ|åååå|20XX|20xx)(?:-\w\w)*|_{3,}|\.{4,}|\?{2,}|<[^<>\n]{1,40}>"
)
_DNR = re.compile(r"\d[/:.-]\d|\d-\w+|\d \d")
_CALLED_DNR = re.compile(r"^\s*(?:dnr|diarienr|diarienummer)\b", re.IGNORECASE)


def fact_remarks(draft: Draft, document_type: DocumentType, today: Date) -> Iterator[Remark]:
    """All remarks of this kind."""
    yield from _missing(draft, document_type)
    yield from _impossible_dates(draft, today)
    yield from _odd_numbers(draft)
    yield from _left_open(draft)
    yield from _unsigned(draft, document_type)


def _missing(draft: Draft, document_type: DocumentType) -> Iterator[Remark]:
    """What the document type needs is there. Rationale: without number, date or names the registry
    sends it back."""
    for name in document_type.needs:
        value = getattr(draft.case, name)
        if not (value.strip() if isinstance(value, str) else value):
            yield _remark(f"{_NAMES.get(name, name)} saknas.", _FILL_IN)
    for field in document_type.fields:
        if field.required and not draft.case.facts.get(field.key, "").strip():
            yield _remark(f"”{field.label}” är inte ifyllt.", _FILL_IN)


def _impossible_dates(draft: Draft, today: Date) -> Iterator[Remark]:
    """The answer is dated, and sent, in time."""
    case = draft.case
    if case.deadline is None:
        return
    if case.date and case.date > case.deadline:
        yield _remark(
            f"Dokumentets datum, den {day(case.date)}, ligger efter sista svarsdag, den "
            f"{day(case.deadline)}.",
            "Ändra datumet, eller be om anstånd.",
        )
    elif today > case.deadline:
        yield _remark(
            f"Sista svarsdag var den {day(case.deadline)}.",
            "Skicka svaret genast, eller be om anstånd.",
            must=False,
        )


def _odd_numbers(draft: Draft) -> Iterator[Remark]:
    """A diary number has a year and a number, or two numbers. Rationale: a number that the registry
    does not know loses the document."""
    for name, number in (("dnr", draft.case.dnr), ("recipient_dnr", draft.case.recipient_dnr)):
        called = _NAMES[name]
        if not number.strip():
            continue
        if not re.search(r"\d", number):
            yield _remark(f"{called} ”{number}” har inga siffror.", "Kontrollera numret.")
        elif _CALLED_DNR.match(number):
            yield _remark(
                f"{called} är skrivet ”{number}”.", "Skriv bara numret, utan ”dnr”.", must=False
            )
        elif not _DNR.search(number):
            yield _remark(
                f"{called} ”{number}” ser inte ut som ett diarienummer.",
                "Kontrollera numret. Det brukar ha år och löpnummer, som i KS 2031/114.",
                must=False,
            )


def _left_open(draft: Draft) -> Iterator[Remark]:
    """No gap is left open, in the case or in the text."""
    case = draft.case
    for name, label in _NAMES.items():
        value = getattr(case, name)
        if isinstance(value, str) and (gap := _LEFT_OPEN.search(value)):
            yield _remark(f"{label} är inte ifyllt: ”{gap.group()}”.", _FILL_IN)
    if draft.text is None:
        return
    for text in (draft.text.title, *(section.heading for section in draft.text.sections)):
        if gap := _LEFT_OPEN.search(text):
            yield _in_text(f"”{gap.group()}” är inte ifyllt i rubriken ”{text}”.")
    for _, paragraph in draft.text.paragraphs():
        for gap in _LEFT_OPEN.finditer(unquoted(paragraph.text)):
            yield _in_text(
                f"”{gap.group()}” är inte ifyllt.", paragraph.key, gap.start(), gap.end()
            )


def _unsigned(draft: Draft, document_type: DocumentType) -> Iterator[Remark]:
    """The text ends with the names of the case. Rationale: a decision that nobody has taken is
    none."""
    if draft.text is None:
        return
    for disposition in document_type.sections:
        if disposition.content is not Content.SIGNATURES:
            continue
        wanted = {name for text in disposition.text for name in placeholders(text)}
        for name in _SIGNING if not disposition.text else sorted(wanted.intersection(_SIGNING)):
            person = getattr(draft.case, name)
            if person and person not in _under(draft.text, disposition.key):
                yield _in_text(
                    f"{person} ({_NAMES[name].lower()}) står inte under ”{disposition.heading}”."
                )


def _under(text: Text, key: str) -> str:
    return "\n".join(
        paragraph.text
        for section, paragraph in text.paragraphs()
        if section.key.split("/")[0] == key
    )


def _in_text(told: str, paragraph: str = "", start: int = 0, end: int = 0) -> Remark:
    return Remark(
        matter=Matter.FACTS,
        told=told,
        mend="Skriv det som ska stå där, eller ta bort det.",
        must=True,
        step="texten",
        paragraph=paragraph,
        start=start,
        end=end,
    )


def _remark(told: str, mend: str, must: bool = True) -> Remark:
    return Remark(matter=Matter.FACTS, told=told, mend=mend, must=must, step="arende")
