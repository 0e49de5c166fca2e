"""The model card: what the model learned from, how, how well it does, and what it is not for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.training.heldout import Figures

if TYPE_CHECKING:
    from ingest.training.recipe import Recipe


@dataclass(frozen=True)
class Row:
    """One line of the card's table."""

    task: str
    method: str
    figures: Figures


_CARD = """\
---
language: sv
library_name: sentence-transformers
pipeline_tag: sentence-similarity
---

# tillit-sv: a small Swedish retrieval model

A static embedding for administrative Swedish: {vocabulary:,} pieces of words, {length} numbers
each, in eight bits with one factor a row. A text's vector is the mean of its pieces' vectors, made
unit length. It needs no network, no graphics card and no torch, and is meant to be used *together
with* word search (BM25).

    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer("ingest/index/embedding/tillit-sv")
    model.encode(["Hur ska tillsynen utvecklas?"])

No prefix for questions or passages. The numbers are ordered: the first 256 or 128, made unit
length again, are a usable shorter vector.

## Data

{documents:,} public documents: interpellations 1994–2024 from parliament's open records (a title,
reasons, closing questions) and acts and ordinances of Swedish law. {kept} more were kept out for
the figures below. No inquiry report, no response to one, and no question written for this project
was used.

## Method

1. Unigram pieces without word marks, learned from word counts to the power {damping}; lower case,
   letters and digits only (all of it in `tokenizer.json`).
2. First vectors: positive pointwise mutual information in a window of ten pieces, factorised, rare
   pieces weighted up.
3. Contrastive training, {epochs} epochs of natural pairs drawn anew each time: closing question →
   paragraph, title → paragraph, act and heading → section, span → rest of its paragraph, span →
   next paragraph. Batches of {batch:,}; wrong answers are the batch's other targets, in groups of
   {leaf} near each other; {dropout:.0%} of the pieces are left out each time.
4. The vectors turned to their passages' principal directions, then rounded to eight bits.

Made by `python -m ingest.training --text ../shared/text --out ingest/index/embedding/tillit-sv`,
seed {seed}, in {minutes:.0f} minutes on {threads} processor cores. The run is seeded; a test shows
that a small run gives the same files twice.

## Figures

On the documents kept out. *Question → paragraph*: a closing question finds a paragraph of its own
interpellation among 20,000, most of them from documents the model was trained on. *Heading →
section*: an act's title and heading find a section under it, among all sections of unseen acts.

| Task | Method | R@1 | R@5 | R@10 | MRR |
|---|---|---|---|---|---|
{rows}

## Limits

- Swedish only, and best on the language of parliament, law and administration after 1990.
- It counts words and knows no order: "kommunen granskar staten" and "staten granskar kommunen" are
  the same to it. It cannot tell a claim from its denial.
- Names, numbers and section signs mean little to it; leave those to word search.
- Texts longer than about 300 words become vague. Cut them into passages.
- It reflects what members of parliament wrote about people and places over thirty years, and what
  the law said, older spelling included.
"""


def write(
    path: Path, recipe: Recipe, documents: int, kept: int, minutes: float, rows: list[Row]
) -> None:
    """Write the card of a model made by ``recipe`` from so many documents in so many minutes."""
    contrast = recipe.contrast
    text = _CARD.format(
        vocabulary=recipe.vocabulary,
        length=recipe.length,
        damping=recipe.damping,
        documents=documents,
        kept=kept,
        epochs=contrast.epochs,
        batch=contrast.batch,
        leaf=contrast.leaf,
        dropout=contrast.dropout,
        seed=recipe.seed,
        threads=recipe.threads,
        minutes=minutes,
        rows="\n".join(_line(row) for row in rows),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf8")


def _line(row: Row) -> str:
    found = row.figures
    shares = (found.first, found.five, found.ten, found.reciprocal)
    return " | ".join([f"| {row.task}", row.method, *(f"{x:.3f}" for x in shares)]) + " |"
