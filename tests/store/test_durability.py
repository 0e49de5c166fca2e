"""What was received is there after kill -9: real processes, really killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.index import Settings
from tests.store.conftest import OpenStore

PROJECT = Path(__file__).resolve().parents[2]

# Says each thing when the database has taken it, and never ends by itself.
TALK = """
from itertools import count
from assistant.store import Conversations, Database
from ingest.index import Settings
store = Conversations(Database.open(Settings()))
conversation = None
for n in count():
    received = store.receive(f"Fråga {n}", conversation)
    conversation = received.conversation
    print(conversation, f"Fråga {n}", "", sep=";", flush=True)
    store.refuse(received.turn, f"Svar {n}")
    print(conversation, f"Fråga {n}", f"Svar {n}", sep=";", flush=True)
"""


def said_before_killed(settings: Settings, lines: int) -> list[list[str]]:
    """What a process had said that it keeps when it was killed in the midst of its work."""
    environment = os.environ | {
        "TILLIT_DATA": str(settings.data),
        "TILLIT_DATABASE_URL": settings.database_url,
        "PYTHONUTF8": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-c", TALK],
        cwd=PROJECT, env=environment, stdout=subprocess.PIPE, encoding="utf8",
    ) as process:  # fmt: skip
        assert process.stdout
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        said += process.stdout.readlines()
    return [line.rstrip("\n").split(";") for line in said if line.endswith("\n")]


@pytest.mark.parametrize("lines", [1, 36])
def test_all_that_was_received_survives_a_kill(
    database_settings: Settings, open_store: OpenStore, lines: int
) -> None:
    said = said_before_killed(database_settings, lines)
    assert len(said) >= lines
    store, conversation = open_store(), said[0][0]
    kept = store.read(conversation).turns
    there = {(turn.question, turn.problem) for turn in kept}
    questions = {question for question, _ in there}
    for _, question, answer in said:
        assert question in questions
        assert not answer or (question, answer) in there
    assert len(kept) - len({question for _, question, _ in said}) in (0, 1), "at most one unsaid"
    store.receive("Är du kvar?", conversation)
    assert store.read(conversation).turns[-1].question == "Är du kvar?"
