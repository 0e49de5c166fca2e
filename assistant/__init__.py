"""Answers questions from an index, every statement with the place it stands in."""

from assistant.answer import Answer, Citation, Statement, Voice, as_json
from assistant.followup import Exchange
from assistant.question import EVERYTHING, Filters, QuestionProblem
from assistant.service import Assistant, Context

__all__ = [
    "EVERYTHING",
    "Answer",
    "Assistant",
    "Citation",
    "Context",
    "Exchange",
    "Filters",
    "QuestionProblem",
    "Statement",
    "Voice",
    "as_json",
]
