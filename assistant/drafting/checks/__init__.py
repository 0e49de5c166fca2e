"""Checks of a draft before it is exported, each remark with its place and a way to mend it."""

from assistant.drafting.checks.check import check, confirmed, mended

__all__ = ["check", "confirmed", "mended"]
