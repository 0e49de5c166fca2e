"""A draft: all that an official has chosen and written for one answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.drafting.case import Case
from assistant.drafting.correction import Correction
from assistant.drafting.position import OwnPosition
from assistant.drafting.text import Edit, Text


class Draft(BaseModel):
    """The case, the proposals that are answered in the order chosen, and the text once written.

    `corrections` are those of proposals found by rule that nobody has confirmed yet.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: Case = Case()
    positions: tuple[OwnPosition, ...] = ()
    text: Text | None = None
    corrections: tuple[Correction, ...] = ()

    def position(self, proposal: str) -> OwnPosition | None:
        """What is thought of a proposal; None where it is not answered."""
        return next((one for one in self.positions if one.proposal == proposal), None)

    def with_case(self, case: Case) -> Draft:
        """The draft with another case."""
        return self.model_copy(update={"case": case})

    def with_chosen(self, proposals: tuple[str, ...]) -> Draft:
        """The draft that answers these proposals; what was thought of those kept stays."""
        kept = {one.proposal: one for one in self.positions}
        chosen = tuple(kept.get(one, OwnPosition(proposal=one)) for one in dict.fromkeys(proposals))
        return self.model_copy(update={"positions": chosen})

    def with_position(self, position: OwnPosition) -> Draft:
        """The draft with another position on a proposal that it answers."""
        positions = tuple(
            position if one.proposal == position.proposal else one for one in self.positions
        )
        return self.model_copy(update={"positions": positions})

    def correction(self, proposal: str) -> Correction:
        """What is corrected of a found proposal."""
        made = (one for one in self.corrections if one.proposal == proposal)
        return next(made, Correction(proposal=proposal))

    def corrected(self, proposal: str, **fields: Any) -> Draft:
        """The draft with these fields of a found proposal corrected."""
        correction = self.correction(proposal).model_copy(update=fields)
        others = (one for one in self.corrections if one.proposal != proposal)
        return self.model_copy(update={"corrections": (*others, correction)})

    def with_text(self, text: Text) -> Draft:
        """The draft with another text."""
        return self.model_copy(update={"text": text})

    def edited(self, key: str, text: str, when: datetime) -> Draft:
        """The draft with a paragraph as the official left it; as it was written is no edit."""
        if self.text is None or (paragraph := self.text.paragraph(key)) is None:
            return self
        confirmed = paragraph.edit.confirmed if paragraph.edit else ()
        edit = Edit(text=text, when=when, confirmed=confirmed)
        kept = None if text == paragraph.written and not confirmed else edit
        return self.with_text(self.text.replaced(paragraph.model_copy(update={"edit": kept})))

    def confirmed(self, key: str, sentence: str, when: datetime) -> Draft:
        """The draft where the official has said that a sentence is the organisation's own."""
        if self.text is None or (paragraph := self.text.paragraph(key)) is None:
            return self
        before = paragraph.edit or Edit(text=paragraph.written, when=when)
        edit = before.model_copy(update={"confirmed": (*before.confirmed, sentence)})
        return self.with_text(self.text.replaced(paragraph.model_copy(update={"edit": edit})))

    def proposals(self) -> Iterator[str]:
        """The ids of the proposals that are answered."""
        return (one.proposal for one in self.positions)
