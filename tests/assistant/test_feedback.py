from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from invented import REPORT_DOC

from assistant import Answer, Assistant
from assistant.conversation import Feedback, Thumb, Turn
from assistant.evaluate import evaluate, read_questions
from assistant.feedback import as_question
from assistant.store import Conversations, Database
from ingest.index import Settings
from tests.assistant.test_assistant_command_line import Invoke, invoke

__all__ = ["invoke"]  # the fixture

PROJECT = Path(__file__).resolve().parents[2]
QUESTION = "Hur många personer får en vardagslots följa?"


def rated(answer: Answer | None, thumb: Thumb, comment: str = "") -> Turn:
    feedback = Feedback(thumb, comment)
    return Turn(QUESTION, answer, id=7, asked=datetime(2031, 5, 4, tzinfo=UTC), feedback=feedback)


@contextmanager
def opened(data: Path) -> Iterator[Conversations]:
    database = Database.open(Settings(data=data))
    yield Conversations(database)
    database.close()


def test_what_a_good_answer_cites_is_gold(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)
    question = as_question(rated(answer, Thumb.UP, "Bra!"))
    assert question["id"] == "feedback-7"
    assert question["question"] == QUESTION
    assert question["comment"] == "Bra!"
    assert question["gold"] == [
        {"doc": c.doc, "section": c.section, "quote": c.quote} for c in answer.citations
    ]


def test_what_a_digest_retells_is_gold_rather_than_the_digest(digest_assistant: Assistant) -> None:
    answer = digest_assistant.ask("Vad ska en vardagslots göra?")
    gold = as_question(rated(answer, Thumb.UP))["gold"]
    assert gold and all(place["doc"] == REPORT_DOC for place in gold)
    assert all(place["quote"] == "" for place in gold)


def test_a_good_silence_has_no_gold(assistant: Assistant) -> None:
    answer = assistant.ask("Vad står det i avsnitt 9.9?")
    assert answer.abstained
    assert as_question(rated(answer, Thumb.UP))["gold"] == []


def test_a_bad_answer_is_no_gold(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)
    question = as_question(rated(answer, Thumb.DOWN, "Fel ställe."))
    assert (question["gold"], question["comment"]) == ([], "Fel ställe.")
    assert question["answer"] == answer.text
    assert as_question(replace(rated(None, Thumb.DOWN), problem="Nej."))["answer"] == "Nej."


def test_rated_questions_are_measured_with(
    indexed: Settings, assistant: Assistant, invoke: Invoke, tmp_path: Path
) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    with opened(data) as store:
        for question, thumb in ((QUESTION, Thumb.UP), ("Vad är en lots?", Thumb.DOWN)):
            received = store.receive(question)
            store.answer(received.turn, assistant.ask(question), assistant.generation_name)
            store.rate(received.turn, Feedback(thumb))
    assert invoke("feedback", "--out", out, "--data", data) == (
        0, f"1 questions written to {out}.\n", "",
    )  # fmt: skip
    (question,) = read_questions(out)
    assert question.question == QUESTION
    assert evaluate([question], indexed, "full", by_section=False).figures["R@10"].value == 1.0
    status, _, _ = invoke("feedback", "--down", "--out", out, "--data", data)
    assert status == 0
    assert [json.loads(line)["kind"] for line in out.read_text().splitlines()] == ["thumb-down"]


def test_without_feedback_the_file_is_empty(invoke: Invoke, tmp_path: Path) -> None:
    status, said, _ = invoke("feedback", "--out", tmp_path / "none.jsonl", "--data", tmp_path)
    assert (status, said) == (0, f"0 questions written to {tmp_path / 'none.jsonl'}.\n")
    assert (tmp_path / "none.jsonl").read_text() == ""


@pytest.mark.parametrize("out", ["missing/out.jsonl", "."])
def test_a_file_that_cannot_be_written_is_told(invoke: Invoke, tmp_path: Path, out: str) -> None:
    status, _, said = invoke("feedback", "--out", tmp_path / out, "--data", tmp_path)
    assert status == 1
    assert len(said.splitlines()) == 1


def test_a_database_that_cannot_be_used_is_told(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TILLIT_DATABASE_URL", "postgresql://a:secret@127.0.0.1:9/x")
    status, _, said = invoke("feedback", "--out", tmp_path / "out.jsonl", "--data", tmp_path)
    assert status == 1
    assert said.startswith("The database cannot be reached.")
    assert "secret" not in said
    assert len(said.splitlines()) == 1


def test_asking_imports_no_database(indexed: Settings) -> None:
    script = f"""
import sys
from assistant.__main__ import main
sys.argv = ["assistant", "ask", {QUESTION!r}, "--data", {str(indexed.data)!r}]
try:
    main()
finally:
    names = {{name.split(".")[0] for name in sys.modules}}
    print(sorted(names & {{"sqlalchemy", "alembic", "psycopg"}}))
"""
    environment = os.environ | {
        "TILLIT_EMBEDDING": "none",
        "TILLIT_DATABASE_URL": "postgresql://a@127.0.0.1:9/x",
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=PROJECT, env=environment, capture_output=True, encoding="utf8", check=True,
    )  # fmt: skip
    assert "25 personer" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
