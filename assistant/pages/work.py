"""The job that ingest does at the moment, seen by every window, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Literal

from assistant.pages.wording import refusal
from ingest.index import Document, Refusal
from ingest.jobs import Job

State = Literal["running", "done", "failed", "stopped"]

# Where each step begins on the bar, in hundredths; reading is by far the longest.
_STEPS: dict[str, tuple[int, int, str]] = {
    "start": (0, 2, "Startar"),
    "fetch": (2, 30, "Hämtar"),
    "read": (30, 70, "Läser"),
    "embed": (70, 85, "Beräknar textens betydelse"),
    "records": (85, 88, "Sparar stycken"),
    "lexical": (88, 94, "Bygger ordindex"),
    "vectors": (94, 99, "Bygger sökindex"),
    "done": (100, 100, "Klart"),
}


@dataclass(slots=True)
class Work:
    """A job and why it was started. `files` are the names of the files it adds."""

    title: str
    job: Job
    files: tuple[str, ...] = ()
    stopped: bool = False

    @property
    def state(self) -> State:
        """How it stands."""
        status = self.job.exit_status
        if status is None:
            return "running"
        if status == 0:
            return "done"
        return "stopped" if self.stopped else "failed"

    def stop(self) -> None:
        """End the job; the index stays as it was."""
        self.stopped = True
        self.job.stop()

    @property
    def fraction(self) -> float:
        """How much is done, from 0 to 1."""
        progress = self.job.progress
        begin, end, _ = _STEPS.get(progress.step, (0, 0, ""))
        part = progress.done / progress.total if progress.total else 0.0
        return (begin + (end - begin) * part) / 100

    @property
    def step(self) -> str:
        """What it does at the moment: "Läser rapport.pdf (2 av 7)"."""
        progress = self.job.progress
        words = _STEPS.get(progress.step, (0, 0, "Arbetar"))[2]
        count = f"({progress.done} av {progress.total})" if progress.done else ""
        return " ".join(part for part in (words, progress.detail, count) if part)


@dataclass(slots=True)
class Workbench:
    """Holds the one piece of work that may be under way in a data folder, and the last one."""

    current: Work | None = None
    _lock: Lock = field(default_factory=Lock)

    def begin(self, work: Work) -> None:
        """Take up new work; what was shown of the last is let go."""
        with self._lock:
            self.current = work

    def clear(self) -> None:
        """Let go of finished work, when its outcome has been read."""
        with self._lock:
            self.current = None

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self.current is not None and self.current.state == "running"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one added file: its document, or the reason in Swedish why there is none."""

    file: str
    document: Document | None
    reason: str = ""


def outcomes(
    files: Sequence[str], documents: Sequence[Document], refused: Sequence[Refusal]
) -> list[Outcome]:
    """What became of each added file, in the order they were given."""
    by_file = {Path(document.file).name: document for document in documents}
    reasons = {refused_file.file: refused_file.reason for refused_file in refused}
    return [
        Outcome(name, None, refusal(reasons[name]))
        if name in reasons
        else Outcome(name, by_file.get(name), "" if name in by_file else refusal("missing"))
        for name in files
    ]
