"""The benchmark's commands; see docs/benchmark.md."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from tests.benchmark.process import apart

app = typer.Typer(add_completion=False, help=__doc__)
SIZES = "1000,10000,100000,1000000"


@app.command()
def against(
    questions: Annotated[Path, typer.Argument(help="questions with gold places, JSON lines")],
    documents: Annotated[list[Path], typer.Argument(help="the .md and .txt files to index")],
    systems: Annotated[str, typer.Option(help="which, of those in systems.py")] = (
        "minilm,bm25,ensemble,plain,ours"
    ),
    out: Annotated[Path | None, typer.Option(help="also write the figures here, JSON")] = None,
) -> None:
    """Compare with what people build otherwise: quality, times, memory, size on disk."""
    from tests.benchmark.contest import contest
    from tests.benchmark.tables import contest_table

    results = []
    for name in systems.split(","):
        results.append(contest(name, documents, questions))
        typer.echo(json.dumps(results[-1]), err=True)
        _write(results, out)
    typer.echo(contest_table(results))


@app.command()
def growth(
    texts: Annotated[Path, typer.Argument(help="folder of the two files of texts")],
    sizes: Annotated[str, typer.Option(help="numbers of passages")] = SIZES,
    data: Annotated[Path | None, typer.Option(help="keep the indexes here")] = None,
    out: Annotated[Path | None, typer.Option(help="also write the figures here, JSON")] = None,
    picture: Annotated[Path | None, typer.Option(help="draw them here, PNG")] = None,
) -> None:
    """Build indexes of growing size and measure retrieval in each."""
    from tests.benchmark.figure import draw
    from tests.benchmark.tables import growth_tables

    with TemporaryDirectory() as scratch:
        results = [_grown(texts, data or Path(scratch), int(size)) for size in sizes.split(",")]
    _write(results, out)
    if picture:
        draw(results, picture)
    typer.echo(growth_tables(results))


def _grown(texts: Path, data: Path, count: int) -> dict[str, Any]:
    """Build and measure one size; a size already built in the folder is only measured."""
    from tests.benchmark.building import build, embed_real
    from tests.benchmark.measuring import measure

    if not (data / "real.npy").exists():
        apart(embed_real, texts, data)
    note = data / f"{count}.json"
    if not note.exists():
        built, building_mb = apart(build, texts, data, count)
        note.write_text(json.dumps({"built": built, "building_mb": building_mb}), encoding="utf8")
    measured, asking_mb = apart(measure, texts, data / str(count))
    noted = json.loads(note.read_text(encoding="utf8"))
    return {"passages": count, **noted, "measured": measured, "asking_mb": asking_mb}


def _write(results: list[dict[str, Any]], out: Path | None) -> None:
    if out:
        out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    app()
