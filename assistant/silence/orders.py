"""Questions that no document answers, whatever it says."""

from __future__ import annotations

import re

from assistant.silence.evidence import Evidence
from ingest.index import STOP_WORDS, words

_TO_INVENT = re.compile(
    r"\b(?:ignorera|strunta i|bortse från|glöm)\b.{0,40}"
    r"\b(?:dokument\w*|käll\w*|instruktion\w*|betänkande\w*|text\w*)"
    r"|\b(?:egen kunskap|du själv (?:vet|tror|tycker)|det du vet själv|vad du (?:tror|tycker)|"
    r"tror du|tycker du|hitta på|dikta|påhitta\w*|uppdikta\w*|fejka\w*|låtsas)\b",
    re.IGNORECASE,
)
# What is to be done for the asker, rather than told; "ge exempel" and "lista" ask for an answer.
_TO_ACT = re.compile(
    r"^(?:(?:kan|skulle|vill) (?:du|ni)(?: kunna)? )?(?:snälla )?"
    r"(?:boka|beställ|skicka|mejla|maila|ring|skriv|författa|översätt|rita|köp|anmäl|påminn)a?\b"
    r"(?! ut\b)",
    re.IGNORECASE,
)
# A thing that the asker hopes we have at hand; "har ni något om ..." asks for an answer.
_TO_HAND_OVER = re.compile(
    r"^har (?:du|ni) (?:(?:en|ett|nån|någon|nåt|något)\b(?! om\b))\W*(?P<what>[^?.,]*)",
    re.IGNORECASE,
)
_TO_CALCULATE = re.compile(r"\b(?:räkna ut|beräkna|kalkylera)\b", re.IGNORECASE)
_ENGLISH = frozenset(
    "the what does do is are of and about how why who which where when should would could it its "
    "from with by was were has have had this that these their there can".split()
)


def not_swedish(evidence: Evidence) -> str | None:
    """A question in English would be matched by names alone, and answered beside the point."""
    asked = words(evidence.text)
    english = sum(word in _ENGLISH for word in asked)
    if english >= 2 and english > sum(word in STOP_WORDS for word in asked):
        return "Frågan verkar vara på engelska. Ställ den på svenska, som dokumenten är skrivna på."
    return None


def without_matter(evidence: Evidence) -> str | None:
    """A greeting, or function words alone, ask for nothing that can be looked up."""
    if evidence.matter.weights or evidence.question.named or evidence.question.sections:
        return None
    return "Frågan säger inte vad den gäller. Skriv vad du vill veta, till exempel ett förslag."


def order_to_invent(evidence: Evidence) -> str | None:
    """An order to leave the documents aside is declined: we answer from nothing else."""
    if _TO_INVENT.search(evidence.text):
        return "Jag svarar bara ur dokumenten, och kan inte lägga dem åt sidan."
    return None


def order_to_act(evidence: Evidence) -> str | None:
    """Letters, bookings and forms are not made by answering a question."""
    handed = _TO_HAND_OVER.search(evidence.text)
    if _TO_ACT.search(evidence.text) or handed:
        return "Här kan jag bara svara på frågor om vad dokumenten säger."
    return None


def order_to_calculate(evidence: Evidence) -> str | None:
    """A sum over the reader's own figures stands in no document."""
    if _TO_CALCULATE.search(evidence.text):
        return "Jag återger vad dokumenten säger och räknar inte på egna uppgifter."
    return None


def nothing_found(evidence: Evidence) -> str | None:
    """Not one passage shares a term with the question, so nothing can be quoted."""
    return None if evidence.hits else "Inget i dokumenten handlar om det du frågar om."
