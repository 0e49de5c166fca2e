"""What the checks before export have to say, each with its place and a way to mend it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from assistant.drafting.text import Paragraph


class Matter(StrEnum):
    """What a remark is about; the value is its heading on screen."""

    POSITION = "Ställningstaganden"
    SOURCE = "Påståenden utan källa"
    QUOTE = "Citat"
    AGREEMENT = "Sammanfattning och text"
    REFERENCE = "Avsnittshänvisningar"
    LANGUAGE = "Klarspråk"
    FACTS = "Uppgifter som saknas"


class Remark(BaseModel):
    """One thing to look at.

    `told` says what is the matter and `mend` what to do, in Swedish. `must` marks what makes the
    document wrong, not only worse. The place is a step of the page ("arende", "stallningstaganden",
    "texten"), there a proposal or a paragraph's key, and in its text `start` to `end`. `instead` is
    what to put there, where that is known; None where only a person can say.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    matter: Matter
    told: str
    mend: str
    must: bool
    step: str
    proposal: str = ""
    paragraph: str = ""
    start: int = 0
    end: int = 0
    instead: str | None = None

    @classmethod
    def on(
        cls,
        paragraph: Paragraph,
        matter: Matter,
        told: str,
        mend: str,
        start: int = 0,
        end: int = 0,
        *,
        must: bool = True,
        instead: str | None = None,
    ) -> Remark:
        """A remark on a paragraph, or on paragraph.text[start:end]."""
        return cls(
            matter=matter,
            told=told,
            mend=mend,
            must=must,
            step="texten",
            proposal=paragraph.proposal,
            paragraph=paragraph.key,
            start=start,
            end=end,
            instead=instead,
        )
