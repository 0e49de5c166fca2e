"""Measuring verification: python -m tests.verification CORPUS [--fit]."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from ingest.build import build
from ingest.documents import default_files
from ingest.index import Generation, Settings, open_current
from tests.invented import write_corpus
from tests.verification.material import FOLDER, cases, read_places
from tests.verification.measuring import Judged, fitted, judge, table


def main(
    corpus: Annotated[Path, typer.Argument(help="Folder with the real documents as text.")],
    fit: Annotated[bool, typer.Option("--fit", help="Fit anew, and print the figures.")] = False,
    words_alone: Annotated[bool, typer.Option("--words-alone", help="No vectors.")] = False,
    side: Annotated[str, typer.Option(help="held-out, fitted, or all.")] = "held-out",
) -> None:
    """Print how many sentences of each kind are held for not supported, as a Markdown table."""
    judged: list[Judged] = []
    with TemporaryDirectory() as folder:
        for name, generation, settings in _generations(corpus, Path(folder), words_alone):
            embedder = generation.open_embedder(settings)
            of_table = cases(read_places(FOLDER / f"{name}.jsonl", generation))
            judged += judge(of_table, generation, embedder, name, fit)
            generation.close()
    if fit:
        print(fitted(judged))
    else:
        print(table([j for j in judged if side == "all" or j.case.fitted == (side == "fitted")]))


def _generations(
    corpus: Path, folder: Path, words_alone: bool
) -> list[tuple[str, Generation, Settings]]:
    """The real documents and the invented ones, indexed."""
    embedding = "none" if words_alone else ""
    real = [*sorted(corpus.glob("*.md")), *sorted(corpus.glob("*.txt"))]
    invented = write_corpus(folder / "invented")
    made = []
    for name, settings in (
        ("real", Settings(data=folder / "real-data", embedding=embedding, chroma_url="")),
        (
            "invented",
            Settings(
                data=folder / "data", corpus=invented, embedding=embedding, adapt=False, chroma_url=""
            ),
        ),
    ):
        build(real if name == "real" else default_files(settings), settings)
        made.append((name, open_current(settings.data, ""), settings))
    return made



if __name__ == "__main__":
    typer.run(main)
