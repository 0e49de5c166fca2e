"""Fitting what is learned from labelled questions, and the figures by cross-validation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant import Assistant
from assistant.evaluate import LabelledQuestion, read_questions
from ingest.index import Settings, open_current
from tests.weights.answers import cases, crossed, fit_passages, fit_units

app = typer.Typer(add_completion=False, help=__doc__)
Questions = Annotated[list[Path], typer.Argument(help="labelled questions, JSON lines")]
Data = Annotated[Path, typer.Option(help="folder with an index")]


@app.command()
def answers(questions: Questions, data: Data = Path("data")) -> None:
    """Which sentences and passages answer."""
    settings = Settings(data=data)
    generation = open_current(settings.data, settings.chroma_url)
    embedder = generation.open_embedder(settings)
    measured = cases(Assistant(generation, embedder), generation, embedder, _all(questions))
    units = fit_units(measured)
    typer.echo(f"sentences {units}")
    typer.echo(f"passages {fit_passages(measured, units)}")
    typer.echo("threshold  cited  right  passages")
    for threshold, (cited, right, passages) in crossed(measured).items():
        typer.echo(f"{threshold:9.2f}  {cited:5.3f}  {right:5.3f}  {passages:8.2f}")


def _all(files: list[Path]) -> list[LabelledQuestion]:
    return [question for file in files for question in read_questions(file)]


if __name__ == "__main__":
    app()
