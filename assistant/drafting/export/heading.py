"""What stands over a document: who answers whom, the number, the date; and its notes."""

from __future__ import annotations

import re

from assistant.answer import Citation
from assistant.drafting.case import Case
from assistant.drafting.text import Sentence
from assistant.export import place
from assistant.printable import one_line

# What must not be parted at the end of a line.
_BOUND = re.compile(
    r"\b(avsnitt|kapitel|kap\.|bilaga|sida|SOU|Ds|dnr|s\.) (?=\d)|(?<=\d) (?=§|kap\.|procent\b)",
    re.IGNORECASE,
)

_REFERENCE = re.compile(r"\(([^()]*\d{4}:\d+)\)\s*$")


def sender(case: Case) -> str:
    """Who answers: committee, department and organisation, each once."""
    named = dict.fromkeys((case.committee, case.department, case.organisation))
    return ", ".join(part for part in named if part)


def number_and_date(case: Case) -> str:
    """What the registry files it under, and the date."""
    dnr = f"Dnr {case.dnr}" if case.dnr else ""
    return " · ".join(part for part in (dnr, case.date.isoformat() if case.date else "") if part)


def addressed(case: Case) -> str:
    """To whom, with the number there."""
    if not case.recipient:
        return ""
    theirs = f" (dnr {case.recipient_dnr})" if case.recipient_dnr else ""
    return f"Till {case.recipient}{theirs}"


class Notes:
    """Words the footnotes of one document: a report is named in full the first time, and by its
    number after that."""

    def __init__(self) -> None:
        self._named: set[str] = set()

    def note(self, citation: Citation, sentence: Sentence) -> str:
        """The place, and the quoted words where the sentence does not hold them."""
        where = place(citation)
        reference = _REFERENCE.search(citation.title)
        if citation.doc in self._named and reference:
            where = where.replace(citation.title, reference[1], 1)
        self._named.add(citation.doc)
        quote = one_line(citation.quote)
        if not quote or quote in one_line(sentence.text):
            return f"{where}."
        return f"{where}: ”{quote}”"


def bound(text: str) -> str:
    """Text where what belongs together is not parted at the end of a line."""
    return _BOUND.sub(lambda found: f"{found[1] or ''}\u00a0", one_line(text))
