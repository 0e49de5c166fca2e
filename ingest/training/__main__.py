"""The command that trains the shipped model: see ``python -m ingest.training --help``."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def main(
    text: Annotated[Path, typer.Option(help="Folder with the public texts (see its README).")],
    out: Annotated[Path, typer.Option(help="Folder to write the model and its card to.")],
    seed: Annotated[int, typer.Option(help="Same seed, same texts, same machine: same model.")] = 1,
    threads: Annotated[int, typer.Option(help="Processor cores to use.")] = 2,
) -> None:
    """Train the Swedish retrieval model and write it with its model card."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # a shared machine: do not spin
    os.environ["OMP_NUM_THREADS"] = os.environ["RAYON_NUM_THREADS"] = str(threads)
    from ingest.training.recipe import Recipe, run

    began = time.monotonic()
    run(text, out, Recipe(seed=seed, threads=threads))
    typer.echo(f"{out}: done in {(time.monotonic() - began) / 60:.1f} minutes")


if __name__ == "__main__":
    app()
