"""Which sentences can stand in an answer, and what each must bring with it to be understood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.units import PassageUnits, Unit
from ingest.index import Kind, Passage

_LONGEST_LIST = 110  # words; a longer list is shown by the points that answer
_SHORTEST_SENTENCE = 5  # words; shorter ones are headings and fragments

_ENDED = re.compile(r"[.!?:;…][”\"’')\]]*$")
# The opening of a sentence that points back at the one before.
_POINTS_BACK = re.compile(
    r"^(?:Detta|Dessa|Denna|Det här|Dessutom|Därför|Därmed|Däremot|Samtidigt|Sådana?|Så|Vidare|"
    r"Han|Hon|Hen|Där|Då|Båda|Bägge|Även|Också|Likaså|Dock|Emellertid|Men|Och|Här|Härigenom|Hit|"
    r"I stället|Istället|Ett sådant|En sådan|Ett annat|En annan|Den andra|Det andra|Detsamma|"
    r"Å andra sidan|För det (?:andra|tredje)|Till exempel|Exempelvis|Inte heller|Sammantaget|"
    r"Tvärtom|Trots det|Av det(?:ta|ta skäl|s?sa skäl)?|Med (?:det|detta)|Genom (?:det|detta))\b"
)
# "Vi tillstyrker alla dessa förslag" after a list of them.
_POINTS_AT_LIST = re.compile(r"\bdess[ae]\b|^\w+ (?:\w+ )?(?:i|till) (?:förslagen|detta)\b")
# "Den" and "De" before a noun are articles ("De sju principerna är ..."); before a verb they are
# pronouns ("De beskriver ..."). So is "Det" before verbs that need something to refer to.
_VERB = (
    r"(?:är|ska|kan|bör|måste|vill|får|var|har|hade|fick|blev|gick|kom|tog|såg|gav|låg|stod|"
    r"[a-zåäö]{2,}(?:r|ades|ds|as|ts)|"
    r"[a-zåäö]{2,}(?:ade|dde|te) (?:att|sig|på|en|ett|också|inte|om|för|till|bland|även|dock))"
)
_PRONOUN = re.compile(
    rf"^(?:(?:Den|De|Dom|Dem)(?: [a-zåäö]{{3,}}t)? {_VERB}|"
    r"Det (?:innebär|innebar|gör|gjorde|betyder|beror|berodde|leder|ledde|medför|handlar|gäller|"
    r"visar|bidrar|rör)|"
    r"Det [a-zåäö]+r (?:också|även|i sin tur|därför|dock|alltså|därmed|samtidigt|därtill))\b"
)
# A sentence that only tells what is coming, or of what stands beside the text.
_SIGNPOST = re.compile(
    r"^(?:Källa|Anm|Not|Figur|Tabell|Diagram)\b|"
    r"^(?:Nedan|Här följer|I (?:detta|följande|nästa) (?:avsnitt|kapitel|del))\b|"
    r"^Se \w+[^.]*\b(?:avsnitt|kapitel|bilaga)\b|"
    r"\b(?:utvecklas|beskrivs|beskriver vi|redovisas|redovisar vi|behandlas|"
    r"diskuteras|presenter\w+|återkommer)\b[^.]{0,60}"
    r"\b(?:avsnitt|kapitel|bilaga|nedan|i det följande)\b.{0,12}$",
)
# Interviewees speak in the first person; their words are neither the inquiry's nor an
# organisation's, so they stand only together with who said them: "– Rektor".
_INTERVIEWED = re.compile(r"\b(?:[Jj]ag|[Mm]ig|[Mm]itt?|[Mm]ina)\b")
_ATTRIBUTION = re.compile(r"^[–-] [^.!?]{2,80}(?:\.? ?\d+\.?)?$")
_LONGEST_QUOTED = 70  # words that are shown to bring who said them


def can_stand(reading: PassageUnits, number: int, kind: Kind) -> bool:
    """Whether a unit is a sentence or list point that may be presented as the document's word.

    Headings, addresses, names, signposts and what interviewees say are not. Slides hardly ever
    end a sentence, so there its length must do.
    """
    unit, text = reading.units[number], reading.texts[number]
    if _SIGNPOST.search(text) or _is_attribution(reading, number):
        return False
    if kind is not Kind.SLIDES and _INTERVIEWED.search(text) and _said_by(reading, number) is None:
        return False
    if unit.is_point:
        return True
    if text.endswith(":") and not _leads(reading, number):
        return False
    ended = bool(_ENDED.search(text)) or kind is Kind.SLIDES
    return ended and word_count(text) >= _SHORTEST_SENTENCE and not text[0].islower()


def points_back(text: str) -> bool:
    """Whether a sentence is not understood without the one before it."""
    return bool(_POINTS_BACK.match(text) or _PRONOUN.match(text))


def with_company(passage: Passage, reading: PassageUnits, number: int) -> set[int]:
    """A unit with what it cannot stand without: its list, or the sentences it points back at.

    Empty where what it points back at is not in the passage, under the same heading.
    """
    unit, text = reading.units[number], reading.texts[number]
    if unit.is_point or text.endswith(":"):
        return _list_around(reading, number)
    speaker = _said_by(reading, number)
    if speaker is not None:
        said = set(range(number, speaker + 1))
        short = sum(word_count(reading.texts[n]) for n in said) <= _LONGEST_QUOTED
        return said if short and not points_back(text) else set()
    company = {number}
    if number and reading.units[number - 1].is_point and _POINTS_AT_LIST.search(text):
        return company | _list_around(reading, number - 1)
    while points_back(reading.texts[number]):
        before = number - 1
        if before < 0 or len(company) > 2 or not _joined(passage, reading, before):
            return set()
        company.add(before)
        number = before
    return company


def word_count(text: str) -> int:
    """How many words a text has, parted by space."""
    return len(text.split())


def _said_by(reading: PassageUnits, number: int) -> int | None:
    """The unit that tells whose words a unit is, where it stands at the paragraph's end."""
    last = number
    while last + 1 < len(reading.units) and not reading.units[last + 1].opens_paragraph:
        last += 1
    return last if last > number and _is_attribution(reading, last) else None


def _is_attribution(reading: PassageUnits, number: int) -> bool:
    """Whether a unit only tells who was quoted: "– Rektor"."""
    unit = reading.units[number]
    follows = number > 0 and not unit.opens_paragraph and not reading.units[number - 1].is_point
    return follows and bool(_ATTRIBUTION.match(reading.texts[number]))


def _joined(passage: Passage, reading: PassageUnits, before: int) -> bool:
    """Whether a unit can be read on into the next: sentences under one heading."""
    first, second = reading.units[before], reading.units[before + 1]
    same_part = passage.part_at(first.start) == passage.part_at(second.start)
    is_sentence = first.is_point or bool(_ENDED.search(reading.texts[before]))
    return same_part and is_sentence and not _INTERVIEWED.search(reading.texts[before])


def _leads(reading: PassageUnits, number: int) -> bool:
    """Whether a list follows a unit."""
    return number + 1 < len(reading.units) and reading.units[number + 1].is_point


def _list_around(reading: PassageUnits, number: int) -> set[int]:
    """The list a point or its lead belongs to, with the lead; of a long one that point alone."""
    every, texts = reading.units, reading.texts
    first = number
    while first > 0 and every[first].is_point:
        first -= 1
    has_lead = not every[first].is_point and texts[first].endswith(":")
    last = max(first, number)
    while last + 1 < len(every) and (
        every[last + 1].is_point or (last > first and not every[last + 1].opens_paragraph)
    ):
        last += 1
    members = set(range(first if has_lead else min(first + 1, number), last + 1)) | {number}
    if sum(word_count(texts[n]) for n in members) <= _LONGEST_LIST:
        return members
    return {first, number} if has_lead else {number}


def goes_on(passage: Passage, every: Sequence[Unit], run: Sequence[int], number: int) -> bool:
    """Whether a unit can be shown in one piece with the run before it.

    Nothing crosses a heading, which would stand between its words in the document, and none goes
    on after a list, or it could not be shown in the order it is written.
    """
    unit, before = every[number], every[run[-1]]
    if number != run[-1] + 1 or passage.part_at(unit.start) != passage.part_at(before.start):
        return False
    leaves_list = unit.opens_paragraph and not unit.is_point
    return not (leaves_list and any(every[n].is_point for n in run))
