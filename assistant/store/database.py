"""The database of what people make: SQLite in the data folder, or PostgreSQL by its address.

    DATA/tillit.sqlite         conversations (write-ahead log beside it)
    DATA/tillit.sqlite.lock    held while the tables are made or changed

Tables are made and changed by the migrations in `migrations/` when the database is opened. Two
processes that start at once wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

import portalocker
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session

from assistant.store.problem import StoreProblem, Trouble, told
from ingest.index import Settings

FILE = "tillit.sqlite"
_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 2018_47  # PostgreSQL's advisory locks are told apart by a number
_PATIENCE = 10  # seconds to wait for another writer, or for a server that does not answer


class Database:
    """An opened database with the tables as they should be. May be used from several threads."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(writes=True)

    @classmethod
    def open(cls, settings: Settings) -> Database:
        """Open the database that the settings name, and make or change its tables if need be.

        Raises StoreProblem where it cannot be used.
        """
        with told():
            engine = _engine(settings)
        try:
            with told():
                _migrate(engine)
        except StoreProblem:
            engine.dispose()
            raise
        return cls(engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session to read in. Raises StoreProblem."""
        with told(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session to write in; what was written is kept when it ends without an error.

        Raises StoreProblem.
        """
        with told(), Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _engine(settings: Settings) -> Engine:
    url = _address(settings)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": _PATIENCE})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    # A server may have been started anew since a connection was last used: it is tried first.
    return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": _PATIENCE})


def _address(settings: Settings) -> URL:
    """The database's address with the driver we ship. Raises ArgumentError."""
    if not settings.database_url:
        settings.data.mkdir(parents=True, exist_ok=True)
        return URL.create("sqlite", database=str((settings.data / FILE).absolute()))
    url = make_url(settings.database_url)
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("postgresql+psycopg", "sqlite", "sqlite+pysqlite"):
        raise StoreProblem(Trouble.ADDRESS)
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise StoreProblem(Trouble.ADDRESS)  # nothing would be kept
    return url


def _prepare_sqlite(connection: SqliteConnection, _: Any) -> None:
    """Python's module begins transactions by itself, and too late; SQLAlchemy does it instead."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # what was kept survives a power cut


def _begin_sqlite(connection: Connection) -> None:
    """Who will write says so at once, and waits: a reader cannot become a writer in between."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(engine: Engine) -> None:
    """Bring the tables up to date, one process at a time, all or nothing."""
    if engine.dialect.name == "sqlite":
        with portalocker.Lock(f"{engine.url.database}.lock", timeout=6 * _PATIENCE):
            _write_ahead(engine)
            with engine.execution_options(writes=True).begin() as connection:
                _upgrade(connection)
    else:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            _upgrade(connection)


def _write_ahead(engine: Engine) -> None:
    """Readers and the one writer do not wait for each other. The file remembers it."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def _upgrade(connection: Connection) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    if current and current not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreProblem(Trouble.NEWER)
    if current != scripts.get_current_head():
        command.upgrade(config, "head")
