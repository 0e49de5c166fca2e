"""Quotes: words in quotation marks must stand in a cited passage, exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.verify.source import Source
from assistant.verify.verdict import Level, Objection

_QUOTE = re.compile(r"[”\"“»]([^”\"“»«]+)[”\"“«»]")
_HYPHEN = r"(?:[-\u00ad]\s*\n\s*)?"
_GAPS = re.compile(r"[\s\u00ad-]+")
_NEARLY = 0.8  # of the words in the same order; below that it is another sentence
_FEWEST_WORDS = 4  # of a quote that can be mended; a shorter one is too like too much


@dataclass(frozen=True, slots=True)
class CheckedQuotes:
    """What the check of a sentence's quotes found. `mended` is None where nothing was mended."""

    objections: tuple[Objection, ...] = ()
    mended: str | None = None


def check_quotes(sentence: str, sources: Sequence[Source]) -> CheckedQuotes:
    """Each quote must stand in a cited passage, word for word; one nearly so is mended.

    A digest's words are ours, so they can never be quoted as somebody's.
    """
    objections: list[Objection] = []
    mended = sentence
    for match in _QUOTE.finditer(sentence):
        quote = match[1].strip(" .,;:")
        if not quote or any(stands_in(quote, s.text) for s in sources if not s.is_digest):
            continue
        if any(stands_in(quote, s.text) for s in sources):
            objections.append(Objection(Level.UNSUPPORTED, _DIGEST.format(quote=short(quote))))
            continue
        nearest = _nearest(quote, [s.text for s in sources if not s.is_digest])
        if nearest is None:
            objections.append(Objection(Level.UNSUPPORTED, _ABSENT.format(quote=short(quote))))
        else:
            objections.append(Objection(Level.PARTLY, _MENDED.format(true=nearest)))
            mended = mended.replace(quote, nearest)
    return CheckedQuotes(tuple(objections), mended if mended != sentence else None)


_ABSENT = "Citatet ”{quote}” står inte i det citerade stycket."
_DIGEST = "”{quote}” är ord ur vårt referat och får inte stå som citat."
_MENDED = "Citatet avviker från källan, där det står ”{true}”."


def stands_in(piece: str, text: str) -> bool:
    """Whether words stand in a text exactly, white space and line-break hyphens aside."""
    if _letters(piece) not in _letters(text):
        return False
    words = [_HYPHEN.join(map(re.escape, word)) for word in piece.split()]
    start = r"(?<!\w)" if piece[:1].isalnum() else ""
    end = r"(?!\w)" if piece[-1:].isalnum() else ""
    return bool(words) and bool(re.search(start + r"\s+".join(words) + end, text))


@lru_cache(maxsize=512)
def _letters(text: str) -> str:
    """A text without white space and hyphens, which is quick to look for pieces in."""
    return _GAPS.sub("", text)


def short(text: str) -> str:
    """A text short enough to stand in a reason."""
    words = text.split()
    return " ".join(words) if len(words) <= 12 else f"{' '.join(words[:10])} …"


def _nearest(quote: str, texts: Sequence[str]) -> str | None:
    """The span of the texts that a quote nearly is, None where there is none."""
    wanted = quote.split()
    if len(wanted) < _FEWEST_WORDS:
        return None
    best, span = _NEARLY, None
    for text in texts:
        held = text.split()
        matcher = SequenceMatcher(None, _plain(held), _plain(wanted), autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        if not blocks:
            continue
        longest = max(blocks, key=lambda block: block.size)
        first = max(0, longest.a - longest.b)
        last = min(len(held), first + len(wanted) + 2)
        around = SequenceMatcher(None, _plain(held[first:last]), _plain(wanted), autojunk=False)
        matched = [block for block in around.get_matching_blocks() if block.size]
        share = sum(block.size for block in matched) / len(wanted)
        if share >= best:
            end = (
                matched[-1].a + matched[-1].size + len(wanted) - (matched[-1].b + matched[-1].size)
            )
            best, span = share, " ".join(held[first + matched[0].a : first + end])
    return span.strip(" .,;:") if span else None


def _plain(words: Sequence[str]) -> list[str]:
    return [word.lower().strip(".,;:()") for word in words]
