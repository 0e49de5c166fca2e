"""The conversation in a window: questions, answers, and the passage that is open beside them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assistant import EVERYTHING, Answer, Assistant, Citation, Exchange, Filters, QuestionProblem


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer, or in `problem` why it could not be taken."""

    question: str
    answer: Answer | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """A citation that is open in the evidence panel, and the passage shown: its own or a
    neighbour. `number` grows with each opening, so that the panel knows when to show itself."""

    turn: int
    citation: Citation
    shown: str
    number: int


@dataclass(slots=True)
class Conversation:
    """What one window has asked."""

    turns: list[Turn] = field(default_factory=list)
    opening: Opening | None = None
    _openings: int = 0

    @property
    def exchanges(self) -> list[Exchange]:
        """What was asked and answered, oldest first."""
        return [Exchange(turn.question, turn.answer) for turn in self.turns if turn.answer]

    def ask(self, assistant: Assistant, question: str, filters: Filters = EVERYTHING) -> None:
        """Put a question; a problem with it becomes part of the conversation."""
        try:
            self.add(Turn(question, assistant.ask(question, filters, self.exchanges)))
        except QuestionProblem as problem:
            self.add(Turn(question, problem=str(problem)))

    def add(self, turn: Turn) -> None:
        """Add what was asked and answered."""
        self.turns.append(turn)
        self.opening = None

    def open(self, turn: int, n: int) -> None:
        """Open citation `n` of a turn."""
        answer = self.turns[turn].answer
        assert answer is not None, "only answers have citations"
        citation = answer.citations[n - 1]
        self._openings += 1
        self.opening = Opening(turn, citation, citation.passage_id, self._openings)

    def show(self, passage_id: str) -> None:
        """Turn to a neighbouring passage in the open panel."""
        assert self.opening is not None, "there is no panel to turn the pages of"
        self.opening = replace(self.opening, shown=passage_id)

    def close(self) -> None:
        """Close the panel."""
        self.opening = None

    def opened(self, turn: int) -> int | None:
        """The number of the citation of this turn that is open."""
        if self.opening is None or self.opening.turn != turn:
            return None
        return self.opening.citation.n


def marked_texts(answer: Answer, citation: Citation) -> tuple[str, ...]:
    """What to mark in a citation's passage: the quote, or the sentences taken from a digest."""
    if citation.quote:
        return (citation.quote,)
    statements = [s for voice in answer.voices for s in voice.statements]
    return tuple(
        text
        for statement in statements
        if citation.n in statement.citations
        for text in (statement.text, *statement.points)
        if text
    )
