"""The kept conversations on the page, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.conversation import Feedback, Thumb
from assistant.pages.conversation import Conversation
from assistant.store import Conversations, Database
from ingest.index import Settings
from tests.pages.conftest import shown

OpenPage = Callable[[Settings, str], AppTest]

QUESTION = "Hur många personer får en vardagslots följa?"
OTHER = "Vad kostar servicepunkterna?"


@pytest.fixture
def kept(indexed: Settings, tmp_path: Path) -> Settings:
    """The invented index, with a database of the test's own."""
    return indexed.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'own.sqlite'}"})


def ask(app: AppTest, question: str) -> AppTest:
    return app.chat_input[0].set_value(question).run()


def talk(app: AppTest) -> Conversation:
    window = app.session_state["conversation"]
    assert isinstance(window, Conversation)
    return window


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def listed(app: AppTest) -> list[str]:
    return [b.label for b in app.sidebar.button if str(b.key).startswith("history-kept-")]


def window(open_page: OpenPage, settings: Settings, conversation: str | None) -> AppTest:
    """One more window, at the address of a conversation."""
    app = open_page(settings, "ask")
    if conversation:
        app.query_params["samtal"] = conversation
    return app.run()


def test_a_first_visit_has_no_conversations(open_page: OpenPage, kept: Settings) -> None:
    app = open_page(kept, "ask")
    assert listed(app) == []
    assert app.sidebar.markdown[-1].value == "Inga samtal än."
    assert "samtal" not in app.query_params


def test_a_question_gives_the_conversation_an_address(open_page: OpenPage, kept: Settings) -> None:
    app = ask(open_page(kept, "ask"), QUESTION)
    address = talk(app).id
    assert address and address in app.query_params["samtal"]
    again = window(open_page, kept, address)
    assert "25 personer" in shown(again, "bidi_component")
    assert [turn.question for turn in talk(again).turns] == [QUESTION]


def test_conversations_are_begun_listed_and_chosen(open_page: OpenPage, kept: Settings) -> None:
    app = ask(open_page(kept, "ask"), QUESTION)
    first = talk(app).id
    app = press(app, "Nytt samtal")
    assert talk(app).turns == []
    assert "samtal" not in app.query_params
    app = ask(app, OTHER)
    assert [label.replace("\\", "") for label in listed(app)] == [OTHER, QUESTION]
    app.button(key=f"history-kept-{first}").click().run()
    assert first and first in app.query_params["samtal"]
    assert "25 personer" in shown(app, "bidi_component")
    assert "640 miljoner" not in shown(app, "bidi_component")


def test_conversations_are_searched(open_page: OpenPage, kept: Settings) -> None:
    app = press(ask(open_page(kept, "ask"), QUESTION), "Nytt samtal")
    app = ask(app, OTHER)
    app.sidebar.text_input(key="history-search").set_value("640 MILJONER").run()
    assert [label.replace("\\", "") for label in listed(app)] == [OTHER]
    app.sidebar.text_input(key="history-search").set_value("finns inte").run()
    assert app.sidebar.markdown[-1].value == "Inget samtal innehåller orden."


def test_a_long_list_is_shown_in_parts(open_page: OpenPage, kept: Settings) -> None:
    database = Database.open(kept)
    for number in range(15):
        Conversations(database).receive(f"Fråga {number}")
    database.close()
    app = open_page(kept, "ask")
    assert listed(app) == [f"Fråga {number}" for number in range(14, 2, -1)]
    app = press(app, "Visa fler")
    assert len(listed(app)) == 15
    assert "Visa fler" not in [button.label for button in app.sidebar.button]


def test_a_conversation_is_renamed(open_page: OpenPage, kept: Settings) -> None:
    app = ask(open_page(kept, "ask"), QUESTION)
    app.main.text_input[0].set_value("Om *lotsar*")
    app = press(app, "Byt namn")
    assert listed(app) == ["Om \\*lotsar\\*"]


def test_deleting_asks_first(open_page: OpenPage, kept: Settings) -> None:
    app = ask(open_page(kept, "ask"), QUESTION)
    app = press(app, "Radera samtalet")
    app = press(app, "Behåll")
    assert talk(app).turns
    app = press(press(app, "Radera samtalet"), "Radera")
    assert talk(app).turns == []
    assert listed(app) == []
    assert "samtal" not in app.query_params


def test_what_another_window_said_is_shown(open_page: OpenPage, kept: Settings) -> None:
    app = ask(open_page(kept, "ask"), QUESTION)
    other = ask(window(open_page, kept, talk(app).id), OTHER)
    assert len(talk(other).turns) == 2
    app.run()
    assert "640 miljoner" in shown(app, "bidi_component")


def test_an_address_of_nothing_is_told(open_page: OpenPage, kept: Settings) -> None:
    app = window(open_page, kept, "finns-inte")
    assert app.info[0].value.startswith("Samtalet finns inte längre.")
    assert app.chat_input
    assert "samtal" not in app.query_params


def test_a_question_left_open_by_a_crash_can_be_answered(
    open_page: OpenPage, kept: Settings
) -> None:
    database = Database.open(kept)
    received = Conversations(database).receive(QUESTION)
    database.close()
    app = window(open_page, kept, received.conversation)
    assert "Frågan är mottagen" in shown(app, "bidi_component")
    app = press(app, "Svara nu")
    assert "25 personer" in shown(app, "bidi_component")
    assert "25 personer" in shown(window(open_page, kept, received.conversation), "bidi_component")


def test_thumbs_and_comments_are_kept(open_page: OpenPage, kept: Settings) -> None:
    app = ask(open_page(kept, "ask"), QUESTION)
    app = press(app, "Dåligt svar")
    app = press(app, "Bra svar")
    app.text_area[0].set_value("  Rätt ställe. ")
    app = press(app, "Spara kommentaren")
    database = Database.open(kept)
    (turn,) = Conversations(database).rated(Thumb.UP)
    database.close()
    assert turn.feedback == Feedback(Thumb.UP, "Rätt ställe.")
    assert "Bra svar: valt" in [button.label for button in app.button]


def test_a_problem_with_a_question_is_not_rated(open_page: OpenPage, kept: Settings) -> None:
    app = ask(open_page(kept, "ask"), "?!")
    assert "Bra svar" not in [button.label for button in app.button]


def test_without_a_database_asking_works_and_it_is_said(
    open_page: OpenPage, kept: Settings, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'missing' / 'own.sqlite'}"
    app = open_page(kept.model_copy(update={"database_url": url}), "ask")
    assert app.warning[0].value.startswith("Just nu sparas inget. Databasen går inte att skriva i.")
    app = ask(app, QUESTION)
    assert "25 personer" in shown(app, "bidi_component")
    app = ask(app, OTHER)
    assert "25 personer" in shown(app, "bidi_component")
    assert "640 miljoner" in shown(app, "bidi_component")
    assert app.warning
    assert "Bra svar" not in [button.label for button in app.button]
    assert "Om samtalet" not in [block.label for block in app.get("popover")]


def test_a_conversation_deleted_while_its_page_is_open_is_told(
    open_page: OpenPage, kept: Settings
) -> None:
    app = ask(open_page(kept, "ask"), QUESTION)
    database = Database.open(kept)
    Conversations(database).delete(talk(app).id or "")
    database.close()
    app.run()
    assert app.info[0].value.startswith("Samtalet finns inte längre.")
    assert ask(app, OTHER).query_params["samtal"]
