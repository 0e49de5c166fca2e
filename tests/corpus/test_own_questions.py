"""Our own questions, asked of the digest alone as in a fresh clone."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant import Assistant, as_json
from assistant.evaluate import LabelledQuestion, evaluate, read_questions
from ingest.index import Settings
from tests.corpus.conftest import CORPUS, sections

pytestmark = pytest.mark.xdist_group("clone")

QUESTIONS = read_questions(CORPUS / "questions" / "questions.jsonl")
ANSWERABLE = [question for question in QUESTIONS if question.gold]


def test_there_are_enough_of_several_kinds() -> None:
    kinds = Counter(question.kind for question in QUESTIONS)
    assert len(ANSWERABLE) >= 60
    assert kinds["unanswerable"] == len(QUESTIONS) - len(ANSWERABLE) >= 12
    assert len(kinds) >= 8
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)


def test_they_are_spread_over_all_that_is_retold() -> None:
    docs = {gold.doc for question in ANSWERABLE for gold in question.gold}
    assert docs == {
        path.stem.removeprefix("referat-") for path in (CORPUS / "referat").glob("*.md")
    }


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda question: question.id)
def test_each_gold_section_exists(question: LabelledQuestion) -> None:
    for gold in question.gold:
        told = sections(CORPUS / "referat" / f"referat-{gold.doc}.md")
        assert gold.section in {part for s in told for part in (s.number, s.heading)}


def test_nine_of_ten_find_the_right_section_among_the_first_five(
    digest_settings: Settings,
) -> None:
    found = evaluate(QUESTIONS, digest_settings, "full", by_section=True)
    assert found.questions == len(ANSWERABLE)
    assert found.figures["R@5"].value >= 0.90


def test_answers_speak_as_our_digest_and_quote_nobody(clone: Assistant) -> None:
    for question in ANSWERABLE[::6]:
        answer = as_json(clone.ask(question.question))
        assert answer["citations"], question.question
        for citation in answer["citations"]:
            assert citation["kind"] == "digest"
            assert citation["quote"] == ""
            assert citation["passage"]
            assert citation["about"]["doc"] == citation["doc"].removeprefix("referat-")
            assert citation["about"]["section"] == citation["section"]
        if not answer["abstained"]:
            assert "Enligt vårt referat av " in answer["answer"]
        assert all(found["about"] for found in answer["retrieved"])
