"""Work on untrusted files, each in a process of its own with limits on time and memory.

A process that overruns, asks for too much memory or dies costs its own job alone. Where the
platform can, processes are forked from a server that has imported the reader once, which takes
some hundredths of a second; elsewhere (Windows) each starts anew.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, StrEnum
from math import ceil
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from typing import Any, Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")

_log = logging.getLogger(__name__)

_MEBIBYTE = 1024 * 1024
_OUT_OF_TIME = getattr(signal, "SIGXCPU", 0)
_START = 60.0  # seconds that a process may take to begin
# A busy machine may take so many times as long by the clock as by its processor's time.
_PATIENCE = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take: seconds of a processor, and bytes of memory beyond what a process
    has from the start (enforced on Linux). By the clock it may take four times as long."""

    seconds: float = 300.0
    memory: int = 1024 * _MEBIBYTE


class _Begun(Enum):
    BEGUN = 0


_BEGUN = _Begun.BEGUN


class Failure(StrEnum):
    """Why a job has no result."""

    TIME = "time"
    MEMORY = "memory"
    DIED = "died"


@dataclass(slots=True)
class _Running(Generic[J]):
    job: J
    process: Any  # the context's Process class
    connection: Connection
    deadline: float


def supervise(
    task: Callable[[J], R],
    jobs: Sequence[J],
    limits: Limits,
    started: Callable[[J], None] = lambda _: None,
    preload: Sequence[str] = (),
) -> Iterator[tuple[J, R | Failure]]:
    """Each job with what `task` made of it, as they are done; `started` hears of each before.

    As many jobs run at a time as there are processors. `preload` names the modules that tasks need,
    to be imported once. `task` must be a function of a module, and jobs and results must be
    picklable. A task that raises or ends its process has `Failure.DIED`.
    """
    waiting = list(reversed(jobs))
    running: list[_Running[J]] = []
    try:
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                job = waiting.pop()
                started(job)
                running.append(_start(task, job, limits, preload))
            for one, outcome in _done(running, limits):
                running.remove(one)
                yield one.job, outcome
    finally:
        for one in running:
            _end(one)


def _start(task: Callable[[J], R], job: J, limits: Limits, preload: Sequence[str]) -> _Running[J]:
    forking = "forkserver" in get_all_start_methods()
    context: Any = get_context("forkserver" if forking else "spawn")
    if forking:
        context.set_forkserver_preload(list(preload))
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(task, job, limits, there), daemon=True)
    process.start()
    there.close()
    return _Running(job, process, here, time.monotonic() + _START)


def _done(running: Sequence[_Running[J]], limits: Limits) -> Iterator[tuple[_Running[J], Any]]:
    """Wait until something is heard or a job is overdue, and give those that are done."""
    first = min(one.deadline for one in running)
    ready = wait([one.connection for one in running], max(0.0, first - time.monotonic()))
    for one in list(running):
        if one.connection in ready:
            outcome = _heard(one)
        elif time.monotonic() >= one.deadline:
            outcome = Failure.TIME
        else:
            continue
        if outcome is _BEGUN:
            one.deadline = time.monotonic() + _PATIENCE * limits.seconds
            continue
        _end(one)
        yield one, outcome


def _heard(one: _Running[Any]) -> Any:
    try:
        return one.connection.recv()
    except EOFError:
        one.process.join()
        return Failure.TIME if one.process.exitcode == -_OUT_OF_TIME else Failure.DIED


def _end(one: _Running[J]) -> None:
    one.connection.close()
    one.process.kill()
    one.process.join()
    one.process.close()


# In the process of its own


def _work(task: Callable[[J], R], job: J, limits: Limits, connection: Connection) -> None:
    _end_with_parent()
    _confine(limits)
    with suppress(BrokenPipeError):  # when nobody waits for it any more
        connection.send(_BEGUN)
        connection.send(_outcome(task, job))


def _outcome(task: Callable[[J], R], job: J) -> R | Failure:
    try:
        return task(job)
    except MemoryError:
        return Failure.MEMORY
    except Exception:  # noqa: BLE001 - whatever a hostile file brings about is said of that file
        _log.info("a job failed: %s", job, exc_info=True)
        return Failure.DIED


def _end_with_parent() -> None:
    """End this process when the one that waits for it is stopped or killed."""
    parent = parent_process()
    assert parent

    def end() -> None:
        parent.join()
        os._exit(1)

    Thread(target=end, daemon=True).start()


def _confine(limits: Limits) -> None:
    """Let memory run out for this process alone, before the machine's does."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _lower(resource.RLIMIT_CPU, ceil(limits.seconds + time.process_time()))
    statm = Path("/proc/self/statm")
    if statm.exists():
        held = int(statm.read_text().split()[0]) * resource.getpagesize()
        _lower(resource.RLIMIT_AS, held + limits.memory)


def _lower(what: int, limit: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    if hard == resource.RLIM_INFINITY or limit < hard:
        resource.setrlimit(what, (limit, hard))
