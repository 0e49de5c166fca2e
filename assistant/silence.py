"""When the documents do not answer: rules that tell, and words for what is missing.

Each rule is a small function that returns one Swedish sentence, or None where it has nothing to
object. The first that objects decides. An official signs what we write, so an answer beside the
question does more harm than an honest gap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.question import Question, term_weights
from assistant.search import Hit
from ingest.index import Generation, Kind, words

_ORDER_TO_INVENT = re.compile(
    r"\b(?:ignorera|strunta i|bortse från|glöm)\b.{0,40}\b(?:dokument\w*|käll\w*|instruktion\w*)"
    r"|\b(?:egen kunskap|du själv vet|det du vet själv|hitta på)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(r"\b(?:remiss\w*|yttrande\w*|svara(?:de|r|t)|yttra\w*)\b", re.IGNORECASE)

# A body that can answer a remiss: an abbreviation, or a name that says what it is.
_BODY = re.compile(
    r"\b(?:[A-ZÅÄÖ]{3,6}|[A-ZÅÄÖ][a-zåäö]+s? (?:kommun|stad|landsting|riksförbund|"
    r"förbund|universitet)|Region [A-ZÅÄÖ][a-zåäö]+|[A-ZÅÄÖ][a-zåäö]+(?:myndigheten|verket|inspektionen|kontoret|"
    r"styrelsen|rådet|förbundet|ombudsmannen|nämnden)|[a-zåäö]+nämnden i [a-zåäö]+|"
    r"(?<=\s)[A-ZÅÄÖ][a-zåäö]{4,})\b"
)
LEAST_COVERAGE = 0.45  # of the question's terms, by rarity, in the passages found
LEAST_COVERAGE_NAMED = 0.4  # the same within the documents of the organisation asked about


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules look at."""

    question: Question
    hits: Sequence[Hit]
    generation: Generation


def silence(evidence: Evidence) -> str | None:
    """Why the documents do not answer, as a Swedish sentence; None where they may."""
    for rule in RULES:
        reason = rule(evidence)
        if reason:
            return reason
    return None


def order_to_invent(evidence: Evidence) -> str | None:
    """An order to leave the documents aside is declined: we answer from nothing else."""
    if _ORDER_TO_INVENT.search(evidence.question.text):
        return "Jag svarar bara ur dokumenten, och kan inte lägga dem åt sidan."
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
    if question.answering or not _ANSWERED.search(question.text):
        return None
    titles = " ".join(document.title for document in evidence.generation.documents.values())
    for match in _BODY.finditer(question.text):
        name = match.group()
        if name not in titles and not _ANSWERED.match(name):
            return f"{name} finns inte bland remissvaren här."
    return None


def later_year(evidence: Evidence) -> str | None:
    """A year that none of the passages found mentions points to events they do not know."""
    for year in evidence.question.years:
        if not any(str(year) in hit.passage.text for hit in evidence.hits):
            return f"Dokumenten säger inget om detta för år {year}."
    return None


def uncovered_by_named(evidence: Evidence) -> str | None:
    """An organisation that is asked about must itself speak of the matter."""
    question = evidence.question
    if not question.answering:
        return None
    own = [hit for hit in evidence.hits if _speaker(hit) in question.answering]
    if coverage(evidence, own, 3) >= LEAST_COVERAGE_NAMED:
        return None
    names = sorted(
        document.organisation or document.title
        for document in evidence.generation.documents.values()
        if document.doc in question.answering and document.kind is Kind.RESPONSE
    )
    return f"Svaret från {' och '.join(names)} tar inte upp det du frågar om."


def uncovered(evidence: Evidence) -> str | None:
    """Where the passages found lack much of what the question is about, they are beside it."""
    if coverage(evidence, evidence.hits, 5) >= LEAST_COVERAGE:
        return None
    missing = missing_words(evidence)
    what = f" Ingenstans nämns: {', '.join(missing)}." if missing else ""
    return f"Dokumenten ger inget svar på det du frågar om.{what}"


RULES: tuple[Callable[[Evidence], str | None], ...] = (
    order_to_invent,
    nothing_found,
    missing_section,
    unknown_respondent,
    later_year,
    uncovered_by_named,
    uncovered,
)


def coverage(evidence: Evidence, hits: Sequence[Hit], most: int) -> float:
    """Which share of the question's terms, weighted by rarity, the best passages hold: 0 to 1.

    The words that name whom is asked count for nothing. The share of the best single passage and
    that of all together count half each: an answer stands in one place, with help around it.
    """
    generation, question = evidence.generation, evidence.question
    weights = {
        term: weight * generation.lexical.rarity(term)
        for term, weight in term_weights(question.text, generation.analyzer, 0.5).items()
        if term not in question.naming_words
    }
    whole = sum(weights.values())
    if not whole or not hits:
        return 0.0
    held = [
        set(generation.analyzer.terms(hit.passage.context + " " + hit.passage.text))
        for hit in hits[:most]
    ]
    single = max(sum(weights[t] for t in weights.keys() & terms) for terms in held)
    together = sum(weights[t] for t in weights.keys() & set().union(*held))
    return (single + together) / 2 / whole


def missing_words(evidence: Evidence) -> list[str]:
    """The question's words that stand nowhere in the documents, as the question writes them."""
    generation = evidence.generation
    return [
        word
        for word in words(evidence.question.text)
        if len(word) > 3
        and (terms := generation.analyzer.word_terms(word))
        and not any(term in generation.lexical for term in terms)
    ]


def _speaker(hit: Hit) -> str:
    return hit.document.about or hit.document.doc
