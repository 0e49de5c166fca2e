"""The official's own points, a keyword or a sentence each, as sentences.

Nothing is added that the official did not write. Where no pattern fits for certain, the words
stand after a colon, which is right for a phrase and for a clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.drafting.clauses import capital, ended, has_verb, is_verb, joined

ANNOUNCED = "vill framhålla följande:"
_PREFIX = re.compile(
    r"(risk(?:er)?|krav|vill|önskemål|villkor|förutsättning|fråg(?:a|or)|exempel|t\.?ex\.?|för|emot|mot)"
    r"\s*:\s*",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"(?:därför att|eftersom|för att|då)\s+(?=\S)", re.IGNORECASE)
_RISK = re.compile(r"(?:risk|risken)\s+(?=(?:för|att)\b)", re.IGNORECASE)
_ASKS = re.compile(r"(?:hur|vem|vad|när|var|varför|vilken|vilket|vilka)\b", re.IGNORECASE)
_WITHOUT_SUBJECT = ("saknas", "finns", "behövs", "krävs")
# What a phrase that can be the object of "för" or "se" opens with.
_PHRASE = re.compile(
    r"(?:en|ett|fler|flera|färre|mer|mindre|högre|lägre|sämre|bättre|längre|kortare|större|ökad|"
    r"ökat|ökade|minskad|minskat|minskade|otydlig|otydligt|otydliga|tydlig|tydligt|tydliga|"
    r"tydligare|enklare|starkare|svagare|försämrad|försämrat|försämrade|förbättrad|förbättrat|"
    r"förbättrade|nya|nytt|ny)\s",
    re.IGNORECASE,
)


def as_sentences(points: Sequence[str], speaker: str, noun: str) -> list[str]:
    """Each point as a sentence, in order; phrases in a row share one. `speaker` and `noun` are in
    definite form ("nämnden", "förslaget")."""
    found: list[str] = []
    phrases: list[str] = []
    for point in (" ".join(one.split()) for one in points):
        if not point.strip(" .:;,–-•"):
            continue
        point = point.lstrip("–-•* ")
        sentence = _sentence(point, speaker, noun)
        if sentence is None:
            phrases.append(point.rstrip(" .,;:"))
            continue
        found += _together(phrases, speaker)
        phrases = []
        found.append(sentence)
    return found + _together(phrases, speaker)


def _together(phrases: Sequence[str], speaker: str) -> list[str]:
    if not phrases:
        return []
    has_commas = any("," in phrase or " och " in phrase for phrase in phrases)
    row = "; ".join(phrases) if has_commas else joined(phrases)
    return [capital(f"{speaker} {ANNOUNCED} {row}.")]


def _sentence(point: str, speaker: str, noun: str) -> str | None:
    """The point as a sentence; None for a phrase."""
    if prefix := _PREFIX.match(point):
        said = point[prefix.end() :].strip()
        if said:
            return capital(_FORMS[_form(prefix[1])](said, speaker, noun))
        return None
    if re.search(r"[.!?…][”’)]*$", point):
        return capital(point)
    if reason := _BECAUSE.match(point):
        if reason.group().lower().startswith(("därför", "eftersom")):
            return ended(f"Skälet är att {point[reason.end() :]}")
        return None
    if risk := _RISK.match(point):
        return ended(f"{speaker} ser en risk {point[risk.end() :]}")
    if point.split()[0].lower() in _WITHOUT_SUBJECT:
        return ended(f"Det {point[:1].lower()}{point[1:]}")
    return ended(point) if has_verb(point) else None


def _form(prefix: str) -> str:
    return prefix.lower().replace(".", "").replace(" ", "")


def _is_phrase(said: str) -> bool:
    return bool(_PHRASE.match(said)) and not any(map(is_verb, said.split()))


def _low(said: str) -> str:
    """The words as they stand inside a sentence, without a capital that only opens one."""
    first = said.split(" ", 1)[0]
    is_name = len(first) > 1 and any(c.isupper() or c.isdigit() for c in first[1:])
    return said if is_name else said[:1].lower() + said[1:]


def _risk(said: str, speaker: str, noun: str) -> str:
    if said.lower().startswith(("att ", "för ")):
        return ended(f"{speaker} ser en risk {_low(said)}")
    if _is_phrase(said):
        return ended(f"{speaker} ser en risk för {_low(said)}")
    return ended(f"{speaker} ser följande risk: {said}")


def _want(said: str, speaker: str, noun: str) -> str:
    if said.lower().startswith("att "):
        return ended(f"{speaker} vill {_low(said)}")
    if _is_phrase(said):
        return ended(f"{speaker} vill se {_low(said)}")
    return ended(f"{speaker} vill följande: {said}")


def _demand(said: str, speaker: str, noun: str) -> str:
    if said.lower().startswith("att "):
        return ended(f"{speaker} kräver {_low(said)}")
    return ended(f"{speaker} ställer följande krav: {said}")


def _condition(said: str, speaker: str, noun: str) -> str:
    if said.lower().startswith("att "):
        return ended(f"{speaker} ställer som villkor {_low(said)}")
    return ended(f"{speaker} ställer följande villkor: {said}")


def _question(said: str, speaker: str, noun: str) -> str:
    words = said.rstrip(" ?.").split()
    if _ASKS.match(said) and len(words) > 1 and not is_verb(words[1]):
        return ended(f"{speaker} frågar {_low(' '.join(words))}")
    if said.endswith("?") or _ASKS.match(said):
        return f"{speaker} ställer följande fråga: {capital(' '.join(words))}?"
    if words and words[0].lower() in ("om", "huruvida"):
        return ended(f"{speaker} frågar {_low(' '.join(words))}")
    return ended(f"{speaker} tar upp följande fråga: {said}")


def _example(said: str, speaker: str, noun: str) -> str:
    if said.lower().startswith("att "):
        return ended(f"Ett exempel är {_low(said)}")
    return ended(f"Ett exempel är följande: {said}")


def _for(said: str, speaker: str, noun: str) -> str:
    return _weighs("för", said, noun)


def _against(said: str, speaker: str, noun: str) -> str:
    return _weighs("mot", said, noun)


def _weighs(side: str, said: str, noun: str) -> str:
    if said.lower().startswith("att ") or _is_phrase(said):
        return ended(f"{side} {noun} talar {_low(said)}")
    return ended(f"{side} {noun} talar följande: {said}")


_FORMS: dict[str, Callable[[str, str, str], str]] = {
    "risk": _risk,
    "risker": _risk,
    "krav": _demand,
    "vill": _want,
    "önskemål": _want,
    "villkor": _condition,
    "förutsättning": _condition,
    "fråga": _question,
    "frågor": _question,
    "exempel": _example,
    "tex": _example,
    "för": _for,
    "emot": _against,
    "mot": _against,
}
