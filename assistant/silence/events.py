"""What happened afterwards, and what was never proposed: a report knows neither."""

from __future__ import annotations

import re

from assistant.silence.evidence import Evidence

# What was decided later is told by documents of its own; a report does not know its fate.
_OUTCOME = re.compile(
    r"\b(?:proposition\w*|riksdagens? \w*beslut\w*|lagrådet\w*|omröstning\w*|gick \w+ igenom)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:blev|gick|fick|kom|gjorde|tog|antog|röstade|sade|infördes|trädde|startade|utvärderades|"
    r"beslutades?|lyckades|hade gått)\b|"
    r"\b(?:har|hade|blivit)\b[^?.]*?\b\w+(?:its|ats|tts|rts|dts|lts)\b|\btill slut\b|"
    r"\bnär det var\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"\b(?:ska|bör|borde|skall|föreslå\w*|föreslog\w*|förslag\w*|skulle|rekommendera\w*|"
    r"kommer att)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 5  # sentences, those that hold most of the matter

_WHY = re.compile(
    r"\bvarför\b|\bhur (?:motiver\w*|ska det finansier\w*)|\bvilka (?:skäl|argument|motiv)|"
    r"\bsom (?:\w*delegationen|\w*utredningen|\w*kommittén) föreslår",
    re.IGNORECASE,
)
# What can be proposed of a thing: that it goes, that it stays, that another takes it over.
_ENDS = (
    r"avskaff\w*|upphäv\w*|slopa\w*|(?:ta|tas|tar|tagits?|tog|togs) bort|lägg\w* ner?\w*|"
    r"nedlägg\w*|förbjud\w*|upphör\w*|avveckl\w*|stryk\w*|förlora\w*|utmönstr\w*|avstå\w*"
)
_ENDS_SAID = (
    rf"{_ENDS}|undvik\w*|ersätt(?:s|a|er|as|te|ts)\b|i stället för|borttag\w*|slutar?|avbr[uöo]t\w*"
)
_STAYS = r"behåll\w*|(?:ha|vara|ska vara|ligga|finnas|är) kvar|bevara\w*|kvarstå\w*|vidmakthåll\w*"
_MOVES = r"(?:tar?|tas|tog) över|överta\w*|överför\w*|förstatliga\w*|flytta\w*|återgå\w*"
_CHANGES = tuple(
    (
        re.compile(rf"\b(?:{asked})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{said})\b", re.IGNORECASE),
    )
    for asked, said in ((_ENDS, _ENDS_SAID), (_STAYS, _STAYS), (_MOVES, _MOVES))
)


def later_outcome(evidence: Evidence) -> str | None:
    """What became of a proposal is told only where the passages found speak of it so."""
    for match in _OUTCOME.finditer(evidence.text):
        word = match.group().split()[0].lower()[:8]
        if not any(word in hit.passage.text.lower() for hit in evidence.hits[:5]):
            return _AFTERWARDS
    return None


def not_yet_happened(evidence: Evidence) -> str | None:
    """Who asks what happened with a thing that is only proposed asks beyond the documents."""
    if not _PAST.search(evidence.text) or (
        evidence.question.answering and evidence.question.asks_opinion
    ):
        return None
    return _AFTERWARDS if share_proposed(evidence) >= evidence.limits.proposed else None


def share_proposed(evidence: Evidence) -> float:
    """Which share of the sentences that hold most of the matter only propose."""
    said = [
        (evidence.matter.share(terms), text)
        for reading in evidence.readings
        for text, terms in zip(reading.texts, reading.terms, strict=True)
    ]
    most = sorted(said, key=lambda item: -item[0])[:_LOOKED_AT]
    return sum(bool(_PROPOSED.search(text)) for _, text in most) / len(most) if most else 0.0


def unproposed(evidence: Evidence) -> str | None:
    """Who asks why something is to go, stay or be moved presumes that somebody wants it so."""
    if not _WHY.search(evidence.text):
        return None
    for asked, said in _CHANGES:
        change = asked.search(evidence.text)
        if not change:
            continue
        matter = evidence.matter.without(
            evidence.stems(f"{change.group()} motiverar föreslår förslag finansieras vill")
        )
        most = max((matter.share(held) for _, held in evidence.breaths), default=0.0)
        so = [matter.share(held) for text, held in evidence.breaths if said.search(text)]
        if max(so, default=0.0) < evidence.limits.said * most:
            return "Dokumenten säger inte det som frågan utgår från."
    return None


_AFTERWARDS = "Dokumenten säger inget om vad som hände med förslagen efteråt."
