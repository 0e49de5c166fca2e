"""What one window has on its desk: a kept draft, and the evidence that is open beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from assistant import Citation
from assistant.drafting import Draft, Remark
from assistant.drafting.kept import DraftHeading, KeptDraft
from assistant.pages.conversation import Opening
from assistant.pages.keeping import Keeper
from assistant.store import Gone, StoreProblem, Trouble


@dataclass(slots=True)
class Panel:
    """The citation that is open beside the work."""

    opening: Opening | None = None
    _openings: int = 0

    def open(self, citation: Citation) -> None:
        """Open a citation."""
        self._openings += 1
        words = citation.quote or citation.passage  # of a digest what is meant of it
        self.opening = Opening(0, citation, (words,), None, self._openings)

    def show(self, passage_id: str) -> None:
        """Turn to a neighbouring passage."""
        assert self.opening is not None, "there is no panel to turn the pages of"
        self.opening = replace(self.opening, shown=passage_id)

    def close(self) -> None:
        """Close the panel."""
        self.opening = None


@dataclass(slots=True)
class Desk:
    """What one window shows: a kept draft, or none.

    Each change is made to the draft as it is kept by then, so that two windows keep each other's.
    Where the database cannot be used, `trouble` says why; changes then live in this window alone.
    `edition` grows when somebody else changed the draft, so that the fields are drawn anew.
    """

    keeper: Keeper
    heading: DraftHeading | None = None
    draft: Draft = field(default_factory=Draft)
    version: int = 0
    edition: int = 0
    trouble: Trouble | None = None
    gone: bool = False
    panel: Panel = field(default_factory=Panel)
    checked: tuple[object, list[Remark]] | None = None  # what was looked at, and the remarks

    @property
    def id(self) -> str | None:
        """What the draft is called in addresses, None where none is open."""
        return self.heading.id if self.heading else None

    def begin(self) -> None:
        """Begin a new draft and show it."""
        try:
            self.load(self.keeper.drafts().begin(Draft()))
        except StoreProblem as problem:
            self.trouble = problem.trouble

    def load(self, id_: str) -> None:
        """Show a kept draft. Where it cannot be read, the window stays as it is."""
        self._take(lambda: self.keeper.drafts().read(id_))
        self.panel.close()

    def refresh(self) -> None:
        """Take over what other windows did to the draft since."""
        if self.id:
            self._take(lambda: self.keeper.drafts().read(self.id or ""))

    def change(self, change: Callable[[Draft], Draft], what: str) -> None:
        """Change the draft and keep it; `what` tells in Swedish what is changed."""
        before, id_ = self.draft, self.id
        if id_ is None:
            return
        if self._take(lambda: self.keeper.drafts().change(id_, change, what), own=change):
            return
        if not self.gone:
            self.draft = change(before)

    def restore(self, number: int) -> None:
        """Go back to an earlier version."""
        id_ = self.id
        if id_ and self._take(lambda: self.keeper.drafts().restore(id_, number)):
            self.edition += 1

    def put_away(self) -> None:
        """Show no draft."""
        self.heading, self.draft, self.version = None, Draft(), 0
        self.panel.close()
        self.edition += 1

    def delete(self) -> None:
        """Delete the draft."""
        if not self.id:
            return
        try:
            self.keeper.drafts().delete(self.id)
        except StoreProblem as problem:
            self.trouble = problem.trouble
        else:
            self.put_away()

    def _take(
        self, kept: Callable[[], KeptDraft], own: Callable[[Draft], Draft] | None = None
    ) -> bool:
        """Show what is kept; whether that went well. `own` is this window's change to it: what
        differs beside that, others did."""
        try:
            taken = kept()
        except StoreProblem as problem:
            self.trouble = problem.trouble
            return False
        except Gone:
            self.put_away()
            self.gone = True
            return False
        self.trouble, self.gone = None, False
        expected = own(self.draft) if own else self.draft
        is_other = self.heading is None or self.heading.id != taken.heading.id
        if is_other or taken.draft != expected:
            self.edition += 1
        self.heading, self.draft, self.version = taken.heading, taken.draft, taken.version
        return True
