"""What every step of the page works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.drafting import Case, Draft, Material, Remark
from assistant.drafting.checks import check
from assistant.drafting.disposition import DocumentType
from assistant.pages.draft.desk import Desk

_USUAL = "yttrande"


@dataclass(frozen=True, slots=True)
class Room:
    """The desk with its draft, the documents, the document types, and the way to a step."""

    desk: Desk
    material: Material
    types: Mapping[str, DocumentType]
    go: Callable[[str], None]

    @property
    def draft(self) -> Draft:
        """The draft as it is kept."""
        return self.desk.draft

    @property
    def document_type(self) -> DocumentType:
        """The chosen type of document; where none is chosen the usual one, or else the first."""
        return self.type_of(self.draft.case)

    def type_of(self, case: Case) -> DocumentType:
        """The type of document of a case, as `document_type`."""
        chosen = self.types.get(case.document_type)
        return chosen or self.types.get(_USUAL) or next(iter(self.types.values()))

    def key(self, name: str) -> str:
        """The key of a widget: another one when the draft was changed elsewhere, so that it shows
        the new value."""
        return f"{name}-{self.desk.id}-{self.desk.edition}"

    def remarks(self) -> list[Remark]:
        """What the checks say of the draft; they run once for each of its states."""
        looked_at = (self.draft, self.document_type, self.material)
        if self.desk.checked is None or self.desk.checked[0] != looked_at:
            self.desk.checked = looked_at, check(*looked_at)
        return self.desk.checked[1]

    def change_case(self, **fields: Any) -> None:
        """Change some fields of the case."""

        def changed(draft: Draft) -> Draft:
            case = Case.model_validate(draft.case.model_dump() | fields)
            return draft.with_case(case)

        self.desk.change(changed, "Ärendet")
