"""Listening to a model: pieces of text as they come, with patience, attempts and a way to stop.

A thread reads what the model sends, so that whoever waits can be told that it takes too long, or
stop, also while nothing comes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Event, Thread

import tenacity

from assistant.writer.problem import ModelProblem, told, too_slow

_FIRST_WAIT = 0.5  # seconds before the second attempt, doubled before each further one
_LONGEST_WAIT = 20.0  # seconds; who is asked to wait longer does better with another answer
_TICK = 0.1  # seconds between looks at whether to stop


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and at its end why the model stopped ("stop", "length", ...)."""

    text: str
    finish: str = ""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds without a sign of life, seconds for a whole answer, and attempts after the first."""

    silence: float
    whole: float
    retries: int


class Stopped(Exception):
    """Whoever asked does not want the answer any more."""


def listen(
    stream: Callable[[], Iterator[Piece]], patience: Patience, stop: Event
) -> Iterator[Piece]:
    """The pieces that `stream` gives, as they come.

    Raises ModelProblem where it fails or takes too long, and Stopped when `stop` is set. An
    attempt is repeated only while nothing has come.
    """
    ended = Event()
    queue: Queue[Piece | Exception | None] = Queue()
    reader = Thread(target=_read, args=(stream, patience, ended, queue), name="model", daemon=True)
    reader.start()
    begun = heard = time.monotonic()
    try:
        while True:
            if stop.is_set():
                raise Stopped
            now = time.monotonic()
            if now - begun > patience.whole or now - heard > patience.silence:
                raise too_slow()
            try:
                piece = queue.get(timeout=_TICK)
            except Empty:
                continue
            heard = time.monotonic()
            if piece is None:
                return
            if isinstance(piece, Exception):
                raise piece
            yield piece
    finally:
        ended.set()


def _read(
    stream: Callable[[], Iterator[Piece]],
    patience: Patience,
    ended: Event,
    queue: Queue[Piece | Exception | None],
) -> None:
    attempts = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(patience.retries + 1),
        retry=tenacity.retry_if_exception(lambda error: _is_worth_it(error, ended)),
        wait=_wait,
        sleep=tenacity.sleep_using_event(ended),
        reraise=True,
    )
    try:
        for piece in attempts(_begun, stream, ended):
            if ended.is_set():
                return
            queue.put(piece)
        queue.put(None)
    except Exception as error:  # noqa: BLE001 - each provider's library raises errors of its own
        queue.put(told(error))


def _begun(stream: Callable[[], Iterator[Piece]], ended: Event) -> Iterator[Piece]:
    """The stream, once its first piece is there. Raises ModelProblem where it never comes."""
    if ended.is_set():
        return iter(())
    pieces = stream()
    try:
        first = next(pieces, None)
    except Exception as error:
        raise told(error) from error
    return _from(first, pieces)


def _from(first: Piece | None, pieces: Iterator[Piece]) -> Iterator[Piece]:
    with closing(pieces):  # type: ignore[type-var]  # generators are closed, others cannot be
        if first is not None:
            yield first
            yield from pieces


def _is_worth_it(error: BaseException, ended: Event) -> bool:
    if ended.is_set() or not isinstance(error, ModelProblem) or not error.passing:
        return False
    return error.wait is None or error.wait <= _LONGEST_WAIT


def _wait(state: tenacity.RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, ModelProblem) else None
    return asked if asked is not None else _FIRST_WAIT * 2.0 ** (state.attempt_number - 1)
