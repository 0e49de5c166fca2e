"""What an organisation may think of a proposal, as it is said in an answer to a remiss."""

from __future__ import annotations

from enum import StrEnum

from assistant.register import Kind, Stance


class Standpoint(StrEnum):
    """One of the settled positions. To support with comments is to support the whole; to support
    partly is to say no to some of it."""

    SUPPORTS = "supports"
    SUPPORTS_WITH_COMMENTS = "supports_with_comments"
    SUPPORTS_PARTLY = "supports_partly"
    OPPOSES = "opposes"
    NO_OBJECTION = "no_objection"
    NO_POSITION = "no_position"

    @property
    def swedish(self) -> str:
        """What it is called on screen and in tables."""
        return _SWEDISH[self]

    def of(self, kind: Kind) -> str:
        """The same of a proposal of that kind: one agrees with what a report deems right."""
        return _OF_ASSESSMENT.get(self, self.swedish) if kind is Kind.ASSESSMENT else self.swedish

    @property
    def stance(self) -> Stance:
        """The same in the register's words, which do not tell comments from parts."""
        if self is Standpoint.SUPPORTS_WITH_COMMENTS:
            return Stance.SUPPORTS_PARTLY
        return Stance(self.value)


_SWEDISH = {
    Standpoint.SUPPORTS: "tillstyrker",
    Standpoint.SUPPORTS_WITH_COMMENTS: "tillstyrker med synpunkter",
    Standpoint.SUPPORTS_PARTLY: "tillstyrker delvis",
    Standpoint.OPPOSES: "avstyrker",
    Standpoint.NO_OBJECTION: "har ingen erinran",
    Standpoint.NO_POSITION: "tar inte ställning",
}
_OF_ASSESSMENT = {
    Standpoint.SUPPORTS: "instämmer",
    Standpoint.SUPPORTS_WITH_COMMENTS: "instämmer med synpunkter",
    Standpoint.SUPPORTS_PARTLY: "instämmer delvis",
    Standpoint.OPPOSES: "instämmer inte",
}
