"""The references of a text: acts, paragraphs of law, reports, bills, sections, directives."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_NUMBERED = re.compile(
    r"\b(SOU|Ds|prop\.?|skr\.?|bet\.?|dir\.?|SFS)\s*(\d{4}(?:/\d{2,4})?:\w+)", re.I
)
_ACT_NUMBER = re.compile(r"\b(\d{4}:\d+)\b")
_PARAGRAPHS = re.compile(
    r"\b(?P<list>\d{1,3} ?[a-z]?(?:(?: ?[–-] ?|, | och | respektive )\d{1,3} ?[a-z]?)*) ?§§?",
    re.I,
)
_CHAPTER = re.compile(r"\b(\d{1,2}) ?(?:kap\b\.?|kapitlet\b)|\bkap(?:itel|\.)? (\d{1,2})\b", re.I)
_SECTION = re.compile(r"\b(?:avsnitt(?:et|en)?|punkt(?:en)?) (\d{1,2}(?:\.\d{1,2}){0,3})\b", re.I)
_ACT = re.compile(
    r"\b([a-zåäö]*(?:lag|balk|förordning|stadga)(?:en|s|ens)?)\b(?! om\b)"
    r"|\b(lagen|förordningen) (om (?:[a-zåäö]+ ){0,3}[a-zåäö]+)",
    re.I,
)
# Words that end like an act's name and are none ("förslag", "bolag"), and bare "lagen".
_NO_ACT = re.compile(
    r"^(?:lag|lagen|lagens|förordning(?:en|ens)?|balken|stadgan|"
    r"\w*(?:förs|ins|ans|bes|avs|uts|upps|genoms|under|upp|arbets|bo|på|veder|neder|släkt)lag\w*)$"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What is referred to. Equal keys are one place however they are written."""

    key: str
    text: str
    start: int
    end: int


def references(text: str) -> list[Reference]:
    """The references of a text, each once."""
    found = [
        Reference(key, match.group(), *match.span())
        for pattern, keys in _KEYS
        for match in pattern.finditer(text)
        for key in keys(match)
    ]
    unique = {reference.key: reference for reference in reversed(found)}
    return list(unique.values())[::-1]


def _paragraphs(match: re.Match[str]) -> list[str]:
    return [f"§ {n.replace(' ', '')}" for n in re.findall(r"\d+(?: ?[a-z]\b)?", match["list"])]


def _act(match: re.Match[str]) -> list[str]:
    """An act's name without its inflection: "kommunallagens" is "kommunallag"."""
    name = (match[1] or match[3]).lower()
    return [] if _NO_ACT.match(name) else [re.sub(r"(?<=[gka])(?:ens|en|s|ns|n)$", "", name)]


_KEYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[str]]], ...] = (
    (_NUMBERED, lambda m: [m[2].lower()]),
    (_ACT_NUMBER, lambda m: [m[1]]),
    (_SECTION, lambda m: [f"avsnitt {m[1]}"]),
    (_PARAGRAPHS, _paragraphs),
    (_CHAPTER, lambda m: [f"kap {m[1] or m[2]}"]),
    (_ACT, _act),
)
