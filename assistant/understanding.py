"""How a question was understood, in words for those who wonder why they got this answer."""

from __future__ import annotations

from assistant.answer import Understood
from assistant.question import Question
from assistant.silence import Evidence
from ingest.index import STOP_WORDS, words


def understood(evidence: Evidence) -> Understood:
    """What a question was taken to ask for, about whom and when, and what was not looked for."""
    question = evidence.question
    named = [d for d in evidence.documents if d.speaker in question.named]
    own = [document.organisation or document.title for document in named if not document.about]
    return Understood(
        asks_for=_asked_for(question),
        names=tuple(dict.fromkeys(own)),
        sections=question.sections,
        years=question.years,
        unknown_words=tuple(evidence.missing_words()),
        left_out=tuple(dict.fromkeys(w for w in words(question.text) if w in STOP_WORDS)),
    )


def _asked_for(question: Question) -> str:
    kinds = (
        (question.asks_opinion and bool(question.answering), "vad någon svarade eller anser"),
        (question.asks_money, "ett belopp"),
        (question.asks_number, "en siffra"),
        (question.asks_reason, "ett skäl"),
        (question.asks_definition, "vad något är eller betyder"),
        (question.asks_time, "en tidpunkt"),
    )
    return next((what for applies, what in kinds if applies), "en uppgift")
