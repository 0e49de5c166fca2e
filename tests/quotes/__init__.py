"""Edits of quotes, and how many of them the check of a draft notices."""

from tests.quotes.edits import EDITS
from tests.quotes.trying import Tried, false_alarms, quotable, tried

__all__ = ["EDITS", "Tried", "false_alarms", "quotable", "tried"]
