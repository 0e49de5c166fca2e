"""What the official thinks of one proposal: the standpoint, own points, arguments taken in."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from assistant.answer import Citation
from assistant.drafting.standpoint import Standpoint


class OwnPosition(BaseModel):
    """A proposal that is answered.

    `standpoint` is None until the official chooses it: nothing is said of it before. `points` are
    the official's own words, a keyword or a sentence each. `arguments` are quotes from the report
    or from other organisations, always given with who says it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    proposal: str
    standpoint: Standpoint | None = None
    points: tuple[str, ...] = ()
    arguments: tuple[Citation, ...] = ()
