"""What can go wrong with the database, told apart by what a person can do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TypeVar

import portalocker
import psycopg
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    NoSuchModuleError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

Row = TypeVar("Row")

# SQLite's primary result codes (sqlite.org/rescode.html).
_READ_ONLY, _CANNOT_OPEN, _FULL, _CORRUPT, _NO_DATABASE, _BUSY = 8, 14, 13, 11, 26, 5


class Trouble(StrEnum):
    """What is the matter; the value is the English sentence that says what to do."""

    ADDRESS = "TILLIT_DATABASE_URL is not the address of a SQLite or PostgreSQL database."
    UNREACHABLE = (
        "The database cannot be reached. Check that it runs and that TILLIT_DATABASE_URL is right."
    )
    READ_ONLY = (
        "The database cannot be written. Check the rights to it and to the data folder, or choose "
        "another folder with --data or TILLIT_DATA."
    )
    FULL = "The disk of the database is full. Make room and try again."
    BUSY = "The database is busy with other work. Try again in a while."
    DAMAGED = (
        "The database is damaged. Restore it from a copy, or move the file aside to begin anew."
    )
    NEWER = (
        "The database was made by a newer version of this program. Update the program, or set "
        "TILLIT_DATABASE_URL or TILLIT_DATA to another one."
    )


class Gone(Exception):
    """What was looked for is deleted, perhaps from another window."""


class StoreProblem(Exception):
    """The database cannot be used; the message says what to do (English)."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


def present(row: Row | None) -> Row:
    """A row that was looked for. Raises Gone where there is none."""
    if row is None:
        raise Gone
    return row


@contextmanager
def told() -> Iterator[None]:
    """Errors of the database and its folder as StoreProblem."""
    try:
        yield
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreProblem(Trouble.ADDRESS) from error
    except PoolTimeout as error:
        raise StoreProblem(Trouble.BUSY) from error
    except DBAPIError as error:
        raise StoreProblem(_trouble(error.orig)) from error
    except sqlite3.Error as error:  # on a connection that is not SQLAlchemy's yet
        raise StoreProblem(_trouble(error)) from error
    except SQLAlchemyError as error:
        raise StoreProblem(Trouble.DAMAGED) from error
    except portalocker.LockException as error:
        raise StoreProblem(Trouble.BUSY) from error
    except OSError as error:
        raise StoreProblem(Trouble.READ_ONLY) from error


def _trouble(error: BaseException | None) -> Trouble:
    if isinstance(error, sqlite3.Error):
        # Beside the primary code, the extended ones tell more than is needed here.
        code = getattr(error, "sqlite_errorcode", _CORRUPT) & 0xFF
        return _OF_SQLITE.get(code, Trouble.DAMAGED)
    for kind, trouble in _OF_POSTGRESQL.items():
        if isinstance(error, kind):
            return trouble
    return Trouble.DAMAGED


_OF_SQLITE = {
    _READ_ONLY: Trouble.READ_ONLY,
    _CANNOT_OPEN: Trouble.READ_ONLY,
    _FULL: Trouble.FULL,
    _CORRUPT: Trouble.DAMAGED,
    _NO_DATABASE: Trouble.DAMAGED,
    _BUSY: Trouble.BUSY,
}
# The narrower first: all but the second are also OperationalError.
_OF_POSTGRESQL: dict[type[BaseException], Trouble] = {
    psycopg.errors.DiskFull: Trouble.FULL,
    psycopg.errors.InsufficientPrivilege: Trouble.READ_ONLY,
    psycopg.errors.ReadOnlySqlTransaction: Trouble.READ_ONLY,
    psycopg.errors.LockNotAvailable: Trouble.BUSY,
    psycopg.OperationalError: Trouble.UNREACHABLE,
    psycopg.InterfaceError: Trouble.UNREACHABLE,
}
