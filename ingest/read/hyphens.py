"""Joining printed lines into running text."""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"

# A hyphen before one of these words is held in suspense ("hälso- och sjukvård") and stays.
_SUSPENDING = {"och", "eller", "samt", "men", "respektive", "till", "såväl", "resp", "som", "i"}

_BROKEN_WORD = re.compile(r"[a-zåäöé]-$")


def join_lines(lines: list[str]) -> str:
    """Join the lines of one paragraph, mending words that were divided at the line's end."""
    text = ""
    for line in (" ".join(raw.replace(SOFT_HYPHEN, "").split()) for raw in lines):
        if not line:
            continue
        if not text:
            text = line
        elif _BROKEN_WORD.search(text) and _continues_word(line):
            text = text[:-1] + line
        elif text.endswith("-") and line[0].islower() and _continues_word(line):
            text += line  # "IVO-" + "tillsyn": the hyphen is the word's own
        else:
            text += " " + line
    return text


def _continues_word(line: str) -> bool:
    first = re.match(r"\w+", line)
    return bool(first and line[0].islower() and first.group().lower() not in _SUSPENDING)
