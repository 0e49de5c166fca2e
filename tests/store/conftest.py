"""Databases of both kinds, each test with one of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postgresql import PostgresServer, running_server

from assistant.store import Conversations, Database
from ingest.index import Settings

OpenStore = Callable[[], Conversations]

# The server is started once: all tests that need it run in one process.
POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresServer]:
    """A running PostgreSQL server, or a skip with its reason."""
    with running_server() as server:
        yield server


@pytest.fixture(params=["sqlite", POSTGRESQL])
def database_settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings that name a new database, of one kind and then of the other."""
    url = ""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql").new_database()
    return Settings(data=tmp_path / "data", embedding="none", database_url=url)


@pytest.fixture
def open_store(database_settings: Settings) -> Iterator[OpenStore]:
    """Opens the database as one more process would."""
    opened: list[Database] = []

    def open_() -> Conversations:
        opened.append(Database.open(database_settings))
        return Conversations(opened[-1])

    yield open_
    for database in opened:
        database.close()


@pytest.fixture
def store(open_store: OpenStore) -> Conversations:
    """The conversations of a new database."""
    return open_store()
