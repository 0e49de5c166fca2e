from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.conversation import Feedback, Thumb
from assistant.drafting import Draft, Profile
from assistant.store import Conversations, Database, Drafts, NotEmpty, Profiles, copy
from ingest.index import Settings
from tests.assistant.test_assistant_command_line import Invoke, invoke
from tests.store.conftest import OpenStore

__all__ = ["invoke"]  # the fixture


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Database]:
    """A SQLite database with two conversations, a draft and a profile."""
    database = Database.open(Settings(data=tmp_path / "source"))
    store = Conversations(database)
    received = store.receive("Ett?")
    store.refuse(received.turn, "Nej.")
    store.rate(received.turn, Feedback(Thumb.DOWN, "Å nej."))
    store.receive("Två?", received.conversation)
    store.receive("Annat?")
    draft = Drafts(database).begin(Draft())
    Drafts(database).change(draft, lambda d: d.with_chosen(("a",)), "Förslagen")
    Profiles(database).keep(Profile(organisation="Vindelby kommun"))
    yield database
    database.close()


def everything(store: Conversations) -> list[object]:
    return [store.read(heading.id) for heading in store.listed()]


def test_everything_is_copied_and_can_be_gone_on_with(
    source: Database, open_store: OpenStore, database_settings: Settings
) -> None:
    target = Database.open(database_settings)
    copied = copy(source, target)
    assert {name: number for name, number in copied.items() if number} == {
        "conversation": 2, "turn": 3, "draft": 1, "draft_version": 2, "profile": 1,
    }  # fmt: skip
    target.close()
    store = open_store()
    before = everything(Conversations(source))
    assert everything(store) == before
    heading = store.listed()[0]
    store.receive("Tre?", heading.id)
    assert store.read(heading.id).turns[-1].question == "Tre?"


def test_an_empty_database_is_copied_too(tmp_path: Path, database_settings: Settings) -> None:
    source, target = Database.open(Settings(data=tmp_path)), Database.open(database_settings)
    assert set(copy(source, target).values()) == {0}
    Conversations(target).receive("Första?")
    source.close()
    target.close()


def test_what_is_there_is_not_mixed(source: Database, database_settings: Settings) -> None:
    target = Database.open(database_settings)
    copy(source, target)
    with pytest.raises(NotEmpty):
        copy(source, target)
    assert len(Conversations(target).listed()) == 2
    target.close()


def test_the_command_line_copies_once(source: Database, invoke: Invoke, tmp_path: Path) -> None:
    to = f"sqlite:///{tmp_path / 'target.sqlite'}"
    status, said, _ = invoke("move", "--to", to, "--data", tmp_path / "source")
    assert status == 0
    assert said.startswith("Copied. Conversations: 2, questions: 3, drafts: 1.")
    status, _, said = invoke("move", "--to", to, "--data", tmp_path / "source")
    assert (status, said) == (1, "The other database is not empty. Choose an empty one.\n")
    status, _, said = invoke("move", "--to", "mysql://h/d", "--data", tmp_path / "source")
    assert (status, len(said.splitlines())) == (1, 1)
