"""Whether what was found is about what is asked."""

from __future__ import annotations

import re

from assistant.question import asks_number
from assistant.silence.evidence import Evidence
from assistant.stance import speaks_in
from ingest.index import Kind, words

# The endings of words that only tell how something is done ("slopade", "skruvar", "duger"): that
# the documents put it otherwise says nothing of what they are about.
_VERBAL = re.compile(r"(?:ade|ades|ats|as|at|ande|igt|it|a)$|^.{,9}(?:ar|er)$")
# Words for anything and anyone, which a document may well do without.
_GENERAL = frozenset(
    "människa människor människan personer personen samhälle samhället sverige exempel situation "
    "situationen problem problemet möjligheter anledning anledningen skillnad skillnaden "
    "respektive jämförelse jämförelsevis".split()
)
_SPECIFIC = 8  # letters; shorter unknown words are mostly colloquial turns
_SAME_ROOT = 6  # letters that an unknown word has in common with a word of like meaning,
_SAME_SHARE = 0.6  # and which share of its letters
_UNKNOWN_WEIGHT = 0.5  # of a word that stands nowhere: often only a colloquial turn
_OPINION = re.compile(
    r"\b(?:tyck\w*|ans(?:e|å)\w*|ställ\w* sig|(?:till|av)styrk\w*|invänd\w*|emot|"
    r"ser (?:\w+ ){0,5}på|bedöm\w*|säger?|vill|kommentera\w*|positiv\w*|kritisk\w*|håller)\b",
    re.IGNORECASE,
)
# Words for the answering itself, which tell nothing of its matter.
_ACT = (
    "svar svarar yttrande yttrandet remissvar remiss synpunkter förslag förslaget tillstyrker "
    "avstyrker anser tycker ställer bedömer själv utredningen emot"
)

_FEWEST_TERMS = 3  # a question of fewer says too little of its matter to miss it,
# unless it asks for a position.
_POSITION = re.compile(r"\b(?:(?:till|av)styrk\w*|emot|ställ\w* sig|motsätt\w*)\b", re.IGNORECASE)
LEAST_HELD = 0.5  # of the matter, by the passage that holds most; else it is only colloquial


def unknown_matter(evidence: Evidence) -> str | None:
    """A specific noun that stands nowhere, with nothing like it in what was found: the question
    is about a neighbouring subject that the documents leave out."""
    for word in evidence.missing_words():
        if _is_specific(word) and not _said_otherwise(evidence, word):
            return f"Dokumenten säger inget om {word}."
    return None


def unknown_compound(evidence: Evidence) -> str | None:
    """A compound that stands nowhere, and whose parts nowhere stand together: the documents know
    of offices and of trust, but not of a trust office."""
    for word in words(evidence.text):
        whole, *parts = evidence.generation.analyzer.word_terms(word) or [""]
        if not parts or whole in evidence.generation.lexical or not _is_specific(word):
            continue
        together = any(held.issuperset(parts) for _, held in evidence.breaths)
        if not together and evidence.likeness(word, evidence.hits[:5]) < evidence.limits.compound:
            return f"Dokumenten säger inget om {word}."
    return None


def silent_on_it(evidence: Evidence) -> str | None:
    """An organisation whose view is asked for must itself take a view on the matter, not only
    retell the inquiry's."""
    question = evidence.question
    if not (question.answering and question.asks_opinion and _OPINION.search(evidence.text)):
        return None
    matter = evidence.matter.without(evidence.stems(_ACT))
    says_little = len(matter.weights) < _FEWEST_TERMS and not _POSITION.search(evidence.text)
    most = float(evidence.share(matter).max())
    if says_little or most < LEAST_HELD:
        return None
    own = max((matter.share(terms) for terms in _own_views(evidence)), default=0.0)
    if own >= evidence.limits.own * most:
        return None
    return f"Svaret från {evidence.asked_names} tar inte upp det du frågar om."


def uncovered(evidence: Evidence) -> str | None:
    """Where the passages found lack nearly all that the question is about, they are beside it."""
    if evidence.question.answering:
        return None  # silent_on_it has looked at all that they say
    lexical = evidence.generation.lexical
    weights = {
        term: weight * (1.0 if term in lexical else _UNKNOWN_WEIGHT)
        for term, weight in evidence.matter.weights.items()
    }
    together = frozenset[str]().union(*(reading.whole for reading in evidence.readings[:5]))
    held = sum(weight for term, weight in weights.items() if term in together)
    if not weights or held >= evidence.limits.coverage * sum(weights.values()):
        return None
    missing = evidence.missing_words()
    what = f" Ingenstans nämns: {', '.join(missing)}." if missing else ""
    return f"Dokumenten ger inget svar på det du frågar om.{what}"


def _own_views(evidence: Evidence) -> list[frozenset[str]]:
    """The terms of what those who are asked about say themselves, with what stands around it."""
    views = []
    for document in evidence.asked:
        passages = evidence.generation.records.of_document(document.doc)
        for reading in evidence.reader.read(list(passages)):
            if document.kind is Kind.DIGEST:
                views.append(reading.whole)
                continue
            for number, text in enumerate(reading.texts):
                if speaks_in(text):
                    around = reading.terms[max(0, number - 2) : number + 2]
                    views.append(frozenset[str]().union(*around))
    return views


def _is_specific(word: str) -> bool:
    """Whether a word tells what a question is about, rather than how it is put."""
    colloquial = len(word) < _SPECIFIC or _VERBAL.search(word) or word in _GENERAL
    return not colloquial and not asks_number(word)


def _said_otherwise(evidence: Evidence, word: str) -> bool:
    """Whether the passages found have a word of the same root or of like meaning."""
    hits = evidence.hits[:5]
    # Compounds may be written apart, or with a hyphen.
    root = r"[\s-]?".join(word[: max(_SAME_ROOT, round(_SAME_SHARE * len(word)))])
    if any(re.search(rf"\b{root}", hit.passage.text, re.IGNORECASE) for hit in hits):
        return True
    return evidence.likeness(word, hits) >= evidence.limits.likeness
