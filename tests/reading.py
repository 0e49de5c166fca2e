"""How long the reading page makes its reader wait for the server.

    python -m ingest index FILES --data build/pdf
    python -m tests.reading build/pdf

Runs the page itself, without a browser, on the longest document: opened for the first time and then
at each of its sections, and plain searches. Times are of this process alone.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
from streamlit.testing.v1 import AppTest

from assistant import Assistant
from assistant.links import Link, link_to_section
from ingest.index import Settings

SCRIPT = "from assistant.pages import read\nread.page()"


def main(
    data: Annotated[Path, typer.Argument(help="data folder of an index")],
    words: Annotated[str, typer.Option(help="searches, by commas")] = "tillit,samverkan,kommun",
) -> None:
    """Open the longest document and search."""
    os.environ["TILLIT_DATA"] = str(data)
    assistant = Assistant.open(Settings())
    document = max(assistant.documents, key=lambda document: document.passages)
    outline = assistant.reading.outline(document.doc)
    links = [link_to_section(assistant.reading, document.doc, n) for n in range(len(outline))]
    found = {word: len(assistant.occurrences(word).occurrences) for word in words.split(",")}
    assistant.close()
    pages = f", {document.pages} pages" if document.pages else ""
    typer.echo(f"{document.doc}{pages}: {document.passages} passages, {len(outline)} sections")
    opened(links[0])  # opens the index
    typer.echo(f"opened:   {opened(links[0]):.2f} s")
    times = [opened(link) for link in links]
    typer.echo(f"sections: {median(times):.2f} s in the middle, {max(times):.2f} s at most")
    for word, hits in found.items():
        typer.echo(f"“{word}”: {opened(Link(words=word)):.2f} s, {hits} passages")


def opened(link: Link) -> float:
    """Processor seconds for the page at a link in a new window."""
    app = AppTest.from_string(SCRIPT, default_timeout=60)
    for name, value in link.query.items():
        app.query_params[name] = value
    started = time.process_time()
    app.run()
    assert not app.exception
    return time.process_time() - started


if __name__ == "__main__":
    typer.run(main)
