"""Whether a sentence says yes where its source says no: negations, and words that are opposites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

# Each row is one scale with its two ends. Forms that the stemmer brings together need stand once.
_SCALES: tuple[tuple[str, str], ...] = (
    (
        "fler flera flest många mer mera mest öka ökade ökning höja höjd stiga stigande steg växa växande "
        "utöka stor stora större störst hög högre högst tillskott extra uppgång utveckla",
        "färre fåtal mindre minst minska minskning sänka sänkt sjunka sjönk krympa liten små låg lägre "
        "minskad neddragning nedgång",
    ),
    (
        "bra god gott bättre bäst positiv positivt fördel förbättra förbättring nöjd välkomna glad",
        "dålig dåligt sämre sämst negativ negativt nackdel försämra försämring missnöjd besviken besvikelse "
        "besvikna kritisk kritik värst",
    ),
    (
        "lätt lättare enkel enklare underlätta möjlig möjliggöra möjlighet smidig",
        "svår svårt svårare svårighet krånglig krångligt försvåra omöjlig hinder hindra",
    ),
    (
        "tillstyrka tillstyrker instämma bifalla godta stödja förorda rekommendera välkomna ja bejaka medge",
        "avstyrka avstyrker avslå avvisa avråda nej motsätta invända emot förkasta",
    ),
    (
        "införa inrätta skapa starta tillsätta öppna bilda påbörja infördes",
        "avskaffa upphöra slopa stänga avbryta avveckla lägga nedlagd upphäva ner ned försvinna bort borttagen",
    ),
    ("behålla bevara kvarstå kvar fortsätta", "avskaffa upphäva slopa upphöra bort försvinna"),
    ("tillåta tillåten frivillig valfri", "förbjuda förbud tvinga tvång obligatorisk tvingande"),
    (
        "tillräcklig tillräckligt räcka räcker fullgod lagom",
        "otillräcklig brist brister bristande sakna saknas avsaknad",
    ),
    ("ofta oftast alltid", "sällan aldrig"),
    ("snabb snabbt fort tidig", "långsam långsamt sen sent trög"),
    ("öppen offentlig offentliggöra känd publik", "hemlig hemligt sluten dold hemlighålla"),
    ("lång långa länge längre långsiktig", "kort korta kortare kortsiktig"),
    ("minst åtminstone lägst", "högst maximalt"),
    ("generell generella", "riktad riktade öronmärkt specialdestinerad"),
    ("överens enig enighet samsyn ense", "oense oenig oenighet splittrad"),
    ("gemensam samverka samverkan samarbeta samarbete ihop tillsammans", "åtskild skild skilda isär separat"),
    ("stärka starkare stark förstärka", "försvaga svag svagare urholka"),
    ("dyr dyrare fördyra", "billig billigare besparing"),
    ("lyckas framgång framgångsrik", "misslyckas misslyckande"),
    ("tillit förtroende lita tilltro", "misstro misstänksam"),
)  # fmt: skip
_NEGATOR = re.compile(
    r"^(?:inte|ej|icke|aldrig|ingen|inget|inga|ingenting|ingalunda|knappast|utan|varken|vare|"
    r"slippa|slipper|undvika|undvik|undviker|undvikas|undviks|avstå|avstår|avstod|låta_bli)$"
)
_TOKEN = re.compile(r"[^\W_]+|[,.;:()–]")
_LINKS = re.compile(r"^(?:[,.;:()–]|och|eller|men|utan|eftersom|när|om|så|att|som|därför|då)$")
_REACH = 4  # content words after a negation that it may bear on
_stem = Stemmer.Stemmer("swedish").stemWord


def _scale_ends() -> dict[str, list[tuple[int, int]]]:
    ends: dict[str, list[tuple[int, int]]] = {}
    for number, scale in enumerate(_SCALES):
        for sign, words in zip((1, -1), scale, strict=True):
            for word in words.split():
                place = (number, sign)
                held = ends.setdefault(_stem(word), [])
                if place not in held:
                    held.append(place)
    return ends


_ENDS = _scale_ends()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, and whether a negation bears on it."""

    text: str
    negated: bool

    @property
    def stem(self) -> str:
        """Its Snowball stem."""
        return str(_stem(self.text))


@lru_cache(maxsize=4096)
def polar_words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, lower case, each with whether a negation bears on it.

    A negation bears on the word right before it ("hindrar inte") and on those after it up to a
    comma or a conjunction, as many as four.
    """
    tokens = _TOKEN.findall(text.lower())
    negated = [False] * len(tokens)
    for at, token in enumerate(tokens):
        if not _NEGATOR.match(token) or (token == "utan" and at and tokens[at - 1] == ","):
            continue
        if at and not _LINKS.match(tokens[at - 1]):
            negated[at - 1] = not negated[at - 1]
        for after in range(at + 1, min(len(tokens), at + 1 + _REACH)):
            if _LINKS.match(tokens[after]) and after > at + 1:
                break
            negated[after] = not negated[after]
    return tuple(
        Word(token, negated[at])
        for at, token in enumerate(tokens)
        if token[0].isalnum() and not _NEGATOR.match(token)
    )


def is_negator(word: str) -> bool:
    """Whether a word, lower case, negates."""
    return bool(_NEGATOR.match(word))


def has_negation(text: str) -> bool:
    """Whether a text has a negation at all."""
    return any(_NEGATOR.match(token) for token in _TOKEN.findall(text.lower()))


@dataclass(frozen=True, slots=True)
class Clash:
    """A word of the sentence and the word of the source that says the opposite."""

    ours: str
    theirs: str


def opposites(sentence: str, source: str) -> tuple[list[Clash], int]:
    """Where the sentence stands at one end of a scale and the source only at the other; and how
    many words stand at the same end.

    Rationale: a paraphrase may say "fler" for "ökat", but not "färre".
    """
    theirs: dict[int, dict[int, str]] = {}
    for word in polar_words(source):
        for scale, sign in _signs(word):
            theirs.setdefault(scale, {}).setdefault(sign, word.text)
    clashes: list[Clash] = []
    agreeing = 0
    for word in polar_words(sentence):
        signs = [(scale, sign) for scale, sign in _signs(word) if scale in theirs]
        if any(sign in theirs[scale] for scale, sign in signs):
            agreeing += 1
        elif signs:
            scale, sign = signs[0]
            clashes.append(Clash(word.text, theirs[scale][-sign]))
    return clashes, agreeing


def _signs(word: Word) -> Sequence[tuple[int, int]]:
    turn = -1 if word.negated else 1
    return [(scale, sign * turn) for scale, sign in _ENDS.get(word.stem, ())]


def on_scale(stem: str) -> bool:
    """Whether a word stands on one of the scales."""
    return stem in _ENDS
