"""The sentences that verification is measured on.

The tables name a sentence of a document by its document, the beginning of its section and its first
five words, and give paraphrases of it in our own words, true and false. The document's words are
read from the index when the measurement runs. The rules were made and the scorer fitted on the
`fitted` tables; the `measured` ones, of other sentences, were written for the figures alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.verify.source import Source
from ingest.index import Document, Generation, Kind, Passage, split_sentences
from tests.verification import falsify

FOLDER = Path(__file__).parent
PARAPHRASE = "paraphrase"
BY_RULE = "rule"
BY_HAND = "hand"


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a document, and what was written about it by hand."""

    key: str
    text: str
    passage: Passage
    document: Document
    true: str
    false: dict[str, str] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        """Its passage as it is cited."""
        return Source.of(self.passage, self.document)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with the passages it cites, and whether they carry it.

    `kind` tells what sort of truth or falsehood it is, `origin` whether it was made by rule or by
    hand. `place` is the sentence it was made from.
    """

    sentence: str
    sources: tuple[Source, ...]
    true: bool
    kind: str
    origin: str
    place: Place


def read_places(table: Path, generation: Generation) -> list[Place]:
    """The places of a table, found in the index. Raises LookupError where one is not there."""
    found: dict[tuple[str, str], list[tuple[str, str, Passage]]] = {}
    for passage in generation.records:
        for span in split_sentences(passage.text):
            text = " ".join(passage.text[span.start : span.end].split())
            section = passage.part_at(span.start).section
            found.setdefault((passage.doc, _beginning(text)), []).append((section, text, passage))
    places = []
    for line in table.read_text(encoding="utf8").splitlines():
        entry = json.loads(line)
        doc, begins, wanted = entry["doc"], entry["begins"], entry["section"]
        candidates = [
            (text, passage)
            for section, text, passage in found.get((doc, begins), [])
            if section == wanted or (not wanted[:1].isdigit() and section.startswith(wanted))
        ]
        if not candidates:
            raise LookupError(f"{table.name}: {doc} {wanted} has no sentence {begins!r} …")
        text, passage = candidates[-1]
        document = generation.documents[doc]
        key = f"{doc} {wanted} {begins}"
        places.append(Place(key, text, passage, document, entry["true"], entry["false"]))
    return places


def _beginning(text: str) -> str:
    return " ".join(text.split()[:5])


def cases(places: Sequence[Place]) -> list[Case]:
    """All sentences made from these places, true and false."""
    organisations = sorted({p.document.organisation for p in places if p.document.organisation})
    made: list[Case] = []
    for number, place in enumerate(places):
        other = _another(places, number)
        made += _by_hand(place)
        made += _true_by_rule(place, other)
        made += _false_by_rule(place, other, organisations)
    return made


def _another(places: Sequence[Place], number: int) -> Place:
    """The next place in another passage."""
    rest = [*places[number + 1 :], *places[:number]]
    return next(place for place in rest if place.passage.id != places[number].passage.id)


def _by_hand(place: Place) -> Iterator[Case]:
    yield Case(place.true, (place.source,), True, PARAPHRASE, BY_HAND, place)
    for kind, sentence in place.false.items():
        yield Case(sentence, (place.source,), False, kind, BY_HAND, place)


def _true_by_rule(place: Place, other: Place) -> Iterator[Case]:
    speaker = speaker_of(place.document)
    if place.document.kind is Kind.SLIDES:
        return  # nobody is named as its speaker
    made: list[tuple[str, str | None, tuple[Source, ...]]] = [
        ("quoted", falsify.quoted(place.text, speaker), (place.source,)),
        ("attributed", falsify.attributed(place.text, speaker), (place.source,)),
        ("cut", falsify.cut(place.text), (place.source,)),
        ("two sources", falsify.joined(place.text, other.text), (place.source, other.source)),
    ]
    kind, sentence, sources = made[falsify.pick(f"true {place.key}", len(made))]
    if sentence and falsify.pick(f"chosen {place.key}", 2):
        yield Case(sentence, sources, True, kind, BY_RULE, place)


def _false_by_rule(place: Place, other: Place, organisations: Sequence[str]) -> Iterator[Case]:
    strangers = [o for o in organisations if o != place.document.organisation]
    stranger = strangers[falsify.pick(place.key, len(strangers))]
    both = (place.source, other.source)
    one = (place.source,)
    made: list[tuple[str, str | None, tuple[Source, ...]]] = [
        ("number", falsify.changed_number(place.text), one),
        ("number", falsify.borrowed_number(place.text, place.passage.text), one),
        ("actor", falsify.changed_actor(place.text), one),
        ("negation", falsify.negated(place.text), one),
        ("organisation", falsify.wrong_organisation(place.text, stranger), one),
        ("merged", falsify.merged(place.text, other.text), both),
        ("paragraph", falsify.invented_paragraph(place.text), one),
        ("wrong passage", place.true, (other.source,)),
    ]
    for n, (kind, sentence, sources) in enumerate(made):
        if sentence and (kind in _ALWAYS or falsify.pick(f"{n} {place.key}", 3) == 0):
            yield Case(sentence, sources, False, kind, BY_RULE, place)


_ALWAYS = ("number", "merged")  # as few sentences can be falsified so


def speaker_of(document: Document) -> str:
    """Who speaks in a document, as an answer would name them."""
    if document.kind is Kind.RESPONSE and document.organisation:
        return document.organisation
    return "Utredningen"
