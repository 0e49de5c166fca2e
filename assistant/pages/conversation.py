"""The conversation in a window: questions, answers, and the passage that is open beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from assistant import EVERYTHING, Answer, Assistant, Citation, Exchange, Filters, QuestionProblem
from assistant.conversation import Conversation as Kept
from assistant.conversation import Feedback, Heading, Thumb, Turn
from assistant.pages.keeping import Keeper
from assistant.store import Conversations, Gone, StoreProblem, Trouble

_OF_WRITING = (Trouble.FULL, Trouble.READ_ONLY)  # reading may go well all the same


@dataclass(frozen=True, slots=True)
class Opening:
    """A citation that is open in the evidence panel, and the passage shown: a neighbour's id, or
    None for its own place. `words` are what to look for and mark. `number` grows with each opening,
    so that the panel knows when to show itself."""

    turn: int
    citation: Citation
    words: tuple[str, ...]
    shown: str | None
    number: int


@dataclass(slots=True)
class Conversation:
    """What one window shows: a kept conversation, or one that begins with the next question.

    Each question is kept when it is received and each answer when it is made. Where the database
    cannot be used, `trouble` says why; the turns then live in this window alone.
    """

    keeper: Keeper
    heading: Heading | None = None
    turns: list[Turn] = field(default_factory=list)
    opening: Opening | None = None
    trouble: Trouble | None = None
    gone: bool = False
    _asking: set[int] = field(default_factory=set)  # the kept turns this window has to answer
    _openings: int = 0

    @property
    def id(self) -> str | None:
        """What the conversation is called in addresses, None while it is not kept."""
        return self.heading.id if self.heading else None

    def begin(self) -> None:
        """Begin a new one; the one shown stays where it is kept."""
        self.heading, self.turns, self.opening, self.gone = None, [], None, False
        self._asking.clear()

    def load(self, conversation: str) -> None:
        """Show a kept conversation. Where it cannot be read, the window stays as it is."""
        kept = self._kept(conversation)
        if kept:
            if self.heading:
                self.begin()
            self._take(kept)

    def refresh(self) -> None:
        """Take over what other windows did to the conversation since."""
        kept = self._kept(self.id) if self.id else None
        if kept:
            self._take(kept)

    def _kept(self, conversation: str) -> Kept | None:
        try:
            kept = self.keeper.store().read(conversation)
        except StoreProblem as problem:
            self.trouble = problem.trouble
            return None
        except Gone:
            self.begin()
            self.gone = True
            return None
        if self.trouble not in _OF_WRITING:
            self.trouble = None
        return kept

    def _take(self, kept: Kept) -> None:
        """Show what is kept; what could not be kept so far stays in the window."""
        made = {turn.id: turn for turn in self.turns if not turn.is_open}
        unkept = [turn for turn in self.turns if turn.id is None]
        self.heading = kept.heading
        self.turns = [made.get(turn.id, turn) if turn.is_open else turn for turn in kept.turns]
        for turn, there in zip(self.turns, kept.turns, strict=True):
            if there.is_open and not turn.is_open:
                self.keep(turn)
        self.turns += unkept

    def receive(self, question: str) -> None:
        """Keep a question, to be answered by `answer`."""
        self.opening, self.gone = None, False
        try:
            received = self.keeper.store().receive(question, self.id)
        except StoreProblem as problem:
            self.trouble = problem.trouble
            self.turns.append(Turn(question))
            return
        except Gone:  # another window deleted it: the question begins a new one
            self.begin()
            self.receive(question)
            self.gone = True
            return
        self.trouble = None
        self._asking.add(received.turn)
        kept = self._kept(received.conversation)
        if kept:
            self._take(kept)
        else:
            self.turns.append(Turn(question, id=received.turn))

    def must_answer(self, number: int) -> bool:
        """Whether this window is the one to answer a turn."""
        turn = self.turns[number]
        return turn.is_open and (turn.id is None or turn.id in self._asking)

    def answer_after_all(self, number: int) -> None:
        """Let this window answer a turn that was left open."""
        turn = self.turns[number]
        assert turn.id is not None, "a turn that is not kept is this window's anyway"
        self._asking.add(turn.id)

    def answer(self, assistant: Assistant, number: int, filters: Filters = EVERYTHING) -> None:
        """Answer a turn and keep the answer; a problem with the question is kept instead."""
        turn = self.turns[number]
        try:
            answer = assistant.ask(turn.question, filters, self.earlier(number))
        except QuestionProblem as problem:
            turn = replace(turn, problem=str(problem))
        else:
            turn = replace(turn, answer=answer, generation=assistant.generation_name)
        self.turns[number] = turn
        self.keep(turn)

    def earlier(self, number: int) -> list[Exchange]:
        """What was asked and answered before a turn, oldest first."""
        return [Exchange(t.question, t.answer) for t in self.turns[:number] if t.answer]

    def keep(self, turn: Turn) -> None:
        """Keep what came of a turn."""
        if turn.id is None:
            return
        try:
            if turn.answer:
                self.keeper.store().answer(turn.id, turn.answer, turn.generation)
            else:
                self.keeper.store().refuse(turn.id, turn.problem)
        except StoreProblem as problem:
            self.trouble = problem.trouble
        except Gone:
            self.gone = True  # the answer is still shown, this once
        else:
            self.trouble = None

    def rename(self, title: str) -> None:
        """Give the conversation another title."""
        self._change(lambda store, conversation: store.rename(conversation, title))
        self.refresh()

    def delete(self) -> None:
        """Delete the conversation and begin a new one."""
        self._change(lambda store, conversation: store.delete(conversation))
        if not self.trouble:
            self.begin()

    def _change(self, change: Callable[[Conversations, str], None]) -> None:
        assert self.id is not None, "only what is kept can be changed"
        try:
            change(self.keeper.store(), self.id)
        except StoreProblem as problem:
            self.trouble = problem.trouble
        except Gone:
            self.begin()
            self.gone = True
        else:
            self.trouble = None

    def rate(self, number: int, feedback: Feedback) -> None:
        """Keep what is thought of an answer."""
        turn = self.turns[number].id
        assert turn is not None, "only what is kept can be rated"
        self._change(lambda store, _: store.rate(turn, feedback))
        self.refresh()

    def press(self, number: int, thumb: Thumb) -> None:
        """Give an answer a thumb, or take back the one it has."""
        before = self.turns[number].feedback
        self.rate(number, replace(before, thumb=None if before.thumb is thumb else thumb))

    def open(self, turn: int, n: int) -> None:
        """Open citation `n` of a turn."""
        answer = self.turns[turn].answer
        assert answer is not None, "only answers have citations"
        citation = answer.citations[n - 1]
        self._openings += 1
        self.opening = Opening(turn, citation, marked_texts(answer, citation), None, self._openings)

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
