"""References to sections and pages of a report, as running text makes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.places import unquoted

_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,4}"
_SECTION = re.compile(
    rf"\b(?P<lead>avsnitten|avsnitt|kapitlen|kapitel)\s+"
    rf"(?P<numbers>{_NUMBER}(?:(?:\s*[–-]\s*|,\s*|\s+(?:och|samt|eller)\s+){_NUMBER})*)(?![\d.]*\d)",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?<!\w)(?:s\.|sid\.?|sidan|sidorna)\s*(?P<first>\d{1,4})(?:\s*[–-]\s*(?P<last>\d{1,4}))?\b"
)
_REPORT = re.compile(
    r"\s*\)?(?:(?:i|ur) [^.,;()]{0,80}?\(?|,? ?)(?P<report>(?:SOU|Ds) \d{4}:\d+)", re.IGNORECASE
)
# Sections of something else than a report.
_ELSEWHERE = re.compile(
    r"^(?:\s*§|[^.]{0,12}?\bi (?:\w+ )?(?:\w*(?:lagen|balken|förordningen|bilagan?|planen|"
    r"budgeten)|detta (?:yttrande|utlåtande)|yttrandet|tjänsteutlåtandet|vår)\b)",
    re.IGNORECASE,
)
_PRINTED_ELSEWHERE = re.compile(r"\b(?:prop|bet|skr|rskr|dir)\.\s*[\d/:]+[,;]?\s*$", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(?:se|se även|se också|jfr|jämför|även i|också i|liksom i|som i|tas upp i)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SectionReference:
    """A section that text[start:end] names by its number; `report` is "SOU 2031:7" where the text
    says of which, else empty. `points` where it only points on: "se även avsnitt 6.2"."""

    number: str
    start: int
    end: int
    report: str = ""
    points: bool = False


@dataclass(frozen=True, slots=True)
class PageReference:
    """Pages that text[start:end] names, `first` to `last`."""

    first: int
    last: int
    start: int
    end: int


def section_references(text: str) -> Iterator[SectionReference]:
    """The sections that a text refers to, quotes aside."""
    bare = unquoted(text)
    for found in _SECTION.finditer(bare):
        after = bare[found.end() : found.end() + 100]
        if _ELSEWHERE.match(after):
            continue
        report = _REPORT.match(after)
        points = bool(_POINTING.search(bare[: found.start()]))
        for number in re.finditer(_NUMBER, found["numbers"]):
            start = found.start("numbers") + number.start()
            yield SectionReference(
                number.group(),
                start,
                start + len(number.group()),
                report["report"] if report else "",
                points,
            )


def page_references(text: str) -> Iterator[PageReference]:
    """The pages that a text refers to, quotes and other prints aside."""
    bare = unquoted(text)
    for found in _PAGE.finditer(bare):
        if not _PRINTED_ELSEWHERE.search(bare[: found.start()]):
            first = int(found["first"])
            yield PageReference(first, int(found["last"] or first), *found.span("first"))


def is_within(number: str, section: str) -> bool:
    """Whether one of two sections stands in the other: "7.1" and "7.1.1"."""
    return number == section or section.startswith(f"{number}.") or number.startswith(f"{section}.")
