"""The one form of an answer, whoever composed it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.question import EVERYTHING, Filters
from assistant.verify import Level, Verdict
from ingest.index import Document, Kind, Passage


@dataclass(frozen=True, slots=True)
class About:
    """What a digest passage retells: a document and its section."""

    doc: str
    section: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands. `quote` is the document's own words, empty for a digest.

    `page` is the printed page and `page_index` the place in the PDF (from 0), None without pages.
    `checksum` is the document's: with section and quote it finds the place again when passages
    have been cut anew.
    """

    n: int
    passage_id: str
    doc: str
    title: str
    kind: Kind
    organisation: str | None
    section: str
    heading: str
    page: int | None
    page_index: int | None
    quote: str
    passage: str
    about: About | None
    checksum: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One or more sentences in a row from one place, with the number of their citation.

    `points` holds the points of a list that `text` introduces; `text` may then be empty. `verdict`
    tells how far what it cites supports it, None where nobody has checked. What a model wrote may
    cite nothing that exists (`citation` is None), or `further` places.
    """

    text: str
    citation: int | None
    points: tuple[str, ...] = ()
    further: tuple[int, ...] = ()
    verdict: Verdict | None = None

    @property
    def citations(self) -> tuple[int, ...]:
        """The numbers of all its citations."""
        return (() if self.citation is None else (self.citation,)) + self.further


@dataclass(frozen=True, slots=True)
class Voice:
    """What one speaker says: the inquiry, a named organisation, or our own digest.

    `label` is how the screen names the speaker, in Swedish.
    """

    label: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A passage that was weighed, with its score (higher is better, at most about 1)."""

    passage: Passage
    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class Understood:
    """How the question was taken, for those who ask why they got this answer.

    `asks_for` is a Swedish phrase of what kind of answer is sought; `names` whom it names;
    `unknown_words` are those that stand nowhere in the documents, `left_out` those that tell
    nothing of the matter.
    """

    asks_for: str = ""
    names: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    unknown_words: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question as it was taken in a conversation.

    `text` stands alone, and `filters` follow from it. `note` says in Swedish how it was understood,
    empty where it was taken as it stands.
    """

    text: str
    filters: Filters = EVERYTHING
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or with `abstained` what is missing and (`citations`) the nearest passages.

    `lead` is a sentence of the assistant's own: why it abstains, or what of the question it
    leaves open. `mode` tells who composed the answer, and `model` which model, where one did.
    `resolved` tells how the question was taken, `scope` what the reader had the answer kept to, in
    Swedish, empty for everything.
    """

    question: str
    abstained: bool
    mode: Literal["extractive", "generative"]
    lead: str
    voices: tuple[Voice, ...]
    citations: tuple[Citation, ...]
    retrieved: tuple[Retrieved, ...]
    milliseconds: float
    understood: Understood = Understood()
    resolved: Resolved | None = None
    scope: str = ""
    model: str = ""

    @property
    def text(self) -> str:
        """The answer as plain text with [1] marks."""
        blocks = [self.lead] if self.lead else []
        for voice in self.voices:
            lines = [line for statement in voice.statements for line in statement_lines(statement)]
            blocks.append("\n".join([f"{voice.label}:", *lines]))
        return "\n\n".join(blocks)


def statement_lines(statement: Statement) -> list[str]:
    """A statement as lines of plain text, its mark at the end."""
    lines = [*([statement.text] if statement.text else []), *statement.points]
    lines[-1] += mark(statement)
    return lines


def mark(statement: Statement) -> str:
    """What stands after a statement: " [1]", and what speaks against it where something does."""
    parts = ["".join(f"[{n}]" for n in statement.citations)]
    verdict = statement.verdict
    if verdict and verdict.level is not Level.SUPPORTED:
        parts.append(f"({verdict.level}: {' '.join(verdict.reasons)})")
    return "".join(f" {part}" for part in parts if part)


def about(document: Document, section: str) -> About | None:
    """What a passage of this document and section retells, None unless it is a digest."""
    return About(document.about, section) if document.about else None


def as_json(answer: Answer, question_id: str | None = None) -> dict[str, Any]:
    """The answer in the form that the command line prints (see the contracts in the README)."""
    identity = {"id": question_id} if question_id is not None else {"question": answer.question}
    note = answer.resolved.note if answer.resolved else ""
    return {
        **identity,
        **({"understood": note} if note else {}),
        "answer": answer.text,
        "abstained": answer.abstained,
        "mode": answer.mode,
        "citations": [_citation_json(citation) for citation in answer.citations],
        "retrieved": [_retrieved_json(retrieved) for retrieved in answer.retrieved],
        "verified": [
            _verdict_json(statement) for voice in answer.voices for statement in voice.statements
        ],
        "milliseconds": round(answer.milliseconds, 1),
    }


def _verdict_json(statement: Statement) -> dict[str, Any]:
    verdict = statement.verdict
    return {
        "citation": statement.citation,
        "further": list(statement.further),
        "verdict": verdict.level.value if verdict else None,
        "reasons": list(verdict.reasons) if verdict else [],
    }


def _citation_json(citation: Citation) -> dict[str, Any]:
    fields = asdict(citation)
    del fields["passage_id"], fields["page_index"], fields["checksum"]
    return fields


def _retrieved_json(retrieved: Retrieved) -> dict[str, Any]:
    passage, part = retrieved.passage, retrieved.passage.parts[0]
    line = passage.line_at(0)
    source = about(retrieved.document, part.section)
    return {
        "doc": passage.doc,
        "section": part.section,
        "page": line.page if line else None,
        "text": passage.text,
        "score": round(retrieved.score, 4),
        "about": asdict(source) if source else None,
    }
