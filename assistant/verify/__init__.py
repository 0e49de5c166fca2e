"""Checks a sentence against the passages it cites, whoever wrote it."""

from assistant.verify.source import Source
from assistant.verify.verdict import Level, Verdict
from assistant.verify.verifier import Verifier

__all__ = ["Level", "Source", "Verdict", "Verifier"]
