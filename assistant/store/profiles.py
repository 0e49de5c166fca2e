"""Profiles in the database: who answers, kept for the next draft."""

from __future__ import annotations

from pydantic import TypeAdapter
from sqlalchemy import delete, select

from assistant.drafting import Profile
from assistant.store.content import read, written
from assistant.store.database import Database
from assistant.store.tables import ProfileRow

_PROFILE = TypeAdapter(Profile)
_LONGEST_NAME = 400  # characters, as the column has


class Profiles:
    """All methods raise StoreProblem where the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self) -> list[Profile]:
        """All profiles, by name."""
        query = select(ProfileRow).order_by(ProfileRow.name)
        with self._database.reading() as session:
            return [read(_PROFILE, row.content) for row in session.scalars(query)]

    def keep(self, profile: Profile) -> None:
        """Keep a profile in place of the one of that name; one without a name is nothing."""
        if not profile.name:
            return
        with self._database.writing() as session:
            content = written(_PROFILE, profile)
            session.merge(ProfileRow(name=_key(profile.name), content=content))

    def forget(self, name: str) -> None:
        """Delete a profile, also if it is deleted already."""
        with self._database.writing() as session:
            session.execute(delete(ProfileRow).where(ProfileRow.name == _key(name)))


def _key(name: str) -> str:
    return name.replace("\0", "")[:_LONGEST_NAME]
