"""Letting a model write an answer from passages, and judging what it wrote as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from threading import Event

from assistant.extract import Extract
from assistant.orders import gives_orders, visible, without_orders
from assistant.search import Hit
from assistant.voice import label
from assistant.writer.choice import Choice, choice_of
from assistant.writer.composition import Checker, Composed, Composition, Sent
from assistant.writer.guard import Guard
from assistant.writer.language import is_swedish, repeats_instructions
from assistant.writer.listening import Patience, Stopped, listen
from assistant.writer.marked import MarkedSentences
from assistant.writer.model import ChatModel, Model
from assistant.writer.problem import ModelProblem
from assistant.writer.prompts import GREETING, INSTRUCTIONS, NO_ANSWER, PASSAGE, QUESTION, REQUEST
from ingest.index import Document, Settings

MOST_WORDS = 400  # a model that writes more does not end; what it wrote until then is kept
_ENOUGH_TO_TELL = 40  # words by which a foreign language is known, and waiting for more is in vain


@dataclass(frozen=True, slots=True)
class Written:
    """What a model has written so far. `notes` are sentences for the reader about how it came
    about; `problem` tells why it is not, or not all, to be used; `ended` whether more will come."""

    composed: Composed = field(default_factory=Composed)
    notes: tuple[str, ...] = ()
    problem: ModelProblem | None = None
    ended: bool = False


class Writer:
    """Writes with one model. May be used from several threads."""

    def __init__(
        self, choice: Choice, guard: Guard, patience: Patience, passages: int, model: Model
    ) -> None:
        self.choice = choice
        self._guard = guard
        self._patience = patience
        self._passages = passages
        self._model = model

    @classmethod
    def open(cls, settings: Settings, choice: Choice | None = None) -> Writer | None:
        """The writer that is chosen, or else the one of the settings; None where there is none.

        Nothing is sent yet. Raises ModelProblem.
        """
        choice = choice or choice_of(settings)
        if choice is None:
            return None
        patience = Patience(settings.model_silence, settings.model_longest, settings.model_retries)
        model = ChatModel.open(choice, patience)
        return cls(choice, Guard(settings.data), patience, settings.model_passages, model)

    def require_consent(self) -> None:
        """Raises NeedsConsent where the model is at an outside host that nobody agreed to."""
        self._guard.admitted((), self.choice)

    def may_read(self, documents: Sequence[Document]) -> bool:
        """Whether the model may be given words of all these documents."""
        if not self.choice.is_outside:
            return True
        try:
            return not any(map(self._guard.stays, documents))
        except ModelProblem:
            return False

    def test(self) -> None:
        """Have the model say hello; no text of anybody's is sent. Raises ModelProblem."""
        for piece in listen(lambda: self._model.stream("", GREETING), self._patience, Event()):
            if piece.text.strip():
                return
        raise _empty()

    def reply(
        self, instructions: str, request: str, sources: Sequence[tuple[str, str]], stop: Event
    ) -> str:
        """What the model writes of a request and numbered sources (who speaks, and the words).

        Whoever calls has made sure that the sources may be sent; see `may_read`. Raises
        NeedsConsent, ModelProblem and Stopped.
        """
        self.require_consent()
        mark = token_hex(4)
        passages = "\n".join(
            PASSAGE.format(
                mark=mark, number=n, source=_as_data(who).replace('"', "”"),
                text=_as_data(without_orders(text)),
            )
            for n, (who, text) in enumerate(sources, 1)
        )  # fmt: skip
        prompt = REQUEST.format(mark=mark, passages=passages, question=_as_data(request))
        text = ""
        for piece in listen(lambda: self._model.stream(instructions, prompt), self._patience, stop):
            text += piece.text
            if len(text.split()) > MOST_WORDS:
                break
        if not text.strip():
            raise _empty()
        return text

    def write(
        self, question: str, hits: Sequence[Hit], checker: Checker, stop: Event
    ) -> Iterator[Written]:
        """The answer as it grows; the last one has `ended`."""
        try:
            admitted = self._guard.admitted(hits[: self._passages], self.choice)
        except ModelProblem as refusal:
            yield Written(problem=refusal, ended=True)
            return
        sent = [one for hit in admitted if (one := Sent.of(hit)).text.strip()]
        notes = _notes(len(hits[: self._passages]) - len(admitted), admitted)
        if not sent:
            yield Written(notes=notes, problem=_nothing_to_send(), ended=True)
            return
        composition = Composition(checker, sent)
        answering = _Answering(composition)
        problem: ModelProblem | None = None
        prompt = _prompt(question, sent)
        try:
            for piece in listen(
                lambda: self._model.stream(INSTRUCTIONS, prompt), self._patience, stop
            ):
                answering.take(piece.text, piece.finish)
                yield Written(composition.composed(answering.pending), notes)
                if answering.is_enough:
                    break
        except Stopped:
            problem = ModelProblem("Stopped by the reader.", "Svaret stoppades.")
        except ModelProblem as failure:
            problem = failure
        problem = answering.cut(problem) if problem else answering.finish()
        yield Written(composition.composed(), notes, problem, ended=True)


class _Answering:
    """Takes a model's text, and tells what is wrong with it as a whole."""

    def __init__(self, composition: Composition) -> None:
        self._composition = composition
        self._sentences = MarkedSentences()
        self._finish = ""

    @property
    def pending(self) -> str:
        """What has come of the next sentence."""
        return self._sentences.pending

    @property
    def is_enough(self) -> bool:
        """Whether reading on is in vain."""
        told = self._composition.words
        foreign = told > _ENOUGH_TO_TELL and not is_swedish(_text(self._composition.composed()))
        return told > MOST_WORDS or foreign

    def take(self, text: str, finish: str) -> None:
        """Take a piece of text."""
        self._finish = finish or self._finish
        for marked in self._sentences.feed(text):
            self._composition.add(marked)

    def cut(self, problem: ModelProblem) -> ModelProblem:
        """The model was cut off by a problem: what it had begun is kept as such."""
        for marked in self._sentences.finish(whole=False):
            self._composition.add(marked)
        return problem

    def finish(self) -> ModelProblem | None:
        """The model has ended, or was ended; what is wrong with what it wrote, None if nothing."""
        too_long = self.is_enough
        whole = self._finish in _WHOLE and not too_long
        for marked in self._sentences.finish(whole):
            self._composition.add(marked)
        composed = self._composition.composed()
        if not composed.statements:
            return _empty()
        if composed.is_supported:
            return None if whole else _cut_off(too_long)
        return self._failure(composed)

    def _failure(self, composed: Composed) -> ModelProblem:
        """Why an answer without one supported sentence is none."""
        if any(repeats_instructions(s.text) for s in composed.statements):
            return ModelProblem(
                "The model repeated its instructions.", "Modellen upprepade sina anvisningar."
            )
        if NO_ANSWER in _text(composed):
            return ModelProblem(
                "The model found no answer in the passages.",
                "Modellen fann inget svar i de stycken den fick läsa.",
            )
        if not is_swedish(_text(composed)):
            return ModelProblem(
                "The model did not answer in Swedish.", "Modellen svarade inte på svenska."
            )
        return ModelProblem(
            "No sentence that the model wrote is supported by what it cites.",
            "Ingen mening som modellen skrev hade fullt stöd i de stycken den hänvisade till.",
        )


def _text(composed: Composed) -> str:
    return " ".join(statement.text for statement in composed.statements)


# Why a model stops when it has said all: OpenAI-compatible servers and Ollama; Anthropic.
_WHOLE = frozenset({"stop", "end_turn", "STOP"})


def _prompt(question: str, sent: Sequence[Sent]) -> str:
    """The question with the numbered passages, marked off by a word that no document can know."""
    mark = token_hex(4)
    passages = "\n".join(
        PASSAGE.format(mark=mark, number=n, source=_source(one), text=_as_data(one.text))
        for n, one in enumerate(sent, 1)
    )
    return QUESTION.format(mark=mark, passages=passages, question=_as_data(question))


def _source(sent: Sent) -> str:
    """Who speaks in a passage. A title is read from the document, so it may be hostile too."""
    who = label(Extract(sent.hit, (sent.units[0],)))
    return "ett dokument" if gives_orders(who) else _as_data(who).replace('"', "”")


def _as_data(text: str) -> str:
    """A text that cannot pass for a mark of ours, without signs that nobody sees."""
    lines = (" ".join(line.split()) for line in visible(text).splitlines())
    kept = "\n".join(line for line in lines if line)
    return kept.replace("<", "‹").replace(">", "›")


def _notes(left_out: int, admitted: Sequence[Hit]) -> tuple[str, ...]:
    notes = []
    if left_out:
        notes.append(
            f"{_passages(left_out)} ur dokument som inte får lämna huset skickades inte till "
            "modellen."
        )
    ordering = sum(Sent.of(hit).is_changed for hit in admitted)
    if ordering:
        notes.append(
            f"{_passages(ordering)} innehåller text som ger order till en språkmodell. Den texten "
            "lämnades utanför."
        )
    return tuple(notes)


def _passages(number: int) -> str:
    return "Ett stycke" if number == 1 else f"{number} stycken"


def _empty() -> ModelProblem:
    return ModelProblem("The model wrote nothing.", "Modellen gav inget svar.")


def _nothing_to_send() -> ModelProblem:
    return ModelProblem(
        "No passage may be sent to the model.",
        "Inget av de stycken som hittades får skickas till modellen.",
    )


def _cut_off(too_long: bool) -> ModelProblem:
    if too_long:
        return ModelProblem(
            "The model did not end.", "Modellen slutade inte, så svaret är avkortat."
        )
    return ModelProblem("The model was cut off.", "Modellen avbröts innan svaret var klart.")
