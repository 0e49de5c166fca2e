"""Whether a question is answered, wholly or in part."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.silence.events import later_outcome, not_yet_happened, unproposed
from assistant.silence.evidence import Evidence
from assistant.silence.figures import uncounted, unpriced
from assistant.silence.matter import silent_on_it, uncovered, unknown_matter
from assistant.silence.names import (
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
    unknown_name,
    unknown_matter,
    later_outcome,
    not_yet_happened,
    unproposed,
    silent_on_it,
    name_apart,
    uncovered,
)
# Rules that may object to one part of a question while the other is answered.
_OF_A_PART: tuple[Rule, ...] = (later_year, uncounted, unpriced)
RULES = (*_OF_ALL, *_OF_A_PART)

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
    parts = [part for part in _PARTS.split(evidence.text) if part]
    reasons = [_of_a_part(replace(evidence, text=part)) for part in parts]
    objections = list(dict.fromkeys(reason for reason in reasons if reason))
    if objections and all(reasons):
        return Judgement(True, objections[0])
    heard = one_unknown_respondent(evidence)
    return Judgement(False, " ".join([*objections, *([heard] if heard else [])]))


def _of_a_part(evidence: Evidence) -> str | None:
    return next((reason for rule in _OF_A_PART if (reason := rule(evidence))), None)
