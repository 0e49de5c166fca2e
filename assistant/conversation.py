"""A conversation as it is kept: questions in order, what was answered, what was thought of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.answer import Answer


class Thumb(StrEnum):
    """What a person thought of an answer."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Feedback:
    """A thumb, a comment, or both."""

    thumb: Thumb | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer, or in `problem` why it could not be taken (Swedish).

    With neither it was received and is not answered: another window is at work on it, or the
    program was ended meanwhile. `id` is its number in the database, None where it is not kept.
    `generation` names the index that answered.
    """

    question: str
    answer: Answer | None = None
    problem: str = ""
    id: int | None = None
    asked: datetime | None = None
    generation: str = ""
    feedback: Feedback = Feedback()

    @property
    def is_open(self) -> bool:
        """Whether the question waits for its answer."""
        return self.answer is None and not self.problem


@dataclass(frozen=True, slots=True)
class Heading:
    """A conversation in the list of them. `changed` is when it was last asked something."""

    id: str
    title: str
    begun: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation with all its turns, oldest first."""

    heading: Heading
    turns: tuple[Turn, ...]
