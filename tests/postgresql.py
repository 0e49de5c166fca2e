"""A PostgreSQL server for the tests, from the system's own binaries; heard on no network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

_SETTINGS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=40"


class PostgresServer:
    """A running server; each test may have databases of its own."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries, self._folder = binaries, folder
        self._numbers = count()

    def start(self) -> None:
        """Start it, or start it again."""
        options = f"{_SETTINGS} -k {self._folder}"
        self._run("pg_ctl", "-D", self._cluster, "-w", "-o", options, "-l", "log", "start")

    def stop(self) -> None:
        """Stop it at once, as a fault would."""
        self._run("pg_ctl", "-D", self._cluster, "-w", "-m", "immediate", "stop")

    def make(self) -> None:
        """Write an empty cluster."""
        self._run("initdb", "-D", self._cluster, "-U", "tillit", "-A", "trust", "-E", "UTF8", "-N")

    def new_database(self) -> str:
        """The address of a new, empty database."""
        name = f"test{next(self._numbers)}"
        engine = create_engine(self.address("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return self.address(name)

    def address(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql+psycopg://tillit@/{name}?host={self._folder}"

    @property
    def _cluster(self) -> str:
        return str(self._folder / "cluster")

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._binaries / program), *arguments],
            cwd=self._folder,
            stdout=subprocess.DEVNULL,  # the server inherits it: a pipe would never end
            stderr=subprocess.DEVNULL,
            check=False,
            **_not_root(),
        )
        assert done.returncode == 0, (self._folder / "log").read_text(encoding="utf8")


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """A server while the tests run, or a skip that says what is missing."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed on this machine (looked for initdb)")
    if os.geteuid() == 0 and not _not_root():
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    folder = Path(tempfile.mkdtemp(prefix="tillit-pg-"))  # a socket's path must be short
    if as_user := _not_root():
        shutil.chown(folder, as_user["user"], as_user["group"])
    server = PostgresServer(binaries, folder)
    try:
        server.make()
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder)


def _binaries() -> Path | None:
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return packaged[-1].parent if packaged else None


def _not_root() -> dict[str, Any]:
    """How to run the server as another user where the tests run as root."""
    if os.geteuid():
        return {}
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return {}
    return {"user": "postgres", "group": "postgres"}
