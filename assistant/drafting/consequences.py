"""What a report says of some consequences, in its chapter on consequences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.answer import Citation
from assistant.drafting.material import Material
from assistant.drafting.stems import stems
from assistant.extract.sentence import can_stand, points_back
from assistant.reading import Piece, Section
from assistant.units import PassageUnits, units
from ingest.index import Kind

_CHAPTER = re.compile(r"\bkonsekven[st]|\bkostnader och finansiering", re.IGNORECASE)
_OF_ASPECT = {
    "economy": r"kostnad|kronor|ekonomisk|monetär|finansier|besparing|budget|anslag",
    "safety": r"patientsäker(?!hetslag)|säkerhet för patient|vårdskad",
    "equality": r"jämställd|kvinn(?:or|a)\b|\bmän\b|\bkön\b|jämlik|likvärdig",
    "environment": r"\bmiljö(?!n i)|\bklimat|utsläpp|hållbar",
    "administration": r"administra|rapporter(?:ing|a)|handlägg|byråkrat|uppgiftslämn",
}
_IN_SWEDISH = {
    "economy": "ekonomin",
    "safety": "patientsäkerheten",
    "equality": "jämställdheten",
    "environment": "miljön",
    "administration": "administrationen",
}
# Sentences that tell what happens, before those that only tell what the chapter is about.
_TELLS = re.compile(
    r"\b(?:bedöm\w+|innebär|led(?:er|a)|medför|beräkn\w+|uppgå\w*|kostar?|ökar?|minskar?|bidrar?|"
    r"stärk\w+|stödj\w+|främj\w+|påverkar?|får|ger)\b"
)
_OF_RULES = re.compile(r"förordning|direktiv|ska (?:en|kommittén|delegationen|dessa)|redovisa[rs]")
_OF_PROPOSALS = re.compile(r"\bförslag", re.IGNORECASE)
# What today's rules have brought about is no consequence of the proposals.
_OF_TODAY = re.compile(
    r"\bhar (?:lett|medfört|inneburit|ökat|minskat)\b|\blett till\b|\bi ?dag\b|\bnuvarande\b"
)
# What speaks of one proposal is of use where that one is answered.
_OF_ONE = re.compile(r"\bFörslaget\b|\bDen föreslagna\b|\bFörstudien\b")
# Words that need the sentences around them.
_NEEDS_MORE = re.compile(
    r"\b(?:detta|dessa|denna|dem|deras|sådan\w*|ovan|nedan|se avsnitt|i sin tur|"
    r"den förutsättningen)\b|\bytterligare (?!konsekvens)|"
    r"^(?:Därmed|Effekten|Kostnaden|Åtgärden|Beloppet|Våra slutsatser|I övrigt)\b",
    re.IGNORECASE,
)
_MOST = 2  # sentences from each report
_RARE = 3  # sentences on the aspect with a word that still tells one proposal from another
_MOST_SHARED = 3
_LONGEST = 45  # words of a sentence that can be quoted in running text


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence on an aspect with its source, which has no quote where the words are a digest's;
    `worth` tells how telling it is, `place` orders those of a report."""

    words: str
    citation: Citation
    worth: int
    place: int


def aspect_in_swedish(aspect: str) -> str:
    """What the consequences are for: "jämställdheten"."""
    return _IN_SWEDISH[aspect]


def told_of(material: Material, doc: str, aspect: str, answered: Sequence[str] = ()) -> list[Told]:
    """The report's own sentences on an aspect in its order: the most telling ones, those before
    others that speak of what is `answered` (sentences). Empty where its chapter on consequences
    says nothing of the aspect or is not indexed."""
    found = list(_sentences(material, doc, re.compile(_OF_ASPECT[aspect], re.I)))
    common = Counter(chain.from_iterable(stems(one.words) for one in found))
    rare = {stem for stem in stems(" ".join(answered)) if common[stem] <= _RARE}

    def worth(one: Told) -> int:
        shared = min(len(rare & stems(one.words)), _MOST_SHARED)
        of_another = not shared and bool(_OF_ONE.search(one.words))
        return one.worth + shared - _MOST_SHARED * of_another

    best = sorted(found, key=lambda one: (-worth(one), one.place))[:_MOST]
    return sorted(best, key=lambda one: one.place)


def chapter(material: Material, doc: str) -> Citation | None:
    """Where the chapter on consequences begins; None where there is none in the report itself."""
    document = material.document(doc)
    if document is None or document.kind is Kind.DIGEST:
        return None
    for section in _sections(material, document.doc):
        for piece in material.assistant.reading.pieces(section):
            return material.cited(piece, piece.start, piece.end)
    return None


def mentions(material: Material, doc: str, aspect: str) -> bool:
    """Whether any word of the chapter is about an aspect."""
    wanted = re.compile(_OF_ASPECT[aspect], re.I)
    return any(wanted.search(piece.text) for _, piece in _pieces(material, doc))


def _sections(material: Material, doc: str) -> list[Section]:
    """The sections of the chapter on consequences."""
    outline = material.assistant.reading.outline(doc)
    return [one for one in outline if any(_CHAPTER.search(heading) for heading in one.path)]


def _pieces(material: Material, doc: str) -> Iterator[tuple[Section, Piece]]:
    document = material.document(doc)
    if document is None:
        return
    for section in _sections(material, document.doc):
        for piece in material.assistant.reading.pieces(section):
            yield section, piece


def _sentences(material: Material, doc: str, wanted: re.Pattern[str]) -> Iterator[Told]:
    place = 0
    for section, piece in _pieces(material, doc):
        passage = piece.passage
        kind = material.assistant.reading.documents[passage.doc].kind
        read = _read(piece)
        bonus = 4 if wanted.search(section.heading) or wanted.search(piece.subheading) else 0
        for number, unit in enumerate(read.units):
            place += 1
            if not piece.start <= unit.start < piece.end:
                continue
            text = read.texts[number]
            if (
                unit.is_point
                or not can_stand(read, number, kind)
                or points_back(text)
                or _NEEDS_MORE.search(text)
            ):
                continue
            if len(text.split()) > _LONGEST or not wanted.search(text):
                continue
            worth = bonus + 2 * bool(_TELLS.search(text)) + bool(_OF_PROPOSALS.search(text))
            worth -= 4 * bool(_OF_RULES.search(text) or _OF_TODAY.search(text))
            if worth >= 0:
                citation = material.cited(piece, unit.start, unit.end)
                yield Told(" ".join(text.split()), citation, worth, place)


def _read(piece: Piece) -> PassageUnits:
    """The sentences of a passage; their terms are not asked for here."""
    found = units(piece.passage)
    texts = tuple(piece.passage.text[unit.start : unit.end] for unit in found)
    return PassageUnits(tuple(found), texts, (), frozenset())
