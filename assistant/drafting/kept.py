"""Drafts as they are kept: listed by heading, each with its versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.drafting.draft import Draft


@dataclass(frozen=True, slots=True)
class DraftHeading:
    """A kept draft in a list."""

    id: str
    title: str
    begun: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it is kept, its newest version."""

    heading: DraftHeading
    draft: Draft
    version: int


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier state of a draft. `what` tells in Swedish what was changed, `name` is what the
    official calls it, empty for those kept by themselves."""

    number: int
    made: datetime
    what: str
    name: str = ""
