"""One opened database for all windows, opened again after a while where it could not be used."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic

from assistant.store import (
    Conversations,
    Database,
    Drafts,
    Profiles,
    ProposalLists,
    StoreProblem,
)
from ingest.index import Settings

_REST = 15.0  # seconds: a server that does not answer must not hold up every press of a button


class Keeper:
    """Lends out what is kept in one database.

    `open_database` and `clock` are for tests to put their own in their place.
    """

    def __init__(
        self,
        settings: Settings,
        open_database: Callable[[Settings], Database] = Database.open,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._settings = settings
        self._open, self._clock = open_database, clock
        self._lock = Lock()
        self._database: Database | None = None
        self._failed: tuple[float, StoreProblem] | None = None

    def store(self) -> Conversations:
        """The kept conversations. Raises StoreProblem, for a while without trying again."""
        return Conversations(self._lent())

    def drafts(self) -> Drafts:
        """The kept drafts. Raises StoreProblem likewise."""
        return Drafts(self._lent())

    def profiles(self) -> Profiles:
        """The kept profiles. Raises StoreProblem likewise."""
        return Profiles(self._lent())

    def proposal_lists(self) -> ProposalLists:
        """The proposals that officials confirmed. Raises StoreProblem likewise."""
        return ProposalLists(self._lent())

    def _lent(self) -> Database:
        with self._lock:
            if self._database is None:
                self._database = self._opened()
            return self._database

    def _opened(self) -> Database:
        if self._failed and self._clock() < self._failed[0] + _REST:
            raise StoreProblem(self._failed[1].trouble)
        try:
            return self._open(self._settings)
        except StoreProblem as problem:
            self._failed = self._clock(), problem
            raise

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            if self._database:
                self._database.close()
            self._database = None
