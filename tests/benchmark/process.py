"""Work in a process of its own, so that its peak memory is its own."""

from __future__ import annotations

import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def apart(function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> tuple[R, float]:
    """What a function returns, and the peak memory in MB of the process that it ran in."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        result = pool.submit(function, *arguments, **named).result()
        return result, pool.submit(_peak).result()


def _peak() -> float:
    """The most that stood in memory at a time, mapped files included (Linux: kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
