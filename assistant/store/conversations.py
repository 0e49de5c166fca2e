"""Conversations in the database: begun, read, listed, searched, renamed, deleted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session, selectinload

from assistant.answer import Answer, Retrieved
from assistant.conversation import Conversation, Feedback, Heading, Thumb, Turn
from assistant.store.database import Database
from assistant.store.problem import Gone, present
from assistant.store.tables import ConversationRow, TurnRow
from assistant.store.title import title_of

_ANSWER = TypeAdapter(Answer)
_UNREADABLE = (
    "Svaret sparades av en annan version av programmet och kan inte visas. Ställ frågan igen."
)


@dataclass(frozen=True, slots=True)
class Received:
    """Where a question was kept."""

    conversation: str
    turn: int


class Conversations:
    """All methods raise StoreProblem where the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def receive(self, question: str, conversation: str | None = None) -> Received:
        """Keep a question before it is answered, in a conversation or as the first of a new one.

        Raises Gone.
        """
        question = question.replace("\0", "")  # PostgreSQL does not take it
        now = datetime.now(UTC)
        with self._database.writing() as session:
            row = _begun(session, question, now) if conversation is None else None
            row = row or session.get(ConversationRow, conversation, with_for_update=True)
            if row is None:
                raise Gone
            row.changed = now
            turn = TurnRow(
                conversation_id=row.id, question=question, asked=now, problem="", generation="",
                words=question.casefold(), comment="",
            )  # fmt: skip
            session.add(turn)
            session.flush()
            return Received(row.id, turn.id)

    def answer(self, turn: int, answer: Answer, generation: str) -> None:
        """Keep the answer to a question, and which index it came from. Raises Gone."""
        kept = _ANSWER.dump_json(_shown(answer)).decode()
        with self._database.writing() as session:
            row = present(session.get(TurnRow, turn))
            row.answer, row.generation = kept, generation
            row.words = f"{row.question}\n{answer.text}".casefold()

    def refuse(self, turn: int, problem: str) -> None:
        """Keep why a question could not be taken. Raises Gone."""
        with self._database.writing() as session:
            present(session.get(TurnRow, turn)).problem = problem

    def read(self, conversation: str) -> Conversation:
        """A conversation with all its turns. Raises Gone."""
        with self._database.reading() as session:
            row = session.get(
                ConversationRow, conversation, options=[selectinload(ConversationRow.turns)]
            )
            row = present(row)
            return Conversation(_heading(row), tuple(map(_turn, row.turns)))

    def listed(self, search: str = "", most: int = 100) -> list[Heading]:
        """The newest conversations that hold all words of the search, in title or text."""
        query = select(ConversationRow).order_by(ConversationRow.changed.desc()).limit(most)
        for word in search.casefold().replace("\0", "").split():
            said = select(TurnRow.conversation_id).where(
                TurnRow.words.contains(word, autoescape=True)
            )
            titled = ConversationRow.folded.contains(word, autoescape=True)
            query = query.where(or_(titled, ConversationRow.id.in_(said)))
        with self._database.reading() as session:
            return [_heading(row) for row in session.scalars(query)]

    def rename(self, conversation: str, title: str) -> None:
        """Give a conversation another title; an empty one changes nothing. Raises Gone."""
        title = title_of(title)
        if not title:
            return
        with self._database.writing() as session:
            row = present(session.get(ConversationRow, conversation))
            row.title, row.folded = title, title.casefold()

    def delete(self, conversation: str) -> None:
        """Delete a conversation with all that was said in it, also if it is deleted already."""
        with self._database.writing() as session:
            session.execute(delete(ConversationRow).where(ConversationRow.id == conversation))

    def rate(self, turn: int, feedback: Feedback) -> None:
        """Keep what a person thinks of an answer, in place of what was thought before.

        Raises Gone.
        """
        with self._database.writing() as session:
            row = present(session.get(TurnRow, turn))
            row.thumb, row.comment = feedback.thumb, feedback.comment.replace("\0", "")

    def rated(self, thumb: Thumb) -> list[Turn]:
        """All turns with this thumb, oldest first."""
        query = select(TurnRow).where(TurnRow.thumb == thumb).order_by(TurnRow.id)
        with self._database.reading() as session:
            return [_turn(row) for row in session.scalars(query)]


def _shown(answer: Answer) -> Answer:
    """The answer without the texts of the passages that were weighed: only their places show."""
    return replace(answer, retrieved=tuple(map(_place, answer.retrieved)))


def _place(found: Retrieved) -> Retrieved:
    return replace(found, passage=replace(found.passage, text="", lines=found.passage.lines[:1]))


def _begun(session: Session, question: str, now: datetime) -> ConversationRow:
    title = title_of(question, "Samtal")
    row = ConversationRow(
        id=uuid4().hex, title=title, folded=title.casefold(), begun=now, changed=now
    )
    session.add(row)
    session.flush()
    return row


def _heading(row: ConversationRow) -> Heading:
    return Heading(row.id, row.title, row.begun, row.changed)


def _turn(row: TurnRow) -> Turn:
    problem, answer = row.problem, None
    if row.answer is not None:
        try:
            answer = _ANSWER.validate_json(row.answer)
        except ValidationError:
            problem = _UNREADABLE
    thumb = Thumb(row.thumb) if row.thumb else None
    return Turn(
        row.question, answer, problem, row.id, row.asked, row.generation,
        Feedback(thumb, row.comment),
    )  # fmt: skip
