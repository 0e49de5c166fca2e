"""Answers questions from an index, every statement with the place it stands in."""

from assistant.answer import Answer, Citation, Statement, Voice, as_json
from assistant.question import Filters, QuestionProblem
from assistant.service import Assistant, Context

__all__ = [
    "Answer",
    "Assistant",
    "Citation",
    "Context",
    "Filters",
    "QuestionProblem",
    "Statement",
    "Voice",
    "as_json",
]
