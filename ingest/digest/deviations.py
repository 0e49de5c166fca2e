"""What a digest may say that its source section does not: a short list, each with its reason."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.index.errors import IndexProblem

FILE = "avvikelser.toml"


class Deviation(BaseModel):
    """Facts that are allowed beside the source, in one section or (without `section`, without
    `doc`) in more, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    facts: tuple[str, ...]
    reason: str
    doc: str | None = None
    section: str | None = None

    def allows(self, doc: str, section: str, fact: str) -> bool:
        """Whether this fact may stand in this section of this digest."""
        return self.doc in (None, doc) and self.section in (None, section) and fact in self.facts


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    deviation: tuple[Deviation, ...] = ()


def load_deviations(folder: Path) -> tuple[Deviation, ...]:
    """The deviations listed in a digest's folder; none without a list.

    Raises IndexProblem where the list is not valid.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf8"))).deviation
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise IndexProblem(f"{path} is not valid: {error}") from error
