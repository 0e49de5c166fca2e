"""Checking a sentence against the passages it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np

from assistant.verify.actors import exchanged_actors, missing_actors
from assistant.verify.entailment import Entailment
from assistant.verify.facts import check_names, check_numbers, check_references
from assistant.verify.numbers import numbers
from assistant.verify.quotes import check_quotes, stands_in
from assistant.verify.reading import Read, Sentence
from assistant.verify.request import Request, find
from assistant.verify.scorer import WITH_VECTORS, WORDS_ALONE, Scorer
from assistant.verify.source import Source
from assistant.verify.speaker import Speakers
from assistant.verify.support import Stand, Support
from assistant.verify.verdict import Level, Objection, Verdict, verdict, weakest
from assistant.verify.wording import NEAR, Wording, joins, tokens, wording
from ingest.index import Embedder, Generation, StaticEmbedder, split_sentences, words

_COMMON_PASSAGES = 60  # from all over the index, whose words a likeness is judged against
_CACHED_PASSAGES = 500
_LIKE = 0.6  # words so alike may stand for each other
_SHORTEST_STEM = 5
_LONGEST_ENDING = 4
_PARTS = re.compile(r"; |, (?:medan|däremot|men) ")
_FEWEST_WORDS = 4  # of a part that is checked alone
_MARKS = '”"“»« \n'


class Verifier:
    """Checks sentences against passages of one generation. May be used from several threads.

    Without a static embedding model, words are compared by their stems alone, and fewer
    paraphrases are recognised. `scorer` stands in for the fitted one when it is measured.
    `entailment` joins in the verdict on what a sentence means, where there is one.
    """

    def __init__(
        self,
        generation: Generation,
        embedder: Embedder | None,
        scorer: Scorer | None = None,
        entailment: Entailment | None = None,
    ) -> None:
        self._generation = generation
        self._analyzer = generation.analyzer
        self._speakers = Speakers(generation.manifest.documents)
        self._embedder = embedder if isinstance(embedder, StaticEmbedder) else None
        self._entailment = entailment
        self._scorer = scorer or (WITH_VECTORS if self._embedder else WORDS_ALONE)
        self._read = lru_cache(maxsize=_CACHED_PASSAGES)(self._read_source)

    @cached_property
    def _support(self) -> Support:
        """Made when first needed: sentences in the source's own words never need it."""
        common = _common_words(self._generation) if self._embedder else []
        rarity = self._generation.lexical.rarity
        return Support(self._analyzer, rarity, self._embedder, common)

    def verify(self, sentence: str, sources: Sequence[Source], heading: str = "") -> Verdict:
        """How far the passages that a sentence cites support it.

        `heading` names who speaks, where the sentence stands under such a heading. Several
        sentences are checked one by one, and the weakest decides.
        """
        if not sources:
            return verdict(
                [Objection(Level.UNSUPPORTED, "Meningen hänvisar inte till något stycke.")]
            )
        if not words(sentence):
            return verdict([Objection(Level.UNSUPPORTED, "Meningen innehåller inga ord.")])
        quotes = check_quotes(sentence, sources)
        objections = [*quotes.objections, *self._speakers.check(sentence, sources, heading)]
        if not any(_is_verbatim(sentence, source) for source in sources):
            texts = [sentence[span.start : span.end] for span in split_sentences(sentence)]
            objections += [o for text in texts for o in self._content(text, sources)]
        return verdict(objections, quotes.mended)

    def answer(self, request: Request) -> Verdict:
        """The verdict on a sentence that names what it cites; that must be in the index."""
        found = find(self._generation, request.passages, request.places)
        absent = [
            Verdict(
                Level.PARTLY if found.sources else Level.UNSUPPORTED, (_GONE.format(name=name),)
            )
            for name in found.missing
        ]
        if absent and not found.sources:
            return weakest(absent)
        checked = self.verify(request.sentence, found.sources, request.heading)
        together = weakest([checked, *absent])
        return Verdict(together.level, together.reasons, checked.mended)

    def _content(self, sentence: str, sources: Sequence[Source]) -> list[Objection]:
        """What speaks against the content of a sentence that is not the source's own."""
        body = self._speakers.without_attribution(sentence).strip(_MARKS)
        if any(_is_verbatim(body, source) for source in sources):
            return []
        facts = [
            *check_numbers(sentence, sources),
            *check_names(sentence, sources),
            *check_references(sentence, sources),
        ]
        reads = [self._read(source) for source in sources]
        return facts + [o for part in _parts(body, sources) for o in self._judged(part, reads)]

    def _judged(self, part: str, reads: Sequence[Read]) -> list[Objection]:
        """What speaks against what a part means, by the measures and the model of entailment.

        The model may refuse what the measures let pass, and let pass what they doubt; what they
        refuse, and facts that stand apart, are not its to forgive.
        """
        objections = self._meaning(part, reads)
        refused = any(o.at_most is Level.UNSUPPORTED for o in objections)
        if self._entailment is None or refused:
            return objections
        stand = self._support.stand(part, reads)
        if stand is None:
            return objections
        reading = self._entailment.read(stand.window.text, part)
        if reading.denies:
            return [Objection(Level.UNSUPPORTED, _DENIED), *objections]
        if reading.agrees:
            return [o for o in objections if o.reason == _APART]
        return objections

    def _meaning(self, part: str, reads: Sequence[Read]) -> list[Objection]:
        ours = tokens(part)
        sentences = [sentence for read in reads for sentence in read.sentences]
        kept = [wording(ours, s.tokens) for s in sentences]
        best = max(range(len(kept)), key=lambda n: kept[n].share, default=None)
        if best is not None and kept[best].share >= NEAR:
            authors = " ".join(read.source.document.organisation or "" for read in reads)
            return self._changes(part, sentences[best], kept[best], authors)
        halves = joins(ours, [s.tokens for s in sentences])
        if halves:
            head, tail = (" ".join(sentences[n].text.split()[:6]) for n in halves)
            return [Objection(Level.UNSUPPORTED, _JOINS.format(head=head, tail=tail))]
        stand = self._support.stand(part, reads)
        if stand is None:
            return [Objection(Level.UNSUPPORTED, _NOTHING)]
        return _weighed(part, stand, self._scorer)

    def _changes(self, part: str, theirs: Sentence, kept: Wording, authors: str) -> list[Objection]:
        """What a sentence changes that otherwise keeps the source's wording.

        `authors` names the organisations that speak: "kommunen" may stand for their "vi".
        """
        for number in numbers(part):
            if not any(number.is_same(other) for other in theirs.numbers):
                return [Objection(Level.UNSUPPORTED, _ELSEWHERE.format(what=number.text))]
        if kept.turned:
            return [Objection(Level.UNSUPPORTED, _NEGATED)]
        clashes = self._support.polarity(part, theirs.text).clashes
        if clashes:
            return [Objection(Level.UNSUPPORTED, _opposite(clashes[0].ours, clashes[0].theirs))]
        strangers = missing_actors(part, f"{theirs.text} {authors}")
        strangers += exchanged_actors(" ".join(kept.added), " ".join(kept.replaced), authors)
        if strangers:
            return [Objection(Level.UNSUPPORTED, _ACTOR.format(actor=strangers[0]))]
        new = [w for w in kept.added if self._analyzer.word_terms(w) and not numbers(w)]
        held = (*theirs.tokens, *tokens(authors))
        old = [w for w in held if self._analyzer.word_terms(w)]
        likeness = self._support.alike(new, old)
        strange = [
            word
            for word, row in zip(new, likeness, strict=True)
            if row.max(initial=0) < _LIKE and not any(_inflects(word, other) for other in old)
        ]
        return [Objection(Level.PARTLY, _ADDED.format(word=word)) for word in strange]

    def _read_source(self, source: Source) -> Read:
        return Read.of(source, self._analyzer)


_GONE = "{name} finns inte i indexet."
_JOINS = (
    "Meningen fogar ihop två påståenden som källan inte gör tillsammans: ”{head} …” och ”{tail} …”."
)
_NOTHING = "Det citerade stycket har inga ord att jämföra med."
_NEGATED = "Meningen nekar där källan inte gör det, eller tvärtom."
_ACTOR = "Källan säger inte detta om {actor}."
_ADDED = "”{word}” har ingen motsvarighet i källans mening."
_ELSEWHERE = "{what} står i stycket, men inte i den mening som sägs detta."
_DENIED = "Språkmodellen läser stycket så att det säger emot meningen."
_APART = "Talen och namnen i meningen står inte på samma ställe i stycket som det andra."
_WEAK = "Stycket säger inte tydligt detta."
_ABSENT = "Stycket säger inte detta."
_MISSING = "Stycket nämner inte {words}."
_MOST_WORDS_NAMED = 3


def _opposite(ours: str, theirs: str) -> str:
    return f"Meningen säger ”{ours}” där källan säger ”{theirs}”."


def _weighed(part: str, stand: Stand, scorer: Scorer) -> list[Objection]:
    """The scorer's objection, in words: what weighs against the sentence."""
    likely = scorer.probability(stand.measures)
    if likely >= scorer.sure:
        return [] if stand.has_facts else [Objection(Level.PARTLY, _APART)]
    level = Level.PARTLY if likely >= scorer.perhaps else Level.UNSUPPORTED
    reasons = [_WEAK if level is Level.PARTLY else _ABSENT]
    actors = missing_actors(part, stand.window.near)
    if stand.polarity.clashes:
        clash = stand.polarity.clashes[0]
        reasons.append(_opposite(clash.ours, clash.theirs))
    elif stand.polarity.lone:
        reasons.append(_NEGATED)
    if actors:
        reasons.append(_ACTOR.format(actor=actors[0]))
    if stand.missing:
        named = ", ".join(f"”{word}”" for word in stand.missing[:_MOST_WORDS_NAMED])
        reasons.append(_MISSING.format(words=named))
    return [Objection(level, reason) for reason in reasons]


def _is_verbatim(text: str, source: Source) -> bool:
    """Whether a text is whole sentences of a passage, in a row, word for word."""
    text = text.strip(_MARKS)
    if not text or not stands_in(text, source.text):
        return False
    spans = split_sentences(source.text)
    plain = [_plain(source.text[span.start : span.end]) for span in spans]
    return any(
        _plain(text) == " ".join(plain[first:end])
        for first in range(len(plain))
        for end in range(first + 1, len(plain) + 1)
        if len(" ".join(plain[first:end])) == len(_plain(text))
    )


def _inflects(word: str, other: str) -> bool:
    """Whether two words are one but for an ending, which the stemmer may not see ("landsting")."""
    short, long = sorted((word, other), key=len)
    alike = len(short) >= _SHORTEST_STEM and len(long) - len(short) <= _LONGEST_ENDING
    return alike and long.startswith(short)


def _plain(text: str) -> str:
    return " ".join(tokens(text))


def _parts(sentence: str, sources: Sequence[Source]) -> list[str]:
    """The claims that a sentence puts side by side; one where it cites one passage.

    Rationale: two passages may each carry half of "A, medan B", but not of "A, eftersom B".
    """
    parts = _PARTS.split(sentence)
    if len(sources) > 1 and all(len(part.split()) >= _FEWEST_WORDS for part in parts):
        return parts
    return [sentence]


def _common_words(generation: Generation) -> list[str]:
    """Words from all over the index."""
    count = generation.manifest.passages
    rows = np.unique(np.linspace(0, count - 1, min(count, _COMMON_PASSAGES)).astype(int))
    held = {word for p in generation.records.at(rows.tolist()) for word in words(p.text)}
    return sorted(word for word in held if generation.analyzer.word_terms(word))
