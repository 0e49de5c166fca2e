"""One opened assistant for all windows, replaced when a newer generation of the index exists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from assistant import Assistant
from ingest.index import NoIndex, Settings, current_name


@dataclass(slots=True)
class _Opened:
    assistant: Assistant
    name: str
    readers: int = 0
    outdated: bool = False


class SharedAssistant:
    """Lends the opened assistant out. An outdated one is closed by the last who still reads it.

    `open_assistant` opens the generation in use; tests put their own in its place.
    """

    def __init__(
        self, settings: Settings, open_assistant: Callable[[Settings], Assistant] = Assistant.open
    ) -> None:
        self._settings = settings
        self._open = open_assistant
        self._lock = Lock()
        self._current: _Opened | None = None

    @contextmanager
    def borrow(self) -> Iterator[Assistant]:
        """The assistant on the newest generation.

        Raises NoIndex, DamagedIndex or IndexProblem where it cannot be opened.
        """
        opened = self._take()
        try:
            yield opened.assistant
        finally:
            self._give_back(opened)

    def close(self) -> None:
        """Let go of the index, when nobody reads it any more."""
        with self._lock:
            self._retire()

    def _take(self) -> _Opened:
        with self._lock:
            name = current_name(self._settings.data)
            if self._current is None or self._current.name != name:
                self._retire()
                if name is None:
                    raise NoIndex("Nothing is indexed yet.")
                assistant = self._open(self._settings)
                self._current = _Opened(assistant, assistant.generation_name)
            self._current.readers += 1
            return self._current

    def _give_back(self, opened: _Opened) -> None:
        with self._lock:
            opened.readers -= 1
            if opened.outdated and not opened.readers:
                opened.assistant.close()

    def _retire(self) -> None:
        if self._current is None:
            return
        self._current.outdated = True
        if not self._current.readers:
            self._current.assistant.close()
        self._current = None
