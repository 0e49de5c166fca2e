"""Swedish sentences: positions in the settled forms, proposals retold, quotes with their speaker.

The forms are those that answers to remisses use: "tillstyrker", "avstyrker", "har ingen erinran
mot", and for what a report only deems right "instämmer i" and "delar inte". docs/drafting.md lists
them all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date

from assistant.answer import Citation
from assistant.drafting.boxes import POINT_MARK
from assistant.drafting.clauses import (
    as_subordinate,
    capital,
    ended,
    first_modal,
    is_modal,
    joined,
    main_verb,
)
from assistant.drafting.standpoint import Standpoint
from assistant.register import Kind as ProposalKind
from assistant.register import Proposal
from ingest.index import Kind

_MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december".split()
)
_NUMBERS = "noll ett två tre fyra fem sex sju åtta nio tio elva tolv".split()

_DEFINITE = {
    ProposalKind.LEGISLATIVE: "lagförslaget",
    ProposalKind.PROPOSAL: "förslaget",
    ProposalKind.RECOMMENDATION: "rekommendationen",
    ProposalKind.ASSESSMENT: "bedömningen",
}
_NOUNS = {
    ProposalKind.LEGISLATIVE: ("ett", "lagförslag", "lagförslag"),
    ProposalKind.PROPOSAL: ("ett", "förslag", "förslag"),
    ProposalKind.RECOMMENDATION: ("en", "rekommendation", "rekommendationer"),
    ProposalKind.ASSESSMENT: ("en", "bedömning", "bedömningar"),
}
# Around what is thought of, and before several of it.
_STANDS = {
    Standpoint.SUPPORTS: ("tillstyrker", "", "tillstyrker"),
    Standpoint.SUPPORTS_WITH_COMMENTS: (
        "tillstyrker", " med synpunkter", "tillstyrker med synpunkter",
    ),
    Standpoint.SUPPORTS_PARTLY: ("tillstyrker", " delvis", "tillstyrker delvis"),
    Standpoint.OPPOSES: ("avstyrker", "", "avstyrker"),
    Standpoint.NO_OBJECTION: ("har ingen erinran mot", "", "har ingen erinran mot"),
    Standpoint.NO_POSITION: ("tar inte ställning till", "", "tar inte ställning till"),
}  # fmt: skip
_STANDS_ON_ASSESSMENT = _STANDS | {
    Standpoint.SUPPORTS: ("instämmer i", "", "instämmer i"),
    Standpoint.SUPPORTS_WITH_COMMENTS: (
        "instämmer i", " med synpunkter", "instämmer med synpunkter i",
    ),
    Standpoint.SUPPORTS_PARTLY: ("instämmer delvis i", "", "instämmer delvis i"),
    Standpoint.OPPOSES: ("delar inte", "", "delar inte"),
}  # fmt: skip
_LEADS = {
    ProposalKind.LEGISLATIVE: ("föreslår", "Utredningens lagförslag"),
    ProposalKind.PROPOSAL: ("föreslår", "Utredningens förslag"),
    ProposalKind.RECOMMENDATION: ("rekommenderar", "Utredningens rekommendation"),
    ProposalKind.ASSESSMENT: ("bedömer", "Utredningens bedömning"),
}
_URGED = re.compile(r"^([^,.]{3,80}?) uppmanas att ")


def definite(kind: ProposalKind) -> str:
    """What a proposal of the kind is called: "rekommendationen"."""
    return _DEFINITE[kind]


def position(speaker: str, standpoint: Standpoint, kind: ProposalKind, has_points: bool) -> str:
    """The position as a sentence: "Nämnden tillstyrker förslaget delvis."

    Comments that follow are announced, those that nobody has written are not.
    """
    verb, after, _ = _stands(standpoint, kind)
    if after == " med synpunkter" and has_points:
        after = " med följande synpunkter"
    return capital(f"{speaker} {verb} {definite(kind)}{after}.")


def positions(
    speaker: str, standpoint: Standpoint, places: Mapping[ProposalKind, Sequence[Place]]
) -> str:
    """One position on several proposals, whose places are given by kind: "Nämnden tillstyrker två
    förslag (avsnitt 7.1 och 7.2) och instämmer i en bedömning (avsnitt 7.4)." """
    parts: dict[str, list[str]] = {}
    for kind, of_kind in places.items():
        parts.setdefault(_stands(standpoint, kind)[2], []).append(_counted(kind, of_kind))
    said = joined([f"{verb} {joined(objects)}" for verb, objects in parts.items()])
    return capital(f"{speaker} {said}.")


def _counted(kind: ProposalKind, places: Sequence[Place]) -> str:
    article, one, many = _NOUNS[kind]
    number = len(places)
    count = f"{article} {one}" if number == 1 else f"{counted(number)} {many}"
    return f"{count} ({together(places)})"


def _stands(standpoint: Standpoint, kind: ProposalKind) -> tuple[str, str, str]:
    is_assessment = kind is ProposalKind.ASSESSMENT
    return (_STANDS_ON_ASSESSMENT if is_assessment else _STANDS)[standpoint]


def counted(number: int) -> str:
    """A number as running text writes it: "tre", "13"."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


@dataclass(frozen=True, slots=True)
class Place:
    """A section of a report; `report` is named where several are answered, else empty."""

    section: str
    report: str = ""

    def __str__(self) -> str:
        return f"{section_name(self.section)} i {self.report}" if self.report else self.local

    @property
    def local(self) -> str:
        """The same, where it is clear which report is meant."""
        return section_name(self.section)


def together(places: Sequence[Place]) -> str:
    """Several places in one: "avsnitt 7.1 och 7.2 i SOU 2031:7"."""
    parts: list[str] = []
    for report in dict.fromkeys(one.report for one in places):
        sections = dict.fromkeys(one.section for one in places if one.report == report)
        numbers = [section for section in sections if _is_number(section)]
        names = [section_name(section) for section in sections if not _is_number(section)]
        listed = joined([*([f"avsnitt {joined(numbers)}"] if numbers else []), *names])
        parts.append(f"{listed} i {report}" if report else listed)
    return " samt ".join(parts)


def section_name(section: str) -> str:
    """A section as running text names it: "avsnitt 7.1.1", "avsnittet Servicepunkter". Without
    quotation marks, which are for what somebody says."""
    bare = re.sub('[”“»«"]', "", section)
    return f"avsnitt {section}" if _is_number(section) else f"avsnittet {bare}"


def _is_number(section: str) -> bool:
    return section[:1].isdigit()


def proposal(one: Proposal, where: str = "") -> str:
    """What the report proposes, as a sentence of ours: "Utredningen föreslår att regeringen ska
    införa en ordning (avsnitt 7.1.1)." `where` is left out where the heading says it.

    A sentence whose word order cannot safely be turned stands after a colon instead.
    """
    told = one.sentence.strip()
    said = told.rstrip(".!")
    place = f" ({where})" if where else ""
    verb, noun = _LEADS[one.kind]
    clause = as_subordinate(said, one.addressees)
    if clause is None or _only_states(one, clause):
        return f"{noun}{place} är följande: {ended(told)}"
    if urged := _URGED.match(clause):
        return f"Utredningen uppmanar {urged[1]} att {clause[urged.end() :]}{place}."
    if one.kind is ProposalKind.ASSESSMENT or first_modal(clause) in ("ska", "skall"):
        return f"Utredningen {verb} att {clause}{place}."
    return f"{noun} är att {clause}{place}."


def _only_states(one: Proposal, clause: str) -> bool:
    """Whether something that is no assessment says how it is, not how it should be: nobody
    proposes that something costs what it costs."""
    verb = main_verb(clause)
    is_wish = not verb or is_modal(verb) or verb.endswith("s")
    return one.kind is not ProposalKind.ASSESSMENT and not is_wish


def argument(citation: Citation, is_further: bool = False) -> str:
    """An argument taken in, with whose it is. The words of a digest are never quoted.

    `is_further` where the sentence before is the same speaker's.
    """
    if citation.kind is Kind.DIGEST:
        return retold(citation, is_further)
    also = " också" if is_further else ""
    quote = f"”{' '.join(citation.quote.split())}”"
    if citation.kind is Kind.REPORT:
        return f"Utredningen skriver{also}: {quote}"
    if citation.kind is Kind.RESPONSE and citation.organisation:
        return f"{citation.organisation} anför{also} i sitt yttrande: {quote}"
    return f"I ”{citation.title}” står{also}: {quote}"


def is_same_speaker(one: Citation, other: Citation) -> bool:
    """Whether two arguments are one document's; a digest's, of one section."""
    same_section = one.section == other.section or one.kind is not Kind.DIGEST
    return one.doc == other.doc and same_section


def retold(citation: Citation, is_further: bool = False) -> str:
    """What a digest says, with what it retells; `is_further` where that was just said."""
    whose = "samma referat" if is_further else f"vårt referat av {_retold(citation)}"
    return f"Enligt {whose}: {ended(in_a_row(citation.passage))}"


def in_a_row(text: str) -> str:
    """A text with its list points in a row: "Kommunerna bör: mäta mindre; fråga mer". Points that
    are sentences stay so."""
    row = ""
    for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
        said = POINT_MARK.sub("", line)
        if row and said != line and not row.endswith(":"):
            row = f"{row.rstrip('.')}{'.' if said[:1].isupper() else ';'}"
        row = f"{row} {said}".strip()
    return row


def _retold(citation: Citation) -> str:
    """What a digest retells: whose answer, or which section of what."""
    if citation.organisation:
        return f"svaret från {citation.organisation}"
    section = citation.about.section if citation.about else citation.section
    whose = citation.title.removeprefix("Referat av ")
    return f"{section_name(section)} i {whose}" if section else whose


def told(citation: Citation, where: str) -> str:
    """What a report says of something, as its own words: "Utredningen skriver i avsnitt 8.3:
    ”…”". Without `where` it goes on from the same place."""
    if citation.kind is Kind.DIGEST:
        return retold(citation, not where)
    place = f"i {where}" if where else "vidare"
    return f"Utredningen skriver {place}: ”{' '.join(citation.quote.split())}”"


def day(date: Date | None) -> str:
    """A date as running text writes it: "21 september 2018"; empty where there is none."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}" if date else ""
