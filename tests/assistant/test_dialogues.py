"""The figure that docs/followups.md gives: follow-ups on our digest, understood without a model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.evaluate import Gold, LabelledQuestion, evaluate, read_questions
from ingest.build import build
from ingest.index import Generation, Passage, Settings, indexed_text, open_current

DIALOGUES = Path(__file__).parents[1] / "dialogues"
CORPUS = Path(__file__).parents[2] / "corpus"

pytestmark = pytest.mark.xdist_group("dialogues")


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The digest indexed as a fresh clone has it."""
    settings = Settings(data=tmp_path_factory.mktemp("digest"), corpus=CORPUS, chroma_url="")
    build(sorted((CORPUS / "referat").glob("*.md")), settings)
    return settings


@pytest.fixture(scope="module")
def generation(digest: Settings) -> Iterator[Generation]:
    """The digest's index."""
    opened = open_current(digest.data, digest.chroma_url)
    yield opened
    opened.close()


def dialogues() -> list[LabelledQuestion]:
    """All of them, those kept aside while the rules were made included."""
    names = ("development", "held_out")
    return [d for name in names for d in read_questions(DIALOGUES / f"{name}.jsonl")]


def test_the_right_section_is_among_the_first_five(digest: Settings) -> None:
    understood, joined, alone = (
        evaluate(dialogues(), digest, "full", by_section=True, history=history).figures["R@5"].value
        for history in ("resolved", "joined", "left-out")
    )
    assert understood >= 0.85
    assert understood > joined > alone


def passages_of(gold: Gold, generation: Generation) -> list[Passage]:
    """What the digest says of a gold section."""
    docs = [doc for doc, known in generation.documents.items() if known.about == gold.doc]
    return [
        passage
        for doc in docs
        for passage in generation.records.of_document(doc)
        if any(part.section == gold.section for part in passage.parts)
    ]


def test_there_are_forty_each_with_its_sections(generation: Generation) -> None:
    assert len({dialogue.id for dialogue in dialogues()}) == 40
    for dialogue in dialogues():
        assert 1 <= len(dialogue.history) <= 2
        assert dialogue.gold
        assert all(passages_of(gold, generation) for gold in dialogue.gold), dialogue.id


def test_many_share_no_content_word_with_what_answers_them(generation: Generation) -> None:
    terms = generation.analyzer.terms
    without = [
        dialogue.id
        for dialogue in dialogues()
        if set(terms(dialogue.question)).isdisjoint(
            term
            for gold in dialogue.gold
            for passage in passages_of(gold, generation)
            for term in terms(indexed_text(passage))
        )
    ]
    assert len(without) >= 15
