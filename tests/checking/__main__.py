"""Measuring the checks of drafts.

python -m tests.checking quotes --data DIR     edits of quotes that are caught, by kind
python -m tests.checking language --data DIR   advice on the responses' own text, and its LIX
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from assistant.drafting.checks.language import advice
from assistant.drafting.checks.places import unquoted
from assistant.drafting.readability import lix, scale
from assistant.service import Assistant
from ingest.index import Kind, Settings, split_sentences, words
from tests.checking.quoting import false_alarms, tried

app = typer.Typer(add_completion=False, no_args_is_help=True)
Data = Annotated[Path, typer.Option(help="The folder of an index.")]


@app.command()
def quotes(data: Data, each: int = 100, seed: int = 8) -> None:
    """Print how many edits of each kind are caught, those that are not, and false alarms."""
    assistant = Assistant.open(Settings(data=data, chroma_url=""))
    found = tried(assistant, each, seed)
    made, caught = Counter(one.kind for one in found), Counter(o.kind for o in found if o.caught)
    print("| edit | tried | caught |\n|---|---|---|")
    for kind, number in made.items():
        print(f"| {kind} | {number} | {caught[kind]} |")
    print(f"| all | {len(found)} | {sum(caught.values())} |")
    for one in found:
        if not one.caught:
            print(f"\nmissed ({one.kind}): {one.quote}\n  {one.edited}")
    wrong, of = false_alarms(assistant, 1000, seed)
    print(f"\nfalse alarms on quotes left alone: {wrong} of {of}")
    assistant.close()


@app.command()
def language(data: Data, shown: int = 0, seed: int = 8) -> None:
    """Print how much advice the responses' own text gets, by kind, and `shown` pieces of it."""
    assistant = Assistant.open(Settings(data=data, chroma_url=""))
    texts = {
        document.doc: [unquoted(p.text) for p in assistant.reading.whole(document.doc)]
        for document in assistant.documents
        if document.kind is Kind.RESPONSE
    }
    sentences = [
        " ".join(text[span.start : span.end].split())
        for of_one in texts.values()
        for text in of_one
        for span in split_sentences(text)
    ]
    found = [(one, sentence) for sentence in sentences for one in advice(sentence)]
    total = sum(len(words(sentence)) for sentence in sentences)
    print(f"{len(found)} remarks in {total} words: {1000 * len(found) / total:.1f} per 1,000")
    for kind, number in Counter(one[1].split("”")[0] for one, _ in found).most_common():
        print(f"{number:5} {kind}")
    for doc, of_one in texts.items():
        value = lix("\n".join(of_one))
        print(f"LIX {value:.0f} ({scale(value)}): {doc}")
    for one, sentence in random.Random(seed).sample(found, min(shown, len(found))):
        print(f"\n{one[0]} {one[1]}\n  {sentence}")
    assistant.close()


if __name__ == "__main__":
    app()
