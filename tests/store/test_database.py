from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from postgresql import PostgresServer
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import make_url

from assistant.store import Conversations, Database, StoreProblem, Trouble
from assistant.store.database import FILE
from assistant.store.tables import Table
from ingest.index import Settings
from tests.store.conftest import OpenStore

PROJECT = Path(__file__).resolve().parents[2]

OPEN_AND_ASK = """
import sys
from assistant.store import Conversations, Database
from ingest.index import Settings
print("ready", flush=True)
sys.stdin.readline()
database = Database.open(Settings())
Conversations(database).receive("Hej?")
database.close()
"""


def trouble(settings: Settings) -> Trouble:
    with pytest.raises(StoreProblem) as problem:
        Database.open(settings)
    assert str(problem.value).endswith(".")
    return problem.value.trouble


def test_the_migrations_make_the_tables_that_are_mapped(database_settings: Settings) -> None:
    database = Database.open(database_settings)
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
    database.close()


def test_opening_again_changes_nothing(open_store: OpenStore) -> None:
    received = open_store().receive("Finns du kvar?")
    assert open_store().read(received.conversation).turns[0].question == "Finns du kvar?"


def test_processes_that_start_at_once_do_not_disturb_each_other(
    database_settings: Settings, open_store: OpenStore
) -> None:
    environment = os.environ | {
        "TILLIT_DATA": str(database_settings.data),
        "TILLIT_DATABASE_URL": database_settings.database_url,
    }
    started = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_AND_ASK],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in started:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    for process in started:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    assert len(open_store().listed()) == 2


def test_a_newer_database_is_left_alone(database_settings: Settings) -> None:
    database = Database.open(database_settings)
    with database.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '999'"))
    database.close()
    assert trouble(database_settings) is Trouble.NEWER


def test_a_migration_that_fails_leaves_nothing_half_done(
    database_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        raise OSError("the machine fails here")

    with monkeypatch.context() as failing:
        failing.setattr("assistant.store.database._upgrade", fail)
        trouble(database_settings)
    database = Database.open(database_settings)
    with database.engine.connect() as connection:
        assert not database.engine.dialect.has_table(connection, "half")
    database.close()


@pytest.mark.parametrize(
    "address", ["mysql://h/d", "no address", "sqlite://", "sqlite:///:memory:", "oracle+x://h"]
)
def test_an_address_of_something_else_is_told(address: str, tmp_path: Path) -> None:
    assert trouble(Settings(data=tmp_path, database_url=address)) is Trouble.ADDRESS


def test_a_plain_address_of_postgresql_is_enough() -> None:
    for scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        url = f"{scheme}://a:secret@127.0.0.1:9/x?connect_timeout=1"
        assert trouble(Settings(database_url=url)) is Trouble.UNREACHABLE


def test_the_password_is_not_told() -> None:
    settings = Settings(database_url="postgresql://a:secret@127.0.0.1:9/x")
    assert "secret" not in repr(settings)
    with pytest.raises(StoreProblem) as problem:
        Database.open(settings)
    assert "secret" not in str(problem.value)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert trouble(Settings(data=tmp_path / "file" / "data")) is Trouble.READ_ONLY
    (tmp_path / FILE).mkdir()
    assert trouble(Settings(data=tmp_path)) is Trouble.READ_ONLY


def test_a_file_that_is_no_database_is_told_and_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"Something else altogether. " * 100)
    assert trouble(Settings(data=tmp_path)) is Trouble.DAMAGED
    assert (tmp_path / FILE).read_bytes().startswith(b"Something else")


def test_a_full_disk_is_told_and_what_was_there_is_kept(tmp_path: Path) -> None:
    database = Database.open(Settings(data=tmp_path))
    store = Conversations(database)
    received = store.receive("Ryms?")

    @event.listens_for(database.engine, "checkout")
    def _no_more_room(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    with pytest.raises(StoreProblem) as problem:
        store.receive("x" * 100_000)
    assert problem.value.trouble is Trouble.FULL
    assert [turn.question for turn in store.read(received.conversation).turns] == ["Ryms?"]
    assert len(store.listed()) == 1
    database.close()


def test_a_database_locked_by_another_program_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.store.database._PATIENCE", 0.1)
    database = Database.open(Settings(data=tmp_path))
    blocker = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreProblem) as problem:
        Conversations(database).receive("Hej?")
    assert problem.value.trouble is Trouble.BUSY
    blocker.close()
    Conversations(database).receive("Hej?")
    database.close()


def test_sqlite_is_set_to_last(tmp_path: Path) -> None:
    database = Database.open(Settings(data=tmp_path))
    with database.reading() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
        assert session.scalar(text("PRAGMA synchronous")) == 2
    database.close()


@pytest.mark.xdist_group("postgresql")
def test_who_may_not_write_is_told(postgresql: PostgresServer) -> None:
    address = make_url(postgresql.new_database())
    read_only = address.update_query_dict({"options": "-c default_transaction_read_only=on"})
    url = read_only.render_as_string(hide_password=False)
    assert trouble(Settings(database_url=url)) is Trouble.READ_ONLY


@pytest.mark.xdist_group("postgresql")
def test_a_server_that_comes_back_is_used_again(postgresql: PostgresServer) -> None:
    database = Database.open(Settings(database_url=postgresql.new_database()))
    store = Conversations(database)
    received = store.receive("Före?")
    postgresql.stop()
    try:
        with pytest.raises(StoreProblem) as problem:
            store.receive("Under?", received.conversation)
        assert problem.value.trouble is Trouble.UNREACHABLE
    finally:
        postgresql.start()
    store.receive("Efter?", received.conversation)
    kept = store.read(received.conversation)
    assert [turn.question for turn in kept.turns] == ["Före?", "Efter?"]
    database.close()
