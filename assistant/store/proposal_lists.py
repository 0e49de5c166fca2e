"""The proposals that officials confirmed for reports which the register does not have."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pydantic import TypeAdapter
from sqlalchemy import select

from assistant.register import Proposal
from assistant.store.content import read, written
from assistant.store.database import Database
from assistant.store.tables import ProposalListRow

_PROPOSALS = TypeAdapter(tuple[Proposal, ...])


class ProposalLists:
    """All methods raise StoreProblem where the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def confirmed(self) -> list[Proposal]:
        """All confirmed proposals, those of a report in the order given."""
        query = select(ProposalListRow).order_by(ProposalListRow.doc)
        with self._database.reading() as session:
            return [one for row in session.scalars(query) for one in read(_PROPOSALS, row.content)]

    def change(
        self, doc: str, change: Callable[[tuple[Proposal, ...]], Sequence[Proposal]]
    ) -> None:
        """Change the proposals of a report as they are kept by now, also by other windows."""
        with self._database.writing() as session:
            row = session.get(ProposalListRow, doc, with_for_update=True)
            before = read(_PROPOSALS, row.content) if row else ()
            content = written(_PROPOSALS, tuple(change(before)))
            session.merge(ProposalListRow(doc=doc, content=content))
