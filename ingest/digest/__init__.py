"""Checking a digest against what it retells: facts carry over exactly, whatever the words."""

from ingest.digest.check import Check, Finding, check_digest

__all__ = ["Check", "Finding", "check_digest"]
