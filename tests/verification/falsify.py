"""Making sentences by rule from one that stands in a document: false ones, and true ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

_NUMBER = re.compile(r"(?<![\d.,:/–-])\d{1,3}(?: \d{3})*(?![\d.,:/–-]|\w)|\b(?:19|20)\d\d\b(?!:)")
_WORDS = ["två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "femton"]
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")
_ACTORS = [
    ("regeringen", "kommunerna"), ("Regeringen", "Kommunerna"), ("regeringens", "kommunernas"),
    ("kommuner och landsting", "länsstyrelser och domstolar"),
    ("Kommuner och landsting", "Länsstyrelser och domstolar"),
    ("kommunerna", "regeringen"), ("Kommunen", "Regeringen"), ("kommunen", "regeringen"),
    ("kommuner", "företag"), ("staten", "regionerna"), ("Staten", "Regionerna"),
    ("landstinget", "regeringen"), ("Landstinget", "Regeringen"), ("landstingen", "domstolarna"),
    ("regionerna", "länsstyrelserna"), ("Regionen", "Regeringen"), ("landsting", "domstolar"),
    ("chefer", "politiker"), ("Chefer", "Politiker"), ("chefens", "patientens"),
    ("medarbetare", "politiker"), ("Medarbetare", "Politiker"), ("personalen", "patienterna"),
    ("Personalen", "Patienterna"), ("patienter", "läkare"), ("Patienterna", "Läkarna"),
    ("kvinnor", "män"), ("forskare", "poliser"), ("hushåll", "företag"),
    ("inspektörer", "rektorer"), ("Inspektörernas", "Rektorernas"), ("medborgaren", "regeringen"),
    ("medborgare", "politiker"), ("Kommun", "Stat"),
]  # fmt: skip
_VERB = re.compile(
    r"\b(?:ska|skulle|bör|kan|får|är|har|måste|behöver|var|hade|utgör|innebär|består|drar|"
    r"tillstyrker|anser|delar|saknar|handlar|gäller|präglas|leder|ger|beräknas|visade|svarade|"
    r"krävs|beror|minskade|ökade|kostade|löste|föreslår|rekommenderar|behövs|bygger)\b"
)
_LINK = re.compile(
    r"(?:,)? (?:för att|eftersom|genom att|så att|när|medan|vilket|som|om|men|utan att|och att|"
    r"jämfört med|till|genom|inom|med) "
)
_LAWS = ["socialtjänstlagen", "skollagen", "förvaltningslagen", "kommunallagen", "arbetsmiljölagen"]


def pick(key: str, most: int) -> int:
    """A number from 0 to most - 1 that a text decides, the same on every run."""
    return crc32(key.encode()) % most


def changed_number(sentence: str) -> str | None:
    """With one of its numbers changed."""
    match = _NUMBER.search(sentence)
    if match:
        old = match.group()
        value = int(old.replace(" ", ""))
        new = value + 4 if 1900 <= value <= 2100 else value * 3 + 7
        return sentence[: match.start()] + str(new) + sentence[match.end() :]
    match = _WORD.search(sentence)
    if not match:
        return None
    new_word = _WORDS[(_WORDS.index(match.group()) + 5) % len(_WORDS)]
    return sentence[: match.start()] + new_word + sentence[match.end() :]


def borrowed_number(sentence: str, passage: str) -> str | None:
    """With one of its numbers changed for another of its passage."""
    match = _NUMBER.search(sentence)
    others = [n for n in _NUMBER.findall(passage) if n not in sentence]
    if not match or not others:
        return None
    return sentence[: match.start()] + others[0] + sentence[match.end() :]


def changed_actor(sentence: str) -> str | None:
    """With one actor in place of another, of the same form."""
    for old, new in _ACTORS:
        match = re.search(rf"(?<!\w){old}(?!\w)", sentence)
        if match:
            return sentence[: match.start()] + new + sentence[match.end() :]
    return None


def negated(sentence: str) -> str | None:
    """With its "inte" gone, or one put after its first verb."""
    if re.search(r"\binte\b", sentence):
        return " ".join(re.sub(r"\binte\b", "", sentence, count=1).split())
    match = _VERB.search(sentence)
    if not match:
        return None
    return f"{sentence[: match.end()]} inte{sentence[match.end() :]}"


def wrong_organisation(sentence: str, other: str) -> str:
    """Given as another organisation's view."""
    return f"Enligt {other} {inner(sentence)}"


def merged(sentence: str, other: str) -> str | None:
    """Its beginning, and the end of another sentence from the link on."""
    ours, theirs = _link(sentence), _link(other)
    if ours is None or theirs is None:
        return None
    return sentence[: ours.start()] + other[theirs.start() :]


def _link(sentence: str) -> re.Match[str] | None:
    """The link nearest to the middle, with three words or more on both sides."""
    links = [
        match
        for match in _LINK.finditer(sentence)
        if len(sentence[: match.start()].split()) >= 3 and len(sentence[match.end() :].split()) >= 3
    ]
    return min(links, key=lambda m: abs(m.start() - len(sentence) / 2), default=None)


def invented_paragraph(sentence: str) -> str:
    """As if it stood in a paragraph of law."""
    n = pick(sentence, 60)
    claim = inner(sentence).removeprefix("att ")
    return f"Enligt {n % 14 + 2} kap. {n + 3} § {_LAWS[n % len(_LAWS)]} gäller att {claim}"


def quoted(sentence: str, speaker: str) -> str:
    """As somebody's words in quotation marks."""
    return f"{speaker} skriver: ”{sentence.rstrip('.')}”."


def attributed(sentence: str, speaker: str) -> str:
    """As what somebody says."""
    return f"Enligt {inner(speaker)} {inner(sentence)}"


def cut(sentence: str) -> str | None:
    """Without what stands in parentheses, or after the last comma where much stands before it."""
    without = " ".join(re.sub(r"\s*\([^)]*\)", "", sentence).split())
    if without != sentence:
        return without
    head, comma, tail = sentence.rpartition(", ")
    if comma and len(head.split()) >= 6 and not re.match(r"(?:men|utan|inte|om|trots)\b", tail):
        return f"{head}."
    return None


def joined(sentence: str, other: str) -> str:
    """Two sentences of two places as one."""
    return f"{sentence.rstrip('.')}, medan {inner(other)}"


def inner(sentence: str) -> str:
    """As it stands inside a sentence."""
    first = sentence.split(maxsplit=1)[0]
    proper = first.isupper() or first in _PROPER
    return sentence if proper else sentence[:1].lower() + sentence[1:]


_PROPER: Sequence[str] = (
    "Vindelby", "Region", "Norra", "Stockholms", "Linköpings", "Farsta", "Landstinget",
    "Statskontoret", "Skolinspektionen", "Serviceverket", "Tillitsdelegationen", "Moberg",
)  # fmt: skip
