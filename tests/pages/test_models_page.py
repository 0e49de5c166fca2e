"""The pages with a model: streaming, stopping, consent, settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from fake_model import Exchange, FakeModel, fake_model, says
from streamlit.testing.v1 import AppTest

from assistant import Assistant, Filters
from assistant.conversation import Turn
from assistant.pages import settings as settings_page
from assistant.pages.answering import Answering
from assistant.pages.markup import growing_html, turn_html
from assistant.service import Growing
from assistant.writer import Guard, Writer
from assistant.writer.ollama import models
from ingest.index import Settings
from tests.pages.conftest import shown

OpenPage = Callable[[Settings, str], AppTest]

QUESTION = "Hur många personer får en vardagslots följa?"
TRUE = "En lots bör inte följa fler än 25 personer samtidigt"
OUTSIDE = "https://modeller.invalid/v1"


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


@pytest.fixture(autouse=True)
def no_ollama(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model of this machine decides what the tests see."""
    monkeypatch.setattr(settings_page, "models", lambda: None)


@contextmanager
def writer_on(server: FakeModel, settings: Settings) -> Iterator[Writer]:
    writer = Writer.open(
        settings.model_copy(update={"model": "openai:fake", "model_url": server.address})
    )
    assert writer
    yield writer


@contextmanager
def lent(assistant: Assistant) -> Iterator[Assistant]:
    yield assistant


def set_model(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("TILLIT_MODEL", "openai:fake")
    monkeypatch.setenv("TILLIT_MODEL_URL", address)
    monkeypatch.setenv("TILLIT_MODEL_KEY", "nyckel")


def test_a_model_writes_on_the_page(
    open_page: OpenPage, own_index: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fake_model(says(f"{TRUE} [1]. Det är bra [99].")) as server:
        set_model(monkeypatch, server.address)
        app = open_page(own_index, "ask")
        app.chat_input[0].set_value(QUESTION).run()
        html = shown(app, "bidi_component")
    assert "Skrivet av språkmodellen fake (127.0.0.1)" in html
    assert TRUE in html
    assert "ej belagd" in html
    assert not app.exception


def test_consent_is_asked_before_the_first_text_leaves(
    open_page: OpenPage, own_index: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_model(monkeypatch, OUTSIDE)
    app = open_page(own_index, "ask")
    app.chat_input[0].set_value(QUESTION).run()
    assert "modeller.invalid" in " ".join(text.value for text in app.text)
    assert Guard(own_index.data).kept().agreed == []
    press(app, "Svara utan språkmodell")
    assert "utan språkmodell" in shown(app, "bidi_component")
    assert Guard(own_index.data).kept().agreed == []


def test_consent_is_kept(
    open_page: OpenPage, own_index: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_model(monkeypatch, OUTSIDE)
    monkeypatch.setenv("TILLIT_MODEL_RETRIES", "0")
    app = open_page(own_index, "ask")
    app.chat_input[0].set_value(QUESTION).run()
    app.button(key="agree").click().run()
    assert Guard(own_index.data).kept().agreed == ["modeller.invalid"]
    assert "går inte att nå" in shown(app, "bidi_component")  # nothing is there to answer


def test_a_model_that_cannot_be_opened_is_told_and_the_answer_stands(
    open_page: OpenPage, own_index: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TILLIT_MODEL", "groq:m")
    app = open_page(own_index, "ask")
    app.chat_input[0].set_value(QUESTION).run()
    assert "pip install langchain-groq" in app.warning[0].value
    assert "25 personer" in shown(app, "bidi_component")


def test_a_model_is_chosen_tested_and_left(open_page: OpenPage, own_index: Settings) -> None:
    with fake_model(says("Hej.")) as server:
        app = open_page(own_index, "settings")
        assert "Ingen språkmodell används" in app.text[0].value
        app.text_input[0].set_value("fake")
        app.text_input[1].set_value(server.address)
        press(app, "Spara")
        assert "fake (127.0.0.1)" in app.text[0].value
        assert "inget lämnar huset" in app.text[0].value
        press(app, "Pröva förbindelsen")
        assert app.success[0].value == "Modellen svarar."
        server.part = lambda exchange: exchange.status(401)
        press(app, "Pröva förbindelsen")
        assert "nyckeln" in app.error[0].value
        press(app, "Använd ingen språkmodell")
        assert "Ingen språkmodell används" in app.text[0].value


def test_what_cannot_be_used_is_not_chosen(open_page: OpenPage, own_index: Settings) -> None:
    app = open_page(own_index, "settings")
    app.text_input[0].set_value("fake")
    app.text_input[1].set_value("fel adress")
    press(app, "Spara")
    assert "adress går inte att läsa" in app.error[0].value
    assert Guard(own_index.data).kept().name == ""


def test_a_host_agreed_to_is_taken_back(open_page: OpenPage, own_index: Settings) -> None:
    Guard(own_index.data).agree("modeller.invalid")
    app = open_page(own_index, "settings")
    next(button for button in app.button if "Ta tillbaka" in button.label).click().run()
    assert Guard(own_index.data).kept().agreed == []


def test_ollama_is_found_and_used_only_when_told_to(
    open_page: OpenPage, own_index: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fake_model(says("Hej.")) as server:
        address = server.address.removesuffix("/v1")
        assert models(address) == ["liten:1b"]
        assert server.seen == []
        monkeypatch.setattr(settings_page, "models", lambda: models(address))
        open_page(own_index, "ask")
        asked = len(server.paths)
        app = open_page(own_index, "settings")
        assert len(server.paths) == asked + 1
        assert Guard(own_index.data).kept().name == ""
        press(app, "Använd")
        assert Guard(own_index.data).kept().name == "liten:1b"
        assert server.seen == []
    assert models(address) is None


def test_documents_are_kept_at_home_on_their_page(open_page: OpenPage, own_index: Settings) -> None:
    app = open_page(own_index, "documents")
    doc = app.multiselect(key="at_home").options and "sou-2031-7"
    app.multiselect(key="at_home").set_value([doc]).run()
    assert set(Guard(own_index.data).kept().at_home.values()) == {doc}
    app.multiselect(key="at_home").set_value([]).run()
    assert Guard(own_index.data).kept().at_home == {}


def test_what_is_written_can_be_followed_and_stopped(
    assistant: Assistant, indexed: Settings
) -> None:
    told = Event()
    kept: list[Turn] = []

    def slow(exchange: Exchange) -> None:
        exchange.begin()
        exchange.event({"content": f"{TRUE} [1]. Lotsen <img src=x>ska"})
        told.set()
        exchange.gone.wait(20)

    with fake_model(slow) as server, writer_on(server, indexed) as writer:
        answering = Answering(
            Turn(QUESTION), Filters(), [], lambda: lent(assistant), writer, kept.append
        )
        assert told.wait(20)
        while answering.growing is None or not answering.growing.pending:
            answering.wait(5)
        html = growing_html(QUESTION, answering.growing)
        assert TRUE in html
        assert '<p class="pending">Lotsen ska …</p>' in html
        answering.stop()
        while answering.turn is None:
            answering.wait(5)
    assert "Svaret stoppades." in turn_html(answering.turn)
    assert kept == [answering.turn]


def test_a_problem_in_the_thread_becomes_a_sentence(indexed: Settings) -> None:
    kept: list[Turn] = []

    def broken() -> None:
        raise RuntimeError("x")

    with fake_model(says("")) as server, writer_on(server, indexed) as writer:
        answering = Answering(Turn(QUESTION), Filters(), [], broken, writer, kept.append)  # type: ignore[arg-type]
        while answering.turn is None:
            answering.wait(5)
    assert "Något gick fel" in answering.turn.problem


def test_growing_text_is_escaped(assistant: Assistant) -> None:
    growing = Growing(assistant.ask(QUESTION), "<script>x</script>")
    assert "<script>" not in growing_html("<b>fråga</b>", growing)
