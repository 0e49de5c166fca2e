"""Permanent links to places in the documents.

A link names the document, the section, and eight signs made of the opening words of the sentence
it points at. Passages may be cut anew and renumbered; as long as the sentence stands in the
document, the link finds it. Where it no longer does, the section is shown, and said to have
changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode

from assistant.reading import Reading, Section, home, stretches_of
from ingest.index import Passage, split_sentences

PAGE = "las"  # the reading page's place in the address
_OPENING = 80  # letters and digits; a heading and a point of a list may share fewer
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Link:
    """A place to read. `anchor` is the sentence's, "" for the section as a whole.

    `words` are searched for; without `doc` the link leads to the list of hits.
    """

    doc: str = ""
    section: str = ""
    anchor: str = ""
    words: str = ""

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> Link:
        """The link that an address's query stands for."""
        names = ("dok", "avsnitt", "stycke", "sok")
        return cls(*(query.get(name, "") for name in names))

    @property
    def query(self) -> dict[str, str]:
        """The parts of the address, empty ones left out."""
        parts = {
            "dok": self.doc, "avsnitt": self.section, "stycke": self.anchor, "sok": self.words
        }  # fmt: skip
        return {name: value for name, value in parts.items() if value}

    @property
    def address(self) -> str:
        """The address, relative to the start page."""
        return f"{PAGE}?{urlencode(self.query)}"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: the section by its place in the outline, and the passage.

    `section` is None where the document has no such section; `changed` where the words linked to no
    longer stand in the document.
    """

    section: int | None
    passage: Passage | None = None
    changed: bool = False


def link_to(passage: Passage, offset: int = 0) -> Link:
    """The permanent link to the sentence of a passage in which a character stands."""
    starts = [span.start for span in split_sentences(passage.text) if span.start <= offset]
    start = starts[-1] if starts else 0
    part, _, end = next(s for s in reversed(stretches_of(passage)) if s[1] <= start)
    return Link(passage.doc, part.section, _anchor(passage.text[start:end]))


def link_to_section(reading: Reading, doc: str, number: int) -> Link:
    """The permanent link to the section in this place of the outline.

    Where an earlier section has the same label, the link points at this one's opening words.
    """
    outline = reading.outline(doc)
    section = outline[number]
    if any(earlier.label == section.label for earlier in outline[:number]) and section.rows:
        first = reading.pieces(section)[0]
        return link_to(first.passage, first.start)
    return Link(doc, section.label)


def follow(link: Link, reading: Reading) -> Target:
    """Where a link leads in the documents as they are now."""
    outline = reading.outline(link.doc)
    named = [n for n, section in enumerate(outline) if section.label == link.section]
    if not link.anchor:
        return Target(named[0] if named else None)
    near = (passage for n in named for passage in reading.passages(outline[n]))
    passage, path = _standing(near, link.anchor) or (
        _standing(reading.whole(link.doc), link.anchor) or (None, ())
    )
    if passage is None:
        return Target(named[0] if named else None, changed=True)
    return Target(_holding(outline, passage, path, reading), passage)


def _standing(passages: Iterable[Passage], anchor: str) -> tuple[Passage, tuple[str, ...]] | None:
    """The first passage with a sentence of this anchor, and the section's path it stands in."""
    for passage in passages:
        sentences = split_sentences(passage.text)
        for part, start, end in stretches_of(passage):
            for span in sentences:
                if start <= span.start < end and _anchor(passage.text[span.start : end]) == anchor:
                    return passage, home(part)
    return None


def _holding(
    outline: tuple[Section, ...], passage: Passage, path: tuple[str, ...], reading: Reading
) -> int:
    return next(
        n
        for n, section in enumerate(outline)
        if section.path == path and any(p.id == passage.id for p in reading.passages(section))
    )


def _anchor(text: str) -> str:
    """Made of letters and digits alone, so that line breaks and hyphens do not matter."""
    letters = "".join(sign for sign in text[: 4 * _OPENING].casefold() if sign.isalnum())
    return sha256(letters[:_OPENING].encode()).hexdigest()[:_DIGITS]
