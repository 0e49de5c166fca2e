"""Numbers and sums of money: whoever asks for one wants it, not what stands around it."""

from __future__ import annotations

import re

from assistant.extract.weighing import has_figure, has_sum, without_references
from assistant.question import asks_amount, asks_money
from assistant.silence.evidence import Evidence

_COUNTED = re.compile(
    r"\b(?:hur många|antal(?:et)?)\s+(?:av\s+)?(?P<noun>[^\W\d_]{3,})", re.IGNORECASE
)
_NUMBER = (
    r"(?:\d[\d\s,.–-]*|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\w{3,}tal|hälften|"
    r"flertalet|majoriteten|tredjedel(?:ar)?|fjärdedel(?:ar)?|femtedel(?:ar)?|procent|hundra\w*|"
    r"tusen\w*|samtliga|inga)"
)
# In the middle of a sentence "antalet X" is spoken of, not asked for.
_ASIDE = re.compile(r"\w\s+$")
_ASKS_ON = re.compile(r"\b(?:och|med|i|men|samt)\s+$")
_CHANGED = re.compile(
    r"\b(?:minska\w*|sjönk\w*|sjunk\w*|öka\w*|steg|stig\w*|förbättra\w*|försämra\w*|"
    r"halvera\w*|fördubbla\w*)\b",
    re.IGNORECASE,
)
_CHANGE_SAID = re.compile(
    r"\b(?:minska\w*|sjönk\w*|sjunk\w*|öka\w*|ökning\w*|minskning\w*|steg|stig\w*|lägre|högre|färre|"
    r"fler|kortare|längre|halvera\w*|fördubbla\w*|förbättra\w*|försämra\w*|från)\b",
    re.IGNORECASE,
)


def uncounted(evidence: Evidence) -> str | None:
    """Who asks how many there are of something wants a number that stands next to that word, in
    the same breath as what else is asked."""
    for match in _COUNTED.finditer(evidence.text):
        before = evidence.text[: match.start()]
        noun = match["noun"].lower()
        terms = evidence.generation.analyzer.word_terms(noun)
        aside = _ASIDE.search(before) and not _ASKS_ON.search(before)
        if aside or not terms or _is_verb(evidence.text, match.end()):
            continue
        rest = evidence.matter.without([*terms, *evidence.stems("hur många antal procent")])
        # A word that stands nowhere may be another for what is counted.
        known = terms[0] in evidence.generation.lexical
        near = re.compile(_near(re.escape(terms[0])) if known else r"\d", re.IGNORECASE)
        most = max((rest.share(held) for _, held in evidence.breaths), default=0.0)
        counted = [
            rest.share(held)
            for text, held in evidence.breaths
            if near.search(without_references(text))
        ]
        if not counted or max(counted) < evidence.limits.near * most:
            return f"Dokumenten anger inte hur många {noun} det rör sig om."
    return None


def unpriced(evidence: Evidence) -> str | None:
    """Who asks what something costs wants a sum in the same breath."""
    if not asks_money(evidence.text):
        return None
    matter = evidence.matter.without(
        evidence.stems("hur mycket många stor höga pengar kronor kostade kostar betalt belopp")
    )
    most = max((matter.share(held) for _, held in evidence.breaths), default=0.0)
    priced = [matter.share(held) for text, held in evidence.breaths if has_sum(text)]
    if priced and max(priced) >= evidence.limits.near * most:
        return None
    return "Dokumenten anger inget belopp för det du frågar om."


def unmeasured(evidence: Evidence) -> str | None:
    """Who asks by how much something changed wants the figure of that change."""
    change = _CHANGED.search(evidence.text)
    if not (change and asks_amount(evidence.text)):
        return None
    matter = evidence.matter.without(evidence.stems(f"hur mycket många procent {change.group()}"))
    most = max((matter.share(held) for _, held in evidence.breaths), default=0.0)
    measured = [
        matter.share(held)
        for text, held in evidence.breaths
        if _CHANGE_SAID.search(text) and has_figure(text)
    ]
    if measured and max(measured) >= evidence.limits.changed * most:
        return None
    return "Dokumenten anger inte hur stor förändringen är."


def _near(stem: str) -> str:
    return (
        rf"\b{_NUMBER}\b(?:\W+\w+){{0,3}}?\W+(?-i:[a-zåäö]*){stem}|"
        rf"{stem}\w*(?:\W+\w+){{0,2}}\W+{_NUMBER}\b"
    )


def _is_verb(text: str, end: int) -> bool:
    """Whether "hur många" counts people who do something: "hur många jobbar i ..."."""
    verb = re.search(r"[^\W\d_]+(?:ar|er|ade|te|des)$", text[:end])
    return bool(verb) and bool(
        re.match(r"\s+(?:i|på|med|av|till|från|kvar|in|ut|upp)\b", text[end:])
    )
