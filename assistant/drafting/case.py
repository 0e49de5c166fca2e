"""The matter a draft belongs to (ärendet): who answers what, to whom, and who signs."""

from __future__ import annotations

from datetime import date as Date
from typing import Any

from pydantic import BaseModel, ConfigDict

PROFILE_FIELDS = ("organisation", "speaker", "committee", "department", "officer", "decision_maker")


class Case(BaseModel):
    """What is known of the matter; empty where nobody has said it yet.

    `speaker` is how the organisation speaks of itself in running text, in definite form
    ("kommunen", "nämnden"). `reports` are the documents that are answered, the main one first.
    `facts` hold what a document type asks for beside this, by the key of its field.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    document_type: str = ""
    organisation: str = ""
    speaker: str = ""
    committee: str = ""
    department: str = ""
    dnr: str = ""
    date: Date | None = None
    deadline: Date | None = None
    officer: str = ""
    decision_maker: str = ""
    recipient: str = ""
    recipient_dnr: str = ""
    reports: tuple[str, ...] = ()
    facts: dict[str, str] = {}

    def profile(self) -> Profile:
        """What of it stays the same the next time."""
        return Profile(**{name: getattr(self, name) for name in PROFILE_FIELDS})

    def with_profile(self, profile: Profile) -> Case:
        """The case with what a profile holds; the rest as it is."""
        return self.model_copy(update=_filled(profile))


class Profile(BaseModel):
    """Who answers, kept for the next case. An organisation has one for each committee."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: str = ""
    speaker: str = ""
    committee: str = ""
    department: str = ""
    officer: str = ""
    decision_maker: str = ""

    @property
    def name(self) -> str:
        """What it is called in a list, and told apart by."""
        return ", ".join(part for part in (self.organisation, self.committee) if part)


def _filled(profile: Profile) -> dict[str, Any]:
    return {name: value for name, value in profile.model_dump().items() if value}
