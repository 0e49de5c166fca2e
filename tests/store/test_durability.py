"""What was received is there after kill -9: real processes, really killed."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from assistant.store import Database, Drafts
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

WORK = """
from itertools import count
from assistant.drafting import Case, Draft, OwnPosition
from assistant.store import Database, Drafts
from ingest.index import Settings
drafts = Drafts(Database.open(Settings()))
draft = drafts.begin(Draft())
for n in count():
    drafts.change(draft, lambda d: d.with_case(Case(dnr=str(n))), "Ärendet")
    print(draft, "dnr", n, sep=";", flush=True)
    drafts.change(draft, lambda d: d.with_chosen((f"p{n}",)), "Förslagen")
    print(draft, "chosen", n, sep=";", flush=True)
    thought = OwnPosition(proposal=f"p{n}", points=("för dyrt",))
    drafts.change(draft, lambda d: d.with_position(thought), "Ställningstaganden")
    print(draft, "points", n, sep=";", flush=True)
"""


def said_before_killed(settings: Settings, lines: int, script: str = TALK) -> list[list[str]]:
    """What a process had said that it keeps when it was killed in the midst of its work."""
    environment = os.environ | {
        "TILLIT_DATA": str(settings.data),
        "TILLIT_DATABASE_URL": settings.database_url,
        "PYTHONUTF8": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-c", script],
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


@pytest.mark.parametrize("lines", [1, 2, 3, 35])
def test_a_draft_survives_a_kill_as_far_as_it_was_received(
    database_settings: Settings, lines: int
) -> None:
    said = said_before_killed(database_settings, lines, WORK)
    last = {what: int(n) for _, what, n in said}
    with closing(Database.open(database_settings)) as database:
        draft = Drafts(database).read(said[0][0]).draft
    number = int(draft.case.dnr)
    assert last["dnr"] <= number <= last["dnr"] + 1
    if "chosen" in last:
        (position,) = draft.positions
        assert last["chosen"] <= int(position.proposal[1:]) <= number
        assert position.points or position.proposal != f"p{last.get('points')}"
