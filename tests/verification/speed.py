"""Processor time of the check: python -m tests.verification.speed CORPUS."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from assistant.verify import Verifier
from ingest.build import build
from ingest.index import Settings, open_current
from tests.verification.material import FOLDER, Place, read_places

_SENTENCES = 10


def main(corpus: Annotated[Path, typer.Argument(help="Folder with the real documents.")]) -> None:
    """Print what ten sentences take, as a Markdown table: milliseconds of processor time."""
    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), embedding="", chroma_url="")
        build([*sorted(corpus.glob("*.md")), *sorted(corpus.glob("*.txt"))], settings)
        generation = open_current(settings.data, "")
        places = read_places(FOLDER / "real_fitted.jsonl", generation)
        several = list({place.passage.id: place for place in places}.values())
        verifier = Verifier(generation, generation.open_embedder(settings))
        first, second, third = (several[n * _SENTENCES : (n + 1) * _SENTENCES] for n in range(3))
        print("| ten sentences | ms |\n|---|---|")
        for name, some, texts in (
            ("paraphrases, the very first", first, [p.true for p in first]),
            ("paraphrases, passages never read", second, [p.true for p in second]),
            ("paraphrases, passages read before", second, [p.true for p in second]),
            ("the source's own words, passages never read", third, [p.text for p in third]),
        ):
            print(f"| {name} | {_milliseconds(verifier, texts, some):.0f} |")
        generation.close()


def _milliseconds(verifier: Verifier, texts: Sequence[str], places: Sequence[Place]) -> float:
    started = time.process_time()
    for text, place in zip(texts, places, strict=True):
        verifier.verify(text, [place.source])
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    typer.run(main)
