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
_EXAMPLE = re.compile(r"(?:t\.? ?ex\.|till exempel|exempelvis)\s+(?=\S)", re.IGNORECASE)
_BECAUSE = re.compile(r"(?:därför att|eftersom)\s*:?\s+(?=\S)", re.IGNORECASE)
# A judgement that only lacks "det är": "viktigt med dialog", "otydligt vem som ansvarar".
_JUDGES = re.compile(
    r"(?:bra|fel|rätt|lätt|\w+t) (?:att|med|vem|hur|vad|om|när|varför|vilken|vilket|vilka)\b",
    re.IGNORECASE,
)
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
    for point in filter(None, map(_bare, points)):
        sentence = _sentence(point, speaker, noun)
        if sentence:
            found += [*_together(phrases, speaker), sentence]
            phrases = []
        else:
            phrases.append(point.rstrip(" .,;:"))
    return found + _together(phrases, speaker)


def _together(phrases: Sequence[str], speaker: str) -> list[str]:
    if not phrases:
        return []
    has_commas = any("," in phrase or " och " in phrase for phrase in phrases)
    row = "; ".join(phrases) if has_commas else joined(phrases)
    return [capital(f"{speaker} {ANNOUNCED} {row}.")]


def _bare(point: str) -> str:
    """A point without the sign of a list before it; empty where it has no word."""
    point = " ".join(point.split()).lstrip("–-•* ")
    return point if re.search(r"\w", point) else ""


def _sentence(point: str, speaker: str, noun: str) -> str | None:
    """The point as a sentence; None for a phrase."""
    prefix = _PREFIX.match(point)
    said = point[prefix.end() :].strip() if prefix else point
    if prefix:
        return capital(_FORMS[_form(prefix[1])](said, speaker, noun)) if said else None
    if re.search(r"[.!?…][”’)]*$", point):
        return capital(point)
    return _of_keywords(point, speaker)


def _of_keywords(point: str, speaker: str) -> str | None:
    """Keywords that make a sentence as they stand, or with what their first word asks for."""
    if reason := _BECAUSE.match(point):
        return ended(f"Skälet är att {point[reason.end() :]}")
    if risk := _RISK.match(point):
        return ended(f"{speaker} ser en risk {point[risk.end() :]}")
    if example := _EXAMPLE.match(point):
        return _example(point[example.end() :], speaker, "")
    return _completed(point) or (ended(point) if has_verb(point) else None)


def _completed(point: str) -> str | None:
    """Keywords that only lack "det" or "det är"."""
    first, *_ = point.split()
    if first.lower() in _WITHOUT_SUBJECT:
        return ended(f"Det {_low(point)}")
    return ended(f"Det är {_low(point)}") if _JUDGES.match(point) else None


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
    if not words or not (_ASKS.match(said) or words[0].lower() in ("om", "huruvida")):
        end = "?" if said.endswith("?") else "."
        return f"{speaker} tar upp följande fråga: {said.rstrip(' ?.')}{end}"
    if _is_asked_indirectly(words):
        return ended(f"{speaker} frågar {_low(' '.join(words))}")
    return f"{speaker} ställer följande fråga: {capital(' '.join(words))}?"


def _is_asked_indirectly(words: Sequence[str]) -> bool:
    """Whether a question has the word order of "frågar hur det ska gå" and not of "hur ska det
    gå?"."""
    first, *others = words
    if first.lower().startswith(("vem", "vad", "vilk")):
        return "som" in others
    verbs = [number for number, word in enumerate(others) if is_verb(word)]
    return bool(verbs) and verbs[0] > 0


def _example(said: str, speaker: str, noun: str) -> str:
    names = said[:1].islower() and not any(map(is_verb, said.split()))
    if names or said.lower().startswith("att "):
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
