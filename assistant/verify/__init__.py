"""Checks a sentence against the passages it cites, whoever wrote it."""

from assistant.verify.entailment import Entailment, open_entailment
from assistant.verify.request import BadRequests, Place, Request, read_requests
from assistant.verify.source import Source
from assistant.verify.verdict import Level, Verdict, weakest
from assistant.verify.verifier import Verifier

__all__ = [
    "BadRequests",
    "Entailment",
    "Level",
    "Place",
    "Request",
    "Source",
    "Verdict",
    "Verifier",
    "open_entailment",
    "read_requests",
    "weakest",
]
