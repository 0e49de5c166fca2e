"""What an official does with proposals found by rule before confirming them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Correction(BaseModel):
    """What is corrected of one found proposal, by its id; None stays as it was found. One that is
    laid `aside` is no proposal, or stands in another one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    proposal: str
    sentence: str | None = None
    section: str | None = None
    addressees: tuple[str, ...] | None = None
    aside: bool = False
