"""Where Swedish sentences begin and end.

Official prose is full of points that end nothing: abbreviations, section numbers, ordinals,
"(SOU 2018:47).", paragraphs of law. English splitters break at each of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABBREVIATIONS = frozenset(
    "t.ex bl.a m.m m.fl d.v.s dvs s.k o.s.v osv f.d f.n fr.o.m t.o.m e.d p.g.a pga i.e e.g "
    "kap st art nr resp jfr prop bet skr dir ca cirka kl tel tfn avd enl etc ev exkl inkl fig "
    "forts förf första hänv ibl jan feb mar apr aug sept okt nov dec mkr mnkr mdr mdkr milj "
    "mom s sid str tab tr uppl utg utr dr doc prof fil lic red eds ed vol no al obs ref anm dnr vs "
    "bil sk ung ungef bla tex mm mfl a.a a.st".split()
)
_BOUNDARY = re.compile(r"(?P<end>[.!?…][”\"’')\]]*)(?P<gap>\s+)(?=(?P<next>\S))|(?P<break>\n)")
_WORD_BEFORE = re.compile(r"([\w.]+)$")
_ONE_LETTER_WORDS = frozenset("iåö")  # which may end a sentence ("som de deltar i.")
_LONGEST_WORD = 30  # looked back for; searching all that is before makes long lines take for ever
_SENTENCE_START = re.compile(r"[A-ZÅÄÖÉ0-9”\"’'(\[–•\-§]")


@dataclass(frozen=True, slots=True)
class Span:
    """text[start:end] is one sentence, without the space around it."""

    start: int
    end: int


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text in order; line breaks part them too. Together they hold all of it
    but white space."""
    spans: list[Span] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        breaks_line = "\n" in match.group()
        if not breaks_line and not _ends_sentence(text, match):
            continue
        _add(spans, text, start, match.end("end") if match["end"] else match.start())
        start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if not _SENTENCE_START.match(match["next"]):
        return False
    if match["end"] != ".":
        return True
    point = match.start("end")
    before = _WORD_BEFORE.search(text, max(0, point - _LONGEST_WORD), point)
    word = before[1].lower() if before else ""
    if word in _ABBREVIATIONS:
        return False
    if before and len(word) == 1 and word.isalpha():  # an initial ("A. Svensson"), a point's "a."
        return before[1] in _ONE_LETTER_WORDS and not _opens_line(text, before)
    if word.isdigit() and len(word) <= 2:  # "den 1. januari", "1. Inledning"
        return not (match["next"].islower() or _opens_line(text, before))
    return True


def _opens_line(text: str, before: re.Match[str] | None) -> bool:
    return before is not None and (before.start() == 0 or text[before.start() - 1] == "\n")


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        left = start + len(piece) - len(piece.lstrip())
        spans.append(Span(left, left + len(stripped)))
