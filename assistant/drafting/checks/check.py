"""All checks in one, in the order of the work."""

from __future__ import annotations

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
from assistant.drafting.remark import Remark


def check(draft: Draft, document_type: DocumentType, material: Material) -> list[Remark]:
    """What there is to say of a draft; what makes the document wrong before what makes it worse."""
    remarks = [
        *fact_remarks(draft, document_type),
        *position_remarks(draft, material),
        *agreement_remarks(draft, material),
        *quote_remarks(draft, material),
        *source_remarks(draft, material),
        *reference_remarks(draft, material),
        *language_remarks(draft),
    ]
    return sorted(remarks, key=lambda remark: not remark.must)  # stable: the rest as it came


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
