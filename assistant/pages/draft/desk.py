"""What one window has on its desk: a kept draft, and the evidence that is open beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from assistant import Citation
from assistant.drafting import Draft, Remark
from assistant.drafting.kept import DraftHeading, KeptDraft
from assistant.pages.conversation import Opening
from assistant.pages.keeping import Keeper
from assistant.store import Gone, StoreProblem, Trouble

Change = Callable[[Draft], Draft]
Value = TypeVar("Value")

# Reading may go well all the same: what could not be written stays told until something is.
_OF_WRITING = (Trouble.FULL, Trouble.READ_ONLY, Trouble.BUSY)


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
    """What one window shows: a draft, or none.

    Each change is made to the draft as it is kept by then, so that two windows keep each other's.
    Where the database cannot be used, `trouble` says why; changes then live in this window alone,
    and are made to the kept draft when it can be used again. `edition` grows when somebody else
    changed the draft, so that the fields are drawn anew. `looked_at` is an earlier version that is
    shown instead of the work.
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
    looked_at: int | None = None
    _known: Draft = field(default_factory=Draft)  # as it was kept when this window last saw it
    _unkept: list[tuple[Change, str]] = field(default_factory=list)
    _unbegun: bool = False  # begun in this window, and not kept yet

    @property
    def id(self) -> str | None:
        """What the draft is called in addresses, None where none is kept."""
        return self.heading.id if self.heading else None

    @property
    def is_open(self) -> bool:
        """Whether there is a draft to work with."""
        return self.heading is not None or self._unbegun

    @property
    def has_unkept(self) -> bool:
        """Whether something of the draft is in this window alone."""
        return bool(self._unkept) or (self._unbegun and self.draft != Draft())

    def begin(self) -> None:
        """Begin a new draft and show it."""
        if self._must_stay():
            return
        self.put_away()
        self._unbegun = True
        self._catch_up()

    def load(self, id_: str) -> None:
        """Show a kept draft. Where it cannot be read, or what this window has cannot be kept, the
        window stays as it is."""
        if self._must_stay():
            return
        if self._read(id_):
            self.panel.close()
            self.looked_at = None

    def refresh(self) -> None:
        """Take over what other windows did to the draft since, and keep what could not be kept."""
        if self.has_unkept:
            self._catch_up()
        elif self.id:
            self._read(self.id)

    def change(self, change: Change, what: str) -> None:
        """Change the draft and keep it; `what` tells in Swedish what is changed."""
        if self._unbegun:
            self.draft = change(self.draft)
            self._catch_up()
        elif self.id:
            self._unkept.append((change, what))
            if not self._catch_up() and self.is_open:
                self.draft = change(self.draft)

    def restore(self, number: int) -> None:
        """Go back to an earlier version."""
        id_ = self.id
        if id_ is None or self._must_stay():
            return
        if kept := self.tried(lambda: self.keeper.drafts().restore(id_, number)):
            self._show(kept)
            self.looked_at = None
            self.edition += 1

    def look_at(self, number: int | None) -> None:
        """Show an earlier version instead of the work; None: the work again."""
        self.looked_at = number
        self.panel.close()

    def put_away(self) -> None:
        """Show no draft."""
        self.heading, self.draft, self.version = None, Draft(), 0
        self.looked_at, self._unbegun = None, False
        self._unkept.clear()
        self.panel.close()
        self.edition += 1

    def delete(self) -> None:
        """Delete the draft."""
        id_ = self.id
        if id_ and self.done(lambda: self.keeper.drafts().delete(id_)):
            self.put_away()

    def tried(self, deed: Callable[[], Value], *, writes: bool = True) -> Value | None:
        """What comes of doing something with the database; None, and the window tells, where it
        cannot be used or the draft is gone."""
        try:
            done = deed()
        except StoreProblem as problem:
            self.trouble = problem.trouble
        except Gone:
            self.put_away()
            self.gone = True
        else:
            if writes or self.trouble not in _OF_WRITING:
                self.trouble = None
            return done
        return None

    def done(self, deed: Callable[[], None]) -> bool:
        """Whether something could be done with the database; where not, the window tells."""

        def told() -> bool:
            deed()
            return True

        return self.tried(told) is not None

    def _must_stay(self) -> bool:
        """Whether the draft has to stay on the desk, since all of it cannot be kept even now."""
        if self.has_unkept:
            self._catch_up()
        return self.has_unkept

    def _catch_up(self) -> bool:
        """Keep what is not kept yet; whether that went well."""
        return self._keep_begun() if self._unbegun else self._keep_changes()

    def _keep_begun(self) -> bool:
        begun = self.tried(lambda: self.keeper.drafts().begin(self.draft))
        if begun is None:
            return False
        self._unbegun = False
        return self._read(begun)

    def _keep_changes(self) -> bool:
        """Make the changes to the draft as it is kept by now: what differs beside, others did."""
        id_, found = self.id or "", self._known

        def changed(draft: Draft) -> Draft:
            nonlocal found
            found = draft
            for change, _ in self._unkept:
                draft = change(draft)
            return draft

        _, what = self._unkept[-1]
        kept = self.tried(lambda: self.keeper.drafts().change(id_, changed, what))
        if kept is None:
            return False
        self._show(kept, found)
        self._unkept.clear()
        return True

    def _read(self, id_: str) -> bool:
        kept = self.tried(lambda: self.keeper.drafts().read(id_), writes=False)
        if kept is None:
            return False
        self._show(kept)
        return True

    def _show(self, kept: KeptDraft, found: Draft | None = None) -> None:
        """Show what is kept. `found` is what this window's own changes were made to."""
        before = kept.draft if found is None else found
        if self.id != kept.heading.id or before != self._known:
            self.edition += 1
        self.heading, self.draft, self.version = kept.heading, kept.draft, kept.version
        self._known, self._unbegun, self.gone = kept.draft, False, False
