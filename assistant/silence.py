"""When the documents do not answer: rules that tell, and words for what is missing.

Each rule is a small function that returns one Swedish sentence, or None where it has nothing to
object. The first that objects decides. An official signs what we write, so an answer beside the
question does more harm than an honest gap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.question import Question, asks_number, term_weights
from assistant.search import Hit, speaks_for_itself
from ingest.index import STOP_WORDS, Generation, Kind, Passage, indexed_text, words

_ORDER_TO_INVENT = re.compile(
    r"\b(?:ignorera|strunta i|bortse från|glöm)\b.{0,40}\b(?:dokument\w*|käll\w*|instruktion\w*)"
    r"|\b(?:egen kunskap|du själv vet|det du vet själv|hitta på)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(r"\b(?:remiss\w*|yttrande\w*|svara(?:de|r|t)|yttra\w*)\b", re.IGNORECASE)

# A body that can answer a remiss: an abbreviation, or a name that says what it is.
_BODY = re.compile(
    r"\b(?:[A-ZÅÄÖ]{3,6}|[A-ZÅÄÖ][a-zåäö]+s? (?:kommun|stad|landsting|riksförbund|"
    r"förbund|universitet)|Region [A-ZÅÄÖ][a-zåäö]+|[A-ZÅÄÖ][a-zåäö]+(?:myndigheten|verket|"
    r"inspektionen|kontoret|styrelsen|rådet|förbundet|ombudsmannen|nämnden)|"
    r"(?<=\s)[A-ZÅÄÖ][a-zåäö]{4,})\b"
)
_ANSWERER = re.compile(
    r"\bsvara(?:de|r|t)\s+(?P<who>[a-zåäö]+(?:nämnden|styrelsen|förvaltningen)(?: i \w+)?)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:hur många|antal(?:et)?)\s+(?:av\s+)?(?P<noun>[^\W\d_]{3,})", re.IGNORECASE
)
_NUMBER = (
    r"(?:\d[\d\s,.]*|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|hälften|flertalet|majoriteten|"
    r"tredjedel(?:ar)?|fjärdedel(?:ar)?|procent|hundra|tusen)"
)
_REFERENCE = re.compile(r"\b(?:SOU|Ds|prop\.?)\s*\d{4}(?:/\d\d)?:\d+", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;–-] )[A-ZÅÄÖ][a-zåäö]{3,}\b")

# The endings of words that only tell how something is done ("slopade", "skruvar", "duger"): that
# the documents put it otherwise says nothing of what they are about.
_VERBAL = re.compile(r"(?:ade|ades|ats|as|at|ande|igt|it|a)$|^.{,9}(?:ar|er)$")
# Words for anything and anyone, which a document may well do without.
_GENERAL = frozenset(
    "människa människor människan personer personen samhälle samhället sverige exempel situation "
    "situationen problem problemet möjligheter anledning anledningen skillnad skillnaden".split()
)
_SPECIFIC = 8  # letters; shorter unknown words are mostly colloquial turns
_SAME_ROOT = 6  # letters that an unknown word has in common with a word of like meaning

_ENGLISH = frozenset(
    "the what does do is are of and about how why who which where when should would could it its "
    "from with by was were has have had this that these their there can".split()
)
_SUM = re.compile(r"\b(?:räkna ut|beräkna|kalkylera)\b", re.IGNORECASE)
# What was decided later is told by documents of its own; a report does not know its fate.
_OUTCOME = re.compile(
    r"\b(?:proposition\w*|riksdagens? \w*beslut\w*|lagrådet\w*|omröstning\w*|gick \w+ igenom)\b",
    re.IGNORECASE,
)
_OF_THE_INQUIRY = 0.2  # share of the passages; a name that frequent is the inquiry's own
_UNKNOWN_WEIGHT = 0.5  # of a word that stands nowhere: often only a colloquial turn
_FEWEST_TERMS = 4  # a question of fewer terms says too little of its matter to miss it

LEAST_COVERAGE = 0.25  # of the question's terms, by rarity, in the passages found
LEAST_COVERAGE_NAMED = 0.25  # the same in all that the organisation asked about says
LEAST_LIKENESS = 0.45  # of an unknown word to the likest word in the passages found


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules look at. `likeness` gives how like a word is to the likest in some hits."""

    question: Question
    hits: Sequence[Hit]
    generation: Generation
    likeness: Callable[[str, Sequence[Hit]], float]


def silence(evidence: Evidence) -> str | None:
    """Why the documents do not answer, as a Swedish sentence; None where they may."""
    for rule in RULES:
        reason = rule(evidence)
        if reason:
            return reason
    return None


def not_swedish(evidence: Evidence) -> str | None:
    """A question in English would be matched by names alone, and answered beside the point."""
    asked = words(evidence.question.text)
    english = sum(word in _ENGLISH for word in asked)
    if english >= 2 and english > sum(word in STOP_WORDS for word in asked):
        return "Frågan verkar vara på engelska. Ställ den på svenska, som dokumenten är skrivna på."
    return None


def without_matter(evidence: Evidence) -> str | None:
    """A greeting, or function words alone, ask for nothing that can be looked up."""
    if _matter(evidence) or evidence.question.named or evidence.question.sections:
        return None
    return "Frågan säger inte vad den gäller. Skriv vad du vill veta, till exempel ett förslag."


def order_to_invent(evidence: Evidence) -> str | None:
    """An order to leave the documents aside is declined: we answer from nothing else."""
    if _ORDER_TO_INVENT.search(evidence.question.text):
        return "Jag svarar bara ur dokumenten, och kan inte lägga dem åt sidan."
    return None


def order_to_calculate(evidence: Evidence) -> str | None:
    """A sum over the reader's own figures stands in no document."""
    if _SUM.search(evidence.question.text):
        return "Jag återger vad dokumenten säger och räknar inte på egna uppgifter."
    return None


def nothing_found(evidence: Evidence) -> str | None:
    """Not one passage shares a term with the question, so nothing can be quoted."""
    return None if evidence.hits else "Inget i dokumenten handlar om det du frågar om."


def missing_section(evidence: Evidence) -> str | None:
    """A chapter or section that no document has cannot be summed up."""
    for number in evidence.question.sections:
        if not evidence.generation.records.rows_in_section(number):
            return f"Inget av dokumenten har något avsnitt {number}."
    return None


def unknown_respondent(evidence: Evidence) -> str | None:
    """Who asks what a body answered wants that body's own response, not what others say of it."""
    question = evidence.question
    if not _ANSWERED.search(question.text):
        return None
    answerer = _ANSWERER.search(question.text)
    if answerer and (" i " in answerer["who"] or not question.answering):
        return f"{answerer['who'].capitalize()} finns inte bland remissvaren här."
    if question.answering:
        return None
    titles = " ".join(document.title for document in evidence.generation.documents.values())
    for match in _BODY.finditer(question.text):
        name = match.group()
        if name not in titles and not _ANSWERED.match(name) and not _of_the_inquiry(evidence, name):
            return f"{name} finns inte bland remissvaren här."
    return None


def unknown_reference(evidence: Evidence) -> str | None:
    """A report or bill that is neither indexed nor mentioned in what was found is not at hand."""
    own = {document.reference for document in evidence.generation.documents.values()}
    for reference in _REFERENCE.findall(evidence.question.text):
        said = any(reference in hit.passage.text for hit in evidence.hits)
        if reference not in own and not said:
            return f"{reference} finns inte bland dokumenten här."
    return None


def later_year(evidence: Evidence) -> str | None:
    """A year that none of the passages found mentions points to events they do not know."""
    for year in evidence.question.years:
        if not any(str(year) in hit.passage.text for hit in evidence.hits):
            return f"Dokumenten säger inget om detta för år {year}."
    return None


def unknown_name(evidence: Evidence) -> str | None:
    """A name that stands nowhere in the documents: they cannot tell of its bearer."""
    generation = evidence.generation
    for name in _NAME.findall(evidence.question.text):
        terms = generation.analyzer.word_terms(name.lower())
        if evidence.question.naming_words.intersection(terms):
            continue
        if terms and not any(term in generation.lexical for term in terms):
            return f"{name} nämns inte i dokumenten."
    return None


def unknown_matter(evidence: Evidence) -> str | None:
    """A specific noun that stands nowhere, with nothing like it in what was found: the question
    is about a neighbouring subject that the documents leave out."""
    for word in missing_words(evidence):
        specific = _is_specific(word)
        if specific and not _said_otherwise(evidence, word):
            return f"Dokumenten säger inget om {word}."
    return None


def _is_specific(word: str) -> bool:
    """Whether a word tells what a question is about, rather than how it is put."""
    colloquial = len(word) < _SPECIFIC or _VERBAL.search(word) or word in _GENERAL
    return not colloquial and not asks_number(word)


def later_outcome(evidence: Evidence) -> str | None:
    """What became of a proposal is told only where the passages found speak of it so."""
    for match in _OUTCOME.finditer(evidence.question.text):
        word = match.group().split()[0].lower()[:8]
        if not any(word in hit.passage.text.lower() for hit in evidence.hits[:5]):
            return "Dokumenten säger inget om vad som hände med förslagen efteråt."
    return None


def uncounted(evidence: Evidence) -> str | None:
    """Who asks how many there are of something wants a number that stands next to that word."""
    stem = evidence.generation.analyzer.stem
    for match in _COUNTED.finditer(evidence.question.text):
        asked_aside = re.search(r"\w\s+$", evidence.question.text[: match.start()])
        if asked_aside and not re.search(
            r"\b(?:och|med|i|men)\s+$", evidence.question.text[: match.start()]
        ):
            continue
        noun = match["noun"].lower()
        if not evidence.generation.analyzer.word_terms(noun):
            continue
        root = re.escape(stem(noun))
        near = re.compile(
            rf"\b{_NUMBER}\b(?:\W+\w+){{0,3}}?\W+\w*{root}|{root}\w*(?:\W+\w+){{0,2}}\W+{_NUMBER}\b",
            re.IGNORECASE,
        )
        if not any(near.search(hit.passage.text) for hit in evidence.hits):
            return f"Dokumenten anger inte hur många {noun} det rör sig om."
    return None


def uncovered_by_named(evidence: Evidence) -> str | None:
    """An organisation that is asked about must itself speak of the matter."""
    question = evidence.question
    if not (question.answering and question.asks_opinion):
        return None
    own = [
        passage
        for document in evidence.generation.documents.values()
        if document.speaker in question.answering
        for passage in evidence.generation.records.of_document(document.doc)
        if document.kind is Kind.DIGEST or speaks_for_itself(passage)
    ]
    matter = [t for t in _matter(evidence) if t in evidence.generation.lexical]
    held = [_terms(evidence, passage) for passage in own]
    enough = len(matter) < _FEWEST_TERMS and own
    if enough or _coverage(evidence, held) >= LEAST_COVERAGE_NAMED:
        return None
    names = sorted(
        {
            document.organisation or document.title
            for document in evidence.generation.documents.values()
            if document.speaker in question.answering
        }
    )
    return f"Svaret från {' och '.join(names)} tar inte upp det du frågar om."


def uncovered(evidence: Evidence) -> str | None:
    """Where the passages found lack nearly all that the question is about, they are beside it."""
    if evidence.question.answering:
        return None  # uncovered_by_named has looked at all that they say
    held = [_terms(evidence, hit.passage) for hit in evidence.hits[:5]]
    if _coverage(evidence, held) >= LEAST_COVERAGE:
        return None
    missing = missing_words(evidence)
    what = f" Ingenstans nämns: {', '.join(missing)}." if missing else ""
    return f"Dokumenten ger inget svar på det du frågar om.{what}"


RULES: tuple[Callable[[Evidence], str | None], ...] = (
    not_swedish,
    without_matter,
    order_to_invent,
    order_to_calculate,
    nothing_found,
    missing_section,
    unknown_reference,
    unknown_respondent,
    later_year,
    unknown_name,
    unknown_matter,
    later_outcome,
    uncounted,
    uncovered_by_named,
    uncovered,
)


def missing_words(evidence: Evidence) -> list[str]:
    """The question's words that stand nowhere in the documents, as the question writes them."""
    generation = evidence.generation
    return [
        word
        for word in words(evidence.question.text)
        if len(word) > 3
        and (terms := generation.analyzer.word_terms(word))
        and terms[0] not in evidence.question.naming_words
        and not any(term in generation.lexical for term in terms)
    ]


def _coverage(evidence: Evidence, held: Sequence[frozenset[str]]) -> float:
    """Which share of the question's terms, weighted by rarity, stands in these texts: 0 to 1.

    The words that name whom is asked count for nothing.
    """
    lexical = evidence.generation.lexical
    weights = {
        term: weight * lexical.rarity(term) * (1.0 if term in lexical else _UNKNOWN_WEIGHT)
        for term, weight in _matter(evidence).items()
    }
    together = frozenset[str]().union(*held)
    whole = sum(weights.values())
    return sum(weights[term] for term in weights.keys() & together) / whole if whole else 1.0


def _matter(evidence: Evidence) -> dict[str, float]:
    """The question's terms with weights, without those that name whom is asked."""
    question = evidence.question
    weights = term_weights(question.text, evidence.generation.analyzer, 0.5)
    return {t: w for t, w in weights.items() if t not in question.naming_words}


def _said_otherwise(evidence: Evidence, word: str) -> bool:
    """Whether the passages found have a word of the same root or of like meaning."""
    hits = evidence.hits[:5]
    if any(re.search(rf"\b{re.escape(word[:_SAME_ROOT])}", h.passage.text, re.I) for h in hits):
        return True
    return evidence.likeness(word, hits) >= LEAST_LIKENESS


def _of_the_inquiry(evidence: Evidence, name: str) -> bool:
    generation = evidence.generation
    frequency = generation.lexical.frequency(generation.analyzer.stem(name.lower()))
    return frequency > _OF_THE_INQUIRY * generation.manifest.passages


def _terms(evidence: Evidence, passage: Passage) -> frozenset[str]:
    return frozenset(evidence.generation.analyzer.terms(indexed_text(passage)))
