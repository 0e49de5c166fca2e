"""Real passages and questions for the growth run, from parliament's and the law's texts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from ingest.index import split_sentences

SHORTEST, LONGEST = 500, 1400  # characters of a passage
INTERPELLATIONS = 15_000  # the texts that come first
QUESTIONS = 200
WARMING = 50  # more questions, asked before any is timed
_SEED = 20181


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its title and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What the texts hold: real passages as title and text, and titles whose texts are left out."""

    pieces: list[tuple[str, str]]
    questions: list[str]


def read_texts(folder: Path) -> list[Text]:
    """All texts of the folder's two files: interpellations, then sections of law by act."""
    texts = [
        Text(one["t"], tuple(one["p"])) for one in _lines(folder / "interpellationer.jsonl.gz")
    ]
    acts: dict[str, list[str]] = {}
    for one in _lines(folder / "sfs.jsonl.gz"):
        acts.setdefault(one["r"].strip('"'), []).append(one["x"])
    return texts + [Text(title, tuple(sections)) for title, sections in acts.items()]


def read_material(folder: Path) -> Material:
    """All real passages in an order of chance, and the questions."""
    random = Random(_SEED)
    texts = read_texts(folder)
    titled = [n for n, text in enumerate(texts) if n < INTERPELLATIONS and _asks(text.title)]
    asked = set(random.sample(titled, QUESTIONS + WARMING))
    rest = [text for n, text in enumerate(texts) if n not in asked]
    random.shuffle(rest)
    return Material(
        [piece for text in rest for piece in _pieces(text, random)],
        [texts[n].title.replace("\u00ad", "") for n in random.sample(sorted(asked), len(asked))],
    )


def _asks(title: str) -> bool:
    return 20 <= len(title) <= 90


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf8") as file:
        yield from (json.loads(line) for line in file)


def _pieces(text: Text, random: Random) -> Iterator[tuple[str, str]]:
    """Titles and texts of a text's passages, 500 to 1,400 characters but for the last."""
    sentences: list[str] = []
    wanted = random.randint(SHORTEST, LONGEST)
    for sentence in _sentences(text.paragraphs):
        if sentences and sum(map(len, sentences)) + len(sentence) > wanted:
            yield text.title, " ".join(sentences)
            sentences, wanted = [], random.randint(SHORTEST, LONGEST)
        sentences.append(sentence[:LONGEST])
    if sum(map(len, sentences)) >= SHORTEST:
        yield text.title, " ".join(sentences)


def _sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        text = paragraph.replace("\u00ad", "")
        for span in split_sentences(text):
            yield text[span.start : span.end]
