"""The text of a draft: sections of paragraphs, where every sentence knows what it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.answer import Citation
from assistant.writer.marked import MarkedSentences

Form = Literal["text", "point", "decision", "line"]

_WHOLE = r"(?<!\S){}(?=\s|\[|$)"
_MARKS = re.compile(r"(?:\s*\[\d+\])*")


class Basis(StrEnum):
    """What a sentence stands on. Nothing else may be written."""

    TEMPLATE = "template"  # the document type's own words, filled in from the case
    POSITION = "position"  # the standpoint that the official chose
    POINT = "point"  # the official's own point
    SOURCE = "source"  # a document, with its place
    OWN = "own"  # the official's own words in an edited paragraph


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sentence(_Part):
    """One sentence, and the numbers of the paragraph's sources that it cites.

    `doubt` says in Swedish what speaks against a sentence that a model wrote, empty where nothing
    does.
    """

    text: str
    basis: Basis
    sources: tuple[int, ...] = ()
    doubt: str = ""

    @property
    def marked(self) -> str:
        """The sentence with its [1] marks after it."""
        marks = "".join(f"[{n}]" for n in self.sources)
        return f"{self.text} {marks}" if marks else self.text


class Writing(_Part):
    """Who wrote a paragraph: our rules, or a model by its name; and when."""

    by: Literal["rules", "model"]
    when: datetime
    model: str = ""


class Edit(_Part):
    """A paragraph as the official left it, with [1] marks; and when. `confirmed` are sentences
    without a source of which the official has said that they are the organisation's own."""

    text: str
    when: datetime
    confirmed: tuple[str, ...] = ()


class Paragraph(_Part):
    """A paragraph: as it was written, and as it was edited since.

    `key` stays the same when it is written anew. `proposal` is what it answers, if anything.
    `form` tells how it is set: running text, a point of a list, a sentence of a decision
    (att-sats), or a line that stands for itself (a name, a recipient). `sources` are numbered from
    1 in order.
    """

    key: str
    sentences: tuple[Sentence, ...]
    writing: Writing
    form: Form = "text"
    proposal: str = ""
    sources: tuple[Citation, ...] = ()
    edit: Edit | None = None

    @property
    def written(self) -> str:
        """The text as it was written, with [1] marks."""
        return " ".join(sentence.marked for sentence in self.sentences)

    @property
    def text(self) -> str:
        """The text as it stands, with [1] marks."""
        return self.edit.text if self.edit else self.written

    def said(self) -> tuple[Sentence, ...]:
        """The sentences as they stand: those the official left alone keep what they stand on, all
        others are the official's own. Marks that name no source are passed over."""
        return tuple(sentence for block in self.blocks() for sentence in block)

    def blocks(self) -> list[tuple[Sentence, ...]]:
        """The same, parted where the official put a blank line."""
        if self.edit is None:
            return [self.sentences]
        blocks = (self._read(text) for text in re.split(r"\n\s*\n", self.edit.text))
        return [block for block in blocks if block]

    def _read(self, text: str) -> tuple[Sentence, ...]:
        found: list[Sentence] = []
        at = 0
        while (kept := self._next_kept(text, at)) is not None:
            start, sentence = kept
            found += self._own(text[at:start])
            marks = _MARKS.match(text, start + len(sentence.text))
            assert marks, "the pattern also matches nothing"
            found.append(sentence.model_copy(update={"sources": self._cited(marks.group())}))
            at = marks.end()
        return (*found, *self._own(text[at:]))

    def _next_kept(self, text: str, at: int) -> tuple[int, Sentence] | None:
        """The first sentence from there on that stands as it was written, and where it begins."""
        places = [
            (place.start(), -len(sentence.text), sentence)
            for sentence in self.sentences
            if (place := re.compile(_WHOLE.format(re.escape(sentence.text))).search(text, at))
        ]
        if not places:
            return None
        start, _, sentence = min(places, key=lambda place: place[:2])
        return start, sentence

    def _own(self, text: str) -> list[Sentence]:
        """What the official wrote."""
        return [
            Sentence(text=own, basis=Basis.SOURCE if cited else Basis.OWN, sources=cited)
            for own, numbers in marked(text)
            if own
            for cited in [tuple(n for n in numbers if 1 <= n <= len(self.sources))]
        ]

    def _cited(self, marks: str) -> tuple[int, ...]:
        numbers = dict.fromkeys(int(n) for n in re.findall(r"\d+", marks))
        return tuple(n for n in numbers if 1 <= n <= len(self.sources))

    def citation(self, number: int) -> Citation:
        """The source of a [number] mark."""
        return self.sources[number - 1]


class Row(_Part):
    """A row of a table; `proposal` is what it is about."""

    cells: tuple[str, ...]
    proposal: str = ""


class Table(_Part):
    """A table with its head. It follows from the positions, and is never edited by hand."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]


class Section(_Part):
    """A heading, its paragraphs, then its table. `level` counts from 1 under the title.

    A heading may stand alone, with the sections under it. `key` stays the same when the text is
    written anew.
    """

    key: str
    heading: str
    level: int = 1
    paragraphs: tuple[Paragraph, ...] = ()
    table: Table | None = None


class Text(_Part):
    """The whole text under its title."""

    title: str
    sections: tuple[Section, ...] = ()

    def paragraphs(self) -> Iterator[tuple[Section, Paragraph]]:
        """Each paragraph with its section, in order."""
        for section in self.sections:
            for paragraph in section.paragraphs:
                yield section, paragraph

    def paragraph(self, key: str) -> Paragraph | None:
        """The paragraph of that key."""
        return next((one for _, one in self.paragraphs() if one.key == key), None)

    def replaced(self, paragraph: Paragraph) -> Text:
        """The text with a paragraph in place of the one of the same key."""
        sections = tuple(
            section.model_copy(
                update={
                    "paragraphs": tuple(
                        paragraph if one.key == paragraph.key else one for one in section.paragraphs
                    )
                }
            )
            for section in self.sections
        )
        return self.model_copy(update={"sections": sections})


def marked(text: str) -> list[tuple[str, tuple[int, ...]]]:
    """The sentences of a text, each with the numbers of its [1] marks."""
    reader = MarkedSentences()
    text = re.sub(r"\s+(?=\[\d+\])", " ", text)  # a mark on a line of its own ends what it follows
    found = [*reader.feed(text), *reader.finish(whole=True)]
    return [(one.text, one.numbers) for one in found]
