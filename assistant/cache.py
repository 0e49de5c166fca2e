"""Keeping what was made of passages, so that it is made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

CACHED_PASSAGES = 2000  # whose sentences are kept ready, about 30 kB each


def completed(
    cache: dict[Key, Value],
    keys: Sequence[Key],
    most: int,
    make: Callable[[Sequence[Key]], Iterable[Value]],
) -> dict[Key, Value]:
    """Values for all keys, those not in the cache made in one go; a full cache starts afresh."""
    found = {key: cache[key] for key in keys if key in cache}
    missing = [key for key in keys if key not in found]
    if missing:
        if len(cache) + len(missing) > most:
            cache.clear()
        found.update(zip(missing, make(missing), strict=True))
        cache.update((key, found[key]) for key in missing)
    return found
