"""Whether a sentence says yes where its source says no: negations, and words that are opposites."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import Stemmer
from numpy.typing import NDArray

from ingest.index import STOP_WORDS

# Each row is one scale with its two ends. Forms that the stemmer brings together need stand once.
_SCALES: tuple[tuple[str, str], ...] = (
    (
        "fler flera flest många mer mera mycket öka ökade ökning höja höjd stiga steg växa växande "
        "utöka stor stora större störst hög högre tillskott uppgång maximera förstärka dyr dyrare "
        "fördyra hårdare",
        "färre fåtal mindre minska minskning sänka sänkt sjunka sjönk krympa liten små lite låg "
        "lägre minskad neddragning nedgång minimera billig billigare besparing",
    ),
    (
        "bra god gott bättre bäst positiv positivt fördel förbättra förbättring nöjd välkomna glad",
        "dålig dåligt sämre sämst negativ negativt nackdel försämra försämring missnöjd besviken "
        "besvikelse besvikna kritisk kritik värst",
    ),
    (
        "lätt lättare enkel enklare underlätta möjlig möjliggöra möjlighet smidig",
        "svår svårt svårare svårighet krånglig krångligt försvåra omöjlig hinder hindra",
    ),
    (
        "tillstyrka tillstyrker instämma bifalla godta stödja förorda rekommendera välkomna ja "
        "bejaka medge",
        "avstyrka avstyrker avslå avvisa avråda nej motsätta invända emot förkasta",
    ),
    (
        "införa inrätta skapa starta tillsätta öppna bilda påbörja infördes",
        "avskaffa upphöra slopa stänga avbryta avveckla lägga nedlagd upphäva ner ned försvinna "
        "bort borttagen",
    ),
    (
        "behålla bevara kvarstå kvar fortsätta permanent",
        "avskaffa upphäva slopa upphöra bort försvinna",
    ),
    ("tillåta tillåten frivillig valfri", "förbjuda förbud tvinga tvång obligatorisk tvingande"),
    (
        "tillräcklig tillräckligt räcka räcker fullgod lagom",
        "otillräcklig brist brister bristande sakna saknas avsaknad",
    ),
    ("ofta oftast alltid tätt", "sällan aldrig glest"),
    ("snabb snabbt fort tidig", "långsam långsamt sen sent trög"),
    ("öppen offentlig offentliggöra känd publik", "hemlig hemligt sluten dold hemlighålla"),
    ("lång långa länge längre långsiktig", "kort korta kortare kortsiktig"),
    ("minst åtminstone lägst", "högst maximalt"),
    ("generell generella", "riktad riktade öronmärkt specialdestinerad"),
    ("överens enig enighet samsyn ense", "oense oenig oenighet splittrad"),
    (
        "gemensam samverka samverkan samarbeta samarbete ihop tillsammans",
        "åtskild skild skilda isär separat",
    ),
    ("stärka starkare stark förstärka", "försvaga svag svagare urholka"),
    ("lyckas framgång framgångsrik", "misslyckas misslyckande"),
    ("tillit förtroende lita tilltro", "misstro misstänksam"),
    ("främja gynna bidra möjliggöra uppmuntra", "hämma motverka missgynna skada förhindra bromsa"),
    ("vinna vinst överskott tjäna", "förlora förlust underskott"),
    ("överstiga överskrida", "understiga underskrida"),
    ("inkludera omfatta innefatta ingå", "exkludera undanta utesluta"),
    ("godkänna acceptera anta bekräfta", "underkänna vägra neka förneka dementera"),
    ("formell", "informell"),
    ("aktiv", "passiv"),
)  # fmt: skip
_NEGATOR = re.compile(
    r"^(?:inte|ej|icke|aldrig|ingen|inget|inga|ingenting|ingalunda|knappast|varken|vare)$"
)
# Words that deny what follows them: "saknar bil" and "utan bil" are "har inte bil".
_DENIER = re.compile(
    r"^(?:utan|sakna\w*|brist\w*|avsaknad\w*|avstå\w*|avstod|avråd\w*|utanför|slipp\w*|undvik\w*|"
    r"förbjud\w*|vägra\w*|borta|hindra[rs]?|hindrade|hindrat|upphör\w*|trots)$"
)
# Idioms whose words mean nothing of what they seem to.
_IDIOMS = re.compile(
    r"\b(?:minst lika|inte minst|inte bara|inte enbart|i stort sett|en del|till stor del|"
    r"så småningom|mer eller mindre|mer och mer|i stället|(?<!gånger )så (?:många|mycket) som|"
    r"lika (?:många|mycket)|hur (?:många|mycket|stor|länge|ofta|bra)|"
    r"längre (?:ner|ned|upp|bort|fram)|(?:högre|lägre) nivå\w*|mer (?=än en ))\b",
    re.IGNORECASE,
)
# Phrases, and the one word of the scales that says the same.
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})", re.IGNORECASE), f" {word} ")
    for pattern, word in (
        (r"även om\b", "trots"),
        (r"(?:snarare|hellre) än\b|i ?stället för\b", "inte"),
        (r"(?:mer|fler|större|högre) än (?=\d|hälften|en )|över (?=\d|hälften)", "minst"),
        (r"(?:färre|mindre|lägre|kortare) än (?=\d|hälften|en )|upp till (?=\d)", "högst"),
        (r"(?:går|gå|gick) med på\b|säg(?:er|a) ja till\b|ställer sig bakom\b", "tillstyrker"),
        (r"(?:ing(?:en|a|et)|utan) (?:erinran|invändning\w*|att invända)", "tillstyrker"),
        (r"(?:går|gå|gick) emot\b|säg(?:er|a) nej till\b|motsätter sig\b", "avstyrker"),
        (r"tar? bort\b|tog bort\b|tas bort\b|togs bort\b|läggs? ned\b|lades ned\b", "avskaffas"),
    )
)
# With these the other side may deny: "högst sex" is "inte fler än sex".
_BOUNDS = frozenset("högst maximalt endast bara enbart först snarare förutom".split())
_TOKEN = re.compile(r"[^\W_]+|[,.;:()–]")
_LINKS = re.compile(r"^(?:[,.;:()–]|och|eller|men|eftersom|när|om|så|att|som|därför|då)$")
_REACH = 4  # words after a negation that it may bear on
_ABOUT = 4  # words to each side that tell what a word is said of
_stem = Stemmer.Stemmer("swedish").stemWord


# Before the word that they turn; that one has to stand in the other text, so "område" turns none.
_TURNING = re.compile(r"^(?:o|miss|in|icke)(?=\w{4})")
_VERB_ENDINGS = ("ar", "at", "ade", "as", "ats", "ades")  # which the stemmer keeps apart


def _scale_ends() -> dict[str, list[tuple[int, int]]]:
    ends: dict[str, list[tuple[int, int]]] = {}
    for number, scale in enumerate(_SCALES):
        for sign, words in zip((1, -1), scale, strict=True):
            for word in words.split():
                for form in (word, *(word[:-1] + e for e in _VERB_ENDINGS if word.endswith("a"))):
                    held = ends.setdefault(_stem(form), [])
                    if (number, sign) not in held:
                        held.append((number, sign))
    return ends


_ENDS = _scale_ends()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, lower case: where it stands, and whether something denies it."""

    text: str
    at: int
    denied: bool

    @property
    def stem(self) -> str:
        """Its Snowball stem."""
        return str(_stem(self.text))

    @property
    def turned(self) -> str:
        """The stem of the word that its prefix turns, as "otydlig" does; empty for none."""
        prefix = _TURNING.match(self.text)
        return str(_stem(self.text[prefix.end() :])) if prefix else ""

    @property
    def signs(self) -> list[tuple[int | str, int]]:
        """The scales it stands on, and at which end: 1 or -1, turned where it is denied.

        A word with a prefix that turns it stands at one end of a scale of its own.
        """
        turn = -1 if self.denied else 1
        held: list[tuple[int | str, int]] = [(s, n * turn) for s, n in _ENDS.get(self.stem, ())]
        return [*held, (self.turned, -turn)] if self.turned else held


@dataclass(frozen=True, slots=True)
class PolarText:
    """The words of a text, and whether it denies anything, or may: "för kort" can be "inte"."""

    words: tuple[Word, ...]
    denies: bool
    may_deny: bool

    def around(self, word: Word) -> list[int]:
        """The places of the words about a word."""
        return [n for n, w in enumerate(self.words) if 0 < abs(w.at - word.at) <= _ABOUT]


@lru_cache(maxsize=4096)
def polar_text(text: str) -> PolarText:
    """A text read for what it denies.

    A negation bears on the word right before it ("hindrar inte") and on those after it up to a
    comma or a conjunction, as many as four; "utan" and "saknar" on the next word with
    meaning alone.
    """
    for pattern, word in _PHRASES:
        text = pattern.sub(word, text)
    tokens = _TOKEN.findall(_IDIOMS.sub(" ", text).lower())
    denied = [False] * len(tokens)
    excess = any(a == "för" and _stem(b) in _ENDS for a, b in pairwise(tokens))
    denials = 0
    for at, token in enumerate(tokens):
        negates = is_negator(token)
        after_comma = token == "utan" and at > 0 and tokens[at - 1] == ","
        if not negates and (after_comma or not _DENIER.match(token)):
            continue
        if denied[at]:  # "inte utan" denies nothing
            denials -= 1
            continue
        denials += 1
        if negates and at and not _LINKS.match(tokens[at - 1]):
            denied[at - 1] = not denied[at - 1]
        for after in _reached(tokens, at, negates):
            denied[after] = not denied[after]
    words = tuple(
        Word(token, at, denied[at])
        for at, token in enumerate(tokens)
        if token[0].isalnum() and not is_negator(token)
    )
    may = denials > 0 or excess or not _BOUNDS.isdisjoint(tokens)
    return PolarText(words, denials > 0, may)


def _reached(tokens: Sequence[str], at: int, negates: bool) -> list[int]:
    """The places after a negation, or after a word that denies, that it bears on."""
    reached: list[int] = []
    for after in range(at + 1, len(tokens)):
        if _LINKS.match(tokens[after]) and after > at + 1:
            break
        if negates and len(reached) == _REACH:
            break
        reached.append(after)
        if not negates and tokens[after] not in STOP_WORDS:
            break
    return reached


def is_negator(word: str) -> bool:
    """Whether a word, lower case, negates."""
    return bool(_NEGATOR.match(word))


@dataclass(frozen=True, slots=True)
class Clash:
    """A word of the sentence and the word of the source that says the opposite."""

    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Polarity:
    """How a sentence's yes and no stand to its source's.

    `clashes` are words at the other end of a scale than the source's; `agreeing` counts those at
    the same. `lone` tells whether only
    one of them denies anything, and no agreement explains it ("inte kort" and "lång").
    """

    clashes: tuple[Clash, ...]
    agreeing: int
    lone: bool


# Gives the likeness, 0 to 1, of each of some words to each of others, shape (words, others).
Alike = Callable[[Sequence[str], Sequence[str]], NDArray[np.float32]]


def polarity(sentence: str, source: str, alike: Alike) -> Polarity:
    """Hold a sentence against its source.

    Rationale: a paraphrase may say "fler" for "ökat", but not "färre", and "saknar" for "har
    inte", but not "har". Where the source has both ends of a scale, that one counts whose
    neighbours are likest.
    """
    ours, theirs = polar_text(sentence), polar_text(source)
    if not ours.words or not theirs.words:
        return Polarity((), 0, False)
    clashes: list[Clash] = []
    scaled = [(word, twins) for word in ours.words if (twins := _twins(word, theirs))]
    likeness = (
        alike([w.text for w in ours.words], [w.text for w in theirs.words])
        if scaled
        else np.zeros((0, 0), dtype=np.float32)
    )
    agreeing = 0
    explained = False
    for word, twins in scaled:
        twin = _likest_company(word, twins, ours, theirs, likeness)
        if _agree(word, twin):
            agreeing += 1
            explained = explained or word.denied != twin.denied
        elif word.text != twin.text or word.denied != twin.denied:
            clashes.append(Clash(_said(word), _said(twin)))
    lone = (ours.denies and not theirs.may_deny) or (theirs.denies and not ours.may_deny)
    return Polarity(tuple(clashes), agreeing, lone and not explained)


def _said(word: Word) -> str:
    return f"inte {word.text}" if word.denied else word.text


def _twins(word: Word, theirs: PolarText) -> list[Word]:
    """The source's words on one of a word's scales."""
    scales = {scale for scale, _ in word.signs}
    return [
        w
        for w in theirs.words
        if scales & {scale for scale, _ in w.signs} or _turns(word, w) or _turns(w, word)
    ]


def _turns(word: Word, other: Word) -> bool:
    """Whether a word is another with a prefix that turns it."""
    return bool(word.turned) and word.turned == other.stem


def _agree(word: Word, twin: Word) -> bool:
    """Whether two words on a scale stand at the same end."""
    if _turns(word, twin) or _turns(twin, word):
        return word.denied != twin.denied
    return bool(set(word.signs) & set(twin.signs))


def _likest_company(
    word: Word,
    twins: Sequence[Word],
    ours: PolarText,
    theirs: PolarText,
    likeness: NDArray[np.float32],
) -> Word:
    """The twin of a word whose neighbours are likest its own."""
    about = ours.around(word)

    def company(twin: Word) -> tuple[float, bool]:
        beside = theirs.around(twin)
        if not about or not beside:
            return 0.0, False
        near = np.array([1 / abs(ours.words[n].at - word.at) for n in about])
        close = np.array([1 / abs(theirs.words[n].at - twin.at) for n in beside])
        alike = (likeness[np.ix_(about, beside)] * close).max(axis=1) @ near
        return round(float(alike), 2), _agree(word, twin)

    return max(twins, key=company)
