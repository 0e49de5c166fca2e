"""A question looked at for what it says itself and what it leaves to what was said before it.

Whether "det" stands for the matter of the question before or for nothing ("finns det") is told by
its neighbours; how much a question says itself by the words in it that neither only ask nor only
name whom is asked. docs/followups.md has the rules with examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.question import Question, asks_number, understand
from ingest.index import Analyzer, Document, Kind, words

# Words that ask for a side of the matter and are not the matter: "vad kostar", "hur många".
_ASKING = frozenset(
    """
    andra ange ansvara ansvarar ansvarig antal använda används behövs bero beror beräknas
    beskriva beskriver beskrivs betyda betyder brukar börja börjar detalj detaljer enbart endast
    exempel fler fungera fungerar följd följder föreslå föreslår föreslås förklara förklaring
    går gälla gällde gäller handla handlar hålla håller hända händer hänt innebär innebära komma
    kommentar kommenterar kosta kostar kostnad kostnaden leda ledde leder lång långt länge
    meningen motivera motiverar motiveras många nämner nämns ofta ordna orsak orsaken orsakerna
    pågå pågår påverka påverkar påverkas redovisas resultat resultatet se ser sker skäl skälen
    skälet stor stora stort svara svarar synpunkt synpunkter sägs tanken tänker uppstod uppstå
    uppstår uteslutande utformas utveckla utvecklar vet visa visade visar ytterligare yttrar
    återge återger övriga
    """.split()
)
_GREETINGS = frozenset("hej hallå god dag morgon tack ok okej bra ja nej jaha toppen".split())
QUESTION_WORDS = frozenset(
    "vad hur vem vems vilka vilken vilket varför när var vart är finns ska kan får bör".split()
)
PREPOSITIONS = frozenset("om för med av på till mot i ur kring från hos inom åt".split())
NUMERALS = "två tre fyra fem sex sju åtta nio tio elva tolv".split()
ORDINALS = "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde".split()

_OPENING = re.compile(r"^(?:och|men|samt|då|ok|okej)\b[\s,]*", re.IGNORECASE)
_CLOSING = re.compile(r"(?:[\s,]+(?:då|tack|egentligen))*[\s?.!]*$", re.IGNORECASE)
# Pronouns that stand for something said before.
_PRONOUNS = frozenset(
    "dem dom detta dessa denna deras dess han hon hen honom henne hans hennes båda bägge".split()
)
_ARTICLES = frozenset("det den de".split())  # or pronouns: their neighbours tell
# "det" stands for nothing in "finns det" and "krävs det", nor before "att", "som" and "sig".
_IMPERSONAL = frozenset("finns fanns krävs behövs saknas råder står går gick".split())
_POINTING_FORWARD = frozenset("att som sig".split())
_AFTER_PRONOUN = PREPOSITIONS | {"här", "där"}
_BEING = frozenset("är var blir".split())
_SUBORDINATING = frozenset("när om att hur eftersom där".split())
_VERBS_IN_A = frozenset("ska vara göra ha".split())  # other words in -a and -e go with an article
# "Varför ska bestämmelsen tas bort?", "vilka är nackdelarna?": of what was said before, unless a
# preposition tells.
_THE_ONE = frozenset(
    """
    förslaget bestämmelsen regeln kravet lagen lagändringen ändringen försöket projektet modellen
    rekommendationen åtgärden syftet målet frågan saken fördelarna nackdelarna riskerna hindren
    problemen konsekvenserna effekterna följderna invändningarna undantagen villkoren skillnaden
    skillnaderna
    """.split()
)
# Who asks what somebody says, and not of what, means what was just spoken of.
_SAYING = re.compile(
    r"\b(?:säg\w*|sade|tyck\w*|ans(?:e|å)\w*|skriv\w*|skrev|ser|menar?|vill|svara\w*|"
    r"kommentera\w*|bedöm\w*)\b",
    re.IGNORECASE,
)
# Here the pronoun stands for who spoke, not for what they spoke of.
_THEY_SAY = re.compile(rf"{_SAYING.pattern} (?:de|dom|han|hon|hen)\b", re.IGNORECASE)

_OTHERS = re.compile(r"\bde (?:andra|övriga)\b", re.IGNORECASE)

_POINT = re.compile(
    rf"\b(?:punkt(?:en)?|förslag|nummer|nr)\s+(?P<number>\d{{1,2}}|{'|'.join(NUMERALS)})\b(?!\.\d)"
    rf"|\b(?:den|det)\s+(?P<ordinal>{'|'.join(ORDINALS)}|sista)\b(?:\s+(?:punkten|förslaget))?",
    re.IGNORECASE,
)
_MARK = re.compile(r"\[(\d{1,2})\]|\b(?:källa|citat|hänvisning)\s+(\d{1,2})\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:bara|endast|enbart|uteslutande)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.:/]\d+)*")

# What anyone calls the kinds of documents.
_KINDS: dict[Kind, re.Pattern[str]] = {
    Kind.REPORT: re.compile(r"\b(?:utredning|betänkande|delegation|kommitté)\w{0,4}\b", re.I),
    Kind.RESPONSE: re.compile(r"\b(?:remiss(?:var|instans)\w*|yttrandena|svaren)\b", re.I),
    Kind.SLIDES: re.compile(
        r"\b(?:(?:workshop)?bilder(?:na)?|presentationen|utbildning(?:en|smaterialet))\b", re.I
    ),
}

LITTLE_MATTER = 2  # words; a question with more stands alone, whatever it points at


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known of the documents. `rarity` tells how rare an index term is in them."""

    documents: Sequence[Document]
    analyzer: Analyzer
    rarity: Callable[[str], float]


class Utterance:
    """A question looked at for what it says itself and what it leaves to the one before."""

    def __init__(self, question: Question, sources: Sources) -> None:
        self.text, self.named, self.answering = question.text, question.named, question.answering
        self.asks_opinion, self.sections = question.asks_opinion, question.sections
        self.sources = sources
        self._naming_words = question.naming_words
        self.body = bare(self.text)
        self.only = bool(_ONLY.search(self.text))
        self.asks = not QUESTION_WORDS.isdisjoint(words(self.body))
        self.mark = _MARK.search(self.text)
        self.matter = self._matter()
        point = _POINT.search(self.text)
        most = LITTLE_MATTER if point and point["number"] else 0
        self.point = point if len(self.matter) <= most else None

    @classmethod
    def read(cls, text: str, sources: Sources) -> Utterance:
        """Raises QuestionProblem as understand does."""
        return cls(understand(text, sources.documents, sources.analyzer), sources)

    @property
    def leans(self) -> bool:
        """Whether the question needs what was said before it."""
        if all(word in _GREETINGS for word in words(self.text)):
            return False
        if self.mark or self.point:
            return True
        if self.sections or len(self.matter) > LITTLE_MATTER:
            return False
        if self.opens_on and not self.asks:
            return True
        if not self.matter and self.naming and self.asks and not self.pointing:
            return bool(_SAYING.search(self.text)) and not asks_number(self.text)
        return self.pointing >= len(self.matter)

    @property
    def opens_on(self) -> bool:
        """Whether it opens as going on from something: och, men."""
        return bool(_OPENING.match(self.text))

    @property
    def says_nothing_alone(self) -> bool:
        """Whether it cannot be looked up without an earlier answer."""
        if not self.leans or self.mark or self.point:
            return self.leans
        if self.named:
            return self.only and not self.matter and not self.asks
        return not self.matter and bool(self.pointing or self.only)

    @property
    def pointing(self) -> int:
        """How surely it points back: how many words of matter of its own that outweighs."""
        said = ["", *words(self.body)]
        return max(
            (_stands_for(said[n], said[n - 1], said[n + 1 :]) for n in range(1, len(said))),
            default=0,
        )

    @property
    def naming(self) -> re.Match[str] | None:
        """The words by which it names whom or what it asks, if it does."""
        found = (pattern.search(self.text) for pattern in _KINDS.values())
        return self._naming_run() or next((match for match in found if match), None)

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of documents it names."""
        return frozenset(kind for kind, pattern in _KINDS.items() if pattern.search(self.text))

    @property
    def asks_others(self) -> bool:
        """Whether it asks of others than were just asked of: "vad säger de andra?"."""
        return bool(_OTHERS.search(self.text))

    @property
    def speaks_of_speaker(self) -> bool:
        """Whether its pronoun stands for who spoke, not for what they spoke of: "vad vill de"."""
        return bool(self.matter) and bool(_THEY_SAY.search(self.body))

    def _naming_run(self) -> re.Match[str] | None:
        """The first words in a row that name an indexed document, "landstinget i Stockholm"."""
        stem = self.sources.analyzer.stem
        run: list[re.Match[str]] = []
        for match in _WORD.finditer(self.text):
            if stem(match.group().lower()) in self._naming_words:
                run.append(match)
            elif run and not (len(match.group()) <= 2 and match.group().islower()):
                break
        if not run:
            return None
        return re.compile(re.escape(self.text[run[0].start() : run[-1].end()])).search(self.text)

    def _matter(self) -> list[str]:
        said = _MARK.sub(" ", _POINT.sub(" ", self.text))
        return [match.group() for match in self.matter_in(said)]

    def matter_in(self, text: str) -> list[re.Match[str]]:
        """The words of a text that neither only ask nor only name whom or what is asked."""
        for pattern in _KINDS.values():
            text = pattern.sub(lambda match: " " * len(match.group()), text)
        analyzer = self.sources.analyzer
        return [
            match
            for match in _WORD.finditer(text)
            if (word := match.group().lower()) not in _ASKING
            and analyzer.word_terms(word)
            and analyzer.stem(word) not in self._naming_words
        ]


def bare(text: str) -> str:
    """A question without what only leads in and out: "Men Farsta då?" is "Farsta"."""
    return _CLOSING.sub("", _OPENING.sub("", text))


def _stands_for(word: str, before: str, rest: Sequence[str]) -> int:
    """Whether a word stands for something said before: 2 for certain, 1 perhaps, 0 hardly.

    `before` is the word before it, `rest` those after it.
    """
    after = rest[0] if rest else ""
    if word in _PRONOUNS or word in _THE_ONE:
        told = word in _THE_ONE and after in PREPOSITIONS | _POINTING_FORWARD
        return 0 if told else 2
    if word not in _ARTICLES or after in _POINTING_FORWARD or before in _IMPERSONAL:
        return 0
    if before in _BEING:
        return _after_being(rest)
    if not rest or after in _AFTER_PRONOUN:
        return 2
    empty = before in _SUBORDINATING or _is_article(rest)
    return 0 if empty else 1 if word == "det" else 2


def _after_being(rest: Sequence[str]) -> int:
    """The same after "är": "är de positiva?" points, "är de viktigaste skälen" has an article, and
    "är det viktigt att" and "är det svårt med" are empty."""
    if not {"att", "med"}.isdisjoint(rest):
        return 0
    if len(rest) == 1 or (rest and rest[0] in PREPOSITIONS):
        return 2
    return 0 if _is_article(rest) else 1


def _is_article(rest: Sequence[str]) -> bool:
    """Whether "det", "den" or "de" goes with the words after it: "de nya reglerna", "de 12"."""
    if not rest or rest[0] in _VERBS_IN_A:
        return False
    if rest[0] in NUMERALS or rest[0][0].isdigit():
        return True
    return rest[0].endswith(("a", "e")) and len(rest) > 1 and rest[1] not in PREPOSITIONS
