"""Lets a language model write answers, and checks every sentence of them."""

from assistant.writer.choice import Choice, choice_of
from assistant.writer.composition import Checker
from assistant.writer.guard import Guard
from assistant.writer.problem import ModelProblem, NeedsConsent
from assistant.writer.writer import Writer, Written

__all__ = [
    "Checker",
    "Choice",
    "Guard",
    "ModelProblem",
    "NeedsConsent",
    "Writer",
    "Written",
    "choice_of",
]
