"""Understanding a question before anything is searched: what it names and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.index import Analyzer, Document, Kind, words

LONGEST = 2000  # characters; a longer text is not a question but a document
_FEWEST_LETTERS = 3

_SECTION = re.compile(
    r"\b(?:avsnitt(?:et|en)?|kapitel|kapitlet|kap\.?|punkt)\s+(\d{1,2}(?:\.\d{1,2}){0,3})\b"
    r"|(?<!klockan )(?<!kl\. )(?<!kl )"
    r"\b(\d{1,2}(?:\.\d{1,2}){1,3})\b(?!\s*(?:procent|miljoner|miljarder|kronor|%))",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"\b(?:kapitel|kapitlet|kap\.?)\s+(\d{1,2})\b(?!\.)", re.IGNORECASE)
_REFERENCE = re.compile(r"\b(SOU|Ds)\s*(\d{4}:\d+)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b(?!:)")

# Words by which a question asks for what somebody answered, not for what the inquiry wrote.
_OPINION = re.compile(
    r"\b(?:svar\w*|remiss\w*|yttra\w*|yttrand\w*|tyck\w*|ans(?:e|å)\w*|ställ\w* sig|synpunkt\w*|"
    r"(?:till|av)styrk\w*|invänd\w*|emot|motsätt\w*|varn\w*|positiv\w*|kritisk\w*|"
    r"ser (?:\w+ ){0,5}på|ställning\w*|kommenter\w*|bedöm\w*|säg\w*|vill|saknar?|håll\w* med)\b",
    re.IGNORECASE,
)
_RESPONSES = re.compile(r"\b(?:remissvar\w*|remissinstans\w*|yttrande\w*|svaren)\b", re.IGNORECASE)
_SLIDES = re.compile(
    r"\b(?:bilder\w*|\w+bilder\w*|workshop\w*|utbildningsmaterial\w*|presentation\w*)\b",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(
    r"\b(?:hur (?:många|mycket|stor\w*|höga?|lång\w*|vanligt|ofta)|antal\w*|andel\w*|procent|"
    r"belopp\w*|kostnad\w*|kostar|siffr\w*|prislapp\w*|kronor)\b",
    re.IGNORECASE,
)

_WHAT_IS = re.compile(
    r"\bvad (?:är|menas|menar|innebär|betyder|avses|handlar)\b|\bdefini\w+|\b(?:betyder|innebär)\b",
    re.IGNORECASE,
)


_WHY = re.compile(
    r"\b(?:varför|anledning\w*|orsak\w*|hur kommer det sig|på vilket sätt|hur motivera\w*|"
    r"vilka skäl)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:^|[,.?!:]\s|\boch )när\b(?! det gäller)|\bvilket (?:år|datum)\b|\bhur länge\b",
    re.IGNORECASE,
)
_HOW_MUCH_MONEY = re.compile(
    r"\b(?:kost(?:ar|ade|at|nad\w*)|betal(?:t|ar|ade|as)|budget(?:en)?|kronor|pengar|prislapp\w*|"
    r"belopp\w*|tjänar|lön(?:en|er)?|\w*avgift\w*|böter|anslag(?:et|en)?)\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:hur (?:mycket|stor\w*|hög\w*|många)|vad (?:kosta\w*|tjänar|var|är|beräknas)|vilka|"
    r"summa\w*|siffran?|prislapp\w*|belopp\w*)\b",
    re.IGNORECASE,
)


class QuestionProblem(Exception):
    """The question cannot be taken. The message is one Swedish sentence for the screen."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What may be answered from; empty: everything. A digest passes as what it retells, too."""

    docs: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    organisations: frozenset[str] = frozenset()

    def admits(self, document: Document) -> bool:
        """Whether a document passes."""
        return (
            (not self.docs or document.doc in self.docs)
            and (not self.kinds or not self.kinds.isdisjoint((document.kind, document.speaks_as)))
            and (not self.organisations or document.organisation in self.organisations)
        )


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `named` holds the documents whose organisation, title or kind the question names; `answering`
    those of them that are responses. `sections` are the section numbers it refers to, `chapters`
    those it calls chapters, `years` the years.
    """

    text: str
    named: frozenset[str] = frozenset()
    answering: frozenset[str] = frozenset()
    sections: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    asks_opinion: bool = False
    asks_number: bool = False
    asks_money: bool = False
    asks_responses: bool = False
    asks_definition: bool = False
    asks_reason: bool = False
    asks_time: bool = False
    naming_words: frozenset[str] = field(default_factory=frozenset)


def understand(text: str, documents: Sequence[Document], analyzer: Analyzer) -> Question:
    """Read a question. Raises QuestionProblem for one that is empty, too long or without words."""
    text = " ".join(text.split())
    if not text:
        raise QuestionProblem("Skriv en fråga först.")
    if len(text) > LONGEST:
        raise QuestionProblem(
            f"Frågan är {len(text)} tecken lång. Korta den till högst {LONGEST} tecken; "
            "lägg längre texter till dokumenten i stället."
        )
    if sum(character.isalpha() for character in text) < _FEWEST_LETTERS:
        raise QuestionProblem("Frågan innehåller inga ord. Skriv den med ord på svenska.")
    asks_opinion = bool(_OPINION.search(text))
    named, naming_words = _named(text, documents, analyzer)
    # A body that only sent a summary can be asked for its view too, and then says nothing of it.
    answerers = (Kind.RESPONSE, Kind.OTHER)
    responses = {d.speaker for d in documents if d.organisation and d.speaks_as in answerers}
    slides = _SLIDES.search(text)
    if slides:
        named |= {d.speaker for d in documents if d.speaks_as is Kind.SLIDES}
        naming_words.add(analyzer.stem(slides.group().lower()))
    return Question(
        text=text,
        named=frozenset(named),
        answering=frozenset(named & responses),
        sections=tuple(dict.fromkeys(a or b for a, b in _SECTION.findall(text))),
        chapters=tuple(dict.fromkeys(_CHAPTER.findall(text))),
        years=tuple(int(year) for year in _YEAR.findall(text)),
        asks_opinion=asks_opinion,
        asks_number=asks_number(text),
        asks_money=asks_money(text),
        asks_definition=bool(_WHAT_IS.search(text)),
        asks_reason=bool(_WHY.search(text)),
        asks_time=bool(_WHEN.search(text)),
        asks_responses=bool(_RESPONSES.search(text)),
        naming_words=frozenset(naming_words),
    )


def asks_number(text: str) -> bool:
    """Whether a text asks for a figure."""
    return bool(_HOW_MUCH.search(text))


def asks_money(text: str) -> bool:
    """Whether a text asks for a sum of money."""
    return bool(_HOW_MUCH_MONEY.search(text) and _WANTED.search(text))


def asks_amount(text: str) -> bool:
    """Whether a text asks how much or how many, in whatever words."""
    return bool(_WANTED.search(text))


def _named(
    text: str, documents: Iterable[Document], analyzer: Analyzer
) -> tuple[set[str], set[str]]:
    """The documents a question names, and the stems of the words by which it does."""
    stems = {analyzer.stem(word) for word in words(text)}
    references = {f"{series} {number}".lower() for series, number in _REFERENCE.findall(text)}
    named: set[str] = set()
    naming: set[str] = set()
    for document in documents:
        if (document.reference or "").lower() in references:
            named.add(document.speaker)
        for name in (document.organisation, *document.names):
            name_stems = name_words(name or "", analyzer)
            if name_stems and name_stems <= stems:
                named.add(document.speaker)
                naming |= name_stems
    return named, naming


def name_words(name: str, analyzer: Analyzer) -> frozenset[str]:
    """The stems a name is recognised by, in whatever order and inflection they stand."""
    return frozenset(analyzer.stem(word) for word in words(name) if len(word) > 2)


def term_weights(text: str, analyzer: Analyzer, part_weight: float) -> Mapping[str, float]:
    """The question's index terms: whole words count 1, the parts of compounds `part_weight`."""
    weights: dict[str, float] = {}
    for word in words(text):
        for n, term in enumerate(analyzer.word_terms(word)):
            weights[term] = max(weights.get(term, 0.0), 1.0 if n == 0 else part_weight)
    return weights
