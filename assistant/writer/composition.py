"""What a model writes, sentence by sentence: checked, given its sources, grouped by who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Citation, Statement, Voice
from assistant.extract import Extract, Unit, units
from assistant.orders import gives_orders, without_orders
from assistant.search import Hit
from assistant.verify import Level, Source, Verdict, Verifier
from assistant.verify.verdict import Objection, verdict
from assistant.voice import citation, label
from assistant.writer.language import is_swedish, repeats_instructions
from assistant.writer.marked import Marked
from assistant.writer.plain import plain
from ingest.index import Embedder, Generation

WITHOUT_SOURCE = "Utan källa"
_LEAST = 0.15  # of a sentence's terms, by rarity, in what it cites; less is about something else


@dataclass(frozen=True)
class Sent:
    """A passage as it is shown to a model and held against what it writes: `text` lacks what
    gives orders to a model, and every other character stands where the passage has it."""

    hit: Hit
    text: str

    @classmethod
    def of(cls, hit: Hit) -> Sent:
        """A passage found, without orders in it."""
        return cls(hit, without_orders(hit.passage.text))

    @property
    def is_changed(self) -> bool:
        """Whether something in the passage gives orders."""
        return self.text != self.hit.passage.text

    @property
    def source(self) -> Source:
        """The passage as the check sees it."""
        headings = self.hit.passage.context
        return Source(self.text, self.hit.document, "" if gives_orders(headings) else headings)

    @cached_property
    def units(self) -> list[Unit]:
        """Its sentences and points."""
        return units(self.hit.passage)


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer as far as it is written. `pending` is what has come of the next sentence."""

    voices: tuple[Voice, ...] = ()
    citations: tuple[Citation, ...] = ()
    pending: str = ""

    @property
    def statements(self) -> list[Statement]:
        """What it says, in order."""
        return [statement for voice in self.voices for statement in voice.statements]

    @property
    def is_supported(self) -> bool:
        """Whether at least one sentence is."""
        return any(s.verdict and s.verdict.level is Level.SUPPORTED for s in self.statements)


class Checker:
    """Checks what a model writes against passages of one generation, and finds the sentence of a
    passage that supports a sentence best. May be used from several threads."""

    def __init__(
        self, generation: Generation, embedder: Embedder | None, verifier: Verifier
    ) -> None:
        self._generation = generation
        self._embedder = embedder
        self._verifier = verifier

    def check(self, text: str, sources: Sequence[Source], heading: str) -> Verdict:
        """How far passages support a sentence that stands under a heading.

        The verifier weighs sentences that are near a passage; a model may also write what has
        nothing to do with any, so that is told apart first.
        """
        if (
            sources
            and self._overlap(text, [f"{s.surroundings}\n{s.text}" for s in sources]) < _LEAST
        ):
            return Verdict(Level.UNSUPPORTED, ("Stycket handlar om något annat.",))
        return self._verifier.verify(text, sources, heading)

    def supporting(self, text: str, sent: Sent) -> Extract:
        """The sentence of a passage that is likest to a text."""
        pieces = [sent.hit.passage.text[unit.start : unit.end] for unit in sent.units]
        scores = [self._overlap(text, [piece]) for piece in pieces]
        if self._embedder is not None:
            likeness = self._embedder.embed_passages(pieces) @ self._embedder.embed_question(text)
            scores = [s + float(x) for s, x in zip(scores, likeness, strict=True)]
        best = max(range(len(pieces)), key=scores.__getitem__)
        return Extract(sent.hit, (sent.units[best],))

    def _overlap(self, text: str, others: Sequence[str]) -> float:
        """Which share of a text's terms, by rarity, stands in others: 0 to 1."""
        analyzer, rarity = self._generation.analyzer, self._generation.lexical.rarity
        terms = set(analyzer.terms(text))
        held = terms.intersection(analyzer.terms("\n".join(others)))
        whole = sum(map(rarity, terms))
        return sum(map(rarity, held)) / whole if whole else 1.0


class Composition:
    """An answer that grows by sentences."""

    def __init__(self, checker: Checker, sent: Sequence[Sent]) -> None:
        self._checker = checker
        self._sent = sent
        self._numbers: dict[tuple[str, int], int] = {}
        self._citations: list[Citation] = []
        self._voices: list[tuple[str, list[Statement]]] = []
        self.words = 0

    def add(self, marked: Marked) -> None:
        """Check a sentence and put it under whoever speaks; what has no words is no sentence."""
        text, addresses = plain(marked.text)
        if not text:
            return
        cited = [self._sent[n - 1] for n in marked.numbers if 0 < n <= len(self._sent)]
        extracts = [self._checker.supporting(text, one) for one in cited]
        who = speakers(extracts)
        found = self._checker.check(text, [one.source for one in cited], who)
        numbers = list(dict.fromkeys(self._number(extract) for extract in extracts))
        statement = Statement(
            found.mended or text,
            numbers[0] if numbers else None,
            further=tuple(numbers[1:]),
            verdict=_stricter(found, self._objections(marked, text, bool(addresses))),
        )
        self._put(who or WITHOUT_SOURCE, statement)
        self.words += len(text.split())

    def _objections(self, marked: Marked, text: str, has_address: bool) -> list[str]:
        """What no passage could make good."""
        reasons = [
            f"Något stycke [{n}] finns inte."
            for n in marked.numbers
            if not 0 < n <= len(self._sent)
        ]
        for wrong, reason in (
            (has_address, "Modellen skrev en adress eller länk. Den visas inte."),
            (not marked.whole, "Meningen är avbruten."),
            (not is_swedish(text), "Meningen är inte på svenska."),
            (repeats_instructions(text), "Meningen upprepar anvisningarna till modellen."),
            (gives_orders(marked.text), "Meningen är en uppmaning, inte en uppgift ur källan."),
        ):
            if wrong:
                reasons.append(reason)
        return reasons

    def _put(self, who: str, statement: Statement) -> None:
        if not self._voices or self._voices[-1][0] != who:
            self._voices.append((who, []))
        self._voices[-1][1].append(statement)

    def composed(self, pending: str = "") -> Composed:
        """The answer as far as it is written."""
        return Composed(
            tuple(Voice(who, tuple(statements)) for who, statements in self._voices),
            tuple(self._citations),
            plain(pending)[0],
        )

    def _number(self, extract: Extract) -> int:
        """The number of the citation that an extract is; a new one where it is not cited yet."""
        place = (extract.hit.passage.id, extract.start)
        if place not in self._numbers:
            self._numbers[place] = len(self._citations) + 1
            self._citations.append(citation(self._numbers[place], extract))
        return self._numbers[place]


def _stricter(found: Verdict, reasons: Sequence[str]) -> Verdict:
    """A verdict with reasons for which the sentence is not supported at all."""
    if not reasons:
        return found
    held = [Objection(found.level, reason) for reason in found.reasons]
    return verdict([*held, *(Objection(Level.UNSUPPORTED, r) for r in reasons)], found.mended)


def speakers(extracts: Sequence[Extract]) -> str:
    """Who says what a sentence cites: "A", or "A och B"; empty where it cites nothing."""
    names = list(dict.fromkeys(label(extract) for extract in extracts))
    return " och ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
