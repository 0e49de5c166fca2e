"""Moving what people made from one database to another."""

from __future__ import annotations

from sqlalchemy import func, select, text

from assistant.store.database import Database
from assistant.store.tables import Table

_BATCH = 500  # rows in memory at a time


class NotEmpty(Exception):
    """The database to copy to holds something already, which copying would mix."""


def copy(source: Database, target: Database) -> dict[str, int]:
    """Copy every row, all or nothing; how many of each table. The source stays as it is.

    Raises NotEmpty and StoreProblem.
    """
    copied: dict[str, int] = {}
    with source.reading() as reading, target.writing() as writing:
        for table in Table.metadata.sorted_tables:
            if writing.scalar(select(func.count()).select_from(table)):
                raise NotEmpty
            rows = reading.execute(select(table)).mappings()
            copied[table.name] = 0
            for batch in rows.partitions(_BATCH):
                writing.execute(table.insert(), [dict(row) for row in batch])
                copied[table.name] += len(batch)
        if writing.get_bind().dialect.name == "postgresql":
            # Its own numbering knows nothing of the numbers that came with the rows.
            writing.execute(
                text(
                    "SELECT setval(pg_get_serial_sequence('turn', 'id'), "
                    "greatest((SELECT max(id) FROM turn), 1))"
                )
            )
    return copied
