"""Checking a digest against what it retells: facts carry over exactly, whatever the words."""

from ingest.digest.check import Check, Finding, as_json, as_line, as_text, check_digest, left_out

__all__ = ["Check", "Finding", "as_json", "as_line", "as_text", "check_digest", "left_out"]
