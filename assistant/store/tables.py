"""The tables as mapped classes. Whoever changes them adds a migration; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Moment(TypeDecorator[datetime]):
    """A moment in time with its zone, which SQLite by itself forgets: kept as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What is written."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """What is read."""
        if not isinstance(value, datetime):
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Table(DeclarativeBase):
    """All tables."""

    type_annotation_map = {datetime: Moment, str: Text()}  # noqa: RUF012 - SQLAlchemy's form


class ConversationRow(Table):
    """A conversation. `id` stands in its address and cannot be guessed.

    `folded` is the title in small letters, for search: not every database can make them of "Å".
    """

    __tablename__ = "conversation"
    __table_args__ = (Index("conversation_changed", "changed"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    title: Mapped[str]
    folded: Mapped[str]
    begun: Mapped[datetime]
    changed: Mapped[datetime]
    turns: Mapped[list[TurnRow]] = relationship(
        back_populates="conversation", order_by="TurnRow.id", passive_deletes=True
    )


class TurnRow(Table):
    """A question as it was received, and what came of it later.

    `answer` is the Answer as JSON, whole but for the texts of passages weighed: its form grows with
    the program, and all it is ever asked for is to be shown again. `words` is what a search looks
    in: question and answer in small letters.
    """

    __tablename__ = "turn"
    __table_args__ = (Index("turn_conversation", "conversation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        String(32), ForeignKey("conversation.id", ondelete="CASCADE")
    )
    question: Mapped[str]
    asked: Mapped[datetime]
    answer: Mapped[str | None]
    problem: Mapped[str]
    generation: Mapped[str]
    words: Mapped[str]
    thumb: Mapped[str | None] = mapped_column(String(8))
    comment: Mapped[str]
    conversation: Mapped[ConversationRow] = relationship(back_populates="turns")


class DraftRow(Table):
    """A draft. `id` stands in its address and cannot be guessed.

    `words` is what a search looks in: title, case and text in small letters.
    """

    __tablename__ = "draft"
    __table_args__ = (Index("draft_changed", "changed"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    title: Mapped[str]
    words: Mapped[str]
    begun: Mapped[datetime]
    changed: Mapped[datetime]


class DraftVersionRow(Table):
    """A state of a draft, the one of the highest number its newest.

    `content` is the Draft as JSON. `name` is what a person called the version, empty for one that
    was kept by itself.
    """

    __tablename__ = "draft_version"

    draft_id: Mapped[str] = mapped_column(
        String(32), ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made: Mapped[datetime]
    what: Mapped[str]
    name: Mapped[str]
    content: Mapped[str]


class ProfileRow(Table):
    """Who answers, kept for the next draft; `content` is the Profile as JSON."""

    __tablename__ = "profile"

    name: Mapped[str] = mapped_column(String(400), primary_key=True)
    content: Mapped[str]


class ProposalListRow(Table):
    """The proposals that officials confirmed for a report; `content` is them as JSON."""

    __tablename__ = "proposal_list"

    doc: Mapped[str] = mapped_column(String(400), primary_key=True)
    content: Mapped[str]
