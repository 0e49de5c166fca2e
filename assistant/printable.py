"""Text of any origin made fit for a file: without control characters, and harmless in Markdown."""

from __future__ import annotations

import re

_TO_ESCAPE = r"\`*_{}[]<>#|~&"
_AT_THE_START = re.compile(r"^(?:[-+=:]|\d{1,9}(?=[.)](?:\s|$)))")  # of a list, or under a heading


def printable(text: str) -> str:
    """Text without the characters that neither Word nor Markdown can hold: control characters,
    halves of a pair, those that have no meaning. Space of other kinds becomes a plain one."""
    return "".join(_shown(sign) for sign in text)


def one_line(text: str) -> str:
    """Printable text with single spaces and no line ends."""
    return " ".join(printable(text).split())


def shortened(text: str, longest: int) -> str:
    """One line of at most so many characters, cut between two words where it can be."""
    line = one_line(text)
    if len(line) <= longest:
        return line
    head = line[: longest - 1]
    whole = head.rpartition(" ")[0] if line[longest - 1] != " " else head
    return f"{(whole or head).rstrip(' ,;:–-')}…"


def markdown(text: str) -> str:
    """One line in which no sign means anything to Markdown."""
    line = "".join(f"\\{sign}" if sign in _TO_ESCAPE else sign for sign in one_line(text))
    return _AT_THE_START.sub(_escaped_start, line)


def _escaped_start(found: re.Match[str]) -> str:
    start = found.group()
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def _shown(sign: str) -> str:
    if sign.isprintable() or sign in "\n\t":
        return sign
    return " " if sign.isspace() else ""
