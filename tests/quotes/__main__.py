"""Edits quotes of the indexed documents by hand-like changes.

python -m tests.quotes --data DIR     how many of each kind are noticed
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from assistant import Assistant
from ingest.index import Settings
from tests.quotes.trying import false_alarms, tried


def main(
    data: Annotated[Path, typer.Option(help="The folder of an index.")],
    number: Annotated[int, typer.Option(help="How many edits.")] = 2000,
    seed: int = 8,
) -> None:
    """Print how many edits of each kind are noticed, those that are not, and false alarms."""
    with closing(Assistant.open(Settings(data=data, chroma_url=""))) as assistant:
        found = tried(assistant, number, seed)
        wrong, of = false_alarms(assistant, number, seed)
    made, noticed = Counter(one.kind for one in found), Counter(o.kind for o in found if o.noticed)
    must = Counter(one.kind for one in found if one.must)
    print("| edit | made | noticed | of them must be mended |\n|---|---|---|---|")
    for kind, times in made.items():
        print(f"| {kind} | {times} | {noticed[kind]} | {must[kind]} |")
    print(f"| all | {len(found)} | {noticed.total()} | {must.total()} |")
    for one in found:
        if not one.noticed:
            print(f"\nmissed ({one.kind}): {one.quote}\n  {one.edited}")
    print(f"\n{wrong} of {of} quotes left alone remarked on")


if __name__ == "__main__":
    typer.run(main)
