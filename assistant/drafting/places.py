"""Where things stand in a paragraph's text: its sentences, and what it quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.drafting.text import Basis, Paragraph, Sentence

_SIGNS = re.compile(r"[”\"“„»«]|(?<![\w’])[’‘'](?=\w)|(?<=[\w.,!?…])['’](?!\w)")
_SINGLE = "’‘'"
_MARKS = r"(?:\s*\[\d+\])*"


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence as it stands at paragraph.text[start:end], marks aside."""

    sentence: Sentence
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands between quotation marks, `text`; text[start:end] of the whole holds the marks."""

    text: str
    start: int
    end: int


def sentences(paragraph: Paragraph) -> list[Placed]:
    """The sentences of a paragraph with their places; those that share a quote are one."""
    placed: list[Placed] = []
    at = 0
    for sentence in paragraph.said():
        found = _pattern(sentence.text).search(paragraph.text, at)
        start, end = found.span() if found else (at, len(paragraph.text))
        placed.append(Placed(sentence, start, end))
        at = end
    return _with_whole_quotes(placed, quotes(paragraph.text))


def _with_whole_quotes(placed: list[Placed], quoted: Sequence[Quote]) -> list[Placed]:
    whole: list[Placed] = []
    for one in placed:
        before = whole[-1] if whole else None
        if before and any(
            before.start <= q.start < before.end <= one.start < q.end for q in quoted
        ):
            whole[-1] = _together(before, one)
        else:
            whole.append(one)
    return whole


def _together(first: Placed, last: Placed) -> Placed:
    a, b = first.sentence, last.sentence
    sources = tuple(dict.fromkeys((*a.sources, *b.sources)))
    basis = Basis.SOURCE if sources else a.basis
    told = Sentence(
        text=f"{a.text} {b.text}", basis=basis, sources=sources, doubt=a.doubt or b.doubt
    )
    return Placed(told, first.start, last.end)


def quotes(text: str) -> tuple[Quote, ...]:
    """The quotes of a text in order; one within another is part of it."""
    return _read(text)[0]


def unclosed(text: str) -> tuple[int, ...]:
    """Where a quotation mark stands that has no other."""
    return _read(text)[1]


@lru_cache(maxsize=512)
def unquoted(text: str) -> str:
    """A text of the same length where quotes are blank: the words of others are not ours to
    judge."""
    pieces, at = [], 0
    for quote in quotes(text):
        pieces += [text[at : quote.start], " " * (quote.end - quote.start)]
        at = quote.end
    return "".join([*pieces, text[at:]])


@lru_cache(maxsize=512)  # each check reads the same paragraphs anew
def _read(text: str) -> tuple[tuple[Quote, ...], tuple[int, ...]]:
    """The outermost quotes, and the marks that are left over.

    Swedish marks look alike at both ends, so whether one opens is told by what stands around it.
    """
    found: list[Quote] = []
    open_: list[re.Match[str]] = []
    lone: list[int] = []
    for sign in _SIGNS.finditer(text):
        is_single = sign.group() in _SINGLE
        if _opens(text, sign, bool(open_)):
            open_.append(sign)
            continue
        while open_ and not is_single and open_[-1].group() in _SINGLE:
            open_.pop()  # it was an apostrophe
        if open_ and (open_[-1].group() in _SINGLE) == is_single:
            first = open_.pop()
            if not open_:
                found.append(Quote(text[first.end() : sign.start()], first.start(), sign.end()))
        elif not is_single:
            lone.append(sign.start())
    lone += [sign.start() for sign in open_ if sign.group() not in _SINGLE]
    return tuple(found), tuple(sorted(lone))


def _opens(text: str, sign: re.Match[str], is_inside: bool) -> bool:
    before, after = text[: sign.start()][-1:], text[sign.end() :][:1]
    if before and not before.isspace() and before not in "([–—/":
        return not is_inside and bool(re.match(r"\w", after))
    return not is_inside or bool(after and not after.isspace() and after not in ".,;:!?)]")


def _pattern(text: str) -> re.Pattern[str]:
    """A sentence's words, between which marks and any white space may stand."""
    pieces = []
    for word in text.split():
        bare = word.rstrip(".!?…:")
        pieces.append(re.escape(bare) + _MARKS + re.escape(word[len(bare) :]))
    return re.compile(rf"{_MARKS}\s+".join(pieces))
