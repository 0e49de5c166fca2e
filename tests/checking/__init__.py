"""Measuring the checks of drafts: altered quotes, and advice on language."""
