"""Measuring verification: python -m tests.verification CORPUS, with --fit, --curve, --seen …"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from assistant.verify import open_entailment
from assistant.verify.scorer import WITH_VECTORS, WORDS_ALONE
from ingest.build import build
from ingest.documents import default_files
from ingest.index import Generation, Settings, open_current
from tests.invented import write_corpus
from tests.verification.material import FOLDER, cases, read_places
from tests.verification.measuring import Judged, curve, fitted, judge, table


def main(
    corpus: Annotated[Path, typer.Argument(help="Folder with the real documents as text.")],
    fit: Annotated[bool, typer.Option("--fit", help="Fit anew, and print the figures.")] = False,
    words_alone: Annotated[bool, typer.Option("--words-alone", help="No vectors.")] = False,
    weigh: Annotated[bool, typer.Option("--curve", help="What each threshold would do.")] = False,
    seen: Annotated[bool, typer.Option("--seen", help="The sentences fitted on.")] = False,
) -> None:
    """Print how many sentences of each kind are held for not supported, as a Markdown table."""
    judged: list[Judged] = []
    with TemporaryDirectory() as folder:
        for name, generation, settings in _generations(corpus, Path(folder), words_alone):
            embedder = generation.open_embedder(settings)
            file = FOLDER / f"{name}_{'fitted' if fit or seen else 'measured'}.jsonl"
            weighed = fit or weigh  # by our own measures alone
            model = None if weighed else open_entailment(settings.entailment)
            of_file = cases(read_places(file, generation))
            judged += judge(of_file, generation, embedder, weighed, model)
            generation.close()
    if fit:
        print(fitted(judged))
    elif weigh:
        print(curve(judged, WORDS_ALONE if words_alone else WITH_VECTORS))
    else:
        print(table(judged))


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
                data=folder / "data",
                corpus=invented,
                embedding=embedding,
                adapt=False,
                chroma_url="",
            ),
        ),
    ):
        build(real if name == "real" else default_files(settings), settings)
        made.append((name, open_current(settings.data, ""), settings))
    return made


if __name__ == "__main__":
    typer.run(main)
