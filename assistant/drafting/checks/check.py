"""All checks in one."""

from __future__ import annotations

from datetime import date as Date
from datetime import datetime

from assistant.drafting.checks.agreement import agreement_remarks
from assistant.drafting.checks.facts import fact_remarks
from assistant.drafting.checks.language import language_remarks
from assistant.drafting.checks.positions import position_remarks
from assistant.drafting.checks.quotes import quote_remarks
from assistant.drafting.checks.references import reference_remarks
from assistant.drafting.checks.sources import source_remarks
from assistant.drafting.disposition import DocumentType
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.places import sentences
from assistant.drafting.remark import Remark

_STEPS = ("arende", "forslagen", "stallningstaganden", "texten")


def check(
    draft: Draft, document_type: DocumentType, material: Material, today: Date | None = None
) -> list[Remark]:
    """What there is to say of a draft: what makes it wrong before advice, each in the document's
    order.

    `today` is the day that the deadline is held against, the real one where none is given.
    """
    remarks = [
        *fact_remarks(draft, document_type, today or Date.today()),
        *position_remarks(draft, material),
        *agreement_remarks(draft, document_type, material),
        *quote_remarks(draft, material),
        *source_remarks(draft, material),
        *reference_remarks(draft, material),
        *language_remarks(draft),
    ]
    places = {p.key: n for n, (_, p) in enumerate(draft.text.paragraphs())} if draft.text else {}

    def place(one: Remark) -> tuple[bool, int, int, int]:
        return not one.must, _STEPS.index(one.step), places.get(one.paragraph, -1), one.start

    return sorted(remarks, key=place)


def mended(draft: Draft, remark: Remark, when: datetime) -> Draft:
    """The draft with what a remark says to put in its place; as it is where it says nothing, or
    where the text has changed since."""
    paragraph = draft.text.paragraph(remark.paragraph) if draft.text else None
    if paragraph is None or remark.instead is None or remark.end > len(paragraph.text):
        return draft
    text = paragraph.text
    return draft.edited(
        paragraph.key, text[: remark.start] + remark.instead + text[remark.end :], when
    )


def confirmed(draft: Draft, remark: Remark, when: datetime) -> Draft:
    """The draft where the official has said that the statement a remark is about is the
    organisation's own; as it is where the text has changed since."""
    paragraph = draft.text.paragraph(remark.paragraph) if draft.text else None
    for placed in sentences(paragraph) if paragraph else ():
        if (placed.start, placed.end) == (remark.start, remark.end):
            return draft.confirmed(remark.paragraph, placed.sentence.text, when)
    return draft
