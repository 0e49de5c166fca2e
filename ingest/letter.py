"""What a letter says of itself around its text: date, diarienummer, and what it answers.

A letter quotes others: their dates, numbers and reports stand in its sentences. What is its own
stands in short lines, in the letterhead at its start or beside the signature at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.read.transcript import BlockKind, Transcript

_OPENING = 4000  # characters in which a letter says what it answers
_HEAD = 1800  # characters that a letterhead and what stands beside it may take
_END = 1500  # characters in which a letter is signed
_SHORT = 90  # characters; longer lines are sentences


@dataclass(frozen=True, slots=True)
class Letter:
    """A document's texts: `lines` in reading order, `margins` from its head and foot."""

    lines: tuple[str, ...]
    margins: tuple[str, ...]
    headings: frozenset[str]

    @classmethod
    def of(cls, transcript: Transcript) -> Letter:
        """The letter as it was read; notes say nothing of it."""
        said = [
            block
            for block in transcript.blocks
            if block.kind not in (BlockKind.FOOTNOTE, BlockKind.SPEAKER)
        ]
        headings = frozenset(b.text for b in said if b.kind is BlockKind.HEADING)
        return cls(tuple(block.text for block in said), transcript.margins, headings)

    @property
    def text(self) -> str:
        """All of it, what stands in the margins last."""
        return "\n".join((*self.lines, *self.margins))

    def head(self) -> Iterator[str]:
        """The margins and the first lines, the cells of a letterhead each by itself."""
        seen = 0
        for line in self.margins:
            yield from line.split(" | ")
        for line in self.lines:
            if seen > _HEAD:
                return
            seen += len(line)
            yield from line.split(" | ")

    def foot(self) -> Iterator[str]:
        """The last lines, from the last one."""
        seen = 0
        for line in reversed(self.lines):
            if seen > _END:
                return
            seen += len(line)
            yield line


# Dates

_MONTHS = {
    name: number
    for number, name in enumerate(
        "januari februari mars april maj juni juli augusti september oktober november december"
        .split(),
        1,
    )
}  # fmt: skip
_MONTH_NAMES = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<year>(?:19|20)\d\d)[-‑–](?P<month>[01]\d)[-‑–](?P<day>[0-3]\d)"
    rf"|(?P<day2>[0-3]?\d) (?P<name>{_MONTH_NAMES}) (?P<year2>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:i|den(?: \d{{1,2}})?) ({_MONTH_NAMES}) ((?:19|20)\d\d)", re.IGNORECASE)
_SIGNED = re.compile(r"^Stockholm\b", re.IGNORECASE)
# Dates of other letters, of meetings and of when an answer is due.
_OTHERS = re.compile(
    r"\b(?:ert|er|svar|senast|sista dag\w*|remiss\w* (?:från|av|daterad)|daterad|sammanträde\w*|"
    r"protokoll\w*|beslut(?:ade)?|inkom\w*|tjänsteutlåtande|beslutsunderlag)\b",
    re.IGNORECASE,
)


def find_date(letter: Letter) -> str | None:
    """The day of a letter as 2031-10-04: from its head, else from beside the signature."""
    for text in (*letter.head(), *letter.foot()):
        if len(text) > _SHORT or _OTHERS.search(text):
            continue
        found = _DATE.search(text)
        if found and (day := _iso(found)):
            return day
    return None


def _iso(found: re.Match[str]) -> str | None:
    year = found["year"] or found["year2"]
    month = int(found["month"]) if found["month"] else _MONTHS[found["name"].lower()]
    day = int(found["day"] or found["day2"])
    return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def found_month(letter: Letter) -> str | None:
    """The month in which a report was handed over, as 2031-06: "Stockholm i juni 2031"."""
    for line in letter.lines:
        found = _MONTH.search(line) if len(line) <= _SHORT and _SIGNED.match(line) else None
        if found:
            return f"{found[2]}-{_MONTHS[found[1].lower()]:02d}"
    return None


# Registration numbers

_LABEL = (
    r"(?:(?:vår[ta]?\s+)?(?:dnr|d\.?nr|diarie(?:nr|nummer)|diariebeteckning|ärende(?:nr|nummer|id)"
    r"|beteckning|referens(?:nr|nummer)?|ref)|reg\.?\s?nr|mål(?:nr|nummer)|handling(?:snr)?)"
)
_NUMBER = r"(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,8}[ \-/.]?)?[A-Z]?\d[\w./:\-–]*\w(?: [A-Z]{2,4}\b(?! \d))?"
_LABELLED = re.compile(rf"\b(?i:{_LABEL})\b[\s:.]*({_NUMBER})")
_LABEL_ALONE = re.compile(rf"\b{_LABEL}\b[:.]?\s*(?:sida?n?|datum|handläggare|$)", re.IGNORECASE)
_THEIRS = re.compile(
    r"\b(?:er|ert|era|eder|regeringskansliets|departementets|utredningens)\s+$", re.IGNORECASE
)
# Alone on a line: letters of a register, a year and a number, or all three with strokes between.
_BARE = re.compile(
    r"^(?:[A-ZÅÄÖ]{1,6}[ /-]?(?:(?:19|20)\d\d[/:-]\d{1,6}|\d{1,6}/(?:19|20)?\d\d)(?:[-/]\d+)?"
    r"|\d[\d.]*-\d+/(?:19|20)\d\d)$"
)
_SEPARATED = re.compile(r"\d[./:–-]\d|[A-ZÅÄÖ][ /-]?\d|\d{5}")


def find_dnr(letter: Letter) -> str | None:
    """The number under which the sender keeps a letter; numbers of others are left alone."""
    head = [*letter.head()]
    opening = "\n".join(letter.lines)[:_OPENING].splitlines()
    short = [line for line in letter.lines if len(line) <= _SHORT]  # heads that stand amid the text
    for lines in (head, opening, [*letter.foot()], short):
        found = next(_labelled(lines), None)
        if found:
            return found
    return next((text.strip() for text in head if _BARE.match(text.strip())), None)


def _labelled(lines: Iterable[str]) -> Iterator[str]:
    waiting = False  # a label without a number: it stands on the next line
    for line in lines:
        for found in _LABELLED.finditer(line):
            number = found[1].rstrip(".:-–")
            own = not _THEIRS.search(line[: found.start()])
            if own and _SEPARATED.search(number) and not _DATE.fullmatch(number):
                yield number
        if waiting:
            rest = _DATE.sub("", line).strip()
            found_alone = re.match(rf"{_NUMBER}", rest)
            if found_alone and _SEPARATED.search(found_alone[0]):
                yield found_alone[0]
        label = _LABEL_ALONE.search(line)
        waiting = bool(label and not _THEIRS.search(line[: label.start()]))


# Reports answered

_REFERENCE = re.compile(r"\b(SOU|Ds)\s+(\d{4}:\d+)")
_BARE_REFERENCE = re.compile(r"\((\d{4}:\d+)\)")
_SUBJECT = re.compile(
    r"\b(?:yttrande\w*|remissvar\w*|remissyttrande\w*|remiss(?:en|er)?|synpunkter|svar)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:yttra sig|yttrande|remiss\w*|synpunkter|beretts?|möjlighet|tillfälle|inbjud\w*)\b"
    r"|\bbetänkande\w*",
    re.IGNORECASE,
)
_LONGEST_SUBJECT = 400  # characters
_MOST_SUBJECT_LINES = 4


def find_references(letter: Letter) -> tuple[str, ...]:
    """The reports a letter answers ("SOU 2031:7"): those in its subject, else those in the first
    sentence that says what it was asked to answer."""
    text = "\n".join((*letter.margins, *letter.lines))
    for subject in _subjects(letter):
        found = _references(subject, text)
        if found:
            return found
    for line in "\n".join(letter.lines)[:_OPENING].splitlines():
        if _ASKED.search(line) and (found := _references(line, text)):
            return found
    return _references(text[:_OPENING], text)


def _subjects(letter: Letter) -> Iterator[str]:
    """Lines that name what is answered, with those that go on with them: no sentence, no heading
    of its own."""
    head = [*letter.margins, *"\n".join(letter.lines)[:_HEAD].splitlines()]
    for position, line in enumerate(head):
        if len(line) > _LONGEST_SUBJECT or not _SUBJECT.search(line):
            continue
        subject = line
        for following in head[position + 1 : position + _MOST_SUBJECT_LINES]:
            if subject.endswith(".") or following.endswith(".") or following in letter.headings:
                break
            subject += f" {following}"
        yield subject


def _references(part: str, whole: str) -> tuple[str, ...]:
    """The series numbers in a part; "(2031:7)" too where the whole says of which series."""
    found: dict[str, None] = {}
    for match in re.finditer(f"{_REFERENCE.pattern}|{_BARE_REFERENCE.pattern}", part):
        if match[1]:
            found[f"{match[1]} {match[2]}"] = None
        elif f"SOU {match[3]}" in whole:
            found[f"SOU {match[3]}"] = None
    return tuple(found)
