"""A question that a model is answering, seen by whichever run of the page draws it.

The work goes on in a thread of its own: choosing a source of an earlier answer, another page or a
closed window ends a run of the page, and must not end the answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from threading import Condition, Event, Thread

from assistant import Assistant, Filters, QuestionProblem
from assistant.conversation import Turn
from assistant.followup import Exchange
from assistant.service import Growing
from assistant.writer import Writer
from ingest.index import IndexProblem

_FAILED = (
    "Något gick fel när frågan skulle besvaras. Dokumenten och indexet är orörda. Ställ frågan "
    "igen; händer det en gång till, visa loggen för den som sköter programmet."
)

_log = logging.getLogger(__name__)


class Answering:
    """Answers a question with a writer, beginning at once."""

    def __init__(
        self,
        turn: Turn,
        filters: Filters,
        earlier: Sequence[Exchange],
        borrow: Callable[[], AbstractContextManager[Assistant]],
        writer: Writer,
        keep: Callable[[Turn], None],
    ) -> None:
        self.question = turn.question
        self._asked = turn
        self._keep = keep
        self.model = writer.choice.label
        self._filters = filters
        self._earlier = earlier
        self.growing: Growing | None = None
        self.turn: Turn | None = None
        self._news = Condition()
        self._seen: object = None
        self._stop = Event()
        Thread(target=self._answer, args=(borrow, writer), name="answering", daemon=True).start()

    def stop(self) -> None:
        """End it; what is written by then stays."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait for something that was not there at the last call, at most so long."""
        with self._news:
            self._news.wait_for(lambda: self._latest() is not self._seen, seconds)
            self._seen = self._latest()

    def _latest(self) -> object:
        return self.turn or self.growing

    def _answer(
        self, borrow: Callable[[], AbstractContextManager[Assistant]], writer: Writer
    ) -> None:
        try:
            with borrow() as assistant:
                for growing in assistant.answering(
                    self.question, self._filters, self._earlier, writer, self._stop
                ):
                    self._tell(growing)
                assert self.growing is not None, "answering gives at least one answer"
                answer, generation = self.growing.answer, assistant.generation_name
            self._end(replace(self._asked, answer=answer, generation=generation))
        except QuestionProblem as problem:
            self._end(replace(self._asked, problem=str(problem)))
        except IndexProblem as problem:
            _log.warning("A question could not be answered: %s", problem)
            self._end(replace(self._asked, problem=_FAILED))
        except Exception:  # noqa: BLE001 - a thread's failure would leave the page waiting for ever
            _log.exception("Answering failed.")
            self._end(replace(self._asked, problem=_FAILED))

    def _end(self, turn: Turn) -> None:
        """Keep the turn first: whoever sees it may leave at once."""
        self._keep(turn)
        self._tell(turn)

    def _tell(self, news: Growing | Turn) -> None:
        with self._news:
            if isinstance(news, Turn):
                self.turn = news
            else:
                self.growing = news
            self._news.notify_all()
