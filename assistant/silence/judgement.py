"""Whether a question is answered, wholly or in part."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.silence.events import later_outcome, not_yet_happened, unproposed
from assistant.silence.evidence import Evidence
from assistant.silence.figures import uncounted, unmeasured, unpriced
from assistant.silence.matter import (
    silent_on_it,
    uncovered,
    unknown_compound,
    unknown_matter,
)
from assistant.silence.names import (
    NOT_AMONG,
    later_year,
    missing_section,
    name_apart,
    one_unknown_respondent,
    unknown_name,
    unknown_reference,
    unknown_respondent,
)
from assistant.silence.orders import (
    not_swedish,
    nothing_found,
    order_to_act,
    order_to_calculate,
    order_to_invent,
    without_matter,
)

Rule = Callable[[Evidence], str | None]

# Rules about the whole question.
_OF_ALL: tuple[Rule, ...] = (
    not_swedish,
    without_matter,
    order_to_invent,
    order_to_act,
    order_to_calculate,
    nothing_found,
    missing_section,
    unknown_reference,
    unknown_respondent,
    later_outcome,
    silent_on_it,
    uncovered,
)
# Rules about what is asked, without what the asker tells of himself and why.
_OF_THE_ASKING: tuple[Rule, ...] = (
    unknown_name,
    unknown_matter,
    unknown_compound,
    not_yet_happened,
    unproposed,
)
# Rules that may object to one part of a question while the other is answered.
_OF_A_PART: tuple[Rule, ...] = (later_year, name_apart, uncounted, unpriced, unmeasured)
RULES = (*_OF_ALL, *_OF_THE_ASKING, *_OF_A_PART)

_SENTENCES = re.compile(r"(?<=[.!?:])\s+")
_ASKS = re.compile(
    r"\b(?:hur|vad|vilken|vilket|vilka|vem|när|varför|var|vart|finns|ge|lista|jämför|beskriv)\b",
    re.IGNORECASE,
)
_TELLS_LITTLE = "många mycket stor stort stora hög höga del andel antal"
_FEWEST_TERMS = 2  # that a part of a question has of its own
_PARTS = re.compile(
    r",?\s+(?:och|samt|men)\s+(?=(?:hur|vad|vilken|vilket|vilka|vem|när|varför|var)\b)|"
    r"(?<=[?.!])\s+(?=[A-ZÅÄÖ])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether to be silent, and a Swedish sentence of what is missing; empty where nothing is."""

    silent: bool
    missing: str


def judge(evidence: Evidence) -> Judgement:
    """Judge a question by all rules; of a question in parts the one that is there is answered."""
    for rule in _OF_ALL:
        if reason := rule(evidence):
            return Judgement(True, reason)
    heard = one_unknown_respondent(evidence)
    asking = replace(evidence, text=asking_part(evidence))
    if heard:  # the others are asked without the one that is not there
        absent = heard.removesuffix(NOT_AMONG)
        asking = replace(asking, text=asking.text.replace(absent, ""))
    for rule in _OF_THE_ASKING:
        if reason := rule(asking):
            return Judgement(True, reason)
    parts = _parts(asking)
    reasons = [_of_a_part(part) for part in parts]
    objections = list(dict.fromkeys(reason for reason in reasons if reason))
    if objections and all(reasons):
        return Judgement(True, objections[0])
    return Judgement(False, " ".join([*objections, *([heard] if heard else [])]))


def _parts(evidence: Evidence) -> list[Evidence]:
    """The parts of a question that can be answered each for itself.

    One with next to no matter of its own ("och hur många av dem svarade?") stays with the one
    before.
    """
    texts: list[str] = []
    for text in _PARTS.split(evidence.text):
        if not texts or _has_matter(replace(evidence, text=text)):
            texts.append(text)
        else:
            texts[-1] += f" och {text}"
    return [replace(evidence, text=text) for text in texts]


def asking_part(evidence: Evidence) -> str:
    """The sentences of a question that ask, where they can be understood for themselves."""
    sentences = _SENTENCES.split(evidence.text)
    asking = " ".join(s for s in sentences if s.endswith("?") or _ASKS.search(s))
    return asking if asking and _has_matter(replace(evidence, text=asking)) else evidence.text


def _has_matter(evidence: Evidence) -> bool:
    matter = evidence.matter.without(evidence.stems(_TELLS_LITTLE))
    return len(matter.weights) >= _FEWEST_TERMS


def _of_a_part(evidence: Evidence) -> str | None:
    return next((reason for rule in _OF_A_PART if (reason := rule(evidence))), None)
