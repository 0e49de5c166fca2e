"""Advice on the language of real responses: how much there is, and what it says.

python -m tests.advice --data DIR     on the indexed responses, with their LIX
"""

from __future__ import annotations

import random
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from assistant import Assistant
from assistant.drafting.checks.language import advice
from assistant.drafting.checks.places import unquoted
from assistant.drafting.readability import lix, scale
from ingest.index import Kind, Settings, split_sentences, words


def main(
    data: Annotated[Path, typer.Option(help="The folder of an index.")],
    shown: Annotated[int, typer.Option(help="Remarks to read, chosen by chance.")] = 0,
    seed: int = 8,
) -> None:
    """Print how much advice the responses' own text gets, by kind, and `shown` pieces of it."""
    with closing(Assistant.open(Settings(data=data, chroma_url=""))) as assistant:
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
    for kind, number in Counter(one.mend.split("”")[0] for one, _ in found).most_common():
        print(f"{number:5} {kind}")
    for doc, of_one in texts.items():
        value = lix("\n".join(of_one))
        print(f"LIX {value:.0f} ({scale(value)}): {doc}")
    for one, sentence in random.Random(seed).sample(found, min(shown, len(found))):
        print(f"\n{one.told} {one.mend}\n  {sentence}")


if __name__ == "__main__":
    typer.run(main)
