"""How many edits of quotes are caught: each in a draft that cites one sentence of a document."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.answer import Citation
from assistant.drafting import (
    Basis,
    Case,
    Draft,
    Material,
    Paragraph,
    Section,
    Sentence,
    Text,
    Writing,
)
from assistant.drafting.checks.quotes import quote_remarks
from assistant.reading import Piece
from assistant.register import Register
from assistant.service import Assistant
from ingest.index import Document, Kind, split_sentences, words
from tests.quotes.edits import EDITS

WHEN = datetime(2031, 9, 1, 12, tzinfo=UTC)
_FEWEST_WORDS, _MOST_WORDS = 8, 45


@dataclass(frozen=True, slots=True)
class Tried:
    """An edit of a quote, whether it was noticed, and whether
    it must be mended."""

    kind: str
    quote: str
    edited: str
    noticed: bool
    must: bool


def quotable(assistant: Assistant) -> list[Citation]:
    """The sentences of reports and responses that may be quoted as they stand."""
    documents = [d for d in assistant.documents if d.kind in (Kind.REPORT, Kind.RESPONSE)]
    return [citation for document in documents for citation in _of(document, assistant)]


def _of(document: Document, assistant: Assistant) -> Iterator[Citation]:
    material = Material(assistant, Register())
    for passage in assistant.reading.whole(document.doc):
        for span in split_sentences(passage.text):
            text = passage.text[span.start : span.end]
            is_sentence = (
                text[:1].isupper() and text.endswith(".") and not set('”"“„»«’') & set(text)
            )
            if is_sentence and _FEWEST_WORDS <= len(words(text)) <= _MOST_WORDS:
                yield material.cited(Piece(passage, 0, 0), span.start, span.end)


def draft_with(citation: Citation) -> Draft:
    """A draft of one paragraph, which quotes a sentence with who says it."""
    who = citation.organisation or "Utredningen"
    text = f"{who} skriver: ”{' '.join(citation.quote.split())}”"
    sentence = Sentence(text=text, basis=Basis.SOURCE, sources=(1,))
    paragraph = Paragraph(
        key="p",
        sentences=(sentence,),
        sources=(citation,),
        writing=Writing(by="rules", when=WHEN),
    )
    section = Section(key="s", heading="Synpunkter", paragraphs=(paragraph,))
    return Draft(case=Case(), text=Text(title="Yttrande", sections=(section,)))


def tried(assistant: Assistant, number: int, seed: int = 8) -> list[Tried]:
    """So many edits, as many of every kind as of the others, of quotes chosen by chance."""
    rng = random.Random(seed)
    material = Material(assistant, Register())
    sources = quotable(assistant)
    found: list[Tried] = []
    for place, kind in enumerate(EDITS):
        wanted = number // len(EDITS) + (place < number % len(EDITS))
        made = 0
        for citation in rng.sample(sources, len(sources)):
            if made == wanted:
                break
            one = _try(rng, kind, citation, sources, material)
            if one:
                found.append(one)
                made += 1
    return found


def _try(
    rng: random.Random,
    kind: str,
    citation: Citation,
    sources: Sequence[Citation],
    material: Material,
) -> Tried | None:
    others = [word for word in rng.choice(sources).quote.split() if word.isalpha()]
    quote = " ".join(citation.quote.split())
    edited = EDITS[kind](rng, quote, others)
    if edited is None or edited[1:-1] in " ".join(citation.passage.split()).replace(quote, ""):
        return None  # the words stand elsewhere in the passage as well
    draft = draft_with(citation)
    assert draft.text
    text = draft.text.sections[0].paragraphs[0].text.replace(f"”{quote}”", edited)
    remarks = [*quote_remarks(draft.edited("p", text, WHEN), material)]
    return Tried(kind, quote, edited, bool(remarks), any(remark.must for remark in remarks))


def false_alarms(assistant: Assistant, most: int, seed: int = 8) -> tuple[int, int]:
    """How many quotes left alone get a remark, of how many."""
    material = Material(assistant, Register())
    sources = quotable(assistant)
    chosen = random.Random(seed).sample(sources, min(most, len(sources)))
    return sum(bool([*quote_remarks(draft_with(c), material)]) for c in chosen), len(chosen)
