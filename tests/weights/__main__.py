"""Fitting what is learned from labelled questions, and the figures by cross-validation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant import Assistant
from assistant.evaluate import LabelledQuestion, read_labelled
from ingest.index import Settings, open_current
from tests.weights.answers import cases, fit_passages, fit_units
from tests.weights.answers import crossed as crossed_answers
from tests.weights.refusal import by_rule, crossed, curve, judged

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
    for threshold, (cited, right, passages) in crossed_answers(measured).items():
        typer.echo(f"{threshold:9.2f}  {cited:5.3f}  {right:5.3f}  {passages:8.2f}")


@app.command()
def refusal(questions: Questions, data: Data = Path("data")) -> None:
    """What is refused, what is answered, and by which rule."""
    found = judged(Assistant.open(Settings(data=data)), _all(questions))
    typer.echo("strictness  refused  answered")
    for factor, refused, answered in curve(found):
        typer.echo(f"{factor:10.2f}  {refused:7.3f}  {answered:8.3f}")
    refused, answered = crossed(found)
    typer.echo(f"by cross-validation: refused {refused:.3f}, answered {answered:.3f}")
    for name, right, wrong in by_rule(found):
        typer.echo(f"{name:22}  {right:3} rightly  {wrong:3} wrongly")


def _all(files: list[Path]) -> list[LabelledQuestion]:
    return [question for file in files for question in read_labelled(file)]


if __name__ == "__main__":
    app()
