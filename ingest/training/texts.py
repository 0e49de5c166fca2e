"""The public Swedish texts that the model learns from, as documents of blocks of sentences.

Two sources, described in the folder's own README: parliament's interpellations (a member asks a
minister: title, reasons, closing questions) and the body of Swedish law (acts, headings, sections).
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

INTERPELLATIONS = "interpellationer.jsonl.gz"
LAWS = "sfs.jsonl.gz"

_SENTENCE_END = re.compile(r"(?<=[.?!:])[\"”]?\s+(?=[\"”–(]?[A-ZÅÄÖ0-9])")
_ABBREVIATED = re.compile(r"\b(?:bl|t|s|m|o|f|d|e|kap|st|nr|ca|dir|prop|jfr|resp|dvs|\w)\.$", re.I)
_HEADER = re.compile(r"^(?:den \d+ |interpellation\b|\d{4}/\d{2}:|av \w+ \w+ \(|till \w+ )", re.I)
_ASKS = re.compile(r"\b(?:fråga|frågar|frågor|frågan)\b", re.I)
_AMENDED = re.compile(r"\s*(?:Lag|Förordning|Kungörelse) \(\d{4}:\d+\)\.\s*$")
_LONG_HEADING = 160  # characters; longer "headings" are stray text
_SHORT_BLOCK = 60  # characters; shorter paragraphs are captions, dates and signatures


@dataclass(frozen=True)
class Block:
    """A paragraph or a section of law: the heading above it (may be empty) and its sentences."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A title, the questions it asks (none in law) and its blocks in order."""

    title: str
    questions: tuple[str, ...]
    blocks: tuple[Block, ...]


def sentences(text: str) -> tuple[str, ...]:
    """The text's sentences; abbreviations such as "bl.a." and "3 kap." do not end one."""
    found: list[str] = []
    for part in _SENTENCE_END.split(text.replace("\u00ad", "").strip()):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += " " + part
        elif part:
            found.append(part)
    return tuple(found)


def interpellation(record: dict[str, Any]) -> Document:
    """One interpellation; its closing questions apart from the reasons it gives for them."""
    paragraphs = [p for p in record["p"] if not _HEADER.match(p)]
    questions: list[str] = []
    blocks: list[Block] = []
    for place, paragraph in enumerate(paragraphs):
        closing = place >= len(paragraphs) - 5 and place > 0
        if closing and (paragraph.rstrip().endswith("?") or _ASKS.search(paragraph)):
            asked = [s for s in sentences(paragraph) if s.endswith("?") or _ASKS.search(s)]
            questions += [s for s in asked if len(s) >= 30 and not s.endswith(":")]
        elif len(paragraph) >= _SHORT_BLOCK:
            blocks.append(Block("", sentences(paragraph)))
    return Document(record["t"], tuple(questions), tuple(blocks))


def act(records: list[dict[str, Any]]) -> Document:
    """One act or ordinance of law; a block is a section with the headings above it."""
    blocks = []
    for record in records:
        above = [h for h in record["h"][1:] if len(h) <= _LONG_HEADING and not h.endswith("§")]
        text = _AMENDED.sub("", record["x"])
        if len(text) >= _SHORT_BLOCK:
            blocks.append(Block(" ".join(above), sentences(text)))
    return Document(records[0]["r"].strip('"'), (), tuple(blocks))


def read(folder: Path) -> list[Document]:
    """All documents with at least one block, interpellations first, in the order of the files."""
    documents = [interpellation(r) for r in _records(folder / INTERPELLATIONS)]
    acts = itertools.groupby(_records(folder / LAWS), key=lambda record: str(record["r"]))
    documents += [act(list(records)) for _, records in acts]
    return [document for document in documents if document.blocks]


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)
