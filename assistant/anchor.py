"""Where a kept citation stands in the index of today.

Passages are cut and numbered anew with each index, so a citation is found again by what lasts: the
document's checksum, its words, its section. A document whose file is another may still hold the
words; then they are found in it, and it is said. Where the words are gone from a file that is the
same, it is now read differently, and the section stands in. Else the source has changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from assistant.answer import Citation
from ingest.index import Document, Passage

_SETTING = re.compile(r"[\s\-\u00ad\u2010\u2011]+")  # what typesetting puts between the letters


@dataclass(frozen=True, slots=True)
class Anchor:
    """A citation's place today.

    `quoted` are its words as they stand in the passage; empty where only the section is left, and
    a part of them where the passage ends within them. `replaced` is true where the document's file
    is not the one that was cited.
    """

    passage: Passage
    quoted: tuple[str, ...]
    replaced: bool = False


def anchored(
    citation: Citation,
    words: Sequence[str],
    documents: Iterable[Document],
    passages_of: Callable[[str], Sequence[Passage]],
) -> Anchor | None:
    """Where a citation stands among these documents, None where its source has changed.

    `words` are the quote, or the sentences that were taken from a digest; one of them is enough.
    `passages_of` gives the passages of a document by its `doc`, in reading order.
    """
    document = _document(citation, documents)
    if document is None:
        return None
    replaced = document.checksum != citation.checksum
    passages = passages_of(document.doc)
    found = next(chain(_whole(citation, words, passages), _broken(words, passages)), None)
    if found:
        return Anchor(*found, replaced)
    within = [passage for passage in passages if _in_section(passage, citation.section)]
    return Anchor(within[0], ()) if within and not replaced else None


def _document(citation: Citation, documents: Iterable[Document]) -> Document | None:
    """The same file under whatever name, else the document of the same name."""
    listed = list(documents)
    same = [document for document in listed if document.checksum == citation.checksum]
    named = [document for document in listed if document.doc == citation.doc]
    return next(iter([*same, *named]), None)


def _whole(
    citation: Citation, words: Sequence[str], passages: Sequence[Passage]
) -> Iterator[tuple[Passage, tuple[str, ...]]]:
    """Passages that hold words whole, the likest first: words may stand in several places."""

    def unlike(passage: Passage) -> tuple[bool, bool]:
        return passage.text != citation.passage, not _in_section(passage, citation.section)

    sought = [loose for piece in words if (loose := _loose(piece))]
    for passage in sorted(passages, key=unlike):
        text = _loose(passage.text)
        found = [(text.index(piece), len(piece)) for piece in sought if piece in text]
        if found:
            yield passage, tuple(_stretch(passage.text, start, size) for start, size in found)


def _broken(
    words: Sequence[str], passages: Sequence[Passage]
) -> Iterator[tuple[Passage, tuple[str, ...]]]:
    """Words that two passages share since they were cut anew, in the one that holds more."""
    for first, second in pairwise(passages):
        head, tail = _loose(first.text), _loose(second.text)
        for piece in filter(None, map(_loose, words)):
            start = (head + tail).find(piece, max(0, len(head) - len(piece)))
            if start < 0:
                continue
            in_first = len(head) - start
            in_second = len(piece) - in_first
            if in_first >= in_second:
                yield first, (_stretch(first.text, start, in_first),)
            else:
                yield second, (_stretch(second.text, 0, in_second),)


def _in_section(passage: Passage, section: str) -> bool:
    return bool(section) and any(part.section == section for part in passage.parts)


def _loose(text: str) -> str:
    """Text without white space and hyphens, as these differ from one setting to the next."""
    return _SETTING.sub("", text)


def _stretch(text: str, start: int, size: int) -> str:
    """The part of a text whose loose form is the loose text's [start:start + size]."""
    kept = [n for n, sign in enumerate(text) if not _SETTING.match(sign)]
    return text[kept[start] : kept[start + size - 1] + 1]
