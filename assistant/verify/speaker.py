"""Who says it: the inquiry, a named organisation, or our own digest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verify.source import Source
from assistant.verify.verdict import Level, Objection
from ingest.index import Document, Kind

_SAYS = (
    r"anser|anse|menar|mena|tycker|säger|sade|skriver|skrev|föreslår|föreslog|bedömer|bedömde|"
    r"tillstyrker|tillstyrkte|avstyrker|avstyrkte|förordar|avråder|instämmer|välkomnar|begär|vill|"
    r"framhåller|påpekar|understryker|betonar|efterfrågar|saknar|rekommenderar|konstaterar|delar|"
    r"ställer sig|ser positivt|motsätter|godtar|kräver|önskar|uppger|visar|motiverar|"
    r"är (?:positiv|negativ|kritisk|tveksam)|går emot|går med på|föredrar|säger ja|säger nej|"
    r"befarar"
)
_INQUIRY = r"(?:\w*(?:utredningen|delegationen|kommittén)|betänkandet|utredaren)"
_DIGEST = re.compile(r"\b(?:vårt|vår) (?:referat|sammanfattning)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Somebody to whom a sentence may give its words: a pattern for the name, and how to tell
    whether a document is theirs."""

    name: str
    pattern: str
    kind: Kind
    organisation: str | None = None

    def said(self, document: Document) -> bool:
        """Whether a document holds this speaker's words, or our digest of them."""
        if self.organisation:
            return document.organisation == self.organisation
        return document.speaks_as is self.kind


class Speakers:
    """Those who may be named in a sentence: the inquiry, and whoever is in the register."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._speakers = [_Speaker("utredningen", _INQUIRY, Kind.REPORT)]
        organisations = {d.organisation: d for d in documents if d.organisation}
        for organisation, document in organisations.items():
            forms = dict.fromkeys([organisation, *document.names])
            pattern = "|".join(_inflected(form) for form in forms)
            self._speakers.append(
                _Speaker(organisation, f"(?:{pattern})", Kind.RESPONSE, organisation)
            )

        names = "|".join(f"(?:{s.pattern})" for s in self._speakers)
        self._attribution = re.compile(
            rf"^enligt (?:{names})(?: \([^)]*\))?,? |,? enligt (?:{names})(?=[.,]|$)"
            rf"|^(?:{names})(?: \([^)]*\))? (?:{_SAYS})(?: att |: )"
            rf"|,? (?:{_SAYS}) (?:{names})(?=[.,]|$)"
            rf"|^enligt vårt referat(?: av [^,]*)?,? ",
            re.IGNORECASE,
        )

    def check(self, sentence: str, sources: Sequence[Source], heading: str = "") -> list[Objection]:
        """A sentence gives its words to whoever says them in the cited passages.

        Rationale: the worst that a retrieval system does to an organisation is to sign it under
        another's opinion. Somebody other than the passage's author may be named as the speaker
        only where the passage itself says that they say so. `heading` names who speaks in the
        sentences below it, where there is one.
        """
        digests = [s for s in sources if s.is_digest]
        says_digest = bool(_DIGEST.search(f"{heading} {sentence}"))
        objections = [
            Objection(Level.UNSUPPORTED, f"Stycket är inte {_genitive(s.name)} ord.")
            for s in self._speakers
            if self._heads(s, heading) and not any(s.said(source.document) for source in sources)
        ]
        for speaker in self._speakers:
            if not _speaks(speaker, sentence):
                continue
            theirs = [s for s in sources if speaker.said(s.document)]
            if not theirs and not any(_speaks(speaker, s.text) for s in sources):
                objections.append(Objection(Level.UNSUPPORTED, _WRONG.format(name=speaker.name)))
            elif theirs and all(s.is_digest for s in theirs) and not says_digest:
                objections.append(Objection(Level.PARTLY, _OURS))
        if digests and len(digests) == len(sources) and _QUOTING.search(sentence):
            objections.append(Objection(Level.PARTLY, _OURS))
        return objections

    def without_attribution(self, sentence: str) -> str:
        """A sentence without "enligt X", or "X anser att" before it, where X may be a speaker."""
        return self._attribution.sub("", sentence, count=1)

    def _heads(self, speaker: _Speaker, heading: str) -> bool:
        """Whether a heading gives what stands below it to this speaker."""
        return bool(
            heading
            and not _DIGEST.search(heading)
            and re.match(rf"(?:{speaker.pattern})(?!\w)", heading, re.IGNORECASE)
        )


_WRONG = "Det är inte {name} som säger detta i det citerade stycket."
_OURS = "Stycket är vårt referat; orden är våra och inte källans."
_QUOTING = re.compile(r"\b(?:ordagrant|citat|skriver att|med orden)\b", re.IGNORECASE)


def _speaks(speaker: _Speaker, text: str) -> bool:
    """Whether a text gives words to a speaker: "enligt X", "X anser", "anser X"."""
    name = rf"(?<!\w)(?:{speaker.pattern})(?!\w)"
    return bool(
        re.search(
            rf"\benligt (?:\w+ )?{name}|{name}(?:s \w+)? (?:\w+ ){{0,2}}?(?:{_SAYS})\b"
            rf"|\b(?:{_SAYS}) {name}"
            rf"|{name}s (?:förslag|bedömning|mening|uppfattning|rekommendation)",
            text,
            re.IGNORECASE,
        )
    )


def _inflected(name: str) -> str:
    return re.escape(name) + "s?"


def _genitive(name: str) -> str:
    return name if name.endswith("s") else f"{name}s"
