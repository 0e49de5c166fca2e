"""Composes a draft's text without a model, the whole or one paragraph of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from assistant.drafting.composing import Composing
from assistant.drafting.disposition import DocumentType
from assistant.drafting.draft import Draft
from assistant.drafting.material import Material
from assistant.drafting.parts import sections, title
from assistant.drafting.text import Paragraph, Section, Text


def compose(draft: Draft, document_type: DocumentType, material: Material, when: datetime) -> Text:
    """The text of a draft, from nothing but the case, the positions and the documents.

    A sentence for which something is missing is left out, and so is a section that nothing stands
    in. `when` is the time that the paragraphs bear.
    """
    composing = Composing(draft, document_type, material, when)
    return Text(title=title(composing), sections=_without_empty(list(sections(composing))))


def written_anew(
    draft: Draft, document_type: DocumentType, material: Material, when: datetime
) -> Draft:
    """The draft with its text composed anew, and every paragraph that the official has edited as
    it was left.

    An edited paragraph that is no longer composed stays where it was, unless its proposal is no
    longer answered or the document type has no such section.
    """
    text = compose(draft, document_type, material, when)
    if draft.text is None:
        return draft.with_text(text)
    for _, paragraph in draft.text.paragraphs():
        if paragraph.edit:
            text = text.replaced(paragraph)
    whole = tuple(_with_edited(text, draft, document_type))
    return draft.with_text(text.model_copy(update={"sections": whole}))


def paragraph_anew(
    draft: Draft, key: str, document_type: DocumentType, material: Material, when: datetime
) -> Draft:
    """The draft with one paragraph composed anew, its edit let go; the same draft where nothing is
    composed under that key."""
    paragraph = compose(draft, document_type, material, when).paragraph(key)
    if draft.text is None or paragraph is None:
        return draft
    return draft.with_text(draft.text.replaced(paragraph))


def _without_empty(composed: list[Section]) -> tuple[Section, ...]:
    """The sections that something stands in or under."""
    kept: list[Section] = []
    for section in reversed(composed):
        holds = kept[-1:] and kept[-1].level > section.level
        if section.paragraphs or section.table or holds:
            kept.append(section)
    return tuple(reversed(kept))


def _with_edited(text: Text, draft: Draft, document_type: DocumentType) -> Iterable[Section]:
    """The sections of a new text, with the edited paragraphs that are not in it where they were."""
    assert draft.text
    found = list(text.sections)
    known = {paragraph.key for _, paragraph in text.paragraphs()}
    top = {section.key for section in document_type.sections}
    answered = set(draft.proposals())
    before = ""
    for old in draft.text.sections:
        lost = [
            paragraph
            for paragraph in old.paragraphs
            if paragraph.edit
            and paragraph.key not in known
            and (not paragraph.proposal or paragraph.proposal in answered)
        ]
        if lost and old.key.split("/")[0] in top:
            _put(found, old, lost, before)
        before = old.key if any(one.key == old.key for one in found) else before
    return found


def _put(found: list[Section], old: Section, lost: list[Paragraph], before: str) -> None:
    """Put paragraphs into the section they stood in, or it with them after the one before it."""
    keys = [section.key for section in found]
    if old.key in keys:
        number = keys.index(old.key)
        section = found[number]
        paragraphs = list(section.paragraphs)
        order = [one.key for one in old.paragraphs]
        for paragraph in lost:
            earlier = set(order[: order.index(paragraph.key)])
            at = max((i for i, one in enumerate(paragraphs, 1) if one.key in earlier), default=0)
            paragraphs.insert(at, paragraph)
        found[number] = section.model_copy(update={"paragraphs": tuple(paragraphs)})
    else:
        at = keys.index(before) + 1 if before in keys else 0
        only = old.model_copy(update={"paragraphs": tuple(lost), "table": None})
        found.insert(at, only)
