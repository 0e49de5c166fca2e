"""Our own record of the passages: one SQLite file in each generation, read by row.

Rows are numbered from 0 in index order, as in the vectors and the lexical index beside it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import TypeAdapter

from ingest.index.errors import DamagedIndex
from ingest.index.passage import Part, Passage

_PASSAGE = TypeAdapter(Passage)
_PARTS = TypeAdapter(tuple[Part, ...])
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def write_records(path: Path, passages: Sequence[Passage]) -> None:
    """Write all passages of a generation, row by row."""
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE passage (row INTEGER PRIMARY KEY, id TEXT, doc TEXT, body)"
        )
        connection.executemany(
            "INSERT INTO passage VALUES (?, ?, ?, ?)",
            ((row, p.id, p.doc, _PASSAGE.dump_json(p)) for row, p in enumerate(passages)),
        )
        connection.execute("CREATE UNIQUE INDEX by_id ON passage (id)")
        connection.execute("CREATE INDEX by_doc ON passage (doc)")
        connection.execute("CREATE TABLE section (section TEXT, row INTEGER)")
        connection.executemany(
            "INSERT INTO section VALUES (?, ?)",
            (
                (part.section, row)
                for row, passage in enumerate(passages)
                for part in passage.parts
                if _NUMBER.fullmatch(part.section)
            ),
        )
        connection.execute("CREATE INDEX by_section ON section (section)")
    connection.close()


class Records:
    """Reads passages by row or id. May be used from several threads."""

    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise DamagedIndex(f"The passages cannot be opened: {error}.") from error

    def __iter__(self) -> Iterator[Passage]:
        for (body,) in self._connection.execute("SELECT body FROM passage ORDER BY row"):
            yield _PASSAGE.validate_json(body)

    def at(self, rows: Iterable[int]) -> list[Passage]:
        """The passages of these rows, in the order asked for."""
        wanted = [int(row) for row in rows]
        marks = ",".join("?" * len(wanted))
        found = dict(
            self._connection.execute(
                f"SELECT row, body FROM passage WHERE row IN ({marks})", wanted
            ).fetchall()
        )
        return [_PASSAGE.validate_json(found[row]) for row in wanted]

    def row(self, passage_id: str) -> int | None:
        """The row of a passage's id, None where there is none."""
        found = self._connection.execute(
            "SELECT row FROM passage WHERE id = ?", [passage_id]
        ).fetchone()
        return int(found[0]) if found else None

    def rows(self, passage_ids: Sequence[str]) -> list[int]:
        """The rows of these ids, in the order asked for."""
        marks = ",".join("?" * len(passage_ids))
        found = dict(
            self._connection.execute(
                f"SELECT id, row FROM passage WHERE id IN ({marks})", list(passage_ids)
            ).fetchall()
        )
        return [int(found[passage_id]) for passage_id in passage_ids]

    def rows_in_section(self, number: str) -> list[int]:
        """The rows of all passages in sections of this number ("7.4") and below it ("7.4.2")."""
        found = self._connection.execute(
            "SELECT DISTINCT row FROM section WHERE section = ? OR section GLOB ? ORDER BY row",
            [number, f"{number}.*"],
        )
        return [int(row) for (row,) in found]

    def of_document(self, doc: str) -> list[Passage]:
        """All passages of a document in reading order."""
        rows = self._connection.execute(
            "SELECT body FROM passage WHERE doc = ? ORDER BY row", [doc]
        ).fetchall()
        return [_PASSAGE.validate_json(body) for (body,) in rows]

    def parts_of_document(self, doc: str) -> list[tuple[int, tuple[Part, ...]]]:
        """Row and parts of each passage of a document in reading order, without their texts."""
        rows = self._connection.execute(
            "SELECT row, json_extract(CAST(body AS TEXT), '$.parts') FROM passage "
            "WHERE doc = ? ORDER BY row",
            [doc],
        ).fetchall()
        return [(int(row), _PARTS.validate_json(parts)) for row, parts in rows]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
