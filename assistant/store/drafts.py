"""Drafts in the database: begun, changed, listed, with their versions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import uuid4

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.drafting import Draft
from assistant.drafting.kept import DraftHeading, KeptDraft, Version
from assistant.store.content import read, written
from assistant.store.database import Database
from assistant.store.problem import present
from assistant.store.tables import DraftRow, DraftVersionRow
from assistant.store.title import title_of

_DRAFT = TypeAdapter(Draft)
_TOGETHER = timedelta(minutes=10)  # changes of one kind within that are one version
_UNTITLED = "Utkast utan namn"


class Drafts:
    """All methods raise StoreProblem where the database cannot be used, or where a draft was kept
    by another version of the program; those that are given an id raise Gone for one deleted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, draft: Draft, title: str = "") -> str:
        """Keep a new draft; its id."""
        with self._database.writing() as session:
            return _begun(session, draft, title_of(title, _UNTITLED), "Påbörjat").id

    def read(self, id_: str) -> KeptDraft:
        """A draft as it was last kept."""
        with self._database.reading() as session:
            return _kept(present(session.get(DraftRow, id_)), _newest(session, id_))

    def listed(self, search: str = "", most: int = 100) -> list[DraftHeading]:
        """The drafts last changed that hold all words of the search, in title, case or text."""
        query = select(DraftRow).order_by(DraftRow.changed.desc()).limit(most)
        for word in search.casefold().replace("\0", "").split():
            query = query.where(DraftRow.words.contains(word, autoescape=True))
        with self._database.reading() as session:
            return [_heading(row) for row in session.scalars(query)]

    def change(self, id_: str, change: Callable[[Draft], Draft], what: str) -> KeptDraft:
        """Change the draft as it is kept by now, also by other windows, and keep the outcome.

        `what` tells in Swedish what is changed. Changes of one kind in a row are one version, as
        long as nobody named it.
        """
        with self._database.writing() as session:
            row = present(session.get(DraftRow, id_, with_for_update=True))
            newest = _newest(session, id_)
            before = _draft(newest)
            after = change(before)
            if after != before:
                newest = _keep(session, row, newest, after, what)
            return _kept(row, newest)

    def versions(self, id_: str) -> list[Version]:
        """The states that are kept of a draft, newest first."""
        with self._database.reading() as session:
            present(session.get(DraftRow, id_))
            return [Version(v.number, v.made, v.what, v.name) for v in _versions(session, id_)]

    def version(self, id_: str, number: int) -> Draft:
        """One of them."""
        with self._database.reading() as session:
            return _draft(present(session.get(DraftVersionRow, (id_, number))))

    def restore(self, id_: str, number: int) -> KeptDraft:
        """Go back to one of them; what the draft was until now stays as a version."""
        earlier = self.version(id_, number)
        return self.change(id_, lambda _: earlier, f"Återställt till version {number}")

    def name_version(self, id_: str, number: int, name: str) -> None:
        """Call a version something; it is then never changed again."""
        with self._database.writing() as session:
            present(session.get(DraftVersionRow, (id_, number))).name = title_of(name)

    def copy(self, id_: str) -> str:
        """Begin another draft as this one is; its id."""
        kept = self.read(id_)
        with self._database.writing() as session:
            title = title_of(f"Kopia av {kept.heading.title}")
            return _begun(session, kept.draft, title, "Kopierat").id

    def rename(self, id_: str, title: str) -> None:
        """Give a draft another title; an empty one changes nothing."""
        title = title_of(title)
        if not title:
            return
        with self._database.writing() as session:
            row = present(session.get(DraftRow, id_))
            row.title, row.words = title, _words(title, _draft(_newest(session, id_)))

    def delete(self, id_: str) -> None:
        """Delete a draft with all its versions, also if it is deleted already."""
        with self._database.writing() as session:
            session.execute(delete(DraftRow).where(DraftRow.id == id_))


def _begun(session: Session, draft: Draft, title: str, what: str) -> DraftRow:
    now = datetime.now(UTC)
    row = DraftRow(id=uuid4().hex, title=title, words=_words(title, draft), begun=now, changed=now)
    session.add(row)
    session.flush()
    session.add(_version(row.id, 1, draft, what, now))
    return row


def _keep(
    session: Session, row: DraftRow, newest: DraftVersionRow, draft: Draft, what: str
) -> DraftVersionRow:
    now = datetime.now(UTC)
    if row.title == _UNTITLED:
        row.title = title_of(_called(draft), _UNTITLED)
    row.changed, row.words = now, _words(row.title, draft)
    if newest.what == what and not newest.name and now - newest.made < _TOGETHER:
        newest.content = written(_DRAFT, draft)
        return newest
    added = _version(row.id, newest.number + 1, draft, what, now)
    session.add(added)
    return added


def _version(id_: str, number: int, draft: Draft, what: str, now: datetime) -> DraftVersionRow:
    return DraftVersionRow(
        draft_id=id_, number=number, made=now, what=what, name="", content=written(_DRAFT, draft)
    )


def _versions(session: Session, id_: str, most: int | None = None) -> list[DraftVersionRow]:
    """The newest versions, newest first."""
    of_draft = select(DraftVersionRow).where(DraftVersionRow.draft_id == id_)
    return list(session.scalars(of_draft.order_by(DraftVersionRow.number.desc()).limit(most)))


def _newest(session: Session, id_: str) -> DraftVersionRow:
    return present(next(iter(_versions(session, id_, 1)), None))


def _draft(row: DraftVersionRow) -> Draft:
    return cast(Draft, read(_DRAFT, row.content))


def _kept(row: DraftRow, version: DraftVersionRow) -> KeptDraft:
    return KeptDraft(_heading(row), _draft(version), version.number)


def _heading(row: DraftRow) -> DraftHeading:
    return DraftHeading(row.id, row.title, row.begun, row.changed)


def _called(draft: Draft) -> str:
    """What a draft is called until a person gives it a title: who answers, and its number."""
    case = draft.case
    return ", ".join(part for part in (case.organisation, case.committee, case.dnr) if part)


def _words(title: str, draft: Draft) -> str:
    case = draft.case
    text = draft.text.paragraphs() if draft.text else ()
    said = [title, case.organisation, case.committee, case.dnr, *(p.text for _, p in text)]
    return "\n".join(said).casefold().replace("\0", "")
